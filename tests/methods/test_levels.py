"""Sharing by level: the same for all up to each claim; and by heads, where what is not needed stays."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.methods import METHODS
from simulator.methods.levels import MOST_PARTS, filled, layers_of, layers_to_plan, level_of
from simulator.model.method import Request
from simulator.money import LARGEST
from simulator.optimise.terms import AwardTerm, Terms
from simulator.problems import FindingError
from tests.methods.support import claimants, pot_of
from tests.reference.sharing import leveled
from tests.rules.support import Row, firm

claims_of = st.lists(st.one_of(st.integers(0, 9), st.integers(0, 10**15)), max_size=8)
some = settings(max_examples=60, deadline=None)


def column(*fen: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return claims as a column."""
    return np.array(fen, dtype=np.int64)


def rents(*fen: int) -> list[Row]:
    """Return applicants with these rents."""
    return [firm(f"F{row}", rent=each) for row, each in enumerate(fen)]


# ── the level ──────────────────────────────────────────────────────────────────────────────────────


def test_four_requests_are_levelled_and_the_pot_is_used_up() -> None:
    found = pot_of("water_fill", rents(100000, 250000, 500000, 700000))
    awards = found.method.share_out(found.pot, 1000000)
    assert awards.tolist() == [100000, 250000, 325000, 325000]


@some
@given(claims=claims_of, data=st.data())
def test_the_level_gives_out_the_amount_exactly(claims: list[int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(claims)))
    level = level_of(column(*claims), amount)
    assert level == leveled(amount, claims)
    assert sum(min(Fraction(each), level) for each in claims) == amount


@some
@given(claims=claims_of, data=st.data())
def test_awards_by_level_are_within_a_fen_of_it_and_add_to_the_amount(
    claims: list[int], data: st.DataObject
) -> None:
    amount = data.draw(st.integers(0, sum(claims)))
    level = level_of(column(*claims), amount)
    awards = filled(column(*claims), amount).tolist()
    assert sum(awards) == amount
    assert all(
        abs(award - min(Fraction(each), level)) < 1 for award, each in zip(awards, claims, strict=True)
    )


@some
@given(claims=claims_of, data=st.data())
def test_nobody_has_less_than_another_but_for_a_smaller_claim_or_the_odd_fen(
    claims: list[int], data: st.DataObject
) -> None:
    awards = filled(column(*claims), data.draw(st.integers(0, sum(claims)))).tolist()
    for mine, own in zip(awards, claims, strict=True):
        assert mine == own or all(other <= mine + 1 for other in awards)


def test_claims_that_int64_cannot_add_are_levelled_too() -> None:
    claims = column(*[LARGEST // 2] * 5)
    assert filled(claims, LARGEST).tolist() == [LARGEST // 5 + (row < LARGEST % 5) for row in range(5)]


@some
@given(claims=claims_of)
def test_layers_hold_all_that_is_claimed(claims: list[int]) -> None:
    found = layers_of(column(*claims))
    assert sum(layer.capacity for layer in found) == sum(claims)
    assert [layer.start for layer in found] == [0, *sorted({*claims} - {0})][:-1]


# ── by heads ───────────────────────────────────────────────────────────────────────────────────────


def test_a_pot_by_heads_leaves_unspent_what_a_small_claim_does_not_need() -> None:
    found = pot_of("equal", rents(100000, 250000, 500000, 700000))
    assert found.method.share_out(found.pot, 1000000).tolist() == [100000, 250000, 250000, 250000]
    assert found.method.share_out(found.pot, 1000003).tolist() == [100000, 250000, 250000, 250000]


def test_a_pot_that_suffices_is_not_short_and_pays_everyone() -> None:
    found = pot_of("equal", rents(1, 9))
    assert found.method.share_out(found.pot, 9).tolist() == [1, 4]
    assert found.method.share_out(found.pot, 10).tolist() == [1, 9]


def test_a_share_that_only_a_sufficient_pot_could_give_is_no_plan() -> None:
    found = pot_of("equal", rents(1, 2, 3))
    shares = {tuple(found.method.share_out(found.pot, size).tolist()) for size in range(7)}
    assert shares == {(0, 0, 0), (1, 1, 1), (1, 2, 3)}
    assert [column.upper for column in found.terms().columns] == [1, 1, 1]


def test_who_claims_nothing_is_no_head() -> None:
    found = pot_of("equal", rents(0, 9, 9))
    assert found.method.share_out(found.pot, 9).tolist() == [0, 4, 4]


@some
@given(rows=claimants(fen=40), data=st.data())
def test_what_a_plan_pays_by_heads_says_which_share_everyone_has(
    rows: list[Row], data: st.DataObject
) -> None:
    found = pot_of("equal", rows)
    size = data.draw(st.integers(0, sum(found.pot.claims.tolist())))
    awards = found.method.share_out(found.pot, size)
    assert found.method.as_paid(found.pot, sum(awards.tolist())).tolist() == awards.tolist()


@some
@given(rows=claimants(fen=40), data=st.data())
def test_tiers_know_from_what_is_paid_who_has_it(rows: list[Row], data: st.DataObject) -> None:
    found = pot_of({"tiers": [{"where": "strategic", "when_short": "equal"}, {"rest": "water_fill"}]}, rows)
    size = data.draw(st.integers(0, sum(found.pot.claims.tolist())))
    awards = found.method.share_out(found.pot, size)
    assert found.method.as_paid(found.pot, sum(awards.tolist())).tolist() == awards.tolist()


# ── classes ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("word", "parts"), [("water_fill", (10, 45, 45)), ("equal", (10, 33, 33)), ("pro_rata", (6, 43, 51))]
)
def test_a_class_is_divided_alike_or_by_heads_or_in_proportion(word: str, parts: tuple[int, ...]) -> None:
    asked = [Request("a", 10), Request("b", 70), Request("c", 83)]
    assert METHODS[word]().divide(asked, 100) == parts


def test_a_least_amount_is_served_before_the_others_are_levelled() -> None:
    asked = [Request("a", 50, at_least=40), Request("b", 50), Request("c", 50)]
    assert METHODS["water_fill"]().divide(asked, 90) == (40, 25, 25)
    assert METHODS["equal"]().divide(asked, 90) == (40, 25, 25)


# ── what the plan may know ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", ["water_fill", "equal"])
def test_more_sizes_than_a_plan_can_keep_apart_are_refused(word: str) -> None:
    found = pot_of(word, rents(*range(1, 3)))
    wide = METHODS[word]()
    many = column(*range(1, 1200))
    pot = type(found.pot)(tuple(map(str, many)), many, 0, 10**9, found.pot.rows)
    with pytest.raises(FindingError) as refused:
        wide.terms(pot)
    assert refused.value.code == "R611"


def test_a_few_sizes_of_many_claims_are_no_hindrance() -> None:
    assert len(layers_to_plan(column(*[5, 7, 9] * 50_000))) == 3
    with pytest.raises(FindingError):
        layers_to_plan(column(*[5, 7, 9] * (MOST_PARTS // 5)))


def test_of_terms_paid_in_turn_only_the_widest_strays() -> None:
    everyone, two = column(0, 1, 2), column(1, 2)
    ones = np.ones(3, dtype=np.int64)
    in_turn = (
        AwardTerm.single(0, everyone, ones, 3, turn=0),
        AwardTerm.single(1, two, ones[:2], 2, turn=0),
    )
    apart = tuple(AwardTerm(each.columns, each.members, each.weights, each.over) for each in in_turn)
    nothing = np.zeros(3, dtype=np.int64)
    mask = np.array([False, True, False])
    strayed = [Terms(nothing, nothing > 0, awards=each).award(mask).slack for each in (in_turn, apart)]
    assert strayed == [1, 2]
    moved = Terms(nothing, nothing > 0, awards=in_turn).shifted(4)
    assert [each.turn for each in moved.awards] == [4, 4]
    assert moved.award(mask).slack == 1
