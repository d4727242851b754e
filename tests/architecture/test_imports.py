"""Imports run one way, downwards, with no cycle; the reader that checks this sees every kind of import."""

import pytest

from tests.architecture.house import (
    EDGE,
    PACKAGE,
    STAIR,
    STANDS_ALONE,
    broken_imports,
    cycle,
    house_of,
    imports_of,
    may_import,
    read_package,
)

HOUSES = [house for step in STAIR for house in step] + [EDGE]


def test_every_import_runs_down_the_stair():
    assert broken_imports(read_package()) == []


def test_the_checker_imports_nothing_of_the_package():
    modules = read_package()
    assert imports_of(modules[f"{PACKAGE}.{STANDS_ALONE}"], modules) == []


def test_no_modules_import_one_another_in_a_circle():
    assert cycle(read_package()) == []


def test_every_module_has_a_place_in_the_house():
    assert {house_of(module) for module in read_package()} <= {*HOUSES, PACKAGE}


def test_siblings_never_import_each_other():
    pairs = [(a, b) for step in STAIR for a in step for b in step if a != b]
    assert pairs
    assert not [pair for pair in pairs if may_import(*pair)]


def test_no_two_houses_may_import_each_other():
    both = [(a, b) for a in HOUSES for b in HOUSES if a != b and may_import(a, b) and may_import(b, a)]
    assert both == []


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("engine", "optimise", True),
        ("engine", "rules", True),
        ("language", "rules", True),
        ("language", "optimise", False),
        ("language", "engine", False),
        ("problems", "glossary", True),
        ("exact", "money", True),
        ("money", "exact", False),
        ("files", "model", True),
        ("files", "expression", True),
        ("files", "optimise", False),
        ("files", "engine", False),
        ("engine", "files", False),
        ("studies", "files", False),
        ("api", "files", True),
        ("cli", "checker", True),
        ("api", "checker", False),
        ("checker", "simulator", False),
        ("cli", "files", True),
        ("simulator", "api", True),
        ("simulator", "engine", False),
        ("engine", "simulator", False),
    ],
)
def test_the_declared_order_says_who_may_import_whom(importer, imported, allowed):
    assert may_import(importer, imported) is allowed


PLANTED = {
    "at the top": "from simulator.engine.run import run\n",
    "inside a function": "def f():\n    import simulator.engine.run\n",
    "for types only": "import typing as t\nif t.TYPE_CHECKING:\n    from simulator.engine import run\n",
    "by a call": "import importlib\nimportlib.import_module('simulator.engine.run')\n",
    "by a table": "COMMANDS = {'run': 'simulator.engine.run:run'}\n",
    "by the package": "from simulator import engine\n",
    "by the package as a whole": "import simulator\n",
    "by dots": "from ..engine import run\n",
    "by dots alone": "from . import money\n",
}


@pytest.mark.parametrize("text", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_upward_import_is_found_however_it_is_written(text):
    modules = {"simulator": "", "simulator.money": text, "simulator.engine": "", "simulator.engine.run": ""}
    assert len(broken_imports(modules)) == 1


def test_a_planted_circle_is_found_though_one_half_is_deferred():
    modules = {
        "simulator.model.a": "from simulator.model import b\n",
        "simulator.model.b": "def f():\n    from simulator.model.c import x\n",
        "simulator.model.c": "LATER = 'simulator.model.a'\n",
    }
    assert set(cycle(modules)) == set(modules)


def test_the_version_may_be_read_from_the_package_and_prose_is_no_import():
    text = '"""See simulator.engine.run for the main path."""\nfrom simulator import __version__\n'
    assert imports_of(text, {"simulator": "", "simulator.engine.run": ""}) == []
