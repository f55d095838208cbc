"""``briefing check`` from the outside."""

import json

import docx
import pytest

from briefing.commands.main import main

ARTICLE = """Ferry for Tarnhall

The town of Tarnhall may run a ferry with 24 places from late January, the mayor said on Friday.

Benno Hald, the mayor, has asked the ministry for 410,000 crowns. The ministry has not answered.
"""
DRAFT = """# Draft

- The ministry has not answered.
- Benno Hald has asked the ministry for 510,000 crowns.
"""

pytestmark = pytest.mark.model


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A folder with an article and a draft."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_the_table_names_each_verdict_and_what_is_wrong(work, capsys):
    assert main(["check", "draft.md", "--against", "article.txt"]) == 0
    shown = capsys.readouterr().out
    assert "supported   The ministry has not answered." in shown
    assert "510,000" in shown
    assert "2 statements: 1 supported, 0 to check, 1 unsupported." in shown


def test_one_statement_can_be_given_as_it_is(work, capsys):
    assert main(["check", "The ministry has not answered.", "--against", "article.txt"]) == 0
    assert "1 statement: 1 supported" in capsys.readouterr().out


def test_json_has_the_evidence_to_the_character(work):
    assert main(["check", "draft.md", "--against", "article.txt", "-o", "out.json"]) == 0
    first, second = json.loads((work / "out.json").read_text("utf-8"))["claims"]
    assert [first["verdict"], second["verdict"]] == ["supported", "unsupported"]
    assert first["evidence"][0]["text"] == "The ministry has not answered."


def test_a_page_of_html_stands_alone(work):
    assert main(["check", "draft.md", "--against", "article.txt", "-o", "out.html"]) == 0
    page = (work / "out.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert "510,000" in page


def test_a_word_draft_gets_a_comment_on_the_doubtful_sentence_alone(work):
    draft = docx.Document()
    draft.add_heading("Draft", 1)
    paragraph = draft.add_paragraph("The ministry has not answered. Benno Hald ")
    paragraph.add_run("has asked").bold = True
    paragraph.add_run(" the ministry for 510,000 crowns.")
    draft.save("draft.docx")
    assert main(["check", "draft.docx", "--against", "article.txt", "-o", "out.docx"]) == 0
    made = docx.Document("out.docx")
    (comment,) = made.comments
    assert "510,000" in comment.text
    assert [p.text for p in made.paragraphs] == [p.text for p in draft.paragraphs]
    runs = made.paragraphs[1].runs
    assert [r.text for r in runs if r.bold] == ["has asked"]
    body = made.element.body.xml
    assert body.index("has not answered") < body.index("commentRangeStart")


def test_a_saved_briefing_is_checked_bullet_by_bullet(work, capsys):
    bullets = [{"id": "b7", "text": "The ministry has answered."}]
    data = {"format": "briefing/1", "sections": [{"bullets": bullets}], "key_points": []}
    (work / "draft.json").write_text(json.dumps(data), encoding="utf-8")
    assert main(["check", "draft.json", "--against", "article.txt", "-o", "-"]) == 0
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    assert (claim["id"], claim["verdict"]) == ("b7", "unsupported")


def test_pairs_are_answered_line_by_line(work, capsys):
    rows = [
        {"id": "x", "source": ARTICLE, "claim": "The ministry has not answered."},
        {"id": "y", "source": ARTICLE, "claim": "The harbour burned down in March."},
    ]
    lines = [json.dumps(r) for r in rows] + ["no pair"]
    (work / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert main(["check", "--pairs", "in.jsonl", "--out", "out.jsonl"]) == 3
    assert "line 3 of in.jsonl" in capsys.readouterr().err
    first, second = map(json.loads, (work / "out.jsonl").read_text("utf-8").splitlines())
    assert set(first) >= {"id", "verdict", "score", "reasons", "evidence"}
    assert (first["verdict"], second["verdict"]) == ("supported", "unsupported")
    (place,) = first["evidence"]
    assert ARTICLE[place["start"] : place["end"]] == "The ministry has not answered."


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "draft.md"],
        ["check", "--pairs", "in.jsonl"],
        ["check", "draft.md", "--against", "article.txt", "-o", "out.xyz"],
        ["check", "draft.md", "--against", "article.txt", "-o", "out.docx"],
    ],
)
def test_what_cannot_be_meant_is_refused(work, arguments):
    assert main(arguments) == 2


def test_a_missing_draft_is_said(work, capsys):
    assert main(["check", "none.docx", "--against", "article.txt"]) == 1
    assert "none.docx" in capsys.readouterr().err
