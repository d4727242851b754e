"""Clauses over several programmes (逐项就高, 叠加上限): entitlements are cut before any money is shared out.

First every item goes to one programme, then each firm is held to its ceilings, both in the order written.
What each clause took is kept with the claims.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from simulator.engine.assignment import Assignment, best_assignment
from simulator.exact import AnyInts
from simulator.model.cumulation import Cumulation, OnePerItem
from simulator.model.groups import gathered, split_by_group, text_codes, texts_of
from simulator.model.result import Claims, ClauseCut
from simulator.model.scenario import Scenario
from simulator.model.step import Rows
from simulator.money import LARGEST, Fen, IntColumn, bound_of
from simulator.problems import FindingError, ScenarioError

RowsOf = Mapping[str, Rows]
Columns = tuple[IntColumn, ...]


def cumulate(claims: Claims, scenario: Scenario, rows: RowsOf) -> Claims:
    """Return the claims after every clause over several programmes; `rows` are those of each, by its id.

    No entitlement grows; the cuts say what was before and after. Raises ScenarioError with R612 when a firm
    has more items than can be chosen for with proof.
    """
    for choice in scenario.one_per_item:
        try:
            claims = _cut(claims, choice.id, _chosen(choice, claims, rows))
        except FindingError as refused:
            raise ScenarioError([refused.at(choice.place)]) from refused
    for clause in scenario.cumulation:
        claims = _cut(claims, clause.id, _held(clause, claims, rows))
    return claims


def _cut(claims: Claims, clause: str, afters: Mapping[str, IntColumn]) -> Claims:
    programmes = tuple(
        replace(each, entitlement=afters.get(each.programme, each.entitlement)) for each in claims.programmes
    )
    cuts = tuple(
        ClauseCut(clause, name, claims.of(name).entitlement, after) for name, after in afters.items()
    )
    return replace(claims, programmes=programmes, cuts=(*claims.cuts, *cuts))


# ── one ceiling for a firm ─────────────────────────────────────────────────────────────────────────


def _held(clause: Cumulation, claims: Claims, rows: RowsOf) -> dict[str, IntColumn]:
    """Return the entitlements under a clause with no firm above its ceiling, by programme."""
    due = tuple(claims.of(name).entitlement for name in clause.programmes)
    texts = [texts_of(rows[name].columns[clause.per]) for name in clause.programmes]
    codes = _joint_codes(texts)
    kept = _WAYS[clause.method](clause, due, codes)
    return dict(zip(clause.programmes, kept, strict=True))


def _all_alike(clause: Cumulation, due: Columns, codes: Columns) -> Columns:
    """Return every programme's entitlements cut in one proportion, ties to the programme written first."""
    values = np.concatenate(due)
    groups = gathered(np.concatenate(codes))
    ordered = values[groups.positions]
    most = np.minimum(groups.sums(ordered), clause.ceiling)
    after = np.zeros_like(values)
    after[groups.positions] = split_by_group(most, ordered, groups)
    return tuple(np.split(after, np.cumsum([len(each) for each in due])[:-1]))


def _one_by_one(clause: Cumulation, due: Columns, codes: Columns) -> Columns:
    """Return the entitlements with what is too much taken from one programme after another."""
    firms = 1 + max(bound_of(each) for each in codes)
    sums = [_sums(amounts, own, firms) for amounts, own in zip(due, codes, strict=True)]
    excess = np.maximum(_total(sums) - clause.ceiling, 0)
    after = dict(zip(clause.programmes, due, strict=True))
    for name in clause.cut_first:
        place = clause.programmes.index(name)
        taken = np.minimum(sums[place], excess)
        after[name] = _scaled(due[place], codes[place], sums[place] - taken)
        excess = excess - taken
    return tuple(after.values())


def _scaled(amounts: IntColumn, codes: IntColumn, most: AnyInts) -> IntColumn:
    """Return amounts that add to what each firm may have, in proportion by largest remainder."""
    groups = gathered(codes)
    after = np.zeros_like(amounts)
    left = most[codes[groups.positions[groups.starts]]]
    after[groups.positions] = split_by_group(left, amounts[groups.positions], groups)
    return after


_WAYS: Mapping[str, Callable[[Cumulation, Columns, Columns], Columns]] = MappingProxyType(
    {"sequential": _one_by_one, "pro_rata": _all_alike}
)


# ── one programme for an item ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Item:
    """An item by its number: whose it is, what it is called, what each programme would pay for it."""

    number: int
    firm: str
    name: str
    worth: tuple[Fen, ...]

    @property
    def contested(self) -> bool:
        """Return whether more than one programme would pay for it."""
        return sum(each > 0 for each in self.worth) > 1


def _chosen(choice: OnePerItem, claims: Claims, rows: RowsOf) -> dict[str, IntColumn]:
    """Return the entitlements with every item under one programme only, no firm above a programme's cap."""
    keys = [_keys(choice, rows[name]) for name in choice.programmes]
    codes = _joint_codes(keys)
    names = tuple(dict.fromkeys(key for each in keys for key in each))
    due = tuple(claims.of(name).entitlement for name in choice.programmes)
    sums = [_sums(amounts, own, len(names)).tolist() for amounts, own in zip(due, codes, strict=True)]
    worths: Iterable[tuple[Fen, ...]] = zip(*sums, strict=True)
    items = [Item(number, *key, worth) for number, (key, worth) in enumerate(zip(names, worths, strict=True))]
    places = np.full(len(names), -1, dtype=np.int64)
    caps = tuple(dict(choice.caps).get(name) for name in choice.programmes)
    for number, place in _places(items, caps):
        places[number] = place
    firms = text_codes([firm for firm, _ in names])
    kept = (
        _capped(np.where(places[own] == place, amounts, 0), firms[own], cap)
        for place, (amounts, own, cap) in enumerate(zip(due, codes, caps, strict=True))
    )
    return dict(zip(choice.programmes, kept, strict=True))


def _keys(choice: OnePerItem, rows: Rows) -> list[tuple[str, str]]:
    """Return whose each row is and which item it is for; without a firm an item stands for itself."""
    items = texts_of(rows.columns[choice.per])
    firms = items if choice.firm is None else texts_of(rows.columns[choice.firm])
    return list(zip(firms, items, strict=True))


def _places(items: Sequence[Item], caps: tuple[Fen | None, ...]) -> Iterator[tuple[int, int]]:
    """Yield the number of every item that is paid for, and the place of its programme."""
    by_firm: dict[str, list[Item]] = {}
    for item in items:
        by_firm.setdefault(item.firm, []).append(item)
    for firm, owned in by_firm.items():
        settled = [each for each in owned if not each.contested]
        yield from ((each.number, _only(each)) for each in settled if any(each.worth))
        contested = sorted((each for each in owned if each.contested), key=lambda each: each.name)
        owed = tuple(sum(each.worth[place] for each in settled) for place in range(len(caps)))
        choice = Assignment(firm, tuple(each.worth for each in contested), caps, owed)
        found = best_assignment(replace(choice, owed=choice.capped(owed)))
        yield from zip((each.number for each in contested), found, strict=True)


def _only(item: Item) -> int:
    return next(place for place, worth in enumerate(item.worth) if worth > 0)


def _capped(amounts: IntColumn, firms: IntColumn, cap: Fen | None) -> IntColumn:
    if cap is None or not amounts.size:
        return amounts
    return _scaled(amounts, firms, np.minimum(_sums(amounts, firms, 1 + bound_of(firms)), cap))


# ── sums ───────────────────────────────────────────────────────────────────────────────────────────


def _joint_codes(keys: Sequence[Sequence[object]]) -> Columns:
    """Return whole numbers that tell keys apart over all programmes, one column a programme."""
    codes = text_codes([key for each in keys for key in each])
    return tuple(np.split(codes, np.cumsum([len(each) for each in keys])[:-1]))


def _sums(amounts: IntColumn, codes: IntColumn, count: int) -> AnyInts:
    wide = bound_of(amounts) * max(1, amounts.size) > LARGEST
    sums = np.zeros(count, dtype=object if wide else np.int64)
    np.add.at(sums, codes, amounts)
    return sums


def _total(sums: Sequence[AnyInts]) -> AnyInts:
    total = sums[0].astype(object)
    for each in sums[1:]:
        total = total + each
    return total
