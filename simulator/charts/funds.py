"""What each fund holds at the end of every quarter, beside what came in, came back and went out."""

from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from simulator.charts.amounts import quanta, shown_change, shown_fen
from simulator.charts.canvas import (
    LEFT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Lettering,
    open_canvas,
)
from simulator.charts.style import ASKED, BODY, GIVEN, INK, LOSS, MUTED, SMALL, TINY, UNSPENT
from simulator.charts.typeface import text_width, wrapped
from simulator.charts.view import View, name_of
from simulator.engine.explain.lines import times
from simulator.model.funds import FundOutcome, FundQuarter
from simulator.model.moments import QUARTERS, quarter_text
from simulator.money import Fen

NAME = "funds"
MOST_QUARTERS = 8
KEY, NAMED, TALL, FOOT = 0.26, 0.3, 1.25, 0.42
"""Inches: the key, a fund's name, its columns, and the periods below them with the room after."""
ABOVE = 0.2
HELD, MOVED = 0.3, 0.12
"""The widths of a column and of a narrow one, as parts of a period's room."""
INKS = {"balance": ASKED, "in": GIVEN, "recovered": UNSPENT, "out": LOSS}
TEXT = Lettering(TINY, INK, "center")


@dataclass(frozen=True, slots=True)
class Row:
    """One period of one fund in fen: a quarter, or a whole year where there are many quarters."""

    fund: str
    title: str
    period: str
    opening_fen: Fen
    in_fen: Fen
    recovered_fen: Fen
    out_fen: Fen
    closing_fen: Fen


def rows(view: View) -> tuple[Row, ...]:
    """Return the periods of every fund, in the order written and then in time."""
    year = view.result.scenario.year
    return tuple(row for each in view.result.accounts.funds for row in _periods(each, year))


def plot(view: View) -> Figure:
    """Return the figure: a panel a fund, each on its own scale, whose zero is the line it stands on."""
    funds = view.result.accounts.funds
    heading = Heading(NAME, _finding(view, funds), view.say("funds.shows"))
    canvas = open_canvas(view, heading, KEY + len(funds) * (NAMED + TALL + FOOT))
    _draw_key(view, canvas)
    for number, each in enumerate(funds):
        top = canvas.top + KEY + number * (NAMED + TALL + FOOT)
        _draw_fund(view, canvas, each, top)
    return canvas.figure


def _periods(found: FundOutcome, year: int) -> tuple[Row, ...]:
    title = name_of(found.title, found.fund)
    size = 1 if len(found.quarters) <= MOST_QUARTERS else QUARTERS
    parts = (found.quarters[at : at + size] for at in range(0, len(found.quarters), size))
    return tuple(_row(found.fund, title, part, year) for part in parts)


def _row(fund: str, title: str, part: tuple[FundQuarter, ...], year: int) -> Row:
    first = part[0].quarter
    period = quarter_text(first, year) if len(part) == 1 else str(year + first // QUARTERS)
    return Row(
        fund,
        title,
        period,
        part[0].opening_fen,
        sum(each.in_fen for each in part),
        sum(each.recovered_fen for each in part),
        sum(each.out_fen for each in part),
        part[-1].closing_fen,
    )


def _finding(view: View, funds: tuple[FundOutcome, ...]) -> str:
    opening = shown_fen(sum(each.opening_fen for each in funds))
    closing = shown_fen(sum(each.quarters[-1].closing_fen for each in funds))
    if len(funds) == 1:
        name = name_of(funds[0].title, funds[0].fund)
        return view.say("funds.finding", name=name, opening=opening, closing=closing)
    return view.say("funds.finding_many", count=len(funds), opening=opening, closing=closing)


def _draw_key(view: View, canvas: Canvas) -> None:
    x = LEFT
    for name, ink in INKS.items():
        x = canvas.key(x, canvas.top + 0.08, ink, view.say(f"funds.{name}"))


# ── one fund ───────────────────────────────────────────────────────────────────────────────────────


def _draw_fund(view: View, canvas: Canvas, found: FundOutcome, top: float) -> None:
    periods = _periods(found, view.result.scenario.year)
    _draw_name(view, canvas, found, top)
    base = top + NAMED + TALL
    reach = (TALL - ABOVE) / _largest(periods)
    room = (RIGHT - LEFT) / (len(periods) + 1)
    canvas.rule((LEFT, base), (RIGHT, base), color=INK)
    _draw_opening(view, canvas, periods[0], (LEFT + room / 2, base, room, reach))
    for number, row in enumerate(periods):
        _draw_period(canvas, row, (LEFT + (number + 1.5) * room, base, room, reach))


def _largest(periods: tuple[Row, ...]) -> float:
    """Return the largest amount of a fund as a length's worth; one fen where nothing ever moves."""
    amounts = (
        fen
        for row in periods
        for fen in (row.opening_fen, row.closing_fen, row.in_fen + row.recovered_fen, row.out_fen)
    )
    return float(max(1, *amounts))


def _draw_name(view: View, canvas: Canvas, found: FundOutcome, top: float) -> None:
    name = wrapped(name_of(found.title, found.fund), BODY, (RIGHT - LEFT) * 0.7, 1)
    canvas.lines(LEFT, top + 0.12, name)
    if found.leverage is not None:
        leverage = view.say("funds.leverage", leverage=times(found.leverage).removesuffix("x"))
        canvas.text(RIGHT, top + 0.12, leverage, Lettering(SMALL, MUTED, "right"))


def _draw_opening(view: View, canvas: Canvas, row: Row, at: tuple[float, float, float, float]) -> None:
    x, base, room, reach = at
    _column(canvas, (x, base), (HELD * room, row.opening_fen * reach), "balance", f"{row.fund}:opening")
    _amount(canvas, (x, base - row.opening_fen * reach - 0.07), row.opening_fen, room)
    canvas.text(x, base + 0.12, view.say("funds.opening"), replace(TEXT, color=MUTED))


def _draw_period(canvas: Canvas, row: Row, at: tuple[float, float, float, float]) -> None:
    """Draw what is held at the end to the right, what moved to the left of it, on the fund's own scale."""
    x, base, room, reach = at
    gid = f"{row.fund}:{row.period}"
    held, narrow = x + 0.16 * room, x - 0.12 * room
    _column(canvas, (held, base), (HELD * room, row.closing_fen * reach), "balance", gid)
    _amount(canvas, (held, base - row.closing_fen * reach - 0.07), row.closing_fen, room * 0.75)
    middle = base - row.in_fen * reach
    _column(canvas, (narrow, base), (MOVED * room, row.in_fen * reach), "in", f"{gid}:in")
    _column(canvas, (narrow, middle), (MOVED * room, row.recovered_fen * reach), "recovered", f"{gid}:back")
    _column(canvas, (narrow - 0.16 * room, base), (MOVED * room, row.out_fen * reach), "out", f"{gid}:out")
    canvas.text(x, base + 0.12, row.period, replace(TEXT, color=MUTED))
    moved = (shown_change(quanta(fen)) for fen in (row.in_fen, row.recovered_fen, -row.out_fen) if fen)
    _fitted(canvas, (x, base + 0.26), "  ".join(moved), room * 0.95)


def _column(
    canvas: Canvas, foot: tuple[float, float], size: tuple[float, float], name: str, gid: str
) -> None:
    """Fill a column that stands on its foot; one of nothing is not drawn."""
    (x, base), (width, height) = foot, size
    if height:
        canvas.bar(Box(x - width / 2, base - height / 2, width, height), INKS[name], gid=f"fund:{gid}")


def _amount(canvas: Canvas, at: tuple[float, float], fen: Fen, room: float) -> None:
    """Set an amount over its column."""
    _fitted(canvas, at, shown_fen(fen), room)


def _fitted(canvas: Canvas, at: tuple[float, float], text: str, room: float) -> None:
    """Set a text in the middle of its room, smaller where that is narrow."""
    if text:
        size = TINY * min(1.0, room / text_width(text, TINY))
        canvas.text(*at, text, replace(TEXT, size=size))
