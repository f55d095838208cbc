"""Adding an article to a briefing, and taking one out again with all that rests on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.article import Article
from briefing.brief import Brief, Bullet, Section
from briefing.editing.edits import Edit
from briefing.editing.refitting import refitted
from briefing.errors import EditError
from briefing.gathering import apart, gathered, prefix_of, prefix_of_all, rejoined


@dataclass(frozen=True, slots=True)
class AddArticle:
    """Let another article stand behind those that the briefing rests on.

    ``sections`` are its own, as they were found in it; they come behind those that there are.
    """

    article: Article
    sections: tuple[Section, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if the same article is there already."""
        known = {part.sha256 for part in apart(brief.article)}
        if self.article.sha256 in known:
            raise EditError("This article is in the briefing already.")
        whole = gathered(brief.article, self.article)
        prefix = prefix_of_all(apart(whole)[-1])
        sections = tuple(
            replace(
                section,
                id=f"s{number}",
                paragraphs=tuple(prefix + paragraph for paragraph in section.paragraphs),
            )
            for number, section in enumerate(self.sections, brief.next_id)
        )
        new = replace(
            brief,
            article=whole,
            sections=(*brief.sections, *sections),
            next_id=brief.next_id + len(sections),
        )
        return new, TakeArticleOut(prefix)


@dataclass(frozen=True, slots=True)
class TakeArticleOut:
    """Take one of several articles out, with its sections; ``prefix`` begins its ids.

    What else rests on its words is to be checked by the person.
    """

    prefix: str

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if it is not there, or is the only one."""
        parts = apart(brief.article)
        index = next((n for n, p in enumerate(parts) if prefix_of_all(p) == self.prefix), None)
        if index is None:
            raise EditError("The article is no longer in the briefing; nothing was changed.")
        if len(parts) == 1:
            raise EditError("A briefing rests on one article at least; open another one instead.")
        gone = tuple(
            (n, section) for n, section in enumerate(brief.sections) if self._is_of_it(section)
        )
        rest = tuple(s for s in brief.sections if not self._is_of_it(s))
        article = rejoined([*parts[:index], *parts[index + 1 :]])
        new = refitted(replace(brief, sections=rest), article)
        before = {b.id: b for _, bullets in brief.places() for b in bullets}
        changed = tuple(
            (b, before[b.id]) for _, bullets in new.places() for b in bullets if b != before[b.id]
        )
        return new, PutArticleBack(parts[index], index, gone, changed)

    def _is_of_it(self, section: Section) -> bool:
        return bool(section.paragraphs) and prefix_of(section.paragraphs[0]) == self.prefix


@dataclass(frozen=True, slots=True)
class PutArticleBack:
    """Put an article back at ``index`` among the others, with its sections at theirs.

    ``changed`` has bullets as its going left them, and as they had been: those that have not
    changed otherwise since become that again.
    """

    article: Article
    index: int
    sections: tuple[tuple[int, Section], ...]
    changed: tuple[tuple[Bullet, Bullet], ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Never fails."""
        parts = list(apart(brief.article))
        parts.insert(self.index, self.article)
        sections = list(brief.sections)
        for index, section in self.sections:
            sections.insert(index, section)
        was = {left.id: (left, had) for left, had in self.changed}

        def restored(bullets: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
            pairs = ((b, *was.get(b.id, (None, b))) for b in bullets)
            return tuple(had if bullet == left else bullet for bullet, left, had in pairs)

        new = replace(
            brief,
            article=rejoined(parts),
            sections=tuple(replace(s, bullets=restored(s.bullets)) for s in sections),
            key_points=restored(brief.key_points),
        )
        return new, TakeArticleOut(prefix_of_all(self.article))
