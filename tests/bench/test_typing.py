"""How long a keystroke in a long briefing keeps the window: what a person feels while typing."""

from __future__ import annotations

import statistics
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.brief import Brief, Bullet, BulletOrigin, Section, SectionOrigin, Verdict
from tests.desktop.conftest import AppMaker, home, make_app, qtbot

__all__ = ["home", "make_app", "qtbot"]

SECTIONS, BULLETS, KEYS = 100, 20, 60
MOST_MS = 16
"""A sixtieth of a second: what a screen shows at once."""


def long_brief() -> Brief:
    texts = [
        f"Statement {n} of the council says that the bridge costs {n} million crowns in all."
        for n in range(SECTIONS * BULLETS)
    ]
    paragraphs = tuple(
        Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(texts, 1)
    )
    article = Article(source="long.txt", sha256="0" * 64, title="Long", paragraphs=paragraphs)
    sections = []
    for number in range(SECTIONS):
        held = paragraphs[number * BULLETS : (number + 1) * BULLETS]
        bullets = tuple(
            Bullet(
                f"b{1000 + number * BULLETS + n}",
                p.text,
                (Span(p.id, 0, 20),),
                Verdict.SUPPORTED,
                0.9,
                origin=BulletOrigin.MODEL,
            )
            for n, p in enumerate(held)
        )
        ids = tuple(p.id for p in held)
        title = f"Part {number + 1}"
        sections.append(
            Section(
                f"s{number + 1}", title, SectionOrigin.TOPIC, ids, bullets=bullets, condensed=True
            )
        )
    return Brief(article=article, sections=tuple(sections), next_id=9000)


def test_a_keystroke_in_2000_bullets_is_on_the_screen_within_a_frame(
    make_app: AppMaker, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app()
    window = app.open_window()
    window.document.begin(long_brief())
    window.resize(1280, 800)
    qtbot.waitExposed(window)
    editor = window.briefing.edit_row("b2000")
    assert editor is not None
    QTest.qWait(300)
    wall, busy = [], []
    for number in range(KEYS):
        began, began_busy = time.perf_counter(), time.thread_time()
        QTest.keyClick(editor, Qt.Key.Key_A + number % 20)
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        wall.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (time.thread_time() - began_busy))
    with capsys.disabled():
        print(
            f"\na keystroke in {SECTIONS * BULLETS} bullets, median: "
            f"{statistics.median(wall):.1f} ms, of them the window's own "
            f"{statistics.median(busy):.1f} ms; longest {max(wall):.1f} ms"
        )
    assert statistics.median(busy) < MOST_MS
