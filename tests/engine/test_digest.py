"""Laws of the input digest: every change of content shows, no change of spelling or order does."""

from dataclasses import replace
from fractions import Fraction

import pytest

from simulator.engine.digest import canonical, scenario_digest
from simulator.engine.draw import drawn
from simulator.expression import Type, parse
from simulator.language.scalars import quantity
from simulator.model.kinds import Quantity
from simulator.model.scenario import Draw, Figure, Population, Programme, Scenario, Source, Synthetic
from simulator.model.table import ColumnType
from simulator.problems import Place
from simulator.rules.adjust import Cap
from simulator.rules.brackets import Band

FIRMS = Population(
    "firms",
    file="data/firms.csv",
    key="firm_id",
    columns=(("rent", ColumnType(Type("money"), "元")), ("jobs", ColumnType(Type("count")))),
    place=Place("a.yaml", 9, 3),
)
RENT = Programme(
    "rent",
    spending="project",
    applicants="firms",
    eligible=(("pays", parse("rent > 0元")), ("small", parse("jobs <= 300 and jobs > 0"))),
    tags=("post", "small"),
    place=Place("a.yaml", 12, 3),
)
BASE = Scenario(
    id="s",
    year=2014,
    unit="万元",
    sources=(Source("tax", 100, place=Place("a.yaml", 3, 3)), Source("fee", 50)),
    figures=(Figure("rate", Quantity(Fraction(1, 2), "share", "50%")),),
    populations=(FIRMS,),
    programmes=(RENT, Programme("line", spending="project", amount=7)),
)


def digest(scenario: Scenario) -> str:
    return scenario_digest(scenario, {}, 0)


def with_firms(**changes) -> Scenario:
    return replace(BASE, populations=(replace(FIRMS, **changes),))


def with_rent(**changes) -> Scenario:
    return replace(BASE, programmes=(replace(RENT, **changes), BASE.programmes[1]))


@pytest.mark.parametrize(
    "same",
    [
        replace(BASE, sources=BASE.sources[::-1]),
        replace(BASE, programmes=BASE.programmes[::-1]),
        replace(BASE, sources=(replace(BASE.sources[0], place=Place("b.yaml", 1, 1)), BASE.sources[1])),
        with_firms(file="other/name.csv"),
        with_firms(columns=FIRMS.columns[::-1]),
        with_rent(eligible=RENT.eligible[::-1]),
        with_rent(eligible=(("pays", parse("rent>0万元")), ("small", parse("jobs ≤ 300 且 jobs > 0")))),
        replace(BASE, figures=(Figure("rate", Quantity(Fraction(1, 2), "share", "50 %")),)),
    ],
    ids=["sources", "programmes", "place", "file", "columns", "conditions", "spelling", "figure"],
)
def test_order_spelling_and_places_do_not_matter(same: Scenario) -> None:
    assert same != BASE or same.figures == BASE.figures
    assert digest(same) == digest(BASE)


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, id="t"),
        replace(BASE, year=2015),
        replace(BASE, title="题"),
        replace(BASE, sources=(replace(BASE.sources[0], amount=101), BASE.sources[1])),
        replace(BASE, sources=BASE.sources[:1]),
        with_firms(key="id"),
        with_firms(columns=(FIRMS.columns[0], ("jobs", ColumnType(Type("number"))))),
        with_firms(columns=(("rent", ColumnType(Type("money"), "万元")), FIRMS.columns[1])),
        with_rent(eligible=RENT.eligible[:1]),
        with_rent(eligible=(("pays", parse("rent >= 0元")), RENT.eligible[1])),
        with_rent(eligible=(("pays", parse("rent > 1元")), RENT.eligible[1])),
        with_rent(eligible=(("pays", parse("jobs > 0")), RENT.eligible[1])),
        with_rent(tags=("small", "post")),
        replace(BASE, figures=(Figure("rate", Quantity(Fraction(1, 3), "share", "1/3")),)),
        replace(BASE, figures=(Figure("rate", Quantity(Fraction(1, 2), "share", "50.0%")),)),
        replace(BASE, figures=(Figure("rate", Quantity(Fraction(1, 2), "bare", "0.5", 100)),)),
    ],
)
def test_every_change_of_content_shows(other: Scenario) -> None:
    assert digest(other) != digest(BASE)


def test_data_and_seed_are_part_of_the_input() -> None:
    columns = (("rent", Draw("fixed", ColumnType(Type("money")), values=("5元",), weights=(Fraction(1),))),)
    few, many = drawn("firms", Synthetic(2, columns)), drawn("firms", Synthetic(3, columns))
    seen = [
        scenario_digest(BASE, {}, 0),
        scenario_digest(BASE, {}, 1),
        scenario_digest(BASE, {"firms": few}, 0),
        scenario_digest(BASE, {"firms": many}, 0),
        scenario_digest(BASE, {"labs": many}, 0),
    ]
    assert len(dict.fromkeys(seen)) == len(seen)


def test_the_order_of_tables_does_not_matter() -> None:
    one, two = drawn("a", Synthetic(1, ())), drawn("b", Synthetic(2, ()))
    assert scenario_digest(BASE, {"a": one, "b": two}, 0) == scenario_digest(BASE, {"b": two, "a": one}, 0)


def test_what_is_no_part_of_a_scenario_is_our_bug() -> None:
    for foreign in (0.5, {"a": 1}, {1}, object()):
        with pytest.raises(TypeError, match="no part of a scenario"):
            canonical(foreign)


def test_what_the_language_learnt_later_is_no_content_until_it_is_written() -> None:
    assert set(canonical(Cap(5))) == {"is", "amount", "when", "id"}
    assert canonical(Cap(5, over="reject"))["over"] == "reject"
    assert set(canonical(Band(Fraction(1, 2)))) == {"is", "rate", "up_to", "above"}


def test_an_edge_is_the_same_content_in_whatever_unit_it_is_written() -> None:
    written = (quantity("100", "万元"), quantity("100万元"), quantity("1,000,000元"))
    assert [canonical(Band(Fraction(1, 2), up_to=edge))["up_to"] for edge in written] == [10**8] * 3
    assert canonical(Band(Fraction(1, 2), up_to=quantity("2.5")))["up_to"] == "5/2"
