"""The calendar told: the stages of a row in words, and every payment with how it is reckoned."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from simulator.engine.explain.lines import Line, in_percent, said, step_word, yuan
from simulator.engine.year.payments import commitment_moments, payments_of
from simulator.glossary import CHINESE_KEYS, Word, word
from simulator.model.calendar import PAY, Entry, Stage
from simulator.model.ledgers import Payment
from simulator.model.matrix import BEFORE, LATER, MatrixRow, matrix_of
from simulator.model.moments import QUARTERS, Moment, moment_of, quarter_text
from simulator.model.result import Result
from simulator.model.stage_paths import EVERY_PLAN, stage_counts
from simulator.model.timed import SPENDING
from simulator.money import Fen
from simulator.problems import FindingError

CALENDAR = "calendar"


# ── words ──────────────────────────────────────────────────────────────────────────────────────────


def stage_word(stage: Stage) -> Word:
    """Return what a stage is called: its word, the title of a milestone; a payment says its share.

    >>> stage_word(Stage("fund_plan")).en, stage_word(Stage("pay", Fraction(2, 5))).zh
    ('fund plan', '拨付40%')
    """
    if stage.milestone is not None:
        title = stage.milestone.title
        return Word(title, title) if stage.milestone.done else said("calendar_not_done", title=title)
    if stage.word == PAY and stage.pay is not None:
        return said("calendar_paid", share=in_percent(stage.pay))
    return Word(step_word(stage.word).zh, stage.word.replace("_", " "))


def stage_words(entries: tuple[Entry, ...], *, with_payments: bool = True) -> tuple[Word, ...]:
    """Return what each stage of some entries is called; a month or a day stands before its first."""
    return tuple(told for entry in entries for told in _entry_words(entry, with_payments))


def _entry_words(entry: Entry, with_payments: bool) -> Iterator[Word]:
    shown = tuple(each for each in entry.stages if with_payments or each.word != PAY)
    for at, stage in enumerate(shown):
        told = _earning(stage) if with_payments else stage_word(stage)
        dated = entry.moment.month is not None and not at
        day = f"{entry.moment.text} " if dated else ""
        yield Word(day + told.zh, day + told.en)


def _earning(stage: Stage) -> Word:
    """Return what a stage is called, a milestone that is done with the share that it earns."""
    told = stage_word(stage)
    if stage.milestone is None or not (stage.milestone.done and stage.milestone.pay):
        return told
    paid = said("calendar_paid", share=in_percent(stage.milestone.pay))
    return Word(f"{told.zh} {paid.zh}", f"{told.en}: {paid.en}")


def stages_told(entries: tuple[Entry, ...], *, with_payments: bool = True) -> Word:
    """Return the stages of some entries as one text."""
    told = stage_words(entries, with_payments=with_payments)
    return Word(" ".join(each.zh for each in told), ", ".join(each.en for each in told))


def moment_word(moment: Moment) -> Word:
    """Return a quarter in words, a month or a day as it is written.

    >>> moment_word(Moment(4, 2015))
    Word(zh='2015年四季度', en='2015Q4')
    """
    if moment.month is not None:
        return Word(moment.text, moment.text)
    quarter = CHINESE_KEYS[f"Q{moment.quarter}"]
    return Word(quarter if moment.year is None else f"{moment.year}年{quarter}", moment.text)


def quarter_word(index: int, year: int) -> Word:
    """Return the quarter with a number counted from the first of a year, in words.

    >>> quarter_word(0, 2014).zh, quarter_word(5, 2014).en
    ('一季度', '2015Q2')
    """
    own, quarter = divmod(index, QUARTERS)
    return moment_word(Moment(quarter + 1, year + own if own else None))


def column_word(column: str) -> Word:
    """Return what a column of the matrix is called.

    >>> column_word("Q1").zh, column_word("later").en
    ('一季度', 'later')
    """
    return word(f"calendar_{column}") if column in (BEFORE, LATER) else moment_word(moment_of(column))


# ── where a payment comes from ─────────────────────────────────────────────────────────────────────


def calendar_at(result: Result, path: str) -> tuple[MatrixRow, ...]:
    """Return the rows of the calendar that a path names: a plan, one of its groups, one of its quarters."""
    section, _, rest = path.partition(".")
    if section != CALENDAR:
        return ()
    rows = matrix_of(result.scenario).rows
    return tuple(row for row in rows if not rest or _leads(rest, _head(row)))


def _head(row: MatrixRow) -> str:
    name = row.line.partition(".")[2]
    return f"{name}.rows.{row.group}" if row.group else name


def _leads(path: str, head: str) -> bool:
    """Return whether a path names a row, something inside it, or the plan it is a part of."""
    return f"{path}.".startswith(f"{head}.") or f"{head}.".startswith(f"{path}.")


def stage_lines(result: Result, path: str) -> Iterator[Line]:
    """Yield how many rows have the stage that a path names, and in each of them when."""
    value = dict(stage_counts(result.scenario))[path]
    yield Line(said("explain_figure", path=path, value=str(value)))
    _, plan, stage, *quarter = path.split(".")
    for row in matrix_of(result.scenario).rows:
        written = plan in (EVERY_PLAN, row.line.partition(".")[2])
        entries = (each for cell in row.cells for each in cell) if written else iter(())
        for entry in entries:
            there = quarter_text(entry.moment.index(result.scenario.year), result.scenario.year)
            if any(each.word == stage for each in entry.stages) and quarter in ([], [there]):
                title, moment = f"{row.title} {row.group}".strip(), moment_word(entry.moment)
                yield Line(said("explain_calendar_stage", title=title, moment=moment), 1)


def calendar_lines(result: Result, path: str) -> Iterator[Line]:
    """Yield, of every row that a path names, its stages, what it commits, how each payment is reckoned."""
    wanted = _moment_in(path)
    for row in calendar_at(result, path):
        yield _heading(result, row)
        for entry in (each for cell in row.cells for each in cell):
            if wanted is None or entry.moment == wanted:
                undated = replace(entry, moment=Moment(entry.moment.quarter, entry.moment.year))
                facts = {"moment": moment_word(entry.moment), "stages": stages_told((undated,))}
                yield Line(said("explain_calendar_entry", **facts), 1)
        yield from _money(result, row, wanted)


def _moment_in(path: str) -> Moment | None:
    for name in path.split(".")[2:]:
        try:
            return moment_of(name)
        except FindingError:
            continue
    return None


def _heading(result: Result, row: MatrixRow) -> Line:
    title = f"{row.title} {row.group}" if row.group else row.title
    amount = _awarded(result, row)
    if amount is None:
        return Line(said("explain_calendar_none", title=title))
    return Line(said("explain_calendar_row", title=title, amount=yuan(amount)), 0, Fraction(amount))


def _awarded(result: Result, row: MatrixRow) -> Fen | None:
    """Return what the lines of a row are awarded, one group's part of it; None where there is no money."""
    if row.group:
        found = commitment_moments(result.scenario, result.claims, result.allocation)
        own = tuple(each.amount_fen for each in found if _is_of(each.line, each.group, row))
        return sum(own) if own else None
    amounts = {f"{SPENDING}.{each.spending}": each.used_fen for each in result.allocation.spending}
    amounts |= {f"programmes.{each.programme}": each.award_fen for each in result.allocation.programmes}
    found_fen = tuple(amounts[line] for line in row.lines if line in amounts)
    return sum(found_fen) if found_fen else None


def _is_of(line: str, group: str, row: MatrixRow) -> bool:
    return line in row.lines and group == row.group


def _money(result: Result, row: MatrixRow, wanted: Moment | None) -> Iterator[Line]:
    arguments = (result.scenario, result.claims, result.allocation)
    for bound in commitment_moments(*arguments):
        if wanted is None and _is_of(bound.line, bound.group, row):
            moment, amount = moment_word(bound.moment), bound.amount_fen
            text = said("explain_calendar_committed", moment=moment, amount=yuan(amount))
            yield Line(text, 1, Fraction(amount))
    payments = tuple(each for each in payments_of(*arguments) if _is_of(each.line, each.group, row))
    for line in row.lines:
        own = tuple(each for each in payments if each.line == line)
        for payment, reached in zip(own, accumulate(each.share for each in own), strict=True):
            if wanted is None or payment.moment == wanted:
                yield from _payment(payment, reached, result.scenario.year)
    awarded = _awarded(result, row)
    undated = 0 if awarded is None else awarded - sum(each.amount_fen for each in payments)
    if wanted is None and undated:
        yield Line(said("explain_calendar_undated", amount=yuan(undated)), 1, Fraction(undated))


def _payment(payment: Payment, reached: Fraction, year: int) -> Iterator[Line]:
    moment, amount = moment_word(payment.moment), payment.amount_fen
    facts = {"amount": yuan(amount), "reached": in_percent(reached)}
    yield Line(said("explain_calendar_payment", moment=moment, **facts), 1, Fraction(amount))
    if payment.moment.index(year) < 0:
        yield Line(said("explain_calendar_in_advance", year=str(year)), 2)
    if payment.advance:
        yield Line(said("explain_calendar_advance"), 2)
