"""Shenzhen's white paper, ten tasks by four quarters: the matrix as printed, cell by cell."""

from fractions import Fraction

import pytest

from simulator.model.matrix import MatrixRow, matrix_of
from simulator.model.result import Result
from tests.architecture.house import ROOT
from tools.systems import run_of

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
# the white paper's letters: P is the plan checked jointly, F the fund plan issued
WORDS = {
    "G": "guide",
    "A": "accept",
    "R": "review",
    "P": "plan",
    "B": "publicity",
    "F": "fund_plan",
    "C": "contract",
    "D": "pay",
    "b": "build",
    "planning": "planning",
    "study": "study",
    "implement": "implement",
    "approve": "approve",
    "establish": "establish",
    "1个集群2个专业园": "milestone",
    "改造2—3个项目": "milestone",
}
# the white paper's own table, written down apart from the scenario; "" is a blank cell
PRINTED = {
    ("reform", "一批"): ("G", "A R", "P B F C D", ""),
    ("reform", "二批"): ("G", "A R", "", "P B F C D"),
    ("carriers", ""): ("G", "R", "P", "F establish"),
    ("platform", ""): ("b", "b", "b", "b"),
    ("key_tech", ""): ("G", "A R", "P B", "F C"),
    ("peacock", ""): ("G", "A R P", "", "F"),
    ("open", ""): ("study", "G", "A R", "D"),
    ("parks", ""): ("planning", "planning", "1个集群2个专业园", "改造2—3个项目"),
    ("future", ""): ("G", "R", "implement", "F"),
    ("demonstration", ""): ("G", "A", "R", "approve"),
    ("livelihood", ""): ("G", "A", "R", "approve"),
}
TASKS = tuple(dict.fromkeys(task for task, _ in PRINTED))
# payments that the white paper does not print: the scenario assumes them in the last quarter, and says so
ASSUMED_PAYMENTS = ("carriers", "key_tech", "peacock", "future", "demonstration", "livelihood")


def result() -> Result:
    return run_of(ROOT / "scenarios" / "shenzhen_2014.yaml")


def rows() -> dict[tuple[str, str], MatrixRow]:
    """Return the calendar's rows of programmes by task and batch; basic spending is no task."""
    made = matrix_of(result().scenario)
    tasks = [each for each in made.rows if each.line.startswith("programmes.")]
    return {(each.line.removeprefix("programmes."), each.group): each for each in tasks}


def cell(row: MatrixRow, quarter: str) -> tuple[str, ...]:
    """Return the stages of one cell in order, a milestone by its text."""
    at = matrix_of(result().scenario).columns.index(quarter)
    stages = (stage for entry in row.cells[at] for stage in entry.stages)
    return tuple(each.milestone.title if each.milestone is not None else each.word for each in stages)


def printed(task: str, batch: str, quarter: str) -> tuple[str, ...]:
    letters = PRINTED[task, batch][QUARTERS.index(quarter)].split()
    stages = tuple(each if WORDS[each] == "milestone" else WORDS[each] for each in letters)
    return (*stages, "pay") if task in ASSUMED_PAYMENTS and quarter == "Q4" else stages


def quarters_of(stage: str) -> dict[str, list[str]]:
    """Return by task the quarters in which the scenario has a stage; of both batches, each quarter once."""
    found: dict[str, list[str]] = {task: [] for task in TASKS}
    for (task, _), row in rows().items():
        here = [quarter for quarter in QUARTERS if stage in cell(row, quarter)]
        found[task] += [each for each in here if each not in found[task]]
    return found


def test_there_are_ten_tasks_and_the_first_has_two_batches():
    assert len(TASKS) == 10
    assert tuple(rows()) == tuple(PRINTED)


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize(("task", "batch"), PRINTED, ids=lambda each: each or "all")
def test_every_cell_is_as_the_white_paper_prints_it(task: str, batch: str, quarter: str) -> None:
    assert cell(rows()[task, batch], quarter) == printed(task, batch, quarter)


def test_seven_of_ten_guides_are_issued_in_the_first_quarter_and_one_in_the_second():
    guides = quarters_of("guide")
    assert sum(each == ["Q1"] for each in guides.values()) == 7
    assert [task for task, each in guides.items() if each == ["Q2"]] == ["open"]
    assert [task for task, each in guides.items() if not each] == ["platform", "parks"]


def test_only_the_first_task_pays_before_the_fourth_quarter_in_two_batches():
    ledgers = result().accounts.ledgers
    assert ledgers is not None
    lines = {each.line: each for each in ledgers.lines}
    early = [name for name, each in lines.items() if name.startswith("programmes.") and any(each.paid[:3])]
    assert early == ["programmes.reform"]
    assert quarters_of("pay")["reform"] == ["Q3", "Q4"]
    assert lines["programmes.reform"].paid[:2] == (0, 0)


def test_publicity_precedes_the_fund_plan_and_the_contract_precedes_payment():
    order = [stage for quarter in QUARTERS for stage in cell(rows()["reform", "一批"], quarter)]
    assert order.index("publicity") < order.index("fund_plan")
    assert order.index("contract") < order.index("pay")


def test_what_is_paid_by_september_is_the_first_batch_and_three_quarters_of_basic_spending():
    # the batches' grants are in the data file, basic spending is 2亿元 paid evenly
    table = (ROOT / "scenarios" / "data" / "shenzhen_2014_reform.csv").read_text(encoding="utf-8").split()[1:]
    first = sum(Fraction(line.split(",")[2]) * 100 for line in table if line.split(",")[1] == "一批")
    basic = Fraction(3, 4) * 2 * 10**8 * 100
    pace = result().accounts.figure("pace.Q3.reached")
    assert pace is not None
    assert pace.value == (first + basic) / (30 * 10**8 * 100)
