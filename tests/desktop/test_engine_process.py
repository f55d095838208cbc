import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from briefing.desktop.engine_process import EngineLost, EngineProcess
from briefing.editing.edits import is_unchecked
from briefing.reading.origins import FileOrigin
from briefing.worker.protocol import Failed, Finished, ListModels, ModelsListed, Read, Ready
from tests.desktop.conftest import STAND_IN, is_ready


@pytest.fixture
def engine(qapp):
    engine = EngineProcess((sys.executable, str(STAND_IN)))
    yield engine
    engine.stop()


def collect(engine):
    events = []
    engine.happened.connect(events.append)
    return events


def test_it_starts_the_worker_and_tells_what_it_says(engine, qtbot):
    events = collect(engine)
    engine.ask(ListModels(engine.new_job()))
    qtbot.waitUntil(lambda: any(isinstance(e, Finished) for e in events))
    assert [type(e) for e in events] == [Ready, ModelsListed, Finished]
    assert engine.is_ready


def test_a_failed_job_is_told_in_a_sentence(engine, qtbot):
    events = collect(engine)
    engine.ask(Read(engine.new_job(), FileOrigin("/nowhere/at-all.txt")))
    qtbot.waitUntil(lambda: any(isinstance(e, Failed) for e in events))
    assert "There is no file" in events[-1].sentence


def test_stopping_ends_the_child(engine, qtbot):
    events = collect(engine)
    engine.start()
    qtbot.waitUntil(lambda: engine.is_ready)
    engine.stop()
    assert engine.process_id == 0
    assert not any(isinstance(e, EngineLost) for e in events)


def test_a_worker_that_never_lives_is_given_up_with_a_sentence(qapp, qtbot):
    engine = EngineProcess((sys.executable, "-c", "raise SystemExit(1)"))
    events = collect(engine)
    engine.start()
    qtbot.waitUntil(lambda: any(isinstance(e, EngineLost) and e.gone for e in events))
    assert "you can still edit" in events[-1].sentence
    engine.stop()


def test_a_program_that_does_not_exist_is_told_in_a_sentence(qapp, qtbot):
    engine = EngineProcess(("/no/such/program",))
    events = collect(engine)
    engine.start()
    qtbot.waitUntil(lambda: any(isinstance(e, EngineLost) for e in events))
    assert events[0].sentence.endswith(".")
    engine.stop()


def test_the_text_survives_a_crash_of_the_worker_and_work_goes_on(opened, qtbot):
    bullet = opened.document.brief.section("s1").bullets[0]
    editor = opened.briefing.edit_row(bullet.id)
    QTest.keyClicks(editor, " CRASH")
    qtbot.waitUntil(lambda: opened.bars.sentence("error") != "")
    assert "your text is untouched" in opened.bars.sentence("error")
    assert opened.document.bullet(bullet.id).text == f"{bullet.text} CRASH"
    for _ in range(len(" CRASH")):
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not is_unchecked(opened.document.bullet(bullet.id)))
    assert opened.document.bullet(bullet.id).origin == "model"


def test_a_crash_while_condensing_ends_the_work_and_it_can_be_asked_for_again(
    make_app, article, qtbot
):
    window = make_app("--hold").open_window(article)
    qtbot.waitUntil(
        lambda: not window.document.is_empty and window.document.state_of("s2").name == "WORKING"
    )
    bullets = window.document.brief.section("s1").bullets
    window.host.engine._process.kill()
    qtbot.waitUntil(lambda: not window.work.is_busy)
    assert window.document.brief.section("s1").bullets == bullets
    assert window.actions_of["condense-all"].isEnabled()
    window.host.engine._command = (sys.executable, str(STAND_IN))
    window.work.condense()
    qtbot.waitUntil(lambda: is_ready(window))
