"""Check a certificate: `python tools/verify.py DIRECTORY` runs simulator/checker.py, which runs alone too."""

import runpy
from pathlib import Path

if __name__ == "__main__":
    runpy.run_path(str(Path(__file__).parents[1] / "simulator" / "checker.py"), run_name="__main__")
