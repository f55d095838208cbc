# ruff: noqa: ARG001 (all edits are called alike)
"""True and false statements made from sentences by rule, to train and to try the verifier on.

After FactCC (Kryscinski and others 2020): what keeps a sentence's meaning makes true statements,
one change to it makes a false one, and it is known which words are wrong.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.checking.frames import is_open
from briefing.checking.numbers import find_numbers
from briefing.checking.trees import dependents, root, subtree
from briefing.checking.words import (
    APPROXIMATORS,
    HEDGING_ADJECTIVES,
    HEDGING_ADVERBS,
    MODALS,
    NEGATIONS,
)
from briefing.engine.types import Sentence


def _pairs(text: str) -> list[tuple[str, str]]:
    found = []
    for pair in text.split():
        one, _, other = pair.replace("_", " ").partition("/")
        found.append((one, other))
    return found


_SAME = _pairs(
    "bought/purchased buy/purchase began/started begin/start helped/assisted help/aid big/large "
    "huge/enormous nearly/almost about/roughly around/about often/frequently "
    "also/too ended/finished "
    "end/finish showed/revealed show/reveal got/received gave/handed children/kids quickly/rapidly "
    "quick/fast important/significant many/numerous enough/sufficient people/persons job/post "
    "jobs/posts built/constructed build/construct house/home houses/homes "
    "car/vehicle cars/vehicles "
    "doctor/physician doctors/physicians teacher/instructor teachers/instructors goods/products "
    "kept/retained keep/retain main/chief rose/increased rise/increase fell/dropped fall/drop "
    "answer/reply answered/replied ask/request asked/requested required/needed require/need "
    "permitted/allowed permit/allow forbade/prohibited tried/attempted try/attempt wanted/wished "
    "led/headed choose/pick chose/picked chosen/picked happened/occurred happen/occur hurt/injured "
    "sick/ill town/city road/street near/close_to before/prior_to because/since while/as "
    "money/funds plan/scheme plans/schemes work/labour firm/company firms/companies shop/store "
    "shops/stores pay/wage error/mistake errors/mistakes film/movie films/movies law/statute "
    "entire/whole different/various difficult/hard said/stated says/states told/informed "
    "wrote/penned found/discovered find/discover used/employed use/employ made/produced "
    "makes/produces stopped/halted stop/halt damaged/harmed destroyed/ruined settled/resolved "
    "decided/resolved agreed/consented thought/believed think/believe leave/depart left/departed "
    "brought/carried sent/dispatched usually/normally mainly/mostly rich/wealthy poor/needy "
    "world/globe area/region areas/regions war/conflict fight/struggle freedom/liberty "
    "rights/entitlements soldiers/troops killed/slain dead/deceased land/ground"
)
_OTHER = _pairs(
    "more/less most/fewest more/fewer increased/decreased increase/decrease rose/fell rise/fall "
    "rising/falling before/after because/although up/down won/lost win/lose buy/sell bought/sold "
    "opened/closed open/close opening/closing began/ended begin/end first/last high/low "
    "higher/lower early/late earlier/later large/small larger/smaller big/little good/bad "
    "better/worse north/south northern/southern east/west eastern/western left/right old/new "
    "older/younger accepted/rejected accept/reject agreed/refused approved/rejected approve/reject "
    "supported/opposed support/oppose supports/opposes allowed/forbade allow/forbid gained/lost "
    "success/failure succeeded/failed succeed/fail strong/weak stronger/weaker fast/slow "
    "faster/slower easy/hard easier/harder cheap/costly cheaper/dearer always/never all/some "
    "all/none many/few long/short longer/shorter morning/evening today/tomorrow yesterday/today "
    "public/private local/foreign man/woman men/women mother/father son/daughter brother/sister "
    "husband/wife king/queen boy/girl boys/girls improved/worsened improve/worsen inside/outside "
    "above/below over/under with/without despite/because_of half/twice double/half hot/cold "
    "included/excluded denied/confirmed deny/confirm praised/criticised "
    "praise/criticise arrived/left "
    "borrowed/lent minister/secretary director/chairman manager/owner president/senator "
    "mayor/governor professor/student teacher/pupil teachers/pupils doctor/nurse doctors/nurses "
    "judge/lawyer week/month weeks/months day/week days/weeks year/month years/months "
    "euros/dollars dollars/pounds million/billion thousand/million hours/days minutes/hours "
    "metres/kilometres kilometres/miles tonnes/kilograms at_least/at_most at_most/at_least "
    "more_than/less_than less_than/more_than nearly/exactly about/exactly"
)
_SAME_AS = {a: b for one, two in _SAME for a, b in ((one, two), (two, one))}
_OPPOSITE: dict[str, list[str]] = {}
for _one, _two in _OTHER:
    _OPPOSITE.setdefault(_one, []).append(_two)
    _OPPOSITE.setdefault(_two, []).append(_one)
_PRONOUN = {
    "he": "she", "she": "he", "his": "her", "him": "her", "their": "his", "they": "he",
    "we": "they", "our": "their", "i": "he", "my": "his", "it": "they", "its": "their",
}  # fmt: skip
_KEEPING = (
    NEGATIONS
    | MODALS
    | APPROXIMATORS
    | HEDGING_ADVERBS
    | HEDGING_ADJECTIVES
    | frozenset(
        "if unless until only except without against so too first last former deputy "
        "false fake few "
        "little less least never other another".split()
    )
)
_CARDINALS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_FIRM = {"may": "will", "might": "will", "could": "will", "should": "will", "would": "will",
         "can": "must", "will": "may", "must": "may"}  # fmt: skip
_ADDED = (
    "reportedly", "disastrously", "unexpectedly", "only", "illegally", "secretly", "finally",
    "successfully", "rarely", "already", "repeatedly", "allegedly", "never",
)  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word of a statement in the making; ``index`` is its token in the sentence, or -1."""

    text: str
    space: str = " "
    index: int = -1
    wrong: bool = False


Words = list[Word]


@dataclass(frozen=True)
class Claim:
    """A statement on an article, how it was made, and which characters make it false."""

    text: str
    true: bool
    how: str
    wrong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Parsed:
    """A sentence with the text that its offsets count in."""

    text: str
    sentence: Sentence

    @property
    def words(self) -> Words:
        """The sentence's tokens, each with the space before it."""
        tokens, end = self.sentence.tokens, self.sentence.start
        found = []
        for index, token in enumerate(tokens):
            found.append(Word(token.text, self.text[end : token.start], index))
            end = token.end
        return found


def written(words: Words, how: str, *, true: bool) -> Claim | None:
    """The words as a statement; None where hardly anything is left."""
    text, spans = "", []
    for word in words:
        if not text:
            text = word.text[:1].upper() + word.text[1:]
            start = 0
        else:
            text += word.space
            start = len(text)
            text += word.text
        if word.wrong:
            spans.append((start, len(text)))
    text = text.rstrip(" ,;:–—-")
    if text[-1:] not in '.!?”"’':
        text += "."
    spans = [(a, min(b, len(text))) for a, b in spans if a < len(text)]
    if len(re.findall(r"\w+", text)) < 4 or (not true and not spans):
        return None
    return Claim(text, true, how, tuple(spans))


def shortened(parsed: Parsed, draw: random.Random, share: float = 0.5) -> Words:
    """The sentence without some of the asides and details that may go."""
    sentence, tokens = parsed.sentence, parsed.sentence.tokens
    gone = set[int]()
    for index, token in enumerate(tokens):
        part = subtree(sentence, index)
        if len(part) > 0.6 * len(tokens) or any(tokens[i].text.lower() in _KEEPING for i in part):
            continue
        first, last = min(part), max(part)
        if last - first + 1 != len(part):
            continue
        before = tokens[first - 1].text if first else ""
        opening = first == 0 and last + 1 < len(tokens) and tokens[last + 1].text == ","
        aside = before in (",", "(", "–", "—")
        ok = (
            (token.dep in ("relcl", "appos", "acl") and aside)
            or (token.dep in ("prep", "advcl", "npadvmod", "advmod") and (opening or aside))
            or (token.dep == "prep" and token.head == root(sentence) and index > token.head)
            or (
                token.dep in ("amod", "advmod")
                and len(part) == 1
                and token.tag[:2] in ("JJ", "RB")
                and token.tag not in ("JJR", "JJS", "RBR", "RBS")
            )
        )
        if ok and draw.random() < share:
            gone |= part
            if opening:
                gone.add(last + 1)
            elif aside:
                gone.add(first - 1)
                if last + 1 < len(tokens) and tokens[last + 1].text in (",", ")", "–", "—"):
                    gone.add(last + 1)
    return [w for w in parsed.words if w.index not in gone]


def reworded(words: Words, draw: random.Random, share: float = 0.5) -> Words:
    """The words with others of the same meaning, and numbers in the other spelling."""
    found = []
    for word in words:
        plain = word.text.lower()
        new = ""
        if draw.random() < share and not word.wrong:
            if plain in _SAME_AS:
                new = _SAME_AS[plain]
            elif plain in _CARDINALS[2:]:
                new = str(_CARDINALS.index(plain))
            elif plain.isdigit() and 1 < int(plain) < len(_CARDINALS):
                new = _CARDINALS[int(plain)]
            elif plain == "n't":
                found.append(replace(word, text="not", space=" "))
                continue
        if new and word.text[:1].isupper():
            new = new[:1].upper() + new[1:]
        found.append(replace(word, text=new) if new else word)
    return found


def passive(parsed: Parsed) -> Words | None:
    """Write "X repaired Y" as "Y was repaired by X", where the sentence is so simple."""
    sentence, tokens = parsed.sentence, parsed.sentence.tokens
    verb = root(sentence)
    if tokens[verb].tag != "VBD" or not tokens[verb].text.endswith("ed"):
        return None
    subjects = dependents(sentence, verb, "nsubj")
    objects = dependents(sentence, verb, "dobj")
    if len(subjects) != 1 or len(objects) != 1 or dependents(sentence, verb, "neg", "aux", "prt"):
        return None
    one, two = sorted(subtree(sentence, subjects[0])), sorted(subtree(sentence, objects[0]))
    if one != list(range(verb)) or two[0] != verb + 1 or two != list(range(two[0], two[-1] + 1)):
        return None
    if is_open(tokens[subjects[0]]) or is_open(tokens[objects[0]]):
        return None
    words = parsed.words
    be = "were" if "Number=Plur" in tokens[objects[0]].morph else "was"
    return [
        *(words[i] for i in two), Word(be), words[verb], Word("by"),
        *_lowered([words[i] for i in one], sentence), *words[two[-1] + 1 :],
    ]  # fmt: skip


def _lowered(words: Words, sentence: Sentence) -> Words:
    first = words[0]
    named = first.index >= 0 and sentence.tokens[first.index].pos == "PROPN"
    keep = named or first.text == "I"
    text = first.text if keep else first.text[:1].lower() + first.text[1:]
    return [replace(first, text=text, space=" "), *words[1:]]


def fused(one: Parsed, two: Parsed) -> Words | None:
    """Two statements as one."""
    first = one.words
    while first and not first[-1].text[-1:].isalnum():
        first.pop()
    if not first or '"' in one.text or "“" in one.text:
        return None
    return [*first, Word(",", ""), Word("and"), *_lowered(two.words, two.sentence)]


@dataclass(frozen=True)
class Pool:
    """What an article has to put in the wrong place: entities by label, words by tag."""

    names: dict[str, list[str]]
    tags: dict[str, list[str]]
    parsed: Sequence[Parsed]

    @classmethod
    def of(cls, parsed: Sequence[Parsed]) -> Pool:
        """Everything in these sentences that may stand elsewhere."""
        names: dict[str, list[str]] = {}
        tags: dict[str, list[str]] = {}
        for one in parsed:
            for label, first, last in entities(one.sentence):
                tokens = one.sentence.tokens
                names.setdefault(label, []).append(one.text[tokens[first].start : tokens[last].end])
            for token in one.sentence.tokens:
                if token.tag in ("NN", "NNS", "VBD", "VBN", "VBZ", "JJ", "VB", "VBG"):
                    tags.setdefault(token.tag, []).append(token.text)
        return cls(names, tags, parsed)


def entities(sentence: Sentence) -> list[tuple[str, int, int]]:
    """The names in a sentence: label, first and last token."""
    found: list[tuple[str, int, int]] = []
    for index, token in enumerate(sentence.tokens):
        if not token.entity:
            continue
        if token.entity_start or not found or found[-1][2] != index - 1:
            found.append((token.entity, index, index))
        else:
            found[-1] = (found[-1][0], found[-1][1], index)
    return found


def _put(words: Words, part: Iterable[int], text: str) -> Words | None:
    """The words with ``text`` in the place of some tokens."""
    wanted = set(part)
    found: Words = []
    for word in words:
        if word.index not in wanted or word.index < 0:
            found.append(word)
        elif text:
            pieces = text.split()
            found.append(replace(word, text=pieces[0], index=-1, wrong=True))
            found += [Word(p, " ", -1, wrong=True) for p in pieces[1:]]
            text = ""
    return found if not text else None


def _marked(words: Words, part: Iterable[int]) -> Words:
    wanted = set(part)
    return [replace(w, wrong=w.wrong or w.index in wanted) for w in words]


def other_name(p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random) -> Words | None:
    """Another name of the same kind: mostly from the same article."""
    found = [e for e in entities(p.sentence) if e[0] not in ("CARDINAL", "PERCENT", "ORDINAL")]
    draw.shuffle(found)
    for label, first, last in found:
        tokens = p.sentence.tokens
        here = p.text[tokens[first].start : tokens[last].end]
        pool = own if draw.random() < 0.7 else far
        said = {w.lower() for w in re.findall(r"\w+", here)}
        others = [
            o for o in pool.names.get(label, ()) if not said & set(re.findall(r"\w+", o.lower()))
        ]
        if others:
            return _put(words, range(first, last + 1), draw.choice(others))
    return None


def other_number(
    p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random
) -> Words | None:
    """Another number, from the article or near the true one."""
    places = [w for w in words if w.index >= 0 and find_numbers(w.text) and w.text[:1].isalnum()]
    if not places:
        return None
    word = draw.choice(places)
    plain = word.text.lower()
    if plain in _CARDINALS:
        new = draw.choice([c for c in _CARDINALS[2:] if c != plain])
    elif plain.replace(",", "").replace(".", "").isdigit():
        digits = list(plain)
        spots = [i for i, c in enumerate(digits) if c.isdigit()]
        if len(plain) == 4 and plain.isdigit() and draw.random() < 0.7:
            new = str(int(plain) + draw.choice((-10, -3, -2, -1, 1, 2, 3, 10)))
        else:
            spot = draw.choice(spots)
            digits[spot] = draw.choice([d for d in "123456789" if d != digits[spot]])
            new = "".join(digits)
    else:
        return None
    return _put(words, [word.index], new)


def other_word(p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random) -> Words | None:
    """An opposite, another title, unit or order: "before" for "after"."""
    places = [w for w in words if w.index >= 0 and w.text.lower() in _OPPOSITE]
    if not places:
        return None
    word = draw.choice(places)
    return _put(words, [word.index], draw.choice(_OPPOSITE[word.text.lower()]))


def any_word(p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random) -> Words | None:
    """Some other noun, verb or adjective in the same form."""
    places = [
        w for w in words
        if w.index >= 0 and p.sentence.tokens[w.index].tag in own.tags and len(w.text) > 3
    ]  # fmt: skip
    if not places:
        return None
    word = draw.choice(places)
    tag = p.sentence.tokens[word.index].tag
    pool = (own if draw.random() < 0.6 else far).tags.get(tag, [])
    alike = (word.text.lower(), _SAME_AS.get(word.text.lower()))
    others = [o for o in pool if o.lower() not in alike and o[:4].lower() != alike[0][:4]]
    return _put(words, [word.index], draw.choice(others)) if others else None


def other_pronoun(
    p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random
) -> Words | None:
    """Put "she" for "he", "their" for "his"."""
    places = [w for w in words if w.index >= 0 and w.text.lower() in _PRONOUN]
    if not places:
        return None
    word = draw.choice(places)
    return _put(words, [word.index], _PRONOUN[word.text.lower()])


def denied(p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random) -> Words | None:
    """A negation taken out or put in."""
    tokens = p.sentence.tokens
    there = [w for w in words if w.index >= 0 and w.text.lower() in ("not", "n't", "n’t", "never")]
    if there:
        word = draw.choice(there)
        out = [w for w in words if w.index != word.index]
        return _marked(out, [tokens[word.index].head])
    helpers = [
        w for w in words
        if w.index >= 0 and tokens[w.index].pos == "AUX" and w.text.lower() not in ("ca", "wo")
        and not w.text.startswith(("'", "’")) and w.text.lower() not in ("be", "been", "being")
    ]  # fmt: skip
    if helpers:
        word = draw.choice(helpers)
        place = words.index(word)
        return [*words[: place + 1], Word("not", " ", -1, wrong=True), *words[place + 1 :]]
    for place, word in enumerate(words):
        if (
            word.index >= 0
            and tokens[word.index].tag in ("VBD", "VBZ")
            and (tokens[word.index].pos == "VERB")
        ):
            token = tokens[word.index]
            do = "did" if token.tag == "VBD" else "does"
            new = [Word(do, word.space, -1, wrong=True), Word("not", " ", -1, wrong=True),
                   Word(token.lemma, " ", -1, wrong=True)]  # fmt: skip
            return [*words[:place], *new, *words[place + 1 :]]
    return None


def surer(p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random) -> Words | None:
    """A hedge taken out, put in or made firm."""
    tokens = p.sentence.tokens
    soft = [
        w for w in words
        if w.index >= 0 and (w.text.lower() in _FIRM or w.text.lower() in HEDGING_ADVERBS)
    ]  # fmt: skip
    if soft:
        word = draw.choice(soft)
        if word.text.lower() in _FIRM:
            return _put(words, [word.index], _FIRM[word.text.lower()])
        out = [w for w in words if w.index != word.index]
        return _marked(out, [tokens[word.index].head])
    verbs = [w for w in words if w.index >= 0 and tokens[w.index].tag in ("VBD", "VBN", "VBZ")]
    if not verbs:
        return None
    place = words.index(draw.choice(verbs))
    new = Word(draw.choice(_ADDED), words[place].space or " ", -1, wrong=True)
    return [*words[:place], new, replace(words[place], space=" "), *words[place + 1 :]]


def swapped(p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random) -> Words | None:
    """Subject and object, or two names, in each other's place."""
    sentence, tokens = p.sentence, p.sentence.tokens
    left = {w.index for w in words}
    pairs = []
    for verb in range(len(tokens)):
        ones = dependents(sentence, verb, "nsubj", "nsubjpass")
        twos = dependents(sentence, verb, "dobj") + [
            n for prep in dependents(sentence, verb, "agent", "prep")
            for n in dependents(sentence, prep, "pobj")
        ]  # fmt: skip
        pairs += [(a, b) for a in ones for b in twos]
    names = [e for e in entities(sentence) if e[0] in ("PERSON", "ORG", "GPE", "NORP")]
    pairs += [(a[2], b[2]) for a in names for b in names if a[0] == b[0] and a[2] < b[2]]
    draw.shuffle(pairs)
    for a, b in pairs:
        if is_open(tokens[a]) or is_open(tokens[b]) or tokens[a].text == tokens[b].text:
            continue
        if tokens[b].entity in ("DATE", "TIME") or tokens[a].entity in ("DATE", "TIME"):
            continue
        one, two = _phrase(sentence, a), _phrase(sentence, b)
        if set(one) & set(two) or one[0] > two[0] or not set(one) | set(two) <= left:
            continue
        by = {w.index: w for w in words if w.index >= 0}
        first = _lowered([by[i] for i in one], sentence)
        second = [by[i] for i in two]
        out: Words = []
        for word in words:
            if word.index == one[0]:
                new = [replace(w, wrong=True) for w in second]
                out += [replace(new[0], space=word.space), *new[1:]]
            elif word.index == two[0]:
                new = [replace(w, wrong=True) for w in first]
                out += [replace(new[0], space=word.space), *new[1:]]
            elif word.index not in one and word.index not in two:
                out.append(word)
        return out
    return None


def _phrase(sentence: Sentence, index: int) -> list[int]:
    """The word with what stands before it in its phrase."""
    first = index
    while (
        first > 0
        and sentence.tokens[first - 1].head in range(first, index + 1)
        and (
            sentence.tokens[first - 1].dep in ("compound", "det", "amod", "nummod", "poss", "nmod")
        )
    ):
        first -= 1
    return list(range(first, index + 1))


def _subject_end(sentence: Sentence) -> int | None:
    """Where the subject of the main clause ends, if the sentence begins with it."""
    subjects = dependents(sentence, root(sentence), "nsubj", "nsubjpass")
    if len(subjects) != 1 or is_open(sentence.tokens[subjects[0]]):
        return None
    part = sorted(subtree(sentence, subjects[0]))
    return part[-1] + 1 if part == list(range(len(part))) and len(part) <= 8 else None


def crossed(p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random) -> Words | None:
    """What one sentence says, said of the subject of another."""
    end = _subject_end(p.sentence)
    others = [o for o in own.parsed if o is not p]
    if end is None or not others:
        return None
    for other in draw.sample(others, min(6, len(others))):
        stop = _subject_end(other.sentence)
        if stop is None:
            continue
        mine = {t.lemma.lower() for t in p.sentence.tokens[:end] if t.pos in ("NOUN", "PROPN")}
        theirs = {
            t.lemma.lower() for t in other.sentence.tokens[:stop] if t.pos in ("NOUN", "PROPN")
        }
        plural = {
            "Number=Plur" in t.morph
            for s in (p.sentence, other.sentence)
            for t in (s.tokens[dependents(s, root(s), "nsubj", "nsubjpass")[0]],)
        }
        if mine & theirs or len(plural) > 1:
            continue
        subject = [replace(w, index=-1, wrong=True) for w in other.words[:stop]]
        return [*subject, *(w for w in words if w.index >= end)]
    return None


def other_end(p: Parsed, words: Words, own: Pool, far: Pool, draw: random.Random) -> Words | None:
    """The end of the statement, or an addition to it, from another sentence."""
    pool = own if draw.random() < 0.5 else far
    sentence = p.sentence
    ends = [
        i for i, t in enumerate(sentence.tokens)
        if t.dep in ("prep", "advcl", "dobj", "ccomp", "xcomp", "attr", "pobj")
        and max(subtree(sentence, i)) >= len(sentence.tokens) - 2
        and len(subtree(sentence, i)) <= 0.6 * len(sentence.tokens)
    ]  # fmt: skip
    if not ends or not pool.parsed:
        return None
    index = draw.choice(ends)
    dep = sentence.tokens[index].dep
    first = min(subtree(sentence, index))
    for other in draw.sample(list(pool.parsed), min(12, len(pool.parsed))):
        if other is p:
            continue
        for place, token in enumerate(other.sentence.tokens):
            part = sorted(subtree(other.sentence, place))
            if token.dep != dep or not 2 <= len(part) <= 12 or part[-1] - part[0] + 1 != len(part):
                continue
            if dep == "prep" and token.text.lower() != sentence.tokens[index].text.lower():
                continue
            if token.lemma.lower() == sentence.tokens[index].lemma.lower() and dep != "prep":
                continue
            theirs = other.words
            new = [replace(theirs[i], index=-1, wrong=True) for i in part]
            new[0] = replace(new[0], space=" ")
            kept = [w for w in words if w.index < first]
            return [*kept, *new] if kept else None
    return None


Edit = Callable[[Parsed, Words, Pool, Pool, random.Random], Words | None]
EDITS: dict[str, tuple[Edit, float]] = {
    "name": (other_name, 2.0),
    "number": (other_number, 1.2),
    "opposite": (other_word, 1.5),
    "word": (any_word, 1.2),
    "pronoun": (other_pronoun, 0.5),
    "negation": (denied, 1.0),
    "hedge": (surer, 1.0),
    "swap": (swapped, 2.0),
    "subject": (crossed, 2.0),
    "end": (other_end, 2.0),
}
"""The ways to make a statement false, each with how often it is tried."""


def true_claims(
    p: Parsed, others: Sequence[Parsed], draw: random.Random, number: int
) -> list[Claim]:
    """So many true statements that the sentence carries."""
    found = []
    for _ in range(number):
        way = draw.random()
        words: Words | None
        if way < 0.1:
            words, how = p.words, "verbatim"
        elif way < 0.2 and (words := passive(p)) is not None:
            how = "passive"
        elif way < 0.32 and others and len(p.sentence.tokens) < 30:
            words, how = fused(p, draw.choice(others)), "fused"
        else:
            words, how = shortened(p, draw, draw.choice((0.3, 0.7, 1.0))), "shortened"
        if words and draw.random() < 0.5:
            words, how = reworded(words, draw), f"{how} reworded"
        claim = written(words, how, true=True) if words else None
        if claim:
            found.append(claim)
    return found


def false_claims(p: Parsed, own: Pool, far: Pool, draw: random.Random, number: int) -> list[Claim]:
    """So many false statements, each with one thing changed, on a shortened sentence or a whole."""
    found = []
    names = list(EDITS)
    weights = [EDITS[n][1] for n in names]
    for _ in range(4 * number):
        if len(found) == number:
            break
        how = draw.choices(names, weights)[0]
        words = shortened(p, draw, draw.choice((0.0, 0.3, 0.7, 1.0)))
        changed = EDITS[how][0](p, words, own, far, draw)
        if changed is None:
            continue
        if draw.random() < 0.4:
            changed = reworded(changed, draw)
        claim = written(changed, how, true=False)
        if claim:
            found.append(claim)
    return found
