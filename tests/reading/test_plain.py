"""Plain text: where paragraphs end, what is a title, a heading, a list."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article

FIRST = (
    "The lighthouse at Grenna Point was switched off on Sunday night, ending 162 years in which "
    "its beam had swept the sound every eleven seconds, and nobody on the island slept well."
)
SECOND = (
    "Its keeper, Tove Lindahl, who had been paid until March, said that she would stay in the "
    "cottage for as long as the roof held; the trust that owns it may let her do so without rent."
)
THIRD = (
    "Ships have steered by satellite for thirty years, the coastguard said, and the cost of a new "
    "lens, put at 1.4 million crowns, could not be defended before the auditors."
)


def read(folder: Path, text: str) -> Article:
    file = folder / "article.txt"
    file.write_text(text, encoding="utf-8")
    return read_article(file)


def texts(article: Article, kind: Kind = Kind.TEXT) -> list[str]:
    return [p.text for p in article.paragraphs if p.kind is kind]


def wrapped(*paragraphs: str, width: int = 72, between: str = "\n\n", indent: str = "") -> str:
    return between.join(textwrap.fill(p, width, initial_indent=indent) for p in paragraphs)


def test_paragraphs_are_numbered_from_p1(tmp_path: Path) -> None:
    article = read(tmp_path, "\n".join([FIRST, SECOND]))
    assert [p.id for p in article.paragraphs] == ["p1", "p2"]


def test_long_lines_are_a_paragraph_each(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "\n".join([FIRST, SECOND, THIRD]))) == [FIRST, SECOND, THIRD]


def test_short_sentences_on_lines_of_their_own_are_a_paragraph_each(tmp_path: Path) -> None:
    lines = [
        "The ferry left at nine with forty people aboard.",
        "It was back before ten.",
        "Fog had closed the channel, the master said afterwards.",
        "Two passengers have asked for their money.",
    ]
    assert texts(read(tmp_path, "\n".join(lines))) == lines


@pytest.mark.parametrize("width", [50, 72, 100])
def test_wrapped_lines_are_joined_and_blank_lines_part_paragraphs(
    tmp_path: Path, width: int
) -> None:
    article = read(tmp_path, wrapped(FIRST, SECOND, THIRD, width=width))
    assert texts(article) == [FIRST, SECOND, THIRD]


def test_wrapped_paragraphs_without_blank_lines_are_parted_by_their_indent(tmp_path: Path) -> None:
    article = read(tmp_path, wrapped(FIRST, SECOND, THIRD, between="\n", indent="    "))
    assert texts(article) == [FIRST, SECOND, THIRD]


def test_a_word_parted_at_a_line_end_is_joined_if_it_stands_whole_elsewhere(tmp_path: Path) -> None:
    text = (
        "The keeper of the lighthouse said on Monday that the whole of the light-\n"
        "house had been painted in the spring, and that a well-\n"
        "known firm from the mainland had been paid for the work by the trust it-\n"
        "self; no bill was shown to the reporters who had come across the water\n"
        "to see it, and the trust did not answer.\n"
    )
    (paragraph,) = texts(read(tmp_path, text))
    assert "whole of the lighthouse had" in paragraph
    assert "a well-known firm" in paragraph


def test_a_short_first_line_without_full_stop_is_the_title(tmp_path: Path) -> None:
    article = read(tmp_path, f"Last light at Grenna Point\n\n{FIRST}\n\n{SECOND}\n")
    assert article.title == "Last light at Grenna Point"
    assert texts(article) == [FIRST, SECOND]


def test_a_title_may_be_a_question(tmp_path: Path) -> None:
    assert read(tmp_path, f"Who needs a lighthouse?\n{FIRST}").title == "Who needs a lighthouse?"


@pytest.mark.parametrize(
    "first",
    [
        "The light went out on Sunday.",
        "- Tove Lindahl, keeper",
        "The lamp room in 1931Credit: Island Archive",
        "and then the lamp went out",
    ],
)
def test_other_first_lines_are_no_title(tmp_path: Path, first: str) -> None:
    assert read(tmp_path, f"{first}\n{FIRST}\n{SECOND}\n").title is None


def test_an_article_that_begins_with_its_text_has_no_title(tmp_path: Path) -> None:
    assert read(tmp_path, f"{FIRST}\n{SECOND}\n").title is None


def test_captions_are_told_from_the_text_around_them(tmp_path: Path) -> None:
    article = read(tmp_path, f"{FIRST}\nThe lamp room in 1931Credit: Island Archive\n{SECOND}\n")
    assert [p.kind for p in article.paragraphs] == [Kind.TEXT, Kind.CAPTION, Kind.TEXT]


@pytest.mark.parametrize("marker", ["-", "*", "•", "–"])
def test_list_items_lose_their_markers(tmp_path: Path, marker: str) -> None:
    items = ["A lens of cut glass.", "Two clocks, neither of which goes.", "A brass rail."]
    lines = [f"{marker} {item}" for item in items]
    article = read(tmp_path, "\n".join([FIRST, "The sale includes:", *lines, SECOND]))
    assert texts(article, Kind.LIST) == items


def test_numbered_items_are_a_list(tmp_path: Path) -> None:
    article = read(tmp_path, f"{FIRST}\n1. Sell the lens.\n2) Keep the tower.\n{SECOND}\n")
    assert texts(article, Kind.LIST) == ["Sell the lens.", "Keep the tower."]


def test_a_wrapped_item_stays_one_item(tmp_path: Path) -> None:
    text = wrapped(FIRST, SECOND) + (
        "\n\n- The lens, which the trust values at forty thousand crowns or more\n"
        "  if a museum can be found that has the height for it\n"
        "- The brass rail of the gallery, less the part that was stolen in the\n"
        "  winter of the great storm\n\n" + wrapped(THIRD)
    )
    items = texts(read(tmp_path, text), Kind.LIST)
    assert len(items) == 2
    assert items[0].endswith("height for it")


def test_underlined_lines_are_headings_in_plain_text_too(tmp_path: Path) -> None:
    text = f"{FIRST}\n\nThe keeper\n----------\n\n{SECOND}\n\n{THIRD}\n"
    article = read(tmp_path, text)
    assert texts(article, Kind.HEADING) == ["The keeper"]


def test_short_lines_set_off_between_paragraphs_are_headings(tmp_path: Path) -> None:
    text = "\n\n".join([FIRST, "The keeper", SECOND, FIRST, "The cost", THIRD, SECOND])
    assert texts(read(tmp_path, text), Kind.HEADING) == ["The keeper", "The cost"]


def test_one_short_line_between_paragraphs_is_not_taken_for_a_heading(tmp_path: Path) -> None:
    text = "\n\n".join([FIRST, "Not so the keeper", SECOND, THIRD])
    assert texts(read(tmp_path, text), Kind.HEADING) == []


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (["1. The keeper", "1.1 Her cottage", "2. The cost"], [2, 3, 2]),
        (["I. The keeper", "II. Her cottage", "III. The cost"], [2, 2, 2]),
        (["Part 1: The keeper", "Part 2: Her cottage", "Part 3: The cost"], [2, 2, 2]),
        (["THE KEEPER", "HER COTTAGE", "THE COST"], [2, 2, 2]),
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_numbered_lines_and_lines_in_capitals_are_headings(
    tmp_path: Path, lines: list[str], levels: list[int], gap: str
) -> None:
    parts = (f"{line}{gap}{text}" for line, text in zip(lines, (FIRST, SECOND, THIRD), strict=True))
    article = read(tmp_path, f"Last light\n\n{gap.join(parts)}\n")
    headings = [p for p in article.paragraphs if p.kind is Kind.HEADING]
    assert [p.text for p in headings] == lines
    assert [p.level for p in headings] == levels
    assert texts(article) == [FIRST, SECOND, THIRD]


def test_a_numbered_list_with_an_explanation_below_is_still_a_list(tmp_path: Path) -> None:
    text = (
        f"{FIRST}\n\n1. Sell the lens\n2. Keep the tower\n3. Mend the roof\n\n{SECOND}\n\n{THIRD}\n"
    )
    assert texts(read(tmp_path, text), Kind.LIST) == [
        "Sell the lens", "Keep the tower", "Mend the roof"
    ]  # fmt: skip


def test_questions_and_answers_are_text(tmp_path: Path) -> None:
    lines = [
        "Q: Did nobody call you?",
        "A: Somebody called the week after. He asked whether I had a key to the shed.",
        "Anna Berg: And do you?",
        "Tove Lindahl: There is no lock on the shed. There has never been one.",
    ]
    article = read(tmp_path, "\n\n".join([FIRST, *lines, SECOND, THIRD]))
    assert texts(article) == [FIRST, *lines, SECOND, THIRD]


def test_lines_of_speech_keep_their_dashes(tmp_path: Path) -> None:
    lines = [
        "– Who has read the report? asked the chair.",
        "– I have read the first half, said Per.",
        "– And the second half?",
    ]
    article = read(tmp_path, "\n".join([FIRST, "", *lines, "", SECOND]))
    assert texts(article) == [FIRST, *lines, SECOND]


def test_a_stanza_is_one_paragraph(tmp_path: Path) -> None:
    poem = (
        "The Keeper's Song\n\nThe lamp is out upon the hill,\n  the boats are on the sand,\n"
        "and all the winter I shall sit\n  with nothing in my hand.\n\n"
        "The oil is drunk, the glass is sold,\n  the stair is thick with dust,\n"
        "and those who come to mend the roof\n  will come because they must.\n"
    )
    article = read(tmp_path, poem)
    assert article.title == "The Keeper's Song"
    assert [len(text.split()) for text in texts(article)] == [25, 27]


def test_quoted_lines_are_quotes_without_their_marks(tmp_path: Path) -> None:
    text = (
        f"{FIRST}\n\n> The light will be switched off on Sunday, and you are to\n"
        f"> return the key before noon.\n>\n> Nothing else is asked of you.\n\n{SECOND}\n"
    )
    article = read(tmp_path, text)
    assert texts(article, Kind.QUOTE) == [
        "The light will be switched off on Sunday, and you are to return the key before noon.",
        "Nothing else is asked of you.",
    ]
    assert texts(article) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "table",
    [
        (
            "+--------+------+------+\n| Lamp   | 1931 | 1960 |\n+--------+------+------+\n"
            "| Oil    | 120  | 140  |\n| Gas    | 80   | 95   |\n+--------+------+------+"
        ),
        "Lamp     1931   1960\n--------------------\nOil       120    140\nGas        80     95",
        "Lamp\t1931\t1960\nOil\t120\t140\nGas\t80\t95",
        "Lamp | 1931 | 1960\nOil | 120 | 140\nGas | 80 | 95",
    ],
    ids=["framed", "in columns", "tabs", "bars"],
)
def test_tables_drawn_with_characters_are_rows(tmp_path: Path, table: str) -> None:
    article = read(tmp_path, f"{FIRST}\n\n{table}\n\n{SECOND}\n")
    assert texts(article, Kind.TABLE) == ["Lamp | 1931 | 1960", "Oil | 120 | 140", "Gas | 80 | 95"]
    assert texts(article) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "code",
    [
        "    while True:\n        lamp.on()\n        sleep(0.4)",
        "```\nwhile True:\n    lamp.on()\n    sleep(0.4)\n```",
    ],
)
def test_a_program_is_code(tmp_path: Path, code: str) -> None:
    article = read(tmp_path, f"{FIRST}\n\n{code}\n\n{SECOND}\n")
    assert texts(article, Kind.CODE) == ["while True: lamp.on() sleep(0.4)"]
    assert texts(article) == [FIRST, SECOND]


def test_a_paragraph_set_in_is_text(tmp_path: Path) -> None:
    article = read(tmp_path, f"{FIRST}\n\n{textwrap.indent(wrapped(SECOND), '    ')}\n\n{THIRD}\n")
    assert texts(article) == [FIRST, SECOND, THIRD]


def test_rules_between_paragraphs_are_no_text(tmp_path: Path) -> None:
    article = read(tmp_path, f"{FIRST}\n\n* * *\n\n{SECOND}\n\n-----\n\n{THIRD}\n")
    assert texts(article) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "text",
    ["a b c\n" * 60_000, "word-\n" * 60_000, "Title " + ". " * 300_000, "a" * 2_000_000],
    ids=["short lines", "hyphens", "leaders", "one word"],
)
def test_monotonous_text_takes_no_more_than_its_length_in_time(tmp_path: Path, text: str) -> None:
    article = read(tmp_path, f"{FIRST}\n\n{text}\n")  # a square of the length would never end
    assert article.paragraphs[0].text == FIRST
