"""Press releases: marks, contacts and words about the sender are left out, the rest stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import Article
from briefing.reading.registry import read_article

FIRST = (
    "The harbour of Oster will be dredged from the first of May, the port authority announced "
    "today, so that ships of nine metres draught can reach the new quay."
)
SECOND = (
    "The work will cost 14 million crowns and take eleven weeks, during which the ferry to Holm "
    "leaves from the fish market instead of the customs house."
)
ABOUT = "The Oster Port Authority was founded in 1884 and employs forty people in three harbours."
NOTE = "The last dredging took place in 1998 and removed 60,000 cubic metres of sand."


def read(folder: Path, text: str, name: str = "release.txt") -> Article:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_article(file)


def reasons(article: Article) -> dict[str, str]:
    return {each.paragraph.text: each.reason for each in article.left_out}


RELEASE = f"""FOR IMMEDIATE RELEASE

Oster to dredge its harbour

12 March 2025

{FIRST}

{SECOND}

- ENDS -

Notes to editors

{NOTE}

Media contact

Anna Berg, Head of Communications

Tel: +47 555 01 23

anna.berg@example.org

About the Oster Port Authority

{ABOUT}
"""


def test_a_press_release_keeps_its_text_and_its_notes(tmp_path: Path) -> None:
    article = read(tmp_path, RELEASE)
    assert article.title == "Oster to dredge its harbour"
    assert article.published == "2025-03-12"
    texts = [p.text for p in article.paragraphs]
    assert texts == [FIRST, SECOND, "Notes to editors", NOTE]
    assert reasons(article) == {
        "FOR IMMEDIATE RELEASE": "press release mark",
        "12 March 2025": "date",
        "- ENDS -": "end mark",
        "Media contact": "contact",
        "Anna Berg, Head of Communications": "contact",
        "Tel: +47 555 01 23": "contact",
        "anna.berg@example.org": "contact",
        "About the Oster Port Authority": "boilerplate",
        ABOUT: "boilerplate",
    }


def test_the_same_holds_for_markdown(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        f"Press release\n\n# Oster to dredge\n\n{FIRST}\n\n{SECOND}\n\n## Contact\n\n"
        f"Anna Berg, anna@example.org\n\n## About Oster Port\n\n{ABOUT}\n\n\\###\n",
        "release.md",
    )
    assert [p.text for p in article.paragraphs] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "PRESS RELEASE",
        "Embargoed until 12 March 2025, 10:00 GMT",
        "News release – for immediate use",
        "Pressemitteilung",
        "Communiqué de presse",
    ],
)
def test_marks_of_a_release_are_left_out(tmp_path: Path, line: str) -> None:
    article = read(tmp_path, f"{line}\n\nOster to dredge\n\n{FIRST}\n\n{SECOND}\n")
    assert article.title == "Oster to dredge"
    assert reasons(article) == {line: "press release mark"}


@pytest.mark.parametrize(
    "part",
    [
        f"About the dredger\n\n{SECOND}",
        "Contact with the sand was avoided, the divers said, by all who had seen the reports.",
        "Press releases about the dredging were withdrawn after two days, and nobody said why.",
        "For more information the port points to its annual report, which is out of print.",
        "The story ends\n\nWith the last bucket the harbour was as deep as in 1884, it was said.",
    ],
)
def test_an_article_about_such_things_keeps_them(tmp_path: Path, part: str) -> None:
    article = read(tmp_path, f"Oster to dredge\n\n{FIRST}\n\n{SECOND}\n\n{FIRST}\n\n{part}\n")
    assert reasons(article) == {}


def test_a_sentence_that_names_whom_the_press_may_call_is_a_contact(tmp_path: Path) -> None:
    ask = "Media enquiries: please call Anna Berg on +47 555 01 23 or write to her."
    assert reasons(read(tmp_path, f"{FIRST}\n\n{SECOND}\n\n{ask}\n")) == {ask: "contact"}
