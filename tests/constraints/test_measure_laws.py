"""Laws of every registered measure: the plan's form and the value of what is paid tell the same sum."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.constraints import MEASURES, Part
from simulator.constraints.measures import Selection
from simulator.methods import METHODS
from tests.methods.support import claimants, pot_of, written
from tests.methods.test_terms import plans
from tests.rules.support import Row

WORDS = sorted(MEASURES)
BY_SIZE = sorted(word for word in METHODS if not METHODS[word].optimised and not METHODS[word].whole)
some = settings(max_examples=15, deadline=None)


def test_every_registered_measure_is_under_these_laws() -> None:
    assert WORDS == ["award", "budget", "claims", "count", "figure"]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("method", BY_SIZE)
@some
@given(rows=claimants(most=3, fen=4), random=st.randoms(use_true_random=False), data=st.data())
def test_the_form_of_a_measure_is_its_value_in_every_plan_but_for_its_slack(
    method: str, word: str, rows: list[Row], random: Random, data: st.DataObject
) -> None:
    found = pot_of(written(method, random), rows)
    chosen = np.array([data.draw(st.booleans()) for _ in rows], dtype=np.bool_)
    terms, claims = found.terms(), found.pot.claims
    everyone = np.ones(claims.size, dtype=np.bool_)
    form = MEASURES[word].form(Selection((Part("p", chosen, claims, terms=terms),), 12, Fraction(5, 2)))
    for plan in plans(terms):
        awards = found.method.as_paid(found.pot, int(terms.award(everyone).value(plan)))
        paid = Part("p", chosen, claims, award=awards, counted=found.method.counted(found.pot, awards))
        value = MEASURES[word].value(Selection((paid,), 12, Fraction(5, 2)))
        assert abs(form.value(plan) - value) <= form.slack
        assert MEASURES[word].varies or (form.value(plan) == value and not form.coefficients)


@pytest.mark.parametrize("word", WORDS)
@some
@given(rows=claimants(), size=st.integers(0, 40))
def test_measures_of_disjoint_selections_add_up(word: str, rows: list[Row], size: int) -> None:
    found = pot_of("pro_rata", rows)
    claims = found.pot.claims
    awards = found.method.share_out(found.pot, min(size, sum(claims.tolist())))
    counted = found.method.counted(found.pot, awards)
    first = np.arange(claims.size) % 2 == 0
    parts = [
        Part("p", mask, claims, award=awards, counted=counted) for mask in (first, ~first, first | ~first)
    ]
    one, other, both = (MEASURES[word].value(Selection((part,))) for part in parts)
    assert one + other == both


@pytest.mark.parametrize("word", WORDS)
def test_a_measure_of_nothing_is_nothing(word: str) -> None:
    assert MEASURES[word].value(Selection()) == MEASURES[word].form(Selection()).constant == 0
