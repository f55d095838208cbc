"""Which files of a hub's model are wanted, and whether they are what the hub says.

Nothing here uses the network.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from briefing.engine.folders import ACCEPTED, PICKLES
from briefing.errors import InstallError

PLAN = "plan.json"
FILES = "files"
PART = ".part"

_CHUNK = 1 << 20
_WEIGHTS = ".safetensors"
_PAPERS = ("LICENSE", "LICENCE", "NOTICE", "USE_POLICY")


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a hub's model: path, bytes, and what the hub says of its contents.

    ``sha256`` is known of large files; of small ones ``blob``, the SHA-1 by which git names them.
    """

    path: str
    size: int
    sha256: str = ""
    blob: str = ""

    def is_in(self, path: Path) -> bool:
        """Whether the file at ``path`` is this one, every byte read. Raises OSError."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        if not self.sha256 and not self.blob:
            return True
        digest = hashlib.sha256() if self.sha256 else hashlib.sha1(usedforsecurity=False)
        if not self.sha256:
            digest.update(b"blob %d\0" % self.size)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest() == (self.sha256 or self.blob)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be fetched: the wanted files of one commit, and the licence that the hub names."""

    repo: str
    commit: str
    licence: str
    files: tuple[HubFile, ...]

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(file.size for file in self.files)

    @property
    def gguf(self) -> str:
        """The GGUF file's name if that is what the model is, else empty."""
        return next((f.path for f in self.files if f.path.lower().endswith(".gguf")), "")


def wanted_files(repo: str, found: Sequence[HubFile], file: str = "") -> tuple[HubFile, ...]:
    """The files that make the model: safetensors with what belongs to them, or one GGUF file.

    ``file`` names the GGUF file where there are several. Raises InstallError if there is nothing
    that can be used safely.
    """
    top = {f.path: f for f in found if "/" not in f.path}
    guffs = [path for path in top if path.lower().endswith(".gguf")]
    papers = [f for path, f in top.items() if path.upper().startswith(_PAPERS)]
    weights = [path for path in top if path.endswith(_WEIGHTS)]
    if file:
        if file not in guffs:
            raise InstallError(f"{repo} has no GGUF file {file}; it has {_named(guffs)}.")
        return (top[file], *papers)
    if weights:
        # Some makers add all weights once more in a form of their own; the usual names suffice.
        usual = [path for path in weights if path.startswith("model")] or weights
        rest = [f for path, f in top.items() if _belongs(path) and f not in papers]
        return (*(top[path] for path in usual), *rest, *papers)
    if len(guffs) == 1:
        return (top[guffs[0]], *papers)
    if guffs:
        raise InstallError(
            f"{repo} has several GGUF files; name one of them, as in {repo}:{guffs[0]} "
            f"({_named(guffs)})."
        )
    if any(PurePosixPath(f.path).suffix.lower() in PICKLES for f in found):
        raise InstallError(
            f"The model {repo} is stored as a pickle, which can run any program when it is opened; "
            "only safetensors and GGUF are accepted, so choose another."
        )
    raise InstallError(f"There is no model in {repo} that can be used: no safetensors, no GGUF.")


def _belongs(path: str) -> bool:
    suffix = PurePosixPath(path).suffix
    return suffix in ACCEPTED and suffix != _WEIGHTS


def _named(paths: Sequence[str]) -> str:
    return ", ".join(paths) or "none"


def write_plan(folder: Path, plan: Plan) -> None:
    """Leave the plan in the folder of the download. Raises OSError."""
    temporary = folder / f"{PLAN}.new"
    temporary.write_text(json.dumps(asdict(plan)), "utf-8")
    temporary.replace(folder / PLAN)


def read_plan(folder: Path) -> Plan | None:
    """The plan of a download, None if there is none that can be read."""
    try:
        data = json.loads((folder / PLAN).read_text("utf-8"))
        return Plan(**{**data, "files": tuple(HubFile(**row) for row in data["files"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def bytes_there(folder: Path) -> int:
    """How many bytes of a download lie in its folder."""
    total = 0
    for path in (folder / FILES).glob("*"):
        try:
            total += path.stat().st_size
        except OSError:  # it was just given its name
            continue
    return total
