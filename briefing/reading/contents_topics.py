"""Whether the entries of a list are titles of sections, and not statements, goods or names.

An ordinary list stands on top of an article just as often: what is known so far, what is needed,
who was honoured. Its entries are told from titles by their words alone and by the text below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefing.reading.cleaning import ends_sentence, is_title_like, word_count

_MOST_WORDS = 12
_LONGEST_MEAN = 8
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_ENDINGS = ("ings", "ing", "ers", "er", "ies", "es", "ed", "en", "s", "e", "y")
_SHORTEST_STEM = 4
_SHORTEST_PAST = 5
_FEWEST_STRANGE = 3
_TELLING = 2  # words of some length in a title that tell what its section is about
_FARTHEST_COUNT = 2
_FEWEST_RETOLD = 3  # words of some length
_SHORTEST_RETOLD = 4  # words
_RETOLD = 0.75
_PARAGRAPHS_OF_SECTION = 4
_TEXTS_OF_TITLE = 2
_YEARS = range(1500, 2200)
_FIGURE = re.compile(r"(?<=\s)\d[\d.,]*(?=[\s%]|$)")
# "Karin Holt, mayor"
_PERSON = re.compile(r"^(?:[^\W\d_]{1,4}\.? )?(?:[^\W\d_][\w'’.-]*\s){1,3}[^\W\d_][\w'’-]*,\s+\S")
_FIRST = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+")
_COUNTED = (
    "points|demands|measures|steps|things|items|conditions|proposals|goals|questions|places|stops"
    "|winners|prizes|rules|changes|reasons|requests|promises|ways|tips|ideas|tasks|ingredients"
    "|people|men|women|candidates|towns|books|films"
)
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# Words that make a statement of a line; a title in an article's list seldom has one.
_FINITE = frozenset(
    "is are was were am be been has have had will would can could may might must shall should do "
    "does did says said say isn't aren't wasn't weren't won't can't couldn't doesn't didn't don't"
    " hasn't haven't it's he's she's they're we're you're i'm there's".split()
)
# The same in lines that are no headlines: verbs that are seldom nouns.
_VERBS = frozenset(
    "accuses admits adds agrees aims announces appears apologises approves arrives asks backs "
    "becomes begins believes brings buys calls causes claims closes comes confirms considers "
    "continues decides declines demands denies describes dies drops earns ends enters escapes "
    "expects faces fails falls finds follows gets gives goes happens hits holds hopes insists "
    "joins keeps kills knows launches lays learns leaves lets lies loses makes meets moves needs "
    "offers opens orders passes pays prepares promises proposes pulls puts quits raises reaches "
    "receives refuses rejects remains reports requires resigns returns reveals rises rules runs "
    "seeks seems sells sends serves sets shows shuts sits stands starts stays steps stops suffers "
    "suggests takes tells thinks threatens tries turns urges vows waits walks wants warns wins "
    "works writes agree ask become begin believe bring buy close come continue deny die expect "
    "fail fall get give go happen hear hold keep know leave lie lose make mean meet need open pay "
    "pull put raise receive refuse reject remain rise run see seek sell send show shut sit stand "
    "start stay stop take tell think try turn urge wait walk want warn win "
    "became began came fell gave got ran rose saw stood took went wrote".split()
)
# Past participles that do not end in -ed. They tell of an event where a noun stands before them.
_PARTICIPLES = frozenset(
    "blown born bought broken brought built burnt caught cut dead driven drowned fallen fought "
    "found frozen given grown held hidden hit hurt kept known laid left lost made met missing paid "
    "put sent set shot shown shut sold spent stolen struck stuck sunk taken told torn unknown "
    "withdrawn won written".split()
)
_BEFORE_NOUNS = frozenset(
    "a an the of in on at for from to with by and or as its their his her our my your this that "
    "these those no all most more less many some any every each very newly".split()
)
_REQUESTS = frozenset(
    "add always apply ask avoid bake beat boil bring buy chop choose contact cook do don't drain "
    "enter fill find follow fry get give go grate install keep knead learn let make melt mix never "
    "peel pour prepare put remember remove replace rinse roast select send serve simmer slice "
    "sprinkle stir submit take tell throw turn use wash wear whisk write".split()
)
# What stands after the verb of a request: "Butter the dish".
_OBJECTS = frozenset("the a an your their its it them all each every".split())
_BEFORE_OBJECTS = frozenset(
    "all alone and as at both but by ever even for half if in into like more most near no not of "
    "off on once only or out over per quite such to up via what with yet".split()
)
_ASKING = frozenset(
    "who whom whose what where when why how which whether warum wieso weshalb wie was wer wen wem "
    "wo wohin woher wann welche welcher welches pourquoi comment qui quand où combien quel quelle "
    "quels quelles qu'est-ce qué cómo quién quiénes dónde cuándo cuál cuánto perché chi "
    "dove quando quale cosa quanto waarom hoe wat wie waar wanneer welke dlaczego jak kto kiedy "
    "gdzie hvorfor hvordan hva hvem hvor når vad varför hur vem".split()
)
_QUESTION_WORDS = _ASKING | frozenset("is are can will should".split())
# Words that end what comes before "to" in a title: "The right to vote".
_BEFORE_TO = frozenset(
    "right way ways place time reason reasons need plan plans road path how what where whether "
    "nothing something ready want wants able".split()
)
# Words that stay small in a headline, however long they are.
_SMALL = frozenset(
    "about above across after against along amid among around atop before behind below beneath "
    "beside between beyond down during from inside into like near onto over past since than that "
    "through till toward towards under until upon versus when while with within without".split()
)


def are_topics(titles: Sequence[str]) -> bool:
    """Whether all entries read like titles of sections and not like statements or goods."""
    if not all(is_title_like(title, _MOST_WORDS) for title in titles):
        return False
    if sum(bool(_PERSON.match(title)) for title in titles) * 2 > len(titles):
        return False
    headlines = are_headlines(titles)
    statements = sum(_is_statement(title, headline=headlines) for title in titles)
    goods = sum(bool(re.match(r"\d", title)) for title in titles)
    capitals = sum(title[:1].isupper() or not title[:1].islower() for title in titles)
    mean = sum(word_count(title) for title in titles) / len(titles)
    return (
        statements * 4 <= len(titles)
        and goods * 2 < len(titles)
        and capitals * 5 >= len(titles) * 4
        and mean <= _LONGEST_MEAN
    )


def are_headlines(titles: Sequence[str]) -> bool:
    """Whether the titles are written with a capital for each word, as headlines may be."""
    words = [
        word
        for title in titles
        for word in _WORD.findall(title)[1:]
        if len(word) > 3 and word.casefold() not in _SMALL
    ]
    return len(words) > 1 and sum(word[0].isupper() for word in words) * 5 >= len(words) * 4


def are_strange(titles: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether no title shares a word with the texts: they are those of other articles.

    Titles that say little of their own ("Jobs", "Noise") tell nothing.
    """
    if len(titles) < _FEWEST_STRANGE:
        return False
    words = _stems(titles)
    return len(words) >= _TELLING * len(titles) and words.isdisjoint(_stems(texts))


def are_spoken_of(titles: Sequence[str], texts: Iterable[str], *, most: float = 2 / 3) -> bool:
    """Whether ``most`` titles share a word of some length with the texts that follow.

    Titles that ask count as well, if there is one that shares a word: no other list asks.
    """
    said = _stems(texts)
    spoken = [not said.isdisjoint(_stems([title])) for title in titles]
    asking = [asks(title) for title in titles]
    told = sum(a or b for a, b in zip(spoken, asking, strict=True))
    return any(spoken) and told >= most * len(titles)


def asks(title: str) -> bool:
    """Whether a title is a question, outright or not ("Who pays?", "How it began")."""
    first = _FIRST.match(title.casefold().replace("’", "'"))
    return title.rstrip("\"'”’)").endswith("?") or (first is not None and first[0] in _ASKING)


def are_asking(titles: Sequence[str]) -> bool:
    """Whether enough of the titles ask for them to be those of sections, whatever else they say."""
    return sum(map(asks, titles)) * 5 >= len(titles) * 2


def are_counted(titles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the text counts the entries ("five demands"): it speaks of the list as its own."""
    if not 2 <= len(titles) < len(_COUNTS) + 2:
        return False
    number = rf"(?:{len(titles)}|{_COUNTS[len(titles) - 2]})"
    counted = re.compile(rf"\b{number} (?:[^\W\d_]+ )?(?:{_COUNTED})\b", re.IGNORECASE)
    return any(counted.search(text) for text in texts[:_FARTHEST_COUNT])


def are_things(titles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the entries name what the texts go on to speak of by the same words.

    So do lists of people, works, goods and measures; a title sums up its section in other words.
    Headlines may be names where there is text enough for each of them to head a section.
    """
    if sum(word_count(title) > 1 for title in titles) * 2 <= len(titles):
        return True
    if are_headlines(titles) and len(texts) >= _PARAGRAPHS_OF_SECTION * len(titles):
        return False
    return are_named(titles, texts)


def are_retold(titles: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether most entries say what a single sentence says in nearly the same words.

    So do the points of a summary, in whatever language; a title is shorter, and sums up more.
    """
    said = [_stems([sentence]) for text in texts for sentence in _SENTENCE.split(text)]
    retold = 0
    for title in titles:
        words = _stems([title])
        most = max((len(words & each) for each in said), default=0)
        long = len(words) >= _FEWEST_RETOLD and word_count(title) >= _SHORTEST_RETOLD
        retold += long and most >= _RETOLD * len(words) and not asks(title)
    return retold * 2 >= len(titles)


def are_named(titles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the texts name most of the entries by the very same words.

    Where hardly a text is left for each entry, half of them tell.
    """
    named = [" ".join(_WORD.findall(title.casefold())) for title in titles]
    said = f" {' '.join(' '.join(_WORD.findall(text.casefold())) for text in texts)} "
    fewest = len(named) + (len(texts) >= _TEXTS_OF_TITLE * len(titles))
    return sum(f" {name} " in said for name in named if name) * 2 >= fewest


def _stems(texts: Iterable[str]) -> set[str]:
    """The beginnings of the words of some length, by which their forms are taken for one."""
    return {
        _stem(word) for text in texts for word in _LONG_WORD.findall(text.casefold())
    } - _NO_MATTER


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word[:_STEM]


# Words that stand in any text, whatever it is about.
_NO_MATTER = frozenset(
    _stem(word)
    for word in (
        *(_FINITE | _ASKING | _SMALL | _BEFORE_NOUNS),
        *"also been even ever just than then them they were your only other same some".split(),
    )
)


def _is_statement(title: str, *, headline: bool) -> bool:
    words = [word.strip(".,;:\"'()“”") for word in title.casefold().replace("’", "'").split()]
    if asks(title) or (words and words[0] in _QUESTION_WORDS):
        return False
    if ends_sentence(title) or any(word in _FINITE for word in words) or _has_figure(title):
        return True
    if _is_request(title.casefold().split()) or any(map(_is_to_come, words, words[1:], words[2:])):
        return True
    if headline or not words:
        return False
    # the first word may be a noun ("Calls for talks"), as may the last ("Insurance claims")
    return (
        words[0] in _REQUESTS
        or any(word in _VERBS for word in words[1:-1])
        or any(_tells_event(before, word) for before, word in pairwise(words))
    )


def _has_figure(title: str) -> bool:
    """Whether a title gives a number that is no year, behind its first word."""
    figures = _FIGURE.findall(title)
    return any(not (f.isdecimal() and int(f) in _YEARS) for f in figures) and word_count(title) > 2


def _is_request(words: Sequence[str]) -> bool:
    """Whether a title asks its reader to do something, by what stands behind its first word."""
    if len(words) < 2 or words[1] not in _OBJECTS or words[0].endswith((":", ",")):
        return False
    first = words[0]
    return not (
        first in _SMALL
        or first in _BEFORE_OBJECTS
        or first in _BEFORE_NOUNS
        or first.endswith(("ing", "'s"))
    )


def _is_to_come(before: str, to: str, verb: str) -> bool:
    """Whether three words tell what is to happen: "pipeline to begin"."""
    return to == "to" and verb in _VERBS | _REQUESTS | {"be", "cost"} and before not in _BEFORE_TO


def _tells_event(before: str, word: str) -> bool:
    """Whether a word tells what happened to what is named before it: "Bridge closed"."""
    happened = word in _PARTICIPLES or (word.endswith("ed") and len(word) >= _SHORTEST_PAST)
    return happened and before not in _BEFORE_NOUNS
