"""Amounts rounded once for print, so that every table made of them adds as printed and all tables agree.

Both sides are rounded from the top: the total half-up, then each sum is handed to its parts: balances and the
rest, then by budget, kind of expenditure, function from class to item, and at last the lines. With the
largest remainder every one of these sums is its own amount rounded down or up. That direction is kept: the
tables by economic kind add up the same lines, and a subtotal there may be off by a digit more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from simulator.glossary.codes import way_to
from simulator.model.disclosure import EXPENDITURES, FUNDS, REVENUES, Entry
from simulator.model.disclosure_entries import IN, OUT, is_balance
from simulator.model.disclosure_rows import code_of
from simulator.money import FEN_OF_UNIT, Fen, half_up, split

BUDGETS = (*FUNDS, *REVENUES[1:])
Key = tuple[str, ...]


def quantum_of_print(unit: str, decimals: int) -> Fen:
    """Return the fen of the last printed digit; raises ValueError when that is finer than a fen.

    >>> quantum_of_print("万元", 2)
    10000
    """
    quantum = Fraction(FEN_OF_UNIT[unit], 10**decimals)
    if quantum.denominator != 1:
        raise ValueError(f"{decimals} decimals of {unit} are finer than a fen")
    return int(quantum)


def with_print(entries: Sequence[Entry], quantum: Fen, tail: str) -> tuple[Entry, ...]:
    """Return the entries with their printed amounts; the order of the entries changes none of them."""
    printed = [0] * len(entries)
    for side in (IN, OUT):
        order = sorted(
            (at for at, each in enumerate(entries) if each.side == side), key=lambda at: _way(entries[at])
        )
        own = [entries[at] for at in order]
        whole = half_up(Fraction(sum(each.fen for each in own), quantum))
        for at, amount in zip(order, _handed_down(own, whole, quantum, tail, 0), strict=True):
            printed[at] = amount
    return tuple(replace(each, printed=amount) for each, amount in zip(entries, printed, strict=True))


def under(whole: int, parts: Sequence[Fen], quantum: Fen, tail: str = "largest_remainder") -> tuple[int, ...]:
    """Return parts in quanta that add to a total already printed as `whole`; ties go to the earlier part.

    >>> under(10_000, [33_333_333, 33_333_333, 33_333_334], 10_000)
    (3333, 3333, 3334)
    """
    return TAILS[tail](whole, parts, quantum)


def _way(entry: Entry) -> Key:
    """Return the sums an entry is part of, from the top down, each as a key that sorts as it is printed."""
    first = "1" if is_balance(entry) else "0"
    budget = f"{BUDGETS.index(entry.budget):02d}" if entry.budget in BUDGETS else "99"
    kind = f"{EXPENDITURES.index(entry.kind):02d}" if entry.kind in EXPENDITURES else ""
    function = way_to(code_of(entry, "function"))
    return (first, budget, kind, *(*function, "", "", "")[:3], entry.id)


def _handed_down(own: Sequence[Entry], whole: int, quantum: Fen, tail: str, depth: int) -> tuple[int, ...]:
    """Return the printed amounts of entries sorted by way that together are printed as `whole`."""
    if len(own) <= 1:
        return (whole,) * len(own)
    groups: dict[str, list[Entry]] = {}
    for each in own:
        groups.setdefault(_way(each)[depth], []).append(each)
    sums = [sum(each.fen for each in group) for group in groups.values()]
    shares = under(whole, sums, quantum, tail)
    handed = zip(groups.values(), shares, strict=True)
    return tuple(
        amount for group, share in handed for amount in _handed_down(group, share, quantum, tail, depth + 1)
    )


def _largest_remainder(whole: int, parts: Sequence[Fen], quantum: Fen) -> tuple[int, ...]:
    floors = [part // quantum for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-(parts[i] % quantum), i))
    raised = frozenset(order[: whole - sum(floors)])
    return tuple(floor + (i in raised) for i, floor in enumerate(floors))


def _largest_line(whole: int, parts: Sequence[Fen], quantum: Fen) -> tuple[int, ...]:
    rounded = [half_up(Fraction(part, quantum)) for part in parts]
    largest = max(range(len(parts)), key=lambda i: (parts[i], -i))
    rounded[largest] += whole - sum(rounded)
    # where many small parts were all rounded up, the largest would turn negative: then all bear it
    return tuple(rounded) if rounded[largest] >= 0 else split(whole, parts)


TAILS: Mapping[str, Callable[[int, Sequence[Fen], Fen], tuple[int, ...]]] = MappingProxyType(
    {"largest_remainder": _largest_remainder, "largest_line": _largest_line}
)
