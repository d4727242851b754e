"""Beside what is granted: which other figures of a result an overlay moves, each before and after."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from simulator.charts.amounts import NOTHING, shown_percent
from simulator.charts.view import View
from simulator.model.accounts import Measured
from simulator.model.result import Result
from simulator.money import MINUS
from simulator.reports.blocks import FIT, Block, Column, Paragraph, Row, Table
from simulator.reports.naming import figure_name
from simulator.reports.wording import SHARES, figure_text, measured_of, say

MOST = 24
_OF_FUNDS = (
    "closing|closing\\.[0-9]{4}Q4|awards|losses|after_losses|leverage|uncovered|triggered_after_losses"
)
TOLD = re.compile(
    "programmes\\..+|constraints\\..+|figures\\..+"
    f"|funds\\.[^.]+\\.({_OF_FUNDS})"
    "|ledgers\\.total\\.(paid|waiting)(\\.Q[1-4])?"
    "|pace\\.Q[1-4]\\.(reached|gap)"
    "|targets\\.[^.]+\\.(value|shortfall)"
)
"""The figures that are told: of funds and ledgers there are hundreds, most of them one the sum of others."""
Figures = Mapping[str, Measured]


class Moved(NamedTuple):
    """One figure that moved: its path, and what it was and is; None where there is none."""

    path: str
    before: Fraction | None
    after: Fraction | None


def moved(view: View) -> tuple[Moved, ...]:
    """Return the figures that an overlay moves, in the order of the result; () without a base."""
    if view.base is None:
        return ()
    old, new = _figures(view.base), _figures(view.result)
    pairs = ((path, old.get(path), new.get(path)) for path in dict.fromkeys((*old, *new)))
    return tuple(
        Moved(path, before and before.value, after and after.value)
        for path, before, after in pairs
        if (before and before.value) != (after and after.value)
    )


def moved_blocks(view: View) -> Iterator[Block]:
    """Yield the table of what else moved, and how many figures it leaves out; nothing where nothing did."""
    found = moved(view)
    if not found:
        return
    columns = (
        Column(say(view, "figure")),
        Column(say(view, "before"), "right", FIT),
        Column(say(view, "after"), "right", FIT),
        Column(say(view, "change"), "right", FIT),
    )
    yield Table(columns, tuple(_row(view, each) for each in found[:MOST]), say(view, "moved"), small=True)
    if len(found) > MOST:
        yield Paragraph(say(view, "moved.more", count=len(found) - MOST), "note")


def _figures(result: Result) -> Figures:
    of_year = ((path, found) for path, found in result.accounts.figures if TOLD.fullmatch(path))
    return {**dict(_counts(result)), **dict(_named(result)), **dict(_limits(result)), **dict(of_year)}


def _counts(result: Result) -> Iterator[tuple[str, Measured]]:
    for each in result.allocation.programmes:
        if not each.is_line:
            yield f"programmes.{each.programme}.awards", Measured(Fraction(each.awards), "count")


def _named(result: Result) -> Iterator[tuple[str, Measured]]:
    for each in result.scenario.figures:
        yield f"figures.{each.id}.value", Measured(each.quantity.value, each.quantity.kind)


def _limits(result: Result) -> Iterator[tuple[str, Measured]]:
    for each in result.limits:
        if each.name.startswith("constraints.") and not each.group:
            yield f"{each.name}.value", Measured(each.value, each.told_as)


def _row(view: View, each: Moved) -> Row:
    cells = (_text(view, each.path, value) for value in (each.before, each.after))
    return Row((figure_name(view, each.path), *cells, _change(view, each)))


def _text(view: View, path: str, value: Fraction | None) -> str:
    return NOTHING if value is None else figure_text(view, value, path)


def _change(view: View, each: Moved) -> str:
    if each.before is None or each.after is None:
        return NOTHING
    change = each.after - each.before
    measured = measured_of(view.result, each.path)
    if measured is not None and measured.kind in SHARES:
        told = shown_percent(abs(change), 2).replace("%", say(view, "points_unit"))
    else:
        told = figure_text(view, abs(change), each.path)
    return f"{'+' if change > 0 else MINUS}{told}"
