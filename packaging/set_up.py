"""Sets up the program in its source tree, and then runs or tests it. Standard library only.

    python3.11 packaging/set_up.py run        set up, open the window with the sample article
    python3.11 packaging/set_up.py test       set up, run all checks and tests
    python3.11 packaging/set_up.py install    set up and no more

The Makefile calls this; on Windows call it with ``py -3.11``. It may be stopped at any time: the
next run goes on where this one stopped. What has been done is noted in ``.venv/set-up.json``.
This file keeps to words that an old Python understands, so that it can say that it is too old.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (whoever starts this file may have an older one)
    sys.exit(
        f"Briefing needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}; "
        f"install it (on Debian and Ubuntu: sudo apt install python3.11 python3.11-venv)."
    )

import argparse
import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path

from set_up_environment import Environment
from set_up_pins import write_pins
from set_up_steps import Failed, Problem, end, say, stop_like_ctrl_c

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = Path("seeds", "border-town.txt")

NO_SCREEN = 4
MISSING_LIBRARIES = 5
"""Exit codes of ``briefing.commands.screen``."""

CHECKS = (
    ("Style", ("ruff", "check")),
    ("Layout of the code", ("ruff", "format", "--check")),
    ("Types", ("mypy",)),
    ("Types of the set-up", ("mypy", "packaging/set_up.py")),
    # its cache has been seen to miss an import that had come into an old file
    ("Import contracts", ("lint-imports", "--no-cache")),
)

LEFT_BY_TOOLS = (
    *(".venv", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache"),
    *(".import_linter_cache", ".hypothesis"),
)


def main() -> int:
    """Do what the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(description="Set up, run and test Briefing.")
    parser.add_argument(
        "what", choices=["run", "test", "install", "format", "bench", "pins", "clean"]
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="a file to open, or test options")
    given = parser.parse_args()
    stop_like_ctrl_c()
    try:
        return _do(given.what, given.rest)
    except Problem as problem:
        say(str(problem))
        return 1
    except OSError as error:
        say(f"The set-up cannot go on ({error}); mend that and run the same command again.")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Run the same command again to go on.")
        return 130


def _do(what: str, rest: list[str]) -> int:
    if what == "clean":
        return clean()
    environment = Environment(ROOT, os.environ.get("BRIEFING_TORCH") or "cpu")
    if what == "pins":
        return write_pins(environment)
    environment.set_up(with_tools=what not in {"run", "install"})
    if what == "run":
        return run(environment, rest)
    if what == "test":
        return test(environment, rest)
    if what == "format":
        ruff = environment.program("ruff")
        return _call([ruff, "format"]) or _call([ruff, "check", "--fix"])
    install_models(environment)
    if what == "bench" and not (ROOT / "tests" / "bench").is_dir():
        raise Problem("There are no measurements of speed in tests/bench yet.")
    if what == "bench":
        return _call([environment.program("python"), "-m", "pytest", "tests/bench", "-s"])
    return 0


# --- running ----------------------------------------------------------------------------------


def run(environment: Environment, rest: list[str]) -> int:
    """Open the window with the sample (or a file given), or make a document without a screen."""
    try:
        install_models(environment)
    except Problem as problem:
        # no model is no error: the program then picks sentences instead of writing
        say(f"{problem}\nGoing on without the models.")
    briefing = environment.program("briefing")
    article = Path(rest[0]) if rest else SAMPLE
    screen = _call([environment.program("python"), "-m", "briefing.commands.screen"])
    if screen == NO_SCREEN:
        document = ROOT / "build" / article.with_suffix(".docx").name
        document.parent.mkdir(exist_ok=True)
        say(f"There is no screen here, so {article} is made into a Word document instead.")
        status = _call([briefing, "make", article, "-o", document], quiet=True)
        if status == 0:
            print(f"The briefing is in {document}", flush=True)
        return status
    if screen != 0:
        return 1
    return _call([briefing, "open", article])


def install_models(environment: Environment) -> None:
    """Install the default models, unless an earlier run has. Raises Problem."""
    places = [os.environ.get(name, "") for name in ("BRIEFING_HOME", "XDG_DATA_HOME", "HOME")]
    catalogue = (ROOT / "resources" / "models.toml").read_text("utf-8")
    key = hashlib.sha256("\0".join([catalogue, *places]).encode()).hexdigest()
    note = environment.note()
    folder = Path(note.get("models_folder") or "nowhere")
    if note.get("models") == key and folder.is_dir() and any(folder.iterdir()):
        return
    briefing = environment.program("briefing")
    try:
        environment.run("Installing the models", [briefing, "models", "install", "default"])
        answer = environment.run(
            "Looking where the models are",
            [
                environment.program("python"),
                "-c",
                "from briefing.settings import models_folder; print(models_folder())",
            ],
        )
    except Failed as failed:
        raise Problem(f"The models could not be installed:\n{failed.last_lines()}") from failed
    environment.add_to_note(models=key, models_folder=answer.strip())


# --- checking ---------------------------------------------------------------------------------


def test(environment: Environment, rest: list[str]) -> int:
    """Run every check, also after one has failed; return 0 when all is well."""
    install_models(environment)
    # without these libraries not one test of the window could run
    if _call([environment.program("python"), "-m", "briefing.commands.screen", "offscreen"]) != 0:
        return 1
    failed = []
    for title, (name, *arguments) in () if rest else CHECKS:
        started = time.monotonic()
        answer = subprocess.run(
            [environment.program(name), *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        say(
            f"{title}: {'good' if answer.returncode == 0 else 'NOT GOOD'} "
            f"({time.monotonic() - started:.0f} s)"
        )
        if answer.returncode != 0:
            sys.stderr.buffer.write(answer.stdout)
            sys.stderr.flush()
            failed.append(title)
    status = _call(
        [environment.program("python"), "-m", "pytest", *rest],
        QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    )
    if status != 0:
        failed.append("Tests")
    if failed:
        say(f"Not good: {', '.join(failed)}.")
    return 1 if failed else 0


# --- helpers ----------------------------------------------------------------------------------


def clean() -> int:
    """Remove what set-up and tools have left in the tree; installed models stay."""
    for name in LEFT_BY_TOOLS:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


def _call(command: list[str | Path], *, quiet: bool = False, **environment: str) -> int:
    """Run a command on the person's terminal, ``quiet`` without its standard output."""
    sys.stdout.flush()
    child = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL if quiet else None,
    )
    try:
        return child.wait()
    finally:
        end(child, patience=5)  # Ctrl-C reaches the child too; let it put its work aside


if __name__ == "__main__":
    sys.exit(main())
