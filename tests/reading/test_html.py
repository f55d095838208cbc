"""Web pages: the article's own words with their kinds, and nothing that stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.registry import read_article
from tests.reading.articles import pieces

FIRST = (
    "The mill at Oster was sold on Friday for 2.1 million crowns to a firm that makes felt, "
    "and its ninety workers were told of it at noon."
)
SECOND = (
    "Nobody in the town had expected a buyer, the mayor said, because the river gate has been "
    "broken since the flood and the roof leaks in three places."
)
THIRD = (
    "The new owner means to mend the gate before the winter and to hire twelve people, "
    "most of them in the dye works by the lower bridge."
)
FOURTH = (
    "A meeting about the bridge, which the lorries of the mill have worn out, is to be held "
    "in the school on the second Monday of March."
)


def page(body: str, head: str = "<title>The mill is sold</title>") -> str:
    return f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>"


def read(folder: Path, markup: str | bytes, name: str = "page.html") -> Article:
    file = folder / name
    file.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    return read_article(file)


def words(article: Article) -> str:
    return "\n".join(p.text for p in article.paragraphs)


SITE = page(
    f"""
<header><a href="/">The Oster Bell</a></header>
<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site better for you.</p></div>
<main><article class="story">
 <h1>The mill is sold</h1>
 <div class="share-bar"><a href="https://x.example/share">Share</a></div>
 <p>{FIRST}</p>
 <figure><img src="http://127.0.0.1:9/gate.jpg" alt=""><figcaption>The broken gate</figcaption>
 </figure>
 <h2>A surprise</h2>
 <p>{SECOND}</p>
 <p><a href="/2019/flood">Read more: The flood that broke the gate</a></p>
 <div class="newsletter-signup"><p>Sign up for our newsletter and get the bell by mail.</p></div>
 <blockquote><p>I shall miss the noise, and so will my neighbours.</p></blockquote>
 <h2>What comes next</h2>
 <p>{THIRD}</p>
 <ul><li>mend the gate</li><li>mend the roof before the first snow falls</li></ul>
 <p>{FOURTH}</p>
 <aside class="related"><h3>Related</h3><ul><li><a href="/a">Felt is back</a></li></ul></aside>
</article>
<section id="comments"><h3>Comments</h3><p>I worked there for thirty years and nobody told me a
single word about this sale.</p></section></main>
<footer><p>Copyright The Oster Bell. All rights reserved.</p></footer>
<script>var tracked = "The mill was never sold at all, said the script.";</script>
"""
)


def test_the_article_of_a_page_is_read_with_its_kinds_and_nothing_else(tmp_path: Path) -> None:
    article = read(tmp_path, SITE)
    assert article.title == "The mill is sold"
    assert pieces(article) == [
        (Kind.TEXT, FIRST),
        (Kind.CAPTION, "The broken gate"),
        (Kind.HEADING, "A surprise"),
        (Kind.TEXT, SECOND),
        (Kind.QUOTE, "I shall miss the noise, and so will my neighbours."),
        (Kind.HEADING, "What comes next"),
        (Kind.TEXT, THIRD),
        (Kind.LIST, "mend the gate"),
        (Kind.LIST, "mend the roof before the first snow falls"),
        (Kind.TEXT, FOURTH),
    ]
    assert [p.level for p in article.paragraphs if p.kind is Kind.HEADING] == [2, 2]


def test_a_card_that_opens_over_a_name_is_no_part_of_the_sentence(tmp_path: Path) -> None:
    card = '<span class="rollover-card"><a href="/t">More from Tove Lind on the mill</a></span>'
    body = f"<nav><a href='/'>Home</a></nav><p>{FIRST}</p><p>The mayor, <a href='/l'>Tove Lind</a>"
    article = read(
        tmp_path,
        page(f"{body}{card}, was not told of the sale before noon.</p><p>{SECOND}</p>{THIRD}"),
    )
    assert "The mayor, Tove Lind, was not told of the sale before noon." in words(article)


def test_tables_code_and_line_breaks_keep_their_sense(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        page(
            f"<p>{FIRST}</p><table><tr><th>Year</th><th>Looms</th></tr>"
            "<tr><td>1960</td><td>40 <b>old</b></td></tr><tr><td>none left</td></tr></table>"
            f"<pre>gate = 1\nroof = 2</pre><div>{SECOND}<br><br>{THIRD}<br>{FOURTH}</div>"
        ),
    )
    assert pieces(article) == [
        (Kind.TEXT, FIRST),
        (Kind.TABLE, "Year | Looms"),
        (Kind.TABLE, "1960 | 40 old"),
        (Kind.TABLE, "none left"),
        (Kind.CODE, "gate = 1 roof = 2"),
        (Kind.TEXT, SECOND),
        (Kind.TEXT, f"{THIRD} {FOURTH}"),
    ]


def test_a_table_that_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    cells = f"<td><a href='/'>Home</a></td><td><p>{FIRST}</p><p>{SECOND} {THIRD} {FOURTH}</p></td>"
    article = read(tmp_path, page(f"<table><tr>{cells}</tr></table>"))
    assert (Kind.TEXT, FIRST) in pieces(article)
    assert not any(p.kind is Kind.TABLE for p in article.paragraphs)


def test_a_page_without_anything_beside_the_text_is_read_whole(tmp_path: Path) -> None:
    article = read(tmp_path, page(f"<h1>The mill</h1><p>Sold.</p><h2>Why</h2><p>{FIRST}</p>"))
    assert pieces(article) == [
        (Kind.TEXT, "Sold."),
        (Kind.HEADING, "Why"),
        (Kind.TEXT, FIRST),
    ]


def test_lines_in_bold_are_headings_where_there_are_no_others(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        page(
            f"<p>{FIRST}</p><p><strong>The buyer</strong></p><p>{SECOND}</p><p>{THIRD}</p>"
            f"<p><b>The bridge</b></p><p>{FOURTH}</p>"
        ),
    )
    headings = [p.text for p in article.paragraphs if p.kind is Kind.HEADING]
    assert headings == ["The buyer", "The bridge"]


def test_a_contents_list_in_the_navigation_is_known(tmp_path: Path) -> None:
    entries = "".join(f"<li><a href='#{n}'>{t}</a></li>" for n, t in SECTIONS)
    body = "".join(
        f"<h2 id='{n}'>{t}</h2><p>{FIRST}</p><p>{text}</p>"
        for (n, t), text in zip(SECTIONS, (SECOND, THIRD, FOURTH), strict=True)
    )
    article = read(
        tmp_path,
        page(
            f"<nav><a href='#main'>Skip to the text</a></nav><nav><ul>{entries}</ul></nav>"
            f"<main id='main'>{body}</main>"
        ),
    )
    assert article.contents == ("The sale", "The gate", "The bridge")
    headings = [p.text for p in article.paragraphs if p.kind is Kind.HEADING]
    assert headings == ["The sale", "The gate", "The bridge"]


SECTIONS = (("s1", "The sale"), ("s2", "The gate"), ("s3", "The bridge"))


def test_links_to_tabs_and_skip_links_are_no_contents_list(tmp_path: Path) -> None:
    links = "<ul><li><a href='#a'>Popular</a></li><li><a href='#b'>Featured</a></li></ul>"
    tabs = "<aside><div id='a'>One</div><div id='b'>Two</div></aside>"
    article = read(tmp_path, page(f"{links}<main><p>{FIRST}</p><p>{SECOND}</p></main>{tabs}"))
    assert article.contents == ()
    assert "Popular" not in words(article)


def test_marks_of_footnotes_are_not_in_the_text(tmp_path: Path) -> None:
    mark = "<sup><a href='#n1'>[1]</a></sup>"
    article = read(tmp_path, page(f"<p>The river rose by 2 m<sup>2</sup>.{mark} {FIRST}</p>"))
    assert words(article) == f"The river rose by 2 m2. {FIRST}"


# --- encodings ---------------------------------------------------------------------------------

ACCENTED = "Zoë paid €40 for the map – “a bargain”, she said in the café by the harbour."


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", None),
        ("utf-8-sig", "iso-8859-1"),
        ("utf-16", None),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("cp1252", None),
        ("utf-8", "no-such-encoding"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, declared: str | None) -> None:
    head = f"<meta charset='{declared}'>" if declared else ""
    markup = page(f"<p>{ACCENTED}</p><p>{FIRST}</p><p>{SECOND}</p>", head)
    assert ACCENTED in words(read(tmp_path, markup.encode(encoding)))


def test_japanese_and_arabic_pages_are_kept(tmp_path: Path) -> None:
    japanese = "港は日曜日に再開すると大臣は昨日の記者会見で述べた。町の人々は喜んでいる。"
    arabic = "قال الوزير إن الميناء سيفتح أبوابه يوم الأحد بعد ثلاثة أشهر من العمل."
    markup = page(f"<p>{japanese}</p>", "<meta charset='shift_jis'>").encode("shift_jis")
    assert words(read(tmp_path, markup)) == japanese
    assert words(read(tmp_path, page(f"<p dir='rtl'>{arabic}</p>"))) == arabic


# --- hostile pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "ul><li", "table><tr><td"])
def test_a_page_nested_100_000_deep_is_refused_in_one_sentence(tmp_path: Path, tag: str) -> None:
    with pytest.raises(InputUnreadable) as error:
        read(tmp_path, f"<html><body>{f'<{tag}>' * 100_000}<p>{FIRST}</p>")
    assert "too deeply" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_page_of_too_many_elements_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable) as error:
        read(tmp_path, "<p>a</p>" * 160_000)
    assert "too many" in str(error.value)


@pytest.mark.parametrize("markup", ["<html></html>", "<!-- x -->", " \n ", "\0\0", "<" * 50_000])
def test_a_page_without_text_is_no_article(tmp_path: Path, markup: str) -> None:
    with pytest.raises(NoArticle):
        read(tmp_path, markup)


@pytest.mark.parametrize("stray", ["\x01", "&#1;", "&#x0B;", "&#xFFFE;", "&#xD800;", "&#99999999;"])
def test_characters_that_no_page_may_hold_are_dropped(tmp_path: Path, stray: str) -> None:
    markup = page(f"<p>{FIRST}{stray}</p>{stray}<script>x</script>{stray}<p>{SECOND}</p>")
    assert words(read(tmp_path, markup)) == f"{FIRST}\n{SECOND}"


def test_no_entity_is_expanded_and_no_file_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word is heliotrope")
    document = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY a "lol lol lol">'
        f'<!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<html><body><p>{FIRST}</p><p>So it was said by the mayor: &x; &b;.</p></body></html>"
    )
    article = read(tmp_path, document, "page.xhtml")
    assert FIRST in words(article)
    assert "heliotrope" not in words(article)
    assert "lol" not in words(article)


def test_other_things_with_a_page_s_ending_are_refused(tmp_path: Path) -> None:
    with pytest.raises((InputUnreadable, NoArticle)):
        read(tmp_path, b"%PDF-1.7 and so on \x00\x01\x02")


def test_the_marks_of_notes_and_editors_leave_no_trace_in_a_sentence(tmp_path: Path) -> None:
    marked = FIRST.replace("crowns", "crowns<sup>[<i>source?</i>]</sup><sup><a>[2]</a></sup>")
    article = read(
        tmp_path, page(f"<main><p>{marked}</p><p>{SECOND} It is 9 m<sup>2</sup> wide.</p></main>")
    )
    assert pieces(article) == [(Kind.TEXT, FIRST), (Kind.TEXT, f"{SECOND} It is 9 m2 wide.")]


def test_lists_of_sources_below_the_article_are_left_out(tmp_path: Path) -> None:
    below = "<ol><li>The deed of the mill, 4 May, in the town's archive.</li></ol>"
    links = "<h2>External links</h2><ul><li>The mill's own pages</li></ul>"
    text = f"<p>{FIRST}</p><h2>The gate</h2><p>{SECOND}</p><p>{THIRD}</p><p>{FOURTH}</p>"
    article = read(tmp_path, page(f"<main>{text}<h2>References</h2>{below}{links}</main>"))
    assert [text for _, text in pieces(article)] == [FIRST, "The gate", SECOND, THIRD, FOURTH]
    assert {left.reason for left in article.left_out} == {"references"}


def test_a_part_called_sources_with_text_of_its_own_stays(tmp_path: Path) -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p><h2>Sources</h2><p>{THIRD}</p><ul><li>Dyes</li></ul>"
    article = read(tmp_path, page(f"<main>{text}</main>"))
    assert (Kind.HEADING, "Sources") in pieces(article)
    assert (Kind.LIST, "Dyes") in pieces(article)
