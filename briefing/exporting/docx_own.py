"""The templates that come with the program, packed from the parts in ``resources/templates``."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from briefing.exporting.presets import PLAIN
from briefing.resources import resource
from briefing.settings import OWN_TEMPLATES

_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
}


def is_own(template: Path) -> bool:
    """Whether this names one of the program's templates; a file of that name goes before it."""
    return str(template) in OWN_TEMPLATES and not template.exists()


def own_template(name: str) -> WordDocument:
    """One of the program's templates as an empty document.

    What it does not have is ``plain``'s: parts, and of the styles each one.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, file in _PARTS.items():
            path = resource(f"templates/{name}/{file}")
            if not path.exists():
                path = resource(f"templates/{PLAIN}/{file}")
            data = path.read_bytes()
            if file == "styles.xml" and name != PLAIN:
                data = _over(resource(f"templates/{PLAIN}/{file}").read_bytes(), data)
            archive.writestr(part, data)
    return docx.Document(buffer)


def _over(plain: bytes, own: bytes) -> bytes:
    """Plain's styles, those that the template has of its own in their places."""
    root = etree.fromstring(plain)
    places = {(child.tag, child.get(qn("w:styleId"))): child for child in root}
    for child in etree.fromstring(own):
        root.replace(places[child.tag, child.get(qn("w:styleId"))], child)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
