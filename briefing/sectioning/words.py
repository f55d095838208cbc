"""The words of a text, made comparable: stems, rare-word weights, sentences, dependent openings."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from briefing.engine.types import FloatArray

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_SENTENCE_BREAK = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’')\]]))\s+(?=[\"“‘'(\[]*[^\W_a-z])|(?<=[。！？])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gen|Rep|Gov|Lt|Col|Capt|Sgt|St|No|vs|Jr|Sr|Inc|Ltd|Co|Corp|Mt"
    r"|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)

STOP_WORDS = frozenset(
    "a about above after again against all almost also although always am among an and another any "
    "are as at away be because been before being below between both but by came can could did do "
    "does doing done down during each either else even ever every few for from further get gets "
    "give had has have having he her here hers herself him himself his how however i if in into is "
    "it its itself just last least less made make makes many may me might more most much must my "
    "near new next no nor not now of off often on once one only onto or other others our out over "
    "own part per put rather said same say says see several shall she should since so some still "
    "such take than that the their them themselves then there these they this those though through "
    "thus to together too toward towards two under until up upon us use used very was we well were "
    "what when where whether which while who whom whose why will with within without would yet you "
    "your".split()
)

_SUFFIXES = (
    "ization isation ational iveness fulness ations ation ators ator ements ement ments ment ities "
    "ity ingly ings ing edly ies ied ers er ions ion ives ive als al ous ly ed es s e y"
).split()

_PRONOUN = (
    r"(?:he|she|it|they|his|her|hers|its|their|theirs|this|these|those|such|that"
    r"|the (?:former|latter|two|pair|same))"
)
_CONNECTIVE = (
    r"(?:and|but|so|yet|still|then|thus|however|also|instead|meanwhile|nevertheless|nonetheless"
    r"|consequently|therefore|moreover|furthermore|besides|similarly|likewise|indeed|even so"
    r"|in addition|in turn|as a result|as such|for (?:example|instance)|in contrast|by contrast"
    r"|on the other hand|at the same time)"
)
_LEANS = re.compile(rf"^[“\"‘'(\[]*(?:{_CONNECTIVE}\s*,?\s+)?{_PRONOUN}\b", re.IGNORECASE)
# "Despite these claims, the ministry …" points back, but its subject may be new.
_CONNECTS = re.compile(
    rf"^[“\"‘'(\[]*(?:{_CONNECTIVE}|additional|others?|another|\w+ (?:also|further|added|then)"
    rf"|(?:despite|after|before|because of|following|under|for|in) {_PRONOUN})\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"^(?:despite|in spite of|although|though|while|whereas|meanwhile|elsewhere|separately"
    r"|(?:by|in) contrast|on the other hand|at the same time|in other news)\b",
    re.IGNORECASE,
)
_PRONOUN_SPEAKS = re.compile(
    r"[”\"]\s*(?:(?:\w+ed|said|says) )?(?:he|she|they)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)  # a text says the same words again and again
def stem(word: str) -> str:
    """A word's rough stem: lower case, no possessive and no common English ending."""
    bare = re.sub(r"['’]s?$", "", word.casefold())
    for suffix in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= 3:
            return bare[: -len(suffix)]
    return bare


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, without stop words.

    Scripts that do not part words by spaces give pairs of neighbouring characters instead.
    """
    found = [
        stem(word)
        for word in _WORD.findall(_UNSPACED.sub(" ", text))
        if word.casefold() not in STOP_WORDS
    ]
    unspaced = _UNSPACED.findall(text)
    return found + [a + b for a, b in pairwise(unspaced)]


def split_sentences(text: str) -> list[str]:
    """The sentences of one paragraph, found by punctuation alone."""
    pieces: list[str] = []
    for piece in _SENTENCE_BREAK.split(text):
        if pieces and _ABBREVIATION.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        elif piece.strip():
            pieces.append(piece.strip())
    return pieces or [text]


def dependence(text: str) -> float:
    """How much a paragraph's opening leans on the one before, from 0 to 1.

    A pronoun for a subject named earlier, or a quotation whose speaker is only "he", leans
    fully; a connective, or a quotation from a named speaker, leans a little.
    """
    if _LEANS.match(text):
        return 1.0
    quoted = text[:1] in "“\"‘'"
    if quoted and _PRONOUN_SPEAKS.search(text):
        return 1.0
    return 0.4 if quoted or _CONNECTS.match(text) else 0.0


def turns(text: str) -> bool:
    """Whether a paragraph opens by setting itself against the one before ("Despite …")."""
    return bool(_TURNS.match(text))


def rare_word_vectors(counts: Sequence[Counter[str]], most_words: int = 4000) -> FloatArray:
    """TF-IDF vectors of length 1, one row for each text, of the stems that two texts share.

    A text that shares no stem has a row of zeros.
    """
    frequency = Counter(word for count in counts for word in count)
    shared = [word for word, n in frequency.most_common() if n > 1][:most_words]
    column = {word: index for index, word in enumerate(shared)}
    rarity = [math.log((len(counts) + 1) / frequency[word]) for word in shared]
    vectors = np.zeros((len(counts), max(1, len(shared))), dtype=np.float32)
    for row, count in enumerate(counts):
        known = [(column[word], times) for word, times in count.items() if word in column]
        vectors[row, [index for index, _ in known]] = [
            (1 + math.log(times)) * rarity[index] for index, times in known
        ]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: FloatArray = vectors / np.maximum(lengths, np.float32(1e-9))
    return scaled
