import random

import pytest

from briefing.brief import Brief
from briefing.desktop.brief_model import BriefModel
from briefing.desktop.document import Document
from briefing.desktop.rows import rows_of
from briefing.settings import Options
from tests.editing.builders import draft, empty_brief
from tests.editing.test_history import random_edit


@pytest.fixture
def document(qapp) -> Document:
    document = Document(Options())
    document.begin(empty_brief())
    return document


@pytest.mark.parametrize("seed", range(3))
def test_the_model_follows_random_edits_and_keeps_qts_rules(document, qtmodeltester, seed):
    pick = random.Random(seed)  # noqa: S311 (no secret)
    model = BriefModel(document)
    qtmodeltester.check(model)
    for turn in range(250):
        kind = pick.random()
        if kind < 0.7:
            document.do(random_edit(document.brief, pick), "Edit")
        elif kind < 0.85:
            document.undo()
        else:
            document.redo()
        assert list(model.rows) == rows_of(document), turn


def test_a_moved_bullet_is_one_move_of_a_row(document):
    for number in range(5):
        document.add("s1", number, f"Bullet {number}.")
    model = BriefModel(document)
    moves, others = [], []
    model.rowsMoved.connect(lambda *a: moves.append(a))
    model.rowsInserted.connect(lambda *a: others.append(a))
    model.rowsRemoved.connect(lambda *a: others.append(a))
    first, last = (document.brief.section("s1").bullets[n].id for n in (0, -1))
    document.move_together((first,), "s1", 5)
    document.move_together((last,), "s1", 0)
    document.move_by((first,), -1)
    assert (len(moves), len(others)) == (3, 0)


def test_typing_touches_one_row(document):
    caret = document.add("s2", 0, "Words")
    model = BriefModel(document)
    changed = []
    model.dataChanged.connect(lambda a, b, *_: changed.append((a.row(), b.row())))
    document.set_text(caret.bullet, "Words and more")
    row = model.index_of(caret.bullet).row()
    assert changed == [(row, row)]


def test_an_empty_document_has_no_rows(qapp):
    assert BriefModel(Document(Options())).rowCount() == 0


def test_a_screen_reader_hears_text_verdict_and_origin(document):
    brief: Brief = document.brief
    assert brief.sections
    document.add("s1", 0, "Mine.")
    model = BriefModel(document)
    index = model.index_of(document.brief.section("s1").bullets[0].id)
    spoken = index.data(11)  # Qt.AccessibleTextRole
    assert spoken == "Mine. Not checked yet. Written by you"
    assert draft("x", "p1").text == "x"
