"""Checks of a department's published tables: codes, classes and sources, lines, what they are told as."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import get_args

from simulator.glossary import Word, word
from simulator.glossary.codes import (
    CODES,
    CODES_OF_MARK,
    DEPARTMENTS_OF,
    ITEMS_OF,
    LENGTHS,
    PERSONNEL,
    REST,
    Table,
    belongs,
    class_of,
    fits_mark,
    is_code,
    name_of_code,
    way_to,
)
from simulator.language.checks.written import declared, fault, fault_at_key, is_written, listed, node_at
from simulator.language.read import Reading
from simulator.model.disclosure import CLOSING, FUNDED, BudgetLine, Disclosure
from simulator.model.disclosure_entries import kinds_of_classes
from simulator.model.disclosure_rows import BASIC, GENERAL
from simulator.model.document import ListNode
from simulator.model.kinds import Quantity
from simulator.money import FEN_OF_UNIT, exact_money
from simulator.problems import Problem

SECTION = "disclosure"
TABLES: tuple[Table, ...] = get_args(Table)
FORMS = ("amount", "programme", "rest")
EXAMPLES = {"function": "2060499", "department": "30201", "government": "50201"}
LIKE = 0.6
"""How much alike two codes are when one of three digits is another."""
CLAIMED = ("award", "distribute", "amount")


def _written(reading: Reading) -> Disclosure:
    return reading.scenario.disclosure or Disclosure()


def _all_lines_read(reading: Reading) -> bool:
    node = node_at(reading.root, SECTION, "lines")
    return len(getattr(node, "entries", ())) == len(_written(reading).lines)


def _at(line: BudgetLine, *keys: str) -> tuple[str, ...]:
    return (SECTION, "lines", line.id, *keys)


# ── sources and classes ────────────────────────────────────────────────────────────────────────────


def sources(reading: Reading) -> Iterator[Problem]:
    """A source of which nothing says which revenue it is, or one listed twice (S474, S476)."""
    if reading.scenario.disclosure is not None and _list_is_read(reading, "revenue"):
        listed_ids = [each.source for each in _written(reading).revenue]
        for name in _missing(reading, "sources", listed_ids):
            yield fault_at_key(reading, (SECTION, "revenue"), "S474", source=name)
        yield from _repeated(reading, "revenue", "source", listed_ids)


def classes(reading: Reading) -> Iterator[Problem]:
    """A class of which nothing says which expenditure it is, or one listed twice (S475, S476)."""
    if reading.scenario.disclosure is not None and _list_is_read(reading, "expenditure"):
        listed_ids = [each.spending for each in _written(reading).expenditure]
        for name in _missing(reading, "spending", listed_ids):
            yield fault_at_key(reading, (SECTION, "expenditure"), "S475", spending=name)
        yield from _repeated(reading, "expenditure", "spending", listed_ids)


def _list_is_read(reading: Reading, key: str) -> bool:
    node = node_at(reading.root, SECTION, key)
    items = node.items if isinstance(node, ListNode) else ()
    return len(items) == len(getattr(_written(reading), key))


def _missing(reading: Reading, section: str, known: list[str]) -> list[str]:
    return [name for name in declared(reading, section) if name not in known]


def _repeated(reading: Reading, key: str, fact: str, known: list[str]) -> Iterator[Problem]:
    for at, name in enumerate(known):
        if name in known[:at]:
            yield fault(reading, (SECTION, key, at, fact), "S476", name=name)


def funds(reading: Reading) -> Iterator[Problem]:
    """A fund said of revenue that is no appropriation (S477)."""
    for at, each in enumerate(_written(reading).revenue):
        if each.fund is not None and each.kind not in FUNDED and _list_is_read(reading, "revenue"):
            keys = (SECTION, "revenue", at, "fund")
            kind = listed(reading, (each.kind,))
            yield fault(reading, keys, "S477", source=each.source, kind=kind)


# ── codes ──────────────────────────────────────────────────────────────────────────────────────────


def codes(reading: Reading) -> Iterator[Problem]:
    """A code that has no form of one, or that nobody knows (S472, S473)."""
    for line in _written(reading).lines:
        for table in TABLES:
            text = _code(line, table)
            if text is not None:
                yield from _code_faults(reading, line, table, text)


def _code(line: BudgetLine, table: Table) -> str | None:
    return {"function": line.function, "department": line.department, "government": line.government}[table]


def _code_faults(reading: Reading, line: BudgetLine, table: Table, text: str) -> Iterator[Problem]:
    kind = word(f"disclosure.codes.{table}")
    if not is_code(table, text):
        digits = "/".join(map(str, LENGTHS[table]))
        facts = {"digits": digits, "example": EXAMPLES[table]}
        yield fault(reading, _at(line, table), "S472", text=text, table=kind, **facts)
    elif text not in dict(_written(reading).codes) and name_of_code(table, text) is None:
        near = _nearest_code(text, table, reading)
        like = Word(f"(近似的有 {near})", f" ({near} is like it)") if near else ""
        yield fault(reading, _at(line, table), "S473", text=text, table=kind, like=like)


def _nearest_code(text: str, table: Table, reading: Reading) -> str:
    """Return the known code under the same parent that is most like a text, "" where there is none."""
    own = [code for code, _ in _written(reading).codes]
    rest = text[:-2] + REST
    known = [*CODES[table], *own, *([rest] if name_of_code(table, rest) else [])]
    siblings = [code for code in known if len(code) == len(text) and code[:-2] == text[:-2]]
    return next(iter(get_close_matches(text, siblings, n=1, cutoff=LIKE)), "")


def named_codes(reading: Reading) -> Iterator[Problem]:
    """A name given to what is no code (S488)."""
    for code, _ in _written(reading).codes:
        if not any(is_code(table, code) for table in TABLES):
            yield fault_at_key(reading, (SECTION, "codes", code), "S488", text=code)


def divided_codes(reading: Reading) -> Iterator[Problem]:
    """A line booked on a code that another line of the same tables divides further (S479)."""
    if not _all_lines_read(reading):
        return
    lines = _written(reading).lines
    basic = tuple(line for line in lines if _is_basic(reading, line))
    yield from _divided(reading, lines, "function")
    yield from _divided(reading, basic, "department")
    yield from _divided(reading, tuple(line for line in lines if line.government), "government")


def _divided(reading: Reading, lines: tuple[BudgetLine, ...], table: Table) -> Iterator[Problem]:
    below = {above: line.id for line in reversed(lines) for above in way_to(_code(line, table) or "")[:-1]}
    for line in lines:
        code = _code(line, table) or ""
        if code in below:
            facts = {"line": line.id, "on": code, "below": below[code]}
            yield fault(reading, _at(line, table), "S479", **facts)


def pairs(reading: Reading) -> Iterator[Problem]:
    """A government code that does not go with the line's department code, as far as is known (W791)."""
    for line in _written(reading).lines:
        government = line.government
        good = government and is_code("government", government) and is_code("department", line.department)
        if government and good and not belongs(line.department, government):
            facts = {"line": line.id, "department": line.department, "government": government}
            expected = _expected(line.department, government)
            yield fault(reading, _at(line, "government"), "W791", expected=expected, **facts)


def _expected(department: str, government: str) -> str:
    """Return the pairs that are known of either code."""
    if government in ITEMS_OF and len(department) > len("301"):
        return f"{government}: {', '.join(ITEMS_OF[government])}"
    allowed = DEPARTMENTS_OF.get(class_of(government))
    if allowed is not None:
        return f"{class_of(government)}: {', '.join(allowed)}"
    own = class_of(department)
    return f"{own}: {', '.join(name for name, each in DEPARTMENTS_OF.items() if own in each)}"


# ── lines ──────────────────────────────────────────────────────────────────────────────────────────


def forms(reading: Reading) -> Iterator[Problem]:
    """A line that is not exactly one of an amount, a programme's award, the rest of its class (S471)."""
    for line in _written(reading).lines:
        found = [key for key in FORMS if is_written(reading, *_at(line, key))]
        if len(found) != 1 or (found == ["rest"] and not line.rest):
            shown = listed(reading, found) or "—"
            yield fault_at_key(reading, _at(line), "S471", line=line.id, found=shown)


def rests(reading: Reading) -> Iterator[Problem]:
    """Two lines that each take what is left of one class (S486)."""
    seen: list[str] = []
    for line in _written(reading).lines:
        if line.rest and line.spending in seen:
            yield fault(reading, _at(line, "rest"), "S486", spending=line.spending)
        seen += [line.spending] * line.rest


def programmes(reading: Reading) -> Iterator[Problem]:
    """A programme twice on one source, of another class than its line, or without money (S481, S482)."""
    lines = [line for line in _written(reading).lines if line.programme is not None]
    classes_of = {each.id: each.spending for each in reading.scenario.programmes}
    for at, line in enumerate(lines):
        programme, keys = line.programme or "", _at(line, "programme")
        if any((each.programme, each.source) == (programme, line.source) for each in lines[:at]):
            yield fault(reading, keys, "S481", programme=programme)
        paid = any(is_written(reading, "programmes", programme, key) for key in CLAIMED)
        if programme in classes_of and (classes_of[programme] != line.spending or not paid):
            facts = {"line": line.id, "spending": line.spending, "programme": programme}
            yield fault(reading, keys, "S482", **facts)


def sums(reading: Reading) -> Iterator[Problem]:
    """A class whose lines, all of them written as amounts, do not add to it (S478)."""
    if not _all_lines_read(reading):
        return
    lines = _written(reading).lines
    kinds = kinds_of_classes(_written(reading))
    lined = [each for each in reading.scenario.spending if lines and kinds.get(each.id) != CLOSING]
    for spending in lined:
        own = [line for line in lines if line.spending == spending.id]
        found = sum(line.amount or 0 for line in own)
        if found != spending.amount and all(line.amount is not None for line in own):
            keys = _at(own[0]) if own else (SECTION, "lines")
            more = exact_money(abs(found - spending.amount))
            sides = {"lines": exact_money(found), "amount": exact_money(spending.amount), "more": more}
            yield fault_at_key(reading, keys, "S478", spending=spending.id, **sides)


def carried_on(reading: Reading) -> Iterator[Problem]:
    """A line of a class that is the closing balance (S489)."""
    kinds = kinds_of_classes(_written(reading))
    for line in _written(reading).lines:
        if kinds.get(line.spending) == CLOSING:
            facts = {"line": line.id, "spending": line.spending}
            yield fault(reading, _at(line, "spending"), "S489", **facts)


def government_codes(reading: Reading) -> Iterator[Problem]:
    """A line without a government code where others have one (S483)."""
    lines = _written(reading).lines
    if any(line.government for line in lines):
        for line in lines:
            if not is_written(reading, *_at(line, "government")):
                yield fault_at_key(reading, _at(line), "S483", line=line.id)


# ── what lines are told as ─────────────────────────────────────────────────────────────────────────


def marks(reading: Reading) -> Iterator[Problem]:
    """A line told as what its department code is not (S480)."""
    for line in _written(reading).lines:
        for mark in line.of_which:
            if not fits_mark(line.department, mark):
                expected = ", ".join(CODES_OF_MARK[mark])
                facts = {"mark": listed(reading, (mark,)), "department": line.department, "codes": expected}
                yield fault(reading, _at(line, "of_which"), "S480", line=line.id, **facts)


def running_costs(reading: Reading) -> Iterator[Problem]:
    """Running costs that are no public money of basic expenditure of the general budget (S485)."""
    if not (_list_is_read(reading, "revenue") and _list_is_read(reading, "expenditure")):
        return
    for line in _written(reading).lines:
        public = _is_basic(reading, line) and class_of(line.department) not in PERSONNEL
        if "running_costs" in line.of_which and not public:
            yield fault(reading, _at(line, "of_which"), "S485", line=line.id)


def _is_basic(reading: Reading, line: BudgetLine) -> bool:
    written = _written(reading)
    budgets = {each.source: each.budget for each in written.revenue}
    return kinds_of_classes(written).get(line.spending) == BASIC and budgets.get(line.source) == GENERAL


# ── print and headcount ────────────────────────────────────────────────────────────────────────────


def print_units(reading: Reading) -> Iterator[Problem]:
    """A printed unit with so many decimals that they are finer than a fen (S484)."""
    written = _written(reading)
    unit, decimals = written.printed_in, written.decimals
    if FEN_OF_UNIT[unit] % 10**decimals:
        yield fault_at_key(reading, (SECTION, "decimals"), "S484", unit=unit, decimals=decimals)


def tolerances(reading: Reading) -> Iterator[Problem]:
    """A tolerance of the headcount that is neither money nor a share (S487)."""
    headcount = _written(reading).headcount
    within = headcount.within if headcount else None
    if within is not None and not _is_allowance(within):
        yield fault(reading, (SECTION, "headcount", "within"), "S487", text=within.text)


def _is_allowance(within: Quantity) -> bool:
    bare = within.kind == "bare" and (within.unit_fen is not None or not within.value)
    return (within.kind in {"share", "points", "money"} or bare) and within.value >= 0
