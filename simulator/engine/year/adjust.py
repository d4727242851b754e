"""Authority through the year: what each line may commit, what adjustments change, what is committed. Pure.

Things happen day by day; what is committed on a day comes before an adjustment of that day, so that a cut at
the end of a quarter does not touch what the quarter has committed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import accumulate, groupby, pairwise

from simulator.engine.year.payments import Commitment
from simulator.model.kinds import Quantity
from simulator.model.ledgers import Adjustment, AdjustmentOutcome, CarryOver, Payment
from simulator.money import Fen, exact_money, half_up, split
from simulator.problems import Problem, ScenarioError, problem

SPENDING = "spending"


@dataclass(frozen=True, slots=True)
class Budgeted:
    """One line of the budget: its path, title and class, its award, what earlier contracts bring into it."""

    line: str
    title: str
    spending: str
    award_fen: Fen
    brought_fen: Fen = 0


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a contract: the day on which it counts, its share of the contract, its fen."""

    day: date
    share: Fraction
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class Contract:
    """What one group of a line is to bind on one day, and how it is paid afterwards.

    `earlier` says that a year before this one made it; its money is brought forward with it.
    """

    line: str
    group: str
    day: date
    planned_fen: Fen
    instalments: tuple[Instalment, ...]
    earlier: bool = False

    def bound_to(self, amount: Fen) -> "Contract":
        """Return the contract for another amount: each instalment is the cumulative share, half-up."""
        if amount == self.planned_fen:
            return self
        # rounded on the running sum, not one by one: so the instalments add up to the contract
        reached = [half_up(amount * part) for part in accumulate(each.share for each in self.instalments)]
        parts = (after - before for before, after in pairwise([0, *reached]))
        smaller = tuple(
            replace(each, amount_fen=fen) for each, fen in zip(self.instalments, parts, strict=True)
        )
        return replace(self, planned_fen=amount, instalments=smaller)

    def later_fen(self, last: date) -> Fen:
        """Return what is payable after a day, in fen."""
        return sum(each.amount_fen for each in self.instalments if each.day > last)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a line stands on a day, in fen: authorised, committed, of that payable in later years, claimed.

    `forward` is what contracts of this year pay in later ones, `claimed` what cuts have put on the authority
    of later years, `brought` the authority of earlier contracts.
    """

    authorised: Fen
    committed: Fen = 0
    forward: Fen = 0
    claimed: Fen = 0
    brought: Fen = 0

    @property
    def own(self) -> Fen:
        """Return the authority of this year's own budget, in fen."""
        return self.authorised - self.brought

    @property
    def uncommitted(self) -> Fen:
        """Return what is still free to be committed, in fen."""
        return self.authorised + self.claimed - self.committed

    @property
    def postponable(self) -> Fen:
        """Return what of the commitments may still be put on later years, in fen."""
        return self.forward - self.claimed


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """What came of a year's authority: how each line stood after each day, contracts as made, adjustments.

    `standings` holds (day, standing) pairs a line in order of time, the first on the day the year begins.
    """

    standings: Mapping[str, tuple[tuple[date, Standing], ...]]
    contracts: tuple[Contract, ...]
    adjustments: tuple[AdjustmentOutcome, ...]

    def at(self, line: str, day: date) -> Standing:
        """Return how a line stood at the end of a day."""
        found = [each for when, each in self.standings[line] if when <= day]
        return found[-1] if found else self.standings[line][0][1]

    def authorised(self, lines: Iterable[str], day: date) -> Fen:
        """Return what several lines were authorised together at the end of a day, in fen."""
        return sum(self.at(line, day).authorised for line in lines)

    def own(self, lines: Iterable[str], day: date) -> Fen:
        """Return what the year's own budget authorised several lines together at the end of a day, in fen."""
        return sum(self.at(line, day).own for line in lines)


def covered(path: str | None, lines: Sequence[Budgeted]) -> tuple[str, ...]:
    """Return the lines that a path stands for: itself, the lines of a class, or all for no path.

    >>> covered("spending.project", [Budgeted("programmes.rent", "", "project", 1)])
    ('programmes.rent',)
    """
    section, _, name = (path or "").partition(".")
    return tuple(
        each.line
        for each in lines
        if path in (None, each.line) or (section == SPENDING and each.spending == name)
    )


# ── contracts ──────────────────────────────────────────────────────────────────────────────────────


def contracts_of(
    commitments: Iterable[Commitment], payments: Iterable[Payment], year: int
) -> tuple[Contract, ...]:
    """Return what is to be committed in order of day, line and group, each with its instalments.

    A payment belongs to the last commitment of its row that does not come after it.
    """
    by_row: dict[tuple[str, str], list[Payment]] = {}
    for each in payments:
        by_row.setdefault((each.line, each.group), []).append(each)
    made = (
        contract
        for row, bound in groupby(commitments, key=lambda each: (each.line, each.group))
        for contract in _of_row(tuple(bound), by_row.get(row, []), year)
    )
    return tuple(sorted(made, key=lambda each: (each.day, each.line, each.group)))


def earlier_contracts(carry: CarryOver | None, year: int) -> tuple[Contract, ...]:
    """Return what earlier years bound and this year or a later one pays, committed from the first day."""
    return tuple(
        Contract(
            each.line,
            each.group,
            date(year, 1, 1),
            each.amount,
            (Instalment(each.due.last_day(year), Fraction(1), each.amount),),
            earlier=True,
        )
        for each in (() if carry is None else carry.unpaid)
    )


def _of_row(bound: Sequence[Commitment], payments: Sequence[Payment], year: int) -> Iterator[Contract]:
    days = sorted(each.moment.last_day(year) for each in bound)
    for each in bound:
        day = each.moment.last_day(year)
        later = next((other for other in days if other > day), date.max)
        own = [pay for pay in payments if day <= pay.moment.last_day(year) < later]
        parts = tuple(_instalment(pay, len(bound) > 1, year) for pay in own)
        yield Contract(each.line, each.group, day, each.amount_fen, parts)


def _instalment(payment: Payment, alone: bool, year: int) -> Instalment:
    # what is bound payment by payment is the whole of its own small contract
    share = Fraction(1) if alone else payment.share
    return Instalment(payment.moment.last_day(year), share, payment.amount_fen)


def last_day(year: int) -> date:
    """Return the day on which a budget year ends."""
    return date(year, 12, 31)


# ── the year, day by day ───────────────────────────────────────────────────────────────────────────


def authority_of(
    lines: Sequence[Budgeted], contracts: Sequence[Contract], adjustments: Sequence[Adjustment], year: int
) -> Authority:
    """Return what every line may commit through the year, and what is committed of it.

    A line begins with its award. A cut falls on what is not committed yet; what it goes beyond that falls on
    commitments payable in later years, whose authority it claims. What is to be committed later takes what
    authority is left: first come first served, on one day in proportion by largest remainder; so does what
    is to be committed after the year. Raises ScenarioError (R681) for cuts that are larger still, with what
    was asked and what there was.
    """
    so_far = {each.line: [(date(year, 1, 1), _opening(each))] for each in lines}
    made: list[Contract] = []
    outcomes: list[tuple[int, AdjustmentOutcome]] = []
    problems: list[Problem] = []
    for day, (bound, changes) in _days(contracts, adjustments, year):
        # what a quarter commits on its last day stands before a cut of that day
        made += _committed(so_far, bound, last_day(year))
        for position, each in changes:
            found = _adjusted(each, lines, {name: own[-1][1] for name, own in so_far.items()})
            if isinstance(found, Problem):
                # the others are judged all the same, so that every cut that is too large is told at once
                problems.append(found)
                continue
            outcomes.append((position, found.outcome))
            for name, standing in found.after:
                so_far[name].append((day, standing))
    if problems:
        raise ScenarioError(problems)
    # told in the order written, on whatever day each takes effect
    ordered = tuple(outcome for _, outcome in sorted(outcomes, key=lambda pair: pair[0]))
    return Authority({name: tuple(own) for name, own in so_far.items()}, tuple(made), ordered)


def _opening(line: Budgeted) -> Standing:
    return Standing(line.award_fen + line.brought_fen, brought=line.brought_fen)


_Changes = list[tuple[int, Adjustment]]


def _days(
    contracts: Sequence[Contract], adjustments: Sequence[Adjustment], year: int
) -> Iterator[tuple[date, tuple[list[Contract], _Changes]]]:
    found: dict[date, tuple[list[Contract], _Changes]] = {}
    for contract in contracts:
        found.setdefault(contract.day, ([], []))[0].append(contract)
    for position, each in enumerate(adjustments):
        found.setdefault(each.on.last_day(year), ([], []))[1].append((position, each))
    yield from sorted(found.items(), key=lambda pair: pair[0])


def _committed(
    so_far: dict[str, list[tuple[date, Standing]]], contracts: Sequence[Contract], end: date
) -> Iterator[Contract]:
    """Yield the contracts of one day as they are made, and keep how their lines stand after it."""
    for line, own in groupby(sorted(contracts, key=_row_of), key=lambda each: each.line):
        bound = tuple(own)
        standing = so_far[line][-1][1]
        wanted = [each.planned_fen for each in bound]
        given = split(min(sum(wanted), standing.uncommitted), wanted)
        done = tuple(each.bound_to(fen) for each, fen in zip(bound, given, strict=True))
        committed = standing.committed + sum(given)
        # what earlier contracts pay later is paid by lots: no cut of the year's budget saves any of it
        forward = standing.forward + sum(each.later_fen(end) for each in done if not each.earlier)
        so_far[line].append((bound[0].day, replace(standing, committed=committed, forward=forward)))
        yield from done


def _row_of(contract: Contract) -> tuple[str, str, bool]:
    return contract.line, contract.group, not contract.earlier


# ── adjustments ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Adjusted:
    outcome: AdjustmentOutcome
    after: tuple[tuple[str, Standing], ...]


def _adjusted(
    adjustment: Adjustment, lines: Sequence[Budgeted], standings: Mapping[str, Standing]
) -> _Adjusted | Problem:
    own = covered(adjustment.line, lines)
    size = size_of(adjustment.size, sum(standings[each].own for each in own))
    after = {name: standings[name] for name in own}
    if adjustment.form == "add":
        _add(after, size)
        return _outcome(adjustment, size, standings, after)
    there = sum(each.uncommitted + each.postponable for each in after.values())
    if size > there:
        return _too_large(adjustment, size, after)
    _cut(after, size)
    if adjustment.into is not None:
        into = {name: standings[name] for name in covered(adjustment.into, lines)}
        _add(into, size)
        after.update(into)
    return _outcome(adjustment, size, standings, after)


def size_of(written: Quantity, authorised: Fen) -> Fen:
    """Return what an amount written as money or as a share of the authority comes to, half-up to the fen."""
    if written.kind == "share":
        return half_up(written.value * authorised)
    return half_up(written.as_money())


def _add(standings: dict[str, Standing], size: Fen) -> None:
    weights = [each.own for each in standings.values()]
    # lines that have nothing yet share alike
    parts = split(size, weights if any(weights) else [1] * len(weights))
    for (name, each), part in zip(tuple(standings.items()), parts, strict=True):
        standings[name] = replace(each, authorised=each.authorised + part)


def _cut(standings: dict[str, Standing], size: Fen) -> None:
    free = [each.uncommitted for each in standings.values()]
    # what nobody has bound goes first; contracts payable later are touched by what is larger alone
    first = min(size, sum(free))
    later = [each.postponable for each in standings.values()]
    rows = zip(tuple(standings.items()), split(first, free), split(size - first, later), strict=True)
    for (name, each), own, claimed in rows:
        less = each.authorised - own - claimed
        standings[name] = replace(each, authorised=less, claimed=each.claimed + claimed)


def _too_large(adjustment: Adjustment, size: Fen, standings: Mapping[str, Standing]) -> Problem:
    free = sum(each.uncommitted for each in standings.values())
    later = sum(each.postponable for each in standings.values())
    return problem(
        adjustment.place,
        "R681",
        line=adjustment.line,
        asked=exact_money(size),
        uncommitted=exact_money(free),
        committed=exact_money(sum(each.committed for each in standings.values())),
        later=exact_money(later),
        more=exact_money(size - free - later),
    )


def _outcome(
    adjustment: Adjustment, size: Fen, before: Mapping[str, Standing], after: Mapping[str, Standing]
) -> _Adjusted:
    parts = tuple((name, each.authorised - before[name].authorised) for name, each in sorted(after.items()))
    return _Adjusted(AdjustmentOutcome(adjustment, size, parts), tuple(after.items()))
