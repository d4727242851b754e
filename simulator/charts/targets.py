"""What is reached of every target against its bound: a bullet a row, its state by form and by colour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin
from types import MappingProxyType

from matplotlib.figure import Figure

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
from simulator.charts.style import (
    ASKED,
    BODY,
    GIVEN,
    INK,
    MISSED,
    MUTED,
    PAPER,
    PLAIN,
    SMALL,
    UNSPENT,
    UNSPENT_TINT,
)
from simulator.charts.typeface import text_width, wrapped
from simulator.charts.view import View, name_of
from simulator.engine.explain.targets import bound_text, state_of, state_word, states_counted, value_text
from simulator.glossary import word
from simulator.model.targets import TargetOutcome

NAME = "targets"
MOST = 22
ORDER = ("missed", "underway", "open", "met")
KEY, HEADER, PITCH, LAST = 0.24, 0.22, 0.31, 0.2
LABEL, VALUE_AT, BOUND_AT = 1.95, Slot(LEFT + 2.8, 0.78), Slot(LEFT + 3.75, 0.88)
BARS_FROM, BARS_TO = LEFT + 3.9, RIGHT - 1.02
STATE_AT = RIGHT - 0.86
BAR, BEYOND = 0.13, Fraction(5, 4)
RADIUS, CORNERS = 0.058, 24
INKS = MappingProxyType({"missed": MISSED, "underway": UNSPENT, "open": MUTED, "met": GIVEN})
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One target with a number: what is reached (None while nothing is known), its bound, where it stands.

    `low` and `high` are the ends of what it asks for, None for an open side; `start` is the baseline, and
    `expected` where an even pace would be on the day of the actuals, `behind` what is missing to that. `kind`
    says what all are in.
    """

    name: str
    title: str
    kind: str
    hard: bool
    value: Fraction | None
    relation: str
    low: Fraction | None
    high: Fraction | None
    start: Fraction
    expected: Fraction | None
    behind: Fraction | None
    state: str
    told_value: str
    told_bound: str
    told_state: str


def rows(view: View) -> tuple[Row, ...]:
    """Return the targets that have a number, the most urgent first."""
    return tuple(_row(view, each) for each in most_urgent(view) if each.target.is_numeric)


def most_urgent(view: View) -> tuple[TargetOutcome, ...]:
    """Return all targets: missed ones first, then those behind, then by state, ties by id."""
    return tuple(sorted(view.result.accounts.targets, key=_urgency))


def _urgency(found: TargetOutcome) -> tuple[int, bool, str]:
    state = state_of(found)
    on_time = state != "underway" or not found.behind
    return (*ORDER, "text").index(state), on_time, found.name


def plot(view: View) -> Figure:
    """Return the figure: a bullet a target, and a note on those left out."""
    table = rows(view)
    shown, left_out = table[:MOST], table[MOST:]
    states = states_counted(view.result.accounts.targets)
    finding = view.say("targets.finding", count=len(table), **{state: states[state] for state in ORDER})
    body = KEY + HEADER + PITCH * len(shown) + (LAST if left_out else 0)
    canvas = open_canvas(view, Heading(NAME, finding, view.say("targets.shows")), body)
    _draw_key(view, canvas)
    _draw_header(view, canvas)
    for number, row in enumerate(shown):
        _draw_row(view, canvas, row, canvas.top + KEY + HEADER + (number + 0.5) * PITCH)
    if left_out:
        note = view.say("targets.left_out", count=len(left_out))
        canvas.text(LEFT, canvas.bottom - LAST / 2 + 0.03, note, NOTE)
    return canvas.figure


def _row(view: View, found: TargetOutcome) -> Row:
    low, high = _ends(found)
    state = state_of(found)
    return Row(
        name=found.name,
        title=name_of(found.target.title, found.target.id),
        kind=found.kind,
        hard=found.target.hard,
        value=found.value,
        relation=found.relation,
        low=low,
        high=high,
        start=found.start,
        expected=found.expected,
        behind=found.behind,
        state=state,
        told_value=value_text(found).say(view.language),
        told_bound=bound_text(found).say(view.language),
        told_state=state_word(found).say(view.language),
    )


def _ends(found: TargetOutcome) -> tuple[Fraction | None, Fraction | None]:
    ends = (found.bound[0], found.bound[-1])
    return {"≥": (ends[0], None), ">": (ends[0], None), "≤": (None, ends[1]), "<": (None, ends[1])}.get(
        found.relation, ends
    )


# ── a row ──────────────────────────────────────────────────────────────────────────────────────────


def _draw_key(view: View, canvas: Canvas) -> None:
    x, y = LEFT, canvas.top + 0.08
    x = canvas.key(x, y, GIVEN, view.say("targets.reached"))
    for state in ORDER:
        text = view.say(f"targets.{state}")
        _draw_mark(canvas, state, (x + RADIUS, y))
        canvas.text(x + 0.17, y, text, NOTE)
        x += 0.17 + text_width(text, SMALL) + 0.18


def _draw_header(view: View, canvas: Canvas) -> None:
    y = canvas.top + KEY + 0.08
    canvas.text(VALUE_AT.right, y, view.say("value"), NOTE_RIGHT)
    canvas.text(BOUND_AT.right, y, view.say("bound"), NOTE_RIGHT)
    canvas.across(canvas.top + KEY + 0.18)


def _draw_row(view: View, canvas: Canvas, row: Row, y: float) -> None:
    ink = MISSED if row.state == "missed" else INK
    title = row.title if row.hard else word("target_soft").say(view.language).format(title=row.title)
    canvas.lines(LEFT, y, wrapped(title, BODY, LABEL, 2), Lettering(color=ink))
    canvas.amount(VALUE_AT, y, row.told_value, Lettering(color=ink, align="right"))
    canvas.amount(BOUND_AT, y, row.told_bound, FAINT)
    _draw_bullet(canvas, row, y)
    _draw_mark(canvas, row.state, (STATE_AT, y))
    shade = Lettering(color=ink if row.state == "missed" else PLAIN)
    canvas.lines(STATE_AT + 0.11, y, wrapped(row.told_state, BODY, RIGHT - STATE_AT - 0.11, 2), shade)


def _draw_bullet(canvas: Canvas, row: Row, y: float) -> None:
    """Draw the bar of what is reached (none while nothing is known) and the marks of the bound."""
    whole = row.high if row.low is None or row.high is not None else row.low
    if whole is None or whole <= 0:
        return
    if row.low is not None and row.high is not None and row.low < row.high:
        left = _at(row.low / whole)
        canvas.bar(Box(left, y, _at(Fraction(1)) - left, BAR + 0.1), UNSPENT_TINT)
    if row.value is not None:
        _draw_value(canvas, row, y, whole)
    if row.expected is not None:
        _draw_tick(canvas, _at(row.expected / whole), y, (MUTED, 0.7))
    for end in (row.low, row.high):
        if end is not None:
            _draw_tick(canvas, _at(end / whole), y, (INK, 1.6))


def _draw_value(canvas: Canvas, row: Row, y: float, whole: Fraction) -> None:
    reached = max(Fraction(0), row.value or Fraction(0)) / whole
    start = min(reached, max(Fraction(0), row.start) / whole)
    color = MISSED if row.state == "missed" else GIVEN
    canvas.bar(Box(BARS_FROM, y, _at(start) - BARS_FROM, BAR), ASKED)
    canvas.bar(Box(_at(start), y, _at(reached) - _at(start), BAR), color, gid=f"target:{row.name}")
    if reached > BEYOND:
        x = BARS_TO
        canvas.shape(((x, y - 0.09), (x + 0.09, y), (x, y + 0.09)), color)


def _draw_tick(canvas: Canvas, x: float, y: float, line: tuple[str, float]) -> None:
    color, width = line
    canvas.rule((x, y - BAR / 2 - 0.05), (x, y + BAR / 2 + 0.05), color=color, width=width)


def _at(share: Fraction) -> float:
    """Return where a share of the bound stands; what is beyond the room ends at its edge."""
    return BARS_FROM + (BARS_TO - BARS_FROM) * float(min(share, BEYOND) / BEYOND)


# ── marks ──────────────────────────────────────────────────────────────────────────────────────────


def _draw_mark(canvas: Canvas, state: str, at: Point) -> None:
    """Mark a state by its form: a disc met, a triangle missed, half a disc under way, a ring not assessed."""
    MARKS[state](canvas, at)


def _disc(canvas: Canvas, at: Point) -> None:
    canvas.shape(_arc(at, RADIUS, 0, 2 * pi), INKS["met"])


def _triangle(canvas: Canvas, at: Point) -> None:
    x, y = at
    canvas.shape(((x - 0.055, y), (x + 0.045, y - 0.075), (x + 0.045, y + 0.075)), INKS["missed"])


def _half(canvas: Canvas, at: Point) -> None:
    _hollow(canvas, at, INKS["underway"])
    canvas.shape(_arc(at, RADIUS, pi / 2, 3 * pi / 2), INKS["underway"])


def _ring(canvas: Canvas, at: Point) -> None:
    _hollow(canvas, at, INKS["open"])


def _hollow(canvas: Canvas, at: Point, color: str) -> None:
    canvas.shape(_arc(at, RADIUS, 0, 2 * pi), color)
    canvas.shape(_arc(at, RADIUS - 0.016, 0, 2 * pi), PAPER)


def _arc(at: Point, radius: float, start: float, end: float) -> tuple[Point, ...]:
    steps = [start + (end - start) * number / CORNERS for number in range(CORNERS + 1)]
    return tuple((at[0] + radius * cos(angle), at[1] + radius * sin(angle)) for angle in steps)


MARKS: Mapping[str, Callable[[Canvas, Point], None]] = MappingProxyType(
    {"met": _disc, "missed": _triangle, "underway": _half, "open": _ring}
)
