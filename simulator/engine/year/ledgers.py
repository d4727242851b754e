"""The year in money: each line's authority, commitments, dues and payments by quarter, lots and pace. Pure.

The lines are the programmes of a spending class and the classes without programmes. A programme's authority
is what this run awards it, a class's its appropriation; a programme that a fund pays is in the fund's books.
The columns end with the budget year: what is payable later is told by year as `forward`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from simulator.engine.year.adjust import (
    Authority,
    Budgeted,
    Contract,
    authority_of,
    contracts_of,
    earlier_contracts,
    last_day,
)
from simulator.engine.year.carry import Spent, balance_of, next_unpaid, spent_of
from simulator.engine.year.outlay import Paid, ceilings_of, demands_of, let_out, waiting_of
from simulator.engine.year.pace import Payout, months_of, pace_of
from simulator.engine.year.payments import commitment_moments, payments_of
from simulator.model.accounts import Measured
from simulator.model.horizon import Balance
from simulator.model.ledger_paths import (
    ADJUSTED,
    OF_BALANCE,
    OF_LOTS,
    OF_PACE,
    later_years,
    ledger_quarters,
    ledger_subjects,
    says_when,
)
from simulator.model.ledgers import (
    COLUMNS,
    CUMULATIVE,
    SINGLE,
    TOTAL,
    CarryOver,
    LedgerLine,
    Ledgers,
    PaceGap,
    Payment,
    closing_lots,
    summed,
)
from simulator.model.moments import QUARTERS, Moment, quarter_text
from simulator.model.result import Allocation, Claims
from simulator.model.scenario import Scenario
from simulator.money import Fen
from simulator.problems import ExactnessError


def ledgers_of(scenario: Scenario, claims: Claims, allocation: Allocation) -> Ledgers | None:
    """Return the year in money, or None when the scenario says nothing of when money moves.

    Raises ScenarioError (R681) for a cut of more than is free, ExactnessError when our own sums fail.
    """
    lines = budgeted(allocation)
    if not says_when(scenario):
        return None
    payments = _of_lines(payments_of(scenario, claims, allocation), lines)
    commitments = [
        each for each in commitment_moments(scenario, claims, allocation) if _is_line(each.line, lines)
    ]
    planned = contracts_of(commitments, payments, scenario.year)
    return audited(kept(scenario, lines, planned, payments))


def budgeted(allocation: Allocation) -> tuple[Budgeted, ...]:
    """Return the lines of the budget sorted by line, each with what it is awarded."""
    return tuple(sorted(_budgeted(allocation), key=lambda each: each.line))


def with_earlier(lines: Sequence[Budgeted], carry: CarryOver | None) -> tuple[Budgeted, ...]:
    """Return the lines with what contracts of earlier years bring into them."""
    unpaid = () if carry is None else carry.unpaid
    return tuple(
        replace(line, brought_fen=sum(each.amount for each in unpaid if each.line == line.line))
        for line in lines
    )


def _budgeted(allocation: Allocation) -> Iterator[Budgeted]:
    members = {each.spending: True for each in allocation.programmes}
    yield from (
        Budgeted(f"programmes.{each.programme}", each.title, each.spending, each.award_fen)
        for each in allocation.programmes
        if each.spending
    )
    yield from (
        Budgeted(f"spending.{each.spending}", each.title, each.spending, each.used_fen)
        for each in allocation.spending
        if each.spending not in members
    )


def _is_line(name: str, lines: Sequence[Budgeted]) -> bool:
    return any(each.line == name for each in lines)


def _of_lines(payments: Sequence[Payment], lines: Sequence[Budgeted]) -> tuple[Payment, ...]:
    return tuple(each for each in payments if _is_line(each.line, lines))


def kept(
    scenario: Scenario,
    lines: Sequence[Budgeted],
    planned: Sequence[Contract],
    payments: tuple[Payment, ...] = (),
) -> Ledgers:
    """Return the ledgers of lines whose contracts are planned, under all that the scenario says of money.

    The lines are taken by their paths, so that a fen left over falls on the same one however they stand.
    """
    year = scenario.year
    in_order = sorted(lines, key=lambda each: each.line)
    lines = with_earlier(in_order, scenario.carry_over)
    whole = (*earlier_contracts(scenario.carry_over, year), *planned)
    # with years planned ahead, an adjustment may be one of a later year
    adjustments = tuple(each for each in scenario.adjustments if each.on.last_day(year).year == year)
    authority = authority_of(lines, whole, adjustments, year)
    # authority before cash: only what is committed can fall due, and only what is due can be paid
    demands = demands_of(authority.contracts, year)
    ceilings = ceilings_of(scenario.cash, scenario.carry_over, lines, year)
    paid = let_out(demands, ceilings, authority, year)
    spent = spent_of(scenario.carry_over, paid, lines, year)
    books = _Books(year, ledger_quarters(scenario), authority, whole, paid, spent)
    kept_lines = tuple(books.line(each) for each in lines)
    payout = Payout(lines, authority, paid)
    return Ledgers(
        year=year,
        quarters=books.quarters,
        lines=kept_lines,
        groups=tuple(group for each in kept_lines for group in books.groups(each)),
        payments=payments,
        adjustments=authority.adjustments,
        lots=spent.lots,
        balance=balance_of(year, summed(kept_lines, TOTAL), spent.lots),
        pace=pace_of(scenario.pace, payout, year),
        months=months_of(scenario.pace, payout, year),
        must=scenario.pace is not None and scenario.pace.strength == "must",
        next_unpaid=next_unpaid(authority.contracts, waiting_of(demands, paid), year),
    )


# ── columns ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class _Books:
    """What the columns are made of: contracts as planned and as made, what each line may do, what is paid."""

    year: int
    quarters: tuple[int, ...]
    authority: Authority
    planned: tuple[Contract, ...]
    paid: tuple[Paid, ...]
    spent: Spent

    @property
    def ends(self) -> tuple[date, ...]:
        """Return the last day of each quarter."""
        return tuple(_end(each, self.year) for each in self.quarters)

    def of(self, name: str) -> "_Rows":
        """Return what is planned, made and paid of a line."""
        return _Rows(
            tuple(each for each in self.planned if each.line == name),
            tuple(each for each in self.authority.contracts if each.line == name),
            tuple(each for each in self.paid if each.line == name),
        )

    def line(self, line: Budgeted) -> LedgerLine:
        """Return the ledgers of a line."""
        rows = self.of(line.line)
        standing = self.authority.at(line.line, last_day(self.year))
        authorised = tuple(self.authority.at(line.line, end).authorised for end in self.ends)
        whole = self._ledger(
            LedgerLine(line.line, line.title, line.spending, "", authorised, (), (), ()), rows
        )
        return replace(
            whole,
            adjusted=standing.own - line.award_fen,
            undated=line.award_fen
            + line.brought_fen
            - sum(each.later_fen(date.min) for each in rows.planned),
            claimed=standing.claimed,
            brought=line.brought_fen,
            from_lots=self.spent.of(line.line),
        )

    def groups(self, whole: LedgerLine) -> tuple[LedgerLine, ...]:
        """Return a line's ledgers by group of its applicants, sorted by group; they add to those of the line.

        The authority of a line is that of its groups in the order in which they commit, each up to what it is
        to commit; what no group needs stands under no group.
        """
        rows = self.of(whole.line)
        names = tuple(dict.fromkeys(each.group for each in rows.planned))
        if names in {(), ("",)}:
            return (whole,)
        left, found = whole.authorised, []
        for name in names:
            own = rows.of(name)
            authorised = tuple(map(min, self._needs(own), left))
            left = tuple(there - taken for there, taken in zip(left, authorised, strict=True))
            found.append(self._ledger(_empty(whole, name, authorised), own))
        none = (0,) * len(left)
        rest = replace(_empty(whole, "", left), committed=none, due=none, paid=none)
        return tuple(sorted((*found, *([rest] if any(left) else [])), key=lambda each: each.group))

    def _needs(self, rows: "_Rows") -> tuple[Fen, ...]:
        """Return what a group may take of its line's authority: what it is to commit, or has committed."""
        asked, bound = rows.asked(self.year), rows.committed(last_day(self.year))
        done = (rows.committed(end) for end in self.ends)
        return tuple(bound if each == bound else asked for each in done)

    def _ledger(self, line: LedgerLine, rows: "_Rows") -> LedgerLine:
        return replace(
            line,
            committed=tuple(rows.committed(end) for end in self.ends),
            due=tuple(rows.due(end) for end in self.ends),
            paid=tuple(rows.paid_by(end) for end in self.ends),
            unfunded=rows.unfunded,
            forward=_forward(rows.made, self.year),
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is planned, made and paid of one line or group."""

    planned: tuple[Contract, ...]
    made: tuple[Contract, ...]
    paid: tuple[Paid, ...]

    def of(self, group: str) -> "_Rows":
        return _Rows(
            tuple(each for each in self.planned if each.group == group),
            tuple(each for each in self.made if each.group == group),
            tuple(each for each in self.paid if each.group == group),
        )

    @property
    def unfunded(self) -> Fen:
        """Return what was to be committed, now or in a later year, and is not for want of authority."""
        return sum(each.planned_fen for each in self.planned) - sum(each.planned_fen for each in self.made)

    def asked(self, year: int) -> Fen:
        return sum(each.planned_fen for each in self.planned if each.day <= last_day(year))

    def committed(self, end: date) -> Fen:
        return sum(each.planned_fen for each in self.made if each.day <= end)

    def due(self, end: date) -> Fen:
        parts = (part for each in self.made for part in each.instalments)
        return sum(each.amount_fen for each in parts if each.day <= end)

    def paid_by(self, end: date) -> Fen:
        return sum(each.amount_fen for each in self.paid if each.day <= end)


def _empty(whole: LedgerLine, group: str, authorised: tuple[Fen, ...]) -> LedgerLine:
    return LedgerLine(whole.line, whole.title, whole.spending, group, authorised, (), (), ())


def _end(quarter: int, year: int) -> date:
    own, number = divmod(quarter, QUARTERS)
    return Moment(number + 1, year + own).last_day(year)


def _forward(made: Sequence[Contract], year: int) -> tuple[tuple[int, Fen], ...]:
    later: dict[int, Fen] = {}
    for each in made:
        for part in each.instalments if each.day <= last_day(year) else ():
            if part.day > last_day(year) and part.amount_fen:
                later[part.day.year] = later.get(part.day.year, 0) + part.amount_fen
    return tuple(sorted(later.items()))


# ── the audit ──────────────────────────────────────────────────────────────────────────────────────


def audited(ledgers: Ledgers) -> Ledgers:
    """Return the ledgers when every sum and order in them holds to the fen; raises ExactnessError if not."""
    findings = [
        *(each for line in ledgers.lines for each in _line_findings(line)),
        *(each for line in ledgers.lines for each in _group_findings(ledgers, line)),
        *_carried_findings(ledgers),
    ]
    if findings:
        raise ExactnessError("; ".join(findings))
    return ledgers


def _line_findings(line: LedgerLine) -> Iterator[str]:
    for quarter, (authorised, committed, due, paid) in enumerate(
        zip(line.authorised, line.committed, line.due, line.paid, strict=True)
    ):
        if not 0 <= paid <= due <= committed or committed > authorised + line.claimed:
            found = f"{authorised} authorised, {committed} committed, {due} due, {paid} paid"
            yield f"{line.line} quarter {quarter}: {found}"
    if any(part < 0 for part in line.outlay) or sum(line.outlay) != line.paid[-1]:
        yield f"{line.line}: quarters do not add to the year"
    if line.claimed > line.forward_fen:
        yield f"{line.line}: {line.claimed} is claimed of {line.forward_fen} payable later"
    if line.paid[-1] > line.authorised[-1]:
        yield f"{line.line}: {line.paid[-1]} is paid of {line.authorised[-1]} authorised"


def _group_findings(ledgers: Ledgers, line: LedgerLine) -> Iterator[str]:
    groups = tuple(each for each in ledgers.groups if each.line == line.line)
    together = summed(groups, line.line)
    for name in CUMULATIVE:
        if together.column(name) != line.column(name):
            yield f"{line.line}: its groups do not add to what is {name}"


def _carried_findings(ledgers: Ledgers) -> Iterator[str]:
    for each in ledgers.lots:
        if min(each.spent_fen, each.lapsed_fen, each.closing_fen) < 0:
            yield f"the lot of {each.year} is overspent"
    balance = ledgers.balance
    carried = sum(each.amount for each in closing_lots(ledgers))
    if balance is not None and balance.closing_fen != carried:
        yield f"{balance.closing_fen} fen is left, {carried} fen is carried into the next year"
    spent = sum(each.spent_fen for each in ledgers.lots)
    if spent != sum(each.from_lots for each in ledgers.lines):
        yield f"{spent} fen of the lots is spent, the lines took another sum"
    if any(each.own_left < 0 for each in ledgers.lines):
        yield "a line has spent more than its own authority"


# ── figures ────────────────────────────────────────────────────────────────────────────────────────


def ledger_figures(scenario: Scenario, ledgers: Ledgers | None) -> Iterator[tuple[str, Measured]]:
    """Yield every figure of the ledgers by its path, those that `ledger_paths` names.

    `ledgers.programmes.rent.paid` is that of the year's end, `ledgers.programmes.rent.paid.Q3` that of a
    quarter; a class and the total have the same. `outlay` is what is paid in a quarter, or in the whole year.
    """
    if ledgers is None:
        return
    years = later_years(scenario)
    for name in ledger_subjects(scenario):
        line = ledgers.of(name)
        yield from _line_figures(f"ledgers.{name}", line, ledgers)
        yield from (
            (f"ledgers.{name}.forward.{year}", _fen(dict(line.forward).get(year, 0))) for year in years
        )
    yield ADJUSTED, _fen(sum(each.adjusted for each in ledgers.lines))
    # a gate at the end of a month is what that month is held to
    for gap in {each.moment.text: each for each in (*ledgers.months, *ledgers.pace)}.values():
        yield from _gap_figures(gap)
    if ledgers.balance is not None:
        yield from _carried_figures(ledgers, ledgers.balance)


def _line_figures(path: str, line: LedgerLine, ledgers: Ledgers) -> Iterator[tuple[str, Measured]]:
    for name in COLUMNS:
        column = line.column(name)
        yield f"{path}.{name}", _fen(sum(column) if name == "outlay" else column[-1])
        for quarter, fen in zip(ledgers.quarters, column, strict=True):
            yield f"{path}.{name}.{quarter_text(quarter, ledgers.year)}", _fen(fen)
    for name in SINGLE:
        yield f"{path}.{name}", _fen(int(getattr(line, name)))
    yield f"{path}.forward", _fen(line.forward_fen)


def _gap_figures(each: PaceGap) -> Iterator[tuple[str, Measured]]:
    for name in OF_PACE[:-1]:
        yield f"pace.{each.moment.text}.{name}", Measured(getattr(each, name), "ratio")
    yield f"pace.{each.moment.text}.{OF_PACE[-1]}", _fen(each.missing_fen)


def _carried_figures(ledgers: Ledgers, balance: Balance) -> Iterator[tuple[str, Measured]]:
    for name in OF_BALANCE:
        yield f"carry_over.{name}", _fen(int(getattr(balance, f"{name}_fen")))
    for year in dict.fromkeys(each.year for each in ledgers.lots):
        own = [each for each in ledgers.lots if each.year == year]
        for name in OF_LOTS:
            yield f"carry_over.{year}.{name}", _fen(sum(int(getattr(each, f"{name}_fen")) for each in own))


def _fen(fen: Fen) -> Measured:
    return Measured(Fraction(fen), "money")
