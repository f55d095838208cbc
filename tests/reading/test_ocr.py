"""Pages that are pictures are recognised where that can be done, and said where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import InputUnreadable, LimitReached
from briefing.reading import pdf_scans, pictures
from briefing.reading.ocr import can_recognise, can_tell_directions
from briefing.reading.origins import FileOrigin
from briefing.reading.registry import read_article, read_origin
from tests.reading.scanned import picture, png, printed, scanned

FIRST = "The ferry to Holm will stop for good at the end of March, the county said on Tuesday."
SECOND = "Those who live on the island were told of it by a notice on the door of the shop."
THIRD = "A bus will not help them, for there is no bridge, and there never was one."

needs_tesseract = pytest.mark.skipif(not can_recognise(), reason="Tesseract is missing")


def read(folder: Path, data: bytes, name: str = "scan.pdf") -> Article:
    file = folder / name
    file.write_bytes(data)
    return read_article(file)


def refusal(folder: Path, data: bytes, name: str = "scan.pdf") -> str:
    with pytest.raises(InputUnreadable) as error:
        read(folder, data, name)
    sentence = str(error.value)
    assert name in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pdf_scans, pictures):
        monkeypatch.setattr(module, "can_recognise", lambda: False)


@needs_tesseract
def test_scanned_pages_are_recognised_in_paragraphs_and_a_note_says_so(tmp_path: Path) -> None:
    article = read(tmp_path, scanned(f"= The last ferry\n{FIRST}\n\n{SECOND}", THIRD))
    assert article.title == "The last ferry"
    assert [(p.text, p.page) for p in article.paragraphs] == [(FIRST, 1), (SECOND, 1), (THIRD, 2)]
    (note,) = article.notes
    assert note.startswith("The text of pages 1 and 2 was recognised")


@needs_tesseract
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_scanned_on_its_side_or_its_head_is_read_as_it_was_printed(
    tmp_path: Path, turned: int
) -> None:
    if turned > 90 and not can_tell_directions():
        pytest.skip("Tesseract lacks its data for directions")
    data = scanned(f"= The last ferry\n{FIRST}\n\n{SECOND}\n\n{THIRD}", turned=turned)
    article = read(tmp_path, data)
    assert article.title == "The last ferry"
    assert [p.text for p in article.paragraphs] == [FIRST, SECOND, THIRD]


@needs_tesseract
def test_a_scan_too_coarse_to_read_is_refused_and_a_page_of_one_is_named(tmp_path: Path) -> None:
    hard = f"#set text(size: 9pt)\n{SECOND} {THIRD}"
    assert "better scan" in refusal(tmp_path, scanned(hard, dots=45))
    article = read(tmp_path, scanned(FIRST, hard, with_text=(0,), dots=45))
    assert [p.text for p in article.paragraphs] == [FIRST]
    assert article.notes[0].startswith("Page 2 is a picture in which no text could be read")


@needs_tesseract
def test_a_doubtful_word_between_sure_ones_is_kept(tmp_path: Path) -> None:
    article = read(tmp_path, scanned(f"{FIRST}\n\nThe next boat is expected in May.#super[1]"))
    assert article.paragraphs[1].text.startswith("The next boat is expected in May.")


@needs_tesseract
def test_only_the_pages_without_text_are_recognised(tmp_path: Path) -> None:
    article = read(tmp_path, scanned(FIRST, SECOND, THIRD, with_text=(0, 2)))
    assert [(p.text, p.page) for p in article.paragraphs] == [(FIRST, 1), (SECOND, 2), (THIRD, 3)]
    assert "page 2" in article.notes[0]


def test_a_file_with_text_has_no_note(tmp_path: Path) -> None:
    assert read(tmp_path, printed(FIRST)).notes == ()


def test_an_empty_page_beside_text_is_no_picture(tmp_path: Path) -> None:
    assert read(tmp_path, printed(FIRST, "#v(1em)", SECOND)).notes == ()


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_a_scan_says_what_to_do(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, scanned(FIRST))
    assert "scan" in sentence
    assert "install Tesseract" in sentence


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_the_other_pages_are_read_and_a_note_names_the_missing_ones(
    tmp_path: Path,
) -> None:
    article = read(tmp_path, scanned(FIRST, SECOND, THIRD, SECOND, with_text=(0,)))
    assert [p.text for p in article.paragraphs] == [FIRST]
    (note,) = article.notes
    assert note.startswith("Pages 2 to 4 are pictures without text")
    assert "install Tesseract" in note


@needs_tesseract
def test_pages_for_which_there_is_no_time_are_named(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(scanned(FIRST, SECOND, THIRD, with_text=(0,)))
    article = read_origin(FileOrigin(str(file)), seconds=0)
    assert [p.text for p in article.paragraphs] == [FIRST]
    assert article.notes[0].startswith("Pages 2 and 3 could not be read in the time allowed")
    file.write_bytes(scanned(FIRST))
    with pytest.raises(LimitReached, match="more time"):
        read_origin(FileOrigin(str(file)), seconds=0)


@needs_tesseract
@pytest.mark.parametrize("name", ["page.png", "page.txt", "page"])
def test_the_text_in_a_picture_is_read(tmp_path: Path, name: str) -> None:
    article = read(tmp_path, picture(f"{FIRST}\n\n{SECOND}"), name)
    assert [(p.kind, p.text) for p in article.paragraphs] == [
        (Kind.TEXT, FIRST),
        (Kind.TEXT, SECOND),
    ]
    assert "recognised from a picture" in article.notes[0]


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_a_picture_says_what_to_do(tmp_path: Path) -> None:
    assert "install Tesseract" in refusal(tmp_path, picture(FIRST), "page.png")


@needs_tesseract
def test_a_picture_without_words_says_so(tmp_path: Path) -> None:
    blank = png(300, 200, (b"\0" + b"\xff" * 300) * 200)
    assert "No text" in refusal(tmp_path, blank, "blank.png")


def test_a_picture_that_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, png(60_000, 60_000, b"\0" * 1_000_000), "bomb.png")
    assert "too large" in sentence


@needs_tesseract
@pytest.mark.parametrize("data", [picture(FIRST)[:900], b"II*\0\x08\0\0\0", b"\xff\xd8\xff\xe0ab"])
def test_a_damaged_picture_says_so(tmp_path: Path, data: bytes) -> None:
    refusal(tmp_path, data, "page.png")
