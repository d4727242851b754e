"""The year in money of whole scenarios: the paths of its figures, its derivations, its part of a result."""

import json

import pytest

from simulator.engine import explain
from simulator.engine.run import run
from simulator.files.ledgers import ledgers_json
from simulator.files.results import result_json
from simulator.language import parse
from simulator.model.ledger_paths import ledger_paths
from simulator.problems import ScenarioError, errors_of
from tests.language.test_ledgers import OPENING, YEAR

GROUPED = """\
scenario: a
year: 2014
unit: 元
sources: {city: {amount: 600}}
spending: {basic: {amount: 100, pay: evenly}, project: {amount: 500, when_short: pro_rata}}
populations:
  firms: {synthetic: {count: 6, columns: {cost: {fixed: 100元}, batch: {choice: {一批: 50%, 二批: 50%}}}}}
programmes:
  rent: {spending: project, applicants: firms, award: [{share: {of: cost, rate: 50%}}], when_short: pro_rata}
  park: {spending: project, amount: 100}
calendar:
  rent:
    column: batch
    rows:
      一批: {Q1: contract, Q2: {pay: 60%}, 2015Q1: {pay: 40%}}
      二批: {Q3: contract, Q4: {pay: 100%}}
  park: {Q4: {pay: 100%}}
adjustments: [{on: Q2, line: programmes.park, cut: 40元, reason: 压减}]
"""


def ran(text):
    """Return the result of a scenario without errors."""
    scenario, problems = parse({"a.yaml": text}, "a.yaml")
    assert not errors_of(problems), [each.tell("en") for each in problems]
    return run(scenario, {})


LATER = OPENING.replace("Q4: {pay", "2015Q4: {pay").replace("Q2: [contract, ", "2013Q4: contract, Q2: [")


@pytest.mark.parametrize("text", [OPENING, OPENING + YEAR, LATER, LATER + YEAR, GROUPED])
def test_the_figures_of_a_run_are_those_that_may_be_expected(text):
    result = ran(text)
    found = [
        name for name, _ in result.accounts.figures if name.startswith(("ledgers", "pace", "carry_over"))
    ]
    assert sorted(found) == sorted(ledger_paths(result.scenario))


@pytest.mark.parametrize("text", [OPENING + YEAR, LATER + YEAR, GROUPED])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_has_a_derivation(text, language):
    result = ran(text)
    for path in ledger_paths(result.scenario):
        told = explain(result, path).tell(language)
        assert told
        assert "{" not in told


def test_a_derivation_names_the_adjustment_the_calendar_and_the_ceilings():
    told = explain(ran(OPENING + YEAR), "ledgers.programmes.rent.paid").tell("en")
    quarter = "  by the end of {}: 368,000元 authorised, {} committed, {} due, {} paid, 0元 waiting"
    assert told.splitlines() == [
        "ledgers.programmes.rent.paid = 368,000元",
        "  rent: awarded 400,000元 in this run, its authority",
        "    earlier contracts bring 20,000元, paid out of lots",
        "    Q1: project is cut by 48,000元: -32,000元",
        "    Q1: 20,000元 moves from rent to park: -20,000元",
        "    rent: after the cut, 52,000元 of its awards has no authority to be committed",
        "    by the calendar Q2 pays 50%, 200,000元",
        "    by the calendar Q4 pays 50%, 200,000元",
        "    cash plan all: at most 15% by Q1",
        "    cash plan all: at most 50% by Q2",
        "    cash plan all: at most 80万元 by 2014-09",
        "    cash plan all: at most 100% by Q4",
        quarter.format("Q1", "20,000元", "0元", "0元"),
        quarter.format("Q2", "368,000元", "174,000元", "174,000元"),
        quarter.format("Q3", "368,000元", "194,000元", "194,000元"),
        quarter.format("Q4", "368,000元", "368,000元", "368,000元"),
    ]


def test_a_cut_of_what_is_committed_stops_the_run_at_its_line():
    with pytest.raises(ScenarioError) as caught:
        ran(OPENING + "adjustments: [{on: Q3, line: programmes.rent, cut: 1}]\n")
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.line) == ("R681", 10)


def test_a_scenario_that_says_nothing_of_time_writes_what_it_always_wrote():
    plain = ran(OPENING.replace(", pay: evenly", "").partition("calendar:")[0])
    assert plain.accounts.ledgers is None
    assert ledgers_json(plain) == {}
    assert "ledgers" not in json.loads(result_json(plain))
    assert explain(plain, "spending.basic.used").lines


def test_a_batch_moved_forward_closes_the_gap_by_what_it_pays():
    late = ran(OPENING + "pace: {}\n").accounts
    early = ran(OPENING.replace("Q4: {pay: 50%}", "Q3: {pay: 50%}") + "pace: {}\n").accounts
    moved = early.figure("pace.Q3.gap").value - late.figure("pace.Q3.gap").value
    assert (
        moved
        == early.figure("ledgers.total.outlay.Q3").value / 10**8
        - late.figure("ledgers.total.outlay.Q3").value / 10**8
    )
    assert moved * 10**8 == 30 * 10**6
