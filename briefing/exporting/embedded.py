"""The brief inside a Word file: a part of custom XML that Word keeps and does not show.

The part holds one element, ``briefing`` in the namespace ``briefing.codec.NAMESPACE``, whose text
is the brief as JSON. Reading it back is ``briefing.storing.word``.
"""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import replace

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from briefing import __version__
from briefing.brief import Brief
from briefing.codec import IN_WORD, NAMESPACE, brief_to_json

_NOT_IN_XML = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def embed(word: WordDocument, brief: Brief) -> None:
    """Put ``brief`` into the document, without the folders that its article came from."""
    article = brief.article
    if "://" not in article.source:
        name = article.source.replace("\\", "/").rstrip("/").rpartition("/")[2]
        brief = replace(brief, article=replace(article, source=name))
    text = json.dumps(brief_to_json(brief), ensure_ascii=False, separators=(",", ":"))
    root = etree.Element(f"{{{NAMESPACE}}}briefing", nsmap={None: NAMESPACE}, program=__version__)
    root.set("shown", " ".join(_shown(word)))
    root.set("title", word.core_properties.title)  # what stands on top, where the brief has none
    # What XML cannot hold JSON can, as an escape: no offset into the article's text moves.
    root.text = _NOT_IN_XML.sub(lambda mark: f"\\u{ord(mark.group()):04x}", text)
    _add_part(word, root)


def _shown(word: WordDocument) -> list[str]:
    """The ids of the bullets and sections that the document shows, by its bookmarks."""
    names = (mark.get(qn("w:name"), "") for mark in word.element.body.iter(qn("w:bookmarkStart")))
    return [name.removeprefix(IN_WORD) for name in names if name.startswith(IN_WORD)]


def drop_embedded(word: WordDocument) -> None:
    """Take out the brief that a template still holds, if it was a briefing itself."""
    rels = word.part.rels
    for key, relationship in list(rels.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not relationship.is_external:
            part = relationship.target_part
            if NAMESPACE.encode() in part.blob:
                del rels[key]


def _add_part(word: WordDocument, root: etree._Element) -> None:
    package = word.part.package
    name = package.next_partname("/customXml/item%d.xml")
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    item = Part(name, CONTENT_TYPE.XML, data, package)
    word.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    # Word tells its parts of custom XML apart by an id; equal briefs have equal ones.
    number = str(uuid.uuid5(uuid.NAMESPACE_URL, data.decode("utf-8"))).upper()
    properties = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
    properties.set(f"{{{_PROPERTIES}}}itemID", f"{{{number}}}")
    references = etree.SubElement(properties, f"{{{_PROPERTIES}}}schemaRefs")
    reference = etree.SubElement(references, f"{{{_PROPERTIES}}}schemaRef")
    reference.set(f"{{{_PROPERTIES}}}uri", NAMESPACE)
    described = Part(
        PackURI(name.replace("/item", "/itemProps")),
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=False),
        package,
    )
    item.relate_to(described, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
