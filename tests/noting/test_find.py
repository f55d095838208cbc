"""What is found beside the bullets, in whole small articles with the real grammar model."""

from __future__ import annotations

import pytest

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.checking.source import Source, parse_source
from briefing.gathering import gathered
from briefing.notes import Notes
from briefing.noting.find import find_notes

pytestmark = pytest.mark.model

HARBOUR = """\
The harbour board will close the old pier by 30 June 2027, its head, Alda Reyes, said on Monday.
Nearly 3,000 tonnes of fish a year are landed there. Landings fell by 12 per cent last year.
“We cannot keep a pier that the sea is taking away,” said Reyes. “The new one will last.”
The Coastal Fishing Union (CFU) said that its members would lose two berths. Its head, Bo Holm, \
did not say that the union would sue.
The new pier is to cost 4.5 million euros. The engineer Ida Lund, then aged 34, planned it in 1998.
""".splitlines()


def source_of(grammar, *texts, published="2026-11-24", **details) -> Source:
    paragraphs = tuple(
        Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(texts, 1)
    )
    article = Article("a.txt", "0" * 64, paragraphs, published=published, **details)
    return parse_source(article, grammar)


@pytest.fixture(scope="module")
def harbour(grammar) -> Source:
    return source_of(grammar, *HARBOUR)


def test_every_row_has_its_words_exactly_where_it_says(harbour):
    notes = find_notes(harbour)
    words_of = harbour.article.words_of
    for row in (*notes.figures, *notes.sayings, *notes.dates):
        assert words_of(row.words) == row.text
        assert row.evidence.start <= row.words.start
        assert row.words.end <= row.evidence.end
    for row in notes.abbreviations:
        assert {row.short, row.long} <= {
            words.strip("()") for words in words_of(row.words).replace(" (", "\n(").split("\n")
        }


def test_figures_keep_approximation_unit_and_scope_and_tell_what_they_count(harbour):
    told = {row.text: row.counts for row in find_notes(harbour).figures}
    assert told["Nearly 3,000 tonnes"] == "fish a year"
    assert told["12 per cent"] == "Landings fell by"
    assert told["4.5 million euros"] == "The new pier is to cost"


def test_years_ages_and_small_counts_are_no_key_figures(harbour):
    words = " ".join(row.text for row in find_notes(harbour).figures)
    assert "1998" not in words
    assert "34" not in words
    assert "two" not in words


def test_who_said_what_has_the_name_in_full_and_the_role(harbour):
    said = {row.text: row for row in find_notes(harbour).sayings}
    quoted = said["We cannot keep a pier that the sea is taking away"]
    assert (quoted.speaker, quoted.verbatim) == ("Alda Reyes", True)
    reported = said["its members would lose two berths"]
    assert (reported.speaker, reported.verbatim) == ("The Coastal Fishing Union", False)


def test_what_somebody_did_not_say_is_no_saying(harbour):
    assert not any("sue" in row.text for row in find_notes(harbour).sayings)


def test_a_day_to_act_by_is_a_deadline_and_days_of_mere_talk_are_left_out(harbour):
    (row,) = find_notes(harbour).dates
    assert (row.text, row.day, row.deadline) == ("30 June 2027", "2027-06-30", True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The storm hit the coast on Sunday.", "2026-11-22"),
        ("The council will vote on Friday.", "2026-11-27"),
        ("The ferry sank yesterday.", "2026-11-23"),
        ("The fair will open on 3 February.", "2027-02-03"),
        ("The mine was shut on 5 October.", "2026-10-05"),
        ("The council will vote next Friday.", ""),
        ("The council may vote on Friday.", ""),
        ("In the war year 1916, the mine was shut on 5 October.", ""),
    ],
)
def test_a_date_means_a_day_only_where_the_article_makes_it_sure(grammar, text, day):
    (row,) = find_notes(source_of(grammar, text)).dates
    assert row.day == day


def test_without_the_articles_own_day_weekdays_mean_none(grammar):
    (row,) = find_notes(source_of(grammar, "The storm hit on Sunday.", published=None)).dates
    assert row.day == ""


def test_a_figure_tells_who_says_it_and_one_told_twice_is_one_row(grammar):
    source = source_of(
        grammar,
        "The police said more than 400 people had come to the square. The square was full.",
        "More than 400 people stayed until dawn.",
    )
    (row,) = find_notes(source).figures
    assert (row.text, row.counts, row.said_by) == ("more than 400", "people", "The police")


def test_what_bullets_rest_on_ranks_first(grammar):
    texts = [f"The town has {n * 3 + 50} houses in its district {n}." for n in range(1, 13)]
    source = source_of(grammar, *texts)
    chosen = [Span("p12", 0, 10)]
    assert find_notes(source, chosen).figures[0].text == "86"
    assert len(find_notes(source, chosen).figures) < 12


def test_an_article_in_another_language_gives_abbreviations_alone(grammar):
    source = source_of(
        grammar,
        "Die Deutsche Bahn (DB) verlor 2.000 Kunden, sagte Anna Roth am 5. Mai 2026.",
        language="de",
    )
    notes = find_notes(source)
    assert notes.abbreviations[0].long == "Deutsche Bahn"
    assert notes == Notes(abbreviations=notes.abbreviations)


def test_articles_that_stand_together_give_rows_of_each_with_their_own_day(grammar):
    first = source_of(grammar, "The storm hit the coast on Sunday.").article
    other = source_of(
        grammar, "The dam broke on Sunday.", published="2026-10-07", title="The dam"
    ).article
    both = gathered(first, other)
    dates = find_notes(parse_source(both, grammar)).dates
    assert [row.day for row in dates] == ["2026-10-04", "2026-11-22"]
    assert [both.words_of(row.words) for row in dates] == ["Sunday", "Sunday"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "The port faces a 20% cut over a three-year period.",
            [("20%", "cut over a three-year period")],
        ),
        (
            "It was rated as 30% or greater by the harbour office.",
            [],
        ),
        (
            "Loans of cash and land came to $150 million and 185 million acres of woodland.",
            [
                ("$150 million", "Loans of cash and land came to"),
                ("185 million acres", "woodland"),
            ],
        ),
        (
            "The club asked 250 parents, teachers and pupils.",
            [("250", "parents, teachers and pupils")],
        ),
        ("The motion was carried by a 388-5 vote.", []),
        ("They camped within 300 metres of the lake.", []),
        ("The hall was built in 1912 for a choir of two.", []),
    ],
)
def test_a_figure_counts_what_the_sentence_says_or_is_left_out(grammar, text, figures):
    found = find_notes(source_of(grammar, text)).figures
    assert sorted((row.text, row.counts) for row in found) == sorted(figures)


def test_a_weekday_in_a_name_or_in_a_quotation_is_no_date(grammar):
    source = source_of(
        grammar,
        "The march of Bloody Sunday was remembered by all.",
        "“I have sold nothing since Thursday,” said the baker, Pia Lorne.",
    )
    assert find_notes(source).dates == ()
