"""The year's frames: each adds up to the fen, names what the run names, and is the same for every year."""

from fractions import Fraction

import pytest

import simulator as sim
from simulator.api import FRAMES
from simulator.frames import money_frame

COUNCIL = """
scenario: council
year: 2024
unit: 元
sources: {general: {title: General, amount: 1000}}
spending:
  grants: {title: Grants, amount: 700, when_short: pro_rata}
  office: {title: Office, amount: 300, pay: evenly}
populations:
  groups: {file: groups.csv, nature: synthetic, id: ref, columns: {cost: 元, ward: [north, south]}}
programmes:
  core: {spending: grants, applicants: groups, award: [{share: {of: cost, rate: 50%}}], when_short: pro_rata}
  loans:
    applicants: groups
    paid_from: revolving
    award: [{share: {of: cost, rate: 10%}}]
    when_short: pro_rata
calendar:
  core:
    column: ward
    rows:
      north: {Q1: [contract, {pay: 60%}], 2025Q2: {pay: 40%}}
      south: {Q3: [contract, {pay: 100%}]}
  loans: {Q2: [contract, {pay: 100%}]}
adjustments: [{on: Q3, line: spending.office, cut: 40, reason: mid-year}]
carry_over: {lots: [{year: 2023, amount: 50, line: programmes.core}, {year: 2022, amount: 7.01}]}
pace: {gates: {2024-06: 40%}}
funds:
  revolving: {title: Loans, opening: 500, pays: [loans], recovers: {after: 1, multiple: 0.9x}}
targets:
  served: {title: Groups, unit: groups, at_least: 5, counts: beneficiaries, each_costs: 120.5元}
  standing: {title: Rank, at_most: 3, rank: yes}
  promise: {title: A report, text: published in June}
horizon:
  until: 2026
  evaluations:
    - line: spending.office
      judged_by: paid_share
      grades: [{at_least: 99%, keeps: 100%}, {at_least: 0%, keeps: 50%}]
"""
GROUPS = "ref,cost,ward\nA,400.01,north\nB,600.00,south\nC,250.50,north\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    (folder / "groups.csv").write_text(GROUPS, encoding="utf-8")
    (folder / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    return sim.load(folder / "council.yaml")


@pytest.fixture(scope="module")
def plan(base):
    return base.run()


@pytest.fixture(scope="module")
def years(base):
    return tuple(base.run_years())


def test_every_frame_holds_whole_fen_and_no_float_money(plan):
    for name in FRAMES:
        frame = getattr(plan, name)
        money = [column for column in frame.columns if str(column).endswith("_fen")]
        assert {str(frame[column].dtype) for column in money} <= {"int64", "Int64"}, name


def test_what_a_scenario_does_not_say_has_an_empty_frame(tmp_path):
    (tmp_path / "bare.yaml").write_text(
        "scenario: bare\nyear: 2024\nunit: 元\nsources: {own: {amount: 1}}\nspending: {all: {amount: 1}}\n",
        encoding="utf-8",
    )
    bare = sim.load(tmp_path / "bare.yaml").run()
    of_the_year = (
        "ledgers",
        "lines",
        "payments",
        "adjustments",
        "lots",
        "balance",
        "pace",
        "funds",
        "targets",
    )
    assert [len(getattr(bare, name)) for name in of_the_year] == [0] * len(of_the_year)


def test_sources_are_what_is_used_and_what_is_not(plan):
    assert plan.sources.to_dict("records") == [
        {"source": "general", "title": "General", "amount_fen": 100_000, "used_fen": 92_526}
    ]
    assert plan.spending.unspent_fen.tolist() == [70_000 - 62_526, 0]
    assert (plan.spending.used_fen + plan.spending.unspent_fen).tolist() == plan.spending.amount_fen.tolist()


def test_the_outlays_of_the_quarters_add_to_what_is_paid_in_the_year(plan):
    rows = plan.ledgers
    last = rows[rows.quarter == "Q4"].set_index(["line", "group"]).paid_fen
    assert rows.groupby(["line", "group"]).outlay_fen.sum().to_dict() == last.to_dict()
    assert (rows.due_fen - rows.paid_fen == rows.waiting_fen).all()
    assert (rows.paid_fen <= rows.committed_fen).all()
    assert (rows.committed_fen <= rows.authorised_fen).all()


def test_the_groups_of_a_line_add_to_the_line(plan):
    last = plan.ledgers[plan.ledgers.quarter == "Q4"]
    lines = plan.lines.set_index("line")
    for column in ("authorised_fen", "committed_fen", "paid_fen"):
        assert last.groupby("line")[column].sum().to_dict() == lines[column].to_dict()
    assert lines.forward_fen["programmes.core"] == 20_001 - 12_001 + 12_525 - 7_515


def test_the_instalments_of_the_calendar_add_to_the_awards(plan):
    core = plan.payments[plan.payments.line == "programmes.core"]
    assert core.amount_fen.sum() == plan.programmes.set_index("programme").award_fen["core"] == 62_526
    by_group = [(each.group, each.moment, each.share, each.amount_fen) for each in core.itertuples()]
    assert by_group == [
        ("north", "Q1", "3/5", 12_001 + 7_515),
        ("north", "2025Q2", "2/5", 8_000 + 5_010),
        ("south", "Q3", "1", 30_000),
    ]


def test_an_adjustment_names_each_line_and_what_it_lost(plan):
    assert plan.adjustments[["on", "kind", "line", "changed_fen", "reason"]].to_dict("records") == [
        {"on": "Q3", "kind": "cut", "line": "spending.office", "changed_fen": -4_000, "reason": "mid-year"}
    ]


def test_the_balance_is_that_of_its_lots_and_its_lines(plan):
    balance, lots = plan.balance.iloc[0], plan.lots
    assert balance.opening_fen == lots.opening_fen.sum() == 5_701
    assert balance.opening_fen + balance.revenue_fen == (
        balance.spent_fen + balance.lapsed_fen + balance.closing_fen
    )
    assert (lots.opening_fen == lots.spent_fen + lots.lapsed_fen + lots.closing_fen).all()
    assert balance.spent_fen == plan.lines.paid_fen.sum()


def test_the_pace_is_told_in_exact_shares(plan):
    gate = plan.pace[plan.pace.gate].iloc[0]
    assert (gate.by, gate.norm) == ("2024-06", "2/5")
    half = plan.ledgers[plan.ledgers.quarter == "Q2"]
    assert Fraction(gate.reached) == Fraction(int(half.paid_fen.sum()), int(half.authorised_fen.sum()))
    assert Fraction(gate.gap) == Fraction(gate.reached) - Fraction(2, 5)


def test_a_quarter_of_a_fund_opens_with_what_the_last_one_left(plan):
    rows = plan.funds
    assert (rows.opening_fen + rows.in_fen + rows.recovered_fen - rows.out_fen == rows.closing_fen).all()
    assert rows.opening_fen.tolist()[1:] == rows.closing_fen.tolist()[:-1]
    assert rows[rows.quarter == "Q2"].out_fen.item() == 4_000 + 6_000 + 2_505
    assert rows[rows.quarter == "2025Q2"].recovered_fen.item() == 11_255  # nine tenths of 12 505, half-up


def test_a_target_says_its_state_and_a_missing_cost_is_no_float(plan):
    rows = plan.targets.set_index("target")
    assert rows.state.to_dict() == {"served": "missed", "standing": "open", "promise": "text"}
    assert (rows.value["served"], rows.bound["served"], rows.shortfall["served"]) == ("3", "5", "2")
    assert rows.cost_fen["served"] == 24_100
    assert rows.cost_fen.isna().tolist() == [False, True, True]
    assert plan.targets.in_unit("元")["cost (元)"].tolist() == ["241.00", "", ""]


def test_every_figure_of_the_year_can_be_explained(plan):
    paths = [
        path for path in plan.figures.path if path.startswith(("ledgers.", "funds.", "pace.", "targets."))
    ]
    assert "funds.revolving.closing" in paths
    assert all(plan.explain(path).tell("en") for path in paths[:: max(1, len(paths) // 40)])


def test_the_years_of_a_frame_stand_under_one_another(years):
    found = sim.by_year(years)
    assert found.year.tolist() == [2024, 2025, 2026]
    assert found.opening_fen.tolist()[1:] == found.closing_fen.tolist()[:-1]
    funds = sim.by_year(years, "funds")
    held = funds[funds.quarter.isin(["Q1", "Q4"])]
    closing = held[held.quarter == "Q4"].closing_fen.tolist()
    assert held[held.quarter == "Q1"].opening_fen.tolist()[1:] == closing[:-1]
    assert sim.by_year(years, "targets").cost_fen.isna().tolist() == [False, True, True] * 3


def test_the_grades_of_the_years_are_a_frame_too(years):
    grades = sim.by_year(years, "grades")
    assert grades.year.tolist() == [2025, 2026]
    assert grades.keeps.tolist() == ["1", "1"]


def test_a_frame_that_is_none_is_refused_by_name(years):
    with pytest.raises(ValueError, match=r"frame must be one of programmes, .*grades, not 'fund'"):
        sim.by_year(years, "fund")


def test_the_order_of_columns_is_that_of_the_rows():
    frame = money_frame([{"b": 1, "a_fen": None}, {"b": 2, "a_fen": 3}])
    assert list(frame.columns) == ["b", "a_fen"]
    assert frame.in_unit("分", 0)["a (分)"].tolist() == ["", "3"]
