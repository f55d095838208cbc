"""What stands on a web page beside the article: navigation, share bars, notices, related links.

Told by elements that mean nothing else, by the names that pages give to their parts, and by the
few phrases with which a page asks its reader to do something. Never by the names of one site.
"""

from __future__ import annotations

import re
from itertools import pairwise

from lxml.html import HtmlElement

from briefing.reading.cleaning import word_count

_TAGS = frozenset({"nav", "footer", "aside", "form"})
_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar "
    "tablist alert status tooltip".split()
)
_KEPT = frozenset({"html", "body", "main", "article", "figcaption"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NAMES = frozenset(
    "share shares sharing sharebar sharedaddy social socials addthis addtoany "
    "newsletter newsletters signup optin mailchimp subscribe "
    "related relateds recommended recommendation recommendations recirc recirculation outbrain "
    "taboola trending readmore morestories "
    "cookie cookies consent gdpr onetrust "
    "comments disqus commentlist livefyre "
    "ad ads advert adverts advertisement advertising sponsored promo promos cta "
    "breadcrumb breadcrumbs pagination pager navbar navbox sitemap skiplink "
    "popup popover tooltip rollover hovercard modal lightbox paywall "
    "editsection noprint screenreader printonly tagcloud taglist hashtags "
    "byline dateline timestamp disclaimer postinfo".split()
)
_NAME_PAIRS = frozenset(
    "read more|more stories|more articles|also read|read also|see also|you may|most popular|"
    "most read|editors picks|sign up|follow us|latest news|more from|up next|read time|"
    "author box|author info|author bio|about author|post meta|entry meta|article meta|post tags|"
    "entry tags|article tags|screen reader|visually hidden|sr only|skip link|post navigation|"
    "post nav|entry footer|image credit|photo credit|img credit|picture credit|media credit|"
    "jump link|tags links|tag list|art source".split("|")
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HOVER = frozenset("popup popover tooltip rollover hovercard screenreader noprint".split())
_HOVER_PAIRS = frozenset("screen reader|visually hidden|sr only".split("|"))

_POINTS = re.compile(
    r"^(?:related|recommended|read (?:more|next|also|now|the (?:full|whole) \w+)|see (?:also|more)"
    r"|also read|read|watch|listen|more|more (?:on|from|about) [\w ’'-]{2,40}|don['’]?t miss"
    r"|you (?:may|might) (?:also )?like|click here|see|in pictures|explained|editor['’]s picks?"
    r"|up next|continue reading|keep reading|most read|trending)\b\s*"
    r"(?:[:|»>–—-]|\.{2,}|…|$)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:sign[- ]?up (?:for|to|here|now|today)|subscribe (?:to|here|now|today)"
    r"|(?:our|free|daily|weekly|'s|’s|the) (?:\w+ ){0,2}newsletters?\b"
    r"|(?:in|to) your (?:inbox|mailbox|letterbox)"
    r"|follow (?:us|him|her|them|me|@?\w+)(?: \w+){0,3} (?:on|at) "
    r"(?:@|twitter|x\b|facebook|instagram|linkedin|youtube|tiktok|mastodon|bluesky|threads)"
    r"|(?:like|find|join) us on (?:twitter|facebook|instagram|linkedin|youtube)"
    r"|click here (?:to|for)|share (?:this|on|via)|have a (?:news )?tip\b|download (?:our|the) app"
    r"|if you (?:enjoyed|liked) this (?:article|post|story)|may be reached at"
    r"|follow .{2,60} at https?:|view (?:this (?:e-?mail|message) )?in (?:your|a) browser"
    r"|unsubscribe\b|manage (?:your )?(?:preferences|subscription))",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"^(?:you (?:may|might) (?:also )?like|don['’]?t miss"
    r"|related (?:stories|articles|posts|topics|links|content)?|recommended(?: for you)?"
    r"|more stories|advertisements?|sponsored(?: content)?|comments?(?: \(\d+\))?|staff reports?"
    r"|share(?: this)?(?: (?:article|story|post|page))?|read (?:more|next)|see also"
    r"|most (?:read|popular)|filed under\b.{0,80}|tagged(?: (?:as|with))?\b.{0,80}"
    r"|tags?\s*:.{0,120}"
    r"|posted (?:in|by|on)\b.{0,60}|(?:estimated )?reading time\b.{0,30}|\d+ min(?:ute)?s? read"
    r"|last (?:updated|modified)\b.{0,40}|updated (?:at|on)\b.{0,40}"
    r"|(?:first )?published (?:at|on)?\b.{0,40}|sources?: .{2,40}|(?:copyright\b|©).{0,120}"
    r"|.{0,80}\ball rights reserved\.?|loading\.*|skip to .{2,40}"
    r"|(?:print|email|save)(?: this(?: article| page)?)?|back to top"
    r"|story continues below.{0,40}|article continues (?:after|below).{0,40}"
    r"|scroll (?:down )?(?:to|for) .{2,40})\s*[.:…]*$",
    re.IGNORECASE,
)
_MOST_ASKING_WORDS = 45


def is_furniture(element: HtmlElement) -> bool:
    """Whether the element's own tag, role, style or name says that it is no part of an article."""
    tag = element.tag
    if tag in _KEPT or not isinstance(tag, str):
        return False
    if tag in _TAGS or element.get("role", "").casefold() in _ROLES or is_hidden(element):
        return True
    return _is_named(element, _NAMES, _NAME_PAIRS)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page says that the element is not shown."""
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(element.get("style", "")))


def is_hover_card(element: HtmlElement) -> bool:
    """Whether the element, amid a line of text, shows only when pointed at, or is not shown."""
    return is_hidden(element) or _is_named(element, _HOVER, _HOVER_PAIRS)


def is_furniture_text(text: str, linked: float, *, label_only: bool = False) -> bool:
    """Whether a paragraph is the page speaking of itself: "Read more: …", "Subscribe to our …".

    ``linked`` is the share of it that is a link to another place, from 0 to 1. ``label_only`` is
    for headings: what they ask for may be what the article is about.
    """
    if len(text) > 600:
        return False
    if _LABELS.match(text) or (linked > 0.4 and _POINTS.match(text)):
        return True
    return not label_only and bool(_ASKS.search(text)) and word_count(text) <= _MOST_ASKING_WORDS


def _is_named(element: HtmlElement, names: frozenset[str], pairs: frozenset[str]) -> bool:
    given = [*element.get("class", "").split(), *element.get("id", "").split()]
    for name in given[:20]:
        words = [word.casefold() for word in _WORDS.findall(name[:100])]
        if "embed" in words:
            continue  # a post that the article quotes
        if any(word in names for word in words):
            return True
        if any(f"{a} {b}" in pairs for a, b in pairwise(words)):
            return True
    return False
