"""A web page's markup becomes a tree: parsed without any fetching, and bounded."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from briefing.errors import InputUnreadable, NoArticle

DEEPEST = 400
"""The deepest nesting of elements that is read; browsers themselves stop at about 500."""
MOST_ELEMENTS = 150_000
"""The most elements that a page may have."""

_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,200}\?>")
# What XML can hold nowhere, written as it is or by its number: lxml reads it and then stumbles.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));?")
_MUTE = frozenset(
    "script style noscript template iframe object embed svg canvas math audio video map link meta "
    "button input select textarea option datalist dialog applet frameset frame noframes area "
    "source track param progress meter menu".split()
)


def parse(markup: str, name: str) -> HtmlElement:
    """The page's tree. Nothing that it names is fetched, and no entity of its own is expanded.

    ``name`` is the file's name for messages. Raises NoArticle if there is nothing in it, and
    InputUnreadable if it is nested too deeply or has too many elements.
    """
    # huge_tree lets a page embed a large picture as text; the depth is bounded here instead.
    parser = HTMLParser(
        huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    bare = _REFERENCE.sub(_sound, _NO_XML.sub("", _XML_DECLARATION.sub("", markup)))
    data = bare.encode("utf-8")
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise NoArticle(f"“{name}” holds no text; choose a page with an article in it.") from None
    _refuse_excess(root, parser, name)
    return root


def _sound(reference: re.Match[str]) -> str:
    """A character reference, or nothing if it is to a character that XML cannot hold."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    is_sound = code <= 0x10FFFF and not _NO_XML.match(chr(code))
    return reference[0] if is_sound else ""


def _refuse_excess(root: HtmlElement, parser: HTMLParser, name: str) -> None:
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    depth = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if cut or depth > DEEPEST:
            raise InputUnreadable(
                f"“{name}” nests its elements too deeply to be a web page; "
                "copy the article's text into a text file and read that."
            )
        if elements > MOST_ELEMENTS:
            raise InputUnreadable(
                f"“{name}” has too many elements (more than {MOST_ELEMENTS:,}); "
                "copy the article's text into a text file and read that."
            )


def drop_mute(root: HtmlElement) -> None:
    """Take out of the tree what holds no text for a reader: scripts, forms' fields, players."""
    for element in [e for e in root.iter() if e.tag in _MUTE and e.getparent() is not None]:
        element.drop_tree()
