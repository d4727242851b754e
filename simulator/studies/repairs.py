"""An infeasible budget mended: one clause changed by the least that does it, as an overlay ready to run.

The optimiser says by how much a clause alone must give; here the change is put in the officer's own words and
the whole budget planned again, so nothing is offered that has not been seen to work.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from simulator.constraints.limit import kind_of, sides_of
from simulator.engine.planning import Effort, Laid, laid_out, planned
from simulator.language import find
from simulator.model.document import Scalar
from simulator.model.kinds import written_name
from simulator.model.limits import Constraint
from simulator.model.result import LimitOutcome
from simulator.model.scenario import Scenario
from simulator.money import Fen, plain, up
from simulator.optimise import Infeasible, Repair
from simulator.problems import FindingError, InfeasibleError, ScenarioError, SolverFailedError
from simulator.studies.loosened import loosened

MOST_OFFERED = 3

FINEST_RATIO = Fraction(1, 10_000)
"""Ratios are changed in hundredths of a percentage point."""

MOST_DOUBLINGS = 14

TEN_THOUSAND = 1_000_000
"""The fen of 万元: a round sum is written in it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of the scenario, by its path, set to another; `was` is how it is written now, if it is."""

    path: str
    to: str
    was: str | None

    def lines(self) -> list[str]:
        """Return the setting as it stands among the changes of an overlay."""
        guard = [] if self.was is None else [f"    was: {self.was}"]
        return [f"  - set: {self.path}", f"    to: {self.to}", *guard]


@dataclass(frozen=True, slots=True)
class Mend:
    """One value of the scenario set to another, which alone makes the budget feasible.

    `by` is how far it gives, in `kind`: money (fen), count, points or ratio. `also` is the source that must
    bring the money, where an appropriation is raised above what there is.
    """

    setting: Setting
    by: Fraction
    kind: str
    also: tuple[Setting, ...] = ()

    @property
    def path(self) -> str:
        """Return the path of the value that gives."""
        return self.setting.path

    @property
    def to(self) -> str:
        """Return what it is set to, as it is written."""
        return self.setting.to

    def overlay(self, name: str, extends: str, reason: str) -> str:
        """Return the overlay file that makes this one change to the scenario it extends."""
        lines = [f"scenario: {name}", f"extends: {extends}", f"reason: {reason}", "changes:"]
        lines += [line for each in (self.setting, *self.also) for line in each.lines()]
        return "\n".join([*lines, ""])


def mends(laid: Laid, answer: Infeasible, effort: Effort) -> tuple[Mend, ...]:
    """Return up to three changes of one clause each, every one of them planned and found feasible."""
    found: dict[str, Mend] = {}
    for repair in answer.repairs:
        mend = _mend(laid, repair, effort)
        if mend is not None:
            found.setdefault(mend.path, mend)
        if len(found) == MOST_OFFERED:
            break
    return tuple(found.values())


def _mend(laid: Laid, repair: Repair, effort: Effort) -> Mend | None:
    limit = _limit(laid.scenario, repair)
    if limit is None:
        return None
    asked = _asked(laid, repair, limit)
    by = next((each for each in asked if _is_feasible(laid, limit, each, effort)), None)
    if by is None:
        return None
    if limit.kind == "ratio":
        by = _least_ratio(laid, limit, by, effort)
    path = _path(laid.scenario, limit)
    written = Setting(path, _written(laid.scenario, limit, path, by), _was(laid.scenario, path))
    return Mend(written, by, limit.kind, _also(laid.scenario, limit, by))


def _also(scenario: Scenario, limit: LimitOutcome, by: Fraction) -> tuple[Setting, ...]:
    """Return the sources that bring what an appropriation is raised by."""
    looser = changed(scenario, limit, by)
    if looser is None or not limit.name.startswith("spending."):
        return ()
    pairs = zip(scenario.sources, looser.sources, strict=True)
    raised = [(after.id, after.amount) for before, after in pairs if before.amount != after.amount]
    return tuple(
        Setting(path, _value(Fraction(amount), "money", None), _was(scenario, path))
        for path, amount in ((f"sources.{name}.amount", amount) for name, amount in raised)
    )


def _limit(scenario: Scenario, repair: Repair) -> LimitOutcome | None:
    """Return the limit that a row belongs to, as it stands; None for what is no bound that can give."""
    section, name, *rest = repair.place.split(".")
    if section == "constraints":
        return _constraint_limit(scenario.constraint(name), repair)
    if section == "spending" and rest == ["amount"]:
        return _money_limit(repair.place, "≤", scenario.spending_class(name).amount)
    if section == "sources" and rest == ["amount"]:
        return _money_limit(repair.place, "≤", scenario.source(name).amount)
    if section == "funds":
        return _fund_limit(scenario, name)
    return _envelope_limit(scenario, repair.place) if rest[:1] == ["envelope"] else None


def _envelope_limit(scenario: Scenario, place: str) -> LimitOutcome | None:
    _, name, *_, side = place.split(".")
    envelope = scenario.programme(name).envelope
    if side == "at_least":
        return _money_limit(place, "≥", envelope.at_least)
    return None if envelope.at_most is None else _money_limit(place, "≤", envelope.at_most)


def _constraint_limit(constraint: Constraint, repair: Repair) -> LimitOutcome | None:
    if constraint.between_awards:
        return None
    lower = repair.side == "lower"
    sides = [side for side in sides_of(constraint) if side.lower == lower]
    if not sides:
        return None
    name = f"constraints.{constraint.id}"
    return _outcome(name, kind_of(constraint), "≥" if lower else "≤", sides[0].bound)


def _fund_limit(scenario: Scenario, name: str) -> LimitOutcome | None:
    """Return the opening balance of a fund as what holds its awards; None where it is not written."""
    path = f"funds.{name}.opening"
    opening = next(each.opening for each in scenario.funds if each.id == name)
    return None if _was(scenario, path) is None else _money_limit(path, "≤", opening)


def _money_limit(name: str, relation: str, bound: Fen) -> LimitOutcome:
    return _outcome(name, "money", relation, Fraction(bound))


def _outcome(name: str, kind: str, relation: str, bound: Fraction) -> LimitOutcome:
    nothing = Fraction(0)
    return LimitOutcome(name, name, "", True, kind, None, relation, bound, nothing, False, False)


def _asked(laid: Laid, repair: Repair, limit: LimitOutcome) -> Iterator[Fraction]:
    """Yield how far a limit may have to give, the least first: what is proved, then more and more."""
    _, units = laid.formulation.units.get(repair.name, ("money", 1))
    first = FINEST_RATIO if limit.kind == "ratio" else Fraction(up(Fraction(repair.amount, units)))
    return (first * 2**doubling for doubling in range(MOST_DOUBLINGS))


def _is_feasible(laid: Laid, limit: LimitOutcome, by: Fraction, effort: Effort) -> bool:
    looser = changed(laid.scenario, limit, by)
    if looser is None:
        return False
    # whether there is a plan at all does not hang on the goals: one is enough to look for it
    aimed = replace(looser, objective=looser.objective[:1])
    try:
        planned(laid_out(aimed, laid.claims), effort)
    except (InfeasibleError, ScenarioError, SolverFailedError):
        return False
    return True


def changed(scenario: Scenario, limit: LimitOutcome, by: Fraction) -> Scenario | None:
    """Return the scenario as the overlay makes it: an equality stays one, at another value."""
    looser = loosened(scenario, limit, by)
    section, name, *_ = limit.name.split(".")
    if looser is None or section != "constraints" or scenario.constraint(name).is_ is None:
        return looser
    moved = looser.constraint(name).between[limit.relation == "≤"]
    limits = (
        replace(each, is_=moved, between=()) if each.id == name else each for each in looser.constraints
    )
    return replace(looser, constraints=tuple(limits))


def _least_ratio(laid: Laid, limit: LimitOutcome, enough: Fraction, effort: Effort) -> Fraction:
    """Return the least that a ratio must give, in hundredths of a percentage point, given what is enough."""
    # half of it was not enough, since amounts were tried by doubling
    low, high = int(enough / FINEST_RATIO / 2), int(enough / FINEST_RATIO)
    while high - low > 1:
        middle = (low + high) // 2
        if _is_feasible(laid, limit, middle * FINEST_RATIO, effort):
            high = middle
        else:
            low = middle
    return high * FINEST_RATIO


# ── in the officer's words ─────────────────────────────────────────────────────────────────────────


def _path(scenario: Scenario, limit: LimitOutcome) -> str:
    section, name, *_ = limit.name.split(".")
    if section != "constraints":
        return limit.name
    return f"{limit.name}.{written_name(scenario.constraint(name).bounds_given()[0])}"


def _written(scenario: Scenario, limit: LimitOutcome, path: str, by: Fraction) -> str:
    moved = limit.bound - by if limit.relation == "≥" else limit.bound + by
    value = _value(moved, limit.kind, _was(scenario, path))
    if not path.endswith(".between"):
        return value
    constraint = scenario.constraint(path.split(".")[1])
    ends = [_value(side.bound, limit.kind, None) for side in sides_of(constraint)]
    low, high = (value, ends[1]) if limit.relation == "≥" else (ends[0], value)
    return f"[{low}, {high}]"


def _value(value: Fraction, kind: str, was: str | None) -> str:
    if kind == "money":
        whole = value.denominator == 1 and int(value) % (TEN_THOUSAND // 100) == 0
        return f"{plain(value / TEN_THOUSAND)}万元" if whole else f"{plain(value / 100)}元"
    if kind != "ratio":
        return plain(value)
    if was is not None and was.endswith(("x", "倍")):
        return f"{plain(value)}x"
    return f"{plain(value * 100)}%"


def _was(scenario: Scenario, path: str) -> str | None:
    """Return a value as it is written now; None where nothing is written, or no single value is."""
    if scenario.document is None:
        return None
    try:
        node = find(scenario.document.root, path)
    except FindingError:
        return None
    return node.text if isinstance(node, Scalar) else None
