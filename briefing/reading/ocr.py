"""Text recognised in pictures of pages, by Tesseract where it is installed."""

from __future__ import annotations

import locale
import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

from briefing.errors import LimitReached
from briefing.reading.archive import Element, attribute, parse_xml
from briefing.reading.pdf_page import Page, Word
from briefing.reading.programs import TooSlow, run, tesseract

ADVICE = (
    "install Tesseract (https://tesseract-ocr.github.io) to have it recognised, "
    "or ask for a file with text"
)
"""What to do where a picture's text cannot be recognised."""
TOO_POOR = "too coarse, too pale or too crooked to be read; ask for a better scan"
"""What is wrong with a picture most of whose words would be misread, and what to do."""

_SECONDS = 120.0
"""How long one call may take; a page of print takes two to five seconds."""
_MOST_LANGUAGES = 3
"""Each further language makes Tesseract slower and more prone to mistake letters."""
_POINTS = 72.0
_LEAST_CONFIDENCE = 30.0
"""Below it, out of 100, stand the specks and lines of a picture rather than words."""
_SURE = 75.0
"""The confidence of most words of a line in which a doubtful one is a word as well."""
_DOUBTFUL = 65.0
"""A page of print has more than 80; one below this may stand on its head or on its side."""
_POOR = 50.0
"""The mean confidence below which most words of a page are misread."""
_WORD = re.compile(r"[^\W_]{2}")
_CAPITAL = 0.72
"""The height of capitals and of letters such as "h", as a share of the type size."""
_TALL = re.compile(r"[A-Zbdfhkl0-9]")
_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"\bx_size ([\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf (-?[\d.]+)")
_BULLET_READ_AS = frozenset("¢©°®»*•")
"""What Tesseract takes a bullet for, where it stands before the first word of a line."""
_ANGLE = re.compile(r"\btextangle (\d+)")
_DESCENDERS = re.compile(r"\bx_descenders ([\d.]+)")
_DIRECTIONS = "osd"
"""What Tesseract needs beside a language to tell which way a page is turned."""
_NO_LANGUAGES = frozenset({_DIRECTIONS, "equ"})
_THREE_LETTERS = {
    "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin",
    "fr": "fra", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "nb": "nor", "nl": "nld",
    "nn": "nor", "no": "nor", "pl": "pol", "pt": "por", "ru": "rus", "sv": "swe", "tr": "tur",
    "uk": "ukr", "zh": "chi_sim",
}  # fmt: skip


_Box = tuple[int, int, int, int]
"""Left, top, right and bottom in dots."""


@dataclass(frozen=True, slots=True)
class Recognised(Page):
    """A page whose words were recognised; ``poor`` tells that most would have been misread.

    A poor page has no words: what was recognised of it says things that nobody wrote.
    """

    poor: bool = False


def can_recognise() -> bool:
    """Whether Tesseract is installed, with a language to recognise."""
    return bool(_languages())


def can_tell_directions() -> bool:
    """Whether Tesseract has what it needs to tell a page that stands on its head."""
    return _DIRECTIONS in _installed()


def recognised(
    picture: bytes, dots: int | None = None, until: float = math.inf
) -> list[Recognised] | None:
    """The pages of words in a picture (PNG, JPEG, TIFF or PNM), None if it cannot be read.

    ``dots`` is its resolution in dots per inch where that is known. A picture that is hard to
    read is tried a second time, turned, if that would be done before ``until`` (by the clock
    ``time.monotonic``). Raises LimitReached if a picture takes too long. Asks ``can_recognise``
    first.
    """
    begun = time.monotonic()
    try:
        root = _read(picture, dots, "3", _SECONDS)
    except TooSlow:
        raise LimitReached(
            "Recognising the text in a picture took too long; ask for a file with text."
        ) from None
    if root is None:
        return None
    now = time.monotonic()
    if _certainty(root) < _DOUBTFUL and can_tell_directions() and 2 * now - begun < until:
        try:
            turned = _read(picture, dots, "1", min(_SECONDS, until - now))
        except TooSlow:
            turned = None
        if turned is not None and _certainty(turned) > _certainty(root):
            root = turned
    return list(_pages(root, dots))


def _read(picture: bytes, dots: int | None, layout: str, seconds: float) -> Element | None:
    """What Tesseract says of a picture; layout "3" takes it for upright, "1" looks how it stands.

    Raises TooSlow.
    """
    program = tesseract()
    if program is None:
        return None
    resolution = ["--dpi", str(dots)] if dots else []
    languages = "+".join(_languages())
    command = [program, "stdin", "stdout", "-l", languages, "--psm", layout, *resolution, "hocr"]
    try:
        outcome = run(command, seconds=seconds, data=picture)
    except OSError:
        return None
    return parse_xml(outcome.output) if outcome.code == 0 else None


@cache
def _installed() -> tuple[str, ...]:
    """The names of what Tesseract has data for."""
    program = tesseract()
    if program is None:
        return ()
    try:
        outcome = run([program, "--list-langs"], seconds=_SECONDS)
    except (TooSlow, OSError):
        return ()
    lines = outcome.output.decode("utf-8", errors="replace").splitlines()
    return tuple(line.strip() for line in lines if re.fullmatch(r"\s*[A-Za-z_]{3,12}\s*", line))


@cache
def _languages() -> tuple[str, ...]:
    """The languages to recognise: the installed ones, the person's own and English first."""
    there = [name for name in _installed() if name not in _NO_LANGUAGES]
    own = _THREE_LETTERS.get((locale.getlocale()[0] or "")[:2].casefold())
    there.sort(key=lambda name: (name != own, name != "eng", name))
    return tuple(there[:_MOST_LANGUAGES])


def _certainty(element: Element) -> float:
    """The mean confidence of the words, each by its letters; 100 where there is none."""
    total = letters = 0.0
    for word in _of_class(element, "ocrx_word"):
        length = sum(map(str.isalnum, "".join(word.itertext())))
        total += length * _confidence(word)
        letters += length
    return total / letters if letters else 100.0


def _pages(root: Element, dots: int | None) -> Iterator[Recognised]:
    for page in _of_class(root, "ocr_page"):
        sheet = _box(page)
        turns = _turns(page)
        _, top, _, bottom = _turned(sheet, turns, sheet)
        scale = _POINTS / (dots or _resolution(page))
        poor = _certainty(page) < _POOR
        lines = () if poor else _lines(page)
        words = tuple(word for line in lines for word in _words(line, scale, turns, sheet))
        yield Recognised(words, top * scale, bottom * scale, poor=poor)


def _turns(page: Element) -> int:
    """The quarter turns, clockwise, by which most of the page's text is turned."""
    votes = Counter[int]()
    for line in _lines(page):
        boxes = [_box(word) for word in _of_class(line, "ocrx_word")]
        if len(boxes) < 2:
            continue
        stated = _ANGLE.search(attribute(line, "title") or "")
        if stated:
            turns = -round(int(stated[1]) / 90) % 4
        else:
            # Each word of a line that runs down or up the page stands below or above the last.
            right, down = boxes[-1][0] - boxes[0][0], boxes[-1][1] - boxes[0][1]
            turns = 0 if abs(down) <= abs(right) else 1 if down > 0 else 3
        votes[turns] += len(boxes)
    return votes.most_common(1)[0][0] if votes else 0


def _turned(box: _Box, turns: int, sheet: _Box) -> _Box:
    """A box where it stands once the sheet is turned back by so many quarter turns."""
    x0, y0, x1, y1 = box
    _, _, right, bottom = sheet
    if turns == 1:
        return y0, right - x1, y1, right - x0
    if turns == 2:
        return right - x1, bottom - y1, right - x0, bottom - y0
    if turns == 3:
        return bottom - y1, x0, bottom - y0, x1
    return box


def _resolution(page: Element) -> int:
    match = re.search(r"\bscan_res (\d+)", attribute(page, "title") or "")
    return max(int(match[1]), 50) if match else 300


def _lines(page: Element) -> Iterator[Element]:
    names = {"ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"}
    return (element for element in page.iter() if attribute(element, "class") in names)


def _words(line: Element, scale: float, turns: int, sheet: _Box) -> Iterator[Word]:
    """The words of a line, all on its baseline and of its type size."""
    left, top, right, bottom = _turned(_box(line), turns, sheet)
    title = attribute(line, "title") or ""
    match = _BASELINE.search(title)
    slope, offset = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    stated = _SIZE.search(title)
    size = float(stated[1]) if stated else 10.0 / scale
    if turns:
        # The baseline of a turned line is not told.
        below = _DESCENDERS.search(title)
        slope = 0.0
        offset = min(top + size - (float(below[1]) if below else 0.0) - bottom, 0.0)
    baseline = bottom + offset + slope * (right - left) / 2
    certainty = _certainty(line)
    found = [
        (word, _turned(_box(word), turns, sheet))
        for word in _of_class(line, "ocrx_word")
        if _is_word(word, certainty)
    ]
    # The height of tall letters tells headings by their type; the line's own varies with "g", "p".
    tall = [
        bottom + offset + slope * (box[0] - left) - box[1]
        for word, box in found
        if _TALL.search("".join(word.itertext()))
    ]
    if tall and 0.5 * size < median(tall) / _CAPITAL < 2 * size:
        size = median(tall) / _CAPITAL
    for index, (word, (x0, _, x1, _)) in enumerate(found):
        text = "".join(word.itertext()).strip()
        if index == 0 and len(found) > 1 and text in _BULLET_READ_AS:
            text = "•"
        if text:
            yield Word(text, x0 * scale, x1 * scale, baseline * scale, size * scale, bold=False)


def _is_word(word: Element, certainty: float) -> bool:
    """Whether a word was recognised, and no speck; a footnote's mark makes a word doubtful."""
    if _confidence(word) >= _LEAST_CONFIDENCE:
        return True
    return certainty >= _SURE and _WORD.search("".join(word.itertext())) is not None


def _confidence(word: Element) -> float:
    match = _CONFIDENCE.search(attribute(word, "title") or "")
    return float(match[1]) if match else 0.0


def _box(element: Element) -> _Box:
    match = _BOX.search(attribute(element, "title") or "")
    if match is None:
        return 0, 0, 0, 0
    return int(match[1]), int(match[2]), int(match[3]), int(match[4])


def _of_class(element: Element, name: str) -> Iterator[Element]:
    return (inner for inner in element.iter() if attribute(inner, "class") == name)
