"""Laws that hold of every registered award step; a step newly registered must say here how it is written."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.money import half_up
from simulator.rules import RULES
from tests.engine.support import outcome, told
from tests.reference.generator import ACROSS, CHANGES, COMBINING, MAKERS
from tests.reference.writing import Money, in_unit
from tests.rules.support import KEY, Award, Row, amounts, case_of, claims_of, expected, firm

# steps across applicants have laws of their own
WORDS = sorted(word for word, step in RULES.items() if not step.across)
BASE: Award = [{"share": {"of": "rent", "rate": "50%"}}]
LEVELS = [{"at_least": Money(3), "rate": "10%"}, {"more_than": Money(7), "rate": "50%"}]
PAYERS = [{"id": "upper", "rate": "50%", "at_most": Money(4)}, {"id": "own", "rest": "yes"}]
LAYERS = [{"id": "upper", "at_most": Money(4)}, {"id": "own"}]
# each word as a rule whose base is the rent and whose conditions, if any, do not look at it
ON_THE_RENT: dict[str, Award] = {
    "share": [
        {
            "share": {
                "of": "rent",
                "rate": "1/3",
                "plus": [{"pp": "5pp", "when": "strategic"}],
                "rate_at_most": "35%",
            }
        }
    ],
    "fixed": [{"fixed": "rent"}],
    "per_unit": [{"per_unit": {"of": "heads", "amount": "rent", "at_most": "2"}}],
    "brackets": [
        {
            "brackets": {
                "of": "rent",
                "bands": [
                    {"up_to": Money(3), "rate": "50%"},
                    {"up_to": Money(7), "rate": "10%"},
                    {"above": Money(7), "rate": "1/3"},
                ],
            }
        }
    ],
    "sum": [{"sum": {"left": BASE, "right": [{"fixed": "rent"}, {"cap": Money(4)}]}}],
    "highest": [{"highest": {"left": BASE, "right": [{"fixed": Money(3)}]}}],
    "lowest": [{"lowest": {"left": BASE, "right": [{"fixed": Money(3)}]}}],
    "uplift": [*BASE, {"uplift": {"by": "20%", "when": "strategic"}}],
    "cap": [*BASE, {"cap": Money(4)}],
    "floor": [*BASE, {"floor": Money(2)}],
    "round": [*BASE, {"round": Money(2)}],
    "slabs": [{"slabs": {"of": "rent", "bands": LEVELS}}],
    "per_full": [{"per_full": {"of": "rent", "each": Money(3), "above": Money(1), "amount": Money(2)}}],
    "table": [{"table": {"of": "kind", "values": {"甲": Money(3), "乙": Money(4)}}}],
    "choose": [{"choose": {"column": "strategic", "cases": {"yes": BASE, "no": [{"fixed": "rent"}]}}}],
    "first_of": [{"first_of": [{"left": [{"fixed": "rent"}, {"pay_from": Money(5)}]}, {"right": BASE}]}],
    "taper": [
        {"taper": {"of": "rent", "from": Money(2), "to": Money(9), "start": Money(0), "end": Money(5)}}
    ],
    "interest": [{"interest": {"of": "rent", "rate": "50%", "days": "heads * 90", "year": "360"}}],
    "voucher": [{"voucher": {"face": "rent", "redeemed": "grant + 5分"}}],
    "split": [{"split": {"of": "rent", "payers": PAYERS, "pays": "own"}}],
    "waterfall": [{"waterfall": {"of": "rent", "layers": LAYERS, "pays": "own"}}],
    "pay_to": [{"pay_to": {"payees": {"investor": [{"fixed": "rent"}], "firm": [{"fixed": "grant"}]}}}],
    "less": [*BASE, {"less": Money(2)}],
    "pay_from": [*BASE, {"pay_from": Money(3)}],
    "years": [*BASE, {"years": {"of": "heads", "rates": ["100%", "50%"]}}],
    "prorate": [*BASE, {"prorate": {"of": "heads", "out_of": "3"}}],
    "all_sources": [*BASE, {"all_sources": {"of": "rent", "at_most": "40%", "others": "grant"}}],
    "clawback": [*BASE, {"clawback": {"kept": "heads", "term": "4"}}],
}
SMALL = st.integers(0, 30)
FEN = st.one_of(SMALL, st.integers(0, 10**12), st.integers(10**15 - 50, 10**15))


@st.composite
def firms(draw: st.DrawFn, fen: st.SearchStrategy[int] = FEN) -> list[Row]:
    """Draw one to six applicants with distinct ids, in no order."""
    ids = draw(
        st.lists(st.sampled_from(["F1", "F2", "F10", "甲", "a", "07"]), min_size=1, max_size=6, unique=True)
    )
    return [
        firm(
            name,
            rent=draw(fen),
            grant=draw(SMALL),
            heads=draw(st.integers(0, 4)),
            load=draw(st.sampled_from(["0", "0.5", "1.5", "2.25"])),
            score=draw(st.sampled_from(["3", "5", "7.5", "8"])),
            applied_on=f"2014-03-0{draw(st.integers(1, 5))}",
            kind=draw(st.sampled_from(["甲", "乙"])),
            strategic=draw(st.sampled_from(["yes", "no"])),
        )
        for name in ids
    ]


def written(word: str, random: Random) -> Award:
    """Return a rule with this word in it, settings at random."""
    return [{word: MAKERS[word](random)}] if word in MAKERS else [*BASE, {word: CHANGES[word](random)}]


def test_every_registered_step_is_under_these_laws() -> None:
    assert {*MAKERS, *CHANGES, *ACROSS} == set(RULES)
    assert sorted(ON_THE_RENT) == WORDS


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=6, deadline=None)
@given(rows=firms(), random=st.randoms(use_true_random=False))
def test_a_step_gives_the_exact_amount_of_the_reference(word: str, rows: list[Row], random: Random) -> None:
    award = written(word, random)
    assert amounts(award, rows) == expected(award, rows)


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=4, deadline=None)
@given(rows=firms(), data=st.data())
def test_the_order_of_rows_changes_nothing_for_anyone(
    word: str, rows: list[Row], data: st.DataObject
) -> None:
    award = ON_THE_RENT[word]
    assert amounts(award, data.draw(st.permutations(rows))) == amounts(award, rows)


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=4, deadline=None)
@given(rows=firms())
def test_what_one_is_due_does_not_depend_on_who_else_applies(word: str, rows: list[Row]) -> None:
    award = ON_THE_RENT[word]
    together = amounts(award, rows)
    assert amounts(award, rows[:1]) == {rows[0][KEY]: together[rows[0][KEY]]}


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=6, deadline=None)
@given(rows=firms(), more=st.one_of(st.just(1), FEN))
def test_a_larger_base_is_never_due_less(word: str, rows: list[Row], more: int) -> None:
    award = ON_THE_RENT[word]
    raised = [{**row, "rent": str(int(row["rent"]) + more)} for row in rows]
    before, after = amounts(award, rows), amounts(award, raised)
    assert all(after[name] >= before[name] for name in before)


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=4, deadline=None)
@given(rows=firms())
def test_a_rule_on_a_base_of_nothing_or_more_is_never_negative(word: str, rows: list[Row]) -> None:
    assert all(due >= 0 for due in amounts(ON_THE_RENT[word], rows).values())


def moneys(written: Any) -> list[int]:
    """Return every sum written in a rule, in fen."""
    if isinstance(written, Money):
        return [int(written)]
    inside = written.values() if isinstance(written, dict) else written if isinstance(written, list) else ()
    return [fen for each in inside for fen in moneys(each)]


def times(written: Any, factor: int) -> Any:
    """Return a rule with every sum written in it times a factor."""
    if isinstance(written, Money):
        return Money(int(written) * factor)
    if isinstance(written, dict):
        return {key: times(each, factor) for key, each in written.items()}
    return [times(each, factor) for each in written] if isinstance(written, list) else written


@pytest.mark.parametrize("word", WORDS)
def test_a_fen_below_an_edge_at_it_and_a_fen_above_each_is_due_what_the_reference_says(word: str) -> None:
    award = ON_THE_RENT[word]
    # an edge of a base, and the base at which a share of one half or one third of it reaches an edge
    edges = {near for edge in moneys(award) for near in (edge, 2 * edge, 3 * edge)}
    near = sorted({max(0, edge + step) for edge in edges for step in (-1, 0, 1)} or {0, 1})
    rows = [
        firm(f"{kind}{flag}{fen}", rent=fen, heads=1 + fen % 3, grant=fen % 5, kind=kind, strategic=flag)
        for fen in near
        for kind, flag in (("甲", "yes"), ("乙", "no"))
    ]
    assert amounts(award, rows) == expected(award, rows)


@pytest.mark.parametrize("word", [word for word in WORDS if word not in {"split", "voucher"}])
@settings(max_examples=4, deadline=None)
@given(rows=firms(SMALL), factor=st.sampled_from([2, 7, 1000, 10**9]))
def test_all_money_times_a_factor_is_due_times_that_factor(word: str, rows: list[Row], factor: int) -> None:
    award = ON_THE_RENT[word]
    larger = [
        {**row, "rent": str(int(row["rent"]) * factor), "grant": str(int(row["grant"]) * factor)}
        for row in rows
    ]
    scaled = amounts(times(award, factor), larger)
    assert scaled == {name: due * factor for name, due in amounts(award, rows).items()}


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=4, deadline=None)
@given(rows=firms(), most=st.integers(0, 30), least=st.integers(0, 30))
def test_a_cap_and_a_floor_bound_whatever_any_step_makes(
    word: str, rows: list[Row], most: int, least: int
) -> None:
    low, high = sorted((most, least))
    bounded: Award = [{"sum": {"whole": ON_THE_RENT[word]}}, {"floor": Money(low)}, {"cap": Money(high)}]
    free, held = amounts(ON_THE_RENT[word], rows), amounts(bounded, rows)
    assert held == {name: min(max(due, Fraction(low)), Fraction(high)) for name, due in free.items()}


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=4, deadline=None)
@given(rows=firms())
def test_the_kernel_s_entitlement_is_the_exact_amount_rounded_half_up_once(
    word: str, rows: list[Row]
) -> None:
    claims = claims_of(ON_THE_RENT[word], rows)
    exact = claims.steps[-1].after.fractions()
    assert claims.entitlement.tolist() == [max(0, half_up(amount)) for amount in exact]


@pytest.mark.parametrize("word", WORDS)
@settings(max_examples=6, deadline=None)
@given(rows=firms(SMALL), unit=st.sampled_from(["元", "万元"]))
def test_the_unit_amounts_are_written_in_changes_no_fen(word: str, rows: list[Row], unit: str) -> None:
    drawn = case_of(ON_THE_RENT[word], rows)
    converted = type(drawn)(*in_unit(drawn.scenario, drawn.applicants, unit))
    assert told(outcome(converted, unit=unit)) == told(outcome(drawn))


@pytest.mark.parametrize("word", [word for word in WORDS if word in MAKERS and word not in COMBINING])
@settings(max_examples=4, deadline=None)
@given(rows=firms())
def test_an_amount_is_made_only_for_those_who_meet_the_condition(word: str, rows: list[Row]) -> None:
    settings_of: Any = ON_THE_RENT[word][0][word]
    long = settings_of if isinstance(settings_of, dict) else {"amount": settings_of}
    award = [{word: {**long, "when": "strategic"}}]
    whole, kept = amounts(ON_THE_RENT[word], rows), amounts(award, rows)
    for row in rows:
        assert kept[row[KEY]] == (whole[row[KEY]] if row["strategic"] == "yes" else Fraction(0))


@pytest.mark.parametrize("word", ["uplift", "cap", "floor"])
@settings(max_examples=4, deadline=None)
@given(rows=firms())
def test_a_change_leaves_those_alone_who_do_not_meet_its_condition(word: str, rows: list[Row]) -> None:
    change = {"uplift": {"by": "20%"}, "cap": {"amount": Money(1)}, "floor": {"amount": Money(9)}}[word]
    changed = amounts([*BASE, {word: {**change, "when": "strategic"}}], rows)
    always = amounts([*BASE, {word: change}], rows)
    before = amounts(BASE, rows)
    for row in rows:
        assert changed[row[KEY]] == (always if row["strategic"] == "yes" else before)[row[KEY]]
