"""``briefing make`` with a Word document that was exported and then edited."""

from __future__ import annotations

import json

import docx
import pytest

from briefing.commands.main import main
from briefing.exporting import export
from tests.exporting.briefs import short_brief


def made(capsys, path) -> tuple[dict, str]:
    assert main(["make", str(path), "-o", "-"]) == 0
    out, told = capsys.readouterr()
    return json.loads(out), told


@pytest.mark.model
def test_what_was_changed_in_word_is_taken_over_checked_and_counted(tmp_path, capsys):
    path = tmp_path / "note.docx"
    export(short_brief(), path)
    document = docx.Document(str(path))
    changed = next(p for p in document.paragraphs if "410,000" in p.text)
    changed.runs[0].text = changed.runs[0].text.replace("410,000", "950,000")
    gone = next(p for p in document.paragraphs if "14 of the 22" in p.text)
    gone._p.getparent().remove(gone._p)
    document.save(str(path))
    data, told = made(capsys, path)
    assert "taken over from Word: 1 bullet changed, 1 gone" in told
    bullets = [b for s in data["sections"] for b in s["bullets"]]
    assert not any("14 of the 22" in b["text"] for b in bullets)
    (bullet,) = [b for b in bullets if "950,000" in b["text"]]
    assert bullet["origin"] == "human"
    assert "410,000" in bullet["machine_text"]
    assert bullet["verdict"] != "supported"
    assert any("950,000" in reason for reason in bullet["reasons"])


def test_a_document_that_nobody_changed_says_so(tmp_path, capsys):
    path = tmp_path / "note.docx"
    export(short_brief(), path)
    data, told = made(capsys, path)
    assert "nothing was changed in Word" in told
    assert len(data["sections"]) == len(short_brief().sections)
