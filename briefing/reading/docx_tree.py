"""Finding the way through the elements of a Word document: forms, wrappers, text boxes."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.reading.archive import Element, attribute, child, local

THROUGH = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo"}
)
"""Elements that only wrap what they hold; what was deleted is not among them."""


def chosen(field_begin: Element) -> str:
    """The entry chosen in a form's list, which stands in the field itself."""
    options = child(field_begin, "ffData", "ddList")
    entries = [
        attribute(entry, "val") or ""
        for entry in (options if options is not None else ())
        if local(entry) == "listEntry"
    ]
    given = attribute(child(options, "result"), "val") or "0"
    at = int(given) if given.isdigit() else 0
    return entries[at] if at < len(entries) else ""


def is_initial(properties: Element | None) -> bool:
    """Whether a paragraph is a large first letter that stands in a frame of its own."""
    frame = child(properties, "framePr")
    return attribute(frame, "dropCap") in {"drop", "margin"}


def alternative(element: Element) -> Element:
    """The first form with anything in it of what a file gives for old and new programs."""
    forms = [form for form in element if local(form) in {"Choice", "Fallback"}]
    return next((form for form in forms if len(form)), or_nothing(None))


def or_nothing(element: Element | None) -> Element:
    """The element, or what is as good as one without children."""
    return element if element is not None else ()


def inner_of(element: Element, name: str) -> Iterable[Element]:
    """The rows of a table or cells of a row, content controls and insertions seen through."""
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) == "sdt":
            content = child(inner, "sdtContent")
            yield from inner_of(content, name) if content is not None else ()
        elif local(inner) in THROUGH:
            yield from inner_of(inner, name)


def boxes_of(element: Element) -> Iterable[Element]:
    """The outermost text boxes of a drawing."""
    for inner in element:
        if local(inner) == "txbxContent":
            yield inner
        elif local(inner) == "AlternateContent":
            yield from boxes_of(alternative(inner))
        else:
            yield from boxes_of(inner)
