"""The body of a mail as blocks: what its writer wrote, and the rest of it with the reason.

Plain text and HTML alike. Earlier messages, signatures and disclaimers are left out; a mail that
only forwards says what it forwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml.html import HtmlElement

from briefing.article import ParagraphKind
from briefing.errors import NoArticle
from briefing.reading.cleaning import is_sentence_like, lines_of
from briefing.reading.draft import Block
from briefing.reading.html_blocks import Candidate, candidates
from briefing.reading.html_body import whole
from briefing.reading.html_furniture import HIDDEN
from briefing.reading.html_left_out import BETWEEN, gathered
from briefing.reading.html_office import settle_office
from briefing.reading.html_tree import drop_mute, parse
from briefing.reading.mail_history import (
    COVERING,
    EARLIER,
    SIGNATURE,
    forwarded_head,
    judged_lines,
    unquoted,
)
from briefing.reading.plain import draft_of_text

_HISTORY = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_quote ')]"
    "|//*[contains(@class, 'gmail_attr')]"
    "|//*[contains(@class, 'moz-cite-prefix')]"
    "|//*[contains(@class, 'yahoo_quoted') or contains(@class, 'protonmail_quote')]"
    "|//blockquote[@type='cite']"
)
_HISTORY_FROM = "//*[@id='divRplyFwdMsg' or @id='appendonsend' or @id='stopSpelling']"
_SIGNATURE = (
    "//*[contains(@class, 'gmail_signature') or contains(@class, 'moz-signature')]"
    "|//*[@id='Signature' or @id='signature' or @id='ms-outlook-mobile-signature']"
)
_INLINE = frozenset({"span", "a", "font", "b", "i", "em", "strong"})
_LINKS = "links"
# Stands in the text for what is left out there: two brackets that no mail has a use for.
_PLACE = "\u27e6\u27e7"


def blocks_of_text(text: str, *, forwards: bool = False) -> tuple[Block, ...]:
    """The blocks of a mail in plain text; ``forwards`` if its subject says that it forwards."""
    lines = lines_of(text.replace(_PLACE, ""))
    reasons = judged_lines(lines, forwards=forwards)
    kept: list[str] = []
    aside: list[tuple[str, str]] = []
    for reason, run in groupby(range(len(lines)), key=reasons.__getitem__):
        words = "\n".join(unquoted(lines[index]) for index in run)
        if reason and words.strip():
            kept.extend(("", _PLACE, ""))
            aside.append((reason, words))
        elif not reason:
            kept.append(words)
    left_out = iter(aside)
    blocks: list[Block] = []
    for block in _plain_blocks("\n".join(kept)):
        if block.text == _PLACE:
            reason, words = next(left_out)
            blocks.extend(replace(each, left_out=reason) for each in _plain_blocks(words))
        else:
            blocks.append(block)
    return tuple(gathered(blocks))


def _plain_blocks(text: str) -> Iterator[Block]:
    draft = draft_of_text(text)
    if draft.title:
        # The subject is the title; a first line that looks like one is a line of the mail.
        yield Block(ParagraphKind.TEXT, draft.title, alone=True)
    yield from draft.blocks


def blocks_of_html(markup: str, name: str, *, forwards: bool = False) -> tuple[Block, ...]:
    """The blocks of a mail in HTML; ``name`` is its name for messages.

    Raises NoArticle if it holds no text, and InputUnreadable if it is nested too deeply.
    """
    if not markup.strip():
        raise NoArticle(f"“{name}” holds no text; choose a mail with an article in it.")
    root = parse(markup, name)
    settle_office(root)
    drop_mute(root)
    marked = _marked(root)
    found = candidates(root)
    reasons = _judged(found, [_mark_of(candidate, marked) for candidate in found])
    unmarked = _judged(found, [""] * len(found), forwards=forwards)
    own = [c for c, reason in zip(found, reasons, strict=True) if not reason]
    if COVERING in unmarked or not any(is_sentence_like(c.block.text) for c in own):
        reasons = unmarked  # a mail that only forwards says what it forwards
    return tuple(
        gathered(
            replace(candidate.block, left_out=reason)
            for candidate, reason in zip(found, reasons, strict=True)
            if reason != HIDDEN
        )
    )


def judged_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks of a mail, with the reason where one is no part of what its writer wrote."""
    reasons = judged_lines([block.text for block in blocks])
    return tuple(
        replace(block, left_out=reason) for block, reason in zip(blocks, reasons, strict=True)
    )


def forwarded_from(blocks: Sequence[Block]) -> tuple[str, str]:
    """Who sent what a mail does no more than forward, and when; empty if it says more or less."""
    first = next((i for i, block in enumerate(blocks) if not block.left_out), 0)
    heads = [block.text for block in blocks[:first] if block.left_out == EARLIER]
    return forwarded_head("\n".join(heads).replace(BETWEEN, "\n"))


def _judged(
    found: Sequence[Candidate], marks: Sequence[str], *, forwards: bool = False
) -> list[str]:
    reasons = [
        mark or phrase or (_LINKS if c.linked >= 0.9 and not is_sentence_like(c.block.text) else "")
        for mark, phrase, c in zip(marks, whole(found), found, strict=True)
    ]
    own = [index for index, reason in enumerate(reasons) if not reason]
    told = judged_lines([found[index].block.text for index in own], forwards=forwards)
    for index, reason in zip(own, told, strict=True):
        reasons[index] = reason
    return reasons


def _marked(root: HtmlElement) -> dict[HtmlElement, str]:
    """The elements that mail programs mark as history or signature, with the reason."""
    marked: dict[HtmlElement, str] = dict.fromkeys(root.xpath(_HISTORY), EARLIER)
    for mark in root.xpath(_HISTORY_FROM):
        marked.update(dict.fromkeys((mark, *mark.itersiblings()), EARLIER))
    for element in root.xpath(_SIGNATURE):
        marked.setdefault(element, SIGNATURE)
    for element in [e for e in marked if e.tag in _INLINE and e.getparent() is not None]:
        element.drop_tree()  # amid a line: no piece of its own
    return marked


def _mark_of(candidate: Candidate, marked: dict[HtmlElement, str]) -> str:
    around = (candidate.element, *candidate.element.iterancestors())
    return next((marked[element] for element in around if element in marked), "")
