"""Which article ``briefing make`` is given, and its password."""

import io
import json
import sys
from types import SimpleNamespace

import docx
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from briefing.commands.articles import name_for
from briefing.commands.main import main

TEXT = "The harbour board sold two ships in May. The union had warned of a strike.\n"


@pytest.fixture
def work(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def given(monkeypatch):
    """Standard input with these bytes."""

    def give(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def make(*arguments):
    return main(["make", *arguments, "--model", "extract"])


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_text_on_standard_input_is_made_into_a_document(work, given, capsys):
    given(b"\xef\xbb\xbf" + TEXT.encode())
    assert make("-") == 0
    assert capsys.readouterr().out.strip() == "briefing.docx"
    assert (work / "briefing.docx").exists()


def test_a_page_on_standard_input_is_read_as_one(work, given):
    given(f"<!DOCTYPE html><html><body><h1>Two ships sold</h1><p>{TEXT}</p></body></html>".encode())
    assert make("-", "-o", "out.json") == 0
    kinds = [p["kind"] for p in read(work / "out.json")["article"]["paragraphs"]]
    assert "text" in kinds
    assert "<p>" not in (work / "out.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.7\xff\xfe\x00", "no text"),
        (b"a" * 20_000_001, "more than 20 MB"),
    ],
)
def test_what_is_no_text_on_standard_input_is_told(work, given, capfd, data, words):
    given(data)
    assert make("-", "-o", "out.json") == 1
    err = capfd.readouterr().err
    assert words in err
    assert err.count("\n") == 1


def test_closed_standard_input_is_told(work, monkeypatch, capfd):
    monkeypatch.setattr(sys, "stdin", None)
    assert make("-") == 1
    assert "closed" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("title", "address", "name"),
    [
        ("Two ships sold: “a mistake”?", "https://example.org/x", "Two ships sold “a mistake”"),
        ("a/b\\c", "https://example.org/x", "a b c"),
        (None, "https://example.org/news/two%20ships.html?page=2", "two ships"),
        ("...", "https://example.org/news/two-ships/", "two-ships"),
        (None, "https://example.org", "example.org"),
        ("x" * 300, "https://example.org", "x" * 80),
    ],
)
def test_an_article_from_the_web_has_a_name_that_a_file_can_have(title, address, name):
    assert name_for(title, address) == name


def test_an_address_that_cannot_be_had_is_told_in_one_line(work, capfd):
    assert make("http://127.0.0.1:9/article.html") == 1
    err = capfd.readouterr().err
    assert "127.0.0.1" in err
    assert err.count("\n") == 1
    assert not list(work.iterdir())


# --- passwords ----------------------------------------------------------------------------------


@pytest.fixture
def locked(work):
    """A Word file that asks for the password "harbour"."""
    document = docx.Document()
    document.add_paragraph(TEXT)
    plain, secret = io.BytesIO(), io.BytesIO()
    document.save(plain)
    OOXMLFile(plain).encrypt("harbour", secret)
    path = work / "locked.docx"
    path.write_bytes(secret.getvalue())
    return path


def test_a_protected_file_is_opened_with_the_password_from_a_file(work, locked):
    (work / "password.txt").write_text("harbour\n", encoding="utf-8")
    assert make(str(locked), "-o", "out.json", "--password-file", "password.txt") == 0
    assert TEXT.strip() in read(work / "out.json")["article"]["paragraphs"][0]["text"]


def test_without_a_terminal_the_way_to_give_a_password_is_told(work, locked, given, capfd):
    given(b"")
    assert make(str(locked), "-o", "out.json") == 1
    err = capfd.readouterr().err
    assert "locked.docx" in err
    assert "--password-file" in err
    assert err.count("\n") == 1


def test_on_a_terminal_the_password_is_asked_for_until_it_is_right(work, locked, monkeypatch):
    asked = []
    answers = iter(["wrong", "harbour"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or next(answers))
    assert make(str(locked), "-o", "out.json") == 0
    assert asked == ["Password for locked.docx: "] * 2


def test_giving_no_password_gives_up(work, locked, monkeypatch, capfd):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("getpass.getpass", lambda _: "")
    assert make(str(locked), "-o", "out.json") == 1
    assert "locked.docx" in capfd.readouterr().err


@pytest.mark.parametrize(("content", "code"), [(None, 1), (b"\n", 2), (b"\xff\xfe", 1)])
def test_a_password_file_that_holds_none_is_told(work, locked, capfd, content, code):
    if content is not None:
        (work / "password.txt").write_bytes(content)
    assert make(str(locked), "-o", "x.json", "--password-file", "password.txt") == code
    err = capfd.readouterr().err
    assert "password.txt" in err
    assert err.count("\n") == 1
