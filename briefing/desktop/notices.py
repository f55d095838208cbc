"""Calm bars about the article in hand: what was left undone, and what the models do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from briefing.desktop.article_lines import language_name
from briefing.desktop.bars import Choice
from briefing.desktop.document import SectionState
from briefing.desktop.work import Idle, Running

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow

REST = "rest"
LANGUAGE = "language"
"""The keys of the two bars."""

KNOWN = "en"
"""The one language that the default models know."""

UNKNOWN = frozenset({"", "und", "mul", "mis", "zxx"})
"""Codes that name no language; then nothing is said."""


class Notices(QObject):
    """Shows the bars of one window, and takes them away when they are no longer true."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._said: tuple[str, bool] = ("", True)
        window.work.happened.connect(self._hear)
        window.document.replaced.connect(self._begin)
        window.document.changed.connect(self._look_at_language)
        window.document.changed.connect(self._look_at_rest)

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal)
        match event:
            case Running() if self._window.work.is_condensing:
                self._window.bars.close_bar(REST)
            case Idle():
                self.offer_rest()
                self._look_at_language()

    def _begin(self) -> None:
        self._said = ("", True)
        self._window.bars.close_bar(LANGUAGE)
        self.offer_rest()

    # --- what was left -------------------------------------------------------------------------

    def offer_rest(self) -> None:
        """Offer to go on where condensing was stopped."""
        window = self._window
        left = self._left()
        is_cut = bool(window.document.brief.sections) if not window.document.is_empty else True
        if window.document.is_empty or window.work.is_condensing or (is_cut and not left):
            window.bars.close_bar(REST)
            return
        if is_cut:
            one = self.tr("One section is not condensed yet.")
            several = self.tr("{number} sections are not condensed yet.").format(number=len(left))
            sentence = one if len(left) == 1 else several
            title = self.tr("Go on with the rest")
        else:
            sentence = self.tr("The article is not condensed yet.")
            title = self.tr("Condense it")
        go_on = Choice("rest", title, self.go_on)
        window.bars.show_bar(REST, "notice", sentence, [go_on])

    def _look_at_rest(self) -> None:
        """Take the offer back once nothing is left, for instance since a section was dropped."""
        is_cut = not self._window.document.is_empty and bool(self._window.document.brief.sections)
        if is_cut and self._window.bars.bar(REST) is not None and not self._left():
            self._window.bars.close_bar(REST)

    def go_on(self) -> None:
        """Condense what was left, and choose the key points among all sections."""
        left = self._left()
        if left or not self._window.document.brief.sections:
            self._window.work.condense(left, key_points=True)

    def _left(self) -> tuple[str, ...]:
        document = self._window.document
        if document.is_empty:
            return ()
        sections = document.brief.sections
        return tuple(s.id for s in sections if document.state_of(s) is SectionState.LEFT)

    # --- the language --------------------------------------------------------------------------

    def _look_at_language(self) -> None:
        """Say once what to expect of an article in a language that the models do not know."""
        document = self._window.document
        if document.is_empty:
            return
        brief = document.brief
        code = (brief.article.language or "").replace("_", "-").partition("-")[0].lower()
        is_done = bool(brief.sections) and not self._window.work.is_condensing
        has_bullets = not is_done or any(s.bullets for s in brief.sections)
        if (code, has_bullets) == self._said:
            return
        self._said = (code, has_bullets)
        if code == KNOWN or code in UNKNOWN:
            self._window.bars.close_bar(LANGUAGE)
            return
        if has_bullets:
            sentence = self.tr(
                "This article is in {language}, and the models know English only: the bullets are "
                "sentences of the article as they stand, some may be missing, and the marks "
                "beside your own wording are less sure."
            )
        else:
            sentence = self.tr(
                "This article is in {language}, and the models know English only: they found no "
                "sentences in it that they could take; write the bullets yourself."
            )
        self._window.bars.show_bar(
            LANGUAGE, "notice", sentence.format(language=language_name(code))
        )
