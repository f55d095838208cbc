"""The look of the window: its colours, palette, style sheet and icons, light and dark.

The scheme follows the system and changes with it. Colours have names (``resources/theme.toml``);
widgets that paint ask ``Theme.colour`` while painting, so that a change needs only a repaint.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from briefing.resources import resource

ICON_SIZES = (16, 20, 32, 40, 48)
"""Sides of the icons' pixmaps, in pixels of the screen."""


class Theme(QObject):
    """The colours and icons of one application."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        text = resource("theme.toml").read_text(encoding="utf-8")
        self._schemes: dict[str, dict[str, str]] = tomllib.loads(text)
        self._style_sheet = resource("theme.qss").read_text(encoding="utf-8")
        self._colours: dict[str, QColor] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self.set_scheme("light")

    @property
    def scheme(self) -> str:
        """The scheme in use: ``light`` or ``dark``."""
        return self._scheme

    @property
    def colours(self) -> Mapping[str, QColor]:
        """All colours of the scheme by their names."""
        return self._colours

    def colour(self, name: str) -> QColor:
        """The colour with this name. Raises KeyError."""
        return self._colours[name]

    def set_scheme(self, scheme: str) -> None:
        """Take ``light`` or ``dark``; nothing is shown until ``apply``."""
        self._scheme = scheme
        self._colours = {name: QColor(value) for name, value in self._schemes[scheme].items()}
        self._icons.clear()
        self._pixmaps.clear()

    def follow_system(self, application: QApplication) -> None:
        """Dress the application as the system asks, now and whenever that changes."""
        hints = QGuiApplication.styleHints()

        def take(scheme: Qt.ColorScheme) -> None:
            self.set_scheme("dark" if scheme == Qt.ColorScheme.Dark else "light")
            self.apply(application)

        take(hints.colorScheme())
        hints.colorSchemeChanged.connect(take)

    def apply(self, application: QApplication) -> None:
        """Give the application this look."""
        application.setStyle("Fusion")
        application.setPalette(self.palette())
        application.setStyleSheet(self.style_sheet())
        application.setWindowIcon(QIcon(str(resource("icons/briefing.svg"))))
        self.changed.emit()

    def style_sheet(self) -> str:
        """The style sheet with the scheme's colours put in."""
        return re.sub(r"@(\w+)", lambda m: self._colours[m.group(1)].name(), self._style_sheet)

    def palette(self) -> QPalette:
        """The scheme as Qt's palette."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "window",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "base",
            QPalette.ColorRole.AlternateBase: "window",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "dim",
            QPalette.ColorRole.Button: "window",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.BrightText: "unsupported",
            QPalette.ColorRole.Highlight: "selection",
            QPalette.ColorRole.HighlightedText: "text",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.ToolTipBase: "base",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.Accent: "accent",
        }
        for role, name in roles.items():
            palette.setColor(role, self._colours[name])
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colours["dim"])
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, self._colours["dim"]
        )
        return palette

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """The icon with this name, drawn in a colour of the scheme, paler while disabled."""
        key = (name, colour)
        if key not in self._icons:
            icon = QIcon()
            pale = QColor(self.colour("dim"))
            pale.setAlphaF(0.55)
            for side in ICON_SIZES:
                icon.addPixmap(_draw(name, self.colour(colour), side, 1.0))
                icon.addPixmap(_draw(name, pale, side, 1.0), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(self, name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
        """The icon as a picture, ``side`` device-independent pixels wide."""
        key = (name, colour, side, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _draw(name, self.colour(colour), side, ratio)
        return self._pixmaps[key]


def hide_idle_bar(area: QAbstractScrollArea) -> None:
    """Keep the room of a vertical scroll bar, but show it only where there is something to scroll.

    A bar that comes and goes would change the width, and with it the height, of the text.
    """
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))


def _draw(name: str, colour: QColor, side: int, ratio: float) -> QPixmap:
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour.name()).encode()))
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, side * ratio, side * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
