"""Clauses over several programmes (逐项就高, 叠加上限): entitlements are cut before any money is shared out.

First every item goes to one programme, then each firm is held to its ceilings, both in the order written.
What each clause took is kept with the claims. What is decided beforehand is never cut: it takes its room
first, and the other claims have what is left.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from simulator.engine.assignment import Assignment, best_assignment
from simulator.engine.decided import Decided
from simulator.exact import AnyInts
from simulator.model.cumulation import Cumulation, OnePerItem
from simulator.model.groups import gathered, split_by_group, text_codes, texts_of
from simulator.model.result import Claims, ClauseCut
from simulator.model.scenario import Scenario
from simulator.model.step import Rows
from simulator.money import LARGEST, Fen, IntColumn, bound_of
from simulator.problems import FindingError, ScenarioError

RowsOf = Mapping[str, Rows]
DecidedOf = Mapping[str, Decided]
Columns = tuple[IntColumn, ...]


def cumulate(
    claims: Claims, scenario: Scenario, rows: RowsOf, settled: DecidedOf = MappingProxyType({})
) -> Claims:
    """Return the claims after every clause over several programmes; `rows` are those of each, by its id.

    No entitlement grows; the cuts say what was before and after. With `settled`, what is decided beforehand
    by programme, only the other claims are looked at, under what the decided awards leave of each clause:
    whoever is decided stands at nothing here. Raises ScenarioError with R612 when a firm has more items than
    can be chosen for with proof.
    """
    claims = _without(claims, settled)
    for choice in scenario.one_per_item:
        try:
            claims = _cut(claims, choice.id, _chosen(choice, claims, rows, settled))
        except FindingError as refused:
            raise ScenarioError([refused.at(choice.place)]) from refused
    for clause in scenario.cumulation:
        claims = _cut(claims, clause.id, _held(clause, claims, rows, settled))
    return claims


def _without(claims: Claims, settled: DecidedOf) -> Claims:
    programmes = (
        replace(each, entitlement=settled[each.programme].free(each.entitlement))
        if each.programme in settled
        else each
        for each in claims.programmes
    )
    return replace(claims, programmes=tuple(programmes)) if settled else claims


def joined_with_decided(alone: Claims, others: Claims, settled: DecidedOf) -> Claims:
    """Return the claims of all: whoever is decided as the rules alone have it, the others beside decisions.

    `alone` are the claims as if nothing were decided, `others` those that `cumulate` made with `settled`.
    """
    programmes = tuple(
        replace(other, entitlement=_joined(settled, other.programme, before.entitlement, other.entitlement))
        for before, other in zip(alone.programmes, others.programmes, strict=True)
    )
    cuts = tuple(
        replace(
            cut,
            before=_joined(settled, cut.programme, own.before, cut.before),
            after=_joined(settled, cut.programme, own.after, cut.after),
        )
        for own, cut in zip(alone.cuts, others.cuts, strict=True)
    )
    return replace(others, programmes=programmes, cuts=cuts)


def _joined(settled: DecidedOf, programme: str, alone: IntColumn, others: IntColumn) -> IntColumn:
    return np.where(settled[programme].fixed, alone, others) if programme in settled else others


def _awards(settled: DecidedOf, programme: str, count: int) -> IntColumn:
    """Return what is decided of a programme on each row, nothing where nothing is."""
    return settled[programme].award if programme in settled else np.zeros(count, dtype=np.int64)


def _cut(claims: Claims, clause: str, afters: Mapping[str, IntColumn]) -> Claims:
    programmes = tuple(
        replace(each, entitlement=afters.get(each.programme, each.entitlement)) for each in claims.programmes
    )
    cuts = tuple(
        ClauseCut(clause, name, claims.of(name).entitlement, after) for name, after in afters.items()
    )
    return replace(claims, programmes=programmes, cuts=(*claims.cuts, *cuts))


# ── one ceiling for a firm ─────────────────────────────────────────────────────────────────────────


def _held(clause: Cumulation, claims: Claims, rows: RowsOf, settled: DecidedOf) -> dict[str, IntColumn]:
    """Return the entitlements under a clause with no firm above its ceiling, by programme."""
    due = tuple(claims.of(name).entitlement for name in clause.programmes)
    codes = _firms(clause, rows)
    kept = _WAYS[clause.method](clause, due, codes, _room(clause, codes, settled))
    return dict(zip(clause.programmes, kept, strict=True))


def _firms(clause: Cumulation, rows: RowsOf) -> Columns:
    return _joint_codes([texts_of(rows[name].columns[clause.per]) for name in clause.programmes])


def _decided_sums(programmes: Sequence[str], codes: Columns, count: int, settled: DecidedOf) -> list[AnyInts]:
    """Return what each firm is awarded beforehand under each programme."""
    awards = (_awards(settled, name, own.size) for name, own in zip(programmes, codes, strict=True))
    return [_sums(own, code, count) for own, code in zip(awards, codes, strict=True)]


def _room(clause: Cumulation, codes: Columns, settled: DecidedOf) -> IntColumn:
    """Return what the ceiling leaves each firm beside its decided awards, never less than nothing."""
    awarded = _total(_decided_sums(clause.programmes, codes, _count(codes), settled))
    # decided awards stand even above the ceiling: what is left is nothing then, and no debt
    return np.maximum(clause.ceiling - awarded, 0).astype(np.int64)


def _all_alike(clause: Cumulation, due: Columns, codes: Columns, room: IntColumn) -> Columns:
    """Return every programme's entitlements cut in one proportion, ties to the programme written first."""
    values, firms = np.concatenate(due), np.concatenate(codes)
    groups = gathered(firms)
    ordered = values[groups.positions]
    most = np.minimum(groups.sums(ordered), room[firms[groups.positions[groups.starts]]])
    after = np.zeros_like(values)
    after[groups.positions] = split_by_group(most, ordered, groups)
    return tuple(np.split(after, np.cumsum([len(each) for each in due])[:-1]))


def _one_by_one(clause: Cumulation, due: Columns, codes: Columns, room: IntColumn) -> Columns:
    """Return the entitlements with what is too much taken from one programme after another."""
    sums = [_sums(amounts, own, _count(codes)) for amounts, own in zip(due, codes, strict=True)]
    excess = np.maximum(_total(sums) - room, 0)
    after = dict(zip(clause.programmes, due, strict=True))
    for name in clause.cut_first:
        place = clause.programmes.index(name)
        # what one programme cannot bear goes on to the next in the clause
        taken = np.minimum(sums[place], excess)
        after[name] = _scaled(due[place], codes[place], sums[place] - taken)
        excess = excess - taken
    return tuple(after.values())


def _count(codes: Columns) -> int:
    return 1 + max(bound_of(each) for each in codes)


def _scaled(amounts: IntColumn, codes: IntColumn, most: AnyInts) -> IntColumn:
    """Return amounts that add to what each firm may have, in proportion by largest remainder."""
    groups = gathered(codes)
    after = np.zeros_like(amounts)
    left = most[codes[groups.positions[groups.starts]]]
    after[groups.positions] = split_by_group(left, amounts[groups.positions], groups)
    return after


_WAYS: Mapping[str, Callable[[Cumulation, Columns, Columns, IntColumn], Columns]] = MappingProxyType(
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


def _chosen(choice: OnePerItem, claims: Claims, rows: RowsOf, settled: DecidedOf) -> dict[str, IntColumn]:
    """Return the entitlements with every item under one programme only, no firm above a programme's cap."""
    keys = [_keys(choice, rows[name]) for name in choice.programmes]
    codes = _joint_codes(keys)
    names = tuple(dict.fromkeys(key for each in keys for key in each))
    firms = text_codes([firm for firm, _ in names])
    due = tuple(claims.of(name).entitlement for name in choice.programmes)
    known = _decided_sums(choice.programmes, codes, len(names), settled)
    caps = _caps(choice, known, firms)
    items = _items(names, due, codes, known)
    places = np.full(len(names), -1, dtype=np.int64)
    for number, place in _places(items, firms, caps):
        places[number] = place
    kept = (
        _capped(np.where(places[own] == place, amounts, 0), firms[own], cap)
        for place, (amounts, own, cap) in enumerate(zip(due, codes, caps, strict=True))
    )
    return dict(zip(choice.programmes, kept, strict=True))


def _items(
    names: Sequence[tuple[str, str]], due: Columns, codes: Columns, known: Sequence[AnyInts]
) -> list[Item]:
    """Return every item with what each programme would pay: one that is awarded already stays where it is."""
    sums = np.array([_sums(amounts, own, len(names)) for amounts, own in zip(due, codes, strict=True)])
    awarded = np.array([np.asarray(own > 0, dtype=np.bool_) for own in known])
    # an item awarded under one programme is worth nothing under the others: so nothing moves it
    others = awarded.any(axis=0) & (np.argmax(awarded, axis=0) != np.arange(len(due))[:, None])
    worths: Iterable[tuple[Fen, ...]] = zip(*np.where(others, 0, sums).tolist(), strict=True)
    return [Item(number, *key, worth) for number, (key, worth) in enumerate(zip(names, worths, strict=True))]


def _caps(choice: OnePerItem, known: Sequence[AnyInts], firms: IntColumn) -> tuple[AnyInts | None, ...]:
    """Return what each programme's cap leaves each firm beside its decided awards; None without a cap."""
    caps, count = dict(choice.caps), 1 + bound_of(firms)
    return tuple(
        np.maximum(caps[name] - _sums(own, firms, count), 0) if name in caps else None
        for name, own in zip(choice.programmes, known, strict=True)
    )


def _keys(choice: OnePerItem, rows: Rows) -> list[tuple[str, str]]:
    """Return whose each row is and which item it is for; without a firm an item stands for itself."""
    items = texts_of(rows.columns[choice.per])
    firms = items if choice.firm is None else texts_of(rows.columns[choice.firm])
    return list(zip(firms, items, strict=True))


def _places(
    items: Sequence[Item], firms: IntColumn, caps: tuple[AnyInts | None, ...]
) -> Iterator[tuple[int, int]]:
    """Yield the number of every item that is paid for, and the place of its programme."""
    by_firm: dict[str, list[Item]] = {}
    for item in items:
        by_firm.setdefault(item.firm, []).append(item)
    for firm, owned in by_firm.items():
        settled = [each for each in owned if not each.contested]
        yield from ((each.number, _only(each)) for each in settled if any(each.worth))
        # by name: of two best choices the first stands, however the rows of a file are ordered
        contested = sorted((each for each in owned if each.contested), key=lambda each: each.name)
        owed = tuple(sum(each.worth[place] for each in settled) for place in range(len(caps)))
        code = firms[owned[0].number]
        most = tuple(None if cap is None else int(cap[code]) for cap in caps)
        choice = Assignment(firm, tuple(each.worth for each in contested), most, owed)
        found = best_assignment(replace(choice, owed=choice.capped(owed)))
        yield from zip((each.number for each in contested), found, strict=True)


def _only(item: Item) -> int:
    return next(place for place, worth in enumerate(item.worth) if worth > 0)


def _capped(amounts: IntColumn, firms: IntColumn, cap: AnyInts | None) -> IntColumn:
    if cap is None or not amounts.size:
        return amounts
    return _scaled(amounts, firms, np.minimum(_sums(amounts, firms, len(cap)), cap))


# ── sums ───────────────────────────────────────────────────────────────────────────────────────────


def _joint_codes(keys: Sequence[Sequence[object]]) -> Columns:
    """Return whole numbers that tell keys apart over all programmes, one column a programme."""
    codes = text_codes([key for each in keys for key in each])
    return tuple(np.split(codes, np.cumsum([len(each) for each in keys])[:-1]))


def _sums(amounts: AnyInts, codes: IntColumn, count: int) -> AnyInts:
    # adding up in int64 wraps without a word
    wide = bound_of(amounts) * max(1, amounts.size) > LARGEST
    sums = np.zeros(count, dtype=object if wide else np.int64)
    np.add.at(sums, codes, amounts)
    return sums


def _total(sums: Sequence[AnyInts]) -> AnyInts:
    total = sums[0].astype(object)
    for each in sums[1:]:
        total = total + each
    return total
