"""Which pieces of a web page are the article's.

trafilatura says which words are the article's; the page's own tree says what they are (heading,
list item, caption) and corrects it. A piece is taken if its words stand in what trafilatura found,
and the pieces taken show the article's region, the smallest element that holds nearly all of them.
Outside it only running text is believed; inside it, furniture goes that trafilatura left, and
headings, quotes and lines come back that it passed over.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import trafilatura
from lxml.html import HtmlElement

from briefing.article import ParagraphKind
from briefing.reading.cleaning import is_sentence_like, word_count
from briefing.reading.html_blocks import Candidate
from briefing.reading.html_furniture import BESIDE, HIDDEN, NAVIGATION, furniture_reason
from briefing.reading.html_phrases import phrase_reason

_SIZE = 4
_ENOUGH = 0.6
_REGION_SHARE = 0.85
_FEWEST_WORDS = 50
_RELATED = "related links"
# In scripts without spaces each character counts as a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]|[^\W_]+")


def extracted_text(root: HtmlElement, given: str | None) -> str:
    """The article's words as trafilatura finds them, at its most careful setting that finds them.

    ``given`` is the body that the page's metadata states, None if it states none: the setting that
    covers more of it is believed. ``root`` is not changed.
    """
    careful = _extract(root, careful=True)
    known = _WORD.findall((given or "").casefold())
    covers = _coverage(known, careful) if len(known) >= _FEWEST_WORDS else 1.0
    if word_count(careful) >= _FEWEST_WORDS and covers >= 0.8:
        return careful
    broad = _extract(root, careful=False)
    if len(known) >= _FEWEST_WORDS:
        return broad if _coverage(known, broad) > covers + 0.1 else careful
    return broad if word_count(broad) > 2 * word_count(careful) else careful


def _extract(root: HtmlElement, *, careful: bool) -> str:
    document = trafilatura.bare_extraction(
        copy.deepcopy(root),
        favor_precision=careful,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    if document is None or isinstance(document, dict):
        return ""
    return document.text or ""


def _coverage(known: Sequence[str], text: str) -> float:
    wanted = Counter(_shingles(known))
    shared = wanted & Counter(_shingles(_WORD.findall(text.casefold())))
    return sum(shared.values()) / max(1, sum(wanted.values()))


def judged(found: Sequence[Candidate], text: str) -> list[str]:
    """For each of the page's pieces why it is left out, empty for those that are the article's.

    ``text`` is what was extracted. Captions are the article's where they stand in its midst. A
    page on which nothing stands beside the text, as a text program exports it, is taken whole.
    """
    if not any(c.linked > 0.5 or c.furniture for c in found):
        return whole(found)
    page = _Page(found)
    page.match(text)
    if page.taken:
        page.find_region()
        page.leave_strangers()
        page.fetch_passed_over()
        page.leave_furniture()
        page.leave_loose_ends()
    else:
        page.taken = {i for i, c in enumerate(found) if not c.furniture and c.linked < 0.3}
    return page.verdicts()


def whole(found: Sequence[Candidate]) -> list[str]:
    """The same if all pieces are the article's but those in which page or mail speak of itself."""
    return [c.furniture if c.furniture == HIDDEN else _phrase(c) for c in found]


def _phrase(candidate: Candidate) -> str:
    is_heading = candidate.block.kind is ParagraphKind.HEADING
    return phrase_reason(candidate.block.text, candidate.linked, label_only=is_heading)


@dataclass(slots=True)
class _Page:
    found: Sequence[Candidate]
    taken: set[int] = field(default_factory=set)
    region: HtmlElement | None = None
    inside: dict[HtmlElement, bool] = field(default_factory=dict)
    furniture: dict[HtmlElement, bool] = field(default_factory=dict)

    def match(self, text: str) -> None:
        """Take the pieces whose words stand in ``text``, as often as they stand there.

        What stands twice, in a list of links and in the article, is the article's.
        """
        words = Counter(_shingles(_WORD.findall(text.casefold())))
        lines = Counter(tuple(_WORD.findall(line.casefold())) for line in text.splitlines())
        last = [bool(c.furniture) or c.block.leaps or c.linked > 0.5 for c in self.found]
        for index in sorted(range(len(self.found)), key=lambda i: (last[i], i)):
            candidate = self.found[index]
            key = _WORD.findall(candidate.block.text.casefold())
            if len(key) < _SIZE:
                if lines[tuple(key)] > 0:
                    lines[tuple(key)] -= 1
                    self.taken.add(index)
                continue
            own = Counter(_shingles(key))
            shared = own & words
            if sum(shared.values()) >= _ENOUGH * sum(own.values()):
                words.subtract(shared)  # unlike -=, without a walk through all words
                self.taken.add(index)

    def find_region(self) -> None:
        """The smallest element that holds nearly all running text taken."""
        weights: Counter[HtmlElement] = Counter()
        whole = 0
        for index in self.taken:
            candidate = self.found[index]
            words = word_count(candidate.block.text)
            if candidate.linked > 0.5 or words < 8:
                continue
            whole += words
            for element in (candidate.element, *candidate.element.iterancestors()):
                weights[element] += words
        fit = [e for e, words in weights.items() if words >= _REGION_SHARE * whole]
        # the deepest of them: ancestors come after their descendants
        self.region = max(fit, key=_depth, default=None)

    def leave_strangers(self) -> None:
        """Outside the region only running text is believed."""
        for index in list(self.taken):
            candidate = self.found[index]
            if not self._is_inside(candidate.element) and (
                candidate.linked > 0.3
                or candidate.block.kind is ParagraphKind.HEADING
                or not is_sentence_like(candidate.block.text)
                or self._is_furnished(candidate.element)
            ):
                self.taken.discard(index)

    def fetch_passed_over(self) -> None:
        """Take pieces amid the article that are plainly of it: its headings, quotes and lines."""
        if not self.taken:
            return
        first, last = min(self.taken), max(self.taken)
        beside = {
            self.found[i].element.getparent()
            for i in self.taken
            if self.found[i].linked < 0.5 and is_sentence_like(self.found[i].block.text)
        }
        for index in range(first, last):
            if index not in self.taken and (
                self._is_passed_over(self.found[index], beside) or self._heads_taken(index)
            ):
                self.taken.add(index)
        while first > 0 and self._opens(self.found[first - 1], self.found[first]):
            first -= 1
            self.taken.add(first)

    def _is_passed_over(self, candidate: Candidate, beside: set[HtmlElement]) -> bool:
        if not self._is_inside(candidate.element) or self._is_furnished(candidate.element):
            return False
        match candidate.block.kind:
            case ParagraphKind.CAPTION | ParagraphKind.CODE | ParagraphKind.QUOTE:
                return True
            case ParagraphKind.HEADING:
                return candidate.element.getparent() in beside
            case ParagraphKind.TEXT:
                return (
                    candidate.element.getparent() in beside
                    and candidate.linked < 0.3
                    and is_sentence_like(candidate.block.text)
                )
            case _:
                return False

    def _heads_taken(self, index: int) -> bool:
        """Whether a piece is a heading in a box of its own, right above running text that is taken.

        Page builders put each heading into a box.
        """
        candidate, following = self.found[index], self.found[index + 1]
        return (
            candidate.block.kind is ParagraphKind.HEADING
            and candidate.linked < 0.3
            and index + 1 in self.taken
            and following.block.kind is ParagraphKind.TEXT
            and is_sentence_like(following.block.text)
            and self._is_inside(candidate.element)
            and not self._is_furnished(candidate.element)
            and not _phrase(candidate)
        )

    def _opens(self, candidate: Candidate, first: Candidate) -> bool:
        """Whether a piece right before the first one taken is of the same part and opens it."""
        element, beside = candidate.element, first.element.getparent()
        if (
            candidate.linked >= 0.3
            or not self._is_inside(element)
            or self._is_furnished(element)
            or not any(e in {first.element, beside} for e in (element, element.getparent()))
        ):
            return False
        if candidate.block.kind is ParagraphKind.HEADING and (candidate.block.level or 1) > 1:
            return element.getparent() is beside
        is_text = candidate.block.kind in {ParagraphKind.TEXT, ParagraphKind.HEADING}
        return is_text and is_sentence_like(candidate.block.text)

    def leave_furniture(self) -> None:
        """Leave out what the page calls furniture, what consists of links, and what asks to click.

        Parts that the page calls furniture stay if they hold a good part of the article.
        """
        named = {i for i in self.taken if self._is_furnished(self.found[i].element)}
        if self._words(named) <= 0.3 * self._words(self.taken):
            self.taken -= named
        self.taken = {i for i in self.taken if not self._is_pointer(i)}

    def _is_pointer(self, index: int) -> bool:
        """Whether a piece only points elsewhere: a line or list of links, "Read more: …"."""
        candidate = self.found[index]
        if _phrase(candidate):
            return True
        if candidate.block.leaps or candidate.linked < 0.9:
            return False
        if candidate.block.kind in {ParagraphKind.LIST, ParagraphKind.TEXT}:
            return not is_sentence_like(candidate.block.text)
        return False

    def leave_loose_ends(self) -> None:
        """Leave out headings at the end: they stood over a part that was left out."""
        order = sorted(self.taken)
        while order and self.found[order[-1]].block.kind is ParagraphKind.HEADING:
            self.taken.discard(order.pop())

    def verdicts(self) -> list[str]:
        """For each piece why it is left out, empty for those taken."""
        last = max(self.taken, default=-1)
        reasons = []
        for index, candidate in enumerate(self.found):
            if index in self.taken:
                reasons.append("")
                continue
            links = _RELATED if index < last and self._is_inside(candidate.element) else NAVIGATION
            reasons.append(
                candidate.furniture
                or _phrase(candidate)
                or (links if candidate.linked > 0.5 else BESIDE)
            )
        return reasons

    def _words(self, indices: Iterable[int]) -> int:
        return sum(word_count(self.found[index].block.text) for index in indices)

    def _is_inside(self, element: HtmlElement) -> bool:
        if element not in self.inside:
            self.inside[element] = self.region is not None and (
                element is self.region or self.region in element.iterancestors()
            )
        return self.inside[element]

    def _is_furnished(self, element: HtmlElement) -> bool:
        """Whether the element, or one around it within the region, is furniture."""
        path = []
        verdict = False
        for each in (element, *element.iterancestors()):
            if each is self.region:
                break
            if each in self.furniture:
                verdict = self.furniture[each]
                break
            path.append(each)
        for each in reversed(path):
            verdict = verdict or bool(furniture_reason(each))
            self.furniture[each] = verdict
        return verdict


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _shingles(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + _SIZE]) for i in range(max(1, len(words) - _SIZE + 1)))
