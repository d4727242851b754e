"""What every file keeps to: no machine's paths, no index's hosts, words on all that is public."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pathspec
import pytest

from tests.architecture.house import ROOT, module_name, package_files

MACHINE_PATH = re.compile(r"(?<![\w./~*-])/(?:home|root|work|Users|mnt|media|workspace|opt)/[\w.-]")
INDEX_HOST = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|anaconda)\.(?:org|com|io)\b"
    r"|\b(?:deb|security|snapshot)\.debian\.org\b"
    r"|file:///\w"
)
INDEX_OPTION = re.compile(r"^\s*(?:--index-url|--extra-index-url|--find-links|-i|-f)[ =]\s*\S", re.MULTILINE)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def project_files(root: Path = ROOT) -> Iterator[Path]:
    """Yield every file that git would track, whether it is committed yet or not."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = pathspec.GitIgnoreSpec.from_lines([*lines, ".git"])
    for name, folders, files in os.walk(root):
        here = Path(name)
        folders[:] = [one for one in sorted(folders) if not ignores(ignored, here / one, root, "/")]
        yield from (here / one for one in sorted(files) if not ignores(ignored, here / one, root))


def ignores(ignored: pathspec.GitIgnoreSpec, path: Path, root: Path, ending: str = "") -> bool:
    """Say whether .gitignore leaves a path out; a folder's path ends with a stroke."""
    return ignored.match_file(path.relative_to(root).as_posix() + ending)


def text_files(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every file that holds text."""
    for path in project_files(root):
        content = path.read_bytes()
        if b"\0" not in content:
            yield path.relative_to(root).as_posix(), content.decode("utf-8", "replace")


def found(pattern: re.Pattern[str], texts: Iterator[tuple[str, str]]) -> list[str]:
    """Return `path: what was found` for every match."""
    return [f"{path}: {match[0]}" for path, text in texts for match in pattern.finditer(text)]


def test_no_file_holds_a_path_of_one_machine():
    assert found(MACHINE_PATH, text_files()) == []


def test_no_file_names_the_host_of_a_package_index():
    assert found(INDEX_HOST, text_files()) == []


def test_no_requirements_file_says_where_to_look():
    locks = ((path, text) for path, text in text_files() if path.endswith(".lock"))
    assert found(INDEX_OPTION, locks) == []


def test_what_git_ignores_is_left_out_and_the_rest_is_read():
    names = {path.relative_to(ROOT).as_posix() for path in project_files()}
    assert {"Makefile", "pyproject.toml", ".ci/run", "simulator/__init__.py"} <= names
    assert not [name for name in names if name.startswith((".venv/", ".git/")) or "__pycache__" in name]


@pytest.mark.parametrize("root", ["home", "root", "work", "Users"])
def test_a_planted_path_is_found_and_a_relative_one_is_not(root):
    assert MACHINE_PATH.search(f'open("/{root}/data.csv")')
    assert not MACHINE_PATH.search(f"see docs/{root}/data.csv or ../{root}/data.csv")


@pytest.mark.parametrize("name", ["pypi", "files.pythonhosted", "deb.debian"])
def test_a_planted_host_is_found(name):
    assert INDEX_HOST.search(f"https://{name}.org/simple")


def public_definitions(tree: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    """Yield (dotted name, node) of a module and of every public class, function and method in it."""
    yield name, tree
    for node in getattr(tree, "body", ()):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_definitions(node, f"{name}.{node.name}")
        elif isinstance(node, FUNCTIONS) and not node.name.startswith("_") and not repeats(node):
            yield f"{name}.{node.name}", node


def repeats(node: ast.AST) -> bool:
    """Say whether a definition only adds a signature or a setter to one that has its words."""
    said = [ast.unparse(one) for one in getattr(node, "decorator_list", ())]
    return any(one.endswith(("overload", ".setter", ".deleter")) for one in said)


def undocumented(text: str, module: str) -> list[str]:
    """Return the public names of a module that have no docstring."""
    pairs = public_definitions(ast.parse(text), module)
    return [name for name, node in pairs if not (ast.get_docstring(node) or "").strip()]


def test_everything_public_says_what_it_is():
    missing = [
        name
        for path in package_files()
        for name in undocumented(path.read_text(encoding="utf-8"), module_name(path, ROOT))
    ]
    assert missing == []


def test_a_missing_docstring_is_found_in_a_module_a_class_a_method_and_a_function():
    text = "class A:\n    def b(self): ...\n    def _c(self): ...\ndef d():\n    def e(): ...\n"
    assert undocumented(text, "m") == ["m", "m.A", "m.A.b", "m.d"]


def claims(function: ast.AST, helpers: frozenset[str]) -> bool:
    """Say whether a function holds an assert, a `raises`, or calls a helper of its file that does."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and called_name(node).startswith(("assert", "raises", "fail")):
            return True
        if isinstance(node, ast.Call) and called_name(node) in helpers:
            return True
    return False


def called_name(call: ast.Call) -> str:
    """Return the last part of the name that a call calls."""
    return ast.unparse(call.func).rpartition(".")[2]


def claimless(text: str) -> list[str]:
    """Return the names of the test functions that cannot fail on a wrong answer."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, FUNCTIONS)]
    helpers: frozenset[str] = frozenset()
    while (more := frozenset(node.name for node in functions if claims(node, helpers))) != helpers:
        helpers = more
    return [node.name for node in functions if node.name.startswith("test") and node.name not in helpers]


def test_every_test_claims_something():
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in files]
    empty = [f"{file}: {name}" for file, text in texts for name in claimless(text)]
    assert files
    assert empty == []


def test_a_test_without_a_claim_is_found():
    without = "def test_a():\n    run()\n"
    with_claims = "def test_b():\n    assert run()\ndef test_c():\n    with pytest.raises(E): run()\n"
    by_a_helper = "def test_d():\n    same(1)\ndef same(x):\n    equal(x)\ndef equal(x):\n    assert x\n"
    assert claimless(without + with_claims + by_a_helper) == ["test_a"]
