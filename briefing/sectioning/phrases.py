"""Noun phrases of a text, found by word lists, word forms and what stands around a word.

They are for titles: what is doubtful is left out, since a text has many more phrases than titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.sectioning.proper_names import (
    NEVER_IN_NAME,
    OPENS_BEFORE,
    TOKEN,
    Names,
    bare,
    is_honorific,
    owns,
    without_honorific,
)
from briefing.sectioning.word_kinds import (
    EMPTY,
    HELPERS,
    PLURAL_WITHOUT_S,
    POINTING,
    ROLES,
    TWOFOLD,
    WEAK,
    Kind,
    kind_of,
)

_MOST_WORDS = 6
_MOST_PLAIN = 4
_LONGEST = 30  # characters of a word; whole sentences of unspaced scripts are longer

_INSIDE = frozenset({Kind.NOUN, Kind.NAME, Kind.ADJECTIVE, Kind.PAST, Kind.DOING})
_HEADS = frozenset({Kind.NOUN, Kind.NAME})
_AFTER_DOING = frozenset(
    {Kind.DETERMINER, Kind.PREPOSITION, Kind.ADVERB, Kind.NUMBER, Kind.SMALL, None}
)
_SUBJECTS = frozenset("it he she they him i we you".split())
_SEASONS = frozenset("night day evening morning winter summer autumn spring weekend".split())
_WHICH_TIME = frozenset("this that last next every each one same".split())
_OWN_PAST = frozenset("cost cut hit shot cast read split bid spread set beat rose".split())
_MODALS = frozenset("to will would can could may might must should cannot not".split())
_OF_A_COUNTRY = re.compile(r"(?:[^n]ian|[a-z]ish|[a-z]ese)$")
_BEFORE_THE = re.compile(r"(?:week|month|year|time|day|night|moment|way|reason)s?$")
# "Accused the mayor of fraud" holds no mayor of fraud.
ACCUSES = ("accus", "convict", "inform", "remind", "warn", "rid", "cure", "strip", "depriv", "rob")
# Nouns that a phrase with these words belongs to, rather than to the verb before them.
_TAKES = {
    word: re.compile(f"(?:{pattern})$")
    for word, pattern in {
        "for": "plans?|calls?|demands?|bids?|prices?|hopes?|support|search|funds?|fees?|limits?"
        "|rules?|homes?|market|race|fight|tests?|treatment|lessons?|prospects?|scheme|centre"
        "|ministry|campaign|consequences|penalt(?:y|ies)|appeals?",
        "on": r"\w+(?:tion|tions|sion|ment)|bans?|tax|taxes|laws?|votes?|debate|talks|reports?"
        "|stud(?:y|ies)|limits?|attacks?|rules?|war|pressure|effects?|impacts?|dispute|ruling"
        "|hearing|inquiry|research|advice|dut(?:y|ies)|caps?|curbs?|strain",
        "over": "dispute|row|fight|debate|doubts?|concerns?|fears?|control|anger|talks|quarrel"
        "|worries|protests?|battle|war|disagreement|arguments?",
        "against": r"protests?|cases?|fight|appeals?|war|claims?|charges?|measures|vaccin\w+"
        "|complaints?|arguments?|evidence|allegations?|protection|battle|struggle|campaign"
        "|sanctions",
        "between": "relations?|talks|links?|border|differences?|balance|agreement|war|dispute"
        "|conflict|boundary|treaty|gap|relationship|distinction|connection|struggle",
        "in": "rises?|increases?|falls?|declines?|drops?|cuts?|changes?|shifts?|growth|trade"
        "|interest|confidence|trust|reduction|elections?|gaps?",
        "to": "access|threats?|damage|reactions?|routes?|changes?|responses?|visits?"
        "|alternatives?|challenges?|objections?|resistance|opposition|rights?|risks?|amendments?",
        "with": "deals?|talks|relations|trade|contracts?|agreement|treaty|disputes?",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as a title spells it, with what is known of it where it stands.

    ``name``: it is a name; ``person``: of a person. ``role``: it says what a person is whose name
    stands beside it. ``quoted``: it stands in a quotation.

    Only trees tell the rest. ``place``: a place's name. ``subject``: a verb's subject. ``tied``: it
    goes on after its head; ``lacks``: the head's "of …" is left out. ``head``: its main noun.
    ``participle``: it opens with one, as "remaining passengers" does.
    """

    words: tuple[str, ...]
    quoted: bool = False
    name: bool = False
    person: bool = False
    role: bool = False
    place: bool = False
    subject: bool = False
    tied: bool = False
    lacks: bool = False
    participle: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """One word or mark: as it stands there, in lower case, and its kind (None: a mark)."""

    shown: str
    folded: str
    kind: Kind | None
    quoted: bool

    @property
    def owns(self) -> bool:
        return owns(self.folded)

    @property
    def points(self) -> bool:
        """Whether a noun comes next, and no verb."""
        return self.folded in POINTING or self.kind is Kind.ADJECTIVE or self.owns


_END = _Word(".", ".", None, quoted=False)


def noun_phrases(sentence: str, names: Names) -> Iterator[Phrase]:
    """The noun phrases of a sentence that could be titles, and those made of two of them."""
    words = _as_nouns([*_read(sentence, names), _END, _END])
    found: dict[int, tuple[int, Phrase]] = {}
    for start, end in _chunks(words):
        inner = _trimmed(words, start, end)
        if inner is None:
            continue
        phrase = _phrase(words, *inner, names)
        if phrase is None:
            continue
        found[start] = (inner[1], phrase)
        yield phrase
        if len(phrase.words) > 2 and not any(word[0].isupper() for word in phrase.words):
            yield replace(phrase, words=phrase.words[-2:])
    for start, (end, phrase) in found.items():
        both = _joined(words, start, end, phrase, found)
        if both:
            yield both


def _read(sentence: str, names: Names) -> Iterator[_Word]:
    quoted = False
    opens = True
    for piece in TOKEN.findall(sentence):
        if not piece[0].isalnum():
            if piece in '“"«„':
                quoted = piece != '"' or not quoted
            elif piece in "”»":
                quoted = False
            opens = opens or piece in OPENS_BEFORE
            yield _Word(piece, piece, None, quoted)
            continue
        shown = piece if owns(piece) else piece.rstrip("'’")
        folded = shown.casefold()
        kind = Kind.NUMBER if piece[0].isdigit() else kind_of(bare(folded))
        if piece[0].isupper() and kind not in NEVER_IN_NAME and names.is_name(piece, opens=opens):
            kind = Kind.NAME
        yield _Word(shown, folded, kind, quoted)
        opens = False


def _as_nouns(words: Sequence[_Word]) -> list[_Word]:
    """The words, with those that can be verbs but are nouns here ("the pay offer") as nouns."""
    result: list[_Word] = []
    for word in words:
        before = result[-1] if result else _END
        twofold = word.kind is Kind.VERB and not {word.folded, _singular(word.folded)}.isdisjoint(
            TWOFOLD
        )
        one = before.kind is Kind.NOUN and not _is_plural(before)
        if twofold and (before.points or (one and word.folded in TWOFOLD - _OWN_PAST)):
            word = replace(word, kind=Kind.NOUN)  # noqa: PLW2901 (the same word, known better)
        result.append(word)
    return result


def _chunks(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """The runs of words that may be a noun phrase each."""
    start: int | None = None
    for at, word in enumerate(words):
        before = words[at - 1] if at else _END
        inside = word.kind in _INSIDE or (
            word.folded in _SEASONS and _names_season(before, words[at + 1])
        )
        if start is None:
            start = at if inside else None
        elif not inside:
            end = at
            if word.folded in POINTING or word.folded in _SUBJECTS:
                # No noun stands before "the": it is a verb, as in "ministers approve the".
                end -= before.kind is not Kind.NAME and not _BEFORE_THE.match(before.folded)
            yield start, end
            start = None
        elif _ends_after(word, before, words[at + 1]):
            yield start, at
            start = at if word.kind is Kind.ADJECTIVE else None


def _names_season(before: _Word, following: _Word) -> bool:
    """Whether a time tells which kind of thing follows, as in "night flights"."""
    return following.kind is Kind.NOUN and before.folded not in _WHICH_TIME


def _ends_after(word: _Word, before: _Word, following: _Word) -> bool:
    """Whether a word ends the phrase of the noun before it: "people living in", "members vote"."""
    if before.kind not in _HEADS or before.owns or word.kind is Kind.NAME:
        return False
    if word.kind is Kind.PAST or (word.kind is Kind.ADJECTIVE and before.kind is Kind.NOUN):
        return True
    if word.kind is Kind.DOING:
        return following.kind in _AFTER_DOING
    if _is_plural(before):
        return word.folded in TWOFOLD or word.folded.endswith("ing")
    if word.folded in _OWN_PAST:
        return True
    return word.folded.endswith("s") and _singular(word.folded) in TWOFOLD


def _is_plural(word: _Word) -> bool:
    ending = word.folded.endswith("s") and not word.folded.endswith("ss")
    return ending or word.folded in PLURAL_WITHOUT_S


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "sses", "xes")) else word[:-1]


def _trimmed(words: Sequence[_Word], start: int, end: int) -> tuple[int, int] | None:
    """The part of a run that is a noun phrase for certain, without words that say little."""
    before = words[start - 1] if start else _END
    if not (before.folded in POINTING or before.owns):
        while start < end and _may_do(words, start, end):
            start += 1
    while end > start and not _ends_phrase(words, end):
        end -= 1
    for at in range(start, end - 1):
        if words[at].owns and words[at].kind is not Kind.NAME and words[at].folded.endswith("s"):
            start = at + 1  # "the county's contracts": "contracts"
    while start < end - 1 and _says_little(words[start]):
        start += 1
    if start >= end or any(len(word.shown) > _LONGEST for word in words[start:end]):
        return None
    return start, end


def _ends_phrase(words: Sequence[_Word], end: int) -> bool:
    last = words[end - 1]
    if last.owns:
        return False
    return last.kind in _HEADS or (
        last.kind in (Kind.VERB, Kind.DOING) and end > 1 and words[end - 2].points
    )


def _may_do(words: Sequence[_Word], at: int, end: int) -> bool:
    """Whether a word that opens a phrase may rather be a verb: "offering fares", "use netting"."""
    word = words[at]
    before = words[at - 1] if at else _END
    if word.kind in (Kind.PAST, Kind.DOING):
        return True
    if word.kind is Kind.NAME:
        return False
    if before.folded in _MODALS and word.kind is Kind.NOUN and not _is_plural(word):
        return before.folded != "to" or at + 1 < end or word.folded in TWOFOLD
    if word.folded.endswith("ing") and (
        before.kind is Kind.VERB or words[at + 1].kind is Kind.ADJECTIVE
    ):
        return True
    unmarked = before.kind in (None, Kind.ADVERB, Kind.SMALL, Kind.AND)
    twofold = word.folded in TWOFOLD or (
        word.folded.endswith("s") and _singular(word.folded) in TWOFOLD
    )
    return at + 1 < end and twofold and (unmarked or before.folded in HELPERS | _MODALS)


def _says_little(word: _Word) -> bool:
    superlative = word.kind is Kind.ADJECTIVE and word.folded.endswith("est")
    return word.folded in WEAK or superlative


def _phrase(words: Sequence[_Word], start: int, end: int, names: Names) -> Phrase | None:
    shown = words[start:end]
    while len(shown) > 1 and is_honorific(shown[0].shown):
        shown = shown[1:]
    if shown[-1].kind is Kind.NAME:
        return _name(shown, names)
    if shown[-1].folded in EMPTY or len(shown[-1].folded) < 3:
        return None
    if len(shown) > _MOST_PLAIN:
        start, shown = end - 3, shown[-3:]
    return Phrase(
        tuple(_spelled(shown, names, opens=start == 0)),
        quoted=shown[0].quoted,
        role=shown[-1].folded in ROLES or _beside_person(words, start, end, names),
    )


def _name(shown: Sequence[_Word], names: Names) -> Phrase | None:
    first = max((at for at, word in enumerate(shown) if word.kind is not Kind.NAME), default=-1)
    shown = shown[first + 1 :]
    found = without_honorific([word.shown for word in shown])
    if not found or len(found) > _MOST_PLAIN + 1 or _OF_A_COUNTRY.search(found[-1]):
        return None
    if len(found) == 1:
        found = list(names.full(found[0]))
    return Phrase(tuple(found), quoted=shown[0].quoted, name=True, person=names.is_person(found))


def _spelled(shown: Sequence[_Word], names: Names, *, opens: bool) -> Iterator[str]:
    """The words as a title spells them: surnames completed, a sentence's first word lowered."""
    for at, word in enumerate(shown):
        if word.kind is Kind.NAME:
            if at == 0 and word.owns:
                yield from names.full(bare(word.shown))[:-1]
            yield word.shown
        else:
            yield names.lowered(word.shown) if opens and at == 0 else word.shown


def _beside_person(words: Sequence[_Word], start: int, end: int, names: Names) -> bool:
    """Whether a person's name follows ("the mayor, Ada Holm") or precedes ("Ada Holm, a mayor")."""
    after = end + (words[end].shown == ",")
    run: list[str] = []
    while words[after].kind is Kind.NAME:
        run.append(bare(words[after].shown))
        after += 1
    if names.is_person(run):
        return True
    at = start - 1
    while at >= 0 and words[at].kind in (Kind.DETERMINER, Kind.ADJECTIVE, Kind.NUMBER):
        at -= 1
    return at >= 1 and words[at].shown == "," and names.is_person([bare(words[at - 1].shown)])


def _joined(
    words: Sequence[_Word],
    start: int,
    end: int,
    left: Phrase,
    found: dict[int, tuple[int, Phrase]],
) -> Phrase | None:
    """The phrase with the next, where "of", "on" or "and" ties them: "closure of the bridge"."""
    link = words[end].folded
    at = end + 1
    pointer = words[at].folded == "the"
    if at + pointer not in found:
        return None
    right = found[at + pointer][1]
    if link == "and":
        longest = max(len(left.words), len(right.words))
        alike = left.person == right.person and left.name == right.name
        before = words[start - 1].kind if start else None
        if pointer or longest > 2 or not alike or before in (Kind.NOUN, Kind.AND):
            return None
    elif not _ties(link, words, start, end):
        return None
    whole = (*left.words, link, *(["the"] if pointer else []), *right.words)
    if len(whole) > _MOST_WORDS or left.quoted != right.quoted:
        return None
    return replace(left, words=whole, name=False, person=left.person and link == "and")


def _ties(link: str, words: Sequence[_Word], start: int, end: int) -> bool:
    if link == "of":
        return not any(w.folded.startswith(ACCUSES) for w in words[max(0, start - 3) : start])
    return link in _TAKES and bool(_TAKES[link].match(words[end - 1].folded))
