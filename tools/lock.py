"""Write requirements.lock and requirements-dev.lock with pip alone: exact versions and their sha256.

`python tools/lock.py` asks pip to resolve what pyproject.toml declares and writes the two files beside it.
Each is complete in itself. The hashes are those of the wheels for every target in `TARGETS`, so that the
same file serves them all; no index is named, pip's own settings say where to look. Standard library only.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESOLVED_WITH = (3, 11)
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = (
    ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64", "manylinux_2_5_x86_64"),
    ("manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux2014_aarch64"),
)
TARGETS = tuple((python, tags) for python in PYTHONS for tags in PLATFORMS)
HEADER = "# Made by `make lock` from pyproject.toml; do not edit. Install with: pip install -r {name}\n"


@dataclass(frozen=True, slots=True)
class Pin:
    """One package at one version, and the sha256 of every file that may be installed as it."""

    name: str
    version: str
    sha256: tuple[str, ...]

    def tell(self) -> str:
        r"""Return the lines of a requirements file.

        >>> print(Pin("click", "8.5.1", ("0a",)).tell())
        click==8.5.1 \
            --hash=sha256:0a
        """
        return " \\\n".join(
            [f"{self.name}=={self.version}", *(f"    --hash=sha256:{h}" for h in self.sha256)]
        )


def canonical(name: str) -> str:
    """Return a package's name as indexes compare it.

    >>> canonical("Types_PyYAML")
    'types-pyyaml'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(project: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return, for each lock file, the requirements that pyproject.toml declares for it.

    The build backend belongs to both: the package itself is installed without a network.
    """
    run = (*project["project"]["dependencies"], *project["build-system"]["requires"])
    dev = project["project"]["optional-dependencies"]["dev"]
    return {"requirements-dev.lock": (*run, *dev), "requirements.lock": run}


def resolve(requirements: Iterable[str], options: Sequence[str]) -> list[Pin]:
    """Return what pip would install, by name; raises CalledProcessError after pip has said why."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        common = [
            "--dry-run",
            "--ignore-installed",
            "--quiet",
            "--only-binary=:all:",
            "--report",
            str(report),
        ]
        command = [sys.executable, "-m", "pip", "install", *common, *options, *requirements]
        subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True)
        return read_report(json.loads(report.read_text(encoding="utf-8")))


def read_report(report: Mapping[str, Any]) -> list[Pin]:
    """Return the pins of a pip installation report, by name."""
    pins = [
        Pin(
            canonical(item["metadata"]["name"]),
            item["metadata"]["version"],
            (item["download_info"]["archive_info"]["hashes"]["sha256"],),
        )
        for item in report["install"]
    ]
    return sorted(pins, key=lambda pin: pin.name)


def for_every_target(pins: Sequence[Pin]) -> list[Pin]:
    """Return the same versions with the hashes of the wheels of every target added."""
    names = [f"{pin.name}=={pin.version}" for pin in pins]
    found = [pins, *(resolve(names, target_options(*target)) for target in TARGETS)]
    return [merge(same) for same in zip(*found, strict=True)]


def target_options(python: str, tags: Sequence[str]) -> list[str]:
    """Return pip's options that choose the wheels of another Python or machine."""
    platforms = [option for tag in tags for option in ("--platform", tag)]
    return ["--no-deps", "--target", ".", "--python-version", python, *platforms]


def merge(same: Sequence[Pin]) -> Pin:
    """Return one pin with the hashes of all; raises ValueError when versions differ."""
    first = same[0]
    if any((pin.name, pin.version) != (first.name, first.version) for pin in same):
        raise ValueError(f"{first.name}: the targets do not agree on one version")
    return Pin(first.name, first.version, tuple(sorted({h for pin in same for h in pin.sha256})))


def lock_text(name: str, pins: Iterable[Pin]) -> str:
    """Return the whole text of a lock file."""
    return HEADER.format(name=name) + "\n".join(pin.tell() for pin in pins) + "\n"


def write_locks(root: Path) -> None:
    """Resolve the development set first and hold the run set to the same versions."""
    wanted = declared(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")))
    dev = for_every_target(resolve(wanted["requirements-dev.lock"], ()))
    exact = [f"{pin.name}=={pin.version}" for pin in dev]
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "constraints.txt"
        constraints.write_text("\n".join(exact), encoding="utf-8")
        run = {pin.name for pin in resolve(wanted["requirements.lock"], ["--constraint", str(constraints)])}
    for name, pins in (
        ("requirements-dev.lock", dev),
        ("requirements.lock", [pin for pin in dev if pin.name in run]),
    ):
        (root / name).write_text(lock_text(name, pins), encoding="utf-8")
        print(f"{name}: {len(pins)} packages")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; returns 0, or 1 when pip found no answer."""
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args(arguments)
    if sys.version_info[:2] != RESOLVED_WITH:
        print("lock: resolve with Python 3.11, the lowest that is supported", file=sys.stderr)
        return 1
    try:
        write_locks(ROOT)
    except subprocess.CalledProcessError as error:
        print(f"lock: {error.stderr.strip()}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
