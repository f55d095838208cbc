"""The .briefing file keeps a briefing exactly, and nothing that comes from outside does harm."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.article import Details, Span
from briefing.brief import Brief, Verdict
from briefing.codec import brief_to_json
from briefing.editing.corrections import LeaveOut, Split
from briefing.editing.details import SetDetails
from briefing.errors import InputMissing, OutputError, ProjectError
from briefing.storing import load_project, save_project
from briefing.storing.project import MIME_TYPE, project_to_bytes
from tests.exporting.briefs import long_brief, short_brief


def packed(
    brief_json: object, *, mimetype: str = MIME_TYPE, about: object = None, **members: bytes
) -> bytes:
    """A .briefing file as another program might write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("format.json", json.dumps(about or {"version": 1}))
        text = brief_json if isinstance(brief_json, str) else json.dumps(brief_json)
        archive.writestr("brief.json", text)
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def load_bytes(folder: Path, data: bytes) -> Brief:
    path = folder / "note.briefing"
    path.write_bytes(data)
    return load_project(path)


def refusal(folder: Path, data: bytes) -> str:
    with pytest.raises(ProjectError) as caught:
        load_bytes(folder, data)
    sentence = str(caught.value)
    assert "note.briefing" in sentence
    assert "\n" not in sentence
    return sentence


def test_what_is_saved_comes_back_the_same(tmp_path):
    brief = short_brief()
    save_project(brief, tmp_path / "ferry.briefing")
    assert load_project(tmp_path / "ferry.briefing") == brief


def test_a_corrected_article_comes_back_the_same(tmp_path):
    brief = short_brief()
    first, second = (p.id for p in brief.article.body[:2])
    for edit in (
        LeaveOut((second,)),
        Split(first, len(brief.article.by_id[first].text) // 2),
        SetDetails(Details(title="Other", authors=("Ana Ruiz",), published="2026-11-22")),
    ):
        brief, _ = edit.apply(brief)
    assert brief.article.left_out
    assert brief.article.as_read == short_brief().article.details
    save_project(brief, tmp_path / "ferry.briefing")
    assert load_project(tmp_path / "ferry.briefing") == brief


def test_a_stale_section_comes_back_stale(tmp_path):
    brief = short_brief()
    section = next(s for s in brief.sections if s.condensed and s.paragraphs)
    brief = LeaveOut(section.paragraphs[:1]).apply(brief)[0]
    assert brief.section(section.id).is_stale
    save_project(brief, tmp_path / "ferry.briefing")
    assert load_project(tmp_path / "ferry.briefing").section(section.id).is_stale


def test_what_was_left_out_behind_nothing_stands_behind_what_came_before_it(tmp_path):
    data = brief_to_json(short_brief())
    paragraphs = [{"id": f"x{n}", "kind": "text", "text": "Buy a boat."} for n in (1, 2, 3)]
    first = data["article"]["paragraphs"][0]["id"]
    data["article"]["left_out"] = [
        {"paragraph": p, "after": after, "reason": reason}
        for p, after, reason in zip(
            paragraphs, (None, first, "p999"), ("", "advertisement", "advertisement"), strict=True
        )
    ]
    article = load_bytes(tmp_path, packed(data)).article
    assert [item.after for item in article.left_out] == [None, first, first]
    assert article.left_out[0].reason
    assert [row.paragraph.id for row in article.rows][:4] == ["x1", first, "x2", "x3"]


def test_the_counter_is_set_above_the_ids_that_corrections_gave(tmp_path):
    data = brief_to_json(short_brief())
    data["article"]["paragraphs"].append({"id": "c40", "kind": "caption", "text": "A boat"})
    assert load_bytes(tmp_path, packed(data)).next_id == 41


def test_odd_characters_come_back_the_same(tmp_path):
    first = short_brief().key_points[0]
    text = "Half an emoji \ud83d, NUL \0, Ελλάδα, 港口, مرفأ, \u202e"
    brief = short_brief().with_bullets("key_points", [replace(first, text=text)])
    save_project(brief, tmp_path / "odd.briefing")
    assert load_project(tmp_path / "odd.briefing") == brief


def test_equal_briefs_give_equal_bytes():
    assert project_to_bytes(short_brief()) == project_to_bytes(short_brief())
    assert project_to_bytes(short_brief()) != project_to_bytes(long_brief())


def test_the_kind_shows_in_the_first_bytes():
    assert project_to_bytes(short_brief())[30:].startswith(b"mimetype" + MIME_TYPE.encode())


def test_a_brief_of_another_program_opens(tmp_path):
    data = brief_to_json(short_brief())
    del data["next_id"], data["title"]
    brief = load_bytes(tmp_path, packed(data, remark=b"unknown members are left alone"))
    assert brief.next_id == 13
    assert brief.sections == short_brief().sections


def test_the_counter_is_set_above_every_id(tmp_path):
    data = brief_to_json(replace(short_brief(), next_id=2))
    assert load_bytes(tmp_path, packed(data)).next_id == 13


@pytest.mark.parametrize("lost", [Span("p1", 5, 9_999), Span("p99", 0, 5)])
def test_evidence_outside_the_article_is_dropped_and_the_bullet_to_be_checked(tmp_path, lost):
    brief = short_brief()
    first = brief.sections[0].bullets[0]
    section = replace(
        brief.sections[0], bullets=(replace(first, evidence=(*first.evidence, lost)),)
    )
    loaded = load_bytes(tmp_path, packed(brief_to_json(brief.with_section(section))))
    (mended,) = loaded.sections[0].bullets
    assert mended.text == first.text
    assert mended.evidence == first.evidence
    assert mended.verdict is Verdict.CHECK
    assert "not in the article" in mended.reasons[-1]


def test_paragraphs_that_are_not_in_the_article_leave_their_section(tmp_path):
    brief = short_brief()
    section = replace(brief.sections[0], paragraphs=("p1", "p77", "p2"))
    loaded = load_bytes(tmp_path, packed(brief_to_json(brief.with_section(section))))
    assert loaded.sections[0].paragraphs == ("p1", "p2")


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(InputMissing, match="no file"):
        load_project(tmp_path / "none.briefing")
    with pytest.raises(InputMissing, match="is a folder"):
        load_project(tmp_path)


def test_other_files_are_refused(tmp_path):
    assert "is empty" in refusal(tmp_path, b"")
    assert "not a .briefing file" in refusal(tmp_path, b"An article, in plain text.")
    assert "not a .briefing file" in refusal(tmp_path, packed({}, mimetype="application/epub+zip"))


def test_a_file_cut_off_anywhere_is_refused(tmp_path):
    whole = project_to_bytes(short_brief())
    for length in range(1, len(whole), 97):
        refusal(tmp_path, whole[:length])


def test_a_file_with_any_byte_changed_is_refused_or_the_same(tmp_path):
    whole = project_to_bytes(short_brief())
    for place in range(0, len(whole), 13):
        changed = bytearray(whole)
        changed[place] ^= 0x55
        with contextlib.suppress(ProjectError):
            assert load_bytes(tmp_path, bytes(changed)) == short_brief()


def test_a_newer_version_says_so(tmp_path):
    sentence = refusal(tmp_path, packed({}, about={"version": 2, "program": "3.1.0"}))
    assert "newer version" in sentence
    assert "3.1.0" in sentence


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.storing.project.MOST_BYTES", 1_000_000)
    assert "1 MB" in refusal(tmp_path, packed("[" + " " * 2_000_000 + "]"))


def test_a_member_that_lies_about_its_size_is_refused(tmp_path):
    data = packed(brief_to_json(short_brief()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("brief.json").file_size
    refusal(tmp_path, data.replace(size.to_bytes(4, "little"), (40).to_bytes(4, "little")))


def test_a_zip_with_endless_members_is_refused(tmp_path):
    many = {f"m{n}": b"" for n in range(100)}
    assert "not a .briefing" in refusal(tmp_path, packed({}, **many))


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "[" * 100_000, '{"format": "briefing/9"}', "9" * 5000]
)
def test_a_brief_that_is_no_brief_is_refused(tmp_path, text):
    assert "damaged" in refusal(tmp_path, packed(text))


def _with(path: list[str | int], value: object) -> dict[str, object]:
    data = brief_to_json(short_brief())
    place: object = data
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = value  # type: ignore[index]
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["title"], 3),
        (["article", "title"], ["a"]),
        (["article", "authors"], [1]),
        (["article", "paragraphs", 0, "text"], None),
        (["article", "paragraphs", 0, "page"], "one"),
        (["article", "paragraphs", 1, "id"], "p1"),
        (["article", "paragraphs", 1, "id"], ""),
        (["article", "left_out"], [{"paragraph": {"id": "p1"}, "after": None, "reason": ""}]),
        (["article", "as_read"], {"title": 3}),
        (["sections", 0, "condensed_from"], [1]),
        (["sections", 0, "title"], {}),
        (["sections", 0, "origin"], "dream"),
        (["sections", 0, "bullets", 0, "text"], 7),
        (["sections", 0, "bullets", 0, "id"], "b5"),
        (["sections", 0, "bullets", 0, "score"], float("nan")),
        (["sections", 0, "bullets", 0, "evidence", 0, "start"], -1),
        (["sections", 0, "bullets", 0, "evidence", 0, "start"], 0.5),
        (["engine", "settings"], {"deep": {"er": 1}}),
        (["next_id"], "many"),
    ],
)
def test_values_of_the_wrong_kind_are_refused(tmp_path, path, value):
    assert "damaged" in refusal(tmp_path, packed(_with(path, value)))


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(OutputError, match="no folder"):
        save_project(short_brief(), tmp_path / "none" / "a.briefing")
