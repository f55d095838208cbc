"""The weights of a language model: read from its folder, and in 8 bits kept beside it.

Rounding all weights to 8 bits takes longer than all else in loading. Of an installed model the
rounded ones are therefore kept in a file of their own, which is mapped into memory at the next
start. It is tied to the SHA-256 of the files that it was made from, may go at any time, and is then
made anew.
"""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from briefing.engine.library import MADE, InstalledModel
from briefing.engine.quantised import (
    Layer,
    QuantisedLinear,
    SmallMatrix,
    in_eight_bits,
    pays,
    plain,
)
from briefing.errors import OutputError
from briefing.files import write_atomically

log = logging.getLogger(__name__)

_FORMAT = "1"
"""Changes with anything that makes files of the program's earlier versions unfit."""

_MOST = 500_000_000
"""Bytes of 8-bit weights that are kept at the most: while they are written they are in memory."""

_SPARE = 4
"""So many times the file's size must be free on the disk."""

_SCALES = " scales"

_ON_WINDOWS = sys.platform == "win32"


@dataclass(frozen=True, slots=True)
class Kept:
    """The file with the 8-bit weights of an installed model, and what it must be made from."""

    path: Path
    source: str

    @staticmethod
    def of(model: InstalledModel) -> Kept:
        """Where those of ``model`` are or will be."""
        sums = [file.sha256 for file in model.files if file.path.endswith(".safetensors")]
        # Another ending than that of models: a copy of the folder must not look like two of them.
        return Kept(model.path / MADE / "eight-bits.weights", " ".join(sums))

    def fits(self) -> bool:
        """Whether the file is there and was made from these sources in this way."""
        try:
            with safe_open(self.path, framework="pt") as file:
                found: dict[str, str] | None = file.metadata()
        except (OSError, SafetensorError):
            return False
        return found == self._facts()

    def write(self, matrices: dict[str, SmallMatrix]) -> None:
        """Write the file, whole or not at all; where it cannot be written, there is none."""
        size = sum(matrix.whole.numel() for matrix in matrices.values())
        try:
            if not 0 < size < _MOST or shutil.disk_usage(self.path.parents[1]).free < _SPARE * size:
                return
            self.path.parent.mkdir(exist_ok=True)
            tensors = {name: matrix.whole for name, matrix in matrices.items()}
            tensors |= {f"{name}{_SCALES}": matrix.scales for name, matrix in matrices.items()}
            write_atomically(self.path, save(tensors, metadata=self._facts()))
        except (OSError, OutputError) as error:
            log.info("8-bit weights are not kept: %s", error)

    def _facts(self) -> dict[str, str]:
        return {"format": _FORMAT, "source": self.source}


class StoredWeights:
    """The tensors of a folder's safetensors files, each read when it is asked for.

    A file is closed again at once: open, all that was read of it would count as this program's.
    With ``small``, layers have 8 bits where that pays, from ``kept`` if it fits; then little else
    is read, and the files stay open until ``close``.
    """

    def __init__(self, folder: Path, *, small: bool, kept: Kept | None) -> None:
        self._files: dict[str, Path] = {}
        self._heights: dict[str, int] = {}
        for path in sorted(folder.glob("*.safetensors")):
            with safe_open(path, framework="pt") as file:
                for name in file.keys():  # noqa: SIM118 (it is no dictionary)
                    self._files[name] = path
                    self._heights[name] = file.get_slice(name).get_shape()[0]
        self._small = small
        self._kept = kept if small else None
        self._known = self._kept is not None and self._kept.fits()
        self._made: dict[str, SmallMatrix] = {}
        self._open = ExitStack()
        self._handles: dict[Path, Any] = {}
        if self._known and self._kept is not None:
            for path in (*set(self._files.values()), self._kept.path):
                self._handles[path] = self._open.enter_context(safe_open(path, framework="pt"))

    def has(self, name: str) -> bool:
        """Whether there is a tensor of this name."""
        return name in self._files

    def take(self, name: str) -> Tensor:
        """A tensor in 32 bits."""
        with self._file(self._files[name]) as file:
            tensor: Tensor = file.get_tensor(name)
            return tensor.to(torch.float32, copy=True)

    def table(self, name: str) -> Tensor:
        """A tensor of which only some rows will be asked for.

        Where it has 32 bits as it is stored, the rest of it stays on the disk.
        """
        with safe_open(self._files[name], framework="pt") as file:
            tensor: Tensor = file.get_tensor(name)
            # A mapped file cannot be removed on Windows.
            return tensor.to(torch.float32, copy=_ON_WINDOWS)

    def layer(self, names: tuple[str, ...], bias: Tensor | None = None) -> Layer:
        """A linear layer of these matrices, one below the other."""
        outputs = sum(self._heights[name] for name in names)
        if not (self._small and pays(outputs)):
            return plain(self._joined(names), bias)
        key = " ".join(names)
        if self._known and self._kept is not None:
            with self._file(self._kept.path) as file:
                matrix = SmallMatrix(file.get_tensor(key), file.get_tensor(f"{key}{_SCALES}"))
                return QuantisedLinear(matrix, bias)
        matrix = in_eight_bits(self._joined(names))
        if self._kept is not None:
            self._made[key] = matrix
        return QuantisedLinear(matrix, bias)

    def close(self) -> None:
        """Close the files, and keep what was rounded to 8 bits for the next start."""
        self._handles = {}
        self._open.close()
        if self._kept is not None and self._made:
            self._kept.write(self._made)
        self._made = {}

    @contextmanager
    def _file(self, path: Path) -> Iterator[Any]:
        if path in self._handles:
            yield self._handles[path]
        else:
            with safe_open(path, framework="pt") as file:
                yield file

    def _joined(self, names: tuple[str, ...]) -> Tensor:
        return torch.cat([self.take(name) for name in names])
