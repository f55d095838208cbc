"""``briefing make`` with several articles for one briefing."""

import json

import pytest

from briefing.commands.main import main

FERRY = """The ferry to Skarholm will run until October

Harbour master Ingrid Moe said on Monday that the ferry to Skarholm will run until October.

The county council voted 14 to 9 to pay 2.4 million kroner for four more months.
"""

SCHOOL = """Skarholm keeps its school

The school of Skarholm will stay open with eleven pupils, mayor Tor Lien said on Tuesday.

A new roof for the school costs 800,000 kroner, which the county has not promised.
"""


@pytest.fixture
def articles(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "school.txt").write_text(SCHOOL, encoding="utf-8")
    return ["ferry.txt", "school.txt"]


def test_one_briefing_rests_on_all_of_them(articles, tmp_path):
    assert main(["make", *articles, "-o", "both.json", "--model", "extract"]) == 0
    brief = json.loads((tmp_path / "both.json").read_text(encoding="utf-8"))
    members = brief["article"]["members"]
    assert [m["source"].rpartition("/")[2] for m in members] == articles
    paragraphs = {p["id"]: p["text"] for p in brief["article"]["paragraphs"]}
    for section in brief["sections"]:
        for bullet in section["bullets"]:
            for span in bullet["evidence"]:
                assert span["end"] <= len(paragraphs[span["paragraph"]])


def test_a_saved_briefing_on_several_articles_becomes_a_document(articles, tmp_path):
    assert main(["make", *articles, "-o", "both.briefing", "--model", "extract"]) == 0
    assert main(["make", "both.briefing", "-o", "both.md"]) == 0
    text = (tmp_path / "both.md").read_text(encoding="utf-8")
    assert "Harbour master Ingrid Moe" in text
    assert "mayor Tor Lien" in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "name its file with -o"),
        (["-o", "ferry.txt"], "one of the articles"),
        (["old.briefing", "-o", "both.docx"], "give articles alone"),
        (["-", "-", "-o", "both.docx"], "only one article can come from standard input"),
        (["missing.txt", "-o", "both.docx"], "missing.txt"),
    ],
)
def test_what_several_articles_cannot_become_is_said_in_a_sentence(
    articles, arguments, sentence, capsys
):
    assert main(["make", *articles, *arguments, "--model", "extract"]) in {1, 2}
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error
