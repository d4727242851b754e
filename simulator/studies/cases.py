"""Cases run through the engine: each expected figure beside the one that comes out, to the fen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from simulator.engine import run
from simulator.engine.entitle import entitle
from simulator.engine.figures import quantum_of
from simulator.engine.prepare import prepared
from simulator.glossary import Word, canonical_key, word
from simulator.model.case import Case, Expected
from simulator.model.figures import settle
from simulator.model.kinds import Quantity
from simulator.model.scenario import Figure, Programme, Scenario
from simulator.model.table import Table
from simulator.money import FEN_OF_UNIT, ROUNDING, Fen, grouped, plain
from simulator.problems import FindingError, InfeasibleError, Place, Problem, ScenarioError, in_order, problem
from simulator.studies.case_figures import (
    Figures,
    of_allocation,
    of_blocks,
    of_claims,
    of_columns,
    of_result,
    of_scenario,
    one,
    totals,
)

PRINTED: Mapping[str, str] = MappingProxyType({"half_up": "half_up", "truncated": "down"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not as expected: the figure, whose it is ("" when the case's), and both values.

    `found` is what was compared: rounded to the fen, or to the digits printed.
    """

    name: str
    row: str
    kind: str
    expected: Fraction | str
    found: Fraction | str
    place: Place

    @property
    def by(self) -> Fraction | None:
        """Return how much more was found than expected; None for texts."""
        if isinstance(self.expected, str) or isinstance(self.found, str):
            return None
        return self.found - self.expected


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What came of a case: how many values were compared, which differ, what kept it from running."""

    case: Case
    compared: int
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Return whether everything expected came out."""
        return not self.differences and not self.problems


def run_cases(cases: Iterable[Case]) -> tuple[CaseOutcome, ...]:
    """Return the outcome of every case, in the order given."""
    return tuple(run_case(case) for case in cases)


def run_case(case: Case) -> CaseOutcome:
    """Return what came of one case; what is wrong with it is in its problems, never raised."""
    try:
        figures = figures_of(case)
    except ScenarioError as error:
        return CaseOutcome(case, 0, (), error.problems)
    except FindingError as error:
        return CaseOutcome(case, 0, (), (error.at(case.notes.place),))
    differences: list[Difference] = []
    problems: list[Problem] = []
    for expected in case.expect:
        found, wrong = compare(expected, figures, case.order)
        differences += found
        problems += wrong
    compared = sum(len(each.values) for each in case.expect)
    return CaseOutcome(case, compared, tuple(differences), in_order(problems))


# ── what comes out ─────────────────────────────────────────────────────────────────────────────────


def figures_of(case: Case) -> dict[str, Figures]:
    """Return every figure of a case by name; raises ScenarioError or FindingError when it cannot be run.

    A budget that no plan can meet has the one figure `feasible`, which is no; to expect any other is C720.
    """
    tables = {} if case.table is None else {case.table.name: case.table}
    if case.whole:
        return _of_programme(case, tables)
    try:
        return _of_run(case, tables)
    except InfeasibleError as error:
        if any(canonical_key(each.name) != "feasible" for each in case.expect):
            raise _without_plan(case, error) from error
        return {"feasible": one("yes_no", False)}


def _without_plan(case: Case, error: InfeasibleError) -> FindingError:
    """Return that a case expects figures of a plan where none exists, with the clauses that clash (C720)."""
    clauses = [each for each in error.problems if each.code == "R602"]
    told = Word(";".join(each.what("zh") for each in clauses), "; ".join(each.what("en") for each in clauses))
    return FindingError("C720", case=case.id, clauses=told)


def _of_programme(case: Case, tables: Mapping[str, Table]) -> dict[str, Figures]:
    """Return what a scenario's programme makes of the rows; nothing is shared out, the award is the claim."""
    programme = case.scenario.programme(case.notes.programme or "")
    population = case.scenario.population(programme.applicants or "")
    own = replace(case.scenario, programmes=(programme,), populations=(population,))
    given = dict.fromkeys([population.id], next(iter(tables.values())))
    settled, filled = settle(own, given)
    claims = entitle(filled, settled)
    figures = dict((*of_scenario(settled), *of_claims(claims.of(programme.id))))
    figures["award"] = figures["entitlement"]
    return _completed(case, figures, settled, next(iter(filled.values()), None))


def with_found_figures(scenario: Scenario, tables: Mapping[str, Table]) -> Scenario:
    """Return a scenario whose computed figures stand as what they come to over its own applicants.

    A case that gives other rows to a programme must not change them. Raises ScenarioError as `settle` does.
    """
    if not any(each.is_ is None for each in scenario.figures):
        return scenario
    settled, _ = prepared(scenario, tables)
    figures = tuple(Figure(each.id, each.quantity, each.title, place=each.place) for each in settled.figures)
    return replace(scenario, figures=figures)


def _of_run(case: Case, tables: Mapping[str, Table]) -> dict[str, Figures]:
    settled, filled = settle(case.scenario, tables)
    result = run(_with_money(case, settled, filled), tables)
    programmes = [each.id for each in case.scenario.programmes]
    figures: dict[str, Figures] = dict((*of_scenario(settled), *of_result(result)))
    for name in programmes:
        own = (*of_claims(result.claims.of(name)), *of_allocation(result.allocation.of(name)))
        figures.update(_prefixed(own, name, len(programmes)))
    return _completed(case, figures, settled, next(iter(filled.values()), None))


def _prefixed(figures: Iterable[tuple[str, Figures]], programme: str, among: int) -> dict[str, Figures]:
    """Return the figures by name; beside other programmes each name begins with its programme."""
    return {f"{programme}.{name}" if among > 1 else name: each for name, each in figures}


def _completed(
    case: Case, figures: dict[str, Figures], scenario: Scenario, table: Table | None
) -> dict[str, Figures]:
    columns = {} if table is None else dict(of_columns(table))
    blocks = dict(of_blocks(case, scenario, table, figures.get("award")))
    whole = {**figures, **columns, **blocks}
    return {**whole, **dict(totals(whole))}


def _with_money(case: Case, settled: Scenario, tables: Mapping[str, Table]) -> Scenario:
    """Return the case's scenario with its pot, or with as much as is asked for where it names none.

    The pot is the class's money, and the most that a single programme may spend, so that its own `when_short`
    shares it; several programmes divide it as the case's `when_short` says.
    """
    has_pot = case.notes.pot is not None
    money = _pot(case, settled) if has_pot else _asked(settled, tables)
    sources = tuple(replace(each, amount=money) for each in case.scenario.sources)
    spending = tuple(replace(each, amount=money) for each in case.scenario.spending)
    alone = has_pot and len(case.scenario.programmes) == 1
    programmes = tuple(_within(each, money) if alone else each for each in case.scenario.programmes)
    return replace(case.scenario, sources=sources, spending=spending, programmes=programmes)


def _asked(settled: Scenario, tables: Mapping[str, Table]) -> Fen:
    return sum(each.entitlement_fen for each in entitle(tables, settled).programmes)


def _within(programme: Programme, money: Fen) -> Programme:
    most = programme.envelope.at_most
    envelope = replace(programme.envelope, at_most=money if most is None else min(most, money))
    return replace(programme, envelope=envelope)


def _pot(case: Case, settled: Scenario) -> Fen:
    if case.pot_fen is not None:
        return case.pot_fen
    figure = next(each for each in settled.figures if each.id == case.notes.pot)
    if figure.quantity.kind != "money":
        raise FindingError("C712", name=figure.id)
    return ROUNDING[case.notes.round](figure.quantity.value)


# ── beside what is expected ────────────────────────────────────────────────────────────────────────


def compare(
    expected: Expected, figures: Mapping[str, Figures], order: tuple[str, ...]
) -> tuple[list[Difference], list[Problem]]:
    """Return the values that differ, and what cannot be compared (C707, C708, C715, C716, M1xx, M2xx).

    Values of rows are expected in the order in which the rows were written; a single one in every row.
    """
    name = _known(expected.name, figures)
    if name is None:
        return [], [problem(expected.place, "C707", name=expected.name, known=", ".join(figures))]
    found = figures[name]
    rows, misnamed = _rows(expected, found, order)
    if misnamed:
        return [], misnamed
    values = _values(found, rows)
    shown = rows if len(values) > 1 or expected.ids else ("",)
    times = len(values) if expected.alone else 1
    pairs = zip(expected.values * times, expected.places * times, values, shown, strict=True)
    return _differences(expected, found.kind, pairs)


def _values(found: Figures, rows: tuple[str, ...]) -> tuple[Fraction | str, ...]:
    by_row = dict(zip(found.ids, found.values, strict=True)) if found.ids else {}
    return tuple(by_row[row] for row in rows) if found.ids else found.values


def _known(name: str, figures: Mapping[str, Figures]) -> str | None:
    """Return the figure meant by a name as written, or by its words in their canonical form."""
    canonical = ".".join(canonical_key(part) for part in name.split("."))
    return next((each for each in (name, canonical) if each in figures), None)


def _rows(
    expected: Expected, found: Figures, order: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return whose values are expected, or why they cannot be told apart."""
    if expected.ids:
        unknown = [each for each in expected.ids if each not in found.ids]
        known = ", ".join(found.ids) or "—"
        return expected.ids, [problem(expected.place, "C716", id=each, known=known) for each in unknown]
    if len(expected.values) != len(found.values) and not (expected.alone and found.ids):
        number, due = len(found.values), len(expected.values)
        return (), [problem(expected.place, "C715", name=expected.name, found=number, written=due)]
    return (order if found.ids else tuple(str(each + 1) for each in range(len(found.values)))), []


def _differences(
    expected: Expected, kind: str, pairs: Iterable[tuple[Quantity, Place, Fraction | str, str]]
) -> tuple[list[Difference], list[Problem]]:
    differences: list[Difference] = []
    problems: list[Problem] = []
    for wanted, place, found, row in pairs:
        try:
            due, seen = _alike(expected, kind, wanted, found)
        except FindingError as error:
            problems.append(error.at(place))
            continue
        if due != seen:
            differences.append(Difference(expected.name, row, kind, due, seen, place))
    return differences, problems


def _alike(
    expected: Expected, kind: str, wanted: Quantity, found: Fraction | str
) -> tuple[Fraction | str, Fraction | str]:
    """Return the value expected and the one found, in the same unit and at the same precision."""
    if isinstance(found, str):
        return wanted.text, found
    due = _due(expected, kind, wanted)
    if expected.as_printed is not None:
        quantum = quantum_of(wanted)
        return due, ROUNDING[PRINTED[expected.as_printed]](found / quantum) * quantum
    return due, Fraction(ROUNDING[expected.rounding](found)) if kind == "money" else found


def shown(kind: str, value: Fraction | str) -> str:
    """Return a value as it is written in its kind.

    >>> shown("money", Fraction(61728395)), shown("share", Fraction(1, 8)), shown("yes_no", Fraction(1))
    ('617,283.95元', '12.5%', 'yes')
    """
    if isinstance(value, str):
        return value
    return _SHOWN.get(kind, plain)(value)


_SHOWN: Mapping[str, Callable[[Fraction], str]] = MappingProxyType(
    {
        "money": lambda fen: grouped(plain(fen / FEN_OF_UNIT["元"])) + "元",
        "share": lambda share: plain(share * 100) + "%",
        "ratio": lambda ratio: plain(ratio * 100) + "%",
        "points": lambda points: plain(points * 100) + "pp",
        "multiple": lambda multiple: plain(multiple) + "x",
        "yes_no": lambda flag: "yes" if flag else "no",
    }
)


def _due(expected: Expected, kind: str, wanted: Quantity) -> Fraction:
    if kind == "money":
        return wanted.as_money()
    if wanted.kind not in _WRITTEN.get(kind, (kind,)):
        told = word(_NAMES.get(kind, kind))
        raise FindingError("C708", text=wanted.text, name=expected.name, kind=told)
    return wanted.value


_PURE = ("share", "points", "multiple", "bare")
_WRITTEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("share", "ratio", "multiple", "number", "points"), _PURE),
        "count": ("bare",),
        "days": ("bare", "days"),
    }
)
_NAMES: Mapping[str, str] = MappingProxyType(
    {"share": "rate", "ratio": "rate", "points": "points_difference"}
)
