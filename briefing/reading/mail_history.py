"""What of a mail its writer wrote: no quoted history, no signature, no disclaimer.

The lines (or paragraphs) of a mail go in, and why each is left out comes out: plain text and
HTML are judged alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.reading.cleaning import is_sentence_like, word_count

EARLIER = "earlier messages"
SIGNATURE = "signature"
DISCLAIMER = "disclaimer"
COVERING = "covering words"
"""Why lines above a forwarded message that say nothing are no part of the article."""

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
_FORWARDED_HEAD = re.compile(
    r"\b(?:from|von|de|da|van)\s?:\s*(?P<sender>[^:]{2,120}?)\s*"
    r"\b(?:date|sent|datum|gesendet|envoyé|fecha|enviado|data|inviato|verzonden)\s?:\s*"
    r"(?P<date>.{6,60}?)\s*"
    r"\b(?:to|subject|an|betreff|à|objet|para|asunto|a|oggetto|aan|onderwerp|cc)\s?:",
    re.IGNORECASE | re.DOTALL,
)
_FORWARDED = re.compile(
    r"^\W*(?:begin )?(?:forwarded (?:message|by)|weitergeleitete nachricht|message transféré"
    r"|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:attach|enclos|anbei\b|anhang\b|angehängt|beigefügt|beiliegend|anlage\b|ci-joint|pi[eè]ce"
    r"s? jointe|adjunt|allegat|em anexo|bijlage|bijgevoegd|vedlagt|vedlegg|bifog|vedhæftet)",
    re.IGNORECASE,
)
_LONGEST_HEAD = 4000
_MOST_COVERING_WORDS = 60
_LEAST_PASSED_ON = 4
_MOST_POINTING_WORDS = 25
_LONGEST_SIGNATURE = 15
_MOST_DISCLAIMER_WORDS = 250


def judged_lines(lines: Sequence[str], *, forwards: bool = False) -> list[str]:
    """For each line why it is left out, empty for those that are the mail's own words.

    Where nothing of the writer stands above what was forwarded, that is what the mail says: it is
    kept then, without its heads and marks. So it is if a few words stand above much; ``forwards``
    tells that the mail's subject calls it a forwarded one.
    """
    own, history = _parted(lines)
    reasons = [EARLIER] * len(lines)
    for index in own:
        reasons[index] = ""
    _judge_ends(lines, own, reasons)
    kept = [index for index in own if not reasons[index]]
    covers = is_sentence_like(" ".join(lines[index] for index in kept))
    if not history or (covers and not _passes_on(lines, kept, history, forwards=forwards)):
        return reasons
    rest = [index for index in history if not _is_head(lines[index])]
    for index in own:
        reasons[index] = reasons[index] or COVERING  # what stands above it
    for index in rest:
        reasons[index] = ""
    _judge_ends(lines, rest, reasons)
    return reasons


def _passes_on(
    lines: Sequence[str], kept: Sequence[int], history: Sequence[int], *, forwards: bool
) -> bool:
    """Whether the writer's words only introduce what is passed on."""
    if not forwards and not any(_FORWARDED.match(lines[index]) for index in history):
        return False
    above = sum(word_count(lines[index]) for index in kept)
    below = sum(word_count(lines[index]) for index in history)
    return is_covering(above, below)


def may_cover(words: int) -> bool:
    """Whether a mail of so many words may only introduce what it passes on."""
    return words <= _MOST_COVERING_WORDS


def is_covering(above: int, below: int) -> bool:
    """Whether so many words above so many passed on only introduce them."""
    return may_cover(above) and below >= _LEAST_PASSED_ON * above


def points_to_file(text: str) -> bool:
    """Whether a mail's own words say no more than that a file is attached to it."""
    few = word_count(text) <= _MOST_POINTING_WORDS
    return few and (bool(_POINTS.search(text)) or not is_sentence_like(text))


def forwarded_head(text: str) -> tuple[str, str]:
    """Who sent what a mail forwards, and when, as the lines above it say; empty if they do not."""
    match = _FORWARDED_HEAD.search(text[:_LONGEST_HEAD])
    return (match["sender"], match["date"]) if match else ("", "")


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
        if _DIVIDER.match(line) or _is_head_block(line) or _opens_headers(lines, index):
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


def _is_head_block(line: str) -> bool:
    """Whether a paragraph is all of a forwarded message's head, as pages run it together."""
    opens = _FORWARDED.match(line) or _FIRST_HEADER.match(line)
    return bool(opens and _FORWARDED_HEAD.search(line[:_LONGEST_HEAD])) and word_count(line) <= 100


def _is_head(line: str) -> bool:
    bare = unquoted(line)
    return bool(
        _DIVIDER.match(bare)
        or _is_head_block(bare)
        or _attribution([bare], 0)
        or (_HEADER.match(bare) and word_count(bare) <= 30)
    )


def _judge_ends(lines: Sequence[str], kept: Sequence[int], reasons: list[str]) -> None:
    """Note why signature, closing words, disclaimers and the rules around them are left out."""
    rest = list(kept)
    below = 0
    for place in range(len(rest) - 1, -1, -1):
        line = lines[rest[place]]
        if _SIGNATURE.match(unquoted(line)):
            _mark(reasons, rest[place:], SIGNATURE)
            rest = rest[:place]
            break
        below += bool(line.strip())
        if below > _LONGEST_SIGNATURE:
            break
    standing = {index for index in rest if _is_disclaimer(lines[index])}
    _mark(reasons, standing, DISCLAIMER)
    rest = [index for index in rest if index not in standing]
    closing = _closing(lines, rest)
    if closing is not None:
        _mark(reasons, [index for index in rest if index >= closing], SIGNATURE)
        rest = [index for index in rest if index < closing]
    while rest and _DASHES.match(lines[rest[-1]]):
        reasons[rest.pop()] = SIGNATURE


def _mark(reasons: list[str], indices: Iterable[int], reason: str) -> None:
    for index in indices:
        reasons[index] = reasons[index] or reason


def _is_disclaimer(line: str) -> bool:
    return bool(_DISCLAIMER.search(line)) and word_count(line) <= _MOST_DISCLAIMER_WORDS


def _closing(lines: Sequence[str], kept: list[int]) -> int | None:
    """The place of "Kind regards" with nothing but a name and an address below it."""
    full = [index for index in kept if lines[index].strip()]
    for count, index in enumerate(reversed(full[-_LONGEST_SIGNATURE:])):
        below = full[len(full) - count :]
        if any(is_sentence_like(lines[i]) and word_count(lines[i]) > 12 for i in below):
            return None
        if _CLOSING.match(unquoted(lines[index])):
            return index
    return None
