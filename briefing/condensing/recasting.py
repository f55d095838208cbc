"""Two statements as one, and one as two: by their grammar alone, in their own words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.checking.render import finish, write_out
from briefing.checking.trees import (
    children,
    dependents,
    is_contiguous,
    is_word,
    quoted,
    root,
    subtree,
    text_of,
    word_count,
)
from briefing.checking.words import LIGHT_WORDS, NEGATIONS, REPORTING_VERBS
from briefing.engine.types import Sentence

Parsed = Sequence[Sentence]
"""What ``Grammar.parse`` says of one text."""

_SUBJECT = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
_BESIDE = frozenset(("while", "whereas", "although", "though"))
"""Words that set a clause beside another, without saying when or why it holds."""

_LEAST = 3
"""Words that each of two statements has."""


def divided(text: str, parsed: Parsed) -> tuple[str, str] | None:
    """One statement as two that each say a part of it in full; None where that cannot be done.

    Nothing is divided that somebody says or that holds on a condition: each part must be as true
    alone as it was in the whole.
    """
    if len(parsed) > 1:
        middle = min(parsed[1:], key=lambda s: abs(2 * s.start - len(text)))
        return _full(text[: middle.start].strip(), text[middle.start :].strip())
    if not parsed or not parsed[0].tokens or not parsed[0].tokens[0].pos:
        return None
    sentence = parsed[0]
    for way in (_at_semicolon, _at_conjunct, _at_clause, _at_relative):
        parts = way(text, sentence)
        if parts is not None:
            return parts
    return None


def joined(first: str, parsed: Parsed, second: str, other: Parsed) -> str:
    """Two statements as one: with one subject where they share it, else side by side."""
    if len(parsed) == len(other) == 1:
        one, two = parsed[0], other[0]
        subject = _plain_subject(two)
        mine = _plain_subject(one)
        if subject and mine and _same_words(one, mine, two, subject) and _ends_plainly(first):
            rest = second[two.tokens[max(subject)].end :].strip()
            return finish(f"{first.rstrip(' .')} and {rest}")
    if len(parsed) == 1 and _ends_plainly(first):
        return finish(f"{first.rstrip(' .')}; {_lowered(second, other)}")
    return f"{first.rstrip()} {second.lstrip()}"


# --- dividing ------------------------------------------------------------------------------------


def _at_semicolon(text: str, sentence: Sentence) -> tuple[str, str] | None:
    inside = quoted(sentence)
    for index, token in enumerate(sentence.tokens):
        if token.text == ";" and index not in inside and not _scopes(sentence, "ccomp"):
            return _full(finish(text[: token.start].strip()), finish(text[token.end :].strip()))
    return None


def _at_conjunct(text: str, sentence: Sentence) -> tuple[str, str] | None:
    """At an "and" or "but" between two verbs; a subject that both have is said twice."""
    top, tokens = root(sentence), sentence.tokens
    subject = _plain_subject(sentence)
    says = tokens[top].lemma in REPORTING_VERBS
    if not subject or (_scopes(sentence) and not says):
        return None
    for verb in dependents(sentence, top, "conj"):
        cc = [i for i in dependents(sentence, top, "cc") if i < verb]
        if tokens[verb].pos not in ("VERB", "AUX") or not cc:
            continue
        if tokens[cc[-1]].text.lower() not in ("and", "but"):
            continue
        if says and tokens[verb].lemma not in REPORTING_VERBS:
            continue  # it may be what is said
        right = subtree(sentence, verb)
        left = _all(sentence) - right - {cc[-1]}
        if max(left & _words(sentence), default=0) > verb or not _says_something(
            sentence, top, verb
        ):
            continue
        if not dependents(sentence, verb, *_SUBJECT):
            right |= frozenset(subject)
            if tokens[verb].tag not in _FINITE and not _has_finite_helper(sentence, verb):
                if dependents(sentence, top, "neg"):
                    continue  # who does not do two things may do one of them
                right |= {i for i in dependents(sentence, top, "aux", "auxpass") if i < top}
        return _written(text, sentence, left, right)
    return None


def _at_clause(text: str, sentence: Sentence) -> tuple[str, str] | None:
    """At a "while" that sets one statement beside another."""
    top = root(sentence)
    if _scopes(sentence, marks=_BESIDE):
        return None
    for verb in dependents(sentence, top, "advcl"):
        mark = [
            i
            for i in dependents(sentence, verb, "mark")
            if sentence.tokens[i].text.lower() in _BESIDE
        ]
        clause = subtree(sentence, verb)
        if mark and dependents(sentence, verb, *_SUBJECT) and _is_finite(sentence, verb):
            return _written(text, sentence, _all(sentence) - clause, clause - set(mark))
    return None


def _at_relative(text: str, sentence: Sentence) -> tuple[str, str] | None:
    """At a clause that tells more of the subject: "the pier, which is rotten, closes"."""
    top, tokens = root(sentence), sentence.tokens
    if _scopes(sentence):
        return None
    for noun in dependents(sentence, top, *_SUBJECT):
        for verb in dependents(sentence, noun, "relcl"):
            clause = subtree(sentence, verb)
            named = subtree(sentence, noun) - clause
            pronoun = [
                i
                for i in dependents(sentence, verb, "nsubj", "nsubjpass")
                if tokens[i].text.lower() in ("which", "who")
            ]
            before = min(clause) - 1
            named -= {i for i in named if not is_word(tokens[i]) and i >= before}
            if not pronoun or tokens[before].text != "," or not is_contiguous(named):
                continue
            if any(tokens[i].text.lower() in NEGATIONS | {"any", "each"} for i in named):
                continue
            left = _all(sentence) - clause - {before}
            after = max(clause) + 1
            left -= {after} if tokens[after].text == "," else set()
            return _written(text, sentence, left, named | (clause - set(pronoun)))
    return None


def _written(
    text: str, sentence: Sentence, left: Collection[int], right: Collection[int]
) -> tuple[str, str] | None:
    """The two parts as sentences, in the order in which they stood; None if a quotation is cut."""
    inside = quoted(sentence)
    own = set(right) - set(left)
    if inside and not (inside <= own or not inside & own):
        return None
    return _full(write_out(text, sentence, left), write_out(text, sentence, right))


def _full(first: str, second: str) -> tuple[str, str] | None:
    return (first, second) if min(word_count(first), word_count(second)) >= _LEAST else None


def _scopes(sentence: Sentence, *labels: str, marks: Collection[str] = ()) -> bool:
    """Whether something holds for the whole sentence that a part of it would lose.

    That is who says it, a condition, or what stands before the subject ("In 2025, …"). What bears
    one of the labels does not count, nor do clauses that begin with one of the ``marks``.
    """
    top, tokens = root(sentence), sentence.tokens
    if tokens[top].lemma in REPORTING_VERBS:
        return True
    subjects = dependents(sentence, top, *_SUBJECT)
    first = min((min(subtree(sentence, i)) for i in subjects), default=0)
    for index in dependents(sentence, top, "advcl", "advmod", "prep", "npadvmod", "ccomp"):
        own = {tokens[i].text.lower() for i in dependents(sentence, index, "mark", "advmod")}
        if tokens[index].dep in labels or own & set(marks):
            continue
        if index < first or tokens[index].dep in ("advcl", "ccomp"):
            return True
    return False


def _says_something(sentence: Sentence, top: int, verb: int) -> bool:
    """Whether the first verb has something of its own; not in "built and opened the bridge"."""
    own = [i for i in children(sentence)[top] if top < i < verb]
    return any(sentence.tokens[i].dep not in ("cc", "punct", "conj") for i in own)


def _is_finite(sentence: Sentence, verb: int) -> bool:
    return sentence.tokens[verb].tag in _FINITE or _has_finite_helper(sentence, verb)


def _has_finite_helper(sentence: Sentence, verb: int) -> bool:
    helpers = dependents(sentence, verb, "aux", "auxpass")
    return any(sentence.tokens[i].tag in _FINITE for i in helpers)


def _all(sentence: Sentence) -> frozenset[int]:
    return frozenset(range(len(sentence.tokens)))


def _words(sentence: Sentence) -> frozenset[int]:
    return frozenset(i for i, t in enumerate(sentence.tokens) if is_word(t))


# --- joining -------------------------------------------------------------------------------------


def _plain_subject(sentence: Sentence) -> list[int]:
    """The tokens of the subject, if the sentence opens with it and a verb follows; else none."""
    if not sentence.tokens or not sentence.tokens[0].pos:
        return []
    subjects = dependents(sentence, root(sentence), *_SUBJECT)
    if len(subjects) != 1:
        return []
    tokens = sorted(subtree(sentence, subjects[0]))
    return tokens if tokens[0] == 0 and is_contiguous(tokens) else []


def _same_words(one: Sentence, first: list[int], two: Sentence, second: list[int]) -> bool:
    return text_of(one, first).lower() == text_of(two, second).lower()


def _ends_plainly(text: str) -> bool:
    """Whether a full stop ends the text, not a question or a quotation."""
    return text.rstrip().endswith(".")


def _lowered(text: str, parsed: Parsed) -> str:
    """The text as it stands behind a semicolon."""
    word = parsed[0].tokens[0] if parsed and parsed[0].tokens else None
    if word is None or word.entity or not word.text.istitle() or word.text in ("I", "US"):
        return text
    common = word.pos not in ("", "PROPN") or word.text.lower() in LIGHT_WORDS
    return text[0].lower() + text[1:] if common else text
