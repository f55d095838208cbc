"""What tests of sections do to a window, and look at in it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def cut(window):
    return {s.id: s.paragraphs for s in window.document.brief.sections}


def order(window):
    return [s.id for s in window.document.brief.sections]


def choose(window, name):
    """As the menu does it: what is not offered cannot be chosen."""
    window.enable_actions()
    action = window.actions_of[name]
    assert action.isEnabled(), name
    action.trigger()


def into_article(window, paragraph):
    window.article.setFocus()
    window.article.go_to(paragraph)
    assert window.article.hasFocus()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def bullets(window):
    return {s.id: [b.text for b in s.bullets] for s in window.document.brief.sections}
