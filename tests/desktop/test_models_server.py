"""A model on a server, as a person adds and uses it in the window."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing.desktop.engine_process import worker_command
from briefing.desktop.models_server import ServerDialog
from briefing.desktop.work import Idle, Trouble
from briefing.engine.server import Server, keep_server, load_servers
from briefing.resources import sample
from briefing.settings import Options
from tests.desktop.test_looks import named_wrongly
from tests.engine import model_server


@pytest.fixture
def stand_in():
    with model_server.running() as server:
        yield server


@pytest.fixture
def real(make_app, qtbot):
    """A window with the real worker."""
    return make_app(worker=worker_command()).open_window()


@pytest.fixture
def dialog(real, qtbot):
    dialog = ServerDialog(real.engine, real)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def ask(dialog, qtbot, button="test"):
    getattr(dialog, button).click()
    qtbot.waitUntil(lambda: not dialog._job)
    return dialog.outcome.text()


def press(button):
    """Press a button of the next question as soon as it is asked, and keep its words."""
    said, timer = [], QTimer(QApplication.instance())

    def look():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            timer.stop()
            timer.deleteLater()
            said.append(f"{box.text()} {box.informativeText()}")
            next(b for b in box.buttons() if b.objectName() == button).click()

    timer.timeout.connect(look)
    timer.start(20)
    return said


def test_every_control_has_a_name_and_nothing_can_be_asked_without_an_address(dialog):
    assert named_wrongly(dialog) == []
    assert not dialog.test.isEnabled()
    assert not dialog.add.isEnabled()
    dialog.address.setText("localhost:1")
    assert dialog.test.isEnabled()
    assert dialog.key.echoMode() is dialog.key.EchoMode.Password


def test_models_are_offered_to_choose_from_and_the_chosen_one_is_tried(dialog, stand_in, qtbot):
    stand_in.models = [{"id": "small"}, {"id": "large", "max_model_len": 8192}]
    dialog.address.setText(stand_in.address)
    assert "has 2 models; choose one" in ask(dialog, qtbot)
    names = [dialog.model.itemText(n) for n in range(dialog.model.count())]
    assert names == ["small", "large"]
    dialog.model.setCurrentText("large")
    assert ask(dialog, qtbot) == "large answers. It can read 8,192 tokens."
    assert dialog.name.placeholderText() == "large"
    assert load_servers() == ()
    dialog.model.setCurrentText("huge")
    assert 'no model "huge"; it has small, large' in ask(dialog, qtbot)


def test_a_server_is_added_once_it_answers(dialog, stand_in, qtbot):
    stand_in.key = "sk-1"
    dialog.address.setText(stand_in.address)
    assert "asks for a key" in ask(dialog, qtbot, "add")
    assert dialog.isVisible()
    dialog.key.setText("sk-1")
    dialog.name.setText("office")
    ask(dialog, qtbot, "add")
    assert not dialog.isVisible()
    (server,) = load_servers()
    assert dialog.kept == server
    assert (server.name, server.model, server.key) == ("server:office", "small", "sk-1")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("address", "what is this", "no address of a server"),
        ("address", "http://127.0.0.1:1", "Nothing listens"),
        ("name", "Big Box", "can be no name"),
        ("key", "two words", "one line of plain letters"),
    ],
)
def test_what_is_wrong_is_one_sentence_in_the_dialog(dialog, qtbot, field, typed, told):
    dialog.address.setText("http://127.0.0.1:1")
    getattr(dialog, field).setText(typed)
    sentence = ask(dialog, qtbot)
    assert told in sentence
    assert dialog.outcome.accessibleName() == sentence
    assert dialog.test.isEnabled()


def test_before_articles_may_leave_the_network_the_person_is_asked(dialog, qtbot):
    dialog.address.setText("https://93.184.216.34")
    said = press("cancel")
    assert "would leave this machine and your network" in ask(dialog, qtbot)
    qtbot.waitUntil(lambda: bool(said))
    assert "Whoever runs 93.184.216.34 can read what you send" in said[0]
    assert load_servers() == ()


def test_closing_the_dialog_stops_the_question(dialog, stand_in, qtbot):
    stand_in.silent = True
    dialog.address.setText(stand_in.address)
    dialog.test.click()
    qtbot.waitUntil(stand_in.reached.is_set)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(stand_in.left.is_set)


# --- the list of models -------------------------------------------------------------------------


def manager(window):
    window.actions_of["models"].trigger()
    return window.commands._models


def test_a_server_is_listed_chosen_and_removed(window, qtbot):
    keep_server(Server(name="server:office", address="http://192.168.1.5:8000/v1", model="large"))
    models = manager(window)
    models.list.take_in_hand("server:office")
    item = models.list.currentItem()
    assert item.parent().text(0) == "On servers"
    assert item.text(0) == "office"
    assert "large on http://192.168.1.5:8000/v1. Sentences of an article are sent there" in (
        models.details.text()
    )
    models.use.click()
    assert window.document.options.model == "server:office"
    assert models.list.currentItem().text(1) == "In use"
    said = press("remove")
    models.remove.click()
    assert "the server itself is left as it is" in said[0]
    assert load_servers() == ()
    assert models.said.text() == "office is removed."


def test_the_button_opens_the_dialog(window, qtbot):
    models, seen = manager(window), []
    timer = QTimer(models)

    def look():
        box = QApplication.activeModalWidget()
        if isinstance(box, ServerDialog):
            timer.stop()
            seen.append(box)
            box.reject()

    timer.timeout.connect(look)
    timer.start(20)
    models.server.click()
    assert len(seen) == 1
    assert models.said.text() == ""


def test_an_empty_window_promises_nothing_that_a_chosen_server_would_break(window):
    assert window.empty.private.text().startswith("Nothing leaves this computer")
    keep_server(Server(name="server:far", address="http://192.168.1.5:8000/v1", model="m"))
    window.document.set_options(Options(model="server:far"))
    assert window.empty.private.text() == (
        "Sentences of an article are sent to http://192.168.1.5:8000/v1, as you have chosen."
    )
    window.document.set_options(Options(model="extract"))
    assert window.empty.private.text().startswith("Nothing leaves this computer")


def test_a_model_on_another_machine_is_not_remembered_for_the_next_window(window):
    keep_server(Server(name="server:far", address="http://192.168.1.5:8000/v1", model="m"))
    keep_server(Server(name="server:near", address="http://127.0.0.1:8000/v1", model="m"))
    for name, remembered in (
        ("server:far", "default"),
        ("server:near", "server:near"),
        ("server:gone", "default"),
        ("extract", "extract"),
    ):
        window.memory.keep_options(Options(words=30, model=name))
        assert window.memory.options(Options()) == Options(words=30, model=remembered)


# --- a briefing ---------------------------------------------------------------------------------


def ended(event):
    """What was said of condensing that ended."""
    match event:
        case Idle(text=text, installs=False):
            return [text]
        case Trouble(sentence=sentence):
            return [sentence]
    return []


def test_a_briefing_made_on_a_server_shows_its_address(real, stand_in, qtbot):
    keep_server(Server(name="server:office", address=stand_in.address, model="small"))
    real.document.set_options(Options(model="server:office"))
    texts, told = [], []
    real.work.happened.connect(lambda event: texts.append(getattr(event, "text", "")))
    real.work.happened.connect(lambda event: told.extend(ended(event)))
    real.ways_in.open_paths([sample("border-town.txt")])
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["The briefing is ready."]
    assert stand_in.bodies
    assert real.document.brief.engine.servers == (stand_in.address,)
    assert real.status.servers.text() == f"Sent to {stand_in.address}"
    assert real.status.servers.isVisible()
    assert any(f"(sent to {stand_in.address})" in text for text in texts)

    real.document.set_options(Options(model="extract"))
    real.work.condense(again=True)
    qtbot.waitUntil(lambda: not real.work.is_busy)
    engine = real.document.brief.engine
    assert (engine.model, engine.servers) == ("extract", (stand_in.address,))


def test_a_briefing_that_was_stopped_names_the_server_too(real, stand_in, qtbot):
    keep_server(Server(name="server:office", address=stand_in.address, model="small"))
    real.document.set_options(Options(model="server:office"))
    asked = []

    def answer(message):
        asked.append(message)
        stand_in.holds = len(asked) > 5
        return "No."

    stand_in.answer = answer
    real.ways_in.open_paths([sample("border-town.txt")])
    qtbot.waitUntil(stand_in.reached.is_set)
    real.work.cancel()
    qtbot.waitUntil(lambda: not real.work.is_busy)
    brief = real.document.brief
    assert any(bullets for _, bullets in brief.places())
    assert brief.engine.servers == (stand_in.address,)


def test_without_a_server_nothing_is_said_of_one(opened):
    assert not opened.status.servers.isVisible()
