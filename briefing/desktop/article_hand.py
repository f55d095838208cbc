"""What a person does to the article's paragraphs by keys and menus."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from briefing.article import Details, ParagraphKind
from briefing.desktop.article_lines import LineKind, kind_name, reason_name
from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.document import Document
from briefing.editing.corrections import (
    LeaveOut,
    Merge,
    PutBack,
    SetKind,
    Split,
    can_merge,
    next_paragraph_id,
)
from briefing.editing.details import SetDetails


@dataclass(frozen=True, slots=True)
class Possible:
    """What can be done with the paragraphs in hand."""

    leave_out: bool = False
    put_back: bool = False
    merge: bool = False
    split: bool = False
    kind: bool = False


class ArticleHand(QObject):
    """Corrects the article of one document; acts on what is in hand in its pane."""

    def __init__(self, document: Document, pane: ArticlePane) -> None:
        super().__init__(pane)
        self._document = document
        self._pane = pane
        document.replaced.connect(self._show)
        document.changed.connect(self._follow)
        pane.put_back_asked.connect(self.put_back)

    def _show(self) -> None:
        self._pane.show_article(self._document.brief.article)

    def _follow(self) -> None:
        if not self._document.is_empty:
            self._pane.follow(self._document.brief.article)

    # --- what can be done ----------------------------------------------------------------------

    @property
    def possible(self) -> Possible:
        """What can be done now."""
        if self._document.is_empty:
            return Possible()
        chosen = self._pane.chosen
        article = self._document.brief.article
        is_inside = False
        if chosen.paragraph and len(chosen.kept) == 1 and chosen.paragraph in article.by_id:
            text = article.by_id[chosen.paragraph].text
            is_inside = bool(text[: chosen.at].strip() and text[chosen.at :].strip())
        return Possible(
            leave_out=bool(chosen.kept),
            put_back=bool(chosen.left_out),
            merge=bool(chosen.kept) and can_merge(article, chosen.kept),
            split=is_inside,
            kind=bool(chosen.kept),
        )

    def kinds(self) -> frozenset[tuple[ParagraphKind, int | None]]:
        """The kinds, and levels of headings, of the paragraphs in hand."""
        if self._document.is_empty:
            return frozenset()
        known = self._document.brief.article.by_id
        paragraphs = [known[p] for p in self._pane.chosen.kept if p in known]
        return frozenset((p.kind, p.level) for p in paragraphs)

    def state_text(self) -> str:
        """What is in hand, for the status line; empty if that is no paragraph."""
        if self._document.is_empty:
            return ""
        chosen, line = self._pane.chosen, self._pane.line_in_hand
        count = len(chosen.kept) + len(chosen.left_out)
        if line is None or not count:
            return ""
        if count > 1 and line.kind is not LineKind.FOLD:
            return self.tr("{n} paragraphs").format(n=count)
        if chosen.left_out:
            return self._left_out_text(chosen.left_out)
        paragraphs = self._pane.paragraphs_shown()
        text = self.tr("Paragraph {number} of {total}").format(
            number=paragraphs.index(chosen.kept[0]) + 1, total=len(paragraphs)
        )
        return ": ".join((text, *(kind_name(kind, level) for kind, level in self.kinds())))

    def _left_out_text(self, ids: tuple[str, ...]) -> str:
        reasons = {item.paragraph.id: item.reason for item in self._document.brief.article.left_out}
        names = dict.fromkeys(reason_name(reasons[i]) for i in ids if i in reasons)
        return self.tr("Left out: {reasons}").format(reasons=", ".join(names))

    # --- what is done --------------------------------------------------------------------------

    def leave_out(self) -> None:
        """Leave the paragraphs in hand out of the article, and take the next in hand."""
        kept = self._pane.chosen.kept
        shown = self._pane.paragraphs_shown()
        if kept and self._document.do(LeaveOut(kept), self.tr("Leave out")):
            # On to the next one, as a list does: what follows is often to be left out too.
            after = shown[shown.index(kept[-1]) + 1 :]
            self._pane.go_to(after[0] if after else kept[-1])

    def put_back(self, paragraphs: tuple[str, ...] = ()) -> None:
        """Put passages back; those in hand unless they are named."""
        wanted = paragraphs or self._pane.chosen.left_out
        if wanted:
            self._document.do(PutBack(wanted), self.tr("Put back"))
            self._pane.go_to(wanted[0])

    def merge(self) -> None:
        """Make one paragraph of those in hand, or of the one in hand and the next."""
        kept = self._pane.chosen.kept
        if not kept:
            return
        new = next_paragraph_id(self._document.brief, kept[0])
        at = len(self._document.brief.article.by_id[kept[0]].text)  # where the second begins
        if self._document.do(Merge(kept), self.tr("Merge paragraphs")):
            self._pane.go_to(new, at)

    def split(self) -> None:
        """Make two paragraphs of the one in hand, at the caret."""
        chosen = self._pane.chosen
        if not chosen.paragraph:
            return
        second = next_paragraph_id(self._document.brief, chosen.paragraph, 1)
        if self._document.do(Split(chosen.paragraph, chosen.at), self.tr("Split paragraph")):
            self._pane.go_to(second)

    def set_kind(self, kind: ParagraphKind, level: int = 1) -> None:
        """Say what the paragraphs in hand are."""
        kept = self._pane.chosen.kept
        if kept:
            self._document.do(SetKind(kept, kind, level), self.tr("Kind of paragraph"))

    def set_details(self, details: Details, prefix: str = "") -> None:
        """Give the article whose paragraphs' ids begin with ``prefix`` other details."""
        self._document.do(SetDetails(details, prefix), self.tr("About the article"))
