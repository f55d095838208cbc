"""Articles on sites of many shapes: what is read is the article, whoever made the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reading.registry import read_article

A = (
    "The ice road over Lake Tamm was opened on Monday, a month later than in any winter since it "
    "was first marked out with spruces, and eleven lorries crossed it before noon."
)
B = (
    "The road saves the sawmill at Ede a detour of ninety kilometres, but the county wants to give "
    "it up, because two of the last five winters were too warm for it."
)
C = (
    "Per Olavsen, who drills the holes by which the ice is measured, said that it was forty-one "
    "centimetres thick at the narrows and that he would drive there with his own children."
)
D = (
    "A bridge would cost 300 million crowns, the county's engineer has reckoned, which is more "
    "than the sawmill has earned in all the years that it has stood there."
)
STANDFIRST = "Two warm winters in five have made the county doubt its road over the lake."
HEADING = "What a bridge would cost"
QUOTE = "We have no use for a bridge that is finished when the mill is not, said its owner."
TEXTS = [A, B, HEADING, C, D]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


BODY = f"{paragraphs(A, B)}<h2>{HEADING}</h2>{paragraphs(C, D)}"
SPLIT = f"{paragraphs(A, B)}{{}}<h2>{HEADING}</h2>{paragraphs(C, D)}"

BLOG = f"""
<body class="single single-post with-sidebar"><div id="page" class="site">
<header id="masthead" class="site-header"><a href="/">Lake notes</a><nav class="main-navigation">
<ul class="menu"><li><a href="/a">About</a></li><li><a
href="/b">Archive</a></li></ul></nav></header>
<div id="primary" class="content-area"><article class="post type-post hentry">
<header class="entry-header"><h1 class="entry-title">The ice road</h1>
<div class="entry-meta">Posted on <time datetime="2026-02-02">2 February</time> by
<a rel="author" href="/tove">Tove Lind</a></div></header>
<div class="entry-content">{BODY}
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="?t">Twitter</a></li>
</ul></div><div id="jp-relatedposts"><h3>Related</h3><p><a href="/x">The ferry that sank and
was raised again in the same week of May</a></p></div></div>
<footer class="entry-footer">Tags: <a href="/t/ice">ice</a>, <a href="/t/road">roads</a></footer>
</article><nav class="navigation post-navigation"><a href="/p">The warm winter of the year before
this one</a></nav><div id="comments" class="comments-area"><h2>2 thoughts on the ice road</h2>
<ol class="comment-list"><li><p>I crossed it in 1988 with a horse, and the horse did not like it
at all, as I remember it.</p></li></ol></div></div>
<aside id="secondary" class="widget-area"><h2>Recent posts</h2><ul><li><a href="/r">How thick is
thick enough</a></li></ul></aside></div></body>
"""

CONTENT_SYSTEM = f"""
<body><div class="dialog-off-canvas-main-canvas"><div class="region region-header"><div
class="block block-system"><a href="/">County of Tamm</a></div></div>
<div class="region region-breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/r">Roads</a>
</li></ol></div><main role="main"><div class="region region-content">
<article class="node node--type-article"><h1><span class="field--name-title">The ice road</span>
</h1><div class="node__meta">Submitted by roads office on Mon, 02/02/2026</div>
<div class="node__content"><div class="clearfix text-formatted field field--name-body">{BODY}</div>
<div class="field field--name-field-tags"><div class="field__label">Tags</div><a href="/1">ice</a>
</div><section class="field--name-comment"><h2>Add new comment</h2></section></div></article></div>
</main><aside class="region-sidebar-second"><h2>Offices</h2><p>The roads office is open to the
public from Monday to Thursday between nine and three.</p></aside></div></body>
"""

NEWSLETTER = f"""
<body><div id="entry"><div class="topbar"><a href="/">Lake letters</a><button>Subscribe</button>
</div><div class="single-post-container"><article class="newsletter-post post">
<div class="post-header"><h1 class="post-title">The ice road</h1><h3 class="subtitle">{STANDFIRST}
</h3><div class="meta"><a href="/@tove">Tove Lind</a> <span>Feb 2</span> <a href="#">12</a></div>
</div><div class="available-content"><div class="body markup">{paragraphs(A)}
<div class="subscription-widget-wrap"><p>Lake letters is a reader-supported publication. To receive
new posts and support my work, consider becoming a subscriber.</p></div>{paragraphs(B)}
<h2>{HEADING}</h2>{paragraphs(C, D)}</div></div>
<div class="post-footer"><a href="/share">Share</a></div></article></div>
<div class="comments-page"><h4>Discussion about this post</h4></div></div></body>
"""

OLD_TABLES = f"""
<body bgcolor="white"><table width="760"><tr><td colspan="2"><font size="5">The Tamm Gazette</font>
</td></tr><tr><td width="140"><a href="/1">Front page</a><br><a href="/2">Letters</a><br>
<a href="/3">Weather</a></td><td><font face="Times"><b>The ice
road</b><br><br>{A}<br><br>{B}<br><br>
{C}<br><br>{D}<br><br></font><hr><font size="1">Copyright 1999 The Tamm Gazette</font></td></tr>
</table></body>
"""

DIV_SOUP = f"""
<body><div id="__next"><div class="css-1a2b3c"><div class="css-9z8y"><a href="/">Tamm Today</a>
<a href="/news">News</a><a href="/sport">Sport</a></div><div class="css-77ab"><div class="css-4f">
<h1 class="css-h">The ice road</h1><div class="css-by">By Tove Lind</div>
<div class="css-dd">February 2, 2026</div></div><div class="css-cc"><div class="css-p0">{A}</div>
<div class="css-p0">{B}</div><h2 class="css-h2">{HEADING}</h2><div
class="css-ad1"><span>Advertisement
</span></div><div class="css-p0">{C}</div><div class="css-p0">{D}</div></div></div>
<div class="css-foot"><a href="/terms">Terms</a><a
href="/imprint">Imprint</a></div></div></div></body>
"""

GOVERNMENT = f"""
<body><a class="govuk-skip-link" href="#main">Skip to main content</a>
<div class="cookie-banner" role="region"><h2>Cookies on this site</h2><p>We use some essential
cookies to make this website work for you.</p></div><header role="banner"><a href="/">Tamm</a>
</header><div class="breadcrumbs"><a href="/">Home</a><a href="/roads">Roads</a></div>
<main id="main" role="main"><h1>The ice road</h1><dl class="metadata"><dt>From:</dt>
<dd><a href="/office">Roads office</a></dd><dt>Published</dt><dd>2 February 2026</dd></dl>
<div class="govspeak">{BODY}</div><div class="share-links"><h2>Share this page</h2></div>
<div class="feedback" role="region"><form><h2>Is this page useful?</h2></form></div></main>
<aside role="complementary"><h2>Related content</h2><ul><li><a href="/i">Ice on lakes: a guide for
those who walk on it</a></li></ul></aside><footer role="contentinfo">All content is free to
use under the county's licence.</footer></body>
"""

WIKI = f"""
<body class="mediawiki"><div id="mw-panel"><h3>Navigation</h3><ul><li><a href="/m">Main page</a>
</li></ul></div><div id="content"><h1 id="firstHeading">The ice road</h1><div id="siteSub">From
the lake's own encyclopedia</div><div id="bodyContent"><div class="mw-parser-output">
<p>{A}<sup class="reference"><a href="#n1">[1]</a></sup></p><p>{B}</p>
<h2><span class="mw-headline">{HEADING}</span><span class="mw-editsection">[<a href="/e">edit</a>]
</span></h2><p>{C}</p><p>{D}</p><div class="navbox"><table><tr><td><a href="/1">Ice roads of the
north</a></td><td><a href="/2">Ferries of the north</a></td></tr></table></div></div>
<div id="catlinks">Categories: <a href="/c">Roads</a></div></div></div></body>
"""

MANUAL = f"""
<body><nav class="wy-nav-side"><ul><li><a href="a.html">Install</a></li><li><a href="b.html">Use</a>
</li></ul></nav><div class="document" role="main"><div class="section"><h1>The ice road<a
class="headerlink" href="#x" title="Permalink">¶</a></h1>{BODY}</div>
<div class="rst-footer-buttons"><a class="prev" href="a.html">Previous</a><a class="next"
href="b.html">Next</a></div></div><footer><p>Built with a generator of pages.</p></footer></body>
"""

ACCELERATED = f"""
<html amp><body><amp-sidebar id="s"><ul><li><a href="/">Home</a></li></ul></amp-sidebar>
<header class="amp-header"><a href="/">Tamm Today</a></header><article><h1>The ice road</h1>
<amp-img src="i.jpg"></amp-img>{SPLIT.format('<amp-ad type="x"><div>Advertisement</div></amp-ad>')}
<amp-embed type="taboola"><div>From the web</div></amp-embed></article>
<div class="footer">All rights reserved.</div></body></html>
"""

ADVERT = """
<div class="anzeige"><p>Anzeige</p><p>Jetzt sparen: Winterreifen zum halben Preis bei uns.</p></div>
<p><strong>Lesen Sie auch:</strong> <a href="/w">Der warme Winter</a></p>
"""
GERMAN = f"""
<html lang="de"><body><div class="kopf"><a href="/">Tammer Bote</a> <a href="/p">Politik</a></div>
<main><article><h1>Die Eisstraße</h1>{SPLIT.format(ADVERT)}<div class="artikel-teilen">
<a href="/t">Teilen</a> <a href="/d">Drucken</a></div></article>
<section class="kommentare"><h2>Kommentare</h2><p>Ich bin 1988 mit dem Pferd hinübergefahren, und
dem Pferd hat es gar nicht gefallen.</p></section></main></body></html>
"""

BUILDER = f"""
<body class="elementor-page"><div class="elementor elementor-12"><section class="elementor-section">
<div class="elementor-widget elementor-widget-nav-menu"><nav><a href="/">Start</a></nav></div>
</section><section class="elementor-section"><div class="elementor-container">
<div class="elementor-widget elementor-widget-heading"><h1>The ice road</h1></div>
<div class="elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container">
{paragraphs(A, B)}</div></div><div class="elementor-widget
elementor-widget-heading"><h2>{HEADING}</h2>
</div><div class="elementor-widget elementor-widget-text-editor"><div
class="elementor-widget-container">{paragraphs(C, D)}</div></div>
<div class="elementor-widget
elementor-widget-share-buttons"><span>Share</span></div></div></section>
<section class="elementor-section"><h2>Our services</h2><a href="/s">Drilling</a></section></div>
</body>
"""

MAGAZINE = f"""
<body><header><nav><a href="/">Tamm Review</a><a href="/i">Issues</a></nav></header><main>
<article class="longform"><header><p class="kicker">Winter</p><h1>The ice road</h1>
<p class="standfirst">{STANDFIRST}</p><p class="byline">Words by Tove Lind</p></header>
<div class="body">{paragraphs(A, B)}<aside class="pullquote"><p>I would drive there with my own
children</p></aside><h2>{HEADING}</h2>{paragraphs(C)}<blockquote>{QUOTE}</blockquote>
{paragraphs(D)}</div><section class="author-bio"><p>Tove Lind is a reporter who has lived by the
lake for thirty years and has never owned a boat.</p></section>
<div class="newsletter-box"><h3>The best of the lake, each Friday</h3><p>Get our newsletter in your
inbox.</p></div></article><section class="more-stories"><h2>More stories</h2><a href="/1">The mill
</a></section></main></body>
"""

SITES = {
    "blog": (BLOG, TEXTS),
    "content system": (CONTENT_SYSTEM, TEXTS),
    "newsletter": (NEWSLETTER, TEXTS),
    "old tables": (OLD_TABLES, [A, B, C, D]),
    "div soup": (DIV_SOUP, TEXTS),
    "government": (GOVERNMENT, TEXTS),
    "wiki": (WIKI, TEXTS),
    "manual": (MANUAL, TEXTS),
    "accelerated": (ACCELERATED, TEXTS),
    "German": (GERMAN, TEXTS),
    "page builder": (BUILDER, TEXTS),
    "magazine": (MAGAZINE, [A, B, HEADING, C, QUOTE, D]),
}


@pytest.mark.parametrize("site", SITES)
def test_the_article_is_read_and_nothing_beside_it(tmp_path: Path, site: str) -> None:
    markup, expected = SITES[site]
    file = tmp_path / "page.html"
    title = "<meta charset='utf-8'><title>The ice road</title>"
    file.write_text(f"<!DOCTYPE html>{title}{markup}", encoding="utf-8")
    article = read_article(file)
    read = [p.text for p in article.paragraphs]
    assert [text for text in read if text != STANDFIRST] == expected
    # whatever else can be seen can be had back
    rest = " ".join(each.paragraph.text for each in article.left_out)
    assert len(article.left_out) > 1
    assert all(text not in rest for text in expected)
