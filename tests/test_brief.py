"""Articles and briefs hold together: spans, ids, places."""

from dataclasses import replace

import pytest

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.brief import KEY_POINTS, Brief, Bullet, Section, SectionOrigin
from briefing.codec import brief_from_json, brief_to_json

ARTICLE = Article(
    "bridge.txt",
    "0" * 64,
    (
        Paragraph("p1", ParagraphKind.HEADING, "The bridge", level=1),
        Paragraph("p2", ParagraphKind.TEXT, "The bridge is shut. It rusts."),
        Paragraph("p3", ParagraphKind.CAPTION, "The bridge at dusk", page=2),
    ),
    title="The bridge",
    contents=("One",),
)


@pytest.fixture
def brief():
    section = Section("s1", "One", SectionOrigin.CONTENTS, ("p2",))
    started = Brief.begin(ARTICLE, (section,))
    numbered, bullets = started.numbered([Bullet("", "It is shut.", (Span("p2", 0, 19),))])
    return numbered.with_bullets("s1", bullets)


def test_a_span_gives_the_articles_own_words():
    assert ARTICLE.words_of(Span("p2", 0, 19)) == "The bridge is shut."


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_a_span_without_characters_is_refused(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span("p2", start, end)


def test_a_span_that_leaves_its_paragraph_has_no_words():
    with pytest.raises(ValueError, match="leaves the text"):
        ARTICLE.words_of(Span("p2", 0, 400))


def test_only_text_lists_quotes_and_tables_are_the_body():
    assert [p.id for p in ARTICLE.body] == ["p2"]


def test_new_bullets_get_ids_that_no_section_or_bullet_has(brief):
    place, index, bullet = brief.find("b2")
    assert (place, index, bullet.text) == ("s1", 0, "It is shut.")
    _, more = brief.numbered([Bullet("", "It rusts.")])
    assert more[0].id == "b3"


def test_an_id_is_not_used_again_after_its_bullet_is_gone(brief):
    emptied = brief.with_bullets("s1", ())
    _, more = emptied.numbered([Bullet("", "It rusts.")])
    assert more[0].id == "b3"


def test_key_points_are_a_place_of_their_own(brief):
    with_point = brief.with_bullets(KEY_POINTS, [Bullet("b9", "Shut.")])
    assert with_point.bullets_at(KEY_POINTS)[0].id == "b9"
    assert [place for place, _ in with_point.places()] == [KEY_POINTS, "s1"]


def test_asking_for_what_is_not_there_is_a_key_error(brief):
    for ask in (lambda: brief.section("s9"), lambda: brief.find("b99")):
        with pytest.raises(KeyError):
            ask()


def test_the_title_is_the_persons_then_the_articles_then_a_neutral_word(brief):
    assert replace(brief, title="Mine").shown_title == "Mine"
    assert brief.shown_title == "The bridge"
    assert Brief.begin(replace(ARTICLE, title=None)).shown_title == "Briefing"


def test_a_brief_survives_its_json_form(brief):
    assert brief_from_json(brief_to_json(brief)) == brief


def test_json_by_other_programs_needs_only_what_the_contract_names(brief):
    data = brief_to_json(brief)
    for extra in ("title", "next_id"):
        del data[extra]
    for section in data["sections"]:
        del section["condensed"]
    del data["article"]["contents"]
    back = brief_from_json(data)
    assert back.next_id == 3
    assert back.sections[0].condensed


def test_another_format_is_refused(brief):
    with pytest.raises(ValueError, match="briefing/2"):
        brief_from_json({**brief_to_json(brief), "format": "briefing/2"})
