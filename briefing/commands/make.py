"""``briefing make``: one article to one document."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from briefing.brief import Brief
from briefing.codec import brief_to_json
from briefing.commands.choices import add_options, options_of
from briefing.commands.progress import Bar
from briefing.commands.writing import check_ending, write_brief
from briefing.errors import UsageError
from briefing.files import check_target
from briefing.reading.origins import FileOrigin
from briefing.storing.project import load_project
from briefing.worker.job import Job
from briefing.worker.models import EXTRACT, Models
from briefing.worker.reading import ReadingProcess


def add_parser(commands: Any) -> None:  # noqa: ANN401 (argparse names no type for it)
    """Add the command to the parser."""
    parser = commands.add_parser(
        "make",
        help="one article to one document",
        description="Make a briefing from one article, or a document from a saved .briefing.",
    )
    parser.add_argument("file", metavar="FILE", help="the article")
    parser.add_argument(
        "-o",
        "--out",
        metavar="OUT",
        help="where to write; the ending picks the format (.docx .json .md .html .pdf .briefing); "
        "default: FILE's name with .docx; - writes JSON to standard output",
    )
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Make the document. Raises BriefingError."""
    options = options_of(args)
    source = Path(args.file)
    target = None if args.out == "-" else Path(args.out or f"{source.stem or 'briefing'}.docx")
    if target is not None:
        check_ending(target)
        if source.exists() and target.exists() and target.samefile(source):
            raise UsageError(f"{target} is the article itself; choose another name with -o.")
        if source.is_file():
            check_target(target)  # nobody waits for a model to hear that the folder is missing
    with Bar() as bar, ReadingProcess() as reading:
        brief = (
            load_project(source)
            if _is_project(source)
            else Job(Models(), options, report=bar.show).make(FileOrigin(args.file), reading)
        )
    if options.model == "default" and brief.engine.model == EXTRACT and not _is_project(source):
        print(
            "briefing: no language model is installed, so the bullets are the article's own "
            "sentences; `briefing models install default` brings one",
            file=sys.stderr,
        )
    if target is None:
        _print_json(brief)
        return 0
    write_brief(brief, target, args.template)
    print(target)
    return 0


def _is_project(path: Path) -> bool:
    return path.suffix.lower() == ".briefing"


def _print_json(brief: Brief) -> None:
    text = json.dumps(brief_to_json(brief), ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
