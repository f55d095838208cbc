"""Wordings of one sentence: as it is, made to stand alone, and shortened by whole phrases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from briefing.article import Span
from briefing.brief import BulletOrigin
from briefing.checking.removable import Removable, removable_phrases
from briefing.checking.render import write_out
from briefing.checking.source import SourceSentence
from briefing.checking.trees import (
    balanced_quotes,
    is_word,
    word_count,
)
from briefing.checking.words import LIGHT_WORDS, PRONOUNS
from briefing.condensing.discourse import Candidate
from briefing.condensing.references import Reference
from briefing.condensing.speakers import Speaker
from briefing.condensing.statements import (
    CAPTION,
    FIRST_PERSON,
    FRAGMENT,
    NO_SPEAKER,
    POINTS_OUT,
    dateline,
    in_the_picture,
    means_another,
    opens_with_a_pointer,
    own_problems,
)
from briefing.engine.types import Sentence

_ALL_MARKS = " “”„«»\"‘’'"
"""What stands around the words of a speaker, who is named before them."""

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
        opens = opens_with_a_pointer(self.source.sentence, [first])
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
    begins = dateline(source)
    dropped = in_the_picture(source) | {i for i, t in enumerate(sentence.tokens) if t.end <= begins}
    for phrase in removable_phrases(sentence):
        if phrase.connective:
            dropped |= phrase.tokens
    replacements: dict[int, str] = {}
    names: list[Span] = []
    guesses: list[str] = []
    spelled: dict[int, str] = {}
    problems = own_problems(source)
    if speaker is not None and NO_SPEAKER not in problems:
        problems.append(NO_SPEAKER)
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
        cased={**_cased(source, article_words), **spelled, **_without_dateline(source, begins)},
        problems=tuple(problems),
        guesses=tuple(guesses),
    )


def _prepare_speech(source: SourceSentence, speaker: Speaker) -> Prepared:
    """Put the speaker's name before a sentence, whose words are quoted."""
    tokens = source.sentence.tokens
    kept = frozenset(i for i, t in enumerate(tokens) if t.start >= speaker.start)
    words = _spoken_words(source, speaker)
    problems = [
        p for p in own_problems(source) if p not in (FIRST_PERSON, CAPTION, NO_SPEAKER, FRAGMENT)
    ]
    said = [tokens[i] for i in sorted(kept)]  # the tree may hang it all on the name before it
    if tokens[0].pos and not (
        any(t.dep in ("nsubj", "nsubjpass", "csubj", "expl") for t in said)
        and any(t.tag in ("VBD", "VBP", "VBZ", "MD") for t in said)
    ):
        problems.append(FRAGMENT)
    if speaker.asks:
        problems.append("it leads up to a question")
    if any(mark in words for mark in '“”"«»„'):
        problems.append("it has a quotation within what is said")
    if (
        not kept
        or opens_with_a_pointer(source.sentence, sorted(kept))
        or any(means_another(source.sentence, i) for i in kept)
    ):
        problems.append(POINTS_OUT)
    names = () if speaker.span is None else (speaker.span,)
    return Prepared(source, kept, names=names, problems=tuple(problems), speaker=speaker)


def _spoken_words(source: SourceSentence, speaker: Speaker) -> str:
    words = source.text[max(source.sentence.start, speaker.start) : source.sentence.end]
    return words.strip(_ALL_MARKS)


def _without_dateline(source: SourceSentence, begins: int) -> dict[int, str]:
    """The first word where the dateline sticks to it: "(TNN)Roe" is "Roe"."""
    return {
        i: source.text[begins : t.end]
        for i, t in enumerate(source.sentence.tokens)
        if t.start < begins < t.end
    }


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
            following = [t.text.lower() for t in sentence.tokens[index + 1 : index + 2]]
            has = token.lemma.lower() == "have" or following in (["got"], ["been"], ["had"])
            return {index: " has" if has else " is"}
        case "d":
            return {index: " had" if token.lemma.lower() == "have" else " would"}
        case ending:
            full = {"ll": " will", "ve": " have", "re": " are", "m": " am"}.get(ending)
            return {index: full} if full else {}


def _possessive(words: str) -> str:
    return "’" if words.endswith("s") else "’s"


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
