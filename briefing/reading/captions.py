"""Picture captions, told by the credit that they carry.

Copied from a web page, a caption and its credit run together ("cranes at dawnCredit: Reuters");
elsewhere the credit is set off by brackets, a bar or a label in front.
"""

from __future__ import annotations

import re

from briefing.reading.cleaning import ends_sentence, word_count

_MOST_WORDS = 60
_MOST_CHARACTERS = 600
_MOST_CREDIT_WORDS = 9

_LABEL = (
    r"(?:(?:photo|picture|image|pic|photograph|photography|illustration|graphic|video|artwork)"
    r"(?:s|\s+(?:credit|source|copyright|courtesy|by|via))?"
    r"|credits?|courtesy of|getty images?)"
)
_AGENCY = (
    r"(?:AFP|AP|EPA(?:-EFE)?|PA(?: Media| Wire)?|Reuters|REUTERS|Getty(?: Images)?|Alamy"
    r"|Shutterstock|iStock|Bloomberg|TASS|Sputnik|Xinhua|Anadolu|dpa|ANSA|ANP|Rex Features|SWNS"
    r"|NurPhoto|Zuma Press|AP Photo|PA Images|Unsplash|Wikimedia Commons)"
)

# "…at dawnCredit: Reuters": the label is glued to the last word, which no sentence does. The bank
# UniCredit is the one well-known name of that shape.
_GLUED = re.compile(
    r"(?<=[\w.!?\"'”’)\]%])(?<!\bUni)(?:Credits?|Photo(?:graph)?|Picture|Image|Pic|Source"
    r"|Photo Credit|Image Credit|Picture Credit|Image source)s?\s*:\s*(?P<credit>[^a-z\s].*)$"
)
# A label in front, with a colon or a comma: Photo, Image source, Pictured.
_FRONT = re.compile(
    rf"^[(\[]?(?:{_LABEL}|pictured|image caption)\s*[:,]\s*(?P<credit>\S.*?)[)\]]?$", re.IGNORECASE
)
# "Photo by Ann Example", "Photo courtesy of the port"
_BY = re.compile(
    r"^[(\[]?(?:photo|photograph|picture|image|illustration)s?\s+(?:by|via|courtesy|credit)\b"
    r"(?P<credit>.*?)[)\]]?$",
    re.IGNORECASE,
)
# A label and a credit in brackets at the end.
_BRACKETED = re.compile(
    rf"[(\[]\s*{_LABEL}\s*(?:[:,]|\bby\b|\b)\s*(?P<credit>[^()\[\]]*)[)\]]\.?$", re.IGNORECASE
)
_BRACKETED_AGENCY = re.compile(rf"[(\[](?P<credit>[^()\[\]]*\b{_AGENCY})[)\]]\.?$")
# A label and a credit at the end, set off by a full stop, a bar or a dash.
_TAIL = re.compile(
    r"(?:^|[.!?”\"'’]\s+|\s[|–—•-]\s*)"
    r"(?:Photo(?:graph)?|Picture|Image|Illustration|Credit|Composite)(?:\s+[Cc]redit)?\s*:\s*(?P<credit>[^.!?]+(?:\.\s?[A-Z][^.!?]*)?)$"
)
# "… at dawn © Agency", "… at dawn. A. Name/Agency"
_SIGNED = re.compile(rf"(?:©\s*(?P<credit>[\w .'’/&-]{{2,60}})|\w\s?/\s?{_AGENCY}|^©.*)$")
_SOURCE = re.compile(r"^source\s*:\s*(?P<credit>\S.*)$", re.IGNORECASE)


def is_caption(text: str) -> bool:
    """Whether ``text``, one folded paragraph, is a picture's caption or credit."""
    if len(text) > _MOST_CHARACTERS or word_count(text) > _MOST_WORDS:
        return False
    for pattern in (_GLUED, _BRACKETED, _BRACKETED_AGENCY, _TAIL, _SIGNED):
        match = pattern.search(text)
        if match and word_count(match.group("credit") or "") <= _MOST_CREDIT_WORDS:
            return True
    for pattern in (_BY, _SOURCE):
        match = pattern.match(text)
        if match and word_count(match["credit"]) <= _MOST_CREDIT_WORDS and not ends_sentence(text):
            return True
    # A label in front may be followed by the caption itself; a long text would be an article's.
    match = _FRONT.match(text)
    return bool(match) and word_count(text) <= 30
