"""Write docs/systems.md: every published system, its figures as published and as run, one question answered.

python tools/systems.py docs/systems.yaml scenarios docs/systems.md
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simulator import api
from simulator.charts.view import View
from simulator.engine.figures import figure_of
from simulator.model.result import ExpectationOutcome, Result
from simulator.reports.wording import figure_text, measured_of, quantity_text

SIGNS = (("is_", ""), ("at_least", "≥ "), ("at_most", "≤ "))
HEADING = """# The published systems

Five documents of science-and-technology bureaus describe nineteen systems. Each runs as a scenario: its
published figures are written there as `expect:` clauses and checked at every run, what the documents do not
say is an assumption and listed as one, and one overlay answers a question that the document raises.
Applicants are synthetic unless their file says otherwise.

Made by `make docs` from docs/systems.yaml and the scenarios; do not edit.
"""


@dataclass(frozen=True)
class System:
    """One system of the index: its scenarios, the heads of its figures' paths, and its question."""

    id: str
    title: str
    scenarios: tuple[str, ...]
    heads: tuple[str, ...]
    asks: str
    overlay: str
    paths: tuple[str, ...]


def systems(text: str) -> tuple[System, ...]:
    """Return the systems of an index, in its order; raises KeyError for one that lacks a part."""
    return tuple(_system(name, each) for name, each in yaml.safe_load(text).items())


def _system(name: str, each: Mapping[str, Any]) -> System:
    question = each["question"]
    names = (each["scenario"], *each.get("also", ()))
    return System(
        name,
        each["title"],
        names,
        tuple(each["figures"]),
        question["asks"],
        question["overlay"],
        tuple(question["looks_at"]),
    )


@dataclass(frozen=True)
class Page:
    """The page in the making: the folder of the scenarios, and each scenario's result, run once."""

    folder: Path

    def result(self, name: str) -> Result:
        """Return the result of a scenario by its file name."""
        return run_of(self.folder / name)

    def base_of(self, overlay: str) -> str:
        """Return the file name of the scenario that an overlay changes."""
        return Path(str(api.base_of(self.folder / overlay))).name

    def lines(self, of: tuple[System, ...]) -> Iterator[str]:
        """Yield the page line by line."""
        yield HEADING
        for system in of:
            yield from self._system(system)
        yield "## Assumptions\n"
        for name in dict.fromkeys(name for system in of for name in system.scenarios):
            yield from self._assumptions(name)

    def _system(self, system: System) -> Iterator[str]:
        yield f"## {system.id} {system.title}\n"
        links = ", ".join(f"[{name}](../scenarios/{name})" for name in system.scenarios)
        yield f"Scenario: {links}\n"
        yield "| figure | published | this run | | source |"
        yield "|---|---:|---:|---|---|"
        for name in system.scenarios:
            yield from self._figures(name, system.heads)
        yield ""
        yield from self.question(system)

    def _figures(self, name: str, heads: tuple[str, ...]) -> Iterator[str]:
        result = self.result(name)
        for each in result.expectations:
            if _is_under(each.expectation.result, heads):
                yield _row(View(result), each)

    def question(self, system: System) -> Iterator[str]:
        """Yield a system's question with the figures before and after."""
        base, answer = self.result(self.base_of(system.overlay)), self.result(system.overlay)
        yield f"Question: {system.asks} ([{system.overlay}](../scenarios/{system.overlay}))\n"
        yield "| figure | before | after |"
        yield "|---|---:|---:|"
        for path in system.paths:
            yield f"| `{path}` | {_told(base, path)} | {_told(answer, path)} |"
        yield ""

    def _assumptions(self, name: str) -> Iterator[str]:
        yield f"[{name}](../scenarios/{name})\n"
        for each in self.result(name).scenario.assumptions:
            yield f"- `{each.path}`: {each.note} ({each.reliability})"
        yield ""


@cache
def run_of(path: Path) -> Result:
    """Return the result of a scenario; each is run once."""
    return api.load(path).run().result


def _is_under(path: str, heads: tuple[str, ...]) -> bool:
    return any(path == head or path.startswith((f"{head}.", f"{head}/")) for head in heads)


def _row(view: View, each: ExpectationOutcome) -> str:
    wanted, measured = each.expectation, measured_of(view.result, each.expectation.result)
    bounds = [(getattr(wanted, name), sign) for name, sign in SIGNS if getattr(wanted, name) is not None]
    published = " ".join(sign + quantity_text(bound, wanted.result, measured) for bound, sign in bounds)
    found = figure_text(view, each.found, wanted.result, bounds[0][0])
    source = f"{wanted.document} «{wanted.quote}»" if wanted.quote else wanted.document
    mark = "✔" if each.met else "✘"
    return f"| `{wanted.result}` | {published} | {found} | {mark} {wanted.as_printed or ''} | {source} |"


def _told(result: Result, path: str) -> str:
    value = figure_of(path, result.scenario, result.allocation, result.limits, result.accounts)
    return figure_text(View(result), value, path)


def main(arguments: list[str]) -> int:
    """Write the page; return 1 when a published figure is not reproduced."""
    index, folder, target = (Path(each) for each in arguments)
    found = systems(index.read_text(encoding="utf-8"))
    page = Page(folder)
    text = "\n".join(page.lines(found)).rstrip() + "\n"
    target.write_text(text, encoding="utf-8")
    names = {name for system in found for name in system.scenarios}
    return int(any(not each.met for name in names for each in page.result(name).expectations))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
