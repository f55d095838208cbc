import os
import subprocess
import sys

START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from briefing.desktop import app
from briefing.settings import Options

application = QApplication(["briefing"])
QTimer.singleShot(800, application.quit)
status = app.run(None, Options())
loaded = {name.partition(".")[0] for name in sys.modules}
print(status, sorted(loaded & {"torch", "transformers", "spacy", "numpy", "docx", "lxml"}))
"""

FILE_ASKED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from briefing.desktop import app
from briefing.settings import Options

def ask():
    application = QApplication.instance()
    application.sendEvent(application, QFileOpenEvent(sys.argv[1]))

def look():
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "window")
    if not window.document.is_empty:
        print(window.document.name)
        QApplication.quit()

application = app.Application(["briefing"])
QTimer.singleShot(100, ask)
timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
app.run(None, Options())
"""


def test_a_file_that_the_system_asks_to_open_is_opened(home, article):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", FILE_ASKED, str(article)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=120,
    )
    assert done.stdout.strip() == "bridge.txt", done.stderr


def test_the_window_starts_without_loading_what_is_heavy(home):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", START],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=120,
    )
    assert done.stdout.split("\n")[0] == "0 []", done.stderr
    assert "Traceback" not in done.stderr
