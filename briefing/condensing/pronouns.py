"""Third-person pronouns: whether their own sentence says whom they mean."""

from __future__ import annotations

from enum import Enum

from briefing.checking.trees import dependents, is_word, quotations, root, subtree
from briefing.checking.words import PRONOUNS
from briefing.engine.types import Sentence, Token


def is_expletive(sentence: Sentence, index: int) -> bool:
    """Whether this "it" stands for nothing ("It is hoped that …", "it is hard to …")."""
    token = sentence.tokens[index]
    if token.text.lower() != "it":
        return False
    if token.dep == "expl":
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    head = token.head
    verb = sentence.tokens[head]
    clauses = dependents(sentence, head, "ccomp", "xcomp", "csubj")
    for child in dependents(sentence, head, "acomp"):
        clauses += dependents(sentence, child, "ccomp", "xcomp", "advcl", "csubj")
    for child in dependents(sentence, head, "attr"):
        if _is_occasion(sentence, child):
            clauses += dependents(sentence, child, "ccomp", "xcomp", "acl", "advcl", "relcl")
    things = [c for c in dependents(sentence, head, "attr") if not _is_occasion(sentence, c)]
    if things and not dependents(sentence, head, "ccomp", "csubj", "acomp"):
        return False  # "It is the first clinic to offer …": a clinic is what it is
    if verb.dep in ("ccomp", "relcl") and verb.lemma in ("take", "remain", "seem", "appear"):
        return True
    return bool(clauses) and (
        verb.lemma in ("be", "seem", "appear", "remain", "become", "take", "turn", "emerge", "make")
        or bool(dependents(sentence, head, "auxpass"))
    )


def _is_occasion(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].lemma in _OCCASIONS


_OCCASIONS = frozenset(
    "time day year month week reason case fact chance pity shame duty job matter way task".split()
)
"""Nouns after "it is the …" with which "it" stands for nothing ("it is the first time that …")."""


class Meaning(Enum):
    """Where the word stands that a pronoun means."""

    INSIDE = 1
    OUTSIDE = 2
    UNCLEAR = 3


def meaning(sentence: Sentence, index: int) -> Meaning:
    """Whether something in the pronoun's own sentence can be what it means.

    The pronoun of a main clause can mean the subject of a clause before it ("When Reyes left, she
    …"), not a noun of an opening phrase ("With a crowd of thousands, it …"). An object never means
    the subject of its own verb, and "himself" nothing else.
    """
    if is_expletive(sentence, index) or sentence.tokens[index].text.lower().endswith(
        ("self", "selves")
    ):
        return Meaning.INSIDE
    family = PRONOUNS[sentence.tokens[index].text.lower()]
    barred = _own_subject_words(sentence, index) | _spoken(sentence, index)
    barred |= _told_of(sentence, index)
    before = [
        t
        for i, t in enumerate(sentence.tokens[:index])
        if t.pos in ("NOUN", "PROPN")
        and i not in barred
        and not (family == "it" and has_plural_verb(sentence, i))
    ]
    if _is_main_subject(sentence, index):
        before = [
            t
            for t in before
            if t.dep in ("nsubj", "nsubjpass") and _is_clause_before(sentence, t.head, index)
        ]
    if any(_fits(t, family) for t in before):
        return Meaning.INSIDE
    # "Leaving her office, Reyes …": the main clause's subject follows the opening phrase.
    for subject in dependents(sentence, root(sentence), "nsubj", "nsubjpass"):
        phrase = subtree(sentence, subject)
        apart = any(t.text == ";" for t in sentence.tokens[index:subject])
        if subject > index and index not in phrase and not apart:
            owners = [sentence.tokens[i] for i in phrase if i == subject or i in _owners(sentence)]
            if any(t.pos in ("NOUN", "PROPN") and _fits(t, family) for t in owners):
                return Meaning.INSIDE
    # "The visitor said … his brother": a subject that may be a person makes it unclear.
    if any(t.dep in ("nsubj", "nsubjpass") for t in before):
        return Meaning.UNCLEAR
    return Meaning.OUTSIDE


def _is_clause_before(sentence: Sentence, verb: int, index: int) -> bool:
    """Whether the verb's clause stands before the pronoun's and is told, not reported, there.

    "When Reyes left, she …" and "The crews did not beg; they …".
    """
    dep = sentence.tokens[verb].dep
    if dep == "ccomp":
        return any(t.text == ";" for t in sentence.tokens[verb:index])
    return dep == "advcl"


def is_in_title(sentence: Sentence, index: int) -> bool:
    """Whether the pronoun has a capital in mid-sentence, as in the name of a song or a book."""
    before = [t for t in sentence.tokens[:index] if is_word(t)]
    if not before or not sentence.tokens[index].text[:1].isupper():
        return False
    opened = sentence.tokens[index - 1].text in ("“", '"', "‘", "'", "«", ":", "(", "[", ".")
    shouted = sentence.tokens[index].text.isupper() and any(
        t.text.isupper() and len(t.text) > 1 for t in before
    )
    return not opened and not shouted


def is_addressed(sentence: Sentence) -> bool:
    """Whether the sentence opens by speaking to somebody: "Baby, …", "Ladies and gentlemen, …".

    A bare noun before the subject's pronoun is none of its clause's own parts.
    """
    first = next((i for i, t in enumerate(sentence.tokens) if is_word(t)), 0)
    token = sentence.tokens[first]
    if token.dep not in ("npadvmod", "intj", "dep", "vocative") or token.tag not in (
        "NN",
        "NNS",
        "UH",
    ):
        return False
    after = max(subtree(sentence, first)) + 1
    timed = token.entity in ("DATE", "TIME")
    return not timed and after < len(sentence.tokens) and sentence.tokens[after].text in (",", "!")


def has_plural_verb(sentence: Sentence, index: int) -> bool:
    """Whether a subject's verb says that it is several: "Arnsel were", "the staff have"."""
    token = sentence.tokens[index]
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    helpers = dependents(sentence, token.head, "aux", "auxpass")
    finite = sentence.tokens[helpers[0] if helpers else token.head].text.lower()
    return finite in ("are", "were", "have", "'re", "’re", "'ve", "’ve")


def _told_of(sentence: Sentence, index: int) -> frozenset[int]:
    """Whom an apposition that the pronoun is in tells of: "Roe, her aide," is not hers herself."""
    current = index
    while sentence.tokens[current].head != current:
        head = sentence.tokens[current].head
        if sentence.tokens[current].dep == "appos":
            inner = subtree(sentence, current)
            return frozenset(
                i for i in subtree(sentence, head) - inner if i == head or i < min(inner)
            )
        if sentence.tokens[current].pos in ("VERB", "AUX"):
            break
        current = head
    return frozenset()


def _spoken(sentence: Sentence, index: int) -> frozenset[int]:
    """What is said in quotations that the pronoun is not in, as far as they are statements.

    "“The board should sell,” he said" does not speak of the board as "he".
    """
    return frozenset().union(
        *(
            q
            for q in quotations(sentence)
            if index not in q and any(sentence.tokens[i].pos in ("VERB", "AUX") for i in q)
        )
    )


def _is_main_subject(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.dep in ("nsubj", "nsubjpass") and token.head == root(sentence)


def _own_subject(sentence: Sentence, index: int) -> int | None:
    """The subject of the verb whose object the pronoun is; None for other pronouns."""
    token = sentence.tokens[index]
    if token.dep not in ("dobj", "pobj", "dative"):
        return None
    current = token.head
    while sentence.tokens[current].head != current:
        subjects = dependents(sentence, current, "nsubj", "nsubjpass")
        if subjects:
            return subjects[0]
        current = sentence.tokens[current].head
    subjects = dependents(sentence, current, "nsubj", "nsubjpass")
    return subjects[0] if subjects else None


def _own_subject_words(sentence: Sentence, index: int) -> frozenset[int]:
    """The subject of the pronoun's verb with the other parts of its name, if it is an object.

    "The Ferry Union (FU) called it a shame" does not call itself one. An owner may be meant: "The
    mill's owner sold it".
    """
    subject = _own_subject(sentence, index)
    if subject is None:
        return frozenset()
    parts = dependents(sentence, subject, "compound", "appos", "nmod")
    return frozenset((subject,)).union(*(subtree(sentence, part) for part in parts))


def _owners(sentence: Sentence) -> frozenset[int]:
    return frozenset(
        i for i, t in enumerate(sentence.tokens) if t.dep == "poss" and t.entity == "PERSON"
    )


def _fits(token: Token, family: str) -> bool:
    """Whether a noun can be what a pronoun of the family means."""
    if token.entity in ("DATE", "TIME", "QUANTITY", "PERCENT", "MONEY", "CARDINAL"):
        return False
    plural = "Number=Plur" in token.morph
    match family:
        case "they":
            return plural or token.entity in ("ORG", "NORP", "GPE")
        case "it":
            return not plural and token.entity != "PERSON"
        case _:
            if plural:
                return False
            if token.dep == "poss":
                return token.entity == "PERSON" or is_human(token)
            return token.entity == "PERSON" or (
                token.dep
                in (
                    "nsubj",
                    "nsubjpass",
                    "agent",
                    "dobj",
                    "pobj",
                )
                and token.entity in ("", "ORG")
                and ((token.pos == "PROPN" and token.text[:1].isupper()) or is_human(token))
            )


def is_human(token: Token) -> bool:
    """Whether the noun is one for a person, by a closed list and by its ending."""
    lemma = token.lemma.lower()
    return lemma in _HUMAN or (
        lemma not in _THINGS
        and lemma.endswith(
            ("man", "woman", "boy", "girl", "person", "ist", "er", "or", "ian", "ant")
        )
    )


_THINGS = frozenset(
    "accelerator answer armor banner barometer barrier beer behavior boiler bomber border "
    "browser buffer butter calculator cancer career carrier center chamber chapter character "
    "charter checklist chopper cluster color computer constant container cooker corner corridor "
    "counter covenant cover crater cruiser danger deer detector diameter dinner disaster "
    "disorder dispenser door drawer elephant elevator encounter error escalator exterior factor "
    "favor feather fertiliser fertilizer fever filler filter finger fist flavor floor flower "
    "folder freezer freighter frontier generator grant gutter hammer harbor heater helicopter "
    "horror humor hunger indicator instant interior labor ladder laughter layer leather letter "
    "list liter matter median meridian meter mirror mist monitor motor newspaper number odor "
    "offer order paper parameter pendant perimeter pier plant plaster pollutant poster power "
    "printer propeller quadrant quarter reactor refrigerator register remainder reminder "
    "remnant restaurant river roller rotor rover rubber rumor scanner scooter sector semester "
    "sensor server sewer shelter shoulder shower shutter silver slaughter spider steamer "
    "sticker summer sweater takeover tanker tender terror theater thermometer thunder tier "
    "timber tower tracker tractor trailer transfer transformer transmitter trawler trigger "
    "tumor turnover twist vapor variant vector waist warrant water weather winter".split()
)
"""Nouns that end like those for persons."""


_HUMAN = frozenset(
    "man woman boy girl child president minister king queen chief head judge mother father son "
    "daughter wife husband brother sister officer victim patient student teacher analyst expert "
    "spokesperson official mayor candidate resident member person pilot soldier guest friend "
    "colleague lawyer player coach doctor nurse agent driver suspect witness client parent partner "
    "cousin neighbour neighbor migrant refugee youth baby adult star boss burglar thief spy chef "
    "guard host hero priest bishop monk militant jihadi terrorist rebel convict inmate detainee "
    "councillor deputy secretary chair chancellor ambassador minor relative spouse journalist "
    "celebrity athlete captain pensioner tourist".split()
)
