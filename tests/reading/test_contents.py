"""The contents list on top of an article, and the ordinary lists that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article

TITLES = ("Flood Damage in Lower Town", "The Mayor's Promise", "Insurance Claims", "Who Pays?")
BODY = (
    "The river Anse rose by two metres in a night and flooded 340 cellars in the lower town.",
    "Nobody was hurt, but the damage to the school alone may reach 3 million crowns.",
    "Mayor Ruth Alder promised on Thursday that every family would be housed by the weekend.",
    "She said that the promise was hers alone, and that the council had not been asked.",
    "Insurance companies had received 1,200 claims by Friday and expected as many again.",
    "Whether the state or the town pays for the new wall has not been decided.",
)


def read(folder: Path, text: str, name: str = "article.txt") -> Article:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_article(file)


def entries(form: str) -> list[str]:
    marks = zip("abcd", ("I", "II", "III", "IV"), TITLES, strict=True)
    return [
        form.format(n=n, t=t, page=3 * n, letter=letter, roman=roman)
        for n, (letter, roman, t) in enumerate(marks, 1)
    ]


def body_of(article: Article) -> tuple[str, ...]:
    return tuple(p.text for p in article.paragraphs)


@pytest.mark.parametrize(
    "label",
    ["Table of Contents", "Contents", "CONTENTS:", "In this article", "Jump to", "On this page"],
)
def test_a_labelled_list_on_top_is_the_contents(tmp_path: Path, label: str) -> None:
    article = read(tmp_path, "\n".join([label, *(f"- {t}" for t in TITLES), *BODY]))
    assert article.contents == TITLES
    assert body_of(article) == BODY
    assert article.title is None


@pytest.mark.parametrize(
    "form",
    [
        "• {t}",
        "{n}. {t}",
        "{n}) {t}",
        "{n} {t}",
        "{t}",
        "- {t} ........ {page}",
        "{n}. {t} … {page}",
        "{t} . . . . {page}",
        "{t}    {page}",
        "Chapter {n}: {t}",
        "1.{n} {t}",
        "{letter}) {t}",
        "({letter}) {t}",
        "{roman}. {t}",
        "({roman}) {t}",
        "§ {n} {t}",
        "{t}, p. {page}",
    ],
)
def test_markers_leaders_and_page_numbers_are_no_part_of_the_titles(
    tmp_path: Path, form: str
) -> None:
    article = read(tmp_path, "\n".join(["Contents", *entries(form), "", *BODY]))
    assert article.contents == TITLES
    assert body_of(article) == BODY


def test_a_title_may_stand_above_the_contents(tmp_path: Path) -> None:
    lines = ["The night the Anse came in", "", "In this article:", *(f"- {t}" for t in TITLES), ""]
    article = read(tmp_path, "\n".join([*lines, *BODY]))
    assert article.title == "The night the Anse came in"
    assert article.contents == TITLES
    assert body_of(article) == BODY


def test_a_contents_box_below_the_first_paragraph_is_found(tmp_path: Path) -> None:
    lines = [BODY[0], "In this article", *(f"- {t}" for t in TITLES), *BODY[1:]]
    article = read(tmp_path, "\n".join(lines))
    assert article.contents == TITLES
    assert body_of(article) == BODY


def test_what_you_need_to_know_over_topics_is_a_contents_list(tmp_path: Path) -> None:
    lines = ["What you need to know", *(f"- {t}" for t in TITLES), *BODY]
    assert read(tmp_path, "\n".join(lines)).contents == TITLES


def test_a_list_of_topics_without_a_label_is_found(tmp_path: Path) -> None:
    article = read(tmp_path, "\n".join([*(f"- {t}" for t in TITLES), *BODY]))
    assert article.contents == TITLES


def test_entries_that_link_within_the_page_are_a_contents_list(tmp_path: Path) -> None:
    links = [f"- [{t}](#{n})" for n, t in enumerate(TITLES)]
    text = "\n".join(["# The flood", "", *links, "", "\n\n".join(BODY)])
    article = read(tmp_path, text, "article.md")
    assert article.contents == TITLES
    assert body_of(article) == BODY


def test_contents_are_dropped_when_the_body_has_those_headings(tmp_path: Path) -> None:
    parts = [f"## {t}\n\n{BODY[n]}" for n, t in enumerate(TITLES)]
    text = "\n\n".join(["## Contents", "\n".join(f"- {t}" for t in TITLES), *parts])
    article = read(tmp_path, text, "article.md")
    assert [p.text for p in article.paragraphs if p.kind is Kind.HEADING] == list(TITLES)
    assert [p.text for p in article.paragraphs if p.kind is Kind.TEXT] == list(BODY[:4])
    assert not [p for p in article.paragraphs if p.kind is Kind.LIST]


def test_lines_of_plain_text_that_equal_the_contents_are_headings(tmp_path: Path) -> None:
    parts = [line for n, t in enumerate(TITLES) for line in (t.upper(), BODY[n])]
    lines = ["Contents", *(f"{n}. {t}" for n, t in enumerate(TITLES, 1)), *parts]
    article = read(tmp_path, "\n".join(lines))
    headings = [p.text for p in article.paragraphs if p.kind is Kind.HEADING]
    assert headings == [t.upper() for t in TITLES]


@pytest.mark.parametrize(
    "form", ["{letter}) {t}", "{roman}. {t}", "1.{n} {t}", "{n}. {t}", "{t} ........ {page}"]
)
def test_a_typed_list_straight_below_the_title_needs_no_label(tmp_path: Path, form: str) -> None:
    article = read(tmp_path, "\n".join(["The night of the Anse", "", *entries(form), "", *BODY]))
    assert article.title == "The night of the Anse"
    assert article.contents == TITLES
    assert body_of(article) == BODY


@pytest.mark.parametrize("separator", [" | ", " · ", " • "])
@pytest.mark.parametrize("label", ["", "In this article: ", "Contents\n"])
def test_a_list_in_one_line_is_found(tmp_path: Path, label: str, separator: str) -> None:
    line = label + separator.join(TITLES)
    article = read(tmp_path, "\n".join(["The night of the Anse", "", line, "", *BODY]))
    assert article.contents == TITLES
    assert body_of(article) == BODY


@pytest.mark.parametrize(
    "label",
    ["Inhaltsübersicht", "In diesem Beitrag", "Auf dieser Seite", "Dans cet article", "Au sommaire",
     "What you will read:", "Inside:", "Übersicht"],
)  # fmt: skip
def test_labels_in_other_words_and_languages_are_known(tmp_path: Path, label: str) -> None:
    article = read(tmp_path, "\n".join([label, *(f"- {t}" for t in TITLES), *BODY]))
    assert article.contents == TITLES


def test_the_levels_of_a_list_are_told_by_its_numbers(tmp_path: Path) -> None:
    marks = ("1.", "   1.1", "   1.2", "2.")
    lines = [f"{mark} {title}" for mark, title in zip(marks, TITLES, strict=True)]
    article = read(tmp_path, "\n".join(["Contents", *lines, "", *BODY]))
    assert article.contents == TITLES


ORDINARY = {
    "sentences on top": "\n".join(
        [
            "- The river rose by two metres in a night.",
            "- Nobody was hurt, the fire service said.",
            "- The school will be closed until Monday.",
            *BODY,
        ]
    ),
    "statements without full stops": "\n".join(
        [
            "- The river has risen by two metres",
            "- Nobody was hurt in the night",
            "- The school will be closed until Monday",
            *BODY,
        ]
    ),
    "what you need to know, as statements": "\n".join(
        [
            "What you need to know",
            "- The river has risen by two metres",
            "- Nobody was hurt in the night",
            "- The school will be closed until Monday",
            *BODY,
        ]
    ),
    "after a lead-in": "\n".join(
        [
            "The town has asked the state for three things:",
            "- Sandbags",
            "- Pumps",
            "- Money",
            *BODY,
        ]
    ),
    "in the midst of the text": "\n".join(
        [*BODY[:3], "- Lower Town", "- Mill Lane", "- The Old Harbour", *BODY[3:]]
    ),
    "at the end": "\n".join([*BODY, "- Lower Town", "- Mill Lane", "- The Old Harbour"]),
    "goods with amounts": "\n".join(
        ["- 2 pumps", "- 400 sandbags", "- 12 boats", "- 3 days of bread", *BODY]
    ),
    "a team": "\n".join(["The team", "- Alder (captain)", "- Pell", "- Sand", "- Brandt", *BODY]),
    "scores": "\n".join(["Ruth Alder 1", "Jon Pell 4", "Petra Sand 9", "", *BODY]),
    "key points": "\n".join(
        ["Key points", "- The river rose by two metres", "- 340 cellars are full", *BODY]
    ),
    "rules in letters": "\n".join(
        ["a) Nobody enters a cellar alone.", "b) Pumps run by day.", "c) Boats stay tied.", *BODY]
    ),
    "a way through the site": "\n".join(["Home | News", "", *BODY]),
    "two names": "\n".join(["- Ruth Alder", "- Jon Pell", *BODY]),
    "names that the text never mentions": "\n".join(
        ["- Zirconium", "- Quixotic Orchids", "- Gymnasts", "- Velvet", *BODY]
    ),
    "numbered steps": "\n".join(
        [
            "1. Turn off the power before you enter the cellar.",
            "2. Photograph the damage.",
            "3. Call your insurer within a week.",
            *BODY,
        ]
    ),
    "contents as a word of the text": "\n".join(
        ["Contents of the school library were saved by the pupils on Friday night.", *BODY]
    ),
    "a label over sentences": "\n".join(
        ["Contents", "- The cellars held paintings.", "- They held wine as well.", *BODY]
    ),
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY.keys())
def test_an_ordinary_list_is_not_taken_for_contents(tmp_path: Path, text: str) -> None:
    article = read(tmp_path, text)
    assert article.contents == ()
    for sentence in BODY:
        assert sentence in body_of(article)


def test_an_ordinary_list_stays_in_the_article(tmp_path: Path) -> None:
    article = read(tmp_path, ORDINARY["after a lead-in"])
    assert [p.text for p in article.paragraphs if p.kind is Kind.LIST] == [
        "Sandbags",
        "Pumps",
        "Money",
    ]


@pytest.mark.parametrize("between", ["\t", " ", " ..... "])
def test_a_list_in_word_ends_where_its_page_numbers_end(tmp_path: Path, between: str) -> None:
    document = Document()
    document.add_heading("Contents", 1)
    for page, title in enumerate(TITLES, 2):
        document.add_paragraph(f"{title}{between}{page}")
    for title, sentence in zip(TITLES, BODY, strict=False):
        document.add_heading(title, 1)
        document.add_paragraph(sentence)
    file = tmp_path / "paged.docx"
    document.save(str(file))
    article = read_article(file)
    assert article.contents == TITLES
    assert tuple(p.text for p in article.paragraphs if p.kind is Kind.HEADING) == TITLES
