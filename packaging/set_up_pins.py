"""Writes constraints.txt anew: which version of everything pip would install today."""

from __future__ import annotations

import json
import tomllib

from set_up_environment import Environment
from set_up_steps import say

_HEAD = """\
# The version of every package that Briefing and its developers' tools need, for Python 3.11 and
# later. Written by `make pins`; not by hand. torch names a version only: which build of it comes
# (CPU or CUDA) is decided by packaging/set_up.py.
"""

_ON_WINDOWS = ("colorama==0.4.6",)
"""Needed by click, pytest and tqdm there, and not seen from elsewhere."""


def write_pins(environment: Environment) -> int:
    """Resolve pyproject.toml without regard to the present pins. Raises Problem."""
    environment.set_up(with_tools=True)
    project = tomllib.loads((environment.root / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
        "editables",
    ]
    report = environment.log.with_suffix(".report")
    environment.run(
        "Resolving all packages",
        [
            environment.program("python"),
            *("-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"),
            *("--report", report, *wanted),
        ],
    )
    found = json.loads(report.read_text("utf-8"))["install"]
    report.unlink()
    pins = {
        item["metadata"]["name"]: item["metadata"]["version"].partition("+")[0] for item in found
    }
    lines = [
        f"{name}=={version}"
        for name, version in pins.items()
        # what a CUDA build of torch brings is no need of the program
        if not name.lower().startswith(("nvidia-", "cuda-", "triton"))
    ]
    target = environment.root / "constraints.txt"
    temporary = target.with_suffix(".tmp")
    temporary.write_text(_HEAD + "\n".join(sorted({*lines, *_ON_WINDOWS}, key=str.lower)) + "\n")
    temporary.replace(target)
    say(f"{len(lines)} packages are pinned in {target}; run `make test` with them.")
    return 0
