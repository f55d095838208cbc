"""``briefing check``: hold a draft against an article, statement by statement."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefing.checking.checker import Checker, Finding, place_in_text
from briefing.checking.source import Source
from briefing.commands.articles import add_reading_options, limits_of, origin_of, password_of
from briefing.commands.output import check_output, print_line, write_output
from briefing.commands.progress import Bar
from briefing.errors import InputMissing, InputUnreadable, NoArticle, UsageError
from briefing.exporting.checked import ENDINGS, CheckedClaim, render, table
from briefing.files import check_target, write_atomically
from briefing.worker.drafts import DraftClaim, numbered, read_claims
from briefing.worker.models import Models
from briefing.worker.reading import ReadingProcess

SOME_FAILED = 3
_AT_ONCE = 64
"""Statements parsed together."""


def add_parser(commands: Any) -> None:  # noqa: ANN401 (argparse names no type for it)
    """Add the command to the parser."""
    parser = commands.add_parser(
        "check",
        help="hold a draft against an article",
        description="Say of each statement of a draft whether the article says it, where, and "
        "what differs.",
    )
    parser.add_argument(
        "claims",
        nargs="?",
        metavar="CLAIMS",
        help="the draft (text, Markdown, Word, JSON, …), or one statement in quotation marks",
    )
    parser.add_argument("--against", metavar="FILE", help="the article, or its address")
    parser.add_argument(
        "-o",
        dest="to",
        metavar="OUT",
        help="write the result here; the ending picks the format (.json, .html, or .docx: the "
        "draft, a Word document, with a comment on each doubtful statement); "
        "- writes JSON to standard output",
    )
    parser.add_argument(
        "--pairs",
        metavar="IN.jsonl",
        help="many pairs instead: lines of JSON with id, source and claim",
    )
    parser.add_argument(
        "--out", metavar="OUT.jsonl", help="the results of --pairs; otherwise the same as -o"
    )
    add_reading_options(parser)


def run(args: argparse.Namespace) -> int:
    """Check the draft, or the pairs. Raises BriefingError."""
    if args.pairs is not None:
        return _run_pairs(args)
    out: str | None = args.to or args.out
    if not args.claims or not args.against:
        raise UsageError("name a draft and, with --against, the article that it must agree with.")
    draft = Path(args.claims)
    bare = not draft.exists() and any(c.isspace() for c in args.claims.strip())
    _check_target(out, draft, bare=bare)
    models = Models()
    with ReadingProcess() as reading, Bar() as bar:
        bar.show(0, 0, "Reading the article")
        origin = origin_of(args.against, password_of(args))
        article = reading.read(origin, limits_of(args))
        grammar = models.grammar()
        bar.show(0, 0, "Reading the draft")
        claims = (
            numbered([" ".join(args.claims.split())])
            if bare
            else read_claims(args.claims, reading, grammar, limits_of(args))
        )
        if not claims:
            raise NoArticle(f"“{draft.name}” holds no statements; give sentences to check.")
        checker = Checker(grammar, models.embedder())
        checked: list[CheckedClaim] = []
        for first in range(0, len(claims), _AT_ONCE):
            bar.show(first, len(claims), "Checking")
            rows = claims[first : first + _AT_ONCE]
            checked += _checked(checker, models.parsed(article), rows)
    if out is None:
        print_line(table(checked, article))
        return 0
    if out == "-":
        write_output(render(".json", checked, article))
        return 0
    data = render(Path(out).suffix.lower(), checked, article, draft)
    write_atomically(Path(out), data)
    print_line(out)
    return 0


def _check_target(out: str | None, draft: Path, *, bare: bool) -> None:
    """Refuse what cannot end well before any work is done. Raises UsageError, OutputError."""
    if out is None:
        return
    if out == "-":
        check_output()
        return
    ending = Path(out).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"the ending of {out} is none of {' '.join(ENDINGS)}")
    if ending == ".docx" and (bare or draft.suffix.lower() != ".docx"):
        raise UsageError("comments can only be put into a draft that is a .docx itself.")
    check_target(Path(out))


def _checked(
    checker: Checker, source: Source, claims: Sequence[DraftClaim]
) -> Iterator[CheckedClaim]:
    findings = checker.check([c.text for c in claims], source)
    for claim, finding in zip(claims, findings, strict=True):
        yield CheckedClaim(
            id=claim.id,
            text=claim.text,
            judgement=finding.judgement,
            evidence=tuple(s.span for s in finding.evidence),
        )


def _run_pairs(args: argparse.Namespace) -> int:
    if args.claims or args.against or not args.out:
        raise UsageError("--pairs IN.jsonl goes with --out OUT.jsonl, and with nothing else.")
    target = Path(args.out)
    check_target(target)
    pairs, failures = _pairs(Path(args.pairs))
    models = Models()
    checker = Checker(models.grammar(), models.embedder())
    by_source: dict[str, list[int]] = {}
    for number, pair in enumerate(pairs):
        by_source.setdefault(pair["source"], []).append(number)
    lines = [""] * len(pairs)
    done = 0
    with Bar() as bar:
        for text, numbers in by_source.items():
            bar.show(done, len(pairs), "Checking")
            source = checker.source_of_text(text)
            findings = checker.check([pairs[n]["claim"] for n in numbers], source)
            for number, finding in zip(numbers, findings, strict=True):
                lines[number] = json.dumps(_pair(pairs[number]["id"], finding), ensure_ascii=False)
            done += len(numbers)
    write_atomically(target, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    for failure in failures:
        print(f"briefing: {failure}", file=sys.stderr)
    return SOME_FAILED if failures else 0


def _pairs(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The pairs of a file, and a sentence for each line that is none. Raises InputError."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise InputMissing(
            f"“{path}” cannot be read ({error.strerror}); check its name."
        ) from error
    except UnicodeDecodeError as error:
        raise InputUnreadable(f"“{path.name}” is no text in UTF-8; save it as such.") from error
    pairs, failures = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row: Any = None
        with contextlib.suppress(ValueError, RecursionError):
            row = json.loads(line)
        if (
            isinstance(row, dict)
            and "id" in row
            and isinstance(row.get("source"), str)
            and isinstance(row.get("claim"), str)
        ):
            pairs.append(row)
        else:
            failures.append(
                f"line {number} of {path.name} is no pair; give an object with id, source and claim"
            )
    return pairs, failures


def _pair(name: Any, finding: Finding) -> dict[str, Any]:  # noqa: ANN401 (any id that JSON has)
    found = finding.judgement
    places = (place_in_text(s) for s in finding.evidence)
    return {
        "id": name,
        "verdict": found.verdict.value,
        "score": round(found.score, 4),
        "reasons": list(found.reasons),
        "evidence": [{"paragraph": "p1", "start": a, "end": b} for a, b in places],
    }
