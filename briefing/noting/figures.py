"""Key figures: numbers with their unit, scope and approximation, and what they count.

Years, dates, times, ages, scores, ordinals and numbers within names are no figures; a small number
without a unit ("two men") is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.article import Span
from briefing.checking.figures import Figure, figures
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import dependents, subtree
from briefing.checking.words import DEMONSTRATIVES, PRONOUNS
from briefing.engine.types import Sentence
from briefing.notes import KeyFigure
from briefing.noting.calendar import find_dates

_BEFORE = re.compile(
    r"(?:\b(?:(?:just |slightly |well )?(?:more|less|fewer|greater|higher|lower) than"
    r"|(?:just |slightly |well )?(?:over|under|above|below)|up to|at least|at most|no more than"
    r"|no fewer than|no less than|as (?:many|much|little|few|low|high) as|nearly|almost|about"
    r"|around|roughly|approximately|an? estimated|(?:a )?half an?|a quarter of an?"
    r"|several|tens of|hundreds of|a few|a couple of|estimated|some|close to|another|an additional"
    r"|a record|exactly|only|just"
    r"|a further|an extra|an? (?:total|average|maximum|minimum|sum) of"
    r"|(?:the )?(?:first|next|last)|between|from)\s(?:an?\s)?)+$",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:\b(?:US|A|C|NZ|HK|S|R))?[€$£¥]\s?$")
_NUMBER = (
    r"(?:US|A|C)?[€$£¥]?\d[\d,.]*(?:\s?(?:hundred|thousand|million|billion|trillion|bn|mn|m|k))?"
)
_RANGE = re.compile(rf"\s?(?:to|and|–|-|—)\s?(?={_NUMBER})")

_CURRENCIES = (
    "euros?|dollars?|pounds?(?: sterling)?|francs?|crowns?|kron(?:a|or|e|er)|yen|yuan|rupees?"
    "|rou?bles?|zloty|forints?|pesos?|shekels?|lira|cents?|pence"
)
_MEASURES = (
    r"kilomet(?:re|er)s?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|miles?|feet|foot"
    r"|inch(?:es)?|yards?|kilogram(?:me)?s?|kilos?|grams?|milligrams?|tonnes?|tons?|ounces?|stone"
    r"|lit(?:re|er)s?|gallons?|pints?|barrels?|hectares?|acres?|megawatts?|gigawatts?|kilowatts?"
    r"|terawatt[- ]hours?|megawatt[- ]hours?|kilowatt[- ]hours?|watts?|volts?|bytes?|gigabytes?"
    r"|terabytes?|degrees?(?: (?:Celsius|Fahrenheit|centigrade))?|km/h|mph|km|kg|mg|cm|mm|ft|lbs?"
    r"|GW|MW|kW|TWh|GWh|MWh|kWh|ha|°[CF]|Mt|percentage points?|per cent|percent|%|basis points?"
)
_TIMES = "seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries"
_UNIT = re.compile(
    r"\s?(?:(?:US|Swiss|square|cubic|nautical|metric)\s)?"
    rf"(?:{_MEASURES}|(?:US |Swiss |Canadian |Australian )?(?:{_CURRENCIES})|{_TIMES})"
    r"(?![\w])(?!-)",
)
_SCOPE = re.compile(
    r"\s(?:(?:a|per|each|every)\s(?:year|month|week|day|hour|minute|second|head|capita|person"
    r"|household|child|pupil|patient|tonne|ton|barrel|kilometre|mile|litre|hectare|kilowatt-hour"
    r"|megawatt-hour|square\s(?:metre|kilometre|mile|foot))|annually|a\shead|yearly|monthly|weekly"
    r"|daily|an\shour|every\s(?:two|three|four|five|ten)\syears)\b"
)
_OR_MORE = re.compile(r"\s(?:or|and)\s(?:more|greater|less|fewer|higher|lower|above|over|below)\b")
_HALF = re.compile(r"\s(?:between|from)\s\S+$")
"""The first half of what goes on with "and" or "to"."""

_LENGTH = re.compile(
    r"(?:metres?|meters?|miles?|feet|foot|yards?|inch(?:es)?|km|cm|mm|degrees?|points?)$"
)
_TIMES_ALONE = re.compile(rf"\s?(?:{_TIMES})\b")
_PER_CENT = re.compile(r"\s?(?:%|per\s?cent|percent(?:age points?)?|percentage points?|basis)")

_AGE_BEFORE = re.compile(r"\b(?:aged?|turned|turns|age of)\s(?:between\s)?$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"^[- ]?(?:year|month|week|day)s?[- ]old|^[- ]years? of age")
_LABELLED = re.compile(
    r"(?:\b(?:No\.?|Nos\.?|number|article|section|chapter|page|line|room|flight|route|level|phase"
    r"|stage|group|type|class|grade|year|division|tier|step|rule|act|title|part|figure|table|top"
    r"|round|world|heat|lap|week|day|game|match|week|junction|gate|channel|bbc|radio|interstate"
    r"|highway|apollo|covid|series|season|episode|volume|size|sizes)|[#§@])[\s-]?$",
    re.IGNORECASE,
)
_JOINED_AFTER = re.compile(
    r"^(?:\s(?:th|st|nd|rd)\b|[-–]\d|:\d|/\d|[’']s?\b|s\b|th\b|st\b|nd\b|rd\b|[A-Za-z])|^[-–][A-Za-z]"
)
_JOINED_BEFORE = re.compile(r"(?:\d[-–:/.]|[A-Za-z_][-–.]?|\d)$")
_CLOCK = re.compile(r"^\s?(?:[ap]\.?m\b|o[’']clock|GMT|BST|ET\b)", re.IGNORECASE)

_SMALL = 13
"""A number below, without a unit, tells how many people take part in a scene, not a key figure."""

_FIGURES = frozenset("MONEY PERCENT QUANTITY CARDINAL".split())
_MOST_COUNTED, _MOST_NARROWED = 14, 22
_LOOSE = ("ADP", "DET", "CCONJ", "SCONJ", "PUNCT")
_POINTS = frozenset(
    "mark level point threshold edition anniversary birthday idea prospect possibility fear hope "
    "rate average number figure kind sort plan rule law".split()
)
"""Nouns that a number goes with and does not count."""

_CLAUSE = frozenset("relcl acl appos advcl conj ccomp cc punct".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key figure with what its rank and its likeness to others depend on."""

    row: KeyFigure
    sentence: int
    value: float | str
    unit: str


def figure_candidates(source: Source, said_by: Mapping[Span, str]) -> Iterator[Candidate]:
    """Every figure of the article that may be a key figure, in order.

    ``said_by`` tells for the words of statements who says them.
    """
    for sentence in source.sentences:
        taken = sentence.sentence.start
        for figure in figures(sentence.words):
            start = sentence.sentence.start + figure.start
            if start < taken or not _is_figure(sentence, figure):
                continue
            words = _extent(sentence, figure)
            taken = words.end
            counted = _counted(sentence, words)
            if counted is None or counted in ("times", "more times"):
                continue
            speaker = next((name for span, name in said_by.items() if _holds(span, words)), "")
            text = sentence.text[words.start : words.end]
            row = KeyFigure(text, counted, speaker, sentence.span, words)
            yield Candidate(row, sentence.index, figure.value, figure.unit)


def _holds(outer: Span, inner: Span) -> bool:
    same = outer.paragraph == inner.paragraph
    return same and outer.start <= inner.start and inner.end <= outer.end


# --- which numbers are figures -------------------------------------------------------------------


def _is_figure(sentence: SourceSentence, figure: Figure) -> bool:
    text, offset = sentence.text, sentence.sentence.start
    start, end = offset + figure.start, offset + figure.end
    before, after = text[offset:start], text[end : sentence.sentence.end]
    if isinstance(figure.value, str) or _is_date(sentence, figure):
        return False
    money = _CURRENCY.search(before)
    if not money and (_JOINED_BEFORE.search(before) or _LABELLED.search(before)):
        return False
    if (_JOINED_AFTER.search(after) and not _RANGE.match(after)) or _CLOCK.search(after):
        return _UNIT.match(after) is not None and not after.startswith("-")
    if (score := re.match(r"[-–](\d+)", after)) and float(score[1]) <= figure.value:
        return False  # "388–5", a vote or a result
    if _AGE_BEFORE.search(before) or _AGE_AFTER.search(after):
        return False
    if _is_age(before, after):
        return False
    labels = {t.entity for t in sentence.sentence.tokens if start <= t.start < end}
    unit = bool(money) or bool(_UNIT.match(after))
    if unit and not money and _TIMES_ALONE.match(after):
        return False  # how long something took is seldom the point
    if unit:
        return figure.value > 1 or bool(money) or bool(_PER_CENT.match(after))
    if figure.value < _SMALL or labels - _FIGURES - {""}:
        return False
    is_year = 1000 <= figure.value <= 2100 and figure.text.isdigit()
    return not is_year


def _is_date(sentence: SourceSentence, figure: Figure) -> bool:
    return any(d.start < figure.end and figure.start < d.end for d in find_dates(sentence.words))


def _is_age(before: str, after: str) -> bool:
    """Whether a number stands alone between commas behind a name: "Anna Roe, 61, said"."""
    return bool(re.search(r"[a-z],\s$", before)) and bool(re.match(r",", after))


# --- how it is written ---------------------------------------------------------------------------


def _extent(sentence: SourceSentence, figure: Figure) -> Span:
    """The number with approximation, currency, range, unit and scope, as it is written."""
    text, offset = sentence.text, sentence.sentence.start
    start, end = offset + figure.start, offset + figure.end
    if money := _CURRENCY.search(text[offset:start]):
        start = offset + money.start()
    if about := _BEFORE.search(text[offset:start]):
        start = offset + about.start()
    rest = text[end : sentence.sentence.end]
    if unit := _UNIT.match(rest):
        end += unit.end()
        rest = rest[unit.end() :]
    ranged = _RANGE.match(rest)
    opening = text[start:end].lower()
    if ranged and (ranged[0].strip() != "and" or opening.startswith("between")):
        second = re.match(_NUMBER, rest[ranged.end() :])
        if second is not None:
            end += ranged.end() + len(second[0].rstrip(".,"))
            rest = text[end : sentence.sentence.end]
            if unit := _UNIT.match(rest):
                end += unit.end()
    elif re.match(r"(?:between|from)\s", opening):
        start += re.match(r"(?:between|from)\s+", opening).end()  # type: ignore[union-attr]
    if limit := _OR_MORE.match(text[end : sentence.sentence.end]):
        end += limit.end()
    if scope := _SCOPE.match(text[end : sentence.sentence.end]):
        end += scope.end()
    return Span(sentence.paragraph, start, end)


# --- what it counts ------------------------------------------------------------------------------


def _counted(sentence: SourceSentence, words: Span) -> str | None:
    """What the figure counts, in the article's words; None where no short words say so."""
    tree = sentence.sentence
    inside = [i for i, t in enumerate(tree.tokens) if words.start <= t.start < words.end]
    if not inside:
        return None
    head = _noun_of(tree, inside)
    if head is not None and tree.tokens[head].lemma.lower() in _POINTS:
        return None
    joined = inside[-1] + 1 < len(tree.tokens) and tree.tokens[inside[-1] + 1].pos == "CCONJ"
    if head is not None and not joined:  # "$5 million and 3 acres": the noun is the other's
        return _noun_phrase(sentence, head, inside)
    return (
        _of_phrase(sentence, inside) or _noun_before(sentence, inside) or _clause(sentence, inside)
    )


def _noun_before(sentence: SourceSentence, inside: list[int]) -> str | None:
    """The noun that the figure says more of: "an economic impact of" 40 million."""
    tree = sentence.sentence
    prep = inside[0] - 1
    if prep < 1 or tree.tokens[prep].text.lower() not in ("of", "at"):
        return None
    noun = tree.tokens[prep].head
    if tree.tokens[noun].pos != "NOUN" or noun > prep:
        return None
    if tree.tokens[noun].lemma.lower() in _POINTS:
        return None
    kept = [i for i in sorted(subtree(tree, noun)) if i < prep]
    first = next((i for i in kept if tree.tokens[i].pos not in ("PUNCT", "DET", "ADP")), prep)
    run = tree.tokens[first:prep]
    if not run or len(run) > _MOST_COUNTED or any(t.pos in ("PUNCT", "VERB") for t in run):
        return None
    return sentence.text[run[0].start : run[-1].end]


def _noun_of(tree: Sentence, inside: list[int]) -> int | None:
    """The noun that the number counts: "3,000 people"."""
    for index in inside:
        head = tree.tokens[index].head
        if (
            tree.tokens[index].dep in ("nummod", "quantmod", "compound", "amod")
            and head > inside[-1]
            and tree.tokens[head].pos in ("NOUN", "PROPN")
        ):
            return head
    return None


def _noun_phrase(sentence: SourceSentence, head: int, inside: list[int]) -> str | None:
    tree = sentence.sentence
    if re.match(r"-", sentence.text[tree.tokens[inside[-1]].end :]):
        return None
    return _run(sentence, inside[-1] + 1, subtree(tree, head), head)


def _run(sentence: SourceSentence, first: int, allowed: frozenset[int], head: int) -> str | None:
    """The words from ``first`` on that belong to the noun, up to the first clause or mark.

    A clause that narrows the noun ("councils that get funding") is kept where it is short.
    """
    tree = sentence.sentence
    for narrowed in (True, False):
        gone, joined = _apart(tree, allowed, head, narrowed=narrowed)
        last = first
        while last < len(tree.tokens) and last in allowed and last not in gone:
            if (
                last >= joined
                and tree.tokens[last].pos == "PUNCT"
                and tree.tokens[last].text != "-"
            ):
                break
            last += 1
        if last <= joined or last - first > (_MOST_NARROWED if narrowed else _MOST_COUNTED):
            continue
        while last > first and tree.tokens[last - 1].pos in _LOOSE:
            last -= 1
        if last <= first or last <= head or _goes_on(tree, last):
            return None
        if tree.tokens[first].pos == "CCONJ":
            return None
        start, end = tree.tokens[first].start, tree.tokens[last - 1].end
        if scope := _SCOPE.match(sentence.text[end : sentence.sentence.end]):
            end += scope.end()  # "two hundred pounds" of "cotton a day"
        return _HALF.sub("", sentence.text[start:end])
    return None


def _apart(
    tree: Sentence, allowed: frozenset[int], head: int, *, narrowed: bool
) -> tuple[set[int], int]:
    """What of the noun's words is left out, and where the last noun ends that is counted along."""
    gone: set[int] = set()
    joined: set[int] = set()
    for index in allowed:
        token = tree.tokens[index]
        if index <= head or token.dep not in _CLAUSE or token.text == "-":
            continue
        inside = subtree(tree, index)
        if _joins(tree, index, head):
            joined |= inside if token.dep == "conj" else set()
        elif not (narrowed and token.dep in ("relcl", "acl") and _is_close(tree, inside)):
            gone |= inside
    return gone, max(joined - gone, default=0)  # "250 children and parents" are counted together


def _is_close(tree: Sentence, clause: frozenset[int]) -> bool:
    """Whether a clause follows its noun without a comma, and so narrows it."""
    return tree.tokens[min(clause) - 1].pos != "PUNCT"


def _goes_on(tree: Sentence, last: int) -> bool:
    """Whether another noun follows at once: the parser has cut a name or compound in two."""
    return last < len(tree.tokens) and tree.tokens[last].pos in ("NOUN", "PROPN")


def _joins(tree: Sentence, index: int, head: int) -> bool:
    """Whether a part stands between nouns that are counted together, or is the further one."""
    token = tree.tokens[index]
    if token.dep == "conj":
        inside = subtree(tree, index)
        numbers = any(tree.tokens[i].dep == "nummod" for i in inside)
        return token.pos in ("NOUN", "PROPN") and not numbers
    nouns = {head, *dependents(tree, head, "conj")}
    return token.dep in ("cc", "punct") and any(
        n > index and _joins(tree, n, head)
        for noun in nouns
        for n in dependents(tree, noun, "conj")
    )


def _of_phrase(sentence: SourceSentence, inside: list[int]) -> str | None:
    """What stands behind "of": "12 per cent of households"."""
    tree = sentence.sentence
    following = inside[-1] + 1
    if _LENGTH.search(sentence.text[: tree.tokens[inside[-1]].end]):
        return None  # "within 300 metres of the river"
    if following + 1 >= len(tree.tokens) or tree.tokens[following].text.lower() != "of":
        return None
    heads = dependents(tree, following, "pobj")
    if not heads or tree.tokens[heads[0]].text.lower() in PRONOUNS.keys() | DEMONSTRATIVES:
        return None
    return _run(sentence, following + 1, subtree(tree, heads[0]), heads[0])


def _clause(sentence: SourceSentence, inside: list[int]) -> str | None:
    """The clause up to the figure, from its subject: "Sales rose by" 5 per cent."""
    tree = sentence.sentence
    index = inside[0]
    for _ in tree.tokens:
        token = tree.tokens[index]
        is_verb = token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "xcomp")
        if is_verb:
            break
        if token.head == index:
            return None
        index = token.head
    subjects = dependents(tree, index, "nsubj", "nsubjpass")
    if not subjects or subjects[0] >= inside[0] or index >= inside[0]:
        return None
    subject = tree.tokens[subjects[0]]
    if subject.pos == "PRON" or subject.text.lower() in PRONOUNS.keys() | DEMONSTRATIVES:
        return None
    first = min(subtree(tree, subjects[0]))
    if tree.tokens[first].text.lower() in DEMONSTRATIVES:
        return None
    between = tree.tokens[first : inside[0]]
    if len(between) > _MOST_COUNTED or any(
        t.pos == "NUM" or t.text in ('"', "“", "”", ";", ":", "–", "—", ",", "(", ")")
        for t in between
    ):
        return None
    return sentence.text[tree.tokens[first].start : tree.tokens[inside[0] - 1].end]
