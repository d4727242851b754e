"""What a cut takes from contracts payable later is the first thing that the next year's budget holds."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine import run
from simulator.engine.explain.ledgers import ledgers_at
from simulator.engine.year.disclosure import line_amounts
from simulator.language import parse
from simulator.model.ledgers import Ledgers
from simulator.money import half_up
from simulator.problems import InfeasibleError, ScenarioError
from simulator.studies.years import YearRun, run_years
from tests.cli.running import simulator
from tests.engine.year.year_telling import ledgers_told
from tests.language.texts import scenario_of

OPENING = """
scenario: t
year: 2014
unit: 分
sources: {a: {amount: 100000}}
"""
BUDGET = """\
spending: {p: {amount: 200}, q: {amount: 50}}
programmes: {x: {spending: p, amount: 100}, y: {spending: p, amount: 45}, z: {spending: q, amount: 30}}
"""
DAYS = """\
calendar:
  x: {Q1: contract, Q4: {pay: 50%}, 2015Q2: {pay: 30%}, 2016Q3: {pay: 20%}}
  y: {Q2: contract, Q4: {pay: 100%}}
  z: {Q2: contract, Q4: {pay: 100%}}
"""
CUT = "adjustments: [{on: Q3, line: programmes.x, cut: 27}]\n"
TEXT = OPENING + BUDGET + DAYS + CUT
CLAIMED = """\
spending: {p: {amount: 150, when_short: pro_rata}, q: {amount: 50}}
populations: {firms: {synthetic: {count: 5, columns: {n: {fixed: 1}}}}}
programmes:
  x: {spending: p, applicants: firms, award: [{fixed: 20分}], when_short: pro_rata}
  y: {spending: p, applicants: firms, award: [{fixed: 9分}], when_short: pro_rata}
  z: {spending: q, amount: 30}
"""


def years_of(text: str, until: int = 2016) -> tuple[YearRun, ...]:
    """Return every year's run of a text."""
    ahead = "" if "horizon:" in text else f"horizon: {{until: {until}}}\n"
    return tuple(run_years(scenario_of(text + ahead), {}))


def ledgers_of(year: YearRun) -> Ledgers:
    """Return the ledgers of a year, which has some."""
    found = year.result.accounts.ledgers
    assert found is not None
    return found


def awards(year: YearRun) -> dict[str, int]:
    """Return what each programme is given in a year."""
    return {each.programme: each.award_fen for each in year.result.allocation.programmes}


def added(year: YearRun) -> dict[str, int]:
    """Return the lines of a year that make good, each with its amount."""
    of = {each.id: each.contracts_of for each in year.result.scenario.programmes}
    return {name: fen for name, fen in awards(year).items() if of[name]}


def unpaid(year: YearRun) -> list[tuple[str, str, int]]:
    """Return the instalments that are served from the lots of a year, as it opens."""
    carry = year.result.scenario.carry_over
    return [] if carry is None else [(each.line, each.due.text, each.amount) for each in carry.unpaid]


def lots(year: YearRun) -> list[tuple[int, str | None, int]]:
    """Return the lots of a year as it opens."""
    carry = year.result.scenario.carry_over
    return [] if carry is None else [(each.year, each.line, each.amount) for each in carry.lots]


class Balanced(NamedTuple):
    """A year's balance in fen."""

    opening: int
    revenue: int
    paid: int
    lapsed: int
    closing: int


def balances(runs: tuple[YearRun, ...]) -> list[Balanced]:
    """Return the balance of every year."""
    found = []
    for year in runs:
        each = year.balance
        assert each is not None
        found.append(
            Balanced(each.opening_fen, each.revenue_fen, each.spent_fen, each.lapsed_fen, each.closing_fen)
        )
    return found


# ── by hand ────────────────────────────────────────────────────────────────────────────────────────


def test_a_cut_of_27_leaves_23_to_contracts_of_50_and_the_next_budget_holds_the_other_27():
    runs = years_of(TEXT, until=2017)
    # 2014: of 100 the fourth quarter pays 50, later years 30 and 20; 73 are left, a lot of 23 goes on
    assert lots(runs[1]) == [(2014, "programmes.x", 23)]
    assert unpaid(runs[1]) == [("programmes.x", "2015-06-30", 23)]
    assert added(runs[1]) == {"x_2014": 27}
    # 30 − 23 on the day the lot is at its end, and all of the 20 in the year after
    payments = [each for each in ledgers_of(runs[1]).payments if each.line == "programmes.x_2014"]
    assert [(str(each.moment.last_day(2015)), each.amount_fen) for each in payments] == [
        ("2015-06-30", 7),
        ("2016-09-30", 20),
    ]
    assert balances(runs) == [
        (0, 148, 125, 0, 23),
        (23, 202, 155, 0, 70),
        (70, 175, 175, 0, 70),
        (70, 175, 175, 0, 70),
    ]


def test_the_line_is_bound_on_the_first_day_paid_on_its_days_and_goes_forward_with_its_money():
    second = ledgers_of(years_of(TEXT)[1]).of("programmes.x_2014")
    assert list(second.authorised) == [27, 27, 27, 27]
    assert list(second.committed) == [27, 27, 27, 27]
    assert list(second.paid) == [0, 7, 7, 7]
    assert dict(second.forward) == {2016: 20}
    assert (second.from_lots, second.claimed, second.undated) == (0, 0, 0)


def test_in_the_year_after_it_is_the_programme_s_own_again():
    third = years_of(TEXT)[2]
    assert added(third) == {}
    assert awards(third) == {"x": 100, "y": 45, "z": 30}
    assert lots(third) == [(2015, "programmes.x", 50), (2015, "programmes.x", 20)]
    assert unpaid(third) == [
        ("programmes.x", "2016-06-30", 30),
        ("programmes.x", "2016-09-30", 20),
        ("programmes.x", "2017-09-30", 20),
    ]


def test_a_cut_of_the_class_in_the_year_after_falls_on_the_line_too_and_is_made_good_in_its_turn():
    cuts = "[{on: Q3, line: programmes.x, cut: 27}, {on: 2015Q4, line: spending.p, cut: 35}]"
    runs = years_of(TEXT.replace(CUT, f"adjustments: {cuts}\n"), until=2017)
    second = ledgers_of(runs[1])
    # 50 of x and 20 of the line are payable later: 35 fall on them as 25 and 10
    assert {line: second.of(f"programmes.{line}").claimed for line in ("x", "x_2014")} == {
        "x": 25,
        "x_2014": 10,
    }
    assert lots(runs[2]) == [(2015, "programmes.x", 25), (2015, "programmes.x", 10)]
    # 30 and then 5 of the 20 of September; the other 15 and the 20 of the year after are lacking
    assert unpaid(runs[2]) == [("programmes.x", "2016-06-30", 30), ("programmes.x", "2016-09-30", 5)]
    assert added(runs[2]) == {"x_2015": 35}
    assert added(runs[3]) == {}


def test_two_instalments_of_one_day_one_of_each_origin_lack_what_both_of_them_lack():
    days = DAYS.replace("Q4: {pay: 50%}, 2015Q2: {pay: 30%}, 2016Q3: {pay: 20%}", "2017Q1: {pay: 100%}")
    cuts = "[{on: Q3, line: programmes.x, cut: 40}, {on: 2015Q3, line: spending.p, cut: 120}]"
    text = OPENING + BUDGET.replace("amount: 200", "amount: 300")
    runs = years_of(f"{text}{days}adjustments: {cuts}\n")
    assert added(runs[1]) == {"x_2014": 40}
    # 100 of x and 40 of the line are payable later: 120 fall on them as 86 and 34; the lots hold 60 + 14 + 6
    assert lots(runs[2]) == [
        (2014, "programmes.x", 60),
        (2015, "programmes.x", 14),
        (2015, "programmes.x", 6),
    ]
    # asked on 31 March 2017: 60 of 2014 and 40 of the line; in 2018: 100
    assert unpaid(runs[2]) == [("programmes.x", "2017-03-31", 60), ("programmes.x", "2017-03-31", 20)]
    assert added(runs[2]) == {"x_2015": 120}


def test_lots_of_the_class_are_used_up_before_anything_is_lacking():
    days = """\
calendar:
  x: {Q1: contract, 2015Q2: {pay: 60%}, 2016Q3: {pay: 40%}}
  y: {Q2: contract, 2015Q2: {pay: 100%}}
"""
    lot = "carry_over: {lapses_after: 3, lots: [{year: 2013, amount: 10, line: spending.p}]}\n"
    runs = years_of(OPENING + BUDGET + days + CUT + lot)
    # 73 of its own and 10 of the class for 60 and 40
    assert added(runs[1]) == {"x_2014": 17}
    assert unpaid(runs[1]) == [
        ("programmes.x", "2015-06-30", 60),
        ("programmes.y", "2015-06-30", 45),
        ("programmes.x", "2016-09-30", 23),
    ]


def test_what_is_due_first_chooses_first_whichever_line_it_is_of():
    days = """\
calendar:
  x: {Q1: contract, 2015Q2: {pay: 100%}}
  y: {Q1: contract, 2015Q1: {pay: 100%}}
"""
    cuts = "adjustments: [{on: Q3, line: programmes.x, cut: 20}, {on: Q3, line: programmes.y, cut: 8}]\n"
    lot = "carry_over: {lapses_after: 3, lots: [{year: 2013, amount: 10, line: spending.p}]}\n"
    runs = years_of(OPENING + BUDGET + days + cuts + lot)
    assert added(runs[1]) == {"x_2014": 18}


def test_what_lapsed_under_a_contract_is_made_good_as_well():
    days = DAYS.replace("2015Q2: {pay: 30%}, 2016Q3: {pay: 20%}", "2016Q2: {pay: 50%}")
    text = OPENING + BUDGET + days + "carry_over: {lapses_after: 1}\n"
    ahead = "horizon: {until: 2016, changes: [{year: 2015, set: programmes.x.amount, to: 0}]}\n"
    runs = years_of(text + ahead)
    assert added(runs[1]) == {}
    assert added(runs[2]) == {"x_2015": 50}
    assert balances(runs) == [(0, 175, 125, 0, 50), (50, 75, 75, 50, 0), (0, 125, 125, 0, 0)]


# ── what is left for the others ────────────────────────────────────────────────────────────────────


def test_a_class_that_is_shared_is_shared_with_what_the_line_leaves():
    runs = years_of(OPENING + CLAIMED + DAYS + CUT, until=2015)
    assert awards(runs[0]) == {"x": 100, "y": 45, "z": 30}
    # 150 − 27 = 123 by 100 and 45: 84.83 and 38.17
    assert awards(runs[1]) == {"x": 85, "x_2014": 27, "y": 38, "z": 30}
    of_y = next(each for each in runs[1].result.allocation.programmes if each.programme == "y")
    assert sorted(of_y.award.tolist()) == [7, 7, 8, 8, 8]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("water_fill", {"x": 78, "y": 45}),
        ("equal", {"x": 61, "y": 45}),
        ("{tiers: [{programme: x}, {rest: pro_rata}]}", {"x": 100, "y": 23}),
        ("{tiers: [{programme: y}, {rest: pro_rata}]}", {"x": 78, "y": 45}),
    ],
)
def test_every_way_to_share_a_class_starts_from_what_the_line_leaves(
    way: str, expected: dict[str, int]
) -> None:
    claimed = CLAIMED.replace("when_short: pro_rata}, q", f"when_short: {way}}}, q")
    second = awards(years_of(OPENING + claimed + DAYS + CUT, until=2015)[1])
    assert {name: second[name] for name in ("x", "y")} == expected
    assert second["x_2014"] == 27


def test_a_class_left_to_the_plan_holds_the_line_in_full_and_chooses_with_the_rest():
    claimed = CLAIMED.replace("when_short: pro_rata}, q", "when_short: optimise}, q")
    for best, expected in (("x", {"x": 100, "y": 23}), ("y", {"x": 78, "y": 45})):
        aim = f"objective: [{{maximise: {{award: {{programme: {best}}}}}}}]\n"
        second = awards(years_of(OPENING + claimed + DAYS + CUT + aim, until=2015)[1])
        assert second == {**expected, "x_2014": 27, "z": 30}


def test_a_class_that_cannot_hold_all_of_it_and_says_nothing_of_it_is_refused():
    text = TEXT.replace("p: {amount: 200}", "p: {amount: 171}")
    with pytest.raises(ScenarioError) as refused:
        years_of(text)
    found = {each.code: each for each in refused.value.problems}
    assert found.keys() == {"R630", "R688"}
    assert found["R688"].fact("year") == "2015"
    # 100 + 45 + 27 are asked of 171
    for language in ("zh", "en"):
        assert "0.000172万元" in found["R630"].tell(language)
        assert "0.000171万元" in found["R630"].tell(language)
    assert added(years_of(TEXT.replace("p: {amount: 200}", "p: {amount: 172}"))[1]) == {"x_2014": 27}


def test_a_line_that_does_not_fit_into_a_shared_class_is_infeasible_and_named():
    ahead = "horizon: {until: 2015, changes: [{year: 2015, set: spending.p.amount, to: 26}]}\n"
    with pytest.raises(InfeasibleError) as refused:
        years_of(OPENING + CLAIMED + DAYS + CUT + ahead)
    assert {"R601", "R688"} <= {each.code for each in refused.value.problems}
    assert "programmes.x_2014" in str(refused.value)
    # a contract is no choice, so nobody is told to pay it by another rule
    assert "R607" not in {each.code for each in refused.value.problems}
    fits = awards(years_of(OPENING + CLAIMED + DAYS + CUT + ahead.replace("26", "27"))[1])
    assert fits == {"x": 0, "x_2014": 27, "y": 0, "z": 30}


def test_a_class_without_programmes_has_no_such_line_and_is_refused_as_before():
    text = TEXT.replace("q: {amount: 50}}", "q: {amount: 50}, basic: {amount: 20}}")
    text = text.replace("  y: {Q2", "  basic: {Q1: contract, 2015Q1: {pay: 100%}}\n  y: {Q2")
    text = text.replace("cut: 27}]", "cut: 27}, {on: Q3, line: spending.basic, cut: 5}]")
    with pytest.raises(ScenarioError) as refused:
        years_of(text)
    short = [each for each in refused.value.problems if each.code == "R682"]
    assert [each.fact("line") for each in short] == ["spending.basic"]
    assert "R688" in {each.code for each in refused.value.problems}


@pytest.mark.parametrize("way", ["pro_rata", "water_fill", "equal", "in_full", "{tiers: [{rest: pro_rata}]}"])
def test_however_a_class_is_shared_the_line_has_to_fit_into_it(way: str) -> None:
    claimed = CLAIMED.replace("when_short: pro_rata}, q", f"when_short: {way}}}, q")
    ahead = "horizon: {until: 2015, changes: [{year: 2015, set: spending.p.amount, to: 20}]}\n"
    with pytest.raises(InfeasibleError):
        years_of(OPENING + claimed + DAYS + CUT + ahead)


DISCLOSED = """\
disclosure:
  revenue: [{source: a, kind: appropriation}]
  expenditure: [{spending: p, kind: project}]
  lines:
    first: {function: 2060499, department: 31204, government: 507, source: a, spending: p, programme: x}
    second: {function: 2060499, department: 31299, government: 507, source: a, spending: p, rest: yes}
"""


def test_what_is_made_good_is_disclosed_under_its_programme():
    text = (OPENING + BUDGET + DAYS + CUT).replace("p: {amount: 200}, q: {amount: 50}", "p: {amount: 225}")
    text = text.replace("z: {spending: q", "z: {spending: p").replace("100000", "225")
    found = []
    for year in years_of(text + DISCLOSED):
        scenario = year.result.scenario
        assert scenario.disclosure is not None
        found.append(line_amounts(scenario, scenario.disclosure, year.result.allocation))
    assert found == [
        {"first": 100, "second": 125},
        {"first": 127, "second": 98},
        {"first": 100, "second": 125},
    ]


# ── the year of a cut ──────────────────────────────────────────────────────────────────────────────


def test_a_cut_that_names_a_later_year_leaves_the_first_alone_and_one_without_a_year_is_of_the_first():
    cuts = "adjustments: [{on: 2015Q3, line: programmes.x, cut: 40%}, {on: Q3, line: programmes.y, cut: 0}]\n"
    runs = years_of(TEXT.replace(CUT, cuts))
    sizes = [[each.size_fen for each in ledgers_of(year).adjustments] for year in runs]
    assert sizes == [[0], [40], []]
    assert [sum(each.claimed for each in ledgers_of(year).lines) for year in runs] == [0, 40, 0]
    assert [added(year) for year in runs] == [{}, {}, {"x_2015": 40}]
    # run for one year only, nothing of it is seen
    alone = run(scenario_of(TEXT.replace(CUT, cuts) + "horizon: {until: 2015}\n"), {})
    assert alone.accounts.ledgers is not None
    assert [each.size_fen for each in alone.accounts.ledgers.adjustments] == [0]
    assert alone.accounts.ledgers.of("programmes.x").adjusted == 0


def test_what_will_be_cut_in_a_later_year_is_told_as_it_is_written():
    cuts = "adjustments: [{id: late, on: 2015Q3, line: programmes.x, cut: 9}, {id: mid, on: Q3, LINE}]\n"
    text = TEXT.replace(CUT, cuts.replace("LINE", "line: programmes.x, cut: 1"))
    result = years_of(text)[0].result
    assert [ledgers_at(result, path) for path in ("adjustments.late", "adjustments.mid", "adjustments")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("on", "ahead", "found"),
    [
        ("2015Q3", "horizon: {until: 2015}\n", None),
        ("2016-01", "horizon: {until: 2015}\n", "2014–2015"),
        ("2015Q3", "", "2014"),
        ("2013Q4", "horizon: {until: 2015}\n", "2014–2015"),
    ],
)
def test_an_adjustment_is_of_a_year_that_is_planned(on: str, ahead: str, found: str | None) -> None:
    text = TEXT.replace("on: Q3", f"on: {on}") + ahead
    _, problems = parse({"a.yaml": text}, "a.yaml")
    outside = [each for each in problems if each.code == "S427"]
    assert [each.fact("year") for each in outside] == ([] if found is None else [found])


# ── names ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("taken", "expected"),
    [((), "x_2014"), (("x_2014",), "x_2014_"), (("x_2014_", "x_2014"), "x_2014__")],
)
def test_an_id_that_a_programme_has_is_not_given_twice(taken: tuple[str, ...], expected: str) -> None:
    others = "".join(f", {name}: {{spending: p, amount: 1}}" for name in taken)
    runs = years_of(TEXT.replace("amount: 30}}", f"amount: 30}}{others}}}"))
    assert added(runs[1]) == {expected: 27}
    # their own lots stay their own, those of the line are the programme's
    assert {(line, fen) for year, line, fen in lots(runs[2]) if year == 2015} == {
        ("programmes.x", 50),
        ("programmes.x", 20),
        *((f"programmes.{name}", 1) for name in taken),
    }


def test_a_class_of_the_same_id_keeps_its_calendar_to_itself():
    text = TEXT.replace("spending: {", "spending: {x_2014: {amount: 7}, ")
    text = text.replace("  y: {Q2", "  x_2014: {Q4: {pay: 100%}}\n  y: {Q2")
    second = years_of(text)[1]
    assert added(second) == {"x_2014_": 27}
    assert list(ledgers_of(second).of("programmes.x_2014_").paid) == [0, 7, 7, 7]


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────


@given(
    amounts=st.tuples(st.integers(0, 500), st.integers(0, 90)),
    first=st.integers(1, 97),
    parts=st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100)),
)
@settings(max_examples=25, deadline=None)
def test_no_fen_is_lost_and_the_next_budget_holds_exactly_what_cuts_took(
    amounts: tuple[int, int], first: int, parts: tuple[int, int, int]
) -> None:
    x, y = amounts
    rest = 100 - first
    later = f"2015Q2: {{pay: {rest - rest // 3}%}}, 2016Q3: {{pay: {rest // 3}%}}"
    # what is bound in the first quarter and not paid in the year
    most = x - half_up(x * Fraction(first, 100))
    taken = [most * part // 100 for part in parts]
    cuts = [f"{{on: {2014 + at}Q3, line: programmes.x, cut: {fen}}}" for at, fen in enumerate(taken)]
    text = f"""{OPENING}
spending: {{p: {{amount: 9000}}, q: {{amount: 50}}}}
programmes:
  x: {{spending: p, amount: {x}}}
  y: {{spending: p, amount: {y}}}
  z: {{spending: q, amount: 30}}
calendar:
  x: {{Q1: contract, Q4: {{pay: {first}%}}, {later}}}
  y: {{Q4: {{pay: 100%}}}}
  z: {{Q4: {{pay: 100%}}}}
adjustments: [{", ".join(cuts)}]
"""
    runs = years_of(text, until=2018)
    found = balances(runs)
    for each in found:
        assert each.opening + each.revenue == each.paid + each.lapsed + each.closing
        assert each.lapsed == 0
    for before, after in pairwise(found):
        assert after.opening == before.closing
    for before_run, after_run in pairwise(runs):
        claimed = sum(each.claimed for each in ledgers_of(before_run).lines)
        assert sum(added(after_run).values()) == claimed
    # what was cut in the first three years has come back by the fifth
    assert sum(each.revenue for each in found) == len(found) * (x + y + 30)


@given(order=st.permutations(("x", "y", "z")))
@settings(max_examples=6, deadline=None)
def test_the_order_in_which_programmes_are_written_changes_nothing(order: list[str]) -> None:
    written = {
        "x": "x: {spending: p, amount: 100}",
        "y": "y: {spending: p, amount: 45}",
        "z": "z: {spending: q, amount: 30}",
    }
    days = DAYS.replace("y: {Q2: contract, Q4: {pay: 100%}}", "y: {Q2: contract, 2015Q2: {pay: 100%}}")
    cuts = "adjustments: [{on: Q3, line: spending.p, cut: 61}]\n"
    classes = "spending: {p: {amount: 300}, q: {amount: 50}}\n"
    text = f"{OPENING}{classes}programmes: {{PROGRAMMES}}\n{days}{cuts}"
    plain, turned = (
        years_of(text.replace("PROGRAMMES", ", ".join(written[name] for name in names)))
        for names in (sorted(written), order)
    )
    assert set(added(plain[1])) == {"x_2014", "y_2014"}
    assert [awards(each) for each in turned] == [awards(each) for each in plain]
    assert [ledgers_told(ledgers_of(each)) for each in turned] == [
        ledgers_told(ledgers_of(each)) for each in plain
    ]


# ── from the outside ───────────────────────────────────────────────────────────────────────────────


def test_files_screens_and_proofs_know_the_line_in_the_year_it_is_there(tmp_path: Path) -> None:
    file, out = tmp_path / "a.yaml", tmp_path / "out"
    file.write_text(TEXT + "horizon: {until: 2016}\n", encoding="utf-8")
    shown = simulator("run", str(file), "--out", str(out), "--lang", "en")
    assert shown.code == 0, shown.err
    assert "x · 2014" in shown.out
    told = json.loads((out / "years.json").read_text(encoding="utf-8"))
    assert ["x_2014" in json.dumps(told[year]) for year in ("2014", "2015", "2016")] == [False, True, False]
    assert "programmes.x_2014,,Q2,27,27,7,7,0" in (out / "cash_2015.csv").read_text(encoding="utf-8")
    assert simulator("verify", str(out)).code == 0
