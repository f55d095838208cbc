"""``briefing make`` from the outside."""

import json
import subprocess
import sys
import zipfile

import docx
import pytest

from briefing.commands.main import main
from briefing.resources import sample


@pytest.fixture
def work(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


SAMPLE = str(sample("border-town.txt"))


def test_a_word_document_with_the_sections_is_made(tmp_path, capsys):
    out = tmp_path / "briefing.docx"
    assert main(["make", SAMPLE, "-o", str(out), "--model", "extract"]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    headings = [
        p.text for p in docx.Document(str(out)).paragraphs if p.style.name.startswith("Heading")
    ]
    assert "Plans for a Ferry" in headings


def test_the_default_name_is_the_articles_with_docx(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["make", SAMPLE, "--model", "extract"]) == 0
    assert (tmp_path / "border-town.docx").exists()


@pytest.mark.parametrize("ending", ["docx", "json", "md", "html", "txt", "pdf", "briefing"])
def test_the_ending_picks_the_format(tmp_path, ending):
    out = tmp_path / f"out.{ending}"
    assert main(["make", SAMPLE, "-o", str(out), "--model", "extract"]) == 0
    starts = {
        "txt": b"",
        "docx": b"PK",
        "briefing": b"PK",
        "pdf": b"%PDF",
        "json": b"{",
        "html": b"<!",
    }
    assert out.read_bytes().startswith(starts.get(ending, b"#"))


def test_a_saved_briefing_becomes_a_document_without_being_made_anew(tmp_path):
    saved = tmp_path / "saved.briefing"
    assert main(["make", SAMPLE, "-o", str(saved), "--model", "extract", "--bullets", "1"]) == 0
    out = tmp_path / "out.json"
    assert main(["make", str(saved), "-o", str(out)]) == 0
    brief = json.loads(out.read_text(encoding="utf-8"))
    assert max(len(s["bullets"]) for s in brief["sections"]) == 1


@pytest.mark.model
def test_json_on_standard_output_is_nothing_but_the_contracts_json(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "make", SAMPLE, "-o", "-"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    data = json.loads(done.stdout)
    assert data["format"] == "briefing/1"
    assert done.stderr == b""
    assert set(data) >= {"article", "sections", "key_points", "engine", "timings"}
    paragraphs = {p["id"]: p for p in data["article"]["paragraphs"]}
    placed = [p for s in data["sections"] for p in s["paragraphs"]]
    body = [i for i, p in paragraphs.items() if p["kind"] in ("text", "list", "quote", "table")]
    assert sorted(placed) == sorted(body)
    for section in data["sections"]:
        assert section["origin"] == "toc"
        for bullet in section["bullets"]:
            for span in bullet["evidence"]:
                assert (
                    0 <= span["start"] < span["end"] <= len(paragraphs[span["paragraph"]]["text"])
                )
            assert bullet["verdict"] in ("supported", "check", "unsupported")
            assert bullet["origin"] in ("model", "extract")
    assert data["engine"]["model"] == "smollm2-135m-instruct"
    assert len(data["engine"]["sha256"]) == 64


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["make", "missing.txt"], 1, "There is no file"),
        (["make", "."], 1, "is a folder"),
        (["make", "empty.txt"], 1, "empty"),
        (["make", "binary.txt"], 1, "binary.txt"),
        (["make", "blank.txt"], 1, "blank.txt"),
        (["make", SAMPLE, "-o", "out.xyz"], 2, "names no format"),
        (["make", SAMPLE, "-o", "no/such/folder/out.docx"], 1, "folder"),
        (["make", SAMPLE, "--model", "nosuch"], 1, "nosuch"),
        (["make", SAMPLE, "--bullets", "0"], 2, "whole number above 0"),
        (["make", SAMPLE, "--words", "2"], 2, "at least 5"),
        (["make"], 2, "FILE"),
        (["nonsense"], 2, "nonsense"),
        (["make", SAMPLE, "--model", "extract", "-o", "locked.docx"], 1, "open"),
    ],
)
def test_bad_input_gives_one_line_and_its_code(work, capfd, arguments, code, words):
    tmp_path = work
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_text(" \n\n \n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "locked.docx").write_bytes(b"as it was")
    (tmp_path / ".~lock.locked.docx#").write_text(",someone,host,01.01.2026 10:00,file:///x;")
    assert main(arguments) == code
    err = capfd.readouterr().err
    assert err.count("\n") == 1
    assert words in err
    assert (tmp_path / "locked.docx").read_bytes() == b"as it was"
    assert len(list(tmp_path.iterdir())) == 5


def test_the_article_itself_is_never_overwritten(work, capfd):
    article = work / "article.md"
    article.write_text("The board sold two ships in May. The union protested.\n", encoding="utf-8")
    before = article.read_bytes()
    assert main(["make", "article.md", "-o", "article.md", "--model", "extract"]) == 2
    assert "the article itself" in capfd.readouterr().err
    assert article.read_bytes() == before


def test_the_word_document_has_the_form_that_was_asked_for_and_brings_its_briefing_back(
    work, capfd
):
    asked = ["--template", "newsroom", "--evidence", "endnotes", "--marking", "TLP:GREEN"]
    made = ["make", SAMPLE, "--model", "extract", "--paper", "letter", "-o", "note.docx"]
    assert main([*made, *asked]) == 0
    document = docx.Document(work / "note.docx")
    section = document.sections[0]
    assert section.first_page_header.paragraphs[0].text == "TLP:GREEN"
    assert round(section.page_height.inches) == 11
    with zipfile.ZipFile(work / "note.docx") as archive:
        assert "word/endnotes.xml" in archive.namelist()
    capfd.readouterr()
    assert main(["make", "note.docx", "-o", "note.json"]) == 0
    assert "nothing was changed in Word" in capfd.readouterr().err
    assert json.loads((work / "note.json").read_text("utf-8"))["sections"]


def test_a_preset_gives_the_document_its_parts_and_its_lines(work):
    asked = ["--preset", "submission", "--to-person", "The Minister", "--purpose", "none"]
    more = ["--field", "Reference=42/2026", "--dated", "2026-12-01", "--without", "method"]
    made = ["make", SAMPLE, "--model", "extract", "-o", "note.docx"]
    assert main([*made, *asked, *more]) == 0
    document = docx.Document(work / "note.docx")
    lines = [p.text for p in document.paragraphs if p.style.name == "Briefing Meta"]
    assert lines[:4] == [
        "To\tThe Minister",
        "From\t",
        "Date\t1 December 2026",
        "Reference\t42/2026",
    ]
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:3] == ["Issue", "Recommendation", "Timing"]
    assert "How this briefing was made" not in headings


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--field", "Reference"], "LABEL=TEXT"),
        (["--with", "pictures"], "none of fields"),
        (["--preset", "poem"], "invalid"),
    ],
)
def test_an_option_of_the_document_that_makes_no_sense_is_told(work, capfd, arguments, words):
    assert main(["make", SAMPLE, *arguments]) == 2
    assert words in capfd.readouterr().err


def test_a_traceback_is_shown_only_when_asked_for(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert main(["make", "missing.txt", "--debug"]) == 1
    assert "Traceback" in capfd.readouterr().err


def test_a_file_of_fifty_megabytes_is_refused_at_once(tmp_path, capfd):
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert main(["make", str(big), "-o", str(tmp_path / "x.docx")]) == 1
    assert "big.txt" in capfd.readouterr().err


def test_without_models_there_is_a_briefing_all_the_same(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "empty"))
    out = tmp_path / "out.json"
    assert main(["make", SAMPLE, "-o", str(out)]) == 0
    assert "briefing models install default" in capfd.readouterr().err
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["engine"] == {**data["engine"], "model": "extract", "sha256": None}
    assert any(s["bullets"] for s in data["sections"])


def test_help_and_version_do_not_load_torch():
    code = (
        "import sys; from briefing.commands.main import main; main(['--help']);"
        "sys.exit(bool({'torch', 'transformers', 'spacy', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0
