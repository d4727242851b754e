"""The certificate: all that an independent checker needs, as plain JSON values tied together by digests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.optimise.exact import Prices
from simulator.optimise.folded import folded
from simulator.optimise.problem import (
    LinearForm,
    Problem,
    collect,
    content_digest,
    forms_content,
    whole_array,
)
from simulator.optimise.solution import Infeasible, Solution
from simulator.optimise.tree import Branch, Cut, Fix, Frontier, Node, Tree

FORMAT = 3


@dataclass(frozen=True, slots=True)
class Payouts:
    """How the plan's columns become money paid, so that a checker can tie the awards to the proof.

    `totals`: programme to the form that must equal the sum of its awards. `awards`: "programme/applicant" to
    the form that must equal that award. `pro_rata`: programme to the pot that is shared out in proportion to
    entitlement, each award rounded down or up and the sum exact. `levels`: programme to the pot that fills
    all alike until one after another is full: no award is over a fen above that of one not full. Names are
    those awards.csv writes; a line with a form of its own in `awards` is no part of a pot.
    """

    totals: Mapping[str, LinearForm] = field(default_factory=dict)
    awards: Mapping[str, LinearForm] = field(default_factory=dict)
    pro_rata: Mapping[str, LinearForm] = field(default_factory=dict)
    levels: Mapping[str, LinearForm] = field(default_factory=dict)


def build_certificate(
    problem: Problem,
    answer: Solution | Infeasible,
    payouts: Payouts,
    awards_sha256: str,
    scenario_digest: str,
) -> dict[str, Any]:
    """Return the certificate of a solution or of infeasibility as JSON-able values.

    `awards_sha256` is the sha256 of the bytes of awards.csv ("" when there is none) and `scenario_digest`
    names the scenario. `digest` seals all the other keys, see `sealed`; lists of numbers are written as runs.
    """
    problem_content = problem.content()
    content = {
        "format": FORMAT,
        "scenario_digest": scenario_digest,
        "problem": problem_content,
        "problem_digest": content_digest(problem_content),
        "status": answer.status.value,
        "awards_sha256": awards_sha256,
        "payouts": payouts_content(payouts),
        **_proof_content(answer),
    }
    return {**content, "digest": sealed(content)}


def sealed(content: Mapping[str, Any]) -> str:
    """Return the digest of a certificate: that of the digests of all its parts but `digest` itself.

    >>> sealed({"format": 2, "digest": ""}) == sealed({"format": 2})
    True
    """
    return content_digest({key: content_digest(part) for key, part in content.items() if key != "digest"})


def payouts_content(payouts: Payouts) -> dict[str, Any]:
    """Return the forms that tie the awards to the plan as plain JSON values, each group sorted by name."""
    groups = {
        "totals": payouts.totals,
        "awards": payouts.awards,
        "pro_rata": payouts.pro_rata,
        "levels": payouts.levels,
    }
    return {group: _named_forms(forms) for group, forms in groups.items()}


def _named_forms(forms: Mapping[str, LinearForm]) -> dict[str, Any]:
    names = sorted(forms)
    return {"names": names, **forms_content([_plain(forms[name]) for name in names])}


def _plain(form: LinearForm) -> LinearForm:
    return form if len(form.columns) < 2 else collect(form.columns, form.coefficients, form.constant)


def _proof_content(answer: Solution | Infeasible) -> dict[str, Any]:
    if isinstance(answer, Infeasible):
        conflict = [{"name": clause.name, "place": clause.place} for clause in answer.conflict]
        return {"primal": None, "stages": [], "conflict": conflict, "tree": tree_content(answer.proof)}
    stages = [
        {"value": result.value, "bound": result.bound, "tree": tree_content(stage.tree)}
        for result, stage in zip(answer.goals, answer.stages, strict=True)
    ]
    return {"primal": folded(whole_array(answer.values)), "stages": stages, "conflict": [], "tree": []}


def tree_content(tree: Tree) -> list[dict[str, Any]]:
    """Return the nodes of a tree; `down`, `up` and `then` are later positions in the list.

    A flat list, not a nested one: a deep tree must not defeat a JSON reader.
    """
    return [_node_content(node) for node in tree]


def _node_content(node: Node) -> dict[str, Any]:
    if isinstance(node, Branch):
        return _branch_content(node)
    if isinstance(node, Fix):
        return {"fix": _pairs(node.prices), "over": node.prices.denominator, "then": node.then}
    if isinstance(node, Cut):
        cut = {"cut": _pairs(node.prices), "over": node.prices.denominator}
        return {**cut, "top": list(node.top), "then": node.then}
    if isinstance(node, Frontier):
        return {"frontier": _pairs(node.prices), "over": node.prices.denominator}
    return {"ray" if node.ray else "duals": _pairs(node.prices), "over": node.prices.denominator}


def _branch_content(branch: Branch) -> dict[str, Any]:
    return {"branch": branch.column, "at": branch.at, "down": branch.down, "up": branch.up}


def _pairs(given: Prices) -> list[list[int]]:
    return [list(pair) for pair in zip(given.rows, given.numerators, strict=True)]
