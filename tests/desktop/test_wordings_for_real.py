"""Other wordings, locks and wishes in the window, with the real worker and installed models."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from briefing.brief import Verdict, Wishes
from briefing.desktop.engine_process import worker_command
from briefing.desktop.wordings_rows import DRAFT
from briefing.editing.control import SetWishes
from briefing.editing.edits import is_unchecked
from briefing.settings import HOME_VARIABLE, models_folder

pytestmark = [pytest.mark.model, pytest.mark.slow]

ARTICLE = """# The eastern pier closes

## The decision

The harbour board, which met on Tuesday, voted to close the eastern pier until May, because 40 of
its 120 piles are rotten. Fishermen in Skarholm oppose the closure, and have asked the county for
help. A diver found the damage in June.

## What it costs

Repairs will cost 4.1 million kroner, according to the board. The state pays half of that sum, while
the county pays a quarter. The ferry to Skarholm will use the western pier. Dues for visiting boats
may rise next year.
"""


@pytest.fixture
def window(installed_models, make_app, tmp_path, monkeypatch, qtbot):
    """A window in which the article was condensed without a language model."""
    monkeypatch.delenv(HOME_VARIABLE)
    models = models_folder()
    home = tmp_path / "with-models"
    home.mkdir()
    (home / "models").symlink_to(models, target_is_directory=True)
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    article = tmp_path / "pier.md"
    article.write_text(ARTICLE, encoding="utf-8")
    window = make_app(worker=worker_command()).open_window(article)
    qtbot.waitUntil(lambda: not window.document.is_empty and not window.work.is_busy)
    assert window.bars.sentence("error") == ""
    return window


def bullet_about(window, words):
    """The bullet with these words, put in hand."""
    bullets = [b for s in window.document.brief.sections for b in s.bullets]
    bullet = next(b for b in bullets if words in b.text)
    window.briefing.select(bullet.id)
    return bullet


def test_a_person_steers_every_bullet_and_nothing_of_it_is_lost(window, qtbot):
    document, actions = window.document, window.actions_of
    bullet = bullet_about(window, "eastern pier")
    actions["other-wordings"].trigger()
    chooser = window.bullets.list
    qtbot.waitUntil(lambda: chooser.rows.count() > 0 and not chooser.busy.isVisible())
    drafts = [chooser.rows.item(n).data(DRAFT) for n in range(chooser.rows.count())]
    wordings = drafts[: drafts.index(None)] if None in drafts else drafts
    assert {d.evidence[0] for d in wordings} == {bullet.evidence[0]}
    assert all(d.verdict is not Verdict.UNSUPPORTED for d in drafts if d is not None)
    QTest.keyClick(chooser.rows, Qt.Key.Key_Return)
    chosen = document.bullet(bullet.id)
    assert chosen.text == wordings[0].text
    assert chosen.locked

    actions["longer"].trigger()
    qtbot.waitUntil(lambda: document.bullet(bullet.id) != chosen)
    assert document.bullet(bullet.id).text == bullet.text
    actions["shorter"].trigger()
    qtbot.waitUntil(lambda: document.bullet(bullet.id).text == chosen.text)
    assert document.bullet(bullet.id).machine_text == bullet.text

    asked = bullet_about(window, "have asked the county")
    count = len(document.brief.sections[0].bullets)
    actions["into-two"].trigger()
    qtbot.waitUntil(lambda: len(document.brief.sections[0].bullets) == count + 1)
    assert document.bullet(asked.id).text == "Fishermen in Skarholm oppose the closure."
    assert document.bullet(asked.id).verdict is Verdict.SUPPORTED
    window.briefing.select(asked.id)
    actions["into-one"].trigger()
    qtbot.waitUntil(lambda: len(document.brief.sections[0].bullets) == count)
    assert document.bullet(asked.id).text.startswith("Fishermen in Skarholm oppose the closure and")

    second = document.brief.sections[1]
    document.do(SetWishes(second.id, Wishes(bullets=1)), "Wish")
    kept = [b for s in document.brief.sections for b in s.bullets if b.locked]
    actions["condense-all"].trigger()
    qtbot.waitUntil(lambda: not window.work.is_busy)
    after = [b for s in document.brief.sections for b in s.bullets]
    assert all(b in after for b in kept)
    assert sum("Fishermen" in b.text for b in after) == 1
    assert sum("eastern pier" in b.text for b in after) == 1
    assert len(document.brief.section(second.id).bullets) == 1

    window.briefing.select(bullet.id)
    actions["bring-back"].trigger()
    qtbot.waitUntil(lambda: not is_unchecked(document.bullet(bullet.id)))
    assert document.bullet(bullet.id).text == bullet.text
    while actions["undo"].isEnabled():
        actions["undo"].trigger()
    assert document.bullet(bullet.id) == bullet
