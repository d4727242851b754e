"""The year in money told: authority and its changes, what is due and paid when, the pace and the lots."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from simulator.engine.explain.calendar import moment_word, quarter_word
from simulator.engine.explain.lines import Line, in_percent, said, yuan
from simulator.glossary import Word, word
from simulator.model.horizon import Balance
from simulator.model.kinds import Quantity
from simulator.model.ledger_paths import MONTHS, OF_BALANCE, ledger_subjects
from simulator.model.ledgers import (
    TOTAL,
    AdjustmentOutcome,
    CashCeiling,
    LedgerLine,
    Ledgers,
    LotOutcome,
    PaceGap,
)
from simulator.model.moments import MONTHS_A_QUARTER, Moment
from simulator.model.result import Result
from simulator.money import Fen, decimal_text, down, half_up, percent, plain

Shown = Callable[[Fen], str]
"""How an amount is written: a derivation counts in yuan, a screen and a report in 万元."""


def ledgers_at(result: Result, path: str) -> bool:
    """Return whether a path leads to the ledgers, the pace, money brought forward, a ceiling, an adjustment.

    A value inside a ceiling or an adjustment is told as it is written.
    """
    section, _, rest = path.partition(".")
    ledgers = result.accounts.ledgers
    if ledgers is None or section not in _TOLD:
        return False
    ids = {
        "cash": [each.id for each in result.scenario.cash],
        # an adjustment of a later year is told as it is written: nothing has come of it yet
        "adjustments": [each.adjustment.id for each in ledgers.adjustments],
    }
    return section not in ids or (rest in ids[section] if rest else bool(ids[section]))


def ledger_lines(result: Result, path: str) -> Iterator[Line]:
    """Yield the figure that a path names, if it names one, and how it comes about."""
    measured = result.accounts.figure(path)
    if measured is not None and measured.kind == "money" and measured.value is not None:
        yield Line(said("explain_figure", path=path, value=yuan(measured.value)), 0, measured.value)
    ledgers = result.accounts.ledgers
    if ledgers is not None:
        yield from _TOLD[path.partition(".")[0]](result, ledgers, path)


# ── the ledgers of a line ──────────────────────────────────────────────────────────────────────────


def _line_told(result: Result, ledgers: Ledgers, path: str) -> Iterator[Line]:
    rest = path.removeprefix("ledgers.")
    subject = next((each for each in ledger_subjects(result.scenario) if _begins(rest, each)), TOTAL)
    chosen = ledgers.under(subject)
    for each in chosen:
        yield from _authority(result, ledgers, each)
    if len(chosen) == 1:
        yield from _payments(ledgers, chosen[0])
        yield from _ceilings(result, chosen[0])
    yield from _quarters(ledgers, ledgers.of(subject))


def _begins(path: str, subject: str) -> bool:
    return path == subject or path.startswith(f"{subject}.")


def _authority(result: Result, ledgers: Ledgers, line: LedgerLine) -> Iterator[Line]:
    award = line.authorised[-1] - line.adjusted - line.brought
    yield Line(said("explain_ledger_award", title=line.title, award=yuan(award)), 1, Fraction(award))
    if line.brought:
        amount = yuan(line.brought)
        yield Line(said("explain_ledger_brought", amount=amount), 2, Fraction(line.brought))
    for each in ledgers.adjustments:
        change = dict(each.parts).get(line.line, 0)
        if change:
            told = adjustment_told(each, titles_of(result))
            text = said("explain_ledger_change", adjustment=told, change=yuan(change))
            yield Line(text, 2, Fraction(change))
    yield from (Line(each, 2) for each in remarks(line))


def _payments(ledgers: Ledgers, line: LedgerLine) -> Iterator[Line]:
    for each in ledgers.payments:
        if each.line == line.line:
            key = "explain_ledger_payment_group" if each.group else "explain_ledger_payment"
            facts = {"amount": yuan(each.amount_fen), "share": in_percent(each.share)}
            text = said(key, group=each.group, moment=moment_word(each.moment), **facts)
            yield Line(text, 2, Fraction(each.amount_fen))


def _ceilings(result: Result, line: LedgerLine) -> Iterator[Line]:
    for each in result.scenario.cash:
        if each.of in (None, line.line, f"spending.{line.spending}"):
            year = result.scenario.year
            for moment, most in sorted(each.ceilings, key=lambda pair: pair[0].last_day(year)):
                yield Line(_ceiling(each, moment, most.text), 2)


def _ceiling(ceiling: CashCeiling, moment: Moment, most: str) -> Word:
    title = ceiling.title or ceiling.id
    return said("explain_ledger_ceiling", title=title, moment=moment_word(moment), most=most)


def _quarters(ledgers: Ledgers, line: LedgerLine) -> Iterator[Line]:
    for position, quarter in enumerate(ledgers.quarters):
        names = ("authorised", "committed", "due", "paid", "waiting")
        facts = {name: yuan(line.column(name)[position]) for name in names}
        name = quarter_word(quarter, ledgers.year)
        text = said("explain_ledger_quarter", quarter=name, **facts)
        yield Line(text, 1, Fraction(line.paid[position]))


# ── cash ceilings and adjustments ──────────────────────────────────────────────────────────────────


def _cash_told(result: Result, ledgers: Ledgers, path: str) -> Iterator[Line]:
    name = path.partition(".")[2].partition(".")[0]
    year = result.scenario.year
    for each in result.scenario.cash:
        if name in ("", each.id):
            for moment, most in sorted(each.ceilings, key=lambda pair: pair[0].last_day(year)):
                yield Line(_ceiling(each, moment, most.text))
                yield from _ceiling_amount(ledgers, each, moment, most)


def _ceiling_amount(ledgers: Ledgers, ceiling: CashCeiling, moment: Moment, most: Quantity) -> Iterator[Line]:
    """Yield what a ceiling comes to at the end of a quarter; within one the ledgers have no figures."""
    position = ledgers.quarters.index(moment.index(ledgers.year))
    if moment.last_day(ledgers.year) != Moment(moment.quarter).last_day(ledgers.year):
        return
    subject = ceiling.of or TOTAL
    line, members = ledgers.of(subject), {each.line for each in ledgers.under(subject)}
    brought = sum(
        lot.opening_fen
        for lot in ledgers.lots
        if {each.line for each in ledgers.under(lot.line or TOTAL)} <= members
    )
    own = line.authorised[position] - line.brought
    amount = brought + down(most.value * own if most.kind == "share" else most.as_money())
    fen = {"own": own, "amount": amount, "brought": brought}
    fen |= {"paid": line.paid[position], "waiting": line.waiting[position]}
    facts = {name: yuan(each) for name, each in fen.items()}
    yield Line(said("explain_ceiling_amount", moment=moment_word(moment), **facts), 1, Fraction(amount))


def _adjustments_told(result: Result, ledgers: Ledgers, path: str) -> Iterator[Line]:
    name = path.partition(".")[2].partition(".")[0]
    titles = titles_of(result)
    for each in ledgers.adjustments:
        if name in ("", each.adjustment.id):
            yield Line(adjustment_told(each, titles), 0, Fraction(each.size_fen))
            for line, change in each.parts:
                facts = {"adjustment": titles.get(line, line), "change": yuan(change)}
                yield Line(said("explain_ledger_change", **facts), 1, Fraction(change))


def remarks(line: LedgerLine, shown: Shown = yuan) -> Iterator[Word]:
    """Yield what is out of the ordinary on a line: in advance, undated, unfunded, claimed, payable later."""
    for name in ("in_advance", "undated", "unfunded", "claimed"):
        fen = int(getattr(line, name))
        if fen:
            yield said(f"ledger_{name}", title=line.title, amount=shown(fen))
    for year, fen in line.forward:
        yield said("ledger_forward", title=line.title, year=str(year), amount=shown(fen))


def pace_state(each: PaceGap) -> Word:
    """Return how a moment of the pace came out; of one that is not judged, or has nothing to pay, a dash."""
    if each.behind:
        return word("pace_behind")
    return word("pace_ahead" if each.judged and each.gap is not None else "pace_told")


def titles_of(result: Result) -> Mapping[str, str]:
    """Return what each programme and class is called, by its path."""
    classes = {f"spending.{each.spending}": each.title for each in result.allocation.spending}
    programmes = {f"programmes.{each.programme}": each.title for each in result.allocation.programmes}
    return {**classes, **programmes}


def as_written(result: Result, ledgers: Ledgers) -> tuple[LedgerLine, ...]:
    """Return the lines in the order in which a scenario writes them: programmes, then classes."""
    scenario = result.scenario
    names = (
        *(f"programmes.{each.id}" for each in scenario.programmes),
        *(f"spending.{each.id}" for each in scenario.spending),
    )
    found = {each.line: each for each in ledgers.lines}
    return tuple(found[name] for name in names if name in found)


def adjustment_told(outcome: AdjustmentOutcome, titles: Mapping[str, str], shown: Shown = yuan) -> Word:
    """Return an adjustment in words: when, which line, how much, from where, why, by which document."""
    written = outcome.adjustment
    line, into = (titles.get(each, each) for each in (written.line, written.into or ""))
    on, size = moment_word(written.on), shown(outcome.size_fen)
    parts = [said(f"adjusted_{written.form}", on=on, line=line, into=into, size=size)]
    beside = {name: getattr(written, name) for name in ("source", "reason", "document")}
    parts += [said(f"adjusted_{name}", **{name: text}) for name, text in beside.items() if text]
    return Word("".join(each.zh for each in parts), "".join(each.en for each in parts))


# ── the pace ───────────────────────────────────────────────────────────────────────────────────────


def _pace_told(result: Result, ledgers: Ledgers, path: str) -> Iterator[Line]:
    moment = path.partition(".")[2].partition(".")[0]
    chosen = [each for each in (*ledgers.pace, *ledgers.months) if each.moment.text == moment]
    for each in chosen[:1] if chosen else ledgers.pace:
        yield Line(gap_told(each), 0, None)
        yield from _gap_lines(result, each)


def _gap_lines(result: Result, each: PaceGap) -> Iterator[Line]:
    """Yield what a share paid and a norm are made of, and what is missing to the norm."""
    if each.reached is None:
        return
    sums = {"paid": yuan(each.paid_fen), "authorised": yuan(each.authorised_fen)}
    yield Line(said("explain_pace_paid", **sums), 1)
    yield Line(word("explain_pace_gate") if each.gate else _norm_told(result, each), 1)
    if each.missing_fen:
        missing = said("explain_pace_missing", missing=yuan(each.missing_fen))
        yield Line(missing, 1, Fraction(each.missing_fen))
    if each.behind:
        yield Line(word("explain_pace_missed"), 1)


def _norm_told(result: Result, each: PaceGap) -> Word:
    """Return how an even norm is reckoned: months over twelve, rounded where that is written."""
    months = each.moment.month or each.moment.quarter * MONTHS_A_QUARTER
    exact, pace = Fraction(months, MONTHS), result.scenario.pace
    if pace is None or pace.decimals is None or exact == each.norm:
        return said("explain_pace_norm", months=months)
    shown = {"exact": in_percent(exact), "norm": in_percent(each.norm)}
    return said("explain_pace_rounded", months=months, decimals=pace.decimals, **shown)


def gap_told(each: PaceGap) -> Word:
    """Return how far payments are off the norm, in words and points."""
    if each.reached is None or each.gap is None:
        return said("explain_pace_nothing", moment=moment_word(each.moment))
    facts = {"reached": percent(each.reached, 2), "norm": percent(each.norm, 2)}
    moment = moment_word(each.moment)
    if not each.gap:
        return said("explain_pace_even", moment=moment, **facts)
    state = word("explain_pace_under" if each.gap < 0 else "explain_pace_over")
    return said("explain_pace", moment=moment, state=state, points=points(abs(each.gap)), **facts)


def points(gap: Fraction) -> str:
    """Return a difference of shares in percentage points, to two decimals half-up.

    >>> points(Fraction(-153, 10_000)), points(Fraction(1, 2))
    ('-1.53', '50.00')
    """
    sign = "-" if gap < 0 else ""
    return sign + decimal_text(half_up(abs(gap) * 10_000), 2)


# ── money brought forward ──────────────────────────────────────────────────────────────────────────


def _carry_told(result: Result, ledgers: Ledgers, path: str) -> Iterator[Line]:
    year = path.partition(".")[2].partition(".")[0]
    own = [each for each in ledgers.lots if str(each.year) == year]
    titles = titles_of(result)
    for each in own or ledgers.lots:
        yield Line(lot_told(each, titles), 1, Fraction(each.opening_fen))
    if not own and ledgers.balance is not None:
        yield Line(balance_told(ledgers.balance), 1)


def lot_told(lot: LotOutcome, titles: Mapping[str, str]) -> Word:
    """Return how a lot came out, in words."""
    line: str | Word = titles.get(lot.line, lot.line) if lot.line else word("lot_whole")
    amounts = {
        name: yuan(int(getattr(lot, f"{name}_fen"))) for name in ("opening", "spent", "lapsed", "closing")
    }
    years = {"year": plain(Fraction(lot.year)), "lapses": plain(Fraction(lot.lapses))}
    return said("explain_lot", line=line, **amounts, **years)


def balance_told(balance: Balance, shown: Shown = yuan) -> Word:
    """Return the balance of the year, in words."""
    return said("balance_told", **{name: shown(getattr(balance, f"{name}_fen")) for name in OF_BALANCE})


_TOLD: Mapping[str, Callable[[Result, Ledgers, str], Iterator[Line]]] = MappingProxyType(
    {
        "ledgers": _line_told,
        "pace": _pace_told,
        "carry_over": _carry_told,
        "cash": _cash_told,
        "adjustments": _adjustments_told,
    }
)
