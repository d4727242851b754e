"""Plant faults in some modules and run the tests of those modules against each, by mutmut.

`python tools/mutants.py simulator.engine.year.payments` copies the project to reports/build/mutants, lets
mutmut change one thing of the module at a time there, and runs the test files that speak of the module, with
the slow engines beside the fast one. It prints every fault that no test sees. Run over all tests mutmut takes
minutes to find out which of them reach a module, and longer for each fault. Standard library only.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "reports" / "build" / "mutants"
COPIED = ("simulator", "tests", "tools", "scenarios", "docs", "pyproject.toml")
SECTION = "[tool.mutmut]"
AGREEING = ("tests/engine/year/test_year_agreement.py", "tests/language/test_meaning_gallery.py")
"""What sees faults of many modules: the slow engine of the year, and the messages of faulty files."""


def path_of(module: str) -> str:
    """Return the file of a module.

    >>> path_of("simulator.engine.year.payments")
    'simulator/engine/year/payments.py'
    """
    return f"{module.replace('.', '/')}.py"


def speaks_of(text: str, module: str) -> bool:
    """Return whether a test names a module, or imports it out of its package.

    >>> speaks_of("from simulator.engine.year.payments import payments_of", "simulator.engine.year.payments")
    True
    >>> speaks_of("from simulator.engine.year import payments", "simulator.engine.year.payments")
    True
    >>> speaks_of("from simulator.engine.pays import paid", "simulator.engine.pay")
    False
    """
    package, _, name = module.rpartition(".")
    whole = rf"{re.escape(module)}\b"
    parted = rf"^from {re.escape(package)} import .*\b{re.escape(name)}\b"
    return re.search(whole, text) is not None or re.search(parted, text, re.MULTILINE) is not None


def files_testing(modules: Sequence[str], root: Path = ROOT) -> tuple[str, ...]:
    """Return the test files of some modules: those named after one, those that speak of one, `AGREEING`."""
    named = {f"test_{module.rpartition('.')[2]}.py": True for module in modules}
    found = [
        file
        for file in sorted((root / "tests").rglob("test_*.py"))
        if file.name in named or any(speaks_of(file.read_text(encoding="utf-8"), each) for each in modules)
    ]
    own = [file.relative_to(root).as_posix() for file in found if "architecture" not in file.parts]
    return tuple(dict.fromkeys((*own, *AGREEING)))


def with_section(project: str, modules: Iterable[str], tests: Iterable[str]) -> str:
    r"""Return pyproject.toml with the settings of mutmut for some modules and tests in place of its own.

    >>> print(with_section("a = 1\n[tool.mutmut]\nb = 2\n", ["x.y"], ["tests/z.py"]).splitlines()[3])
    only_mutate = ["x/y.py"]
    """
    head, _, _ = project.partition(SECTION)
    settings = {
        "source_paths": ["simulator"],
        "only_mutate": [path_of(each) for each in modules],
        "also_copy": ["tools", "scenarios", "docs"],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-o", "filterwarnings="],
        "pytest_add_cli_args_test_selection": list(tests),
    }
    lines = (f"{name} = {json.dumps(found)}" for name, found in settings.items())
    return "\n".join((f"{head}{SECTION}", *lines, "track_dependencies = false", ""))


def copied(modules: Sequence[str], tests: Sequence[str], folder: Path) -> None:
    """Copy what is needed into a folder made anew, with mutmut set for some modules and tests."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            text = with_section(source.read_text(encoding="utf-8"), modules, tests)
            (folder / name).write_text(text, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Run mutmut and print what no test sees; returns 1 when there is such a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+")
    parser.add_argument("--tests", nargs="*", help="test files instead of those that speak of the modules")
    asked = parser.parse_args(arguments)
    mutmut = Path(sys.executable).with_name("mutmut")
    copied(asked.modules, asked.tests or files_testing(asked.modules), BUILD)
    subprocess.run([mutmut, "run"], cwd=BUILD, check=True)
    told = subprocess.run([mutmut, "results"], cwd=BUILD, check=True, capture_output=True, text=True).stdout
    alive = [line.partition(":")[0].strip() for line in told.splitlines() if ": " in line]
    for name in alive:
        subprocess.run([mutmut, "show", name], cwd=BUILD, check=True)
    return int(bool(alive))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
