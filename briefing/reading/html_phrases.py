"""What a web page or a newsletter says of itself: "Read more: …", "Subscribe to our newsletter".

Told by the few phrases with which a page points elsewhere, labels its parts, or asks its reader to
do something. A request counts only where a sentence begins with it or speaks to the reader, for an
article may itself be about newsletters.
"""

from __future__ import annotations

import re

from briefing.reading.cleaning import word_count

_RELATED = "related links"
_SHARE = "share bar"
_NEWSLETTER = "newsletter"
_ADVERT = "advertisement"
_REQUEST = "request to the reader"
_LONGEST = 600
_MOST_ASKING_WORDS = 45


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_POINTS = _phrase(
    r"^(?:related|recommended|read (?:more|next|also|now|the (?:full|whole) \w+)|see (?:also|more)"
    r"|also read|read|watch|listen|more|more (?:on|from|about) [\w ’'-]{2,40}|don['’]?t miss"
    r"|you (?:may|might) (?:also )?like|click here|see|in pictures|explained|editor['’]s picks?"
    r"|up next|continue reading|keep reading|most read|trending"
    r"|lesen sie auch|mehr (?:zum thema|dazu)|zum thema|(?:à )?lire aussi|voir aussi"
    r"|le[ae] también|lea más|te puede interesar|leggi anche|leia (?:também|mais)|lees (?:ook|meer)"
    r"|les (?:også|mer)|læs (?:også|mere)|läs (?:också|även|mer)|czytaj (?:także|też|więcej))\b\s*"
    r"(?:[:|»>–—-]|\.{2,}|…|$)"
)
# Where a request begins: at the start of a sentence, or after a plea.
_BEGIN = r"(?:^|[.!?…:;|•»–—-]\s+|\b(?:please|forget to|sure to|you can(?: also)?) )"
_SITES = (
    r"(?:@|twitter|x\b|facebook|instagram|linkedin|youtube|tiktok|mastodon|bluesky|threads"
    r"|telegram|whatsapp)"
)
_ASKS = (
    (
        _NEWSLETTER,
        _phrase(
            rf"{_BEGIN}(?:sign[- ]?up|subscribe|register) (?:for|to|here|now|today|with)\b"
            rf"|{_BEGIN}(?:get|receive|join|try|read|want)\b.{{0,80}}\bnewsletters?\b"
            r"|\bnewsletters?\b.{0,120}\byour?\b|\byour?\b.{0,120}\bnewsletters?\b"
            r"|\b(?:in|to) your (?:inbox|mailbox|letterbox)\b"
            rf"|{_BEGIN}(?:to )?unsubscribe\b|\bunsubscribe (?:at any time|here|from this)"
            r"|\bmanage (?:your )?(?:preferences|subscriptions?)\b"
            r"|\bview (?:this (?:e-?mail|message) )?in (?:your|a) browser\b"
        ),
    ),
    (
        _SHARE,
        _phrase(
            rf"{_BEGIN}(?:follow|like|find|join) (?:us|me|@?\w+(?: [\w.'’-]+){{0,3}}) (?:on|at) "
            rf"(?:{_SITES}|https?:)"
            rf"|{_BEGIN}share (?:this|on|via|it)\b"
        ),
    ),
    (
        _REQUEST,
        _phrase(
            r"\b(?:click|tap) here (?:to|for)\b|\bhave a (?:news )?tip\b"
            rf"|{_BEGIN}download (?:our|the) (?:\w+ ){{0,2}}app\b"
            r"|\bif you (?:enjoyed|liked) this (?:article|post|story)\b"
            rf"|{_BEGIN}(?:follow|see|read|find|visit|watch)\b.{{2,80}} https?://\S+$"
            r"|\b(?:may|can) be reached at\b.{0,60}(?:@|\d)"
        ),
    ),
)
_LABELS = (
    (
        _RELATED,
        _phrase(
            r"^(?:you (?:may|might) (?:also )?like|don['’]?t miss"
            r"|related (?:stories|articles|posts|topics|links|content|coverage|news|reading)?"
            r"|recommended(?: for you)?|more stories|read (?:more|next)|see also"
            r"|most (?:read|popular)|mehr zum thema|das könnte sie auch interessieren"
            r"|à lire aussi|sur le même sujet|te puede interesar|leggi anche|lees ook"
            r"|les også|læs også|läs (?:också|även))\s*[.:…]*$"
        ),
    ),
    (
        _ADVERT,
        _phrase(
            r"^(?:advertisements?|ads?|sponsored(?: content| by .{2,40})?|promoted"
            r"|(?:story|article) continues (?:after|below).{0,40}"
            r"|scroll (?:down )?(?:to|for) .{2,40}"
            r"|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|annonse|annonce|annons"
            r"|reklama)\s*[.:…]*$"
        ),
    ),
    (
        _SHARE,
        _phrase(
            r"^(?:share(?: this)?(?: (?:article|story|post|page))?(?: on .{2,30})?"
            r"|(?:print|email|save)(?: this(?: article| page)?)?"
            r"|teilen|partager|compartir|condividi|delen|dela|del)\s*[.:…]*$"
        ),
    ),
    ("comments", _phrase(r"^(?:(?:\d+ )?comments?(?: \(\d+\))?|leave a (?:comment|reply))[.:…]*$")),
    (
        "tags",
        _phrase(
            r"^(?:filed under\b.{0,80}|tagged(?: (?:as|with))?\b.{0,80}|tags?\s*:.{0,120}"
            r"|topics?\s*:.{0,120}|schlagwort\w*\s*:.{0,120})$"
        ),
    ),
    (
        "byline",
        _phrase(
            r"^(?:posted (?:in|by|on)\b[^.]{0,60}|last (?:updated|modified)\b.{0,40}"
            r"|updated (?:at|on)\b.{0,40}|(?:first )?published\b[^.]{0,40}|staff reports?"
            r"|(?:estimated )?reading time\b.{0,30}|\d+ min(?:ute)?s? read)"
            r"\s*[.:…]*$"
        ),
    ),
    ("source", _phrase(r"^sources?: .{2,40}$")),
    ("copyright", _phrase(r"^(?:(?:copyright\b|©).{0,120}|.{0,80}\ball rights reserved\.?)$")),
    ("navigation", _phrase(r"^(?:skip to .{2,40}|back to top|loading)\s*[.:…]*$")),
)


def phrase_reason(text: str, linked: float, *, label_only: bool = False) -> str:
    """What a paragraph is if the page speaks of itself in it, empty if it does not.

    ``linked`` is the share of it that is a link to another place, from 0 to 1. ``label_only`` is
    for headings: what they ask for may be what the article is about.
    """
    if len(text) > _LONGEST:
        return ""
    for reason, pattern in _LABELS:
        if pattern.match(text):
            return reason
    if linked > 0.4 and _POINTS.match(text):
        return _RELATED
    if label_only or word_count(text) > _MOST_ASKING_WORDS:
        return ""
    return next((reason for reason, pattern in _ASKS if pattern.search(text)), "")
