"""Dates and deadlines of an article, in order, each with what happens then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import children, dependents, is_contiguous, quoted, subtree, word_count
from briefing.checking.words import PRONOUNS, REPORTING_VERBS
from briefing.engine.types import Sentence
from briefing.notes import DateNote
from briefing.noting.calendar import FoundDate, find_dates, meant

_DUE = re.compile(
    r"\b(?:deadline|due(?! to)|expir(?:es?|ed|y)|closing date|no later than|must|have to|has to"
    r"|required to|needs? to|cut-off|target|goal|aims? to|pledged to|promised to|agreed to)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before|no later than|until|not later than)\s(?:the\s)?$", re.IGNORECASE)
_SURELY_DUE = re.compile(
    r"\b(?:deadline|due|expires?|closing date)\b[^.;,]{0,40}$|\bno(?:t)? later than\s$",
    re.IGNORECASE,
)
_COMING = frozenset("will shall 'll ’ll must can may might could would should".split())
_MOST_WORDS = 30
"""A longer sentence is told by the clause with the date."""

_ALIKE = 0.5
"""The share of words that two rows of one date have in common when they tell of the same."""

_YEARS_AROUND = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def dates(source: Source) -> tuple[DateNote, ...]:
    """The dates of the article, those with a sure day in order of time, then the others.

    A day on which somebody only said something is left out.
    """
    published = _day_of(source.article.published)
    rows = [
        row for sentence in source.sentences for row in _in_sentence(source, sentence, published)
    ]
    kept: list[DateNote] = []
    for row in rows:
        if not any(_is_same(row, other) for other in kept):
            kept.append(row)
    known = sorted((r for r in kept if r.day), key=lambda r: r.day)
    return (*known, *(r for r in kept if not r.day))


def _is_same(one: DateNote, other: DateNote) -> bool:
    """Whether two rows tell of one thing at one time."""
    if (one.day or one.text) != (other.day or other.text):
        return False
    words, others = set(one.event.lower().split()), set(other.event.lower().split())
    return len(words & others) >= _ALIKE * min(len(words), len(others))


def _day_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _in_sentence(
    source: Source, sentence: SourceSentence, published: date | None
) -> Iterator[DateNote]:
    tree = sentence.sentence
    begin, said = tree.start, quoted(tree)
    for found in find_dates(sentence.words):
        start, end = begin + found.start, begin + found.end
        verb = _verb_of(tree, start, end)
        ahead = _is_ahead(tree, verb)
        if (verb is not None and _only_said(tree, verb)) or _is_of_a_name(tree, end):
            continue
        if found.year is None and (
            sentence.text[:start].endswith((" a ", " any ", " every ", " each "))
            or any(
                t.start >= start and i in said for i, t in enumerate(tree.tokens) if t.end <= end
            )
        ):
            continue  # no day of its own, or one that a speaker counts from
        before = sentence.text[begin:start]
        deadline = _is_deadline(sentence, before, verb, ahead=ahead)
        if (found.is_year or found.which) and not (deadline or (found.which and ahead)):
            continue  # a year alone, or "this Monday", dates little
        own = published if _is_of_now(source, sentence, found) else None
        event = _event(sentence, verb, start, end)
        if event is None:
            continue
        yield DateNote(
            text=sentence.text[start:end],
            day=meant(found, own, ahead=ahead),
            event=event,
            deadline=deadline,
            evidence=sentence.span,
            words=Span(sentence.paragraph, start, end),
        )


def _is_of_now(source: Source, sentence: SourceSentence, found: FoundDate) -> bool:
    """Whether a date without a year is of the article's time: its paragraph names no other year."""
    if found.year is not None:
        return True
    own = (source.article.published or "")[:4]
    return set(_YEARS_AROUND.findall(sentence.text)) <= {own}


def _verb_of(tree: Sentence, start: int, end: int) -> int | None:
    """The verb of the clause that the date belongs to."""
    inside = [i for i, t in enumerate(tree.tokens) if t.start >= start and t.end <= end]
    if not inside:
        return None
    index = inside[-1]
    for _ in tree.tokens:
        token = tree.tokens[index]
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
            return index
        if token.head == index:
            return None
        index = token.head
    return None


def _is_of_a_name(tree: Sentence, end: int) -> bool:
    """Whether the date is a part of a name: "the Sunday Times"."""
    last = next((t for t in reversed(tree.tokens) if t.end <= end), None)
    if last is None:
        return False
    head = tree.tokens[last.head]
    first = next((n for n, t in enumerate(tree.tokens) if t.end == last.end), 0)
    before = tree.tokens[first - 1] if first else last
    named = before.dep == "compound" and before.head == first and before.entity == last.entity
    if named and before.entity not in ("DATE", "TIME", ""):
        return True  # "Bloody Sunday"
    return last.dep == "compound" and head.pos == "PROPN" and head.start >= end


def _only_said(tree: Sentence, verb: int) -> bool:
    """Whether the date is when somebody said something."""
    said = tree.tokens[verb].lemma.lower() in REPORTING_VERBS
    return said and (not dependents(tree, verb, "dobj") or '"' in _all(tree) or "“" in _all(tree))


def _all(tree: Sentence) -> str:
    return " ".join(t.text for t in tree.tokens)


def _is_ahead(tree: Sentence, verb: int | None) -> bool | None:
    """Whether the clause is of what is to come; None if it may be either."""
    if verb is None:
        return None
    token = tree.tokens[verb]
    auxiliaries = [tree.tokens[i] for i in children(tree)[verb]]
    words = {t.text.lower() for t in auxiliaries if t.dep in ("aux", "auxpass")}
    if words & {"will", "shall", "'ll", "’ll"}:
        return True
    if words & _COMING or token.tag in ("VB", "VBG"):
        return None
    if token.tag == "VBD" or words & {"was", "were", "had", "did", "has", "have"}:
        return False
    return None


def _is_deadline(
    sentence: SourceSentence, before: str, verb: int | None, *, ahead: bool | None
) -> bool:
    """Whether something is to be done by the date."""
    if _SURELY_DUE.search(before):
        return True
    if not _BY.search(before) or ahead is False:
        return False
    if ahead is True or bool(_DUE.search(sentence.words)):
        return True
    return "until" not in before[-8:].lower() and _is_purpose(sentence, verb)


def _is_purpose(sentence: SourceSentence, verb: int | None) -> bool:
    if verb is None:
        return False
    token = sentence.sentence.tokens[verb]
    return token.tag == "VB"


def _event(sentence: SourceSentence, verb: int | None, start: int, end: int) -> str | None:
    """What happens: the sentence, or in a long one the clause with the date."""
    words = sentence.words
    if word_count(words) <= _MOST_WORDS or verb is None:
        return words
    tree = sentence.sentence
    clause = sorted(subtree(tree, verb))
    while clause and tree.tokens[clause[-1]].pos in ("PUNCT", "SPACE"):
        clause.pop()
    while clause and tree.tokens[clause[0]].pos in ("PUNCT", "CCONJ", "SCONJ"):
        clause.pop(0)
    subject = dependents(tree, verb, "nsubj", "nsubjpass", "expl")
    if not clause or not subject or not is_contiguous(clause):
        return words
    first, last = tree.tokens[clause[0]].start, tree.tokens[clause[-1]].end
    told = tree.tokens[subject[0]].text.lower()
    if told in PRONOUNS or told in ("who", "which", "that", "this") or last < end or first > start:
        return words
    return sentence.text[first:last]
