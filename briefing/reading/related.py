"""Lists of links to other articles that stand amid or below a text: "More on this story".

A page's markup tells of most of them; here they are told by the label above them alone, as they
stand in text that was copied, exported or printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.article import ParagraphKind
from briefing.reading.cleaning import is_title_like
from briefing.reading.draft import Block

RELATED = "related links"
"""Why a list of links to other articles is no part of this one."""

_LABEL = re.compile(
    r"^\W*(?:"
    # English
    r"related(?: (?:stor(?:y|ies)|articles?|topics?|content|links?|posts?|coverage|news|reading))?"
    r"|(?:what to )?read (?:more|next|also)|also read|see also|up next|keep reading"
    r"|more (?:on|about) (?:this|the) (?:stor(?:y|ies)|topics?|subject|issue|theme|article)"
    r"|more (?:stories|articles|coverage|news)(?: like this)?|more like this"
    r"|more (?:from|in) (?:us|this (?:author|section|series|category))"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested in|want to read)"
    r"|recommended(?: (?:for you|reading|stories|articles))?|editors?['’]?s?['’]? picks?"
    r"|most (?:read|popular|viewed|shared)|(?:top|latest|trending) (?:stories|articles|news)"
    r"|trending(?: now)?|don['’]t miss|also in the news"
    # German
    r"|mehr (?:zum thema|dazu)|lesen sie (?:auch|mehr)|auch interessant"
    r"|das könnte (?:sie|dich) auch interessieren|verwandte (?:artikel|themen|beiträge|links)"
    r"|weitere (?:artikel|meldungen|nachrichten|beiträge)|meistgelesen"
    # French, Spanish, Portuguese, Italian
    r"|(?:à )?lire aussi|voir aussi|sur le même (?:sujet|thème)|à ne pas manquer|les plus lus"
    r"|articles? (?:liés?|associés?|connexes?)"
    r"|le[ae] también|te puede interesar|lo más leído|más (?:noticias|sobre este tema)"
    r"|(?:artículos|noticias|notas) relacionad[ao]s"
    r"|leia (?:também|mais)|veja também|(?:artigos|notícias) relacionad[ao]s|mais lidas"
    r"|leggi anche|(?:articoli|notizie) correlat[ei]|i più letti|potrebbe interessarti(?: anche)?"
    # Dutch, Swedish, Norwegian, Danish, Finnish
    r"|lees (?:ook|meer|verder)|gerelateerde? (?:artikelen|berichten)|meest gelezen"
    r"|meer over dit onderwerp|les (?:også|mer)|læs (?:også|mere)|läs (?:också|även|mer)"
    r"|relaterte (?:artikler|saker)|relaterede artikler|relaterade artiklar|mest (?:lest|læste)"
    r"|mest lästa|lue (?:myös|lisää)"
    # Polish, Czech, Russian, Ukrainian
    r"|czytaj (?:także|też|więcej|również)|zobacz (?:także|też|również)"
    r"|powiązane (?:artykuły|tematy)|čtěte (?:také|více)|související články"
    r"|читайте также|похожие (?:статьи|материалы)|читайте також"
    r")\W*$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 60
_MOST_WORDS = 24
_MOST_LINES = 8
_MAY_BE_LABEL = frozenset({ParagraphKind.TEXT, ParagraphKind.HEADING, ParagraphKind.QUOTE})


def is_related_label(text: str) -> bool:
    """Whether a line is the label over links to other articles, and nothing else."""
    return len(text) <= _LONGEST_LABEL and bool(_LABEL.match(text))


def without_related(blocks: Sequence[Block]) -> list[Block]:
    """All blocks; labelled lists of links to other articles are marked as left out.

    What stands under such a label is a list, or lines as short as titles; a statement is a part
    of the article, whatever stands above it.
    """
    result = list(blocks)
    kept = [index for index, block in enumerate(blocks) if not block.left_out]
    for place, index in enumerate(kept):
        block = blocks[index]
        if block.kind not in _MAY_BE_LABEL or result[index].left_out:
            continue
        if _is_labelled_line(block.text):
            result[index] = replace(block, left_out=RELATED)
        elif is_related_label(block.text):
            following = [blocks[each] for each in kept[place + 1 :]]
            count = _listed(following)
            for each in kept[place : place + 1 + count] if count else ():
                result[each] = replace(blocks[each], left_out=RELATED)
    return result


def _is_labelled_line(text: str) -> bool:
    """Whether a line is a label and the title of another article: "Read more: …"."""
    label, colon, title = text.partition(":")
    return bool(colon) and is_related_label(label) and is_title_like(title, _MOST_WORDS)


def _listed(blocks: Sequence[Block]) -> int:
    """How many of the blocks that follow a label are titles of other articles."""
    count = 0
    if blocks and blocks[0].kind is ParagraphKind.LIST:
        while count < len(blocks) and blocks[count].kind is ParagraphKind.LIST:
            count += 1
        titles = sum(is_title_like(block.text, _MOST_WORDS) for block in blocks[:count])
        return count if titles * 3 >= count * 2 else 0
    for block in blocks[:_MOST_LINES]:
        if block.kind is not ParagraphKind.TEXT or not is_title_like(block.text, _MOST_WORDS):
            break
        count += 1
    return count
