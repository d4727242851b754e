"""Who bears a sum: shares to the fen, caps and the gap they leave, layers; nothing is lost on the way."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.worked import amount, amounts, parts

few = settings(max_examples=25, deadline=None)
WAN = 10**6
LOSS = 456789123
CAPPED = """[{split: {of: loss, pays: GAP, payers: [{id: province, rate: 50%, at_most: 200万元},
      {id: city, rate: 40%, at_most: 200万元}, {id: bank, rest: yes}]}}]"""


def borne(award: str, loss: int) -> dict[str, Fraction]:
    return {name: column[0] for name, column in parts(award, "loss: 元", [{"loss": loss}]).items()}


def test_the_bank_bears_the_rest_and_what_the_province_s_cap_leaves() -> None:
    award = CAPPED.replace("GAP", "province")
    assert borne(award, LOSS) == {"province": 200 * WAN, "city": 182715649, "bank": 74073474}
    assert amount(award, "loss: 元", loss=LOSS) == 200 * WAN


def test_the_capped_gap_may_fall_to_another_as_far_as_its_own_cap_lets_it() -> None:
    award = CAPPED.replace("pays: GAP", "gap: city, pays: [city, province]")
    assert borne(award, LOSS) == {"province": 200 * WAN, "city": 200 * WAN, "bank": 56789123}
    assert amount(award, "loss: 元", loss=LOSS) == 400 * WAN
    assert borne(award, 41 * WAN * 10) == {"province": 200 * WAN, "city": 169 * WAN, "bank": 41 * WAN}


@pytest.mark.parametrize(("gap", "bank"), [("", 40), (", gap: bank", 40), (", gap: city", 10)])
def test_a_gap_that_nobody_else_is_named_for_is_the_rest_s(gap: str, bank: int) -> None:
    payers = "[{id: province, rate: 50%, at_most: 20分}, {id: city, rate: 40%}, {id: bank, rest: yes}]"
    award = f"[{{split: {{of: loss, payers: {payers}, pays: bank{gap}}}}}]"
    assert amount(award, "loss: 元", loss=100) == bank


def test_the_borrower_s_loss_shares_are_rounded_to_the_fen_each() -> None:
    award = "[{split: {of: loss, payers: [{id: fund, rate: 90%}, {id: bank, rest: yes}], pays: fund}}]"
    assert amount(award, "loss: 元", loss=LOSS) == 411110211
    assert amount(award.replace("90%", "50%"), "loss: 元", loss=100000001) == 50000001


shares = st.lists(st.integers(0, 40), min_size=1, max_size=4)
caps = st.one_of(st.none(), st.integers(0, 10**6))


@few
@given(
    loss=st.integers(0, 10**9), rates=shares, limits=st.lists(caps, min_size=4, max_size=4), data=st.data()
)
def test_the_payers_bear_the_whole_to_the_fen_and_none_over_its_cap(
    loss: int, rates: list[int], limits: list[int | None], data: st.DataObject
) -> None:
    rates = rates if sum(rates) <= 100 else [0]
    ids = [f"p{number}" for number in range(len(rates))]
    capped = ["" if limit is None else f", at_most: {limit}分" for limit in limits]
    payers = [
        f"{{id: {name}, rate: {rate}%{cap}}}" for name, rate, cap in zip(ids, rates, capped, strict=False)
    ]
    gap = data.draw(st.sampled_from(["", *(f", gap: {name}" for name in ids)]))
    listed = ", ".join([*payers, "{id: bank, rest: yes}"])
    found = borne(f"[{{split: {{of: loss, payers: [{listed}], pays: bank{gap}}}}}]", loss)
    assert sum(found.values()) == loss
    assert all(each >= 0 and each.denominator == 1 for each in found.values())
    assert all(limit is None or found[name] <= limit for name, limit in zip(ids, limits, strict=False))


def test_half_fens_never_share_out_more_than_there_is() -> None:
    award = (
        "[{split: {of: loss, payers: [{id: a, rate: 50%}, {id: b, rate: 50%}, {id: c, rest: yes}], pays: a}}]"
    )
    assert borne(award, 1) == {"a": 1, "b": 0, "c": 0}


def test_a_sum_in_parts_of_a_fen_is_rounded_before_it_is_shared() -> None:
    award = "[{split: {of: loss * 1/2, payers: [{id: a, rate: 50%}, {id: b, rest: yes}], pays: b}}]"
    assert borne(award, 5) == {"a": 2, "b": 1}


def test_a_split_is_only_made_for_those_who_meet_its_condition() -> None:
    award = (
        "[{split: {of: loss, payers: [{id: a, rate: 50%}, {id: b, rest: yes}], pays: a, when: loss > 10分}}]"
    )
    rows = [{"loss": 10}, {"loss": 12}]
    assert amounts(award, "loss: 元", rows) == [0, 6]
    assert parts(award, "loss: 元", rows) == {"a": [0, 6], "b": [0, 6]}


# ── layers ─────────────────────────────────────────────────────────────────────────────────────────

LAYERS = """[{waterfall: {of: loss, pays: [pool, deposit], layers: [{id: deposit, at_most: 30分},
      {id: pool, at_most: 20% * loss}, {id: bank}]}}]"""


@pytest.mark.parametrize(
    ("loss", "found"),
    [(0, (0, 0, 0)), (30, (30, 0, 0)), (31, (30, 1, 0)), (37, (30, 7, 0)), (100, (30, 20, 50))],
)
def test_a_layer_bears_nothing_before_the_one_above_it_is_full(loss: int, found: tuple[int, ...]) -> None:
    assert tuple(borne(LAYERS, loss).values()) == found
    assert amount(LAYERS, "loss: 元", loss=loss) == found[0] + found[1]


@few
@given(loss=st.integers(0, 10**12), most=st.lists(st.integers(0, 10**12), min_size=1, max_size=4))
def test_layers_with_an_open_end_bear_the_whole(loss: int, most: list[int]) -> None:
    layers = ", ".join([*(f"{{id: l{at}, at_most: {each}分}}" for at, each in enumerate(most)), "{id: rest}"])
    found = borne(f"[{{waterfall: {{of: loss, layers: [{layers}], pays: rest}}}}]", loss)
    assert sum(found.values()) == loss
    assert found["rest"] == max(0, loss - sum(most))
