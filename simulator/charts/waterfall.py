"""From the base to the changed plan: what each programme gains or loses, adding to the whole difference."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.figure import Figure

from simulator.charts.amounts import printed_under, quanta, shown, shown_change
from simulator.charts.canvas import (
    FAINT,
    LEFT,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Slot,
    open_canvas,
)
from simulator.charts.style import BODY, GIVEN, INK, LOSS, MUTED
from simulator.charts.typeface import wrapped
from simulator.charts.view import View, by_funds_fen, name_of, own_fen, used_fen
from simulator.model.result import Result
from simulator.money import Fen

NAME = "waterfall"
HEADER, PITCH = 0.24, 0.33
LABEL, BARS_FROM, BARS_TO = 2.1, LEFT + 2.25, RIGHT - 1.95
BEFORE_AT, AFTER_AT, CHANGE_AT = Slot(RIGHT - 1.28, 0.5), Slot(RIGHT - 0.66, 0.56), Slot(RIGHT, 0.6)
BAR = 0.17


@dataclass(frozen=True, slots=True)
class Row:
    """One line in fen before and after; `kind` is base, programme, own (a class outside programmes), total.

    `level_fen` is what everything comes to after this line: the base plus all changes so far.
    """

    kind: str
    id: str
    title: str
    before_fen: Fen
    after_fen: Fen
    level_fen: Fen


def rows(view: View) -> tuple[Row, ...]:
    """Return the base, each line that changed (the largest change first), and the changed plan."""
    if view.base is None:
        return ()
    before, after = paid_fen(view.base), paid_fen(view.result)
    changed = sorted(_changes(view.base, view.result), key=lambda line: (-abs(line[4] - line[3]), line[:2]))
    level, table = before, [Row("base", "", "", before, before, before)]
    for kind, identifier, title, old, new in changed:
        level += new - old
        table.append(Row(kind, identifier, title, old, new, level))
    return (*table, Row("total", "", "", after, after, after))


def paid_fen(result: Result) -> Fen:
    """Return what the budget uses and what funds beside it pay in awards, together."""
    return used_fen(result) + by_funds_fen(result)


def plot(view: View) -> Figure:
    """Return the figure."""
    table = rows(view)
    heading = Heading(NAME, _finding(view, table), view.say("waterfall.shows"))
    canvas = open_canvas(view, heading, HEADER + PITCH * len(table))
    _draw_header(view, canvas)
    lowest, scale = _axis(table)
    changes = printed_changes(table)
    for number, row in enumerate(table):
        y = canvas.top + HEADER + (number + 0.5) * PITCH
        x = BARS_FROM + (row.level_fen - lowest) * scale
        _draw_row(view, canvas, row, (x, y), (scale, changes[number]))
        if number + 1 < len(table):
            canvas.rule((x, y + BAR / 2), (x, y + PITCH - BAR / 2), color=MUTED, width=0.5)
    return canvas.figure


def _changes(base: Result, result: Result) -> Iterator[tuple[str, str, str, Fen, Fen]]:
    old = {line[:2]: line for line in _lines(base)}
    new = {line[:2]: line for line in _lines(result)}
    for key in sorted({**old, **new}):
        was = old[key][3] if key in old else 0
        becomes = new[key][3] if key in new else 0
        title = (new.get(key) or old[key])[2]
        if was != becomes:
            yield key[0], key[1], title, was, becomes


def _lines(result: Result) -> Iterator[tuple[str, str, str, Fen]]:
    for each in result.allocation.programmes:
        yield "programme", each.programme, name_of(each.title, each.programme), each.award_fen
    for use in result.allocation.spending:
        yield "own", use.spending, name_of(use.title, use.spending), own_fen(result, use)


def printed_changes(table: tuple[Row, ...]) -> tuple[int, ...]:
    """Return the change of each row in quanta: they add to the printed difference of the two totals."""
    middle = [row.after_fen - row.before_fen for row in table[1:-1]]
    whole = quanta(table[-1].after_fen) - quanta(table[0].after_fen)
    return (0, *printed_under(middle, whole), 0)


def _finding(view: View, table: tuple[Row, ...]) -> str:
    change = quanta(table[-1].after_fen) - quanta(table[0].after_fen)
    gains, losses = (
        sum(sign * (row.after_fen - row.before_fen) > 0 for row in table[1:-1]) for sign in (1, -1)
    )
    key = "waterfall.finding_same" if not change else "waterfall.finding"
    return view.say(
        key,
        base=shown(quanta(table[0].after_fen)),
        total=shown(quanta(table[-1].after_fen)),
        change=shown_change(change),
        gains=gains,
        losses=losses,
    )


def total_name(view: View, kind: str) -> str:
    """Return what the base or the changed total is called, and whether funds are in it."""
    name = view.say(f"waterfall.{kind}")
    results = (each for each in (view.base, view.result) if each is not None)
    return view.say("waterfall.with_funds", name=name) if any(map(by_funds_fen, results)) else name


def _axis(table: tuple[Row, ...]) -> tuple[Fen, float]:
    """Return the smallest level, and the inches of a fen.

    The totals are points, not bars, so the scale may begin near them and small changes stay visible.
    """
    levels = [row.level_fen for row in table]
    return min(levels), (BARS_TO - BARS_FROM) / ((max(levels) - min(levels)) or 1)


def _draw_header(view: View, canvas: Canvas) -> None:
    y = canvas.top + 0.08
    for slot, key in ((BEFORE_AT, "before"), (AFTER_AT, "now"), (CHANGE_AT, "change")):
        canvas.text(slot.right, y, view.say(key), NOTE_RIGHT)
    canvas.across(canvas.top + 0.18)


def _draw_row(
    view: View, canvas: Canvas, row: Row, at: tuple[float, float], drawn: tuple[float, int]
) -> None:
    (x, y), (scale, change) = at, drawn
    if row.kind in {"base", "total"}:
        canvas.text(LEFT, y, total_name(view, row.kind))
        canvas.shape(((x, y - 0.08), (x + 0.08, y), (x, y + 0.08), (x - 0.08, y)), INK, gid=row.kind)
        canvas.amount(BEFORE_AT if row.kind == "base" else AFTER_AT, y, shown(quanta(row.after_fen)))
        return
    name = row.title if row.kind == "programme" else view.say("money_flow.own", name=row.title)
    canvas.lines(LEFT, y, wrapped(name, BODY, LABEL, 2))
    width = (row.after_fen - row.before_fen) * scale
    canvas.bar(Box(x - width, y, width, BAR), GIVEN if width > 0 else LOSS, gid=f"{row.kind}:{row.id}")
    canvas.amount(BEFORE_AT, y, shown(quanta(row.before_fen)), FAINT)
    canvas.amount(AFTER_AT, y, shown(quanta(row.after_fen)), FAINT)
    canvas.amount(CHANGE_AT, y, shown_change(change))
