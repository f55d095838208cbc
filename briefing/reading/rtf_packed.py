"""Rich text as Outlook keeps it: packed, and often a web page in disguise."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace

from briefing.reading.rtf_tokens import codec_of_page, tokens_of

MOST_BYTES = 50_000_000
_PACKED = b"LZFu"
_PLAIN = b"MELA"
_WINDOW = 4096
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the format takes as read before the first byte ([MS-OXRTFCP] 2.1.2.1)."""
_SKIPPED = frozenset("fonttbl colortbl stylesheet info pntext listtable themedata".split())
_CHARACTERS = {
    "par": "\n", "line": "\n", "tab": "\t", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—",
}  # fmt: skip


def unpacked_rtf(data: bytes) -> bytes | None:
    """The rich text in a message's compressed property ([MS-OXRTFCP]); None if it is damaged."""
    if len(data) < 16:
        return None
    size, kind = struct.unpack_from("<4xI4s", data)
    body = data[16:]
    if kind == _PLAIN:
        return body[:size]
    if kind != _PACKED or size > MOST_BYTES:
        return None
    return bytes(_unpacked(body, size))


def _unpacked(body: bytes, size: int) -> bytearray:
    """Runs of eight pieces: a byte, or a place in the window of what came before and a length."""
    window = bytearray(_BEGINNING.ljust(_WINDOW, b"\0"))
    write = len(_BEGINNING)
    out = bytearray()
    at = 0

    def put(byte: int) -> None:
        nonlocal write
        window[write] = byte
        write = (write + 1) % _WINDOW
        out.append(byte)

    while at < len(body) and len(out) < size:
        control = body[at]
        at += 1
        for bit in range(8):
            if at >= len(body):
                return out
            if not control >> bit & 1:
                put(body[at])
                at += 1
                continue
            reference = int.from_bytes(body[at : at + 2], "big")
            at += 2
            start = reference >> 4
            if start == write:
                return out
            for step in range((reference & 0xF) + 2):  # it may reach into what it writes itself
                put(window[(start + step) % _WINDOW])
    return out


def page_in_rtf(data: bytes) -> str | None:
    """The web page that rich text was made of ([MS-OXRTFEX]); None if it was made of none."""
    if rb"\fromhtml" not in data[:4_000]:
        return None
    page = _Page()
    for kind, characters, number in tokens_of(data):
        page.take(kind, characters, number)
    text = "".join(page.parts)
    # Characters beyond the first plane are written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(slots=True)
class _Group:
    """What holds until a group ends.

    ``skipped``: it holds no text. ``doubled``: it says once more what a tag says.
    """

    skipped: bool = False
    doubled: bool = False
    unicode_skip: int = 1


@dataclass(slots=True)
class _Page:
    """Gathers the tags, which stand in groups of their own, and the text between them."""

    parts: list[str] = field(default_factory=list)
    stack: list[_Group] = field(default_factory=list)
    now: _Group = field(default_factory=_Group)
    codec: str = "cp1252"
    optional: bool = False
    passed: int = 0
    """How many characters still stand for the Unicode character before them."""
    waiting: bytearray = field(default_factory=bytearray)

    def take(self, kind: str, characters: str, number: int | None) -> None:
        """Take up one token."""
        if kind == "hex":
            self._byte(int(characters, 16))
            return
        if self.waiting:
            self._put(self.waiting.decode(self.codec, errors="replace"))
            self.waiting.clear()
        if kind == "brace":
            self._brace(characters)
        elif kind == "word":
            self._word(characters, number)
        elif kind == "symbol" and characters == "*":
            self.optional = True
        else:
            text = {"~": "\u00a0", "_": "-"}.get(characters, characters)
            self._put(text[self.passed :])
            self.passed = max(self.passed - len(text), 0)

    def _brace(self, brace: str) -> None:
        self.passed = 0
        self.optional = False
        if brace == "{":
            self.stack.append(self.now)
            self.now = replace(self.now)
        elif self.stack:
            self.now = self.stack.pop()

    def _word(self, word: str, number: int | None) -> None:
        if self.optional:
            self.optional = False
            self.now.skipped = self.now.skipped or word != "htmltag"
        elif word in _SKIPPED:
            self.now.skipped = True
        elif word == "htmlrtf":
            self.now.doubled = number != 0
        elif word == "ansicpg":
            self.codec = codec_of_page(number or 1252)
        elif word == "uc":
            self.now.unicode_skip = number or 0
        elif word == "u":
            self._put(chr((number or 0) % 0x10000))
            self.passed = self.now.unicode_skip
        else:
            self._put(_CHARACTERS.get(word, ""))

    def _byte(self, value: int) -> None:
        if self.passed:
            self.passed -= 1
        else:
            self.waiting.append(value)

    def _put(self, text: str) -> None:
        if text and not self.now.skipped and not self.now.doubled:
            self.parts.append(text)
