"""What stands on a page beside its article: left out with a reason, and to be had back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.test_html import FIRST, FOURTH, SECOND, SITE, THIRD, page, read


@pytest.mark.parametrize(
    "stray",
    [
        '<p><a href="/x">Related: The flood of 2019 in pictures</a></p>',
        "<p>Follow us on Twitter and Facebook for more from the valley.</p>",
        "<p>Subscribe to our weekly newsletter for more news of the valley.</p>",
        '<p class="screen-reader-text">Opens in a new window of your browser, please wait.</p>',
        '<div style="display: none"><p>This paragraph is never shown to anybody at all.</p></div>',
        '<ul><li><a href="/a">Felt is back in fashion</a></li><li><a href="/b">Wool</a></li></ul>',
        "<p>Article continues below</p>",
        "<p>Reading time: 3 minutes</p>",
    ],
)
def test_what_the_page_says_of_itself_is_left_out(tmp_path: Path, stray: str) -> None:
    body = f"<nav><a href='/'>Home</a></nav><article><p>{FIRST}</p>{stray}<p>{SECOND}</p>"
    article = read(tmp_path, page(f"{body}<p>{THIRD}</p><p>{FOURTH}</p></article>"))
    assert [p.text for p in article.paragraphs] == [FIRST, SECOND, THIRD, FOURTH]


def test_what_is_left_out_keeps_its_place_and_its_reason(tmp_path: Path) -> None:
    rows = [(row.left_out, row.paragraph.text) for row in read(tmp_path, SITE).rows]
    assert [row for row in rows if row[0]] == [
        ("navigation", "The Oster Bell · News · Sport"),
        ("cookie notice", "We use cookies to make this site better for you."),
        ("title", "The mill is sold"),
        ("share bar", "Share"),
        ("related links", "Read more: The flood that broke the gate"),
        ("newsletter", "Sign up for our newsletter and get the bell by mail."),
        ("related links", "Related · Felt is back"),
        ("comments", "Comments"),
        (
            "comments",
            "I worked there for thirty years and nobody told me a single word about this sale.",
        ),
        ("foot of the page", "Copyright The Oster Bell. All rights reserved."),
    ]
    assert rows.index(("", SECOND)) + 1 == rows.index(
        ("related links", "Read more: The flood that broke the gate")
    )


def test_hundreds_of_links_become_few_rows(tmp_path: Path) -> None:
    links = "".join(f"<li><a href='/{n}'>Place {n}</a></li>" for n in range(2000))
    body = f"<nav><ul>{links}</ul></nav><article><p>{FIRST}</p><p>{SECOND}</p></article>"
    left_out = read(tmp_path, page(body)).left_out
    assert 1 < len(left_out) <= 300
    assert left_out[0].paragraph.text.startswith("Place 0 · Place 1 · ")
    assert left_out[-1].paragraph.text.endswith("Place 1999")


def test_what_nobody_sees_is_not_offered(tmp_path: Path) -> None:
    hidden = (
        "<div style='display:none'><p>This is never shown to anybody at all, it says.</p></div>"
    )
    body = f"<nav>Home</nav><article><p>{FIRST}</p>{hidden}<p>{SECOND}</p></article>"
    assert [each.paragraph.text for each in read(tmp_path, page(body)).left_out] == ["Home"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor will share this with the council before the summer, she said on Friday.",
        "Readers unsubscribe from paid newsletters faster than publishers had hoped, it found.",
        "He asked people to subscribe to the cause, and forty did so before the night was over.",
        "The weekly newsletters of the parish were found in a box under the stairs of the mill.",
        "Advertisements for felt filled the back page, and no one could say who paid for them.",
        "Posted to the valley as a young man, he never left it again. The mill was his life.",
    ],
)
def test_an_article_may_be_about_newsletters_and_sharing(tmp_path: Path, sentence: str) -> None:
    body = f"<nav><a href='/'>Home</a></nav><article><p>{FIRST}</p><p>{sentence}</p>"
    article = read(tmp_path, page(f"{body}<p>{SECOND}</p><p>{THIRD}</p></article>"))
    assert [p.text for p in article.paragraphs] == [FIRST, sentence, SECOND, THIRD]


@pytest.mark.parametrize(
    "stray",
    [
        '<p>Lesen Sie auch: <a href="/x">Das Hochwasser von 2019 in Bildern</a></p>',
        '<p>À lire aussi : <a href="/x">La crue de 2019 en images</a></p>',
        "<p>Publicidad</p>",
        "<p>Anzeige</p>",
        '<div class="social-share"><span>Teilen</span></div>',
        '<section class="comments"><p>What a sad day for us all this has been.</p></section>',
        '<div class="wp-block-latest-posts"><p>Felt is back, and nobody knows why.</p></div>',
    ],
)
def test_furniture_is_known_in_other_languages_and_by_common_names(
    tmp_path: Path, stray: str
) -> None:
    body = f"<nav><a href='/'>Home</a></nav><article><p>{FIRST}</p><p>{SECOND}</p>{stray}"
    article = read(tmp_path, page(f"{body}<p>{THIRD}</p><p>{FOURTH}</p></article>"))
    assert [p.text for p in article.paragraphs] == [FIRST, SECOND, THIRD, FOURTH]
