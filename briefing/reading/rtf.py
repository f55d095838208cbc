"""Rich text (.rtf): paragraphs by style and outline level, lists, tables, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from briefing.article import ParagraphKind
from briefing.errors import InputUnreadable
from briefing.reading.assemble import TITLE
from briefing.reading.cleaning import fold
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.looks import Look, may_matter, with_strong_headings
from briefing.reading.rtf_state import Format, State
from briefing.reading.rtf_tokens import add_half, codec_of_charset, codec_of_page, tokens_of
from briefing.reading.rtf_words import EDGES, OPENED, PARAGRAPH_ENDS, PLACES, SKIPPED, SYMBOLS
from briefing.reading.shaping import (
    PAGE_FOOTER,
    PAGE_HEADER,
    contents_titles,
    is_top,
    lift_title,
    page_edges,
    people,
    table_row,
    with_typed_bullets,
    without_contents_label,
)

_DEEPEST = 1_000
_HEADING = re.compile(r"^(?:heading|überschrift|titre|título) (\d)$")
_TOC = re.compile(r"^toc (\d)$")


def read_rtf(raw: RawFile) -> Draft:
    """Read rich text.

    Hidden and deleted text and comments are not taken up. Headers, footers and the contents list
    are marked as left out; footnotes stand as captions below their paragraph.
    Raises InputUnreadable if the file is no rich text.
    """
    if not raw.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise _damaged(raw.name)
    walk = _Walk()
    for kind, characters, number in tokens_of(raw.data, raw.progress):
        if kind == "brace":
            walk.brace(characters)
            if len(walk.stack) > _DEEPEST:
                raise _damaged(raw.name)
        elif kind == "word":
            walk.word(characters, number)
        elif kind == "symbol":
            walk.symbol(characters)
        elif kind == "hex":
            walk.byte(int(characters, 16))
        else:
            walk.text(characters)
    walk.end_paragraph()
    blocks = with_strong_headings(with_typed_bullets(walk.finished()), walk.looks)
    title = walk.title
    if title is None:
        title, blocks = lift_title(blocks, walk.facts.get("title"))
    return Draft(
        blocks=(*walk.furniture(PAGE_HEADER), *blocks, *walk.furniture(PAGE_FOOTER)),
        title=title,
        authors=people(walk.facts.get("author")),
        contents=contents_titles(walk.contents),
    )


def _damaged(name: str) -> InputUnreadable:
    return InputUnreadable(
        f"“{name}” is damaged or not rich text (RTF); "
        "open it in the program that made it, save it again and read that."
    )


@dataclass(slots=True)
class _Walk:
    """Collects blocks while going through the tokens in order."""

    blocks: list[Block] = field(default_factory=list)
    contents: list[tuple[int, str]] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    title: str | None = None
    looks: dict[str, Look] = field(default_factory=dict)
    letters: int = 0
    bold_letters: int = 0
    size: float = 0.0
    edges: dict[str, list[str]] = field(default_factory=dict)
    """The words of page headers and footers."""
    stack: list[State] = field(default_factory=list)
    now: State = field(default_factory=State)
    form: Format = field(default_factory=Format)
    words: list[str] = field(default_factory=list)
    marker: list[str] = field(default_factory=list)
    instruction: list[str] = field(default_factory=list)
    listed: bool = False
    """Whether a field that shows the contents list wrote the words."""
    note: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    styles: dict[int, str] = field(default_factory=dict)
    style: int = 0
    style_name: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    """Bytes that wait for the rest of their character."""
    left_out: int = 0
    """How many characters still stand for the Unicode character before them."""
    optional: bool = False
    first_word: bool = False

    def finished(self) -> list[Block]:
        """All blocks; the label over a contents list that was taken out is left out, too."""
        return without_contents_label(self.blocks) if self.contents else self.blocks

    def furniture(self, reason: str) -> list[Block]:
        """The page headers or footers, each once, as blocks that are left out."""
        return page_edges(map(fold, "".join(self.edges.get(reason, [])).split("\n")), reason)

    def brace(self, brace: str) -> None:
        """Begin or end a group."""
        self._flush()
        self.left_out = 0
        self.optional = False
        if brace == "{":
            self.stack.append(replace(self.now))
            self.first_word = True
            return
        ended = self.now
        if self.stack:
            self.now = self.stack.pop()
        if ended.into == "note" and self.now.into != "note":
            self.notes.append(fold("".join(self.note)))
            self.note.clear()
        if ended.into == "field" and self.now.into != "field":
            self.now.show("".join(self.instruction))
            self.instruction.clear()
        if ended.into in EDGES and self.now.into not in EDGES:
            self.edges.setdefault(ended.into, []).append("\n")
        if ended.into == "stylesheet":
            name = fold("".join(self.style_name)).rstrip(";").casefold()
            self.style_name.clear()
            if name:
                self.styles[self.style] = name
            self.style = 0

    def word(self, word: str, number: int | None) -> None:
        """Obey a control word."""
        optional, self.optional = self.optional, False
        first, self.first_word = self.first_word, False
        if word == "u":
            self._unicode(number or 0)
            return
        self._flush()
        if self.left_out:
            self.left_out -= 1
            return
        if (optional or first) and self._destination(word, optional=optional):
            return
        if not self._character_word(word, number):
            self._paragraph_word(word, number)

    def symbol(self, symbol: str) -> None:
        """Obey a control symbol."""
        if symbol == "*":
            self.optional = True
            return
        self._flush()
        if self.left_out:
            self.left_out -= 1
        elif symbol in "\\{}":
            self._put(symbol)
        elif symbol == "~":
            self._put("\u00a0")
        elif symbol == "_":
            self._put("-")
        elif symbol in "\r\n":
            self.end_line()
        elif symbol == "\t":
            self._put("\t")

    def byte(self, value: int) -> None:
        """Take up one byte of a character."""
        if self.left_out:
            self.left_out -= 1
        else:
            self.pending.append(value)

    def text(self, text: str) -> None:
        """Take up plain characters."""
        self.first_word = False
        if self.left_out:
            dropped = min(self.left_out, len(text))
            self.left_out -= dropped
            text = text[dropped:]
        if text:
            self.pending.extend(text.encode("latin-1"))

    def end_line(self) -> None:
        """A paragraph ends, or a line within a cell."""
        self._flush()
        if self.now.into == "note":
            self.note.append(" ")
        elif self.now.into in EDGES:
            self.edges.setdefault(self.now.into, []).append("\n")
        elif self.now.into == "body":
            if self.form.in_table:
                self.words.append("\n")
            else:
                self.end_paragraph()

    def end_paragraph(self) -> None:
        """Make a block of the words gathered so far."""
        self._flush()
        given = "".join(self.words)
        text, marker = fold(given), fold("".join(self.marker))
        self.words.clear()
        self.marker.clear()
        name = self.styles.get(self.form.style, "")
        toc = _TOC.match(name)
        if text and (toc or self.listed):
            self.contents.append((int(toc[1]) if toc else 1, given))
            self.blocks.append(Block(ParagraphKind.TEXT, text, left_out=CONTENTS_LIST))
        elif text:
            self._add(text, name, marker)
        self.letters = self.bold_letters = 0
        self.size = 0.0
        self.listed = False
        self.blocks.extend(Block(ParagraphKind.CAPTION, note) for note in self.notes if note)
        self.notes.clear()

    def _add(self, text: str, name: str, marker: str) -> None:
        block = Block(ParagraphKind.TEXT, text, alone=True)
        if name == "title" and self.title is None and is_top(self.blocks):
            self.title = text
            self.blocks.append(replace(block, left_out=TITLE))
            return
        heading = _HEADING.match(name)
        if may_matter(text):
            strong = self.bold_letters >= 0.95 * max(self.letters, 1)
            self.looks[text] = Look(strong, self.size)
        if heading or self.form.outline is not None:
            level = int(heading[1]) if heading else (self.form.outline or 0) + 1
            block = replace(block, kind=ParagraphKind.HEADING, level=min(max(level, 1), 6))
        elif name == "title":
            block = replace(block, kind=ParagraphKind.HEADING, level=1)
        elif marker or self.form.in_list or name.startswith(("list bullet", "list number")):
            block = replace(block, kind=ParagraphKind.LIST, marker=marker or "•")
        elif name == "caption":
            block = replace(block, kind=ParagraphKind.CAPTION)
        elif "quote" in name:
            block = replace(block, kind=ParagraphKind.QUOTE)
        self.blocks.append(block)

    def _destination(self, word: str, *, optional: bool) -> bool:
        """Whether a group's first word sends its text elsewhere; remember where to."""
        if self.now.into == "skip":
            return True
        if word in SKIPPED:
            self.now.into = "skip"
        elif word in PLACES:
            self.now.into = PLACES[word]
        elif word in {"title", "author"} and self.now.into == "info":
            self.now.into = f"info:{word}"
        elif word == "ud":
            self.now.into = "body" if self.now.into == "skip-one" else self.now.into
        elif optional and word not in OPENED and self.now.into != "stylesheet":
            self.now.into = "skip"
        else:
            return optional and word != "cs"
        return True

    def _character_word(self, word: str, number: int | None) -> bool:
        if word in SYMBOLS:
            self._put(SYMBOLS[word])
        elif word == "uc":
            self.now.unicode_skip = max(number or 0, 0)
        elif word == "f":
            self.font = number or 0
            self.now.codec = self.fonts.get(self.font, "")
        elif word == "fcharset":
            codec = codec_of_charset(number or 0)
            if codec and self.now.into == "fonttbl":
                self.fonts[self.font] = codec
        elif word == "ansicpg":
            self.codec = codec_of_page(number or 1252)
        elif word == "mac":
            self.codec = "mac_roman"
        else:
            return self._look_word(word, number)
        return True

    def _look_word(self, word: str, number: int | None) -> bool:
        if word in {"v", "deleted", "htmlrtf"}:
            self.now.hidden = number != 0
        elif word == "plain":
            self.now.hidden = self.now.bold = False
            self.now.size = 12.0
        elif word == "b":
            self.now.bold = number != 0
        elif word == "fs":
            self.now.size = (number or 24) / 2
        else:
            return False
        return True

    def _paragraph_word(self, word: str, number: int | None) -> None:
        if word in PARAGRAPH_ENDS:
            self.end_line()
        elif self.now.into == "stylesheet":
            self.style = number or 0 if word in {"s", "cs", "ds"} else self.style
        elif self.now.into == "body":  # and not in a note, or a number in front of the paragraph
            self._form_word(word, number)

    def _form_word(self, word: str, number: int | None) -> None:
        if word == "pard":
            self.form = Format()
        elif word == "s":
            self.form.style = number or 0
        elif word == "outlinelevel":
            self.form.outline = number if number is not None and 0 <= number < 9 else None
        elif word == "intbl":
            self.form.in_table = True
        elif word == "ls":
            self.form.in_list = bool(number)
        elif word in {"cell", "nestcell"}:
            self.cells.append(" ".join(["".join(self.marker), "".join(self.words)]))
            self.words.clear()
            self.marker.clear()
        elif word in {"row", "nestrow"}:
            self._row()

    def _row(self) -> None:
        row = table_row(self.cells)
        self.cells.clear()
        if row.text:
            self.blocks.append(row)

    def _unicode(self, number: int) -> None:
        code = number + 65_536 if number < 0 else number
        if 0xD800 <= code < 0xE000:
            self._flush()
            self._half(code)
        else:
            self._flush()
            self._put(chr(code) if code <= 0x10FFFF else "")
        self.left_out = self.now.unicode_skip

    def _half(self, code: int) -> None:
        """Take up half of a character beyond the first plane."""
        target = self._target()
        if target is not None:
            add_half(target, code)

    def _flush(self) -> None:
        if self.pending:
            codec = self.now.codec or self.codec
            text = bytes(self.pending).decode(codec, "replace")
            self.pending.clear()
            self._put(text)

    def _put(self, text: str) -> None:
        target = self._target()
        if target is not None:
            target.append(text)
            if target is self.words:
                self._look(len(text.strip()))
                self.listed = self.listed or (self.now.in_contents and bool(text.strip()))
        elif self.now.into.startswith("info:"):
            name = self.now.into[5:]
            self.facts[name] = self.facts.get(name, "") + text

    def _look(self, letters: int) -> None:
        """Remember how the letters are set."""
        self.letters += letters
        self.bold_letters += letters if self.now.bold else 0
        self.size = max(self.size, self.now.size if letters else 0.0)

    def _target(self) -> list[str] | None:
        if self.now.hidden:
            return None
        if self.now.into == "body":
            return self.words
        if self.now.into == "marker":
            return self.marker
        if self.now.into == "note":
            return self.note
        if self.now.into == "field":
            return self.instruction
        if self.now.into in EDGES:
            return self.edges.setdefault(self.now.into, [])
        return self.style_name if self.now.into == "stylesheet" else None
