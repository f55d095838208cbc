"""What a page states about its article, in the many ways in which pages state it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reading.test_html import FIRST, page, read


def test_metadata_for_machines_is_believed_first(tmp_path: Path) -> None:
    stated = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Bell Holding"},
            {
                "@type": "NewsArticle",
                "headline": "The mill &amp; its buyer",
                "author": [{"@type": "Person", "name": "Tove Lind"}, {"name": "By Per Ask"}],
                "datePublished": "2026-02-06T08:00:00+01:00",
                "publisher": {"@type": "Organization", "name": "The Oster Bell"},
            },
        ],
    }
    head = (
        '<title>A mill</title><meta property="og:title" content="Another">'
        f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    )
    article = read(tmp_path, page(f"<p>{FIRST}</p>", head))
    assert article.title == "The mill & its buyer"
    assert article.authors == ("Tove Lind", "Per Ask")
    assert article.published == "2026-02-06"
    assert article.publisher == "The Oster Bell"
    assert article.language == "en-GB"


def test_a_description_stated_as_the_title_is_not_believed(tmp_path: Path) -> None:
    stated = json.dumps({"@type": "Article", "headline": "industrial building"})
    head = f"<title>Oster – A Handbook</title><script type='application/ld+json'>{stated}</script>"
    article = read(tmp_path, page(f"<h1>Oster</h1><p>{FIRST}</p>", head))
    assert article.title == "Oster"


def test_a_short_title_is_told_from_the_site_by_its_heading(tmp_path: Path) -> None:
    head = "<title>Oster - The Great Handbook of Rivers</title>"
    assert read(tmp_path, page(f"<h1>Oster</h1><p>{FIRST}</p>", head)).title == "Oster"


def test_meta_elements_are_read_and_the_site_is_cut_from_the_title(tmp_path: Path) -> None:
    head = (
        "<title>x</title><meta property='og:title' content='The mill is sold | The Oster Bell'>"
        "<meta property='og:site_name' content='The Oster Bell'>"
        "<meta name='author' content='Tove Lind, The Oster Bell'>"
        "<meta property='article:published_time' content='2026-02-06'>"
    )
    article = read(tmp_path, page(f"<p>{FIRST}</p>", head))
    assert article.title == "The mill is sold"
    assert article.authors == ("Tove Lind",)
    assert (article.published, article.publisher) == ("2026-02-06", "The Oster Bell")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20260206", "2026-02-06"),
        ("6 February 2026", "2026-02-06"),
        ("Feb. 6, 2026", "2026-02-06"),
        ("2026/2/6 09:00", "2026-02-06"),
        ("0001-01-01T00:00:00", None),
        ("2026-13-40", None),
        ("last Friday", None),
    ],
)
def test_a_date_is_a_day_or_unknown(tmp_path: Path, written: str, day: str | None) -> None:
    head = f"<title>x</title><meta name='date' content='{written}'>"
    assert read(tmp_path, page(f"<p>{FIRST}</p>", head)).published == day


def test_what_a_page_does_not_say_is_unknown(tmp_path: Path) -> None:
    article = read(tmp_path, f"<p>By the way, it is 6 February 2026. {FIRST}</p>")
    assert article.title is None
    assert article.authors == ()
    assert (article.published, article.publisher) == (None, None)
    assert article.language == "en"  # it is told from the text


def test_what_json_ld_refers_to_by_its_id_is_followed(tmp_path: Path) -> None:
    stated = {
        "@graph": [
            {"@type": "Article", "headline": "The bridge", "author": {"@id": "#per"}},
            {"@type": "Article", "headline": "The mill", "author": [{"@id": "#tove"}, "Per Ask"],
             "publisher": {"@id": "#bell"}, "url": "https://bell.example.org/mill"},
            {"@type": "Person", "@id": "#tove", "name": "Tove Lind"},
            {"@type": "Organization", "@id": "#bell", "name": "The Oster Bell"},
        ]
    }  # fmt: skip
    script = f"<script type='application/ld+json'>/*<![CDATA[*/{json.dumps(stated)}/*]]>*/</script>"
    article = read(tmp_path, page(f"<h1>The mill</h1><p>{FIRST}</p>", f"<title>x</title>{script}"))
    assert (article.title, article.publisher) == ("The mill", "The Oster Bell")
    assert article.authors == ("Tove Lind", "Per Ask")
    assert article.url == "https://bell.example.org/mill"


def test_scholarly_names_and_dublin_core_are_read(tmp_path: Path) -> None:
    head = (
        "<title>x</title><meta name='citation_title' content='Rivers'>"
        "<meta name='citation_author' content='Tove Lind'>"
        "<meta name='citation_author' content='Per Ask'>"
        "<meta name='citation_publication_date' content='2026/02/06'>"
        "<meta name='DC.publisher' content='Oster Academy'>"
        "<meta name='DC.language' content='nb-NO'>"
    )
    article = read(tmp_path, f"<head>{head}</head><p>{FIRST}</p>")
    assert article.authors == ("Tove Lind", "Per Ask")
    assert (article.title, article.published) == ("Rivers", "2026-02-06")
    assert (article.publisher, article.language) == ("Oster Academy", "nb-NO")


def test_microdata_is_read(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        page(
            "<div itemscope itemtype='http://schema.org/Article'><h1>Oster</h1>"
            "<h2 itemprop='headline'>The mill is sold</h2><span itemprop='author'>By "
            "<b itemprop='name'>Tove Lind</b></span><time itemprop='datePublished' "
            f"datetime='2026-02-06T10:00'>Friday</time><p>{FIRST}</p><span itemprop='publisher'>"
            "<i itemprop='name'>The Oster Bell</i></span></div>",
            "<title>The mill is sold</title>",
        ),
    )
    assert article.authors == ("Tove Lind",)
    assert (article.published, article.publisher) == ("2026-02-06", "The Oster Bell")


@pytest.mark.parametrize(
    "head",
    [
        "<link rel='canonical' href='https://bell.example.org/mill'>",
        "<meta property='og:url' content='https://bell.example.org/mill'>",
        "<link rel=canonical href='/m'><meta name='og:url' content='https://bell.example.org/mill'>",
        "<!-- saved from url=(0029)https://bell.example.org/mill -->",
    ],
)
def test_the_address_that_a_page_names_as_its_own_is_kept(tmp_path: Path, head: str) -> None:
    assert read(tmp_path, page(f"<p>{FIRST}</p>", head)).url == "https://bell.example.org/mill"


@pytest.mark.parametrize("address", ["/mill", "javascript:alert(1)", "https://", "http://[", ""])
def test_what_is_no_address_is_none(tmp_path: Path, address: str) -> None:
    head = f"<link rel='canonical' href='{address}'>"
    assert read(tmp_path, page(f"<p>{FIRST}</p>", head)).url is None


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '"x"', "null", '{"@graph": {"a": 1}}'])
def test_broken_metadata_does_no_harm(tmp_path: Path, broken: str) -> None:
    script = f"<title>The mill</title><script type='application/ld+json'>{broken}</script>"
    assert read(tmp_path, page(f"<p>{FIRST}</p>", script)).title == "The mill"
