"""Words of a statement that its evidence lacks, judged with the whole article at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.checking.background import Background
from briefing.checking.doubts import Doubt, Kind
from briefing.checking.lexical import stem
from briefing.checking.standing import Standing, open_doubt, standing
from briefing.checking.trees import children
from briefing.checking.wording import is_name, name_doubt, strange_words, word_doubt
from briefing.engine.types import Sentence

_LIMITING = frozenset(
    "deputy former acting vice assistant interim ex-president junior honorary retired late "
    "incoming outgoing alleged suspected would-be self-styled co-founder".split()
)
"""Words without which a title is another one."""


def check_words(
    claim: str,
    sentences: Sequence[Sentence],
    known: frozenset[str],
    evidence: Sequence[Sentence],
    background: Background,
) -> Iterator[Doubt]:
    """Names and other words that neither the evidence nor the article allows here.

    ``known`` are the forms of the words of ``evidence``.
    """
    for sentence, index in strange_words(claim, sentences, known):
        token = sentence.tokens[index]
        if _named_elsewhere(sentence, index, known, background):
            continue
        if is_name(sentence, index):
            meant = standing(sentence, index, evidence, background)
            if meant is Standing.SURE:
                continue
            if meant is Standing.OPEN:
                yield open_doubt(token)
                continue
            yield name_doubt(token, elsewhere=background.has_phrase(token.text))
        else:
            yield word_doubt(sentence, index)


def _named_elsewhere(
    sentence: Sentence, index: int, known: frozenset[str], background: Background
) -> bool:
    """Whether the word completes a name or title as the article has it: the "forest" office."""
    tokens = sentence.tokens
    token = tokens[index]
    for other in (index - 1, index + 1):
        if 0 <= other < len(tokens) and tokens[other].text[:1].isalnum():
            first, second = sorted((index, other))
            if stem(tokens[other].lemma) not in known and tokens[other].text.lower() not in known:
                continue
            together = (tokens[first].dep, tokens[second].dep)
            if not {"compound", "amod", "appos", "nmod", "poss"} & set(together):
                continue
            if background.has_phrase(f"{tokens[first].text} {tokens[second].text}"):
                return True
    names = [i for i in (token.head, *children(sentence)[index]) if tokens[i].pos == "PROPN"]
    if token.dep in ("appos", "compound", "poss") or any(
        tokens[i].dep in ("appos", "compound") for i in names
    ):
        return any(
            background.may_be_called(stem(token.lemma), stem(tokens[i].lemma)) for i in names
        )
    return False


def check_titles(claim: Sequence[Sentence], source: Sequence[Sentence]) -> Iterator[Doubt]:
    """Titles that have lost the word which limits them: the "deputy" of a deputy director."""
    known: dict[str, set[str]] = {}
    for sentence in source:
        for index, token in enumerate(sentence.tokens):
            if token.pos in ("NOUN", "PROPN"):
                known.setdefault(stem(token.lemma), set()).add(_limit(sentence, index))
    for sentence in claim:
        for index, token in enumerate(sentence.tokens):
            theirs = known.get(stem(token.lemma))
            if token.pos not in ("NOUN", "PROPN") or not theirs:
                continue
            ours = _limit(sentence, index)
            if ours not in theirs and not (ours and "" in theirs and len(theirs) > 1):
                told = " or ".join(sorted(t for t in theirs if t)) or "no such word"
                reason = f"the source has “{told}” before “{token.text}”"
                yield Doubt(Kind.ROLE, reason, token.start, token.end)


def _limit(sentence: Sentence, index: int) -> str:
    for place in (index - 1, index - 2):
        if place >= 0 and sentence.tokens[place].text.lower() in _LIMITING:
            return sentence.tokens[place].text.lower()
    return ""
