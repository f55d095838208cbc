"""Each preset has the parts that it promises; what the article does not answer stays empty."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import docx
import pytest

from briefing.brief import Brief
from briefing.exporting import render
from briefing.exporting.blocks import (
    Blank,
    BulletItem,
    Heading,
    Meta,
    Note,
    NoteKind,
    ReferenceItem,
)
from briefing.exporting.composing import compose
from briefing.exporting.options_json import options_from_json, options_to_json
from briefing.exporting.presets import OUTLINES, usual
from briefing.gathering import gathered
from briefing.settings import DocumentOptions, EvidenceForm, Paper, Part, Preset
from tests.exporting.briefs import long_brief, short_brief
from tests.exporting.test_docx import ALL
from tests.exporting.wordml import W, faults, trees_of

TODAY = date(2026, 11, 23)


def blocks(options: DocumentOptions, kind: type, brief=None) -> list:
    document = compose(brief or short_brief(), TODAY, options)
    return [block for block in document.blocks if isinstance(block, kind)]


def headings(options: DocumentOptions) -> list[tuple[int, str]]:
    return [(h.level, h.text) for h in blocks(options, Heading)]


def test_there_is_an_outline_for_each_preset():
    assert set(OUTLINES) == set(Preset)


def test_a_submission_leaves_to_a_person_what_the_article_does_not_answer():
    options = usual(Preset.SUBMISSION)
    assert headings(options) == [
        (1, "Issue"),
        (1, "Recommendation"),
        (1, "Timing"),
        (1, "Background"),
        (2, "What may happen"),
        (2, "What it costs"),
        (2, "Routes and residents"),
        (2, "What comes next"),
        (1, "Argument"),
        (1, "Handling"),
        (1, "Evidence"),
        (1, "How this briefing was made"),
    ]
    assert len(blocks(options, Blank)) == 4


def test_a_meeting_brief_asks_for_the_meeting():
    options = replace(usual(Preset.MEETING), fields={"Meeting": "Harbour council"})
    lines = {row.label: row.value for row in blocks(options, Meta)}
    assert list(lines)[:6] == ["To", "From", "Date", "Meeting", "With", "Place"]
    assert lines["Meeting"] == "Harbour council"
    assert lines["With"] == ""
    assert (1, "Lines to take") in headings(options)


def test_a_note_has_the_first_statements_and_says_how_many_more_there_are():
    options = usual(Preset.NOTE)
    shown = blocks(options, BulletItem, long_brief(300))
    assert 5 < len(shown) < 12
    (more,) = (n for n in blocks(options, Note, long_brief(300)) if n.kind is NoteKind.SECTION)
    assert more.text == f"{300 - len(shown)} further statements are in the full briefing."
    told = [n.text for n in blocks(options, Note, long_brief(300)) if n.kind is NoteKind.METHOD]
    assert f"Of {len(shown)} statements" in told[0]


def test_a_note_of_a_short_article_has_all_of_it():
    assert len(blocks(usual(Preset.NOTE), BulletItem)) == len(blocks(DocumentOptions(), BulletItem))


@pytest.mark.parametrize(
    ("part", "gone"),
    [
        (Part.KEY_POINTS, "Key points"),
        (Part.SECTIONS, "What it costs"),
        (Part.METHOD, "How this briefing was made"),
    ],
)
def test_a_part_can_be_left_out(part, gone):
    options = DocumentOptions(parts=frozenset(Part) - {part})
    assert gone not in [text for _, text in headings(options)]


def test_evidence_can_be_left_out():
    options = DocumentOptions(evidence=EvidenceForm.NONE)
    assert all(item.reference is None for item in blocks(options, BulletItem))
    for ending in (".docx", ".md", ".html"):
        data = render(short_brief(), ending, TODAY, options=options)
        assert b"paragraph 6" not in data


def test_the_date_is_as_given_today_or_left_out():
    def dated(value: str | None) -> list[str]:
        rows = blocks(DocumentOptions(dated=value), Meta)
        return [row.value for row in rows if row.label == "Date"]

    assert dated("") == ["23 November 2026"]
    assert dated("2026-12-01") == ["1 December 2026"]
    assert dated("in the spring") == ["in the spring"]
    assert dated(None) == []


@pytest.mark.parametrize("preset", Preset)
def test_word_finds_nothing_to_repair_in_any_preset(preset):
    options = replace(usual(preset), parts=frozenset(Part))
    for brief in ALL:
        data = render(brief(), ".docx", TODAY, options=options)
        assert faults(data) == []


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("ending", [".md", ".html", ".pdf"])
def test_every_format_has_every_preset(preset, ending):
    options = replace(usual(preset), parts=frozenset(Part))
    data = render(short_brief(), ending, TODAY, options=options)
    if ending != ".pdf" and OUTLINES[preset].slots != OUTLINES[Preset.FULL].slots:
        text = data.decode("utf-8")
        assert ("to be filled in" in text) == bool(blocks(options, Blank))


def test_a_place_for_a_person_takes_paragraphs_and_can_be_found_again():
    data = render(short_brief(), ".docx", TODAY, options=usual(Preset.SUBMISSION))
    controls = trees_of(data)["word/document.xml"].iter(W + "sdt")
    tags = [c.find(f"{W}sdtPr/{W}tag").get(W + "val") for c in controls]
    assert {"briefing-recommendation", "briefing-argument", "briefing-to"} <= set(tags)


def test_contents_are_words_own_field_already_filled():
    options = DocumentOptions(parts=frozenset(Part))
    data = render(short_brief(), ".docx", TODAY, options=options)
    tree = trees_of(data)["word/document.xml"]
    begin = next(tree.iter(W + "fldChar"))
    assert begin.get(W + "dirty") == "1"
    entries = [
        "".join(link.itertext())
        for link in tree.iter(W + "hyperlink")
        if str(link.get(W + "anchor")).startswith("_Toc")
    ]
    assert entries == [
        "Key points",
        "What may happen",
        "What it costs",
        "Routes and residents",
        "What comes next",
        "How this briefing was made",
    ]
    document = docx.Document(io.BytesIO(data))
    assert "toc 1" in {s.name for s in document.styles}


@pytest.mark.slow
@pytest.mark.parametrize("brief", [short_brief, long_brief])
@pytest.mark.parametrize("paper", Paper)
def test_a_one_page_note_is_one_page(tmp_path, pdf_of_libreoffice, pages_of, brief, paper):
    path = tmp_path / "note.docx"
    options = replace(usual(Preset.NOTE), paper=paper)
    path.write_bytes(render(brief(), ".docx", TODAY, options=options))
    assert len(pages_of(pdf_of_libreoffice(path))) == 1
    path = tmp_path / "note.pdf"
    path.write_bytes(render(brief(), ".pdf", TODAY, options=options))
    assert len(pages_of(path)) == 1


def test_options_come_back_from_json_and_nonsense_is_passed_over():
    options = replace(
        usual(Preset.MEETING),
        recipient=None,
        sender="Press office",
        paper=Paper.LETTER,
        marking="TLP:RED",
        fields={"Meeting": "Council"},
        styles={"Title": "MoF Titel"},
    )
    assert options_from_json(json.loads(json.dumps(options_to_json(options)))) == options
    assert options_from_json({"preset": 3, "parts": "x", "to": 7, "fields": [1]}) == (
        DocumentOptions(recipient=None)
    )
    assert options_from_json("nonsense") == DocumentOptions()


# --- several articles -----------------------------------------------------------------------


def several() -> Brief:
    """Two articles together: the first with its statements, the other without key points."""
    first, second = short_brief(), short_brief()
    other = replace(second.article, title="Ferry to close", publisher="River News", source="b.html")
    both = gathered(first.article, other)
    prefix = both.members[1].prefix
    sections = tuple(
        replace(
            section,
            id=f"s{100 + number}",
            paragraphs=tuple(prefix + p for p in section.paragraphs),
            bullets=tuple(
                replace(
                    bullet,
                    id=f"b{100 * number + n}",
                    evidence=tuple(replace(e, paragraph=prefix + e.paragraph) for e in b.evidence),
                )
                for n, (bullet, b) in enumerate(zip(section.bullets, section.bullets, strict=True))
            ),
        )
        for number, section in enumerate(second.sections, 1)
    )
    return replace(first, article=both, sections=(*first.sections, *sections))


def test_a_digest_has_each_article_under_its_title_with_its_source():
    document = compose(several(), TODAY, usual(Preset.DIGEST))
    assert document.title == "Press digest"
    assert [h.text for h in document.blocks if isinstance(h, Heading)] == [
        "Port Ellery weighs closing its northern ferry terminal",
        "Ferry to close",
        "Evidence",
        "How this briefing was made",
    ]
    rows = [b for b in document.blocks if isinstance(b, Meta)]
    assert Meta("Source", "River News, 19 August 2026, Lena Hartvig and Tom Asante") in rows
    places = [b.place for b in document.blocks if isinstance(b, ReferenceItem)]
    assert places[0].startswith("The Ellery Courier, “Port Ellery weighs")
    assert places[-1] == "River News, “Ferry to close”, paragraph 4, page 2"


def test_an_article_without_key_points_has_a_few_statements_in_the_digest():
    items = [
        b for b in compose(several(), TODAY, usual(Preset.DIGEST)).blocks if type(b) is BulletItem
    ]
    assert len(items) == 3 + 3


def test_a_digest_with_sections_has_them_below_their_article():
    options = replace(usual(Preset.DIGEST), parts=frozenset(Part))
    blocks = compose(several(), TODAY, options).blocks
    levels = [h.level for h in blocks if isinstance(h, Heading)]
    assert levels == [1, 2, 2, 2, 2] * 2 + [1, 1]


def test_a_full_briefing_names_its_several_sources():
    rows = [b for b in compose(several(), TODAY).blocks if isinstance(b, Meta)]
    assert [r.label for r in rows if r.label.startswith("Source")] == ["Source 1", "Source 2"]


def test_a_digest_of_one_article_has_its_key_points():
    assert (1, "Key points") in headings(usual(Preset.DIGEST))
    assert len(blocks(usual(Preset.DIGEST), BulletItem)) == 3
