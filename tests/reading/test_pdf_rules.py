"""Lines drawn on a page bound table cells, but not columns, frames or underlined words."""

from __future__ import annotations

from pathlib import Path

from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article
from tests.reading.articles import pieces
from tests.reading.printing import FERRY, MILL, PIER, printed


def rows(folder: Path, source: str) -> list[str]:
    article = read_article(printed(folder, source, tagged=False))
    return [p.text for p in article.paragraphs if p.kind is Kind.TABLE]


def test_a_cell_of_several_lines_between_lines_is_one(tmp_path: Path) -> None:
    table = (
        "#table(columns: (2cm, 2.5cm, 5cm), [Year], [Boat], [Note], [1990], [Gull], "
        "[bought from a yard in the north, which the bank later closed for good], "
        "[1995], [Tern], [sold])"
    )
    assert rows(tmp_path, f"{FERRY}\n{table}\n{PIER}") == [
        "Year | Boat | Note",
        "1990 | Gull | bought from a yard in the north, which the bank later closed for good",
        "1995 | Tern | sold",
    ]


def test_two_cells_full_of_text_are_a_row_and_no_columns(tmp_path: Path) -> None:
    cells = "".join(f"[In year {i}: {FERRY}], [In year {i}: {PIER}]," for i in range(3))
    assert rows(tmp_path, f"{MILL}\n#table(columns: 2, {cells})\n{MILL}") == [
        f"In year {i}: {FERRY} | In year {i}: {PIER}" for i in range(3)
    ]


def test_a_frame_around_text_makes_no_table(tmp_path: Path) -> None:
    source = f"{FERRY}\n\n#rect(width: 10cm)[{PIER}]\n\n{MILL}"
    assert pieces(read_article(printed(tmp_path, source, tagged=False))) == [
        (Kind.TEXT, FERRY),
        (Kind.TEXT, PIER),
        (Kind.TEXT, MILL),
    ]


def test_a_line_between_columns_makes_no_table(tmp_path: Path) -> None:
    texts = [f"{text} So it was said in {year}." for year in (1, 2) for text in (FERRY, PIER, MILL)]
    source = (
        "#set page(height: 14cm, columns: 2, background: rect(width: 18cm, height: 13cm))\n"
        "#place(top + right, dx: 0.3cm, line(angle: 90deg, length: 9cm))\n" + "\n\n".join(texts)
    )
    article = read_article(printed(tmp_path, source, tagged=False))
    assert pieces(article) == [(Kind.TEXT, text) for text in texts]


def test_underlined_words_make_no_table(tmp_path: Path) -> None:
    source = f"#rect(width: 12cm)[#underline[{FERRY}] #underline[{PIER}]]\n\n{MILL}"
    assert rows(tmp_path, source) == []
