"""The engine and the slow reference agree on pots given out by formula and on clauses over programmes."""

from random import Random

import pytest

from simulator.problems import ScenarioError
from tests.engine.rule_support import fast_claims, slow_clauses, slow_formula
from tests.reference.division import RefusedError
from tests.reference.pot_generator import clause_case, formula_case
from tests.reference.rule_generator import KEY, RuleCase, row
from tests.reference.writing import Money

Given = tuple[tuple[int, ...], int] | None


def slow_given(drawn: RuleCase) -> Given:
    """Return what the reference gives each and what is paid from outside the pot; None when it refuses."""
    try:
        found = slow_formula(drawn)
    except RefusedError:
        return None
    return found.paid, found.extra


def fast_given(drawn: RuleCase) -> Given:
    """Return what the engine gives each and what is paid from outside the pot; None when it refuses."""
    try:
        found = fast_claims(drawn).of("p")
    except ScenarioError:
        return None
    extra = found.parts["extra"].tolist() if "extra" in found.parts else []
    return tuple(found.entitlement.tolist()), sum(extra)


def fast_dues(drawn: RuleCase) -> dict[tuple[str, str], int]:
    """Return what the engine leaves of every entitlement."""
    return {
        (each.programme, who): fen
        for each in fast_claims(drawn).programmes
        for who, fen in zip(each.ids, each.entitlement.tolist(), strict=True)
    }


@pytest.mark.parametrize("seed", range(60))
def test_a_formula_gives_out_the_same_fen(seed: int) -> None:
    drawn = formula_case(Random(seed))
    assert fast_given(drawn) == slow_given(drawn)


def test_a_guarantee_takes_from_nobody_s_minimum() -> None:
    cells = [row(Random(number), "small") | {KEY: f"F{number}"} for number in range(3)]
    known = zip(cells, "110", ("60", "0", "0"), strict=True)
    rows = [each | {"rent": rent, "loan": prior} for each, rent, prior in known]
    formula = {
        "factors": {"need": {"weight": "100%", "of": "rent"}},
        "minimum": Money(10),
        "protect": {"of": "loan", "at_least": "100%"},
    }
    whole = {"spending": "project", "applicants": "firms", "envelope": {"at_most": Money(100)}}
    drawn = RuleCase({"p": {**whole, "distribute": formula}}, rows)
    assert fast_given(drawn) == slow_given(drawn) == ((60, 30, 10), 0)


@pytest.mark.parametrize("seed", range(40))
def test_clauses_over_several_programmes_leave_the_same_fen(seed: int) -> None:
    drawn = clause_case(Random(seed))
    assert fast_dues(drawn) == slow_clauses(drawn)


@pytest.mark.soak
@pytest.mark.parametrize("campaign", range(20))
def test_two_hundred_more_formulas_and_clauses_come_out_alike(campaign: int) -> None:
    for seed in range(10_000 + 200 * campaign, 10_200 + 200 * campaign):
        drawn = formula_case(Random(seed))
        assert fast_given(drawn) == slow_given(drawn), seed
        drawn = clause_case(Random(seed))
        assert fast_dues(drawn) == slow_clauses(drawn), seed


def test_most_formulas_compared_give_out_money_and_some_are_refused() -> None:
    found = [slow_given(formula_case(Random(seed))) for seed in range(60)]
    assert sum(each is None for each in found) >= 3
    assert sum(each is not None and any(each[0]) for each in found) >= 30
    assert sum(each is not None and each[1] > 0 for each in found) >= 3
