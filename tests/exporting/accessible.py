"""What would keep a person with a screen reader, or with weak eyes, from a Word document.

After the rules that Word's own checker and PDF/UA have in common: a title and a language, headings
without gaps, named tables with a row of heads, pictures with words for them, text that can be told
from its ground.
"""

from __future__ import annotations

import io
from itertools import pairwise

import docx
from lxml import etree

from tests.exporting.wordml import W, trees_of

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""

LEAST_SIZE = 16
"""Half points: smaller text is read by few on paper."""

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def barriers(data: bytes) -> list[str]:
    """All that stands in the way, in words; empty if nothing does."""
    trees = trees_of(data)
    document = docx.Document(io.BytesIO(data))
    body, styles = trees["word/document.xml"], trees["word/styles.xml"]
    found = []
    if not document.core_properties.title:
        found.append("no title among the properties")
    if not document.core_properties.language or styles.find(f".//{W}docDefaults//{W}lang") is None:
        found.append("no language")
    found += _gaps(body, styles)
    found += [fault for table in body.iter(W + "tbl") for fault in _table_faults(table)]
    for name, tree in trees.items():
        for picture in tree.iter(_WP + "docPr"):
            if not picture.get("descr") and picture.get("title") != "":
                found.append(f"{name}: a picture without words for it")
    for control in body.iter(W + "sdt"):
        properties = control.find(W + "sdtPr")
        named = properties.find(W + "alias") is not None
        if not named and properties.find(W + "docPartObj") is None:
            found.append("a field to fill in without a name")
    texts = (p for p in body.iter(W + "p") if p.getparent().tag != W + "tc")
    found += ["an empty paragraph" for p in texts if not "".join(p.itertext()).strip()]
    return found + _faint(styles)


def _table_faults(table: etree._Element) -> list[str]:
    faults = {
        "a table without a row of heads": table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None,
        "a table without a name": table.find(f"{W}tblPr/{W}tblCaption") is None,
        "a table with joined fields": next(table.iter(W + "gridSpan", W + "vMerge"), None)
        is not None,
    }
    return [words for words, is_so in faults.items() if is_so]


def _gaps(body: etree._Element, styles: etree._Element) -> list[str]:
    levels = {
        style.get(W + "styleId"): int(mark.get(W + "val")) + 1
        for style in styles.iter(W + "style")
        if (mark := style.find(f"{W}pPr/{W}outlineLvl")) is not None
    }
    marks = (p.find(f"{W}pPr/{W}pStyle") for p in body.iter(W + "p"))
    shown = [
        levels[m.get(W + "val")] for m in marks if m is not None and m.get(W + "val") in levels
    ]
    gaps = [f"heading {b} after {a}" for a, b in pairwise([0, *shown]) if b > a + 1]
    return gaps if shown else ["no headings"]


def _faint(styles: etree._Element) -> list[str]:
    found = []
    for style in styles.iter(W + "style"):
        name = style.find(W + "name").get(W + "val")
        colour = style.find(f"{W}rPr/{W}color")
        ground = style.find(f"{W}pPr/{W}shd")
        ink = "000000" if colour is None else colour.get(W + "val")
        paper = "FFFFFF" if ground is None else ground.get(W + "fill")
        if contrast(_named(ink, "000000"), _named(paper, "FFFFFF")) < LEAST_CONTRAST:
            found.append(f"{name} is too faint")
        size = style.find(f"{W}rPr/{W}sz")
        if size is not None and int(size.get(W + "val")) < LEAST_SIZE:
            found.append(f"{name} is too small")
    return found


def _named(colour: str, automatic: str) -> str:
    return automatic if colour == "auto" else colour


def contrast(first: str, second: str) -> float:
    """The ratio of two colours as the Web Content Accessibility Guidelines define it."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
