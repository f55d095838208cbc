"""Sentences and their grammar, by spaCy: with its English model, or by plain rules without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from briefing.engine.catalogue import ModelKind
from briefing.engine.library import ModelLibrary
from briefing.engine.sentences import Cut, find_cuts, split_sentences
from briefing.engine.spacy_alone import Doc, spacy
from briefing.engine.types import Grammar, Sentence, Token
from briefing.errors import ModelDamaged, ModelMissing

_BATCH = 64
_UNUSED = ["senter"]
"""Parts of the model that this program has no use for: the parser finds sentences as well."""


class SpacyGrammar:
    """Sentences, tags, trees and names by a spaCy model.

    The cuts between sentences that the rules are sure of are made first, because the parser cuts
    badly at quotation marks; it decides where the rules are not sure.
    """

    has_trees = True

    def __init__(self, folder: Path) -> None:
        self._nlp = spacy.load(folder, exclude=_UNUSED)

    def parse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        """Parse texts: for each, its sentences in order. Space between sentences is in none."""
        pieces = [
            piece for number, text in enumerate(texts) for piece in self._pieces(number, text)
        ]
        result: list[list[Sentence]] = [[] for _ in texts]
        docs = (doc for _, _, doc in pieces)
        parsed = self._nlp.pipe(docs, batch_size=_BATCH)
        for (number, offset, _), doc in zip(pieces, parsed, strict=True):
            result[number] += [_sentence(list(span), offset) for span in doc.sents]
        return [tuple(sentences) for sentences in result]

    def _pieces(self, number: int, text: str) -> Iterable[tuple[int, int, Doc]]:
        """Cut where the rules are sure: (number of the text, offset in it, tokens)."""
        cuts = find_cuts(text)
        begin, open_cuts = len(text) - len(text.lstrip()), set[int]()
        for cut in [*cuts, Cut(len(text.rstrip()), len(text), sure=True)]:
            if not cut.sure:
                open_cuts.add(cut.start - begin)
            elif begin < cut.end:
                yield number, begin, self._tokens(text[begin : cut.end], open_cuts)
                begin, open_cuts = cut.start, set()

    def _tokens(self, piece: str, open_cuts: set[int]) -> Doc:
        doc = self._nlp.make_doc(piece)
        for token in doc[1:]:
            token.is_sent_start = None if token.idx in open_cuts else False
        return doc


class SimpleGrammar:
    """Sentences and words by rules alone, for a machine without a grammar model."""

    has_trees = False

    def __init__(self) -> None:
        self._tokenizer = spacy.blank("en").tokenizer

    def parse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        """Parse texts: for each, its sentences in order, with words but no grammar."""
        return [
            tuple(
                _sentence(list(self._tokenizer(text[start:end])), start)
                for start, end in split_sentences(text)
            )
            for text in texts
        ]


def load_grammar(library: ModelLibrary) -> Grammar:
    """Load the grammar model, or fall back to the rules if none is installed.

    Raises ModelDamaged.
    """
    try:
        model = library.default_of(ModelKind.GRAMMAR)
    except ModelMissing:
        return SimpleGrammar()
    try:
        return SpacyGrammar(model.path)
    except Exception as error:  # spaCy raises many kinds for a folder that it cannot use
        raise ModelDamaged(
            f"The model {model.name} cannot be loaded; {library.mending(model.name)}."
        ) from error


def _sentence(tokens: list[Any], offset: int) -> Sentence:
    """A sentence of spaCy's tokens, white space left out; heads count within the sentence."""
    words = [token for token in tokens if not token.is_space]
    place = {token.i: number for number, token in enumerate(words)}
    return Sentence(
        start=offset + words[0].idx,
        end=offset + words[-1].idx + len(words[-1]),
        tokens=tuple(
            Token(
                text=token.text,
                start=offset + token.idx,
                end=offset + token.idx + len(token),
                lemma=token.lemma_ or token.text.lower(),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=place.get(token.head.i, place[token.i]),
                entity=token.ent_type_,
                entity_start=token.ent_iob_ == "B",
                morph=str(token.morph),
            )
            for token in words
        ),
    )
