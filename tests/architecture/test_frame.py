"""The Makefile and the lock files keep what the README promises of them."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.house import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def pins(name: str) -> dict[str, tuple[str, str]]:
    """Return package → (version, hash lines) of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {package: (version, hashes) for package, version, hashes in PINNED.findall(text)}


def wanted(name: str) -> list[Requirement]:
    """Return what pyproject.toml declares for a lock file."""
    project = PROJECT["project"]
    dev = project["optional-dependencies"]["dev"] if name == "requirements-dev.lock" else []
    return [
        Requirement(one) for one in (*project["dependencies"], *PROJECT["build-system"]["requires"], *dev)
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_an_exact_version_with_its_hashes(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    comments = "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))
    assert pins(name)
    assert PINNED.sub("", text) == comments


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_pyproject_declares_at_a_version_it_allows(name):
    locked = pins(name)
    for requirement in wanted(name):
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(Version(version)), f"{requirement}: locked at {version}"


def test_the_development_lock_is_the_run_lock_and_more():
    run, dev = (pins(name) for name in LOCKS)
    assert run.items() < dev.items()


def test_every_declared_target_is_explained_by_make_help():
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    explained = re.findall(r"^([a-z]+):.*## \S", MAKEFILE, re.MULTILINE)
    assert sorted(explained) == sorted(phony[1].split())


def test_the_notebook_kept_is_the_one_that_runs_and_was_executed():
    written = (ROOT / "reports" / "notebooks" / "longgang_2014.py").read_text(encoding="utf-8")
    notebook = json.loads((ROOT / "reports" / "longgang_2014.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in code]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert all(source in written for source in sources)
    assert written.count("\n# %%\n") == len(sources)
