"""Laws of synthetic populations: the means asked for, exact totals, streams that nothing else moves."""

import hashlib
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.draw import draw, drawn
from simulator.exact import Exact
from simulator.expression import Kind, Type
from simulator.model.scenario import Draw, Population, Synthetic
from simulator.model.table import ColumnType, Table
from simulator.problems import FindingError

WAN = 1_000_000  # fen
MANY = 20_000


def of(kind: Kind, word: str, **settings_of) -> Draw:
    """Return a draw; whole numbers are made exact."""
    exact = {
        name: Fraction(value) if isinstance(value, int) else value for name, value in settings_of.items()
    }
    return Draw(word, ColumnType(Type(kind, exact.pop("categories", ()))), **exact)


RENT = of("money", "lognormal", mean=26 * WAN, sd=24 * WAN)
STRATEGIC = of("yes_no", "choice", values=("是", "否"), weights=(Fraction(3, 10), Fraction(7, 10)))
ZERO_SHARES = st.fractions(0, Fraction(1, 2), max_denominator=10_000)
JOBS = of("count", "normal", mean=9, sd=4)


def column(how: Draw, count: int = 200, seed: int = 0) -> list:
    data = drawn("firms", Synthetic(count, (("x", how),)), seed).columns["x"].data
    return list(data.fractions()) if isinstance(data, Exact) else data.tolist()


def mean_and_sd(how: Draw) -> tuple[float, float]:
    values = np.array([float(each) for each in column(how, MANY)])
    return float(values.mean()), float(values.std())


# ── what is asked for comes out ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("mean", "sd"), [(26, 24), (210, 420), (1041, 2500), (5, 1)])
def test_a_lognormal_column_has_its_mean_and_spread(mean: int, sd: int) -> None:
    found_mean, found_sd = mean_and_sd(replace(RENT, mean=Fraction(mean * WAN), sd=Fraction(sd * WAN)))
    assert found_mean == pytest.approx(mean * WAN, rel=0.05)
    assert found_sd == pytest.approx(
        sd * WAN, rel=0.25
    )  # the spread of so skewed a sample is itself uncertain


def test_a_normal_column_has_its_mean_and_spread() -> None:
    found_mean, found_sd = mean_and_sd(of("number", "normal", mean=74, sd=9, round_to=Fraction(1, 10)))
    assert found_mean == pytest.approx(74, abs=0.2)
    assert found_sd == pytest.approx(9, abs=0.15)


def test_a_normal_value_below_zero_is_drawn_as_zero() -> None:
    values = column(of("count", "normal", mean=0, sd=5), 2000)
    assert min(values) == 0
    assert values.count(0) == pytest.approx(1080, abs=120)  # one half, and what rounds to zero


def test_every_value_between_the_bounds_comes_equally_often() -> None:
    values = column(of("count", "uniform", low=2, high=7), 60_000)
    counts = [values.count(each) for each in range(2, 8)]
    assert sum(counts) == 60_000
    assert sum((each - 10_000) ** 2 / 10_000 for each in counts) < 20.5


def test_uniform_dates_stay_within_their_days() -> None:
    low, high = date(2014, 3, 3).toordinal(), date(2014, 4, 30).toordinal()
    values = column(of("date", "uniform", low=low, high=high), 2000)
    assert (min(values), max(values)) == (low, high)
    assert all(each.denominator == 1 for each in values)


def test_a_choice_follows_its_weights() -> None:
    assert column(STRATEGIC, MANY).count(True) == pytest.approx(0.3 * MANY, rel=0.05)


def test_a_choice_of_categories_keeps_the_declared_codes() -> None:
    how = of(
        "category", "choice", values=("乙", "甲"), weights=(Fraction(0), Fraction(1)), categories=("甲", "乙")
    )
    assert set(column(how)) == {0}


def test_a_choice_without_weights_is_even() -> None:
    values = column(of("text", "choice", values=("a", "b", "c")), 30_000)
    assert [values.count(each) for each in "abc"] == pytest.approx([10_000] * 3, rel=0.05)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("money", "50元", 5000),
        ("count", "7", 7),
        ("share", "12.5%", Fraction(1, 8)),
        ("number", "2.5", Fraction(5, 2)),
        ("date", "2014-06-30", date(2014, 6, 30).toordinal()),
        ("yes_no", "yes", True),
        ("text", "街道", "街道"),
    ],
)
def test_a_fixed_column_says_the_same_in_every_row(kind: Kind, text: str, value: object) -> None:
    assert column(of(kind, "fixed", values=(text,), weights=(Fraction(1),)), 3) == [value] * 3


def test_the_share_of_zero_rows_is_as_asked_and_the_rest_unmoved() -> None:
    plain, thinned = column(RENT, MANY), column(replace(RENT, zero=Fraction(1, 4)), MANY)
    assert thinned.count(0) == pytest.approx(MANY / 4, rel=0.05)
    assert all(after in (0, before) for before, after in zip(plain, thinned, strict=True))


@given(st.sampled_from([1, 100, 10_000, 12_345]))
def test_values_are_rounded_to_their_step(step: int) -> None:
    rounded = column(replace(RENT, round_to=Fraction(step)))
    assert all(value % step == 0 for value in rounded)
    assert all(abs(value - plain) * 2 <= step for value, plain in zip(rounded, column(RENT), strict=True))


def test_a_share_is_drawn_to_a_hundredth_of_a_percent() -> None:
    values = column(of("share", "uniform", low=Fraction(1, 10), high=Fraction(3, 10)))
    assert all(Fraction(1, 10) <= value <= Fraction(3, 10) for value in values)
    assert len(dict.fromkeys(values)) > 100
    assert all((value * 10_000).denominator == 1 for value in values)


# ── exact totals ───────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**13), st.sampled_from([1, 100, 10_000]), ZERO_SHARES)
def test_a_total_is_met_to_the_fen(total: int, step: int, zero: Fraction) -> None:
    how = replace(RENT, total=Fraction(total), round_to=Fraction(step), zero=zero)
    values = column(how, 300)
    assert sum(values) == total
    if total % step == 0:
        assert all(value % step == 0 for value in values)


def test_a_total_keeps_the_proportions_drawn() -> None:
    plain, scaled = column(RENT), column(replace(RENT, total=Fraction(10**12)))
    whole = sum(plain)
    assert all(abs(after - before * 10**12 / whole) < 1 for before, after in zip(plain, scaled, strict=True))


def test_the_published_total_of_2307_firms_is_met() -> None:
    how = of("money", "lognormal", mean=1041 * WAN, sd=2500 * WAN, total=1201 * 100 * WAN)
    values = column(how, 2307)
    assert sum(values) == 120_100_000_000
    assert min(values) >= 0


# ── nothing else moves a value ─────────────────────────────────────────────────────────────────────


@settings(deadline=None)
@given(
    st.integers(1, 60),
    st.integers(0, 60),
    st.sampled_from([RENT, STRATEGIC, of("count", "normal", mean=9, sd=4)]),
)
def test_more_applicants_move_no_other(count: int, more: int, how: Draw) -> None:
    assert column(how, count + more)[:count] == column(how, count)


def test_a_tenth_of_a_thousandth_applicant_moves_no_other_even_where_ids_grow_longer() -> None:
    few, many = column(RENT, 9_999), column(RENT, 10_000)
    assert many[:9_999] == few


def test_more_columns_and_another_order_move_no_column() -> None:
    alone = drawn("firms", Synthetic(50, (("rent", RENT),)))
    beside = drawn("firms", Synthetic(50, (("strategic", STRATEGIC), ("rent", RENT))))
    assert alone.columns["rent"].data.fractions() == beside.columns["rent"].data.fractions()


def test_each_column_population_and_seed_has_numbers_of_its_own() -> None:
    columns = tuple((name, RENT) for name in ("a", "b"))
    tables = (
        drawn("firms", Synthetic(20, columns)),
        drawn("labs", Synthetic(20, columns)),
        drawn("firms", Synthetic(20, columns, seed=1)),
        drawn("firms", Synthetic(20, columns), seed=1),
    )
    seen = [each.columns[name].data.fractions() for each in tables for name in ("a", "b")]
    assert len(dict.fromkeys(seen)) == len(seen)


def test_ids_are_the_prefix_and_a_number_in_order() -> None:
    assert drawn("labs", Synthetic(3, (), prefix="L")).ids == ("L0001", "L0002", "L0003")
    ids = drawn("labs", Synthetic(10_000, (), prefix="L")).ids
    assert (ids[0], ids[-1], list(ids)) == ("L00001", "L10000", sorted(ids))


GOLDEN = "1841ae021dc463a4db918593d04564bffd253e55a71f3bd8bef5dc6331c944b9"


def golden() -> Table:
    columns = (
        ("rent", replace(RENT, zero=Fraction(1, 4), round_to=Fraction(100))),
        ("rd_spend", replace(RENT, total=Fraction(10**10))),
        ("score", of("number", "normal", mean=74, sd=9, round_to=Fraction(1, 2))),
        ("jobs", of("count", "uniform", low=1, high=300)),
        ("strategic", STRATEGIC),
    )
    return drawn("firms", Synthetic(100, columns, seed=2014), seed=7)


def test_a_draw_is_the_same_on_every_machine() -> None:
    table = golden()
    texts = {
        name: " ".join(
            map(str, each.data.fractions() if isinstance(each.data, Exact) else each.data.tolist())
        )
        for name, each in table.columns.items()
    }
    assert {name: " ".join(text.split()[:3]) for name, text in texts.items()} == {
        "jobs": "156 72 279",
        "rd_spend": "119037399 71816773 385929227",
        "rent": "10577800 21471400 19060400",
        "score": "129/2 80 137/2",
        "strategic": "False False True",
    }
    content = "\n".join(f"{name} {texts[name]}" for name in sorted(texts))
    assert hashlib.sha256(content.encode()).hexdigest() == GOLDEN


# ── the tables of a run ────────────────────────────────────────────────────────────────────────────


def test_a_table_that_is_given_stays_and_the_others_are_drawn_and_labelled() -> None:
    given_table = drawn("real", Synthetic(2, ()))
    populations = (
        Population("real", file="real.csv"),
        Population("invented", synthetic=Synthetic(5, (("rent", RENT),))),
        Population("framed", synthetic=Synthetic(5, ())),
    )
    tables = draw(populations, {"real": given_table, "framed": given_table, "other": given_table})
    assert list(tables) == ["real", "invented", "framed"]
    assert tables["real"] is given_table
    assert tables["framed"] is given_table
    assert tables["invented"].synthetic
    assert len(tables["invented"]) == 5


def test_a_population_without_data_is_our_bug() -> None:
    with pytest.raises(KeyError):
        draw((Population("real", file="real.csv"),), {})


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (of("money", "lognormal", mean=0, sd=1), "D451"),
        (of("money", "lognormal", mean=5, sd=-1), "D451"),
        (of("money", "normal", mean=5, sd=-1), "D451"),
        (of("count", "uniform", low=5, high=4), "D452"),
        (of("text", "choice", values=("a", "b"), weights=(Fraction(1),)), "D453"),
        (of("text", "choice", values=("a", "b"), weights=(Fraction(0), Fraction(0))), "D453"),
        (of("text", "choice", values=("a", "b"), weights=(Fraction(2), Fraction(-1))), "D453"),
        (of("text", "choice", values=()), "D453"),
        (replace(RENT, total=Fraction(5), zero=Fraction(1)), "D454"),
        (replace(RENT, total=Fraction(-5)), "D454"),
        (replace(RENT, round_to=Fraction(0)), "D455"),
        (of("count", "choice", values=("three",)), "D456"),
        (of("money", "lognormal", mean=10**25, sd=1), "M401"),
        (of("count", "uniform", low=0, high=2**70), "D452"),
        (replace(RENT, zero=Fraction(1, 10**30)), "D453"),
        (of("text", "choice", values=("a",), weights=(Fraction(1, 10**30) + 1,)), "D453"),
    ],
)
def test_a_column_that_cannot_be_drawn_is_named(how: Draw, code: str) -> None:
    with pytest.raises(FindingError) as caught:
        column(how)
    assert caught.value.code == code
