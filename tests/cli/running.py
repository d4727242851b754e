"""Run the command line in this process and keep what it said: exit code, stdout, stderr."""

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from simulator.cli.main import main

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LONGGANG = str(SCENARIOS / "longgang_2014.yaml")
CUT = str(SCENARIOS / "longgang_2014_cut.yaml")


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


def simulator(*arguments: str) -> Said:
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(each) for each in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Said(code, out.getvalue(), err.getvalue())
