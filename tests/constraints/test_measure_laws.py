"""Laws of every measure: the form of a plan and the value of what is paid are one sum, by group too."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.constraints import MEASURES, Part, Selection, Worth
from simulator.constraints.measures import reaching_columns
from simulator.engine.pots import ProgrammePot
from simulator.exact import Exact
from simulator.methods import METHODS
from simulator.model.later import Later
from simulator.money import IntColumn
from simulator.optimise.terms import Terms
from tests.methods.support import PARTIAL, claimants, pot_of, written
from tests.methods.test_terms import plans
from tests.rules.support import Row

WORDS = sorted(MEASURES)
BY_SIZE = sorted(word for word in METHODS if not METHODS[word].optimised and not METHODS[word].whole)
SHARED = (*BY_SIZE, *PARTIAL, "optimise")
FIGURE, BUDGET = Fraction(5, 2), 12
some = settings(max_examples=15, deadline=None)


def test_every_registered_measure_is_under_these_laws() -> None:
    assert WORDS == [
        "award",
        "beneficiaries",
        "budget",
        "claims",
        "count",
        "figure",
        "points",
        "sum",
        "total",
    ]


def known(found: ProgrammePot, flags: "np.ndarray[tuple[int], np.dtype[np.bool_]]", paid: IntColumn) -> Part:
    """Return a part that knows all that any measure looks at, but for the plan."""
    rows, count = found.pot.rows, found.pot.claims.size
    heads, load = (rows.columns[name].data for name in ("heads", "load"))
    assert isinstance(heads, Exact)
    assert isinstance(load, Exact)
    shares = Later(lambda: found.method.paid_share(found.pot, paid))
    worth = Worth(Fraction(3, 2), heads * Fraction(1, 3), shares, found.pot.claims)
    people = np.arange(count) // 2
    part = Part("p", flags, found.pot.claims, figures=load, people=people, worth=worth)
    return replace(part, eligible=found.pot.claims > 0)


def made(found: ProgrammePot, part: Part, awards: IntColumn) -> Part:
    """Return the part of a plan that pays these awards."""
    return replace(part, award=awards, counted=found.method.counted(found.pot, awards))


def awards_of(found: ProgrammePot, terms: Terms, plan: tuple[int, ...]) -> IntColumn:
    """Return what a plan pays."""
    if found.method.optimised:
        return terms.paid_out(plan)
    everyone = np.ones(found.pot.claims.size, dtype=np.bool_)
    return found.method.as_paid(found.pot, int(terms.award(everyone).value(plan)))


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("method", SHARED)
@some
@given(rows=claimants(most=3, fen=4), random=st.randoms(use_true_random=False), data=st.data())
def test_the_form_of_a_measure_is_its_value_in_every_plan_and_group_but_for_its_slack(
    method: str, word: str, rows: list[Row], random: Random, data: st.DataObject
) -> None:
    found = pot_of(written(method, random), rows)
    chosen = np.array([data.draw(st.booleans()) for _ in rows], dtype=np.bool_)
    groups = np.array([data.draw(st.integers(0, 1)) for _ in rows], dtype=np.int64)
    terms, rule = found.terms(), MEASURES[word]
    part = replace(known(found, chosen, np.zeros_like(found.pot.claims)), groups=groups)
    unmade = Selection((replace(part, terms=terms),), BUDGET, FIGURE, 2)
    sets = reaching_columns(unmade) if word == "beneficiaries" else ()
    reached = {own: len(terms.columns) + at for at, own in enumerate(sets)}
    spread = rule.spread(replace(unmade, reached=reached))
    for plan in plans(terms):
        whole = (*plan, *(max(plan[column] for column in own) for own in sets))
        awards = awards_of(found, terms, plan)
        paid = made(found, replace(known(found, chosen, awards), groups=groups), awards)
        numerators, denominator = rule.values(Selection((paid,), BUDGET, FIGURE, 2))
        for group in (0, 1):
            form, value = spread.form(group), Fraction(int(numerators[group]), denominator)
            assert abs(form.value(whole) - value) <= form.slack
            assert rule.varies or (form.value(whole) == value and not form.coefficients)


@pytest.mark.parametrize("word", WORDS)
@some
@given(rows=claimants(), size=st.integers(0, 40))
def test_the_groups_of_a_measure_are_the_measures_of_its_groups(
    word: str, rows: list[Row], size: int
) -> None:
    found = pot_of("pro_rata", rows)
    claims, rule = found.pot.claims, MEASURES[word]
    awards = found.method.share_out(found.pot, min(size, sum(claims.tolist())))
    everyone = np.ones(claims.size, dtype=np.bool_)
    groups = np.arange(claims.size) % 3
    whole = made(found, known(found, everyone, awards), awards)
    numerators, denominator = rule.values(Selection((replace(whole, groups=groups),), BUDGET, FIGURE, 3))
    for group in range(3):
        alone = Selection((replace(whole, chosen=groups == group),), BUDGET, FIGURE)
        assert rule.value(alone) == Fraction(int(numerators[group]), denominator)


@pytest.mark.parametrize(
    "word", [word for word in WORDS if word not in ("beneficiaries", "budget", "figure")]
)
@some
@given(rows=claimants(), size=st.integers(0, 40))
def test_measures_of_disjoint_selections_add_up(word: str, rows: list[Row], size: int) -> None:
    found = pot_of("pro_rata", rows)
    claims = found.pot.claims
    awards = found.method.share_out(found.pot, min(size, sum(claims.tolist())))
    first = np.arange(claims.size) % 2 == 0
    masks = (first, ~first, first | ~first)
    parts = [made(found, known(found, mask, awards), awards) for mask in masks]
    one, other, both = (MEASURES[word].value(Selection((part,))) for part in parts)
    assert one + other == both


@some
@given(rows=claimants(most=5), size=st.integers(0, 40))
def test_an_applicant_is_reached_once_however_many_awards_he_has(rows: list[Row], size: int) -> None:
    found = pot_of("water_fill", rows)
    claims = found.pot.claims
    awards = found.method.share_out(found.pot, min(size, sum(claims.tolist())))
    part = made(found, known(found, claims >= 0, awards), awards)
    counted = found.method.counted(found.pot, awards).tolist()
    people = {row // 2 for row, own in enumerate(counted) if own}
    assert MEASURES["beneficiaries"].value(Selection((part,))) == len(people)
    assert MEASURES["beneficiaries"].value(Selection((part, part))) == len(people)


@pytest.mark.parametrize("word", WORDS)
def test_a_measure_of_nothing_is_nothing(word: str) -> None:
    assert MEASURES[word].value(Selection()) == MEASURES[word].form(Selection()).constant == 0
