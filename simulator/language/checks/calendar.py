"""Checks of the calendar: whose it is, in which order its stages stand, that each row pays in full."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from simulator.expression import Type
from simulator.glossary import CHINESE_KEYS, Word
from simulator.language.checks.written import (
    all_read,
    declared,
    fault,
    fault_at_key,
    is_written,
    node_at,
    unread,
)
from simulator.language.read import Reading
from simulator.language.records import each_once
from simulator.language.scalars import in_words, nearest
from simulator.model.calendar import MILESTONE, PAY, RELEASE, Entry, Plan, Row, Stage
from simulator.model.document import ListNode, MappingNode, Node
from simulator.model.fund_members import fund_of
from simulator.model.moments import FURTHEST_YEARS, QUARTERS
from simulator.model.scenario import Population, Programme
from simulator.model.timed import PROGRAMMES, SPENDING, lines_without_programmes, members_of
from simulator.money import plain
from simulator.problems import Place, Problem, problem

LINES = (PROGRAMMES, SPENDING)


def rows_of(reading: Reading) -> Iterator[tuple[Plan, Row]]:
    """Yield every row of the calendar with its plan."""
    for plan in reading.scenario.calendar:
        yield from ((plan, row) for row in plan.rows)


def _whole_rows(reading: Reading) -> Iterator[tuple[Plan, Row]]:
    """Yield the rows of which all could be read: only then does a sum or an order mean something."""
    for plan, row in rows_of(reading):
        node = node_at(reading.root, "calendar", plan.id, *(("rows", row.group) if plan.column else ()))
        entries = each_once(node.entries) if isinstance(node, MappingNode) else ()
        written = tuple(_count(each.value) for each in entries)
        if written == tuple(len(each.stages) for each in row.entries):
            yield plan, row


def _count(node: Node) -> int:
    return len(node.items) if isinstance(node, ListNode) else 1


def _named(plan: Plan, row: Row) -> str:
    return f"{plan.id} {row.group}" if row.group else plan.id


def stage_word(word: str) -> Word:
    """Return what a stage is called; one that the officer declared keeps its name."""
    return Word(CHINESE_KEYS.get(word, word), word)


def in_percent(share: Fraction) -> str:
    """Return a share in per cent, exactly.

    >>> in_percent(Fraction(9, 10))
    '90%'
    """
    return f"{plain(share * 100)}%"


# ── whose it is ────────────────────────────────────────────────────────────────────────────────────


def lines(reading: Reading) -> Iterator[Problem]:
    """A calendar of nothing that is declared (S414), or of what is both a programme and a class (S419)."""
    ids = {section: declared(reading, section) for section in LINES}
    known = tuple(dict.fromkeys(each for section in LINES for each in ids[section]))
    for plan in reading.scenario.calendar:
        if plan.id not in known:
            near = nearest(plan.id, known)
            yield problem(plan.place, "S414", text=plan.id, nearest=near, known=", ".join(known) or "—")
        elif all(plan.id in ids[section] for section in LINES):
            yield problem(plan.place, "S419", text=plan.id)


def followed(reading: Reading) -> Iterator[Problem]:
    """A calendar or even pay of a class whose programmes all go by something of their own (W751)."""
    scenario = reading.scenario
    if not all(all_read(reading, section) for section in LINES):
        return
    alone = tuple(each.id for each in lines_without_programmes(scenario))
    for spending in scenario.spending:
        timed = any(plan.id == spending.id for plan in scenario.calendar) or spending.pay is not None
        members = members_of(scenario, Plan(spending.id, ()))
        if timed and spending.id not in alone and not members:
            yield fault_at_key(reading, _where(reading, spending.id), "W751", line=spending.id)


def _where(reading: Reading, spending: str) -> tuple[str, ...]:
    own = ("calendar", spending)
    return own if is_written(reading, *own) else ("spending", spending, "pay")


def both_ways(reading: Reading) -> Iterator[Problem]:
    """A line with a calendar and with `pay: evenly` besides (S417)."""
    planned = tuple(plan.id for plan in reading.scenario.calendar)
    for section in LINES:
        for line in getattr(reading.scenario, section):
            if line.pay is not None and line.id in planned:
                yield fault(reading, (section, line.id, "pay"), "S417", line=line.id)


def without_money(reading: Reading) -> Iterator[Problem]:
    """A programme, or a whole scenario, of `money: none` that pays (S415)."""
    scenario = reading.scenario
    barred = tuple(each.id for each in scenario.programmes if each.money or scenario.money)
    for plan, row in rows_of(reading):
        paying = next((each for each in row.entries if each.planned), None)
        if paying is not None and (plan.id in barred or scenario.money):
            yield problem(paying.place, "S415", line=plan.id)
    for programme in scenario.programmes:
        if programme.pay is not None and programme.id in barred:
            yield fault(reading, (PROGRAMMES, programme.id, "pay"), "S415", line=programme.id)


# ── groups ─────────────────────────────────────────────────────────────────────────────────────────


def groups(reading: Reading) -> Iterator[Problem]:
    """A column that is no category column (S411), rows that leave a category out (S412) or add one (S413)."""
    for plan in reading.scenario.calendar:
        if plan.column is None:
            continue
        for programme in members_of(reading.scenario, plan):
            yield from _groups_of(reading, plan, programme, plan.column)
        if any(each.id == plan.id for each in lines_without_programmes(reading.scenario)):
            yield _no_groups(reading, plan, plan.id, "—")


def _groups_of(reading: Reading, plan: Plan, programme: Programme, column: str) -> Iterator[Problem]:
    population = next((p for p in reading.scenario.populations if p.id == programme.applicants), None)
    if programme.applicants is not None and (
        population is None or column in unread(reading, programme.applicants)
    ):
        return
    columns = _categories(reading, population)
    if column not in columns:
        yield _no_groups(reading, plan, programme.id, ", ".join(columns) or "—")
        return
    categories = columns[column].categories
    groups = tuple(row.group for row in plan.rows)
    missing = ", ".join(each for each in categories if each not in groups)
    if missing:
        yield fault_at_key(reading, ("calendar", plan.id, "rows"), "S412", column=column, missing=missing)
    for row in plan.rows:
        if row.group not in categories:
            yield _stranger(row, column, categories)


def _stranger(row: Row, column: str, categories: tuple[str, ...]) -> Problem:
    near, known = nearest(row.group, categories), ", ".join(categories)
    return problem(row.place, "S413", group=row.group, column=column, nearest=near, categories=known)


def _categories(reading: Reading, population: Population | None) -> dict[str, Type]:
    columns = {} if population is None else reading.typing.columns_of(population)
    return {name: kind for name, kind in columns.items() if kind.kind == "category"}


def _no_groups(reading: Reading, plan: Plan, line: str, columns: str) -> Problem:
    at = ("calendar", plan.id, "column")
    return fault(reading, at, "S411", column=str(plan.column), programme=line, columns=columns)


# ── stages ─────────────────────────────────────────────────────────────────────────────────────────


def stage_lists(reading: Reading) -> Iterator[Problem]:
    """A stage that is listed twice, in one list or in both (S406), and a committing one unknown (S404)."""
    stages, seen = reading.scenario.stages, dict[str, bool]()
    for key, words in (("order", stages.order), ("also", stages.also)):
        for at, word in enumerate(words if is_written(reading, "stages", key) else ()):
            if word in seen:
                yield fault(reading, ("stages", key, at), "S406", stage=stage_word(word))
            seen[word] = True
    if stages.commits is not None and stages.commits not in stages.words:
        place = fault(reading, ("stages", "commits"), "S404", text=stages.commits).place
        yield _unknown(place, stages.commits, stages.words)


def known_stages(reading: Reading) -> Iterator[Problem]:
    """A stage that is not declared (S404)."""
    known = reading.scenario.stages.words
    for _, row in rows_of(reading):
        for entry in row.entries:
            for stage in entry.stages:
                if stage.word not in (*known, MILESTONE):
                    yield _unknown(stage.place, stage.word, known)


def _unknown(place: Place, word: str, known: tuple[str, ...]) -> Problem:
    return problem(place, "S404", text=word, nearest=nearest(word, known), stages=in_words(word, known))


def ordered_stages(reading: Reading) -> Iterator[Problem]:
    """A stage whose first time in a row is before the first time of one that has to precede it (S405)."""
    order = reading.scenario.stages.order
    for plan, row in _whole_rows(reading):
        first = _first_times(row)
        for at, (word, (entry, stage)) in enumerate(first.items()):
            later = [each for each in tuple(first)[at + 1 :] if _precedes(each, word, order)]
            if later:
                other = max(later, key=order.index)
                yield _too_early(_named(plan, row), (entry, stage), (word, other), first)


_Times = dict[str, tuple[Entry, Stage]]


def _too_early(row: str, found: tuple[Entry, Stage], words: tuple[str, str], first: _Times) -> Problem:
    word, other = words
    return problem(
        found[1].place,
        "S405",
        row=row,
        stage=stage_word(word),
        moment=found[0].moment.text,
        other=stage_word(other),
        other_moment=first[other][0].moment.text,
    )


def _first_times(row: Row) -> _Times:
    """Return the first time of every stage in a row; work that earns money counts as its payment."""
    found: _Times = {}
    for entry in row.entries:
        for stage in entry.stages:
            found.setdefault(PAY if stage.planned else stage.word, (entry, stage))
    return found


def _precedes(word: str, other: str, order: tuple[str, ...]) -> bool:
    return word in order and other in order and order.index(word) < order.index(other)


# ── moments ────────────────────────────────────────────────────────────────────────────────────────


def sequence(reading: Reading) -> Iterator[Problem]:
    """An entry that is not later than the one before it (S408)."""
    year = reading.scenario.year
    for _, row in rows_of(reading):
        for before, entry in pairwise(row.entries):
            if entry.moment.last_day(year) <= before.moment.last_day(year):
                yield problem(entry.place, "S408", moment=entry.moment.text, before=before.moment.text)


def reach(reading: Reading) -> Iterator[Problem]:
    """An entry too many years away from the budget year (S410)."""
    year = reading.scenario.year
    for _, row in rows_of(reading):
        for entry in row.entries:
            if entry.moment.is_far(year):
                text = entry.moment.text
                yield problem(entry.place, "S410", moment=text, year=year, most=FURTHEST_YEARS)


def in_advance(reading: Reading) -> Iterator[Problem]:
    """A payment before the budget year that is not one of money issued in advance (S409).

    Money of a year is issued in the year before it where the row says so: a fund plan, or the stage at which
    money is committed, stands there before the payment or with it. What a fund pays is never issued so: its
    books begin with the year.
    """
    year = reading.scenario.year
    for plan, row in rows_of(reading):
        issued = False
        for entry in row.entries:
            issued = issued or _issues(reading, entry)
            if entry.planned and (entry.moment.year or year) < year and not entry.moment.is_far(year):
                why = _no_advance(reading, plan, entry, issued)
                if why is not None:
                    yield problem(entry.place, "S409", moment=entry.moment.text, year=year, why=why)


def _issues(reading: Reading, entry: Entry) -> bool:
    words = ("fund_plan", reading.scenario.stages.commits)
    return any(stage.word in words for stage in entry.stages)


def _no_advance(reading: Reading, plan: Plan, entry: Entry, issued: bool) -> Word | None:
    """Return why money cannot be paid before its year, None where it can."""
    scenario = reading.scenario
    if entry.moment.index(scenario.year) < -QUARTERS:
        return _TOO_EARLY
    payers = (fund_of(scenario, each) for each in members_of(scenario, plan))
    fund = next((each for each in payers if each is not None), None)
    if fund is not None:
        return Word(_OF_A_FUND.zh.format(fund=fund.id), _OF_A_FUND.en.format(fund=fund.id))
    return None if issued else _NOT_ISSUED


_TOO_EARLY = Word("早了一年以上", "more than a year early")
_OF_A_FUND = Word(
    "由基金“{fund}”支付,基金的账从年初记起", "fund {fund!r} pays it, whose books begin with the year"
)
_NOT_ISSUED = Word("没有写明提前下达", "nothing says that it is issued in advance")


# ── payments ───────────────────────────────────────────────────────────────────────────────────────


def whole_shares(reading: Reading) -> Iterator[Problem]:
    """Payments of a row that are not the whole award (S407), and money that is never paid (W752)."""
    scenario = reading.scenario
    idle = tuple(each.id for each in scenario.programmes if each.money or scenario.money)
    for plan, row in _whole_rows(reading):
        pays = any(each.word == PAY for _, each in _stages(row))
        if row.planned not in (0, 1):
            total, apart = in_percent(row.planned), _apart(row.planned)
            yield problem(row.place, "S407", row=_named(plan, row), sum=total, apart=apart)
        elif not row.planned and not pays and plan.id not in idle and scenario.money is None:
            yield problem(row.place, "W752", row=_named(plan, row))


def _apart(planned: Fraction) -> Word:
    """Return by how much shares miss the whole, in words.

    >>> _apart(Fraction(9, 10)).en, _apart(Fraction(6, 5)).zh
    ('10% too little', '多 20%')
    """
    apart = in_percent(abs(1 - planned))
    return (
        Word(f"少 {apart}", f"{apart} too little")
        if planned < 1
        else Word(f"多 {apart}", f"{apart} too much")
    )


def shares(reading: Reading) -> Iterator[Problem]:
    """A payment of nothing, or of no share at all (S418)."""
    for _, row in rows_of(reading):
        for _, stage in _stages(row):
            if stage.word == PAY and not stage.pay:
                yield problem(stage.place, "S418", found=PAY if stage.pay is None else in_percent(stage.pay))


def retained(reading: Reading) -> Iterator[Problem]:
    """What is kept back and never released (S416), and a release of nothing (W753)."""
    for _, row in _whole_rows(reading):
        kept: list[tuple[Entry, Stage]] = []
        for entry, stage in _stages(row):
            if stage.word == RELEASE:
                if not kept:
                    yield problem(stage.place, "W753", moment=entry.moment.text)
                kept = []
            elif stage.milestone is not None and stage.milestone.retain:
                kept.append((entry, stage))
        for entry, stage in kept:
            share = Fraction(0) if stage.milestone is None else stage.milestone.retain
            yield problem(stage.place, "S416", moment=entry.moment.text, share=in_percent(share))


def _stages(row: Row) -> Iterator[tuple[Entry, Stage]]:
    for entry in row.entries:
        yield from ((entry, stage) for stage in entry.stages)
