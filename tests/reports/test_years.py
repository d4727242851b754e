"""The years of a report: balances to the fen, programmes that add as printed, nothing for a single year."""

from fractions import Fraction

from simulator.charts.view import View
from simulator.model.horizon import Balance, Graded, YearTold
from simulator.reports.blocks import Table
from simulator.reports.years import YEARS_A_TABLE, years
from tests.charts.examples import longgang
from tests.cli.running import SCENARIOS, simulator

VIEW = View(longgang())


def told(count: int, fen: int = 333_333) -> list[YearTold]:
    """Return so many years of three programmes that get the same odd sum."""
    awards = tuple((name, name.upper(), fen) for name in ("a", "b", "c"))
    return [
        YearTold(2014 + at, Balance(2014 + at, 10**8 + 1, 7, 5, 1, 10**8 + 2), (), awards)
        for at in range(count)
    ]


def tables(count: int) -> list[Table]:
    """Return the tables of so many years."""
    section = years(VIEW, told(count))
    assert section is not None
    return [each for each in section.blocks if isinstance(each, Table)]


def test_a_single_year_has_no_section():
    assert years(VIEW, told(1)) is None
    assert years(VIEW, ()) is None


def test_balances_are_told_to_the_fen():
    balances = tables(2)[0]
    told_to_the_fen = ("100.000001万元", "0.000007万元", "0.000005万元", "0.000001万元", "100.000002万元")
    assert balances.rows[0].cells == ("2014", *told_to_the_fen)


def test_the_programmes_of_a_year_add_as_printed():
    rows = [row.cells for row in tables(2)[1].rows]
    numbers = [[float(cell) for cell in row[1:]] for row in rows]
    assert [sum(column[:-1]) for column in zip(*numbers, strict=True)] == list(numbers[-1])
    assert numbers[-1] == [1.0, 1.0]


def test_many_years_go_on_in_a_table_below():
    _, first, second = tables(YEARS_A_TABLE + 2)
    assert [column.title for column in first.columns[1:]] == [str(2014 + at) for at in range(YEARS_A_TABLE)]
    assert [column.title for column in second.columns[1:]] == ["2020", "2021"]


def test_what_an_evaluation_did_is_told_in_its_year():
    first, second = told(2)
    graded = (Graded("programmes.a", "paid_share", Fraction(1, 10), Fraction(9, 10)),)
    section = years(VIEW, [first, YearTold(second.year, second.balance, graded, second.awards)])
    assert section is not None
    graded_table = next(each for each in reversed(section.blocks) if isinstance(each, Table))
    assert [row.cells for row in graded_table.rows] == [("2015", "a", "支付进度", "10.0%", "90.0%")]


def test_the_report_of_a_scenario_with_a_horizon_has_its_years(tmp_path) -> None:
    done = simulator("report", str(SCENARIOS / "longgang_2014_years.yaml"), "--out", str(tmp_path / "a.pdf"))
    assert done.code == 0, done.err
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
