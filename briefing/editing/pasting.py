"""Bullets as text for other programs, and the text of other programs as lines for bullets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from briefing.brief import DEEPEST, Bullet

_MARK = re.compile(r"^(?:[•·◦▪‣⁃∙●○■□➢➤✓§\uf0b7\uf0a7\uf0d8\uf0fc*–—-]\s+|[•●▪◦\uf0b7]|o\t\s*)")
"""What stands before a bullet in text that comes from elsewhere; Word's "o" has a tab behind it."""

_NUMBER = re.compile(r"^(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+")

_UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
"""Soft hyphens and letters without width: nothing to see, but in the way of any search."""

_WORD_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d)")
_BLOCKS = frozenset(
    "p li div h1 h2 h3 h4 h5 h6 tr blockquote pre section article dd dt figcaption".split()
)
_LISTS = frozenset({"ul", "ol"})
_SILENT = frozenset({"style", "script", "head", "title", "template", "noscript"})
_VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "wbr"})


@dataclass(frozen=True, slots=True)
class Line:
    """What is to become one bullet, at a level as in ``Bullet``."""

    text: str
    level: int = 0


def clean(text: str) -> str:
    """A text in one line, with plain spaces, and without what cannot be seen."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def lines_of_text(text: str) -> tuple[Line, ...]:
    """Each line that has words, without its bullet; without its number if others have one too."""
    raw = [_UNSEEN.sub("", line) for line in text.splitlines()]
    raw = [line for line in raw if line.strip()]
    # One line alone that begins "12. " may begin with a date.
    numbers = sum(bool(_NUMBER.match(line.strip())) for line in raw)
    marks = sum(bool(_MARK.match(line.strip())) for line in raw)
    numbered = numbers > 1 or (len(raw) > 1 and numbers + marks == len(raw))
    found = []
    for line in raw:
        depth = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        words = _MARK.sub("", line.strip(), count=1)
        if numbered and words == line.strip():
            words = _NUMBER.sub("", words, count=1)
        if clean(words):
            found.append((clean(words), depth))
    least = min((depth for _, depth in found), default=0)
    return tuple(Line(words, min((depth - least) // 2, DEEPEST)) for words, depth in found)


def lines_of_html(source: str) -> tuple[Line, ...]:
    """Each paragraph and list item that has words; Word's list levels are understood."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    reader.end_block()
    marked = (Line(clean(_MARK.sub("", line.text, count=1)), line.level) for line in reader.lines)
    found = [line for line in marked if line.text]
    least = min((line.level for line in found), default=0)
    return tuple(Line(line.text, min(line.level - least, DEEPEST)) for line in found)


class _Reader(HTMLParser):
    """Gathers the lines of a page or of a part of one, however untidy."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._lists = 0
        self._level = 0
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if tag == "br":
                self._break()
            return
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "").replace(" ", "").lower()
        if self._silent or tag in _SILENT or "mso-list:ignore" in style or "display:none" in style:
            self._silent.append(tag)
            return
        if tag in _LISTS:
            self.end_block()
            self._lists += 1
        elif tag in _BLOCKS:
            self.end_block()
            word = _WORD_LEVEL.search(given.get("style", "").replace("\n", " "))
            if word:
                self._level = int(word[1]) - 1
            else:
                self._level = max(self._lists - 1, 0)
        elif tag in {"td", "th"}:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag in self._silent:
                del self._silent[len(self._silent) - 1 - self._silent[::-1].index(tag) :]
            return
        if tag in _LISTS:
            self.end_block()
            self._lists = max(self._lists - 1, 0)
            self._level = max(self._lists - 1, 0)
        elif tag in _BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def _break(self) -> None:
        """A line that is broken by hand: in a list item it goes on, elsewhere it ends."""
        if self._lists:
            self._words.append(" ")
        else:
            self.end_block()

    def end_block(self) -> None:
        """What was gathered is a line."""
        words = clean("".join(self._words))
        if words:
            self.lines.append(Line(words, self._level))
        self._words.clear()


# --- out -----------------------------------------------------------------------------------------


def as_text(bullets: Iterable[Bullet]) -> str:
    """The bullets as plain text, a line each."""
    return "\n".join(f"{'    ' * b.level}•  {b.text}" for b in bullets)


def as_html(bullets: Sequence[Bullet]) -> str:
    """The bullets as a list, sub-bullets as a list inside it."""
    parts, level = ["<ul>"], 0
    for number, bullet in enumerate(bullets):
        depth = bullet.level if number else 0
        if depth > level:
            parts.append("<ul>")
        elif depth < level:
            parts.append("</li></ul></li>")
        elif number:
            parts.append("</li>")
        parts.append(f"<li>{escape(bullet.text)}")
        level = depth
    parts.append("</li></ul></li></ul>" if level else "</li></ul>" if bullets else "</ul>")
    return "".join(parts)
