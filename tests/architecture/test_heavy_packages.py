"""What a person waits for: asking for help loads none of the heavy packages."""

import json
import subprocess
import sys

import pytest

from tests.architecture.house import ROOT

HEAVY = ("numpy", "pandas", "scipy", "matplotlib", "pulp", "highspy", "pyarrow", "typst")
AFTER = "\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
ASK_FOR_HELP = """
import json, sys
from simulator.cli.main import main
try:
    code = main(["--help"])
except SystemExit as ended:
    code = ended.code
assert not code, code
"""
IMPORT_THE_PACKAGE = "import json, sys\nimport simulator\n"


def run_python(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a Python of its own, from the root of the project."""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )


def loaded_by(program: str) -> list[str]:
    """Return the modules that a program leaves loaded."""
    return json.loads(run_python(program + AFTER).stderr.splitlines()[-1])


@pytest.mark.parametrize("program", [ASK_FOR_HELP, IMPORT_THE_PACKAGE], ids=["help", "import"])
def test_no_heavy_package_is_loaded_for(program):
    assert [name for name in loaded_by(program) if name in HEAVY] == []


def test_help_is_printed():
    assert "simulator" in run_python(ASK_FOR_HELP).stdout


def test_a_heavy_package_would_be_seen():
    assert "numpy" in loaded_by(IMPORT_THE_PACKAGE + "import numpy\n")
