"""Targets against what the plan, the figures and the actuals reach: met, missed, open, by how much. Pure.

A number reached is judged by the very rules of limits, exactly. What is short is told to the next number
that meets the bound: the next whole one of things, the next fen, a hundredth of anything else.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import NamedTuple

from simulator.constraints import MEASURES, Side, judged, kind_of, sides_of
from simulator.engine.selection import Plan, select
from simulator.engine.year.target_costs import Closing, closing
from simulator.exact import Exact
from simulator.expression import Expression, evaluate
from simulator.model.accounts import Measured
from simulator.model.kinds import Quantity
from simulator.model.limits import Measure
from simulator.model.moments import Moment
from simulator.model.names import figure_columns
from simulator.model.scenario import Scenario
from simulator.model.targets import OWN, TARGET_FIGURES, Target, TargetOutcome
from simulator.money import Fen
from simulator.problems import FindingError, ScenarioError

MET, MISSED, OPEN, TEXT = "met", "missed", "open", "text"
MONTHS = 12
STEPS: Mapping[str, Fraction] = MappingProxyType({"ratio": Fraction(1, 10_000), "number": Fraction(1, 100)})
"""How far beyond a strict bound the next number is taken to be, where none is the next: as it is printed."""
RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "at_least": "≥",
        "at_most": "≤",
        "more_than": ">",
        "less_than": "<",
        "is_": "=",
        "between": "∈",
        "about": "≈",
    }
)


class Answer(NamedTuple):
    """What answers a target: a number (None while nothing is known), and whether it is one of the actuals."""

    value: Fraction | None
    from_actuals: bool = False


NO_ANSWER = Answer(None)


@dataclass(frozen=True, slots=True)
class Judged:
    """A number against its bounds: whether it meets them, how far it is from that, and on which side."""

    met: bool
    shortfall: Fraction
    exceeded: bool = False


def target_outcomes(plan: Plan) -> tuple[TargetOutcome, ...]:
    """Return how each target came out, in the order written; raises ScenarioError for a fault of `of`."""
    named = {each.id: each for each in plan.scenario.targets}
    return tuple(_outcome(plan, each, named) for each in plan.scenario.targets)


def target_figures(targets: tuple[TargetOutcome, ...]) -> Iterator[tuple[str, Measured]]:
    """Yield every figure of the targets by its path; of a clause of text there is none.

    `shortfall`, `expected` and `behind` are in the target's own unit.
    """
    for each in targets:
        for name, kind in TARGET_FIGURES.items() if each.target.is_numeric else ():
            value = each.cost_fen if name == "cost" else getattr(each, name)
            exact = None if value is None else Fraction(value)
            yield f"{each.name}.{name}", Measured(exact, each.kind if kind == OWN else kind)


def _outcome(plan: Plan, target: Target, named: Mapping[str, Target]) -> TargetOutcome:
    if not target.is_numeric:
        return TargetOutcome(target, "text", TEXT, None, "", ())
    answer = _answer(plan, target, named)
    value = None if answer.value is None else _baseline(target) + answer.value
    kind = _kind(target, value)
    found = None if value is None else _judged(target, kind, value)
    as_of = _day(plan.scenario)
    expected = _expected(plan.scenario, target, kind) if answer.from_actuals else None
    close = _closing(plan, target, found)
    return TargetOutcome(
        target=target,
        kind=kind,
        state=_state(plan.scenario, target, found, answer),
        value=value,
        relation=RELATIONS[target.bounds_given()[0]],
        bound=_ends(target),
        needed=needed(target),
        shortfall=None if found is None else found.shortfall,
        exceeded=found is not None and found.exceeded,
        cost_fen=close.cost_fen,
        reserve=close.reserve,
        expected=expected,
        behind=None if expected is None or value is None else max(Fraction(0), expected - value),
        part_share=_part_share(target, named),
        carried_over=_carried_over(target, named),
        as_of=as_of if answer.from_actuals else None,
        start=_baseline(target),
    )


# ── what answers it ────────────────────────────────────────────────────────────────────────────────


def _answer(plan: Plan, target: Target, named: Mapping[str, Target]) -> Answer:
    """Return what is known: of the plan, the figures, the actuals, or the target whose number it adds."""
    if target.counts is not None:
        return Answer(_measured(plan, target.counts, target.bottom))
    if target.of is not None:
        return Answer(_computed(plan.scenario, target, target.of))
    reached = _reached(plan.scenario, target)
    if reached is not None:
        return Answer(reached, from_actuals=True)
    added = named.get(target.adds.target) if target.adds is not None else None
    # without a baseline nobody knows what the added number comes on top of
    return NO_ANSWER if added is None or target.baseline is None else _answer(plan, added, named)


def _measured(plan: Plan, top: Measure, bottom: Measure | None) -> Fraction | None:
    above = MEASURES[top.word].value(select(plan, top))
    if bottom is None:
        return above
    below = MEASURES[bottom.word].value(select(plan, bottom))
    return above / below if below else None


def _computed(scenario: Scenario, target: Target, expression: Expression) -> Fraction:
    try:
        data = evaluate(expression, figure_columns(scenario.figures), 1).data
    except FindingError as error:
        raise ScenarioError([error.at(target.place)]) from error
    if not isinstance(data, Exact):
        raise TypeError(f"target {target.id} is no number")
    return data.fractions()[0]


def _reached(scenario: Scenario, target: Target) -> Fraction | None:
    reached = scenario.actuals.reached if scenario.actuals is not None else ()
    found = [quantity for name, quantity in reached if name == target.id]
    return in_kind(target, found[0]) if found else None


def in_kind(target: Target, quantity: Quantity) -> Fraction:
    """Return a number written for a target, in what its bounds are in; raises FindingError M101-M302."""
    readers: Mapping[str, Callable[[], Fraction]] = {
        "money": quantity.as_money,
        "ratio": quantity.as_ratio,
        "count": quantity.as_count,
    }
    return readers[kind_of(target.as_limit())]()


def _baseline(target: Target) -> Fraction:
    return Fraction(0) if target.baseline is None else in_kind(target, target.baseline)


# ── against its bounds ─────────────────────────────────────────────────────────────────────────────


def _kind(target: Target, value: Fraction | None) -> str:
    """Return money, ratio, count or number: things are counted as long as every number said is whole."""
    kind = kind_of(target.as_limit())
    if kind != "count":
        return kind
    said = [*(side.bound for side in sides_of(target.as_limit())), _baseline(target), value or Fraction(0)]
    return "count" if all(each.denominator == 1 for each in said) else "number"


def _ends(target: Target) -> tuple[Fraction, ...]:
    """Return the bound, or both ends of an interval."""
    return tuple(dict.fromkeys(side.bound for side in sides_of(target.as_limit())))


def _judged(target: Target, kind: str, value: Fraction) -> Judged:
    checks = judged(sides_of(target.as_limit()), value, None)
    missed = next((each.side for each in checks if not each.met), None)
    if missed is None:
        return Judged(True, Fraction(0))
    return Judged(False, abs(_meeting(missed, kind) - value), exceeded=not missed.lower)


def _meeting(side: Side, kind: str) -> Fraction:
    """Return the least number (or the largest, below an upper bound) that meets one side."""
    if kind in STEPS:
        step = STEPS[kind] if side.strict else Fraction(0)
        return side.bound + step if side.lower else side.bound - step
    if side.lower:
        return Fraction(floor(side.bound) + 1 if side.strict else ceil(side.bound))
    return Fraction(ceil(side.bound) - 1 if side.strict else floor(side.bound))


def needed(target: Target) -> Fraction | None:
    """Return the least that meets the bound: on top of the baseline, or the number itself.

    None where less is better, so that nothing is needed.
    """
    side = _lower(target)
    if side is None:
        return None
    least = _meeting(side, _kind(target, None))
    return least if target.baseline is None else max(Fraction(0), least - _baseline(target))


def _lower(target: Target) -> Side | None:
    if target.rank:
        return None
    return next((side for side in sides_of(target.as_limit()) if side.lower), None)


def _state(scenario: Scenario, target: Target, found: Judged | None, answer: Answer) -> str:
    if found is None:
        return OPEN
    if found.met:
        return MET
    early = answer.from_actuals and _day(scenario) < _due(scenario, target)
    return OPEN if early else MISSED


# ── beside others ──────────────────────────────────────────────────────────────────────────────────


def _part_share(target: Target, named: Mapping[str, Target]) -> Fraction | None:
    """Return its bound as a share of the bound of the target it is part of, as both are written."""
    whole = named.get(target.part_of or "")
    if whole is None or not whole.is_numeric or not _ends(whole)[0]:
        return None
    return _ends(target)[0] / _ends(whole)[0]


def _carried_over(target: Target, named: Mapping[str, Target]) -> Fraction | None:
    """Return the bound less what the added target brings at least: what must be there without it.

    The bound stays as strict as it is: over 520 with 120 added is over 400.
    """
    added = named.get(target.adds.target) if target.adds is not None else None
    if added is None or not added.is_numeric:
        return None
    brought = needed(added)
    return _ends(target)[0] - (_ends(added)[0] if brought is None else brought)


# ── time ───────────────────────────────────────────────────────────────────────────────────────────


def _day(scenario: Scenario) -> date:
    """Return the day the actuals are of: their own, the scenario's, or the end of the year."""
    own = scenario.actuals.as_of if scenario.actuals is not None else None
    return own or scenario.as_of or date(scenario.year, 12, 31)


def _due(scenario: Scenario, target: Target) -> date:
    return (target.due or Moment(4)).last_day(scenario.year)


def _expected(scenario: Scenario, target: Target, kind: str) -> Fraction | None:
    """Return where an even pace from the first of the year to the due day would be by the day of the actuals.

    It goes up from the baseline, and stays there where nothing more is needed. Shares, ranks and numbers that
    are only not to be passed have no pace.
    """
    side = _lower(target)
    if side is None or kind == "ratio":
        return None
    gone, whole = (_months(scenario.year, day) for day in (_day(scenario), _due(scenario, target)))
    pace = min(Fraction(1), max(Fraction(0), gone) / whole) if whole > 0 else Fraction(1)
    start = _baseline(target)
    return start + pace * max(Fraction(0), _meeting(side, kind) - start)


def _months(year: int, day: date) -> Fraction:
    """Return the months from the first of a year to the end of a day, a day being its part of its month."""
    whole = (day.year - year) * MONTHS + day.month - 1
    return whole + Fraction(day.day, monthrange(day.year, day.month)[1])


# ── money ──────────────────────────────────────────────────────────────────────────────────────────


def _closing(plan: Plan, target: Target, found: Judged | None) -> Closing:
    """Return what it would cost at least to close a shortfall, where anything says what one costs."""
    if found is None or found.met or found.exceeded:
        return Closing()
    if target.each_costs is not None:
        return Closing(_cost(found.shortfall, target.each_costs))
    if target.counts is not None and target.counts.word == "count" and target.bottom is None:
        return closing(plan, target.counts, ceil(found.shortfall))
    return Closing()


def _cost(shortfall: Fraction, each: Fen) -> Fen:
    return ceil(shortfall * each)
