"""The department's tables from its lines, and the identities between them. Pure."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from simulator.engine.year.identities import identities, values_of
from simulator.engine.year.printing import quantum_of_print, with_print
from simulator.model.accounts import Measured
from simulator.model.disclosure import BudgetLine, Disclosure, DisclosureOutcome, Identity
from simulator.model.disclosure_entries import entries_of
from simulator.model.disclosure_forms import forms, table_of
from simulator.model.disclosure_rows import term
from simulator.model.result import Allocation
from simulator.model.scenario import Scenario
from simulator.money import Fen, exact_money
from simulator.problems import Place, Problem, ScenarioError, problem


def disclosure_of(scenario: Scenario, allocation: Allocation) -> DisclosureOutcome | None:
    """Return the tables, or None when the scenario discloses nothing.

    Raises ScenarioError naming every identity that does not hold (R711, R712 among published figures), and
    every line that would take less than nothing (R713).
    """
    written = scenario.disclosure
    if written is None:
        return None
    paid = line_amounts(scenario, written, allocation)
    quantum = quantum_of_print(written.printed_in, written.decimals)
    entries = with_print(entries_of(scenario, paid), quantum, written.tail)
    made = [(form, table_of(form, entries)) for form in forms(scenario, entries)]
    checked = identities(scenario, written, made, entries)
    faults = [_fault(each, written) for each in checked if not each.held]
    if faults:
        raise ScenarioError(faults)
    tables = tuple(table for _, table in made)
    return DisclosureOutcome(tables, entries, checked, written.printed_in, written.decimals)


def disclosure_figures(tables: DisclosureOutcome | None) -> Iterator[tuple[str, Measured]]:
    """Yield every figure of the tables by its path, in fen."""
    if tables is not None:
        for path, fen in values_of(tables.tables).items():
            yield path, Measured(Fraction(fen), "money")


# ── what a line comes to ───────────────────────────────────────────────────────────────────────────


def line_amounts(scenario: Scenario, written: Disclosure, allocation: Allocation) -> dict[str, Fen]:
    """Return what every line comes to: as written, as awarded, or what is left of its class.

    Raises ScenarioError (R713) when the other lines of a class are more than the class.
    """
    paid = {line.id: _amount(line, scenario, allocation) for line in written.lines if not line.rest}
    rests = [line for line in written.lines if line.rest]
    left = {line.id: _left(line, scenario, written, paid) for line in rests}
    short = [_overdrawn(line, left[line.id], scenario) for line in rests if left[line.id] < 0]
    if short:
        raise ScenarioError(short)
    return {**paid, **left}


def _amount(line: BudgetLine, scenario: Scenario, allocation: Allocation) -> Fen:
    if line.programme is None:
        return line.amount or 0
    # what makes good for contracts of an earlier year is spent on the same programme
    own = [each.id for each in scenario.programmes if line.programme in (each.id, each.contracts_of)]
    return sum(_drawn(name, line.source, allocation) for name in own)


def _drawn(programme: str, source: str, allocation: Allocation) -> Fen:
    """Return what a programme is awarded, or what of it one source pays where it draws on several."""
    draw = allocation.draw("programmes", programme)
    return allocation.of(programme).award_fen if draw is None else dict(draw.parts).get(source, 0)


def _left(line: BudgetLine, scenario: Scenario, written: Disclosure, paid: Mapping[str, Fen]) -> Fen:
    others = (paid[each.id] for each in written.lines if each.spending == line.spending and each.id in paid)
    return scenario.spending_class(line.spending).amount - sum(others)


def _overdrawn(line: BudgetLine, left: Fen, scenario: Scenario) -> Problem:
    amount = scenario.spending_class(line.spending).amount
    return problem(
        line.place,
        "R713",
        line=line.id,
        spending=line.spending,
        amount=exact_money(amount),
        lines=exact_money(amount - left),
        more=exact_money(-left),
    )


# ── what does not hold ─────────────────────────────────────────────────────────────────────────────


def _fault(each: Identity, written: Disclosure) -> Problem:
    place: Place = each.place if each.place.line else written.place
    code = "R712" if each.published else "R711"
    return problem(
        place,
        code,
        identity=each.name,
        name=term(f"identity.{each.name}"),
        where=each.where,
        left=_money(each.left),
        right=_money(each.right),
        more=_money(abs(each.left - each.right)),
        tolerance=_money(each.tolerance),
    )


def _money(fen: Fraction) -> str:
    return exact_money(int(fen)) if fen.denominator == 1 else f"{fen} 分"
