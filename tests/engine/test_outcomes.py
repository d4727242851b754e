"""What came of limits and figures, on plans that can be worked out by hand."""

from fractions import Fraction
from typing import Any

import pytest

from simulator.engine.figures import figure_of
from simulator.model.result import LimitOutcome, Result
from simulator.problems import FindingError
from tests.engine.support import outcome
from tests.reference.generator import Case
from tests.reference.writing import Money
from tests.rules.support import case_of, firm

# claims of 6, 6 and 2 on a pot of 10: 4, 4 and 2 by largest remainder
ROWS = [firm("F1", rent=6), firm("F2", rent=6, kind="乙"), firm("F3", rent=2)]


def result(limits: dict[str, Any], **sections: Any) -> Result:
    """Return the run of a pro-rata pot of 10 fen with these limits."""
    drawn = case_of([{"fixed": "rent"}], ROWS, envelope={"at_most": Money(10)}, tags=["green"])
    found = outcome(Case({**drawn.scenario, "constraints": limits, **sections}, drawn.applicants)).result
    assert found is not None
    return found


def limit(**settings: Any) -> LimitOutcome:
    """Return the outcome of one limit of one side."""
    (found,) = [each for each in result({"one": settings}).limits if each.name == "constraints.one"]
    return found


def test_a_limit_tells_the_value_reached_the_bound_and_the_room_between() -> None:
    found = limit(top={"award": {}}, at_most=Money(12))
    assert (found.value, found.relation, found.bound, found.slack) == (10, "≤", 12, 2)
    assert (found.met, found.binding, found.kind) == (True, False, "money")


def test_a_limit_with_no_fen_to_spare_binds() -> None:
    assert limit(top={"award": {}}, at_most=Money(10)).binding
    assert limit(top={"award": {}}, less_than=Money(11)).binding
    assert not limit(top={"award": {}}, at_most=Money(11)).binding


def test_a_ratio_tells_its_share_and_its_room_in_fen_of_the_top() -> None:
    found = limit(top={"award": {"where": "kind = 乙"}}, bottom={"award": {}}, at_least="25%")
    assert (found.value, found.bound, found.slack) == (Fraction(4, 10), Fraction(1, 4), Fraction(3, 2))


def test_a_limit_by_group_is_told_for_each_group_against_the_whole() -> None:
    settings = {"top": {"award": {}}, "bottom": {"award": {"tag": "green"}}, "per": "kind", "at_most": "60%"}
    found = {each.group: each.value for each in result({"one": settings}).limits if "one" in each.name}
    assert found == {"甲": Fraction(6, 10), "乙": Fraction(4, 10)}


def test_only_awards_that_are_paid_enough_of_their_claim_count() -> None:
    assert limit(top={"count": {}}, at_most="3").value == 0
    assert result({}).allocation.programmes[0].awards == 3


def test_a_published_figure_is_held_against_the_result_at_its_printed_precision() -> None:
    expected = [
        {"result": "programmes.p.award", "is": Money(10)},
        {"result": "programmes.p.entitlement", "is": Money(15)},
        {"result": "spending.project.used", "at_least": Money(10), "at_most": Money(10)},
        {"result": "programmes.p.award", "is": "0.1元", "as_printed": "half_up"},
    ]
    found = result({}, expect=expected).expectations
    assert [each.met for each in found] == [True, False, True, True]
    assert [each.found for each in found] == [10, 14, 10, 10]


@pytest.mark.parametrize(
    "path", ["programmes.q.award", "programmes.p.colour", "nonsense.p.award", "sources.x.used"]
)
def test_a_path_that_leads_nowhere_is_a_finding(path: str) -> None:
    found = result({})
    with pytest.raises(FindingError) as finding:
        figure_of(path, found.scenario, found.allocation, found.limits)
    assert finding.value.code == "R640"


def test_sources_are_drawn_by_id_whatever_the_order_of_their_keys() -> None:
    sources = {"zeta": {"amount": Money(6)}, "alpha": {"amount": Money(7)}}
    spending = {"project": {"amount": Money(12), "when_short": "pro_rata"}}
    found = result({}, sources=sources, spending=spending).allocation
    assert {each.source: each.used_fen for each in found.sources} == {"zeta": 3, "alpha": 7}
    assert found.unallocated_fen == 1
