"""An infeasible limit is told by the bound that is written, whatever the plan's own row has left of it."""

import pytest

from simulator.engine.run import run
from simulator.problems import InfeasibleError
from tests.engine.claiming import scenario_of, tables_of

BUDGET = """\
scenario: clash
year: 2014
unit: 元
sources: {city: {amount: 1000}}
spending: {project: {amount: 1000, when_short: pro_rata}}
populations: {firms: {file: f.csv, id: firm_id, columns: {rent: 元, old: yes_no}}}
programmes:
  p: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: pro_rata}
constraints:
  k: {LIMIT}
"""
ROWS = "firm_id,rent,old\nA,80,yes\nB,60,no\n"
OLD = "top: {award: {programme: p, where: old}}, bottom: {award: {programme: p}}"


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("top: {award: {programme: p}}, at_least: 500元", "constraints.k asks for at least 0.05万元"),
        ("top: {award: {programme: p}}, between: [500, 600]", "constraints.k asks for at least 0.05万元"),
        ("top: {award: {programme: p}}, at_most: 85元", "constraints.k asks for at most 0.0085万元"),
        (f"{OLD}, at_least: 60%", "constraints.k asks for at least 60%"),
        (f"{OLD}, between: [10%, 50%]", "constraints.k asks for at most 50%"),
        ("top: {count: {programme: p}}, at_least: 3", "constraints.k asks for at least 3"),
    ],
)
def test_a_limit_that_cannot_hold_is_told_as_it_is_written(limit: str, said: str) -> None:
    scenario = scenario_of(BUDGET.replace("LIMIT", limit))
    with pytest.raises(InfeasibleError) as refused:
        run(scenario, tables_of(scenario, firms=ROWS))
    told = [each.tell("en") for each in refused.value.problems if each.code == "R602"]
    assert len(told) == 1
    assert said in told[0]
