"""Award rules worked by hand: a rule as it is written, a few rows, the exact fen it comes to on each."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from simulator.algebra import Number
from simulator.algebra.exactly import evaluate
from simulator.exact import Exact
from simulator.expression import Column, Type, fetcher
from simulator.language import parse
from simulator.model.names import rows_of, sheet_of
from simulator.model.step import Rows, Step, parts_of, run_steps
from simulator.model.table import ColumnType, table
from simulator.problems import Problem, errors_of

Row = Mapping[str, Any]
SCENARIO = """\
scenario: rule
year: 2014
unit: {unit}
sources: {{city: {{amount: 1}}}}
spending: {{project: {{amount: 1}}}}
populations: {{firms: {{file: firms.csv, id: firm_id, columns: {{{columns}}}}}}}
programmes:
  p:
    spending: project
    applicants: firms
    when_short: pro_rata
    award: {award}
"""


def scenario_text(award: str, columns: str, unit: str = "元") -> str:
    """Return a scenario of one programme with this rule (one line, or a block indented by six)."""
    return SCENARIO.format(award=award, columns=columns, unit=unit)


def problems(award: str, columns: str, unit: str = "元") -> list[str]:
    """Return the codes of what is wrong with a rule, by place."""
    return [each.code for each in found(award, columns, unit)]


def found(award: str, columns: str, unit: str = "元") -> tuple[Problem, ...]:
    """Return what is wrong with a rule, by place."""
    return parse({"a.yaml": scenario_text(award, columns, unit)}, "a.yaml")[1]


def amounts(award: str, columns: str, rows: Sequence[Row], unit: str = "元") -> list[Fraction]:
    """Return the exact amount of each row after all steps; money of the rows is in fen."""
    steps, given = _read(award, columns, rows, unit)
    return _values(run_steps(steps, sheet_of(given))[-1], given)


def parts(award: str, columns: str, rows: Sequence[Row], unit: str = "元") -> dict[str, list[Fraction]]:
    """Return what else the steps settle, by name, on each row."""
    steps, given = _read(award, columns, rows, unit)
    return {name: _values(number, given) for name, number in parts_of(steps, sheet_of(given))}


def amount(award: str, columns: str, **row: Any) -> Fraction:
    """Return the exact amount of a single row."""
    return amounts(award, columns, [row])[0]


def _values(number: Number, given: Rows) -> list[Fraction]:
    (column,) = evaluate([number], fetcher(given.columns, given.count), given.count)
    assert isinstance(column, Exact)
    return list(column.fractions())


def _read(award: str, columns: str, rows: Sequence[Row], unit: str) -> tuple[tuple[Step, ...], Rows]:
    scenario, problems = parse({"a.yaml": scenario_text(award, columns, unit)}, "a.yaml")
    assert [each.tell("en") for each in errors_of(problems)] == []
    assert scenario is not None
    types = scenario.population("firms").column_types()
    data = {name: _column(kind, [row[name] for row in rows]) for name, kind in types.items()}
    ids = tuple(f"{number:04}" for number in range(1, len(rows) + 1))
    return scenario.programme("p").award, rows_of(table("firms", ids, data), {}, "firm_id")


def _column(kind: ColumnType, cells: list[Any]) -> Column:
    if kind.type.kind == "yes_no":
        return Column(kind.type, np.array(cells, dtype=np.bool_))
    if kind.type.kind == "category":
        return Column(kind.type, np.array([kind.type.categories.index(cell) for cell in cells], np.int64))
    if kind.type.kind == "text":
        return Column(kind.type, np.array(cells, dtype=object))
    return Column(kind.type, _numbers(kind.type, cells))


def _numbers(kind: Type, cells: list[Any]) -> Exact:
    values = [
        date.fromisoformat(cell).toordinal() if kind.kind == "date" else Fraction(cell) for cell in cells
    ]
    common = int(np.lcm.reduce([Fraction(value).denominator for value in values]))
    return Exact.of([int(value * common) for value in values], common)
