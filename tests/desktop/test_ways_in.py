"""Opening: drops, the clipboard, addresses, recent files, passwords, limits and failures."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QTranslator, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel

from briefing.desktop import offered
from briefing.desktop.address_dialog import AddressDialog
from briefing.desktop.export_dialog import ExportDialog
from briefing.desktop.questions import open_filters
from briefing.reading.formats import readable_endings
from briefing.reading.origins import FileOrigin
from briefing.resources import sample
from briefing.storing import load_project
from tests.desktop.conftest import TEXT, is_ready

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
Control = Qt.KeyboardModifier.ControlModifier
PAGE = "https://news.example.org/bridge"


@pytest.fixture
def write(tmp_path):
    def write(name, text=TEXT):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def mime(*, urls=(), text="", html=""):
    data = QMimeData()
    if urls:
        data.setUrls([QUrl(u) if "://" in str(u) else QUrl.fromLocalFile(str(u)) for u in urls])
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


def drag_over(widget, data, actions=Qt.DropAction.CopyAction):
    enter = QDragEnterEvent(QPoint(20, 20), actions, data, Left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, enter)
    return enter


def drop(widget, data, actions=Qt.DropAction.CopyAction):
    drag_over(widget, data, actions)
    event = QDropEvent(QPointF(20, 20), actions, data, Left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    return event


def copy(data):
    QGuiApplication.clipboard().setMimeData(data)


def child(widget, name):
    found = widget.findChild(object, name)
    assert found is not None, name
    return found


def failures(window):
    bar = window.bars.bar("failures")
    return {f.wanted.name: f.sentence for f in bar.failures} if bar is not None else {}


def rests(window):
    return not window.opening.is_busy


def address_dialog(window):
    return next(d for d in window.findChildren(AddressDialog) if d.isVisible())


# --- dropping ----------------------------------------------------------------------------------


def test_a_file_dropped_on_an_empty_window_is_opened_there(window, article, qtbot):
    drop(window, mime(urls=[article]))
    qtbot.waitUntil(lambda: is_ready(window))
    assert window.document.brief.shown_title == "A bridge at last"
    assert len(window.host.windows) == 1


def test_several_files_each_get_a_window_the_first_the_empty_one(window, write, qtbot):
    paths = [write(f"{n}.txt", f"Title {n}\nOne line. Two.\nThree here.\nFour.\n") for n in "abc"]
    drop(window, mime(urls=paths))
    qtbot.waitUntil(lambda: len(window.host.windows) == 3 and rests(window))
    titles = [w.document.brief.shown_title for w in window.host.windows]
    assert titles == ["Title a", "Title b", "Title c"]
    qtbot.waitUntil(lambda: all(is_ready(w) for w in window.host.windows))


def test_a_drop_on_the_article_or_the_briefing_opens_beside_it(opened, write, qtbot):
    other = write("other.txt", "Another\nOne line. Two.\nThree here.\nFour.\n")
    for pane in (opened.article.viewport(), opened.briefing.viewport()):
        before = len(opened.host.windows)
        drop(pane, mime(urls=[other]))
        qtbot.waitUntil(lambda n=before: len(opened.host.windows) == n + 1 and rests(opened))
    assert opened.document.brief.shown_title == "A bridge at last"


def test_while_something_is_held_over_a_window_it_shows_where_it_goes(opened, window, article):
    drag_over(opened, mime(urls=[article]))
    assert opened.veil.isVisible()
    assert "window of its own" in opened.veil.text
    drop(opened, mime(text="   "))
    assert not opened.veil.isVisible()


def test_an_empty_window_shows_the_drop_target_itself(window, article):
    assert drag_over(window, mime(urls=[article])).isAccepted()
    assert window.empty.zone.property("active")
    assert not window.veil.isVisible()
    window.dropping.left.emit()
    assert not window.empty.zone.property("active")


def test_dropped_text_becomes_an_article_without_a_file(window, qtbot):
    drop(window, mime(text=TEXT))
    qtbot.waitUntil(lambda: is_ready(window))
    assert window.windowTitle() == "Pasted article – Briefing[*]"
    assert window.memory.recent == ()


def test_a_file_is_never_moved_by_a_drop(window, article):
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    assert drop(window, mime(urls=[article]), both).dropAction() == Qt.DropAction.CopyAction
    event = drop(window, mime(urls=[article]), Qt.DropAction.MoveAction)
    assert not event.isAccepted()


def test_many_files_are_opened_only_after_a_question(window, write, qtbot):
    paths = [write(f"{n}.txt", f"Title {n}\nOne line. Two.\n") for n in range(9)]
    seen = []

    def refuse():
        box = QApplication.activeModalWidget()
        seen.append(box.text())
        child(box, "cancel").click()

    QTimer.singleShot(100, refuse)
    drop(window, mime(urls=paths))
    qtbot.waitUntil(lambda: seen == ["Open 9 files?"])
    assert rests(window)
    assert window.document.is_empty


# --- pasting -----------------------------------------------------------------------------------


def test_pasted_text_is_opened_with_its_formatting(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(window.opening, "open", asked.extend)
    copy(mime(text="A word.", html="<p>A <b>word</b>.</p>"))
    QTest.keyClick(window, Key.Key_V, Control)
    assert [w.origin.text for w in asked] == ["A word."]
    assert "<b>word</b>" in asked[0].origin.html


def test_files_copied_in_the_file_manager_are_opened_by_pasting(window, article, qtbot):
    copy(mime(urls=[article], text=str(article)))
    QTest.keyClick(window, Key.Key_V, Control)
    qtbot.waitUntil(lambda: is_ready(window))
    assert window.document.name == "bridge.txt"


def test_pasting_on_an_article_opens_a_window(opened, qtbot):
    copy(mime(text="Pasted\nOne line. Two.\nThree here.\nFour.\n"))
    opened.activateWindow()
    opened.article.setFocus()
    QTest.keyClick(opened.article, Key.Key_V, Control)
    qtbot.waitUntil(lambda: len(opened.host.windows) == 2 and rests(opened))
    assert opened.host.windows[1].document.name == "Pasted article"


def test_pasting_on_the_briefing_makes_bullets(opened, qtbot):
    before = len(opened.document.brief.section("s1").bullets)
    opened.briefing.select(opened.document.brief.section("s1").bullets[0].id)
    copy(mime(text="It shone.\nIt rained.\n"))
    opened.activateWindow()
    opened.briefing.setFocus()
    QTest.keyClick(opened.briefing, Key.Key_V, Control)
    texts = [b.text for b in opened.document.brief.section("s1").bullets]
    assert len(texts) == before + 2
    assert {"It shone.", "It rained."} <= set(texts)
    assert len(opened.host.windows) == 1


def test_pasting_into_a_bullet_stays_there(opened, qtbot):
    bullet = opened.document.brief.section("s1").bullets[0]
    editor = opened.briefing.edit_row(bullet.id)
    copy(mime(text="It shone."))
    QTest.keyClick(editor, Key.Key_V, Control)
    assert opened.document.bullet(bullet.id).text == f"{bullet.text}It shone."
    assert rests(opened)


def test_a_clipboard_without_an_article_is_told_calmly(window):
    QGuiApplication.clipboard().clear()
    window.actions_of["paste-article"].trigger()
    assert "copy its text" in window.status.message.text()
    QGuiApplication.clipboard().setImage(QImage(2, 2, QImage.Format.Format_RGB32))
    window.actions_of["paste-article"].trigger()
    assert "picture" in window.status.message.text()


def test_more_text_than_any_article_has_is_refused(window, monkeypatch):
    monkeypatch.setattr(offered, "MOST_CHARACTERS", 1000)
    copy(mime(text="One line. " * 101))
    window.actions_of["paste-article"].trigger()
    assert "save it as a file" in window.status.message.text()
    assert rests(window)


def test_a_pasted_article_is_saved_and_kept_aside_like_any_other(window, tmp_path, home, qtbot):
    copy(mime(text=TEXT))
    window.actions_of["paste-article"].trigger()
    qtbot.waitUntil(lambda: is_ready(window))
    bullet = window.document.brief.section("s1").bullets[0]
    QTest.keyClicks(window.briefing.edit_row(bullet.id), " Mine.")
    window.filing.keep_now()
    qtbot.waitUntil(lambda: list((home / "recovery").glob("*.briefing")) != [])
    path = tmp_path / "kept.briefing"
    with qtbot.waitSignal(window.filing.happened):
        window.filing.save(path)
    assert load_project(path) == window.document.brief
    assert window.document.name == "kept.briefing"


def test_the_name_of_a_file_to_be_made_comes_from_the_title_where_there_is_no_file(
    window, qtbot, monkeypatch
):
    copy(mime(text=TEXT.replace("A bridge at last", 'A bridge: "at last" / done?')))
    window.actions_of["paste-article"].trigger()
    qtbot.waitUntil(lambda: is_ready(window))
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *args: asked.append(args[2]) or ("", "")
    )
    monkeypatch.setattr(ExportDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    window.actions_of["export"].trigger()
    assert asked[0].endswith("A bridge at last done.docx")


# --- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_an_address_alone_is_shown_before_the_network_is_used(window, way, qtbot):
    data = mime(text=PAGE) if way == "paste" else mime(urls=[PAGE], text=PAGE)
    if way == "drop":
        drop(window, data)
    else:
        copy(data)
        window.actions_of["paste-article"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(AddressDialog)))
    dialog = address_dialog(window)
    assert rests(window)
    assert dialog.field.text() == PAGE
    assert "The network is used for this page only" in child(dialog, "addressNote").text()
    QTest.keyClick(dialog.field, Key.Key_Return)
    qtbot.waitUntil(lambda: is_ready(window))
    assert window.document.brief.article.source == PAGE
    assert window.windowTitle() == "news.example.org/bridge – Briefing[*]"
    assert window.memory.recent == (PAGE,)


def test_refusing_an_address_uses_no_network(window, qtbot):
    QTest.keyClick(window, Key.Key_L, Control)
    dialog = address_dialog(window)
    dialog.field.setText(PAGE)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert rests(window)
    assert window.document.is_empty


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type or paste"),
        ("two words", "no spaces"),
        ("ftp://example.org/a", "http:// or https://"),
        ("mailto:ann@example.org", "http:// or https://"),
        ("file:///etc/hosts", "http:// or https://"),
        ("https://ann:secret@example.org", "name and password"),
        ("https://", "name of the site"),
        ("nonsense", "name of the site"),
        ("https://[::1", "not the address"),
    ],
)
def test_what_is_no_address_is_told_beside_the_field(window, typed, sentence):
    window.actions_of["open-address"].trigger()
    dialog = address_dialog(window)
    dialog.field.setText(typed)
    dialog.read.click()
    assert sentence in dialog.problem.text()
    assert dialog.isVisible()
    QTest.keyClick(dialog.field, Key.Key_X)
    assert not dialog.problem.isVisible()
    dialog.reject()
    assert rests(window)


def test_an_address_may_be_typed_without_its_scheme(window, qtbot):
    window.actions_of["open-address"].trigger()
    dialog = address_dialog(window)
    QTest.keyClicks(dialog.field, " www.example.org/a ")
    dialog.read.click()
    qtbot.waitUntil(lambda: is_ready(window))
    assert window.document.brief.article.source == "https://www.example.org/a"


def test_the_status_line_says_when_the_network_is_used(window):
    states = []
    window.opening.happened.connect(lambda _: states.append(window.status.work.toolTip()))
    window.ways_in.open_entry(PAGE)
    assert states == ["Using the network: news.example.org/bridge"]
    assert window.pages.currentWidget() is window.reading
    assert "Using the network" in window.reading.state.text()


# --- passwords and limits ----------------------------------------------------------------------


def test_a_protected_file_asks_for_its_password_until_it_is_right(window, write, qtbot):
    path = write("secret.txt", "PROTECTED swordfish\n" + TEXT)
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: window.findChild(object, "password") is not None)
    field = child(window, "password")
    assert field.hasFocus()
    assert field.echoMode() == field.EchoMode.Password
    assert "secret.txt" in field.accessibleName()
    QTest.keyClicks(field, "herring")
    QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in window.bars.sentence(f"password-{origin(path)}"))
    again = window.bars.bar(f"password-{origin(path)}").field
    assert again.text() == ""
    QTest.keyClicks(again, "swordfish")
    QTest.keyClick(again, Key.Key_Return)
    qtbot.waitUntil(lambda: not window.document.is_empty)
    assert window.bars.sentence(f"password-{origin(path)}") == ""
    qtbot.waitUntil(lambda: is_ready(window))


def origin(path):
    return FileOrigin(str(path))


def test_the_password_is_kept_nowhere(window, write, home, tmp_path, qtbot):
    path = write("secret.txt", "PROTECTED swordfish\n" + TEXT.replace("opened", "swam over"))
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: window.findChild(object, "password") is not None)
    QTest.keyClicks(child(window, "password"), "swordfish")
    QTest.keyClick(child(window, "password"), Key.Key_Return)
    qtbot.waitUntil(lambda: is_ready(window))
    saved = tmp_path / "saved.briefing"
    with qtbot.waitSignal(window.filing.happened):
        window.filing.save(saved)
    window.memory.keep(window, window.splitter)
    window.memory._store.sync()
    assert "swordfish" not in repr(vars(window.opening))
    for file in [*home.rglob("*"), saved]:
        assert file.is_dir() or b"swordfish" not in file.read_bytes()
    assert "swordfish" not in repr(load_project(saved).article.source)


def test_a_password_need_not_be_given(window, write, qtbot):
    path = write("secret.txt", "PROTECTED swordfish\n")
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: window.findChild(object, "password") is not None)
    QTest.keyClick(child(window, "password"), Key.Key_Escape)
    assert window.bars.sentence(f"password-{origin(path)}") == ""
    assert rests(window)
    assert window.pages.currentWidget() is window.empty


def test_who_types_a_password_is_not_interrupted_by_what_opens_meanwhile(window, write, qtbot):
    window.activateWindow()
    secret = write("secret.txt", "PROTECTED swordfish\n")
    window.ways_in.open_paths([secret])
    qtbot.waitUntil(lambda: window.findChild(object, "password") is not None)
    field = child(window, "password")
    qtbot.waitUntil(field.hasFocus)
    window.ways_in.open_paths([write("a.txt"), write("b.txt")])
    qtbot.waitUntil(lambda: len(window.host.windows) == 2 and rests(window))
    QTest.keyClicks(QApplication.focusWidget(), "sword")
    assert field.text() == "sword"
    assert all(is_unedited(w) for w in window.host.windows)
    assert "b.txt is open in a window of its own." in window.status.message.text()


def is_unedited(window):
    return window.briefing.editor is None and not window.isWindowModified()


def test_an_article_that_needs_more_can_be_allowed_it(window, write, qtbot):
    window.ways_in.open_paths([write("heavy.txt", "HEAVY\n" + TEXT)])
    qtbot.waitUntil(lambda: "heavy.txt" in failures(window))
    button = child(window, "failure-more")
    assert button.text() == "Allow 5 minutes and 4 GB"
    qtbot.mouseClick(button, Left)
    qtbot.waitUntil(lambda: is_ready(window))
    assert failures(window) == {}


# --- progress ----------------------------------------------------------------------------------


def test_the_name_and_the_progress_are_told_and_it_can_be_cancelled(window, write, qtbot):
    window.ways_in.open_paths([write("long.txt", "SLOW\n"), write("next.txt")])
    qtbot.waitUntil(lambda: "12 of 300" in window.reading.state.text())
    assert window.reading.name.text() == "long.txt"
    assert window.reading.bar.maximum() == 300
    assert "1 more" in window.reading.rest.text()
    assert "long.txt" in window.status.work.toolTip()
    assert window.actions_of["cancel"].isEnabled()
    QTest.keyClick(window.reading, Key.Key_Escape)
    assert rests(window)
    assert window.pages.currentWidget() is window.empty
    assert "cancelled" in window.status.message.text()


def test_reading_beside_an_article_leaves_it_editable(opened, write, qtbot):
    opened.ways_in.open_paths([write("long.txt", "SLOW\n")])
    qtbot.waitUntil(lambda: "12 of 300" in opened.status.work.toolTip())
    bullet = opened.document.brief.section("s1").bullets[0]
    QTest.keyClicks(opened.briefing.edit_row(bullet.id), " More.")
    assert opened.document.bullet(bullet.id).text.endswith(" More.")
    qtbot.mouseClick(opened.status.cancel, Left)
    assert rests(opened)


def test_closing_the_window_ends_the_reading(make_app, write, qtbot):
    app = make_app()
    other = app.open_window()
    window = app.open_window()
    window.ways_in.open_paths([write("long.txt", "SLOW\n")])
    qtbot.waitUntil(lambda: "12 of 300" in window.reading.state.text())
    window.close()
    other.ways_in.open_paths([write("next.txt")])  # the engine is free again
    qtbot.waitUntil(lambda: is_ready(other))
    assert len(app.windows) == 1


# --- failures ----------------------------------------------------------------------------------


def test_each_failure_stands_beside_its_name_and_the_rest_is_opened(window, write, tmp_path, qtbot):
    names = [write("one.txt"), write("two.txt", "BROKEN\n"), tmp_path / "gone.txt", write("d.txt")]
    drop(window, mime(urls=names))
    qtbot.waitUntil(lambda: len(failures(window)) == 2 and rests(window))
    assert len(window.host.windows) == 2
    assert failures(window)["two.txt"] == "It is damaged; open a copy."
    assert "There is no file" in failures(window)["gone.txt"]
    shown = [label.text() for label in window.bars.findChildren(QLabel, "failureName")]
    assert shown == ["two.txt", "gone.txt"]
    assert "two.txt: It is damaged" in window.bars.bar("failures").accessibleName()


def test_a_failed_file_can_be_tried_again(window, write, qtbot):
    path = write("two.txt", "BROKEN\n")
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: "two.txt" in failures(window))
    assert window.pages.currentWidget() is window.empty
    path.write_text(TEXT, encoding="utf-8")
    qtbot.mouseClick(child(window, "failure-again"), Left)
    qtbot.waitUntil(lambda: is_ready(window))
    assert failures(window) == {}
    assert not window.bars.bar("failures").isVisible()


def test_another_file_can_be_chosen_in_its_place(window, write, article, qtbot, monkeypatch):
    window.ways_in.open_paths([write("two.txt", "BROKEN\n")])
    qtbot.waitUntil(lambda: "two.txt" in failures(window))
    folders = []
    monkeypatch.setattr(
        QFileDialog,
        "getOpenFileNames",
        lambda *args, **_: folders.append(args[2]) or ([str(article)], ""),
    )
    qtbot.mouseClick(child(window, "failure-other"), Left)
    qtbot.waitUntil(lambda: is_ready(window))
    assert folders == [str(article.parent)]


def test_who_chooses_no_other_file_still_sees_the_failure(window, write, qtbot, monkeypatch):
    window.ways_in.open_paths([write("two.txt", "BROKEN\n")])
    qtbot.waitUntil(lambda: "two.txt" in failures(window))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    qtbot.mouseClick(child(window, "failure-other"), Left)
    assert "two.txt" in failures(window)


def test_a_saved_briefing_is_open_in_one_window_only(opened, tmp_path, qtbot):
    path = tmp_path / "kept.briefing"
    with qtbot.waitSignal(opened.filing.happened):
        opened.filing.save(path)
    other = opened.host.open_window()
    other.ways_in.open_paths([path])
    assert rests(other)
    assert QApplication.activeWindow() is opened


def test_failures_can_be_taken_off_one_by_one_or_together(window, write, qtbot):
    window.ways_in.open_paths([write(f"{n}.txt", "BROKEN\n") for n in range(4)])
    qtbot.waitUntil(lambda: len(failures(window)) == 4)
    bar = window.bars.bar("failures")
    qtbot.mouseClick(child(bar, "closeFailure"), Left)
    assert list(failures(window)) == ["1.txt", "2.txt", "3.txt"]
    qtbot.mouseClick(child(bar, "closeBar"), Left)
    assert window.bars.bar("failures") is None


def test_a_crash_of_the_engine_while_it_reads_is_a_failure_of_that_file(window, write, qtbot):
    window.ways_in.open_paths([write("bomb.txt", "FATAL\n"), write("good.txt")])
    qtbot.waitUntil(lambda: is_ready(window))
    assert "engine stopped" in failures(window)["bomb.txt"]
    assert window.document.name == "good.txt"


# --- what was opened last ----------------------------------------------------------------------


def recent_texts(window):
    window.recent.fill()
    return [a.text() for a in window.actions_of.recent.actions() if a.isVisible()]


def test_recent_files_and_addresses_can_be_opened_again_and_forgotten(opened, article, qtbot):
    opened.memory.add_recent(PAGE)
    texts = recent_texts(opened)
    assert texts[:2] == ["news.example.org/bridge", "bridge.txt"]
    opened.actions_of.recent.actions()[1].trigger()
    qtbot.waitUntil(lambda: len(opened.host.windows) == 2 and rests(opened))
    clear = next(a for a in opened.actions_of.recent.actions() if a.text() == "&Clear list")
    clear.trigger()
    assert opened.memory.recent == ()
    assert "None yet" in recent_texts(opened)


def test_recent_files_that_are_gone_are_marked_and_can_be_taken_off(opened, write, qtbot):
    gone = write("gone.txt")
    opened.memory.add_recent(gone)
    gone.unlink()
    assert "gone.txt" in recent_texts(opened)[0]
    menu = opened.actions_of.recent
    qtbot.waitUntil(lambda: menu.actions()[0].text() == "gone.txt (not found)")
    next(a for a in menu.actions() if a.text() == "&Take off what is missing").trigger()
    assert [e.rpartition("/")[2] for e in opened.memory.recent] == ["bridge.txt"]


def test_a_recent_file_that_is_gone_is_told_and_can_be_taken_off(opened, write, qtbot):
    gone = write("gone.txt")
    opened.memory.add_recent(gone)
    gone.unlink()
    opened.ways_in.open_entry(str(gone))
    qtbot.waitUntil(lambda: "gone.txt" in failures(opened))
    qtbot.mouseClick(child(opened, "failure-forget"), Left)
    assert len(opened.memory.recent) == 1


def test_the_sample_is_not_remembered(window, qtbot):
    window.actions_of["sample"].trigger()
    qtbot.waitUntil(lambda: is_ready(window))
    assert window.memory.recent == ()


# --- the empty window --------------------------------------------------------------------------


def test_every_way_in_can_be_reached_by_keyboard_from_an_empty_window(window, qtbot):
    window.activateWindow()
    names = []
    window.empty.ways["open"].setFocus()
    for _ in window.empty.ways:
        names.append(QApplication.focusWidget().objectName())
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert names == ["open-button", "paste-article-button", "open-address-button", "sample-button"]
    assert all(b.accessibleDescription() for b in window.empty.ways.values())
    copy(mime(text=TEXT))
    window.empty.ways["paste-article"].setFocus()
    QTest.keyClick(window.empty.ways["paste-article"], Key.Key_Space)
    qtbot.waitUntil(lambda: is_ready(window))


class Longer(QTranslator):
    """Words that are half as long again, as many a language's are."""

    def translate(self, context, text, disambiguation=None, n=-1):
        return f"{text} {'mehr als genug ' * 9}"[: len(text) + max(4, len(text) // 2)]

    def isEmpty(self):  # noqa: N802
        return False


def test_longer_words_of_another_language_fit(make_app, qapp, write, qtbot):
    longer = Longer(qapp)
    qapp.installTranslator(longer)
    try:
        window = make_app().open_window()
        window.resize(1024, 700)
        window.ways_in.open_paths(
            [
                write("broken.txt", "BROKEN\n"),
                write("heavy.txt", "HEAVY\n"),
                write("no.txt", "BROKEN"),
            ]
        )
        qtbot.waitUntil(lambda: len(failures(window)) == 3 and rests(window))
        window.ways_in.open_paths([write("secret.txt", "PROTECTED x\n")])
        qtbot.waitUntil(lambda: window.findChild(object, "password") is not None)
        QApplication.processEvents()
        assert window.width() == 1024
        for part in (window.bars, window.empty):
            for widget in [*part.findChildren(QAbstractButton), *part.findChildren(QLabel)]:
                if widget.isVisible():
                    where = widget.mapTo(part, widget.rect().topRight()).x()
                    assert where <= part.width(), widget.objectName()
                    assert widget.width() >= widget.minimumSizeHint().width(), widget.objectName()
    finally:
        qapp.removeTranslator(longer)


def test_the_open_dialog_groups_every_kind_of_file_that_can_be_read():
    groups = [f.removesuffix(")").split(" (*") for f in open_filters()]
    endings = {title: set(text.split(" *")) for title, text in groups}
    assert list(endings)[:2] == ["All articles and briefings", "All articles"]
    for title in ("Web pages", "Word and OpenDocument", "PDF", "E-mail", "Text", "Books"):
        assert endings[title] < endings["All articles"]
    assert endings["All articles"] == set(readable_endings())
    kinds = [e for t, es in endings.items() if not t.startswith(("All", "Saved")) for e in es]
    assert sorted(kinds) == sorted(readable_endings())


def test_the_sample_lies_where_the_window_looks_for_it():
    assert sample("border-town.txt").is_file()
