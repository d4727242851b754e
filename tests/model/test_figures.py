"""Laws of computed figures and derived columns: exact, in any order written, each computed once."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Column, Type, parse
from simulator.model import figures as computing
from simulator.model.figures import settle, typing_of
from simulator.model.kinds import Quantity
from simulator.model.scenario import Figure, Population, Scenario
from simulator.model.table import ColumnType, Table, table
from simulator.problems import ScenarioError

FIRMS = Population(
    "firms",
    file="firms.csv",
    key="firm_id",
    columns=(
        ("rent", ColumnType(Type("money"), "元")),
        ("area", ColumnType(Type("number"))),
        ("heads", ColumnType(Type("count"))),
        ("small", ColumnType(Type("yes_no"))),
    ),
)


def amount(value: Fraction | int, kind: str = "bare") -> Quantity:
    return Quantity(Fraction(value), kind, str(value))


def firms(rents: list[int], areas: list[int], heads: list[int]) -> Table:
    ids = tuple(f"F{number:04d}" for number in range(len(rents)))
    columns = {
        "rent": Column(Type("money"), Exact.of(rents)),
        "area": Column(Type("number"), Exact.of(areas)),
        "heads": Column(Type("count"), Exact.of(heads)),
        "small": Column(Type("yes_no"), np.array([count < 10 for count in heads], dtype=np.bool_)),
    }
    return table("firms", ids, columns)


THREE = firms([100_00, 250_00, 33], [100, 20, 45], [2, 30, 3])


def settled(*figures: Figure, derived: tuple[tuple[str, str], ...] = (), data: Table = THREE):
    """Return the figures' values by id, and the table, of a scenario with these figures and columns."""
    columns = tuple((name, parse(text)) for name, text in derived)
    population = Population("firms", file="f.csv", key="firm_id", columns=FIRMS.columns, derived=columns)
    scenario, tables = settle(
        Scenario("a", 2014, figures=figures, populations=(population,)), {"firms": data}
    )
    return {each.id: each.quantity for each in scenario.figures}, tables["firms"]


def of(name: str, text: str) -> Figure:
    return Figure(name, of=parse(text))


def total(name: str, text: str) -> Figure:
    return Figure(name, total=parse(text), applicants="firms")


def column(data: Table, name: str) -> list[Fraction]:
    held = data.columns[name].data
    assert isinstance(held, Exact)
    return list(held.fractions())


# ── figures of figures ─────────────────────────────────────────────────────────────────────────────


def test_a_spread_is_computed_with_points_beside_a_share():
    found, _ = settled(
        of("spread", "lpr * 60% + 0.1pp"), Figure("lpr", amount(Fraction(435, 10000), "share"))
    )
    assert (found["spread"].kind, found["spread"].value, found["spread"].text) == (
        "share",
        Fraction(271, 10000),
        "2.71%",
    )


@given(st.integers(0, 10**9), st.integers(1, 12))
def test_figures_give_the_same_in_whatever_order_they_are_written(seed, size):
    chosen = Random(seed)
    values = {"f0": Fraction(chosen.randint(-50, 50))}
    written = [Figure("f0", amount(values["f0"]))]
    for number in range(1, size):
        one, two = (f"f{chosen.randrange(number)}" for _ in range(2))
        written.append(of(f"f{number}", f"{one} * 3 - {two} / 7"))
        values[f"f{number}"] = values[one] * 3 - values[two] / 7
    chosen.shuffle(written)
    found, _ = settled(*written)
    assert {name: each.value for name, each in found.items()} == values


def test_a_long_chain_needs_no_deep_stack():
    chain = [of(f"f{number}", f"f{number + 1} + 1") for number in range(1500)]
    found, _ = settled(*chain, Figure("f1500", amount(0)))
    assert found["f0"].value == 1500


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("2014-06-30 + 30天", "date", "2014-07-30"),
        ("quarter(2014-06-30)", "quarter", "2014Q2"),
        ("1万元 / 3", "money", "10000/3元"),
        ("20万元 / 8万元", "multiple", "2.5x"),
        ("5pp / 2", "points", "2.5pp"),
        ("3 > 2", "yes_no", "yes"),
        ("2014-06-30 - 2014-06-01", "days", "29天"),
        ("'甲'", "text", "甲"),
        ("7 / 2", "bare", "3.5"),
    ],
)
def test_a_figure_of_any_kind_is_shown_as_it_is_written(text, kind, shown):
    found, _ = settled(of("x", text))
    assert (found["x"].kind, found["x"].text) == (kind, shown)


# ── totals and counts ──────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(st.integers(-(10**15), 10**15), st.integers(1, 400)), max_size=30))
def test_a_total_is_the_exact_sum_over_all_rows(rows):
    rents, heads = [rent for rent, _ in rows], [count for _, count in rows]
    found, _ = settled(total("each", "rent / heads"), total("all", "rent"), data=firms(rents, heads, heads))
    assert found["each"].value == sum((Fraction(*row) for row in rows), Fraction(0))
    assert found["all"].value == sum(rents)


def test_a_total_adds_up_beyond_64_bits():
    found, _ = settled(total("all", "rent * 1000"), data=firms([9 * 10**16] * 4, [1] * 4, [1] * 4))
    assert found["all"].value == 36 * 10**19


def test_a_count_is_how_many_meet_a_condition():
    found, _ = settled(Figure("few", count=parse("small and area > 50"), applicants="firms"))
    assert (found["few"].value, found["few"].kind) == (1, "bare")


def test_a_row_without_a_value_is_told_at_the_figure():
    with pytest.raises(ScenarioError) as refused:
        settled(total("each", "rent / (heads - 2)"))
    assert [each.code for each in refused.value.problems] == ["E401"]


# ── derived columns ────────────────────────────────────────────────────────────────────────────────


def test_derived_columns_may_stand_before_what_they_are_made_of():
    _, data = settled(
        Figure("per_head", amount(15)),
        total("most", "used"),
        derived=(("part", "used / most"), ("used", "min(area, per_head * heads)")),
    )
    assert column(data, "used") == [30, 20, 45]
    assert column(data, "part") == [Fraction(30, 95), Fraction(20, 95), Fraction(45, 95)]


def test_each_is_computed_exactly_once(monkeypatch):
    seen = []

    def counted(expression, columns, rows):
        seen.append(expression.text)
        return evaluate(expression, columns, rows)

    evaluate = computing.evaluate
    monkeypatch.setattr(computing, "evaluate", counted)
    settled(
        total("x", "used + twice"),
        of("y", "x * 2"),
        derived=(("twice", "used * 2"), ("used", "area + heads")),
    )
    assert sorted(seen) == sorted(["area + heads", "used * 2", "used + twice", "x * 2"])


def test_what_is_derived_is_no_part_of_the_data():
    _, one = settled(derived=(("a", "rent * 2"), ("b", "a + rent")))
    _, other = settled(derived=(("b", "a + rent"), ("a", "rent * 2")))
    assert one.digest() == other.digest() == THREE.digest()
    assert column(one, "b") == column(other, "b")


def test_derived_columns_are_read_only():
    _, data = settled(derived=(("used", "area + heads"), ("tiny", "heads < 3")))
    for held in (data.columns["used"].data.numerator, data.columns["tiny"].data):
        with pytest.raises(ValueError, match="read-only"):
            held[0] = 1


# ── what is refused ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "circle"),
    [
        ((of("a", "a + 1"),), "a → a"),
        ((of("a", "b"), of("b", "c"), of("c", "a")), "a → b → c → a"),
        ((of("free", "a"), of("b", "a"), of("a", "b")), "b → a → b"),
    ],
)
def test_a_circle_is_named_from_the_first_written_in_the_order_of_need(written, circle):
    with pytest.raises(ScenarioError) as refused:
        settled(*written)
    assert [each.fact("circle") for each in refused.value.problems] == [circle]


def test_two_circles_are_both_told_of():
    written = (of("a", "b"), of("b", "a"), of("c", "d"), of("d", "c"), of("e", "a + c"))
    found = typing_of(Scenario("a", 2014, figures=written))
    assert [[rule.name for rule in circle] for circle in found.circles] == [["a", "b"], ["c", "d"]]
    assert found.order == ()


def test_a_circle_may_run_through_a_column():
    with pytest.raises(ScenarioError) as refused:
        settled(total("all", "used"), derived=(("used", "area * all"),))
    assert refused.value.problems[0].fact("circle") == "all → used → all"


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        (of("x", "rents + 1"), "E201"),
        (total("x", "small"), "E312"),
        (Figure("x", count=parse("rent"), applicants="firms"), "E312"),
        (of("x", "rent"), "E201"),
    ],
    ids=["unknown", "total of yes", "count of money", "a column beside figures alone"],
)
def test_a_fault_of_an_expression_is_told(figure, code):
    with pytest.raises(ScenarioError) as refused:
        settled(figure, Figure("rent_of_all", amount(3)))
    assert [each.code for each in refused.value.problems] == [code]


def test_a_figure_that_is_not_settled_has_no_value():
    with pytest.raises(TypeError, match="not settled"):
        _ = of("x", "1 + 1").quantity
