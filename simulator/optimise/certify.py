"""The certificate: all that an independent checker needs, as plain JSON values tied together by digests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import gcd
from typing import Any

from simulator.optimise.exact import Prices
from simulator.optimise.problem import LinearForm, Problem, collect, content_digest, form_content
from simulator.optimise.search import Branch, Fix, Leaf, Tree
from simulator.optimise.solve import Infeasible, Solution

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Payouts:
    """How the plan's columns become money paid, so that a checker can tie the awards to the proof.

    `totals`: programme to the form that must equal the sum of its awards. `awards`: "programme/applicant" to
    the form that must equal that award. `pro_rata`: programme to the pot that is shared out in proportion to
    entitlement, each award rounded down or up and the sum exact.
    """

    totals: Mapping[str, LinearForm] = field(default_factory=dict)
    awards: Mapping[str, LinearForm] = field(default_factory=dict)
    pro_rata: Mapping[str, LinearForm] = field(default_factory=dict)


def build_certificate(
    problem: Problem,
    answer: Solution | Infeasible,
    payouts: Payouts,
    awards_sha256: str,
    scenario_digest: str,
) -> dict[str, Any]:
    """Return the certificate of a solution or of infeasibility as JSON-able values.

    `awards_sha256` is the sha256 of the bytes of awards.csv ("" when there is none) and `scenario_digest`
    names the scenario. The key `digest` is the sha256 of the canonical JSON of all the other keys.
    """
    content = {
        "format": FORMAT,
        "scenario_digest": scenario_digest,
        "problem": problem.content(),
        "problem_digest": problem.digest(),
        "status": answer.status.value,
        "awards_sha256": awards_sha256,
        "payouts": _payouts_content(payouts),
        **_proof_content(answer),
    }
    return {**content, "digest": content_digest(content)}


def _payouts_content(payouts: Payouts) -> dict[str, Any]:
    groups = {"totals": payouts.totals, "awards": payouts.awards, "pro_rata": payouts.pro_rata}
    return {
        group: {key: form_content(_plain(form)) for key, form in sorted(forms.items())}
        for group, forms in groups.items()
    }


def _plain(form: LinearForm) -> LinearForm:
    return collect(form.columns, form.coefficients, form.constant)


def _proof_content(answer: Solution | Infeasible) -> dict[str, Any]:
    if isinstance(answer, Infeasible):
        conflict = [{"name": clause.name, "place": clause.place} for clause in answer.conflict]
        return {"primal": None, "stages": [], "conflict": conflict, "tree": tree_content(answer.proof)}
    stages = [
        {
            "goal": index,
            "value": result.value,
            "bound": result.bound,
            "tolerance": result.tolerance,
            "tree": tree_content(stage.tree),
        }
        for index, (result, stage) in enumerate(zip(answer.goals, answer.stages, strict=True))
    ]
    return {"primal": list(answer.values), "stages": stages, "conflict": [], "tree": []}


def tree_content(tree: Tree) -> list[dict[str, Any]]:
    """Return the nodes of a tree; `down`, `up` and `then` are later positions in the list.

    A flat list, not a nested one: a deep tree must not defeat a JSON reader.
    """
    return [_node_content(node) for node in tree]


def _node_content(node: Branch | Leaf | Fix) -> dict[str, Any]:
    if isinstance(node, Branch):
        return _branch_content(node)
    if isinstance(node, Fix):
        return {"fix": _rationals(node.prices), "then": node.then}
    return {"ray" if node.ray else "duals": _rationals(node.prices)}


def _branch_content(branch: Branch) -> dict[str, Any]:
    return {"branch": branch.column, "at": branch.at, "down": branch.down, "up": branch.up}


def _rationals(given: Prices) -> list[list[int | str]]:
    pairs = zip(given.rows, given.numerators, strict=True)
    return [[row, _rational(numerator, given.denominator)] for row, numerator in pairs]


def _rational(numerator: int, denominator: int) -> str:
    shared = gcd(numerator, denominator)
    return f"{numerator // shared}/{denominator // shared}"
