"""``briefing batch``: many articles, one load of the models."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

from briefing.commands.articles import (
    add_reading_options,
    is_address,
    limits_of,
    name_for,
    origin_of,
    password_of,
    told,
)
from briefing.commands.choices import add_options, options_of
from briefing.commands.document_choices import document_options_of
from briefing.commands.output import tell_notes
from briefing.commands.progress import Bar
from briefing.commands.resuming import Made, stamp_of
from briefing.commands.stopping import leave_ctrl_c_to_others, was_interrupted
from briefing.commands.writing import check_ending, check_template, write_brief
from briefing.errors import (
    BriefingError,
    Cancelled,
    InputMissing,
    OutputError,
    UsageError,
    WorkerError,
)
from briefing.exporting.options_json import options_to_json
from briefing.files import write_atomically
from briefing.settings import DocumentOptions, Options, ReadingLimits
from briefing.worker.job import Job, Until
from briefing.worker.models import Models
from briefing.worker.reading import ReadingProcess

SOME_FAILED = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One input of a batch, the files to write for it, and what it may take."""

    path: str
    targets: tuple[Path, ...]
    until: Until
    options: Options
    template: str | None
    limits: ReadingLimits
    document: DocumentOptions
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: the stamp of the article it was made of, or why it failed."""

    stamp: str = ""
    failure: str = ""


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
        type=_until,
        default=Until.DOCUMENT,
        metavar="read|sections|bullets|document",
        help="stop early; with read and sections no language model is loaded",
    )
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="articles at the same time (default 1)"
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="leave out articles whose results are there already, made of the same article with "
        "the same options",
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="work everything out afresh (nothing is kept between runs at present)",
    )
    add_options(parser)
    add_reading_options(parser)


def run(args: argparse.Namespace) -> int:
    """Make the documents. Raises BriefingError if nothing can be done at all."""
    options = options_of(args)
    if args.jobs < 1:
        raise UsageError("--jobs needs a whole number above 0.")
    out = Path(args.out)
    endings = _endings(args.to)
    if args.template is not None:
        if ".docx" not in endings:
            raise UsageError(f"--template serves .docx alone, and --to names only {args.to}.")
        check_template(args.template)
    tasks = _tasks(_inputs(args), out, endings, args, options)
    settings = _settings(args, options)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {out} cannot be made ({error.strerror}); choose another."
        ) from error
    made = Made(out)
    if args.resume:
        tasks = [t for t in tasks if not made.is_done(t.path, t.targets, settings)]
    try:
        failures = _work(tasks, args.jobs, made, settings)
    except KeyboardInterrupt:
        raise Cancelled("stopped; the same command with --resume goes on from here") from None
    made.tidy()
    _tell_failures(failures, out / "failures.json")
    return SOME_FAILED if failures else 0


def _endings(given: str) -> list[str]:
    endings = [f".{e.strip().lstrip('.').lower()}" for e in given.split(",") if e.strip()]
    if not endings:
        raise UsageError("--to names no format.")
    for ending in endings:
        check_ending(Path("any" + ending))
    return list(dict.fromkeys(endings))


def _until(text: str) -> Until:
    try:
        return Until(text)
    except ValueError:
        known = ", ".join(Until)
        raise argparse.ArgumentTypeError(f"“{text}” is none of {known}") from None


def _settings(args: argparse.Namespace, options: Options) -> dict[str, Any]:
    """All that a result depends on besides the article. Raises ModelError."""
    writes_bullets = args.until in {Until.BULLETS, Until.DOCUMENT}
    return {
        "until": args.until.value,
        "options": asdict(options),
        "model": _models.identity(options.model) if writes_bullets else "",
        "template": (stamp_of(args.template) or args.template) if args.template else "",
        "document": options_to_json(document_options_of(args)),
    }


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
    limits, password = limits_of(args), password_of(args)
    document = document_options_of(args)
    tasks = []
    taken: set[str] = set()
    for path in paths:
        plain = name_for(None, path) if is_address(path) else Path(path).name
        name = plain
        number = 2
        while name in taken:  # two inputs of one name from different folders
            name = f"{plain}-{number}"
            number += 1
        taken.add(name)
        targets = tuple(out / f"{name}{ending}" for ending in endings)
        tasks.append(
            Task(path, targets, args.until, options, args.template, limits, document, password)
        )
    return tasks


def _work(
    tasks: list[Task], jobs: int, made: Made, settings: dict[str, Any]
) -> list[dict[str, str]]:
    failures: list[dict[str, str]] = []
    alone = jobs == 1 or len(tasks) < 2
    outcomes = (_one(task) for task in tasks) if alone else _one_each(tasks, jobs)
    with Bar() as bar, contextlib.closing(outcomes):
        for number, (task, outcome) in enumerate(zip(tasks, outcomes, strict=True), 1):
            bar.show(number, len(tasks), Path(task.path).name)
            if outcome.failure:
                failures.append({"path": task.path, "reason": outcome.failure})
            else:
                made.add(task.targets, outcome.stamp, settings)
    return failures


def _one_each(tasks: list[Task], jobs: int) -> Generator[Outcome]:
    """The outcomes in order, worked out in several processes; stopped, these end at once."""
    # A fresh interpreter for each: forking a process that has torch loaded can hang.
    workers, context = min(jobs, len(tasks)), get_context("spawn")
    with ProcessPoolExecutor(workers, context, leave_ctrl_c_to_others) as pool:
        try:
            yield from pool.map(_one, tasks)
        except BrokenProcessPool as error:
            raise WorkerError(
                "One of the processes was ended by the computer, most likely for want of memory; "
                "run it again with --resume and fewer --jobs."
            ) from error
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            for process in active_children():
                process.kill()
            raise


_models = Models()
"""The models of this process: loaded once, for all articles that it does."""

_reading = ReadingProcess()
"""Where this process has its articles read; it ends with this process."""


def _one(task: Task) -> Outcome:
    """Do one article."""
    try:
        origin = origin_of(task.path, task.password)
        brief = Job(_models, task.options).make(origin, _reading, task.limits, task.until)
        for target in task.targets:
            write_brief(brief, target, task.template, task.document)
        tell_notes(brief, task.path)
    except BriefingError as error:
        return Outcome(failure=told(error))
    except Exception as error:  # one bad article must not end the batch
        if was_interrupted(error):
            raise KeyboardInterrupt from error
        return Outcome(failure=f"something went wrong ({type(error).__name__}: {error})")
    return Outcome(task.path if is_address(task.path) else brief.article.sha256)


def _tell_failures(failures: list[dict[str, str]], path: Path) -> None:
    if not failures:
        path.unlink(missing_ok=True)
        return
    text = json.dumps(failures, ensure_ascii=False, indent=2)
    write_atomically(path, text.encode("utf-8", "replace") + b"\n")
    for failure in failures:
        print(f"briefing: {failure['path']}: {failure['reason']}", file=sys.stderr)
