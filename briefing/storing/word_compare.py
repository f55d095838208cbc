"""What was changed in a Word document since it was exported, by its bookmarks and its words.

A paragraph with a statement's bookmark is that statement. Where a bookmark is lost, because a
statement was cut out and put elsewhere by a program that drops them, the words tell: the
paragraph that is most like it, if it is like enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from briefing.brief import KEY_POINTS, Brief, Bullet
from briefing.editing.returning import (
    Added,
    Difference,
    Gone,
    Moved,
    Remark,
    Renamed,
    Retitled,
    Returned,
    Reworded,
)
from briefing.storing.word_text import WordParagraph

_ALIKE = 0.6
"""The likeness, 0 to 1, from which on a paragraph is a statement that lost its bookmark."""

_STAND_INS = frozenset(("Summary", "Untitled section", "Briefing"))
"""Titles that a document shows where the brief has none."""

_LONGEST_TITLE = 255
_KEY_POINTS = "key points"
_NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"
_WORD = re.compile(r"\w+")
_MOST_COMPARED = 400_000
"""Pairs of paragraphs to compare by their words; a document with more is not ours any more."""


@dataclass
class _Place:
    """The document, paragraph by paragraph, with what each is taken for."""

    paragraphs: Sequence[WordParagraph]
    bullet: dict[int, str] = field(default_factory=dict)
    """The statement that a paragraph is, by the paragraph's number."""

    parted: dict[int, str] = field(default_factory=dict)
    """The statement that a new paragraph was parted from."""


def compare(
    brief: Brief,
    paragraphs: Sequence[WordParagraph],
    shown: Iterable[str] | None = None,
    title: str = "",
) -> Returned:
    """How the document differs from ``brief``, which was exported as it.

    ``shown`` are the ids of the bullets that it had then, None for all of them; ``title`` is what
    stood on top of it, empty for the brief's.
    """
    bullets = {b.id: b for _, row in brief.places() for b in row if _plain(b.text)}
    exported = set(bullets) if shown is None else set(shown) & set(bullets)
    page = _Place(paragraphs)
    _by_bookmarks(page, bullets, exported)
    _by_words(page, bullets, exported, _places(page, brief))
    places = _places(page, brief)
    kinds = {(paragraphs[n].style, paragraphs[n].listed) for n in page.bullet}
    order: dict[str, list[str]] = {}
    differences: list[Difference] = []
    remarks: list[Remark] = []
    for number, paragraph in enumerate(paragraphs):
        place = places[number]
        key = page.bullet.get(number)
        if key is not None:
            if _plain(bullets[key].text) != _plain(paragraph.text):
                differences.append(Reworded(key, bullets[key].text, paragraph.text))
        elif _is_new(paragraph, place, kinds) or number in page.parted:
            key = f"new{number}"
            parent = page.parted.get(number)
            evidence = bullets[parent].evidence if parent is not None else ()
            differences.append(Added(key, place or KEY_POINTS, paragraph.text, evidence))
        else:
            continue
        order.setdefault(place or KEY_POINTS, []).append(key)
        remarks += [Remark(key, comment) for comment in paragraph.comments]
    found = set(page.bullet.values())
    differences += [Gone(b, bullets[b].text) for b in bullets if b in exported - found]
    differences += _moves(brief, bullets, order)
    differences += _titles(brief, page, title)
    rows = tuple((place, tuple(keys)) for place, keys in order.items())
    return Returned(tuple(differences), rows, tuple(remarks))


def _plain(text: str) -> str:
    """A text without what no document keeps: control characters and the kind of its spaces."""
    kept = (c for c in text if (c.isprintable() and c != _NO_CHARACTER) or c.isspace())
    return " ".join("".join(kept).split())


# --- which paragraph is which statement ----------------------------------------------------------


def _by_bookmarks(page: _Place, bullets: dict[str, Bullet], exported: set[str]) -> None:
    """Let a bookmark's first paragraph be its statement, and any further ones parted from it.

    Of several statements in one paragraph, it is the one that it is most like.
    """
    taken: set[str] = set()
    for number, paragraph in enumerate(page.paragraphs):
        ids = [i for i in paragraph.ids if i in bullets]
        free = [i for i in ids if i not in taken]
        exported.update(ids)
        if free:
            best = max(free, key=lambda i: _likeness(bullets[i].text, paragraph.text))
            page.bullet[number] = best
            taken.update(free)
        elif ids:
            page.parted[number] = ids[0]
    _prefer_the_likest(page, bullets)


def _prefer_the_likest(page: _Place, bullets: dict[str, Bullet]) -> None:
    """Of the parts of one statement, let the one that is most like it keep its name."""
    for number, parent in list(page.parted.items()):
        first = next((n for n, b in page.bullet.items() if b == parent), None)
        if first is None:
            continue
        words = bullets[parent].text
        there, here = page.paragraphs[first].text, page.paragraphs[number].text
        if _likeness(words, here) > _likeness(words, there) + 0.2:
            del page.bullet[first], page.parted[number]
            page.bullet[number], page.parted[first] = parent, parent


def _by_words(
    page: _Place, bullets: dict[str, Bullet], exported: set[str], places: list[str | None]
) -> None:
    """Find the statements that have lost their bookmarks, the surest first.

    What stands outside the sections, such as the list of evidence, has their words too.
    """
    has_places = any(place is not None for place in places)
    left = sorted(exported - set(page.bullet.values()))
    free = [
        n
        for n, p in enumerate(page.paragraphs)
        if n not in page.bullet
        and n not in page.parted
        and not (p.level or p.is_title)
        and (places[n] is not None or not has_places)
    ]
    _take_the_same(page, bullets, left, free)
    found = set(page.bullet.values())
    left = [bullet for bullet in left if bullet not in found]
    free = [number for number in free if number not in page.bullet]
    if not left or not free or len(left) * len(free) > _MOST_COMPARED:
        return
    rank = {bullet: n for n, bullet in enumerate(bullets)}
    pairs = sorted(
        # Of two that are as like, because a statement stands in two places, the nearer in order.
        (-likeness, abs(rank[bullet] / len(rank) - place / len(free)), number, bullet)
        for bullet in left
        for place, number in enumerate(free)
        if (likeness := _likeness(bullets[bullet].text, page.paragraphs[number].text)) >= _ALIKE
    )
    for _, _, number, bullet in pairs:
        if bullet not in found and number not in page.bullet:
            page.bullet[number] = bullet
            found.add(bullet)


def _take_the_same(
    page: _Place, bullets: dict[str, Bullet], left: Sequence[str], free: Sequence[int]
) -> None:
    """Take the paragraphs that have a statement's very words for it, in the order of both."""
    rows: dict[str, list[int]] = {}
    for number in reversed(free):
        rows.setdefault(_plain(page.paragraphs[number].text), []).append(number)
    wanted = set(left)
    for bullet, known in bullets.items():
        same = rows.get(_plain(known.text))
        if bullet in wanted and same:
            page.bullet[same.pop()] = bullet


def _likeness(one: str, other: str) -> float:
    """How alike two texts are by their words in order, 0 to 1."""
    words, others = _words(one), _words(other)
    if not words or not others:
        return 0.0
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.3 else 0.0


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


# --- where each stands ---------------------------------------------------------------------------


def _places(page: _Place, brief: Brief) -> list[str | None]:
    """The place of each paragraph by the heading above it; None outside the sections.

    Where a heading is not known, the statements below it tell.
    """
    sections = {s.id for s in brief.sections}
    titles = {_plain(s.title).lower(): s.id for s in reversed(brief.sections)}
    home = {b.id: place for place, row in brief.places() for b in row}
    marked = any(sections & set(p.ids) for p in page.paragraphs)
    current: str | None = None
    found: list[str | None] = []
    for number, paragraph in enumerate(page.paragraphs):
        if paragraph.level:
            ids = [i for i in paragraph.ids if i in sections]
            title = _plain(paragraph.text).lower()
            if ids:
                current = ids[0]
            elif title == _KEY_POINTS:
                current = KEY_POINTS
            else:
                current = None if marked else titles.get(title)
        elif current is None and number in page.bullet:
            current = home[page.bullet[number]]
        found.append(current)
    return found


def _is_new(paragraph: WordParagraph, place: str | None, kinds: set[tuple[str, bool]]) -> bool:
    """Whether a paragraph that was no statement is one now: it looks like them, among them."""
    if place is None or paragraph.level or paragraph.is_title:
        return False
    return (paragraph.style, paragraph.listed) in kinds or paragraph.listed


def _moves(
    brief: Brief, bullets: dict[str, Bullet], order: dict[str, list[str]]
) -> Iterable[Difference]:
    """The statements that stand in another place, or elsewhere in the order of their own."""
    home = {b.id: place for place, row in brief.places() for b in row}
    for place, keys in order.items():
        stayed = [k for k in keys if home.get(k) == place]
        ranks = {b.id: n for n, b in enumerate(brief.bullets_at(place))}
        still = _longest_rising([ranks[k] for k in stayed])
        kept = {k for k in stayed if ranks[k] in still}
        for key in keys:
            if key in bullets and key not in kept:
                yield Moved(key, place, bullets[key].text)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The most of these numbers that stand in rising order."""
    best: list[list[int]] = []
    for n, number in enumerate(numbers):
        before = [row for row, last in zip(best, numbers[:n], strict=True) if last < number]
        best.append([*_longest(before), number])
    return set(_longest(best))


def _longest(rows: Sequence[list[int]]) -> list[int]:
    return max(rows, key=lambda row: len(row), default=[])  # noqa: PLW0108 (mypy wants the row)


def _titles(brief: Brief, page: _Place, exported: str) -> Iterable[Difference]:
    """Other titles of sections, and of the whole."""
    sections = {s.id: s for s in brief.sections}
    for paragraph in page.paragraphs:
        for section in paragraph.ids:
            if paragraph.level and section in sections:
                old, new = sections[section].title, paragraph.text
                if _plain(old) != new and new not in _STAND_INS:
                    yield Renamed(section, old, new)
    title = next((p.text for p in page.paragraphs if p.is_title), "")
    known = {_plain(brief.shown_title), _plain(exported), *_STAND_INS}
    # Word's property for the title, from which ``exported`` comes, is cut at so many characters.
    is_cut = len(exported) == _LONGEST_TITLE and title.startswith(_plain(exported))
    if title and title not in known and not is_cut:
        yield Retitled(brief.shown_title, title)
