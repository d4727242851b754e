"""Rows and columns of a department's tables: heads, trees of codes, and where a line belongs in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from simulator.glossary import Word, word
from simulator.glossary.codes import PERSONNEL, Table, class_of, name_of_code, way_to
from simulator.model.disclosure import EXPENDITURES, Entry, RowHead
from simulator.model.disclosure_entries import OUT
from simulator.model.scenario import Scenario

SECTION = "disclosure"
TOTAL, AMOUNT, BASIC, PROJECT, GENERAL = "total", "amount", "basic", "project", "general"
Codes = tuple[str, ...]
NO_CODES: Codes = ()
Takes = Callable[[Entry], bool]

# ── rows ───────────────────────────────────────────────────────────────────────────────────────────


def term(key: str) -> Word:
    """Return what a table, row or column of ours is called."""
    return word(f"{SECTION}.{key}")


def own(code: str, level: int) -> RowHead:
    """Return a row of ours."""
    return RowHead(code, term(code), level)


def named(code: str, title: str, level: int) -> RowHead:
    """Return a row of the officer's, by its title or else the id at the end of its code."""
    name = title or code.rpartition(".")[2]
    return RowHead(code, Word(name, name), level)


def total_of(code: str, level: int, *parts: str) -> RowHead:
    """Return a row of ours that is the sum of other rows."""
    return RowHead(code, term(code), level, parts=parts)


def with_parts(rows: Sequence[RowHead]) -> tuple[RowHead, ...]:
    """Return rows that stand under one another with the rows each is the sum of: those one level below it."""
    return tuple(replace(row, parts=_parts(rows, at)) for at, row in enumerate(rows))


def _parts(rows: Sequence[RowHead], at: int) -> Codes:
    level = rows[at].level
    under = takewhile(lambda row: row.level > level, rows[at + 1 :])
    return tuple(row.code for row in under if row.level == level + 1 and not row.note)


@dataclass(frozen=True, slots=True)
class Trees:
    """The lines whose codes make trees of rows, and the officer's own names of codes."""

    entries: tuple[Entry, ...]
    names: tuple[tuple[str, str], ...]

    def rows(self, table: Table, takes: Takes, depth: int = 3) -> tuple[RowHead, ...]:
        """Return the codes that the chosen lines stand under, each below its parent, down to a depth."""
        ways = [way_to(code_of(each, table))[:depth] for each in self.entries if takes(each)]
        codes = sorted({code for way in ways for code in way})
        return tuple(RowHead(code, self._name(table, code), len(way_to(code))) for code in codes)

    def _name(self, table: Table, code: str) -> Word:
        own = dict(self.names).get(code)
        return Word(own, own) if own else name_of_code(table, code) or Word(code, code)


def trees_of(scenario: Scenario, entries: Sequence[Entry]) -> Trees:
    """Return the trees of the lines among the entries."""
    names = scenario.disclosure.codes if scenario.disclosure else ()
    return Trees(tuple(each for each in entries if each.line is not None), names)


def code_of(entry: Entry, table: Table) -> str:
    """Return the code of a line in one of the three tables of codes; "" where none is written."""
    line = entry.line
    if line is None:
        return ""
    codes = {"function": line.function, "department": line.department, "government": line.government}
    return codes[table] or ""


def tree_of(table: Table, takes: Takes, top: str = TOTAL) -> Callable[[Entry], Codes]:
    """Return which rows of a code tree a line adds to: the total and every code on the way to its own."""

    def rows(entry: Entry) -> Codes:
        if entry.line is None or not takes(entry):
            return NO_CODES
        return (top, *way_to(code_of(entry, table)))

    return rows


def of_budget(budget: str) -> Takes:
    """Return the test whether an entry belongs to a budget."""
    return lambda entry: entry.budget == budget


def marked(mark: str) -> Takes:
    """Return the test whether a line is also told as something else."""
    return lambda entry: entry.line is not None and mark in entry.line.of_which


def is_basic(entry: Entry) -> bool:
    """Return whether a line is basic expenditure of the general budget."""
    return entry.side == OUT and entry.kind == BASIC and entry.budget == GENERAL


def is_personnel(entry: Entry) -> bool:
    """Return whether a line is personnel money; any other basic expenditure is public."""
    return class_of(code_of(entry, "department")) in PERSONNEL


# ── columns ────────────────────────────────────────────────────────────────────────────────────────


def kinds_in_use(entries: Iterable[Entry]) -> Codes:
    """Return the kinds of expenditure that have a column: basic and project, and any other in use."""
    used = {each.kind for each in entries if each.side == OUT}
    return tuple(kind for kind in EXPENDITURES if kind in {BASIC, PROJECT} or kind in used)


def by_kind(entry: Entry) -> Codes:
    """Return the total and the kind of expenditure."""
    return (TOTAL, entry.kind)


def in_total(entry: Entry) -> Codes:
    """Return the total alone."""
    return (TOTAL,)


def by_budget(entry: Entry) -> Codes:
    """Return the total and the budget."""
    return (TOTAL, entry.budget)


def in_amount(entry: Entry) -> Codes:
    """Return the only column."""
    return (AMOUNT,)
