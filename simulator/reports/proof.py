"""What the plan had to obey and what it is the best at: limits, goals, and how far each is proved."""

from fractions import Fraction

from simulator.charts.amounts import NOTHING, shown_percent
from simulator.charts.limits import amount_text, limit_name, state_of
from simulator.charts.view import View
from simulator.constraints import MEASURES
from simulator.model.result import GoalOutcome, LimitOutcome
from simulator.money import MINUS, grouped, half_up, plain
from simulator.reports.blocks import Column, Paragraph, Row, Section, Table
from simulator.reports.pictures import pictures
from simulator.reports.wording import money_exactly, say, term

FEN_OF_POINT = 1_000_000


def limits(view: View) -> Section | None:
    """Return every limit with its room, and the chart; None without limits."""
    if not view.result.limits:
        return None
    note = Paragraph(say(view, "limits.note"), "note")
    return Section(say(view, "limits"), (limits_table(view), note), apart=True)


def room(view: View) -> Section | None:
    """Return the chart of the limits' room; None without limits."""
    drawn = pictures(view, ("limits",))
    return Section("", drawn) if drawn else None


def limits_table(view: View) -> Table:
    """Return one row a limit and group, in the order of the result; a missed one stands out."""
    priced = any(each.price is not None for each in view.result.limits)
    columns = (
        Column(say(view, "limit")),
        Column(say(view, "strength"), "left", 11),
        Column(say(view, "value"), "right", 19),
        Column(say(view, "bound"), "right", 21),
        Column(say(view, "slack"), "right", 46),
        Column(say(view, "state"), "left", 17),
        *((Column(say(view, "price"), "right", 18),) if priced else ()),
    )
    return Table(columns, tuple(_limit_row(view, each, priced=priced) for each in view.result.limits))


def status_words(view: View) -> str:
    """Return the status in words, with the proven distance from the optimum where there is one."""
    result = view.result
    open_goal = next((each for each in result.goals if each.gap), None)
    text = term(view, result.status)
    return text.replace("X", _goal_cells(view, open_goal)[2]) if open_goal and "X" in text else text


def goals(view: View) -> Section | None:
    """Return the goals in their order, each with the bound proved on any plan; None without goals."""
    if not view.result.goals:
        return None
    columns = (
        Column(say(view, "goal")),
        Column(say(view, "reached"), "right", 36),
        Column(say(view, "proved_bound"), "right", 36),
        Column(say(view, "gap"), "right", 30),
    )
    rows = tuple(_goal_row(view, number, each) for number, each in enumerate(view.result.goals, 1))
    note = Paragraph(say(view, "goals.note"), "note")
    return Section(say(view, "goals"), (Table(columns, rows), note))


def _limit_row(view: View, each: LimitOutcome, *, priced: bool) -> Row:
    cells = (
        limit_name(each, view.language),
        say(view, "must" if each.hard else "should"),
        amount_text(each.value, each.kind),
        f"{each.relation} {amount_text(each.bound, each.kind)}",
        _slack(view, each),
        view.say(f"limits.{state_of(each)}"),
    )
    price = (NOTHING if each.price is None else _rounded(each.price * FEN_OF_POINT),) if priced else ()
    return Row((*cells, *price), "line" if each.met else "bad")


def _slack(view: View, each: LimitOutcome) -> str:
    """Return the room left; a ratio in percentage points, with what it is in money or awards."""
    top_kind = _top_kind(view, each)
    top = amount_text(each.slack, top_kind)
    if each.kind != "ratio" or each.value is None:
        return top
    over = each.value - each.bound
    room = over if each.relation in {"≥", ">"} else -over
    points = shown_percent(room, 2).replace("%", say(view, "points_unit"))
    return say(view, "slack_ratio.money" if top_kind == "money" else "slack_ratio", points=points, top=top)


def _top_kind(view: View, each: LimitOutcome) -> str:
    """Return what a limit's slack is in: money, or a plain number."""
    constraint = next(
        (c for c in view.result.scenario.constraints if f"constraints.{c.id}" == each.name), None
    )
    if constraint is None:
        return each.kind if each.kind != "ratio" else "money"
    return "money" if MEASURES[constraint.top.word].unit == "money" else "count"


def _goal_row(view: View, number: int, each: GoalOutcome) -> Row:
    name = say(view, f"goal.{each.word}", aim=_subject_name(view, each))
    return Row((f"{number}. {name}", *_goal_cells(view, each)))


def _goal_cells(view: View, each: GoalOutcome) -> tuple[str, str, str]:
    """Return what a goal reached, its proved bound and its gap: money in words of money, else numbers."""
    tell = (lambda value: money_exactly(view, value)) if each.kind == "money" else _rounded
    bound = NOTHING if each.bound is None else tell(each.bound)
    gap = say(view, "not_proved") if each.gap is None else tell(each.gap)
    return tell(each.value), bound, gap


def _subject_name(view: View, each: GoalOutcome) -> str:
    if each.word != "keep":
        return say(view, f"aim.{each.subject}")
    titles = {constraint.id: constraint.title for constraint in view.result.scenario.constraints}
    return titles.get(each.subject) or each.subject


def _rounded(value: Fraction) -> str:
    """Return a number exactly where it is short, else to four decimals."""
    rounded = Fraction(half_up(abs(value) * 10_000), 10_000)
    about = "" if rounded == abs(value) else "≈ "
    return f"{about}{MINUS if value < 0 else ''}{grouped(plain(rounded))}"
