"""A house template with placeholders is filled, and one that asks for anything else is refused."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import RGBColor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import InputUnreadable
from briefing.exporting import render
from briefing.exporting.presets import usual
from briefing.settings import DocumentOptions, EvidenceForm, Preset
from tests.exporting.briefs import long_brief, short_brief
from tests.exporting.test_docx import doubtful_brief, odd_brief
from tests.exporting.test_note_tables import noted
from tests.exporting.wordml import W, faults, parts, trees_of

TODAY = date(2026, 11, 23)


def template(path: Path, *lines: str | tuple[str, str]) -> Path:
    """A Word file with these paragraphs; a pair names the style first."""
    document = docx.Document()
    for line in lines:
        style, text = line if isinstance(line, tuple) else (None, line)
        document.add_paragraph(text, style=style)
    document.save(path)
    return path


def data_of(path: Path, brief=None, **options) -> bytes:
    asked = DocumentOptions(**options)
    return render(brief or short_brief(), ".docx", TODAY, template=path, options=asked)


def filled(path: Path, brief=None, **options) -> WordDocument:
    data = data_of(path, brief, **options)
    assert faults(data, foreign=True) == []
    return docx.Document(io.BytesIO(data))


def texts(document: WordDocument) -> list[str]:
    return [p.text for p in document.paragraphs]


def refusal(path: Path) -> str:
    with pytest.raises(InputUnreadable) as caught:
        data_of(path)
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


LOOP = (
    "Reference 42",
    ("Title", "{{ title }}"),
    "For {{ to | default('all', true) }}, {{ date }}",
    "{% for section in sections %}",
    ("Heading 1", "{{ loop.index }}. {{ section.title }}"),
    "{% for b in section.bullets %}",
    ("List Bullet", "{{ b.text }}"),
    "{% endfor %}",
    "{% endfor %}",
    "Kind regards",
)


def test_the_text_of_the_house_stays_and_the_briefing_stands_in_it(tmp_path):
    document = filled(template(tmp_path / "house.docx", *LOOP), recipient="The Minister")
    lines = texts(document)
    assert lines[:4] == [
        "Reference 42",
        "Port Ellery weighs closing its northern ferry terminal",
        "For The Minister, 23 November 2026",
        "1. What may happen",
    ]
    assert lines[-1] == "Kind regards"
    assert "4. What comes next" in lines
    assert not any("{" in line for line in lines)


def test_statements_are_bullets_of_the_house_with_words_own_notes(tmp_path):
    data = data_of(template(tmp_path / "house.docx", *LOOP))
    document = docx.Document(io.BytesIO(data))
    bullets = [p for p in document.paragraphs if p.style.name == "List Bullet"]
    assert len(bullets) == 8
    assert b"footnotes.xml" in b"".join(n.encode() for n in parts(data))
    first = bullets[0]._p
    assert next(first.iter(W + "footnoteReference"), None) is not None


@pytest.mark.parametrize("evidence", EvidenceForm)
@pytest.mark.parametrize("brief", [short_brief, doubtful_brief, odd_brief])
def test_word_finds_nothing_to_repair_whatever_the_evidence(tmp_path, evidence, brief):
    path = template(tmp_path / "house.docx", *LOOP, "{{ body }}")
    assert faults(data_of(path, brief(), evidence=evidence), foreign=True) == []
    path = template(tmp_path / "house.docx", *LOOP)
    assert faults(data_of(path, brief(), evidence=evidence), foreign=True) == []


def test_a_placeholder_that_word_has_cut_into_pieces_is_found_and_keeps_its_looks(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("On ")
    for piece in ("{", "{ ti", "tle }", "}"):
        run = paragraph.add_run(piece)
        run.font.color.rgb = RGBColor(0x80, 0, 0)
    paragraph.add_run(" today").bold = True
    document.save(tmp_path / "house.docx")
    made = filled(tmp_path / "house.docx").paragraphs[0]
    assert made.text == "On Port Ellery weighs closing its northern ferry terminal today"
    (title,) = (r for r in made.runs if r.text.startswith("Port"))
    assert title.font.color.rgb == RGBColor(0x80, 0, 0)
    assert made.runs[-1].bold


def test_rows_of_a_table_repeat(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=4, cols=2)
    table.rows[0].cells[0].text = "Statement"
    table.rows[1].cells[0].text = "{%tr for b in key_points %}"
    table.rows[2].cells[0].text = "{{ b }}"
    table.rows[2].cells[1].text = "{{ b.place }}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.save(tmp_path / "house.docx")
    made = filled(tmp_path / "house.docx").tables[0]
    assert [row.cells[1].text for row in made.rows][1:] == [
        "paragraph 1, page 1",
        "paragraph 3, page 1",
        "paragraph 6, page 2",
    ]
    assert made.rows[1].cells[0].text == (
        "Port Ellery may close its northern ferry terminal in October."
    )


def test_choices_in_a_paragraph_and_around_paragraphs(tmp_path):
    path = template(
        tmp_path / "house.docx",
        "{{ title }}{% if marking %} – {{ marking }}{% else %} – open{% endif %}",
        "{% if key_points and sections %}",
        "There is something.",
        "{% elif sections %}",
        "Only sections.",
        "{% else %}",
        "Nothing.",
        "{% endif %}",
        "{# a remark #}end",
    )
    lines = texts(filled(path))
    assert lines[0].endswith("terminal – open")
    assert lines[1:] == ["There is something.", "end"]
    lines = texts(filled(path, replace(short_brief(), key_points=()), marking="TLP:RED"))
    assert lines[0].endswith("terminal – TLP:RED")
    assert lines[1:] == ["Only sections.", "end"]


def test_the_whole_briefing_stands_where_it_is_asked_for(tmp_path):
    path = template(tmp_path / "house.docx", "Dear all,", "{{ title }}", "{{ body }}", "Regards")
    options = usual(Preset.SUBMISSION)
    data = render(short_brief(), ".docx", TODAY, template=path, options=options)
    assert faults(data, foreign=True) == []
    lines = texts(docx.Document(io.BytesIO(data)))
    assert (lines[0], lines[-1]) == ("Dear all,", "Regards")
    assert "Recommendation" in lines
    assert lines.count("Port Ellery weighs closing its northern ferry terminal") == 1


def test_headers_are_filled_without_notes(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ title }}: {{ key_points[0].text }}"
    document.add_paragraph("{{ body }}")
    document.save(tmp_path / "house.docx")
    data = data_of(tmp_path / "house.docx")
    header = docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text
    assert header.endswith(
        "terminal: Port Ellery may close its northern ferry terminal in October."
    )
    for name, tree in trees_of(data).items():
        if "header" in name:
            assert next(tree.iter(W + "footnoteReference"), None) is None


def test_a_template_without_placeholders_is_emptied_as_ever(tmp_path):
    lines = texts(filled(template(tmp_path / "house.docx", "Dear colleague, 5 % {of} {it}")))
    assert "Dear colleague, 5 % {of} {it}" not in lines


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__ }}",
        "{{ title['__class__'] }}",
        "{{ title.format_map }}",
        "{{ title.format(1) }}",
        "{{ cycler.__init__.__globals__.os.popen('id') }}",
        "{{ lipsum.__globals__ }}",
        "{{ self }}",
        "{{ request }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ range(10000000) }}",
        "{{ title | attr('__class__') }}",
        "{{ title | center(1000000000) }}",
        "{{ (1,2)[0]() }}",
        "{{ sections }}",
        "{{ titel }}",
        "{{ sections[0].titel }}",
        "{{ title",
        "{{ title | }}",
        "{{ " + "(" * 200 + "title" + ")" * 200 + " }}",
        "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}",
        "{% set x = 1 %}",
        "{% for x in range(10**9) %}",
        "{% for x in title %}",
        "{% endfor %}",
        "{% for b in sections %}",
        "{% macro x() %}",
    ],
)
def test_a_template_that_asks_for_anything_else_is_refused(tmp_path, code):
    is_tag = "}}" in code or "%}" in code
    path = template(tmp_path / "house.docx", "{{ title }}", code)
    if is_tag:
        assert "cannot be used" in refusal(path)
    else:
        assert code in texts(filled(path))


def test_a_loop_in_a_loop_that_never_comes_to_an_end_is_refused(tmp_path):
    deep = [f"{{% for x{n} in sections %}}" for n in range(7)]
    path = template(tmp_path / "house.docx", *deep, "{{ title }}", *["{% endfor %}"] * 7)
    with pytest.raises(InputUnreadable, match="too long a document"):
        data_of(path, long_brief(300))


def test_statements_inside_too_many_others_are_refused(tmp_path):
    deep = ["{% if title %}"] * 30
    path = template(tmp_path / "house.docx", *deep, "x", *["{% endif %}"] * 30)
    assert "too many others" in refusal(path)


def test_words_of_the_article_are_never_taken_for_a_placeholder(tmp_path):
    bullet = replace(short_brief().key_points[0], text="It says {{ title }} and {% for x in y %}.")
    brief = short_brief().with_bullets("key_points", [bullet])
    path = template(
        tmp_path / "house.docx", "{% for b in key_points %}", "{{ b.text }}", "{% endfor %}"
    )
    assert texts(filled(path, brief)) == ["It says {{ title }} and {% for x in y %}."]


def test_the_notes_and_names_of_the_template_itself_are_not_given_twice(tmp_path):
    last = tmp_path / "last.docx"
    last.write_bytes(render(short_brief(), ".docx", TODAY))
    document = docx.Document(last)
    document.add_paragraph("{% for s in sections %}")
    document.add_paragraph("{{ s.title }}")
    document.add_paragraph("{% endfor %}")
    document.save(last)
    assert faults(data_of(last), foreign=True) == []


@pytest.mark.slow
def test_libreoffice_opens_a_filled_template(tmp_path, pdf_of_libreoffice, pages_of):
    path = tmp_path / "note.docx"
    path.write_bytes(data_of(template(tmp_path / "house.docx", *LOOP)))
    (page,) = pages_of(pdf_of_libreoffice(path))
    assert "Reference 42" in page
    assert "Kind regards" in page
    assert "“The council is due" not in page
    assert "The Ellery Courier, paragraph 1, page 1" in page


def test_a_list_that_is_shorter_than_the_template_thinks_is_no_mistake(tmp_path):
    path = template(
        tmp_path / "house.docx",
        "First: {{ key_points[0].text }}.",
        "{% for b in sections[9].bullets %}",
        "{{ b }}",
        "{% endfor %}",
        "Reference {{ fields['Reference'] }}",
    )
    assert texts(filled(path, replace(short_brief(), key_points=()))) == ["First: .", "Reference "]
    assert texts(filled(path, fields={"Reference": "42"}))[-1] == "Reference 42"


def test_rows_of_figures_and_dates_can_be_placed_with_their_notes(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    table.rows[0].cells[0].text = "{%tr for row in dates %}"
    table.rows[1].cells[0].text = "{{ row.when }}"
    table.rows[1].cells[1].text = "{{ row.what }}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("{% for row in figures %}{{ row.text }} {{ row.counts }}; {% endfor %}")
    document.save(tmp_path / "house.docx")
    made = filled(tmp_path / "house.docx", noted())
    assert [c.text for c in made.tables[0].rows[0].cells] == [
        "14 September 2026",
        "Deadline: the council votes",
    ]
    assert made.paragraphs[0].text.startswith("8.6 million crowns")
    assert next(made.tables[0]._tbl.iter(W + "footnoteReference"), None) is not None


def test_a_marking_that_the_house_places_itself_stands_there_once(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ministry of Ferries – {{ marking }}"
    document.add_paragraph("{{ body }}")
    document.save(tmp_path / "house.docx")
    section = filled(tmp_path / "house.docx", marking="OFFICIAL").sections[0]
    assert [p.text for p in section.header.paragraphs] == ["Ministry of Ferries – OFFICIAL"]
    assert [p.text for p in section.footer.paragraphs] == ["Page 1 of 1", "OFFICIAL"]


PIECES = (
    "{{ title }}",
    "{{ b }}",
    "{{ b.text }}",
    "{{ key_points[0] }}",
    "{{ sections }}",
    "{{ x.y.z }}",
    "{{ title ~ loop.index }}",
    "{{ body }}",
    "{{ 1 < 'a' }}",
    "{{ title | join(1) }}",
    "{{ title if",
    "{% for b in key_points %}",
    "{% for b in b.text %}",
    "{%tr for b in key_points %}",
    "{% endfor %}",
    "{% if title < 3 %}",
    "{% if b is defined %}",
    "{% else %}",
    "{% endif %}",
    "{%p endfor %}",
    "{# {{ title }} #}",
    "{% raw %}",
    "%}",
    "words ",
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=4), max_size=7), st.booleans())
def test_any_template_is_filled_or_refused_in_a_sentence(tmp_path, lines, in_table):
    document = docx.Document()
    table = document.add_table(rows=len(lines), cols=2) if in_table and lines else None
    for number, line in enumerate(lines):
        where = document.add_paragraph() if table is None else None
        paragraph = where or table.rows[number].cells[0].paragraphs[0]
        for piece in line:
            paragraph.add_run(piece)
    document.save(tmp_path / "house.docx")
    try:
        data = data_of(tmp_path / "house.docx")
    except InputUnreadable:
        return
    assert faults(data, foreign=True) == []
