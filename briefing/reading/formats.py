"""The kinds of file that can be read, without the libraries that read them.

The window asks for them in its dialogs, and a program that starts must not wait for readers that
it may never need.
"""

from __future__ import annotations

_READERS: dict[str, str] = {
    "": "plain:read_plain",
    ".txt": "plain:read_plain",
    ".text": "plain:read_plain",
    ".md": "markdown:read_markdown",
    ".markdown": "markdown:read_markdown",
    ".html": "webpage:read_html",
    ".htm": "webpage:read_html",
    ".xhtml": "webpage:read_html",
    ".mht": "mail:read_mhtml",
    ".mhtml": "mail:read_mhtml",
    ".eml": "mail:read_mail",
    ".msg": "outlook:read_msg",
    ".docx": "docx:read_docx",
    ".docm": "docx:read_docx",
    ".dotx": "docx:read_docx",
    ".dotm": "docx:read_docx",
    ".doc": "legacy:read_legacy",
    ".dot": "legacy:read_legacy",
    ".wps": "legacy:read_legacy",
    ".pdf": "pdf:read_pdf",
    ".odt": "odt:read_odt",
    ".ott": "odt:read_odt",
    ".fodt": "odt:read_odt",
    ".rtf": "rtf:read_rtf",
    ".epub": "epub:read_epub",
    ".png": "pictures:read_picture",
    ".jpg": "pictures:read_picture",
    ".jpeg": "pictures:read_picture",
    ".tif": "pictures:read_picture",
    ".tiff": "pictures:read_picture",
    ".gif": "pictures:read_picture",
    ".bmp": "pictures:read_picture",
    ".webp": "pictures:read_picture",
}
"""Ending in lower case with its dot ("" for a file without one) -> module and function."""


def readable_endings() -> tuple[str, ...]:
    """The endings of the files that can be read, for dialogs and messages."""
    return tuple(ending for ending in _READERS if ending)


def reader_name(ending: str) -> tuple[str, str] | None:
    """The module in ``briefing.reading`` and the function that read files of this ending."""
    place = _READERS.get(ending)
    if place is None:
        return None
    module, _, function = place.partition(":")
    return module, function
