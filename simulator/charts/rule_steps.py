"""One programme's rule step by step, over all its applicants or for one of them, down to what is paid."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from matplotlib.figure import Figure

from simulator.charts.amounts import quanta, shown, shown_change
from simulator.charts.canvas import (
    FAINT,
    FIGURE,
    FINE,
    LEFT,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Slot,
    open_canvas,
)
from simulator.charts.style import ASKED, BODY, GIVEN, LOSS, MUTED, RULE, TINY
from simulator.charts.typeface import wrapped
from simulator.charts.view import View, name_of
from simulator.exact import Exact, Flags
from simulator.glossary.words import WORDS
from simulator.model.result import ProgrammeClaims, StepTrace
from simulator.money import Fen, half_up, total
from simulator.problems import FindingError

NAME = "rule_steps"
HEADER, PITCH = 0.24, 0.36
LABEL, BARS_FROM, BARS_TO = 1.7, LEFT + 1.8, RIGHT - 1.95
CHANGE_AT, AFTER_AT, TOUCHED_AT = Slot(RIGHT - 1.1, 0.78), Slot(RIGHT - 0.42, 0.62), Slot(RIGHT, 0.36)
BAR = 0.17
LEVELS = ("entitlement", "award")
INKS = {"entitlement": ASKED, "award": GIVEN}


@dataclass(frozen=True, slots=True)
class Row:
    """One step: what the awards come to before and after it, in fen, and how many applicants it changed.

    `kind` is step, rounding, entitlement, short or award; `word` and `path` name the step of the rule.
    """

    kind: str
    word: str
    path: str
    before_fen: Fen
    after_fen: Fen
    touched: int


def rows(view: View) -> tuple[Row, ...]:
    """Return the steps in order; raises FindingError R692 when the subject is no programme or applicant."""
    claims = _claims(view)
    return _rows_of(view, claims, _chosen(view, claims)) if claims is not None else ()


def plot(view: View) -> Figure:
    """Return the figure."""
    table = tuple(row for row in rows(view) if not _unseen(row))
    heading = Heading(NAME, _finding(view, table), view.say("rule_steps.shows"))
    canvas = open_canvas(view, heading, HEADER + PITCH * len(table))
    _draw_header(view, canvas)
    scale = (BARS_TO - BARS_FROM) / (max(max(row.before_fen, row.after_fen) for row in table) or 1)
    for number, row in enumerate(table):
        y = canvas.top + HEADER + (number + 0.5) * PITCH
        _draw_row(view, canvas, row, y, scale)
        if number + 1 < len(table):
            x = BARS_FROM + row.after_fen * scale
            canvas.rule((x, y + BAR / 2), (x, y + PITCH - BAR / 2), color=MUTED, width=0.5)
    return canvas.figure


def _unseen(row: Row) -> bool:
    """Say whether a row is a rounding to the fen that no printed figure shows."""
    return row.kind == "rounding" and quanta(row.after_fen) == quanta(row.before_fen)


def _claims(view: View) -> ProgrammeClaims | None:
    ruled = [each for each in view.result.claims.programmes if each.steps]
    if view.subject is None:
        return min(ruled, key=lambda each: (-each.entitlement_fen, each.programme), default=None)
    programme = view.subject.partition("/")[0]
    found = next((each for each in ruled if each.programme == programme), None)
    if found is None:
        raise FindingError("R692", subject=view.subject)
    return found


def _chosen(view: View, claims: ProgrammeClaims) -> Flags:
    applicant = (view.subject or "").partition("/")[2]
    if not applicant:
        return claims.eligible
    if applicant not in claims.ids:
        raise FindingError("R692", subject=str(view.subject))
    one = np.zeros(len(claims.ids), dtype=np.bool_)
    one[claims.ids.index(applicant)] = True
    return claims.eligible & one


def _rows_of(view: View, claims: ProgrammeClaims, chosen: Flags) -> tuple[Row, ...]:
    allocation = view.result.allocation.of(claims.programme)
    steps, before = [], Exact.constant(0, len(claims.ids))
    for trace in claims.steps:
        steps.append(_step(trace, before, chosen))
        before = trace.after
    exact, owed = _sum(before, chosen), total(claims.entitlement[chosen])
    paid = total(allocation.award[chosen])
    touched = int(chosen.sum())
    rounding = () if exact == owed else (Row("rounding", "", "", exact, owed, touched),)
    entitled = Row("entitlement", "", "", 0, owed, int((claims.entitlement[chosen] > 0).sum()))
    short_of = int((allocation.award[chosen] < claims.entitlement[chosen]).sum())
    short = () if paid == owed else (Row("short", "", "", owed, paid, short_of),)
    awarded = Row("award", "", "", 0, paid, int((allocation.award[chosen] > 0).sum()))
    return (*steps, *rounding, entitled, *short, awarded)


def _step(trace: StepTrace, before: Exact, chosen: Flags) -> Row:
    changed = trace.after.compare(np.not_equal, before) & chosen
    return Row(
        "step", trace.word, trace.path, _sum(before, chosen), _sum(trace.after, chosen), int(changed.sum())
    )


def _sum(amounts: Exact, chosen: Flags) -> Fen:
    picked = amounts.take(chosen)
    if isinstance(picked.denominator, int):
        return half_up(Fraction(sum(picked.numerator.tolist()), picked.denominator))
    return half_up(sum(picked.fractions(), Fraction(0)))


def _finding(view: View, table: tuple[Row, ...]) -> str:
    owed, paid = (next(row.after_fen for row in table if row.kind == kind) for kind in LEVELS)
    return view.say(
        "rule_steps.finding" if owed == paid else "rule_steps.finding_short",
        name=_name(view),
        owed=shown(quanta(owed)),
        paid=shown(quanta(paid)),
        short=shown(quanta(owed) - quanta(paid)),
    )


def _name(view: View) -> str:
    claims = _claims(view)
    if claims is None:
        return ""
    programme = view.result.allocation.of(claims.programme)
    name, applicant = name_of(programme.title, programme.programme), (view.subject or "").partition("/")[2]
    return f"{name}/{applicant}" if applicant else name


def _draw_header(view: View, canvas: Canvas) -> None:
    y = canvas.top + 0.08
    for slot, key in ((CHANGE_AT, "change"), (AFTER_AT, "after"), (TOUCHED_AT, "touched")):
        canvas.text(slot.right, y, view.say(key), NOTE_RIGHT)
    canvas.across(canvas.top + 0.18)


def _draw_row(view: View, canvas: Canvas, row: Row, y: float, scale: float) -> None:
    _draw_label(view, canvas, row, y)
    level = row.kind in LEVELS
    if level:
        canvas.across(y - PITCH / 2, color=RULE, width=0.4)
    change = row.after_fen - row.before_fen
    box = Box(BARS_FROM + row.before_fen * scale, y, change * scale, BAR)
    canvas.bar(box, _color(row), gid=f"{row.kind}:{row.path}")
    if not change:
        x = BARS_FROM + row.after_fen * scale
        canvas.rule((x, y - BAR / 2), (x, y + BAR / 2), color=MUTED, width=0.5)
    if not level:
        canvas.amount(CHANGE_AT, y, shown_change(quanta(row.after_fen) - quanta(row.before_fen)))
    canvas.amount(AFTER_AT, y, shown(quanta(row.after_fen)), FIGURE if level else FAINT)
    canvas.amount(TOUCHED_AT, y, f"{row.touched:,}", FAINT)


def _draw_label(view: View, canvas: Canvas, row: Row, y: float) -> None:
    if row.kind != "step":
        canvas.text(LEFT, y, wrapped(view.say(f"rule_steps.{row.kind}"), BODY, LABEL, 1)[0])
        return
    canvas.text(LEFT, y - 0.065, step_name(view, row.word))
    canvas.text(LEFT, y + 0.075, wrapped(_tail(row.path), TINY, LABEL, 1)[0], FINE)


def step_name(view: View, step: str) -> str:
    """Return what a step is called, or its own word when the glossary has none."""
    return view.say(f"step.{step}") if f"chart.step.{step}" in WORDS else step


def _tail(path: str) -> str:
    """Return the path without the programme it stands in: the title names that already."""
    _, found, rest = path.partition(".award")
    return f"award{rest}" if found else path


def _color(row: Row) -> str:
    return INKS.get(row.kind, LOSS if row.after_fen < row.before_fen else ASKED)
