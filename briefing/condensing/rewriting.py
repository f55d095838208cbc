"""Shorter wordings by the language model, taken only if they say what their sentence says."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.brief import BulletOrigin, Verdict
from briefing.checking.assess import Statement, assess
from briefing.checking.losses import added_words, align, lost_words
from briefing.checking.render import finish
from briefing.checking.trees import balanced_quotes, is_word, quoted, word_count
from briefing.condensing.wording import Prepared, Wording
from briefing.engine.types import Grammar, LanguageModel, Sentence, Stop

_TASK = "Shorten the sentence. Keep its names, numbers, negations and doubts.\n\n"
_PIER = """The harbour board, which met on Tuesday evening after weeks of delay, said it may close \
the eastern pier by March unless repairs begin, a step that fishermen have long opposed."""
_LEVY = """Breaking with her own party, Minister Alda Reyes did not rule out a levy of up to 4% on \
imported timber, arguing that smaller mills are believed to be close to bankruptcy."""
_EXAMPLES = (
    (
        _TASK + _PIER,
        "The harbour board said it may close the eastern pier by March unless repairs begin.",
    ),
    (
        _TASK + _LEVY,
        "Minister Alda Reyes did not rule out a levy of up to 4% on imported timber.",
    ),
)
"""Sentences with a shortening that keeps what counts, shown to the model first."""


def rewrite(
    prepared: Sequence[Prepared],
    model: LanguageModel,
    grammar: Grammar,
    stop: Stop | None = None,
) -> list[Wording | None]:
    """Let the model shorten each sentence; None where its wording says more or other.

    Raises Cancelled when ``stop`` answers true.
    """
    if not prepared:
        return []
    prompts = [_TASK + p.text for p in prepared]
    longest = max(word_count(p.text) for p in prepared)
    answers = model.generate(
        prompts,
        max_new_tokens=min(120, 2 * longest + 8),
        examples=_EXAMPLES,
        one_line=True,
        stop=stop,
    )
    texts = [_first_sentence(answer) for answer in answers]
    parsed = grammar.parse(texts)
    return [
        _accepted(p, Statement(text, sentences))
        for p, text, sentences in zip(prepared, texts, parsed, strict=True)
    ]


def _first_sentence(answer: str) -> str:
    line = next((row.strip() for row in answer.splitlines() if row.strip()), "")
    line = line.lstrip("-•* ")
    if line.startswith('"') and line.endswith('"') and line.count('"') == 2:
        line = line[1:-1]
    return finish(line) if line else ""


def _accepted(prepared: Prepared, claim: Statement) -> Wording | None:
    """The model's wording, if the checks find nothing lost, added or altered."""
    if len(claim.sentences) != 1 or not balanced_quotes(claim.text):
        return None
    if word_count(claim.text) >= word_count(prepared.text):
        return None
    if not _keeps_marks(prepared.source.sentence, claim.sentences[0]):
        return None
    source = prepared.source.sentence
    alignment = align(source, claim.sentences[0])
    replaced = {w.lower() for words in prepared.replacements.values() for w in words.split()}
    replaced |= {w.removesuffix("’s").removesuffix("'s") for w in replaced}
    if added_words(claim.sentences[0], alignment.added, replaced):
        return None
    if any(w.lower() not in claim.text.lower() for w in prepared.replacements.values()):
        return None
    kept = (alignment.kept | set(prepared.replacements)) & prepared.kept
    if prepared.kept.intersection(lost_words(source, kept)) or _loses_the(source, kept):
        return None
    evidence = Statement(prepared.source.words, (source,))
    extra = " ".join(prepared.replacements.values())
    whole = Statement(f"{evidence.text} {extra}", evidence.sentences)
    if assess(claim, [whole]).verdict is not Verdict.SUPPORTED:
        return None
    return Wording(claim.text, frozenset(kept), BulletOrigin.MODEL)


def _loses_the(source: Sentence, kept: Collection[int]) -> bool:
    """Whether a noun that is kept has lost its article: "the zones" are known ones, "zones" any."""
    return any(
        t.dep == "det" and t.head in kept and i not in kept for i, t in enumerate(source.tokens)
    )


def _keeps_marks(source: Sentence, claim: Sentence) -> bool:
    """Whether words that the source quotes are quoted still: marks must not fall off."""
    quoted_words = {source.tokens[i].text.lower() for i in quoted(source)}
    plain_words = {t.text.lower() for i, t in enumerate(source.tokens) if i not in quoted(source)}
    inside = quoted(claim)
    return not any(
        t.text.lower() in quoted_words - plain_words and i not in inside and is_word(t)
        for i, t in enumerate(claim.tokens)
    )
