"""The reference engine on cases worked out by hand, so that what it says can be believed."""

import ast
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.reference import engine
from tests.reference.division import RefusedError, Request, divided
from tests.reference.engine import Answer, TooManyError, solve
from tests.reference.entitlement import after
from tests.reference.formula import evaluate
from tests.reference.generator import population
from tests.reference.sharing import Claim, payable, shared, strayed, ways
from tests.reference.writing import Money, csv_bytes, in_unit, yaml_text

FOLDER = Path(__file__).parent
WAN = 1_000_000


def test_the_reference_shares_no_code_with_the_package_it_checks() -> None:
    for file in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0] == "simulator" for name in names), file.name


# ── expressions and steps ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("rent + 2分 * heads", 11),
        ("max(rent, 9分) - min(rent, 2分)", 7),
        ("strategic or heads >= 9 and rent > 9分", True),
        ("(strategic or heads >= 9) and rent > 9分", False),
        ("kind in [甲, 丙]", False),
        ("kind != 甲", True),
        ("applied_on <= 2014-03-03", False),
        ("50% * rent", Fraction(5, 2)),
    ],
)
def test_an_expression_is_worth_what_it_says(text: str, value: Any) -> None:
    row = {"rent": Fraction(5), "heads": Fraction(3), "strategic": True, "kind": "乙"}
    from_file = {"applied_on": evaluate("2014-03-04", {})}
    assert evaluate(text, {**row, **from_file}) == value


def due(*steps: dict[str, Any], **row: Any) -> Fraction:
    """Return what steps come to on one row of whole numbers."""
    return after(list(steps), {key: Fraction(value) for key, value in row.items()}, "分")


def test_a_cap_before_or_after_an_uplift_gives_a_hundred_and_twenty_or_a_hundred() -> None:
    share, uplift, cap = (
        {"share": {"of": "rent", "rate": "50%"}},
        {"uplift": {"by": "20%"}},
        {"cap": Money(100)},
    )
    assert due(share, cap, uplift, rent=200) == 120
    assert due(share, uplift, cap, rent=200) == 100


def test_twelve_hundred_million_in_four_bands_is_due_twenty_seven_million() -> None:
    bands = [
        {"up_to": "10000万元", "rate": "5%"},
        {"up_to": "50000万元", "rate": "2.5%"},
        {"up_to": "100000万元", "rate": "2%"},
        {"above": "100000万元", "rate": "1%"},
    ]
    assert due({"brackets": {"of": "rent", "bands": bands}}, rent=120_000 * WAN) == 2_700 * WAN


def test_points_add_to_the_rate_up_to_its_ceiling() -> None:
    settings = {"of": "rent", "rate": "50%", "plus": [{"pp": "20pp"}, {"pp": "25pp"}], "rate_at_most": "80%"}
    assert due({"share": settings}, rent=10) == 8


# ── sharing ────────────────────────────────────────────────────────────────────────────────────────

CLAIMS = [
    Claim(name, fen, {"score": Fraction(score)})
    for name, fen, score in (("a", 5, 7), ("b", 4, 9), ("c", 2, 8))
]


@pytest.mark.parametrize(
    ("last", "awards"), [("partial", [1, 4, 2]), ("skip", [0, 4, 2]), ("stop", [0, 4, 2])]
)
def test_the_best_are_served_first_and_the_last_as_it_is_said(last: str, awards: list[int]) -> None:
    ranked = {"ranked": {"order": [{"highest": "score"}], "last": last}}
    assert shared(ranked, CLAIMS, 7) == awards


def test_who_is_passed_over_leaves_room_for_a_smaller_claim_and_who_stops_the_queue_does_not() -> None:
    assert shared({"ranked": {"order": [{"lowest": "score"}], "last": "skip"}}, CLAIMS, 4) == [0, 0, 2]
    assert shared({"ranked": {"order": [{"lowest": "score"}], "last": "stop"}}, CLAIMS, 4) == [0, 0, 0]


def test_tiers_are_served_in_order_and_the_last_one_reached_is_shared() -> None:
    tiers = {"tiers": [{"where": "score >= 9"}, {"rest": "pro_rata"}]}
    assert shared(tiers, CLAIMS, 3) == [0, 3, 0]
    assert shared(tiers, CLAIMS, 8) == [3, 4, 1]


def test_a_ranking_pays_only_those_it_lets_in() -> None:
    assert payable({"ranked": {"where": "score > 7", "order": [{"highest": "score"}]}}, CLAIMS) == 6


def test_the_ways_of_a_pot_are_its_sizes_or_its_subsets_or_all() -> None:
    assert [way.awards for way in ways("in_full", CLAIMS, 11, Fraction(1))] == [(5, 4, 2)]
    assert ways("in_full", CLAIMS, 10, Fraction(1)) == []
    assert sorted(way.total for way in ways("optimise", CLAIMS, 9, Fraction(1))) == [0, 2, 4, 5, 6, 7, 9]
    assert [way.total for way in ways("pro_rata", CLAIMS, 11, Fraction(1))] == list(range(12))
    stop = {"ranked": {"order": [{"highest": "score"}], "last": "stop"}}
    assert [way.total for way in ways(stop, CLAIMS, 11, Fraction(1))] == [0, 4, 6, 11]


def test_a_selection_that_cuts_a_pro_rata_pot_strays_by_a_fen_a_member() -> None:
    way = ways("pro_rata", CLAIMS, 11, Fraction(1))[3]
    assert [strayed(way, mask) for mask in ([True, True, False], [True] * 3, [False] * 3)] == [2, 0, 0]


# ── classes ────────────────────────────────────────────────────────────────────────────────────────

REQUESTS = [Request("a", 6, ("green",)), Request("b", 6, ()), Request("c", 2, ("green",))]


def test_a_class_is_divided_by_largest_remainder_or_tier_by_tier_or_not_at_all() -> None:
    assert divided("pro_rata", REQUESTS, 11) == [5, 5, 1]
    assert divided({"tiers": [{"tag": "green"}, {"rest": "pro_rata"}]}, REQUESTS, 11) == [6, 3, 2]
    assert divided(
        {"tiers": [{"tag": "green", "when_short": "optimise"}, {"rest": "pro_rata"}]}, REQUESTS, 11
    ) == [None, 3, None]
    assert divided("optimise", REQUESTS, 11) == [None, None, None]
    with pytest.raises(RefusedError):
        divided(None, REQUESTS, 13)


# ── whole scenarios ────────────────────────────────────────────────────────────────────────────────

PROGRAMME = {"spending": "project", "tags": [], "applicants": "firms", "award": [{"fixed": "rent"}]}


def answer(
    money: int, rents: list[int], objective: list[Any], constraints: Any = (), **changes: Any
) -> Answer:
    """Return the best plan for firms F1, F2, … with these rents, all chosen by the plan."""
    names = [f"F{number}" for number, _ in enumerate(rents, 1)]
    rows = [{"firm_id": name, "rent": str(rent)} for name, rent in zip(names, rents, strict=True)]
    scenario = {
        "unit": "分",
        "spending": {"project": {"amount": Money(money), "when_short": "optimise"}},
        "populations": {"firms": {"id": "firm_id", "columns": {"rent": "分"}}},
        "programmes": {"p": {**PROGRAMME, "when_short": "optimise", **changes}},
        "constraints": dict(constraints),
        "objective": objective,
    }
    return solve(scenario, {"firms": rows})


def test_the_best_plan_is_the_best_of_all_and_of_equals_the_one_that_pays_the_smaller_id() -> None:
    found = answer(7, [5, 3, 4, 3], [{"maximise": "spent"}])
    assert (found.goals, found.ties, found.awards["p"]) == ((7,), 2, {"F1": 0, "F2": 3, "F3": 4, "F4": 0})


def test_a_later_goal_never_costs_an_earlier_one() -> None:
    found = answer(7, [5, 3, 4, 3], [{"maximise": "awards"}, {"maximise": "spent"}])
    assert (found.goals, found.awards["p"]) == ((2, 7), {"F1": 0, "F2": 3, "F3": 4, "F4": 0})
    found = answer(8, [5, 3, 4, 3], [{"maximise": "spent"}, {"maximise": "awards"}])
    assert (found.goals, found.awards["p"]) == ((8, 2), {"F1": 5, "F2": 3, "F3": 0, "F4": 0})


def test_a_limit_that_cannot_be_met_leaves_no_plan() -> None:
    limits = {"enough": {"top": {"award": {}}, "at_least": Money(6)}}
    assert answer(9, [5, 4], [{"maximise": "spent"}], limits).goals == (9,)
    assert answer(5, [5, 4], [{"maximise": "spent"}], limits).word == "infeasible"


def test_a_soft_limit_is_missed_by_as_little_as_can_be() -> None:
    limits = {"about": {"top": {"award": {}}, "about": Money(8), "within": Money(0)}}
    found = answer(20, [5, 4, 2], [{"keep": ["about"]}, {"maximise": "spent"}], limits)
    assert (found.goals, found.awards["p"]) == ((1, 9), {"F1": 5, "F2": 4, "F3": 0})


def test_an_equality_across_a_pro_rata_pot_is_refused() -> None:
    limits = {"some": {"top": {"award": {"where": "rent > 4分"}}, "is": Money(2)}}
    assert answer(9, [5, 4], [{"maximise": "spent"}], limits, when_short="pro_rata").word == "refused"


def test_points_count_awards_that_are_paid_enough_and_the_share_of_every_unit() -> None:
    points = {"per_award": "3", "per_unit": {"rent": "1/2"}, "counts_from": "50%"}
    found = answer(5, [6, 4], [{"maximise": "points"}], when_short="pro_rata", points=points)
    assert (found.counted, found.points) == ({"p": 2}, {"p": 2 * 3 + Fraction(5, 2)})


def test_a_scenario_with_too_many_plans_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_PLANS", 15)
    assert answer(3, [1] * 3, [{"maximise": "spent"}]).goals == (3,)
    with pytest.raises(TooManyError):
        answer(4, [1] * 4, [{"maximise": "spent"}])


# ── writing ────────────────────────────────────────────────────────────────────────────────────────


def test_a_scenario_is_written_as_yaml_in_any_unit() -> None:
    scenario = {
        "unit": "分",
        "spending": {"project": {"amount": Money(125), "title": "a: b"}},
        "tags": ["x", "y"],
    }
    assert (
        yaml_text(scenario) == 'unit: 分\nspending: {project: {amount: 125, title: "a: b"}}\ntags: [x, y]\n'
    )
    assert "amount: 1.25" in yaml_text(scenario, "元")


def test_a_data_file_is_written_in_another_unit_with_the_same_fen() -> None:
    scenario, rows = in_unit(
        {"populations": {"firms": population("firms")}}, {"firms": [{"rent": "7", "grant": "0"}]}, "元"
    )
    assert scenario["populations"]["firms"]["columns"]["rent"] == "元"
    assert csv_bytes(rows["firms"], ("rent", "grant")) == b"rent,grant\n0.07,0\n"
