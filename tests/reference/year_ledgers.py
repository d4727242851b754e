"""The year in money, day after day: what is bound, adjusted, let out, and which lot pays for it.

Every day runs in the same order: what is committed, then the adjustments of the day, then what is due is let
out as far as the ceilings go. It is slow and says what happens, so that it can be read beside the language.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.reference.figures import half_up, measured, money
from tests.reference.sharing import largest_remainder
from tests.reference.timing import ONE_DAY, days_from, last_day, quarter_end, quarter_of
from tests.reference.year_payments import Contract, Due, Line, contracts_of, moving, old_contract

Scenario = Mapping[str, Any]


class TooLargeError(Exception):
    """A cut of more than there is to cut (R681)."""


class TooFewLotsError(Exception):
    """Earlier contracts that ask for more than the lots that may pay them hold (R682)."""


@dataclass
class Standing:
    """Where a line stands; `own` is its authority of the year, `brought` that of earlier contracts."""

    own: int
    brought: int = 0
    taken: int = 0
    claimed: int = 0
    unfunded: int = 0
    contracts: list[Contract] = field(default_factory=list)

    @property
    def authorised(self) -> int:
        return self.own + self.brought

    @property
    def free(self) -> int:
        return self.authorised + self.claimed - self.taken

    def later(self, year: int) -> int:
        """Return what contracts of this year pay in later years and no cut has claimed yet."""
        dues = (due for each in self.contracts if not each.old for due in each.dues)
        return sum(due.fen for due in dues if due.day.year > year) - self.claimed


@dataclass
class Demand:
    """What is due and waits to be let out."""

    line: str
    group: str
    due: date
    old: bool
    left: int


@dataclass(frozen=True)
class Paid:
    """What was let out on a day."""

    day: date
    line: str
    group: str
    fen: int
    old: bool
    due: date


@dataclass
class Book:
    """A year as it goes on: its lines, the queue, what was paid, what each adjustment did, the columns."""

    scenario: Scenario
    lines: Mapping[str, Line]
    standing: dict[str, Standing]
    queue: list[Demand] = field(default_factory=list)
    promised: list[Contract] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    parts: dict[int, tuple[int, dict[str, int]]] = field(default_factory=dict)
    authority: dict[date, dict[str, int]] = field(default_factory=dict)
    columns: dict[date, dict[tuple[str, str, str], int]] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return int(self.scenario["year"])

    def under(self, path: str | None) -> list[str]:
        """Return the lines that a path stands for, in their order: one, those of a class, or all."""
        return [
            name
            for name, line in sorted(self.lines.items())
            if path in (None, name, f"spending.{line.spending}")
        ]


def lots_of(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the lots as written, each with its fen and the last year in which it may be spent."""
    carry = scenario.get("carry_over", {})
    after = int(carry.get("lapses_after", "2"))
    return [
        {
            "year": int(each["year"]),
            "line": each.get("line"),
            "fen": money(each["amount"]),
            "last": int(each["year"]) + after,
        }
        for each in carry.get("lots", [])
    ]


def old_contracts(scenario: Scenario) -> list[Contract]:
    """Return the instalments of earlier contracts, bound on the first day of the year."""
    year, carry = int(scenario["year"]), scenario.get("carry_over", {})
    return [old_contract(each, year) for each in carry.get("unpaid", [])]


def says_when(scenario: Scenario) -> bool:
    """Return whether a scenario says anything of when money moves."""
    own = ("calendar", "adjustments", "cash", "carry_over", "pace")
    lines = (*scenario["spending"].values(), *scenario["programmes"].values())
    return any(key in scenario for key in own) or any("pay" in each for each in lines)


def run_year(scenario: Scenario, lines: Sequence[Line]) -> Book:
    """Return the whole year; raises TooLargeError and TooFewLotsError."""
    old = old_contracts(scenario)
    standing = {
        each.path: Standing(each.fen, sum(one.fen for one in old if one.line == each.path)) for each in lines
    }
    book = Book(scenario, {each.path: each for each in lines}, standing)
    contracts = [*old, *(own for each in lines for own in contracts_of(scenario, each))]
    ends = {quarter_end(number, book.year) for number in quarters(book)}
    first = min([date(book.year, 1, 1), *ends, *(each.day for each in contracts)])
    for day in days_from(first, date(book.year, 12, 31)):
        _commit(book, [each for each in contracts if each.day == day])
        _adjust(book, day)
        _fall_due(book, day)
        _let_out(book, day)
        book.authority[day] = {name: each.authorised for name, each in standing.items()}
        if day in ends:
            book.columns[day] = _column(book)
    for day in sorted({each.day for each in contracts if each.day.year > book.year}):
        book.promised += _commit(book, [each for each in contracts if each.day == day])
    return book


def quarters(book: Book) -> range:
    """Return the numbers of the quarters told: those of the year, and any before it that may bind or pay."""
    days = [last_day(moment, book.year) for path in book.lines for moment in moving(book.scenario, path)]
    return range(min([0, *(quarter_of(day, book.year) for day in days)]), 4)


# ── bound and adjusted ─────────────────────────────────────────────────────────────────────────────


def _commit(book: Book, contracts: Sequence[Contract]) -> list[Contract]:
    """Return the contracts of a day as they are made; where too little is left they share what there is.

    A contract of a later year takes its part of what is left too, and is no commitment of this one.
    """
    made: list[Contract] = []
    for name, line in sorted(book.standing.items()):
        own = sorted((each for each in contracts if each.line == name), key=lambda each: each.group)
        asked = [each.fen for each in own]
        most = min(sum(asked), line.free)
        made += [cut_short(each, fen) for each, fen in zip(own, largest_remainder(most, asked), strict=True)]
        line.taken += most
        line.unfunded += sum(asked) - most
    for each in made:
        if each.day.year <= book.year:
            book.standing[each.line].contracts.append(each)
    return made


def cut_short(contract: Contract, fen: int) -> Contract:
    """Return a contract of so many fen, paid by the shares of the one as written."""
    if fen == contract.fen:
        return contract
    reached, before, dues = Fraction(0), 0, list[Due]()
    for due in contract.dues:
        reached += due.share
        dues.append(replace(due, fen=half_up(fen * reached) - before))
        before = half_up(fen * reached)
    return replace(contract, fen=fen, dues=tuple(dues))


def _adjust(book: Book, day: date) -> None:
    for at, change in enumerate(book.scenario.get("adjustments", [])):
        if last_day(change["on"], book.year) == day:
            book.parts[at] = _adjusted(book, change)


def _adjusted(book: Book, change: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """Return the size of an adjustment and what each line gains by it, once it is made."""
    form = next(each for each in ("cut", "add", "move") if each in change)
    members = book.under(change["line"])
    size = _size(change[form], sum(book.standing[name].own for name in members))
    parts = dict.fromkeys(members, 0)
    if form == "add":
        parts |= _add(book, members, size)
    else:
        parts = {name: -fen for name, fen in _cut(book, members, size).items()}
    if form == "move":
        parts |= _add(book, book.under(change["into"]), size)
    return size, parts


def _size(text: str, own: int) -> int:
    return half_up(own * measured(text)) if text.endswith("%") else money(text)


def _add(book: Book, members: Sequence[str], size: int) -> dict[str, int]:
    """Give more authority by what the lines have of the year's own, alike where they have nothing."""
    weights = [book.standing[name].own for name in members]
    parts = largest_remainder(size, weights if any(weights) else [1 for _ in members])
    for name, fen in zip(members, parts, strict=True):
        book.standing[name].own += fen
    return dict(zip(members, parts, strict=True))


def _cut(book: Book, members: Sequence[str], size: int) -> dict[str, int]:
    """Take authority: from what is not committed, then from what contracts pay in later years."""
    free = [book.standing[name].free for name in members]
    later = [book.standing[name].later(book.year) for name in members]
    if size > sum(free) + sum(later):
        raise TooLargeError
    from_free = largest_remainder(min(size, sum(free)), free)
    claims = largest_remainder(size - sum(from_free), later)
    for name, fen, claim in zip(members, from_free, claims, strict=True):
        book.standing[name].own -= fen + claim
        book.standing[name].claimed += claim
    return {name: fen + claim for name, fen, claim in zip(members, from_free, claims, strict=True)}


# ── let out ────────────────────────────────────────────────────────────────────────────────────────


def _fall_due(book: Book, day: date) -> None:
    """Queue what falls due on a day: one demand of each group by contracts of the year, one by older ones."""
    for name, line in sorted(book.standing.items()):
        asked: dict[tuple[str, bool], int] = {}
        for contract in line.contracts:
            key = (contract.group, contract.old)
            asked[key] = asked.get(key, 0) + sum(due.fen for due in contract.dues if due.day == day)
        book.queue += [Demand(name, group, day, old, fen) for (group, old), fen in asked.items() if fen]


def _let_out(book: Book, day: date) -> None:
    """Pay what waits as far as the ceilings go: earlier days first, those of one day in proportion."""
    waiting = [each for each in book.queue if each.left]
    for due in sorted({each.due for each in waiting}):
        batch = sorted(
            (each for each in waiting if each.due == due),
            key=lambda each: (each.line, each.group, each.old),
        )
        for demand, fen in zip(batch, _within(book, day, batch), strict=True):
            if fen:
                demand.left -= fen
                book.paid.append(Paid(day, demand.line, demand.group, fen, demand.old, demand.due))


def _within(book: Book, day: date, batch: Sequence[Demand]) -> list[int]:
    """Return what of each demand every ceiling over its line lets out, the narrowest ceiling first."""
    parts = [each.left for each in batch]
    for members, room in _rooms(book, day):
        inside = [at for at, each in enumerate(batch) if each.line in members]
        asked = [parts[at] for at in inside]
        if sum(asked) > room:
            for at, fen in zip(inside, largest_remainder(room, asked), strict=True):
                parts[at] = fen
    return parts


def _rooms(book: Book, day: date) -> list[tuple[list[str], int]]:
    """Return the room under every ceiling on a day: the fewest lines first, the tightest of equals first.

    What is paid before the year is held by none.
    """
    found = list[tuple[list[str], int]]()
    if day.year < book.year:
        return found
    for cash in book.scenario.get("cash", {}).values():
        written = sorted((last_day(moment, book.year), text) for moment, text in cash["ceilings"].items())
        text = next((text for end, text in written if day <= end), None)
        if text is not None:
            members = book.under(cash.get("of"))
            spent = sum(each.fen for each in book.paid if each.line in members)
            found.append((members, max(0, _most(book, cash, text) - spent)))
    return sorted(found, key=lambda each: (len(each[0]), each[1]))


def _most(book: Book, cash: Mapping[str, Any], text: str) -> int:
    """Return what may have been paid in all; lots that may pay nobody else raise it."""
    members = book.under(cash.get("of"))
    own = sum(book.standing[name].own for name in members)
    lots: int = sum(
        each["fen"] for each in lots_of(book.scenario) if set(book.under(each["line"])) <= set(members)
    )
    return (math.floor(own * measured(text)) if text.endswith("%") else money(text)) + lots


def _column(book: Book) -> dict[tuple[str, str, str], int]:
    """Return what is bound, due and paid so far, by column, line and group."""
    found: dict[tuple[str, str, str], int] = {}

    def add(column: str, line: str, group: str, fen: int) -> None:
        found[column, line, group] = found.get((column, line, group), 0) + fen

    for name, line in book.standing.items():
        for contract in line.contracts:
            add("committed", name, contract.group, contract.fen)
    for demand in book.queue:
        add("due", demand.line, demand.group, demand.left)
    for paid in book.paid:
        add("due", paid.line, paid.group, paid.fen)
        add("paid", paid.line, paid.group, paid.fen)
    return found


# ── what the year comes to ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class LotEnd:
    """One lot at the end of the year."""

    year: int
    line: str | None
    opening: int
    spent: int
    lapsed: int
    last: int

    @property
    def closing(self) -> int:
        return self.opening - self.spent - self.lapsed


def paid_from_lots(book: Book) -> tuple[list[LotEnd], dict[str, int]]:
    """Return every lot at the year's end, and what lots paid for each line.

    What earlier contracts ask for, now and later, is set aside for it and pays nothing else; what is not set
    aside is spent by the other payments as they come, the oldest lot first. What was issued and paid before
    the year is the year's own money.
    """
    lots = _by_age(book)
    free = [each["fen"] for each in lots]
    aside = _set_aside(book, lots, free)
    spent, by_line = [0 for _ in lots], dict.fromkeys(book.lines, 0)
    for paid in (each for each in book.paid if each.day.year >= book.year):
        held = aside.get((paid.line, paid.group, paid.due), free) if paid.old else free
        for at, fen in _drawn(book, lots, held, paid):
            held[at] -= fen
            spent[at] += fen
            by_line[paid.line] += fen
    ends = [
        LotEnd(
            each["year"],
            each["line"],
            each["fen"],
            used,
            each["fen"] - used if each["last"] <= book.year else 0,
            each["last"],
        )
        for each, used in zip(lots, spent, strict=True)
    ]
    return ends, by_line


def _drawn(book: Book, lots: Any, held: Sequence[int], paid: Paid) -> Iterator[tuple[int, int]]:
    left = paid.fen
    for at, each in enumerate(lots):
        if paid.line in book.under(each["line"]):
            fen = min(left, held[at])
            left -= fen
            yield at, fen


def _reach(book: Book, path: str | None) -> tuple[int, str]:
    """Return of how many lines a lot is, and its path: a line comes before its class before the whole."""
    return (len(book.under(path)), path or "")


def _set_aside(book: Book, lots: Any, free: list[int]) -> dict[tuple[str, str, date], list[int]]:
    """Set lots aside for earlier contracts: by the day they are due, the lots of the line before wider ones.

    Nothing is kept in a lot that lapses before; all lots together have to hold what is asked.
    """
    found: dict[tuple[str, str, date], list[int]] = {}
    if any(lack for _, lack in _lacking(book, lots)):
        raise TooFewLotsError
    for contract in sorted(old_contracts(book.scenario), key=_turn):
        due = contract.dues[0].day
        own = found.setdefault((contract.line, contract.group, due), [0 for _ in lots])
        lasting = [at for at in _may_pay(book, lots, contract.line) if due.year <= lots[at]["last"]]
        for at, fen in _take(contract.fen, lasting, free).items():
            own[at] += fen
    return found


def what_lots_lack(scenario: Scenario, classes: Mapping[str, str]) -> list[tuple[Contract, int]]:
    """Return every instalment of an earlier contract with what the lots lack for it, in their turn.

    `classes` are the lines of the budget, each with the class from which it spends.
    """
    book = Book(scenario, {path: Line(path, spending, ()) for path, spending in classes.items()}, {})
    return list(_lacking(book, _by_age(book)))


def _by_age(book: Book) -> list[dict[str, Any]]:
    """Return the lots, the oldest first, those of one year by their reach."""
    return sorted(lots_of(book.scenario), key=lambda each: (each["year"], *_reach(book, each["line"])))


def _lacking(book: Book, lots: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Contract, int]]:
    """Yield what each instalment lacks once all before it had their turn, whenever the lots lapse."""
    left = [each["fen"] for each in lots]
    for contract in sorted(old_contracts(book.scenario), key=_turn):
        given = _take(contract.fen, _may_pay(book, lots, contract.line), left)
        yield contract, contract.fen - sum(given.values())


def _may_pay(book: Book, lots: Sequence[Mapping[str, Any]], line: str) -> list[int]:
    """Return which lots may pay a line: those of the fewest lines first, then the oldest."""
    order = sorted(range(len(lots)), key=lambda at: (_reach(book, lots[at]["line"])[0], at))
    return [at for at in order if line in book.under(lots[at]["line"])]


def _turn(contract: Contract) -> tuple[date, str, str]:
    return contract.dues[0].day, contract.line, contract.group


def _take(fen: int, order: Sequence[int], left: list[int]) -> dict[int, int]:
    """Take so many fen out of what is left, in an order; return what each gives."""
    found = {}
    for at in order:
        found[at] = min(fen, left[at])
        left[at] -= found[at]
        fen -= found[at]
    return found


def still_asked(book: Book) -> dict[tuple[str, str, date], int]:
    """Return what contracts ask for after the year; what waits is due on the first day of the next."""
    found: dict[tuple[str, str, date], int] = {}

    def add(line: str, group: str, day: date, fen: int) -> None:
        if fen:
            found[line, group, day] = found.get((line, group, day), 0) + fen

    for demand in book.queue:
        add(demand.line, demand.group, date(book.year, 12, 31) + ONE_DAY, demand.left)
    for contract in [*book.promised, *(each for line in book.standing.values() for each in line.contracts)]:
        for due in contract.dues:
            if due.day.year > book.year:
                add(contract.line, contract.group, due.day, due.fen)
    return found


def forward(book: Book, line: str) -> dict[int, int]:
    """Return what a line has committed and pays in later years, by year."""
    found: dict[int, int] = {}
    for contract in book.standing[line].contracts:
        for due in contract.dues:
            if due.day.year > book.year and due.fen:
                found[due.day.year] = found.get(due.day.year, 0) + due.fen
    return found


def undated(book: Book, line: str) -> int:
    """Return what a line was awarded and has no day on which it is paid, work that is not done included."""
    own = contracts_of(book.scenario, book.lines[line])
    return book.lines[line].fen - sum(due.fen for each in own for due in each.dues)


def balance(book: Book) -> tuple[int, int, int, int, int]:
    """Return opening, revenue, spent, lapsed and closing of the whole."""
    ends, _ = paid_from_lots(book)
    opening = sum(each.opening for each in ends)
    revenue = sum(each.own for each in book.standing.values())
    spent = sum(each.fen for each in book.paid)
    lapsed = sum(each.lapsed for each in ends)
    return opening, revenue, spent, lapsed, opening + revenue - spent - lapsed


# ── the pace ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Gap:
    """The norm of a moment, the share paid by then (None where nothing is authorised), if it is judged."""

    norm: Fraction
    reached: Fraction | None
    judged: bool


def pace(book: Book) -> tuple[dict[str, Gap], dict[str, Gap]]:
    """Return the gaps of the quarters and gates, and those of the twelve months, by moment."""
    settings = book.scenario.get("pace")
    if settings is None:
        return {}, {}
    gates = settings.get("gates", {})
    at = {
        f"Q{number}": Gap(_even(settings, 3 * number), _reached(book, f"Q{number}"), not gates)
        for number in (1, 2, 3, 4)
    }
    at |= {moment: Gap(measured(share), _reached(book, moment), True) for moment, share in gates.items()}
    months = {
        f"{book.year}-{month:02d}": Gap(
            _even(settings, month), _reached(book, f"{book.year}-{month:02d}"), judged=False
        )
        for month in range(1, 13)
    }
    return at, months


def _even(settings: Mapping[str, str], months: int) -> Fraction:
    share = Fraction(months, 12)
    if "decimals" not in settings:
        return share
    step = 100 * 10 ** int(settings["decimals"])
    return Fraction(half_up(share * step), step)


def _reached(book: Book, moment: str) -> Fraction | None:
    day = last_day(moment, book.year)
    members = book.under(book.scenario["pace"].get("of"))
    authorised = sum(book.authority[day][name] for name in members)
    paid = sum(each.fen for each in book.paid if each.line in members and each.day <= day)
    return Fraction(paid, authorised) if authorised else None


def outlay(column: Sequence[int]) -> tuple[int, ...]:
    """Return what a cumulative column adds in each quarter.

    >>> outlay([3, 3, 7, 9])
    (3, 0, 4, 2)
    """
    return tuple(after - before for before, after in pairwise([0, *column]))
