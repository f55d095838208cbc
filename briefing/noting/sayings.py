"""Who said what: quotations word for word, and statements that the article reports.

A row is given only where the article tells who speaks; what somebody did not say, would say or was
asked is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import (
    balanced_quotes,
    children,
    dependents,
    is_contiguous,
    quoted,
    subtree,
    word_count,
)
from briefing.checking.words import DEMONSTRATIVES, PRONOUNS
from briefing.condensing.nouns import core_phrase
from briefing.condensing.people import NEUTRAL_TITLES, TITLES
from briefing.condensing.quoting import (
    Attribution,
    Quotation,
    full_name,
    quotations_of,
    said_quotations,
    speaker_at,
)
from briefing.condensing.speakers import Speaker, speakers
from briefing.engine.types import Sentence
from briefing.notes import Saying
from briefing.noting.roles import role_of

_SAYING = frozenset(
    "say tell add announce note remark explain insist declare argue claim allege warn caution "
    "suggest predict admit concede confirm deny acknowledge stress emphasise emphasize reply "
    "respond complain vow promise pledge write state report comment assert maintain "
    "recommend conclude testify".split()
)
"""Lemmas of verbs by which somebody says what follows, in so many words."""

_LEAST_QUOTED = 5
"""Words of a quotation that says something by itself."""

_LEAST_SAID = 5

_MARKS = "“”\"«»„‘’' "
_NOBODY = PRONOUNS.keys() | DEMONSTRATIVES | frozenset(
    "who which what i we you one someone somebody anyone anybody everyone nobody none others "
    "some many most all both few several people us me article".split()
)  # fmt: skip
_SELF = frozenset("i me my we us our you your".split())
_ASKING = re.compile(r"(?:what|how|why|where|who|whether|if)\b")
_UNREAL = frozenset("would could might may should will shall can must 'd ’d 'll ’ll wo ca".split())


def sayings(source: Source) -> tuple[Saying, ...]:
    """What people say in the article, in its order; a quotation stands for what it completes."""
    rows = [*_quoted(source), *_reported(source)]
    numbers = {p.id: n for n, p in enumerate(source.article.paragraphs)}
    rows.sort(key=lambda row: (numbers[row.words.paragraph], row.words.start, row.verbatim))
    return tuple(_merged(list({row.words: row for row in reversed(rows)}.values())[::-1]))


def _merged(rows: list[Saying]) -> Iterator[Saying]:
    """Each statement once: what lies within another row's words goes."""
    for row in rows:
        inside = any(
            other is not row
            and other.words.paragraph == row.words.paragraph
            and other.words.start <= row.words.start
            and row.words.end <= other.words.end
            for other in rows
        )
        if not inside:
            yield row


# --- quotations ----------------------------------------------------------------------------------


def _quoted(source: Source) -> Iterator[Saying]:
    turns = speakers(source)
    for row, quotation, told in said_quotations(source):
        paragraph, text = row[0].paragraph, row[0].text
        start, end = _trimmed(text, quotation)
        words = text[start:end]
        if start >= end or word_count(words) < _LEAST_QUOTED or words.endswith("?"):
            continue
        if any(mark in words for mark in '"“”«»') or words[0].islower():
            continue  # marks that do not pair, or a piece of a sentence
        speaker = told or _nameless_speaker(source, row, quotation)
        if speaker is None or _is_turn(turns, row):
            continue
        evidence = _around(row, quotation)
        if text[evidence.start : evidence.end].rstrip(_MARKS).endswith("?"):
            continue  # the half of a question
        name, role = _known(source, speaker)
        yield Saying(
            name, role, words, verbatim=True, evidence=evidence, words=Span(paragraph, start, end)
        )


def _is_turn(turns: dict[int, Speaker], row: tuple[SourceSentence, ...]) -> bool:
    """Whether the paragraph is somebody's turn in an interview: what is quoted is not theirs."""
    return any(s.index in turns and turns[s.index].start for s in row)


def _trimmed(text: str, quotation: Quotation) -> tuple[int, int]:
    """Where the words between the marks stand, without the comma that ends them."""
    start, end = quotation.start, quotation.end
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS + ",":
        end -= 1
    return start, end


def _around(row: tuple[SourceSentence, ...], quotation: Quotation) -> Span:
    """The sentences that the quotation stands in."""
    within = [
        s.sentence
        for s in row
        if s.sentence.start < quotation.end and s.sentence.end > quotation.start
    ]
    first = min([s.start for s in within], default=quotation.start)
    last = max([s.end for s in within], default=quotation.end)
    return Span(row[0].paragraph, first, last)


def _nameless_speaker(
    source: Source, row: tuple[SourceSentence, ...], quotation: Quotation
) -> Attribution | None:
    """The only speaker of the sentence that a quotation begins or ends in ("a spokesman said")."""
    told: dict[str, Attribution] = {}
    for sentence in row:
        tree = sentence.sentence
        if not (tree.start < quotation.end and tree.end > quotation.start):
            continue
        for verb in _verbs(sentence):
            speaker = _speaker_of(source, sentence, verb)
            if speaker is None:
                return None
            told[speaker.name] = speaker
    return next(iter(told.values())) if len(told) == 1 else None


# --- reported statements -------------------------------------------------------------------------


def _reported(source: Source) -> Iterator[Saying]:
    for sentence in source.sentences:
        for verb in _verbs(sentence):
            speaker = _speaker_of(source, sentence, verb)
            if speaker is None:
                continue
            words = _statement(sentence, verb)
            if words is None:
                continue
            text = sentence.text[words.start : words.end]
            name, role = _known(source, speaker)
            inside = quotations_of(text)
            whole = len(inside) == 1 and inside[0].start == 0 and inside[0].end >= len(text) - 1
            if whole:
                continue  # the quotation has its own row
            verbatim = _is_quoted(sentence, words)
            yield Saying(name, role, text, verbatim, evidence=sentence.span, words=words)


def _is_quoted(sentence: SourceSentence, words: Span) -> bool:
    """Whether the words stand between marks as a whole, such as single ones."""
    tree, inside = sentence.sentence, quoted(sentence.sentence)
    own = [i for i, t in enumerate(tree.tokens) if words.start <= t.start < words.end]
    return all(i in inside for i in own)


def _verbs(sentence: SourceSentence) -> Iterator[int]:
    """The verbs of the sentence, outside its quotations, by which somebody says something."""
    tree = sentence.sentence
    inside = quoted(tree)
    for index, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.lemma.lower() not in _SAYING or index in inside:
            continue
        if _is_real(tree, index):
            yield index


def _is_real(tree: Sentence, verb: int) -> bool:
    """Whether the verb tells that it was said: neither denied, nor wished, nor a condition."""
    token = tree.tokens[verb]
    beside = [tree.tokens[i] for i in children(tree)[verb]]
    if any(t.dep == "neg" or t.text.lower() in _UNREAL for t in beside):
        return False
    if any(t.dep == "mark" for t in beside):
        return False
    if token.tag in ("VBD", "VBZ", "VBP"):
        return True
    has = any(t.dep == "aux" and t.lemma.lower() in ("have", "be") for t in beside)
    return token.tag in ("VBN", "VBG") and has and not any(t.dep == "auxpass" for t in beside)


def _speaker_of(source: Source, sentence: SourceSentence, verb: int) -> Attribution | None:
    """Who says it, by name or as the article calls them; None where that leads nowhere."""
    tree = sentence.sentence
    subjects = dependents(tree, verb, "nsubj")
    if len(subjects) != 1 or subjects[0] in quoted(tree):
        return None
    subject = subjects[0]
    told = speaker_at(source, sentence, subject)
    if told is not None:
        return told
    if tree.tokens[subject].pos not in ("NOUN", "PROPN"):
        return None
    phrase = core_phrase(tree, subject)
    words = {tree.tokens[i].text.lower() for i in phrase}
    if not phrase or words & _NOBODY or not is_contiguous(phrase):
        return None
    if tree.tokens[subject].text.lower() in _NOBODY:
        return None
    start, end = tree.tokens[min(phrase)].start, tree.tokens[max(phrase)].end
    text = sentence.text[start:end]
    return Attribution(text[:1].upper() + text[1:], Span(sentence.paragraph, start, end))


def _statement(sentence: SourceSentence, verb: int) -> Span | None:
    """The words of the clause that says what was said, without "that" and marks around it."""
    tree = sentence.sentence
    clauses = dependents(tree, verb, "ccomp")
    if len(clauses) != 1 or not _is_statement(tree, clauses[0]):
        return None
    ordered = sorted(subtree(tree, clauses[0]) - {verb} - subtree_of_subject(tree, verb))
    while ordered and _is_edge(tree, ordered[0]):
        ordered.pop(0)
    while ordered and _is_edge(tree, ordered[-1], last=True):
        ordered.pop()
    if not ordered or not is_contiguous(ordered) or _leans(tree, ordered):
        return None
    start, end = tree.tokens[ordered[0]].start, tree.tokens[ordered[-1]].end
    text = sentence.text[start:end]
    if word_count(text) < _LEAST_SAID or _ASKING.match(text):
        return None
    if not balanced_quotes(text) or " -- " in text:
        return None
    return Span(sentence.paragraph, start, end)


def _is_statement(tree: Sentence, clause: int) -> bool:
    """Whether the clause has a subject and a finite verb."""
    auxiliaries = [tree.tokens[i] for i in dependents(tree, clause, "aux", "auxpass")]
    if any(t.tag == "TO" for t in auxiliaries):
        return False
    if tree.tokens[clause].tag in ("VBG", "VB") and not auxiliaries:
        return False
    return bool(dependents(tree, clause, "nsubj", "nsubjpass", "expl", "csubj"))


def _leans(tree: Sentence, ordered: list[int]) -> bool:
    """Whether a statement opens with an "it" of elsewhere, or is a quotation that lost its marks.

    "Its" in front is the speaker's own, who stands beside it.
    """
    first = tree.tokens[ordered[0]]
    if first.text.lower() in PRONOUNS.keys() | DEMONSTRATIVES and first.dep != "poss":
        return True
    return any(tree.tokens[i].text.lower() in _SELF for i in set(ordered) - quoted(tree))


def subtree_of_subject(tree: Sentence, verb: int) -> frozenset[int]:
    """The tokens of the verb's subject."""
    return frozenset().union(*(subtree(tree, i) for i in dependents(tree, verb, "nsubj")))


def _is_edge(tree: Sentence, index: int, *, last: bool = False) -> bool:
    token = tree.tokens[index]
    if token.text in (",", ";", ":", ".", "-", "–", "—"):
        return True
    if last:
        return token.dep == "cc"
    return token.dep in ("mark", "cc") and token.text.lower() in ("that", "and", "but")


def _known(source: Source, told: Attribution) -> tuple[str, str]:
    """The name in full and who that is. "Ms Roe" is the "Alda Roe" whom the article names."""
    words = told.name.split()
    if len(words) == 2 and words[0].rstrip(".") in TITLES.keys() | NEUTRAL_TITLES:
        name = full_name(words[1], source)
        name = name if " " in name else told.name
    else:
        name = told.name
    return name, role_of(source, name)
