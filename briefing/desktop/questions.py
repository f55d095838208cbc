"""What the window asks in dialogs: which file, and what to do with unsaved work."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from briefing.reading.formats import readable_endings
from briefing.storing import ENDING


class Answer(Enum):
    """What to do with unsaved work."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Dropping(Enum):
    """What to do with a person's own bullets when their section is taken out."""

    ALL = auto()
    KEEP_OWN = auto()
    CANCEL = auto()


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Questions", text)


def export_filters() -> dict[str, str]:
    """What can be exported: the file dialog's filters, and the ending that each stands for."""
    return {
        tr("Word document (*.docx)"): ".docx",
        tr("PDF (*.pdf)"): ".pdf",
        tr("Web page (*.html)"): ".html",
        tr("Markdown text (*.md)"): ".md",
        tr("Plain text (*.txt)"): ".txt",
        tr("Data for other programs (*.json)"): ".json",
    }


def new_question(parent: QWidget, name: str, title: str) -> QMessageBox:
    """An empty question with the name of an object, and the title of its window."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(title)
    return box


def ask(
    box: QMessageBox, buttons: Sequence[tuple[str, str, QMessageBox.ButtonRole]], default: str
) -> str:
    """Ask with these buttons, and give the name of the one that was clicked, empty if none was.

    A button has a name, a text and a role; the last of them is the one for Esc. ``default`` names
    the one for Enter. The question is gone afterwards.
    """
    made = {name: box.addButton(text, role) for name, text, role in buttons}
    for name, button in made.items():
        button.setObjectName(name)
    box.setDefaultButton(made[default])
    box.setEscapeButton(made[buttons[-1][0]])
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return next((name for name, button in made.items() if button is chosen), "")


def ask_unsaved(parent: QWidget, name: str) -> Answer:
    """Ask what to do with unsaved changes before closing."""
    box = new_question(parent, "unsavedQuestion", tr("Unsaved changes"))
    box.setText(tr("Save the changes to “{name}”?").format(name=name))
    box.setInformativeText(tr("They are lost if you do not save them."))
    buttons = (
        ("save", tr("&Save"), QMessageBox.ButtonRole.AcceptRole),
        ("discard", tr("&Don't save"), QMessageBox.ButtonRole.DestructiveRole),
        ("cancel", tr("&Cancel"), QMessageBox.ButtonRole.RejectRole),
    )
    answers = {"save": Answer.SAVE, "discard": Answer.DISCARD}
    return answers.get(ask(box, buttons, "save"), Answer.CANCEL)


def ask_drop(parent: QWidget, title: str, other: str, own: int) -> Dropping:
    """Ask what becomes of the ``own`` bullets of a person in a section that is taken out.

    ``other`` is the title of the section that takes them if they are kept.
    """
    box = new_question(parent, "dropQuestion", tr("Drop the section"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("Take “{title}” out of the briefing?").format(title=title))
    text = (
        tr("It has a bullet that you wrote, edited or locked. Kept, it goes to “{other}”.")
        if own == 1
        else tr(
            "It has {own} bullets that you wrote, edited or locked. Kept, they go to “{other}”."
        )
    )
    box.setInformativeText(text.format(own=own, other=other))
    kept = tr("&Keep my bullet") if own == 1 else tr("&Keep my bullets")
    buttons = (
        ("keep", kept, QMessageBox.ButtonRole.AcceptRole),
        ("all", tr("Take &all out"), QMessageBox.ButtonRole.DestructiveRole),
        ("cancel", tr("&Cancel"), QMessageBox.ButtonRole.RejectRole),
    )
    answers = {"keep": Dropping.KEEP_OWN, "all": Dropping.ALL}
    return answers.get(ask(box, buttons, "keep"), Dropping.CANCEL)


def open_filters() -> list[str]:
    """The file dialog's filters for what can be opened, each kind of file in its group."""
    groups = {
        tr("Web pages"): ".html .htm .xhtml .mht .mhtml",
        tr("Word and OpenDocument"): (
            ".docx .docm .dotx .dotm .doc .dot .wps .odt .ott .fodt .rtf"
        ),
        tr("PDF"): ".pdf",
        tr("E-mail"): ".eml .msg",
        tr("Text"): ".txt .text .md .markdown",
        tr("Books"): ".epub",
        tr("Scanned pages"): ".png .jpg .jpeg .tif .tiff .gif .bmp .webp",
    }
    readable = readable_endings()
    grouped = " ".join(groups.values()).split()
    rest = [ending for ending in readable if ending not in grouped]
    filters = [
        _filter(tr("All articles and briefings"), (*readable, ENDING)),
        _filter(tr("All articles"), readable),
    ]
    for title, endings in (*groups.items(), (tr("Others"), " ".join(rest))):
        known = [ending for ending in endings.split() if ending in readable]
        if known:
            filters.append(_filter(title, known))
    filters.append(_filter(tr("Saved briefings"), [ENDING]))
    return [*filters, tr("All files (*)")]


def _filter(title: str, endings: Sequence[str]) -> str:
    return f"{title} ({' '.join(f'*{ending}' for ending in endings)})"


def choose_open(parent: QWidget, folder: Path) -> list[Path]:
    """Ask which files to open."""
    filters = ";;".join(open_filters())
    # The lists of endings are long; the names of the groups say it.
    hide = QFileDialog.Option.HideNameFilterDetails
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Open"), str(folder), filters, options=hide)
    return [Path(name) for name in names]


def ask_many(parent: QWidget, number: int) -> bool:
    """Ask whether to open as many files as this, each of which gets a window of its own."""
    box = new_question(parent, "manyQuestion", tr("Open many files"))
    box.setText(tr("Open {number} files?").format(number=number))
    box.setInformativeText(
        tr("Each opens in a window of its own, and they are condensed one after the other.")
    )
    buttons = (
        ("openMany", tr("&Open them"), QMessageBox.ButtonRole.AcceptRole),
        ("cancel", tr("&Cancel"), QMessageBox.ButtonRole.RejectRole),
    )
    return ask(box, buttons, "openMany") == "openMany"


def choose_save(parent: QWidget, suggested: Path) -> Path | None:
    """Ask where to save the briefing."""
    filters = tr("Briefing (*{ending})").format(ending=ENDING)
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save as"), str(suggested), filters)
    return Path(name) if name else None


def choose_export(parent: QWidget, suggested: Path, ending: str) -> Path | None:
    """Ask where to write the document in the format of ``ending``, or in another that is typed."""
    filters = export_filters()
    first = [title for title, known in filters.items() if known == ending]
    filters = {title: filters[title] for title in (*first, *filters)}
    name, chosen = QFileDialog.getSaveFileName(
        parent, tr("Export"), str(suggested), ";;".join(filters)
    )
    if not name:
        return None
    path = Path(name)
    # An ending that was typed picks the format; without one, the list does.
    known = path.suffix.lower() in filters.values()
    return path if known else path.with_name(path.name + filters.get(chosen, ".docx"))
