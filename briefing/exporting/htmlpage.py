"""A web page in one file: no script, nothing fetched, readable by ear and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from briefing.exporting.blocks import (
    Blank,
    Block,
    BulletItem,
    Cell,
    Contents,
    Document,
    Heading,
    Meta,
    Note,
    NoteKind,
    ReferenceItem,
    Table,
    Title,
)
from briefing.exporting.text import is_right_to_left, quoted, runs_right_to_left, to_fill_in
from briefing.resources import resource

_DEEPEST_HEADING = 6


def to_html(document: Document) -> bytes:
    """The document as a page of HTML in UTF-8."""
    return ("\n".join(_Page(document).lines()) + "\n").encode()


class _Page:
    """Writes blocks as the lines of a page."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rtl = runs_right_to_left(document.language)
        self._statements: set[int] = set()
        self._headings = [b for b in document.blocks if isinstance(b, Heading)]
        self._has_contents = any(isinstance(b, Contents) for b in document.blocks)
        self._heading = 0

    def lines(self) -> Iterator[str]:
        language = escape((self._document.language or "en").replace("_", "-"))
        direction = "rtl" if self._rtl else "ltr"
        style = resource("templates/plain/page.css").read_text("utf-8").strip()
        yield "<!DOCTYPE html>"
        yield f'<html lang="{language}" dir="{direction}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield (
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        )
        yield f'<meta name="description" content="{escape(self._document.subject)}">'
        yield f"<title>{escape(self._document.title)}</title>"
        yield f"<style>\n{style}\n</style>"
        yield "</head>"
        yield "<body>"
        if self._document.marking:
            yield f'<header class="marking">{escape(self._document.marking)}</header>'
        yield "<main>"
        yield from self._body()
        yield "</main>"
        if self._document.marking:
            yield f'<footer class="marking">{escape(self._document.marking)}</footer>'
        yield "</body>"
        yield "</html>"

    def _body(self) -> Iterator[str]:
        for kind, group in groupby(self._document.blocks, type):
            lines = [self._line(block) for block in group]
            if kind in _AROUND:
                opening, closing = _AROUND[kind]
                yield from (opening, *lines, closing)
            else:
                yield from lines

    def _line(self, block: Block) -> str:
        match block:
            case Title(text):
                return self._text("h1", text)
            case Meta(label, value):
                return f"<dt>{escape(label)}</dt>{self._text('dd', value)}"
            case Heading(text, level):
                self._heading += 1
                mark = f' id="part-{self._heading}"' if self._has_contents else ""
                return self._text(f"h{min(level + 1, _DEEPEST_HEADING)}", text, attributes=mark)
            case Contents():
                return self._contents()
            case Blank(prompt):
                return f'<p class="blank">{escape(to_fill_in(prompt))}</p>'
            case Table():
                return self._table(block)
            case BulletItem(text, reference, doubt):
                mark = f"<strong>[{doubt}]</strong> " if doubt else ""
                return self._text("li", text, self._number(reference), before=mark)
            case ReferenceItem():
                return self._evidence(block)
            case Note(text, kind):
                name = "empty" if kind is NoteKind.SECTION else "method"
                return f'<p class="{name}">{escape(text)}</p>'

    def _text(
        self, tag: str, text: str, after: str = "", attributes: str = "", before: str = ""
    ) -> str:
        """An element with text; a script of the other direction is turned its own way."""
        turned = ' dir="auto"' if is_right_to_left(text) != self._rtl else ""
        return f"<{tag}{attributes}{turned}>{before}{escape(text, quote=False)}{after}</{tag}>"

    def _contents(self) -> str:
        rows = "".join(
            f'<li class="level-{h.level}">'
            f'<a href="#part-{n}">{escape(h.text, quote=False)}</a></li>'
            for n, h in enumerate(self._headings, 1)
        )
        return f'<nav aria-label="Contents"><ul>{rows}</ul></nav>'

    def _table(self, table: Table) -> str:
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
        rows = "\n".join(f"<tr>{''.join(map(self._field, row))}</tr>" for row in table.rows)
        return (
            f"<table>\n<caption>{escape(table.title)}</caption>\n"
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
        )

    def _field(self, cell: Cell) -> str:
        return self._text("td", cell.text, self._number(cell.reference))

    def _number(self, reference: int | None) -> str:
        if reference is None:
            return ""
        # Only the first statement on a piece of evidence is the one to go back to.
        first = reference not in self._statements
        self._statements.add(reference)
        mark = f' id="statement-{reference}"' if first else ""
        return (
            f'<sup><a{mark} href="#evidence-{reference}" role="doc-noteref" '
            f'aria-label="Evidence {reference}">{reference}</a></sup>'
        )

    def _evidence(self, item: ReferenceItem) -> str:
        back = (
            f' <a href="#statement-{item.number}" role="doc-backlink" '
            f'title="Back to the statement">{escape(item.place)}</a>'
        )
        return self._text("li", quoted(item.words), back, f' id="evidence-{item.number}"')


_AROUND: dict[type[Block], tuple[str, str]] = {
    Meta: ("<dl>", "</dl>"),
    BulletItem: ("<ul>", "</ul>"),
    ReferenceItem: ('<div class="evidence" role="doc-endnotes">\n<ol>', "</ol>\n</div>"),
}
