"""Budgets to publish: written by hand, or drawn at random so that every identity holds."""

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from simulator.engine.year.disclosure import disclosure_of
from simulator.model.disclosure import DisclosureOutcome
from simulator.model.result import Allocation
from simulator.model.scenario import Scenario
from tests.language.texts import scenario_of

NOTHING = Allocation((), (), ())
FUNCTIONS = ("2060101", "2060102", "2060499", "2060501", "2060502", "2060599", "2080599", "2210299")
KINDS = (
    ("appropriation", "general"),
    ("appropriation", "government_fund"),
    ("appropriation", "state_capital"),
)
OTHER_KINDS = (("special_account", None), ("operating", None), ("upper_subsidy", None), ("other", None))
ECONOMY = (
    ("30101", "50101", ()),
    ("30102", "50101", ("transfers",)),
    ("30108", "50102", ()),
    ("30201", "50201", ("procurement",)),
    ("30215", "50202", ("meetings",)),
    ("30216", "50203", ("training", "procurement")),
    ("30217", "50201", ("reception",)),
    ("30231", "50201", ("vehicles_run",)),
    ("31013", "503", ("vehicles_bought",)),
    ("31204", "507", ("transfers",)),
)
NAMES = "20805: 养老, 2080599: 其他养老, 22102: 住房改革, 2210299: 其他住房, 503: 资本"


@dataclass
class Line:
    """One line as it will be written, in whole fen."""

    id: str
    function: str
    department: str
    government: str
    source: str
    spending: str
    fen: int
    marks: tuple[str, ...] = ()


@dataclass
class Budget:
    """A budget in whole fen: sources by kind and fund, classes by kind, lines; what is left is carried on."""

    sources: dict[str, tuple[str, str | None, int]]
    classes: dict[str, str]
    lines: list[Line]
    opening: int = 0
    unit: str = "万元"
    decimals: int = 2
    tail: str = "largest_remainder"
    more: str = ""
    order: Random | None = field(default=None)

    def amount_of(self, spending: str) -> int:
        return sum(line.fen for line in self.lines if line.spending == spending)

    @property
    def closing(self) -> int:
        spent = sum(line.fen for line in self.lines)
        return self.opening + sum(fen for _, _, fen in self.sources.values()) - spent

    def budget_of(self, line: Line) -> str:
        kind, fund, _ = self.sources[line.source]
        return fund or kind

    def text(self, unit: str = "分", fen: int = 1) -> str:
        def money(amount: int) -> str:
            exact = Fraction(amount, fen)
            return (
                f"{exact.numerator / exact.denominator:.8f}".rstrip("0").rstrip(".")
                if fen > 1
                else str(amount)
            )

        sources = [f"  {name}: {{amount: {money(each[2])}}}" for name, each in self.sources.items()]
        classes = [f"  {name}: {{amount: {money(self.amount_of(name))}}}" for name in self.classes]
        revenue = [
            f"    - {{source: {name}, kind: {kind}{f', fund: {fund}' if fund else ''}}}"
            for name, (kind, fund, _) in self.sources.items()
        ]
        kinds = [f"    - {{spending: {name}, kind: {kind}}}" for name, kind in self.classes.items()]
        lines = [
            f"    {line.id}: {{function: {line.function}, department: {line.department}, "
            f"government: {line.government}, source: {line.source}, spending: {line.spending}, "
            f"amount: {money(line.fen)}, of_which: [{', '.join(line.marks)}]}}"
            for line in self.lines
        ]
        for each in (sources, classes, revenue, kinds, lines):
            if self.order is not None:
                self.order.shuffle(each)
        head = ["scenario: drawn", "year: 2024", f"unit: {unit}", "sources:", *sources, "spending:", *classes]
        told = [
            "disclosure:",
            "  revenue:",
            *revenue,
            "  expenditure:",
            *kinds,
            *(["  lines:"] if lines else []),
            *lines,
        ]
        balances = [f"  opening: {money(self.opening)}", f"  closing: {money(self.closing)}"]
        print_ = [f"  printed_in: {self.unit}", f"  decimals: {self.decimals}", f"  tail: {self.tail}"]
        return "\n".join([*head, *told, *balances, *print_, f"  codes: {{{NAMES}}}", self.more, ""])

    def scenario(self) -> Scenario:
        return scenario_of(self.text())


def drawn(seed: int, lines: int = 14, most: int = 10**9) -> Budget:
    """Return a random budget: one to five sources of any kind, three classes, lines that fit their marks."""
    random = Random(seed)
    kinds = random.sample([*KINDS, *OTHER_KINDS], random.randint(1, 5))
    names = [f"s{number}" for number in range(len(kinds))]
    classes = {
        "basic": "basic",
        "project": "project",
        "shop": random.choice(["business", "paid_up", "project"]),
    }
    found = []
    for number in range(random.randint(0, lines)):
        department, government, marks = random.choice(ECONOMY)
        told = tuple(mark for mark in marks if random.random() < 0.7)
        source, spending = random.choice(names), random.choice(list(classes))
        public = department[:3] not in ("301", "303")
        if public and spending == "basic" and kinds[names.index(source)][1] == "general":
            told += ("running_costs",) * (random.random() < 0.5)
        fen = random.choice([0, random.randint(1, 99), random.randint(1, most)])
        found.append(
            Line(
                f"l{number:02d}",
                random.choice(FUNCTIONS),
                department,
                government,
                source,
                spending,
                fen,
                told,
            )
        )
    drawn_on = {name: sum(line.fen for line in found if line.source == name) for name in names}
    left = {name: random.choice([0, random.randint(0, most)]) for name in names}
    sources = {name: (*kind, drawn_on[name] + left[name]) for name, kind in zip(names, kinds, strict=True)}
    unit, decimals = random.choice([("万元", 2), ("万元", 1), ("元", 2), ("元", 0), ("千元", 1), ("亿元", 2)])
    tail = random.choice(["largest_remainder", "largest_line"])
    return Budget(sources, classes, found, random.choice([0, random.randint(1, most)]), unit, decimals, tail)


def tables_of(budget: Budget) -> DisclosureOutcome:
    """Return the tables of a budget without programmes."""
    found = disclosure_of(budget.scenario(), NOTHING)
    assert found is not None
    return found


def cells(found: DisclosureOutcome, printed: bool = False) -> dict[tuple[str, str, str], int]:
    """Return every cell of the tables by table, row and column: in fen, or as printed."""
    return {
        (table.id, row.head.code, column): amount
        for table in found.tables
        for row in table.rows
        for column, amount in zip(table.columns, row.printed if printed else row.cells, strict=True)
    }


SMALL = """\
scenario: small
title: 小预算
year: 2024
unit: 元
sources: {city: {title: 市财政, amount: 1000}, fees: {title: 收费, amount: 0}}
spending:
  basic: {title: 基本, amount: 400}
  project: {title: 项目, amount: 600, when_short: pro_rata}
programmes:
  rent: {title: 房租补贴, spending: project, amount: 350, when_short: pro_rata}
  books: {spending: project, amount: 250, when_short: pro_rata}
disclosure:
  printed_in: 元
  decimals: 0
  opening: 0
  closing: 0
  revenue:
    - {source: city, kind: appropriation}
    - {source: fees, kind: special_account}
  expenditure:
    - {spending: basic, kind: basic}
    - {spending: project, kind: project}
  lines:
    pay: {title: 工资, function: 2060101, department: 30101, government: 50101,
      source: city, spending: basic, amount: 250}
    office: {function: 2060101, department: 30201, government: 50201,
      source: city, spending: basic, rest: yes, of_which: running_costs}
    guests: {function: 2060101, department: 30217, government: 50201,
      source: city, spending: basic, amount: 20.5, of_which: [running_costs, reception]}
    rent: {function: 2060499, department: 31204, government: 507,
      source: city, spending: project, programme: rent}
    books: {function: 2060799, department: 30218, government: 50204,
      source: city, spending: project, programme: books, of_which: procurement}
"""
