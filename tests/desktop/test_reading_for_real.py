"""What a person opens, read by the real engine; no models are installed and none is needed."""

import io
import zipfile

import pytest
import typst
from docx import Document as WordDocument
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from briefing.article import ParagraphKind
from briefing.desktop.engine_process import worker_command
from briefing.reading.origins import FileOrigin

Left = Qt.MouseButton.LeftButton

SENTENCES = (
    "The ferry at Tarnhall stopped in May after eighty years. "
    "The council had voted for a bridge of stone, and the masons began at once. "
)


@pytest.fixture
def window(make_app, qtbot, monkeypatch):
    window = make_app(worker=worker_command()).open_window()
    qtbot.waitExposed(window)
    monkeypatch.setattr(window.work, "condense", lambda: None)  # what is read is enough here
    return window


def opened_article(window, qtbot):
    qtbot.waitUntil(lambda: not window.document.is_empty)
    return window.document.brief.article


def failure(window, qtbot):
    qtbot.waitUntil(lambda: window.bars.sentence("failures") != "")
    return window.bars.sentence("failures")


def test_a_part_of_a_page_is_pasted_with_its_headings(window, qtbot):
    data = QMimeData()
    data.setHtml(
        f"<h1>The ferry stops</h1><p>{SENTENCES}</p><h2>Costs</h2><p>{SENTENCES}</p>"
        '<img src="https://tracker.example/pixel.png">'
    )
    data.setText(f"The ferry stops\n{SENTENCES}\nCosts\n{SENTENCES}")
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    article = opened_article(window, qtbot)
    kinds = {p.text: p.kind for p in article.paragraphs}
    assert kinds["Costs"] is ParagraphKind.HEADING
    assert window.document.name == "Pasted article"


def test_an_address_inside_the_house_is_refused_beside_it_and_can_be_corrected(window, qtbot):
    window.ways_in.open_entry("http://127.0.0.1:9/secret")
    assert failure(window, qtbot).startswith("127.0.0.1/secret: ")
    assert window.document.is_empty
    qtbot.mouseClick(window.findChild(object, "failure-other"), Left)
    assert window.findChild(object, "address").text() == "http://127.0.0.1:9/secret"
    window.findChild(object, "addressDialog").reject()


def test_a_word_file_is_opened_with_its_password_and_not_without(window, tmp_path, qtbot):
    word, plain = WordDocument(), io.BytesIO()
    word.add_paragraph(SENTENCES)
    word.save(plain)
    path = tmp_path / "minutes.docx"
    with path.open("wb") as secret:
        OOXMLFile(plain).encrypt("swordfish", secret)
    key = f"password-{FileOrigin(str(path))}"
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: "is protected" in window.bars.sentence(key))
    for password in ("herring", "swordfish"):
        field = window.bars.bar(key).field
        QTest.keyClicks(field, password)
        QTest.keyClick(field, Qt.Key.Key_Return)
        if password == "herring":
            qtbot.waitUntil(lambda: "does not open" in window.bars.sentence(key))
    assert "stone" in opened_article(window, qtbot).paragraphs[0].text


def test_a_long_pdf_tells_its_pages_leaves_the_window_free_and_can_be_cancelled(
    window, tmp_path, qtbot
):
    source, path = tmp_path / "long.typ", tmp_path / "long.pdf"
    source.write_text("\n".join([SENTENCES * 9, "#pagebreak()"] * 119), encoding="utf-8")
    path.write_bytes(typst.compile(str(source)))
    pages, ticks = [], []
    window.opening.happened.connect(
        lambda event: pages.append(event.total) if getattr(event, "total", 0) else None
    )
    timer = QTimer(window)
    timer.timeout.connect(lambda: ticks.append(len(pages)))
    timer.start(1)
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: len(pages) > 3)
    assert set(pages) >= {120}
    assert "120" in window.reading.state.text()
    assert ticks, "the window did nothing else between the pages"
    qtbot.mouseClick(window.reading.cancel, Left)
    assert not window.opening.is_busy
    assert window.document.is_empty


def test_files_that_cannot_be_read_are_named_and_the_good_one_is_opened(window, tmp_path, qtbot):
    empty, scrap, good = (tmp_path / n for n in ("empty.txt", "scrap.docx", "good.txt"))
    empty.touch()
    with zipfile.ZipFile(scrap, "w") as archive:
        archive.writestr("nothing.xml", "<a/>")
    good.write_text(f"The ferry stops\n\n{SENTENCES}\n", encoding="utf-8")
    window.ways_in.open_paths([empty, scrap, good])
    article = opened_article(window, qtbot)
    assert article.source == str(good)
    names = [f.wanted.name for f in window.bars.bar("failures").failures]
    assert names == ["empty.txt", "scrap.docx"]


def test_an_article_from_a_folder_is_told_to_be_one(window, tmp_path, qtbot):
    window.ways_in.open_paths([tmp_path])
    assert "is a folder" in failure(window, qtbot)
