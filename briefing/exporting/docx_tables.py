"""Tables in a Word document: a style of their own, and a row of heads that each page repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.exporting.blocks import Cell, Table
from briefing.exporting.docx_parts import Element, add_text, element, styled_paragraph

_WIDTH = 5000
"""Fiftieths of a per cent: a table is as wide as the text."""

_LINE = 9298
"""Twentieths of a point: the line of the plain template, which Word makes fit any other."""


def add_table(
    end: Element,
    table: Table,
    style: Callable[[str], str],
    add_evidence: Callable[[Element, int], None],
    *,
    right_to_left: bool,
) -> None:
    """Write a table before ``end``; ``add_evidence`` puts the evidence behind a field's words.

    ``right_to_left`` puts the first column at the right.
    """
    made = element("w:tbl")
    properties = _properties(table, style("Briefing Table"))
    if right_to_left:
        properties[0].addnext(element("w:bidiVisual"))
    made.append(properties)
    grid = element("w:tblGrid")
    widths = [_LINE * width // sum(table.widths) for width in table.widths]
    for width in widths:
        grid.append(element("w:gridCol", w=str(width)))
    made.append(grid)
    heads = [Cell(head) for head in table.heads]
    for row in (heads, *table.rows):
        made.append(_row(row, widths, style, add_evidence, is_head=row is heads))
    end.addprevious(made)


def _properties(table: Table, style: str) -> Element:
    properties = element("w:tblPr")
    properties.append(element("w:tblStyle", val=style))
    properties.append(element("w:tblW", w=str(_WIDTH), type="pct"))
    properties.append(
        element(
            "w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0",
            noHBand="1", noVBand="1",
        )
    )  # fmt: skip
    properties.append(element("w:tblCaption", val=table.title))
    properties.append(element("w:tblDescription", val=f"{table.title}: {', '.join(table.heads)}"))
    return properties


def _row(
    cells: Sequence[Cell],
    widths: Sequence[int],
    style: Callable[[str], str],
    add_evidence: Callable[[Element, int], None],
    *,
    is_head: bool,
) -> Element:
    row = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    for cell, width in zip(cells, widths, strict=True):
        field = element("w:tc")
        looks = element("w:tcPr")
        looks.append(element("w:tcW", w=str(width), type="dxa"))
        field.append(looks)
        paragraph = styled_paragraph(style("Table Head" if is_head else "Table Text"))
        field.append(paragraph)
        add_text(paragraph, cell.text)
        if cell.reference is not None:
            add_evidence(paragraph, cell.reference)
        row.append(field)
    return row
