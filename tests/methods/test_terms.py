"""What a method tells the optimiser and what it shares out are one story, in every plan of a small pot."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.engine.pots import ProgrammePot
from simulator.exact import Exact
from simulator.methods import METHODS
from simulator.money import FEN_OF_UNIT
from simulator.optimise.terms import Terms, constant_terms
from tests.methods.support import PARTIAL, claimants, claims_of, pot_of, share, written
from tests.reference.sharing import Way, strayed, ways
from tests.rules.support import Row

MOST_ASSIGNMENTS = 60_000
randoms = st.randoms(use_true_random=False)
shares = st.sampled_from(["0%", "40%", "100%"])
WORDS = (*sorted(METHODS), *PARTIAL)


def plans(terms: Terms) -> Iterator[tuple[int, ...]]:
    """Yield every whole assignment of the columns that obeys the links."""
    spans = [range(column.lower, column.upper + 1) for column in terms.columns]
    assume(int(np.prod([len(span) for span in spans], dtype=object)) <= MOST_ASSIGNMENTS)
    grid = (
        np.array(np.meshgrid(*spans, indexing="ij")).reshape(len(spans), -1)
        if spans
        else np.zeros((0, 1), int)
    )
    kept = np.ones(grid.shape[1], dtype=bool)
    for link in (*terms.links, *terms.tied):
        values = sum(
            (k * grid[c] for c, k in zip(link.form.columns, link.form.coefficients, strict=True)),
            start=np.zeros(grid.shape[1], int),
        )
        values = values + link.form.constant
        kept &= np.ones_like(kept) if link.lower is None else values >= link.lower
        kept &= np.ones_like(kept) if link.upper is None else values <= link.upper
    yield from (tuple(column.tolist()) for column in grid[:, kept].T)


def only(count: int, member: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return the mask of one member."""
    return np.arange(count) == member


def told(found: ProgrammePot, terms: Terms, plan: tuple[int, ...]) -> tuple[tuple[object, ...], ...]:
    """Return what a plan means for each member: the award, whether it counts, and what the rows see."""
    everyone = np.ones(found.pot.claims.size, dtype=np.bool_)
    size = terms.award(everyone).value(plan)
    awards = terms.paid_out(plan) if found.method.optimised else found.method.as_paid(found.pot, int(size))
    counted = found.method.counted(found.pot, awards)
    members = [only(awards.size, member) for member in range(awards.size)]
    assert sum(awards.tolist()) == size
    assert not found.pot.counting or [terms.count(m).value(plan) for m in members] == counted.tolist()
    seen = tuple(terms.award(mask).value(plan) for mask in members)
    return tuple(awards.tolist()), tuple(counted.tolist()), seen


def worth_column(values: tuple[Fraction, ...]) -> Exact:
    """Return the worth of each member as a column over one denominator."""
    common = lcm(1, *(value.denominator for value in values))
    return Exact.of([int(value * common) for value in values], common)


def heard(way: Way) -> tuple[tuple[object, ...], ...]:
    """Return the same of a way of the reference."""
    return way.awards, way.counted, way.seen


@pytest.mark.parametrize("per_award", ["0", "1"], ids=["uncounted", "counted"])
@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=20, deadline=None)
@given(rows=claimants(most=4, fen=5), random=randoms, data=st.data())
def test_the_plans_of_a_pot_are_exactly_the_ways_it_can_be_shared(
    word: str, per_award: str, rows: list[Row], random: Random, data: st.DataObject
) -> None:
    method, counts_from = written(word, random), data.draw(shares)
    asked = sum(int(row["rent"]) for row in rows)
    most = data.draw(st.integers(0, asked))
    found = pot_of(method, rows, most, counts_from, per_award)
    terms = found.terms()
    stories = [
        told(found, terms, plan) for plan in plans(terms) if not found.method.whole or sum(plan) or not asked
    ]
    within = [story for story in stories if sum(story[0]) <= most]  # type: ignore[arg-type]
    expected = [heard(each) for each in ways(method, claims_of(rows), most, share(counts_from))]
    # a full tier may or may not be called full while nothing is paid below it; no other plan has a double
    assert word == "tiers" or len(set(within)) == len(within)
    assert set(within) == set(expected)
    assert all(found.method.lawful(found.pot, np.array(story[0], dtype=np.int64)).all() for story in within)


@pytest.mark.parametrize("word", ["pro_rata", "partial"])
@given(rows=claimants(most=5, fen=9))
def test_a_pot_that_nobody_counts_in_is_a_matter_of_amounts_alone(word: str, rows: list[Row]) -> None:
    found = pot_of(written(word, Random(0)), rows, per_award="0")
    terms = found.terms()
    assert not found.pot.counting
    assert not terms.columns.choice.any()
    assert len(terms.links) == len(terms.tied) == len(terms.counts) == 0


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=15, deadline=None)
@given(
    rows=claimants(most=4, fen=5),
    random=randoms,
    worth=st.lists(st.fractions(0, 5, max_denominator=4), min_size=4, max_size=4),
)
def test_points_by_the_share_paid_are_the_same_in_the_plan_and_in_the_awards(
    word: str, rows: list[Row], random: Random, worth: list[Fraction]
) -> None:
    found = pot_of(written(word, random), rows)
    terms, values = found.terms(), tuple(worth[: len(rows)])
    form = terms.paid(worth_column(values), found.pot.claims)
    for plan in plans(terms):
        if found.method.whole and not sum(plan):
            continue
        awards = np.array(told(found, terms, plan)[0], dtype=np.int64)
        paid = found.method.paid_share(found.pot, awards)
        assert form.value(plan) == sum((a * b for a, b in zip(values, paid, strict=True)), Fraction(0))


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=15, deadline=None)
@given(rows=claimants(most=4, fen=5), random=randoms, data=st.data())
def test_the_awards_of_any_selection_stray_from_their_form_by_its_slack_at_most(
    word: str, rows: list[Row], random: Random, data: st.DataObject
) -> None:
    method = written(word, random)
    found = pot_of(method, rows)
    terms, all_ways = found.terms(), ways(method, claims_of(rows), 10**6, Fraction(1))
    mask = np.array([data.draw(st.booleans()) for _ in rows], dtype=np.bool_)
    form = terms.award(mask)
    assert not all_ways or form.slack == strayed(all_ways[0], mask.tolist())
    for plan in plans(terms):
        if not found.method.whole or sum(plan):
            awards = np.array(told(found, terms, plan)[0], dtype=np.int64)
            assert abs(form.value(plan) - sum(awards[mask].tolist())) <= form.slack


@settings(max_examples=25, deadline=None)
@given(rows=claimants(most=5, fen=FEN_OF_UNIT["元"]), data=st.data())
def test_a_settled_pot_leaves_the_plan_no_choice(rows: list[Row], data: st.DataObject) -> None:
    found = pot_of("pro_rata", rows)
    size = data.draw(st.integers(0, sum(found.pot.claims.tolist())))
    awards = found.method.share_out(found.pot, size)
    terms = constant_terms(awards, found.method.counted(found.pot, awards))
    assert len(terms.columns) == len(terms.links) == 0
    assert [terms.award(only(awards.size, i)).value(()) for i in range(awards.size)] == awards.tolist()
