"""Money through the year: what is adjusted, carried over, let out and measured, and the three ledgers.

Every column of a ledger has one figure a quarter, in whole fen, and is cumulative unless it says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from simulator.model import kinds
from simulator.model.horizon import Balance
from simulator.model.kinds import Quantity
from simulator.model.moments import QUARTERS, Moment
from simulator.money import Fen, up
from simulator.problems import NOWHERE, Place

# ── as written ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A change of authority in mid-year (预算调整): a cut, more money with its source, or a virement.

    `line` is a programme or a class (`programmes.rent`, `spending.project`). Exactly one of `cut`, `add` and
    `move` is written, as money or as a share of what this year's budget authorises the line on that day,
    half-up to the fen; `move` goes from `line` to `into`, `add` says its `source`. A cut of a class falls on
    its lines' uncommitted balances in proportion, then on what contracts of this year pay in later ones,
    never on earlier contracts; an addition goes by the authority of the lines, alike where they have none.
    """

    on: Annotated[Moment, kinds.When()]
    line: Annotated[str, kinds.Line()]
    cut: Annotated[Quantity | None, kinds.Literal()] = None
    add: Annotated[Quantity | None, kinds.Literal()] = None
    move: Annotated[Quantity | None, kinds.Literal()] = None
    into: Annotated[str | None, kinds.Line()] = None
    source: Annotated[str, kinds.Text()] = ""
    reason: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    id: Annotated[str, kinds.Identifier()] = ""
    place: Place = NOWHERE

    @property
    def form(self) -> str:
        """Return which of cut, add and move it is; "" when none is written."""
        return next((name for name in ADJUSTMENTS if getattr(self, name) is not None), "")

    @property
    def size(self) -> Quantity:
        """Return what is written for it; raises TypeError when nothing is."""
        found: Quantity | None = getattr(self, self.form) if self.form else None
        if found is None:
            raise TypeError("an adjustment says how much")
        return found


ADJUSTMENTS = ("cut", "add", "move")


@dataclass(frozen=True, slots=True)
class CashCeiling:
    """The most that may have been paid by the end of each quarter (用款计划): shares or money, cumulative.

    `of` is a class or a programme, all spending when it is not written; a share is of what this year's budget
    authorises on the day, rounded down, and money brought forward that may pay nobody else comes on top. A
    moment without a ceiling is held by the next that is written; after the last there is none. What is due
    above it waits. Of several ceilings the one over the fewest lines is met first, of those over the same
    lines the tightest decides.
    """

    id: str
    ceilings: Annotated[tuple[tuple[Moment, Quantity], ...], kinds.ByMoment(kinds.Literal())]
    of: Annotated[str | None, kinds.Line()] = None
    title: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Lot:
    """Money brought forward from one year (结转), for one line or for the whole."""

    year: Annotated[int, kinds.Count(1)]
    amount: Annotated[Fen, kinds.Money()]
    line: Annotated[str | None, kinds.Line()] = None
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Unpaid:
    """An instalment of a contract of an earlier year that falls due this year or later.

    It is committed from the first day of the year and paid out of the lots: of its line, else of the whole.
    """

    line: Annotated[str, kinds.Line()]
    due: Annotated[Moment, kinds.When()]
    amount: Annotated[Fen, kinds.Money()]
    group: Annotated[str, kinds.Text()] = ""
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Money of earlier years, spent first in first out; what is older than `lapses_after` years lapses.

    A lot of 2012 that lapses after two years may be spent until 31 December 2014. `unpaid` are instalments
    of earlier contracts; their money is part of the lots. It is set aside for them, for the one that is due
    first before the next, out of the lots of the fewest lines first and of those the oldest; nothing is kept
    in a lot that lapses before the instalment is due.
    """

    lots: Annotated[tuple[Lot, ...], kinds.ListOf(kinds.Record(Lot))] = ()
    lapses_after: Annotated[int, kinds.Count(1)] = 2
    unpaid: Annotated[tuple[Unpaid, ...], kinds.ListOf(kinds.Record(Unpaid))] = ()
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE

    def last_year(self, lot: Lot) -> int:
        """Return the last year in which a lot may be spent; it lapses on its 31 December."""
        return lot.year + self.lapses_after


@dataclass(frozen=True, slots=True)
class Pace:
    """The norm of even pace (序时进度): what share should be paid by when, and how far payments are off it.

    `of` is a class or programme, all spending when not written. The norm of a month is months over twelve
    rounded to `decimals` of a percentage point where written; `gates` are shares to be reached by a moment.
    Where gates are written they are what is judged, else the end of each quarter is.
    """

    of: Annotated[str | None, kinds.Line()] = None
    norm: Annotated[str, kinds.Choice(("even",))] = "even"
    decimals: Annotated[int | None, kinds.Count()] = None
    gates: Annotated[tuple[tuple[Moment, Fraction], ...], kinds.ByMoment(kinds.RateKind())] = ()
    strength: Annotated[str, kinds.Choice(("must", "should"))] = "should"
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


# ── as it came out ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Payment:
    """One instalment of one line (or group of its applicants): when it is due, its share, its whole fen.

    `advance` says that work is still to be shown after it (前补助); else it is paid for what is done.
    """

    line: str
    group: str
    moment: Moment
    share: Fraction
    amount_fen: Fen
    advance: bool = False


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """The ledgers of one line, or of one group of its applicants: one figure a quarter, in whole fen.

    All are cumulative. `authorised` is what the line was awarded in the run (the appropriation follows the
    allocation: what an award leaves of an envelope or a class is no line's authority) with the adjustments
    so far; `committed` what is bound, `due` what the calendar asks for by then, `paid` what the cash ceilings
    let out of it. paid <= committed in every quarter, and committed <= authorised + `claimed`.

    `adjusted` is the net change of authority in the year. `undated` is what was awarded and no calendar says
    when it is paid, work that is not done included; `unfunded` what was to be committed, in this year or a
    later one, and a cut left without authority. `forward` is
    committed and payable in later years, by year; `claimed` is the part of it that a cut has put on the
    authority of those years. `brought` is the authority of earlier contracts, paid out of lots, which is in
    `authorised` from the first day; `from_lots` what of all that is paid came out of lots.
    """

    line: str
    title: str
    spending: str
    group: str
    authorised: tuple[Fen, ...]
    committed: tuple[Fen, ...]
    due: tuple[Fen, ...]
    paid: tuple[Fen, ...]
    adjusted: Fen = 0
    undated: Fen = 0
    unfunded: Fen = 0
    claimed: Fen = 0
    brought: Fen = 0
    from_lots: Fen = 0
    forward: tuple[tuple[int, Fen], ...] = ()

    @property
    def own_left(self) -> Fen:
        """Return what of this year's own authority is not paid at its end, in fen."""
        return self.authorised[-1] - self.brought - (self.paid[-1] - self.from_lots)

    @property
    def in_advance(self) -> Fen:
        """Return what was issued and paid before the budget year (提前下达), in fen."""
        return self.paid[-QUARTERS - 1] if len(self.paid) > QUARTERS else 0

    @property
    def waiting(self) -> tuple[Fen, ...]:
        """Return what is due and not paid at the end of each quarter, in fen."""
        return tuple(due - paid for due, paid in zip(self.due, self.paid, strict=True))

    @property
    def outlay(self) -> tuple[Fen, ...]:
        """Return what is paid in each quarter, in fen."""
        return tuple(now - before for before, now in zip((0, *self.paid[:-1]), self.paid, strict=True))

    def column(self, name: str) -> tuple[Fen, ...]:
        """Return one of `COLUMNS`, one figure a quarter."""
        found: tuple[Fen, ...] = getattr(self, name)
        return found

    @property
    def forward_fen(self) -> Fen:
        """Return what is committed and payable in later years, in fen."""
        return sum(fen for _, fen in self.forward)


COLUMNS = ("authorised", "committed", "due", "paid", "waiting", "outlay")
CUMULATIVE = COLUMNS[:4]
SINGLE = ("adjusted", "undated", "unfunded", "claimed", "brought", "from_lots", "in_advance")


def summed(lines: Iterable[LedgerLine], name: str, title: str = "") -> LedgerLine:
    """Return several lines as one; raises ValueError when there is none."""
    members = tuple(lines)
    if not members:
        raise ValueError("no line to add up")
    alike = all(line.spending == members[0].spending for line in members)
    authorised, committed, due, paid = (_added(line.column(each) for line in members) for each in CUMULATIVE)
    return LedgerLine(
        name,
        title or name,
        members[0].spending if alike else "",
        "",
        authorised,
        committed,
        due,
        paid,
        adjusted=sum(line.adjusted for line in members),
        undated=sum(line.undated for line in members),
        unfunded=sum(line.unfunded for line in members),
        claimed=sum(line.claimed for line in members),
        brought=sum(line.brought for line in members),
        from_lots=sum(line.from_lots for line in members),
        forward=_by_year(pair for line in members for pair in line.forward),
    )


def _added(columns: Iterable[tuple[Fen, ...]]) -> tuple[Fen, ...]:
    return tuple(map(sum, zip(*columns, strict=True)))


def _by_year(pairs: Iterable[tuple[int, Fen]]) -> tuple[tuple[int, Fen], ...]:
    added: dict[int, Fen] = {}
    for year, fen in pairs:
        added[year] = added.get(year, 0) + fen
    return tuple(sorted(added.items()))


@dataclass(frozen=True, slots=True)
class AdjustmentOutcome:
    """What one adjustment did: its size in fen, what each line gained (negative: lost), sorted by line."""

    adjustment: Adjustment
    size_fen: Fen
    parts: tuple[tuple[str, Fen], ...]


@dataclass(frozen=True, slots=True)
class LotOutcome:
    """One lot of earlier money: what was there, what was spent of it this year, what lapsed, what is left.

    `line` is "" for a lot of the whole; `lapses` the last year in which it may be spent.
    """

    year: int
    line: str
    opening_fen: Fen
    spent_fen: Fen
    lapsed_fen: Fen
    lapses: int

    @property
    def closing_fen(self) -> Fen:
        """Return what is carried on, in fen."""
        return self.opening_fen - self.spent_fen - self.lapsed_fen


@dataclass(frozen=True, slots=True)
class PaceGap:
    """How far payments are off the norm at the end of a month or quarter, or at a gate: shares of authority.

    `judged` says that missing it is a miss; the others are only told. The share is what is paid over what is
    authorised by then, both in fen.
    """

    moment: Moment
    norm: Fraction
    reached: Fraction | None
    gate: bool = False
    judged: bool = False
    paid_fen: Fen = 0
    authorised_fen: Fen = 0

    @property
    def missing_fen(self) -> Fen:
        """Return the fewest fen that would have to be paid besides to be on the norm."""
        return max(0, up(self.norm * self.authorised_fen) - self.paid_fen)

    @property
    def gap(self) -> Fraction | None:
        """Return the reached share less the norm, negative when behind; None where nothing is authorised."""
        return None if self.reached is None else self.reached - self.norm

    @property
    def behind(self) -> bool:
        """Return whether it is judged and payments are behind it."""
        return self.judged and self.gap is not None and self.gap < 0


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The year in money: every line's ledgers sorted by line, its payments, adjustments, lots and the pace.

    `quarters` are the numbers of the quarters that the columns stand for: those of the budget year, and
    any before it in which the calendar has a stage that may bind or pay. `groups` are the same ledgers by
    group of applicants, as cash.csv has them; they add up to the lines. `pace` holds quarters and gates
    by day, `months` all twelve months; `must` says that a gate missed is bad news. `next_unpaid` is what
    contracts ask for after the year, what waits at its end included (due on the first day of the next).
    """

    year: int = 0
    quarters: tuple[int, ...] = ()
    lines: tuple[LedgerLine, ...] = ()
    groups: tuple[LedgerLine, ...] = ()
    payments: tuple[Payment, ...] = ()
    adjustments: tuple[AdjustmentOutcome, ...] = ()
    lots: tuple[LotOutcome, ...] = ()
    balance: Balance | None = None
    pace: tuple[PaceGap, ...] = ()
    months: tuple[PaceGap, ...] = ()
    must: bool = False
    next_unpaid: tuple[Unpaid, ...] = ()

    def of(self, line: str) -> LedgerLine:
        """Return the ledgers of one line, of a class over its lines, or of `total`; raises KeyError."""
        chosen = self.under(line)
        if not chosen:
            raise KeyError(line)
        return chosen[0] if chosen[0].line == line else summed(chosen, line)

    def under(self, line: str) -> tuple[LedgerLine, ...]:
        """Return the lines that a line, a class or `total` is made of."""
        section, _, name = line.partition(".")
        return tuple(
            each
            for each in self.lines
            if line in (TOTAL, each.line) or (section == SPENDING and each.spending == name)
        )

    @property
    def missed(self) -> tuple[PaceGap, ...]:
        """Return the gates (or quarters) that payments are behind."""
        return tuple(each for each in self.pace if each.behind)

    @property
    def failed(self) -> bool:
        """Return whether a pace that must be kept is not kept."""
        return self.must and bool(self.missed)


TOTAL, SPENDING = "total", "spending"


def closing_lots(ledgers: Ledgers) -> tuple[Lot, ...]:
    """Return what goes into the next year as lots, by year and line; they add to the closing balance.

    Each line's own authority that is not paid is a lot of this year; what is left of older lots stays theirs.
    """
    own = (Lot(ledgers.year, each.own_left, each.line) for each in ledgers.lines if each.own_left)
    older = (Lot(each.year, each.closing_fen, each.line or None) for each in ledgers.lots if each.closing_fen)
    return tuple(sorted((*older, *own), key=lambda each: (each.year, each.line or "")))
