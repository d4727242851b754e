"""README is true: every command on it runs, every target and command it names exists, its Python works."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"#.*\bexit (\d+)\b")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return [text for kind, text in BLOCK.findall(README) if kind == language]


def commands(first_word: str) -> list[str]:
    """Return the lines that a reader is told to type and that begin with one word."""
    lines = [line.removeprefix("$ ") for text in blocks("console") for line in text.splitlines()]
    return [line for line in lines if line.split()[:1] == [first_word]]


def told_exit(line: str) -> int:
    """Return the exit code that a line's comment tells: 0 when it tells none."""
    match = EXIT.search(line)
    return int(match[1]) if match else 0


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the scenarios in it, in which README's commands follow one another."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    return folder


def run_on(desk: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command at the desk, with the package found and the words in UTF-8."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("line", commands("simulator"))
def test_every_simulator_command_of_readme_ends_as_it_says(line, desk):
    start = [sys.executable, "-c", "import sys; from simulator.cli.main import main; sys.exit(main())"]
    done = run_on(desk, [*start, *shlex.split(line, comments=True)[1:]])
    assert done.returncode == told_exit(line), done.stdout + done.stderr


@pytest.mark.parametrize("text", blocks("python"), ids=lambda text: text.splitlines()[0])
def test_the_python_of_readme_runs(text, desk):
    done = run_on(desk, [sys.executable, "-c", text])
    assert done.returncode == 0, done.stderr


def test_every_make_target_of_readme_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {word for line in commands("make") for word in line.split("#")[0].split()[1:] if "=" not in word}
    named |= set(re.findall(r"`make ([a-z]+)`", README))
    assert {"run", "test"} <= named
    assert not [name for name in sorted(named) if not re.search(rf"^{name}:", makefile, re.MULTILINE)]


def test_every_command_in_the_table_exists_and_no_command_is_left_out():
    told = re.findall(r"^\| `([a-z]+)", README, re.MULTILINE)
    assert sorted(told) == sorted(import_module("simulator.cli.main").COMMANDS)


def test_every_file_that_readme_links_to_exists():
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", README)
    local = [link for link in links if "://" not in link]
    assert local
    assert [link for link in local if not (ROOT / link).exists()] == []
