"""The forms of a department's tables: which rows and columns each has, and where an amount belongs in it.

A table holds nothing but sums of entries, so its layout is known before any amount is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from simulator.glossary import Word
from simulator.glossary.codes import class_of
from simulator.model.disclosure import (
    CLOSING,
    EXPENDITURES,
    FUNDS,
    OPENING,
    REVENUES,
    DisclosureTable,
    Entry,
    RowHead,
    TableRow,
)
from simulator.model.disclosure_entries import IN, entries_of, is_balance
from simulator.model.disclosure_rows import (
    AMOUNT,
    GENERAL,
    NO_CODES,
    PROJECT,
    SECTION,
    TOTAL,
    Codes,
    Takes,
    Trees,
    by_budget,
    by_kind,
    code_of,
    in_amount,
    in_total,
    is_basic,
    is_personnel,
    kinds_in_use,
    marked,
    named,
    of_budget,
    own,
    total_of,
    tree_of,
    trees_of,
    with_parts,
)
from simulator.model.kinds import Quantity
from simulator.model.limits import Measure
from simulator.model.scenario import Scenario
from simulator.model.targets import Target
from simulator.money import with_unit


@dataclass(frozen=True, slots=True)
class Form:
    """A table before it has amounts: its rows and columns, and which of them an entry belongs to.

    `down` names the identity by which rows add to the row above them, `across` that by which the columns
    add to the first; "" where they do not. The first `beside` rows are printed to the left of the others.
    """

    id: str
    columns: Codes
    rows: tuple[RowHead, ...]
    rows_of: Callable[[Entry], Codes]
    columns_of: Callable[[Entry], Codes]
    down: str = ""
    across: str = ""
    beside: int = 0

    def holds(self, entry: Entry, row: str, column: str) -> bool:
        """Return whether an entry is part of a cell."""
        return row in self.rows_of(entry) and column in self.columns_of(entry)


def forms(scenario: Scenario, entries: Sequence[Entry]) -> tuple[Form, ...]:
    """Return the forms of all tables in the usual order, those that will be empty included."""
    trees = trees_of(scenario, entries)
    kinds = kinds_in_use(entries)
    return (
        _overall(),
        _revenue(scenario, entries),
        _by_function("expenditure", trees, kinds, bool, across="I3"),
        _appropriation(trees),
        _by_function("functions", trees, kinds, of_budget(GENERAL), across="I6"),
        _basic_economic(trees),
        _government_economic(trees, kinds),
        _three_public(),
        _running_costs(trees),
        _by_function("government_funds", trees, kinds, of_budget("government_fund")),
        _by_function("state_capital", trees, kinds, of_budget("state_capital")),
        _by_function("transfers", trees, kinds, marked("transfers")),
        _performance(scenario, entries),
        _department_targets(scenario),
        _summary(scenario),
    )


def table_of(form: Form, entries: Iterable[Entry]) -> DisclosureTable:
    """Return a form filled with the sums of its entries, in fen and as printed."""
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for each in entries:
        columns = form.columns_of(each)
        for row in form.rows_of(each):
            for column in columns:
                fen, printed = cells.get((row, column), (0, 0))
                cells[row, column] = (fen + each.fen, printed + each.printed)
    rows = (
        _row(head, [cells.get((head.code, column), (0, 0)) for column in form.columns]) for head in form.rows
    )
    return DisclosureTable(form.id, form.columns, tuple(rows), form.beside, bool(form.across))


def figure_path(table: str, row: str, column: str) -> str:
    """Return the path of a cell, as `expect` and `explain` name it.

    >>> figure_path("functions", "206", "basic")
    'disclosure.functions.206.basic'
    """
    return f"{SECTION}.{table}.{row}.{column}"


def figure_paths(scenario: Scenario) -> Iterator[str]:
    """Yield the path of every figure of the tables that a scenario will have."""
    if scenario.disclosure is None:
        return
    for form in forms(scenario, entries_of(scenario, {})):
        for head in form.rows:
            yield from (figure_path(form.id, head.code, column) for column in form.columns if not head.note)


def _row(head: RowHead, cells: list[tuple[int, int]]) -> TableRow:
    return TableRow(head, tuple(fen for fen, _ in cells), tuple(printed for _, printed in cells))


# ── the tables ─────────────────────────────────────────────────────────────────────────────────────


def _overall() -> Form:
    left = _balanced([own(kind, 1) for kind in REVENUES], "revenue", OPENING, "sources")
    right = _balanced([own(kind, 1) for kind in EXPENDITURES], "spent", CLOSING, "uses")

    def rows(entry: Entry) -> Codes:
        if is_balance(entry):
            return (entry.kind, "sources" if entry.side == IN else "uses")
        return (entry.kind, *(("revenue", "sources") if entry.side == IN else ("spent", "uses")))

    return Form("overall", (AMOUNT,), (*left, *right), rows, in_amount, beside=len(left))


def _balanced(parts: Sequence[RowHead], flow: str, balance: str, whole: str) -> tuple[RowHead, ...]:
    """Return one side of a balance: its parts, what they come to in the year, the balance, the whole."""
    codes = (part.code for part in parts)
    return (*parts, total_of(flow, 0, *codes), own(balance, 1), total_of(whole, 0, flow, balance))


def _revenue(scenario: Scenario, entries: Iterable[Entry]) -> Form:
    titles = {each.id: each.title for each in scenario.sources}
    sources = [each.id for each in entries if each.side == IN and not is_balance(each)]
    rows = with_parts((own(TOTAL, 0), *(named(name, titles.get(name, ""), 1) for name in sources)))

    def rows_of(entry: Entry) -> Codes:
        return (TOTAL, entry.id) if entry.side == IN and not is_balance(entry) else NO_CODES

    columns = (TOTAL, *FUNDS, *REVENUES[1:])
    return Form("revenue", columns, rows, rows_of, by_budget, down="I2", across="I2")


def _by_function(name: str, trees: Trees, kinds: Codes, takes: Takes, across: str = "I3") -> Form:
    rows = with_parts((own(TOTAL, 0), *trees.rows("function", takes)))
    return Form(name, (TOTAL, *kinds), rows, tree_of("function", takes), by_kind, down="I5", across=across)


def _appropriation(trees: Trees) -> Form:
    classes = trees.rows("function", _is_appropriated, depth=1)

    def rows_of(entry: Entry) -> Codes:
        if not _is_appropriated(entry):
            return NO_CODES
        return ("revenue",) if entry.side == IN else ("spent", class_of(code_of(entry, "function")))

    rows = with_parts((own("revenue", 0), own("spent", 0), *classes))
    return Form("appropriations", (TOTAL, *FUNDS), rows, rows_of, by_budget, down="I5", across="I4")


def _is_appropriated(entry: Entry) -> bool:
    return entry.budget in FUNDS and not is_balance(entry)


def _basic_economic(trees: Trees) -> Form:
    def columns_of(entry: Entry) -> Codes:
        return (TOTAL, "personnel" if is_personnel(entry) else "public")

    rows = with_parts((own(TOTAL, 0), *trees.rows("department", is_basic)))
    return Form(
        "basic_economic",
        (TOTAL, "personnel", "public"),
        rows,
        tree_of("department", is_basic),
        columns_of,
        down="I5",
        across="I7",
    )


def _government_economic(trees: Trees, kinds: Codes) -> Form:
    def takes(entry: Entry) -> bool:
        return bool(code_of(entry, "government"))

    rows = with_parts((own(TOTAL, 0), *trees.rows("government", takes)))
    tree = tree_of("government", takes)
    return Form("government_economic", (TOTAL, *kinds), rows, tree, by_kind, down="I5", across="I11")


_OF_MARK = {
    "abroad": ("three_public", "abroad"),
    "vehicles_bought": ("three_public", "vehicles", "vehicles_bought"),
    "vehicles_run": ("three_public", "vehicles", "vehicles_run"),
    "reception": ("three_public", "reception"),
    "meetings": ("meetings",),
    "training": ("training",),
}


def _three_public() -> Form:
    levels = {
        "three_public": 0,
        "abroad": 1,
        "vehicles": 1,
        "vehicles_bought": 2,
        "vehicles_run": 2,
        "reception": 1,
        "meetings": 0,
        "training": 0,
    }

    def rows_of(entry: Entry) -> Codes:
        marks = () if entry.line is None else entry.line.of_which
        return tuple(dict.fromkeys(code for mark in marks for code in _OF_MARK.get(mark, ())))

    rows = with_parts([own(code, level) for code, level in levels.items()])
    return Form("three_public", (TOTAL,), rows, rows_of, in_total, down="I8")


def _running_costs(trees: Trees) -> Form:
    takes, top = marked("running_costs"), "running_costs"
    tree = tree_of("department", takes, top)
    bought = marked("procurement")

    def rows_of(entry: Entry) -> Codes:
        return (*tree(entry), *(("procurement",) if bought(entry) else ()))

    rows = with_parts((own(top, 0), *trees.rows("department", takes), own("procurement", 0)))
    return Form("running_costs", (TOTAL,), rows, rows_of, in_total, down="I9")


def _performance(scenario: Scenario, entries: Iterable[Entry]) -> Form:
    """Return the sheet of projects: programmes with their targets, and lines that are no programme's."""
    projects = [each for each in entries if each.line is not None and each.kind == PROJECT]
    titles = {each.line.id: each.line.title for each in projects if each.line is not None}
    titles |= {each.id: each.title for each in scenario.programmes}
    names = sorted({_project(each) for each in projects})
    rows = [own(TOTAL, 0)]
    for name in names:
        rows += [named(name, titles.get(name, ""), 1), *_targets_of(scenario, name)]

    def rows_of(entry: Entry) -> Codes:
        return (TOTAL, _project(entry)) if entry.line is not None and entry.kind == PROJECT else NO_CODES

    return Form("performance", (AMOUNT,), with_parts(rows), rows_of, in_amount, down="I10")


def _project(entry: Entry) -> str:
    return entry.id if entry.line is None or entry.line.programme is None else entry.line.programme


def _targets_of(scenario: Scenario, programme: str) -> Iterator[RowHead]:
    for each in sorted(scenario.targets, key=lambda target: target.id):
        if programme == _programme_of(each.counts):
            yield RowHead(f"{programme}.{each.id}", _title(each), 2, _bound_text(each))


def _department_targets(scenario: Scenario) -> Form:
    targets = sorted(scenario.targets, key=lambda target: target.id)
    rows = (
        RowHead(each.id, _title(each), 1, _bound_text(each))
        for each in targets
        if _programme_of(each.counts) is None
    )
    return Form("department_targets", (), tuple(rows), lambda _: NO_CODES, lambda _: NO_CODES)


def _programme_of(measure: Measure | None) -> str | None:
    return None if measure is None else measure.selector.programme


def _title(target: Target) -> Word:
    return Word(target.title or target.id, target.title or target.id)


_SIGNS = (
    ("at_least", "≥ "),
    ("more_than", "> "),
    ("at_most", "≤ "),
    ("less_than", "< "),
    ("is_", ""),
    ("about", "≈ "),
)


def _bound_text(target: Target) -> str:
    """Return what a target asks for, as it was written, with its unit."""
    bounds: list[tuple[str, Quantity | None]] = [(sign, getattr(target, name)) for name, sign in _SIGNS]
    written = [sign + bound.text for sign, bound in bounds if bound is not None]
    if target.between:
        written.append("–".join(each.text for each in target.between))
    return with_unit(" ".join(written), target.unit) if written else target.text or "—"


def _summary(scenario: Scenario) -> Form:
    """Return sources and uses as they are named, between the opening and the closing balance."""
    sources = [
        named(f"sources.{each.id}", each.title, 1)
        for each in sorted(scenario.sources, key=lambda own: own.id)
    ]
    uses = [
        named(f"spending.{each.id}", each.title, 1)
        for each in sorted(scenario.spending, key=lambda own: own.id)
    ]
    left = _balanced(sources, "revenue", OPENING, "sources")
    right = _balanced(uses, "spent", CLOSING, "uses")

    def rows_of(entry: Entry) -> Codes:
        if is_balance(entry):
            return (entry.kind, "sources" if entry.side == IN else "uses")
        if entry.side == IN:
            return (f"sources.{entry.id}", "revenue", "sources")
        return (f"spending.{entry.spending}", "spent", "uses")

    return Form("summary", (AMOUNT,), (*left, *right), rows_of, in_amount, beside=len(left))
