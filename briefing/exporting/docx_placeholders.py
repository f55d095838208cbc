"""House templates with placeholders: their text is kept, and filled as docxtpl would fill it.

``{{ title }}`` becomes a text; ``{% for section in sections %}`` … ``{% endfor %}`` repeats the
paragraphs between, or the rows of a table with ``{%tr … %}``, or the words of one paragraph. A
statement brings its evidence along, as Word's own note, and ``{{ body }}`` alone in a paragraph is
the whole briefing below its title, in the styles of the house.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from briefing.exporting.blocks import BulletItem, Document, Title
from briefing.exporting.docx_parts import Element, add_text, element
from briefing.exporting.docx_writer import Writer
from briefing.exporting.placeholders import (
    TAG,
    Expressions,
    Words,
    expression_of,
    is_known,
    is_one_tag,
    statement_of,
)
from briefing.exporting.template_values import ATTRIBUTES, BODY, values_of

_P, _R, _T, _TR = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tr")
_MOST_STEPS = 25_000
"""So many paragraphs, rows and pieces of text a template may make; endless ones make more."""

_DEEPEST = 12


def has_placeholders(word: WordDocument) -> bool:
    """Whether the text of a template, or its headers and footers, asks for anything."""
    return any(TAG.search(_text(p)) for root in _roots(word) for p in root.iter(_P))


def asks_for_body(word: WordDocument) -> bool:
    """Whether the whole briefing stands somewhere in the template."""
    paragraphs = word.element.body.iter(_P)
    return any(expression_of(_text(p).strip()) == BODY for p in paragraphs)


def fill_placeholders(word: WordDocument, document: Document, writer: Writer, name: str) -> None:
    """Fill the template called ``name``; ``writer`` writes what it asks for.

    Raises InputUnreadable with the placeholder that cannot be used.
    """
    filler = _Filler(Expressions(name, ATTRIBUTES), writer, document)
    values = values_of(document)
    for root in list(_roots(word)):
        for paragraph in list(root.iter(_P)):
            _cut(paragraph)
        filler.takes_notes = root is word.element.body
        filler.fill(root, values)
    for root in _roots(word):
        _tidy(root)


def _roots(word: WordDocument) -> Iterator[Element]:
    yield word.element.body
    for section in word.sections:
        for page in ("", "first_page_", "even_page_"):
            for kind in ("header", "footer"):
                part = getattr(section, f"{page}{kind}")
                if not part.is_linked_to_previous:
                    yield part.part.element


def _text(paragraph: Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(_T))


@dataclass
class _Branch:
    """A part of a statement: what it begins with, and what stands in it."""

    keyword: str
    rest: str
    tag: str
    nodes: list[Any] = field(default_factory=list)


@dataclass
class _Statement:
    """A loop, or a choice with its branches in order."""

    branches: list[_Branch]


class _Filler:
    def __init__(self, expressions: Expressions, writer: Writer, document: Document) -> None:
        self._expressions = expressions
        self._writer = writer
        self._document = document
        self._steps = 0
        self.takes_notes = True

    def fill(self, parent: Element, values: Mapping[str, object]) -> None:
        """Fill what stands in an element of the template."""
        self._count("")
        children = list(parent)
        if not any(self._tag(child) for child in children):
            for child in children:
                self._fill_child(child, values)
            return
        nodes = self._parsed(children)
        place = element("w:bookmarkEnd")  # marks where the children stood
        children[0].addprevious(place)
        for child in children:
            parent.remove(child)
        self._write(nodes, place, values)
        parent.remove(place)

    def _write(self, nodes: list[Any], place: Element, values: Mapping[str, object]) -> None:
        """Write filled copies of children and statements before ``place``."""
        for node in nodes:
            if not isinstance(node, _Statement):
                self._count("")
                made = copy.deepcopy(node)
                place.addprevious(made)
                self._fill_child(made, values)
                continue
            first = node.branches[0]
            if first.keyword == "for":
                self._loop(first, place, values)
                continue
            for branch in node.branches:
                is_else = branch.keyword == "else"
                if is_else or self._expressions.value(branch.rest, values, branch.tag):
                    self._write(branch.nodes, place, values)
                    break

    def _loop(self, loop: _Branch, place: Element, values: Mapping[str, object]) -> None:
        name, what = self._expressions.loop(loop.rest, loop.tag)
        found = self._expressions.value(what, values, loop.tag)
        items = self._expressions.items(found, loop.tag)
        for number, item in enumerate(items, 1):
            self._count(loop.tag)
            counter = {
                "index": number,
                "index0": number - 1,
                "first": number == 1,
                "last": number == len(items),
                "length": len(items),
            }
            self._write(loop.nodes, place, {**values, name: item, "loop": counter})

    def _count(self, tag: str) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise self._expressions.refused(tag or "{% for … %}", "it makes too long a document")

    # --- statements ------------------------------------------------------------------------------

    def _tag(self, child: Element) -> str:
        """The statement that an element is nothing but, empty if it is something else."""
        if child.tag == _TR:
            text = _row_text(child)
        elif child.tag in {_P, _R}:
            text = _text(child)
        else:
            return ""
        text = text.strip()
        if not (text.startswith("{%") and is_one_tag(text)):
            return ""
        if child.tag in {_TR, _P} or not text.startswith(("{%tr", "{%p")):
            return text
        return ""

    def _parsed(self, children: list[Element]) -> list[Any]:
        """The children with those between the tags of a statement put into it."""
        top: list[Any] = []
        open_: list[tuple[_Statement, list[Any]]] = []
        nodes = top
        for child in children:
            tag = self._tag(child)
            if not tag:
                nodes.append(child)
                continue
            keyword, rest = statement_of(tag) or ("", "")
            if not is_known(keyword):
                raise self._expressions.refused(tag, "templates know for, if, elif and else alone")
            if keyword in {"for", "if"}:
                if len(open_) >= _DEEPEST:
                    raise self._expressions.refused(tag, "it stands in too many others")
                statement = _Statement([_Branch(keyword, rest, tag)])
                nodes.append(statement)
                open_.append((statement, nodes))
                nodes = statement.branches[0].nodes
                continue
            opened = open_[-1][0].branches[0].keyword if open_ else ""
            if opened != ("for" if keyword == "endfor" else "if"):
                raise self._expressions.refused(tag, "what it ends or continues does not begin")
            if keyword in {"endfor", "endif"}:
                nodes = open_.pop()[1]
            else:
                open_[-1][0].branches.append(_Branch(keyword, rest, tag))
                nodes = open_[-1][0].branches[-1].nodes
        if open_:
            raise self._expressions.refused(open_[-1][0].branches[0].tag, "it does not end")
        return top

    # --- placeholders ----------------------------------------------------------------------------

    def _fill_child(self, child: Element, values: Mapping[str, object]) -> None:
        if child.tag == _R:
            text = _text(child)
            if is_one_tag(text):
                self._replace(child, text, values)
        elif child.tag == _P and expression_of(_text(child).strip()) == BODY:
            blocks = [b for b in self._document.blocks if not isinstance(b, Title)]
            self._writer.write_at(child, blocks)
            child.getparent().remove(child)
        elif len(child):
            self.fill(child, values)

    def _replace(self, run: Element, tag: str, values: Mapping[str, object]) -> None:
        expression = expression_of(tag)
        if tag.startswith("{%"):
            raise self._expressions.refused(tag, "it stands where it cannot be carried out")
        value = self._expressions.value(expression, values, tag) if expression else ""
        text = self._expressions.text(value, tag)
        paragraph = run.getparent()
        following = list(run.itersiblings())
        paragraph.remove(run)
        item = text.item if isinstance(text, Words) else None
        if isinstance(item, BulletItem) and self.takes_notes and paragraph.tag == _P:
            if paragraph.find(qn("w:pPr")) is None:
                paragraph.insert(0, element("w:pPr"))
            self._writer.fill(paragraph, item, like=run)
        elif text:
            add_text(paragraph, str(text), like=run)
        paragraph.extend(following)


def _row_text(row: Element) -> str:
    """The statement in a row that has nothing but one for rows."""
    text = _text(row).strip()
    return text if text.startswith("{%tr") else ""


def _cut(paragraph: Element) -> None:
    """Give each placeholder and statement a run of its own; Word may have cut them anywhere.

    A tag takes the looks of the run in which it begins.
    """
    runs = [r for r in paragraph.iter(_R) if any(t.tag == _T for t in r)]
    text = "".join(_run_text(r) for r in runs)
    if not TAG.search(text):
        return
    owners = [run for run in runs for _ in _run_text(run)]
    pieces: list[tuple[Element, str]] = []
    at = 0
    for match in TAG.finditer(text):
        pieces += _plain(owners[at : match.start()], text[at : match.start()])
        pieces.append((owners[match.start()], match.group()))
        at = match.end()
    pieces += _plain(owners[at:], text[at:])
    for run in runs:
        for owner, words in pieces:
            if owner is run:
                made = copy.deepcopy(run)
                for child in list(made):
                    if child.tag == _T:
                        made.remove(child)
                mark = element("w:t")
                mark.text = words
                mark.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                made.append(mark)
                run.addprevious(made)
                # What else stands in the run, a picture or a break, stands there once.
                for other in [c for c in run if c.tag not in {_T, qn("w:rPr")}]:
                    run.remove(other)
        run.getparent().remove(run)


def _run_text(run: Element) -> str:
    return "".join(t.text or "" for t in run if t.tag == _T)


def _plain(owners: list[Element], text: str) -> Iterator[tuple[Element, str]]:
    """Text between tags, by the runs that it stands in."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or owners[place] is not owners[start]:
            yield owners[start], text[start:place]
            start = place


def _tidy(root: Element) -> None:
    """Give each cell of a table a paragraph, without which Word repairs the document."""
    for cell in root.iter(qn("w:tc")):
        if cell.find(_P) is None:
            cell.append(element("w:p"))
