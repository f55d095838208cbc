"""Fetch a model's files from a hub: ``python -m briefing.engine.hub_client FOLDER REPO REVISION``.

With a fourth argument, only that GGUF file of the model. What was fetched before an interruption
stays in FOLDER and is gone on with; a file counts only when its checksum is the hub's. It is a
process of its own, because everything else in this program is held off the network, and because a
person can end it at any moment.

huggingface_hub's own downloading begins anew after each interruption (from 2.0 on it removes what
it had), so its session is used here to ask for the rest of a file.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

# This process was started because a person asked for the network in this moment. The library reads
# the variable when it is imported, so it must be set before.
os.environ["HF_HUB_OFFLINE"] = "0"

import httpx2
import psutil
from huggingface_hub import HfApi, get_session, hf_hub_url, hf_raise_for_status
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

from briefing.engine.hub_files import (
    FILES,
    PART,
    HubFile,
    Plan,
    bytes_there,
    read_plan,
    wanted_files,
    write_plan,
)
from briefing.engine.network import PUBLIC_HUB
from briefing.engine.workshop import alone, check_room
from briefing.errors import InstallError

_TIMEOUT = httpx2.Timeout(30.0)
_MOST_FAILURES = 3
"""Times that a connection may break one after the other without a byte having come."""
_PAUSE_S = 0.5
_WATCH_S = 0.5
_ATTEMPTS = 6
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Answers of a server that may be better in a moment."""


class Hub:
    """One hub, by the address in the environment."""

    def __init__(self) -> None:
        self.address = os.environ.get("HF_ENDPOINT", "").rstrip("/") or PUBLIC_HUB
        # A person's own key for the public hub is not for a mirror to see.
        self._token = None if self.address == PUBLIC_HUB else False
        self._api = HfApi(endpoint=self.address, token=self._token)

    def plan(self, repo: str, revision: str, file: str) -> Plan:
        """Ask what there is. Raises InstallError, and the library's errors."""
        info = self._api.model_info(repo, revision=revision, files_metadata=True, timeout=30)
        found = [
            HubFile(
                path=row.rfilename,
                size=int(row.size or 0),
                sha256=row.lfs.sha256 if row.lfs else "",
                blob="" if row.lfs else row.blob_id or "",
            )
            for row in info.siblings or ()
        ]
        licence = str(info.card_data.get("license", "") or "") if info.card_data else ""
        return Plan(repo, info.sha or revision, licence, wanted_files(repo, found, file))

    def fetch(self, plan: Plan, file: HubFile, folder: Path) -> None:
        """Fetch one file, going on where an earlier attempt ended.

        Raises InstallError if what came is not what the hub describes, OSError, and the library's
        errors.
        """
        target = folder / file.path
        if file.is_in(target):
            return
        part = target.with_name(target.name + PART)
        for _ in range(2):  # what an older attempt left may be bad: then once from the beginning
            self._fill(plan, file, part)
            if file.is_in(part):
                part.replace(target)
                return
            part.unlink(missing_ok=True)
        raise InstallError(
            f"{file.path} of {plan.repo} came damaged, twice (its checksum is not the one that the "
            "hub states), so nothing was installed; try again later, or choose another mirror."
        )

    def _fill(self, plan: Plan, file: HubFile, part: Path) -> None:
        failures = 0
        part.touch()
        while (have := part.stat().st_size) < file.size:
            try:
                self._stream(plan, file, part, have)
            except (httpx2.TransportError, HfHubHTTPError) as error:
                if not _is_passing(error):
                    raise
                failures = 0 if part.stat().st_size > have else failures + 1
                if failures >= _MOST_FAILURES:
                    raise
                time.sleep(_PAUSE_S * 2**failures)

    def _stream(self, plan: Plan, file: HubFile, part: Path, have: int) -> None:
        url = hf_hub_url(plan.repo, file.path, revision=plan.commit, endpoint=self.address)
        headers = {**build_hf_headers(token=self._token), "Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
        with get_session().stream("GET", url, headers=headers, timeout=_TIMEOUT) as response:
            hf_raise_for_status(response)
            goes_on = response.status_code == httpx2.codes.PARTIAL_CONTENT and response.headers.get(
                "Content-Range", ""
            ).startswith(f"bytes {have}-")
            written = have if goes_on else 0
            with part.open("ab" if goes_on else "wb") as writer:
                # as it comes: what is gathered first would be lost when the connection breaks
                for chunk in response.iter_bytes():
                    written += len(chunk)
                    if written > file.size:
                        raise InstallError(
                            f"{file.path} of {plan.repo} is larger than the hub states, so nothing "
                            "was installed; try again later, or choose another mirror."
                        )
                    writer.write(chunk)
                writer.flush()
                os.fsync(writer.fileno())
        if written < file.size:
            raise httpx2.RemoteProtocolError("the file ended too early")


def fetch_all(folder: Path, repo: str, revision: str, file: str = "") -> None:
    """Fetch all wanted files of a model into ``folder``. Raises InstallError and OSError."""
    hub = Hub()
    try:
        plan = hub.plan(repo, revision, file)
        old = read_plan(folder)
        if old is not None and (old.commit, old.repo) != (plan.commit, plan.repo):
            shutil.rmtree(folder / FILES, ignore_errors=True)
        files = folder / FILES
        files.mkdir(parents=True, exist_ok=True)
        write_plan(folder, plan)
        check_room(files, plan.size - bytes_there(folder), repo)
        for one in sorted(plan.files, key=lambda f: f.size):
            hub.fetch(plan, one, files)
    except (HfHubHTTPError, HFValidationError, httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise InstallError(_sentence(error, hub, repo, revision)) from error


def _is_passing(error: Exception) -> bool:
    return not isinstance(error, HfHubHTTPError) or error.response.status_code in _PASSING


def _sentence(error: Exception, hub: Hub, repo: str, revision: str) -> str:
    match error:
        case GatedRepoError():
            return (
                f"{repo} is given only to people who have agreed to its maker's terms; agree on "
                f"{hub.address}/{repo}, sign in with `hf auth login`, and try again."
            )
        case RevisionNotFoundError():
            return f"The model {repo} has no version {revision}; leave it away for the present one."
        case RepositoryNotFoundError():
            return f"{hub.address} has no model {repo} that is open to all; check its name."
        case HFValidationError():
            return f'"{repo}" is no name of a model on a hub; it looks like owner/name.'
        case HfHubHTTPError():
            code = error.response.status_code
            return f"{hub.address} could not give {repo} (it answered {code}); try again later."
        case _:
            return (
                f"The connection to {hub.address} could not be made or broke off "
                f"({type(error).__name__}); try again, and what has come is kept; or check the "
                "mirror and proxy that are set, or bring the files on a stick and import them."
            )


def _end_with_parent() -> None:
    """End this process when the one that asked is gone: nobody could cancel it any more."""
    parent = psutil.Process().parent()
    while parent is not None and parent.is_running():
        time.sleep(_WATCH_S)
    os._exit(1)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let nobody else fetch the same; one whose asker has gone gets a moment to end."""
    for attempt in range(_ATTEMPTS):
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(alone(folder))
            except InstallError:
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(_WATCH_S)
                continue
            yield
            return


def main(arguments: list[str]) -> int:
    """Fetch; on failure, one line with the sentence for the person and exit code 1."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder, *rest = arguments
    try:
        with _alone(Path(folder)):
            fetch_all(Path(folder), *rest)
    except InstallError as error:
        sentence = str(error)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        sentence = (
            "The disk became full while the model was fetched; make room and try again, and what "
            "has come is kept."
            if full
            else f"The model could not be fetched ({error.strerror or error}); try again."
        )
    else:
        return 0
    sys.stdout.write("\n" + json.dumps({"error": sentence}) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
