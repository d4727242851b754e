"""An infeasible budget in the user's own words: the few clauses that clash, each at its place, with sums."""

from simulator.engine.formulate import Formulation
from simulator.glossary import Word
from simulator.model.document import MappingNode, Node
from simulator.model.scenario import Scenario
from simulator.money import exact_money
from simulator.optimise import Infeasible, Payouts, build_certificate
from simulator.problems import NOWHERE, InfeasibleError, Place, Problem, problem


def infeasible_error(
    scenario: Scenario, formulation: Formulation, answer: Infeasible, digest: str
) -> InfeasibleError:
    """Return the error that names the clashing clauses, with the proof that they clash."""
    certificate = build_certificate(formulation.problem, answer, Payouts(), "", digest)
    clauses = [_clause(scenario, formulation, each.name, each.place) for each in answer.conflict]
    repairs = [
        problem(
            place_of(scenario, each.place),
            "R603",
            clause=each.place,
            amount=_amount(formulation, each.name, each.amount),
        )
        for each in answer.repairs
    ]
    summary = problem(NOWHERE, "R601", count=len(clauses))
    return InfeasibleError((summary, *clauses, *repairs), certificate)


def place_of(scenario: Scenario, path: str) -> Place:
    """Return the place of the deepest part of a path that is written in the scenario's document."""
    node: Node | None = scenario.document.root if scenario.document else None
    place = node.place if node else NOWHERE
    for key in path.split("."):
        node = node.get(key) if isinstance(node, MappingNode) else None
        if node is None:
            break
        place = node.place
    return place


def _clause(scenario: Scenario, formulation: Formulation, name: str, path: str) -> Problem:
    index = formulation.problem.row_names.index(name)
    lower, upper = formulation.problem.row_lower[index], formulation.problem.row_upper[index]
    bound, side = (lower, _AT_LEAST) if lower is not None else (upper, _AT_MOST)
    return problem(
        place_of(scenario, path),
        "R602",
        clause=path,
        side=side,
        amount=_amount(formulation, name, abs(bound or 0)),
    )


def _amount(formulation: Formulation, name: str, amount: int) -> str:
    # envelopes, appropriations and claims are in fen; a limit's row may be a ratio's difference
    return exact_money(amount) if not name.startswith("constraints.") else str(amount)


_AT_LEAST = Word("至少", "at least")
_AT_MOST = Word("至多", "at most")
