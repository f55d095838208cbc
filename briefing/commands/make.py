"""``briefing make``: one article to one document."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.article import Article
from briefing.brief import Brief
from briefing.codec import brief_to_json
from briefing.commands.articles import (
    STANDARD_INPUT,
    add_reading_options,
    is_address,
    limits_of,
    name_for,
    origin_of,
    password_of,
    pasted_origin,
    with_password_asked,
)
from briefing.commands.choices import add_options, options_of
from briefing.commands.document_choices import document_options_of
from briefing.commands.output import check_output, print_line, tell_notes, write_output
from briefing.commands.progress import Bar
from briefing.commands.returning import brief_returned
from briefing.commands.writing import PROJECT, check_ending, check_template, write_brief
from briefing.errors import PasswordNeeded, UsageError
from briefing.files import check_target
from briefing.gathering import gathered
from briefing.reading.origins import Origin
from briefing.settings import Options, ReadingLimits
from briefing.storing import load_project
from briefing.worker.job import Job
from briefing.worker.models import EXTRACT, Models
from briefing.worker.reading import ReadingProcess

_MOST_TRIES = 3


def add_parser(commands: Any) -> None:  # noqa: ANN401 (argparse names no type for it)
    """Add the command to the parser."""
    parser = commands.add_parser(
        "make",
        help="one article to one document",
        description="Make a briefing from one article, or a document from a saved .briefing "
        "or from a Word document that this program exported.",
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="the article; its http or https address (only then the network is used); "
        "or - for text on standard input",
    )
    parser.add_argument(
        "further",
        nargs="*",
        metavar="FILE",
        help="more articles for the same briefing, which needs -o then; each bullet keeps its own",
    )
    parser.add_argument(
        "-o",
        "--out",
        metavar="OUT",
        help="where to write; the ending picks the format "
        "(.docx .json .md .html .txt .pdf .briefing); default: FILE's name, or the title of an "
        "article from the web, with .docx; - writes JSON to standard output",
    )
    add_options(parser)
    add_reading_options(parser)


def run(args: argparse.Namespace) -> int:
    """Make the document. Raises BriefingError."""
    options = options_of(args)
    given: str = args.file
    target = _target(args.out, given)
    _check(args, target)
    with ReadingProcess() as reading:
        further: list[str] = args.further
        kept = _kept(given) if not further else None
        if kept is not None:
            brief = kept
        else:
            reading.start()  # it starts while the rest of the command line is looked at
            models = Models()
            models.identity(options.model)  # nobody waits to hear that it is not installed
            password = password_of(args)
            origins = [
                pasted_origin() if name == STANDARD_INPUT else origin_of(name, password)
                for name in (given, *further)
            ]
            brief = _make(origins, options, limits_of(args), models, reading)
    if options.model == "default" and brief.engine.model == EXTRACT and kept is None:
        print(
            "briefing: no language model is installed, so the bullets are the article's own "
            "sentences; `briefing models install default` brings one",
            file=sys.stderr,
        )
    tell_notes(brief, given)
    if args.out == "-":
        _print_json(brief)
        return 0
    if target is None:
        target = _free(f"{name_for(brief.article.title, given)}.docx")
    write_brief(brief, target, args.template, document_options_of(args))
    print_line(str(target))
    return 0


def _make(
    origins: Sequence[Origin],
    options: Options,
    limits: ReadingLimits,
    models: Models,
    reading: ReadingProcess,
) -> Brief:
    start = time.perf_counter()
    articles = [_read(origin, limits, reading) for origin in origins]
    read_s = time.perf_counter() - start
    with Bar() as bar:
        job = Job(models, options, report=bar.show)
        return job.brief_on(gathered(*articles), read_s=read_s)


def _read(origin: Origin, limits: ReadingLimits, reading: ReadingProcess) -> Article:
    for _ in range(_MOST_TRIES):
        try:
            with Bar() as bar:
                return reading.read(origin, limits, bar.show)
        except PasswordNeeded as error:
            needed = error
            origin = with_password_asked(origin, error)
    raise needed


def _target(out: str | None, given: str) -> Path | None:
    """Where to write; None for standard output, and for a name that the article has to give."""
    if out == "-":
        return None
    if out is not None:
        return Path(out)
    if is_address(given):
        return None
    stem = "" if given == STANDARD_INPUT else Path(given).stem
    return Path(f"{stem or 'briefing'}.docx")


def _check(args: argparse.Namespace, target: Path | None) -> None:
    """Refuse what cannot end well: nobody waits for a model to hear that the folder is missing.

    Raises UsageError, OutputError, and what ``check_template`` raises.
    """
    if args.out == "-":
        check_output()
    if args.further:
        _check_several([args.file, *args.further], args.out)
    source = Path(args.file)
    if target is None:
        ending = ".json" if args.out == "-" else ".docx"
    else:
        check_ending(target)
        ending = target.suffix.lower()
        if source.exists() and target.exists() and target.samefile(source):
            raise UsageError(f"{target} is the article itself; choose another name with -o.")
        if source.is_file() or args.file == STANDARD_INPUT or is_address(args.file):
            check_target(target)
    if args.template is not None:
        if ending != ".docx":
            raise UsageError(f"--template serves .docx alone; leave it out for {ending}.")
        check_template(args.template)


def _check_several(given: Sequence[str], out: str | None) -> None:
    """Refuse what several articles cannot become. Raises UsageError."""
    if out is None:
        raise UsageError("several articles make one briefing; name its file with -o.")
    if given.count(STANDARD_INPUT) > 1:
        raise UsageError("only one article can come from standard input.")
    for name in given:
        if not is_address(name) and Path(name).suffix.lower() == PROJECT:
            raise UsageError(f"{name} is a briefing, not an article; give articles alone.")
        if out != "-" and Path(name).exists() and Path(out).exists() and Path(out).samefile(name):
            raise UsageError(f"{out} is one of the articles; choose another name with -o.")


def _free(name: str) -> Path:
    """A file of this name, or with a number: nobody has chosen it, so nothing is replaced."""
    path, number = Path(name), 2
    while path.exists():
        path = Path(name).with_stem(f"{Path(name).stem} {number}")
        number += 1
    return path


def _kept(given: str) -> Brief | None:
    """The briefing that a .briefing file is, or that a Word document of this program still holds.

    What was changed in Word since is in it. Raises InputMissing, InputUnreadable or ProjectError.
    """
    ending = "" if is_address(given) else Path(given).suffix.lower()
    if ending == PROJECT:
        return load_project(Path(given))
    return brief_returned(Path(given)) if ending == ".docx" and Path(given).is_file() else None


def _print_json(brief: Brief) -> None:
    text = json.dumps(brief_to_json(brief), ensure_ascii=False, indent=2)
    write_output(text.encode("utf-8", "replace") + b"\n")
