"""What each limit costs: the limit made a little looser, the whole plan solved and proved again.

Nothing here is a multiplier of a solver. Where every decision is a sum of money the best value is concave in
a bound, so a gain that is in proportion at both ends of a range is in proportion throughout; and in every
budget the best value never falls while a bound loosens, so a move between two that were tried gains no less
than the smaller and no more than the larger. Only these two are claimed of a range.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from simulator.engine.planning import Effort, Laid, Planned, laid_as, laid_out, planned
from simulator.model.price import NOTHING, RATE, STEPS, Price, Rung
from simulator.model.result import GoalOutcome, LimitOutcome, Result
from simulator.money import down
from simulator.problems import InfeasibleError, ScenarioError, SolverFailedError
from simulator.studies.loosened import loosened

STEPS_OF_BOUND = 50
LADDER = (1, 3, 10, 30)
"""The moves tried, in steps."""

FURTHEST = 1000
"""A range is looked for up to this many steps."""

FINENESS = 20
"""The end of a range is found to this part of it."""

ONE = {"count": Fraction(1), "points": Fraction(1), "ratio": Fraction(1, 100)}


def step_of(limit: LimitOutcome) -> Fraction:
    """Return the step a limit is loosened by: 1, one percentage point, or a round sum near a fiftieth."""
    return ONE[limit.kind] if limit.kind in ONE else round_part(limit.bound)


def round_part(fen: Fraction) -> Fraction:
    """Return a round sum near a fiftieth of an amount, one yuan at least.

    >>> round_part(Fraction(1_104_200_000))
    Fraction(10000000, 1)
    """
    size = down(abs(fen) / STEPS_OF_BOUND)
    return Fraction(max(100, 10 ** (len(str(size)) - 1)))


def priced(base: Result, laid: Laid, limit: LimitOutcome, effort: Effort) -> Price | None:
    """Return what loosening a hard limit is worth; None where it cannot be moved or no plan was found."""
    if not limit.hard or not base.goals:
        return None
    tries = _Tries(base, laid, limit, effort)
    step = step_of(limit)
    found = [(times * step, tries.at(times * step)) for times in LADDER]
    plans = [(by, plan) for by, plan in found if plan is not None]
    if not plans:
        return None
    goal = _first_changed(base, [plan for _, plan in plans])
    rungs = tuple(_rung(base, plan, by, goal) for by, plan in plans)
    return _shaped(tries, goal, limit.told_as, rungs)


def all_priced(base: Result, effort: Effort) -> Iterator[LimitOutcome]:
    """Yield every limit of a plan, those that hold it back with their price."""
    laid = laid_as(base)
    for limit in base.limits:
        yield replace(limit, price=priced(base, laid, limit, effort)) if limit.binding else limit


@dataclass(frozen=True, slots=True, eq=False)
class _Tries:
    """Plans of the same claims with one limit looser; the claims are worked out once, by the base."""

    base: Result
    laid: Laid
    limit: LimitOutcome
    effort: Effort

    def at(self, by: Fraction) -> Planned | None:
        scenario = loosened(self.laid.scenario, self.limit, by)
        if scenario is None:
            return None
        try:
            return planned(laid_out(scenario, self.laid.claims), self.effort)
        except (InfeasibleError, ScenarioError, SolverFailedError):
            return None


def _first_changed(base: Result, plans: list[Planned]) -> int:
    """Return the first goal that any of the plans changes; the first goal of all when none does."""
    changed = (
        index
        for plan in plans
        for index, (now, before) in enumerate(zip(plan.goals, base.goals, strict=True))
        if now.value != before.value
    )
    return min(changed, default=0)


def _rung(base: Result, plan: Planned, by: Fraction, goal: int) -> Rung:
    return Rung(by, gain(base, plan, goal), _counted(plan) - _counted(base), _spent(plan) - _spent(base))


def gain(base: Result, plan: Planned, goal: int) -> Fraction:
    """Return by how much a goal is better in a plan than in the base: more is good, whatever its sense."""
    sign = plan.laid.formulation.goals[goal].sign
    return sign * (plan.goals[goal].value - base.goals[goal].value)


def _counted(plan: Planned | Result) -> int:
    return sum(each.counted for each in plan.allocation.programmes)


def _spent(plan: Planned | Result) -> int:
    return sum(each.award_fen for each in plan.allocation.programmes)


def _shaped(tries: _Tries, goal: int, kind: str, rungs: tuple[Rung, ...]) -> Price:
    outcome: GoalOutcome = tries.base.goals[goal]
    price = Price(kind, outcome.subject, outcome.kind, NOTHING, rungs)
    first = price.step
    if not _is_nested(tries) or not _is_proved(tries.base):
        return replace(price, shape=STEPS if first.gain else NOTHING)
    if not first.gain:
        return replace(price, until=rungs[-1].by)
    if _is_divisible(tries.laid):
        slip = _slip(tries, goal)
        rate = first.gain / first.by
        until = _end(tries, goal, rungs, lambda by, got: abs(got - rate * by) <= slip)
        return replace(price, shape=RATE, until=until)
    return replace(price, shape=STEPS, until=rungs[-1].by)


def _is_proved(base: Result) -> bool:
    return all(goal.proved for goal in base.goals)


def _is_nested(tries: _Tries) -> bool:
    """Tell whether every plan of the base is a plan of the looser scenario too.

    Not where a class or a pot is divided beforehand: a larger pot is then shared anew.
    """
    section, name, *_ = tries.limit.name.split(".")
    if section == "constraints":
        return True
    members = (pot for pot in tries.laid.pots if name in (pot.programme.spending, pot.programme.id))
    return all(pot.given is None for pot in members)


def _is_divisible(laid: Laid) -> bool:
    problem = laid.formulation.problem
    return not bool((problem.choice & (problem.lower < problem.upper)).any())


def _slip(tries: _Tries, goal: int) -> Fraction:
    """Return what settling in whole fen may take of a goal: a fen's worth for every row that can bind."""
    return tries.base.goals[goal].tolerance * (tries.laid.formulation.problem.row_count + 1)


def _end(
    tries: _Tries, goal: int, rungs: tuple[Rung, ...], holds: Callable[[Fraction, Fraction], bool]
) -> Fraction | None:
    """Return the furthest move found for which a statement about the gain still holds."""
    reached = _last_that_holds(rungs, holds)
    if reached is None:
        return None
    beyond = next((rung.by for rung in rungs if rung.by > reached), None)
    while beyond is None:
        further = reached * LADDER[1]
        if further > rungs[0].by * FURTHEST:
            return reached
        if not _still(tries, goal, further, holds):
            beyond = further
        else:
            reached = further
    while beyond - reached > beyond / FINENESS:
        middle = _whole_middle(reached, beyond, rungs[0].by)
        if middle in (reached, beyond):
            break
        if _still(tries, goal, middle, holds):
            reached = middle
        else:
            beyond = middle
    return reached


def _last_that_holds(rungs: tuple[Rung, ...], holds: Callable[[Fraction, Fraction], bool]) -> Fraction | None:
    reached = None
    for rung in rungs:
        if rung.gain == 0 and not holds(rung.by, rung.gain):
            continue  # moves too small to gain anything stand before the first one that does
        if not holds(rung.by, rung.gain):
            return reached
        reached = rung.by
    return reached


def _still(tries: _Tries, goal: int, by: Fraction, holds: Callable[[Fraction, Fraction], bool]) -> bool:
    plan = tries.at(by)
    if plan is None or any(gain(tries.base, plan, before) for before in range(goal)):
        return False
    return holds(by, gain(tries.base, plan, goal))


def _whole_middle(low: Fraction, high: Fraction, step: Fraction) -> Fraction:
    """Return a move half way, rounded to a hundredth of the step, and to whole fen or units."""
    quantum = max(step / FINENESS, Fraction(1)) if step.denominator == 1 else step / FINENESS
    return down((low + high) / 2 / quantum) * quantum
