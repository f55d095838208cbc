"""Noun phrases that could be titles, taken from the trees of a grammar model.

What a tree cannot vouch for is left out: a phrase is whole, its words are all tied to its head, and
nothing that belongs to the verb comes with it. For texts without trees see ``phrases``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.engine.types import Sentence, Token
from briefing.sectioning.phrases import ACCUSES, Phrase
from briefing.sectioning.proper_names import OPENS_BEFORE, Names, bare, without_honorific
from briefing.sectioning.word_kinds import EMPTY, ROLES, WEAK, Kind, kind_of
from briefing.sectioning.words import STOP_WORDS

_MOST_WORDS = 7
_MOST_BASE = 5

_HEADS = frozenset({"NOUN", "PROPN"})
_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "case", "advmod", "npadvmod", "punct"})
_AMOUNTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TIES = frozenset(
    "of for on in to over against between with at from about after into without under "
    "near around across among behind".split()
)
_PLAIN = re.compile(r"[^\W\d_]+(?:[-'’&][^\W_]+)*['’]?")
_QUOTES = frozenset('"“”«»„')
_HE = frozenset({"he", "she", "who"})
_ROLES_IN_CLAUSE = frozenset(
    "nsubj nsubjpass dobj pobj attr conj appos dative ROOT poss oprd".split()
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class _Base:
    """A head with the words before it that belong to it: tokens ``start`` to ``head``."""

    start: int
    head: int


class _Tree:
    """One sentence, its tokens' children, and what is in quotation marks."""

    def __init__(self, sentence: Sentence, text: str, names: Names) -> None:
        self.tokens = sentence.tokens
        self.text = text
        self.names = names
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for at, token in enumerate(self.tokens):
            if token.head != at:
                self.children[token.head].append(at)
        self.quoted = list(_in_quotes(self.tokens))

    def child(self, at: int, *deps: str) -> int | None:
        """The first child with one of these relations."""
        return next((c for c in self.children[at] if self.tokens[c].dep in deps), None)


def tree_phrases(sentence: Sentence, text: str, names: Names) -> Iterator[Phrase]:
    """The noun phrases of a parsed sentence of ``text`` that could be titles, short and long."""
    tree = _Tree(sentence, text, names)
    for at, token in enumerate(tree.tokens):
        if token.pos in _HEADS and token.dep in _ROLES_IN_CLAUSE:
            base = _base(tree, at)
            if base is None:
                continue
            whole = _phrase(tree, base)
            yield from () if whole is None else (whole,)
            yield from _shorter(tree, base)
            yield from _longer(tree, base)
        elif token.tag == "VBG" and token.dep in ("pcomp", "csubj"):
            yield from _doing(tree, at)


def _base(tree: _Tree, head: int) -> _Base | None:
    """The head with what stands before it, without article, number and weak adjectives."""
    tokens = tree.tokens
    if tokens[head].entity in _AMOUNTS or _is_address(tree, head):
        return None
    if not _PLAIN.fullmatch(tokens[head].text):
        return None
    start = head
    while start > 0 and _belongs(tree, start - 1, head):
        start -= 1
    for at in range(head - 1, start - 1, -1):
        # Past a comma or a number nothing can stay: "98 displaced people", "long, dull road".
        if tokens[at].pos in ("PUNCT", "NUM", "SYM") and tokens[at].text != "-":
            start = at + 1
            break
    start = _past_weak(tokens, start, head)
    if start and tokens[start - 1].text == "-" and tokens[start - 1].end == tokens[start].start:
        return None  # half of a word
    return _Base(start, head)


def _belongs(tree: _Tree, at: int, head: int) -> bool:
    """Whether the token before a phrase hangs on its head by way of words before that head."""
    tokens = tree.tokens
    while at != head:
        token = tokens[at]
        of_pair = token.dep in ("cc", "conj") and tokens[token.head].head == head
        if not (of_pair or token.dep in _BEFORE) or token.pos in ("PRON", "DET"):
            return False
        if token.head == at:
            return False
        if token.dep == "punct" and token.text != "-":
            return False
        at = token.head
        if at > head:
            return False
    return True


def _is_address(tree: _Tree, head: int) -> bool:
    """Whether somebody is spoken to: "Madam Chair", "members of the house, I …"."""
    tokens = tree.tokens
    if any(tokens[c].text in ("Madam", "Dear") for c in tree.children[head]):
        return True
    return tokens[head].dep == "ROOT" and tokens[head].pos == "PROPN"


def _past_weak(tokens: Sequence[Token], start: int, head: int) -> int:
    """The first place from ``start`` on that says something, at most ``head``."""
    while start < head and _drops(tokens[start]):
        # With "highest" of "highest paid", "paid" goes as well.
        start = max(start + 1, min(head, tokens[start].head + 1) if _grades(tokens, start) else 0)
    return start


def _grades(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only tells how much of an adjective after it holds."""
    return tokens[at].dep in ("advmod", "npadvmod") and tokens[at].head > at


def _drops(token: Token) -> bool:
    """Whether a word before the head says little in a title."""
    small = token.text.casefold()
    superlative = token.tag in ("JJS", "JJR", "RBS", "RBR")
    return (
        small in WEAK | STOP_WORDS
        or superlative
        or token.pos in ("DET", "ADV", "PRON", "NUM", "PUNCT", "PART", "ADP")
        or token.entity in ("DATE", "TIME", "ORDINAL", "CARDINAL")
        or not _PLAIN.match(small)
    )


def _phrase(tree: _Tree, base: _Base, last: int | None = None) -> Phrase | None:
    """The phrase as a title spells it; it ends after ``last``, else after its head."""
    tokens = tree.tokens
    end = base.head if last is None else last
    head = tokens[base.head]
    words = _words(tree, base.start, end)
    plain = last is None
    if not words or len(words) > (_MOST_BASE if plain else _MOST_WORDS):
        return None
    if _breaks_name(tokens, base.start, end):
        return None
    if plain and ((len(words) == 1 and head.text.casefold() in EMPTY) or len(head.text) < 3):
        return None
    person = head.entity == "PERSON" or (
        head.pos == "PROPN" and tree.names.is_person([bare(head.text)])
    )
    name = (head.pos == "PROPN" and base.start == base.head) or all(
        t.pos in ("PROPN", "PART") for t in tokens[base.start : base.head + 1]
    )
    if person and plain:
        words = without_honorific(words)
        if len(words) == 1 and head.entity == "PERSON":
            words = list(tree.names.full(words[0]))
        if not words:
            return None
    return Phrase(
        tuple(words),
        quoted=tree.quoted[base.head],
        name=name and plain,
        person=person and plain,
        role=plain and _is_role(tree, base.head),
        place=head.entity in _PLACES,
        subject=head.dep in _SUBJECTS,
        head=head.text,
        tied=not plain,
        lacks=plain and _lacks_of(tree, base.head),
        participle=base.start < base.head and tokens[base.start].tag in ("VBG", "VBN"),
    )


def _words(tree: _Tree, start: int, end: int) -> list[str]:
    tokens = tree.tokens
    shown = tree.text[tokens[start].start : tokens[end].end].split()
    if start == 0 or tokens[start - 1].text in OPENS_BEFORE:
        shown[0] = tree.names.lowered(shown[0], common=tokens[start].pos != "PROPN")
    if not all(_PLAIN.fullmatch(word) for word in shown):
        return []
    return shown


def _breaks_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the phrase begins or ends inside a name of several words."""

    def goes_on(at: int) -> bool:
        return bool(
            0 < at < len(tokens)
            and tokens[at].entity
            and tokens[at].entity == tokens[at - 1].entity
            and not tokens[at].entity_start
            and tokens[at].pos != "DET"
            and tokens[at - 1].pos != "DET"
        )

    return goes_on(start) or (goes_on(end + 1) and tokens[end + 1].tag != "POS")


def _is_role(tree: _Tree, head: int) -> bool:
    """Whether the noun says what a person is: "the mayor, Ada Holm", "a boy who ran"."""
    tokens = tree.tokens
    if tokens[head].pos != "NOUN":
        return False
    if tokens[head].text.casefold() in ROLES:
        return True
    above = tokens[head].head
    beside = [c for c in tree.children[head] if tokens[c].dep == "appos"]
    if tokens[head].dep in ("appos", "compound", "nmod"):
        beside.append(above)
    if tokens[head].dep == "attr":
        beside += [c for c in tree.children[above] if tokens[c].dep == "nsubj"]
    if any(tokens[c].entity == "PERSON" or tokens[c].text.casefold() in _HE for c in beside):
        return True
    return any(
        tokens[c].dep == "relcl" and any(tokens[d].text == "who" for d in tree.children[c])
        for c in tree.children[head]
    )


def is_sentence(sentence: Sentence) -> bool:
    """Whether the words have a finite verb: in captions and headlines trees are often wrong."""
    root = next((at for at, t in enumerate(sentence.tokens) if t.head == at), None)
    if root is None:
        return False
    return any(
        t.tag in ("VBD", "VBZ", "VBP", "MD") and root in (at, t.head)
        for at, t in enumerate(sentence.tokens)
    )


def _lacks_of(tree: _Tree, head: int) -> bool:
    """Whether the head has an "of …" that the phrase leaves out."""
    return any(
        tree.tokens[c].dep == "prep" and tree.tokens[c].text == "of"
        for c in tree.children[head]
        if c > head
    )


def _shorter(tree: _Tree, base: _Base) -> Iterator[Phrase]:
    """The phrase without its first adjective or owner: "old mill road", "mill road"."""
    tokens = tree.tokens
    at = base.start if tokens[base.head].entity != "PERSON" else base.head
    while at < base.head:
        if tokens[at].dep in ("amod", "poss", "nmod", "compound") and tokens[at].head == base.head:
            start = _past_weak(tokens, at + 1, base.head)
            if any(token.dep == "cc" for token in tokens[base.start : start + 1]):
                return  # "oil and gas industry" is not cut to "gas industry"
            hyphen = tokens[start - 1].text == "-" or tokens[start].text == "-"
            parted = tokens[start - 1].entity and tokens[start].entity == tokens[start - 1].entity
            if not hyphen and not (parted and not tokens[start].entity_start):
                phrase = _phrase(tree, _Base(start, base.head))
                if phrase is not None:
                    yield phrase
        at += 1


def _longer(tree: _Tree, base: _Base) -> Iterator[Phrase]:
    """The phrase with what follows: "closure of the bridge", "plan to close it", "x and y"."""
    tokens = tree.tokens
    following = base.head + 1
    for child in tree.children[base.head]:
        token = tokens[child]
        named = tokens[base.head].pos == "PROPN" and token.text != "of"
        if child == following and token.dep == "prep" and token.text in _TIES and not named:
            yield from _with_object(tree, base, child)
        elif child == following + 1 and token.dep == "acl" and tokens[following].text == "to":
            last = _object_end(tree, child, "dobj")
            if last is not None:
                yield from _made(tree, base, last)
        elif token.dep == "conj" and tokens[following].text == "and":
            other = _base(tree, child)
            only = tree.child(child, "conj") is None and tokens[base.head].dep != "conj"
            alike = tokens[child].pos == tokens[base.head].pos
            if only and alike and other and other.start == following + 1:
                yield from _made(tree, base, child)


def _with_object(tree: _Tree, base: _Base, prep: int) -> Iterator[Phrase]:
    verb = tree.tokens[tree.tokens[base.head].head]
    if verb.lemma.startswith(ACCUSES):
        return  # "accused the mayor of fraud"
    last = _object_end(tree, prep, "pobj")
    if last is None:
        return
    yield from _made(tree, base, last)
    further = tree.tokens[last + 1 : last + 2]
    if further and further[0].head == last and further[0].text in ("of", "in", "for"):
        end = _object_end(tree, last + 1, "pobj")
        if end is not None:
            yield from _made(tree, base, end)


def _object_end(tree: _Tree, at: int, dep: str) -> int | None:
    """The last token of the object right after a preposition or verb, if it is a plain noun."""
    tokens = tree.tokens
    head = tree.child(at, dep)
    if head is None or tokens[head].pos not in _HEADS:
        return None
    if tree.child(head, "conj") is not None or tree.child(at, "conj") is not None:
        return None  # half of "rivers and lakes" would be left
    between = tokens[at + 1 : head + 1]
    start = _base(tree, head)
    if start is None or any(
        t.pos in ("NUM", "SYM")
        or t.tag in ("PRP$", "WP$", "WDT")
        or t.entity in _AMOUNTS
        or kind_of(t.text.casefold()) is Kind.TIME
        or t.text.casefold() in ("this", "that", "these", "those", "such")
        for t in between
    ):
        return None
    return head


def _made(tree: _Tree, base: _Base, last: int) -> Iterator[Phrase]:
    phrase = _phrase(tree, base, last)
    if phrase is not None:
        yield replace(phrase, name=False, person=False)


def _doing(tree: _Tree, verb: int) -> Iterator[Phrase]:
    """A form in -ing with its object: "building heated bat lofts"."""
    last = _object_end(tree, verb, "dobj")
    if last is None or tree.tokens[verb].text.casefold() in ("being", "having", "doing"):
        return
    yield from _made(tree, _Base(verb, verb), last)


def _in_quotes(tokens: Sequence[Token]) -> Iterator[bool]:
    inside = False
    for token in tokens:
        if token.text in _QUOTES or token.tag in ("``", "''"):
            inside = token.text in "“«„" or token.tag == "``" or (token.text == '"' and not inside)
        yield inside
