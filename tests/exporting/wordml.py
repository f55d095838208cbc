"""A look at the parts of a .docx as Word would take them, for the tests."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# The order of children that the schema of WordprocessingML (transitional) asks for.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi "
    "spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps color kern sz szCs vertAlign rtl lang",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType lvl",
    "numbering": "abstractNum num",
    "styles": "docDefaults latentStyles style",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang "
    "decimalSymbol listSeparator",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg bidi",
    "body": "p tbl bookmarkStart sectPr",
    "font": "altName panose1 charset family pitch",
}


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def faults(data: bytes) -> list[str]:
    """All that would make Word repair the document, as far as these rules go."""
    found = []
    package = parts(data)
    trees = {
        name: etree.fromstring(part)
        for name, part in package.items()
        if name.endswith((".xml", ".rels"))
    }
    found += _package_faults(package, trees)
    for name, tree in trees.items():
        found += [f"{name}: {fault}" for fault in _order_faults(tree)]
    found += _reference_faults(trees)
    return found


def _package_faults(package: dict[str, bytes], trees: dict[str, etree._Element]) -> list[str]:
    types = trees["[Content_Types].xml"]
    named = {e.get("PartName", "").lstrip("/") for e in types.iter(_TYPES + "Override")}
    found = [f"{n} has no part" for n in named if n not in package]
    found += [
        f"{n} has no type"
        for n in package
        if n.endswith(".xml") and n not in named and n != "[Content_Types].xml"
    ]
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        targets = [
            posixpath.normpath(posixpath.join(folder, r.get("Target", "")))
            for r in tree.iter(_RELS)
        ]
        found += [f"{name} leads to no part: {t}" for t in targets if t not in package]
    return found


def _order_faults(tree: etree._Element) -> list[str]:
    found = []
    for element in tree.iter():
        name = etree.QName(element).localname
        if name not in ORDER or not element.tag.startswith(W):
            continue
        order = ORDER[name].split()
        children = [etree.QName(child).localname for child in element]
        unknown = [c for c in children if c not in order]
        found += [f"{c} in {name}" for c in unknown]
        places = [order.index(c) for c in children if c in order]
        if places != sorted(places):
            found.append(f"{name} holds {children}")
    return found


def _reference_faults(trees: dict[str, etree._Element]) -> list[str]:
    document = trees["word/document.xml"]
    found = []
    starts = list(document.iter(W + "bookmarkStart"))
    ids = [s.get(W + "id") for s in starts]
    names = [s.get(W + "name") for s in starts]
    ends = [e.get(W + "id") for e in document.iter(W + "bookmarkEnd")]
    if len(set(ids)) != len(ids) or len(set(names)) != len(names):
        found.append("a bookmark's id or name is not its own")
    if sorted(ids) != sorted(ends):
        found.append("bookmarks do not end where they begin")
    found += [f"bookmark name {n}" for n in names if not n or len(n) > 40 or not n[0].isalpha()]
    anchors = [h.get(W + "anchor") for h in document.iter(W + "hyperlink")]
    found += [f"no bookmark {a}" for a in anchors if a not in names]
    styles = {s.get(W + "styleId") for s in trees["word/styles.xml"].iter(W + "style")}
    nums = {n.get(W + "numId") for n in trees["word/numbering.xml"].iter(W + "num")}
    for name, tree in trees.items():
        found += [
            f"{name}: no style {element.get(W + 'val')}"
            for element in tree.iter(W + "pStyle", W + "rStyle", W + "basedOn", W + "next")
            if element.get(W + "val") not in styles
        ]
        found += [
            f"{name}: no list {element.get(W + 'val')}"
            for element in tree.iter(W + "numId")
            if element.get(W + "val") not in nums
        ]
        kinds = [str(e.get(W + "fldCharType")) for e in tree.iter(W + "fldChar")]
        whole = ["begin", "separate", "end"] * (len(kinds) // 3)
        found += [f"{name}: fields are not closed"] * (kinds != whole)
    return found
