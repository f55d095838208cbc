"""What a press release carries beside its text: marks, whom to ask, words about its sender.

Notes to editors stay: they hold facts. "About …" goes only where other marks show that the text is
a press release, for an article may have a part of that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.article import ParagraphKind
from briefing.reading.cleaning import is_sentence_like, word_count
from briefing.reading.draft import Block

MARK = "press release mark"
"""Why "For immediate release" is no paragraph of the article."""
CONTACT = "contact"
"""Why the lines that say whom to ask are no paragraphs of the article."""
END = "end mark"
"""Why "- ends -" is no paragraph of the article."""
BOILERPLATE = "boilerplate"
"""Why the part about the sender of a press release is no part of the article."""

_MARKS = re.compile(
    r"^\W*(?:for (?:immediate|general|public) release\b.{0,80}|for release\b.{0,60}"
    r"|not for (?:release|publication) (?:before|until)\b.{0,60}"
    r"|(?:strictly )?(?:under )?embargo(?:ed)?\b.{0,80}|(?:press|news|media) release(?:\W.{0,30})?"
    r"|pressemitteilung|presseinformation|medienmitteilung|sperrfrist\b.{0,60}"
    r"|communiqué de presse|nota de prensa|comunicado de prensa|comunicato stampa|persbericht"
    r"|pressmeddelande|pressemelding|pressemeddelelse)\W*$",
    re.IGNORECASE,
)
_END = re.compile(r"^\W*(?:ends?|-30-|30|ende|fin|fine|slut|einde)\W*$", re.IGNORECASE)
_BARE_END = re.compile(r"^(?:ENDS?|Ends|30|ENDE|FIN)$")
# These words stand over such lines in a press release alone; the others elsewhere too.
_PRESS_CONTACT = re.compile(
    r"^\W*(?:(?:media|press|news|pr|public relations) (?:contacts?|enquir(?:y|ies)"
    r"|inquir(?:y|ies)|office|relations|queries)|for (?:media|press) (?:enquiries|inquiries)"
    r"|pressekontakt|medienkontakt|contacts? presse|contacto de prensa|perscontact|presskontakt)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^\W*(?:contacts?(?: details| information| person| for (?:the )?(?:media|press|journalists))?"
    r"|editorial (?:contacts?|enquiries|inquiries)"
    r"|(?:for )?(?:more|further|additional) (?:information|details|info)"
    r"|for (?:media|press) information|ansprechpartner(?:in)?|rückfragen|kontakt|contacto|contatti)"
    r"\b",
    re.IGNORECASE,
)
_REACHABLE = re.compile(
    r"\b[\w.+-]+@[\w-]+\.\w+|https?://|\bwww\.\w|(?:\+|\b0|\(0?|\b)\d[\d ()/.-]{6,18}\d\b|\b@\w+"
)
_ABOUT = re.compile(
    r"^(?:about|über|à propos d|acerca de|informazioni su|over|om)\b.{2,80}$", re.IGNORECASE
)
_NOTES = re.compile(
    r"^\W*(?:notes? (?:to|for) (?:the )?editors?|editors?['’]? notes?)\b", re.IGNORECASE
)
_MOST_CONTACT_LINES = 8
_LONGEST_CONTACT_LINE = 25
_FIRST = 8
_MOST_BOILERPLATE = 12


def is_release_mark(text: str) -> bool:
    """Whether a line only marks a text as a press release: "For immediate release"."""
    return bool(_MARKS.match(text))


def has_address(text: str) -> bool:
    """Whether a telephone number, a mail address or a web address stands in a text."""
    return bool(_REACHABLE.search(text))


def without_release_matter(blocks: Sequence[Block]) -> list[Block]:
    """All blocks; those that a press release carries beside its text are marked as left out."""
    kept = [(index, block) for index, block in enumerate(blocks) if not block.left_out]
    reasons = _reasons([block for _, block in kept])
    if not any(is_sentence_like(block.text) for i, (_, block) in enumerate(kept) if not reasons[i]):
        return list(blocks)
    result = list(blocks)
    for reason, (index, block) in zip(reasons, kept, strict=True):
        result[index] = replace(block, left_out=reason)
    return result


def _reasons(blocks: Sequence[Block]) -> list[str]:
    """Why each of the blocks is left out, empty for those that stay."""
    reasons = [MARK if i < _FIRST and is_release_mark(b.text) else "" for i, b in enumerate(blocks)]
    below = len(blocks) // 2
    is_release = any(reasons)
    for place, block in enumerate(blocks):
        if _is_framed_end(block) or (place >= below and is_release and _is_bare_end(block)):
            reasons[place] = END
            is_release = True
            below = min(below, place)
    for place in range(len(blocks)):
        if not reasons[place]:
            count = _contact_lines(
                blocks[place : place + 1 + _MOST_CONTACT_LINES], is_release=is_release
            )
            reasons[place : place + count] = [CONTACT] * count
    for place in range(below, len(blocks) if is_release else 0):
        if not reasons[place]:
            count = _boilerplate(blocks[place : place + _MOST_BOILERPLATE])
            reasons[place : place + count] = [BOILERPLATE] * count
    return reasons


def _is_framed_end(block: Block) -> bool:
    """Whether a line says "- ends -": alone, dashes and all, it can be nothing else."""
    text = block.text
    return len(text) <= 20 and not text[0].isalnum() and bool(_END.match(text))


def _is_bare_end(block: Block) -> bool:
    is_text = block.kind in {ParagraphKind.TEXT, ParagraphKind.HEADING}
    return is_text and bool(_BARE_END.match(block.text))


def _contact_lines(blocks: Sequence[Block], *, is_release: bool) -> int:
    """How many blocks from the first on say whom to ask; 0 if they do not."""
    first = blocks[0]
    is_label = _PRESS_CONTACT.match(first.text) or (is_release and _CONTACT.match(first.text))
    if not is_label or word_count(first.text) > 2 * _LONGEST_CONTACT_LINE:
        return 0
    if is_sentence_like(first.text):
        return int(has_address(first.text))
    reachable = int(has_address(first.text))
    count = 1
    for block in blocks[1:]:
        is_address = has_address(block.text)
        if (
            block.kind is ParagraphKind.HEADING
            or _NOTES.match(block.text)
            or _ABOUT.match(block.text)
            or word_count(block.text) > _LONGEST_CONTACT_LINE
            or (is_sentence_like(block.text) and not is_address)
        ):
            break
        count += 1
        if is_address:
            reachable = count
    return reachable


def _boilerplate(blocks: Sequence[Block]) -> int:
    """How many blocks from the first on are the sender's standing words about itself."""
    first = blocks[0]
    is_label = _ABOUT.match(first.text) and not is_sentence_like(first.text)
    if not is_label or (first.kind is not ParagraphKind.HEADING and word_count(first.text) > 8):
        return 0
    count = 1
    for block in blocks[1:]:
        if block.kind is ParagraphKind.HEADING or _NOTES.match(block.text):
            break
        if not is_sentence_like(block.text) and block.kind is ParagraphKind.TEXT:
            break
        count += 1
    return count if count > 1 else 0
