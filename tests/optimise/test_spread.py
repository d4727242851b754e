"""Many forms at once are the forms one by one: sums, multiples, choices, and how far they reach."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise.spread import (
    Spread,
    award_spread,
    columns_spread,
    constant_spread,
    end_to_end,
    spread_of_forms,
    total_spread,
    weighed_spread,
)
from simulator.optimise.terms import AwardTerm, Columns, CountTerm, Form, Terms

NUMBERS = st.fractions(-50, 50, max_denominator=6)
FORMS = st.builds(
    Form.of, st.dictionaries(st.integers(0, 5), NUMBERS, max_size=4), NUMBERS, st.integers(0, 3)
)
COUNT = 3
SPREADS = st.lists(FORMS, min_size=COUNT, max_size=COUNT)
PLANS = st.lists(st.integers(-9, 9), min_size=6, max_size=6)


def values(spread: Spread, plan: list[int]) -> list[Fraction]:
    """Return what every form comes to."""
    return [spread.form(at).value(plan) for at in range(len(spread))]


@given(forms=SPREADS, plan=PLANS)
def test_a_spread_of_forms_is_the_forms(forms: list[Form], plan: list[int]) -> None:
    spread = spread_of_forms(forms)
    assert values(spread, plan) == [form.value(plan) for form in forms]
    assert [spread.form(at).slack for at in range(COUNT)] == [form.slack for form in forms]


@given(one=SPREADS, other=SPREADS, plan=PLANS, factor=NUMBERS)
def test_sums_and_multiples_go_form_by_form(
    one: list[Form], other: list[Form], plan: list[int], factor: Fraction
) -> None:
    left, right = spread_of_forms(one), spread_of_forms(other)
    assert values(left + right, plan) == [
        a.value(plan) + b.value(plan) for a, b in zip(one, other, strict=True)
    ]
    assert values(left.times(factor), plan) == [form.value(plan) * factor for form in one]
    assert (left + right).slack.tolist() == [a.slack + b.slack for a, b in zip(one, other, strict=True)]
    assert left.times(factor).slack.tolist() == [form.times(factor).slack for form in one]


@given(forms=SPREADS, chosen=st.lists(st.integers(0, COUNT - 1), max_size=6), plan=PLANS)
def test_forms_are_taken_in_any_order_and_put_end_to_end(
    forms: list[Form], chosen: list[int], plan: list[int]
) -> None:
    spread = spread_of_forms(forms)
    taken = spread.take(np.array(chosen, dtype=np.int64))
    assert values(taken, plan) == [forms[at].value(plan) for at in chosen]
    assert values(end_to_end([spread, taken]), plan) == [*values(spread, plan), *values(taken, plan)]


@given(forms=SPREADS, ends=st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 4)), min_size=6, max_size=6))
def test_the_reach_of_each_form_is_met_at_a_corner_and_never_passed(
    forms: list[Form], ends: list[tuple[int, int]]
) -> None:
    lower = np.array([low for low, _ in ends], dtype=np.int64)
    upper = lower + np.array([width for _, width in ends], dtype=np.int64)
    spread = spread_of_forms(forms)
    least, most = spread.reach(lower, upper)
    for at, form in enumerate(forms):
        signs = form.coefficients
        best = [int(upper[c]) if signs.get(c, 0) > 0 else int(lower[c]) for c in range(6)]
        worst = [int(lower[c]) if signs.get(c, 0) > 0 else int(upper[c]) for c in range(6)]
        assert Fraction(int(most[at]), spread.denominator) == form.value(best)
        assert Fraction(int(least[at]), spread.denominator) == form.value(worst)


@given(
    groups=st.lists(st.integers(-1, 2), min_size=4, max_size=4),
    weights=st.lists(st.integers(1, 9), min_size=4, max_size=4),
)
def test_groups_of_a_pot_get_what_their_masks_get(groups: list[int], weights: list[int]) -> None:
    members, claims = np.arange(4), np.array(weights, dtype=np.int64)
    base = np.array([0, 5, 0, 1], dtype=np.int64)
    awards = (AwardTerm.single(0, members, claims, sum(weights)), AwardTerm(members + 1, members, claims))
    columns, counts = Columns.choices(("a", "b", "c", "d", "e")), (CountTerm(members + 1, members),)
    terms = Terms(base, base > 0, columns, (), awards, counts)
    owners = np.array(groups, dtype=np.int64)
    paid, counted = award_spread(terms, owners, 3), weighed_spread(terms, claims, 2, owners, 3)
    for group in range(3):
        mask = owners == group
        form = paid.form(group)
        assert (form.coefficients, form.constant, form.slack) == (
            terms.award(mask).coefficients,
            terms.award(mask).constant,
            terms.award(mask).slack,
        )
        whole = terms.weighed(np.where(mask, claims, 0), 2)
        assert counted.form(group).coefficients == whole.coefficients
        assert counted.form(group).constant == whole.constant


def test_numbers_beyond_a_machine_word_stay_exact() -> None:
    huge = columns_spread(np.array([0, 1])).times(2**70) + constant_spread(np.array([2**62, -(2**62)]))
    assert values(huge.times(Fraction(1, 2**69)), [1, 3]) == [2 + Fraction(1, 2**7), 6 - Fraction(1, 2**7)]


def test_spreads_of_different_lengths_are_not_added() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        total_spread((columns_spread(np.array([0])), columns_spread(np.array([0, 1]))), 2)
