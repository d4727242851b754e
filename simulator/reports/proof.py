"""What the plan had to obey and what it is the best at: limits, goals, and how far each is proved."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from simulator.charts.amounts import NOTHING, shown_percent
from simulator.charts.limits import amount_text, limit_name, state_of
from simulator.charts.view import View
from simulator.engine.told_limits import left_out, listed
from simulator.glossary import CHINESE_KEYS
from simulator.model.result import GoalOutcome, GoalTerm, LimitOutcome, ProgrammeAllocation
from simulator.money import MINUS, grouped, half_up, plain
from simulator.reports.blocks import FIT, Column, Paragraph, Row, Section, Table
from simulator.reports.pictures import pictures
from simulator.reports.wording import money_exactly, say, term
from simulator.studies.why import price_text


def limits(view: View) -> Section | None:
    """Return every limit with its room, and the chart; None without limits."""
    if not view.result.limits:
        return None
    texts = (say(view, "limits.note"), *_prices(view), *_others(view))
    notes = (Paragraph(text, "note") for text in texts)
    return Section(say(view, "limits"), (limits_table(view), *notes))


def _prices(view: View) -> Iterator[str]:
    """Yield what more room in each limit is worth, where that was asked."""
    for each in view.result.limits:
        if each.price is not None:
            yield f"{limit_name(each, view.language)} — {price_text(each.price).say(view.language)}"


def _others(view: View) -> Iterator[str]:
    """Yield of each limit how many groups the table leaves out."""
    yield from (each.say(view.language) for own in left_out(view.result.limits) for each in own.told())


def room(view: View) -> Section | None:
    """Return the chart of the limits' room; None without limits."""
    drawn = pictures(view, ("limits",))
    return Section("", drawn) if drawn else None


def limits_table(view: View) -> Table:
    """Return one row a limit and group, in the order of the result; a missed one stands out.

    Of a limit with very many groups only those have a row that bind or are missed, and the tightest other.
    """
    columns = (
        Column(say(view, "limit")),
        Column(say(view, "strength"), "left", FIT),
        Column(say(view, "value"), "right", FIT),
        Column(say(view, "bound"), "right", FIT),
        Column(say(view, "slack"), "right", FIT),
        Column(say(view, "state"), "left", FIT),
    )
    return Table(columns, tuple(_limit_row(view, each) for each in listed(view.result.limits)))


def status_words(view: View) -> str:
    """Return the status in words, with the proven distance from the optimum where there is one."""
    result = view.result
    open_goal = next((each for each in result.goals if each.gap), None)
    text = term(view, result.status)
    if open_goal and "X" in text:
        text = text.replace("X", _goal_cells(view, open_goal)[2])
    return text if result.reproducible else f"{text} · {term(view, 'not_reproducible')}"


def goals(view: View) -> Section | None:
    """Return the goals in their order, each with the bound proved on any plan; None without goals."""
    if not view.result.goals:
        return None
    columns = (
        Column(say(view, "goal")),
        Column(say(view, "reached"), "right", FIT),
        Column(say(view, "proved_bound"), "right", FIT),
        Column(say(view, "gap"), "right", FIT),
    )
    numbered = enumerate(view.result.goals, 1)
    rows = tuple(row for number, each in numbered for row in _goal_rows(view, number, each))
    notes = (Paragraph(text, "note") for text in _goal_notes(view))
    return Section(say(view, "goals"), (Table(columns, rows), *notes))


def _limit_row(view: View, each: LimitOutcome) -> Row:
    cells = (
        limit_name(each, view.language),
        say(view, "must" if each.hard else "should"),
        amount_text(each.value, each.told_as),
        f"{each.relation} {amount_text(each.bound, each.told_as)}",
        _slack(view, each),
        view.say(f"limits.{state_of(each)}"),
    )
    return Row(cells, "line" if each.met else "bad")


def _slack(view: View, each: LimitOutcome) -> str:
    """Return the room left; of a ratio in points or as a multiple, with what it is in money or awards."""
    top = amount_text(each.slack, each.slack_kind)
    if each.kind != "ratio" or each.value is None:
        return top
    over = each.value - each.bound
    room = over if each.relation in {"≥", ">"} else -over
    points = _ratio_room(view, each, room)
    if each.slack_kind == each.told_as:
        return points
    return say(
        view, "slack_ratio.money" if each.slack_kind == "money" else "slack_ratio", points=points, top=top
    )


def _ratio_room(view: View, each: LimitOutcome, room: Fraction) -> str:
    if each.multiple:
        return amount_text(room, "multiple")
    return shown_percent(room, 2).replace("%", say(view, "points_unit"))


def _goal_notes(view: View) -> Iterator[str]:
    yield say(view, "goals.note")
    told = [kind for goal in view.result.goals for kind in (goal.kind, *(each.kind for each in goal.terms))]
    if "ratio" in told:
        yield say(view, "shares.note")
    for each in view.result.goals:
        if each.error:
            curves = _joined(view, (_response(view, own) for own in view.result.allocation.programmes))
            yield say(view, "goal.error", error=_rounded(each.error), of=curves)


def _joined(view: View, texts: Iterable[str]) -> str:
    return ("；" if view.language == "zh" else "; ").join(text for text in texts if text)


def _response(view: View, each: ProgrammeAllocation) -> str:
    if each.response is None:
        return ""
    return say(
        view,
        "response",
        programme=each.title,
        award=money_exactly(view, Fraction(each.award_fen)),
        worth=_rounded(each.response.worth),
        pieces=each.response.pieces,
        error=_rounded(each.response.error),
    )


def _goal_rows(view: View, number: int, each: GoalOutcome) -> Iterator[Row]:
    """Yield a goal, and below it what each of its weighed aims comes to and adds."""
    name = say(view, f"goal.{each.word}", aim=_subject_name(view, each))
    yield Row((f"{number}. {name}", *_goal_cells(view, each)))
    yield from (Row(_term_cells(view, term), "inner") for term in each.terms)


def _term_cells(view: View, term: GoalTerm) -> tuple[str, str, str, str]:
    facts = {"aim": _aim_name(view, term), "weight": plain(term.weight)}
    name = (
        say(view, "goal.term", **facts)
        if term.per is None
        else say(view, "goal.term_per", per=money_exactly(view, Fraction(term.per)), **facts)
    )
    value = {"value": _told(view, term.value, term.kind), "contribution": _rounded(term.contribution)}
    return name, say(view, "goal.term_value", **value), "", ""


def _goal_cells(view: View, each: GoalOutcome) -> tuple[str, str, str]:
    """Return what a goal reached, its proved bound and its gap: money in words of money, else numbers."""
    bound = NOTHING if each.bound is None else _told(view, each.bound, each.kind)
    gap = say(view, "not_proved") if each.gap is None else _told(view, each.gap, each.kind)
    return _told(view, each.value, each.kind), bound, gap


def _told(view: View, value: Fraction, kind: str) -> str:
    if kind == "money":
        return money_exactly(view, value)
    return shown_percent(value, 4) if kind == "ratio" else _rounded(value)


def _aim_name(view: View, each: GoalOutcome | GoalTerm) -> str:
    name = say(view, f"aim.{each.subject}")
    if not each.over:
        return name
    over = CHINESE_KEYS.get(each.over, each.over) if view.language == "zh" else each.over
    return say(view, "goal.over", aim=name, over=over)


def _subject_name(view: View, each: GoalOutcome) -> str:
    if each.terms:
        return " + ".join(_aim_name(view, term) for term in each.terms)
    if each.word != "keep":
        return _aim_name(view, each)
    titles = {constraint.id: constraint.title for constraint in view.result.scenario.constraints}
    return titles.get(each.subject) or each.subject


def _rounded(value: Fraction) -> str:
    """Return a number exactly where it is short, else to four decimals."""
    rounded = Fraction(half_up(abs(value) * 10_000), 10_000)
    about = "" if rounded == abs(value) else "≈ "
    return f"{about}{MINUS if value < 0 else ''}{grouped(plain(rounded))}"
