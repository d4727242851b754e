"""How far a rule can reach, as far as it is written: the most one award may be, the highest rate it pays.

None says that nothing written bounds it: an expression, a share without a cap. What is said holds for every
row whatever the data hold; nothing here looks at any.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from simulator.model.kinds import Cell, Quantity
from simulator.model.step import Branch, Step, Worth
from simulator.money import ROUNDING, half_up
from simulator.problems import FindingError
from simulator.rules.across import Best, Ceiling, StopLoss, TopUp
from simulator.rules.adjust import Cap, Floor, Round, Uplift
from simulator.rules.amounts import Fixed, Share
from simulator.rules.brackets import Brackets
from simulator.rules.combine import Highest, Lowest, Sum
from simulator.rules.first import FirstOf
from simulator.rules.levels import Slabs
from simulator.rules.lookup import Choose, Table
from simulator.rules.payees import PayTo
from simulator.rules.reductions import AllSources, PayFrom, Prorate

Reach = Fraction | None
NOTHING = Fraction(0)


def most_of(steps: tuple[Step, ...]) -> Reach:
    """Return the most that steps can come to, in fen; None when nothing written bounds it.

    >>> most_of((Fixed(2_000_000), Uplift(by=Fraction(1, 5)), Cap(amount=2_100_000)))
    Fraction(2100000, 1)
    >>> most_of(()) is None
    False
    """
    so_far: Reach = NOTHING
    for step in steps:
        if step.makes:
            so_far = _added([so_far, _MADE.get(type(step), _unknown)(step)])
        else:
            so_far = _CHANGED.get(type(step), _unbounded)(step, so_far)
    return so_far


def worth_most(value: Worth) -> Reach:
    """Return the most that an amount as written can be; None for an expression."""
    if isinstance(value, int | Fraction):
        return Fraction(value)
    return most_of(value) if isinstance(value, tuple) else None


def _unknown(_: Any) -> Reach:
    return None


def _unbounded(_: Any, __: Reach) -> Reach:
    return None


def _added(parts: Iterable[Reach]) -> Reach:
    known = list(parts)
    return None if None in known else sum((max(each or NOTHING, NOTHING) for each in known), NOTHING)


def _largest(parts: Iterable[Reach]) -> Reach:
    known = list(parts)
    return None if None in known else max([each or NOTHING for each in known], default=NOTHING)


def _smallest(parts: Iterable[Reach]) -> Reach:
    return min((each for each in parts if each is not None), default=None)


def _limbs(branches: tuple[Branch, ...]) -> list[Reach]:
    return [most_of(each.steps) for each in branches]


def _rounded_up(reach: Reach) -> Reach:
    """Return the most once rounded half-up to the fen, as a payee's amount is."""
    return None if reach is None else Fraction(half_up(reach))


# ── steps that make an amount ──────────────────────────────────────────────────────────────────────


def _table(step: Table) -> Reach:
    cells = [cell.value for cell in step.values if isinstance(cell, Cell)]
    return _largest(_cell(each) for each in (*cells, *([] if step.rest is None else [step.rest])))


def _cell(value: Quantity) -> Reach:
    try:
        return value.as_money()
    except FindingError:
        return None


def _levels(step: Slabs) -> Reach:
    return _largest(None if each.amount is None else worth_most(each.amount) for each in step.bands)


_MADE: Mapping[type[Step], Callable[[Any], Reach]] = MappingProxyType(
    {
        Fixed: lambda step: worth_most(step.amount),
        Table: _table,
        Slabs: _levels,
        Choose: lambda step: _largest([*_limbs(step.cases), most_of(step.rest)]),
        Sum: lambda step: _added(_limbs(step.branches)),
        PayTo: lambda step: _added(_rounded_up(each) for each in _limbs(step.payees)),
        Highest: lambda step: _largest(_limbs(step.branches)),
        FirstOf: lambda step: _largest(_limbs(step.branches)),
        Lowest: lambda step: _smallest(_limbs(step.branches)),
    }
)


# ── steps that change the amount so far ────────────────────────────────────────────────────────────


def _uplifted(step: Uplift, so_far: Reach) -> Reach:
    by = worth_most(step.by)
    return None if by is None or so_far is None else so_far * max(1 + by, Fraction(1))


def _capped(step: Cap, so_far: Reach) -> Reach:
    return so_far if step.when is not None else _smallest([so_far, worth_most(step.amount)])


def _held(step: Ceiling, so_far: Reach) -> Reach:
    return _smallest([so_far, worth_most(step.amount)])


def _floored(step: Floor, so_far: Reach) -> Reach:
    return _largest([so_far, worth_most(step.amount)])


def _rounded(step: Round, so_far: Reach) -> Reach:
    # a quantum of nothing is told of by another check
    return (
        None if so_far is None or not step.to else Fraction(ROUNDING[step.mode](so_far / step.to) * step.to)
    )


def _no_more(_: Step, so_far: Reach) -> Reach:
    return so_far


_CHANGED: Mapping[type[Step], Callable[[Any, Reach], Reach]] = MappingProxyType(
    {
        Uplift: _uplifted,
        Cap: _capped,
        Ceiling: _held,
        Floor: _floored,
        Round: _rounded,
        **dict.fromkeys((PayFrom, Prorate, AllSources, TopUp, Best, StopLoss), _no_more),
    }
)


# ── rates ──────────────────────────────────────────────────────────────────────────────────────────


def rate_of(step: Step) -> tuple[Reach, ...]:
    """Return the highest rates that one step pays a share at, None for one that nothing written bounds.

    A step that pays no share has none. The points of a share's bonuses all count.
    """
    if isinstance(step, Share):
        return (_share(step),)
    if isinstance(step, Brackets | Slabs):
        return tuple(worth_rate(each.rate) for each in step.bands if each.rate is not None)
    return ()


def worth_rate(value: Worth) -> Reach:
    """Return a rate as written; None for one that is worked out."""
    return Fraction(value) if isinstance(value, int | Fraction) else None


def _share(step: Share) -> Reach:
    rate = worth_rate(step.rate)
    highest = None if rate is None else rate + sum((max(each.pp, NOTHING) for each in step.plus), NOTHING)
    return _smallest([highest, None if step.rate_at_most is None else worth_rate(step.rate_at_most)])
