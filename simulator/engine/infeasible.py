"""An infeasible budget in the user's own words: the few clauses that clash, each at its place, with sums."""

from fractions import Fraction

from simulator.engine.formulate import Formulation
from simulator.glossary import Word
from simulator.model.document import MappingNode, Node
from simulator.model.kinds import Quantity, written_name
from simulator.model.limits import Constraint
from simulator.model.scenario import Scenario
from simulator.money import exact_money, plain, up
from simulator.optimise import Clause, Infeasible, Payouts, Repair, build_certificate
from simulator.problems import NOWHERE, InfeasibleError, Place, Problem, problem


def infeasible_error(
    scenario: Scenario, formulation: Formulation, answer: Infeasible, digest: str
) -> InfeasibleError:
    """Return the error that names the clashing clauses, with the proof that they clash."""
    certificate = build_certificate(formulation.problem, answer, Payouts(), "", digest)
    clauses = [_clause(scenario, formulation, each) for each in answer.conflict]
    repairs = [_repair(scenario, formulation, each) for each in answer.repairs]
    summary = problem(NOWHERE, "R601", count=len(clauses))
    return InfeasibleError((summary, *clauses, *repairs), certificate)


def place_of(scenario: Scenario, path: str) -> Place:
    """Return the place of the deepest part of a path that is written in the scenario's document.

    A limit stands where its bound is written, since that is what an overlay or a setting changes.
    """
    node: Node | None = scenario.document.root if scenario.document else None
    place = node.place if node else NOWHERE
    for key in path.split("."):
        node = node.get(key) if isinstance(node, MappingNode) else None
        if node is None:
            return place
        place = node.place
    bound = _bound(node) if path.startswith("constraints.") else None
    return place if bound is None else bound.place


def _bound(limit: Node | None) -> Node | None:
    names = (written_name(name) for name in Constraint.BOUNDS)
    found = (limit.get(name) for name in names) if isinstance(limit, MappingNode) else ()
    return next((each for each in found if each is not None), None)


def _clause(scenario: Scenario, formulation: Formulation, clause: Clause) -> Problem:
    index = formulation.problem.row_names.index(clause.name)
    lower, upper = formulation.problem.row_lower[index], formulation.problem.row_upper[index]
    bound, side = (lower, _AT_LEAST) if lower is not None else (upper, _AT_MOST)
    written = _written(scenario, formulation, clause, side)
    amount = written or _amount(formulation, clause.name, abs(bound or 0))
    return problem(place_of(scenario, clause.place), "R602", side=side, clause=_named(clause), amount=amount)


def _written(scenario: Scenario, formulation: Formulation, clause: Clause, side: Word) -> str:
    """Return a limit's bound as it is written; "" for what is no limit.

    The plan's own row holds what is left of the bound once all that is settled beforehand is taken off.
    """
    limit = next((each for each in scenario.constraints if clause.place == f"constraints.{each.id}"), None)
    given = limit.bounds_given() if limit is not None else ()
    if limit is None or not given or given[0] == "about":
        return ""
    bounds: Quantity | tuple[Quantity, ...] = getattr(limit, given[0])
    bound = bounds[side is _AT_MOST] if isinstance(bounds, tuple) else bounds
    kind, _ = formulation.units.get(clause.name, ("money", 1))
    money = kind == "money" and limit.bottom is None
    return exact_money(int(bound.as_money())) if money else bound.text


def _repair(scenario: Scenario, formulation: Formulation, repair: Repair) -> Problem:
    amount = _amount(formulation, repair.name, repair.amount)
    return problem(place_of(scenario, repair.place), "R603", clause=_named(repair), amount=amount)


def _named(clause: Clause | Repair) -> str:
    # a limit repeated by group says which group: its row's name without the sign and number at its end
    group = clause.name.removeprefix(clause.place).rpartition("]")[0]
    return f"{clause.place}{group}]" if group.startswith("[") else clause.place


def _amount(formulation: Formulation, name: str, amount: int) -> str:
    kind, units = formulation.units.get(name, ("money", 1))
    exact = Fraction(amount, units)
    return exact_money(up(exact)) if kind == "money" else plain(exact)


_AT_LEAST = Word("至少", "at least")
_AT_MOST = Word("至多", "at most")
