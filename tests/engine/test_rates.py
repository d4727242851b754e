"""Rates that come of the data: refused where they are no share and used, with whose they are."""

from typing import Any

import pytest

from simulator.problems import ScenarioError
from tests.reference.writing import Money
from tests.rules.support import Award, claims_of, firm


def share(rate: Any, **more: Any) -> Award:
    """Return a share of the rent at a rate."""
    return [{"share": {"of": "rent", "rate": rate, **more}}]


def refused(award: Award, *rows: dict[str, str], **programme: Any) -> str:
    """Return in English what is refused."""
    with pytest.raises(ScenarioError) as error:
        claims_of(award, rows, **programme)
    (problem,) = error.value.problems
    assert problem.code == "R613"
    assert problem.place.line
    return problem.tell("en")


@pytest.mark.parametrize(
    ("rate", "tame", "percent"), [("heads / 2", 2, "150.00%"), ("(heads - 4) / 2", 4, "-50.00%")]
)
def test_a_rate_outside_nothing_and_the_whole_names_the_applicant(rate: str, tame: int, percent: str) -> None:
    rows = (firm("F1", rent=9, heads=tame), firm("F2", rent=9, heads=3))
    assert f"applicant F2: the rate {rate} of share comes to {percent}" in refused(share(rate), *rows)


@pytest.mark.parametrize("heads", [0, 1, 2])
def test_the_bounds_themselves_are_rates(heads: int) -> None:
    assert claims_of(share("heads / 2"), [firm("F1", rent=8, heads=heads)]).entitlement.tolist() == [
        4 * heads
    ]


def test_a_rate_is_judged_only_where_it_is_used() -> None:
    wild, tame = firm("F1", rent=8, heads=3), firm("F2", rent=8, heads=1, strategic="yes")
    assert claims_of(share("heads / 2", when="strategic"), [wild, tame]).entitlement.tolist() == [0, 4]
    assert claims_of(share("heads / 2"), [wild, tame], eligible="strategic").entitlement.tolist() == [0, 4]
    cases = {"yes": share("heads / 2"), "no": [{"fixed": Money(1)}]}
    chosen: Award = [{"choose": {"column": "strategic", "cases": cases}}]
    assert claims_of(chosen, [wild, tame]).entitlement.tolist() == [1, 4]


@pytest.mark.parametrize(
    "award",
    [
        [{"sum": {"a": share("heads / 2")}}],
        [{"fixed": "rent"}, {"uplift": {"by": "heads / 2"}}],
        [{"brackets": {"of": "rent", "bands": [{"up_to": Money(5), "rate": "heads / 2"}]}}],
        [
            {
                "split": {
                    "of": "rent",
                    "payers": [{"id": "a", "rate": "heads / 2"}, {"id": "b", "rest": "yes"}],
                    "pays": "b",
                }
            }
        ],
        [{"share": {"of": [{"share": {"of": "rent", "rate": "heads / 2"}}], "rate": "50%"}}],
        [*share("50%"), {"ceiling": {"amount": Money(3), "per": "kind"}}, {"uplift": {"by": "heads / 2"}}],
    ],
)
def test_a_wild_rate_is_found_wherever_it_stands(award: Award) -> None:
    assert "comes to 150.00%" in refused(award, firm("F1", rent=9, heads=3))


def test_a_literal_rate_costs_no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.engine import rates

    looked = list[object]()
    monkeypatch.setattr(rates, "evaluate", lambda *given: looked.append(given))
    claims_of(share("50%", plus={"pp": "5pp", "when": "strategic"}), [firm("F1", rent=9)])
    assert looked == []
