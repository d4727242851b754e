"""Several years in a row: every fen that one leaves opens the next, figures grow exactly, grades are read."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.language import parse
from simulator.money import half_up
from simulator.problems import FindingError, ScenarioError, errors_of
from simulator.studies.years import YearRun, run_years
from tests.cli.running import simulator
from tests.language.texts import scenario_of

TEXT = """
scenario: t
year: 2014
unit: 万元
sources: {a: {amount: 120}}
spending: {p: {amount: 100}, basic: {amount: 20, pay: evenly}}
programmes: {x: {spending: p, amount: 60}, y: {spending: p, amount: 40}}
calendar:
  x: {Q1: guide, Q3: contract, Q4: {pay: 60%}, 2015Q2: {pay: 40%}}
  y: {Q2: contract, Q4: {pay: 100%}}
"""


def years_of(text: str) -> tuple[YearRun, ...]:
    """Return every year's run of a text."""
    return tuple(run_years(scenario_of(text), {}))


def codes(text: str) -> list[str]:
    """Return the codes of a text's errors."""
    _, problems = parse({"a.yaml": text}, "a.yaml")
    return [each.code for each in errors_of(problems)]


@given(
    until=st.integers(2015, 2020),
    rate=st.integers(0, 12),
    pay=st.integers(1, 99),
    lot=st.integers(0, 30),
)
@settings(max_examples=15, deadline=None)
def test_what_one_year_leaves_opens_the_next(until: int, rate: int, pay: int, lot: int) -> None:
    paid = f"Q4: {{pay: {pay}%}}, 2015Q2: {{pay: {100 - pay}%}}"
    text = TEXT.replace("Q4: {pay: 60%}, 2015Q2: {pay: 40%}", paid)
    text += f"carry_over: {{lots: [{{year: 2013, amount: {lot}}}]}}\n"
    text += f"horizon: {{until: {until}, index: [{{path: spending.p.amount, by: {rate}%}}, "
    text += f"{{path: sources.a.amount, by: {rate}%}}]}}\n"
    balances = [each.balance for each in years_of(text)]
    assert len(balances) == until - 2013
    for each in balances:
        assert each is not None
        total = each.opening_fen + each.revenue_fen
        assert total == each.spent_fen + each.lapsed_fen + each.closing_fen
        assert min(each.closing_fen, each.lapsed_fen, each.spent_fen) >= 0
    for before, after in pairwise(balances):
        assert before is not None
        assert after is not None
        assert after.opening_fen == before.closing_fen


def test_contracts_are_paid_to_the_fen_over_the_years():
    runs = years_of(TEXT + "horizon: {until: 2015}\n")
    first, second = (each.balance for each in runs)
    assert first is not None
    assert second is not None
    # 40 % of x waits for the second quarter of the next year; basic and y are paid within the year
    assert (first.spent_fen, first.closing_fen) == (96_000_000, 24_000_000)
    assert second.spent_fen == 24_000_000 + 96_000_000


def test_an_index_compounds_from_the_first_year_and_is_rounded_once_a_year():
    runs = years_of(
        TEXT.replace("amount: 40", "amount: 333333.33元")
        + "horizon: {until: 2018, index: [{path: programmes.y.amount, by: 3%}]}\n"
    )
    amounts = [each.result.allocation.of("y").award_fen for each in runs]
    assert amounts == [half_up(33_333_333 * Fraction(103, 100) ** power) for power in range(5)]


def test_an_index_may_shrink_a_figure_and_may_more_than_double_it():
    for by, factor in (("-12.5%", Fraction(7, 8)), ("140%", Fraction(12, 5)), ("-100%", Fraction(0))):
        written = "333333.33元" if factor < 1 else "10000.01元"
        runs = years_of(
            TEXT.replace("amount: 40", f"amount: {written}")
            + f"horizon: {{until: 2017, index: [{{path: programmes.y.amount, by: {by}}}]}}\n"
        )
        first = runs[0].result.allocation.of("y").award_fen
        amounts = [each.result.allocation.of("y").award_fen for each in runs]
        assert amounts == [half_up(first * factor**power) for power in range(4)]


def test_a_change_holds_from_its_year_on_and_an_index_goes_on_from_it():
    runs = years_of(
        TEXT.replace("amount: 120", "amount: 200").replace("amount: 100", "amount: 180")
        + "horizon: {until: 2017, index: [{path: programmes.y.amount, by: 10%}],"
        + " changes: [{year: 2016, set: programmes.y.amount, to: 30}]}\n"
    )
    amounts = [each.result.allocation.of("y").award_fen for each in runs]
    assert amounts == [40_000_000, 44_000_000, 30_000_000, 33_000_000]


def test_the_grade_that_is_reached_says_what_a_line_keeps():
    grades = "[{at_least: 90%, keeps: 100%}, {at_least: 60%, keeps: 80%}, {at_least: 0%, keeps: 50%}]"
    text = (
        TEXT + "horizon: {until: 2015, evaluations: [{line: LINE, judged_by: paid_share, grades: GRADES}]}\n"
    )
    slow, prompt = (
        years_of(text.replace("LINE", line).replace("GRADES", grades))
        for line in ("programmes.x", "programmes.y")
    )
    assert [(each.reached, each.keeps) for each in slow[1].graded] == [(Fraction(3, 5), Fraction(4, 5))]
    assert slow[1].result.allocation.of("x").award_fen == 48_000_000
    assert [(each.reached, each.keeps) for each in prompt[1].graded] == [(1, 1)]
    assert prompt[1].result.allocation.of("y").award_fen == 40_000_000


def test_what_is_set_anew_no_longer_stands_on_what_it_was_graded_down_to():
    runs = years_of(
        TEXT
        + "horizon: {until: 2016, changes: [{year: 2016, set: programmes.x.amount, to: 30}], evaluations:"
        + " [{line: programmes.x, judged_by: paid_share,"
        + " grades: [{at_least: 90%, keeps: 100%}, {at_least: 0%, keeps: 50%}]}]}\n"
    )
    assert [each.graded[0].keeps for each in runs[1:]] == [Fraction(1, 2), Fraction(1, 2)]
    assert [each.result.allocation.of("x").award_fen for each in runs] == [60_000_000, 30_000_000, 15_000_000]


def test_a_fund_still_pays_its_awards_and_gets_back_what_went_out_in_the_years_before():
    fund = "funds: {pool: {opening: 100, flows: [{on: 2014Q1, outflow: 10}], pays: z,"
    fund += " recovers: {after: 1, multiple: 1.5x, recycle: 50%}}}\n"
    text = TEXT.replace("  y: {Q2", "  z: {Q4: {pay: 50%}, 2015Q2: {pay: 50%}}\n  y: {Q2")
    text = text.replace("y: {spending: p, amount: 40}}", "y: {spending: p, amount: 40}, z: {AWARD}}")
    text = text.replace("AWARD", "applicants: firms, award: [{fixed: 8万元}], when_short: pro_rata")
    firms = "populations: {firms: {synthetic: {count: 1, columns: {n: {fixed: 1}}}}}\n"
    runs = years_of(text + fund + firms + "horizon: {until: 2016}\n")
    wan = 1_000_000
    told = [
        [
            tuple(fen // wan for fen in (each.out_fen, each.recovered_fen))
            for each in run.result.accounts.funds[0].year
        ]
        for run in runs
    ]
    # 10 invested and 4 paid in 2014; each comes back at 1.5 after a year, half of it to stay
    assert told[0] == [(10, 0), (0, 0), (0, 0), (4, 0)]
    assert told[1] == [(0, 7), (4, 0), (0, 0), (4, 3)]
    assert told[2] == [(0, 0), (4, 3), (0, 0), (4, 3)]
    opening = [run.result.accounts.funds[0].opening_fen for run in runs[1:]]
    assert opening == [run.result.accounts.funds[0].closing_fen for run in runs[:-1]]


def test_targets_met_are_read_by_the_next_year():
    text = (
        TEXT
        + "targets: {a: {title: a, at_least: 10}, b: {title: b, at_least: 10}, c: {title: c, at_least: 1}}\n"
        + "actuals: {as_of: 2014-12-31, reached: {a: 12, b: 3}}\n"
        + "horizon: {until: 2015, evaluations: [{line: programmes.x, judged_by: targets_met_share,"
        + " grades: [{at_least: 60%, keeps: 100%}, {at_least: 0%, keeps: 75%}]}]}\n"
    )
    runs = tuple(run_years(scenario_of(text), {}))
    assert [(each.reached, each.keeps) for each in runs[1].graded] == [(Fraction(1, 2), Fraction(3, 4))]
    assert runs[1].result.allocation.of("x").award_fen == 45_000_000


def test_moments_with_a_year_move_along():
    runs = years_of(TEXT + "pace: {gates: {2014-11: 90%}}\nhorizon: {until: 2016}\n")
    plans = [next(plan for plan in each.result.scenario.calendar if plan.id == "x") for each in runs]
    assert [plan.rows[0].entries[-1].moment.text for plan in plans] == ["2015Q2", "2016Q2", "2017Q2"]
    gates = [each.result.scenario.pace for each in runs]
    assert [[gate.text for gate, _ in each.gates] for each in gates if each] == [
        ["2014-11"],
        ["2015-11"],
        ["2016-11"],
    ]


def test_every_year_runs_like_a_scenario_of_its_own():
    runs = years_of(TEXT + "horizon: {until: 2015}\n")
    assert [each.result.scenario.year for each in runs] == [2014, 2015]
    assert len({each.result.digest for each in runs}) == 2
    again = years_of(TEXT + "horizon: {until: 2015}\n")
    assert [each.result.digest for each in again] == [each.result.digest for each in runs]


def test_a_year_that_cannot_be_is_told_with_its_year():
    # the pot no longer holds what its lines ask for in full
    text = TEXT.replace("{spending: p, amount: 40}", "{spending: p, amount: 40, envelope: {at_least: 40}}")
    with pytest.raises(ScenarioError) as told:
        years_of(text + "horizon: {until: 2016, index: [{path: spending.p.amount, by: 50%}]}\n")
    found = {each.code: each for each in told.value.problems}
    assert found.keys() == {"S251", "R688"}
    assert found["R688"].fact("year") == "2015"


def test_a_scenario_without_a_horizon_is_refused():
    with pytest.raises(FindingError) as refused:
        next(run_years(scenario_of(TEXT), {}))
    assert refused.value.code == "R689"


@pytest.mark.parametrize(
    ("horizon", "code"),
    [
        ("{until: 2014}", "S491"),
        ("{until: 2060}", "S491"),
        ("{until: 2015, index: [{path: title, by: 3%}]}", "O501"),
        ("{until: 2015, index: [{path: programmes.x.spending, by: 3%}]}", "S492"),
        (
            "{until: 2015, index: [{path: spending.p.amount, by: 3%}, {path: spending.p.amount, by: 2%}]}",
            "S497",
        ),
        ("{until: 2015, changes: [{year: 2014, set: spending.p.amount, to: 3}]}", "S493"),
        ("{until: 2015, changes: [{year: 2015, set: spending.q.amount, to: 3}]}", "O501"),
        (
            "{until: 2015, evaluations: [{line: programmes.x, judged_by: paid_share,"
            " grades: [{at_least: 1%, keeps: 100%}]}]}",
            "S494",
        ),
    ],
)
def test_what_no_year_can_be_made_of_is_told(horizon: str, code: str) -> None:
    assert code in codes(f"{TEXT}horizon: {horizon}\n")


def test_an_evaluation_needs_an_amount_and_days_of_payment():
    plain = TEXT.split("calendar:", maxsplit=1)[0].replace(", pay: evenly", "")
    grades = "grades: [{at_least: 0%, keeps: 90%}]"
    judged = f"{{line: programmes.x, judged_by: paid_share, {grades}}}"
    text = f"{plain}horizon: {{until: 2015, evaluations: [{judged}]}}"
    assert codes(text) == ["S495"]


def test_the_command_writes_every_year_and_one_table_of_balances(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(TEXT + "horizon: {until: 2016}\n", encoding="utf-8")
    done = simulator("run", str(file), "--out", str(tmp_path / "out"), "--lang", "en")
    assert done.code == 0, done.err
    assert [line.split()[0] for line in done.out.splitlines() if line[:4] in {"2014", "2015", "2016"}] == [
        "2014",
        "2015",
        "2016",
    ]
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert {"result.json", "result_2015.json", "awards_2016.csv", "years.json"} <= set(names)
    told = json.loads((tmp_path / "out" / "years.json").read_text(encoding="utf-8"))
    assert list(told) == ["2014", "2015", "2016"]
    assert told["2015"]["balance"]["opening_fen"] == told["2014"]["balance"]["closing_fen"]
    as_json = json.loads(simulator("run", str(file), "--json").out)
    assert as_json["years"] == told
    assert as_json["year"] == 2014


def test_the_proof_of_every_year_is_verified(tmp_path: Path) -> None:
    file, out = tmp_path / "a.yaml", tmp_path / "out"
    file.write_text(TEXT + "horizon: {until: 2016}\n", encoding="utf-8")
    simulator("run", str(file), "--out", str(out))
    done = simulator("verify", str(out))
    told = done.out.splitlines()
    assert (done.code, len(told), told[-1].split()[-1]) == (0, 4, "years.json")
    awards = out / "awards_2015.csv"
    awards.write_text(awards.read_text(encoding="utf-8") + "x,y,1,1\n", encoding="utf-8")
    refused = simulator("verify", str(out))
    assert refused.code == 1
    words = [line.split()[0] for line in refused.out.splitlines()]
    assert words == ["verified", "refused", "verified", "verified"]


def test_a_value_that_a_change_cannot_set_is_told_where_the_change_is_written(tmp_path: Path) -> None:
    change = "{year: 2015, set: spending.p.amount, to: 40%}"
    file = tmp_path / "a.yaml"
    file.write_text(f"{TEXT}horizon:\n  until: 2016\n  changes: [{change}]\n", encoding="utf-8")
    done = simulator("run", str(file), "--lang", "en")
    assert done.code == 2
    line = len(TEXT.splitlines()) + 3
    assert f"a.yaml:{line}:13: error[M106]: '%' is not a known money unit" in done.err
    assert "--set" not in done.err


def test_too_many_years_are_not_called_too_early():
    problems = parse({"a.yaml": f"{TEXT}horizon: {{until: 2060}}\n"}, "a.yaml")[1]
    (found,) = (each for each in problems if each.code == "S491")
    assert found.what("en") == "from the first year 2014 to 2060 is not two to 30 years"
    assert found.help("en") == "write a year from 2015 to 2043"
    assert "S491" not in codes(f"{TEXT}horizon: {{until: 2043}}\n")
    assert "S491" in codes(f"{TEXT}horizon: {{until: 2044}}\n")


@pytest.mark.parametrize(("on", "found"), [("Q4", []), ("2016Q4", []), ("2017Q1", ["W759"])])
def test_a_flow_after_the_last_year_is_warned_of_and_one_within_is_not(on: str, found: list[str]) -> None:
    funds = f"funds: {{pool: {{opening: 5, flows: [{{on: {on}, outflow: 1}}]}}}}\n"
    problems = parse({"a.yaml": f"{TEXT}horizon: {{until: 2016}}\n{funds}"}, "a.yaml")[1]
    assert [each.code for each in problems] == found
