"""A look at the parts of a .docx as Word would take them, for the tests."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter

from lxml import etree

from tests.exporting.wordml_grammar import ATTRIBUTES, CHOICE, ORDER

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def trees_of(data: bytes) -> dict[str, etree._Element]:
    """The parts that are XML, as trees."""
    return {
        name: etree.fromstring(part)
        for name, part in parts(data).items()
        if name.endswith((".xml", ".rels"))
    }


def faults(data: bytes, *, foreign: bool = False) -> list[str]:
    """All that would make Word repair the document, as far as the grammar goes.

    ``foreign`` passes over elements that the program does not write: a house template has them.
    """
    trees = trees_of(data)
    found = _package_faults(set(parts(data)), trees)
    for name, tree in trees.items():
        for element in tree.iter(f"{W}*"):
            local = etree.QName(element).localname
            if local not in ATTRIBUTES and local not in ORDER and local not in CHOICE:
                found += [] if foreign else [f"{name}: {local} is not in the grammar"]
                continue
            found += [f"{name}: {fault}" for fault in _child_faults(element, local, foreign)]
            if not foreign:
                found += [f"{name}: {fault}" for fault in _attribute_faults(element, local)]
    return found + _reference_faults(trees)


def _package_faults(names: set[str], trees: dict[str, etree._Element]) -> list[str]:
    types = trees["[Content_Types].xml"]
    named = {e.get("PartName", "").lstrip("/") for e in types.iter(_TYPES + "Override")}
    found = [f"{n} has no part" for n in named if n not in names]
    found += [
        f"{n} has no type"
        for n in names
        if n.startswith("word/") and n.endswith(".xml") and n not in named
    ]
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        targets = [
            posixpath.normpath(posixpath.join("/", folder, r.get("Target", ""))).lstrip("/")
            for r in tree.iter(_RELS)
            if r.get("TargetMode") != "External"
        ]
        found += [f"{name} leads to no part: {t}" for t in targets if t not in names]
        owner = trees.get(posixpath.join(folder, posixpath.basename(name).removesuffix(".rels")))
        known = {r.get("Id") for r in tree.iter(_RELS)}
        if owner is not None:
            used = {e.get(_ID) for e in owner.iter() if e.get(_ID)}
            found += [f"{name} lacks {missing}" for missing in used - known]
    return found


def _child_faults(element: etree._Element, local: str, foreign: bool) -> list[str]:
    children = [etree.QName(c).localname for c in element if isinstance(c.tag, str)]
    if local in CHOICE:
        found = [f"{c} in {local}" for c in children if c not in CHOICE[local].split()]
        if any(c in {"pPr", "rPr"} for c in children[1:]) or "sectPr" in children[:-1]:
            found.append(f"{local} holds {children}")
        return [] if foreign else found
    rules = ORDER.get(local, "").split()
    place = {name: n for n, rule in enumerate(rules) for name in rule.rstrip("*!").split("|")}
    found = [] if foreign else [f"{c} in {local}" for c in children if c not in place]
    places = [place[c] for c in children if c in place]
    if places != sorted(places):
        found.append(f"{local} holds {children}")
    counts = Counter(places)
    found += [
        f"{local} holds {counts[n]} times {rule}"
        for n, rule in enumerate(rules)
        if (counts[n] > 1 and not rule.endswith("*")) or (counts[n] == 0 and rule.endswith("!"))
    ]
    return found


def _attribute_faults(element: etree._Element, local: str) -> list[str]:
    rules = {name.rstrip("!"): pattern for name, pattern in ATTRIBUTES.get(local, {}).items()}
    held = {k.removeprefix(W): v for k, v in element.attrib.items() if k.startswith(W)}
    if local == "sectPr":
        held = {k: v for k, v in held.items() if not k.startswith("rsid")}
    found = [
        f"{local} has {name}={value!r}"
        for name, value in held.items()
        if not re.fullmatch(rules.get(name, r"(?!)"), value, re.DOTALL)
    ]
    needed = [n.rstrip("!") for n in ATTRIBUTES.get(local, {}) if n.endswith("!")]
    found += [f"{local} lacks {name}" for name in needed if name not in held]
    plain = [str(name) for name in element.attrib if not str(name).startswith("{")]
    return found + [f"{local} has {name} outside the namespace" for name in plain]


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
    anchors = [h.get(W + "anchor") for h in document.iter(W + "hyperlink")]
    codes = [(code.text or "").split() for code in document.iter(W + "instrText")]
    anchors += [code[1] for code in codes if code[0] in {"REF", "NOTEREF", "PAGEREF"}]
    found += [f"no bookmark {a}" for a in anchors if a is not None and a not in names]
    found += _note_faults(trees)
    styles = {s.get(W + "styleId") for s in trees["word/styles.xml"].iter(W + "style")}
    numbering = trees.get("word/numbering.xml", document)
    nums = {n.get(W + "numId") for n in numbering.iter(W + "num")} | {"0"}
    kinds = {a.get(W + "abstractNumId") for a in numbering.iter(W + "abstractNum")}
    for name, tree in trees.items():
        for tag, known in (
            (("pStyle", "rStyle", "basedOn", "next", "link"), styles),
            (("numId",), nums),
            (("abstractNumId",), kinds),
        ):
            found += [
                f"{name}: no {tag[0]} {element.get(W + 'val')}"
                for element in tree.iter(*(W + t for t in tag))
                if element.get(W + "val") not in known
            ]
        found += [f"{name}: fields are not closed"] * (not _are_whole(tree))
    return found


def _are_whole(tree: etree._Element) -> bool:
    """Whether each field begins, shows something and ends, other fields only in what it shows."""
    following = {"begin": ("separate",), "separate": ("end",)}
    open_fields: list[str] = []
    for mark in tree.iter(W + "fldChar"):
        kind = str(mark.get(W + "fldCharType"))
        if kind == "begin":
            if open_fields and open_fields[-1] == "begin":
                return False
            open_fields.append(kind)
        elif not open_fields or kind not in following[open_fields[-1]]:
            return False
        elif kind == "separate":
            open_fields[-1] = kind
        else:
            open_fields.pop()
    return not open_fields


def _note_faults(trees: dict[str, etree._Element]) -> list[str]:
    """Each footnote, endnote and comment has one place in the text, and each place one of them."""
    document, settings = trees["word/document.xml"], trees["word/settings.xml"]
    found = []
    for kind in ("footnote", "endnote", "comment"):
        notes = trees.get(f"word/{kind}s.xml")
        placed = [e.get(W + "id") for e in document.iter(f"{W}{kind}Reference")]
        if notes is None:
            found += [f"no part for {kind}s"] * bool(placed)
            continue
        every = [e.get(W + "id") for e in notes.iter(W + kind)]
        special = [e.get(W + "id") for e in notes.iter(W + kind) if e.get(W + "type")]
        if sorted(placed + special) != sorted(every) or len(set(every)) != len(every):
            found.append(f"{kind}s {every} are placed as {placed}")
        named = [e.get(W + "id") for e in settings.iter(W + kind)]
        if kind != "comment" and named != special:
            found.append(f"the settings name the {kind}s {named}")
    for end in ("Start", "End"):
        ids = [e.get(W + "id") for e in document.iter(f"{W}commentRange{end}")]
        placed = [e.get(W + "id") for e in document.iter(W + "commentReference")]
        found += [f"comments {placed} {end.lower()} as {ids}"] * (sorted(ids) != sorted(placed))
    return found
