"""What the clipboard held becomes a draft: with its structure if it was copied with that."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from briefing.errors import BriefingError, NoArticle
from briefing.reading.cleaning import word_count
from briefing.reading.draft import Draft, RawFile
from briefing.reading.origins import CLIPBOARD, PastedOrigin
from briefing.reading.plain import draft_of_text
from briefing.reading.webpage import draft_of_html

NAME = "the clipboard"
_HEADER = re.compile(r"\ufeff?\s*Version:[\d.]+\r?\n(?:[A-Za-z]+:[^\r\n]*\r?\n)*")
_SOURCE = re.compile(r"^SourceURL:(https?://[^\s]+)", re.MULTILINE)
_FRAGMENT = re.compile(r"<!--StartFragment-->(.*?)(?:<!--EndFragment-->|\Z)", re.DOTALL)
_ENOUGH = 0.9
"""The share of the text's words that the formatted form must have to be the same thing."""


def draft_of_pasted(origin: PastedOrigin) -> tuple[Draft, RawFile]:
    """The draft of what was pasted, and the bytes that it was read from.

    The formatted form is read if it says as much as the plain one does: some programs put a link
    or a picture there beside a long text. Raises NoArticle if there is nothing in the clipboard,
    and InputUnreadable if it is formatted text alone that cannot be read.
    """
    if not origin.text.strip() and not origin.html.strip():
        raise NoArticle("The clipboard holds no text; copy the article first, then paste it.")
    if origin.html.strip():
        draft = _formatted(origin)
        if draft is not None:
            return draft, _raw(origin.html, ".html")
    return draft_of_text(origin.text), _raw(origin.text, ".txt")


def _formatted(origin: PastedOrigin) -> Draft | None:
    """The draft of the formatted form, None if the plain one says more."""
    header = _HEADER.match(origin.html)
    markup = origin.html[header.end() :] if header else origin.html
    source = _SOURCE.search(header[0]) if header else None
    fragment = _FRAGMENT.search(markup)
    # What stands around the fragment is no part of what the person selected.
    if fragment and fragment[1].strip():
        markup = f"<html><body>{fragment[1]}</body></html>"
    try:
        draft = draft_of_html(markup, NAME, source[1] if source else None)
    except BriefingError:
        if not origin.text.strip():
            raise
        return None
    said = [block.text for block in draft.blocks]
    words = sum(map(word_count, [draft.title or "", *draft.contents, *said]))
    if words < _ENOUGH * word_count(origin.text):
        return None
    return replace(draft, url=source[1]) if source else draft


def _raw(text: str, ending: str) -> RawFile:
    data = text.encode("utf-8", "replace")
    return RawFile(CLIPBOARD, NAME, ending, data, hashlib.sha256(data).hexdigest())
