"""What of a mail its writer wrote: no quoted history, no signature, no disclaimer.

The lines (or paragraphs) of a mail go in, and the places of those to keep come out, so that plain
text and HTML are judged alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.reading.cleaning import is_sentence_like, word_count

_QUOTED = re.compile(r"^\s*(?:>|\|\s)")
_DASHES = re.compile(r"^[\s>*_=-]*$")
# "On Monday, Ann Example <ann@example.org> wrote:" in the languages that mail programs speak.
_ATTRIBUTION = re.compile(
    r"^\s*(?:on\b.{5,250}\bwrote|am\b.{5,250}\bschrieb\b.{0,120}|le\b.{5,250}\ba écrit"
    r"|el\b.{5,250}\bescribió|il\b.{5,250}\bha scritto|op\b.{5,250}\bschreef\b.{0,120}"
    r"|em\b.{5,250}\bescreveu|den\b.{5,250}\bskrev\b.{0,120})\s?:\s*$",
    re.IGNORECASE,
)
_ATTRIBUTION_LINE = re.compile(
    r"^\s*(?:.{3,120}\s<\S+@\S+>\s+wrote|\d{4}-\d\d-\d\d.{5,120}<\S+@\S+>)\s?:\s*$",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"^\W*(?:(?:begin )?forwarded message|original message|original appointment|forwarded by\b.*"
    r"|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré"
    r"|mensaje original|mensaje reenviado|messaggio originale|oorspronkelijk bericht"
    r"|mensagem original)\W*$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^[\s*>]*(?:from|sent|to|cc|date|subject|reply-to|von|gesendet|an|datum|betreff|de|envoyé"
    r"|à|objet|para|enviado|asunto|da|inviato|a|oggetto|van|verzonden|aan|onderwerp)"
    r"\s?\*?\s?:\*?\s",
    re.IGNORECASE,
)
_FIRST_HEADER = re.compile(r"^[\s*>]*(?:from|von|de|da|van)\s?\*?\s?:\*?\s", re.IGNORECASE)
_SIGNATURE = re.compile(r"^\s*(?:--|––|—)\s*$")
_CLOSING = re.compile(
    r"^\s*(?:(?:with )?(?:best|kind|kindest|warm|warmest|many)?\s?(?:regards|wishes|greetings)"
    r"|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|yours|all the best|best|cheers"
    r"|(?:many )?thanks(?: (?:and|&) (?:best |kind )?regards)?|thank you|respectfully"
    r"|mit freundlichen grü(?:ß|ss)en|(?:viele|beste|herzliche) grü(?:ß|ss)e|cordialement"
    r"|bien à vous|saludos(?: cordiales)?|cordiali saluti"
    r"|met vriendelijke groet(?:en)?)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"\b(?:intended (?:only|solely|exclusively) for"
    r"|not the (?:intended|named) (?:recipient|addressee)"
    r"|(?:e-?mail|message|communication|transmission)\b.{0,120}\b(?:is|are|may be|contain\w*)\b"
    r".{0,60}\b(?:confidential|privileged)|(?:consider|think of) the environment before"
    r"|sent (?:from|via) (?:my|outlook|yahoo|mobile)|get outlook for|virus[- ]free\b|avast\.com"
    r"|scanned (?:for|by)\b.{0,40}\bvirus|unsubscribe\b|mailing list$"
    r"|diese e-?mail (?:enthält|kann)|ce (?:message|courriel)\b.{0,80}\bconfidentiel)",
    re.IGNORECASE,
)
_LONGEST_SIGNATURE = 15
_MOST_DISCLAIMER_WORDS = 250


def own_lines(lines: Sequence[str]) -> list[int]:
    """The places of the lines that are the mail's own words.

    Where nothing of the writer stands above what was forwarded, that is what the mail says: it is
    kept then, without its heads and marks.
    """
    own, history = _parted(lines)
    own = _without_ends(lines, own)
    if any(is_sentence_like(lines[index]) for index in own) or not history:
        return own
    if is_sentence_like(" ".join(lines[index] for index in own)):
        return own
    rest = [index for index in history if not _is_head(lines[index])]
    return _without_ends(lines, rest)


def unquoted(line: str) -> str:
    """A line without the marks that say that it is quoted."""
    return re.sub(r"^(?:\s*>)+ ?", "", line)


def _parted(lines: Sequence[str]) -> tuple[list[int], list[int]]:
    """The places of the writer's lines, and of the history's."""
    own: list[int] = []
    history: list[int] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if _DIVIDER.match(line) or _opens_headers(lines, index):
            history.extend(range(index, len(lines)))
            break
        taken = _attribution(lines, index)
        if taken:
            rest = (lines[place] for place in range(index + taken, len(lines)))
            following = next((line for line in rest if line.strip()), "")
            if not _QUOTED.match(following):
                history.extend(range(index, len(lines)))
                break
            history.extend(range(index, index + taken))
            index += taken
            continue
        (history if _QUOTED.match(line) else own).append(index)
        index += 1
    return own, history


def _attribution(lines: Sequence[str], index: int) -> int:
    """How many lines the words "On …, … wrote:" take that begin here; 0 if none do."""
    if _ATTRIBUTION_LINE.match(lines[index][:400]):
        return 1
    joined = ""
    for count, line in enumerate(lines[index : index + 3], 1):
        joined = f"{joined} {line.strip()}".strip()
        if not line.strip() or len(joined) > 400:
            return 0
        if _ATTRIBUTION.match(joined):
            return count
    return 0


def _opens_headers(lines: Sequence[str], index: int) -> bool:
    """Whether a block of "From: … Sent: … To: … Subject: …" begins here."""
    if not _FIRST_HEADER.match(lines[index]):
        return False
    near = [line for line in lines[index : index + 8] if line.strip()][:5]
    return sum(bool(_HEADER.match(line)) for line in near) >= 3


def _is_head(line: str) -> bool:
    bare = unquoted(line)
    return bool(
        _DIVIDER.match(bare)
        or _attribution([bare], 0)
        or (_HEADER.match(bare) and word_count(bare) <= 30)
    )


def _without_ends(lines: Sequence[str], kept: Sequence[int]) -> list[int]:
    """The places without signature, closing words, disclaimers and the rules around them."""
    rest = list(kept)
    below = 0
    for place in range(len(rest) - 1, -1, -1):
        line = lines[rest[place]]
        if _SIGNATURE.match(unquoted(line)):
            rest = rest[:place]
            break
        below += bool(line.strip())
        if below > _LONGEST_SIGNATURE:
            break
    rest = [
        index
        for index in rest
        if not (
            _DISCLAIMER.search(lines[index]) and word_count(lines[index]) <= _MOST_DISCLAIMER_WORDS
        )
    ]
    rest = _without_closing(lines, rest)
    while rest and _DASHES.match(lines[rest[-1]]):
        rest.pop()
    return rest


def _without_closing(lines: Sequence[str], kept: list[int]) -> list[int]:
    """The places without "Kind regards" and the name and address below it."""
    full = [index for index in kept if lines[index].strip()]
    for count, index in enumerate(reversed(full[-_LONGEST_SIGNATURE:])):
        below = full[len(full) - count :]
        if any(is_sentence_like(lines[i]) and word_count(lines[i]) > 12 for i in below):
            break
        if _CLOSING.match(unquoted(lines[index])):
            return [i for i in kept if i < index]
    return kept
