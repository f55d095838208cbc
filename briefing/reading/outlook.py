"""Outlook messages (.msg): what the writer wrote, as of any other mail."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from oxmsg import Message
from oxmsg.domain import constants, model

from briefing.article import ParagraphKind
from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.charsets import declared_in_markup, text_of_bytes
from briefing.reading.cleaning import fold
from briefing.reading.compound import is_swollen
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.mail import bare_subject, decoded, is_forward, senders
from briefing.reading.mail_body import blocks_of_html, blocks_of_text, judged_blocks
from briefing.reading.rtf import read_rtf
from briefing.reading.rtf_packed import page_in_rtf, unpacked_rtf

Value = TypeVar("Value")

_STUMBLES = (
    OSError, ValueError, KeyError, IndexError, AttributeError, TypeError, LookupError,
    struct.error, RecursionError, OverflowError, AssertionError,
    model.UnrecognizedCodePageError, model.UnsupportedEncodingError,
)  # fmt: skip
"""What damaged messages make the library raise."""
_EARLIEST = 1980
_ENCRYPTED = "ipm.note.smime"
_SIGNED = "multipartsigned"


def read_msg(raw: RawFile) -> Draft:
    """Read an Outlook message.

    Raises InputUnreadable if it is none or is encrypted, and NoArticle if it holds no text.
    """
    if is_swollen(raw.data):
        raise _damaged(raw)
    try:
        message = Message.load(raw.data)
        kind = message.message_class.casefold()
    except _STUMBLES as error:
        raise _damaged(raw) from error
    blocks = _blocks(message, raw)
    if not blocks:
        if kind.startswith(_ENCRYPTED) and _SIGNED not in kind:
            raise InputUnreadable(
                f"“{raw.name}” is encrypted; open it in your mail program and save its text."
            )
        raise NoArticle(f"“{raw.name}” has no text, only attachments; open the file in it.")
    return Draft(
        blocks=blocks,
        title=bare_subject(_value(lambda: message.subject) or "") or None,
        authors=_senders(message),
        published=_day(message),
    )


def _damaged(raw: RawFile) -> InputUnreadable:
    return InputUnreadable(
        f"“{raw.name}” is damaged or not an Outlook message; save it again from the mail program."
    )


def _value(ask: Callable[[], Value | None]) -> Value | None:
    """What a message answers, None if its answer cannot be read: it is asked once more elsewhere.

    A message says many things twice, and one damaged word is no reason to leave out the others.
    """
    try:
        return ask()
    except _STUMBLES:
        return None


def _blocks(message: Message, raw: RawFile) -> tuple[Block, ...]:
    """The body in its richest form that holds text: a web page, rich text, plain text."""
    ask = message.properties
    page = _value(lambda: ask.binary_prop_value(constants.PID_HTML))
    markup = text_of_bytes(page, declared_in_markup(page)) if page else None
    markup = markup or _value(lambda: ask.str_prop_value(constants.PID_BODY_HTML))
    packed = _value(lambda: ask.binary_prop_value(constants.PID_RTF_COMPRESSED))
    rich = unpacked_rtf(packed) if packed else None
    markup = markup or (page_in_rtf(rich) if rich else None)
    plain = _value(lambda: ask.str_prop_value(constants.PID_BODY)) or ""
    forwards = is_forward(_value(lambda: message.subject) or "")
    readers: tuple[Callable[[], tuple[Block, ...]], ...] = (
        lambda: blocks_of_html(markup, raw.name, forwards=forwards) if markup else (),
        lambda: _blocks_of_rich(rich, raw) if rich and rb"\fromtext" not in rich[:4000] else (),
        lambda: blocks_of_text(plain, forwards=forwards),
    )
    for read in readers:
        try:
            blocks = read()
        except (InputUnreadable, NoArticle):
            continue
        if any(fold(block.text) and not block.left_out for block in blocks):
            return blocks
    return ()


def _blocks_of_rich(rich: bytes, raw: RawFile) -> tuple[Block, ...]:
    draft = read_rtf(replace(raw, data=rich, ending=".rtf"))
    title = (Block(ParagraphKind.HEADING, draft.title, level=1),) if draft.title else ()
    return judged_blocks((*title, *draft.blocks))


def _senders(message: Message) -> tuple[str, ...]:
    """The senders' names, or their addresses where they give no name."""
    names = senders(decoded(_value(lambda: message.sender) or ""))
    if names:
        return names
    named = _value(lambda: message.properties.str_prop_value(constants.PID_SENDER_NAME))
    return (fold(named),) if named and fold(named) else ()


def _day(message: Message) -> str | None:
    """The day on which it was sent, or received where it does not say that."""
    stated = (_value(lambda: message.message_headers) or {}).get("Date")
    if stated:
        day = _value(lambda: parsedate_to_datetime(stated).date())
        if day is not None:
            return day.isoformat()
    ask = message.properties
    when = _value(lambda: message.sent_date) or _value(
        lambda: ask.date_prop_value(constants.PID_MESSAGE_DELIVERY_TIME)
    )
    # A damaged message gives a number where it should give a moment.
    if not isinstance(when, datetime) or when.year <= _EARLIEST:
        return None
    return when.date().isoformat()
