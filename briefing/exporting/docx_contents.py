"""A table of contents: Word's own field, filled by the program until Word renews it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.exporting.blocks import Heading
from briefing.exporting.docx_parts import (
    Element,
    add_link,
    add_text,
    begin_field,
    element,
    end_field,
    styled_paragraph,
)

_DEEPEST = 3
_CODE = f'TOC \\o "1-{_DEEPEST}" \\h \\z \\u'


class HeadingMarks:
    """The names of the bookmarks that the contents lead to, one for each heading in its order."""

    def __init__(self, count: int) -> None:
        self.names = [f"_Toc{number:09}" for number in range(1, count + 1)]
        self._left = iter(self.names)

    def next(self) -> str:
        """The name for the next heading, empty if there is none left."""
        return next(self._left, "")


def add_contents(
    end: Element, headings: Sequence[Heading], style: Callable[[str], str]
) -> HeadingMarks:
    """Write the contents before ``end``, and give the bookmarks that the headings must get.

    Pages are left to Word, which renews the field on opening: only the program that sets the pages
    knows them, and a wrong number is worse than none.
    """
    marks = HeadingMarks(len(headings))
    control, content = _control()
    title = styled_paragraph(style("TOC Heading"))
    add_text(title, "Contents")
    content.append(title)
    lines = [styled_paragraph(style(f"toc {min(h.level, _DEEPEST)}")) for h in headings]
    for line, heading, mark in zip(lines, headings, marks.names, strict=True):
        if line is lines[0]:
            begin_field(line, _CODE, dirty=True)
        link = add_link(line, mark, heading.text)
        add_text(link, heading.text)
        if line is lines[-1]:
            end_field(line)
        content.append(line)
    if lines:
        end.addprevious(control)
    return marks


def _control() -> tuple[Element, Element]:
    """What Word puts around a table of contents, so that it can be renewed with a click."""
    control, content = element("w:sdt"), element("w:sdtContent")
    properties = element("w:sdtPr")
    gallery = element("w:docPartObj")
    gallery.append(element("w:docPartGallery", val="Table of Contents"))
    gallery.append(element("w:docPartUnique"))
    properties.append(gallery)
    control.append(properties)
    control.append(content)
    return control, content
