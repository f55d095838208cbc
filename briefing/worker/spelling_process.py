"""The process that checks spelling: ``python -m briefing.worker.spelling_process LANGUAGE …``.

It is asked in JSON lines, ``{"words": […]}`` or ``{"suggest": word}``, and answers
``{"unknown": […], "asked": […]}`` or ``{"word": word, "suggestions": […]}``; at first
``{"dictionaries": […]}``. Reading a dictionary takes seconds, and looking for words that are like
another takes long: in the window's process both would hold the window up.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path

from spylls.hunspell import Dictionary

from briefing.worker.dictionaries import dictionaries

MOST_SUGGESTED = 6


def main() -> None:
    """Serve requests until standard input ends."""
    paths = dict.fromkeys(p for language in sys.argv[1:] for p in dictionaries(language))
    books = [(path.name, book) for path in paths if (book := _read(path)) is not None]
    _say(dictionaries=[name for name, _ in books])
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if "words" in request:
            asked = request["words"]
            unknown = [w for w in asked if books and not any(b.lookup(w) for _, b in books)]
            _say(unknown=unknown, asked=asked)
        else:
            word = request["suggest"]
            found = [list(islice(b.suggest(word), MOST_SUGGESTED)) for _, b in books]
            both = dict.fromkeys(s for suggested in found for s in suggested)
            _say(word=word, suggestions=list(both)[:MOST_SUGGESTED])


def _read(path: Path) -> Dictionary | None:
    """The dictionary; None if it is not in order, since other dictionaries may be."""
    try:
        return Dictionary.from_files(str(path))
    except Exception as error:  # noqa: BLE001 (a library on files of any origin)
        print(f"{path.name}: {error!r}", file=sys.stderr)  # noqa: T201
        return None


def _say(**answer: object) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
