"""The worked cases of the project computed the slow way, and the steps no case shows worked out by hand."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.reference.cases import Case, agrees, cases_of, run
from tests.reference.division import RefusedError
from tests.reference.together import Entry, cumulated, one_each

FOLDER = Path(__file__).parents[2] / "scenarios" / "cases"
CASES = {name: case for file in sorted(FOLDER.glob("*.yaml")) for name, case in cases_of(file).items()}


def test_there_are_worked_cases_to_check() -> None:
    assert len(CASES) >= 83


@pytest.mark.parametrize("name", CASES)
def test_every_worked_case_comes_out_as_its_source_says(name: str) -> None:
    found = run(CASES[name])
    wrong = {
        key: (expected, found[key])
        for key, expected in CASES[name]["expect"].items()
        if not agrees(expected, found[key], found["id"])
    }
    assert not wrong


def award(steps: list[dict[str, Any]], **given: Any) -> dict[str, Any]:
    """Return everything steps come to over rows; a bare number of the steps is in fen."""
    return run({"unit": "分", "given": given, "award": steps})


BANDS = [{"up_to": "grant", "rate": "10%"}, {"above": "grant", "rate": "50%"}]
PAYERS = [
    {"id": "province", "rate": "50%", "at_most": "3"},
    {"id": "city", "rate": "40%", "at_most": "5"},
    {"id": "bank", "rest": "yes"},
]


FULL = {"of": "rent", "each": "5", "above": "2", "amount": "3", "at_most": "2"}
LAYERS = {"of": "rent", "layers": [{"id": "a", "at_most": "3"}, {"id": "b"}], "pays": "b"}
SPLIT = {"of": "rent", "payers": PAYERS}
RENT, NINE, HUNDRED = {"fixed": "rent"}, {"fixed": "9"}, {"fixed": "100"}
BY_YEAR = {"of": "nth", "rates": ["100%", "50%"]}
SHARED = {"amount": "7", "used": "2分", "method": "pro_rata"}


@pytest.mark.parametrize(
    ("steps", "given", "expected"),
    [
        ([{"brackets": {"of": "rent", "bands": BANDS}}], {"rent": ["30分", "4分"], "grant": "10分"}, (11, 0)),
        ([{"per_full": FULL}], {"rent": ["99分", "11分", "7分", "6分"]}, (6, 3, 3, 0)),
        ([{"first_of": [{"a": [{"fixed": "0"}]}, {"b": [{"fixed": "4"}]}]}], {"rent": "1分"}, (4,)),
        ([{"choose": {"column": "kind", "cases": {"甲": [NINE]}}}], {"kind": ["乙", "甲"]}, (0, 9)),
        ([RENT, {"cap": {"amount": "8", "over": "reject"}}], {"rent": ["8分", "9分"]}, (8, 0)),
        ([RENT, {"pay_from": "9"}, {"less": "2"}], {"rent": ["8分", "9分"]}, (0, 7)),
        ([NINE, {"less": "20"}], {"rent": "1分"}, (0,)),
        ([NINE, {"years": BY_YEAR}], {"nth": ["0", "1", "2", "3"]}, (0, 9, 5, 0)),
        ([NINE, {"prorate": {"of": "held", "out_of": "12"}}], {"held": ["4", "40", "-1"]}, (3, 9, 0)),
        ([HUNDRED, {"clawback": {"kept": "held", "term": "60"}}], {"held": ["45", "60"]}, (25, 0)),
        ([HUNDRED, {"clawback": {"interest": "10%", "years": "held"}}], {"held": ["2", "0"]}, (121, 100)),
        ([{"waterfall": LAYERS}], {"rent": ["2分", "9分"]}, (0, 6)),
        ([{"split": {**SPLIT, "pays": ["province", "bank"]}}], {"rent": "10分"}, (6,)),
        ([{"split": {**SPLIT, "gap": "city", "pays": "bank"}}], {"rent": "10分"}, (2,)),
        ([RENT, {"best": {"per": "firm"}}], {"rent": ["2分", "5分", "5分"], "firm": "f"}, (0, 5, 0)),
        ([RENT, {"ceiling": {"amount": "6", "over": "reject"}}], {"rent": ["4分", "3分", "2分"]}, (4, 0, 2)),
        ([RENT, {"ceiling": SHARED}], {"rent": ["3分", "3分", "3分"]}, (2, 2, 1)),
    ],
)
def test_a_step_comes_to_what_is_worked_out_by_hand(
    steps: list[dict[str, Any]], given: dict[str, Any], expected: tuple[int, ...]
) -> None:
    assert award(steps, **given)["award"] == expected


def test_thirty_day_months_count_the_last_of_january_as_the_thirtieth() -> None:
    steps = [
        {
            "interest": {
                "of": "loan",
                "rate": "36%",
                "begins": "a",
                "ends": "b",
                "count": "thirty",
                "year": "360",
            }
        }
    ]
    found = award(steps, loan="1000分", a="2024-01-31", b=["2024-03-01", "2024-03-31", "2023-01-01"])
    assert found["award"] == (31, 60, 0)


def test_a_rolling_window_counts_what_was_paid_in_the_years_up_to_the_day() -> None:
    steps: list[dict[str, Any]] = [RENT, {"ceiling": {"amount": "10", "window": {"of": "day", "years": "2"}}}]
    days = ["2020-05-01", "2021-05-01", "2022-05-01", "2022-05-02"]
    assert award(steps, rent="7分", day=days)["award"] == (7, 3, 7, 0)


def test_a_voucher_is_open_until_its_last_day_and_lapses_after_it() -> None:
    steps = [{"voucher": {"face": "9分", "redeemed": "used", "expires": "2024-06-30", "as_of": "seen"}}]
    found = award(steps, used=["4分", "11分", "4分"], seen=["2024-06-30", "2024-06-30", "2024-07-01"])
    assert (found["award"], found["open_liability"], found["lapsed"]) == ((4, 9, 4), (5, 0, 0), (0, 0, 5))


def test_side_figures_of_a_limb_count_only_where_the_limb_is_paid() -> None:
    left, right = ([{"fixed": "rent"}, {"cap": most}] for most in ("4", "6"))
    found = award([{"highest": {"left": left, "right": right}}], rent=["3分", "9分"])
    assert (found["award"], found["lapsed"]) == ((3, 6), (0, 3))


# ── formulas ───────────────────────────────────────────────────────────────────────────────────────


def shared_out(pot: str, distribute: dict[str, Any], **given: Any) -> dict[str, Any]:
    """Return what a formula gives out."""
    return run({"unit": "分", "given": given, "pot": pot, "distribute": distribute})


def test_a_collar_cuts_and_raises_until_one_factor_spends_the_pot() -> None:
    collar = {"of": "prior", "at_least": "90%", "at_most": "110%"}
    formula: dict[str, Any] = {"factors": {"need": {"weight": "100%", "of": "need"}}, "protect": collar}
    found = shared_out("100", formula, need=["60", "30", "10"], prior=["40分", "40分", "20分"])
    assert found["award"] == (44, 38, 18)
    assert shared_out("80", formula, need=["60", "30", "10"], prior=["40分", "40分", "20分"])["award"] == (
        32,
        32,
        16,
    )


def test_a_factor_nobody_has_is_refused() -> None:
    factors = {"one": {"weight": "50%", "of": "one"}, "none": {"weight": "50%", "of": "none"}}
    assert shared_out("9", {"factors": factors}, one=["1", "2"], none="3")["award"] == (4, 5)
    with pytest.raises(RefusedError):
        shared_out("9", {"factors": factors}, one=["1", "2"], none="0")


def test_only_what_is_above_the_minimum_bears_a_guarantee() -> None:
    formula = {
        "minimum": "10",
        "factors": {"need": {"weight": "100%", "of": "need"}},
        "protect": {"of": "prior", "at_least": "100%"},
    }
    assert shared_out("100", formula, need=["1", "1", "0"], prior=["60分", "0分", "0分"])["award"] == (
        60,
        30,
        10,
    )


def test_odd_steps_of_a_pot_go_to_the_largest_remainders_and_the_smaller_ids() -> None:
    formula = {"factors": {"all": {"weight": "100%", "equal": "yes"}}, "round": {"to": "10"}}
    found = shared_out("105", formula, need=["1", "1", "1"])
    assert (found["award"], found["unspent"]) == ((40, 30, 30), 5)


# ── several programmes ─────────────────────────────────────────────────────────────────────────────


def entry(programme: str, applicant: str, fen: int, **row: str) -> Entry:
    return Entry(programme, applicant, fen, {"firm": "f", "item": applicant, **row})


def test_a_ceiling_over_programmes_cuts_first_what_is_named_first() -> None:
    entries = [entry("a", "1", 6), entry("b", "1", 5), entry("c", "1", 4), entry("a", "2", 9, firm="g")]
    rule = {"ceiling": "8", "per": "firm", "programmes": ["a", "b", "c"], "cut_first": ["b", "c", "a"]}
    assert cumulated(rule, entries, "分") == {("a", "1"): 6, ("b", "1"): 0, ("c", "1"): 2, ("a", "2"): 8}
    shares = cumulated({**rule, "method": "pro_rata"}, entries, "分")
    assert shares == {("a", "1"): 3, ("b", "1"): 3, ("c", "1"): 2, ("a", "2"): 8}


def test_each_item_is_paid_under_one_programme_as_gives_the_firm_most() -> None:
    amounts = {"1": (200, 100), "2": (180, 120), "3": (100, 140)}
    entries = [
        entry(programme, item, fen)
        for item, both in amounts.items()
        for programme, fen in zip(("city", "district"), both, strict=True)
    ]
    rule = {
        "per": "item",
        "firm": "firm",
        "programmes": ["city", "district"],
        "caps": {"city": "360", "district": "200"},
    }
    found = one_each(rule, entries, "分")
    assert sum(found.values()) == 500
    assert [found["city", item] for item in amounts] == [189, 171, 0]
    assert found["district", "3"] == 140


# ── what is expected ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("expected", "found", "right"),
    [
        ("3元", Fraction(2995, 10), True),
        ("3元", Fraction(2994, 10), False),
        ("1/3", Fraction(1, 3), True),
        ("33%", Fraction(1, 3), False),
        ({"is": "33.3%", "as_printed": "half_up"}, Fraction(1, 3), True),
        ({"is": "66.6%", "as_printed": "truncated"}, Fraction(2, 3), True),
        ({"is": "66.6%", "as_printed": "half_up"}, Fraction(2, 3), False),
        ({"is": "-1.86%", "as_printed": "half_up"}, Fraction(-559, 30_000), True),
        ({"b": "2元"}, (100, 200), True),
        (["1元", "3元"], (100, 200), False),
        (["1元"], (100, 200), False),
        ("2014-06-30", "2014-06-30", True),
    ],
)
def test_an_expectation_holds_to_its_last_printed_digit_and_no_further(
    expected: Any, found: Any, right: bool
) -> None:
    assert agrees(expected, found, ("a", "b")) is right


def test_a_case_that_is_a_fen_off_is_seen() -> None:
    case: Case = {"given": {"rent": "3元"}, "award": [{"share": {"of": "rent", "rate": "1/3"}}]}
    assert agrees("1元", run(case)["award"])
    assert not agrees("1.01元", run(case)["award"])
