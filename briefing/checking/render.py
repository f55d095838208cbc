"""A sentence written out again from some of its tokens."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from briefing.engine.types import Sentence

_TIDY = (
    (re.compile(r"\s+([,.;:!?”’)\]])"), r"\1"),
    (re.compile(r"([“‘(\[])\s+"), r"\1"),
    (re.compile(r"(?:,\s*)+([.!?;:])"), r"\1"),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r"^[\s,;:–—-]+"), ""),
    (re.compile(r"[\s,;:–—-]+$"), ""),
    (re.compile(r"\s{2,}"), " "),
)
_ENDS = (".", "!", "?", "…")
_CLOSERS = "”’\"')]»"


def write_out(
    text: str,
    sentence: Sentence,
    kept: Collection[int],
    replacements: Mapping[int, str] | None = None,
) -> str:
    """Write out the tokens at ``kept`` as a sentence of its own.

    ``text`` is the text that the sentence's offsets count in. ``replacements`` puts other words in
    the place of a token. Spaces are the source's own where the tokens stood side by side. The
    first letter becomes a capital and a full stop is added where none ends the sentence.
    """
    other = replacements or {}
    parts: list[str] = []
    last = None
    for index in sorted(kept):
        token = sentence.tokens[index]
        if last is not None:
            gap = text[sentence.tokens[last].end : token.start]
            parts.append(gap if index == last + 1 else " ")
        parts.append(other.get(index, token.text))
        last = index
    return finish("".join(parts))


def finish(text: str) -> str:
    """Tidy punctuation, begin with a capital, end with a full stop."""
    for pattern, new in _TIDY:
        text = pattern.sub(new, text)
    core = text.rstrip(_CLOSERS)
    if not core:
        return text
    if not core.endswith(_ENDS):
        # American and British habits both put a full stop inside only if the quotation is whole.
        text += "."
    first = next((i for i, c in enumerate(text) if c.isalnum()), 0)
    head = text[first : first + 1]
    rest = text[first + 1 : first + 2]
    if head.islower() and not rest.isupper():
        text = text[:first] + head.upper() + text[first + 1 :]
    return text
