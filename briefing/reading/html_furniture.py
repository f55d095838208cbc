"""What stands on a web page beside the article: navigation, share bars, notices, related links.

Told by elements that mean nothing else and by the names that pages give to their parts; what a
page says of itself in words is in ``html_phrases``. Never by the names of one site.
"""

from __future__ import annotations

import re
from itertools import pairwise

from lxml.html import HtmlElement

NAVIGATION = "navigation"
BESIDE = "beside the article"
HIDDEN = "hidden"
"""The one piece of furniture that nobody sees on the page."""

_TAGS = {"nav": NAVIGATION, "footer": "foot of the page", "aside": BESIDE, "form": "form"}
_ROLES = {
    **dict.fromkeys(("navigation", "menu", "menubar", "toolbar", "tablist"), NAVIGATION),
    **dict.fromkeys(("dialog", "alertdialog", "alert", "status", "tooltip"), "notice"),
    "banner": "head of the page",
    "contentinfo": "foot of the page",
    "complementary": BESIDE,
    "search": "form",
}
_KEPT = frozenset({"html", "body", "main", "article", "figcaption"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# The words in the names of classes and ids; two of them that stand side by side mean more.
_NAMED = {
    "share bar": (
        "share shares sharing sharebar sharedaddy social socials addthis addtoany sharethis "
        "partage compartir condividi delen|follow us|post share|article share"
    ),
    "newsletter": "newsletter newsletters signup optin mailchimp subscribe|sign up",
    "related links": (
        "related relateds relatedposts relatedarticles relatedcontent recommended recommendation "
        "recommendations recirc recirculation outbrain taboola trending readmore morestories "
        "verwandt verwandte relacionadas relacionados correlati|read more|more stories|"
        "more articles|also read|read also|see also|you may|most popular|most read|editors picks|"
        "latest news|more from|up next|latest posts|recent posts|popular posts|similar posts|"
        "related posts"
    ),
    "cookie notice": "cookie cookies cookiebar cookielaw consent gdpr onetrust cmp",
    "comments": (
        "comments disqus commentlist livefyre shoutbox kommentare commentaires comentarios|"
        "comment list|comment form|comment respond|comment section|comment thread"
    ),
    "advertisement": (
        "ad ads advert adverts advertisement advertising adsbygoogle skyscraper sponsored sponsor "
        "sponsors promo promos cta anzeige werbung publicite publicidad pubblicita reklama annons"
    ),
    NAVIGATION: (
        "breadcrumb breadcrumbs pagination pager navbar navbox sitemap skiplink submenu|"
        "skip link|post navigation|post nav|jump link|main menu|mobile menu|site header"
    ),
    BESIDE: "sidebar",
    "foot of the page": "|entry footer|site footer|page footer",
    "pop-up": "popup popover tooltip rollover hovercard modal lightbox paywall",
    "screen reader text": "screenreader|screen reader|visually hidden|sr only",
    "tags": "tagcloud taglist hashtags|post tags|entry tags|article tags|tags links|tag list",
    "byline": (
        "byline dateline timestamp postinfo|author box|author info|author bio|about author|"
        "post meta|entry meta|article meta|read time"
    ),
    "picture credit": (
        "|image credit|photo credit|img credit|picture credit|media credit|art source"
    ),
    "disclaimer": "disclaimer",
    "not for print": "editsection noprint printonly",
}
_REASONS = {
    name: reason
    for reason, names in _NAMED.items()
    for name in (*names.partition("|")[0].split(), *filter(None, names.split("|")[1:]))
}
_HOVER = frozenset({"pop-up", "screen reader text", "not for print"})
# "with-sidebar", "no-ads": such a name tells of something else.
_TELLING = frozenset({"has", "with", "without", "no", "not", "embed"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def furniture_reason(element: HtmlElement) -> str:
    """What the element's own tag, role, style or name says that it is; empty if nothing.

    The words are for a person: "navigation", "share bar".
    """
    tag = element.tag
    if tag in _KEPT or not isinstance(tag, str):
        return ""
    if is_hidden(element):
        return HIDDEN
    role = _ROLES.get(element.get("role", "").casefold(), "")
    return _named_reason(element) or role or _TAGS.get(tag, "")


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page says that the element is not shown."""
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(element.get("style", "")))


def is_hover_card(element: HtmlElement) -> bool:
    """Whether the element, amid a line of text, shows only when pointed at, or is not shown."""
    return is_hidden(element) or _named_reason(element) in _HOVER


def _named_reason(element: HtmlElement) -> str:
    given = [*element.get("class", "").split(), *element.get("id", "").split()]
    for name in given[:20]:
        words = [word.casefold() for word in _WORDS.findall(name[:100])]
        if not _TELLING.isdisjoint(words):
            continue
        for word in words:
            if word in _REASONS:
                return _REASONS[word]
        for first, second in pairwise(words):
            if f"{first} {second}" in _REASONS:
                return _REASONS[f"{first} {second}"]
    return ""
