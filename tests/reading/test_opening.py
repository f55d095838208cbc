"""Lines on top that name author and day: left out, and believed where nothing else is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import Article
from briefing.reading.dates import day_of, lone_day
from briefing.reading.names import persons, signing_of
from briefing.reading.registry import read_article
from tests.reading.articles import left_out

FIRST = (
    "The observatory on Kell Hill will open its dome to visitors on clear nights from October, "
    "and its keeper has asked for nothing in return but silence between ten and midnight."
)
SECOND = (
    "Twelve people may stand under the telescope at a time, the keeper said, because the floor "
    "was laid in 1911 and nobody has dared to look beneath it since."
)


def read(folder: Path, text: str, name: str = "article.txt") -> Article:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_article(file)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Anna Berg", ("Anna Berg",)),
        ("BY ANNA BERG AND JO DE WITT", ("ANNA BERG", "JO DE WITT")),
        ("By Anna Berg, Jo de Witt and J. M. Holm", ("Anna Berg", "Jo de Witt", "J. M. Holm")),
        ("By Anna Berg, science editor", ("Anna Berg",)),
        ("By Anna Berg in Oslo", ()),
        ("Anna Berg, Oslo correspondent", ("Anna Berg",)),
        ("Von Anna Berg und Jörg Öhm", ("Anna Berg", "Jörg Öhm")),
        ("Par Zoé L'Hôte", ("Zoé L'Hôte",)),
        ("Words by Anna Berg", ("Anna Berg",)),
        ("By Anna Berg | Kell Observer", ("Anna Berg",)),
        ("By Anna Berg (anna@example.org)", ("Anna Berg",)),
        ("Anna Berg", ()),
        ("By the light of the moon", ()),
        ("By Monday the hill was empty", ()),
        ("Von der Hügelkette kam Rauch", ()),
    ],
)
def test_a_byline_names_authors_and_a_line_of_another_kind_does_not(
    tmp_path: Path, line: str, authors: tuple[str, ...]
) -> None:
    article = read(tmp_path, f"The dome opens\n\n{line}\n\n{FIRST}\n\n{SECOND}\n")
    assert article.authors == authors
    assert left_out(article) == ([("byline", line)] if authors else [])


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 March 2025", "2025-03-12"),
        ("March 12, 2025", "2025-03-12"),
        ("Wednesday 12 March 2025, 10:30 GMT", "2025-03-12"),
        ("Published: 12 March 2025", "2025-03-12"),
        ("Published 12 March 2025 | Updated 3 June 2025", "2025-03-12"),
        ("Oslo, 12 March 2025", "2025-03-12"),
        ("Updated 3 June 2024", None),
        ("03/04/2025", None),
        ("12. März 2025", "2025-03-12"),
        ("Publié le 12 mars 2025", "2025-03-12"),
        ("2025年3月12日", "2025-03-12"),
    ],
)
def test_a_line_with_a_date_is_no_text_and_tells_the_day_if_it_is_plain(
    tmp_path: Path, line: str, day: str | None
) -> None:
    article = read(tmp_path, f"The dome opens\n\n{line}\n\n{FIRST}\n\n{SECOND}\n")
    assert article.title == "The dome opens"
    assert article.published == day
    assert left_out(article) == [("date", line)]


def test_author_and_day_may_stand_on_one_line_and_the_title_below(tmp_path: Path) -> None:
    text = f"By Anna Berg, 12 March 2025\n\n{FIRST}\n\n{SECOND}\n"
    article = read(tmp_path, text)
    assert (article.authors, article.published) == (("Anna Berg",), "2025-03-12")
    below = read(tmp_path, f"12 March 2025\n\nThe dome opens\n\n{FIRST}\n")
    assert (below.title, below.published) == ("The dome opens", "2025-03-12")


def test_what_the_metadata_says_is_believed_first(tmp_path: Path) -> None:
    front = "---\nauthor: Per Ask\ndate: March 1, 2025\n---\n"
    article = read(tmp_path, f"{front}# Dome\n\nBy Anna Berg\n\n2 May 2025\n\n{FIRST}\n", "a.md")
    assert (article.authors, article.published) == (("Per Ask",), "2025-03-01")
    assert [p.text for p in article.paragraphs] == [FIRST]


def test_the_place_and_day_before_the_first_sentence_stay_in_it(tmp_path: Path) -> None:
    line = f"KELL, 12 March 2025 (Hill Press) – {FIRST}"
    article = read(tmp_path, f"The dome opens\n\n{line}\n\n{SECOND}\n")
    assert article.published == "2025-03-12"
    assert article.paragraphs[0].text == line


def test_a_chronicle_keeps_its_dates(tmp_path: Path) -> None:
    entries = "".join(f"{day} May 1911\n\n{SECOND}\n\n" for day in (1, 2, 3, 4))
    article = read(tmp_path, f"Diary of a keeper\n\n{entries}")
    assert "2 May 1911" in [p.text for p in article.paragraphs]
    assert article.published is None


def test_a_date_far_down_is_text(tmp_path: Path) -> None:
    body = "\n\n".join([FIRST, SECOND] * 6)
    article = read(tmp_path, f"The dome opens\n\n{body}\n\n12 March 2025\n")
    assert article.published is None
    assert article.paragraphs[-1].text == "12 March 2025"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1er août 2024", "2024-08-01"),
        ("12 de marzo de 2025", "2025-03-12"),
        ("15 maja 2024", "2024-05-15"),
        ("13/04/2025", "2025-04-13"),
        ("04/13/2025", "2025-04-13"),
        ("04/05/2025", None),
        ("31 February 2025", None),
        ("Marching 12, 2025", None),
    ],
)
def test_days_are_read_in_several_languages(written: str, day: str | None) -> None:
    assert day_of(written) == day


def test_a_sentence_with_a_date_is_no_date() -> None:
    assert lone_day("12 March 2025 was a Wednesday") == (False, "2025-03-12")
    assert not lone_day("05.08. – 09.08.2019")[0]
    assert lone_day("Monday 12.3.2025, 10.30 Uhr") == (True, "2025-03-12")
    assert signing_of("On 12 March 2025 the dome was shut") is None


def test_names_are_freed_of_offices_addresses_and_employers() -> None:
    stated = ["By Anna Berg <anna@example.org>, Kell Observer", "staff", "Per Ask and Jo Holm"]
    assert persons(stated, "Kell Observer") == ("Anna Berg", "Per Ask", "Jo Holm")
