"""A path of the year that is no figure is refused with the nearest one, never answered by another figure."""

import pytest

import simulator as sim
from simulator.problems import FindingError

YEAR = """
scenario: strays
year: 2024
unit: 元
sources: {own: {amount: 100}}
spending: {office: {title: Office, amount: 100, pay: evenly}}
carry_over: {lots: [{year: 2023, amount: 5}]}
pace: {gates: {2024-06: 40%}}
funds: {pool: {opening: 10}}
targets:
  served: {title: Served, at_least: 5}
  promise: {title: A report, text: published in June}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("strays") / "strays.yaml"
    path.write_text(YEAR, encoding="utf-8")
    return sim.load(path).run()


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("ledgers.total.Q1.paid", "ledgers.total.paid"),
        ("ledgers.spending.ofice.paid", "ledgers.spending.office.paid"),
        ("carry_over.2032.spent", "carry_over.2023.spent"),
        ("pace.Q3.reach", "pace.Q3.reached"),
        ("funds.pool.closng", "funds.pool.closing"),
        ("targets.served.shortfal", "targets.served.shortfall"),
        ("targets.zzzzzzzzzzzz", ""),
    ],
)
def test_a_stray_is_told_the_nearest_figure(plan, path, nearest):
    with pytest.raises(FindingError) as refused:
        plan.explain(path)
    assert (refused.value.code, refused.value.facts.get("nearest", "")) == ("R641", nearest)


def test_every_figure_and_every_beginning_of_one_is_told(plan):
    paths = [
        path
        for path in plan.figures.path
        if path.startswith(("ledgers", "pace", "carry", "funds", "targets"))
    ]
    beginnings = {path.rpartition(".")[0] for path in paths}
    assert all(plan.explain(path).lines for path in sorted({*paths, *beginnings, "targets.promise"}))
