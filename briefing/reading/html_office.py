"""The markup of Word, Outlook and Google Docs becomes plain HTML.

They write list items as paragraphs with a typed bullet, titles and captions as paragraphs of a
style, and wrap all they copy in a bold element that is not bold.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_STYLED = {
    "msotitle": "h1",
    "msoheading7": "h6",
    "msoheading8": "h6",
    "msoheading9": "h6",
    "msocaption": "figcaption",
    "msoquote": "blockquote",
    "msointensequote": "blockquote",
}
_LEFT_OUT = frozenset(
    "msoheader msofooter msocommenttext msocommentreference msocommentsubject msotoc1 msotoc2 "
    "msotoc3 msotoc4".split()
)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)\b", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)\b", re.IGNORECASE)
_LISTED = re.compile(r"mso-list\s*:\s*l\d", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_HIDDEN = re.compile(
    r"mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|header|footer)\b", re.IGNORECASE
)


def settle_office(root: HtmlElement) -> None:
    """Change the tree so that lists, titles and captions are what plain HTML has for them."""
    for element in list(root.iter()):
        if element is root or not isinstance(element.tag, str):
            continue
        style = element.get("style", "")
        classes = element.get("class", "").casefold().split()
        if element.tag in {"b", "strong"} and _NOT_BOLD.search(style):
            element.tag = "span"
        elif element.tag == "span" and _BOLD.search(style):
            element.tag = "b"
        if not any(name.startswith("mso") for name in classes) and "mso-" not in style:
            continue
        if _LEFT_OUT.intersection(classes) or _HIDDEN.search(style):
            if element.getparent() is not None:
                element.drop_tree()
        elif element.tag == "p":
            _settle_paragraph(element, classes, style)


def _settle_paragraph(element: HtmlElement, classes: list[str], style: str) -> None:
    tag = next((_STYLED[name] for name in classes if name in _STYLED), None)
    if tag is not None:
        element.tag = tag
        if "msotitle" in classes:
            _state_title(element)
    elif _LISTED.search(style):
        markers = [e for e in element.iter("span") if _MARKER.search(e.get("style", ""))]
        marker = "".join(markers[0].itertext()) if markers else "•"
        for each in markers:
            if each.getparent() is not None:
                each.drop_tree()
        element.tag = "li"
        outer = element.makeelement("ol" if any(c.isalnum() for c in marker) else "ul", {})
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, outer)
            outer.tail, element.tail = element.tail, None
            outer.append(element)


def _state_title(element: HtmlElement) -> None:
    """Let the page itself state the title that stands in it, as it does when a person names it."""
    root = element.getroottree().getroot()
    if next(root.iter("title"), None) is None:
        head = next(root.iter("head"), None)
        if head is None:
            head = root.makeelement("head", {})
            root.insert(0, head)
        stated = head.makeelement("title", {})
        stated.text = element.text_content()
        head.append(stated)
