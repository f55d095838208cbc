"""The templates that come with the program, packed from the parts in ``resources/templates``."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document as WordDocument

from briefing.resources import resource

PLAIN = "plain"
"""The template that is taken unless another is named; it has every style."""

OWN = (PLAIN,)
"""The names of the templates."""

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
    return str(template) in OWN and not template.exists()


def own_template(name: str) -> WordDocument:
    """One of the program's templates as an empty document; parts that it lacks are ``plain``'s."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, file in _PARTS.items():
            path = resource(f"templates/{name}/{file}")
            if not path.exists():
                path = resource(f"templates/{PLAIN}/{file}")
            archive.writestr(part, path.read_bytes())
    return docx.Document(buffer)
