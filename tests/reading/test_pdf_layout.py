"""PDF pages laid out in many ways, with tags and without, give the same words in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article
from tests.reading.articles import left_out, pieces
from tests.reading.printing import FERRY, MILL, PIER, many, printed

either = pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])


@either
def test_footnotes_do_not_part_a_paragraph_that_runs_over_the_page(
    tmp_path: Path, tagged: bool
) -> None:
    texts = many(6)
    noted = [
        f"{text}#footnote[The clerk wrote of {i} in his book.]" if i % 5 == 1 else text
        for i, text in enumerate(texts)
    ]
    source = "#set page(width: 14cm, height: 18cm)\n#set par(justify: true)\n" + "\n\n".join(noted)
    article = read_article(printed(tmp_path, source, tagged=tagged))
    assert max(p.page or 0 for p in article.paragraphs) > 1
    assert [p.text for p in article.paragraphs if p.kind is Kind.TEXT] == texts
    notes = [p.text for p in article.paragraphs if p.kind is Kind.CAPTION]
    assert notes == [f"The clerk wrote of {i} in his book." for i in (1, 6, 11, 16)]


@either
def test_a_figure_does_not_part_a_paragraph(tmp_path: Path, tagged: bool) -> None:
    figure = "#figure(rect(width: 5cm, height: 2cm), caption: [The old pier])"
    source = f"{FERRY}\n\n{PIER[:91]}\n{figure}\n{PIER[91:]}\n\n{MILL}"
    assert pieces(read_article(printed(tmp_path, source, tagged=tagged))) == [
        (Kind.TEXT, FERRY),
        (Kind.TEXT, PIER),
        (Kind.CAPTION, "Figure 1: The old pier"),
        (Kind.TEXT, MILL),
    ]


@either
def test_notes_in_the_margin_stand_apart_from_the_text(tmp_path: Path, tagged: bool) -> None:
    source = (
        "#set page(margin: (right: 6cm))\n"
        "#let note(x) = place(right, dx: 5.5cm, block(width: 4.5cm, text(8pt, x)))\n"
        "#note[The board has nine members, who meet on Mondays in the old hall.]"
        f"{FERRY}\n\n#note[The county has paid for piers since 1956.]{PIER}\n\n{MILL}"
    )
    assert pieces(read_article(printed(tmp_path, source, tagged=tagged))) == [
        (Kind.TEXT, FERRY),
        (Kind.TEXT, PIER),
        (Kind.TEXT, MILL),
        (Kind.CAPTION, "The board has nine members, who meet on Mondays in the old hall."),
        (Kind.CAPTION, "The county has paid for piers since 1956."),
    ]


@either
def test_a_pull_quote_is_left_out_for_it_repeats_the_text(tmp_path: Path, tagged: bool) -> None:
    quote = "“twice forgot to put it into its budget”"
    source = (
        "#set page(columns: 2, height: 16cm)\n#set par(justify: true)\n"
        f"{FERRY}\n\n{PIER}\n\n#align(center, text(16pt)[{quote}])\n\n{MILL}"
    )
    article = read_article(printed(tmp_path, source, tagged=tagged))
    assert article.title is None
    assert [p.text for p in article.paragraphs] == [FERRY, PIER, MILL]
    assert left_out(article) == [("pull quote", quote)]


@either
def test_a_table_in_one_column_leaves_the_columns_apart(tmp_path: Path, tagged: bool) -> None:
    table = "#table(columns: 2, [Year], [Boats], [1990], [seven], [1995], [twelve])"
    texts = many(2)
    source = (
        "#set page(columns: 2, height: 16cm)\n#set par(justify: true)\n"
        + "\n\n".join(texts[:5])
        + f"\n{table}\n"
        + "\n\n".join(texts[5:])
    )
    article = read_article(printed(tmp_path, source, tagged=tagged))
    assert pieces(article) == [
        *((Kind.TEXT, text) for text in texts[:5]),
        *((Kind.TABLE, row) for row in ("Year | Boats", "1990 | seven", "1995 | twelve")),
        *((Kind.TEXT, text) for text in texts[5:]),
    ]


@either
def test_a_table_across_both_columns_stands_between_them(tmp_path: Path, tagged: bool) -> None:
    cells = "[Year], [Boats of the board], [Note], [1990], [seven], [], [1995], [twelve], [old]"
    texts = [f"{text} So it was said in {year}." for year in (1, 2) for text in (FERRY, PIER, MILL)]
    table = f"#table(columns: (3cm, 5cm, 1fr), {cells})"
    halves = ["\n\n".join(texts[i : i + 3]) for i in (0, 3)]
    source = f"#columns(2)[{halves[0]}]\n{table}\n#columns(2)[{halves[1]}]"
    article = read_article(printed(tmp_path, f"#set page(height: auto)\n{source}", tagged=tagged))
    rows = [p.text for p in article.paragraphs if p.kind is Kind.TABLE]
    assert rows == ["Year | Boats of the board | Note", "1990 | seven", "1995 | twelve | old"]
    kinds = [p.kind for p in article.paragraphs]
    assert kinds[0] == kinds[-1] == Kind.TEXT


@either
def test_a_large_first_letter_belongs_to_its_word(tmp_path: Path, tagged: bool) -> None:
    source = (
        f"#grid(columns: (1.6em, 1fr), column-gutter: 4pt, text(30pt)[T], [{FERRY[1:]}])\n\n{PIER}"
    )
    article = read_article(printed(tmp_path, source, tagged=tagged))
    assert [p.text for p in article.paragraphs] == [FERRY, PIER]


@either
def test_letters_set_apart_make_words(tmp_path: Path, tagged: bool) -> None:
    source = f"#text(tracking: 6pt)[THE OLD PIER]\n\n{FERRY}\n\n{PIER}"
    article = read_article(printed(tmp_path, source, tagged=tagged))
    assert article.title == "THE OLD PIER"


@either
def test_text_across_the_page_is_left_out(tmp_path: Path, tagged: bool) -> None:
    source = (
        "#place(left, dx: -2cm, rotate(-90deg, reflow: true)[Draft of 3 May for the board])\n"
        f"{FERRY}\n\n{PIER}"
    )
    article = read_article(printed(tmp_path, source, tagged=tagged))
    assert [p.text for p in article.paragraphs] == [FERRY, PIER]
    assert left_out(article) == [("turned text", "Draft of 3 May for the board")]


@either
def test_a_contents_list_gives_the_titles_and_is_left_out(tmp_path: Path, tagged: bool) -> None:
    source = f"#outline()\n= Boats\n{FERRY}\n= Piers\n{PIER}\n= Mills\n{MILL}"
    article = read_article(printed(tmp_path, source, tagged=tagged))
    assert article.contents == ("Boats", "Piers", "Mills")
    assert [p.text for p in article.paragraphs] == ["Boats", FERRY, "Piers", PIER, "Mills", MILL]
    assert {reason for reason, _ in left_out(article)} == {"contents list"}


@either
def test_lists_in_lists_lose_their_numbers_and_letters(tmp_path: Path, tagged: bool) -> None:
    long = "the second boat, which is larger and slower than all that the board ever bought before"
    source = (
        f'#set enum(numbering: "1.a)")\n{FERRY}\n+ the first boat\n+ {long}\n  + its crew\n'
        f"  + its cook\n+ the third boat\n\n{PIER}\n\n"
        f'#set enum(numbering: "I.")\n+ one rope\n+ two ropes\n+ three ropes\n\n{MILL}'
    )
    article = read_article(printed(tmp_path, source, tagged=tagged))
    first = ["the first boat", long, "its crew", "its cook", "the third boat"]
    assert pieces(article) == [
        (Kind.TEXT, FERRY),
        *((Kind.LIST, text) for text in first),
        (Kind.TEXT, PIER),
        *((Kind.LIST, text) for text in ("one rope", "two ropes", "three ropes")),
        (Kind.TEXT, MILL),
    ]


def test_a_name_that_begins_a_line_is_no_list_item(tmp_path: Path) -> None:
    source = f"A. Quill spoke for the board. {FERRY}\n\n{PIER}"
    article = read_article(printed(tmp_path, source, tagged=False))
    assert [p.kind for p in article.paragraphs] == [Kind.TEXT, Kind.TEXT]


def test_a_tagged_table_keeps_cells_of_several_lines_together(tmp_path: Path) -> None:
    source = (
        f"{FERRY}\n#table(columns: (3cm, 3cm, 4cm), [Year], [Boat], [Note], [1990], [Gull], "
        "[bought from a yard in the north which later closed], [1995], [Tern], [sold])\n"
        f"{PIER}"
    )
    rows = [
        p.text
        for p in read_article(printed(tmp_path, source, tagged=True)).paragraphs
        if p.kind is Kind.TABLE
    ]
    assert rows == [
        "Year | Boat | Note",
        "1990 | Gull | bought from a yard in the north which later closed",
        "1995 | Tern | sold",
    ]


def test_a_tagged_quote_is_a_quote(tmp_path: Path) -> None:
    words = "We have waited for eleven years, and we can wait for one more if we must."
    source = f"{FERRY}\n#quote(block: true)[{words}]\n{PIER}"
    article = read_article(printed(tmp_path, source, tagged=True))
    assert pieces(article)[1] == (Kind.QUOTE, words)


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("a long-", "term plan", "a long-term plan"),
        ("the har-", "bour board", "the harbour board"),
        ("the water-", "based paint", "the water-based paint"),
        ("No. 407f-", "a055 of", "No. 407f-a055 of"),
    ],
)
def test_a_hyphen_at_a_lines_end_stays_only_in_words_that_are_written_with_one(
    tmp_path: Path, before: str, after: str, whole: str
) -> None:
    start = "The water of the harbour is deep, the clerk wrote about"
    source = f"#set page(width: 40cm)\n{start} {before} \\\n{after} of the county in May.\n\n{PIER}"
    article = read_article(printed(tmp_path, source, tagged=False))
    assert whole in article.paragraphs[0].text


def test_a_list_in_a_tagged_cell_belongs_to_its_row(tmp_path: Path) -> None:
    source = (
        f"{FERRY}\n#table(columns: (4cm, 6cm), [Boats], [- the Gull\n- the Tern], [Piers], [none])"
        f"\n{PIER}"
    )
    article = read_article(printed(tmp_path, source, tagged=True))
    rows = [p.text for p in article.paragraphs if p.kind is Kind.TABLE]
    assert rows == ["Boats | • the Gull • the Tern", "Piers | none"]


def test_cells_full_of_text_in_a_tagged_table_are_columns(tmp_path: Path) -> None:
    left, right = ("\n\n".join(many(2)[i : i + 6]) for i in (0, 0))
    source = f"#table(columns: 2, stroke: none, [{left}], [{right}])\n"
    article = read_article(printed(tmp_path, source, tagged=True))
    assert Kind.TABLE not in {p.kind for p in article.paragraphs}
    assert [p.text for p in article.paragraphs] == [*many(2), *many(2)]
