"""Words that lean on the sentence before without being pronouns: "none", "by then", "the effect".

Some can be told in full: "the board" is "the harbour board" where the article has spoken of one
such board only (the strict head match of Lee and others, 2011). The others are left open, so that
the sentence is not chosen while there is a better one.
"""

from __future__ import annotations

from functools import lru_cache

from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import children, dependents, quoted, root, subtree
from briefing.checking.words import PRONOUNS, REPORTING_VERBS
from briefing.condensing.candidates import definite, noun_phrase
from briefing.condensing.designations import known_by_age
from briefing.condensing.discourse import Candidate
from briefing.condensing.nouns import core_phrase
from briefing.condensing.pronouns import is_expletive, is_human
from briefing.engine.types import Sentence

_COUNTERS = frozenset(
    "none both neither each some many most others another several half all few one two three four "
    "five six seven eight nine ten latter".split()
)
"""Words that as a subject count what was named before."""

_FURTHER = frozenset("another other others further additional extra latter second third".split())
"""Words before a noun that set it beside one named before."""

_BACKWARD = frozenset("next following previous preceding same".split())
"""Adjectives that reckon a time from one named before ("the next day")."""

_TIMES = frozenset("second minute hour day night morning evening week month year decade".split())

_BRIDGES = frozenset(
    "effect result outcome consequence cause reason aim goal move decision step change difference "
    "figure number total rest remainder majority answer problem trend finding conclusion idea "
    "process measure proposal gap rise fall increase decrease drop comment remark claim statement "
    "response reaction incident news discovery episode announcement change shift "
    "practice approach technique method version sum amount case situation "
    "example exception purpose advantage disadvantage benefit success failure initiative upheaval "
    "incident scheme remark dispute row scandal offence crash blaze".split()
)
"""Nouns that are always of something: without it, what they are of stands elsewhere."""

_MEASURES = frozenset(
    "percentage share proportion number amount rate median average mean high low total".split()
)
"""Nouns for how much, which tell nothing without what they are of."""

_EVENTS = frozenset(
    "accident attack ceremony collision conflict email explosion fight fighting inquest inquiry "
    "investigation killing letter meeting murder op-ed petition probe robbery shooting siege storm "
    "survey trial visit vote".split()
)
"""Nouns for what happened or was written, of which only earlier sentences tell when and by whom."""

_OFFICES = frozenset(
    "ambassador archbishop bishop chairman chairwoman chancellor chief director governor head king "
    "leader manager mayor owner pope queen secretary spokesman spokesperson spokeswoman".split()
).union(_BRIDGES)
"""Nouns for the one who holds an office: "the Arnsel mayor" is one person."""

_MANY = frozenset("government president minister state country world public time people".split())
"""Nouns of which an article may speak of several without saying so."""

_COMMON = frozenset(
    "police internet economy media market sea sun sky earth moon war past future law web army "
    "press weather environment nation continent climate population".split()
)
"""Nouns that "the" goes with although nothing was said of them before."""

_PLACES = frozenset("nsubj nsubjpass dobj pobj poss".split())

_NARROWING = frozenset("det amod compound nummod nmod advmod".split())
"""What may stand between "the" and its noun."""

_POINTING = frozenset(
    "same latest resulting ensuing subsequent aforementioned remaining designated existing".split()
)
"""Adjectives with which "the" means what was spoken of before."""

_FAR = 40
"""How many sentences before this one are searched for the full name of a thing."""


def leaning_words(sentence: SourceSentence) -> list[int]:
    """Find the words that count on or reckon from something said before, by token index."""
    tree = sentence.sentence
    if not any(t.dep for t in tree.tokens):
        return []
    inside = quoted(tree)
    return [
        index
        for index in range(len(tree.tokens))
        if index not in inside
        and (
            _counts(tree, index)
            or _sets_beside(tree, index)
            or _reckons(tree, index)
            or _is_place(tree, index)
            or _bridges(tree, index)
            or _is_only_there(tree, index)
            or _is_a_step(tree, index)
            or _measures_what(tree, index)
            or _does_that(tree, index)
        )
    ]


def _counts(tree: Sentence, index: int) -> bool:
    """Whether this is "none" or "two" as a subject, without what it is of."""
    token = tree.tokens[index]
    if token.text.lower() not in _COUNTERS or token.dep not in ("nsubj", "nsubjpass"):
        return False
    if token.text.lower() in ("some", "many", "most") and _speaks(tree, token.head):
        return False
    if children(tree)[index] or any(t.pos in ("NOUN", "PROPN") for t in tree.tokens[:index]):
        return False
    return tree.tokens[token.head].dep in ("ROOT", "ccomp", "conj")


def _speaks(tree: Sentence, verb: int) -> bool:
    return tree.tokens[verb].lemma.lower() in REPORTING_VERBS


def _sets_beside(tree: Sentence, index: int) -> bool:
    """Whether this is the "another" of "another survey" as what the sentence speaks of."""
    token = tree.tokens[index]
    if _is_like_another(tree, index):
        return True
    if token.text.lower() not in _FURTHER or token.dep not in ("det", "amod") or token.entity:
        return False
    head = tree.tokens[token.head]
    if head.dep not in ("nsubj", "nsubjpass") or head.head != root(tree):
        return False
    if token.head < index or head.entity or "than" in (t.text for t in tree.tokens):
        return False
    return not any(t.lemma == head.lemma for t in tree.tokens[:index])


def _is_like_another(tree: Sentence, index: int) -> bool:
    """Whether this is the "similar" of a main subject that is not said what it is similar to."""
    token = tree.tokens[index]
    noun = tree.tokens[token.head]
    return (
        token.text.lower() in ("similar", "comparable")
        and token.dep == "amod"
        and noun.dep in ("nsubj", "nsubjpass")
        and noun.head == root(tree)
        and not any(t.text.lower() in ("to", "as") and t.pos == "ADP" for t in tree.tokens)
    )


def _reckons(tree: Sentence, index: int) -> bool:
    """Whether a time is reckoned from another: "by then", "a year later", "the next day"."""
    token = tree.tokens[index]
    word = token.text.lower()
    if word == "then":
        return index > 0 and tree.tokens[index - 1].text.lower() in ("by", "until", "since")
    dated = any(
        t.entity == "DATE" and (t.pos == "PROPN" or (t.text.isdigit() and len(t.text) == 4))
        for t in tree.tokens[:index]
    )
    if word in ("later", "earlier") and not dated:
        before = tree.tokens[index - 1] if index else None
        after = tree.tokens[index + 1].text.lower() if index + 1 < len(tree.tokens) else ""
        measured = before is not None and before.lemma.lower() in _TIMES
        return measured and after not in ("than", "this", "on", "in") and word == "later"
    if word in _BACKWARD and token.dep == "amod" and not dated:
        head = tree.tokens[token.head]
        the = index > 0 and tree.tokens[index - 1].text.lower() == "the"
        near = token.head == index + 1 or tree.tokens[index + 1].dep == "nummod"
        return the and head.lemma.lower() in _TIMES and near
    return False


def _is_place(tree: Sentence, index: int) -> bool:
    """Whether this is "there" for a place that the sentence does not name."""
    token = tree.tokens[index]
    if token.text.lower() != "there" or token.dep != "advmod" or token.pos != "ADV":
        return False
    return not any(t.entity in ("GPE", "LOC", "FAC", "ORG") for t in tree.tokens)


def _measures_what(tree: Sentence, index: int) -> bool:
    """Whether the main subject is "the greatest share" or a bare "2" without what it is of."""
    token = tree.tokens[index]
    if not _is_subject(tree, index) or token.head != root(tree):
        return False
    of = dependents(tree, index, "prep", "relcl", "acl", "poss", "compound", "nmod")
    counted = token.text.isdigit() and token.tag == "CD" and len(token.text) < 4
    return not of and (counted or token.lemma.lower() in _MEASURES)


def _is_a_step(tree: Sentence, index: int) -> bool:
    """Whether the sentence is one step of several: "First, the board …"."""
    token = tree.tokens[index]
    if index > 0 or token.text.lower() not in ("first", "second", "third", "next", "then"):
        return False
    return token.dep == "advmod" and len(tree.tokens) > 1 and tree.tokens[1].text == ","


def _does_that(tree: Sentence, index: int) -> bool:
    """Whether somebody does "that", and the sentence has not said what."""
    token = tree.tokens[index]
    if token.text.lower() not in ("that", "this", "so") or tree.tokens[token.head].lemma != "do":
        return False
    if token.dep not in ("dobj", "advmod") or token.head > index:
        return False
    said = [t for t in tree.tokens[: token.head] if t.pos == "VERB"]
    later = [t for t in tree.tokens[index:] if t.dep == "ROOT"]
    return not said and not later


def _is_only_there(tree: Sentence, index: int) -> bool:
    """Whether all that is told is that there are some: "There are some exceptions"."""
    token = tree.tokens[index]
    verb = token.head
    if token.dep not in ("attr", "nsubj") or token.pos != "NOUN" or verb != root(tree):
        return False
    if not dependents(tree, verb, "expl") or any(t.entity for t in tree.tokens):
        return False
    small = ("det", "amod", "nummod", "advmod", "quantmod")
    own = all(tree.tokens[c].dep in small for c in children(tree)[index])
    around = ("expl", "punct", "advmod", "aux", "cc", token.dep)
    return own and all(tree.tokens[c].dep in around for c in children(tree)[verb])


def _bridges(tree: Sentence, index: int) -> bool:
    """Whether the main subject is a bare "the effect", of which it is not said what it is of."""
    token = tree.tokens[index]
    return (
        token.lemma.lower() in _BRIDGES
        and token.dep in ("nsubj", "nsubjpass")
        and token.head == root(tree)
        and _is_bare(tree, index)
    )


def _is_bare(tree: Sentence, index: int) -> bool:
    """Whether the noun has "the" and nothing else: no adjective, no "of …", no clause.

    What a comma sets off (", which met on Monday,") tells more of it, and not which it is.
    """
    others = _narrowing(tree, index)
    return len(others) == 1 and tree.tokens[others[0]].text.lower() == "the"


def _narrowing(tree: Sentence, index: int) -> list[int]:
    """The parts of a noun's phrase that may tell which one it is."""
    return [
        c
        for c in children(tree)[index]
        if tree.tokens[c].dep not in ("punct", "cc", "conj", "case")
        and (
            c < index
            or tree.tokens[min(subtree(tree, c)) - 1].text not in (",", "–", "—", "-")
            or (tree.tokens[c].dep == "appos" and tree.tokens[c].pos == "PROPN")
        )
    ]


def _is_pointed_at(tree: Sentence, index: int, *, human: bool) -> bool:
    """Whether this is "the former miner" or "the same calculation", without what it is of.

    A name among its words tells which it is ("the Arnsel miner"), and so does a superlative.
    ``human`` tells whether any quality points: who is called by one has been named before.
    """
    parts = _narrowing(tree, index)
    words = [tree.tokens[c] for c in parts]
    if "the" not in (w.text.lower() for w in words) or len(parts) < 2:
        return False
    if human and any(w.text.lower() in ("former", "late", "aspiring") for w in words):
        return not any(w.pos == "PROPN" for w in words)
    if any(w.dep not in _NARROWING for w in words):
        return False
    if human and tree.tokens[index].lemma.lower() not in _OFFICES and _is_subject(tree, index):
        return True  # "the Arnsel welder" may be any of them
    if any(w.pos == "PROPN" for w in words):
        return False
    if any(w.text.lower() in _POINTING for w in words):
        return True
    if any(w.tag in ("JJS", "RBS") or w.entity in ("NORP", "GPE", "DATE") for w in words):
        return False
    if any(w.text.lower() in ("first", "only", "last", "next", "main") for w in words):
        return False
    counted = any(w.dep == "nummod" and w.text.lower() != "one" for w in words)
    return human or counted


def told_in_full(sentence: SourceSentence, source: Source, index: int) -> Candidate | None:
    """What a bare "the board" is in full; None if it is not bare, or not one thing only."""
    tree = sentence.sentence
    token = tree.tokens[index]
    if token.pos != "NOUN" or token.entity or not _is_bare(tree, index):
        return None
    word = token.text.lower()
    if word in _MANY or token.lemma.lower() in _TIMES | _BRIDGES:
        return None
    found: dict[str, Candidate] = {}
    for earlier in source.sentences[max(0, sentence.index - _FAR) : sentence.index]:
        for other, noun in enumerate(earlier.sentence.tokens):
            if noun.text.lower() != word or noun.pos not in ("NOUN", "PROPN"):
                continue
            phrase = core_phrase(earlier.sentence, other)
            if not phrase:
                return None
            full = noun_phrase(earlier, phrase, salience=1.0)
            if _key(full.words) != word:
                found.setdefault(_key(full.words), full)
                if not _names_one(earlier.sentence, other, phrase):
                    return None
    if len(found) != 1:
        return None
    (only,) = found.values()
    told = definite(only)
    return told if told.words.lower().startswith("the ") else None


def _names_one(tree: Sentence, index: int, phrase: frozenset[int]) -> bool:
    """Whether the phrase tells which one by a name or a noun ("harbour board"), not a quality."""
    if any(tree.tokens[i].pos == "PROPN" for i in phrase):
        return True
    return bool(dependents(tree, index, "compound", "nmod"))


def _key(words: str) -> str:
    kept = [w for w in words.lower().split() if w not in ("a", "an", "the")]
    return " ".join(kept)


def known_things(sentence: SourceSentence, source: Source) -> tuple[int, ...]:
    """Find each bare "the board" that only those know who have read on from the beginning.

    The sentence does not say which, and a sentence before speaks of one; or the noun is always of
    something, or one for a person, or the subject ("The building" after a town hall). The token
    indexes of the nouns, without those in quotations.
    """
    tree = sentence.sentence
    inside = quoted(tree)
    spoken_of = _nouns_before(source)[sentence.index]
    found = []
    for index, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if token.pos != "NOUN" or token.entity or token.dep not in _PLACES or index in inside:
            continue
        if lemma in _MANY | _COMMON | _TIMES or (lemma == "head" and token.dep == "pobj"):
            continue
        if _is_pointed_at(
            tree, index, human=is_human(token) or (lemma in _BRIDGES and _is_subject(tree, index))
        ):
            found.append(index)
            continue
        if not _is_bare(tree, index):
            continue
        if any(t.lemma.lower() == lemma for t in tree.tokens[:index]):
            continue
        subject = sentence.index and _is_subject(tree, index)
        if subject or lemma in spoken_of or lemma in _BRIDGES | _EVENTS or is_human(token):
            found.append(index)
    found += [i for i in known_by_age(tree) if i not in inside]
    found += [i for i in inside if _points_out(tree, i)]
    return tuple(found)


def _is_subject(tree: Sentence, index: int) -> bool:
    return tree.tokens[index].dep in ("nsubj", "nsubjpass")


def _points_out(tree: Sentence, index: int) -> bool:
    """Whether a quoted pronoun has no noun before it that it could mean: "I would sack them"."""
    return (
        tree.tokens[index].text.lower() in PRONOUNS
        and not is_expletive(tree, index)
        and not any(t.pos in ("NOUN", "PROPN") for t in tree.tokens[:index])
    )


@lru_cache(maxsize=16)
def _nouns_before(source: Source) -> tuple[frozenset[str], ...]:
    """For each sentence the lemmas of the nouns in the sentences before it."""
    rows: list[frozenset[str]] = []
    known = frozenset[str]()
    for sentence in source.sentences:
        rows.append(known)
        new = {t.lemma.lower() for t in sentence.sentence.tokens if t.pos == "NOUN"}
        known = known if new <= known else known | new
    return tuple(rows)


def bare_subject(tree: Sentence) -> int | None:
    """The main subject if it is a bare "the board" that is no place's or country's only one."""
    for index in dependents(tree, root(tree), "nsubj", "nsubjpass"):
        token = tree.tokens[index]
        if token.pos == "NOUN" and not token.entity and _is_bare(tree, index):
            return index
    return None
