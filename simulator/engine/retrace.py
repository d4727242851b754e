"""What a certificate is about, worked out once more from the scenario: all but the plan and its proof."""

from collections.abc import Mapping
from typing import Any

from simulator.engine.digest import scenario_digest
from simulator.engine.entitle import entitle
from simulator.engine.payouts import payouts
from simulator.engine.planning import laid_out
from simulator.engine.pots import ProgrammePot
from simulator.engine.prepare import prepared
from simulator.model.awards import defended
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.money import Fen
from simulator.optimise import content_digest, payouts_content

Entitled = Mapping[tuple[str, str], Fen]
"""What awards.csv says each applicant of each programme is entitled to, both named as it writes them."""


def strangers(
    scenario: Scenario,
    tables: Mapping[str, Table],
    certificate: Mapping[str, Any],
    entitled: Entitled | None,
    *,
    seed: int = 0,
) -> tuple[str, ...]:
    """Return the parts of a certificate that are not what the scenario comes to; nothing is solved.

    The parts, in this order: "scenario" (its digest, with data and seed), "problem" (columns, rows, goals,
    ties), "payouts" (how the plan becomes money) and "entitlements". `entitled` is None for an infeasible
    budget, which pays nobody: then only the first two are looked at. Raises as `run` does.
    """
    scenario, applicants = prepared(scenario, tables, seed)
    laid = laid_out(scenario, entitle(applicants, scenario))
    pairs: dict[str, tuple[object, object]] = {
        "scenario": (certificate["scenario_digest"], scenario_digest(scenario, applicants, seed)),
        "problem": (certificate["problem_digest"], laid.formulation.problem.digest()),
    }
    if entitled is not None:
        ties = payouts_content(payouts(laid.formulation, laid.pots))
        pairs["payouts"] = content_digest(certificate["payouts"]), content_digest(ties)
        pairs["entitlements"] = dict(entitled), _entitled(laid.pots)
    return tuple(name for name, (told, found) in pairs.items() if told != found)


def _entitled(potted: tuple[ProgrammePot, ...]) -> dict[tuple[str, str], Fen]:
    return {
        (defended(each.programme.id), defended(name)): due
        for each in potted
        for name, due in zip(each.pot.ids, each.claims.tolist(), strict=True)
    }
