"""Text recognised in pictures of pages, by Tesseract where it is installed."""

from __future__ import annotations

import locale
import re
from collections.abc import Iterator
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

_SECONDS = 120.0
"""How long one call may take; a page of print takes two to five seconds."""
_MOST_LANGUAGES = 3
"""Each further language makes Tesseract slower and more prone to mistake letters."""
_POINTS = 72.0
_LEAST_CONFIDENCE = 30.0
"""Below it, out of 100, stand the specks and lines of a picture rather than words."""
_CAPITAL = 0.72
"""The height of capitals and of letters such as "h", as a share of the type size."""
_TALL = re.compile(r"[A-Zbdfhkl0-9]")
_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"\bx_size ([\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf (-?[\d.]+)")
_BULLET_READ_AS = frozenset("¢©°®»*•")
"""What Tesseract takes a bullet for, where it stands before the first word of a line."""
_NO_LANGUAGES = frozenset({"osd", "equ"})
_THREE_LETTERS = {
    "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin",
    "fr": "fra", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "nb": "nor", "nl": "nld",
    "nn": "nor", "no": "nor", "pl": "pol", "pt": "por", "ru": "rus", "sv": "swe", "tr": "tur",
    "uk": "ukr", "zh": "chi_sim",
}  # fmt: skip


def can_recognise() -> bool:
    """Whether Tesseract is installed, with a language to recognise."""
    return bool(_languages())


def recognised(picture: bytes, dots: int | None = None) -> list[Page] | None:
    """The pages of words in a picture (PNG, JPEG, TIFF or PNM), None if it cannot be read.

    ``dots`` is its resolution in dots per inch where that is known. Raises LimitReached if a
    picture takes too long. Asks ``can_recognise`` first.
    """
    program = tesseract()
    if program is None:
        return None
    resolution = ["--dpi", str(dots)] if dots else []
    languages = "+".join(_languages())
    command = [program, "stdin", "stdout", "-l", languages, *resolution, "hocr"]
    try:
        outcome = run(command, seconds=_SECONDS, data=picture)
    except TooSlow:
        raise LimitReached(
            "Recognising the text in a picture took too long; ask for a file with text."
        ) from None
    except OSError:
        return None
    root = parse_xml(outcome.output) if outcome.code == 0 else None
    return None if root is None else list(_pages(root, dots))


@cache
def _languages() -> tuple[str, ...]:
    """The languages to recognise: the installed ones, the person's own and English first."""
    program = tesseract()
    if program is None:
        return ()
    try:
        outcome = run([program, "--list-langs"], seconds=_SECONDS)
    except (TooSlow, OSError):
        return ()
    lines = outcome.output.decode("utf-8", errors="replace").splitlines()
    there = [line.strip() for line in lines if re.fullmatch(r"\s*[A-Za-z_]{3,12}\s*", line)]
    there = [name for name in there if name not in _NO_LANGUAGES]
    own = _THREE_LETTERS.get((locale.getlocale()[0] or "")[:2].casefold())
    there.sort(key=lambda name: (name != own, name != "eng", name))
    return tuple(there[:_MOST_LANGUAGES])


def _pages(root: Element, dots: int | None) -> Iterator[Page]:
    for page in _of_class(root, "ocr_page"):
        _, top, _, bottom = _box(page)
        scale = _POINTS / (dots or _resolution(page))
        words = tuple(word for line in _lines(page) for word in _words(line, scale))
        yield Page(words, top * scale, bottom * scale)


def _resolution(page: Element) -> int:
    match = re.search(r"\bscan_res (\d+)", attribute(page, "title") or "")
    return max(int(match[1]), 50) if match else 300


def _lines(page: Element) -> Iterator[Element]:
    names = {"ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"}
    return (element for element in page.iter() if attribute(element, "class") in names)


def _words(line: Element, scale: float) -> Iterator[Word]:
    """The words of a line, all on its baseline and of its type size."""
    left, _, right, bottom = _box(line)
    title = attribute(line, "title") or ""
    match = _BASELINE.search(title)
    slope, offset = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    baseline = bottom + offset + slope * (right - left) / 2
    found = [(word, _box(word)) for word in _of_class(line, "ocrx_word")]
    found = [(word, box) for word, box in found if _confidence(word) >= _LEAST_CONFIDENCE]
    stated = _SIZE.search(title)
    size = float(stated[1]) if stated else 10.0 / scale
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


def _confidence(word: Element) -> float:
    match = _CONFIDENCE.search(attribute(word, "title") or "")
    return float(match[1]) if match else 0.0


def _box(element: Element) -> tuple[int, int, int, int]:
    match = _BOX.search(attribute(element, "title") or "")
    if match is None:
        return 0, 0, 0, 0
    return int(match[1]), int(match[2]), int(match[3]), int(match[4])


def _of_class(element: Element, name: str) -> Iterator[Element]:
    return (inner for inner in element.iter() if attribute(inner, "class") == name)
