"""Which reader reads which file."""

from __future__ import annotations

from pathlib import Path

from briefing.article import Article
from briefing.errors import InputUnreadable
from briefing.reading.assemble import assemble
from briefing.reading.docx import read_docx
from briefing.reading.draft import Reader
from briefing.reading.epub import read_epub
from briefing.reading.files import load_file
from briefing.reading.mail import read_mail, read_mhtml
from briefing.reading.markdown import read_markdown
from briefing.reading.odt import read_odt
from briefing.reading.pdf import read_pdf
from briefing.reading.plain import read_plain
from briefing.reading.rtf import read_rtf
from briefing.reading.webpage import read_html

READERS: dict[str, Reader] = {
    "": read_plain,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
    ".eml": read_mail,
    ".docx": read_docx,
    ".docm": read_docx,
    ".pdf": read_pdf,
    ".odt": read_odt,
    ".fodt": read_odt,
    ".rtf": read_rtf,
    ".epub": read_epub,
}
"""The reader for each ending, in lower case with its dot; "" for a file without an ending."""


def readable_endings() -> tuple[str, ...]:
    """The endings of the files that can be read, for dialogs and messages."""
    return tuple(ending for ending in READERS if ending)


def read_article(path: str | Path) -> Article:
    """Read the article in the file at ``path``.

    Raises InputMissing if there is no such file or it is a folder, InputUnreadable if it cannot
    be read, is too large or of a kind that no reader knows, and NoArticle if it is empty or holds
    no running text.
    """
    raw = load_file(path)
    reader = READERS.get(raw.ending)
    if reader is None:
        known = ", ".join(readable_endings())
        raise InputUnreadable(
            f"“{raw.name}” is of a kind that cannot be read yet; "
            f"save the article as plain text or Markdown ({known})."
        )
    return assemble(reader(raw), raw)
