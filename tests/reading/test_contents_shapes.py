"""The shapes in which people write a contents list, all in plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from tests.reading.articles import pieces
from tests.reading.listed import BODY, HEADLINE, PAGES, TITLES, body, plain, read

HEADED = pytest.mark.parametrize("headed", [False, True], ids=["no headings", "headings"])
ROMAN = ("I", "II", "III", "IV", "V")


def entries(form: str) -> list[str]:
    return [
        form.format(n=n, t=title, page=page, letter=letter, roman=roman, low=roman.lower())
        for n, (title, page, letter, roman) in enumerate(
            zip(TITLES, PAGES, "abcde", ROMAN, strict=True), 1
        )
    ]


def holds(article: Article, *, headed: bool = False) -> None:
    assert article.contents == TITLES
    assert pieces(article) == body(headed=headed)
    assert article.title == HEADLINE


@HEADED
@pytest.mark.parametrize(
    "form",
    [
        "- {t}", "* {t}", "• {t}", "– {t}", "▪ {t}", "· {t}", "› {t}", "→ {t}", "✓ {t}",
        "{n}. {t}", "{n}) {t}", "({n}) {t}", "{n} {t}", "{n}: {t}", "{n} - {t}", "0{n} {t}",
        "0{n}. {t}", "#{n} {t}", "{roman}. {t}", "{roman}) {t}", "{low}. {t}", "({low}) {t}",
        "{letter}) {t}", "{letter}. {t}", "1.{n} {t}", "1.{n}. {t}", "§ {n} {t}",
        "Chapter {n}: {t}", "Part {roman}. {t}", "Section {n} – {t}",
        "{t} ........ {page}", "{t} . . . . {page}", "{t} …… {page}", "{t} ____ {page}",
        "{t} — {page}", "{t}, p. {page}", "{t} (p. {page})", "{t} [{page}]", "{t}\t{page}",
        "{t}      {page}", "{t} {page}", "{page} {t}", "{page}\t{t}",
        "{n}. {t} ..... {page}", "{n}. {t} {page}", "{n}.\t{t}\t{page}", "- {t} {page}",
        "  {t}", "    - {t}", "[{t}]", "“{t}”", "{t} ↓", "{t} >", "{t};",
    ],
)  # fmt: skip
def test_marks_and_pages_are_no_part_of_a_title_below_a_label(
    tmp_path: Path, form: str, headed: bool
) -> None:
    article = read(tmp_path, "a.txt", plain(["Contents", *entries(form)], headed=headed))
    holds(article, headed=headed)


@HEADED
@pytest.mark.parametrize(
    "form",
    [
        "- {t}", "• {t}", "{n}. {t}", "{n}) {t}", "{n} {t}", "{roman}. {t}", "{letter}) {t}",
        "1.{n} {t}", "{t} ........ {page}", "{t} . . . . {page}", "{t}\t{page}", "{t}      {page}",
        "{t} {page}", "{n}. {t} ..... {page}", "{n}. {t} {page}", "{t}, p. {page}",
    ],
)  # fmt: skip
def test_marks_and_pages_tell_a_list_without_a_label(
    tmp_path: Path, form: str, headed: bool
) -> None:
    holds(read(tmp_path, "a.txt", plain(entries(form), headed=headed)), headed=headed)


def test_numbered_titles_in_different_writing_are_one_list(tmp_path: Path) -> None:
    titles = (TITLES[0].upper(), TITLES[1], f"“{TITLES[2]}”", TITLES[3], TITLES[4])
    article = read(tmp_path, "a.txt", plain([f"{n}. {t}" for n, t in enumerate(titles, 1)]))
    assert article.contents == titles
    assert pieces(article) == body(headed=False)


@pytest.mark.parametrize("form", ["- {t}", "{n}. {t}", "{t} .... {page}"])
def test_titles_may_be_written_like_sentences(tmp_path: Path, form: str) -> None:
    listed = [line[:1] + line[1:].lower() for line in entries(form)]
    listed = [line.replace("cracks", "Cracks").replace("storms", "Storms") for line in listed]
    listed = [line.replace("the k", "The k").replace("a lamp", "A lamp") for line in listed]
    listed = [line.replace("costs", "Costs") for line in listed]
    article = read(tmp_path, "a.txt", plain(listed))
    assert [title.lower() for title in article.contents] == [title.lower() for title in TITLES]
    assert pieces(article) == body(headed=False)


@pytest.mark.parametrize("mark", ["- ", "{n}. ", ""])
@pytest.mark.parametrize(
    "label",
    [
        "Contents", "CONTENTS", "Contents:", "Table of Contents", "TABLE OF CONTENTS", "TOC",
        "In this article", "In This Article:", "In this story", "In this issue", "In this report",
        "Inside this report", "On this page", "On This Page:", "Jump to", "Jump to:",
        "Jump to section", "Jump to a section:", "Go to", "Go to:", "Go to section",
        "Go straight to:", "Skip to", "Skip to:", "Skip to section", "Skip ahead to:",
        "Navigate to:", "Navigate this article", "Sections", "Sections:", "Article contents",
        "Page contents", "Contents of this page", "Contents of this article", "List of contents",
        "Chapters", "Chapters:", "Use these links to jump ahead", "Click to jump to a section",
        "Inside", "Inside:", "Quick links", "Quick Links:", "What you need to know",
        "What's in this article", "What's inside", "What’s inside:", "What you’ll find here",
        "Here's what you'll find in this article:", "This article covers:", "This story covers",
        "In this briefing:", "Topics", "Topics covered", "Overview", "Outline", "At a glance",
        "Index", "Article outline", "Story outline", "More in this article",
        "Inhalt", "Inhaltsverzeichnis", "In diesem Artikel", "Auf dieser Seite", "Springe zu",
        "Direkt zu:", "Themen", "Dans cet article", "Sommaire", "Sur cette page", "Aller à :",
        "Table des matières", "En este artículo", "Índice", "Contenido", "En esta página", "Ir a:",
        "In questo articolo", "Indice", "Vai a:", "In dit artikel", "Inhoud", "Ga naar:",
        "W tym artykule", "Spis treści", "Neste artigo", "I denna artikel", "Innehåll",
        "I denne artikkelen", "Innhold", "Indhold", "В этой статье", "Содержание",
    ],
)  # fmt: skip
def test_a_list_under_a_label(tmp_path: Path, label: str, mark: str) -> None:
    listed = [mark.format(n=n) + title for n, title in enumerate(TITLES, 1)]
    holds(read(tmp_path, "a.txt", plain([label, *listed])))


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("label", ["Contents", "Go to:", "What you need to know", "Inside:"])
def test_blank_lines_do_not_part_a_label_from_its_list(
    tmp_path: Path, label: str, between: str
) -> None:
    listed = f"{label}\n{between}" + "\n".join(f"- {t}" for t in TITLES)
    holds(read(tmp_path, "a.txt", plain([listed])))


@pytest.mark.parametrize("label", ["Contents", "In this article:", "Go to:"])
def test_blank_lines_between_the_titles(tmp_path: Path, label: str) -> None:
    holds(read(tmp_path, "a.txt", plain(["\n\n".join([label, *(f"- {t}" for t in TITLES)])])))
    holds(read(tmp_path, "a.txt", plain(["\n\n".join([label, *entries("{n}. {t}")])])))


@HEADED
@pytest.mark.parametrize(
    "separator", [" | ", " · ", " • ", " / ", " – ", " › ", " ∙ ", " ◆ ", "; "]
)
@pytest.mark.parametrize("label", ["Contents: ", "In this article: ", "Jump to:\n", "Go to: "])
def test_a_label_and_titles_in_one_line(
    tmp_path: Path, label: str, separator: str, headed: bool
) -> None:
    line = label + separator.join(TITLES)
    holds(read(tmp_path, "a.txt", plain([line], headed=headed)), headed=headed)


@HEADED
@pytest.mark.parametrize("separator", [" | ", " · ", " • "])
def test_titles_in_one_line_without_a_label(tmp_path: Path, separator: str, headed: bool) -> None:
    holds(read(tmp_path, "a.txt", plain([separator.join(TITLES)], headed=headed)), headed=headed)


@pytest.mark.parametrize(
    "marks",
    [
        ("1.", "1.1", "1.2", "2.", "3."),
        ("1", "1.1", "1.2", "2", "3"),
        ("1.", "   a)", "   b)", "2.", "3."),
        ("I.", "   1.", "   2.", "II.", "III."),
        ("A.", "   1.", "   2.", "B.", "C."),
        ("-", "   -", "   -", "-", "-"),
        ("•", "   ◦", "   ◦", "•", "•"),
        ("", "    ", "    ", "", ""),
    ],
)
def test_two_levels_of_titles(tmp_path: Path, marks: tuple[str, ...]) -> None:
    lines = [f"{mark} {title}" if mark.strip() else mark + title
             for mark, title in zip(marks, TITLES, strict=True)]  # fmt: skip
    holds(read(tmp_path, "a.txt", plain(["Contents", *lines])))


def test_a_long_title_that_runs_on_in_the_next_line(tmp_path: Path) -> None:
    long = "Storms of Last Winter and What the Weather Office Said of Them"
    lines = [f"- {TITLES[0]}", "- Storms of Last Winter and What the Weather Office",
             "  Said of Them", *(f"- {t}" for t in TITLES[2:])]  # fmt: skip
    article = read(tmp_path, "a.txt", plain(["Contents", *lines]))
    assert article.contents == (TITLES[0], long, *TITLES[2:])
    assert pieces(article) == body(headed=False)


@pytest.mark.parametrize("place", [1, 2])
def test_a_weak_label_below_the_first_paragraphs(tmp_path: Path, place: int) -> None:
    listed = "\n".join(["What you need to know", *(f"- {t}" for t in TITLES)])
    text = "\n\n".join([HEADLINE, *BODY[:place], listed, *BODY[place:]])
    holds(read(tmp_path, "a.txt", text))


@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("label", ["Contents", "In this article:", "Jump to:", "Go to:"])
def test_a_labelled_list_below_the_first_paragraphs(tmp_path: Path, label: str, place: int) -> None:
    listed = "\n".join([label, *(f"- {t}" for t in TITLES)])
    text = "\n\n".join([HEADLINE, *BODY[:place], listed, *BODY[place:]])
    holds(read(tmp_path, "a.txt", text))


def test_questions_may_be_titles(tmp_path: Path) -> None:
    titles = ["What happened to the tower?", "Why did the stones fly?", "Where is the family now?",
              "When will the lamp burn?", "Who pays?"]  # fmt: skip
    article = read(tmp_path, "a.txt", plain(["In this article", *(f"- {t}" for t in titles)]))
    assert article.contents == tuple(titles)
    assert pieces(article) == [(Kind.TEXT, paragraph) for paragraph in BODY]


def test_numbers_that_belong_to_a_title_stay(tmp_path: Path) -> None:
    titles = ["The Winter of 1962", "61 Cracks", "Lamp No. 7", "Deadline 2027"]
    article = read(tmp_path, "a.txt", plain(["Contents", *(f"- {t}" for t in titles)]))
    assert article.contents == tuple(titles)


def test_chapters_that_have_nothing_but_a_number_keep_it(tmp_path: Path) -> None:
    titles = ["Chapter 1", "Chapter 2", "Chapter 3"]
    article = read(tmp_path, "a.txt", plain(["Contents", *titles]))
    assert article.contents == tuple(titles)


def test_a_link_to_the_top_is_no_title(tmp_path: Path) -> None:
    listed = ["(Top)", *TITLES]
    text = "\n".join(f"- [{title}](#s{n})" for n, title in enumerate(listed))
    article = read(tmp_path, "a.md", "\n\n".join([f"# {HEADLINE}", text, *BODY]))
    holds(article)
