"""A Word document that was exported brings its briefing back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from briefing.brief import Brief
from briefing.errors import InputMissing, ProjectError
from briefing.exporting import export
from briefing.settings import DocumentOptions, EvidenceForm
from briefing.storing.word import brief_in_word
from tests.exporting.briefs import article, long_brief, short_brief
from tests.exporting.test_docx import odd_brief

ITEM = "customXml/item1.xml"


def known(brief: Brief) -> Brief:
    """The brief as a document carries it: without the folders of the person who made it."""
    return replace(brief, article=replace(brief.article, source="ferry-terminal.txt"))


def exported(path: Path, brief: Brief, **options) -> Path:
    export(brief, path, options=DocumentOptions(**options))
    return path


def with_item(path: Path, data: bytes) -> Path:
    """The same document with another part of custom XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == ITEM else old.read(name))
    path.write_bytes(buffer.getvalue())
    return path


def item_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(ITEM)


@pytest.mark.parametrize("evidence", EvidenceForm)
def test_the_brief_comes_back_whole(tmp_path, evidence):
    path = exported(tmp_path / "note.docx", short_brief(), evidence=evidence)
    assert brief_in_word(path) == known(short_brief())


@pytest.mark.parametrize("brief", [long_brief, odd_brief])
def test_long_and_odd_ones_do_too(tmp_path, brief):
    made = replace(brief(), next_id=6000)
    assert brief_in_word(exported(tmp_path / "note.docx", made)) == known(made)


def test_no_folder_of_the_person_is_in_the_file(tmp_path):
    path = exported(tmp_path / "note.docx", short_brief())
    with zipfile.ZipFile(path) as archive:
        assert b"anna" not in b"".join(archive.read(name) for name in archive.namelist())
    web = replace(short_brief(), article=replace(article(), source="https://example.org/a/b"))
    assert brief_in_word(exported(path, web)) == web


def test_it_is_still_there_after_a_change_in_another_program(tmp_path):
    path = exported(tmp_path / "note.docx", short_brief())
    document = docx.Document(path)
    document.paragraphs[0].add_run(" – for Monday")
    document.save(path)
    assert brief_in_word(path) == known(short_brief())


def test_it_can_be_left_out(tmp_path):
    assert brief_in_word(exported(tmp_path / "note.docx", short_brief(), embed=False)) is None


def test_other_files_hold_none(tmp_path):
    docx.Document().save(tmp_path / "letter.docx")
    (tmp_path / "text.docx").write_text("no zip")
    assert brief_in_word(tmp_path / "letter.docx") is None
    assert brief_in_word(tmp_path / "text.docx") is None
    with pytest.raises(InputMissing):
        brief_in_word(tmp_path / "none.docx")


def test_a_damaged_one_is_told_in_a_sentence(tmp_path):
    path = exported(tmp_path / "note.docx", short_brief())
    whole = item_of(path)
    entity = whole.replace(b"<briefing", b'<!DOCTYPE briefing [<!ENTITY x "y">]><briefing', 1)
    for damage in (
        whole[: len(whole) // 2],
        whole.replace(b'"sections":[', b'"sections":[7,'),
        whole.replace(b'"format":"briefing/1"', b'"format":"briefing/9"'),
        whole.replace(b">{", b"><b/>{"),
        entity,
    ):
        assert damage != whole
        with pytest.raises(ProjectError, match=r'The briefing inside "note\.docx" is damaged'):
            brief_in_word(with_item(path, damage))


def test_evidence_that_is_nowhere_is_dropped(tmp_path):
    path = exported(tmp_path / "note.docx", short_brief())
    with_item(path, item_of(path).replace(b'"paragraph":"p6"', b'"paragraph":"p99"'))
    brief = brief_in_word(path)
    assert brief is not None
    assert brief.key_points[2].evidence == ()
