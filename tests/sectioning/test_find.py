"""Each shape of article gets its sections."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.brief import Section, SectionOrigin
from briefing.engine.types import Embedder, FloatArray
from briefing.reading.registry import read_article
from briefing.resources import sample
from briefing.sectioning.find import find_sections
from tests.sectioning.articles import STRIKE, STRIKE_TITLES, article_of

SUBJECTS = ("river", "bridge", "school", "market")
BORDER_TOWN = {
    "Bridge Closure at Tarnhall": ("p1", "p2", "p5", "p6", "p7", "p8"),
    "Salt Levels in the River": ("p9", "p10", "p11", "p12", "p13", "p14"),
    "Losses for Local Traders": ("p16", "p17", "p18", "p20", "p21", "p22"),
    "Hospital Agreement": ("p15",),
    "Talks Between the Two Governments": ("p28", "p29", "p30", "p31", "p32"),
    "Plans for a Ferry": ("p23", "p24", "p25", "p26", "p27"),
}


def by_subject(texts: Sequence[str]) -> FloatArray:
    """Vectors by hand: a text points to the subjects that it names, and a little elsewhere."""
    rows = [[0.05 + text.casefold().count(subject) for subject in SUBJECTS] for text in texts]
    vectors = np.array(rows, dtype=np.float32)
    unit: FloatArray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def on(subject: str, count: int) -> list[str]:
    ways = (
        f"Work on the {subject} began in spring, the council said on Monday.",
        f"Engineers were sent to the {subject} twice before anyone answered.",
        f"Costs have doubled, and people near the {subject} want to know why.",
    )
    return [ways[i % 3] for i in range(count)]


def long_on(subject: str, count: int) -> list[str]:
    return [" ".join(on(subject, 3) * 4) for _ in range(count)]


def holds_each_body_paragraph_once(article: Article, sections: Sequence[Section]) -> bool:
    held = [p for section in sections for p in section.paragraphs]
    return sorted(held) == sorted(p.id for p in article.body)


def shape(sections: Sequence[Section]) -> list[tuple[str, tuple[str, ...]]]:
    return [(section.title, section.paragraphs) for section in sections]


# --- contents ---------------------------------------------------------------------------------


def test_titles_get_their_paragraphs_in_the_lists_order_whatever_the_texts() -> None:
    article = article_of(
        [*on("school", 3), *on("river", 4), *on("bridge", 3)],
        contents=["The River", "The Bridge", "The School"],
    )
    sections = find_sections(article, by_subject)
    assert shape(sections) == [
        ("The River", ("p4", "p5", "p6", "p7")),
        ("The Bridge", ("p8", "p9", "p10")),
        ("The School", ("p1", "p2", "p3")),
    ]
    assert {s.origin for s in sections} == {SectionOrigin.CONTENTS}
    assert [s.id for s in sections] == ["s1", "s2", "s3"]


def test_a_title_that_the_text_never_comes_to_stays_empty() -> None:
    article = article_of(
        [*on("river", 5), *on("bridge", 5)], contents=["The River", "The Market", "The Bridge"]
    )
    river, market, bridge = find_sections(article, by_subject)
    assert market.paragraphs == ()
    assert river.paragraphs == ("p1", "p2", "p3", "p4", "p5")
    assert bridge.paragraphs == ("p6", "p7", "p8", "p9", "p10")


def test_where_two_titles_fit_alike_the_reason_says_that_it_is_not_certain() -> None:
    both = "The river and the bridge were shut on Monday, and nobody said for how long."
    unclear = article_of(
        [*on("school", 4), *[both] * 4], contents=["The School", "The River", "The Bridge"]
    )
    clear = article_of(
        [*on("school", 4), *on("river", 4), *on("bridge", 4)],
        contents=["The School", "The River", "The Bridge"],
    )
    doubts = [s.why for s in find_sections(unclear, by_subject) if "Not certain" in s.why]
    assert doubts
    assert all("River" in why and "Bridge" in why for why in doubts)
    assert not any("Not certain" in s.why for s in find_sections(clear, by_subject))


def test_a_title_may_have_one_paragraph() -> None:
    article = article_of(
        [*on("river", 4), *on("school", 1), *on("bridge", 4)],
        contents=["The River", "The School", "The Bridge"],
    )
    assert find_sections(article, by_subject)[1].paragraphs == ("p5",)


def test_captions_belong_to_no_section() -> None:
    article = article_of(
        [*on("river", 2), (Kind.CAPTION, "The riverCredit: Us"), *on("bridge", 2)],
        contents=["The River", "The Bridge"],
    )
    sections = find_sections(article, by_subject)
    assert holds_each_body_paragraph_once(article, sections)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_fewer_paragraphs_than_titles_are_no_trouble(count: int) -> None:
    article = article_of(
        on("river", count), contents=["The River", "The Bridge", "The School", "A", "B", "C"]
    )
    sections = find_sections(article, by_subject)
    assert len(sections) == 6
    assert holds_each_body_paragraph_once(article, sections)


def test_a_long_article_with_many_titles_is_cut() -> None:
    pieces = [text for subject in SUBJECTS for text in on(subject, 100)]
    article = article_of(pieces, contents=[s.title() for s in SUBJECTS[::-1]])
    sections = find_sections(article, by_subject)
    assert [len(s.paragraphs) for s in sections] == [100, 100, 100, 100]
    assert sections[0].paragraphs[0] == "p301"


def test_seventy_titles_are_more_than_the_search_tells_apart_but_none_is_lost() -> None:
    article = article_of(on("river", 80), contents=[f"Matter {n}" for n in range(70)])
    sections = find_sections(article, by_subject)
    assert len(sections) == 70
    assert holds_each_body_paragraph_once(article, sections)


def test_without_an_embedder_shared_words_decide() -> None:
    article = article_of(
        [
            "The school roof leaked all winter, and pupils sat under umbrellas.",
            "A new roof for the school would cost 80,000 crowns, said the head.",
            "Parents have begun to collect slates from a barn near the school.",
            "River levels rose again on Friday after two weeks of rain.",
            "The river authority expects levels to fall when the wind turns.",
            "Swans have moved to the upper river, where levels are lower.",
        ],
        contents=["River Levels", "School Roof"],
    )
    river, school = find_sections(article)
    assert river.paragraphs == ("p4", "p5", "p6")
    assert school.paragraphs == ("p1", "p2", "p3")


@pytest.mark.model
def test_an_article_whose_list_is_out_of_order_is_cut_as_a_reader_would(
    embedder: Embedder,
) -> None:
    article = article_of([text for _, text in STRIKE], contents=STRIKE_TITLES)
    sections = find_sections(article, embedder.embed)
    expected = [
        (title, tuple(f"p{n}" for n, (at, _) in enumerate(STRIKE, 1) if at == index))
        for index, title in enumerate(STRIKE_TITLES)
    ]
    assert shape(sections) == expected


@pytest.mark.model
def test_a_listed_title_that_the_article_says_nothing_of_stays_empty_and_says_so(
    embedder: Embedder,
) -> None:
    titles = [*STRIKE_TITLES[:2], "Ash Cloud over Iceland", *STRIKE_TITLES[2:]]
    article = article_of([text for _, text in STRIKE], contents=titles)
    sections = {section.title: section for section in find_sections(article, embedder.embed)}
    assert sections["Ash Cloud over Iceland"].paragraphs == ()
    assert "nothing in the text" in sections["Ash Cloud over Iceland"].why


@pytest.mark.xfail(
    strict=True, reason="The first paragraph on the shops is put with the hospital's only one."
)
@pytest.mark.model
def test_the_sample_in_the_shape_of_a_copied_web_page_is_cut_as_a_reader_would(
    embedder: Embedder,
) -> None:
    article = read_article(sample("border-town.txt"))
    assert dict(shape(find_sections(article, embedder.embed))) == BORDER_TOWN


# --- headings ---------------------------------------------------------------------------------


def test_headings_make_sections_with_levels() -> None:
    article = article_of(
        [
            "Opening words.",
            (Kind.HEADING, "Costs", 2),
            "They rose.",
            (Kind.LIST, "by much"),
            (Kind.HEADING, "Labour", 3),
            "It is dear.",
            (Kind.HEADING, "Dates", 2),
            "They slipped.",
        ],
        title="The wall",
    )
    sections = find_sections(article)
    assert [(s.title, s.level, s.paragraphs) for s in sections] == [
        ("The wall", 1, ("p1",)),
        ("Costs", 1, ("p3", "p4")),
        ("Labour", 2, ("p6",)),
        ("Dates", 1, ("p8",)),
    ]
    assert {s.origin for s in sections} == {SectionOrigin.HEADING}


def test_text_above_the_first_heading_of_an_untitled_article_is_the_introduction() -> None:
    article = article_of(["Opening words.", (Kind.HEADING, "Costs", 1), "They rose."])
    assert find_sections(article)[0].title == "Introduction"


def test_a_heading_with_only_sub_headings_goes_into_their_titles() -> None:
    article = article_of(
        [
            (Kind.HEADING, "Condition", 1),
            (Kind.HEADING, "Quay", 2),
            "It sags.",
            (Kind.HEADING, "Slip", 2),
            "It holds.",
            (Kind.HEADING, "Use", 1),
            "It grows.",
        ]
    )
    assert [(s.title, s.level) for s in find_sections(article)] == [
        ("Condition: Quay", 1),
        ("Condition: Slip", 1),
        ("Use", 1),
    ]


def test_a_heading_with_nothing_below_it_is_left_out() -> None:
    article = article_of(
        [(Kind.HEADING, "Empty", 1), (Kind.HEADING, "Full", 1), "Text.", (Kind.HEADING, "End", 1)]
    )
    assert [s.title for s in find_sections(article)] == ["Full"]


def test_headings_win_over_a_contents_list() -> None:
    article = article_of(
        [(Kind.HEADING, "The Bridge", 2), *on("bridge", 2), (Kind.HEADING, "The River", 2), "Wet."],
        contents=["The River", "The Bridge"],
    )
    assert [s.origin for s in find_sections(article, by_subject)] == [SectionOrigin.HEADING] * 2


def test_headings_of_the_page_itself_head_nothing() -> None:
    article = article_of(
        [
            (Kind.HEADING, "The Bridge", 2),
            *on("bridge", 2),
            (Kind.HEADING, "Advertisement", 2),
            *on("bridge", 1),
            (Kind.HEADING, "The River", 2),
            *on("river", 2),
            (Kind.HEADING, "More on this story", 2),
        ]
    )
    assert shape(find_sections(article)) == [
        ("The Bridge", ("p2", "p3", "p5")),
        ("The River", ("p7", "p8")),
    ]


def test_crumbs_go_to_the_section_above() -> None:
    small = [(Kind.HEADING, f"Step {n}", 3) for n in range(4)]
    pieces = [piece for head in small for piece in (head, "Nothing of note was said.")]
    article = article_of([(Kind.HEADING, "The Bridge", 2), *on("bridge", 2), *pieces])
    (bridge,) = find_sections(article)
    assert len(bridge.paragraphs) == 6


# --- neither ----------------------------------------------------------------------------------


def test_a_short_article_is_one_section() -> None:
    article = article_of([*on("river", 2), *on("bridge", 2)], title="Two works")
    (section,) = find_sections(article, by_subject)
    assert section.title == "Two works"
    assert section.origin is SectionOrigin.WHOLE
    assert holds_each_body_paragraph_once(article, [section])


def test_a_long_article_is_cut_where_its_topic_changes() -> None:
    article = article_of(
        [*long_on("river", 4), *long_on("school", 4), *long_on("market", 4)], title="The year"
    )
    sections = find_sections(article, by_subject)
    assert [s.paragraphs for s in sections] == [
        ("p1", "p2", "p3", "p4"),
        ("p5", "p6", "p7", "p8"),
        ("p9", "p10", "p11", "p12"),
    ]
    assert {s.origin for s in sections} == {SectionOrigin.TOPIC}


def test_titles_of_topics_are_the_articles_own_words_and_differ() -> None:
    article = article_of([*long_on("river", 4), *long_on("school", 4)])
    sections = find_sections(article, by_subject)
    titles = [s.title for s in sections]
    text = " ".join(p.text for p in article.paragraphs).casefold()
    assert len(set(titles)) == len(titles) == 2
    assert all(title.casefold() in text for title in titles)


def test_the_same_article_is_cut_the_same_way_twice() -> None:
    article = article_of([*long_on("river", 3), *long_on("school", 3)])
    assert find_sections(article, by_subject) == find_sections(article, by_subject)


def test_an_article_of_one_word_repeated_is_no_trouble() -> None:
    article = article_of(["word " * 200] * 8, contents=["word", "word"])
    assert holds_each_body_paragraph_once(article, find_sections(article))
