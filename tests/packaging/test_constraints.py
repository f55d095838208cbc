import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line.strip() and not line.startswith("#")]
    return {canonical(name): version for name, version in pairs}


def requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
    ]


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return canonical(match.group())


def installed() -> dict[str, str]:
    found = {}
    for distribution in importlib.metadata.distributions():
        # the local part ("+cpu") tells which build it is, not which version
        found[canonical(distribution.name)] = distribution.version.partition("+")[0]
    return found


@pytest.mark.parametrize("requirement", requirements())
def test_every_requirement_of_the_project_is_pinned(requirement):
    assert name_of(requirement) in pins()


def test_no_package_is_pinned_twice():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    names = [canonical(line.split("==")[0]) for line in lines if "==" in line]

    assert len(names) == len(set(names))


def test_what_is_installed_is_what_is_pinned():
    found = installed()
    other = {
        name: (found[name], version)
        for name, version in pins().items()
        if name in found and found[name] != version
    }

    assert other == {}


def test_what_a_requirement_needs_in_turn_is_pinned_too():
    found = installed()
    waiting = [name_of(requirement) for requirement in requirements()]
    seen = set()
    unpinned = set()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in found:
            continue
        seen.add(name)
        if name not in pins():
            unpinned.add(name)
        needs = importlib.metadata.requires(name) or []
        waiting += [name_of(need) for need in needs if ";" not in need]

    assert {name for name in unpinned if not name.startswith(("nvidia-", "cuda-"))} == set()


def test_the_set_up_may_choose_the_build_of_torch_but_not_its_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert f"torch=={pins()['torch']}" in project["project"]["dependencies"]
    assert "+" not in pins()["torch"]
