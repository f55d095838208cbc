"""Mail (.eml) and pages that a browser saved in one file (.mht, .mhtml).

Both are MIME: the standard library parses them. Attachments are left alone, and nothing that a
message names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.charsets import declared_in_markup, text_of_bytes
from briefing.reading.cleaning import fold, word_count
from briefing.reading.dates import day_of
from briefing.reading.draft import Draft, RawFile
from briefing.reading.html_metadata import address_of
from briefing.reading.mail_body import blocks_of_html, blocks_of_text, forwarded_from
from briefing.reading.mail_history import COVERING, is_covering, may_cover, points_to_file
from briefing.reading.names import is_name
from briefing.reading.webpage import draft_of_html

_DEEPEST = 30
_REPLY = re.compile(
    r"^\s*(?:(?:re|fwd?|aw|wg|tr|sv|vs|rv|antw|r|i)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
_FORWARD = re.compile(r"^\s*(?:fwd?|wg|tr|rv|i|vs|vb|enc|doorst)\s*:", re.IGNORECASE)
_FILES = frozenset({"application", "text"})
_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)


@dataclass(frozen=True, slots=True)
class _Part:
    html: bool
    text: str


def read_mail(raw: RawFile) -> Draft:
    """Read a mail: what its writer wrote, without history, signature and disclaimers.

    A mail of a few words with another one attached is read as that. Raises InputUnreadable if it
    is no mail or is encrypted, and NoArticle if it holds no text or only points to a file.
    """
    message = _message(raw)
    if not any(message[name] for name in ("From", "Subject", "Date", "Received", "Content-Type")):
        raise InputUnreadable(
            f"“{raw.name}” is not a mail; give it the ending of what it is, or save it again."
        )
    parts = _body(message, raw)
    own = _draft(message, parts, raw) if parts else None
    words = _words(own)
    if own is not None and not may_cover(words):
        return own
    inner = _passed_on(message, raw)
    if inner is not None and is_covering(words, _words(inner)):
        above = own.blocks if own is not None else ()
        covering = (replace(block, left_out=block.left_out or COVERING) for block in above)
        return replace(inner, blocks=(*covering, *inner.blocks))
    if own is None:
        raise _without_text(message, raw)
    names = _documents(message, raw)
    if names and points_to_file(" ".join(b.text for b in own.blocks if not b.left_out)):
        raise NoArticle(
            f"“{raw.name}” has only a covering line; save the attached {_listed(names)} "
            "and open that."
        )
    return own


def _draft(message: Message, parts: list[_Part], raw: RawFile) -> Draft:
    """A mail's draft, of the texts of its body."""
    forwards = is_forward(_header(message, "Subject"))
    if parts[0].html:
        markup = "\n".join(part.text for part in parts if part.html)
        blocks = blocks_of_html(markup, raw.name, forwards=forwards)
    else:
        text = "\n\n".join(part.text for part in parts if not part.html)
        blocks = blocks_of_text(text, forwards=forwards)
    # What is only passed on is not the work of the one who passes it on.
    writer, written = forwarded_from(blocks)
    return Draft(
        blocks=blocks,
        title=bare_subject(_header(message, "Subject")) or None,
        authors=senders(writer or _header(message, "From")),
        published=day_of(written) if writer else _day(message),
        language=fold(_header(message, "Content-Language")).partition(",")[0] or None,
    )


def read_mhtml(raw: RawFile) -> Draft:
    """Read a page that was saved with its pictures in one file.

    Raises InputUnreadable if it is no such file, and what ``read_html`` raises.
    """
    message = _message(raw)
    leaves = list(_leaves(message, raw))
    start = (message.get_param("start") or "") if message.is_multipart() else ""
    pages = [leaf for leaf in leaves if leaf.get_content_type().endswith(("html", "html+xml"))]
    first = next((page for page in pages if start and page["Content-ID"] == start), None)
    page = first or next(iter(pages), None)
    if page is None:
        if raw.data.lstrip()[:1] == b"<":
            text = text_of_bytes(raw.data, declared_in_markup(raw.data))
            return draft_of_html(text, raw.name)
        raise InputUnreadable(
            f"“{raw.name}” holds no web page; save the page again, as HTML or as one file."
        )
    draft = draft_of_html(_text(page), raw.name)
    places = (message["Snapshot-Content-Location"], page["Content-Location"])
    return replace(
        draft,
        title=draft.title or _header(message, "Subject") or None,
        url=draft.url or next(filter(None, (address_of(str(p or "")) for p in places)), None),
    )


def _without_text(message: Message, raw: RawFile) -> NoArticle:
    leaves = [leaf for leaf in _leaves(message, raw) if leaf.get_payload()]
    names = [fold(decoded(name)) for name in map(_file_name, leaves) if name]
    if not names and all(leaf.get_content_maintype() == "text" for leaf in leaves):
        return NoArticle(f"“{raw.name}” has no text; choose a mail with an article in it.")
    shown = _listed(names)
    return NoArticle(
        f"“{raw.name}” has no text of its own, only attachments{f' ({shown})' if shown else ''}; "
        "save the attachment and open that."
    )


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, TypeError, LookupError):
        return ""


def _words(draft: Draft | None) -> int:
    blocks = draft.blocks if draft is not None else ()
    return sum(word_count(block.text) for block in blocks if not block.left_out)


def _passed_on(message: Message, raw: RawFile) -> Draft | None:
    """The first mail with a text among those attached to a mail, None if there is none."""
    bodies = ((inner, _body(inner, raw)) for inner in _attached(message))
    return next((_draft(inner, parts, raw) for inner, parts in bodies if parts), None)


def _attached(message: Message) -> Iterator[Message]:
    """The mails that are attached to a mail, and those attached to them."""
    queue = [(message, 0)]
    while queue:
        part, depth = queue.pop(0)
        children = _children(part) if depth < _DEEPEST else []
        if part.get_content_type() == "message/rfc822":
            yield from children
        queue[:0] = [(child, depth + 1) for child in children]


def _documents(message: Message, raw: RawFile) -> list[str]:
    """The names of the files attached to a mail that may hold the article."""
    leaves = (leaf for leaf in _leaves(message, raw) if leaf.get_payload())
    kinds = ((leaf.get_content_maintype(), leaf.get_content_subtype(), leaf) for leaf in leaves)
    files = (leaf for main, sub, leaf in kinds if main in _FILES and "signature" not in sub)
    return [fold(decoded(name)) for name in map(_file_name, files) if name]


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names[:3]) + (" and others" if names[3:] else "")


def _message(raw: RawFile) -> Message:
    try:
        return message_from_bytes(raw.data)
    except (RecursionError, ValueError, LookupError) as error:
        raise _damaged(raw) from error


def _damaged(raw: RawFile) -> InputUnreadable:
    return InputUnreadable(
        f"“{raw.name}” is damaged or nested too deeply; save it again from the mail program."
    )


def _leaves(message: Message, raw: RawFile) -> Iterator[Message]:
    """The parts that hold no other parts, in their order."""
    queue = [(message, 0)]
    while queue:
        part, depth = queue.pop(0)
        if depth > _DEEPEST:
            raise _damaged(raw)
        if part.is_multipart():
            queue[:0] = [(child, depth + 1) for child in _children(part)]
        else:
            yield part


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    found = payload if isinstance(payload, list) else []
    return [child for child in found if isinstance(child, Message)]


def _body(part: Message, raw: RawFile, depth: int = 0) -> list[_Part]:
    """The texts of a mail's body; of alternatives the richest that can be read."""
    if depth > _DEEPEST:
        raise _damaged(raw)
    kind = part.get_content_type()
    if kind in _ENCRYPTED:
        raise InputUnreadable(
            f"“{raw.name}” is encrypted; open it in your mail program and save its text."
        )
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        return []
    if part.is_multipart():
        bodies = [_body(child, raw, depth + 1) for child in _children(part)]
        if kind == "multipart/alternative":
            rich = [body for body in bodies if body and body[0].html]
            return (rich or [body for body in bodies if body] or [[]])[-1]
        if kind == "multipart/related":
            return next((body for body in bodies if body), [])
        found = [text for body in bodies for text in body]
        return [text for text in found if text.html == found[0].html]
    if kind in {"text/html", "application/xhtml+xml"}:
        return [_Part(html=True, text=_text(part))]
    # A message of parts that has none says something else than it is: it is read as text.
    if kind.startswith(("text/plain", "multipart/")) and not part.get_filename():
        text = _text(part)
        if str(part.get_param("format") or "").casefold() == "flowed":
            text = _unflowed(text, delete=str(part.get_param("delsp") or "").casefold() == "yes")
        return [_Part(html=False, text=text)] if text.strip() else []
    return []


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    declared = part.get_content_charset()
    if declared is None and part.get_content_subtype() != "plain":
        declared = declared_in_markup(data)
    return text_of_bytes(data, declared)


def _unflowed(text: str, *, delete: bool) -> str:
    """Text as it was before its lines were broken for sending (RFC 3676)."""
    lines: list[str] = []
    open_line = False
    for line in text.splitlines():
        bare = line.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- "
        if open_line and not line.startswith(">"):
            lines[-1] += bare
        else:
            lines.append(bare)
        if flows and delete:
            lines[-1] = lines[-1].removesuffix(" ")
        open_line = flows
    return "\n".join(lines)


def is_forward(subject: str) -> bool:
    """Whether a mail's subject says that it passes on another mail, such as "Fwd:"."""
    return bool(_FORWARD.match(subject))


def bare_subject(subject: str) -> str:
    """A mail's subject without the marks of replies, such as "Re:"."""
    return _REPLY.sub("", fold(subject))


def _header(message: Message, name: str) -> str:
    """A header's text with its encoded words decoded; empty if there is none."""
    value = message[name]
    return "" if value is None else decoded(value)


def decoded(value: str | Header) -> str:
    """A header's value with its encoded words decoded."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return fold(str(value))
    texts = [
        piece if isinstance(piece, str) else text_of_bytes(piece, encoding)
        for piece, encoding in pieces
    ]
    return fold("".join(texts))


def senders(value: str) -> tuple[str, ...]:
    """The senders' names in a decoded "From", or their addresses where they give no name."""
    pairs = getaddresses([value])
    named = tuple(fold(name) or address for name, address in pairs if name or "@" in address)
    return named or ((value,) if is_name(value) else ())


def _day(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
