"""Whether a sentence makes a statement that stands alone, and if not, why."""

from __future__ import annotations

import re

from briefing.article import ParagraphKind
from briefing.checking.source import SourceSentence
from briefing.checking.trees import (
    balanced_quotes,
    children,
    dependents,
    has_finite_verb,
    is_word,
    quotations,
    quoted,
    root,
)
from briefing.checking.words import CONNECTIVES, DEMONSTRATIVES, PRONOUNS, REPORTING_VERBS
from briefing.condensing.pronouns import Meaning, is_expletive, meaning
from briefing.condensing.references import TIMES
from briefing.engine.types import Sentence

_LABEL = re.compile(r"^[A-Z][\w’'-]*(?:\s[\w’'-]+){0,4}:\s+['‘“\"]?\[?[A-Z]")
"""A few words and a colon before a sentence: "Reunited: Mother and daughter …"."""

_IN_THE_PICTURE = re.compile(
    r"\((?:(?:pictured|seen|shown|far|front|back|top|bottom|second)\b[\s,]*)*"
    r"(?:left|right|cent(?:re|er)|middle|above|below|inset|pictured|[lr]|file (?:picture|photo))"
    r"(?:\s(?:to|and|from|with|in)\s[^()]{1,40})?\)",
    re.IGNORECASE,
)
"""Where somebody stands in a picture: "Roe (left)", "(pictured with her brother)"."""

_CLOSERS = " ”’\"')]»"

_DATELINE = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*(?:,?\s[A-Z][\w.’'-]*){0,4},?\s*)?"
    r"\([A-Z][A-Za-z]{1,9}(?:\s[A-Z]\w+)?\)(?:\s*[-–—]+\s+|(?=[“‘'\"]?[A-Z]))"
    r"|[A-Z]{3,}(?:[ ,]+[A-Z][\w.]*){0,3},?\s+[-–—]+\s+)(?=[“‘'\"]?[A-Z])"
)
"""Place and agency before an article's first sentence: "ARNSEL, Sundria (TNN) -- …"."""

_SHOWN_HERE = re.compile(r"\b(?:seen|pictured|shown|photographed) (?:here|above|below)\b")
"""Words that speak of the picture beside them."""

FRAGMENT = "it is not a full sentence"
FIRST_PERSON = "it speaks in the first or second person"
CAPTION = "it reads like a caption"
NO_SPEAKER = "the quotation has no speaker"
POINTS_OUT = "the quotation speaks of something outside the bullet"


def own_problems(source: SourceSentence) -> list[str]:
    """Why a sentence does not make a bullet, whatever its pronouns mean."""
    problems = []
    words = source.words
    tokens = source.sentence.tokens
    if not balanced_quotes(words):
        problems.append("a quotation is cut in two")
    if _is_fragment(source):
        problems.append(FRAGMENT)
    if words.rstrip("”’\"') ").endswith("?"):
        problems.append("it is a question")
    shown = _IN_THE_PICTURE.search(words) and tokens[root(source.sentence)].tag in ("VBZ", "VBP")
    if _is_labelled(source) or shown or _SHOWN_HERE.search(words):
        problems.append(CAPTION)
    if words.rstrip().endswith(":") or _only_speaks(source.sentence):
        problems.append("it only leads in what follows")
    inside = quoted(source.sentence)
    if any(
        t.text.lower() in ("i", "we", "you", "my", "our", "your", "me", "us")
        and i not in inside
        and t.pos == "PRON"
        and t.text != "US"
        for i, t in enumerate(tokens)
    ):
        problems.append(FIRST_PERSON)
    if _quotes_a_pointer(source.sentence):
        problems.append(POINTS_OUT)
    outside = [i for i, t in enumerate(tokens) if is_word(t) and i not in inside]
    if inside and not outside:
        problems.append(NO_SPEAKER)
    if source.kind is ParagraphKind.QUOTE and not inside:
        problems.append(NO_SPEAKER)
    return problems


def _is_fragment(source: SourceSentence) -> bool:
    """Whether no verb, or where no grammar tells of verbs no full stop, makes it a sentence."""
    tokens = source.sentence.tokens
    if tokens and tokens[0].pos:
        return not has_finite_verb(source.sentence) or _is_subordinate(source.sentence)
    return not source.words.rstrip(_CLOSERS).endswith((".", "!", "?", "…"))


def _only_speaks(sentence: Sentence) -> bool:
    """Whether it tells that somebody spoke and not what: "Roe said in his column"."""
    top = root(sentence)
    if sentence.tokens[top].lemma.lower() not in ("say", "add", "write", "comment"):
        return False
    if quoted(sentence) or sentence.tokens[top].tag not in ("VBD", "VBZ"):
        return False
    told = dependents(sentence, top, "ccomp", "dobj", "parataxis", "xcomp", "advmod")
    return not told and not any(
        sentence.tokens[c].text.lower() in ("about", "of", "on", "so")
        for c in children(sentence)[top]
    )


def _is_subordinate(sentence: Sentence) -> bool:
    """Whether it is only a "because …" or "although …" of the sentence before."""
    first = sentence.tokens[0]
    return first.dep == "mark" and first.head == root(sentence)


def _is_labelled(source: SourceSentence) -> bool:
    """Whether a label opens it ("Reunited: …"), not one who says something ("Roe said: …")."""
    label = _LABEL.match(source.words)
    if label is None:
        return False
    colon = source.sentence.start + source.words.index(":")
    return not any(
        t.lemma.lower() in REPORTING_VERBS and t.tag in ("VBD", "VBZ", "VBP")
        for t in source.sentence.tokens
        if t.start < colon
    )


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


def in_the_picture(source: SourceSentence) -> set[int]:
    """The tokens that say where somebody stands in a picture."""
    found = [m.span() for m in _IN_THE_PICTURE.finditer(source.text)]
    tokens = enumerate(source.sentence.tokens)
    return {i for i, t in tokens if any(a <= t.start and t.end <= b for a, b in found)}


def dateline(source: SourceSentence) -> int:
    """Where the sentence begins in its paragraph once the place and the agency are left out."""
    if source.sentence.start > 0:
        return source.sentence.start
    match = _DATELINE.match(source.text)
    return match.end() if match else 0


def opens_with_a_pointer(sentence: Sentence, words: list[int]) -> bool:
    """Whether the first of these words points to something said before."""
    first = sentence.tokens[words[0]]
    word = first.text.lower()
    if is_expletive(sentence, words[0]):
        return False
    return word in PRONOUNS or word in DEMONSTRATIVES or word in CONNECTIVES


def means_another(sentence: Sentence, index: int) -> bool:
    """Whether a speaker means by this "they" or "this" what was spoken of before."""
    token = sentence.tokens[index]
    word = token.text.lower()
    if word in PRONOUNS:
        return meaning(sentence, index) is Meaning.OUTSIDE
    if word not in ("this", "these", "those", "that") or token.tag != "DT":
        return False
    noun = sentence.tokens[token.head]
    if token.dep == "det":
        return not (noun.lemma.lower() in TIMES or noun.entity in ("DATE", "TIME"))
    return token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and not children(sentence)[index]
