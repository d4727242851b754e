"""Steps across applicants: one firm's, one year's, one pool's awards taken together (累计封顶, 就高不重复).

They work on whole fen, over the eligible alone, group by group, every tie to the smaller id. An amount
below nothing counts as nothing.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, ClassVar, cast

import numpy as np

from simulator.algebra import NOTHING, Number
from simulator.algebra.exactly import evaluate
from simulator.exact import AnyInts, Exact, Flags
from simulator.expression import Expression, fetcher
from simulator.model import kinds
from simulator.model.groups import Groups, gathered, group_codes, in_order, rows_at, split_by_group
from simulator.model.method import SortKey
from simulator.model.names import sheet_of
from simulator.model.step import Fact, GroupStep, Rows, Sheet, Step, Worth, run_steps
from simulator.money import IntColumn, narrow, up
from simulator.problems import FindingError
from simulator.rules.rolling import Served, Window, clipped, served_in_windows, whole_or_nothing

PoolColumns = tuple[tuple[str, IntColumn], ...]


@dataclass(frozen=True, slots=True)
class Across(GroupStep):
    """What all of them share: only the eligible take part."""

    @abstractmethod
    def among(self, amounts: IntColumn, rows: Rows) -> IntColumn:
        """Return what is left of these amounts (whole fen, none negative), rows sorted by id."""

    def settle(self, amounts: IntColumn, eligible: Flags, rows: Rows) -> IntColumn:
        """Return the whole fen after this step; rows not eligible come back unchanged."""
        chosen = np.flatnonzero(eligible)
        settled = amounts.copy()
        settled[chosen] = self.among(np.maximum(amounts[chosen], 0), rows_at(rows, chosen))
        return settled


@dataclass(frozen=True, slots=True)
class Ceiling(Across):
    """Pay no more than this to a group together: to a firm in a year, over its life, in rolling years.

    A group's ceiling is the smallest of its rows', in whole fen downwards, less the largest `used` of its
    rows. `sequential` pays row after row what room is left, or with `over: reject` nothing to one that does
    not fit whole; `pro_rata` cuts all alike by largest remainder. With a `window` an award counts with those
    of the years before it, and no window may hold more; without an `order` the earlier date comes first then.
    """

    word: ClassVar[str] = "ceiling"
    short: ClassVar[str | None] = "amount"
    amount: Annotated[Worth, kinds.Amount()]
    per: Annotated[tuple[str, ...], kinds.ListOf(kinds.Identifier(), or_one=True)] = ()
    order: Annotated[tuple[SortKey, ...], kinds.ListOf(kinds.OneOf("sort_keys"))] = ()
    method: Annotated[str, kinds.Choice(("sequential", "pro_rata"))] = "sequential"
    over: Annotated[str, kinds.Choice(("clip", "reject"))] = "clip"
    used: Annotated[Expression | tuple[Step, ...] | None, kinds.Base("money")] = None
    window: Annotated[Window | None, kinds.Record(Window)] = None
    id: Annotated[str | None, kinds.Identifier()] = None

    def __post_init__(self) -> None:
        """Refuse what has no meaning where all are cut alike (FindingError S303)."""
        named = {"order": self.order, "over": self.over == "reject", "window": self.window}
        for field, given in named.items():
            if given and self.method == "pro_rata":
                raise FindingError("S303", field=field, method=self.method)

    def facts(self, so_far: Number, sheet: Sheet) -> tuple[Fact, ...]:
        """Return the ceiling and what was used of it before, as this row has them."""
        used = NOTHING if self.used is None else sheet.worth(self.used)
        return (Fact("amount", sheet.worth(self.amount)), Fact("before", used))

    def among(self, amounts: IntColumn, rows: Rows) -> IntColumn:
        """Return the amounts with no group above its ceiling, in whole fen."""
        groups = gathered(_codes(self.per, rows), in_order(self._keys(), rows))
        due, room = amounts[groups.positions], self._room(groups, rows)
        settled = np.zeros_like(amounts)
        settled[groups.positions] = self._served(due, room, groups, rows)
        return settled

    def _keys(self) -> tuple[SortKey, ...]:
        if self.order or self.window is None:
            return self.order
        return (SortKey("earliest", self.window.of),)

    def _room(self, groups: Groups, rows: Rows) -> IntColumn:
        # rows of one group should agree; where a file has them differ, the careful reading holds
        most = groups.least(_fen(self.amount, rows, "down")[groups.positions])
        used = groups.most(_fen(self.used or 0, rows)[groups.positions])
        return narrow([max(0, a - b) for a, b in zip(most.tolist(), used.tolist(), strict=True)])

    def _served(self, due: IntColumn, room: IntColumn, groups: Groups, rows: Rows) -> IntColumn:
        if self.window is None:
            return _WAYS[self.method, self.over](due, room, groups)
        days = rows.numbers(self.window.of).round("down")[groups.positions]
        parts = _by_group(groups, due, days)
        serve = _SERVE[self.over]
        years = self.window.years
        served = (
            served_in_windows(dues, dates, most, years, serve)
            for (dues, dates), most in zip(parts, room.tolist(), strict=True)
        )
        return narrow([each for group in served for each in group])


@dataclass(frozen=True, slots=True)
class TopUp(Across):
    """Pay in order only what exceeds the most already reached in the group (补差).

    Recognised in turn at 15, 30 and 50, a firm is paid 15, 15 and 20.
    """

    word: ClassVar[str] = "top_up"
    per: Annotated[tuple[str, ...], kinds.ListOf(kinds.Identifier(), or_one=True)]
    order: Annotated[tuple[SortKey, ...], kinds.ListOf(kinds.OneOf("sort_keys"))]
    id: Annotated[str | None, kinds.Identifier()] = None

    def among(self, amounts: IntColumn, rows: Rows) -> IntColumn:
        """Return the differences, in whole fen; a group's add to its highest amount."""
        groups = gathered(_codes(self.per, rows), in_order(self.order, rows))
        reached = [0] * len(groups)
        settled = np.zeros_like(amounts)
        for position, group in zip(groups.positions.tolist(), groups.member.tolist(), strict=True):
            settled[position] = max(0, int(amounts[position]) - reached[group])
            reached[group] = max(reached[group], int(amounts[position]))
        return settled


@dataclass(frozen=True, slots=True)
class Best(Across):
    """Pay only the highest of each group (就高不重复)."""

    word: ClassVar[str] = "best"
    per: Annotated[tuple[str, ...], kinds.ListOf(kinds.Identifier(), or_one=True)]
    id: Annotated[str | None, kinds.Identifier()] = None

    def among(self, amounts: IntColumn, rows: Rows) -> IntColumn:
        """Return the highest amount of each group, zero for the rest, in whole fen."""
        groups = gathered(_codes(self.per, rows))
        due = amounts[groups.positions]
        highest = np.flatnonzero(due == groups.most(due)[groups.member])
        # of equal amounts the first row is the one paid: rows stand in the order of ids
        first = highest[np.unique(groups.member[highest], return_index=True)[1]]
        settled = np.zeros_like(amounts)
        settled[groups.positions[first]] = due[first]
        return settled


@dataclass(frozen=True, slots=True)
class StopLoss(Across):
    """Pay in full while the pool has used less than `trigger` of itself, and nothing from then on (熔断).

    The one that passes the trigger is still paid in full. The pool is the smallest and `used` the largest
    of the rows'.
    """

    word: ClassVar[str] = "stop_loss"
    pool: Annotated[Worth, kinds.Amount()]
    trigger: Annotated[Worth, kinds.Amount("share")]
    used: Annotated[Expression | tuple[Step, ...] | None, kinds.Base("money")] = None
    order: Annotated[tuple[SortKey, ...], kinds.ListOf(kinds.OneOf("sort_keys"))] = ()
    id: Annotated[str | None, kinds.Identifier()] = None

    def among(self, amounts: IntColumn, rows: Rows) -> IntColumn:
        """Return the amounts until the pool stops, in whole fen."""
        if not rows.count:
            return amounts
        order = in_order(self.order, rows)
        # judged by what was used before it: the one that passes the trigger is still paid
        open_ = _running(amounts[order]) < self._most(rows) - self._used(rows)
        settled = np.zeros_like(amounts)
        settled[order[open_]] = amounts[order[open_]]
        return settled

    def shown(self, amounts: IntColumn, eligible: Flags, rows: Rows) -> PoolColumns:
        """Return what the pool has used after each row, and whether it is suspended then (0 or 1).

        Both are 0 on rows that take no part.
        """
        chosen = np.flatnonzero(eligible)
        used, suspended = np.zeros_like(amounts), np.zeros_like(amounts)
        taking_part = rows_at(rows, chosen)
        if taking_part.count:
            paid = self.among(np.maximum(amounts[chosen], 0), taking_part)
            used[chosen] = self._used_after(paid, taking_part)
            suspended[chosen] = used[chosen] >= self._most(taking_part)
        return (("pool_used", used), ("suspended", suspended))

    def _used_after(self, paid: IntColumn, rows: Rows) -> IntColumn:
        order = in_order(self.order, rows)
        after = np.zeros_like(paid)
        before = self._used(rows)
        running = zip(_running(paid[order]).tolist(), paid[order].tolist(), strict=True)
        after[order] = narrow([before + earlier + own for earlier, own in running])
        return after

    def _most(self, rows: Rows) -> int:
        """Return the fewest whole fen that reach the trigger."""
        return up(_smallest(_exact(self.trigger, rows) * _exact(self.pool, rows)))

    def _used(self, rows: Rows) -> int:
        return int(_fen(self.used or 0, rows).max())


# ── amounts on rows ────────────────────────────────────────────────────────────────────────────────


def _codes(per: tuple[str, ...], rows: Rows) -> IntColumn:
    return group_codes([rows.columns[name] for name in per], rows.count)


def _exact(value: Worth, rows: Rows) -> Exact:
    if isinstance(value, int | Fraction):
        return Exact.constant(value, rows.count)
    if isinstance(value, Expression):
        return rows.numbers(value)
    number = run_steps(value, sheet_of(rows))[-1]
    (found,) = evaluate((number,), fetcher(rows.columns, rows.count), rows.count)
    return cast("Exact", found)


def _fen(value: Worth, rows: Rows, mode: str = "half_up") -> IntColumn:
    return _exact(value, rows).round(mode)


def _smallest(column: Exact) -> Fraction:
    if isinstance(column.denominator, int):
        return Fraction(int(column.numerator.min()), column.denominator)
    return min(column.fractions())


def _running(amounts: IntColumn) -> AnyInts:
    """Return the sum of all amounts before each, exactly."""
    return gathered(np.zeros(amounts.size, dtype=np.int64)).before(amounts)


# ── one after another, or all alike ────────────────────────────────────────────────────────────────


def _clipped(due: IntColumn, room: IntColumn, groups: Groups) -> IntColumn:
    left = room[groups.member] - groups.before(due)
    return np.asarray(np.minimum(due, np.maximum(left, 0)), dtype=np.int64)


def _whole(due: IntColumn, room: IntColumn, groups: Groups) -> IntColumn:
    left, paid = room.tolist(), []
    for amount, group in zip(due.tolist(), groups.member.tolist(), strict=True):
        paid.append(whole_or_nothing(amount, left[group]))
        left[group] -= paid[-1]
    return narrow(paid)


def _in_proportion(due: IntColumn, room: IntColumn, groups: Groups) -> IntColumn:
    return split_by_group(np.minimum(groups.sums(due), room), due, groups)


def _by_group(groups: Groups, *columns: IntColumn) -> list[tuple[list[int], ...]]:
    cuts = groups.starts[1:]
    parts = ([each.tolist() for each in np.split(column, cuts)] for column in columns)
    return list(zip(*parts, strict=True)) if len(groups) else []


_WAYS: Mapping[tuple[str, str], Callable[[IntColumn, IntColumn, Groups], IntColumn]] = MappingProxyType(
    {
        ("sequential", "clip"): _clipped,
        ("sequential", "reject"): _whole,
        ("pro_rata", "clip"): _in_proportion,
    }
)
_SERVE: Mapping[str, Served] = MappingProxyType({"clip": clipped, "reject": whole_or_nothing})
