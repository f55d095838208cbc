"""Several articles stand together as one, and come apart again as they were."""

from dataclasses import replace

import pytest

from briefing.article import Article, Details, LeftOut, Paragraph, ParagraphKind, Span
from briefing.brief import Brief
from briefing.codec import article_from_json, article_to_json
from briefing.editing.corrections import LeaveOut, Merge, PutBack, Split
from briefing.errors import EditError
from briefing.gathering import apart, gathered, member_of


def _article(name: str, *texts: str, language: str | None = "en") -> Article:
    return Article(
        source=f"/articles/{name}.txt",
        sha256=name * 8,
        paragraphs=tuple(
            Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(texts, 2)
        ),
        title=f"On {name}",
        authors=("A. Reporter",),
        published="2026-11-20",
        language=language,
        left_out=(
            LeftOut(Paragraph("p1", ParagraphKind.TEXT, f"Top of {name}"), None, "advertisement"),
        ),
        notes=(f"{name} was read from a scan.",),
    )


HARBOUR = _article("harbour", "The harbour closed.", "It will open in May.")
FERRY = _article("ferry", "The ferry was sold.", "Its buyer is not known.")
MILL = _article("mill", "The mill burned down.", language="de")


def test_one_article_stays_what_it_is() -> None:
    assert gathered(HARBOUR) is HARBOUR
    assert apart(HARBOUR) == (HARBOUR,)


def test_the_first_keeps_its_ids_and_all_ids_differ() -> None:
    both = gathered(HARBOUR, FERRY, MILL)
    assert both.paragraphs[:2] == HARBOUR.paragraphs
    assert len(both.by_id) == 5
    assert both.words_of(Span("a2.p2", 0, 9)) == "The ferry"
    assert both.words_of(Span("a3.p2", 0, 8)) == "The mill"


def test_the_whole_has_no_title_or_date_of_its_own() -> None:
    both = gathered(HARBOUR, FERRY)
    assert both.details == Details(language="en")
    assert gathered(HARBOUR, MILL).language is None
    assert [m.details.title for m in both.members] == ["On harbour", "On ferry"]


def test_they_come_apart_as_they_were_but_for_the_ids() -> None:
    one, other = apart(gathered(HARBOUR, FERRY))
    assert one == HARBOUR
    assert [p.text for p in other.paragraphs] == [p.text for p in FERRY.paragraphs]
    assert replace(other, paragraphs=(), left_out=()) == replace(FERRY, paragraphs=(), left_out=())
    assert other.left_out[0].after is None
    assert [row.left_out for row in other.rows] == [row.left_out for row in FERRY.rows]


def test_more_can_join_later_without_changing_an_id() -> None:
    two = gathered(HARBOUR, FERRY)
    three = gathered(two, MILL)
    assert three.paragraphs[: len(two.paragraphs)] == two.paragraphs
    assert three == gathered(HARBOUR, FERRY, MILL)
    assert gathered(HARBOUR, gathered(FERRY, MILL)) == three


def test_what_was_left_out_stands_where_it_stood() -> None:
    texts = [row.paragraph.text for row in gathered(HARBOUR, FERRY).rows]
    assert texts == [
        "Top of harbour",
        "The harbour closed.",
        "It will open in May.",
        "Top of ferry",
        "The ferry was sold.",
        "Its buyer is not known.",
    ]


def test_a_paragraph_tells_of_which_article_it_is() -> None:
    both = gathered(HARBOUR, FERRY)
    member = member_of(both, "a2.p3")
    assert member is not None
    assert member.details.title == "On ferry"
    assert member_of(HARBOUR, "p2") is None


def test_they_survive_the_project_file() -> None:
    both = gathered(HARBOUR, FERRY, MILL)
    assert article_from_json(article_to_json(both)) == both
    assert "members" not in article_to_json(HARBOUR)


def test_corrections_leave_a_paragraph_with_its_article() -> None:
    brief = Brief.begin(gathered(HARBOUR, FERRY))
    brief, _ = Split("a2.p2", 9).apply(brief)
    brief, _ = PutBack(("a2.p1",)).apply(brief)
    brief, _ = LeaveOut(("p3",)).apply(brief)
    one, other = apart(brief.article)
    assert [p.text for p in one.paragraphs] == ["The harbour closed."]
    assert [p.text for p in other.paragraphs] == [
        "Top of ferry",
        "The ferry",
        "was sold.",
        "Its buyer is not known.",
    ]


def test_paragraphs_of_two_articles_are_not_merged() -> None:
    brief = Brief.begin(gathered(HARBOUR, FERRY))
    with pytest.raises(EditError, match="two articles"):
        Merge(("p3",)).apply(brief)
