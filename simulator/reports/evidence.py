"""What the figures rest on: published ones that the run must reproduce, and assumptions labelled as such."""

from simulator.charts.amounts import NOTHING
from simulator.charts.view import View
from simulator.model.kinds import Quantity
from simulator.model.result import ExpectationOutcome
from simulator.model.scenario import Expectation
from simulator.reports.blocks import FIT, Column, Paragraph, Row, Section, Table
from simulator.reports.naming import figure_name
from simulator.reports.wording import figure_text, measured_of, quantity_text, say, term

SIGNS = (("is_", ""), ("at_least", "≥ "), ("at_most", "≤ "))


def published(view: View) -> Section | None:
    """Return the published figures beside those of this run; None when none are expected."""
    outcomes = view.result.expectations
    if not outcomes:
        return None
    columns = (
        Column(say(view, "figure")),
        Column(say(view, "path"), "left", 28),
        Column(say(view, "published_as"), "right", FIT),
        Column(say(view, "this_run"), "right", FIT),
        Column(say(view, "state"), "left", FIT),
        Column(say(view, "source"), "left", 44),
    )
    met = sum(each.met for each in outcomes)
    note = Paragraph(say(view, "published.note", met=met, count=len(outcomes)), "note")
    table = Table(columns, tuple(_published_row(view, each) for each in outcomes), small=True)
    return Section(say(view, "published"), (note, table))


def assumptions(view: View) -> Section | None:
    """Return every assumption with its path, note and reliability; None when there is none."""
    found = view.result.scenario.assumptions
    if not found:
        return None
    columns = (
        Column(say(view, "path"), "left", 62),
        Column(say(view, "note")),
        Column(say(view, "reliability"), "left", FIT),
    )
    rows = tuple(Row((each.path, each.note, term(view, each.reliability))) for each in found)
    warning = Paragraph(say(view, "assumptions.warning", count=len(found)), "warning")
    return Section(say(view, "assumptions"), (warning, Table(columns, rows, small=True)))


def _published_row(view: View, each: ExpectationOutcome) -> Row:
    expectation = each.expectation
    like = next((quantity for quantity, _ in _bounds(expectation)), None)
    path, measured = expectation.result, measured_of(view.result, expectation.result)
    written = " ".join(
        sign + quantity_text(quantity, path, measured) for quantity, sign in _bounds(expectation)
    )
    state = "met" if each.met else ("moved" if each.moved else "missed")
    cells = (
        figure_name(view, expectation.result),
        expectation.result,
        written or NOTHING,
        figure_text(view, each.found, expectation.result, like),
        say(view, f"published.{state}"),
        _source(view, expectation),
    )
    return Row(cells, "bad" if state == "missed" else "line")


def _bounds(expectation: Expectation) -> tuple[tuple[Quantity, str], ...]:
    written = ((getattr(expectation, name), sign) for name, sign in SIGNS)
    return tuple((quantity, sign) for quantity, sign in written if quantity is not None)


def _source(view: View, expectation: Expectation) -> str:
    if not expectation.quote:
        return expectation.document or NOTHING
    return say(view, "quoted", document=expectation.document, quote=expectation.quote)
