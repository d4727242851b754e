"""Where a figure comes from: an award, a programme's total, a limit, derived in words and money."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType

from simulator.engine.explain.award import award_lines
from simulator.engine.explain.calendar import CALENDAR, calendar_at, calendar_lines, stage_lines
from simulator.engine.explain.disclosure import disclosed_at, disclosure_lines
from simulator.engine.explain.funds import fund_room
from simulator.engine.explain.goals import goal_lines
from simulator.engine.explain.ledgers import ledger_lines, ledgers_at
from simulator.engine.explain.lines import Explanation, Line, in_percent, number, said, times, yuan
from simulator.engine.explain.origin import origin_lines
from simulator.engine.explain.programme import programme_lines
from simulator.engine.explain.targets import target_at, target_lines
from simulator.engine.figures import figure_of
from simulator.engine.told_limits import left_out, listed
from simulator.glossary import word
from simulator.model.result import LimitOutcome, Result
from simulator.money import percent
from simulator.problems import FindingError

MONEY_FIGURES = ("amount", "used", "unspent", "unallocated", "award", "entitlement")
FIGURED = ("ledgers", "pace", "carry_over", "funds", "targets")
"""The sections of the year whose every path is a figure, or the beginning of one."""
__all__ = ["Explanation", "Line", "explain", "said"]


def explain(result: Result, path: str) -> Explanation:
    """Return the derivation of an award (`programme/applicant`), a programme, a limit, the goals or a total.

    Raises FindingError R641 when the path names none of them.
    """
    if path == "objective" and result.goals:
        return Explanation(path, tuple(goal_lines(result)))
    _refuse_a_stray(result, path)
    of_the_year = _of_the_year(result, path)
    if of_the_year is not None:
        return Explanation(path, tuple(of_the_year))
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


def _refuse_a_stray(result: Result, path: str) -> None:
    """Raise R641 with the nearest figure for a path of the year that names none, and leads to none."""
    known = [name for name, _ in result.accounts.figures]
    section, _, rest = path.partition(".")
    is_text = section == "targets" and any(each.target.id == rest for each in result.accounts.targets)
    if section not in FIGURED or is_text or any(f"{name}.".startswith(f"{path}.") for name in known):
        return
    near = get_close_matches(path, known, 1)
    raise FindingError("R641", path=path, nearest=near[0] if near else "")


def _of_the_year(result: Result, path: str) -> Iterator[Line] | None:
    """Return what tells a target, table, calendar, ledger, fund, part or policy; None for any other path."""
    target = target_at(result, path)
    if target is not None:
        return target_lines(result, target)
    if disclosed_at(result, path):
        return disclosure_lines(result, path)
    if path.partition(".")[0] == CALENDAR and result.accounts.figure(path) is not None:
        return stage_lines(result, path)
    if calendar_at(result, path):
        return calendar_lines(result, path)
    if ledgers_at(result, path):
        return ledger_lines(result, path)
    room = fund_room(result, path)
    return None if room is None else room()


def _figure_line(result: Result, path: str) -> Line:
    try:
        value = figure_of(path, result.scenario, result.allocation, result.limits, result.accounts)
    except FindingError as missing:
        raise FindingError("R641", path=path) from missing
    return Line(said("explain_figure", path=path, value=_shown(value, _kind_at(result, path))), 0, value)


def _kind_at(result: Result, path: str) -> str:
    """Return what a figure is in: as it was measured, as its limit or its own value says, or by its name."""
    measured = result.accounts.figure(path)
    if measured is not None:
        return measured.kind
    owner, _, what = path.rpartition(".")
    limits = [each for each in result.limits if each.name == owner]
    if limits:
        return limits[0].slack_kind if what == "slack" else limits[0].told_as
    own = [each.quantity.kind for each in result.scenario.figures if owner == f"figures.{each.id}"]
    return own[0] if own else "money" if what in MONEY_FIGURES else "number"


def _limit_lines(result: Result, limits: list[LimitOutcome]) -> Iterator[Line]:
    for each in listed(limits):
        state = word("missed" if not each.met else "binding" if each.binding else "met")
        shown = {"value": _shown(each.value, each.told_as), "bound": _shown(each.bound, each.told_as)}
        slack = _shown(each.slack, each.slack_kind)
        title = f"[{each.group}] {each.title}" if each.group else each.title
        facts = {"title": title, "relation": each.relation, "slack": slack}
        yield Line(said("explain_limit", state=state, **shown, **facts))
    yield from (Line(each) for own in left_out(limits) for each in own.told())
    yield from origin_lines(result, limits[0].name)


def _shown(value: Fraction | None, kind: str) -> str:
    return "—" if value is None else _TEXTS.get(kind, number)(value)


_TEXTS: Mapping[str, Callable[[Fraction], str]] = MappingProxyType(
    {
        "money": yuan,
        "ratio": lambda value: percent(value, 2),
        "share": in_percent,
        "multiple": times,
    }
)
