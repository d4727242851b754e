"""Whole columns against a second reading: one row at a time, in Python's own fractions."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Column, Type, evaluate, parse
from simulator.problems import FindingError

Row = dict[str, Fraction]
Draw = Callable[..., object]
COLUMNS = {"m1": "money", "m2": "money", "s1": "share", "c1": "count", "x1": "multiple", "n1": "number"}
MOST = 12


@dataclass(frozen=True)
class Sample:
    """An expression and what it should be on a row; raises ZeroDivisionError where it divides by zero."""

    text: str
    on: Callable[[Row], Fraction | bool]


def column(name: str) -> Sample:
    return Sample(name, lambda row: row[name])


def joined(left: Sample, sign: str, right: Sample) -> Sample:
    act = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        ">": lambda a, b: a > b,
        "≥": lambda a, b: a >= b,
        "<": lambda a, b: a < b,
        "≤": lambda a, b: a <= b,
        "=": lambda a, b: a == b,
        "≠": lambda a, b: a != b,
    }[sign]
    return Sample(f"({left.text} {sign} {right.text})", lambda row: act(left.on(row), right.on(row)))


def called(name: str, *parts: Sample) -> Sample:
    act = {"min": min, "max": max, "abs": abs}[name]
    text = f"{name}({', '.join(part.text for part in parts)})"
    return Sample(text, lambda row: act(*(part.on(row) for part in parts)))


def negative(part: Sample) -> Sample:
    return Sample(f"-{part.text}", lambda row: -part.on(row))


fen = st.integers(1, 10**15).map(lambda n: Sample(f"{n // 100}.{n % 100:02d}元", lambda _: Fraction(n)))
percent = st.integers(1, 300).map(lambda n: Sample(f"{n}%", lambda _: Fraction(n, 100)))
points = st.integers(0, 300).map(lambda n: Sample(f"{n}pp", lambda _: Fraction(n, 100)))
bare = st.integers(1, 10**9).map(lambda n: Sample(f"{n}", lambda _: Fraction(n)))


@st.composite
def pair(draw: Draw, left: st.SearchStrategy, signs: str, right: st.SearchStrategy) -> Sample:
    return joined(draw(left), draw(st.sampled_from(signs)), draw(right))


def amounts(depth: int) -> st.SearchStrategy[Sample]:
    plain = st.sampled_from([column("m1"), column("m2")]) | fen
    if depth == 0:
        return plain
    deeper, pure = amounts(depth - 1), rates(depth - 1)
    return st.one_of(
        plain,
        pair(deeper, "+-", deeper),
        pair(deeper, "*/", pure),
        pair(deeper, "*/", bare),
        pair(deeper, "*/", st.sampled_from([column("c1"), column("n1"), column("x1")])),
        st.builds(called, st.sampled_from(["min", "max"]), deeper, deeper),
        st.builds(called, st.just("abs"), deeper),
        st.builds(negative, deeper),
    )


def rates(depth: int) -> st.SearchStrategy[Sample]:
    plain = st.just(column("s1")) | percent
    if depth == 0:
        return plain
    deeper = rates(depth - 1)
    return st.one_of(
        plain,
        pair(deeper, "+-*", deeper),
        pair(deeper, "+-", points),
        pair(deeper, "*", bare),
        pair(amounts(depth - 1), "/", amounts(depth - 1)),
        st.builds(called, st.sampled_from(["min", "max"]), deeper, deeper),
    )


@st.composite
def chain(draw: Draw, part: st.SearchStrategy) -> Sample:
    first, second, third = draw(part), draw(part), draw(part)
    text = f"({first.text} <= {second.text} < {third.text})"
    return Sample(text, lambda row: first.on(row) <= second.on(row) and second.on(row) < third.on(row))


@st.composite
def listed(draw: Draw, part: st.SearchStrategy) -> Sample:
    whole, choices = draw(part), draw(st.lists(part, min_size=1, max_size=3))
    negated = draw(st.booleans())
    text = f"({whole.text} {'not in' if negated else 'in'} [{', '.join(each.text for each in choices)}])"
    return Sample(text, lambda row: any(whole.on(row) == each.on(row) for each in choices) != negated)


@st.composite
def logic(draw: Draw, part: st.SearchStrategy) -> Sample:
    parts, word = draw(st.lists(part, min_size=2, max_size=3)), draw(st.sampled_from(["and", "or"]))
    test = {"and": all, "or": any}[word]
    return Sample(
        f"({f' {word} '.join(each.text for each in parts)})", lambda row: test(p.on(row) for p in parts)
    )


def conditions(depth: int) -> st.SearchStrategy[Sample]:
    amount, rate = amounts(2), rates(2)
    plain = st.one_of(
        pair(amount, ">≥<≤=≠", amount), pair(rate, ">≥<≤=≠", rate), chain(amount), listed(amount), chain(rate)
    )
    if depth == 0:
        return plain
    deeper = conditions(depth - 1)
    opposite = deeper.map(lambda part: Sample(f"(not {part.text})", lambda row: not part.on(row)))
    return st.one_of(plain, logic(deeper), opposite)


# small values meet and divide by zero often; the large ones leave int64 after one step
whole = st.integers(-3, 3) | st.integers(-(10**6), 10**6) | st.integers(-(2**62), 2**62)
huge = st.sampled_from([2**63 - 1, -(2**63) + 1, -(2**63), 2**63, 10**30])


@st.composite
def tables(draw: Draw) -> tuple[dict[str, Column], list[Row]]:
    rows = draw(st.integers(1, MOST))
    columns, values = {}, {}
    for name, kind in COLUMNS.items():
        held = draw(
            st.lists(whole | huge, min_size=rows, max_size=rows) | st.lists(whole, min_size=1, max_size=1)
        )
        below = draw(denominators(len(held)))
        columns[name] = Column(Type(kind), Exact(Exact.of(held).numerator, below))
        exact = columns[name].data.fractions()
        values[name] = exact * rows if len(held) == 1 else exact
    return columns, [{name: values[name][row] for name in COLUMNS} for row in range(rows)]


def denominators(rows: int) -> st.SearchStrategy:
    common = st.sampled_from([1, 1, 100, 7, 10**12])
    if rows == 1:
        return common
    return common | st.lists(st.integers(1, 1000), min_size=rows, max_size=rows).map(np.array)


def outcome(sample: Sample, row: Row) -> Fraction | bool | None:
    try:
        return sample.on(row)
    except ZeroDivisionError:
        return None


def rows_of(column_found: Column) -> list[Fraction | bool]:
    data = column_found.data
    return list(data.fractions()) if isinstance(data, Exact) else data.tolist()


def agrees(sample: Sample, columns: dict[str, Column], rows: list[Row]) -> None:
    expected = [outcome(sample, row) for row in rows]
    if None not in expected:
        assert rows_of(evaluate(parse(sample.text), columns, len(rows))) == expected
        return
    with pytest.raises(FindingError) as refusal:
        evaluate(parse(sample.text), columns, len(rows))
    assert refusal.value.code == "E401"
    assert expected[refusal.value.facts["row"]] is None


usable = settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)


def within_limits(sample: Sample) -> bool:
    return len(sample.text) <= 500


@usable
@given(sample=amounts(3).filter(within_limits), table=tables())
def test_an_amount_is_the_fraction_row_by_row(sample, table):
    agrees(sample, *table)


@usable
@given(sample=rates(3).filter(within_limits), table=tables())
def test_a_rate_is_the_fraction_row_by_row(sample, table):
    agrees(sample, *table)


@usable
@given(sample=conditions(2).filter(within_limits), table=tables())
def test_a_condition_is_decided_as_in_fractions_and_from_the_left(sample, table):
    agrees(sample, *table)


@pytest.mark.soak
@settings(usable, max_examples=20_000)
@given(sample=(conditions(2) | amounts(3) | rates(3)).filter(within_limits), table=tables())
def test_many_more_expressions_agree(sample, table):
    agrees(sample, *table)
