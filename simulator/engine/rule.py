"""An award rule at work: stretches of row-by-row steps run by kernels, between them steps across rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from simulator.algebra import EVERYONE, NOTHING, Number, Source, Truth, flag, leaf, sources
from simulator.algebra.exactly import evaluate
from simulator.algebra.kernels import compile_rounded
from simulator.engine.rates import Used, refuse_wild_rates
from simulator.exact import Exact, Flags
from simulator.expression import fetcher
from simulator.model.result import KernelUse, StepTrace
from simulator.model.step import GroupStep, Rows, Sheet, Step, inner, parts_of, run_steps
from simulator.money import IntColumn

Fetch = Callable[[Source], Exact | Flags]
ELIGIBLE = "eligible:"  # no column can be called so


@dataclass(frozen=True, slots=True)
class SoFar:
    """The column of whole fen that a stretch starts from: what the step across applicants before it left."""

    stretch: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Row-by-row steps, and the step across applicants that follows them, if any."""

    number: int
    steps: tuple[Step, ...]
    group: GroupStep | None = None

    @property
    def start(self) -> Number:
        """Return the amount the stretch starts from."""
        return NOTHING if self.number == 0 else leaf(SoFar(self.number))


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """The steps of an award over given rows; `eligible` says who takes part."""

    steps: tuple[Step, ...]
    rows: Rows
    sheet: Sheet
    eligible: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """What a rule came to: whole fen, the fen after each step across applicants, how each stretch was run."""

    entitlement: IntColumn
    settled: tuple[IntColumn, ...]
    kernels: tuple[KernelUse, ...]


def stretches(steps: tuple[Step, ...]) -> tuple[Stretch, ...]:
    """Return the steps cut after each one that looks across applicants."""
    found, local = list[Stretch](), list[Step]()
    for step in steps:
        if isinstance(step, GroupStep):
            found.append(Stretch(len(found), tuple(local), step))
            local = []
        else:
            local.append(step)
    return (*found, Stretch(len(found), tuple(local)))


def work_out(rule: Rule) -> Worked:
    """Return the entitlement: half-up to whole fen once, at the end, never below zero, none if not eligible.

    Before a step across applicants the amounts are rounded in the same way. Raises FindingError E4xx when an
    expression cannot be evaluated on a row or is no rate, M401 when an award does not fit.
    """
    refuse_wild_rates(rule.steps, Used(rule.sheet, _fetch(rule, ()), rule.eligible))
    settled: tuple[IntColumn, ...] = ()
    kernels: tuple[KernelUse, ...] = ()
    amounts = np.zeros(rule.rows.count, dtype=np.int64)
    for stretch in stretches(rule.steps):
        if stretch.steps:
            amounts, kernel = _run(rule, stretch, settled)
            kernels = (*kernels, kernel)
        if stretch.group is not None:
            amounts = stretch.group.settle(amounts, rule.eligible, rule.rows)
            settled = (*settled, amounts)
    return Worked(amounts, settled, kernels)


def compiled(rule: Rule) -> Callable[[], IntColumn]:
    """Return a rule without steps across applicants, compiled for its rows: each call works it out anew."""
    amount, fetch = run_steps(rule.steps, rule.sheet)[-1], _fetch(rule, ())
    program = compile_rounded(amount, _ranges(amount, fetch), eligible=_taking_part(rule))
    return lambda: program.run_measured(fetch, rule.rows.count)


def _run(rule: Rule, stretch: Stretch, settled: tuple[IntColumn, ...]) -> tuple[IntColumn, KernelUse]:
    amount = run_steps(stretch.steps, rule.sheet, stretch.start)[-1]
    fetch = _fetch(rule, settled)
    program = compile_rounded(amount, _ranges(amount, fetch), eligible=_taking_part(rule))
    return program.run_measured(fetch, rule.rows.count), KernelUse(
        program.kernel, program.unit, program.largest
    )


def _taking_part(rule: Rule) -> Truth:
    return EVERYONE if rule.eligible.all() else flag(ELIGIBLE)


def _ranges(amount: Number, fetch: Fetch) -> dict[Source, tuple[int, int, int]]:
    """Return the smallest and largest numerator and the denominator of every column that has a common one."""
    columns = ((source, fetch(source)) for source in sources(amount))
    return {
        source: (int(column.numerator.min()), int(column.numerator.max()), column.denominator)
        for source, column in columns
        if isinstance(column, Exact) and isinstance(column.denominator, int) and len(column)
    }


def _fetch(rule: Rule, settled: tuple[IntColumn, ...]) -> Fetch:
    known: dict[Source, Exact | Flags] = {
        SoFar(number + 1): Exact(column) for number, column in enumerate(settled)
    }
    known[ELIGIBLE] = rule.eligible
    of_columns = fetcher(rule.rows.columns, rule.rows.count)

    def fetch(source: Source) -> Exact | Flags:
        # a part of an expression that is computed whole is computed once
        if source not in known:
            known[source] = of_columns(source)
        return known[source]

    return fetch


# ── every step, for explaining ─────────────────────────────────────────────────────────────────────


def trace(rule: Rule, path: str, settled: tuple[IntColumn, ...]) -> tuple[StepTrace, ...]:
    """Return every step with the exact amount after it; `settled` as `work_out` found it on these rows."""
    fetch = _fetch(rule, settled)
    return tuple(_traces(rule, path, settled, fetch))


def _traces(rule: Rule, path: str, settled: tuple[IntColumn, ...], fetch: Fetch) -> Iterator[StepTrace]:
    for stretch in stretches(rule.steps):
        yield from _local(rule, stretch.steps, path, stretch.start, fetch)
        if stretch.group is not None:
            after = Exact(settled[stretch.number])
            yield StepTrace(f"{path}.{step_name(stretch.group)}", stretch.group.word, after)


def _local(
    rule: Rule, steps: tuple[Step, ...], path: str, start: Number, fetch: Fetch
) -> Iterator[StepTrace]:
    numbers = run_steps(steps, rule.sheet, start)
    for step, after in zip(steps, evaluate(numbers, fetch, rule.rows.count), strict=True):
        here = f"{path}.{step_name(step)}"
        limbs = tuple(
            (each.name, tuple(_local(rule, each.steps, f"{here}.{each.name}", NOTHING, fetch)))
            for each in inner(step)
        )
        yield StepTrace(here, step.word, _exact(after), limbs)


def _exact(column: Exact | Flags) -> Exact:
    if not isinstance(column, Exact):
        raise TypeError("an amount is a number")
    return column


def side_figures(rule: Rule, settled: tuple[IntColumn, ...]) -> Mapping[str, IntColumn]:
    """Return what the rule settles beside the award, whole fen (half-up) by name, nothing if not eligible."""
    fetch, found = _fetch(rule, settled), dict[str, IntColumn]()
    for stretch in stretches(rule.steps):
        pairs = parts_of(stretch.steps, rule.sheet, stretch.start)
        columns = evaluate([number for _, number in pairs], fetch, rule.rows.count)
        rounded = (_exact(each).round() for each in columns)
        shown = zip((name for name, _ in pairs), rounded, strict=True)
        found.update(_added(found, dict(shown), rule.eligible))
        if stretch.group is not None:
            found.update(_added(found, _shown(rule, stretch, settled), rule.eligible))
    return found


def _shown(rule: Rule, stretch: Stretch, settled: tuple[IntColumn, ...]) -> Mapping[str, IntColumn]:
    group = stretch.group
    if group is None:
        return {}
    before = replace(rule, steps=stretch.steps)
    amounts = np.zeros(rule.rows.count, dtype=np.int64)
    if stretch.steps:
        amounts, _ = _run(before, stretch, settled)
    elif stretch.number:
        amounts = settled[stretch.number - 1]
    return dict(group.shown(amounts, rule.eligible, rule.rows))


def _added(
    found: Mapping[str, IntColumn], more: Mapping[str, IntColumn], eligible: Flags
) -> dict[str, IntColumn]:
    return {
        name: _plus(found.get(name), np.where(eligible, column, np.int64(0))) for name, column in more.items()
    }


def _plus(before: IntColumn | None, column: IntColumn) -> IntColumn:
    return column if before is None else (Exact(before) + Exact(column)).round()


def step_name(step: Step) -> str:
    """Return what a step is addressed by in a path: its id, or else its word."""
    return getattr(step, "id", None) or step.word
