"""Wordings of one sentence: as it is, made to stand alone, and shortened by whole phrases."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from briefing.article import ParagraphKind, Span
from briefing.brief import BulletOrigin
from briefing.checking.removable import Removable, removable_phrases
from briefing.checking.render import write_out
from briefing.checking.source import SourceSentence
from briefing.checking.trees import (
    balanced_quotes,
    has_finite_verb,
    is_word,
    quotations,
    quoted,
    root,
    word_count,
)
from briefing.checking.words import CONNECTIVES, DEMONSTRATIVES, LIGHT_WORDS, PRONOUNS
from briefing.condensing.discourse import Candidate
from briefing.condensing.pronouns import Meaning, is_expletive, meaning
from briefing.condensing.references import Reference
from briefing.condensing.speakers import Speaker
from briefing.engine.types import Sentence

_LABEL = re.compile(r"^[A-Z][\w’'-]*(?:\s[\w’'-]+){0,4}:\s+['‘“\"]?\[?[A-Z]")
"""A few words and a colon before a sentence: "Reunited: Mother and daughter …"."""

_IN_THE_PICTURE = re.compile(
    r"\((?:(?:pictured|seen|shown|far|front|back|top|bottom|second)\b[\s,]*)*"
    r"(?:left|right|cent(?:re|er)|middle|above|below|inset|pictured|[lr])"
    r"(?:\s(?:to|and|from|with|in)\s[^()]{1,40})?\)",
    re.IGNORECASE,
)
"""Where somebody stands in a picture: "Roe (left)", "(pictured with her brother)"."""

_ALL_MARKS = " “”„«»\"‘’'"
"""What stands around the words of a speaker, who is named before them."""

_FRAGMENT = "it is not a full sentence"
_FIRST_PERSON = "it speaks in the first or second person"
_CAPTION = "it reads like a caption"
_NO_SPEAKER = "the quotation has no speaker"
_POINTS_OUT = "the quotation speaks of something outside the bullet"

_MANY = 7
"""Beyond this many phrases not every combination is tried (2^7 is 128)."""


@dataclass(frozen=True)
class Prepared:
    """A sentence made ready to stand alone.

    ``kept`` are the tokens without connectives; ``replacements`` puts a name in a pronoun's place
    (token index to words); ``names`` are the spans that these names come from. ``cased`` writes
    words in capitals as the rest of the article writes them. ``problems`` say why the sentence
    does not stand alone, empty if it does. ``guesses`` name the pronouns that could have meant
    another person too: a person should look at them. ``speaker`` is set for somebody's own words,
    which are quoted as they stand. ``leans`` counts what is spoken of as known ("the board") though
    the sentence does not say which.
    """

    source: SourceSentence
    kept: frozenset[int]
    replacements: Mapping[int, str] = field(default_factory=dict)
    names: tuple[Span, ...] = ()
    cased: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    speaker: Speaker | None = None
    leans: int = 0

    @cached_property
    def text(self) -> str:
        """The whole sentence, made to stand alone."""
        return self.write(self.kept)

    def write(self, kept: frozenset[int]) -> str:
        """Write out some of the kept tokens as a sentence."""
        if self.speaker is not None:
            return f"{self.speaker.name}: “{_spoken_words(self.source, self.speaker)}”"
        words = {**self.cased, **self.replacements}
        return write_out(self.source.text, self.source.sentence, kept, words)

    @property
    def opens_with_a_pointer(self) -> bool:
        """Whether it opens with a pronoun or such a word, in whose place no name was put."""
        first = min(self.kept, default=0)
        opens = _opens_with_a_pointer(self.source.sentence, [first])
        return opens and first not in self.replacements

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The sentence's span, then those of the names put in."""
        own = self.source.span
        return (own, *(s for s in self.names if s != own))


@dataclass(frozen=True)
class Wording:
    """One way to say a sentence: its text, the source's tokens it keeps, and who worded it."""

    text: str
    kept: frozenset[int]
    origin: BulletOrigin

    @cached_property
    def words(self) -> int:
        """The number of words."""
        return word_count(self.text)


def prepare(
    source: SourceSentence,
    pointers: list[Reference],
    chosen: Mapping[int, Candidate],
    article_words: Collection[str] = (),
    speaker: Speaker | None = None,
) -> Prepared:
    """Drop the connectives of a sentence and put names in the place of pronouns.

    ``chosen`` gives the candidate for the pointer at each index of ``pointers``; a pointer without
    one is a problem of the sentence. ``article_words`` are the words that the article uses, as
    written: they tell how a word in capitals is spelled. The words of a ``speaker`` stay as they
    are.
    """
    if speaker is not None and speaker.name:
        return _prepare_speech(source, speaker)
    sentence = source.sentence
    everything = frozenset(range(len(sentence.tokens)))
    dropped = _in_the_picture(source)
    for phrase in removable_phrases(sentence):
        if phrase.connective:
            dropped |= phrase.tokens
    replacements: dict[int, str] = {}
    names: list[Span] = []
    guesses: list[str] = []
    spelled: dict[int, str] = {}
    problems = _own_problems(source)
    if speaker is not None and _NO_SPEAKER not in problems:
        problems.append(_NO_SPEAKER)
    for number, pointer in enumerate(pointers):
        if set(pointer.tokens) <= dropped:
            continue
        candidate = chosen.get(number)
        if candidate is None:
            word = " ".join(sentence.tokens[i].text for i in pointer.tokens)
            problems.append(f"“{word}” points to something outside the bullet")
            continue
        first, *others = pointer.tokens
        replacements[first] = candidate.words + _possessive(candidate.words) * pointer.possessive
        dropped.update(others)
        spelled |= _spelled_out(sentence, max(pointer.tokens) + 1)
        names.append(candidate.span)
        if not candidate.sure:
            guesses.append(f"“{sentence.tokens[first].text}” was taken to mean {candidate.words}")
    kept = everything - dropped
    return Prepared(
        source,
        kept,
        replacements,
        names=tuple(names),
        cased={**_cased(source, article_words), **spelled},
        problems=tuple(problems),
        guesses=tuple(guesses),
    )


def _prepare_speech(source: SourceSentence, speaker: Speaker) -> Prepared:
    """Put the speaker's name before a sentence, whose words are quoted."""
    tokens = source.sentence.tokens
    kept = frozenset(i for i, t in enumerate(tokens) if t.start >= speaker.start)
    words = _spoken_words(source, speaker)
    problems = [
        p
        for p in _own_problems(source)
        if p not in (_FIRST_PERSON, _CAPTION, _NO_SPEAKER, _FRAGMENT)
    ]
    said = [tokens[i] for i in sorted(kept)]  # the tree may hang it all on the name before it
    if tokens[0].pos and not (
        any(t.dep in ("nsubj", "nsubjpass", "csubj", "expl") for t in said)
        and any(t.tag in ("VBD", "VBP", "VBZ", "MD") for t in said)
    ):
        problems.append(_FRAGMENT)
    if speaker.asks:
        problems.append("it leads up to a question")
    if any(mark in words for mark in '“”"«»„'):
        problems.append("it has a quotation within what is said")
    if (
        not kept
        or _opens_with_a_pointer(source.sentence, sorted(kept))
        or any(_means_another(source.sentence, i) for i in kept)
    ):
        problems.append(_POINTS_OUT)
    names = () if speaker.span is None else (speaker.span,)
    return Prepared(source, kept, names=names, problems=tuple(problems), speaker=speaker)


def _means_another(sentence: Sentence, index: int) -> bool:
    """Whether this is a "they" that somebody says of people or things named before."""
    return sentence.tokens[index].text.lower() in PRONOUNS and (
        meaning(sentence, index) is Meaning.OUTSIDE
    )


def _spoken_words(source: SourceSentence, speaker: Speaker) -> str:
    words = source.text[max(source.sentence.start, speaker.start) : source.sentence.end]
    return words.strip(_ALL_MARKS)


def _opens_with_a_pointer(sentence: Sentence, words: list[int]) -> bool:
    """Whether the first of these words points to something said before."""
    first = sentence.tokens[words[0]]
    word = first.text.lower()
    if is_expletive(sentence, words[0]):
        return False
    return word in PRONOUNS or word in DEMONSTRATIVES or word in CONNECTIVES


def _cased(source: SourceSentence, article_words: Collection[str]) -> dict[int, str]:
    """Spell the words in capitals with which papers open an article, up to the first other."""
    if source.sentence.start > 0:
        return {}
    cased: dict[int, str] = {}
    for index, token in enumerate(source.sentence.tokens):
        text = token.text
        if not is_word(token) or text in ("’S", "'S"):
            if text in ("’S", "'S"):
                cased[index] = text.lower()
                continue
            break
        if not text.isupper() or (len(text) > 1 and text in article_words):
            break
        if len(text) == 1 and text != "A":
            break
        lower = text.lower()
        known = lower in article_words and token.pos != "PROPN"
        cased[index] = lower if known or lower in LIGHT_WORDS else text.capitalize()
    shouted = [i for i in cased if len(source.sentence.tokens[i].text) > 3]
    return cased if shouted else {}


def _spelled_out(sentence: Sentence, index: int) -> dict[int, str]:
    """Write the verb that hung on the pronoun in full: "she'll" becomes "Reyes will"."""
    if index >= len(sentence.tokens):
        return {}
    token = sentence.tokens[index]
    if token.pos not in ("AUX", "VERB") or token.text[:1] not in ("'", "’"):
        return {}
    match token.text[1:].lower():
        case "s":
            return {index: " has" if token.lemma.lower() == "have" else " is"}
        case "d":
            return {index: " had" if token.lemma.lower() == "have" else " would"}
        case ending:
            full = {"ll": " will", "ve": " have", "re": " are", "m": " am"}.get(ending)
            return {index: full} if full else {}


def _possessive(words: str) -> str:
    return "’" if words.endswith("s") else "’s"


def _in_the_picture(source: SourceSentence) -> set[int]:
    """The tokens that say where somebody stands in a picture."""
    found = [m.span() for m in _IN_THE_PICTURE.finditer(source.text)]
    tokens = enumerate(source.sentence.tokens)
    return {i for i, t in tokens if any(a <= t.start and t.end <= b for a, b in found)}


def _own_problems(source: SourceSentence) -> list[str]:
    """Why a sentence does not make a bullet, whatever its pronouns mean."""
    problems = []
    words = source.words
    tokens = source.sentence.tokens
    if not balanced_quotes(words):
        problems.append("a quotation is cut in two")
    if tokens and tokens[0].pos and not has_finite_verb(source.sentence):
        problems.append(_FRAGMENT)
    if words.rstrip("”’\"') ").endswith("?"):
        problems.append("it is a question")
    shown = _IN_THE_PICTURE.search(words) and tokens[root(source.sentence)].tag in ("VBZ", "VBP")
    if _LABEL.match(words) or shown:
        problems.append(_CAPTION)
    if words.rstrip().endswith(":"):
        problems.append("it only leads in what follows")
    inside = quoted(source.sentence)
    if any(
        t.text.lower() in ("i", "we", "you", "my", "our", "your", "me", "us")
        and i not in inside
        and t.pos == "PRON"
        and t.text != "US"
        for i, t in enumerate(tokens)
    ):
        problems.append(_FIRST_PERSON)
    if _quotes_a_pointer(source.sentence):
        problems.append(_POINTS_OUT)
    outside = [i for i, t in enumerate(tokens) if is_word(t) and i not in inside]
    if inside and not outside:
        problems.append(_NO_SPEAKER)
    if source.kind is ParagraphKind.QUOTE and not inside:
        problems.append(_NO_SPEAKER)
    return problems


def _quotes_a_pointer(sentence: Sentence) -> bool:
    """Whether a quotation opens with a pronoun for something that the sentence does not name."""
    for quotation in quotations(sentence):
        words = [i for i in sorted(quotation) if is_word(sentence.tokens[i])]
        if not words:
            continue
        first = sentence.tokens[words[0]]
        named = any(t.pos in ("NOUN", "PROPN") for t in sentence.tokens[: words[0]])
        if named or is_expletive(sentence, words[0]) or len(words) < 3:
            continue
        if first.text.lower() in PRONOUNS or (
            first.text.lower() in DEMONSTRATIVES and first.dep in ("nsubj", "nsubjpass", "det")
        ):
            return True
    return False


def shortenings(prepared: Prepared) -> list[Wording]:
    """All wordings that leave out whole removable phrases, the full sentence first."""
    sentence = prepared.source.sentence
    phrases = [
        p
        for p in removable_phrases(sentence)
        if not p.connective and not p.tokens & set(prepared.replacements)
    ]
    phrases = _outermost_first(phrases)[:_MANY]
    wordings = [Wording(prepared.text, prepared.kept, BulletOrigin.EXTRACT)]
    if prepared.speaker is not None:
        return wordings
    seen = {prepared.kept}
    for count in range(1, len(phrases) + 1):
        for chosen in combinations(phrases, count):
            gone = frozenset().union(*(p.tokens for p in chosen))
            kept = prepared.kept - gone
            if kept in seen or not _still_a_sentence(prepared, kept):
                continue
            seen.add(kept)
            text = prepared.write(kept)
            if balanced_quotes(text):
                wordings.append(Wording(text, kept, BulletOrigin.EXTRACT))
    return wordings


def _outermost_first(phrases: list[Removable]) -> list[Removable]:
    unique = {p.tokens: p for p in phrases}
    return sorted(unique.values(), key=lambda p: (-len(p.tokens), min(p.tokens)))


def _still_a_sentence(prepared: Prepared, kept: frozenset[int]) -> bool:
    """Whether subject and finite verb of the main clause are left, and no pronoun lost its name."""
    sentence = prepared.source.sentence
    if sum(is_word(sentence.tokens[i]) for i in kept) < 4:
        return False
    for index in kept:
        token = sentence.tokens[index]
        if token.text.lower() in PRONOUNS and index not in prepared.replacements:
            nouns_before = [
                i
                for i in range(index)
                if sentence.tokens[i].pos in ("NOUN", "PROPN") or i in prepared.replacements
            ]
            if nouns_before and not any(i in kept for i in nouns_before):
                return False
    return True


def weight(prepared: Prepared, kept: frozenset[int]) -> float:
    """How much of the sentence's substance the tokens carry, from 0 to 1.

    A content word counts one, a word of a name or a number two.
    """
    tokens = prepared.source.sentence.tokens

    def value(index: int) -> float:
        token = tokens[index]
        if not is_word(token) or token.text.lower() in LIGHT_WORDS:
            return 0.0
        return 2.0 if token.entity or token.pos in ("NUM", "PROPN") else 1.0

    whole = sum(value(i) for i in prepared.kept)
    return sum(value(i) for i in kept) / whole if whole else 0.0
