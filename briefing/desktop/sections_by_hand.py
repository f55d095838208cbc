"""What a person does to the sections by keys and menus: begin, join, move, drop, and where from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from briefing.brief import Brief, Section
from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.brief_list import BriefList
from briefing.desktop.document import Document, SectionState
from briefing.desktop.rows import head_key
from briefing.desktop.section_lines import SectionLines
from briefing.editing import cuts
from briefing.editing.edits import Edit
from briefing.errors import EditError

_TITLE_WORDS = 6
"""How many words a section is called by that a person has begun, until it is given a title."""


class SectionsByHand(QObject):
    """The commands on sections of one window.

    They act on the section in hand: where the caret is in the article while that has the focus,
    else the one that the current row of the briefing belongs to.
    """

    def __init__(
        self, document: Document, pane: ArticlePane, briefing: BriefList, lines: SectionLines
    ) -> None:
        super().__init__(briefing)
        self._document = document
        self._pane = pane
        self._briefing = briefing
        self._lines = lines

    # --- where the person is -------------------------------------------------------------------

    @property
    def paragraph(self) -> str:
        """The paragraph of running text with the article's caret, or the next; empty if none."""
        if self._document.is_empty:
            return ""
        known = self._document.brief.article.by_id
        for paragraph in self._pane.paragraphs_from_caret():
            if paragraph in known and known[paragraph].kind.belongs_to_section:
                return paragraph
        return ""

    @property
    def section(self) -> Section | None:
        """The section in hand, None if there is none."""
        if self._document.is_empty:
            return None
        brief = self._document.brief
        if self._pane.hasFocus():
            return cuts.section_of(brief, self.paragraph)
        row = self._briefing.current_row
        return None if row is None else next((s for s in brief.sections if s.id == row.place), None)

    # --- for the menus ---------------------------------------------------------------------------

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its id."""
        return {
            "rename-section": self.rename,
            "begin-section": self.begin_here,
            "section-earlier": lambda: self.move_beginning(-1),
            "section-later": lambda: self.move_beginning(1),
            "join-section": self.join_above,
            "section-up": lambda: self.move(-1),
            "section-down": lambda: self.move(1),
            "drop-section": self.drop,
        }

    def enabled(self) -> dict[str, bool]:
        """What can be done now, by the ids of actions."""
        section = self.section
        if section is None:
            return {**dict.fromkeys(self.calls(), False), "begin-section": self._can_begin}
        sections = self._document.brief.sections
        index, last = sections.index(section), len(sections) - 1
        return {
            "rename-section": True,
            "begin-section": self._can_begin,
            "section-earlier": last > 0,
            "section-later": last > 0,
            "join-section": index > 0,
            "section-up": index > 0,
            "section-down": index < last,
            "drop-section": last > 0,
        }

    @property
    def _can_begin(self) -> bool:
        """Whether a section can begin at the article's caret."""
        paragraph = self.paragraph
        if not paragraph or not self._document.brief.sections:
            return False
        section = cuts.section_of(self._document.brief, paragraph)
        return section is None or section.paragraphs[0] != paragraph

    # --- what can be done ------------------------------------------------------------------------

    def rename(self) -> None:
        """Put the caret into the title of the section in hand."""
        section = self.section
        if section is not None:
            self._briefing.edit_row(head_key(section.id))

    def begin_here(self) -> None:
        """Begin a section with the paragraph at the caret; its title is then to be written."""
        paragraph = self.paragraph
        if not paragraph:
            return
        brief = self._document.brief
        words = brief.article.by_id[paragraph].text.split()
        title = " ".join(words[:_TITLE_WORDS]).rstrip(".,;:") + (
            " …" if len(words) > _TITLE_WORDS else ""
        )
        new = cuts.next_section_id(brief)
        whole = cuts.section_of(brief, paragraph) is None
        if self._do(
            lambda b: (
                cuts.new_section(b, [paragraph], title)
                if whole
                else cuts.split(b, paragraph, title)
            ),
            self.tr("Begin a section"),
        ):
            section = self._document.brief.section(new)
            self._document.set_state(new, SectionState.at_rest(section))
            editor = self._briefing.edit_row(head_key(new))
            if editor is not None:
                editor.selectAll()

    def move_beginning(self, step: int) -> None:
        """Let the section in hand begin one paragraph earlier (-1) or later (1)."""
        section = self.section
        if section is None:
            return
        # The lines are drawn a moment later than the document changes; the place is asked anew.
        self._lines.take_now()
        for beginning in self._lines.shown:
            if beginning.section == section.id:
                places = self._lines.places_for(beginning)
                index = places.index(beginning.paragraph) + step
                if 0 <= index < len(places):
                    self._lines.move_beginning(beginning, places[index])
                return

    def join_above(self) -> None:
        """Join the section in hand to the one above it in the briefing."""
        section = self.section
        if section is None:
            return
        sections = self._document.brief.sections
        index = sections.index(section)
        if index == 0:
            return
        above = sections[index - 1].id
        if self._do(lambda b: cuts.merge(b, section.id, into=above), self.tr("Join sections")):
            self._briefing.select(head_key(above))

    def move(self, step: int) -> None:
        """Put the section in hand one place up (-1) or down (1) in the briefing."""
        section = self.section
        if section is None:
            return
        sections = self._document.brief.sections
        index = sections.index(section) + step
        if 0 <= index < len(sections) and self._do(
            lambda b: cuts.move(b, section.id, index), self.tr("Move section")
        ):
            self._briefing.select(head_key(section.id))

    def drop(self) -> None:
        """Take the section in hand out of the briefing, with its bullets."""
        section = self.section
        if section is not None and len(self._document.brief.sections) > 1:
            self._do(lambda _: cuts.DropSection(section.id), self.tr("Drop section"))

    # --- helpers ---------------------------------------------------------------------------------

    def _do(self, make: Callable[[Brief], Edit], label: str) -> bool:
        try:
            edit = make(self._document.brief)
        except EditError:
            return False
        return self._document.do(edit, label)
