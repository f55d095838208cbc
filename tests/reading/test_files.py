"""What happens to files that cannot be read, and to bytes of all kinds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import InputMissing, InputUnreadable, NoArticle
from briefing.reading.files import MOST_BYTES
from briefing.reading.registry import read_article, readable_endings, reader_for

SENTENCE = "The council voted on Monday to keep the library open through the winter."


def write(folder: Path, name: str, data: bytes | str) -> Path:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def one_sentence(error: pytest.ExceptionInfo[Exception]) -> str:
    text = str(error.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputMissing) as error:
        read_article(tmp_path / "nowhere.txt")
    assert "nowhere.txt" in one_sentence(error)


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(InputMissing) as error:
        read_article(tmp_path)
    assert "folder" in one_sentence(error)


def test_a_path_through_a_file_is_missing(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", SENTENCE)
    with pytest.raises(InputMissing):
        read_article(tmp_path / "a.txt" / "b.txt")


def test_a_path_with_a_nul_is_refused() -> None:
    with pytest.raises(InputUnreadable) as error:
        read_article("bad\0name.txt")
    one_sentence(error)


def test_an_empty_file_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(NoArticle) as error:
        read_article(write(tmp_path, "a.txt", b""))
    assert "empty" in one_sentence(error)


@pytest.mark.parametrize(
    "text", ["  \n\t\n \u00a0 \n", "\ufeff", "---\n***\n", "Menu\nHome\nBlog\n"]
)
def test_a_file_without_running_text_is_no_article(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoArticle) as error:
        read_article(write(tmp_path, "a.txt", text))
    one_sentence(error)


def test_a_file_of_50_mb_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)  # sparse: reading it would find NULs and say so
    with pytest.raises(InputUnreadable) as error:
        read_article(file)
    sentence = one_sentence(error)
    assert "50 MB" in sentence
    assert f"{MOST_BYTES // 1_000_000} MB" in sentence


@pytest.mark.parametrize(
    "data", [b"text\0text. " * 9, b"\x89\xfa\xfe\x00\x01", bytes(range(1, 256)) * 20]
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputUnreadable) as error:
        read_article(write(tmp_path, "a.txt", data))
    assert "UTF-8" in one_sentence(error)


def test_a_pdf_with_the_wrong_ending_is_told_as_a_pdf(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable) as error:
        read_article(write(tmp_path, "a.txt", b"%PDF-1.7 and so on"))
    assert "PDF" in one_sentence(error)


def test_an_unknown_ending_names_what_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable) as error:
        read_article(write(tmp_path, "a.xyz", SENTENCE))
    sentence = one_sentence(error)
    assert ".txt" in sentence
    assert ".md" in sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputUnreadable) as error:
        read_article(tmp_path / "pipe.txt")
    one_sentence(error)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", SENTENCE)
    file.chmod(0)
    with pytest.raises(InputUnreadable) as error:
        read_article(file)
    assert "permission" in one_sentence(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Zoë paid €40 for the map — “a bargain”, she said in Łódź."
    marked = f"\ufeff{text}" if encoding in {"utf-16-le", "utf-16-be"} else text
    article = read_article(write(tmp_path, "a.txt", marked.encode(encoding)))
    assert [p.text for p in article.paragraphs] == [text]


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a", "A.TXT", "a.md", "a.markdown"])
def test_text_endings_are_read(tmp_path: Path, name: str) -> None:
    assert read_article(write(tmp_path, name, SENTENCE)).paragraphs[0].text == SENTENCE


def test_the_article_knows_its_source_and_its_bytes(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", SENTENCE)
    article = read_article(str(file))
    assert article.source == str(file)
    assert article.sha256 == hashlib.sha256(SENTENCE.encode()).hexdigest()


def test_characters_that_word_refuses_are_dropped_and_whitespace_is_folded(tmp_path: Path) -> None:
    text = "The bell\x07 rang\u00a0twice,\x1b  and the\tharbour \ufeffwas\x7f closed\uffff again."
    article = read_article(write(tmp_path, "a.txt", text))
    assert article.paragraphs[0].text == "The bell rang twice, and the harbour was closed again."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_lines_end_as_any_system_ends_them(tmp_path: Path, end: str) -> None:
    lines = [SENTENCE, "Nobody spoke against it, and the vote took four minutes in all."]
    article = read_article(write(tmp_path, "a.txt", end.join(lines)))
    assert [p.text for p in article.paragraphs] == lines


def test_right_to_left_and_chinese_text_is_kept(tmp_path: Path) -> None:
    lines = [
        "قال الوزير إن الميناء سيفتح أبوابه يوم الأحد.",
        "港口将于周日重新开放,部长昨天在记者会上说。",
    ]
    article = read_article(write(tmp_path, "a.txt", "\n".join(lines)))
    assert [p.text for p in article.paragraphs] == lines


def test_every_ending_has_a_reader_that_loads():
    for ending in ("", *readable_endings()):
        assert callable(reader_for(ending))


def test_plain_text_is_read_without_the_libraries_of_other_formats(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The board sold two ships in May. The union protested.\n", encoding="utf-8")
    code = (
        "import sys; from briefing.reading.registry import read_article;"
        "read_article(sys.argv[1]);"
        "sys.exit(bool({'trafilatura', 'pypdfium2', 'docx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("given", ["www.example.org/news", "ftp://example.org/news.html"])
def test_an_address_that_is_none_of_the_web_is_told_how_to_begin(given):
    with pytest.raises(InputMissing, match="begins with http:// or https://"):
        read_article(given)
