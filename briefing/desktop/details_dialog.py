"""What is known of the article beside its text, to be seen and corrected."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from briefing.article import Article, Details
from briefing.desktop.article_lines import language_name
from briefing.desktop.fields import ok_and_cancel, roomy, text_field
from briefing.desktop.naming import name_of_article
from briefing.desktop.theme import Theme
from briefing.editing.details import read_address, read_day
from briefing.errors import EditError

_LANGUAGES = (
    "ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lt lv "
    "mk ms mt nl no pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur vi zh"
).split()
"""The codes that are offered; another one that the article has is offered too."""

_WIDTH = 560


class DetailsDialog(QDialog):
    """The title, authors, date, publisher, address and language of an article.

    Below each stands what its file told; ``details`` is what is to hold when it is accepted.
    """

    def __init__(self, article: Article, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._details = article.details
        self._as_read = article.as_read or article.details
        self._error_colour = theme.colour("unsupported").name()
        self._notes: dict[str, QLabel] = {}
        self.setObjectName("detailsDialog")
        self.setWindowTitle(self.tr("About the article"))
        self.setMinimumWidth(_WIDTH)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields = {
            "title": self._line("title", self.tr("&Title")),
            "authors": self._line(
                "authors", self.tr("&Authors"), self.tr("Several with a semicolon between them")
            ),
            "published": self._line(
                "published", self.tr("&Published on"), self.tr("Year-month-day: 2026-11-22")
            ),
            "publisher": self._line("publisher", self.tr("Publishe&r")),
            "url": self._line("url", self.tr("A&ddress"), "https://"),
        }
        self.language = self._languages()
        self._add("language", self.tr("&Language"), self.language)
        source = QLabel(self.tr("Read from {name}").format(name=name_of_article(article)), self)
        source.setObjectName("detailsSource")
        source.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        source.setTextFormat(Qt.TextFormat.PlainText)
        source.setWordWrap(True)
        self.buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(16)
        column.addWidget(source)
        column.addLayout(self._form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self._fill(self._details)

    # --- what is known ---------------------------------------------------------------------------

    @property
    def details(self) -> Details:
        """The details as they stand in the fields. Raises EditError where one makes no sense."""
        return Details(
            title=self._text("title") or None,
            authors=tuple(filter(None, (a.strip() for a in self._text("authors").split(";")))),
            published=self._kept_or_read("published", read_day),
            publisher=self._text("publisher") or None,
            url=self._kept_or_read("url", read_address),
            language=str(self.language.currentData()) or None,
        )

    def accept(self) -> None:
        """Close if all fields make sense; else say below the field what is wrong."""
        wrong = self._say_what_is_wrong()
        if wrong is None:
            super().accept()
        else:
            wrong.setFocus()
            wrong.selectAll()

    def focus_on(self, field: str) -> None:
        """Put the caret into a field by its name; into the first unless there is such a one."""
        if field == "language":
            self.language.setFocus()
        else:
            widget = self.fields.get(field, self.fields["title"])
            widget.setFocus()
            widget.selectAll()

    def _text(self, field: str) -> str:
        return self.fields[field].text().strip()

    def _kept_or_read(self, field: str, read: Callable[[str], str | None]) -> str | None:
        """What was there, if it was not touched: an odd value of the file is no obstacle."""
        before: str | None = getattr(self._details, field)
        text = self._text(field)
        return before if text == (before or "") else read(text)

    def _fill(self, details: Details) -> None:
        for name, field in self.fields.items():
            field.setText(_shown(details, name))
        self.language.setCurrentIndex(max(self.language.findData(details.language or ""), 0))
        for name in (*self.fields, "language"):
            self._tell(name)

    # --- fields ----------------------------------------------------------------------------------

    def _line(self, name: str, label: str, hint: str = "") -> QLineEdit:
        field = text_field(self, name, hint)
        field.textChanged.connect(lambda _: self._tell(name))
        self._add(name, label, field)
        return field

    def _languages(self) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName("language")
        roomy(box)
        own = {c for d in (self._details, self._as_read) if (c := d.language)}
        box.addItem(self.tr("Not known"), "")
        names = {code: language_name(code) for code in (*own, *_LANGUAGES)}
        for code in sorted(names, key=lambda c: names[c].casefold()):
            name = names[code]
            box.addItem(f"{name} ({code})" if name != code else code, code)
        box.currentIndexChanged.connect(lambda _: self._tell("language"))
        return box

    def _add(self, name: str, label: str, field: QWidget) -> None:
        note = QLabel(self)
        note.setObjectName(f"{name}Note")
        note.setWordWrap(True)
        note.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        note.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        note.linkActivated.connect(lambda _: self._use_what_was_read(name))
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(field)
        column.addWidget(note)
        self._notes[name] = note
        plain = label.replace("&", "")
        field.setAccessibleName(plain)
        caption = QLabel(label, self)
        caption.setBuddy(field)
        caption.setFixedHeight(field.minimumHeight())  # level with the field, not with its note
        self._form.addRow(caption, holder)

    # --- what stands below a field -----------------------------------------------------------

    def _tell(self, name: str) -> None:
        """Say below a field whether it holds what the file told."""
        note = self._notes.get(name)
        if note is None:
            return  # the fields are being made
        read, now = _shown(self._as_read, name), self._now(name)
        links = Qt.TextInteractionFlag.LinksAccessibleByMouse
        if now == read:
            text = self.tr("from the file") if read else self.tr("not in the file")
        elif not read:
            text = self.tr("filled in by you; not in the file")
        else:
            links |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            told = self.tr("the file says: {value}").format(
                value=escape(self._said(name), quote=False)
            )
            text = f'{told}&nbsp;&nbsp; <a href="use">{self.tr("Use that")}</a>'
        if name == "published" and now and now != read:
            text = " · ".join((*self._day_in_words(now), text))
        note.setTextInteractionFlags(links)
        note.setText(text)
        self._describe(name, text)

    def _now(self, name: str) -> str:
        return str(self.language.currentData()) if name == "language" else self._text(name)

    def _said(self, name: str) -> str:
        """What the file told, as a person would say it."""
        said = _shown(self._as_read, name)
        return language_name(said) if name == "language" else said

    @staticmethod
    def _day_in_words(text: str) -> tuple[str, ...]:
        try:
            day = read_day(text)
        except EditError:
            return ()
        date = QLocale.system().toDate(day or "", "yyyy-MM-dd")
        return (QLocale.system().toString(date, QLocale.FormatType.LongFormat),)

    def _use_what_was_read(self, name: str) -> None:
        if name == "language":
            code = self._as_read.language or ""
            self.language.setCurrentIndex(self.language.findData(code))
            self.language.setFocus()
        else:
            self.fields[name].setText(_shown(self._as_read, name))
            self.fields[name].setFocus()

    def _say_what_is_wrong(self) -> QLineEdit | None:
        """Show each sentence below its field; the first field that makes no sense, if any."""
        first = None
        for name, read in (("published", read_day), ("url", read_address)):
            try:
                self._kept_or_read(name, read)
            except EditError as error:
                sentence = str(error)
                shown = escape(sentence, quote=False)
                self._notes[name].setText(
                    f'<span style="color:{self._error_colour}">{shown}</span>'
                )
                self._describe(name, sentence)
                first = first or self.fields[name]
        return first

    def _describe(self, name: str, text: str) -> None:
        field = self.language if name == "language" else self.fields.get(name)
        if field is not None:
            field.setAccessibleDescription(text.partition("<a ")[0].strip())


def _shown(details: Details, field: str) -> str:
    """A detail as it stands in its field."""
    value = getattr(details, field)
    return "; ".join(value) if isinstance(value, tuple) else value or ""
