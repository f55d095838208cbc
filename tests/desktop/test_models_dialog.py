"""The manager of models as a person uses it."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing.desktop.engine_process import worker_command
from briefing.desktop.models_network import NetworkDialog
from briefing.engine.library import ModelLibrary
from briefing.engine.network import load_network
from tests.desktop.test_looks import named_wrongly


def shown(window):
    window.actions_of["models"].trigger()
    return window.commands._models


@pytest.fixture
def dialog(window):
    return shown(window)


def is_idle(dialog):
    return lambda: not dialog.work.is_busy


def cells(dialog, name):
    dialog.list.take_in_hand(name)
    item = dialog.list.currentItem()
    return [item.text(column) for column in range(dialog.list.columnCount())]


def answer(button):
    """Press a button of the next question."""

    def press():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.objectName() == button).click()

    QTimer.singleShot(0, press)


def test_what_can_be_installed_is_listed_with_size_memory_and_licence(dialog):
    assert cells(dialog, "bart-large-cnn") == [
        "BART large CNN",
        "",
        "Summaries",
        "1.7 GB",
        "2.0 GB",
        "MIT",
    ]
    assert cells(dialog, "smollm2-135m-instruct")[1] == "Recommended"
    assert "uses the network, for 93 MB" in dialog.details.text()
    assert "None yet" in dialog.list.topLevelItem(0).child(0).text(0)
    assert not dialog.use.isEnabled()
    assert dialog.install.isEnabled()
    assert not dialog.remove.isEnabled()


def test_the_device_and_the_disk_are_shown_and_too_large_models_are_told(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog._device is not None)
    assert "processor; 6.0 GB of 8.0 GB memory are free" in dialog.machine.text()
    assert "on the disk" in dialog.machine.text()
    dialog.list.take_in_hand("qwen2.5-7b-instruct")
    assert "less memory than it usually takes (36.6 GB)" in dialog.details.text()
    dialog.list.take_in_hand("smollm2-360m-instruct")
    assert "less memory" not in dialog.details.text()


def test_opening_the_manager_installs_nothing(dialog, window, qtbot):
    qtbot.waitUntil(lambda: dialog._device is not None)
    qtbot.waitUntil(lambda: bool(window.news.language_models))  # asked for apart from the device
    assert not dialog.work.is_busy
    assert window.news.language_models == ("stand-in",)


def test_installing_shows_progress_and_ends_with_a_sentence(dialog, qtbot):
    dialog.list.take_in_hand("smollm2-360m-instruct")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.work.is_busy
    assert dialog.stop.isVisible()
    assert not dialog.install.isEnabled()
    qtbot.waitUntil(is_idle(dialog))
    assert dialog.said.text() == "SmolLM2 360M Instruct is installed."
    assert not dialog.bar.isVisible()


def test_a_failure_is_one_sentence_in_the_dialog(dialog, qtbot):
    dialog.other.setText("somebody/missing")
    QTest.keyClick(dialog.other, Qt.Key.Key_Return)
    qtbot.waitUntil(is_idle(dialog))
    assert dialog.problem.isVisible()
    assert dialog.problem.text().startswith("The hub has no model somebody/missing")


def test_only_what_can_be_a_name_on_the_hub_can_be_fetched(dialog):
    dialog.other.setText("something")
    assert not dialog.fetch.isEnabled()
    QTest.keyClick(dialog.other, Qt.Key.Key_Return)
    assert not dialog.work.is_busy


def test_an_installation_can_be_cancelled_and_goes_on_while_the_dialog_is_closed(
    dialog, window, qtbot
):
    dialog.other.setText("somebody/slow")
    dialog.fetch.click()
    qtbot.waitUntil(lambda: "1 of 3 MB" in dialog.said.text())
    dialog.close()
    assert dialog.work.is_busy
    assert shown(window) is dialog
    assert "1 of 3 MB" in dialog.said.text()
    dialog.stop.click()
    qtbot.waitUntil(is_idle(dialog))
    assert "what has come is kept" in dialog.said.text()


def test_every_control_has_a_name_and_escape_closes(dialog):
    assert named_wrongly(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_dialog_fits_a_screen_at_twice_the_size(dialog):
    dialog.resize(640, 400)
    QApplication.processEvents()
    assert dialog.minimumSizeHint().width() <= 640
    assert dialog.minimumSizeHint().height() <= 400


def test_mirror_and_proxy_are_kept_and_nonsense_is_told(window, qtbot):
    network = NetworkDialog(window)
    qtbot.addWidget(network)
    network.show()
    network.proxy.setText("proxy")
    network.accept()
    assert network.isVisible()
    assert "no address for the proxy" in network.problem.text()
    network.proxy.setText("http://proxy.example:8080")
    network.accept()
    assert not network.isVisible()
    assert load_network().proxy == "http://proxy.example:8080"


def test_a_model_from_a_stick_is_imported_used_and_removed_by_the_real_worker(
    make_app, qtbot, tmp_path, home
):
    from tests.engine import tiny  # noqa: PLC0415 (brings torch)

    stick = tiny.write_language_model(tmp_path / "stick" / "Tiny")
    window = make_app(worker=worker_command()).open_window()
    dialog = shown(window)
    dialog.bring_path(stick)
    qtbot.waitUntil(is_idle(dialog))
    assert dialog.problem.text() == ""
    assert cells(dialog, "tiny")[0] == "Tiny"
    assert ModelLibrary().folder.is_relative_to(home)
    dialog.use.click()
    assert window.document.options.model == "tiny"
    assert cells(dialog, "tiny")[1] == "In use"
    qtbot.waitUntil(lambda: window.news.language_models == ("tiny",))

    answer("cancel")
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert not dialog.work.is_busy
    answer("remove")
    dialog.remove.click()
    qtbot.waitUntil(is_idle(dialog))
    assert ModelLibrary().names() == ()

    dialog.bring_path(tmp_path)
    qtbot.waitUntil(is_idle(dialog))
    assert ModelLibrary().names() == ("tiny",)
    pickle = tmp_path / "pickled"
    pickle.mkdir()
    (pickle / "pytorch_model.bin").write_bytes(b"x")
    dialog.bring_path(pickle)
    qtbot.waitUntil(is_idle(dialog))
    assert "only safetensors and GGUF are accepted" in dialog.problem.text()


def test_an_article_can_be_condensed_while_a_model_is_installed(opened, qtbot):
    opened.work.install_models()
    assert opened.work.is_installing
    assert opened.actions_of["condense-all"].isEnabled()
    assert not opened.actions_of["install-model"].isEnabled()
    opened.work.condense(again=True)
    assert opened.work.is_condensing
    qtbot.waitUntil(lambda: not opened.work.is_busy)
    assert opened.news.language_models == ("stand-in", "stand-in")
    assert not opened.status.is_working
