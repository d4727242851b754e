"""What a department publishes: budget lines under five keys, the tables made of them, and the identities."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated

from simulator.glossary import Word
from simulator.model import kinds
from simulator.model.kinds import Quantity
from simulator.money import Fen
from simulator.problems import NOWHERE, Place

REVENUES = ("appropriation", "special_account", "operating", "upper_subsidy", "other")
"""The kinds of revenue of a department (财政拨款、财政专户、事业收入、上级补助、其他)."""

OPENING, CLOSING = "opening", "closing"
"""A source may be the balance brought forward, and a class the balance carried on."""

FUNDS = ("general", "government_fund", "state_capital")
"""The budgets an appropriation may come from (一般公共预算、政府性基金、国有资本经营)."""

FUNDED = (REVENUES[0], OPENING)
"""What comes from one of the funds."""

EXPENDITURES = ("basic", "project", "business", "paid_up", "passed_down", "other_expenditure")
"""The kinds of expenditure (基本、项目、经营支出、上缴上级、补助下级、其他)."""

THREE_PUBLIC = ("abroad", "vehicles_bought", "vehicles_run", "reception")
"""What is told as 三公: travel abroad, official vehicles bought and run, receptions."""

MARKS = (*THREE_PUBLIC, "meetings", "training", "running_costs", "procurement", "transfers")
"""What a line may also be told as."""

# ── as written ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of expenditure under five keys: function, department and government economy, source, class.

    Exactly one of `amount` (whole fen), `programme` (what that is awarded, from this source where sources are
    told apart) and `rest` (what the other lines of the class leave of its amount) is written. `of_which`
    marks money that is told elsewhere as well; see `MARKS`.
    """

    id: str
    function: Annotated[str, kinds.Text()]
    department: Annotated[str, kinds.Text()]
    source: Annotated[str, kinds.Reference("sources")]
    spending: Annotated[str, kinds.Reference("spending")]
    government: Annotated[str | None, kinds.Text()] = None
    amount: Annotated[Fen | None, kinds.Money()] = None
    programme: Annotated[str | None, kinds.Reference("programmes")] = None
    rest: Annotated[bool, kinds.Flag()] = False
    title: Annotated[str, kinds.Text()] = ""
    of_which: Annotated[tuple[str, ...], kinds.ListOf(kinds.Choice(MARKS), or_one=True)] = ()
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class RevenueLine:
    """What a source is: which kind of revenue, or the opening balance; and from which budget it comes.

    Appropriations and balances come from a `fund`, the general budget unless another is written.
    """

    source: Annotated[str, kinds.Reference("sources")]
    kind: Annotated[str, kinds.Choice((*REVENUES, OPENING))]
    fund: Annotated[str | None, kinds.Choice(FUNDS)] = None
    place: Place = NOWHERE

    @property
    def budget(self) -> str:
        """Return the budget its money belongs to: a fund, or the kind of revenue that comes from none."""
        return (self.fund or FUNDS[0]) if self.kind in FUNDED else self.kind


@dataclass(frozen=True, slots=True)
class ExpenditureLine:
    """What a class of spending is: which kind of expenditure, or the closing balance."""

    spending: Annotated[str, kinds.Reference("spending")]
    kind: Annotated[str, kinds.Choice((*EXPENDITURES, CLOSING))]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Headcount:
    """Personnel by standard: persons, posts (another thing), money a head, how far the budget may be off."""

    persons: Annotated[int, kinds.Count()]
    per_person: Annotated[Fen, kinds.Money()]
    posts: Annotated[int | None, kinds.Count()] = None
    within: Annotated[Quantity | None, kinds.Literal()] = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The department's tables (部门预算公开): what sources and classes are, lines, balances, headcount.

    `codes` are names of codes that the glossary does not know. `printed_in` and `decimals` are those of the
    printed tables; `tail` says where rounding is made up so that they add as printed.
    """

    revenue: Annotated[tuple[RevenueLine, ...], kinds.ListOf(kinds.Record(RevenueLine))] = ()
    expenditure: Annotated[tuple[ExpenditureLine, ...], kinds.ListOf(kinds.Record(ExpenditureLine))] = ()
    lines: Annotated[tuple[BudgetLine, ...], kinds.ById(BudgetLine)] = ()
    opening: Annotated[Fen, kinds.Money()] = 0
    closing: Annotated[Fen, kinds.Money()] = 0
    headcount: Annotated[Headcount | None, kinds.Record(Headcount)] = None
    codes: Annotated[tuple[tuple[str, str], ...], kinds.Named(kinds.Text())] = ()
    printed_in: Annotated[str, kinds.Choice(("元", "千元", "万元", "百万元", "亿元"))] = "万元"
    decimals: Annotated[int, kinds.Count()] = 2
    tail: Annotated[str, kinds.Choice(("largest_remainder", "largest_line"))] = "largest_remainder"
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE


# ── as it came out ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount that the tables are made of: a source, a balance, or a line of expenditure.

    `side` is in or out; `kind` the kind of revenue or expenditure, or opening or closing; `budget` the fund
    it belongs to, or the kind of revenue that comes from none. `printed` is the amount in the last printed
    digit, rounded once, so that every table adds as printed and all tables agree.
    """

    id: str
    side: str
    kind: str
    fen: Fen = 0
    printed: int = 0
    budget: str = ""
    source: str = ""
    spending: str = ""
    line: BudgetLine | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class RowHead:
    """One row of a form: its code, its title, its level (0 is a total), and a note such as a target.

    `parts` are the codes of the rows it is the sum of, as printed too; a row without any is a leaf.
    """

    code: str
    title: Word
    level: int
    note: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: its head, its exact fen by column, and the same in the last printed digit."""

    head: RowHead
    cells: tuple[Fen, ...]
    printed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DisclosureTable:
    """One published table: its id, its columns by id, its rows in printing order.

    The first `beside` rows are printed to the left of the others, as revenue beside expenditure. With
    `adds_across` the first column is the sum of the others.
    """

    id: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    beside: int = 0
    adds_across: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether it holds neither money nor a note; such a table is kept, and says so."""
        return not any(any(row.cells) or row.head.note for row in self.rows)

    @property
    def halves(self) -> tuple[tuple[TableRow | None, TableRow | None], ...]:
        """Return the rows to be printed side by side; blanks in the shorter half level the sums below."""
        left, right = self.rows[: self.beside], self.rows[self.beside :]
        length = max(len(left), len(right))
        return tuple(zip(_padded(left, length), _padded(right, length), strict=True))


SUMS_BELOW = 3
"""The last rows of a half: what the year comes to, the balance, the whole."""


def _padded(half: tuple[TableRow, ...], length: int) -> tuple[TableRow | None, ...]:
    parts, sums = half[:-SUMS_BELOW], half[-SUMS_BELOW:]
    return (*parts, *(None,) * (length - len(half)), *sums)


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity between figures of the tables (I1 to I12): both sides in fen, and whether it held.

    `relation` is = or ≤. `tolerance` is nothing on our own figures, and so many half units on figures as
    published. `where` says which row or column of which table it is about.
    """

    name: str
    where: str
    left: Fraction
    right: Fraction
    relation: str = "="
    tolerance: Fraction = Fraction(0)
    published: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def held(self) -> bool:
        """Return whether both sides agree within the tolerance."""
        beyond = self.left - self.right
        return beyond <= self.tolerance and (self.relation == "≤" or -beyond <= self.tolerance)


@dataclass(frozen=True, slots=True)
class DisclosureOutcome:
    """The tables in the usual order, the amounts they are made of, and the identities checked.

    `unit` and `decimals` are those of the printed figures.
    """

    tables: tuple[DisclosureTable, ...]
    entries: tuple[Entry, ...]
    identities: tuple[Identity, ...]
    unit: str
    decimals: int

    def table(self, name: str) -> DisclosureTable:
        """Return a table by its id; raises KeyError."""
        for each in self.tables:
            if each.id == name:
                return each
        raise KeyError(name)

    def moved_from(self, base: "DisclosureOutcome") -> tuple[str, ...]:
        """Return the ids of the tables that are not what they were, in printing order."""
        before = {each.id: each for each in base.tables}
        return tuple(each.id for each in self.tables if each != before.get(each.id))
