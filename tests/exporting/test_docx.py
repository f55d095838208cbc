"""Word documents: read back, their structure is the one that was meant, in styles alone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from lxml import etree

from briefing import __version__
from briefing.brief import Brief, Verdict
from briefing.exporting import render
from briefing.settings import OWN_TEMPLATES, DocumentOptions, DoubtForm, EvidenceForm, Paper
from tests.exporting.briefs import article, long_brief, short_brief
from tests.exporting.wordml import W, faults, parts, trees_of

TODAY = date(2026, 11, 23)

ODD = [
    "港口管理局可能在十月关闭北部渡轮码头。",
    "قد تغلق هيئة الميناء المحطة الشمالية في أكتوبر.",
    "Ο διευθυντής είπε ότι 14 από τους 22 πασσάλους έχουν διάβρωση.",
    "Лимит 8,6 млн крон — ответа пока нет.",
    "Ferry ⛴ and smile 😀 and family 👨‍👩‍👧.",
    "NUL \0, bell \x07, VT \x0b, FF \x0c, half \ud83d, noncharacter \uffff, ]]> & <w:p/>.",
    "Pneumono" * 60,
]


def odd_brief() -> Brief:
    first = short_brief().sections[0].bullets[0]
    bullets = [replace(first, id=f"b{n}", text=text) for n, text in enumerate(ODD, 500)]
    return replace(short_brief().with_bullets("s1", bullets), title="Long title " * 27 + "end")


def arabic_brief() -> Brief:
    return replace(short_brief(), article=replace(article(), language="ar"))


def bare_brief() -> Brief:
    return Brief(article=replace(article(), title=None, authors=(), published=None))


ALL = [short_brief, long_brief, odd_brief, arabic_brief, bare_brief]


def doubtful_brief() -> Brief:
    """One statement that is to be checked and one that is not supported."""
    first, second, *rest = short_brief().sections[0].bullets
    first = replace(first, verdict=Verdict.CHECK, reasons=("“may” is missing", "no day"))
    second = replace(second, verdict=Verdict.UNSUPPORTED, reasons=(), evidence=())
    return short_brief().with_bullets("s1", [first, second, *rest])


ALL.append(doubtful_brief)


def packed(brief: Brief, **options) -> bytes:
    return render(brief, ".docx", TODAY, options=DocumentOptions(**options))


def written(brief: Brief, **options) -> WordDocument:
    return docx.Document(io.BytesIO(packed(brief, **options)))


def stories(data: bytes) -> list[etree._Element]:
    """Every part that holds text: body, headers, footers, notes and comments."""
    roots = {W + name for name in "document hdr ftr footnotes endnotes comments".split()}
    return [tree for tree in trees_of(data).values() if tree.tag in roots]


def notes(data: bytes, kind: str) -> dict[str, str]:
    """The footnotes, endnotes or comments by id, separators left out."""
    tree = trees_of(data)[f"word/{kind}s.xml"]
    return {
        note.get(W + "id"): "".join(note.itertext()).strip()
        for note in tree.iter(W + kind)
        if note.get(W + "type") is None
    }


def styled(document: WordDocument, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


@pytest.mark.parametrize("doubts", DoubtForm)
@pytest.mark.parametrize("evidence", EvidenceForm)
@pytest.mark.parametrize("brief", ALL)
def test_word_finds_nothing_to_repair(brief, evidence, doubts):
    assert faults(packed(brief(), evidence=evidence, doubts=doubts, marking="OFFICIAL")) == []


def test_the_look_for_faults_finds_them():
    """A checker that finds nothing in anything would prove nothing."""
    document = written(short_brief(), evidence=EvidenceForm.LIST)
    bullet = next(p for p in document.paragraphs if p.style.name == "List Bullet")
    (link,) = bullet.hyperlinks
    link._hyperlink.set(W + "anchor", "nowhere")
    link._hyperlink.remove(link._hyperlink[-1])
    first = document.paragraphs[0]._p
    first.pPr.append(first.makeelement(W + "x"))
    first.pPr.append(first.makeelement(W + "keepNext", {W + "val": "maybe"}))
    first.pPr.insert(0, first.makeelement(W + "spacing"))
    note = first.makeelement(W + "footnoteReference", {W + "id": "7"})
    first.r_lst[0].append(note)
    buffer = io.BytesIO()
    document.save(buffer)
    found = faults(buffer.getvalue())
    assert {
        "no bookmark nowhere",
        "no part for footnotes",
        "word/document.xml: fields are not closed",
        "word/document.xml: keepNext has val='maybe'",
        "word/document.xml: pPr holds ['spacing', 'pStyle', 'x', 'keepNext']",
        "word/document.xml: x in pPr",
        "word/document.xml: x is not in the grammar",
    } == set(found)


@pytest.mark.parametrize("evidence", EvidenceForm)
@pytest.mark.parametrize("brief", ALL)
def test_styles_do_all_the_formatting(brief, evidence):
    allowed = {
        W + "pPr": {W + "pStyle"},
        W + "rPr": {W + "rStyle", W + "rtl"},
    }
    for tree in stories(packed(brief(), evidence=evidence, marking="OFFICIAL")):
        for element in tree.iter(*allowed):
            assert {child.tag for child in element} <= allowed[element.tag]


@pytest.mark.parametrize("evidence", EvidenceForm)
@pytest.mark.parametrize("brief", ALL)
def test_no_paragraph_is_empty(brief, evidence):
    marks = {W + "separator", W + "continuationSeparator"}
    for tree in stories(packed(brief(), evidence=evidence)):
        for paragraph in tree.iter(W + "p"):
            assert "".join(paragraph.itertext()).strip() or marks & {
                e.tag for e in paragraph.iter()
            }


@pytest.mark.parametrize("evidence", EvidenceForm)
def test_every_paragraph_names_its_style(evidence):
    for tree in stories(packed(short_brief(), evidence=evidence, marking="OFFICIAL")):
        assert all(p.find(f"{W}pPr/{W}pStyle") is not None for p in tree.iter(W + "p"))


def test_each_part_has_its_style():
    document = written(short_brief(), evidence=EvidenceForm.LIST)
    assert styled(document, "Title") == [article().title]
    assert styled(document, "Briefing Meta")[2] == "Date\t23 November 2026"
    assert styled(document, "Heading 1")[0] == "Key points"
    assert styled(document, "List Bullet")[1] == "Repair is put at 8.6 million crowns.2"
    assert styled(document, "No Statement") == ["No statement was taken from this section."]
    assert styled(document, "Evidence")[2] == (
        "“The council is due to vote on 14 September.” paragraph 6, page 2"
    )
    assert styled(document, "Briefing Note")[0].startswith("Made with Briefing")
    assert {p.style.name for p in document.paragraphs} == {
        "Title",
        "Briefing Meta",
        "Heading 1",
        "List Bullet",
        "No Statement",
        "Evidence",
        "Briefing Note",
    }


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_words_own_and_quote_place_and_publisher(kind):
    data = packed(short_brief(), evidence=EvidenceForm(f"{kind}s"))
    assert len(notes(data, kind)) == 9
    assert notes(data, kind)["3"] == (
        "“The council is due to vote on 14 September.” The Ellery Courier, paragraph 6, page 2"
    )
    document = docx.Document(io.BytesIO(data))
    assert "Evidence" not in styled(document, "Heading 1")
    bullets = [p for p in document.paragraphs if p.style.name == "List Bullet"]
    first = bullets[0]._p.findall(f".//{W}{kind}Reference")
    assert [mark.get(W + "id") for mark in first] == ["1"]


def test_a_second_statement_on_the_same_words_refers_to_the_first_footnote():
    document = written(short_brief())
    bullets = [p for p in document.paragraphs if p.style.name == "List Bullet"]
    assert bullets[3]._p.find(f".//{W}footnoteReference") is None
    (code,) = bullets[3]._p.iter(W + "instrText")
    assert code.text.split() == ["NOTEREF", "evidence_1", "\\f", "\\h"]
    assert bullets[3].text.endswith("told the council.1")


def test_evidence_in_comments_is_read_back_with_its_statement():
    document = written(short_brief(), evidence=EvidenceForm.COMMENTS)
    assert len(document.comments) == 11
    comment = document.comments.get(3)
    assert comment.text == (
        "“The council is due to vote on 14 September.” The Ellery Courier, paragraph 6, page 2"
    )
    assert (comment.author, comment.initials) == ("Briefing", "B")
    assert comment.timestamp == datetime(2026, 11, 23, 12, tzinfo=UTC)
    bullet = [p for p in document.paragraphs if p.style.name == "List Bullet"][2]
    parts = [child.tag.removeprefix(W) for child in bullet._p]
    order = [part for part in parts if "bookmark" not in part]
    assert order == ["pPr", "commentRangeStart", "r", "commentRangeEnd", "r"]


def test_doubtful_statements_are_marked_in_words():
    bullets = styled(written(doubtful_brief()), "List Bullet")
    assert bullets[3].startswith("[To check] Port Ellery's")
    assert bullets[4] == "[Not supported] The terminal carried nearly 410,000 passengers last year."
    assert not bullets[5].startswith("[")


def test_or_doubts_are_held_in_comments():
    document = written(doubtful_brief(), doubts=DoubtForm.COMMENT)
    assert not [text for text in styled(document, "List Bullet") if text.startswith("[")]
    assert [comment.text for comment in document.comments] == [
        "To check: “may” is missing; no day",
        "Not supported",
    ]
    assert not [text for text in styled(document, "Briefing Note") if text.startswith("To check")]


def test_what_the_article_does_not_answer_is_a_field_to_fill_in():
    data = packed(short_brief(), recipient="The Minister", purpose=None)
    assert styled(docx.Document(io.BytesIO(data)), "Briefing Meta")[0] == "To\tThe Minister"
    (field,) = trees_of(data)["word/document.xml"].iter(W + "sdt")
    assert field.find(f".//{W}alias").get(W + "val") == "From"
    assert field.find(f".//{W}showingPlcHdr") is not None
    assert "".join(field.itertext()) == "[to be filled in]"


def test_the_handling_marking_stands_on_top_and_at_the_bottom_of_every_page():
    section = written(short_brief(), marking="TLP:AMBER").sections[0]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == "TLP:AMBER"
        assert header.paragraphs[0].style.name == "Handling Marking"
    for footer in (section.footer, section.first_page_footer):
        assert [p.text for p in footer.paragraphs] == ["Page 1 of 1", "TLP:AMBER"]


def test_letter_is_letter():
    section = written(short_brief(), paper=Paper.LETTER).sections[0]
    assert (round(section.page_width.inches, 2), section.page_height.inches) == (8.5, 11)


def test_lists_are_numbered_by_word():
    document = written(short_brief())
    formats = {}
    numbering = document.part.numbering_part.element
    abstract = {a.get(W + "abstractNumId"): a for a in numbering.iter(W + "abstractNum")}
    for num in numbering.iter(W + "num"):
        level = abstract[num.find(W + "abstractNumId").get(W + "val")]
        formats[num.get(W + "numId")] = level.find(f".//{W}numFmt").get(W + "val")
    for style, kind in (("List Bullet", "bullet"), ("Evidence", "decimal")):
        number = document.styles[style].element.find(f".//{W}numId").get(W + "val")
        assert formats[number] == kind


def test_every_number_in_the_text_leads_to_its_evidence_in_the_list_and_back():
    document = written(short_brief(), evidence=EvidenceForm.LIST)
    homes = {
        start.get(W + "name"): p
        for p in document.paragraphs
        for start in p._p.iter(W + "bookmarkStart")
    }
    items = [p for p in document.paragraphs if p.style.name == "Evidence"]
    for bullet in (p for p in document.paragraphs if p.style.name == "List Bullet"):
        (link,) = bullet.hyperlinks
        assert homes[link.fragment]._p is items[int(link.text) - 1]._p
        (run, *_) = link.runs
        assert run.style.name == "Evidence Reference"
        assert link._hyperlink.get(W + "tooltip").endswith(("page 1)", "page 2)"))
    for number, item in enumerate(items, 1):
        (back,) = item.hyperlinks
        assert str(number) == homes[back.fragment].hyperlinks[0].text


def test_long_quotations_lose_their_middle_and_keep_their_place():
    brief = short_brief()
    spans = tuple(bullet.evidence[0] for bullet in brief.sections[0].bullets)
    bullet = replace(brief.sections[0].bullets[0], evidence=spans)
    brief = replace(brief.with_bullets("s1", [bullet]), key_points=())
    brief = replace(brief, sections=brief.sections[:1])
    (item,) = styled(written(brief, evidence=EvidenceForm.LIST), "Evidence")
    assert " … " in item
    assert 300 < len(item) < 370
    assert item.endswith("paragraphs 1 and 2, page 1")


def test_properties_tell_title_subject_and_day_but_no_name():
    properties = written(short_brief()).core_properties
    assert properties.title == article().title
    assert properties.subject == (
        "Briefing on: Port Ellery weighs closing its northern ferry terminal, "
        "The Ellery Courier, 19 August 2026"
    )
    assert properties.keywords.startswith("What may happen, What it costs")
    assert properties.author == properties.last_modified_by == ""
    assert properties.language == "en-GB"
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 23, 12)
    assert properties.modified == properties.created


def test_the_sender_is_the_author():
    assert written(short_brief(), sender="Unit 4").core_properties.author == "Unit 4"


def test_properties_are_never_too_long():
    properties = written(odd_brief()).core_properties
    assert len(properties.title) <= 255
    assert written(odd_brief()).paragraphs[0].text == ("Long title " * 27 + "end")


@pytest.mark.parametrize(
    ("language", "shown"), [("de", "de-DE"), ("pt_BR", "pt-BR"), (None, "en-GB"), ("eu", "eu")]
)
def test_the_language_is_the_articles(language, shown):
    document = written(replace(short_brief(), article=replace(article(), language=language)))
    assert document.styles.element.find(f".//{W}lang").get(W + "val") == shown


@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_the_programs_own_words_are_english_in_every_document(name):
    german = replace(short_brief(), article=replace(article(), language="de"))
    data = render(german, ".docx", TODAY, template=Path(name))
    styles = docx.Document(io.BytesIO(data)).styles
    for own in ("Briefing Note", "Briefing Label", "Evidence Place", "No Statement"):
        assert styles[own].element.rPr.find(W + "lang").get(W + "val") == "en-GB"


def test_a_page_from_right_to_left_runs_so_by_its_styles():
    document = written(arabic_brief())
    defaults = document.styles.element.find(f".//{W}pPrDefault")
    assert defaults.find(f".//{W}bidi") is not None
    assert document.styles.element.find(f".//{W}lang").get(W + "bidi") == "ar-SA"


def test_the_page_is_a4_with_a_header_and_page_numbers():
    section = written(odd_brief()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "Briefing"
    header = section.header.paragraphs[0].text
    assert header.startswith("Long title")
    assert " … " in header
    footer = section.footer.paragraphs[0]
    assert footer.text == "Page 1 of 1"
    codes = [e.text.strip() for e in footer._p.iter(W + "instrText")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_odd_characters_are_kept_where_they_are_text():
    bullets = styled(written(odd_brief()), "List Bullet")[3:10]
    shown = [text.rstrip("1") for text in bullets]
    assert shown[:5] == ODD[:5]
    assert shown[5] == "NUL , bell , VT , FF , half �, noncharacter , ]]> & <w:p/>."
    assert shown[6] == ODD[6]


def test_equal_briefs_give_equal_files():
    assert render(short_brief(), ".docx", TODAY) == render(short_brief(), ".docx", TODAY)


def test_nothing_of_another_program_is_left_in_the_file():
    package = parts(packed(short_brief(), embed=False))
    assert not [name for name in package if "thumbnail" in name or "customXml" in name]
    assert b"python-docx" not in b"".join(package.values())


@pytest.mark.slow
@pytest.mark.parametrize("evidence", EvidenceForm)
def test_two_thousand_statements_are_written(evidence):
    assert faults(packed(long_brief(2000), evidence=evidence)) == []


# --- reference parts --------------------------------------------------------------------------

REFERENCES = Path(__file__).parent / "references" / "docx"


@pytest.mark.parametrize("part", ["document", "footnotes", "settings", "footer1", "header1"])
def test_the_part_is_the_one_that_was_looked_at(part):
    """To change these on purpose: write the new parts, read the difference, commit it.

    Only the version of the program is left out; there is nothing else in a part that changes.
    """
    data = parts(packed(short_brief()))[f"word/{part}.xml"]
    etree.indent(tree := etree.fromstring(data))
    shown = etree.tostring(tree, encoding="unicode").replace(__version__, "VERSION") + "\n"
    assert shown == (REFERENCES / f"{part}.xml").read_text("utf-8")
