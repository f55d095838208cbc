"""What a person keeps in a briefing: what is written beside it must not repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.brief import Bullet, Section
from briefing.checking.source import SourceSentence
from briefing.editing.filling import is_kept


def kept_bullets(section: Section) -> tuple[Bullet, ...]:
    """The bullets of a section that stay when it is condensed again."""
    return tuple(b for b in section.bullets if is_kept(b, section))


def said_by(bullets: Iterable[Bullet], sentences: Sequence[SourceSentence]) -> list[SourceSentence]:
    """The sentences that the bullets rest on, beyond a name that they took from there."""
    by_paragraph: dict[str, list[SourceSentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    said: dict[int, SourceSentence] = {}
    for bullet in bullets:
        for span in bullet.evidence:
            for sentence in by_paragraph.get(span.paragraph, ()):
                own = sentence.span
                shared = min(span.end, own.end) - max(span.start, own.start)
                if shared > 0 and 2 * shared >= own.end - own.start:
                    said[sentence.index] = sentence
    return [said[index] for index in sorted(said)]
