"""What a person does to the sections by keys and menus: begin, join, move, drop, and where from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal

from briefing.brief import Brief, Section
from briefing.desktop import questions
from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.brief_list import BriefList
from briefing.desktop.document import Document
from briefing.desktop.rows import head_key
from briefing.desktop.section_lines import SectionLines
from briefing.desktop.section_runs import Run, places_for
from briefing.desktop.section_words import section_tip, title_from
from briefing.editing import cuts
from briefing.editing.edits import Compound, Edit, MoveBullet
from briefing.editing.filling import is_kept
from briefing.errors import EditError


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence for the person, with a button for what may come next."""

    text: str
    title: str = ""
    call: Callable[[], object] | None = None


class SectionsByHand(QObject):
    """The commands on sections of one window.

    They act on the section in hand: where the caret is in the article if the person was there
    last, else the one that the current row of the briefing belongs to. A menu that takes the
    keyboard changes nothing about it.
    """

    said = Signal(object)
    """Something is to be said of what was done, or could not be; a ``Saying``."""

    outdated = Signal(object)
    """What was said last, a ``Saying``, offers nothing any more."""

    def __init__(
        self, document: Document, pane: ArticlePane, briefing: BriefList, lines: SectionLines
    ) -> None:
        super().__init__(briefing)
        self._document = document
        self._pane = pane
        self._briefing = briefing
        self._lines = lines
        self._was_in_article = False
        self._offered: Saying | None = None
        document.changed.connect(self._take_back_offer)
        pane.installEventFilter(self)
        briefing.installEventFilter(self)
        lines.chosen.connect(self._take_line)
        lines.rename_asked.connect(self._rename_line)

    # --- where the person is -------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note where the keyboard was last."""
        if event.type() == QEvent.Type.FocusIn:
            self._was_in_article = watched is self._pane
        return super().eventFilter(watched, event)

    @property
    def is_in_article(self) -> bool:
        """Whether the person was in the article last, not in the briefing."""
        editor = self._briefing.editor
        if self._pane.hasFocus():
            self._was_in_article = True
        elif self._briefing.hasFocus() or (editor is not None and editor.hasFocus()):
            self._was_in_article = False
        return self._was_in_article and self._pane.isVisible()

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
        if self.is_in_article:
            return cuts.section_of(brief, self.paragraph)
        row = self._briefing.current_row
        return None if row is None else next((s for s in brief.sections if s.id == row.place), None)

    def _number(self) -> int | None:
        """The number of the run in hand: with the caret, else the first of the section in hand."""
        # The lines are drawn a moment later than the document changes; the place is asked anew.
        self._lines.catch_up()
        if self.is_in_article:
            return self._lines.number_of(self.paragraph)
        section = self.section
        runs = enumerate(self._lines.shown)
        return (
            None if section is None else next((n for n, r in runs if r.section == section.id), None)
        )

    def _above(self) -> Section | None:
        """The section that the one in hand can be joined to.

        In the article that is the one whose text stands above, in the briefing the one above.
        """
        section, brief = self.section, self._document.brief
        if section is None:
            return None
        if self.is_in_article:
            number = self._number()
            runs = self._lines.shown[:number]
            there = runs[-1].section if runs else ""
            return brief.section(there) if there not in {"", section.id} else None
        index = brief.sections.index(section)
        return brief.sections[index - 1] if index else None

    def place_text(self) -> str:
        """Where among the sections the article's caret is, in words; empty before there are any."""
        number = self._number() if self.is_in_article else None
        if number is None:
            return ""
        run = self._lines.shown[number]
        if not run.section:
            return self.tr("In no section")
        begins = run.paragraph == self.paragraph and not run.goes_on
        text = self.tr("Begins “{title}”") if begins else self.tr("In “{title}”")
        return text.format(title=self._document.brief.section(run.section).title)

    # --- for the menus ---------------------------------------------------------------------------

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its id."""
        return {
            "section-why": self.tell_why,
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
        is_cut = not self._document.is_empty and bool(self._document.brief.sections)
        in_text = is_cut and self.is_in_article and bool(self.paragraph)
        sections = self._document.brief.sections if section is not None else ()
        index, last = sections.index(section) if section is not None else 0, len(sections) - 1
        return {
            "section-why": in_text or section is not None,
            "rename-section": section is not None,
            "begin-section": self._can_begin,
            "section-earlier": in_text or section is not None,
            "section-later": in_text or section is not None,
            "join-section": section is not None and self._above() is not None,
            "section-up": section is not None and index > 0,
            "section-down": section is not None and index < last,
            "drop-section": section is not None and last > 0,
        }

    @property
    def _can_begin(self) -> bool:
        """Whether a section can begin at the article's caret."""
        paragraph = self.paragraph
        if not paragraph or not self._document.brief.sections:
            return False
        section = cuts.section_of(self._document.brief, paragraph)
        return section is None or section.paragraphs[0] != paragraph

    @property
    def chosen(self) -> tuple[str, ...]:
        """The paragraphs of running text that are chosen in the article."""
        if self._document.is_empty or not self._document.brief.sections:
            return ()
        known = self._document.brief.article.by_id
        kept = self._pane.chosen.kept
        return tuple(p for p in kept if p in known and known[p].kind.belongs_to_section)

    # --- lines that are clicked ------------------------------------------------------------------

    def _take_line(self, run: Run) -> None:
        """A click on a line takes its section in hand, in the article and in the briefing."""
        self._pane.setFocus()
        self._pane.go_to(run.paragraph)
        if run.section:
            self._briefing.select(head_key(run.section))

    def _rename_line(self, run: Run) -> None:
        if run.section:
            self._edit_title(run.section, come_back=True)

    # --- what can be done ------------------------------------------------------------------------

    def tell_why(self) -> None:
        """Say why the section in hand begins where it does: beside its line, else its title."""
        number, section = self._number(), self.section
        if number is not None and self._pane.isVisible():
            self._lines.tell_why(number)
        elif section is not None:
            self._briefing.tell(head_key(section.id), section_tip(section))

    def rename(self) -> None:
        """Put the caret into the title of the section in hand."""
        section = self.section
        if section is not None:
            self._edit_title(section.id, come_back=self.is_in_article)

    def begin_here(self) -> None:
        """Begin a section with the paragraph at the caret; its title is then to be written.

        It takes what follows down to the next line, no more.
        """
        paragraph, come_back = self.paragraph, self.is_in_article
        self._lines.catch_up()
        number = self._lines.number_of(paragraph)
        if number is None:
            return
        run = self._lines.shown[number]
        rest = run.paragraphs[run.paragraphs.index(paragraph) :]
        title = title_from(self._document.brief.article.by_id[paragraph].text)
        new = cuts.next_section_id(self._document.brief)
        if self._do(
            lambda b: cuts.new_section(b, rest, title, after=run.section or None),
            self.tr("Begin a section"),
        ):
            self._edit_title(new, come_back=come_back, select=True)

    def _edit_title(self, section: str, *, come_back: bool, select: bool = False) -> None:
        editor = self._briefing.edit_row(head_key(section))
        if editor is None:
            return
        if select:
            editor.selectAll()
        if come_back:  # Enter and Esc end the naming, and the person is where they were
            editor.split.connect(lambda _: self._pane.setFocus())
            editor.ended.connect(self._pane.setFocus)

    def give_to(self, section: str) -> None:
        """Give the paragraphs that are chosen in the article to a section; to none if empty."""
        chosen = self.chosen
        if not chosen:
            return
        if section:
            self._do(lambda b: cuts.assign(b, chosen, section), self.tr("Give to section"))
        else:
            self._do(lambda b: cuts.release(b, chosen), self.tr("Take out of section"))

    def move_beginning(self, step: int) -> None:
        """Let the run in hand begin one paragraph earlier (-1) or later (1)."""
        number, in_article = self._number(), self.is_in_article
        if number is None:
            if self.section is not None:
                self._say_is_empty(self.section)
            return
        run, places = self._lines.shown[number], places_for(self._lines.shown, number)
        index = places.index(run.paragraph) + step if places else -1
        if not 0 <= index < len(places):
            self.said.emit(Saying(self._why_not(number, step)))
            return
        if self._lines.move_beginning(number, places[index]):
            self._lines.catch_up()
            # The caret goes along: the next press is meant for the same line.
            if in_article:
                self._pane.go_to(places[index])
            self._lines.bring_in_sight(places[index])

    def _why_not(self, number: int, step: int) -> str:
        if number == 0:
            return self.tr("The first section begins where the article does.")
        if step < 0:
            return self.tr(
                "The section above has one paragraph left; join the two instead (Ctrl+Alt+J)."
            )
        return self.tr(
            "The section has one paragraph left; join it to the one above instead (Ctrl+Alt+J)."
        )

    def _say_is_empty(self, section: Section) -> None:
        text = self.tr(
            "“{title}” has no paragraph; choose some in the article and give them to it."
        )
        self.said.emit(Saying(text.format(title=_short(section.title))))

    def join_above(self) -> None:
        """Join the section in hand to the one above it."""
        section, above = self.section, self._above()
        if section is None or above is None:
            return
        in_article = self.is_in_article
        if self._do(lambda b: cuts.merge(b, section.id, into=above.id), self.tr("Join sections")):
            self._briefing.select(head_key(above.id))
            if in_article:
                self._pane.setFocus()

    def move(self, step: int) -> None:
        """Put the section in hand one place up (-1) or down (1) in the briefing."""
        section = self.section
        if section is None:
            return
        sections = self._document.brief.sections
        index = sections.index(section) + step
        if 0 <= index < len(sections) and self._document.move_section(section.id, index):
            self._briefing.select(head_key(section.id))

    def drop(self) -> None:
        """Take the section in hand out of the briefing, with its bullets.

        Before bullets go that a person wrote, edited or locked, it is asked whether to keep those.
        """
        section, sections = self.section, self._document.brief.sections
        if section is None or len(sections) < 2:
            return
        own = [b for b in section.bullets if is_kept(b, None) and b.text.strip()]
        index = sections.index(section)
        other = sections[index - 1] if index else sections[1]
        steps: list[Edit] = []
        if own:
            answer = questions.ask_drop(
                self._briefing.window(), section.title, other.title, len(own)
            )
            if answer is questions.Dropping.CANCEL:
                return
            if answer is questions.Dropping.KEEP_OWN:
                end = len(other.bullets) if index else 0
                steps = [MoveBullet(b.id, other.id, end + n) for n, b in enumerate(own)]
        edit = Compound((*steps, cuts.DropSection(section.id)))
        if self._document.do(edit, self.tr("Drop section")):
            self._say_dropped(section, len(section.bullets) - len(steps))

    def _say_dropped(self, section: Section, bullets: int) -> None:
        text = {
            0: self.tr("“{title}” was taken out."),
            1: self.tr("“{title}” was taken out, and 1 bullet with it."),
        }.get(bullets, self.tr("“{title}” was taken out, and {n} bullets with it."))
        after = self._document.brief

        def take_back() -> None:
            if self._document.brief is after:  # else undo would take something else back
                self._document.undo()

        text = text.format(title=_short(section.title), n=bullets)
        self._offered = Saying(text, self.tr("Undo"), take_back)
        self.said.emit(self._offered)

    def _take_back_offer(self) -> None:
        """Offer to undo no more once something else was done."""
        offered, self._offered = self._offered, None
        if offered is not None:
            self.outdated.emit(offered)

    # --- helpers ---------------------------------------------------------------------------------

    def _do(self, make: Callable[[Brief], Edit], label: str) -> bool:
        try:
            edit = make(self._document.brief)
        except EditError:
            return False
        return self._document.do(edit, label)


def _short(title: str) -> str:
    """A title that fits into the line at the bottom of the window."""
    return title if len(title) <= 40 else f"{title[:38].rstrip()} …"
