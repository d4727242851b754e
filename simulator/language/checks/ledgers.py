"""Checks of what moves money through the year: adjustments, cash ceilings, money brought forward, pace."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from simulator.glossary import word
from simulator.language.checks.written import (
    Key,
    declared,
    far_away,
    fault,
    fault_at_key,
    is_written,
    listed,
    node_at,
)
from simulator.language.read import Reading
from simulator.model.document import ListNode
from simulator.model.kinds import Quantity
from simulator.model.ledger_paths import ledger_lines
from simulator.model.ledgers import ADJUSTMENTS, Adjustment, CashCeiling, Lot, Unpaid
from simulator.model.moments import Moment
from simulator.model.timed import timed_lines
from simulator.money import down, exact_money, percent
from simulator.problems import FindingError, Problem

Keys = tuple[Key, ...]
SPENDING = "spending"
DATED = ("cash", "pace", "carry_over")
ENDS = ("line", "into")


# ── adjustments ────────────────────────────────────────────────────────────────────────────────────


def _adjustments(reading: Reading) -> Iterator[tuple[Keys, Adjustment]]:
    """Yield every adjustment with the keys that lead to it; none of a list in which one could not be read."""
    written = node_at(reading.root, "adjustments")
    if isinstance(written, ListNode) and len(written.items) == len(reading.scenario.adjustments):
        yield from ((("adjustments", at), each) for at, each in enumerate(reading.scenario.adjustments))


def adjustment_forms(reading: Reading) -> Iterator[Problem]:
    """An adjustment that is not exactly one of a cut, an addition and a move (S422)."""
    for keys, _ in _adjustments(reading):
        found = [name for name in ADJUSTMENTS if is_written(reading, *keys, name)]
        if len(found) != 1:
            yield fault_at_key(reading, (*keys, *found[-1:]), "S422", found=listed(reading, found) or "—")


def adjustment_ends(reading: Reading) -> Iterator[Problem]:
    """A move without its end, another adjustment with one (S423); more money without a source (S424)."""
    for keys, each in _adjustments(reading):
        moves, ends = (is_written(reading, *keys, name) for name in ("move", "into"))
        if each.form and moves != ends:
            at = "into" if ends else each.form
            yield fault_at_key(reading, (*keys, at), "S423", form=listed(reading, (each.form,)))
        if each.form == "add" and not each.source.strip():
            yield fault_at_key(reading, (*keys, "add"), "S424", line=each.line)


def adjustment_sizes(reading: Reading) -> Iterator[Problem]:
    """An adjustment by what is neither money nor a share (S425)."""
    for keys, each in _adjustments(reading):
        if each.form:
            yield from _size(reading, (*keys, each.form), each.size)


def adjustment_lines(reading: Reading) -> Iterator[Problem]:
    """A move between lines that share money (S426); two adjustments with one id (S432)."""
    seen: dict[str, bool] = {}
    for keys, each in _adjustments(reading):
        if each.into is not None and _overlap(reading, each.line, each.into):
            yield fault(reading, (*keys, "into"), "S426", line=each.line, into=each.into)
        if each.id and each.id in seen:
            yield fault(reading, (*keys, "id"), "S432", id=each.id)
        seen[each.id] = True


def _overlap(reading: Reading, first: str, second: str) -> bool:
    return bool(set(_members(reading, first)) & set(_members(reading, second)))


def _members(reading: Reading, line: str) -> tuple[str, ...]:
    section, _, name = line.partition(".")
    if section != SPENDING:
        return (line,)
    inside = tuple(f"programmes.{each.id}" for each in reading.scenario.programmes if each.spending == name)
    return (line, *inside)


def adjustment_days(reading: Reading) -> Iterator[Problem]:
    """An adjustment outside the budget year and the years planned after it (S427)."""
    year, plan = reading.scenario.year, reading.scenario.horizon
    last = year if plan is None else max(year, plan.until)
    for keys, each in _adjustments(reading):
        if not year <= each.on.last_day(year).year <= last:
            years = str(year) if last == year else f"{year}–{last}"
            yield fault(reading, (*keys, "on"), "S427", moment=each.on.text, year=years)


def _size(reading: Reading, keys: Keys, written: Quantity) -> Iterator[Problem]:
    try:
        good = (written.value if written.kind == "share" else written.as_money()) >= 0
        if good and (written.kind != "share" or written.value <= 1):
            return
    except FindingError as error:
        if error.code != "M101":
            yield fault(reading, keys, error.code, **error.facts)
            return
    yield fault(reading, keys, "S425", text=written.text)


def _outside(reading: Reading, keys: Keys, moment: Moment) -> Iterator[Problem]:
    year = reading.scenario.year
    if moment.last_day(year).year != year:
        yield fault(reading, keys, "S427", moment=moment.text, year=year)


def moneyless_lines(reading: Reading) -> Iterator[Problem]:
    """An adjustment, an old instalment, a pace or a ceiling of a line that has no ledger (S434)."""
    kept = ledger_lines(reading.scenario)
    named = [((*keys, name), getattr(each, name)) for keys, each in _adjustments(reading) for name in ENDS]
    named += [((*keys, "line"), each.line) for keys, each in _unpaid(reading)]
    named += [(("cash", each.id, "of"), each.of) for each in reading.scenario.cash]
    pace = reading.scenario.pace
    named += [] if pace is None else [(("pace", "of"), pace.of)]
    single = {line: True for line, _ in kept}
    known = {**single, **{f"{SPENDING}.{name}": True for _, name in kept}}
    for keys, line in named:
        old = keys[0] == "carry_over"
        if line is not None and line not in (single if old else known):
            yield fault(reading, keys, "S434", line=line, lines=", ".join(single) or "—")


# ── cash ceilings and gates ────────────────────────────────────────────────────────────────────────


def ceilings(reading: Reading) -> Iterator[Problem]:
    """Ceilings that are no amounts, fall, stand twice on a day or outside the year (S425, S427–S429).

    A bare number beside shares is money, and warned of (W758).
    """
    for each in reading.scenario.cash:
        keys = ("cash", each.id, "ceilings")
        for moment, most in each.ceilings:
            yield from _size(reading, (*keys, moment.text), most)
        yield from _in_time(reading, keys, each.ceilings)
        if any(most.kind == "share" for _, most in each.ceilings):
            yield from _unmarked(reading, keys, each)


def _unmarked(reading: Reading, keys: Keys, written: CashCeiling) -> Iterator[Problem]:
    """Yield W758 for each bare number beside shares: it is money, and mostly meant as a share."""
    for moment, most in written.ceilings:
        if most.kind == "bare" and most.unit_fen is not None and most.value:
            amount = exact_money(down(most.as_money()), "元")
            yield fault(reading, (*keys, moment.text), "W758", text=most.text, amount=amount)


def gates(reading: Reading) -> Iterator[Problem]:
    """Gates of the pace that fall, stand twice on a day or outside the year (S427–S429)."""
    pace = reading.scenario.pace
    if pace is not None:
        written = [(moment, Quantity(share, "share", percent(share))) for moment, share in pace.gates]
        yield from _in_time(reading, ("pace", "gates"), written)


def _in_time(reading: Reading, keys: Keys, written: Sequence[tuple[Moment, Quantity]]) -> Iterator[Problem]:
    year = reading.scenario.year
    for moment, _ in written:
        yield from _outside(reading, (*keys, moment.text), moment)
    ordered = sorted(written, key=lambda pair: pair[0].last_day(year))
    for (earlier, high), (later, low) in pairwise(ordered):
        at = (*keys, later.text)
        if earlier.last_day(year) == later.last_day(year):
            yield fault_at_key(reading, at, "S429", first=earlier.text, second=later.text)
        elif _falls(high, low):
            facts = {"earlier": earlier.text, "later": later.text, "high": high.text, "low": low.text}
            yield fault(reading, at, "S428", **facts)


def _falls(high: Quantity, low: Quantity) -> bool:
    if (high.kind == "share") != (low.kind == "share"):
        # a share and an amount are compared when the budget is known
        return False
    return _worth(low) < _worth(high)


def _worth(written: Quantity) -> Fraction:
    try:
        return written.value if written.kind == "share" else written.as_money()
    except FindingError:
        # what is no amount is told of by itself
        return Fraction(0)


# ── money brought forward ──────────────────────────────────────────────────────────────────────────


def _lots(reading: Reading) -> Iterator[tuple[Keys, Lot]]:
    carry = reading.scenario.carry_over
    written = node_at(reading.root, "carry_over", "lots")
    if carry is not None and isinstance(written, ListNode) and len(written.items) == len(carry.lots):
        yield from ((("carry_over", "lots", at), each) for at, each in enumerate(carry.lots))


def lots(reading: Reading) -> Iterator[Problem]:
    """A lot that is of no earlier year (S430), or that lapsed before the budget year (S431)."""
    carry, year = reading.scenario.carry_over, reading.scenario.year
    for keys, each in _lots(reading):
        if each.year >= year:
            yield fault(reading, (*keys, "year"), "S430", lot=each.year, year=year)
        elif carry is not None and carry.last_year(each) < year:
            day = f"{carry.last_year(each)}-12-31"
            line, amount = each.line or word("lot_whole"), exact_money(each.amount)
            yield fault(reading, (*keys, "year"), "S431", lot=each.year, day=day, line=line, amount=amount)


def _unpaid(reading: Reading) -> Iterator[tuple[Keys, Unpaid]]:
    carry = reading.scenario.carry_over
    written = node_at(reading.root, "carry_over", "unpaid")
    if carry is not None and isinstance(written, ListNode) and len(written.items) == len(carry.unpaid):
        yield from ((("carry_over", "unpaid", at), each) for at, each in enumerate(carry.unpaid))


def unpaid(reading: Reading) -> Iterator[Problem]:
    """An instalment of an earlier contract due before the budget year (S433), or far away (S410)."""
    year = reading.scenario.year
    for keys, each in _unpaid(reading):
        if each.due.is_far(year):
            yield far_away(reading, (*keys, "due"), each.due)
        elif each.due.last_day(year).year < year:
            yield fault(reading, (*keys, "due"), "S433", moment=each.due.text, year=year)


# ── what nothing dates ─────────────────────────────────────────────────────────────────────────────


def undated(reading: Reading) -> Iterator[Problem]:
    """Lines of money that no calendar dates, where pace, ceilings or carry-over need to know (W761)."""
    at = next((key for key in DATED if is_written(reading, key)), None)
    if at is None or len(reading.scenario.programmes) != len(declared(reading, "programmes")):
        return
    dated = {each.line: True for each in timed_lines(reading.scenario)}
    without = [line for line, _ in ledger_lines(reading.scenario) if line not in dated]
    if without:
        yield fault_at_key(reading, (at,), "W761", lines=", ".join(without))
