"""Pots before anything is optimised: what a class gives each programme, and what is refused."""

import pytest

from simulator.engine.entitle import entitle
from simulator.engine.pots import ProgrammePot, pots
from simulator.problems import ScenarioError
from tests.engine.support import scenario_of, tables_of
from tests.reference.generator import Case
from tests.reference.writing import Money
from tests.rules.support import case_of, firm

ROWS = [firm("F1", rent=6), firm("F2", rent=4)]


def potted(money: int, when_short: object = None, **programmes: dict[str, object]) -> dict[str, ProgrammePot]:
    """Return the pots of programmes that each owe 10 fen, in a class with this money."""
    drawn = case_of([{"fixed": "rent"}], ROWS)
    one = drawn.scenario["programmes"]["p"]
    spending = {"amount": Money(money), **({} if when_short is None else {"when_short": when_short})}
    scenario = {
        **drawn.scenario,
        "spending": {"project": spending},
        "programmes": {name: {**one, **changes} for name, changes in programmes.items()},
    }
    if "optimise" in str(scenario):
        scenario["objective"] = [{"maximise": "spent"}]
    read = scenario_of(Case(scenario, drawn.applicants))
    return {each.programme.id: each for each in pots(read, entitle(tables_of(read, drawn), read))}


def given(found: dict[str, ProgrammePot]) -> dict[str, int | None]:
    """Return what each programme is given; None where the plan decides."""
    return {name: each.given for name, each in found.items()}


def test_a_class_with_enough_money_gives_every_programme_what_it_asks() -> None:
    assert given(potted(20, a={}, b={})) == {"a": 10, "b": 10}


def test_a_class_that_is_short_and_does_not_say_how_it_is_shared_is_refused_with_both_sums() -> None:
    with pytest.raises(ScenarioError) as refused:
        potted(19, a={}, b={})
    (finding,) = refused.value.problems
    assert (finding.code, finding.fact("asked"), finding.fact("has"), finding.fact("more")) == (
        "R630",
        "0.00002万元",
        "0.000019万元",
        "0.000001万元",
    )


def test_a_class_divided_pro_rata_gives_the_odd_fen_to_the_smaller_id() -> None:
    assert given(potted(15, "pro_rata", b={}, a={})) == {"a": 8, "b": 7}


def test_a_programme_asks_for_no_more_than_its_envelope() -> None:
    found = potted(15, "pro_rata", a={"envelope": {"at_most": Money(5)}}, b={})
    assert given(found) == {"a": 5, "b": 10}


def test_a_programme_asks_only_for_those_its_ranking_can_pay() -> None:
    ranked = {"ranked": {"where": "rent > 4分", "order": [{"first": "firm_id"}]}}
    assert given(potted(16, "pro_rata", a={"when_short": ranked}, b={})) == {"a": 6, "b": 10}


def test_an_optimised_class_leaves_every_size_to_the_plan() -> None:
    assert given(potted(5, "optimise", a={}, b={})) == {"a": None, "b": None}


def test_what_an_optimised_programme_is_given_is_the_most_it_may_use() -> None:
    found = potted(12, "pro_rata", a={"when_short": "optimise"}, b={})
    assert found["a"].pot.at_most == found["a"].given == 6
    assert [column.name for column in found["a"].terms().columns] == ["F1", "F2"]
    assert len(found["b"].terms().columns) == 0


def test_a_plain_line_is_a_pot_with_one_claim_of_its_own_amount() -> None:
    line = {"amount": Money(7), "award": None, "applicants": None}
    drawn = case_of([{"fixed": "rent"}], ROWS)
    programme = {**drawn.scenario["programmes"]["p"], **line}
    kept = {key: value for key, value in programme.items() if value is not None}
    scenario = scenario_of(Case({**drawn.scenario, "programmes": {"line": kept}}, drawn.applicants))
    (found,) = pots(scenario, entitle(tables_of(scenario, drawn), scenario))
    assert (found.pot.ids, found.pot.claims.tolist(), found.given) == (("",), [7], 7)


def test_pots_come_in_the_order_of_their_ids() -> None:
    assert list(potted(20, "pro_rata", zeta={}, a1={})) == ["a1", "zeta"]
