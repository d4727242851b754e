"""What a few applicants are owed by several programmes, one beside the other: readings of one clause."""

from collections.abc import Iterator

from simulator.charts.amounts import NOTHING, shown_fen
from simulator.charts.view import View, name_of
from simulator.model.result import ProgrammeAllocation
from simulator.reports.blocks import Column, Row, Table
from simulator.reports.wording import say

MOST_APPLICANTS, MOST_PROGRAMMES = 12, 7


def side_by_side(view: View) -> Iterator[Table]:
    """Yield a table a list of few applicants that several programmes draw on: a row each, a column each.

    Each claim is printed by itself, half-up to 0.01 of 10,000 yuan.
    """
    lists = dict.fromkeys(each.applicants for each in view.result.scenario.programmes if each.applicants)
    for name in lists:
        held = tuple(
            view.result.allocation.of(each.id)
            for each in view.result.scenario.programmes
            if each.applicants == name
        )
        if _is_full(held) and 1 < len(held) <= MOST_PROGRAMMES and 0 < len(held[0].ids) <= MOST_APPLICANTS:
            yield _table(view, held)


def _is_full(held: tuple[ProgrammeAllocation, ...]) -> bool:
    """Return whether most of them owe most of the list something: else nothing is to be compared."""
    owed = sum(int((each.entitlement > 0).sum()) for each in held)
    return 2 * owed > sum(len(each.ids) for each in held)


def _table(view: View, held: tuple[ProgrammeAllocation, ...]) -> Table:
    titles = (name_of(each.title, each.programme) for each in held)
    columns = (
        Column(say(view, "applicant"), "left", 28),
        *(Column(title, "right", 0) for title in titles),
    )
    rows = tuple(_row(held, applicant) for applicant in held[0].ids)
    return Table(columns, rows, say(view, "side_by_side"), small=True)


def _row(held: tuple[ProgrammeAllocation, ...], applicant: str) -> Row:
    owed = (int(each.entitlement[each.ids.index(applicant)]) for each in held)
    return Row((applicant, *(shown_fen(fen) if fen else NOTHING for fen in owed)))
