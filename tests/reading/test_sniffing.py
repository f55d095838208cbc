"""A file is read as what its bytes are, whatever its name says."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
import typst

from briefing.article import Article
from briefing.errors import InputUnreadable
from briefing.reading.draft import RawFile
from briefing.reading.registry import read_article
from briefing.reading.sniffing import recognised, unpacked

SENTENCE = "The council voted on Monday to keep the library open through the winter."
PAGE = (
    f"<!DOCTYPE html><html><head><title>Library</title></head><body><p>{SENTENCE}</p></body></html>"
)


def read(folder: Path, name: str, data: bytes) -> Article:
    file = folder / name
    file.write_bytes(data)
    return read_article(file)


def texts(article: Article) -> list[str]:
    return [p.text for p in article.paragraphs]


def refusal(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(InputUnreadable) as error:
        read(folder, name, data)
    sentence = str(error.value)
    assert name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


def printed() -> bytes:
    return bytes(typst.compile(SENTENCE.encode()))


RICH = b"{\\rtf1\\ansi " + SENTENCE.encode() + b"\\par}"
OPEN_DOCUMENT = archive(
    {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": (
            '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
            f"<o:body><o:text><t:p>{SENTENCE}</t:p></o:text></o:body></o:document-content>"
        ).encode(),
    }
)


@pytest.mark.parametrize("name", ["article.txt", "article", "article.docx", "article.php"])
def test_a_pdf_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    assert texts(read(tmp_path, name, printed())) == [SENTENCE]


@pytest.mark.parametrize("name", ["article.txt", "article", "article.doc", "article.aspx", "a.md"])
def test_a_web_page_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    article = read(tmp_path, name, PAGE.encode())
    assert article.title == "Library"
    assert texts(article) == [SENTENCE]


@pytest.mark.parametrize("name", ["article.doc", "article.docx", "article.txt", "article"])
@pytest.mark.parametrize("data", [RICH, word_file(), OPEN_DOCUMENT], ids=["rtf", "docx", "odt"])
def test_documents_are_read_under_any_name(tmp_path: Path, name: str, data: bytes) -> None:
    assert texts(read(tmp_path, name, data)) == [SENTENCE]


def test_a_page_in_one_file_may_be_called_a_word_file(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Exported from the wiki"
    message["Date"] = "Tue, 3 Feb 2026 09:00:00 +0100"
    message.set_content(PAGE, subtype="html")
    message.make_related()
    assert texts(read(tmp_path, "article.doc", bytes(message))) == [SENTENCE]


def test_a_mail_without_an_ending_is_read_as_mail(tmp_path: Path) -> None:
    head = "Message-ID: <1@example.org>\nFrom: Tove Lind <t@example.org>\nSubject: Library\n\n"
    article = read(tmp_path, "1,S", (head + SENTENCE).encode())
    assert article.authors == ("Tove Lind",)
    assert texts(article) == [SENTENCE]


def test_a_text_that_begins_like_a_letter_stays_a_text(tmp_path: Path) -> None:
    article = read(tmp_path, "memo.txt", f"Date: 3 February\nTo: the board\n\n{SENTENCE}".encode())
    assert SENTENCE in texts(article)
    assert article.authors == ()


def test_a_text_about_web_pages_stays_a_text(tmp_path: Path) -> None:
    text = f"{SENTENCE} It begins with <html> and ends with </html>, as a page does."
    assert texts(read(tmp_path, "a.txt", text.encode())) == [text]


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "page.html", gzip.compress(PAGE.encode()))) == [SENTENCE]
    assert texts(read(tmp_path, "page.txt.gz", gzip.compress(SENTENCE.encode()))) == [SENTENCE]


def test_what_was_given_for_reading_it_stays_with_a_file_under_a_wrong_name() -> None:
    given = RawFile("a", "a.txt.gz", ".gz", gzip.compress(b"{\\rtf1 a}"), "0", "secret", until=5.0)
    found = recognised(unpacked(given))
    assert (found.ending, found.password, found.until) == (".rtf", "secret", 5.0)


def test_a_packed_file_that_swells_is_refused(tmp_path: Path) -> None:
    assert "unpacks" in refusal(tmp_path, "a.gz", gzip.compress(b"\0" * 60_000_000))
    assert "damaged" in refusal(tmp_path, "b.gz", b"\x1f\x8b\x08\x00nothing of the kind")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (archive({"xl/workbook.xml": b"<a/>"}), "spreadsheet"),
        (archive({"ppt/presentation.xml": b"<a/>"}), "presentation"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "spreadsheet"),
        (archive({"one.txt": b"a", "two.txt": b"b"}), "archive"),
        (archive({"Index/Document.iwa": b"a"}), "Pages"),
        (b"MZ\x90\0\x03" * 50, "program"),
        (b"ID3\x04\0" * 50, "sound"),
        (b"\0\0\0\x18ftypmp42" * 50, "film"),
    ],
)
@pytest.mark.parametrize("name", ["article.txt", "article", "article.zip"])
def test_what_holds_no_article_is_named(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    assert what in refusal(tmp_path, name, data)
