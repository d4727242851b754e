"""The order of the house as a value, and pure functions that read a package's imports from its text.

Deferred imports, imports under TYPE_CHECKING and modules named in strings (a table of lazily loaded
modules) count as imports like any other.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGE = "simulator"
ROOT = Path(__file__).resolve().parents[2]

# Each step may import any step above it in this list; those on one step are siblings and never meet.
STAIR: tuple[tuple[str, ...], ...] = (
    ("glossary",),
    ("problems",),
    ("money",),
    ("exact",),
    ("algebra",),
    ("expression",),
    ("model", "optimise"),
    ("rules", "methods", "constraints"),
    ("language", "engine"),
    ("studies",),
    ("charts",),
    ("reports",),
    ("frames",),
    ("api", "checker"),
    ("cli",),
)
# The edge where bytes come in and go out: it stands on one step, and only these two call it.
EDGE = "files"
EDGE_STANDS_ON = "model"
EDGE_IS_CALLED_BY = ("api", "cli")
# A language of policy documents knows no solver.
REFUSED = (("language", "optimise"),)
# Whoever trusts nothing of the package trusts this one module: it imports none of the others.
STANDS_ALONE = "checker"
# The package itself re-exports what a notebook uses.
PACKAGE_IMPORTS = ("api",)
FROM_PACKAGE = ("__version__",)

MODULE_IN_TEXT = re.compile(rf"({PACKAGE}(?:\.\w+)+)(?::\w+)?\Z")


def step_of(house: str) -> int:
    """Return how far down the stair a house is; raises KeyError for one that has no place."""
    return {name: step for step, names in enumerate(STAIR) for name in names}[house]


def may_import(importer: str, imported: str) -> bool:
    """Say whether one house may import another."""
    if importer == imported:
        return True
    if PACKAGE in (importer, imported):
        return importer == PACKAGE and imported in PACKAGE_IMPORTS
    if imported == EDGE:
        return importer in EDGE_IS_CALLED_BY
    if importer == EDGE:
        return imported == EDGE_STANDS_ON or step_of(imported) < step_of(EDGE_STANDS_ON)
    return step_of(imported) < step_of(importer) and (importer, imported) not in REFUSED


def house_of(module: str) -> str:
    """Return the part below the package that a module belongs to; the package itself is its own."""
    return [*module.split("."), ""][1] or PACKAGE


def read_package(root: Path = ROOT) -> dict[str, str]:
    """Return the text of every module of the package by dotted name."""
    return {module_name(path, root): path.read_text(encoding="utf-8") for path in package_files(root)}


def package_files(root: Path = ROOT) -> list[Path]:
    """Return the package's files in a fixed order."""
    return sorted((root / PACKAGE).rglob("*.py"))


def module_name(path: Path, root: Path) -> str:
    """Return the dotted name of a file of the package."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(text: str, modules: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return (line, module) of everything of the package that a text imports, in the order of lines.

    A relative import is returned as written, with its dots.
    """
    found = [pair for node in ast.walk(ast.parse(text)) for pair in targets(node, modules)]
    return sorted((line, name) for line, name in found if name.startswith((PACKAGE, ".")))


def targets(node: ast.AST, modules: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield what one node imports."""
    if isinstance(node, ast.Import):
        yield from ((node.lineno, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from ((node.lineno, name) for name in names_from(node, modules))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        match = MODULE_IN_TEXT.match(node.value)
        if match and known(match[1], modules):
            yield node.lineno, known(match[1], modules)


def names_from(node: ast.ImportFrom, modules: Mapping[str, str]) -> Iterator[str]:
    """Yield the modules that a `from … import …` reaches."""
    source = "." * node.level + (node.module or "")
    for alias in node.names:
        deeper = f"{source}.{alias.name}"
        if source != PACKAGE or alias.name not in FROM_PACKAGE:
            yield deeper if deeper in modules else source


def known(name: str, modules: Mapping[str, str]) -> str:
    """Return the longest beginning of a dotted name that is a module below the package, or ""."""
    while name.count(".") and name not in modules:
        name = name.rpartition(".")[0]
    return name if name.count(".") else ""


def broken_imports(modules: Mapping[str, str]) -> list[str]:
    """Return `module:line imports other` for every import that runs the wrong way."""
    return [
        f"{module}:{line} imports {target}"
        for module, text in sorted(modules.items())
        for line, target in imports_of(text, modules)
        if target.startswith(".") or not may_import(house_of(module), house_of(target))
    ]


def cycle(modules: Mapping[str, str]) -> list[str]:
    """Return one cycle of imports among modules, or nothing."""
    graph = {
        module: {target for _, target in imports_of(text, modules)} - {module}
        for module, text in sorted(modules.items())
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
