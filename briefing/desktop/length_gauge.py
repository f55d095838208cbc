"""How long the briefing is beside how long it is to be."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

WORDS_A_MINUTE = 238
"""How fast adults read English to themselves (Brysbaert 2019, a review of 190 studies)."""


def minutes(words: int) -> int:
    """How long a person reads, in whole minutes, at the least one."""
    return max(1, round(words / WORDS_A_MINUTE))


class LengthGauge(QProgressBar):
    """Fills up to the target; hidden while there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("lengthGauge")
        self.setAccessibleName(self.tr("Length of the briefing"))
        self.setTextVisible(False)
        self.setFixedWidth(90)
        self.hide()

    def show_length(self, words: int, target: int) -> None:
        """Show so many words of a target; 0 stands for none."""
        self.setVisible(target > 0)
        if target > 0:
            self.setRange(0, target)
            self.setValue(min(words, target))
            tip = self.tr("{words} of {target} words").format(words=words, target=target)
            if words > target:
                more = self.tr("{n} too many").format(n=words - target)
                tip = f"{tip}, {more}"
            self.setToolTip(tip)
            self.setAccessibleDescription(tip)
            self.setProperty("over", words > target)
            self.style().unpolish(self)
            self.style().polish(self)
