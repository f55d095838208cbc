"""Quotations of several sentences, and who says them.

Between “ and ” may stand several sentences, and by the printers' rule a quotation that goes on in
the next paragraph is closed only at its end. What stands in the middle has no mark of its own: it
is the speaker's all the same. Who speaks is said in a sentence that the quotation opens or closes
in, before it or behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import dependents, names
from briefing.checking.words import DEMONSTRATIVES, PRONOUNS, REPORTING_VERBS
from briefing.condensing.discourse import discourse
from briefing.condensing.nouns import core_phrase
from briefing.condensing.people import known_people, last_word, name_words

_MARK = re.compile(
    r"(?P<open>[“«„]|(?:(?<=^)|(?<=[\s(]))[\"](?=\S))"
    r"|(?P<close>[”»]|(?<=\S)[\"])"
    r"|(?P<single>(?:(?<=^)|(?<=[\s(]))['‘](?=[A-Z0-9]))"
    r"|(?P<unsingle>(?<=[.,!?…])['’](?=$|[\s,.;:)–—-]))"
)
"""Marks that open or close a quotation; single ones only around what reads like speech."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks of a paragraph, marks included; ``end`` is exclusive.

    ``open`` is true if no mark closes it.
    """

    start: int
    end: int
    open: bool


def quotations_of(text: str) -> tuple[Quotation, ...]:
    """The quotations of a paragraph; the last one may be without its closing mark."""
    found: list[Quotation] = []
    start, single = None, False
    for match in _MARK.finditer(text):
        opens = match["open"] or (match["single"] and start is None)
        if opens and start is None:
            start, single = match.start(), bool(match["single"])
        elif start is not None and (match["unsingle"] if single else match["close"]):
            found.append(Quotation(start, match.end(), open=False))
            start = None
    if start is not None and (start == 0 or not single):
        found.append(Quotation(start, len(text), open=True))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation: the words for them, and where they stand."""

    name: str
    span: Span


@lru_cache(maxsize=16)
def quoted_sentences(source: Source) -> dict[int, Attribution | None]:
    """For each sentence (by index) that stands in a quotation as a whole, who says it.

    None where nothing tells surely.
    """
    return {
        sentence.index: told
        for row, span, told in said_quotations(source)
        for sentence in row
        if _within(sentence, span)
    }


@lru_cache(maxsize=16)
def said_quotations(
    source: Source,
) -> tuple[tuple[tuple[SourceSentence, ...], Quotation, Attribution | None], ...]:
    """Every quotation with the sentences of its paragraph, and who says it; None if not sure."""
    rows: dict[str, list[SourceSentence]] = {}
    for sentence in source.sentences:
        rows.setdefault(sentence.paragraph, []).append(sentence)
    found: list[tuple[tuple[SourceSentence, ...], Quotation, Attribution | None]] = []
    before: Attribution | None = None  # who goes on speaking if the paragraph opens with a mark
    previous = ""
    for paragraph, row in rows.items():
        spans = quotations_of(row[0].text)
        goes_on = bool(spans) and spans[0].start == 0 and _follows(source, previous, paragraph)
        speaker = before if goes_on else None
        last = speaker
        for number, span in enumerate(spans):
            own = _said_beside(source, row, spans, number)
            last = own or speaker
            found.append((tuple(row), span, last))
        before = last if spans and spans[-1].open else None
        previous = paragraph
    return tuple(found)


def _follows(source: Source, one: str, other: str) -> bool:
    """Whether one paragraph follows the other in the article, with nothing between."""
    ids = [p.id for p in source.article.paragraphs]
    return (one, other) in pairwise(ids)


def _within(sentence: SourceSentence, span: Quotation) -> bool:
    """Whether the whole sentence stands in the quotation, marks and stops at its end included."""
    tree = sentence.sentence
    return span.start <= tree.start and tree.end <= span.end + 1


def _said_beside(
    source: Source, row: list[SourceSentence], spans: tuple[Quotation, ...], number: int
) -> Attribution | None:
    """Who says a quotation, by the sentences that it begins or ends in, or the one before it."""
    span = spans[number]
    mixed = [
        s
        for s in row
        if not _within(s, span) and s.sentence.start < span.end and s.sentence.end > span.start
    ]
    before = [s for s in row if s.sentence.end <= span.start]
    led = before[-1:] if before and before[-1].words.rstrip().endswith(":") else []
    went_on = [
        s
        for s in before[-1:]
        if any(q.start < s.sentence.end and q.end > s.sentence.start for q in spans[:number])
    ]
    for sentences in (mixed, led, went_on):
        told = {a.name: a for s in sentences for a in _attributions(source, s, spans)}
        if told:
            only = next(iter(told.values()))
            return only if len(told) == 1 and only.name else None
    return None


def _attributions(
    source: Source, sentence: SourceSentence, spans: tuple[Quotation, ...]
) -> Iterator[Attribution]:
    """The speakers whom a sentence names outside its quotations ("…, said Alda Reyes")."""
    tree = sentence.sentence
    inside = {
        i for i, t in enumerate(tree.tokens) if any(s.start <= t.start < s.end for s in spans)
    }
    for index, token in enumerate(tree.tokens):
        if index in inside or token.pos != "VERB" or token.lemma.lower() not in REPORTING_VERBS:
            continue
        for subject in dependents(tree, index, "nsubj"):
            if subject not in inside:
                told = speaker_at(source, sentence, subject)
                yield told or Attribution("", sentence.span)


def speaker_at(source: Source, sentence: SourceSentence, subject: int) -> Attribution | None:
    """The words for a speaker, if they tell everyone who it is."""
    tree = sentence.sentence
    token = tree.tokens[subject]
    if dependents(tree, subject, "conj"):
        return None  # "said Reyes and Holm"
    family = PRONOUNS.get(token.text.lower())
    if family in ("he", "she"):
        known = discourse(source).candidates(sentence, family, subject=True)
        if known and known[0].sure:
            return Attribution(full_name(known[0].words, source), known[0].span)
        return None
    for _label, tokens in names(tree):
        words = name_words(sentence, tokens)
        if subject in tokens and words and last_word(words) in known_people(source):
            start = tree.tokens[tokens[0]].start
            span = Span(sentence.paragraph, start, start + len(words))
            return Attribution(full_name(words, source), span)
    phrase = core_phrase(tree, subject)
    if token.pos == "NOUN" and "the" in (tree.tokens[i].text.lower() for i in phrase):
        return None  # "the former Arnsel welder" has been named before
    if not phrase or not any(tree.tokens[i].pos == "PROPN" for i in phrase):
        return None
    if any(tree.tokens[i].text.lower() in PRONOUNS.keys() | DEMONSTRATIVES for i in phrase):
        return None
    start, end = tree.tokens[min(phrase)].start, tree.tokens[max(phrase)].end
    words = sentence.text[start:end]
    return Attribution(words[:1].upper() + words[1:], Span(sentence.paragraph, start, end))


def full_name(label: str, source: Source) -> str:
    """The name in full as the article gives it: "REYES", "Reyes" or "Alda" is "Alda Reyes"."""
    label = label.title() if label.isupper() and len(label) > 3 else label
    if " " in label:
        return label
    whole = {
        words
        for sentence in source.sentences
        for _label, tokens in names(sentence.sentence)
        if 2 <= len((words := name_words(sentence, tokens)).split()) <= 4
    }
    for found in (
        {w for w in whole if w.endswith(f" {label}")},
        {w for w in whole if w.startswith(f"{label} ") and last_word(w) in known_people(source)},
    ):
        if found:
            return found.pop() if len(found) == 1 else label
    return label
