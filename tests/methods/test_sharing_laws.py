"""Laws that hold of every registered way to share a short pot; a new one must say here how it is written."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.methods import METHODS
from simulator.methods.queue import Queue
from tests.methods.support import BARE, SETTINGS, claimants, claims_of, pot_of, share, written
from tests.reference.sharing import payable, shared, way
from tests.rules.support import Row, firm

WORDS = sorted(METHODS)
BY_SIZE = [word for word in WORDS if not METHODS[word].optimised and not METHODS[word].whole]
randoms = st.randoms(use_true_random=False)
some = settings(max_examples=18, deadline=None)


def test_every_registered_method_is_under_these_laws() -> None:
    assert {*BARE, *SETTINGS} == set(METHODS)
    assert set(BY_SIZE) == {"pro_rata", "water_fill", "equal", "ranked", "first_come", "tiers"}


@pytest.mark.parametrize("word", BY_SIZE)
@some
@given(rows=claimants(), random=randoms)
def test_every_size_of_a_pot_pays_what_the_reference_pays(word: str, rows: list[Row], random: Random) -> None:
    method = written(word, random)
    found, claims = pot_of(method, rows), claims_of(rows)
    assert sum(found.method.payable(found.pot).tolist()) == payable(method, claims)
    for size in range(payable(method, claims) + 1):
        assert found.method.share_out(found.pot, size).tolist() == shared(method, claims, size)


@pytest.mark.parametrize("word", BY_SIZE)
@some
@given(rows=claimants(), random=randoms)
def test_nobody_gets_less_than_nothing_or_more_than_the_claim_and_no_pot_pays_more_than_it_holds(
    word: str, rows: list[Row], random: Random
) -> None:
    found = pot_of(written(word, random), rows)
    most = found.method.payable(found.pot)
    for size in range(sum(most.tolist()) + 1):
        awards = found.method.share_out(found.pot, size)
        assert bool(((awards >= 0) & (awards <= most)).all())
        assert sum(awards.tolist()) <= size


@pytest.mark.parametrize("word", BY_SIZE)
@some
@given(rows=claimants(), random=randoms)
def test_a_larger_pot_never_pays_less_in_all(word: str, rows: list[Row], random: Random) -> None:
    found = pot_of(written(word, random), rows)
    sizes = range(sum(found.method.payable(found.pot).tolist()) + 1)
    totals = [sum(found.method.share_out(found.pot, size).tolist()) for size in sizes]
    assert totals == sorted(totals)


DIVISIBLE = [
    "pro_rata",
    "water_fill",
    {"first_come": "applied_on"},
    {"ranked": {"where": "score >= 5", "order": [{"highest": "score"}, {"first": "firm_id"}]}},
    {
        "tiers": [
            {"where": "strategic"},
            {"where": "score >= 5", "when_short": {"first_come": "applied_on"}},
            {"rest": "pro_rata"},
        ]
    },
]


@pytest.mark.parametrize("method", DIVISIBLE, ids=str)
@some
@given(rows=claimants())
def test_a_divisible_pot_is_given_out_to_the_last_fen(method: object, rows: list[Row]) -> None:
    found = pot_of(method, rows)
    for size in range(sum(found.method.payable(found.pot).tolist()) + 1):
        assert sum(found.method.share_out(found.pot, size).tolist()) == size


@some
@given(rows=claimants(fen=10**6), data=st.data())
def test_a_pro_rata_award_is_within_one_fen_of_its_exact_share(rows: list[Row], data: st.DataObject) -> None:
    found = pot_of("pro_rata", rows)
    claims = found.pot.claims.tolist()
    size = data.draw(st.integers(0, sum(claims)))
    awards = found.method.share_out(found.pot, size).tolist()
    for claim, award in zip(claims, awards, strict=True):
        assert not claim or abs(award - Fraction(size * claim, sum(claims))) < 1


@some
@given(rows=claimants(fen=10**14), data=st.data())
def test_equal_claims_differ_by_a_fen_at_most_and_then_in_favour_of_the_smaller_id(
    rows: list[Row], data: st.DataObject
) -> None:
    found = pot_of("pro_rata", [{**row, "rent": rows[0]["rent"]} for row in rows])
    size = data.draw(st.integers(0, sum(found.pot.claims.tolist())))
    awards = found.method.share_out(found.pot, size).tolist()
    assert awards == sorted(awards, reverse=True)
    assert not awards or awards[0] - awards[-1] <= 1


@pytest.mark.parametrize("word", WORDS)
@some
@given(
    rows=claimants(),
    random=randoms,
    counts_from=st.sampled_from(["0%", "30%", "50%", "100%"]),
    data=st.data(),
)
def test_what_counts_and_which_share_is_paid_are_the_reference_s(
    word: str, rows: list[Row], random: Random, counts_from: str, data: st.DataObject
) -> None:
    method = written(word, random)
    found, claims = pot_of(method, rows, counts_from=counts_from), claims_of(rows)
    awards = [data.draw(st.integers(0, claim.due)) for claim in claims]
    expected = way(method, claims, awards, share(counts_from), ())
    paid = np.array(awards, dtype=np.int64)
    assert tuple(found.method.counted(found.pot, paid).tolist()) == expected.counted
    assert found.method.paid_share(found.pot, paid) == expected.shares


@pytest.mark.parametrize("word", ["ranked", "first_come"])
@some
@given(rows=claimants(), random=randoms)
def test_nobody_in_a_queue_is_paid_whole_while_one_ahead_gets_a_part(
    word: str, rows: list[Row], random: Random
) -> None:
    found = pot_of(written(word, random), rows)
    claims = found.pot.claims.tolist()
    order = found.method.order(found.pot)  # type: ignore[attr-defined]
    for size in range(sum(found.method.payable(found.pot).tolist()) + 1):
        awards = found.method.share_out(found.pot, size).tolist()
        parts = [rank for rank, row in enumerate(order) if 0 < awards[row] < claims[row]]
        assert len(parts) <= 1
        assert all(awards[row] == claims[row] for rank, row in enumerate(order) if parts and rank < parts[0])
        assert all(awards[row] == 0 for rank, row in enumerate(order) if parts and rank > parts[0])


@some
@given(rows=claimants(), random=randoms)
def test_no_tier_gets_a_fen_before_the_tiers_above_have_all_they_can_use(
    rows: list[Row], random: Random
) -> None:
    method = {"tiers": [{"where": "strategic"}, {"where": "score >= 5"}, {"rest": "pro_rata"}]}
    found, claims = pot_of(method, rows), claims_of(rows)
    tier = [0 if c.row["strategic"] else 1 if c.row["score"] >= 5 else 2 for c in claims]
    for size in range(sum(c.due for c in claims) + 1):
        awards = found.method.share_out(found.pot, size).tolist()
        short = [t for t, c, award in zip(tier, claims, awards, strict=True) if award < c.due]
        paid = [t for t, award in zip(tier, awards, strict=True) if award]
        assert not short or not paid or max(paid) <= min(short)


def test_largest_remainder_may_give_one_a_fen_less_of_a_larger_pot() -> None:
    rows = [firm("F1", rent=6), firm("F2", rent=6), firm("F3", rent=2)]
    found = pot_of("pro_rata", rows)
    assert found.method.share_out(found.pot, 10).tolist() == [4, 4, 2]
    assert found.method.share_out(found.pot, 11).tolist() == [5, 5, 1]


@pytest.mark.parametrize(
    ("last", "awards"), [("partial", [5, 2, 0]), ("skip", [5, 0, 2]), ("stop", [5, 0, 0])]
)
def test_the_last_in_the_queue_gets_a_part_or_is_passed_over_or_ends_it(last: str, awards: list[int]) -> None:
    rows = [firm("F1", rent=5), firm("F2", rent=4), firm("F3", rent=2)]
    found = pot_of({"ranked": {"order": [{"first": "firm_id"}], "last": last}}, rows)
    assert found.method.share_out(found.pot, 7).tolist() == awards


def test_the_basic_need_is_met_whole_and_the_rest_is_shared_by_need() -> None:
    rows = [
        firm("A", rent=620000000, strategic="yes"),
        firm("B", rent=300000000),
        firm("C", rent=200000000),
    ]
    found = pot_of({"tiers": [{"where": "strategic"}, {"rest": "pro_rata"}]}, rows)
    assert found.method.share_out(found.pot, 1000000000).tolist() == [620000000, 228000000, 152000000]


@pytest.mark.parametrize("word", ["ranked", "first_come"])
@some
@given(rows=claimants(), random=randoms)
def test_what_a_pot_lacks_for_one_in_its_queue_is_the_least_that_pays_it(
    word: str, rows: list[Row], random: Random
) -> None:
    found = pot_of(written(word, random), rows)
    assert isinstance(found.method, Queue)
    most = sum(found.method.payable(found.pot).tolist())
    awards = [found.method.share_out(found.pot, size).tolist() for size in range(most + 1)]
    for row in found.method.order(found.pot):
        claim = int(found.pot.claims[row])
        for size in range(0, most + 1, 3):
            enough = next(at for at in range(size, most + 1) if awards[at][row] == claim)
            assert found.method.size_for(found.pot, row, size) == enough
