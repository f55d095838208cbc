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
