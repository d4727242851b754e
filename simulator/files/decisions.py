"""Awards that an earlier run wrote, read back to be kept: exact, every error of the file with its row."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from simulator.exact import Exact
from simulator.expression import Type
from simulator.files.reading import read_bytes
from simulator.files.split import MOST_FAULTS, visible
from simulator.files.tables import LARGEST_TABLE, parse_table
from simulator.model.decisions import DecidedList, Decision
from simulator.model.scenario import Population, Scenario
from simulator.model.table import ColumnType, Table
from simulator.money import Fen, exact_money
from simulator.problems import FindingError, Place, Problem, errors_of, problem

PROGRAMME, APPLICANT, AWARD = "programme", "applicant", "award_fen"
_COLUMNS = (
    (PROGRAMME, ColumnType(Type("text"))),
    (APPLICANT, ColumnType(Type("text"), blank="")),
    (AWARD, ColumnType(Type("money"), unit="分")),
)
# such a list has no ids of its own, and an amount below zero is an error here
_OF_POPULATIONS = {"W744", "W745"}
FIRST_ROW = 2


def read_decisions(scenario: Scenario, base_folder: str | Path) -> tuple[Scenario, tuple[Problem, ...]]:
    """Return the scenario with the lines of every file of decisions, and every problem found in them.

    File names are read from the base folder. A missing or unreadable file (D401-D404) is reported where the
    scenario names it; a file with an error decides nothing.
    """
    read = [_read(each, scenario, Path(base_folder)) for each in scenario.decisions]
    problems = tuple(each for _, found in read for each in found)
    return replace(scenario, decisions=tuple(each for each, _ in read)), problems


def _read(decision: Decision, scenario: Scenario, folder: Path) -> tuple[Decision, tuple[Problem, ...]]:
    if decision.file is None:
        return decision, ()
    path = folder / decision.file
    try:
        content = read_bytes(path, LARGEST_TABLE)
    except FindingError as error:
        return decision, (error.at(decision.place),)
    lines, problems = parse_decisions(content, path.as_posix(), scenario)
    return replace(decision, lines=lines), problems


def parse_decisions(
    content: bytes, file: str, scenario: Scenario
) -> tuple[DecidedList | None, tuple[Problem, ...]]:
    """Return the awards that an awards.csv fixes, or None when a cell, a row or a name is wrong.

    The columns are programme, applicant and award_fen, whole fen; others are not looked at. The line of a
    programme without applicants decides nothing. Errors are those of any table, D421 for no applicant, D461
    for an unknown programme, D462 for an applicant of one that has none, D463 for an amount below zero.
    """
    table, said = parse_table(Population("decisions", columns=_COLUMNS), content, file)
    problems = tuple(each for each in said if each.code not in _OF_POPULATIONS)
    if table is None:
        return None, problems
    lines = _lines(table)
    wrong = tuple(_faults(lines, file, scenario))
    listed = wrong[:MOST_FAULTS]
    if len(wrong) > MOST_FAULTS:
        listed = (*listed, problem(listed[-1].place, "D439", count=len(wrong) - MOST_FAULTS))
    kept = [line for line in lines if line.applicant]
    found = DecidedList(
        file,
        tuple(each.programme for each in kept),
        tuple(each.applicant for each in kept),
        tuple(each.fen for each in kept),
        tuple(each.row for each in kept),
    )
    everything = (*problems, *listed)
    return (None if errors_of(everything) else found), everything


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its row in the file as a spreadsheet counts, whose award it is, and its fen."""

    row: int
    programme: str
    applicant: str
    fen: Fen


def _lines(table: Table) -> list[_Line]:
    # without ids of its own a table keeps the order of its file
    money = table.columns[AWARD].data
    if not isinstance(money, Exact):
        raise TypeError("an award is an amount of money")
    names = (table.columns[each].data.tolist() for each in (PROGRAMME, APPLICANT))  # type: ignore[union-attr]
    rows = zip(*names, money.round().tolist(), strict=True)
    return [_Line(row, *each) for row, each in enumerate(rows, FIRST_ROW)]


def _faults(lines: list[_Line], file: str, scenario: Scenario) -> Iterator[Problem]:
    claimed = {each.id: each.is_claimed for each in scenario.programmes}
    for line in lines:
        place = Place(file, line.row, 1)
        programme, applicant = visible(line.programme), visible(line.applicant)
        if line.programme not in claimed:
            near = next(iter(get_close_matches(line.programme, claimed, n=1)), "")
            facts = {"text": programme, "nearest": near, "programmes": ", ".join(claimed)}
            yield problem(place, "D461", (), row=line.row, **facts)
        elif line.applicant and not claimed[line.programme]:
            yield problem(place, "D462", row=line.row, programme=programme, applicant=applicant)
        elif claimed[line.programme] and not line.applicant:
            yield problem(Place(file, line.row, 2), "D421", row=line.row, column=APPLICANT)
        elif line.fen < 0:
            yield problem(Place(file, line.row, 3), "D463", row=line.row, amount=exact_money(line.fen, "元"))
