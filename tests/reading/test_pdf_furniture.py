"""What stands on the pages of a PDF beside the article is left out, and can be put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reading.registry import read_article
from tests.reading.articles import left_out
from tests.reading.printing import FERRY, MILL, PIER, many, printed

either = pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])


@either
def test_headers_and_footers_are_told_once_with_the_reason(tmp_path: Path, tagged: bool) -> None:
    texts = many(8)
    source = (
        "#set page(height: 14cm, header: [Hallow Gazette #h(1fr) Monday], "
        "footer: context [Published by the harbour board #h(1fr) page #here().page()])\n"
        + "\n\n".join(texts)
    )
    article = read_article(printed(tmp_path, source, tagged=tagged))
    assert [p.text for p in article.paragraphs] == texts
    assert left_out(article) == [
        ("page header", "Hallow Gazette Monday"),
        ("page footer", "Published by the harbour board page 1"),
    ]


@either
def test_the_header_of_a_chapter_is_left_out_on_its_pages(tmp_path: Path, tagged: bool) -> None:
    header = (
        "#set page(height: 22cm, margin: 2.5cm, header: context { let h = query(heading)"
        ".filter(h => h.location().page() <= here().page()); "
        "if h.len() > 0 { emph(h.last().body) } })\n"
    )
    texts = many(20)
    parts = [
        f"#pagebreak(weak: true)\n= {name}\n" + "\n\n".join(texts[20 * i : 20 * i + 20])
        for i, name in enumerate(("Boats", "Piers", "Mills"))
    ]
    article = read_article(printed(tmp_path, header + "\n".join(parts), tagged=tagged))
    assert [p.text for p in article.paragraphs if p.text in {"Boats", "Piers", "Mills"}] == [
        "Boats",
        "Piers",
        "Mills",
    ]
    assert [p.text for p in article.paragraphs if p.level is None] == texts


def test_footnotes_alike_on_many_pages_are_no_footer(tmp_path: Path) -> None:
    noted = [
        text if i % 3 else f"{text}#footnote[Ibid., page {7 * i * i + 3}.]"
        for i, text in enumerate(many(8))
    ]
    source = "#set page(height: 14cm)\n" + "\n\n".join(noted)
    article = read_article(printed(tmp_path, source, tagged=False))
    assert sum(p.text.startswith("Ibid.") for p in article.paragraphs) == 8


def test_lines_alike_at_the_foot_of_pages_are_kept_where_they_end_a_paragraph(
    tmp_path: Path,
) -> None:
    page = "\n\n".join([FERRY, PIER, MILL])
    source = "#set page(height: 11.2cm)\n" + "\n#pagebreak()\n".join([page] * 4)
    article = read_article(printed(tmp_path, source, tagged=False))
    assert [p.text for p in article.paragraphs] == [FERRY, PIER, MILL] * 4


def test_the_titles_of_slides_are_no_headers(tmp_path: Path) -> None:
    slides = [f"#text(24pt)[Boat number {i}]\n\n#v(2cm)\n{text}" for i, text in enumerate(many(2))]
    source = "#set page(width: 20cm, height: 12cm)\n" + "\n#pagebreak()\n".join(slides)
    article = read_article(printed(tmp_path, source, tagged=False))
    told = [p.text for p in article.paragraphs if p.level is not None]
    assert told == [f"Boat number {i}" for i in range(6)]


def test_the_only_page_of_a_magazine_loses_its_footer(tmp_path: Path) -> None:
    source = (
        "#set page(height: 20cm, footer: [hallow.example | The Gazette | May 2021 | 41])\n"
        f"{FERRY}\n\n{PIER}"
    )
    article = read_article(printed(tmp_path, source, tagged=False))
    assert [p.text for p in article.paragraphs] == [FERRY, PIER]
    assert left_out(article) == [("page footer", "hallow.example | The Gazette | May 2021 | 41")]
