"""A small population with a column of every kind, and ways to write its file."""

from simulator.expression import Type
from simulator.files.tables import parse_table
from simulator.model.scenario import Population
from simulator.model.table import ColumnType, Table
from simulator.problems import Place, Problem

FILE = "firms.csv"
INDUSTRIES = ("新能源", "新材料", "其他")
COLUMNS = (
    ("rent", ColumnType(Type("money"), "元")),
    ("grant", ColumnType(Type("money"), "万元")),
    ("patents", ColumnType(Type("count"))),
    ("score", ColumnType(Type("number"))),
    ("growth", ColumnType(Type("share"))),
    ("strategic", ColumnType(Type("yes_no"))),
    ("applied_on", ColumnType(Type("date"))),
    ("name", ColumnType(Type("text"))),
    ("industry", ColumnType(Type("category", INDUSTRIES))),
)
FIRMS = Population("firms", file=FILE, key="firm_id", columns=COLUMNS, place=Place("budget.yaml", 7, 3))
HEADER = "firm_id,rent,grant,patents,score,growth,strategic,applied_on,name,industry"
GOOD = {
    "firm_id": "F1",
    "rent": "1234.5",
    "grant": "12.5",
    "patents": "3",
    "score": "88.25",
    "growth": "12.5%",
    "strategic": "是",
    "applied_on": "2014-06-30",
    "name": "甲公司",
    "industry": "新材料",
}


def row(**cells: str) -> str:
    """Return a line of the file: the good cells, with those given put in their place."""
    return ",".join({**GOOD, **cells}.values())


def read(
    *rows: str, header: str = HEADER, population: Population = FIRMS
) -> tuple[Table | None, tuple[Problem, ...]]:
    """Return what is read of a file with these rows."""
    return parse_table(population, "\n".join((header, *rows, "")).encode(), FILE)


def one_column(kind: ColumnType) -> Population:
    """Return a population with an id and one column `x`."""
    return Population("firms", file=FILE, key="id", columns=(("x", kind),))


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """Return the codes in the order told."""
    return [each.code for each in problems]
