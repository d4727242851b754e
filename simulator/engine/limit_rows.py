"""The rows of limits: a block of arrays each, with the columns that a limit needs beside those of the pots.

A limit repeated by group has a row for each group that it can bind; where all a group can come to is within
the bound, there is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction

import numpy as np

from simulator.constraints import MEASURES, RowBlock, RowSpec, Switches, blocks, unit_of
from simulator.constraints.measures import reaching_columns
from simulator.engine.award_rules import award_rule_rows
from simulator.engine.empty_ratios import refuse_empty_ratios
from simulator.engine.selection import WHOLE, Grouping, LimitRows, Plan, grouped, select
from simulator.engine.steering import Measured, measured_by, steering
from simulator.model.limits import Constraint, Measure, Selector
from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.problem import IntArray, whole_array
from simulator.optimise.spread import Spread, end_to_end, spread_of, total_spread
from simulator.optimise.terms import Form
from simulator.problems import FindingError, ScenarioError


def with_limits(builder: ProblemBuilder, plan: Plan) -> Plan:
    """Return the plan with the rows of every limit that steers it, the columns they need added.

    Raises ScenarioError for a limit that cannot be put in rows, or that names an award nobody applied for.
    """
    refuse_empty_ratios(plan)
    plan = replace(plan, reached=_reached(builder, plan))
    limits = {each.id: _placed(builder, plan, each) for each in steering(plan.scenario)}
    return replace(plan, limits=limits, bounds=builder.bounds())


def limit_rows(plan: Plan, constraint: Constraint) -> Iterator[tuple[str, RowSpec]]:
    """Yield every row of a limit that steers the plan, with its name."""
    found = plan.limits[constraint.id]
    for at, name in enumerate(found.names):
        form = replace(found.spread.form(at), slack=int(found.strays))
        yield name, RowSpec(form, found.lower[at], found.upper[at], found.weights[at])


def add_limit(builder: ProblemBuilder, plan: Plan, constraint: Constraint) -> dict[str, tuple[str, int]]:
    """Add the rows of a limit that must hold; return what each row's units are of, and how many make one."""
    found, unit = plan.limits[constraint.id], unit_of(constraint)
    _add(builder, found.names, found.spread, found, f"constraints.{constraint.id}")
    return {name: (unit, weight) for name, weight in zip(found.names, found.weights, strict=True)}


def add_missed(builder: ProblemBuilder, plan: Plan, constraint: Constraint) -> Form:
    """Add the rows of a limit that should hold, each mended by its miss; return the sum of the misses."""
    found = plan.limits[constraint.id]
    most, names = _largest_misses(builder, found)
    columns = np.array(builder.add_columns(list(names.values()), 0, most, Kind.AMOUNT), dtype=np.int64)
    numbers = {miss: number for number, miss in enumerate(names)}
    own = np.array([numbers.get(miss, -1) for miss in found.misses], dtype=np.int64)
    signs = np.array([1 if upper is None else -1 for upper in found.upper], dtype=np.int64)
    weights = signs.astype(object) * np.array(found.weights, dtype=object)
    mended = own >= 0
    mending = spread_of(
        np.flatnonzero(mended), columns[own[mended]], whole_array(weights[mended].tolist()), len(own)
    )
    soft = tuple(f"soft {name}" for name in found.names)
    _add(builder, soft, total_spread((found.spread, mending), len(soft)), found, "")
    return Form.of(dict.fromkeys(columns.tolist(), Fraction(1)))


def measured(plan: Plan, measure: Measure) -> Form:
    """Return a measure of all that its selector picks, over the plan's columns."""
    return MEASURES[measure.word].form(select(plan, measure))


def measure_value(plan: Plan, measure: Measure) -> Fraction:
    """Return a measure of all that its selector picks, in a plan that is made."""
    return MEASURES[measure.word].value(select(plan, measure))


def ratio_forms(plan: Plan, constraint: Constraint, group: str = "") -> tuple[Form, Form]:
    """Return the top and the bottom of a ratio over the plan's columns, in one of its groups."""
    grouping = limit_grouping(plan, constraint)
    bottom = _bottom(plan, constraint, grouping)
    if bottom is None:
        raise TypeError(f"limit {constraint.id} is no ratio")
    top = MEASURES[constraint.top.word].spread(select(plan, constraint.top, grouping))
    at = grouping.names.index(group)
    return top.form(at), bottom.form(at)


def limit_grouping(plan: Plan, constraint: Constraint) -> Grouping:
    """Return the groups a limit is repeated for; the whole is the one group of a limit that is not."""
    if constraint.per is None:
        return WHOLE
    selectors = [constraint.top.selector]
    if constraint.bottom is not None and constraint.bottom.selector.same_group:
        selectors.append(constraint.bottom.selector)
    return grouped(plan, selectors, constraint.per)


# ── rows of a measure ──────────────────────────────────────────────────────────────────────────────


def _placed(builder: ProblemBuilder, plan: Plan, constraint: Constraint) -> LimitRows:
    try:
        _known_awards(plan, constraint)
        if constraint.between_awards:
            return award_rule_rows(builder, plan, constraint)
        return _measure_rows(builder, plan, constraint)
    except FindingError as finding:
        raise ScenarioError([finding.at(constraint.place)]) from finding


def _measure_rows(builder: ProblemBuilder, plan: Plan, constraint: Constraint) -> LimitRows:
    grouping = limit_grouping(plan, constraint)
    top = MEASURES[constraint.top.word].spread(select(plan, constraint.top, grouping))
    bottom = _bottom(plan, constraint, grouping)
    switches = _switches(builder, constraint, grouping, top) if constraint.or_nothing else None
    found = blocks(constraint, top, bottom, switches)
    strays = bool(top.slack.any() or (bottom is not None and bottom.slack.any()))
    bounds = builder.bounds()
    sides = [
        _side(block, number, constraint, grouping, bounds) for number, block in enumerate(found, start=1)
    ]
    names = tuple(name for own, _ in sides for name in own)
    kept = [block for _, block in sides]
    lower = tuple(int(b) if block.lower else None for block in kept for b in block.bounds.tolist())
    upper = tuple(None if block.lower else int(b) for block in kept for b in block.bounds.tolist())
    weights = tuple(int(each) for block in kept for each in block.weights.tolist())
    spread = end_to_end([block.spread for block in kept])
    return LimitRows(names, spread, lower, upper, weights, tuple(range(len(names))), strays)


def _side(
    block: RowBlock,
    number: int,
    constraint: Constraint,
    grouping: Grouping,
    bounds: tuple[IntArray, IntArray],
) -> tuple[list[str], RowBlock]:
    """Return the rows of one side that can bind, with their names."""
    sign = f"{'≥' if block.lower else '≤'} {number}"
    if grouping is WHOLE:
        return [f"constraints.{constraint.id} {sign}"], block
    least, most = block.spread.reach(*bounds)
    # a group that no plan can bring to its bound needs no row: of a hundred thousand few are left
    can_bind = np.asarray(least < block.bounds if block.lower else most > block.bounds, dtype=np.bool_)
    groups = np.flatnonzero(can_bind).tolist()
    names = [f"constraints.{constraint.id}[{grouping.names[group]}] {sign}" for group in groups]
    return names, block.take(can_bind)


def _bottom(plan: Plan, constraint: Constraint, grouping: Grouping) -> Spread | None:
    measure = constraint.bottom
    if measure is None:
        return None
    if measure.selector.same_group:
        return MEASURES[measure.word].spread(select(plan, measure, grouping))
    # the bottom is the whole unless its selector says so: each group is held against one and the same
    whole = MEASURES[measure.word].spread(select(plan, measure))
    return whole.take(np.zeros(len(grouping.names), dtype=np.int64))


def _switches(builder: ProblemBuilder, constraint: Constraint, grouping: Grouping, top: Spread) -> Switches:
    """Add a 0/1 column a group: whether it comes to anything at all."""
    _, most = top.reach(*builder.bounds())
    names = [f"constraints.{constraint.id}{f'[{name}]' if name else ''} paid" for name in grouping.names]
    columns = np.array(builder.add_columns(names, 0, 1, Kind.CHOICE), dtype=np.int64)
    return Switches(columns, tuple(Fraction(int(each), top.denominator) for each in most.tolist()))


def _known_awards(plan: Plan, constraint: Constraint) -> None:
    """Raise FindingError R624 for an award that is named and that nobody applied for."""
    for selector in _selectors(constraint):
        for award in selector.awards:
            programme, _, applicant = award.partition("/")
            ids = [pot.pot.ids for pot in plan.pots if pot.programme.id == programme]
            if not ids or applicant not in ids[0]:
                near = get_close_matches(applicant, ids[0] if ids else (), 1)
                raise FindingError("R624", award=award, programme=programme, nearest="".join(near))


def _selectors(constraint: Constraint) -> Iterator[Selector]:
    measures = (each for each in (constraint.top, constraint.bottom) if each is not None)
    own = (constraint.every, constraint.needs, constraint.excludes, constraint.equal)
    yield from (each.selector for each in measures)
    yield from (each for each in own if each is not None)


# ── applicants reached ─────────────────────────────────────────────────────────────────────────────


def _reached(builder: ProblemBuilder, plan: Plan) -> dict[tuple[int, ...], int]:
    """Add a 0/1 column for each set of awards any of which reaches an applicant, tied where it is pulled."""
    pulls: dict[tuple[int, ...], tuple[bool, bool]] = {}
    for each in measured_by(plan.scenario, "beneficiaries"):
        for own in reaching_columns(select(plan, each.measure, _grouping_of(plan, each))):
            raised, lowered = pulls.get(own, (False, False))
            pulls[own] = (raised or each.raised, lowered or each.lowered)
    return _tied(builder, pulls)


def _grouping_of(plan: Plan, each: Measured) -> Grouping:
    if each.constraint is None or each.constraint.per is None:
        return WHOLE
    is_top = each.measure is each.constraint.top
    return limit_grouping(plan, each.constraint) if is_top or each.measure.selector.same_group else WHOLE


def _tied(
    builder: ProblemBuilder, pulls: Mapping[tuple[int, ...], tuple[bool, bool]]
) -> dict[tuple[int, ...], int]:
    names = [f"reached by {'+'.join(map(str, own))}" for own in pulls]
    columns = builder.add_columns(names, 0, 1, Kind.CHOICE)
    links: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = []
    for name, column, (own, (raised, lowered)) in zip(names, columns, pulls.items(), strict=True):
        if raised:
            links.append((name, (*own, column), (*(1 for _ in own), -1)))
        if lowered:
            links.extend((f"{name} at {each}", (each, column), (-1, 1)) for each in own)
    sizes = [len(own) for _, own, _ in links]
    builder.add_rows(
        [name for name, _, _ in links],
        np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64),
        [column for _, own, _ in links for column in own],
        [number for _, _, numbers in links for number in numbers],
        [0] * len(links),
        [None] * len(links),
    )
    return dict(zip(pulls, columns, strict=True))


# ── adding ─────────────────────────────────────────────────────────────────────────────────────────


def _add(builder: ProblemBuilder, names: Sequence[str], spread: Spread, rows: LimitRows, place: str) -> None:
    builder.add_rows(names, spread.starts, spread.columns, spread.numerators, rows.lower, rows.upper, place)


def _largest_misses(builder: ProblemBuilder, found: LimitRows) -> tuple[list[int], dict[int, str]]:
    """Return the most each miss can come to within the bounds of the columns, and its name by its number.

    A looser bound would leave the search nothing to prune by.
    """
    least, most = (each.tolist() for each in found.spread.reach(*builder.bounds()))
    largest: dict[int, int] = {}
    names: dict[int, str] = {}
    for at, miss in enumerate(found.misses):
        if miss >= 0:
            lower, upper = found.lower[at], found.upper[at]
            short = 0 if lower is None else lower - least[at]
            over = 0 if upper is None else most[at] - upper
            names.setdefault(miss, f"missed {found.names[at]}")
            largest[miss] = max(largest.get(miss, 0), -(-max(0, short, over) // found.weights[at]))
    return [largest[miss] for miss in names], names
