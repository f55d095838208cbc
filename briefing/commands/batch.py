"""``briefing batch``: many articles, one load of the models."""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from briefing.commands.choices import add_options, options_of
from briefing.commands.progress import Bar
from briefing.commands.writing import check_ending, write_brief
from briefing.errors import BriefingError, InputMissing, OutputError, UsageError
from briefing.files import write_atomically
from briefing.reading.origins import FileOrigin
from briefing.settings import Options
from briefing.worker.job import Job, Until
from briefing.worker.models import Models
from briefing.worker.reading import ReadingProcess

SOME_FAILED = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One input of a batch and the files to write for it."""

    path: str
    targets: tuple[Path, ...]
    until: Until
    options: Options
    template: str | None


def add_parser(commands: Any) -> None:  # noqa: ANN401 (argparse names no type for it)
    """Add the command to the parser."""
    parser = commands.add_parser(
        "batch",
        help="many articles, one load of the models",
        description="Make briefings from many articles. Writes DIR/NAME.ENDING for each article "
        "NAME, and DIR/failures.json where some could not be used.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="articles")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the results")
    parser.add_argument("--from-list", metavar="FILE", help="more paths, one a line")
    parser.add_argument(
        "--to", default="docx", metavar="json,docx", help="formats, with commas (default docx)"
    )
    parser.add_argument(
        "--until",
        type=Until,
        choices=list(Until),
        default=Until.DOCUMENT,
        metavar="read|sections|bullets|document",
        help="stop early; with read and sections no language model is loaded",
    )
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="articles at the same time (default 1)"
    )
    parser.add_argument(
        "--resume", action="store_true", help="leave out articles whose results are there already"
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="work everything out afresh (nothing is kept between runs at present)",
    )
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Make the documents. Raises BriefingError if nothing can be done at all."""
    options = options_of(args)
    if args.jobs < 1:
        raise UsageError("--jobs needs a whole number above 0.")
    out = Path(args.out)
    endings = [f".{e.strip().lstrip('.').lower()}" for e in args.to.split(",") if e.strip()]
    if not endings:
        raise UsageError("--to names no format.")
    for ending in endings:
        check_ending(Path("any" + ending))
    tasks = _tasks(_inputs(args), out, endings, args, options)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {out} cannot be made ({error.strerror}); choose another."
        ) from error
    if args.resume:
        tasks = [t for t in tasks if not all(target.exists() for target in t.targets)]
    failures = _work(tasks, args.jobs)
    _tell_failures(failures, out / "failures.json")
    return SOME_FAILED if failures else 0


def _inputs(args: argparse.Namespace) -> list[str]:
    paths: list[str] = list(args.paths)
    if args.from_list:
        try:
            text = Path(args.from_list).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputMissing(
                f"The list {args.from_list} cannot be read; give a text file with one path a line."
            ) from error
        paths += [line.strip() for line in text.splitlines() if line.strip()]
    if not paths:
        raise UsageError("no articles given; name some, or a list of them with --from-list.")
    return list(dict.fromkeys(paths))


def _tasks(
    paths: list[str], out: Path, endings: list[str], args: argparse.Namespace, options: Options
) -> list[Task]:
    tasks = []
    taken: set[str] = set()
    for path in paths:
        name = Path(path).name
        number = 2
        while name in taken:  # two inputs of one name from different folders
            name = f"{Path(path).name}-{number}"
            number += 1
        taken.add(name)
        targets = tuple(out / f"{name}{ending}" for ending in endings)
        tasks.append(Task(path, targets, args.until, options, args.template))
    return tasks


def _work(tasks: list[Task], jobs: int) -> list[dict[str, str]]:
    failures: list[dict[str, str]] = []
    with Bar() as bar:
        results: Any
        if jobs == 1 or len(tasks) < 2:
            results = map(_one, tasks)
            _collect(tasks, results, bar, failures)
        else:
            # A fresh interpreter for each: forking a process that has torch loaded can hang.
            with ProcessPoolExecutor(min(jobs, len(tasks)), get_context("spawn")) as pool:
                _collect(tasks, pool.map(_one, tasks), bar, failures)
    return failures


def _collect(tasks: list[Task], results: Any, bar: Bar, failures: list[dict[str, str]]) -> None:  # noqa: ANN401
    for number, (task, reason) in enumerate(zip(tasks, results, strict=True), 1):
        bar.show(number, len(tasks), Path(task.path).name)
        if reason is not None:
            failures.append({"path": task.path, "reason": reason})


_models = Models()
"""The models of this process: loaded once, for all articles that it does."""

_reading = ReadingProcess()
"""Where this process has its articles read; it ends with this process."""


def _one(task: Task) -> str | None:
    """Do one article: None, or the sentence that says why it failed."""
    try:
        brief = Job(_models, task.options).make(FileOrigin(task.path), _reading, until=task.until)
        for target in task.targets:
            write_brief(brief, target, task.template)
    except BriefingError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 (one bad article must not end the batch)
        return f"something went wrong ({type(error).__name__}: {error})"
    return None


def _tell_failures(failures: list[dict[str, str]], path: Path) -> None:
    if not failures:
        path.unlink(missing_ok=True)
        return
    text = json.dumps(failures, ensure_ascii=False, indent=2)
    write_atomically(path, text.encode("utf-8", "replace") + b"\n")
    for failure in failures:
        print(f"briefing: {failure['path']}: {failure['reason']}", file=sys.stderr)
