"""The two voices of a limit agree: what rows allow the check accepts; the reverse where nothing strays."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.constraints import MEASURES, check, rows
from simulator.model.kinds import Quantity
from simulator.model.limits import Constraint, Measure, Selector
from simulator.optimise.terms import Form
from simulator.problems import FindingError

BOUNDS = tuple(Constraint.BOUNDS)
SINGLE = ("at_least", "at_most", "more_than", "less_than", "is_")
FEN = st.one_of(st.integers(0, 20), st.integers(0, 10**12))
RATIOS = st.fractions(0, 3, max_denominator=50)
NUMBERS = st.fractions(0, 20, max_denominator=4)
some = settings(max_examples=40, deadline=None)


def quantity(value: Fraction, kind: str) -> Quantity:
    """Return a bound as it is read: an amount, a bare number, or a share."""
    return Quantity(value, {"money": "money", "count": "bare", "ratio": "share"}[kind], str(value))


@st.composite
def limits(draw: st.DrawFn, kind: str, bound: str) -> Constraint:
    """Draw a limit on an amount, a count or a ratio, with this bound."""
    value = {"money": st.builds(Fraction, FEN), "count": NUMBERS, "ratio": RATIOS}[kind]
    word = "count" if kind == "count" else "award"
    top, bottom = Measure(word, Selector()), Measure("award", Selector()) if kind == "ratio" else None
    first, second = sorted((draw(value), draw(value)))
    written: dict[str, object] = {name: quantity(first, kind) for name in SINGLE if name == bound}
    if bound == "between":
        written["between"] = (quantity(first, kind), quantity(second, kind))
    if bound == "about":
        written |= {"about": quantity(second, kind), "within": quantity(first, kind)}
    return Constraint("limit", top, bottom, **written)  # type: ignore[arg-type]


def allowed(constraint: Constraint, top: Form, bottom: Form | None, plan: tuple[int, ...]) -> bool:
    """Return whether the rows of a limit hold at a plan, each in whole numbers."""
    held = []
    for row in rows(constraint, top, bottom):
        value = row.form.whole(1).value(plan)
        held.append((row.lower is None or value >= row.lower) and (row.upper is None or value <= row.upper))
    return all(held)


def accepted(constraint: Constraint, top: Fraction, bottom: Fraction | None) -> bool:
    """Return whether the check of a limit is met on every side."""
    return all(side.met for side in check(constraint, top, bottom))


def column(number: int, slack: int = 0) -> Form:
    """Return the form that is one column of the plan."""
    return Form.of({number: Fraction(1)}, slack=slack)


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("kind", ["money", "count"])
@some
@given(data=st.data(), near=st.integers(-2, 2))
def test_rows_and_check_of_an_amount_or_a_count_are_the_same(
    kind: str, bound: str, data: st.DataObject, near: int
) -> None:
    limit = data.draw(limits(kind, bound))
    edge = check(limit, Fraction(0), None)[0].side.bound
    top = data.draw(st.one_of(FEN, st.just(max(0, int(edge) + near))))
    assert allowed(limit, column(0), None, (top,)) == accepted(limit, Fraction(top), None)


@pytest.mark.parametrize("bound", BOUNDS)
@some
@given(data=st.data(), below=FEN, near=st.integers(-2, 2))
def test_rows_and_check_of_a_ratio_are_the_same(
    bound: str, data: st.DataObject, below: int, near: int
) -> None:
    limit = data.draw(limits("ratio", bound))
    edge = check(limit, Fraction(0), Fraction(1))[0].side.bound
    top = data.draw(st.one_of(FEN, st.just(max(0, int(edge * below) + near))))
    assert allowed(limit, column(0), column(1), (top, below)) == accepted(
        limit, Fraction(top), Fraction(below)
    )


@pytest.mark.parametrize("bound", BOUNDS)
@some
@given(data=st.data(), constant=NUMBERS, below=st.integers(0, 20))
def test_rows_and_check_are_the_same_where_a_figure_is_no_whole_number(
    bound: str, data: st.DataObject, constant: Fraction, below: int
) -> None:
    limit = data.draw(limits("ratio", bound))
    assert allowed(limit, column(0), Form(constant=constant), (below,)) == accepted(
        limit, Fraction(below), constant
    )
    assert allowed(limit, Form(constant=constant), column(0), (below,)) == accepted(
        limit, constant, Fraction(below)
    )
    alone = data.draw(limits("count", bound))
    assert allowed(alone, Form(constant=constant), None, ()) == accepted(alone, constant, None)


@pytest.mark.parametrize("bound", [bound for bound in BOUNDS if bound != "is_"])
@pytest.mark.parametrize("kind", ["money", "ratio"])
@settings(max_examples=25, deadline=None)
@given(data=st.data(), slacks=st.tuples(st.integers(0, 4), st.integers(0, 4)), below=FEN)
def test_what_the_rows_allow_is_accepted_however_a_pro_rata_pot_strays(
    kind: str, bound: str, data: st.DataObject, slacks: tuple[int, int], below: int
) -> None:
    limit = data.draw(limits(kind, bound))
    sides = check(limit, Fraction(0), Fraction(1))
    assume(len({side.side.bound for side in sides}) == len(sides))
    forms = (column(0, slacks[0]), column(1, slacks[1]) if kind == "ratio" else None)
    edges = [int(side.side.bound * (1 if kind == "money" else below)) for side in sides]
    for top in sorted({max(0, edge + near) for edge in edges for near in range(-12, 13)}):
        if allowed(limit, *forms, (top, below)):
            for one, other in product((-slacks[0], slacks[0]), (-slacks[1], slacks[1])):
                assert accepted(
                    limit, Fraction(top + one), Fraction(below + other) if kind == "ratio" else None
                )


@pytest.mark.parametrize("kind", ["money", "ratio"])
def test_an_equality_across_a_pro_rata_pot_is_refused(kind: str) -> None:
    bottom = Measure("award", Selector()) if kind == "ratio" else None
    limit = Constraint("limit", Measure("award", Selector()), bottom, is_=quantity(Fraction(1, 1), kind))
    with pytest.raises(FindingError) as finding:
        rows(limit, column(0, 1), column(1) if bottom else None)
    assert finding.value.code == "R620"
    assert rows(limit, column(0), column(1) if bottom else None)


def test_a_ratio_over_nothing_is_no_division() -> None:
    limit = Constraint(
        "limit",
        Measure("award", Selector()),
        Measure("award", Selector()),
        at_least=quantity(Fraction(1, 2), "ratio"),
    )
    (side,) = check(limit, Fraction(0), Fraction(0))
    assert (side.value, side.met, side.slack) == (None, True, 0)


@pytest.mark.parametrize(
    ("bound", "met"),
    [
        ("at_least", [False, True, True]),
        ("at_most", [True, True, False]),
        ("more_than", [False, False, True]),
        ("less_than", [True, False, False]),
        ("is_", [False, True, False]),
    ],
)
def test_a_bound_a_fen_either_side(bound: str, met: list[bool]) -> None:
    limit = Constraint("limit", Measure("award", Selector()), None, **{bound: quantity(Fraction(7), "money")})  # type: ignore[arg-type]
    assert [accepted(limit, Fraction(fen), None) for fen in (6, 7, 8)] == met
    assert [allowed(limit, column(0), None, (fen,)) for fen in (6, 7, 8)] == met


def test_every_measure_has_a_unit_a_limit_can_be_read_in() -> None:
    assert {rule.unit for rule in MEASURES.values()} <= {"money", "count", "points", "figure"}
