"""Files of old word processors are read with the help of LibreOffice where it is installed."""

from __future__ import annotations

import http.server
import subprocess
import threading
from pathlib import Path

import pytest

from briefing.article import ParagraphKind as Kind
from briefing.errors import InputUnreadable
from briefing.reading import legacy
from briefing.reading.programs import libreoffice
from briefing.reading.registry import read_article
from tests.reading.compound import compound_file

FIRST = "The ferry to Holm will stop for good at the end of March, the county said on Tuesday."
SECOND = "Those who live on the island were told of it by a notice on the door of the shop."

needs_libreoffice = pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is missing")


def old_document(folder: Path, picture: str = "") -> Path:
    """A document in the format of Word 97, with a linked picture if an address is given."""
    image = (
        f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{picture}" '
        'xlink:type="simple" xlink:actuate="onLoad"/></draw:frame>'
    )
    source = folder / "old.fodt"
    source.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><office:document'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
        ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f'<text:h text:outline-level="1">What stops</text:h><text:p>{FIRST}</text:p>'
        f"<text:list><text:list-item><text:p>{SECOND}</text:p></text:list-item></text:list>"
        f"<text:p>{image if picture else ''}{FIRST}</text:p>"
        "</office:text></office:body></office:document>",
        "utf-8",
    )
    program = libreoffice()
    assert program is not None
    subprocess.run(
        [program, f"-env:UserInstallation={(folder / 'settings').as_uri()}", "--headless",
         "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "old.doc"


@needs_libreoffice
def test_an_old_document_is_read_with_its_structure_and_fetches_nothing(tmp_path: Path) -> None:
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 (named by the method it answers)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        file = old_document(tmp_path, f"http://127.0.0.1:{server.server_port}/picture.png")
        asked.clear()  # what LibreOffice asked for when the document was made
        assert b"/\0p\0i\0c\0t\0u\0r\0e" in file.read_bytes()
        article = read_article(file)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert article.title == "What stops"
    assert [(p.kind, p.text) for p in article.paragraphs] == [
        (Kind.TEXT, FIRST),
        (Kind.LIST, SECOND),
        (Kind.TEXT, FIRST),
    ]
    assert asked == []


@needs_libreoffice
def test_an_old_document_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    file = tmp_path / "old.doc"
    file.write_bytes(compound_file({"WordDocument": b"nothing of the kind", "1Table": b"x"}))
    with pytest.raises(InputUnreadable) as error:
        read_article(file)
    assert str(error.value).endswith(".")


def test_without_libreoffice_a_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "libreoffice", lambda: None)
    file = tmp_path / "old.doc"
    file.write_bytes(compound_file({"WordDocument": b"text", "1Table": b"x"}))
    with pytest.raises(InputUnreadable, match=r"save the file as \.docx") as error:
        read_article(file)
    assert "old.doc" in str(error.value)


def test_an_old_document_that_is_a_text_needs_no_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "libreoffice", lambda: None)
    file = tmp_path / "old.doc"
    file.write_text(FIRST, "utf-8")
    assert [p.text for p in read_article(file).paragraphs] == [FIRST]
