"""A brief becomes blocks in the order of a briefing, and says what it does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.brief import Brief, Bullet, BulletOrigin, EngineNote, SectionOrigin, Verdict
from briefing.codec import article_from_json, article_to_json
from briefing.exporting.blocks import (
    BulletItem,
    Document,
    Heading,
    Meta,
    Note,
    NoteKind,
    ReferenceItem,
    Title,
)
from briefing.exporting.composing import compose
from briefing.settings import DocumentOptions, EvidenceForm
from tests.exporting.briefs import article, short_brief

TODAY = date(2026, 11, 23)


def composed(brief: Brief) -> Document:
    return compose(brief, TODAY)


def of(document: Document, kind: type) -> list:
    return [block for block in document.blocks if isinstance(block, kind)]


def method(brief: Brief) -> str:
    """The first paragraph of the note on how the briefing was made."""
    return next(n.text for n in of(composed(brief), Note) if n.kind is NoteKind.METHOD)


def with_bullet(**changes: object) -> Brief:
    """A brief with one bullet, changed as told."""
    brief = replace(short_brief(), key_points=(), sections=short_brief().sections[:1])
    bullet = replace(brief.sections[0].bullets[0], **changes)
    return brief.with_bullets("s1", [bullet])


def test_the_parts_come_in_the_order_of_a_briefing():
    document = composed(short_brief())
    assert document.blocks[0] == Title("Port Ellery weighs closing its northern ferry terminal")
    assert [block.text for block in of(document, Heading)] == [
        "Key points",
        "What may happen",
        "What it costs",
        "Routes and residents",
        "What comes next",
        "Evidence",
        "How this briefing was made",
    ]


def test_what_is_known_of_the_source_is_told_and_nothing_else():
    assert of(composed(short_brief()), Meta)[4:] == [
        Meta("Source", "ferry-terminal.txt"),
        Meta("Published", "19 August 2026"),
        Meta("Publisher", "The Ellery Courier"),
        Meta("Authors", "Lena Hartvig and Tom Asante"),
    ]
    bare = replace(article(), title=None, authors=(), published=None, publisher=None, source="")
    document = composed(Brief(article=bare))
    assert [row.label for row in of(document, Meta)] == ["To", "From", "Date", "Purpose"]
    assert document.title == "Briefing"


def test_the_day_on_which_a_page_was_fetched_is_told_and_kept():
    page = replace(article(), source="https://example.org/ferry", accessed="2026-11-20")
    rows = of(composed(Brief(article=page)), Meta)
    assert Meta("Accessed", "20 November 2026") in rows
    assert article_from_json(article_to_json(page)) == page
    assert "accessed" not in article_to_json(article())


def test_to_from_and_purpose_are_as_given_left_to_fill_in_or_left_out():
    options = DocumentOptions(recipient="The\nMinister", sender="", purpose=None)
    document = compose(short_brief(), TODAY, options)
    assert of(document, Meta)[:3] == [
        Meta("To", "The Minister"),
        Meta("From", ""),
        Meta("Date", "23 November 2026"),
    ]
    assert "Purpose" not in [row.label for row in of(document, Meta)]


def test_without_any_title_it_is_named_after_its_source():
    brief = Brief(article=replace(article(), title=" \0"))
    assert composed(brief).title == "Briefing on ferry-terminal"


def test_it_is_dated_midday_of_its_day_so_that_no_time_zone_moves_it():
    assert composed(short_brief()).moment == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_the_articles_own_title_is_told_where_the_person_gave_another():
    rows = of(composed(replace(short_brief(), title="Ferry note")), Meta)
    assert rows[4] == Meta("Article", "Port Ellery weighs closing its northern ferry terminal")


def test_folders_of_the_person_do_not_show_but_addresses_do():
    def source(text: str) -> str:
        brief = replace(short_brief(), article=replace(article(), source=text))
        return of(composed(brief), Meta)[4].value

    assert source("C:\\Users\\Anna\\ferry terminal.docx") == "ferry terminal.docx"
    assert source("../private/ferry.txt") == "ferry.txt"
    assert source("https://example.org/a/b") == "https://example.org/a/b"


def test_the_same_words_of_the_article_have_one_number():
    document = composed(short_brief())
    key_points = [b.reference for b in of(document, BulletItem)[:3]]
    first_section = [b.reference for b in of(document, BulletItem)[3:7]]
    assert key_points == [1, 2, 3]
    assert first_section == [1, 4, 5, 6]
    assert [b.number for b in of(document, ReferenceItem)] == list(range(1, 10))


def test_evidence_in_several_places_is_one_reference():
    spans = (Span("p3", 0, 37), Span("p1", 0, 20), Span("p3", 30, 60), Span("p5", 0, 9))
    (item,) = of(composed(with_bullet(evidence=spans)), ReferenceItem)
    assert item.place == "paragraphs 1, 3 and 5, pages 1 and 2"
    assert item.words.count(" … ") == 2


def test_spans_that_touch_are_read_as_one():
    one = composed(with_bullet(evidence=(Span("p1", 0, 20),)))
    two = composed(with_bullet(evidence=(Span("p1", 11, 20), Span("p1", 0, 11))))
    assert of(one, ReferenceItem) == of(two, ReferenceItem)


def test_evidence_that_is_not_in_the_article_gets_no_number():
    lost = (Span("p99", 0, 4), Span("p1", 0, 99_999))
    document = composed(with_bullet(evidence=lost))
    assert of(document, BulletItem)[0].reference is None
    assert of(document, ReferenceItem) == []
    assert "Evidence" not in [block.text for block in of(document, Heading)]


def test_paragraphs_are_counted_without_headings_and_captions():
    kinds = [ParagraphKind.HEADING, ParagraphKind.TEXT, ParagraphKind.CAPTION, ParagraphKind.TEXT]
    words = ["Closing", "It may close.", "The pier. Photo: agency", "It may not."]
    paragraphs = tuple(
        Paragraph(f"p{n}", kind, text)
        for n, (kind, text) in enumerate(zip(kinds, words, strict=True), 1)
    )
    source = Article(source="a.txt", sha256="0", paragraphs=paragraphs)
    bullets = tuple(
        Bullet(f"b{n}", text, (Span(f"p{n}", 0, len(text)),)) for n, text in enumerate(words, 1)
    )
    document = composed(Brief(article=source, key_points=bullets))
    assert [item.place for item in of(document, ReferenceItem)] == [
        "heading on top",
        "paragraph 1",
        "caption after paragraph 1",
        "paragraph 2",
    ]


def test_a_section_without_statements_says_so():
    notes = [n.text for n in of(composed(short_brief()), Note) if n.kind is NoteKind.SECTION]
    assert notes == ["No statement was taken from this section."]
    waiting = short_brief().with_section(replace(short_brief().sections[3], condensed=False))
    notes = [n.text for n in of(composed(waiting), Note) if n.kind is NoteKind.SECTION]
    assert notes == ["This section has not been condensed."]


def test_a_section_without_a_paragraph_says_that_nothing_stands_under_its_title():
    empty = replace(short_brief().sections[3], paragraphs=())
    notes = [n.text for n in of(composed(short_brief().with_section(empty)), Note)]
    assert "Nothing in the article stands under this title." in notes


def test_a_heading_over_other_sections_says_nothing():
    parent = replace(short_brief().sections[3], id="s0", paragraphs=(), title="Part one")
    child = replace(short_brief().sections[0], level=2)
    document = composed(replace(short_brief(), sections=(parent, child)))
    assert not [n for n in of(document, Note) if n.kind is NoteKind.SECTION]


def test_no_level_of_heading_is_skipped():
    levels = [3, 1, 4, 2, 6]
    sections = tuple(
        replace(short_brief().sections[0], id=f"s{n}", level=level, bullets=())
        for n, level in enumerate(levels, 50)
    )
    document = composed(replace(short_brief(), sections=sections, key_points=()))
    assert [heading.level for heading in of(document, Heading)][:5] == [1, 1, 2, 2, 3]


def test_the_whole_article_as_one_section_does_not_repeat_the_title():
    whole = replace(
        short_brief().sections[0],
        origin=SectionOrigin.WHOLE,
        title=article().title,
    )
    document = composed(replace(short_brief(), sections=(whole,), key_points=()))
    assert of(document, Heading)[0].text == "Summary"


def test_without_key_points_or_sections_there_is_no_empty_heading():
    document = composed(replace(short_brief(), key_points=(), sections=()))
    assert [block.text for block in of(document, Heading)] == ["How this briefing was made"]


def test_a_bullet_without_words_is_left_out():
    document = composed(with_bullet(text=" \0\n"))
    assert of(document, BulletItem) == []
    assert of(document, ReferenceItem) == []


def test_the_note_tells_who_worded_what():
    assert method(short_brief()).startswith(
        "Made with Briefing 0.1.0 on 23 November 2026. Of 11 statements, 8 were worded by the "
        "language model SmolLM2-135M-Instruct Q4_1 (checksum b1b1b1b1b1b1…), 2 were taken from "
        "the article in its own words and 1 was written or edited by a person. Footnotes"
    )


def test_the_note_names_the_statements_that_a_person_worded_where_they_are_some():
    notes = [n.text for n in of(composed(short_brief()), Note) if n.kind is NoteKind.METHOD]
    assert notes[1:] == [
        "Written or edited by a person, by their place in the list: “What it costs” 2."
    ]


def test_a_doubtful_statement_carries_its_doubt_and_the_note_its_reasons():
    reasons = ("number 3,000 is not in the source", "no date\nthere")
    brief = with_bullet(verdict=Verdict.CHECK, reasons=reasons)
    document = composed(brief)
    (item,) = of(document, BulletItem)
    assert item.doubt == "To check"
    assert item.reasons == "number 3,000 is not in the source; no date there"
    assert document.blocks[-1].text == (
        "To check, “What may happen” 1: number 3,000 is not in the source; no date there."
    )
    (item,) = of(composed(with_bullet(verdict=Verdict.UNSUPPORTED)), BulletItem)
    assert item.doubt == "Not supported"


def test_the_note_says_where_the_evidence_is():
    for form, word in (
        (EvidenceForm.FOOTNOTES, "Footnotes quote"),
        (EvidenceForm.ENDNOTES, "Endnotes quote"),
        (EvidenceForm.COMMENTS, "Comments quote"),
        (EvidenceForm.LIST, "Raised numbers lead to"),
    ):
        document = compose(short_brief(), TODAY, DocumentOptions(evidence=form))
        assert any(f"{word} the words" in note.text for note in of(document, Note))


def test_a_statement_that_a_person_changed_is_the_persons():
    changed = with_bullet(machine_text="Before.", origin=BulletOrigin.MODEL)
    assert "The only statement was written or edited by a person." in method(changed)


def test_the_note_names_the_servers_that_sentences_were_sent_to():
    engine = EngineNote(model="large", servers=("https://model.example.org",))
    note = method(replace(short_brief(), engine=engine))
    assert "large on the server https://model.example.org." in note


def test_the_note_names_a_servers_model_even_where_nothing_that_it_wrote_was_taken():
    engine = EngineNote("qwen2.5:7b", None, {}, ("http://192.168.1.5:8000/v1",))
    note = method(replace(with_bullet(origin=BulletOrigin.EXTRACT), engine=engine))
    assert (
        "Sentences of the article were sent to the language model qwen2.5:7b on the server "
        "http://192.168.1.5:8000/v1." in note
    )
    assert "sent to" not in method(short_brief())


def test_without_a_language_model_none_is_named():
    brief = replace(with_bullet(origin=BulletOrigin.EXTRACT), engine=EngineNote())
    assert "model" not in method(brief)
    assert "No statement was written or edited by a person." in method(brief)


def test_a_model_that_worded_nothing_is_named_for_what_it_did():
    brief = with_bullet(origin=BulletOrigin.EXTRACT)
    note = method(replace(brief, engine=EngineNote("small", "b1" * 32)))
    assert "The only statement was taken from the article in its own words." in note
    told = (
        "The language model small (checksum b1b1b1b1b1b1…) helped to choose among the article's "
        "words."
    )
    assert told in note
    assert told not in method(short_brief())


def test_statements_that_the_check_did_not_confirm_are_counted():
    assert "could not confirm" not in method(short_brief())
    assert "could not confirm 1 statement against" in method(with_bullet(verdict=Verdict.CHECK))


def test_the_programs_own_words_keep_their_order_in_a_page_from_right_to_left():
    brief = replace(short_brief(), article=replace(article(), language="ar"))
    document = composed(brief)
    assert of(document, Meta)[2].value == "\u200e23 November 2026\u200e"
    assert of(document, Title)[0].text == article().title
