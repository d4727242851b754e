"""How much room every limit leaves: missed ones first, then those that bind, then by room."""

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure

from simulator.charts.amounts import NOTHING, QUANTUM_FEN, shown, shown_percent
from simulator.charts.canvas import (
    FAINT,
    LEFT,
    NOTE,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Lettering,
    Slot,
    open_canvas,
)
from simulator.charts.style import ASKED, BODY, GIVEN, INK, MISSED, PLAIN
from simulator.charts.typeface import wrapped
from simulator.charts.view import View, name_of
from simulator.engine.explain.lines import times
from simulator.glossary import Language, word
from simulator.model.result import LimitOutcome
from simulator.money import grouped, half_up, plain

NAME = "limits"
MOST = 22
LEAST_SIDE = 0.15
KEY, HEADER, PITCH, LAST = 0.24, 0.22, 0.31, 0.2
LABEL, VALUE_AT, BOUND_AT = 2.3, Slot(LEFT + 3.15, 0.78), Slot(LEFT + 4.05, 0.8)
ROOM_AT = Slot(RIGHT, 0.6)
BARS_FROM, BARS_TO = LEFT + 4.25, RIGHT - 0.72
BAR = 0.13
COLORS = {"missed": MISSED, "binding": GIVEN, "room": ASKED}
STATES = ("missed", "binding", "room")
OWN_BOUNDS = ("envelope.at_least", "envelope.at_most", "amount")


@dataclass(frozen=True, slots=True)
class Row:
    """One limit: what it reached, its nearest bound, and the room left as a share of the bound.

    `room` is negative when missed and None when nothing can be said of it (a ratio of nothing);
    `state` is missed, binding or room.
    """

    name: str
    title: str
    group: str
    kind: str
    hard: bool
    value: Fraction | None
    relation: str
    bound: Fraction
    room: Fraction | None
    state: str


def rows(view: View) -> tuple[Row, ...]:
    """Return every limit, the tightest first, ties by name and group."""
    return tuple(sorted(map(_row, view.result.limits), key=_tightness))


def plot(view: View) -> Figure:
    """Return the figure: the tightest limits, and a note on those left out."""
    table = rows(view)
    shown_rows, left_out = table[:MOST], table[MOST:]
    heading = Heading(NAME, _finding(view, table), view.say("limits.shows"))
    body = KEY + HEADER + PITCH * len(shown_rows) + (LAST if left_out else 0)
    canvas = open_canvas(view, heading, body)
    _draw_key(view, canvas)
    zero, reach = _axis(shown_rows)
    _draw_header(view, canvas)
    first = canvas.top + KEY + HEADER
    canvas.rule((zero, first), (zero, first + PITCH * len(shown_rows)), color=INK)
    for number, row in enumerate(shown_rows):
        _draw_row(view, canvas, row, first + (number + 0.5) * PITCH, (zero, reach))
    if left_out:
        note = view.say("limits.left_out", count=len(left_out))
        canvas.text(LEFT, canvas.bottom - LAST / 2 + 0.03, note, NOTE)
    return canvas.figure


def amount_text(value: Fraction | None, kind: str) -> str:
    """Return a measure as print has it: money in 万元, a ratio in per cent or as a multiple, a count."""
    if value is None:
        return NOTHING
    texts = {
        "money": lambda: shown(half_up(value / QUANTUM_FEN)),
        "ratio": lambda: shown_percent(value, 2),
        "multiple": lambda: times(value),
    }
    return texts.get(kind, lambda: grouped(plain(value)))()


def limit_name(limit: LimitOutcome | Row, language: Language) -> str:
    """Return what a limit is called, with its group when it is repeated."""
    name = name_of(limit.title, limit.name) + _which_bound(limit.name, language)
    return word("chart.of_group").say(language).format(name=name, group=limit.group) if limit.group else name


def _which_bound(name: str, language: Language) -> str:
    """Return which bound of its owner a limit is, for those that carry their owner's title."""
    tail = next((tail for tail in OWN_BOUNDS if name.endswith(f".{tail}")), None)
    return word(f"chart.limits.{tail}").say(language) if tail and not name.startswith("constraints.") else ""


def room_of(limit: LimitOutcome) -> Fraction | None:
    """Return the room a limit leaves as a share of its bound, negative when missed.

    A bound of zero has no share: there the room is 0 when it is reached exactly, else one whole either way.
    """
    if limit.value is None:
        return None
    over = limit.value - limit.bound
    room = over if limit.relation in {"≥", ">"} else -over
    if limit.bound:
        return room / abs(limit.bound)
    return Fraction((room > 0) - (room < 0))


def state_of(limit: LimitOutcome) -> str:
    """Return missed, binding or room."""
    return "missed" if not limit.met else ("binding" if limit.binding else "room")


def _row(limit: LimitOutcome) -> Row:
    return Row(
        limit.name,
        limit.title,
        limit.group,
        limit.told_as,
        limit.hard,
        limit.value,
        limit.relation,
        limit.bound,
        room_of(limit),
        state_of(limit),
    )


def _tightness(row: Row) -> tuple[int, Fraction, str, str]:
    return STATES.index(row.state), Fraction(10**9) if row.room is None else row.room, row.name, row.group


def _finding(view: View, table: tuple[Row, ...]) -> str:
    counts = {state: sum(row.state == state for row in table) for state in STATES}
    key = "limits.finding_missed" if counts["missed"] else "limits.finding"
    return view.say(key, count=len(table), **counts)


def _axis(table: tuple[Row, ...]) -> tuple[float, float]:
    """Return where the bound stands, and the inches of a whole bound of room; misses go left of it."""
    rooms = [_drawn_room(row) for row in table]
    left = max(LEAST_SIDE, -min(rooms)) if min(rooms) < 0 else 0.0
    right = max(LEAST_SIDE, *rooms)
    reach = (BARS_TO - BARS_FROM) / (left + right)
    return BARS_FROM + left * reach, reach


def _drawn_room(row: Row) -> float:
    return 0.0 if row.room is None else float(max(Fraction(-1), min(Fraction(1), row.room)))


def _draw_key(view: View, canvas: Canvas) -> None:
    x = LEFT
    for state in STATES:
        x = canvas.key(x, canvas.top + 0.08, COLORS[state], view.say(f"limits.{state}"))


def _draw_header(view: View, canvas: Canvas) -> None:
    y = canvas.top + KEY + 0.08
    canvas.text(VALUE_AT.right, y, view.say("value"), NOTE_RIGHT)
    canvas.text(BOUND_AT.right, y, view.say("bound"), NOTE_RIGHT)
    canvas.text(RIGHT, y, view.say("room"), NOTE_RIGHT)
    canvas.across(canvas.top + KEY + 0.18)


def _draw_row(view: View, canvas: Canvas, row: Row, y: float, axis: tuple[float, float]) -> None:
    zero, reach = axis
    ink = MISSED if row.state == "missed" else INK
    canvas.lines(LEFT, y, wrapped(limit_name(row, view.language), BODY, LABEL, 2), Lettering(color=ink))
    canvas.amount(VALUE_AT, y, amount_text(row.value, row.kind), Lettering(color=ink, align="right"))
    canvas.amount(BOUND_AT, y, f"{row.relation} {amount_text(row.bound, row.kind)}", FAINT)
    box = Box(zero, y, _drawn_room(row) * reach, BAR)
    canvas.bar(box, COLORS[row.state], gid=f"limit:{row.name}:{row.relation}:{row.group}")
    _draw_mark(canvas, row, (zero + min(0.0, box.width), y))
    canvas.amount(
        ROOM_AT, y, _room_text(row), Lettering(color=PLAIN if row.state == "room" else ink, align="right")
    )


def _draw_mark(canvas: Canvas, row: Row, at: tuple[float, float]) -> None:
    """Mark a limit that binds (a diamond on the bound) or is missed (an arrow), however short its bar."""
    x, y = at
    if row.state == "binding":
        canvas.shape(((x, y - 0.07), (x + 0.07, y), (x, y + 0.07), (x - 0.07, y)), GIVEN)
    if row.state == "missed":
        canvas.shape(((x - 0.1, y), (x, y - 0.075), (x, y + 0.075)), MISSED)


def _room_text(row: Row) -> str:
    return NOTHING if row.room is None else shown_percent(row.room)
