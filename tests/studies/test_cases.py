"""Cases run: what is as expected passes to the fen, one fen off does not, and what cannot be run says why."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.glossary import MESSAGES
from simulator.language import parse, read_cases
from simulator.problems import errors_of
from simulator.studies.cases import figures_of, run_case, run_cases, shown

fen = st.integers(1, 10**12)


def read(text: str, scenarios=None):
    """Return the cases of a text that has nothing wrong with it."""
    cases, problems = read_cases(text, "a.yaml", scenarios)
    assert errors_of(problems) == (), [each.tell("en") for each in errors_of(problems)]
    return cases


def ran(body: str):
    """Return the outcome of one case, its body written as a flow mapping's inside."""
    return run_case(read(f"cases:\n  a: {{{body}}}\n")[0])


def codes(outcome) -> list[str]:
    return [each.code for each in outcome.problems]


def yuan(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}元"


# ── to the fen ─────────────────────────────────────────────────────────────────────────────────────


@given(rent=fen, off=st.sampled_from([0, 1, 7]))
def test_a_case_passes_exactly_when_every_fen_is_as_expected(rent, off):
    due = (rent + 1) // 2 + off
    rule = "award: [{share: {of: rent, rate: 50%}}]"
    outcome = ran(f"given: {{rent: {yuan(rent)}}}, {rule}, expect: {{award: {yuan(due)}}}")
    assert outcome.passed == (off == 0)
    assert [each.by for each in outcome.differences] == [-off] * (off > 0)


@pytest.mark.parametrize(
    ("expected", "passes"),
    [
        ("{share: 617283.95元}", True),
        ("{share: {is: 617283.94元, round: half_even}}", True),
        ("{share: {is: 617283.94元, round: down}}", True),
        ("{share: {is: 617283.95元, round: down}}", False),
        ("{share: {is: 61.73万元, as_printed: half_up}}", True),
        ("{share: {is: 61.72万元, as_printed: truncated}}", True),
        ("{share: 61.73万元}", False),
    ],
)
def test_an_amount_is_rounded_as_the_expectation_says(expected, passes):
    body = "given: {rent: 1234567.89元}, award: [{share: {of: rent, rate: 50%}}]"
    assert ran(f"{body}, expect: {expected}").passed is passes


def test_a_case_may_say_once_how_all_its_amounts_are_rounded():
    body = "given: {rent: 0.05元}, award: [{share: {of: rent, rate: 50%}}], expect: {share: 0.02元}"
    assert not ran(body).passed
    assert ran(f"round: down, {body}").passed


def test_values_are_expected_in_the_order_the_rows_were_written_whatever_the_ids():
    body = "given: {id: [z, a], cost: [3元, 5元]}, award: [{fixed: cost}]"
    assert ran(f"{body}, expect: {{award: [3元, 5元]}}").passed
    assert ran(f"{body}, expect: {{award: {{a: 5元, z: 3元}}}}").passed
    swapped = ran(f"{body}, expect: {{award: [5元, 3元]}}")
    assert [(each.row, each.by) for each in swapped.differences] == [("z", -200), ("a", 200)]


def test_a_single_value_is_expected_in_every_row():
    body = "given: {cost: [3元, 3元]}, award: [{fixed: cost}]"
    assert ran(f"{body}, expect: {{award: 3元}}").passed
    assert [each.row for each in ran(f"{body}, expect: {{award: 4元}}").differences] == ["0001", "0002"]


# ── every figure ───────────────────────────────────────────────────────────────────────────────────

FIGURES = [
    ("entitlement", "[20元, 30元, 0]"),
    ("award", "[16元, 24元, 0]"),
    ("awards", "2"),
    ("eligible", "[yes, yes, no]"),
    ("conditions.old", "[yes, yes, no]"),
    ("fixed", "[20元, 50元, 70元]"),
    ("lost_to.cap", "[0, 20元, 0]"),
    ("raised_by.fixed", "[20元, 50元, 0]"),
    ("total", "40元"),
    ("total.entitlement", "50元"),
    ("total.lost_to.cap", "20元"),
    ("unspent", "0"),
    ("columns.cost", "[20元, 50元, 70元]"),
    ("columns.double", "[40元, 100元, 140元]"),
    ("columns.kind", "[a, b, b]"),
    ("columns.old", "[yes, yes, no]"),
    ("figures.rate", "80%"),
    ("figures.named", "hall"),
    ("constraints.enough.met", "no"),
    ("constraints.enough.value", "40元"),
    ("constraints.enough.slack", "-10元"),
    ("payments", "[20元, 20元]"),
    ("payments.0001", "[8元, 8元]"),
    ("payments.committed", "40元"),
    ("milestones.due", "16元"),
    ("milestones.unpaid", "24元"),
    ("milestones.retained", "4元"),
    ("publish.lines", "[16元, 24元, 0]"),
    ("publish.total", "40元"),
    ("targets.halls.needed", "3"),
    ("targets.halls.cost", "60元"),
    ("targets.shortfall", "20元"),
    ("feasible", "yes"),
]
RICH = """\
given: {cost: [20元, 50元, 70元], kind: [a, b, b], old: [yes, yes, no]},
    derived: {double: cost * 2}, pot: 40元, eligible: {old: old}, award: [{fixed: cost}, {cap: 30元}],
    when_short: pro_rata, figures: {rate: {is: 80%}, named: {is: hall}},
    constraints: {enough: {top: {award: {}}, at_least: 50元, strength: should}},
    payments: {shares: [50%, 50%]}, milestones: {done: kind == a, retention: 10%}, publish: {unit: 元},
    targets: {halls: {baseline: 7, at_least: 10, unit_cost: 20元}}"""


@pytest.mark.parametrize(("name", "value"), FIGURES, ids=[name for name, _ in FIGURES])
def test_every_figure_of_a_case_can_be_expected_by_its_name(name, value):
    outcome = ran(f"{RICH}, expect: {{{name}: {value}}}")
    assert outcome.passed, [
        *(each.tell("en") for each in outcome.problems),
        *((each.name, each.found) for each in outcome.differences),
    ]


def test_the_branches_of_a_step_are_named_below_it():
    limbs = "a: [{fixed: 5元}, {cap: 3元}], b: [{per_unit: {of: n, amount: 1元}}]"
    body = f"given: {{n: 3}}, award: [{{sum: {{{limbs}}}}}]"
    assert ran(f"{body}, expect: {{sum.a: 3元, sum.a.fixed: 5元, sum.b: 3元, award: 6元}}").passed


def test_a_figure_is_expected_by_its_chinese_name_as_well():
    text = "各类: {甲: {已知: {费用: 3元}, 核定: [{定额: 费用}], 预期: {核定: 3元, 总计: 3元, 定额: 3元}}}"
    assert run_case(read(text)[0]).passed


def test_several_programmes_share_one_pot_and_are_told_apart_by_name():
    outcome = ran(
        "given: {cost: [100元, 60元]}, pot: 80元, when_short: pro_rata, programmes: {"
        "a: {award: [{share: {of: cost, rate: 50%}}], when_short: pro_rata},"
        "b: {award: [{share: {of: cost, rate: 50%}}], when_short: pro_rata}},"
        "expect: {a.award: [25元, 15元], total.b.award: 40元, unspent: 0}"
    )
    assert outcome.passed


def test_one_firms_ceiling_over_several_programmes_holds_in_a_case_too():
    outcome = ran(
        "given: {firm: [f, g], cost: [100元, 60元]}, programmes: {"
        "a: {award: [{share: {of: cost, rate: 50%}}]}, b: {award: [{share: {of: cost, rate: 50%}}]}},"
        "cumulation: [{id: year, ceiling: 70元, per: firm, programmes: [a, b], cut_first: [b, a]}],"
        "expect: {a.award: [50元, 30元], b.award: [20元, 30元]}"
    )
    assert outcome.passed, [each.tell("en") for each in outcome.problems]


def test_an_item_is_paid_under_one_programme_only_in_a_case_too():
    outcome = ran(
        "given: {firm: f, item: [x, y], cost: [100元, 60元]}, programmes: {"
        "a: {award: [{share: {of: cost, rate: 50%}}]}, b: {award: [{share: {of: cost, rate: 30%}}]}},"
        "one_per_item: [{id: items, per: item, programmes: [a, b], firm: firm, caps: {a: 50元}}],"
        "expect: {a.award: [50元, 0], b.award: [0, 18元]}"
    )
    assert outcome.passed, [each.tell("en") for each in outcome.problems]


def test_the_pot_may_be_a_figure_that_is_computed():
    body = (
        "given: {cost: [30元, 70元]}, figures: {all: {total: cost, applicants: given}, most: {of: all * 50%}}"
    )
    rest = "pot: most, award: [{fixed: cost}], when_short: pro_rata, expect: {award: [15元, 35元]}"
    assert ran(f"{body}, {rest}").passed


def test_a_budget_that_no_plan_can_meet_is_not_feasible():
    body = "given: {cost: 3元}, pot: 2元, award: [{fixed: cost}], when_short: in_full"
    assert ran(f"{body}, expect: {{feasible: no}}").passed
    assert codes(ran(f"{body}, expect: {{award: 3元}}")) == ["C720"]
    assert [each.name for each in ran(f"{body}, expect: {{feasible: yes}}").differences] == ["feasible"]


def test_figures_expected_of_a_budget_without_a_plan_are_told_once_with_the_clauses_and_the_remedy():
    body = "given: {x: [3元, 4元]}, pot: 5元, award: [{fixed: x}]"
    outcome = ran(f"{body}, expect: {{award: [3元, 2元], total: 5元}}")
    assert codes(outcome) == ["C720"]
    english, chinese = (outcome.problems[0].tell(language) for language in ("en", "zh"))
    assert "spending.pot.amount asks for at most 0.0005万元" in english
    assert "spending.pot.amount 要求至多 0.0005万元" in chinese
    assert all("when_short" in told and "feasible: no" in told for told in (english, chinese))
    assert ran(f"{body}, when_short: pro_rata, expect: {{total: 5元}}").passed


def test_an_award_of_more_than_the_whole_is_paid_by_an_expression():
    assert ran("given: {x: 100元}, award: [{fixed: 106% * x}], expect: {award: 106元}").passed


def test_a_case_needs_no_programme():
    assert ran("figures: {a: {is: 3元}, b: {of: a * 2}}, expect: {figures.b: 6元}").passed


# ── a programme of a scenario ──────────────────────────────────────────────────────────────────────

FIRMS = """\
scenario: rent
year: 2014
sources: {city: {amount: 900万元}}
spending: {project: {amount: 900万元}}
figures: {rate: {is: 50%}}
populations: {firms: {file: firms.csv, id: firm, columns: {rent: 万元, strategic: yes_no}}}
programmes:
  rent:
    spending: project
    applicants: firms
    award: [{share: {of: rent, rate: rate}}, {uplift: {by: 20%, when: strategic}}]
    when_short: pro_rata
"""


def test_a_case_of_a_scenario_runs_the_programme_as_it_is_written_there():
    scenario, problems = parse({"rent.yaml": FIRMS}, "rent.yaml")
    assert errors_of(problems) == ()
    text = (
        "cases: {a: {scenario: rent.yaml, programme: rent,"
        " given: {id: [x, y], rent: [10, 20], strategic: [no, yes]},"
        " expect: {award: [5万元, 12万元], share: [5万元, 10万元], total: 17万元}}}"
    )
    assert run_case(read(text, {"rent.yaml": scenario})[0]).passed


# ── what cannot be run or compared ─────────────────────────────────────────────────────────────────

WRONG = [
    ("given: {x: 1元}, award: [{fixed: x}], expect: {awrd: 1元}", "C707"),
    ("given: {x: 3元}, pot: 2元, award: [{fixed: x}], expect: {award: 3元}", "C720"),
    ("given: {x: 1元}, award: [{fixed: x}], expect: {eligible: 5%}", "C708"),
    ("given: {x: 1元}, award: [{fixed: x}], expect: {awards: 5%}", "C708"),
    ("figures: {r: {is: 5%}}, expect: {figures.r: yes}", "C708"),
    ("given: {x: 1元}, award: [{fixed: x}], expect: {award: 5}", "M103"),
    ("given: {x: 1元}, award: [{fixed: x}], expect: {award: 5%}", "M101"),
    ("given: {x: 1元}, award: [{fixed: x}], payments: {shares: [50%]}, expect: {payments: 1元}", "C709"),
    ("figures: {r: {is: 5%}}, given: {x: 1元}, pot: r, award: [{fixed: x}], expect: {award: 1元}", "C712"),
    ("cash: {budget: 9元, ceilings: [50%], demands: [1元, 2元]}, expect: {cash.unmet: 0}", "C714"),
    ("cash: {budget: 9元, ceilings: [50%, 40%], demands: [1元, 2元]}, expect: {cash.unmet: 0}", "C714"),
    ("given: {x: [1元, 2元]}, award: [{fixed: x}], expect: {award: [1元, 2元, 3元]}", "C715"),
    ("given: {x: [1元, 2元]}, award: [{fixed: x}], expect: {total: [1元, 2元]}", "C715"),
    ("given: {x: [1元, 2元]}, award: [{fixed: x}], expect: {award: {b: 1元}}", "C716"),
    ("given: {x: 1元, n: 0}, award: [{fixed: x / n}], expect: {award: 1元}", "E401"),
    ("given: {x: 1元}, award: [{fixed: x}], milestones: {done: y}, expect: {milestones.due: 0}", "E201"),
]


@pytest.mark.parametrize(("body", "code"), WRONG, ids=[code for _, code in WRONG])
def test_what_cannot_be_run_or_compared_is_a_problem_with_its_place(body, code):
    outcome = ran(body)
    assert codes(outcome) == [code]
    assert outcome.problems[0].place.line == 2
    assert not outcome.passed


TOKENS = list(re.finditer(r"[^\s\[\]{},:]+", RICH))
SLIPS_OF_THE_PEN = ("0", "no", "-5", "50%", "3元", "[]", "{}", "x", "2014-01-01", "given", "12x", "award")


@settings(max_examples=60, deadline=None)
@given(at=st.sampled_from(TOKENS), written=st.sampled_from(SLIPS_OF_THE_PEN))
def test_no_slip_of_the_pen_is_answered_by_a_traceback(at, written):
    body = f"{RICH[: at.start()]}{written}{RICH[at.end() :]}, expect: {{total: 40元}}"
    cases, problems = read_cases(f"cases:\n  a: {{{body}}}\n", "a.yaml")
    outcomes = run_cases(cases)
    told = [*errors_of(problems), *(each for outcome in outcomes for each in outcome.problems)]
    assert all(each.tell("zh") and each.tell("en") for each in told)
    assert cases or told


def test_one_case_that_cannot_run_keeps_no_other_from_running():
    text = """\
cases:
  a: {given: {x: 1元, n: 0}, award: [{fixed: x / n}], expect: {award: 1元}}
  b: {given: {x: 1元}, award: [{fixed: x}], expect: {award: 1元}}
"""
    assert [each.passed for each in run_cases(read(text))] == [False, True]


def test_every_code_of_case_files_is_met_by_a_test():
    from tests.files.test_texts import NO_CASES
    from tests.language.test_cases import SLIPS

    met = {code for _, code in WRONG} | {code for _, code, _ in SLIPS} | {NO_CASES}
    of_scenarios = {"C710", "C717"}
    assert {code for code in MESSAGES if code.startswith("C")} - met == of_scenarios


def test_figures_do_not_depend_on_the_order_in_which_the_rows_are_written():
    written = read(f"cases:\n  a: {{{RICH}, expect: {{total: 40元}}}}\n")[0]
    turned = replace(written, order=tuple(reversed(written.order)))
    one, other = figures_of(written), figures_of(turned)
    assert {name: each for name, each in one.items() if not name.startswith("publish")} == {
        name: each for name, each in other.items() if not name.startswith("publish")
    }


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("money", Fraction(123), "1.23元"),
        ("share", Fraction(1, 3), "100/3%"),
        ("points", Fraction(-1, 100), "-1pp"),
        ("multiple", Fraction(5, 2), "2.5x"),
        ("count", Fraction(7), "7"),
        ("text", "甲", "甲"),
    ],
)
def test_a_value_is_shown_as_it_is_written(kind, value, text):
    assert shown(kind, value) == text
