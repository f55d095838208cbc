"""Make an installed model out of its files: check, convert, describe, put in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefing.engine.catalogue import CatalogueEntry, ModelKind
from briefing.engine.library import InstalledModel, describe_files
from briefing.engine.processes import run_python
from briefing.engine.sources import Source, take_entry
from briefing.engine.types import Stop
from briefing.engine.workshop import put_in_place
from briefing.errors import InstallError

Say = Callable[[str], None]
"""Called with a few words for a person when a step begins."""

GROWTH = 9
"""Room that a GGUF file takes in converting, as a multiple of its size: 4 bits become 32."""

_KILLED = (-9, 137)


def build_known(
    entry: CatalogueEntry,
    source: Source,
    place: str,
    *,
    folder: Path,
    models: Path,
    say: Say,
    stop: Stop | None,
) -> None:
    """Make a catalogue model from its files in ``source`` and put it in its place.

    ``folder`` is a workshop beside the models. Raises InstallError, Cancelled and OSError.
    """
    raw = folder / "raw"
    say(f"Checking {entry.title}")
    take_entry(entry, source, place, raw, stop)
    made = raw
    if entry.main_file.is_gguf:
        say(f"Converting {entry.title}, which takes about half a minute")
        made = converted(raw / entry.main, folder, stop)
    put_known(entry, made, models)


def put_known(entry: CatalogueEntry, made: Path, models: Path) -> None:
    """Put a finished model of the catalogue in its place. Raises OSError."""
    put_in_place(
        models,
        made,
        InstalledModel(
            name=entry.name,
            kind=entry.kind,
            path=models / entry.name,
            sha256=entry.main_file.sha256,
            title=entry.title,
            licence=entry.licence,
            version=entry.version,
            files=describe_files(made),
        ),
    )


def build_unknown(
    name: str,
    title: str,
    sha256: str,
    made: Path,
    models: Path,
    *,
    licence: str = "",
    version: str = "",
) -> None:
    """Put a language model whose files nobody knew beforehand in its place. Raises OSError."""
    put_in_place(
        models,
        made,
        InstalledModel(
            name=name,
            kind=ModelKind.LANGUAGE,
            path=models / name,
            sha256=sha256,
            title=title,
            licence=licence,
            version=version,
            files=describe_files(made),
        ),
    )


def converted(gguf: Path, folder: Path, stop: Stop | None) -> Path:
    """Convert a GGUF file: a new folder in ``folder`` with safetensors and tokenizer.

    The GGUF file itself is not kept: nothing reads it again, and it can be fetched again. Raises
    InstallError and Cancelled.
    """
    made = folder / "converted"
    outcome = run_python(["-m", "briefing.engine.convert", str(gguf), str(made)], folder, stop=stop)
    _insist(outcome.code, outcome.said, f"{gguf.name} could not be converted")
    return made


def try_out(made: Path, shown: str, folder: Path, stop: Stop | None) -> None:
    """Make sure that a language model can be loaded. Raises InstallError and Cancelled."""
    outcome = run_python(["-m", "briefing.engine.convert", str(made)], folder, stop=stop)
    _insist(outcome.code, outcome.said, f"The model in {shown} cannot be loaded")


def _insist(code: int, said: str, sentence: str) -> None:
    if code == 0:
        return
    if code in _KILLED or "MemoryError" in said or "not enough memory" in said:
        raise InstallError(f"{sentence}: there is not enough memory; choose a smaller model.")
    if "No space left on device" in said or "Errno 28" in said:
        raise InstallError(f"{sentence}: the disk is full; make room and try again.")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = lines[-1].rstrip(".") if lines else "no reason was given"
    raise InstallError(f"{sentence} ({last}); it may be damaged or of a kind not known here.")
