"""Markdown: parsed by markdown-it-py (CommonMark and tables), then flattened into blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.article import ParagraphKind
from briefing.reading.cleaning import lines_of
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.contents_labels import is_any_label
from briefing.reading.contents_lines import parted_lines
from briefing.reading.dates import day_of
from briefing.reading.decoding import decode
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.html_metadata import address_of
from briefing.reading.names import persons
from briefing.reading.opening import stands_above_title

_TAG = re.compile(r"<[^<>]{0,500}>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MUTE = re.compile(r"\s*<(?:script|style|iframe|object|svg)\b", re.IGNORECASE)
# Where a block of markup is parted into paragraphs; those that open an item or a heading name it.
_BLOCK_TAG = re.compile(
    r"(</?(?:li|[uod]l|d[td]|p|div|h[1-6]|summary|details|t[rdh]|table|nav|section|aside|article"
    r"|header|footer|br)\b[^<>]{0,500}>)|\n\s*\n",
    re.IGNORECASE,
)
_BLOCK_NAME = re.compile(r"<(li|h[1-6])\b", re.IGNORECASE)
_LEAP = re.compile(
    r"<a\b[^<>]{0,300}\bhref\s*=\s*[\"']?#[^<>]{0,300}>[^<>]{1,300}</a>$", re.IGNORECASE
)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:\s*")
# Where programs put the contents list that they make of the headings.
_CONTENTS_PLACE = re.compile(r"^(?:\[\[?_?TOC_?\]?\]|\{:\s?toc\s?\}|\$\{toc\})$", re.IGNORECASE)
_FRONT_LINE = re.compile(r"^(?P<key>[A-Za-z_-]{1,30})\s*[:=]\s*(?P<value>.*)$")
_ADDRESS_KEYS = ("canonical", "canonical_url", "canonicalurl", "url", "link", "source")
_BREAKS = frozenset({"softbreak", "hardbreak"})


def read_markdown(raw: RawFile) -> Draft:
    """Read Markdown. Raises InputUnreadable if the bytes are no text."""
    lines = lines_of(decode(raw))
    facts, body = _front_matter(lines)
    walk = _Walk()
    walk.through(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse("\n".join(body)))
    title, blocks = _take_title(facts.get("title", ""), walk.blocks)
    return Draft(
        blocks=tuple(blocks),
        title=title,
        authors=persons(re.split(r"\s*[,;]\s*", facts.get("author") or facts.get("authors") or "")),
        published=day_of(facts.get("date") or facts.get("published") or ""),
        publisher=facts.get("publisher") or None,
        language=facts.get("lang") or facts.get("language") or None,
        url=next(filter(None, (address_of(facts.get(key, "")) for key in _ADDRESS_KEYS)), None),
    )


def _front_matter(lines: Sequence[str]) -> tuple[dict[str, str], Sequence[str]]:
    """The facts that stand between rules (--- or +++) on top of the file, and the other lines."""
    if not lines or lines[0].lstrip("\ufeff") not in {"---", "+++"}:
        return {}, lines
    fence = {lines[0].lstrip("\ufeff")} | ({"..."} if lines[0][-1] == "-" else set())
    end = next((i for i, line in enumerate(lines[1:200], 1) if line in fence), None)
    if end is None:
        return {}, lines
    facts: dict[str, str] = {}
    key = ""
    for line in lines[1:end]:
        match = _FRONT_LINE.match(line)
        item = re.match(r"^\s*-\s+(.*)$", line)
        if match:
            key = match["key"].casefold()
            facts[key] = _scalar(match["value"])
        elif item and key:
            facts[key] = ", ".join(filter(None, (facts[key], _scalar(item[1]))))
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            return {}, lines  # a rule and ordinary text, no front matter
    return facts, lines[end + 1 :]


def _scalar(value: str) -> str:
    bare = value.strip()
    if bare.startswith("[") and bare.endswith("]"):
        return ", ".join(_scalar(part) for part in bare[1:-1].split(","))
    return bare.strip("\"'")


def _take_title(given: str, blocks: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """The title (the front matter's, else the first and only heading of level 1 on top)."""
    highest = [i for i, b in enumerate(blocks) if b.kind is ParagraphKind.HEADING and b.level == 1]
    first = next(
        (
            i
            for i, b in enumerate(blocks)
            if b.kind is not ParagraphKind.CAPTION and not stands_above_title(b.text)
        ),
        None,
    )
    if highest and highest[0] == first and len(highest) == 1:
        title = blocks[highest[0]].text
        return given or title, [b for i, b in enumerate(blocks) if i != highest[0]]
    return given or None, list(blocks)


@dataclass(slots=True)
class _Walk:
    """Collects blocks while going through the parser's tokens in order."""

    blocks: list[Block] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    item_begins: bool = False
    quotes: int = 0
    heading: int | None = None
    row: list[str] | None = None

    def through(self, tokens: Sequence[Token]) -> None:
        """Take up all tokens."""
        for token in tokens:
            if token.nesting == 1:
                self._open(token)
            elif token.nesting == -1:
                self._close(token)
            else:
                self._leaf(token)

    def _open(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1])
            case "blockquote_open":
                self.quotes += 1
            case "bullet_list_open" | "ordered_list_open":
                self.markers.append("")
            case "list_item_open":
                self.markers[-1] = token.info + token.markup
                self.item_begins = True
            case "tr_open":
                self.row = []
            case _:
                pass

    def _close(self, token: Token) -> None:
        match token.type:
            case "heading_close":
                self.heading = None
            case "blockquote_close":
                self.quotes -= 1
            case "bullet_list_close" | "ordered_list_close":
                self.markers.pop()
            case "tr_close":
                self._add(ParagraphKind.TABLE, " | ".join(filter(None, self.row or [])))
                self.row = None
            case _:
                pass

    def _leaf(self, token: Token) -> None:
        match token.type:
            case "fence" | "code_block":
                self._add(ParagraphKind.CODE, token.content)
            case "html_block":
                self._html(token.content)
            case "inline":
                self._inline(token)
            case _:
                pass

    def _inline(self, token: Token) -> None:
        children = token.children or []
        text = _words(children)
        if self.row is not None:
            self.row.append(" ".join(text.split()))
            return
        images = [child.content for child in children if child.type == "image"]
        for alternative in images:
            if alternative.strip():
                self._add(ParagraphKind.CAPTION, alternative)
        if self.heading is not None:
            self._add(ParagraphKind.HEADING, text, level=self.heading)
        elif _FOOTNOTE.match(text):
            # A footnote stands outside the running text, as a caption does.
            self._add(ParagraphKind.CAPTION, _FOOTNOTE.sub("", text))
        else:
            left_out = CONTENTS_LIST if _CONTENTS_PLACE.match(text.strip()) else ""
            label, entries = _bar(children)
            if not entries:
                self._running(_FOOTNOTE_MARK.sub("", text), _is_leap(children), left_out)
                return
            self._running(label)
            for entry in entries:
                self._add(ParagraphKind.LIST, entry, leaps=True)

    def _running(self, text: str, leaps: bool = False, left_out: str = "") -> None:
        if self.markers:
            marker = self.markers[-1] if self.item_begins else None
            self.item_begins = False
            self._add(ParagraphKind.LIST, text, marker=marker, leaps=leaps)
        else:
            kind = ParagraphKind.QUOTE if self.quotes else ParagraphKind.TEXT
            for part in parted_lines(text) or (text,):
                self._add(kind, part, leaps=leaps, left_out=left_out)

    def _html(self, content: str) -> None:
        """Take up a block of markup: its list's items and headings are such, the rest running."""
        if _MUTE.match(content):
            return
        tag = ""
        for piece in filter(None, _BLOCK_TAG.split(_COMMENT.sub("", content))):
            if _BLOCK_TAG.fullmatch(piece):
                opened = _BLOCK_NAME.match(piece)
                if opened or piece.startswith("</"):
                    tag = opened[1].casefold() if opened else ""
                continue
            text = html.unescape(_TAG.sub(" ", piece))
            leaps = bool(_LEAP.match(piece.strip()))
            if tag == "li":
                self._add(ParagraphKind.LIST, text, marker="-", leaps=leaps)
            elif tag[:1] == "h":
                self._add(ParagraphKind.HEADING, text, level=int(tag[1]))
            else:
                self._running(text, leaps)
            tag = ""

    def _add(
        self,
        kind: ParagraphKind,
        text: str,
        *,
        level: int | None = None,
        marker: str | None = None,
        leaps: bool = False,
        left_out: str = "",
    ) -> None:
        if text.strip():
            alone = "\n" not in text.strip()
            self.blocks.append(Block(kind, text, level, None, marker, alone, leaps, left_out))


def _words(children: Sequence[Token]) -> str:
    """The words of a run of inline tokens, without markup and pictures."""
    parts: list[str] = []
    struck = 0
    for child in children:
        if child.type in {"s_open", "s_close"}:
            struck += child.nesting
        elif struck:
            continue  # its writer took it back
        elif child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in _BREAKS or (
            child.type == "html_inline" and re.match(r"<br\b", child.content, re.IGNORECASE)
        ):
            parts.append("\n")
    return "".join(parts)


def _bar(children: Sequence[Token]) -> tuple[str, list[str]]:
    """The label, and the words of links to places in the document that stand side by side under it.

    There are no links if the run of inline tokens is anything else.
    """
    label: list[Token] = []
    entries: list[list[Token]] = []
    is_open = False
    for child in children:
        if child.type == "link_open":
            if not str(child.attrGet("href") or "").startswith("#"):
                return "", []
            entries.append([])
            is_open = True
        elif child.type == "link_close":
            is_open = False
        elif is_open:
            entries[-1].append(child)
        elif not entries:
            label.append(child)
        elif any(character.isalnum() for character in child.content):
            return "", []
    head = _words(label).strip()
    is_label = not any(character.isalnum() for character in head) or is_any_label(head)
    return (
        (head, [_words(entry) for entry in entries]) if is_label and len(entries) > 1 else ("", [])
    )


def _is_leap(children: Sequence[Token]) -> bool:
    """Whether the whole run is one link to a place in the same document."""
    kept = [child for child in children if child.type != "text" or child.content.strip()]
    return (
        len(kept) >= 3
        and kept[0].type == "link_open"
        and kept[-1].type == "link_close"
        and str(kept[0].attrGet("href") or "").startswith("#")
        and sum(child.type == "link_open" for child in kept) == 1
    )
