"""The charts of the year in money: rows that are the ledgers, a mark for each, nothing without time."""

from fractions import Fraction

import pytest

from simulator.charts import CHARTS
from simulator.engine.run import run
from simulator.language import parse
from simulator.reports.report import report
from tests.language.test_ledgers import OPENING, YEAR


def ran(text):
    """Return the result of a scenario."""
    return run(parse({"a.yaml": text}, "a.yaml")[0], {})


@pytest.fixture(scope="module")
def year():
    """Return a year with everything in it."""
    return ran(OPENING + YEAR)


def gids(figure):
    """Return the ids of all marks of a figure."""
    marks = (*figure.axes[0].patches, *figure.axes[0].lines)
    return {each.get_gid() for each in marks if each.get_gid()}


def test_the_rows_of_the_ledgers_are_the_classes_and_the_total(year):
    rows = CHARTS["ledgers"].table(year)
    assert [(row.spending, row.quarter) for row in rows][::4] == [
        ("basic", "Q1"),
        ("project", "Q1"),
        ("", "Q1"),
    ]
    total = year.accounts.ledgers.of("total")
    assert [row.paid_fen for row in rows[-4:]] == list(total.paid)
    assert [row.authorised_fen for row in rows[-4:]] == list(total.authorised)


def test_every_bar_has_a_mark_and_what_waits_has_its_own(year):
    held = ran(OPENING + "cash: {all: {ceilings: {Q4: 50%}}}\n")
    assert {f"paid:{name}:Q{q}" for name in ("basic", "project", "") for q in (1, 2, 3, 4)} <= gids(
        CHARTS["ledgers"].draw(year)
    )
    assert "waiting:project:Q4" in gids(CHARTS["ledgers"].draw(held, "en"))
    assert not any(each.startswith("waiting") for each in gids(CHARTS["ledgers"].draw(ran(OPENING))))


def test_of_many_classes_three_are_drawn_and_the_total():
    many = "".join(f", c{n}: {{amount: 1, pay: evenly}}" for n in range(6))
    result = ran(
        OPENING.replace("city: {amount: 100}", "city: {amount: 106}").replace(
            "}, project", f"}}{many}, project"
        )
    )
    drawn = {each.split(":")[1] for each in gids(CHARTS["ledgers"].draw(result)) if each.startswith("paid")}
    assert drawn == {"basic", "c0", "c1", ""}


def test_the_rows_of_the_pace_are_months_quarters_and_gates(year):
    rows = CHARTS["pace"].table(year)
    assert [row.kind for row in rows].count("month") == 12
    assert [row.by for row in rows if row.kind == "gate"] == ["2014-06", "2014-11"]
    gate = next(row for row in rows if row.by == "2014-11" and row.kind == "gate")
    assert gate.gap == gate.reached - Fraction(9, 10)
    assert gate.behind


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("tail", [YEAR, "pace: {}\n", "pace: {of: spending.basic, strength: must}\n"])
def test_gates_are_marked_where_there_are_any_else_quarters(tail, language):
    marks = gids(CHARTS["pace"].draw(ran(OPENING + tail), language))
    wanted = {"gate:2014-06", "gate:2014-11"} if "gates" in tail else {f"quarter:Q{q}" for q in (1, 2, 3, 4)}
    assert wanted | {"norm"} <= marks
    assert {each for each in marks if each.startswith(("gate", "quarter"))} == wanted


def test_the_finding_is_the_worst_gap_or_that_pace_is_kept(year):
    assert "2014-11" in CHARTS["pace"].draw(year).get_label()
    kept = ran(OPENING + "pace: {of: spending.basic}\n")
    assert CHARTS["pace"].draw(kept, "en").get_label() == "Payments keep pace throughout the year"


def test_without_time_there_is_nothing_to_draw():
    plain = ran(OPENING.replace(", pay: evenly", "").partition("calendar:")[0])
    assert not CHARTS["ledgers"].applies(plain)
    assert not CHARTS["pace"].applies(plain)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_of_such_a_year_is_set(year, language):
    assert report(year, language=language).startswith(b"%PDF")
