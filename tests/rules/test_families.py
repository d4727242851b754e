"""The laws of each family of steps: shares, caps and floors to the fen, bracket edges, limbs, rounding."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.writing import Money
from tests.rules.support import Award, amount

RENT = [{"fixed": "rent"}]
FEN = st.one_of(st.integers(0, 40), st.integers(0, 10**15))
PERCENT = st.integers(0, 100)
few = settings(max_examples=25, deadline=None)


# ── shares ─────────────────────────────────────────────────────────────────────────────────────────


@few
@given(rent=FEN, percent=PERCENT, bonus=st.integers(0, 60), most=PERCENT)
def test_a_share_is_the_base_times_the_rate_with_its_bonus_up_to_its_ceiling(
    rent: int, percent: int, bonus: int, most: int
) -> None:
    ceiling = max(percent, most)
    award: Award = [
        {
            "share": {
                "of": "rent",
                "rate": f"{percent}%",
                "plus": [{"pp": f"{bonus}pp"}],
                "rate_at_most": f"{ceiling}%",
            }
        }
    ]
    assert amount(award, rent=rent) == rent * Fraction(min(percent + bonus, ceiling), 100)


@few
@given(rent=FEN, heads=st.integers(0, 50), most=st.integers(0, 50))
def test_so_much_a_unit_is_paid_for_no_more_than_the_units_allowed(rent: int, heads: int, most: int) -> None:
    award: Award = [{"per_unit": {"of": "heads", "amount": "rent", "at_most": str(most)}}]
    assert amount(award, rent=rent, heads=heads) == rent * min(heads, most)


def test_bonus_points_add_to_the_rate_where_an_uplift_multiplies_the_money() -> None:
    points: Award = [{"share": {"of": "rent", "rate": "50%", "plus": [{"pp": "20pp"}]}}]
    uplift: Award = [{"share": {"of": "rent", "rate": "50%"}}, {"uplift": {"by": "20%"}}]
    assert (amount(points, rent=100), amount(uplift, rent=100)) == (70, 60)


def test_a_cap_before_an_uplift_and_one_after_it_are_two_rules() -> None:
    before: Award = [{"share": {"of": "rent", "rate": "50%"}}, {"cap": Money(100)}, {"uplift": {"by": "20%"}}]
    after: Award = [{"share": {"of": "rent", "rate": "50%"}}, {"uplift": {"by": "20%"}}, {"cap": Money(100)}]
    assert (amount(before, rent=200), amount(after, rent=200)) == (120, 100)


# ── caps and floors, a fen either side ─────────────────────────────────────────────────────────────


@few
@given(cap=st.one_of(st.integers(1, 40), st.integers(1, 10**14)), off=st.sampled_from([-1, 0, 1]))
def test_a_cap_bites_from_the_first_fen_above_it(cap: int, off: int) -> None:
    assert amount([*RENT, {"cap": Money(cap)}], rent=cap + off) == cap + min(off, 0)


@few
@given(floor=st.one_of(st.integers(1, 40), st.integers(1, 10**14)), off=st.sampled_from([-1, 0, 1]))
def test_a_floor_lifts_from_the_first_fen_below_it(floor: int, off: int) -> None:
    assert amount([*RENT, {"floor": Money(floor)}], rent=floor + off) == floor + max(off, 0)


@few
@given(rent=FEN, grant=FEN)
def test_a_cap_or_a_floor_may_be_another_column(rent: int, grant: int) -> None:
    assert amount([*RENT, {"cap": {"amount": "grant"}}], rent=rent, grant=grant) == min(rent, grant)
    assert amount([*RENT, {"floor": {"amount": "grant"}}], rent=rent, grant=grant) == max(rent, grant)


@few
@given(rent=FEN, low=st.integers(0, 20), room=st.integers(0, 20))
def test_a_floor_and_a_cap_above_it_keep_the_amount_between_them_in_either_order(
    rent: int, low: int, room: int
) -> None:
    floor, cap = {"floor": Money(low)}, {"cap": Money(low + room)}
    held = amount([*RENT, floor, cap], rent=rent)
    assert low <= held <= low + room
    assert amount([*RENT, cap, floor], rent=rent) == held


# ── brackets ───────────────────────────────────────────────────────────────────────────────────────

BANDS: Award = [
    {
        "brackets": {
            "of": "rent",
            "bands": [
                {"up_to": "1亿元", "rate": "5%"},
                {"up_to": "5亿元", "rate": "2.5%"},
                {"up_to": "10亿元", "rate": "2%"},
                {"above": "10亿元", "rate": "1%"},
            ],
        }
    }
]
YI = 10**10


def test_twelve_hundred_million_in_four_bands_is_due_twenty_seven_million() -> None:
    assert amount(BANDS, rent=12 * YI) == 2700 * 10**6


@pytest.mark.parametrize(
    ("edge", "below", "above"), [(YI, "5%", "2.5%"), (5 * YI, "2.5%", "2%"), (10 * YI, "2%", "1%")]
)
def test_the_fen_below_an_edge_has_the_band_s_rate_and_the_fen_above_it_the_next(
    edge: int, below: str, above: str
) -> None:
    due = [amount(BANDS, rent=edge + off) for off in (-1, 0, 1)]
    steps = [due[1] - due[0], due[2] - due[1]]
    assert steps == [Fraction(rate.rstrip("%")) / 100 for rate in (below, above)]


@few
@given(rent=st.integers(0, 60), edge=st.integers(1, 30))
def test_without_an_open_band_nothing_is_due_above_the_last_edge(rent: int, edge: int) -> None:
    award: Award = [{"brackets": {"of": "rent", "bands": [{"up_to": Money(edge), "rate": "50%"}]}}]
    assert amount(award, rent=rent) == Fraction(min(rent, edge), 2)


@few
@given(rent=FEN, edges=st.lists(st.integers(1, 10**6), min_size=1, max_size=4, unique=True), percent=PERCENT)
def test_bands_of_one_rate_are_a_plain_share(rent: int, edges: list[int], percent: int) -> None:
    rate, rising = f"{percent}%", sorted(edges)
    bands = [{"up_to": Money(edge), "rate": rate} for edge in rising]
    award: Award = [
        {"brackets": {"of": "rent", "bands": [*bands, {"above": Money(rising[-1]), "rate": rate}]}}
    ]
    assert amount(award, rent=rent) == rent * Fraction(percent, 100)


# ── limbs ──────────────────────────────────────────────────────────────────────────────────────────


@few
@given(rent=FEN, grant=FEN)
def test_limbs_come_to_their_sum_the_highest_or_the_lowest(rent: int, grant: int) -> None:
    limbs = {"left": RENT, "right": [{"fixed": "grant"}]}
    found = [amount([{word: limbs}], rent=rent, grant=grant) for word in ("sum", "highest", "lowest")]
    assert found == [rent + grant, max(rent, grant), min(rent, grant)]


def test_rounding_each_limb_is_not_rounding_their_sum() -> None:
    half: Award = [{"share": {"of": "rent", "rate": "50%"}}]
    items = {name: [*half, {"round": Money(1)}] for name in ("a", "b")}
    assert amount([{"sum": items}], rent=7) == 8
    assert amount([{"sum": {"a": half, "b": half}}], rent=7) == 7


# ── rounding ───────────────────────────────────────────────────────────────────────────────────────


@few
@given(rent=FEN, quantum=st.integers(1, 10**6), mode=st.sampled_from(["half_up", "half_even", "down", "up"]))
def test_a_rounded_amount_is_a_whole_multiple_and_strays_less_than_its_mode_allows(
    rent: int, quantum: int, mode: str
) -> None:
    exact = Fraction(rent, 3)
    award: Award = [{"share": {"of": "rent", "rate": "1/3"}}, {"round": {"to": Money(quantum), "mode": mode}}]
    found = amount(award, rent=rent)
    allowed = {"down": (0, quantum - Fraction(1, 3)), "up": (Fraction(1, 3) - quantum, 0)}
    low, high = allowed.get(mode, (Fraction(-quantum, 2), Fraction(quantum, 2)))
    assert found % quantum == 0
    assert low <= exact - found <= high


@pytest.mark.parametrize(("mode", "due"), [("half_up", 4), ("half_even", 4), ("down", 2), ("up", 4)])
def test_a_half_goes_where_its_mode_says(mode: str, due: int) -> None:
    assert amount([*RENT, {"round": {"to": Money(2), "mode": mode}}], rent=3) == due


@pytest.mark.parametrize(("mode", "due"), [("half_up", 2), ("half_even", 0), ("down", 0), ("up", 2)])
def test_the_first_half_tells_half_up_from_half_even(mode: str, due: int) -> None:
    assert amount([*RENT, {"round": {"to": Money(2), "mode": mode}}], rent=1) == due
