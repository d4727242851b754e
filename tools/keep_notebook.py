"""Keep an executed notebook: its cells and outputs, without what differs from run to run.

python tools/keep_notebook.py reports/build/longgang_2014.ipynb reports/longgang_2014.ipynb
"""

import sys
from pathlib import Path

import nbformat


def kept(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the notebook with cells numbered in order and no times, ids or machine details."""
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = {}
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def main(arguments: list[str]) -> int:
    """Read one notebook and write what is kept of it; return 0."""
    made, target = (Path(argument) for argument in arguments)
    notebook = nbformat.read(made, as_version=4)  # type: ignore[no-untyped-call]
    text = nbformat.writes(kept(notebook))  # type: ignore[no-untyped-call]
    target.write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
