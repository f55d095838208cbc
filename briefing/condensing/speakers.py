"""Who speaks where a text is not its publisher's own: interviews, and pieces in the first person.

In an interview each answer opens with a name and a colon; in an opinion piece the author says "I";
a quotation may go on for several sentences (see ``quoting``). What they say is theirs, and would be
told as a fact if it stood in a bullet without their name: it is quoted, word for word, with the
speaker before it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.condensing.quoting import full_name, quoted_sentences

_TURN = re.compile(
    r"(?P<name>[A-Z][\w.’'-]*(?:\s+(?:(?:de|van|von|da|of)\s+)?[A-Z][\w.’'-]*){0,3}):\s+"
)
"""A speaker's name before what they say."""

_MARKS = re.compile(r"[“”\"«»„]|(?:^|\s)['‘]\w")
"""Quotation marks: what they hold may be anybody's."""

_NAMELESS = frozenset("q a question answer interviewer interviewee reporter host".split())
"""Labels of turns that do not say who speaks."""

_SELF = frozenset("i me my mine myself".split())

_TURNS = 4
"""So many labelled paragraphs make an interview, of at least two speakers."""

_CONFESSIONS = 3
"""So many sentences in the first person, and this share of all, make a piece its author's own."""

_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a sentence: the name, where it stands, and at which character the words begin.

    ``name`` is empty where nobody knows. ``span`` is None for an author, whom the article's details
    name; ``start`` counts in the paragraph's text. ``asks`` is true for somebody who mostly asks
    questions.
    """

    name: str
    span: Span | None
    start: int
    asks: bool = False


@lru_cache(maxsize=16)
def speakers(source: Source) -> dict[int, Speaker]:
    """For each sentence (by index) that is somebody's own words, who says it.

    Of a sentence in a quotation of which nothing tells who says it, the name is empty.
    """
    turns = _turns(source)
    if turns:
        return turns
    quoted = {
        index: Speaker(told.name, told.span, 0) if told else Speaker("", None, 0)
        for index, told in quoted_sentences(source).items()
    }
    return quoted | _first_person(source)


def _turns(source: Source) -> dict[int, Speaker]:
    """The speakers of an interview; empty if the article is none."""
    sentences = source.sentences
    labels: dict[str, re.Match[str]] = {}
    for sentence in sentences:
        match = _TURN.match(sentence.text)
        if match:
            labels.setdefault(sentence.paragraph, match)
    turns = Counter(m["name"] for m in labels.values())
    if len(labels) < _TURNS or len(turns) < 2 or max(turns.values()) < 2:
        return {}
    questions = Counter(
        labels[s.paragraph]["name"]
        for s in sentences
        if s.paragraph in labels and s.words.endswith("?")
    )
    if not questions and not any(s.paragraph in labels and _speaks_of_self(s) for s in sentences):
        return {}
    last = max(s.index for s in sentences if s.paragraph in labels)
    found: dict[int, Speaker] = {}
    current: Speaker | None = None
    for sentence in sentences:
        match = labels.get(sentence.paragraph)
        if match and turns[match["name"]] > 1:
            label = match["name"]
            current = Speaker(
                full_name(label, source),
                Span(sentence.paragraph, match.start("name"), match.end("name")),
                match.end(),
                asks=2 * questions[label] >= turns[label] or label.lower() in _NAMELESS,
            )
        elif current is not None:
            current = Speaker(current.name, current.span, 0, current.asks)
        if current is not None and sentence.index <= last:
            found[sentence.index] = current
    return found


def _first_person(source: Source) -> dict[int, Speaker]:
    """The author as the speaker of a piece in the first person; empty if it is none."""
    quoting = {s.paragraph for s in source.sentences if _MARKS.search(s.text)}
    own = [s for s in source.sentences if s.paragraph not in quoting]
    confessions = [s for s in own if _speaks_of_self(s)]
    if len(confessions) < max(_CONFESSIONS, _SHARE * len(source.sentences)):
        return {}
    authors = source.article.authors
    name = " and ".join(authors) if len(authors) in (1, 2) else "The author"
    return {s.index: Speaker(name, None, 0) for s in own}


def _speaks_of_self(sentence: SourceSentence) -> bool:
    return any(t.pos == "PRON" and t.text.lower() in _SELF for t in sentence.sentence.tokens)
