"""A Word document that was exported and then edited tells what was changed, and nothing else."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from briefing.brief import KEY_POINTS, Brief, BulletOrigin
from briefing.editing.returning import (
    Added,
    Gone,
    Moved,
    Renamed,
    Retitled,
    Returned,
    Reworded,
    taken_over,
)
from briefing.errors import ProjectError
from briefing.exporting import export
from briefing.settings import DocumentOptions, DoubtForm, EvidenceForm, Preset
from briefing.storing.word import returned_from_word
from tests.exporting.briefs import long_brief, short_brief
from tests.exporting.test_docx import doubtful_brief, odd_brief

Change = Callable[[WordDocument], None]


def edited(folder: Path, brief: Brief, change: Change, **options) -> tuple[Brief, Returned]:
    """What comes back of a brief after ``change`` was made to its document."""
    path = folder / "note.docx"
    export(brief, path, options=DocumentOptions(**options))
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    back = returned_from_word(path)
    assert back is not None
    return back


def line(document: WordDocument, words: str) -> WordParagraph:
    return next(p for p in document.paragraphs if words in p.text and "List" in p.style.name)


def reword(document: WordDocument, old: str, new: str) -> None:
    run = next(r for p in document.paragraphs for r in p.runs if old in r.text)
    run.text = run.text.replace(old, new)


def tracked(kind: str, *children) -> OxmlElement:
    mark = OxmlElement(f"w:{kind}")
    mark.set(qn("w:id"), "900")
    mark.set(qn("w:author"), "Colleague")
    for child in children:
        mark.append(child)
    return mark


def run_of(text: str, tag: str = "w:t") -> OxmlElement:
    run, words = OxmlElement("w:r"), OxmlElement(tag)
    words.text = text
    run.append(words)
    return run


def after(brief: Brief, returned: Returned) -> Brief:
    edit, _ = taken_over(brief, returned, returned.differences)
    new, inverse = edit.apply(brief)
    assert replace(inverse.apply(new)[0], next_id=0) == replace(brief, next_id=0)
    return new


def texts(brief: Brief, place: str) -> list[str]:
    return [b.text for b in brief.bullets_at(place)]


@pytest.mark.parametrize("evidence", EvidenceForm)
@pytest.mark.parametrize("doubts", DoubtForm)
@pytest.mark.parametrize("make", [short_brief, doubtful_brief, odd_brief, lambda: long_brief(40)])
def test_a_document_that_nobody_edited_differs_in_nothing(tmp_path, make, evidence, doubts):
    _, returned = edited(tmp_path, make(), lambda _: None, evidence=evidence, doubts=doubts)
    assert returned == Returned(order=returned.order)


@pytest.mark.parametrize("preset", Preset)
def test_what_a_preset_left_out_is_not_taken_for_deleted(tmp_path, preset):
    _, returned = edited(tmp_path, long_brief(60), lambda _: None, preset=preset)
    assert returned.differences == ()


def test_other_words_are_the_persons_and_what_the_machine_wrote_is_kept(tmp_path):
    brief, returned = edited(
        tmp_path, short_brief(), lambda d: reword(d, "nearly 410,000", "nearly 415,000")
    )
    (change,) = returned.differences
    assert isinstance(change, Reworded)
    bullet = after(brief, returned).find(change.bullet)[2]
    assert "415,000" in bullet.text
    assert bullet.origin is BulletOrigin.HUMAN
    assert bullet.machine_text == change.old


def test_text_typed_behind_the_end_of_a_statement_counts(tmp_path):
    def change(document):
        line(document, "410,000").add_run(" It is the busiest of three.")

    _, returned = edited(tmp_path, short_brief(), change)
    (change,) = returned.differences
    assert change.new.endswith("last year. It is the busiest of three.")


def test_a_new_line_becomes_a_bullet_where_it_stands(tmp_path):
    def change(document):
        old = line(document, "410,000")
        new = copy.deepcopy(old._p)
        for child in list(new)[1:]:
            new.remove(child)
        new.append(run_of("The cafés on the quay would close too."))
        old._p.addnext(new)

    brief, returned = edited(tmp_path, short_brief(), change)
    (new,) = returned.differences
    assert isinstance(new, Added)
    rows = texts(after(brief, returned), new.place)
    place = next(n for n, text in enumerate(rows) if "410,000" in text)
    assert rows[place + 1] == "The cafés on the quay would close too."


def test_a_line_that_was_taken_out_is_told_and_nothing_else(tmp_path):
    def change(document):
        old = line(document, "410,000")._p
        old.getparent().remove(old)

    brief, returned = edited(tmp_path, short_brief(), change)
    (gone,) = returned.differences
    assert isinstance(gone, Gone)
    assert gone.text not in [b.text for _, row in after(brief, returned).places() for b in row]
    untouched, touched = taken_over(brief, returned, ())
    assert untouched.apply(brief)[0] == brief
    assert touched == ()


def test_a_line_that_was_moved_is_moved_also_into_another_section(tmp_path):
    def change(document):
        moved = line(document, "410,000")._p
        line(document, "Repair is put at 8.6 million crowns")._p.addnext(moved)

    brief, returned = edited(tmp_path, short_brief(), change)
    (moved,) = returned.differences
    assert isinstance(moved, Moved)
    assert moved.place == KEY_POINTS
    rows = texts(after(brief, returned), KEY_POINTS)
    assert "410,000" in rows[rows.index("Repair is put at 8.6 million crowns.") + 1]


def test_a_line_without_its_bookmark_is_known_by_its_words(tmp_path):
    def change(document):
        for mark in ("w:bookmarkStart", "w:bookmarkEnd"):
            for found in list(document.element.body.iter(qn(mark))):
                found.getparent().remove(found)
        reword(document, "nearly 410,000", "some 410,000")

    _, returned = edited(tmp_path, short_brief(), change)
    (change,) = returned.differences
    assert isinstance(change, Reworded)
    assert "some 410,000" in change.new


def test_a_statement_parted_in_two_keeps_its_evidence_in_both(tmp_path):
    def change(document):
        old = line(document, "told the council")
        whole = old.runs[0].text
        first, second = whole.split(", its director,")
        old.runs[0].text = f"{first}."
        new = copy.deepcopy(old._p)
        for child in list(new)[1:]:
            new.remove(child)
        new.append(run_of(f"Its director,{second}"))
        end = next(c for c in old._p if c.tag == qn("w:bookmarkEnd"))
        old._p.addnext(new)
        new.append(end)  # as Word does it: the bookmark spans both

    brief, returned = edited(tmp_path, short_brief(), change)
    reworded, new = returned.differences
    assert isinstance(reworded, Reworded)
    assert isinstance(new, Added)
    assert new.evidence == brief.find(reworded.bullet)[2].evidence


def test_two_statements_joined_are_one_and_the_other_is_gone(tmp_path):
    def change(document):
        one, other = line(document, "410,000"), line(document, "14 of the 22")
        for child in list(other._p)[1:]:
            one._p.append(child)
        other._p.getparent().remove(other._p)

    _, returned = edited(tmp_path, short_brief(), change)
    assert [type(d) for d in returned.differences] == [Reworded, Gone]
    assert "410,000" in returned.differences[0].new
    assert "14 of the 22" in returned.differences[0].new


def test_tracked_changes_count_as_accepted(tmp_path):
    def change(document):
        paragraph = line(document, "410,000")._p
        old = next(r for r in paragraph.iter(qn("w:r")))
        words = old.find(qn("w:t")).text
        start, end = words.split("nearly")
        old.addprevious(run_of(start))
        old.addprevious(tracked("del", run_of("nearly", "w:delText")))
        old.addprevious(tracked("ins", run_of("about")))
        old.addprevious(run_of(end))
        paragraph.remove(old)
        gone = line(document, "14 of the 22")._p
        marks = gone.get_or_add_pPr()
        looks = OxmlElement("w:rPr")
        looks.append(tracked("del"))
        marks.append(looks)
        run = next(gone.iter(qn("w:r")))
        run.find(qn("w:t")).tag = qn("w:delText")
        place = list(gone).index(run)
        gone.insert(place, tracked("del", run))

    _, returned = edited(tmp_path, short_brief(), change)
    reworded, gone = returned.differences
    assert "carried about 410,000" in reworded.new
    assert isinstance(gone, Gone)


def test_titles_of_sections_and_of_the_whole_are_taken_over(tmp_path):
    def change(document):
        reword(document, "What it costs", "Costs")
        reword(document, "Port Ellery weighs closing", "Port Ellery may close")

    brief, returned = edited(tmp_path, short_brief(), change)
    renamed, retitled = returned.differences
    assert isinstance(renamed, Renamed)
    assert isinstance(retitled, Retitled)
    new = after(brief, returned)
    assert new.section(renamed.section).title == "Costs"
    assert new.shown_title.startswith("Port Ellery may close")


def test_comments_of_colleagues_are_kept_with_their_bullet_and_our_own_are_not(tmp_path):
    def change(document):
        found = line(document, "410,000")
        document.add_comment(found.runs[0], text="Is this the latest figure?", author="R. Moss")

    brief, returned = edited(tmp_path, short_brief(), change, evidence=EvidenceForm.COMMENTS)
    (remark,) = returned.remarks
    assert remark.text == "R. Moss: Is this the latest figure?"
    assert "410,000" in brief.find(remark.bullet)[2].text
    assert returned.differences == ()


def test_what_stands_outside_the_sections_is_no_bullet(tmp_path):
    def change(document):
        document.add_heading("Next steps", 1)
        document.add_paragraph("Call the harbour office.", style="List Bullet")

    _, returned = edited(tmp_path, short_brief(), change)
    assert returned.differences == ()


def test_a_document_that_has_lost_its_briefing_says_what_can_be_done(tmp_path):
    path = tmp_path / "note.docx"
    export(short_brief(), path)
    with zipfile.ZipFile(path) as old:
        parts = {n: old.read(n) for n in old.namelist() if not n.startswith("customXml")}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    with pytest.raises(ProjectError, match=r'"note\.docx" was made by this program.*older copy'):
        returned_from_word(path)


def test_a_file_of_another_program_holds_no_briefing(tmp_path):
    document = docx.Document()
    document.add_paragraph("Nothing of ours.")
    document.save(str(tmp_path / "other.docx"))
    assert returned_from_word(tmp_path / "other.docx") is None
