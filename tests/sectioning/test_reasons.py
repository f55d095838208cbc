"""Each section says why it begins where it does."""

from __future__ import annotations

from briefing.article import ParagraphKind as Kind
from briefing.codec import section_from_json, section_to_json
from briefing.sectioning.evidence import Material
from briefing.sectioning.find import find_sections
from briefing.sectioning.part_phrases import phrases_of_parts
from briefing.sectioning.reasons import BY_MEASURES, why_topics
from tests.sectioning.articles import article_of

ROOF = (
    "The school roof leaked all winter, and pupils sat under umbrellas.",
    "A new roof for the school would cost 80,000 crowns, said the head.",
    "Parents have begun to collect slates from a barn near the school.",
)
RIVER = (
    "River levels rose again on Friday after two weeks of rain.",
    "The river authority expects levels to fall when the wind turns.",
    "Swans have moved to the upper river, where levels are lower.",
)


def test_a_heading_is_its_own_reason() -> None:
    article = article_of([*ROOF, (Kind.HEADING, "The River", 2), *RIVER])
    assert [s.why for s in find_sections(article)] == [
        "This stands above the article's first heading.",
        "The heading “The River” stands here.",
    ]


def test_a_listed_title_names_its_words_that_stand_there() -> None:
    article = article_of([*ROOF, *RIVER], contents=["River Levels", "School Roof"])
    river, school = find_sections(article)
    assert river.why.startswith("Listed as “River Levels”; only here does the text speak of ")
    assert "“River”" in river.why
    assert "“roof”" in school.why


def test_a_reason_quotes_words_as_the_text_has_them() -> None:
    article = article_of([*ROOF, *RIVER], contents=["Rivers in Spate", "Schools"])
    river, school = find_sections(article)
    assert "“River”" in river.why
    assert "“school”" in school.why


def test_a_section_without_its_titles_words_claims_none() -> None:
    article = article_of(ROOF, contents=["Learning in the Rain"])
    assert "its words do not stand here" in find_sections(article)[0].why


def test_one_section_says_whether_the_text_is_short_or_of_one_topic() -> None:
    assert "too short" in find_sections(article_of(ROOF))[0].why
    monotonous = [" ".join(ROOF * 4)] * 12
    (whole,) = find_sections(article_of(monotonous))
    assert "another topic" in whole.why


def test_a_title_without_text_says_so() -> None:
    article = article_of(ROOF[:1], contents=["School Roof", "Zebras"])
    assert "nothing in the text was found" in find_sections(article)[1].why


def test_a_change_of_topic_names_what_is_new() -> None:
    article = article_of([" ".join(ROOF * 4)] * 4 + [" ".join(RIVER * 4)] * 4)
    first, second = find_sections(article)
    assert first.why == "The article begins here."
    assert second.why.endswith(" here for the first time.")
    assert "river" in second.why.casefold()


def reasons_of(*parts: str) -> list[str]:
    material = Material.of(parts, None)
    rows = [[row] for row in range(len(parts))]
    return why_topics(material, rows, phrases_of_parts(material, rows, None))


SLATES = "The roof has lost its slates. Thieves took the slates by night."
EELS = "The weir keeps out the eels. Without eels the herons leave."


def test_a_topic_that_returns_is_no_new_one() -> None:
    assert reasons_of(SLATES, EELS, SLATES)[2] == "The text comes back to “slates” here."


def test_a_topic_that_is_left_is_named_where_nothing_new_is() -> None:
    both = f"{SLATES} {EELS}"
    assert reasons_of(both, SLATES)[1] == "The text speaks no more of “eels” here."


def test_where_no_word_shows_a_change_none_is_claimed() -> None:
    assert reasons_of(SLATES, SLATES)[1] == BY_MEASURES


def test_the_reason_is_kept_in_a_file_and_dropped_when_the_beginning_moves() -> None:
    section = find_sections(article_of([*ROOF, (Kind.HEADING, "The River", 2), *RIVER]))[1]
    assert section_from_json(section_to_json(section)) == section
    assert section.with_paragraphs(section.paragraphs[:-1]).why
    assert not section.with_paragraphs(section.paragraphs[1:]).why
