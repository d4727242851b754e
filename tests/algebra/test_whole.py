"""Laws of plans: whole numbers only, none above the peak, and half-up at the end."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given

from simulator.algebra import NOTHING, constant, flag, leaf
from simulator.algebra.simplify import simplified
from simulator.algebra.whole import Line, planned
from tests.algebra.trees import ROUND, cases, due, often

PASSES = {
    "load": lambda a: a,
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "minimum": min,
    "maximum": max,
    "pick": lambda truth, a, b: a if truth else b,
    "and": lambda a, b: a and b,
    "or": lambda a, b: a or b,
    "not": lambda a: not a,
    "=": lambda a, b: a == b,
    "≥": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "store": lambda a, k: a // k,
    **{mode: lambda a, k, action=action: action(Fraction(a, k)) for mode, action in ROUND.items()},
}


def played(plan, row: dict[str, int | bool]) -> dict[Line, int | bool]:
    """Return what every line of a plan is on one row of numerators and flags."""
    known: dict[Line, int | bool] = {}
    for line in plan.lines:
        operands = [known[each] if isinstance(each, Line) else each for each in line.operands]
        known[line] = row[line.source] if line.operation == "column" else PASSES[line.operation](*operands)
    return known


def numerators(data, number: int) -> dict[str, int | bool]:
    columns = {**{name: held for name, (held, _) in data.numbers.items()}, **data.flags}
    return {name: held[number if len(held) > 1 else 0] for name, held in columns.items()}


@given(cases())
@often
def test_a_plan_comes_to_the_amount_and_no_number_on_the_way_passes_the_peak(case):
    amount, truth, data = case
    plan = planned(simplified(amount.positive().where(truth, NOTHING), data.ranges))
    for number, row in enumerate(data.all_rows):
        known = played(plan, numerators(data, number))
        assert known[plan.lines[-1]] == due(amount, truth, row)
        assert all(type(each) in (int, bool) and abs(each) <= plan.peak for each in known.values())
    constants = [each for line in plan.lines for each in line.operands if isinstance(each, int)]
    assert all(abs(each) <= plan.peak for each in constants)


def passes(number, ranges) -> Counter:
    return Counter(line.operation for line in planned(simplified(number, ranges)).lines)


WAN, YI = 10**6, 10**10
RANGES = {"rent": (0, 10**9, 1), "rd": (0, 10**12, 1)}
RENT_SHARE = (leaf("rent") * Fraction(1, 2)).minimum(constant(100 * WAN))


def test_a_capped_share_costs_no_pass_for_its_rate():
    assert passes(RENT_SHARE, RANGES) == {"column": 1, "load": 1, "minimum": 1, "add": 1, "store": 1}


def test_a_capped_share_raised_by_a_fifth_costs_no_pass_for_either_rate():
    raised = RENT_SHARE * Fraction(6, 5)
    plan = planned(simplified(raised, RANGES))
    assert [line.operation for line in plan.lines] == ["column", "multiply", "minimum", "add", "store"]
    assert plan.lines[1].operands[1] == 3
    assert plan.lines[2].operands[1] == 120 * WAN * 5
    assert plan.unit == Fraction(1, 5)


def test_marginal_brackets_cost_one_scaling_a_band():
    rd, bands = leaf("rd"), ((NOTHING, YI, 50), (constant(YI), 5 * YI, 25), (constant(5 * YI), None, 10))
    due = NOTHING
    for lower, upper, rate in bands:
        part = rd if upper is None else rd.minimum(constant(upper))
        due = due + (part - lower).positive() * Fraction(rate, 1000)
    assert passes(due, RANGES) == {
        "column": 1,
        "load": 1,
        "multiply": 3,
        "minimum": 2,
        "subtract": 2,
        "maximum": 2,
        "add": 3,
        "store": 1,
    }


def test_a_rate_chosen_by_a_flag_takes_the_units_in():
    raised = (RENT_SHARE * Fraction(6, 5)).where(flag("strategic"), RENT_SHARE)
    operations = [line.operation for line in planned(simplified(raised, RANGES)).lines]
    assert operations == [
        "column", "load", "minimum", "column", "multiply", "add", "multiply", "add", "store"
    ]  # fmt: skip


def test_a_comparison_makes_no_user_change_its_unit():
    cut = RENT_SHARE.where(RENT_SHARE.above(constant(40 * WAN)), NOTHING)
    assert passes(cut, RANGES)["multiply"] == 1


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        (leaf("rent"), 1),
        (leaf("rent") * 1000, 1),
        (leaf("rent") * Fraction(1, 3), Fraction(1, 3)),
        (leaf("rent") * Fraction(1, 3) + leaf("rd") * Fraction(1, 7), Fraction(1, 21)),
        ((leaf("rent") * Fraction(1, 3)).rounded("up", 10), 1),
    ],
)
def test_the_unit_is_what_the_last_whole_number_stands_for(number, unit):
    assert planned(simplified(number, RANGES)).unit == unit


@pytest.mark.parametrize(
    ("number", "peak"),
    [
        (constant(5).where(flag("strategic"), constant(-5)).positive(), 10),
        ((leaf("few") * Fraction(1, 3)).rounded("up", 1000).positive(), 3003),
        (leaf("few") * Fraction(1, 7), 7),
        (leaf("few") * Fraction(1, 9999), 9999),
        ((leaf("few") - constant(400)).positive() + leaf("few") * 500, 1500),
        (leaf("few").minimum(leaf("rent") - constant(5 * 10**8)).positive(), 10**9),
    ],
)
def test_the_peak_counts_what_a_pass_needs_beside_its_result(number, peak):
    assert planned(simplified(number, {"few": (0, 3, 1), **RANGES})).peak == peak


def test_a_constant_is_stored_rounded():
    plan = planned(simplified(constant(Fraction(7, 2)), {}))
    assert played(plan, {})[plan.lines[-1]] == 4
