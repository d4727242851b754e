"""The targets in the report: one row each with its quoted words, and the chart of what is reached."""

from collections.abc import Iterator

from simulator.charts.targets import most_urgent
from simulator.charts.view import View, name_of
from simulator.engine.explain.targets import bound_text, cost_text, short_text, state_word, value_text
from simulator.model.targets import TargetOutcome
from simulator.reports.blocks import FIT, Column, Paragraph, Row, Section, Table
from simulator.reports.pictures import pictures
from simulator.reports.wording import say, term


def targets(view: View) -> Section | None:
    """Return every target with what is reached, asked, short and what closing it costs; None without any."""
    if not view.result.accounts.targets:
        return None
    note = Paragraph(say(view, "targets.note"), "note")
    rows = tuple(_row(view, each) for each in most_urgent(view))
    table = Table(tuple(_columns(view)), rows, small=True)
    return Section(say(view, "targets"), (note, table, *pictures(view, ("targets",))))


def _columns(view: View) -> Iterator[Column]:
    yield Column(say(view, "target"), "left", 38)
    yield Column(say(view, "target_value"), "right", FIT)
    yield Column(say(view, "target_bound"), "right", FIT)
    yield Column(say(view, "target_state"), "left", FIT)
    yield Column(say(view, "target_shortfall"), "right", FIT)
    yield Column(say(view, "target_cost"), "right", FIT)
    yield Column(say(view, "target_quote"))


def _row(view: View, found: TargetOutcome) -> Row:
    name = name_of(found.target.title, found.target.id)
    title = name if found.target.hard else term(view, "target_soft").format(title=name)
    told = (value_text(found), bound_text(found), state_word(found), short_text(found), cost_text(found))
    said = found.target.quote or found.target.text
    return Row(
        (title, *(each.say(view.language) for each in told), said),
        "bad" if found.state == "missed" else "line",
    )
