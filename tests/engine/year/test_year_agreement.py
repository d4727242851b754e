"""The engine and the slow reference, which share no code, keep the same books of random small years."""

from collections import Counter
from functools import cache
from random import Random
from typing import Any

import pytest

from tests.engine.year.year_telling import (
    told_by_engine,
    told_by_reference,
    years_by_engine,
    years_by_reference,
)
from tests.reference.year_generator import YearCase, year_case, years_case

SEEDS, SEEDS_OF_YEARS = 110, 60
OFTEN = ("adjustments", "from_lots", "forward", "lapsed", "next_unpaid", "pace", "refused", "undated")
SELDOM = (
    "claimed",
    "brought",
    "in_advance",
    "unfunded",
    "triggered",
    "triggered_after_losses",
    "recovered",
    "state.open",
    "state.missed",
    "state.met",
)


def apart(fast: dict[str, Any], slow: dict[str, Any]) -> dict[str, Any]:
    """Return every figure in which two tellings differ, as each has it."""
    names = [name for name in {**fast, **slow} if fast.get(name) != slow.get(name)]
    return {name: (fast.get(name), slow.get(name)) for name in names}


def assert_same_year(seed: int) -> None:
    drawn = year_case(Random(seed))
    assert not apart(told_by_engine(drawn), told_by_reference(drawn)), f"seed {seed}"


@cache
def slow_years(seed: int) -> list[dict[str, Any]]:
    """Return what the reference says of the years of a seed; the census reads it again."""
    return years_by_reference(years_case(Random(seed)))


def assert_same_years(seed: int) -> None:
    fast, slow = years_by_engine(years_case(Random(seed))), slow_years(seed)
    assert len(fast) == len(slow), f"seed {seed}"
    for one, other in zip(fast, slow, strict=True):
        assert not apart(one, other), f"seed {seed}"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_payments_ledgers_lots_pace_funds_and_targets_equal_those_reckoned_day_by_day(seed: int) -> None:
    assert_same_year(seed)


@pytest.mark.parametrize("seed", range(SEEDS_OF_YEARS))
def test_every_year_opens_with_what_the_one_before_left_and_grows_and_is_graded_alike(seed: int) -> None:
    assert_same_years(seed)


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(120))
def test_fifty_more_years_are_kept_alike(campaign: int) -> None:
    for seed in range(10_000 + 50 * campaign, 10_050 + 50 * campaign):
        assert_same_year(seed)


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(40))
def test_twenty_five_more_runs_of_several_years_are_kept_alike(campaign: int) -> None:
    for seed in range(10_000 + 25 * campaign, 10_025 + 25 * campaign):
        assert_same_years(seed)


def test_the_years_compared_cut_claim_wait_lapse_recover_and_go_forward() -> None:
    seen: Counter[str] = Counter()
    for seed in range(SEEDS):
        told = told_by_reference(year_case(Random(seed)))
        seen.update({name.rpartition(".")[2] for name, figure in told.items() if figure})
        seen.update(f"state.{each['state']}" for name, each in told.items() if name.startswith("targets."))
        seen["lapsed"] += any(lapsed for *_, lapsed, _ in told.get("lots", ()))
        fund = told.get("funds.pool", {})
        seen["triggered"] += fund.get("triggered", False)
        seen["triggered_after_losses"] += fund.get("triggered_after_losses", False) > fund.get("triggered", 0)
        seen["recovered"] += any(each[3] for each in fund.get("quarters", ()))
    assert {name: seen[name] for name in OFTEN if seen[name] < 10} == {}
    assert {name: seen[name] for name in SELDOM if seen[name] < 2} == {}


def made_good(drawn: YearCase, told: dict[str, Any]) -> list[str]:
    """Return the lines of a year that are not written: what a year before took of their programmes."""
    return [name for name in told.get("awards", {}) if name not in drawn.scenario["programmes"]]


def test_the_runs_of_several_years_carry_claims_make_good_again_and_refuse() -> None:
    seen: Counter[str] = Counter()
    for seed in range(SEEDS_OF_YEARS):
        drawn, years = years_case(Random(seed)), slow_years(seed)
        good = [made_good(drawn, each) for each in years]
        seen.update(each["refused"] for each in years if "refused" in each)
        seen["made_good"] += any(good)
        seen["made_good_again"] += sum(map(bool, good)) > 1
        seen["cut_in_a_later_year"] += any(each.get("adjustments") for each in years[1:])
        seen["forward"] += any(
            each.get(f"programmes.{name}.forward")
            for each, lines in zip(years, good, strict=True)
            for name in lines
        )
    assert seen["made_good"] >= SEEDS_OF_YEARS // 10
    seldom = ("made_good_again", "cut_in_a_later_year", "forward", "R681", "R682")
    assert {name: seen[name] for name in seldom if seen[name] < 2} == {}
