"""Write docs/systems.md: every published system, its figures as published and as run, its questions answered.

python -m tools.systems docs/systems.yaml docs/published.yaml scenarios docs/systems.md
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simulator import api
from simulator.charts.view import View
from simulator.model.funds import STATES
from simulator.model.result import ExpectationOutcome, Result
from simulator.money import FEN_OF_UNIT, MINUS, decimal_text, grouped, half_up
from simulator.problems import errors_of
from simulator.reports.wording import figure_text, is_money, measured_of, quantity_text
from tools.published import Published, holds, is_entered, outcomes_of, published, value_of, written_of

SIGNS = (("is_", ""), ("at_least", "≥ "), ("at_most", "≤ "))
HEADING = """# The published systems · 公布的系统

Five documents of science-and-technology bureaus describe nineteen systems. Each runs as a scenario. What the
documents print is written there and checked at every run; what they do not say is an assumption and listed as
one; overlays answer the questions that the documents raise. Applicants are synthetic unless their file says
otherwise.

五份科技部门的公开文件描述了十九个系统，每个都是一份可以运行的情景：公布的数字写在情景里，每次运行逐一核对；
没有公布的都是假设，逐条列明；overlay 回答文件引出的问题。申报单位除另有说明外均为合成。

Made by `make docs` from docs/systems.yaml, docs/published.yaml and the scenarios; do not edit.
"""
LEGEND = """How a figure is held (last column but one of each table): **run**, the run comes to it;
**entered**, it is written in the scenario as printed and the run starts from it; **bound**, it is the bound
of a target or a limit. *half_up* and *truncated* say how the document rounds.

核对方式：run 为运行得出，entered 为照原文录入、运行由此出发，bound 为指标或约束的界限。
"""
RUN, ENTERED, BOUND = "run", "entered", "bound"
OPEN = "open · 未评估"
TITLED = ("sources", "spending", "programmes", "figures", "constraints", "targets", "funds")
Telling = Callable[[Result, str], str]
"""How a figure of a run is told, by its path."""


# ── the index ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a system: the overlay that answers it, where to look, the answer in a sentence.

    In `answer` `{0.before}` is the first figure looked at before the change, `{0.after}` after it.
    """

    asks: str
    overlay: str
    paths: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class System:
    """One system of the index: its scenarios, its questions, and which unpublished figures it shows.

    A figure that an `expect:` holds and no document prints is shown where its path begins with one of
    `shows`; without any, all those of the scenarios that no system before it lists are. `refuses` are
    settings that its first scenario must not accept, as (path, value) pairs.
    """

    id: str
    title: str
    scenarios: tuple[str, ...]
    shows: tuple[str, ...]
    questions: tuple[Question, ...]
    refuses: tuple[tuple[str, str], ...] = ()


def systems(text: str) -> tuple[System, ...]:
    """Return the systems of an index, in its order; raises KeyError for one that lacks a part."""
    return tuple(_system(name, each) for name, each in yaml.safe_load(text).items())


def _system(name: str, each: Mapping[str, Any]) -> System:
    questions = tuple(
        Question(asked["asks"], asked["overlay"], tuple(asked["looks_at"]), asked["answer"])
        for asked in each["questions"]
    )
    shows, refuses = tuple(each.get("shows", ())), tuple(each.get("refuses", {}).items())
    return System(name, each["title"], tuple(each["scenarios"]), shows, questions, refuses)


# ── the page ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure before and after a change, as told."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that no run accepts: what is set, and what the check says in both languages."""

    path: str
    to: str
    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Page:
    """The page in the making: the folder of the scenarios, and the rows of published figures."""

    folder: Path
    rows: tuple[Published, ...]
    index: tuple[System, ...]

    def result(self, name: str) -> Result:
        """Return the result of a scenario by its file name; each is run once."""
        return run_of(self.folder / name)

    def base_of(self, overlay: str) -> str:
        """Return the file name of the scenario that an overlay changes."""
        return Path(str(api.base_of(self.folder / overlay))).name

    def lines(self) -> Iterator[str]:
        """Yield the page line by line."""
        yield HEADING
        yield from self._counts()
        yield from self._overview()
        yield LEGEND
        for system in self.index:
            yield from self._told(system)
        yield from self._left_out()
        yield "## Assumptions · 假设\n"
        for name in dict.fromkeys(name for system in self.index for name in system.scenarios):
            yield from self._assumptions(name)

    def is_first(self, system: System, name: str) -> bool:
        """Return whether a system is the first of the index that lists a scenario."""
        return next(each for each in self.index if name in each.scenarios) is system

    # ── counts ──────────────────────────────────────────────────────────────────────────────────

    def way_of(self, row: Published) -> str:
        """Return how a figure is held: run, entered or bound; empty for one that is left out."""
        if not row.is_held:
            return ""
        if row.written:
            return BOUND
        return ENTERED if is_entered(row.result, self.result(row.scenario)) else RUN

    def holds(self, row: Published) -> bool:
        """Return whether a scenario does hold a figure as printed."""
        return row.is_held and holds(row, self.result(row.scenario))

    def _counts(self) -> Iterator[str]:
        printed = [each for each in self.rows if not each.is_derived]
        held = [each for each in printed if self.holds(each)]
        ways = [self.way_of(each) for each in held]
        derived = [each for each in self.rows if each.is_derived]
        reached = sum(self.holds(each) for each in derived)
        left = sum(not each.is_held for each in printed)
        run, entered, bound = (ways.count(way) for way in (RUN, ENTERED, BOUND))
        yield (
            f"**{len(held)} of {len(printed)} published figures are held**, each as it is printed:"
            f" the runs come to {run} of them, {entered} are entered as printed, {bound} are bounds;"
            f" {left} are left out, each with its reason (below)."
            f" Of {len(derived)} figures that follow from them by arithmetic the runs come to {reached}.\n"
        )
        yield (
            f"公布的{len(printed)}个数字中有{len(held)}个写在情景里并逐一核对：{run}个由运行得出，"
            f"{entered}个照原文录入，{bound}个是界限；{left}个没有采用，原因见后。"
            f"由公布数推算的{len(derived)}个数字，运行得出{reached}个。\n"
        )

    def _overview(self) -> Iterator[str]:
        yield "| system | published | derived | assumed | answers |"
        yield "|---|---:|---:|---:|---|"
        for system in self.index:
            own = [each for each in self.rows if each.system == system.id]
            printed = [each for each in own if not each.is_derived]
            held = sum(map(self.holds, printed))
            derived = sum(self.holds(each) for each in own if each.is_derived)
            assumed = sum(len(self.result(name).scenario.assumptions) for name in system.scenarios)
            answers = "<br>".join(self.answer(each) for each in system.questions)
            counted = f"{held} of {len(printed)} | {derived} | {assumed}"
            yield f"| [{system.id}](#{system.id.lower()}) {system.title} | {counted} | {answers} |"
        yield ""

    # ── one system ──────────────────────────────────────────────────────────────────────────────

    def _told(self, system: System) -> Iterator[str]:
        yield f'<a id="{system.id.lower()}"></a>\n'
        yield f"## {system.id} {system.title}\n"
        for name in system.scenarios:
            yield from self._scenario(system, name)
        for question in system.questions:
            yield from self.question(question)
        for each in self.refused(system):
            yield f"Refused · 不予通过: `{each.path} = {each.to}` ({each.code}): {each.zh} · {each.en}\n"

    def _scenario(self, system: System, name: str) -> Iterator[str]:
        found = [*self._expected(system, name), *self._bounds(system, name)]
        note = f": {self.result(name).scenario.note}" if self.is_first(system, name) else ""
        yield f"[{name}](../scenarios/{name}){note}\n"
        if found:
            yield "| figure | published | this run | | how | source |"
            yield "|---|---:|---:|---|---|---|"
            yield from found
            yield ""

    def _expected(self, system: System, name: str) -> Iterator[str]:
        result = self.result(name)
        for each in self.shown(system, name):
            way = ENTERED if is_entered(each.expectation.result, result) else RUN
            yield _row(View(result), each, way, self._reckoned(name, each))

    def _reckoned(self, name: str, each: ExpectationOutcome) -> str:
        """Return how a figure that no document prints follows from those that do; empty for the others."""
        rows = (row for row in self.rows if row.scenario == name and row.is_derived)
        said = each.expectation
        return next(
            (row.of for row in rows if row.result == said.result and said.document == row.document), ""
        )

    def shown(self, system: System, name: str) -> Iterator[ExpectationOutcome]:
        """Yield the expectations of a scenario that are listed for a system, or are published nowhere."""
        result = self.result(name)
        owners = [
            (row.system, each.expectation)
            for row in self.rows
            if row.scenario == name
            for each in outcomes_of(row, result)
        ]
        for each in result.expectations:
            mine = [owner for owner, said in owners if said is each.expectation]
            if system.id in mine or (not mine and self._shows(system, name, each.expectation.result)):
                yield each

    def _shows(self, system: System, name: str, path: str) -> bool:
        heads = tuple(end for head in system.shows for end in (f"{head}.", f"{head}/"))
        return f"{path}.".startswith(heads) if heads else self.is_first(system, name)

    def _bounds(self, system: System, name: str) -> Iterator[str]:
        for row in self.rows:
            if row.system == system.id and row.scenario == name and row.written:
                mark = "✔" if self.holds(row) else "✘"
                written = " – ".join(each.text for each in written_of(row, self.result(name)))
                source = f"{row.document} «{row.quote}»"
                what = f"{_title(self.result(name), row.written)} `{row.written}`".strip()
                yield f"| {what} | {row.figure} | {written} | {mark} | {BOUND} | {source} |"

    # ── questions ───────────────────────────────────────────────────────────────────────────────

    def compared(self, question: Question, told: Telling | None = None) -> tuple[Compared, ...]:
        """Return what a question looks at, before and after its change; in full unless told otherwise."""
        tell = told or in_full
        base, answer = self.result(self.base_of(question.overlay)), self.result(question.overlay)
        return tuple(Compared(path, tell(base, path), tell(answer, path)) for path in question.paths)

    def answer(self, question: Question) -> str:
        """Return the answer to a question in a sentence, its figures taken from the runs and shortened."""
        return question.answer.format(*self.compared(question, brief))

    def refused(self, system: System) -> tuple[Refused, ...]:
        """Return what is wrong with each setting that a system must refuse; none for one that is accepted."""
        file = self.folder / system.scenarios[0]
        return tuple(
            Refused(path, to, found.code, self._placed(found.what("zh")), self._placed(found.what("en")))
            for path, to in system.refuses
            for found in errors_of(api.read(file, {path: to}).problems)
        )

    def _placed(self, text: str) -> str:
        # the page must not depend on where the project lies
        return text.replace(str(self.folder), self.folder.name)

    def question(self, question: Question) -> Iterator[str]:
        """Yield a question with the figures before and after, its answer, and what one learns from it."""
        yield f"**{question.asks}** [{question.overlay}](../scenarios/{question.overlay})\n"
        yield "| figure | before | after |"
        yield "|---|---:|---:|"
        for each in self.compared(question):
            what = f"{_title(self.result(question.overlay), each.path)} `{each.path}`".strip()
            yield f"| {what} | {each.before} | {each.after} |"
        yield f"\n{self.answer(question)}\n"
        yield f"> {self.result(question.overlay).scenario.note}\n"

    # ── what is not there ───────────────────────────────────────────────────────────────────────

    def _left_out(self) -> Iterator[str]:
        yield "## Published figures left out · 没有采用的公布数字\n"
        yield "| system | figure | document | reason |"
        yield "|---|---|---|---|"
        for row in self.rows:
            if not row.is_held:
                source = f"{row.document} «{row.quote}»"
                yield f"| {row.system} | {row.figure} | {source} | {row.left_out} |"
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


def _row(view: View, each: ExpectationOutcome, way: str, reckoned: str) -> str:
    wanted, measured = each.expectation, measured_of(view.result, each.expectation.result)
    bounds = [(getattr(wanted, name), sign) for name, sign in SIGNS if getattr(wanted, name) is not None]
    published_text = " ".join(sign + quantity_text(bound, wanted.result, measured) for bound, sign in bounds)
    found = figure_text(view, each.found, wanted.result, bounds[0][0])
    source = f"{wanted.document} «{wanted.quote}»" if wanted.quote else wanted.document
    source += f"：{reckoned}" if reckoned else ""
    mark = "✔" if each.met else "✘"
    told = f"{way} {wanted.as_printed or ''}".strip()
    what = f"{_title(view.result, wanted.result)} `{wanted.result}`".strip()
    return f"| {what} | {published_text} | {found} | {mark} | {told} | {source} |"


def _title(result: Result, path: str) -> str:
    """Return what the thing a path names is called, empty where it has no title."""
    section, _, rest = path.replace("/", ".").partition(".")
    if section in TITLED:
        name = rest.partition(".")[0]
        return next((each.title for each in getattr(result.scenario, section) if each.id == name), "")
    return next((each.title for each in result.scenario.programmes if each.id == section), "")


def in_full(result: Result, path: str) -> str:
    """Return a figure of a run with all its decimals; a target that nothing is known of yet is open."""
    value: Fraction | None = value_of(path, result)
    if value is None and path.startswith("targets."):
        return OPEN
    if path.rpartition(".")[2] in STATES:
        return "yes · 是" if value else "no · 否"
    return figure_text(View(result), value, path)


def brief(result: Result, path: str) -> str:
    """Return a figure of a run as a sentence says it: money and multiples to two decimals."""
    value, measured = value_of(path, result), measured_of(result, path)
    if value is None:
        return in_full(result, path)
    if is_money(path, measured):
        unit = "亿元" if abs(value) >= FEN_OF_UNIT["亿元"] else "万元"
        return _two_places(value / FEN_OF_UNIT[unit]) + unit
    if measured is not None and measured.kind == "multiple":
        return _two_places(value) + "×"
    return in_full(result, path)


def _two_places(value: Fraction) -> str:
    text = grouped(decimal_text(half_up(abs(value) * 100), 2)).removesuffix(".00")
    return MINUS + text if value < 0 else text


def main(arguments: list[str]) -> int:
    """Write the page; return 1 when a published figure is not reproduced."""
    index, ledger, folder, target = (Path(each) for each in arguments)
    found = systems(index.read_text(encoding="utf-8"))
    page = Page(folder, published(ledger.read_text(encoding="utf-8")), found)
    text = "\n".join(page.lines()).rstrip() + "\n"
    target.write_text(text, encoding="utf-8")
    return int(not all(page.holds(each) for each in page.rows if each.is_held))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
