"""What happens when a person asks for an export: the dialog, the name of the file, the writing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.desktop import questions
from briefing.desktop.export_choice import ExportMemory

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow


def export(window: MainWindow, suggested: Callable[[str], Path]) -> None:
    """Ask what the document is to be like and where it goes, and write it in the background.

    ``suggested`` gives the path to begin with for an ending.
    """
    # Word's library takes its time to load, and many a session never exports.
    from briefing.desktop.export_dialog import ExportDialog  # noqa: PLC0415

    dialog = ExportDialog(window.document.brief, ExportMemory(window.memory), window)
    if dialog.exec():
        choice = dialog.choice
        path = questions.choose_export(window, suggested(choice.ending), choice.ending)
        if path is not None:
            is_word = path.suffix.lower() == ".docx"
            window.filing.export(
                path,
                template=choice.template_path if is_word else None,
                options=choice.options,
            )
    dialog.deleteLater()
