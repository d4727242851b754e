"""Every figure that a case may expect, by name: what each row gets and loses, sums, limits, schedules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from simulator.engine.counts import needs_of
from simulator.engine.schedule import cash_outlay, commitment, instalments, milestone_payments
from simulator.exact import Exact
from simulator.expression import Column
from simulator.model.case import Case, CashPlan, CountTarget, Milestones, Payments, Publish
from simulator.model.groups import texts_of
from simulator.model.names import figure_columns, rows_of
from simulator.model.result import (
    Allocation,
    LimitOutcome,
    ProgrammeAllocation,
    ProgrammeClaims,
    Result,
    StepTrace,
)
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.money import FEN_OF_UNIT, Fen, as_printed, half_up, percent
from simulator.problems import FindingError, ScenarioError

AMOUNTS = ("money", "count", "number", "share", "multiple", "points", "days", "ratio")
ALL_ROWS = "total"
# what a step settles beside the award is money, but for these
KIND_OF_PART: Mapping[str, str] = MappingProxyType(
    {"suspended": "yes_no", "rounds": "count", "reduced": "yes_no"}
)


@dataclass(frozen=True, slots=True)
class Figures:
    """A figure as it came out: its kind, its values (money in fen, yes as 1), and whose they are, if rows'.

    `ids` stands in the order of the values; without ids they are one value or a list of its own.
    """

    kind: str
    values: tuple[Fraction | str, ...]
    ids: tuple[str, ...] = ()
    listed: bool = False


Named = Iterator[tuple[str, Figures]]


def one(kind: str, value: Fraction | int | bool | str) -> Figures:
    """Return a figure that is one value.

    >>> one("money", 100).values
    (Fraction(100, 1),)
    """
    return Figures(kind, (value if isinstance(value, str) else Fraction(value),))


def listed(kind: str, values: Iterable[Fraction | int | bool]) -> Figures:
    """Return a figure that is a list of its own, such as the instalments of an award."""
    return Figures(kind, tuple(Fraction(value) for value in values), listed=True)


# ── rows ───────────────────────────────────────────────────────────────────────────────────────────


def of_claims(claims: ProgrammeClaims) -> Named:
    """Yield what a rule makes of each row: steps, what they take and add, side figures, who is eligible."""
    ids = claims.ids
    yield "entitlement", _money(claims.entitlement.tolist(), ids)
    yield "eligible", Figures("yes_no", tuple(Fraction(int(each)) for each in claims.eligible), ids)
    for name, flags in claims.conditions:
        yield f"conditions.{name}", Figures("yes_no", tuple(Fraction(int(each)) for each in flags), ids)
    for name, column in claims.parts.items():
        yield name, Figures(KIND_OF_PART.get(name, "money"), tuple(map(Fraction, column.tolist())), ids)
    yield from _of_steps(claims.steps, ids)
    yield from _moves(claims)


def _money(values: Sequence[Fraction | int], ids: tuple[str, ...]) -> Figures:
    return Figures("money", tuple(Fraction(each) for each in values), ids)


def _of_steps(steps: Iterable[StepTrace], ids: tuple[str, ...]) -> Named:
    """Yield the amount after every step by its path within the rule, and of a limb by the limb's."""
    for step in steps:
        yield _within_rule(step.path), _money(step.after.fractions(), ids)
        for name, inside in step.limbs:
            if inside:
                yield _within_rule(f"{step.path}.{name}"), _money(inside[-1].after.fractions(), ids)
            yield from _of_steps(inside, ids)


def _within_rule(path: str) -> str:
    # a path begins with programmes, the programme's id, and award or distribute
    return path.split(".", 3)[-1]


def _moves(claims: ProgrammeClaims) -> Named:
    """Yield what each step took from the amount before it, and what it added, of the eligible."""
    before = [Fraction(0)] * len(claims.ids)
    eligible = claims.eligible.tolist()
    for step in claims.steps:
        after = list(step.after.fractions())
        change = [
            (later - earlier) * taking for later, earlier, taking in zip(after, before, eligible, strict=True)
        ]
        name = step.path.rpartition(".")[2]
        yield f"lost_to.{name}", _money([max(Fraction(0), -each) for each in change], claims.ids)
        yield f"raised_by.{name}", _money([max(Fraction(0), each) for each in change], claims.ids)
        before = after


def of_columns(table: Table) -> Named:
    """Yield the columns of a case's rows, derived ones too."""
    for name, column in table.columns.items():
        yield f"columns.{name}", _of_column(column, table.ids)


def _of_column(column: Column, ids: tuple[str, ...]) -> Figures:
    if isinstance(column.data, Exact):
        return Figures(column.type.kind, column.data.fractions(), ids)
    if column.type.kind == "yes_no":
        return Figures("yes_no", tuple(Fraction(int(each)) for each in column.data), ids)
    return Figures("text", texts_of(column), ids)


def totals(figures: Mapping[str, Figures]) -> Named:
    """Yield the sum over all rows of every amount that rows have: `total` is that of the awards."""
    for name, each in figures.items():
        if each.ids and each.kind in AMOUNTS and not name.startswith("columns."):
            numbers = (value for value in each.values if isinstance(value, Fraction))
            if name == "award":
                yield ALL_ROWS, one(each.kind, sum(numbers))
            else:
                yield f"{ALL_ROWS}.{name}", one(each.kind, sum(numbers))


# ── the whole ──────────────────────────────────────────────────────────────────────────────────────


def of_result(result: Result) -> Named:
    """Yield what a run came to as a whole: that there is a plan, what is left, every limit."""
    yield "feasible", one("yes_no", True)
    yield "unspent", one("money", _unspent(result.allocation))
    for each in result.limits:
        yield from _of_limit(each)


def of_allocation(made: ProgrammeAllocation) -> Named:
    """Yield what a programme pays: each award, and how many there are."""
    yield "award", _money(made.award.tolist(), made.ids)
    yield "awards", one("count", made.awards)


def _unspent(allocation: Allocation) -> Fen:
    return sum(each.unspent_fen for each in allocation.spending)


def _of_limit(limit: LimitOutcome) -> Named:
    name = f"{limit.name}.{limit.group}" if limit.group else limit.name
    if limit.value is not None:
        yield f"{name}.value", one(limit.kind, limit.value)
    yield f"{name}.met", one("yes_no", limit.met)
    yield f"{name}.slack", one("money" if limit.kind == "money" else "number", limit.slack)


def of_scenario(scenario: Scenario) -> Named:
    """Yield every figure of a settled scenario."""
    for name, column in figure_columns(scenario.figures).items():
        found = _of_column(column, ())
        yield f"figures.{name}", found


# ── schedules ──────────────────────────────────────────────────────────────────────────────────────


def of_blocks(case: Case, scenario: Scenario, table: Table | None, awards: Figures | None) -> Named:
    """Yield what a case's payments, milestones, cash plan, printed table and targets come to."""
    notes = case.notes
    paid = awards or Figures("money", ())
    yield from _of_payments(notes.payments, paid) if notes.payments else ()
    yield from _of_milestones(notes.milestones, paid, scenario, table) if notes.milestones and table else ()
    yield from _of_cash(notes.cash) if notes.cash else ()
    yield from _of_publish(notes.publish, _in_order(paid, case.order)) if notes.publish else ()
    yield from _of_targets(notes.targets, case.pot_fen) if notes.targets else ()


def _whole(figures: Figures) -> tuple[Fen, ...]:
    return tuple(half_up(value) for value in figures.values if isinstance(value, Fraction))


def _in_order(figures: Figures, order: tuple[str, ...]) -> tuple[Fen, ...]:
    by_id = dict(zip(figures.ids, _whole(figures), strict=True))
    return tuple(by_id[name] for name in order)


def _of_payments(payments: Payments, awards: Figures) -> Named:
    if sum(payments.shares) != 1:
        raise _at(payments, FindingError("C709", percent=percent(Fraction(sum(payments.shares)), 2)))
    each_award = [instalments(award, payments.shares) for award in _whole(awards)]
    summed = tuple(sum(column) for column in zip(*each_award, strict=True))
    yield "payments", listed("money", summed)
    for name, parts in zip(awards.ids, each_award, strict=True):
        yield f"payments.{name}", listed("money", parts)
    bound = commitment(summed, payments.budgets)
    yield "payments.committed", one("money", bound.committed)
    yield "payments.cash_fits", listed("yes_no", bound.cash_fits)
    yield "payments.commitment_fits", one("yes_no", bound.commitment_fits)


def _of_milestones(milestones: Milestones, awards: Figures, scenario: Scenario, table: Table) -> Named:
    population = scenario.population(table.name)
    rows = rows_of(table, figure_columns(scenario.figures), population.key)
    try:
        done = rows.flags(milestones.done).tolist()
    except FindingError as error:
        raise _at(milestones, error) from error
    paid = milestone_payments(_whole(awards), done, milestones.retention)
    yield "milestones.due", one("money", paid.due)
    yield "milestones.unpaid", one("money", paid.unpaid)
    yield "milestones.retained", one("money", paid.retained)


def _of_cash(plan: CashPlan) -> Named:
    falling = any(later < earlier for earlier, later in pairwise(plan.ceilings))
    if len(plan.ceilings) != len(plan.demands) or falling:
        facts = {"ceilings": len(plan.ceilings), "demands": len(plan.demands)}
        raise _at(plan, FindingError("C714", **facts))
    outlay = cash_outlay(plan.budget, plan.ceilings, plan.demands)
    yield "cash.ceilings", listed("money", outlay.ceilings)
    yield "cash.paid", listed("money", outlay.paid)
    yield "cash.waiting", listed("money", outlay.waiting)
    yield "cash.unmet", one("money", outlay.unmet)


def _of_publish(publish: Publish, lines: tuple[Fen, ...]) -> Named:
    quantum = Fraction(FEN_OF_UNIT[publish.unit], 10**publish.decimals)
    printed = as_printed(lines, publish.unit, publish.decimals, publish.tail)
    yield "publish.lines", listed("money", (each * quantum for each in printed))
    yield "publish.alone", listed("money", (half_up(line / quantum) * quantum for line in lines))
    yield "publish.total", one("money", sum(printed) * quantum)


def _of_targets(targets: tuple[CountTarget, ...], budget: Fen | None) -> Named:
    needs = needs_of(targets)
    for name, number in needs.needed:
        yield f"targets.{name}.needed", one("count", number)
    for name, cost in needs.costs:
        yield f"targets.{name}.cost", one("money", cost)
    yield "targets.least_cost", one("money", needs.least_cost)
    if budget is not None:
        yield "targets.feasible", one("yes_no", needs.feasible(budget))
        yield "targets.shortfall", one("money", needs.shortfall(budget))


def _at(part: Payments | Milestones | CashPlan, error: FindingError) -> ScenarioError:
    return ScenarioError([error.at(part.place)])
