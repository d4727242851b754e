"""Rules between awards, as rows and judged: one needs or excludes another, equals are treated alike.

In a group (or in the whole) every counted award of one selection may need counted awards of another, or
exclude them. Those who agree in some columns and in their claim get the same within one fen, or come in the
order of a lottery.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from simulator.constraints import MEASURES, Part, Selection
from simulator.engine.pots import ProgrammePot
from simulator.engine.selection import WHOLE, Grouping, LimitRows, Plan, grouped, part_of
from simulator.engine.steering import picks
from simulator.engine.streams import numbers_of
from simulator.exact import Flags
from simulator.model.groups import gathered, group_codes, text_codes
from simulator.model.limits import Constraint, Selector
from simulator.money import Fen, IntColumn
from simulator.optimise import Kind, ProblemBuilder
from simulator.optimise.problem import IntArray
from simulator.optimise.spread import (
    Spread,
    award_spread,
    columns_spread,
    end_to_end,
    nothing_spread,
    total_spread,
    weighed_spread,
)
from simulator.optimise.terms import OUTSIDE, Members, Owners


@dataclass(frozen=True, slots=True)
class Finding:
    """How a rule between awards came out in one group: the value, its bound, and the room left."""

    group: str
    value: Fraction
    bound: Fraction
    slack: Fraction


def award_rule_rows(builder: ProblemBuilder, plan: Plan, constraint: Constraint) -> LimitRows:
    """Return the rows of a rule between awards, with the columns that it needs added."""
    if constraint.equal is not None:
        return _joined(_equal_rows(builder, plan, constraint, constraint.equal))
    grouping = rule_grouping(plan, constraint)
    rule = _needs_rows if constraint.needs is not None else _excludes_rows
    return _joined(rule(builder, plan, constraint, grouping))


def award_rule_findings(plan: Plan, constraint: Constraint) -> tuple[Finding, ...]:
    """Return how a rule between awards came out in a plan that is made, a group at a time."""
    if constraint.equal is not None:
        return (_equal_finding(plan, constraint, constraint.equal),)
    return tuple(_counted_findings(plan, constraint, rule_grouping(plan, constraint)))


def needed_of(constraint: Constraint) -> int:
    """Return how many counted awards each one needs; one, unless it says `at_least`."""
    return 1 if constraint.at_least is None else int(constraint.at_least.as_count())


def rule_grouping(plan: Plan, constraint: Constraint) -> Grouping:
    """Return the groups a rule between awards is repeated for: the whole, unless it says `per`."""
    if constraint.per is None or constraint.every is None:
        return WHOLE
    other = constraint.needs or constraint.excludes or constraint.every
    return grouped(plan, [constraint.every, other], constraint.per)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Some rows of a rule under way: exact forms, bounds in their own units, and who misses what.

    `weight` is what one unit of a miss adds to each row.
    """

    names: list[str]
    spread: Spread
    lower: int | None
    upper: int | None
    weight: int
    misses: list[int]


def _joined(parts: Sequence[_Rows]) -> LimitRows:
    """Return the rows as one block: whole coefficients, constants carried to the bounds."""
    names, lower, upper, weights, misses = [], [], [], [], []
    spreads = []
    for part in parts:
        constants = part.spread.constants.tolist()
        names += part.names
        lower += [None if part.lower is None else part.lower - each for each in constants]
        upper += [None if part.upper is None else part.upper - each for each in constants]
        weights += [part.weight] * len(constants)
        misses += part.misses
        spreads.append(_bare(part.spread))
    strays = any(bool(part.spread.slack.any()) for part in parts)
    joined = end_to_end(spreads) if spreads else nothing_spread(0)
    rows = (tuple(names), joined, tuple(lower), tuple(upper), tuple(weights), tuple(misses), strays)
    return LimitRows(*rows)


def _bare(spread: Spread) -> Spread:
    zeros = np.zeros(len(spread), dtype=np.int64)
    return Spread(spread.starts, spread.columns, spread.numerators, 1, zeros, zeros)


# ── one award needs, or excludes, another ──────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Single:
    """Awards one by one: names, the group of each, and the form that is 1 once it counts."""

    names: list[str]
    groups: Owners
    counted: Spread

    def of(self, chosen: Flags) -> "_Single":
        """Return some of them."""
        kept = [name for name, own in zip(self.names, chosen.tolist(), strict=True) if own]
        return _Single(kept, self.groups[chosen], self.counted.take(chosen))

    def numbers(self) -> list[int]:
        """Return the awards' numbers."""
        return list(range(len(self.names)))


def _needs_rows(
    builder: ProblemBuilder, plan: Plan, constraint: Constraint, grouping: Grouping
) -> list[_Rows]:
    own, needed = _singles(plan, _selector(constraint.every), grouping), needed_of(constraint)
    others = _counts(plan, _selector(constraint.needs), grouping)
    crowd = np.bincount(own.groups, minlength=len(grouping.names))
    alone = own.of(crowd[own.groups] == 1)
    path = f"constraints.{constraint.id}"
    single = total_spread((others.take(alone.groups), alone.counted.times(-needed)), len(alone.names))
    names = _each_named(path, grouping, alone, "every")
    return [
        _Rows(names, single, 0, None, needed, alone.numbers()),
        *_needing_groups(
            builder, path, grouping, (own.of(crowd[own.groups] > 1), others, needed), len(alone.names)
        ),
    ]


def _needing_groups(
    builder: ProblemBuilder, path: str, grouping: Grouping, rule: tuple[_Single, Spread, int], first: int
) -> list[_Rows]:
    """Return the rows of groups with several awards: a 0/1 column says that any of them counts."""
    own, others, needed = rule
    groups, switches = _switches(builder, path, grouping, own.groups)
    opened = total_spread((switches.take(_at(groups, own.groups)), own.counted.times(-1)), len(own.names))
    served = total_spread((others.take(groups), switches.times(-needed)), len(groups))
    names = _each_named(path, grouping, own, "every")
    served_names = [_named(path, grouping, each, "needs") for each in groups.tolist()]
    return [
        _Rows(names, opened, 0, None, 1, [first + each for each in own.numbers()]),
        _Rows(served_names, served, 0, None, 1, [-1] * len(groups)),
    ]


def _excludes_rows(
    builder: ProblemBuilder, plan: Plan, constraint: Constraint, grouping: Grouping
) -> list[_Rows]:
    """Return the rows: a 0/1 column a group lets either the one side count or the other."""
    own, others = (
        _singles(plan, _selector(each), grouping) for each in (constraint.every, constraint.excludes)
    )
    both = np.intersect1d(own.groups, others.groups)
    own, others = own.of(np.isin(own.groups, both)), others.of(np.isin(others.groups, both))
    path = f"constraints.{constraint.id}"
    groups, switches = _switches(builder, path, grouping, both)
    opened = total_spread((switches.take(_at(groups, own.groups)), own.counted.times(-1)), len(own.names))
    closed = total_spread((switches.take(_at(groups, others.groups)), others.counted), len(others.names))
    first = len(own.names)
    return [
        _Rows(_each_named(path, grouping, own, "every"), opened, 0, None, 1, own.numbers()),
        _Rows(
            _each_named(path, grouping, others, "excludes"),
            closed,
            None,
            1,
            1,
            [first + each for each in others.numbers()],
        ),
    ]


def _switches(
    builder: ProblemBuilder, path: str, grouping: Grouping, groups: Owners
) -> tuple[Owners, Spread]:
    """Add a 0/1 column for each group that occurs; return the groups, and the columns as forms."""
    found = np.unique(groups)
    names = [f"{_named(path, grouping, group, '')}counts" for group in found.tolist()]
    return found, columns_spread(np.array(builder.add_columns(names, 0, 1, Kind.CHOICE), dtype=np.int64))


def _at(groups: Owners, wanted: Owners) -> Members:
    return np.searchsorted(groups, wanted)


def _each_named(path: str, grouping: Grouping, own: _Single, word: str) -> list[str]:
    pairs = zip(own.groups.tolist(), own.names, strict=True)
    return [_named(path, grouping, group, f"{word} {name}") for group, name in pairs]


def _named(path: str, grouping: Grouping, group: int, name: str) -> str:
    inside = f"[{grouping.names[group]}]" if grouping is not WHOLE else ""
    return f"{path}{inside} {name}"


def _selector(selector: Selector | None) -> Selector:
    return selector or Selector()


def _picked(plan: Plan, selector: Selector, grouping: Grouping) -> Iterator[tuple[ProgrammePot, Part]]:
    for pot in plan.pots:
        if picks(selector, pot.programme):
            yield pot, part_of(plan, pot, selector, grouping)


def _singles(plan: Plan, selector: Selector, grouping: Grouping) -> _Single:
    """Return the awards a selector picks that may count."""
    names: list[str] = []
    groups, forms = [np.zeros(0, dtype=np.int64)], [nothing_spread(0)]
    for pot, part in _picked(plan, selector, grouping):
        terms, ones = plan.terms[pot.programme.id], np.ones(part.chosen.size, dtype=np.int64)
        # an award that is decided beforehand may count too, though nothing is claimed of the pot any more
        rows = np.flatnonzero(part.chosen & ((pot.pot.claims > 0) | terms.base_counted))
        numbers = np.full(part.chosen.size, OUTSIDE, dtype=np.int64)
        numbers[rows] = np.arange(rows.size)
        names += [f"{pot.programme.id}/{pot.pot.ids[row]}".rstrip("/") for row in rows.tolist()]
        groups.append(part.owners[rows])
        forms.append(weighed_spread(terms, ones, 1, numbers, rows.size))
    found = _Single(names, np.concatenate(groups), end_to_end(forms))
    return found.of((np.diff(found.counted.starts) > 0) | (found.counted.constants != 0))


def _counts(plan: Plan, selector: Selector, grouping: Grouping) -> Spread:
    parts = tuple(part for _, part in _picked(plan, selector, grouping))
    return MEASURES["count"].spread(Selection(parts, count=len(grouping.names)))


def _counted_findings(plan: Plan, constraint: Constraint, grouping: Grouping) -> Iterator[Finding]:
    own, others = (
        _numbers(plan, each, grouping) for each in (constraint.every, constraint.needs or constraint.excludes)
    )
    if constraint.needs is not None:
        wrong = np.where(others < needed_of(constraint), own, 0)
    else:
        wrong = np.minimum(own, others)
    for name, value in zip(grouping.names, wrong.tolist(), strict=True):
        yield Finding(name, Fraction(value), Fraction(0), Fraction(-value))


def _numbers(plan: Plan, selector: Selector | None, grouping: Grouping) -> IntArray:
    """Return how many of the picked awards count in each group of a plan that is made."""
    parts = tuple(part for _, part in _picked(plan, _selector(selector), grouping))
    numbers, _ = MEASURES["count"].values(Selection(parts, count=len(grouping.names)))
    return numbers


# ── equals ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    """Rows of one pot in groups of two or more who agree, group after group, in the order they come in."""

    pot: ProgrammePot
    rows: Members
    starts: Members
    member: Members


def _alikes(plan: Plan, constraint: Constraint, selector: Selector) -> Iterator[_Alike]:
    for pot, part in _picked(plan, selector, WHOLE):
        if pot.programme.is_line:
            continue
        rows = np.flatnonzero(part.chosen & (pot.pot.claims > 0))
        codes = _codes(pot, constraint.by)[rows]
        groups = gathered(codes, _order(constraint, pot, rows))
        sizes = np.diff(np.append(groups.starts, rows.size))
        kept = sizes[groups.member] > 1
        ordered, member = rows[groups.positions[kept]], groups.member[kept]
        _, starts, dense = np.unique(member, return_index=True, return_inverse=True)
        yield _Alike(pot, ordered, starts, dense)


def _codes(pot: ProgrammePot, columns: tuple[str, ...]) -> IntColumn:
    own = group_codes([pot.pot.rows.columns[name] for name in columns], pot.pot.claims.size)
    return text_codes(tuple(zip(own.tolist(), pot.pot.claims.tolist(), strict=True)))


def _order(constraint: Constraint, pot: ProgrammePot, rows: Members) -> Members:
    """Return the order in which equals come: that of the draw, or else that of their ids."""
    if constraint.lottery is None:
        return np.arange(rows.size)
    drawn = numbers_of(("lottery", constraint.lottery), [pot.pot.ids[row] for row in rows.tolist()])
    return np.argsort(drawn, kind="stable")


def _equal_rows(
    builder: ProblemBuilder, plan: Plan, constraint: Constraint, selector: Selector
) -> list[_Rows]:
    found: list[_Rows] = []
    first = 0
    for alike in _alikes(plan, constraint, selector):
        found += [_that_bind(builder, each) for each in _one_pot(builder, plan, constraint, alike, first)]
        first += alike.rows.size
    return found


def _one_pot(
    builder: ProblemBuilder, plan: Plan, constraint: Constraint, alike: _Alike, first: int
) -> list[_Rows]:
    terms, programme = plan.terms[alike.pot.programme.id], alike.pot.programme.id
    numbers = np.full(alike.pot.pot.claims.size, OUTSIDE, dtype=np.int64)
    numbers[alike.rows] = np.arange(alike.rows.size)
    awards = award_spread(terms, numbers, alike.rows.size)
    names = [
        f"constraints.{constraint.id} {programme}/{alike.pot.pot.ids[row]}" for row in alike.rows.tolist()
    ]
    if constraint.lottery is not None:
        return [_in_turn(awards, alike, names, first)]
    if awards.slack.any() or _is_whole(plan, alike, awards):
        return [_as_the_first(awards, alike, names, first, hard=constraint.hard)]
    return _around(builder, awards, alike, names, first)


def _is_whole(plan: Plan, alike: _Alike, awards: Spread) -> bool:
    """Return whether each award is all or nothing: one 0/1 column times the claim."""
    terms, claims = plan.terms[alike.pot.programme.id], alike.pot.pot.claims[alike.rows]
    if not (np.diff(awards.starts) == 1).all() or awards.constants.any():
        return False
    choices = terms.columns.choice[awards.columns - terms.first]
    return bool(choices.all()) and np.array_equal(awards.numerators, claims)


def _difference(awards: Spread, rows: Members, less: Members) -> Spread:
    return total_spread((awards.take(rows), awards.take(less).times(-1)), len(rows))


def _as_the_first(awards: Spread, alike: _Alike, names: list[str], first: int, *, hard: bool) -> _Rows:
    """Return a row for each but the first of a group: the same award, within a fen where it is whole."""
    rest = np.setdiff1d(np.arange(alike.rows.size), alike.starts)
    spread = _difference(awards, rest, alike.starts[alike.member[rest]])
    # what is shared in proportion is known as an exact share only, and equal shares come out within a fen
    room = 0 if awards.slack.any() else 1
    misses = [first + int(each) for each in alike.member[rest]]
    own = [names[each] for each in rest.tolist()]
    if hard and not awards.slack.any() and int(np.abs(spread.numerators).min(initial=2)) > 1:
        # all or nothing of one claim above a fen: within a fen is the same
        signs = np.sign(spread.numerators)
        spread, room = Spread(spread.starts, spread.columns, signs, 1, spread.constants, spread.slack), 0
    unit = spread.denominator
    return _Rows(own, spread, -room * unit, room * unit, unit, misses)


def _around(
    builder: ProblemBuilder, awards: Spread, alike: _Alike, names: list[str], first: int
) -> list[_Rows]:
    """Return rows that keep every award of a group at a common amount, or one fen above it."""
    claims = alike.pot.pot.claims[alike.rows[alike.starts]]
    commons = [f"{names[start]} or a fen less" for start in alike.starts.tolist()]
    columns = np.array(builder.add_columns(commons, 0, claims.tolist(), Kind.AMOUNT), dtype=np.int64)
    common = columns_spread(columns).take(alike.member)
    spread = total_spread((awards, common.times(-1)), alike.rows.size)
    misses = [first + int(each) for each in alike.member]
    least = [f"{name} ≥" for name in names]
    most = [f"{name} ≤" for name in names]
    return [
        _Rows(least, spread, 0, None, spread.denominator, [-1] * len(names)),
        _Rows(most, spread, None, spread.denominator, spread.denominator, misses),
    ]


def _in_turn(awards: Spread, alike: _Alike, names: list[str], first: int) -> _Rows:
    """Return a row for each but the first of a group: no more than whoever was drawn before."""
    rest = np.setdiff1d(np.arange(alike.rows.size), alike.starts)
    spread = _difference(awards, rest - 1, rest)
    room = 0 if awards.slack.any() or alike.pot.method.optimised else 1
    own = [names[each] for each in rest.tolist()]
    misses = [first + number for number in range(rest.size)]
    return _Rows(own, spread, -room * spread.denominator, None, spread.denominator, misses)


def _that_bind(builder: ProblemBuilder, rows: _Rows) -> _Rows:
    """Return the rows that some plan could break."""
    least, most = rows.spread.reach(*builder.bounds())
    kept = np.zeros(len(rows.names), dtype=np.bool_)
    if rows.lower is not None:
        kept |= np.asarray(least < rows.lower, dtype=np.bool_)
    if rows.upper is not None:
        kept |= np.asarray(most > rows.upper, dtype=np.bool_)
    names = [name for name, own in zip(rows.names, kept.tolist(), strict=True) if own]
    misses = [miss for miss, own in zip(rows.misses, kept.tolist(), strict=True) if own]
    return _Rows(names, rows.spread.take(kept), rows.lower, rows.upper, rows.weight, misses)


def _equal_finding(plan: Plan, constraint: Constraint, selector: Selector) -> Finding:
    worst, over, bound = 0, 0, 0 if constraint.lottery is not None else 1
    for alike in _alikes(plan, constraint, selector):
        awards = plan.awards[alike.pot.programme.id][alike.rows].tolist()
        edges = [*alike.starts.tolist(), len(awards)]
        room = _room(constraint, alike.pot)
        bound = max(bound, room)
        for low, high in pairwise(edges):
            unequal = _unequal(constraint, awards[low:high])
            worst = max([worst, *unequal])
            over += sum(max(0, each - room) for each in unequal)
    slack = -over if over else max(0, bound - worst)
    group = "" if constraint.lottery is None else f"{constraint.lottery}"
    return Finding(group, Fraction(worst), Fraction(bound), Fraction(slack))


def _room(constraint: Constraint, pot: ProgrammePot) -> Fen:
    # a method that shares out may owe equals a fen of rounding; the plan's own choice owes none in a lottery
    return 0 if constraint.lottery is not None and pot.method.optimised else 1


def _unequal(constraint: Constraint, awards: list[Fen]) -> list[Fen]:
    """Return by how much equals differ, or those drawn later get more."""
    if constraint.lottery is None:
        return [max(awards) - min(awards)]
    return [max(0, later - earlier) for earlier, later in pairwise(awards)]
