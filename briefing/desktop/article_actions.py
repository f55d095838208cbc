"""What can be done with the article as it was read: names, keys, tips, and their menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from briefing.article import ParagraphKind
from briefing.desktop.action_spec import ActionSpec

KIND_MENU = "@kind"
"""Stands for the menu of kinds."""

ARTICLE_MENU = (
    f"leave-out put-back - merge-paragraphs split-paragraph {KIND_MENU} - "
    "show-left-out - about-article"
)
"""The menu of the article, and the one that a right click there opens."""

KINDS: dict[str, tuple[ParagraphKind, int | None]] = {
    "kind-text": (ParagraphKind.TEXT, None),
    "kind-heading-1": (ParagraphKind.HEADING, 1),
    "kind-heading-2": (ParagraphKind.HEADING, 2),
    "kind-heading-3": (ParagraphKind.HEADING, 3),
    "kind-list": (ParagraphKind.LIST, None),
    "kind-quote": (ParagraphKind.QUOTE, None),
    "kind-table": (ParagraphKind.TABLE, None),
    "kind-caption": (ParagraphKind.CAPTION, None),
    "kind-code": (ParagraphKind.CODE, None),
}
"""The actions that say what a paragraph is."""

KIND_IDS = (
    "kind-text - kind-heading-1 kind-heading-2 kind-heading-3 - "
    "kind-list kind-quote kind-table kind-caption kind-code"
)

IN_ARTICLE = frozenset({"leave-out", "put-back", "merge-paragraphs", "split-paragraph", *KINDS})
"""Actions whose keys count while the article has the focus, and mean something else elsewhere."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("ArticleActions", text)


def kind_menu_title() -> str:
    """The title of the menu of kinds."""
    return tr("&Kind of paragraph")


def article_specs() -> tuple[ActionSpec, ...]:
    """The actions on the article."""
    spec = ActionSpec
    return (
        spec(
            "leave-out",
            tr("&Leave out"),
            ("Del", "Backspace"),
            tr("Leave the paragraphs in hand out of the article"),
            "delete",
        ),
        spec(
            "put-back",
            tr("&Put back"),
            ("Ins",),
            tr("Take what was left out into the article again"),
            "undo",
        ),
        spec(
            "merge-paragraphs",
            tr("&Merge with the next"),
            ("Ctrl+J",),
            tr("Make one paragraph of those in hand, or of this one and the next"),
        ),
        spec(
            "split-paragraph",
            tr("&Split here"),
            ("Ctrl+Shift+J",),
            tr("Begin a new paragraph at the caret"),
        ),
        *_kind_specs(),
        spec(
            "show-left-out",
            tr("Show &what was left out"),
            ("Ctrl+Shift+L",),
            tr("Show or fold away everything that is no part of the article"),
        ),
        spec(
            "about-article",
            tr("&About the article …"),
            ("Alt+Return",),
            tr("Title, authors, date, publisher, address and language"),
        ),
        spec(
            "condense-changed",
            tr("Condense what has c&hanged"),
            ("Ctrl+Alt+R",),
            tr("Write only the sections anew that have changed or are new; your own bullets stay"),
        ),
    )


def _kind_specs() -> tuple[ActionSpec, ...]:
    tip = tr("Say that the paragraphs in hand are {what}")
    rows = (
        ("kind-text", tr("&Text"), "Ctrl+Alt+0", tr("running text")),
        ("kind-heading-1", tr("Heading &1"), "Ctrl+Alt+1", tr("headings of the first level")),
        ("kind-heading-2", tr("Heading &2"), "Ctrl+Alt+2", tr("headings of the second level")),
        ("kind-heading-3", tr("Heading &3"), "Ctrl+Alt+3", tr("headings of the third level")),
        ("kind-list", tr("&List item"), "Ctrl+Alt+4", tr("items of a list")),
        ("kind-quote", tr("&Quotation"), "Ctrl+Alt+5", tr("quotations")),
        ("kind-table", tr("Ta&ble row"), "Ctrl+Alt+6", tr("rows of a table")),
        ("kind-caption", tr("&Caption"), "Ctrl+Alt+7", tr("captions of pictures")),
        ("kind-code", tr("C&ode"), "Ctrl+Alt+8", tr("code")),
    )
    return tuple(
        ActionSpec(id_, title, (key,), tip.format(what=what)) for id_, title, key, what in rows
    )
