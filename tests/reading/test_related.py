"""Lists of other articles that stand in a text are no part of it, and no contents list."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from briefing.article import Article
from briefing.reading.related import RELATED
from briefing.sectioning.find import find_sections
from tests.reading.articles import left_out
from tests.reading.listed import BODY, HEADLINE, TITLES, body, plain, read, with_list

OTHERS = ("Ferry tickets to cost more", "Ten walks on the dunes", "Mayor of Marne steps down")
LABELS = pytest.mark.parametrize(
    "label",
    ["Related articles", "More on this story", "Read next", "More on this topic:", "Read more…",
     "You might also like", "RELATED", "See also", "Most read", "Mehr zum Thema", "Lesen Sie auch:",
     "À lire aussi", "Te puede interesar", "Leggi anche", "Lees ook", "Läs också"],
)  # fmt: skip


def is_gone(article: Article, label: str) -> None:
    assert article.contents == ()
    assert [text for reason, text in left_out(article) if reason == RELATED] == [label, *OTHERS]
    texts = [p.text for p in article.paragraphs]
    assert not {label, *OTHERS} & set(texts)
    assert set(BODY) <= set(texts)
    assert label not in [section.title for section in find_sections(article)]


@LABELS
@pytest.mark.parametrize("place", [0, 3, len(BODY)])
@pytest.mark.parametrize("mark", ["- ", "• "])
def test_in_plain_text(tmp_path: Path, label: str, place: int, mark: str) -> None:
    listed = "\n".join([label, *(f"{mark}{title}" for title in OTHERS)])
    text = "\n\n".join([HEADLINE, *BODY[:place], listed, *BODY[place:]])
    is_gone(read(tmp_path, "a.txt", text), label)


@LABELS
@pytest.mark.parametrize("headed", [False, True], ids=["no headings", "headings"])
def test_in_markdown(tmp_path: Path, label: str, headed: bool) -> None:
    parts = [f"## {t}" if t in TITLES else t for _, t in body(headed=headed)]
    listed = f"## {label}\n\n" + "\n".join(f"- [{t}](/{n})" for n, t in enumerate(OTHERS))
    for place in (0, 6, len(parts)):
        text = "\n\n".join([f"# {HEADLINE}", *parts[:place], listed, *parts[place:]])
        is_gone(read(tmp_path, "a.md", text), label)


@LABELS
def test_in_word(tmp_path: Path, label: str) -> None:
    document = docx.Document()
    document.add_heading(HEADLINE, 0)
    for text in BODY[:4]:
        document.add_paragraph(text)
    document.add_heading(label, 2)
    for title in OTHERS:
        document.add_paragraph(title, style="List Bullet")
    for text in BODY[4:]:
        document.add_paragraph(text)
    is_gone(read(tmp_path, "a.docx", with_list(document)), label)


def test_lines_without_marks_at_the_end(tmp_path: Path) -> None:
    text = "\n\n".join([HEADLINE, *BODY, "Related articles", *OTHERS])
    is_gone(read(tmp_path, "a.txt", text), "Related articles")


@pytest.mark.parametrize("label", ["Read more", "RELATED", "See also", "Lesen Sie auch"])
def test_a_label_and_a_title_in_one_line(tmp_path: Path, label: str) -> None:
    line = f"{label}: {OTHERS[0]}"
    article = read(tmp_path, "a.txt", "\n\n".join([HEADLINE, *BODY[:4], line, *BODY[4:]]))
    assert left_out(article) == [(RELATED, line)]
    assert [p.text for p in article.paragraphs] == list(BODY)


def test_statements_below_such_a_label_stay(tmp_path: Path) -> None:
    said = [
        "- The harbour board will decide on the crane in May.",
        "- The state has agreed to pay.",
    ]
    text = "\n\n".join([HEADLINE, *BODY, "More on this topic\n" + "\n".join(said)])
    article = read(tmp_path, "a.txt", text)
    assert [p.text for p in article.paragraphs][-2:] == [line[2:] for line in said]
    assert left_out(article) == []


@pytest.mark.parametrize(
    "line", ["Read more books, she told the pupils: it helps.", "Related costs", "More on salt"]
)
def test_words_of_the_text_are_no_such_label(tmp_path: Path, line: str) -> None:
    listed = "\n".join([line, *(f"- {title}" for title in OTHERS)])
    article = read(tmp_path, "a.txt", "\n\n".join([HEADLINE, *BODY[:5], listed, *BODY[5:]]))
    assert set(OTHERS) <= {p.text for p in article.paragraphs}


def test_more_in_this_article_is_the_label_of_its_contents(tmp_path: Path) -> None:
    listed = [f"- {title}" for title in TITLES]
    article = read(tmp_path, "a.txt", plain(["More in this article", *listed]))
    assert article.contents == TITLES
