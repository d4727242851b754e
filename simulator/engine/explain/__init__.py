"""Where a figure comes from: an award, a programme's total, a limit, derived in words and money."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.engine.explain.award import award_lines
from simulator.engine.explain.goals import goal_lines
from simulator.engine.explain.lines import Explanation, Line, said, yuan
from simulator.engine.explain.origin import origin_lines
from simulator.engine.explain.programme import programme_lines
from simulator.engine.figures import figure_of
from simulator.glossary import word
from simulator.model.result import LimitOutcome, Result
from simulator.money import percent, plain
from simulator.problems import FindingError

MONEY_FIGURES = ("amount", "used", "unspent", "unallocated", "award", "entitlement", "slack")
__all__ = ["Explanation", "Line", "explain", "said"]


def explain(result: Result, path: str) -> Explanation:
    """Return the derivation of an award (`programme/applicant`), a programme, a limit, the goals or a total.

    Raises FindingError R641 when the path names none of them.
    """
    if path == "objective" and result.goals:
        return Explanation(path, tuple(goal_lines(result)))
    short = path.removeprefix("programmes.").removeprefix("constraints.")
    programme, _, applicant = short.partition("/")
    if applicant:
        return Explanation(path, tuple(award_lines(result, programme, applicant)))
    if any(each.id == programme for each in result.scenario.programmes):
        return Explanation(path, tuple(programme_lines(result, programme)))
    limits = [each for each in result.limits if path in (each.name, each.name.removeprefix("constraints."))]
    if limits:
        return Explanation(path, tuple(_limit_lines(result, limits)))
    return Explanation(path, (_figure_line(result, path),))


def _figure_line(result: Result, path: str) -> Line:
    try:
        value = figure_of(path, result.scenario, result.allocation, result.limits)
    except FindingError as missing:
        raise FindingError("R641", path=path) from missing
    money = path.rpartition(".")[2] in MONEY_FIGURES
    shown = "—" if value is None else yuan(value) if money else plain(value)
    return Line(said("explain_figure", path=path, value=shown), 0, value)


def _limit_lines(result: Result, limits: list[LimitOutcome]) -> Iterator[Line]:
    for each in limits:
        state = word("missed" if not each.met else "binding" if each.binding else "met")
        shown = {"value": _shown(each.value, each.kind), "bound": _shown(each.bound, each.kind)}
        slack = _shown(each.slack, "money" if each.kind == "ratio" else each.kind)
        title = f"[{each.group}] {each.title}" if each.group else each.title
        facts = {"title": title, "relation": each.relation, "slack": slack}
        yield Line(said("explain_limit", state=state, **shown, **facts))
    yield from origin_lines(result, limits[0].name)


def _shown(value: Fraction | None, kind: str) -> str:
    if value is None:
        return "—"
    if kind == "money":
        return yuan(value)
    return percent(value, 2) if kind == "ratio" else plain(value)
