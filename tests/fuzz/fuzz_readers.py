"""Feed all readers with mutated bytes, guided by coverage (atheris); each reader in turn.

    python -m tests.fuzz.fuzz_readers WORK_FOLDER --seconds 3600

Needs atheris (``pip install briefing[fuzz]``). An exception that is no BriefingError, a reading
that takes more than ten seconds or more than a gigabyte is a finding: its bytes and its traceback
are kept in WORK_FOLDER/findings, and the run goes on. WORK_FOLDER/log.txt says what was run when.
What was learned stays in WORK_FOLDER for the next run; the seeds are tests/fuzz/corpus.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["briefing.reading"]):
    from briefing.errors import BriefingError
    from tests.fuzz.cases import cases, corpus_of, folder_of, read_case, reader_of

    for each in cases():
        reader_of(each)  # readers are loaded when first asked for: now, to be instrumented

SLOW = 10.0
"""Seconds that one small input may take."""
_MOST_MEGABYTES = 1024
_LONGEST = 4096
_ROUND = 60
_START_UP = 10

# What the formats are made of: without these words the fuzzer would have to find them letter by
# letter.
_WORDS = (
    "<p> </p> <div> <table><tr><td> <ul><li> <h1> <br> <pre> <blockquote> <a href='# class=' "
    "<script type='application/ld+json'> {\"@type\":\"NewsArticle\" <meta name=' content=' "
    "From: To: Subject: Date: Content-Type: multipart/mixed; boundary= text/html; charset= "
    "message/rfc822 Content-Transfer-Encoding: base64 quoted-printable =?utf-8?q? wrote: --b "
    "{\\rtf1 \\ansi \\par \\u8212? \\'e9 {\\*\\ \\bin4 \\trowd \\cell \\row \\pard {\\fonttbl "
    "%PDF-1.4 endobj stream endstream trailer startxref /Type/Page /Contents BT ET Tj Tf Td "
    "<w:p> <w:r><w:t> <w:tbl> <w:fldChar <w:ins> <w:del> <w:txbxContent> w:val= <text:p> "
    "<text:h> <text:list> <text:s/> <table:table> <itemref <item "
    "--- +++ ``` > - # | [^1]: &#x &amp; <!-- <![CDATA[ <?xml <!DOCTYPE <!ENTITY"
).split(" ")


def main() -> None:
    """Run the cases in turn until the time is up, or one case (``--case``) in this process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=600, help="how long to run in all")
    parser.add_argument("--only", default="", help="cases to run, with commas between them")
    parser.add_argument("--case", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    folder: Path = asked.folder.resolve()
    (folder / "findings").mkdir(parents=True, exist_ok=True)
    if asked.case:
        run_case(asked.case, folder, asked.seconds)
    else:
        chosen = asked.only.split(",") if asked.only else cases()
        run_all(chosen, folder, asked.seconds)


def run_all(chosen: Sequence[str], folder: Path, seconds: int) -> None:
    """Give each case a minute, in a process of its own, again and again until time is up."""
    end = time.monotonic() + seconds
    share = max(5, min(_ROUND, seconds // len(chosen) - _START_UP))
    # Another order each time: a run that breaks off has not always passed over the same ones.
    chosen = random.sample(chosen, len(chosen))
    note(folder, f"begin: {seconds} s over {len(chosen)} cases")
    executed = 0
    while time.monotonic() < end:
        for case in chosen:
            left = int(min(share, end - time.monotonic()))
            if left < 1:
                break
            command = [sys.executable, "-m", "tests.fuzz.fuzz_readers", str(folder)]
            begun = time.monotonic()
            done = subprocess.run(
                [*command, "--case", case, "--seconds", str(left)],
                capture_output=True, text=True, errors="replace", check=False,
            )  # fmt: skip
            match = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
            count = int(match[1]) if match else 0
            executed += count
            took = time.monotonic() - begun
            note(folder, f"{case}: {count} executions in {took:.0f} s, exit {done.returncode}")
            if done.returncode:
                (folder / f"last-{folder_of(case)}.txt").write_text(done.stderr[-5000:])
    found = sum(file.suffix != ".txt" for file in (folder / "findings").iterdir())
    note(folder, f"end: {executed} executions, {found} findings in the folder")


def note(folder: Path, line: str) -> None:
    """Add a line with the time to the log, and show it."""
    stamped = f"{datetime.now():%Y-%m-%d %H:%M:%S} {line}"
    print(stamped, flush=True)
    with (folder / "log.txt").open("a", encoding="utf-8") as log:
        log.write(stamped + "\n")


def run_case(case: str, folder: Path, seconds: int) -> None:
    """Fuzz one case in this process; it does not come back."""
    learned = folder / folder_of(case)
    learned.mkdir(exist_ok=True)
    dictionary = folder / "words.dict"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in _WORDS))
    seeds = [str(path.parent) for path in corpus_of(case)[:1]]
    arguments = [
        sys.argv[0], f"-max_total_time={seconds}", f"-dict={dictionary}", f"-max_len={_LONGEST}",
        f"-timeout={2 * SLOW:.0f}", f"-rss_limit_mb={_MOST_MEGABYTES}", "-print_final_stats=1",
        f"-artifact_prefix={folder}/findings/{folder_of(case)}-", str(learned), *seeds,
    ]  # fmt: skip

    def feed(data: bytes) -> None:
        begun = time.monotonic()
        try:
            read_case(case, data)
        except BriefingError as error:
            if not str(error).endswith(".") or "\n" in str(error):
                keep(folder, case, data, error)
        except Exception as error:  # noqa: BLE001 - any other one is what is looked for
            keep(folder, case, data, error)
        if time.monotonic() - begun > SLOW:
            keep(folder, case, data, TimeoutError("slow"))

    atheris.Setup(arguments, feed)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')


def keep(folder: Path, case: str, data: bytes, error: Exception) -> None:
    """Keep a finding, one for each place that an exception comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    own = next((f for f in reversed(frames) if "briefing" in f.filename), None)
    place = f"{Path(own.filename).stem}-{own.lineno}" if own else "nowhere"
    name = f"{folder_of(case)}-{type(error).__name__}-{place}"
    target = folder / "findings" / f"{name}.input"
    if not target.exists() or len(data) < target.stat().st_size:
        target.write_bytes(data)
        target.with_suffix(".txt").write_text("".join(traceback.format_exception(error)))


if __name__ == "__main__":
    main()
