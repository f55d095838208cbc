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
_SHORTEST_PAST = 5
_FEWEST_STRANGE = 3
_PARAGRAPHS_OF_SECTION = 4

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
    "add always ask avoid boil bring buy choose cook do don't fill find follow get give go "
    "install keep learn let make mix never pour prepare put remember remove replace send stir "
    "take tell throw turn use wash wear write".split()
)
_QUESTION_WORDS = frozenset(
    "who what where when why how which whose is are can will should".split()
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

    Titles without words of some length tell nothing.
    """
    if len(titles) < _FEWEST_STRANGE:
        return False
    words = _stems(titles)
    return len(words) >= len(titles) and words.isdisjoint(_stems(texts))


def are_spoken_of(titles: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether most titles share a word of some length with the texts that follow."""
    said = _stems(texts)
    spoken = sum(not said.isdisjoint(_stems([title])) for title in titles)
    return spoken * 3 >= len(titles) * 2


def are_things(titles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the entries name what the texts go on to speak of by the same words.

    So do lists of people, works, goods and measures; a title sums up its section in other words.
    Headlines may be names where there is text enough for each of them to head a section.
    """
    named = [" ".join(_WORD.findall(title.casefold())) for title in titles]
    if sum(" " in name for name in named) * 2 <= len(named):
        return True
    if are_headlines(titles) and len(texts) >= _PARAGRAPHS_OF_SECTION * len(titles):
        return False
    said = f" {' '.join(' '.join(_WORD.findall(text.casefold())) for text in texts)} "
    return sum(f" {name} " in said for name in named if name) * 2 > len(named)


def _stems(texts: Iterable[str]) -> set[str]:
    """The beginnings of the words of some length, by which their forms are taken for one."""
    return {word[:_STEM] for text in texts for word in _LONG_WORD.findall(text.casefold())}


def _is_statement(title: str, *, headline: bool) -> bool:
    words = [word.strip(".,;:\"'()“”") for word in title.casefold().replace("’", "'").split()]
    if words and words[0] in _QUESTION_WORDS:
        return False
    if ends_sentence(title) or any(word in _FINITE for word in words):
        return True
    if headline or not words:
        return False
    # the first word may be a noun ("Calls for talks"), as may the last ("Insurance claims")
    return (
        words[0] in _REQUESTS
        or any(word in _VERBS for word in words[1:-1])
        or any(_tells_event(before, word) for before, word in pairwise(words))
    )


def _tells_event(before: str, word: str) -> bool:
    """Whether a word tells what happened to what is named before it: "Bridge closed"."""
    happened = word in _PARTICIPLES or (word.endswith("ed") and len(word) >= _SHORTEST_PAST)
    return happened and before not in _BEFORE_NOUNS
