"""Outlook messages are read like any other mail, whatever form their body has."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.registry import read_article
from briefing.reading.rtf_packed import page_in_rtf, unpacked_rtf
from tests.reading.compound import compound_file

FIRST = "The ferry to Holm will stop for good at the end of March, the county decided on Tuesday."
SECOND = "Those who live on the island were told of it by a notice on the door of the shop."
OLD = "Has the county said anything about the ferry yet, and do you know when it will?"
HISTORY = (
    "From: Per Ask\r\nSent: Monday, 2 February 2026\r\nTo: Tove Lind\r\nSubject: Ferry\r\n\r\n"
    f"{OLD}"
)

SUBJECT, SENDER, ADDRESS, HEADERS = 0x0037, 0x0C1A, 0x0C1F, 0x007D
CLASS, BODY, HTML, RICH, SENT = 0x001A, 0x1000, 0x1013, 0x1009, 0x0039
# 3 February 2026, 08:00, in tenths of microseconds since 1601
WHEN = 134_145_936_000_000_000


def msg(properties: dict[int, str | bytes | int]) -> bytes:
    """A message with these properties: text, bytes, or a moment."""
    streams: dict[str, bytes] = {}
    table = struct.pack("<8x4I8x", 0, 0, 0, 0)
    for pid, value in properties.items():
        if isinstance(value, int):
            table += struct.pack("<HHIQ", 0x40, pid, 6, value)
            continue
        kind = 0x1F if isinstance(value, str) else 0x102
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        streams[f"__substg1.0_{pid:04X}{kind:04X}"] = data
        table += struct.pack("<HHIII", kind, pid, 6, len(data), 0)
    return compound_file({"__properties_version1.0": table, **streams})


HEAD: dict[int, str | bytes | int] = {
    CLASS: "IPM.Note",
    SUBJECT: "AW: The ferry",
    SENDER: "Tove Lind",
    ADDRESS: "tove@example.org",
    SENT: WHEN,
}


def packed(rich: bytes) -> bytes:
    """Rich text as Outlook packs it, with a reference into what it takes as read."""
    out = bytearray()
    known = b"{\\rtf1\\ansi"
    assert rich.startswith(known)
    # the window begins with the same words: one reference gives all of them
    pieces: list[bytes] = [struct.pack(">H", 0 << 4 | len(known) - 2)]
    kinds = [1]
    pieces += [bytes([byte]) for byte in rich[len(known) :]]
    kinds += [0] * (len(pieces) - 1)
    for start in range(0, len(pieces), 8):
        out.append(sum(bit << place for place, bit in enumerate(kinds[start : start + 8])))
        out += b"".join(pieces[start : start + 8])
    return struct.pack("<II4sI", len(out) + 12, len(rich), b"LZFu", 0) + bytes(out)


def read(folder: Path, properties: dict[int, str | bytes | int]) -> Article:
    file = folder / "mail.msg"
    file.write_bytes(msg({**HEAD, **properties}))
    return read_article(file)


def texts(article: Article) -> list[str]:
    return [p.text for p in article.paragraphs]


def test_subject_sender_and_date_are_title_author_and_day(tmp_path: Path) -> None:
    article = read(tmp_path, {BODY: FIRST})
    assert article.title == "The ferry"
    assert article.authors == ("Tove Lind",)
    assert article.published == "2026-02-03"
    assert texts(article) == [FIRST]


def test_the_headers_go_before_what_outlook_notes_beside_them(tmp_path: Path) -> None:
    headers = (
        "From: =?utf-8?q?Zo=C3=AB?= Lind <z@example.org>\r\n"
        "Date: Mon, 5 Jan 2026 09:00:00 +0100\r\n\r\n"
    )
    article = read(tmp_path, {BODY: FIRST, HEADERS: headers})
    assert article.authors == ("Zoë Lind",)
    assert article.published == "2026-01-05"


def test_history_and_signature_are_left_out(tmp_path: Path) -> None:
    article = read(tmp_path, {BODY: f"{FIRST}\r\n\r\nKind regards,\r\nTove Lind\r\n\r\n{HISTORY}"})
    assert texts(article) == [FIRST]


def test_a_body_in_html_is_read_with_its_structure(tmp_path: Path) -> None:
    html = f"<html><body><h2>Ferry</h2><p>{FIRST}</p><ul><li>{SECOND}</li></ul></body></html>"
    article = read(tmp_path, {BODY: "Ferry", HTML: html.encode()})
    assert [p.kind for p in article.paragraphs] == [Kind.HEADING, Kind.TEXT, Kind.LIST]


def test_a_body_in_html_may_be_in_any_encoding(tmp_path: Path) -> None:
    text = "Byen får ikke mere færgen til Holm, sagde borgmesteren på mødet i mandags."
    html = f'<html><meta charset="windows-1252"><body><p>{text}</p></body></html>'
    assert texts(read(tmp_path, {HTML: html.encode("cp1252")})) == [text]


def test_a_page_in_rich_text_is_taken_out_of_it(tmp_path: Path) -> None:
    rich = (
        r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;}"
        r"{\*\htmltag19 <html>}{\*\htmltag34 <head>}{\*\htmltag41 </head>}{\*\htmltag50 <body>}"
        r"\htmlrtf \lang1031 \htmlrtf0 {\*\htmltag64 <h2>}\htmlrtf {\b \htmlrtf0 The f\'e9rry"
        r"\htmlrtf }\htmlrtf0 {\*\htmltag72 </h2>}\htmlrtf \par\htmlrtf0 {\*\htmltag64 <p>}"
        + FIRST
        + r"{\*\htmltag72 </p>}{\*\htmltag64 <ul><li>}{\pntext\htmlrtf \u183 ?\htmlrtf0 }"
        + SECOND
        + r" \u8364\'80\u-10179 ?\u-8704 ?{\*\htmltag72 </li></ul>}{\*\htmltag58 </body></html>}}"
    ).encode("ascii")
    article = read(tmp_path, {RICH: packed(rich), BODY: FIRST})
    assert [(p.kind, p.text) for p in article.paragraphs] == [
        (Kind.HEADING, "The férry"),
        (Kind.TEXT, FIRST),
        (Kind.LIST, f"{SECOND} €\U0001f600"),
    ]


def test_rich_text_that_was_no_page_is_read_as_such(tmp_path: Path) -> None:
    rich = rf"{{\rtf1\ansi\deff0 {FIRST}\par {SECOND}\par}}".encode()
    assert texts(read(tmp_path, {RICH: packed(rich)})) == [FIRST, SECOND]


def test_rich_text_made_of_plain_text_gives_way_to_it(tmp_path: Path) -> None:
    rich = rb"{\rtf1\ansi\fromtext \deff0 Something else was here.\par}"
    assert texts(read(tmp_path, {RICH: packed(rich), BODY: FIRST})) == [FIRST]


def test_packed_rich_text_may_reach_into_itself() -> None:
    # "abc", then four bytes from the place of "a", which reach one byte beyond what was written
    data = bytes([0b0000_1000]) + b"abc" + struct.pack(">H", 207 << 4 | 2)
    assert unpacked_rtf(struct.pack("<II4sI", 0, 7, b"LZFu", 0) + data) == b"abcabca"


def test_unpacked_rich_text_is_taken_as_it_is() -> None:
    assert unpacked_rtf(struct.pack("<II4sI", 0, 5, b"MELA", 0) + b"{\\rtf") == b"{\\rtf"


@pytest.mark.parametrize("data", [b"", b"LZFu", struct.pack("<II4sI", 0, 5, b"what", 0) + b"abcde"])
def test_damaged_rich_text_is_none(data: bytes) -> None:
    assert unpacked_rtf(data) is None
    assert page_in_rtf(data) is None


def test_a_message_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoArticle, match="attachments"):
        read(tmp_path, {BODY: " "})


def test_an_encrypted_message_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match="encrypted"):
        read(tmp_path, {CLASS: "IPM.Note.SMIME", BODY: ""})


@pytest.mark.parametrize("cut", [512, 700, 1_500, 2_500])
def test_a_message_that_breaks_off_is_refused_or_mended(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "mail.msg"
    file.write_bytes(msg({**HEAD, BODY: FIRST})[:cut])
    with pytest.raises((InputUnreadable, NoArticle)) as error:
        read_article(file)
    assert str(error.value).endswith(".")


def test_a_message_is_known_without_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "mail"
    file.write_bytes(msg({**HEAD, BODY: FIRST}))
    assert texts(read_article(file)) == [FIRST]
