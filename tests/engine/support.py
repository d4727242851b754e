"""The fast side of a comparison: a generated case through the language, the tables and the engine."""

import importlib.util
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from simulator.engine.run import run
from simulator.files.tables import parse_table
from simulator.language import parse
from simulator.model.result import Result
from simulator.model.scenario import Scenario
from simulator.model.table import Table
from simulator.problems import InfeasibleError, ScenarioError, errors_of
from tests.reference.engine import Answer, solve
from tests.reference.generator import MAIN, Case, case

CHECKER = Path(__file__).parents[2] / "simulator" / "checker.py"


@dataclass(frozen=True)
class Outcome:
    """What a run came to: plan, infeasible or refused, with its result or its certificate."""

    word: str
    result: Result | None = None
    certificate: Mapping[str, object] | None = None


def scenario_of(drawn: Case, unit: str = "分", shuffle: Random | None = None) -> Scenario:
    """Return the scenario of a case, read from its YAML; a generated case has no fault."""
    scenario, problems = parse(drawn.yaml(unit, shuffle), MAIN)
    faults = [each.tell("en") for each in errors_of(problems)]
    assert scenario is not None, "\n".join(faults)
    assert not faults, "\n".join(faults)
    return scenario


def tables_of(scenario: Scenario, drawn: Case) -> dict[str, Table]:
    """Return the tables of a case, read from its CSV."""
    tables = {}
    for population in scenario.populations:
        table, problems = parse_table(population, drawn.csv(population.id), f"{population.id}.csv")
        assert table is not None, "\n".join(each.tell("en") for each in errors_of(problems))
        tables[population.id] = table
    return tables


def outcome(drawn: Case, solver: str = "highs", unit: str = "分", shuffle: Random | None = None) -> Outcome:
    """Return what the engine makes of a case."""
    scenario = scenario_of(drawn, unit, shuffle)
    try:
        return Outcome("plan", run(scenario, tables_of(scenario, drawn), solver=solver))
    except InfeasibleError as error:
        return Outcome("infeasible", certificate=error.certificate)
    except ScenarioError:
        return Outcome("refused")


def paying_cases(start: int, count: int) -> Iterator[tuple[Case, Result]]:
    """Yield cases with a plan that pays somebody, and its result, from a seed upwards."""
    found = 0
    for seed in itertools.count(start):
        drawn = case(Random(seed))
        result = outcome(drawn).result
        if result is not None and any(each.award_fen for each in result.allocation.programmes):
            yield drawn, result
            found += 1
        if found == count:
            return


def awards_of(result: Result) -> dict[str, dict[str, int]]:
    """Return the fen of every applicant by programme."""
    return {
        each.programme: dict(zip(each.ids, each.award.tolist(), strict=True))
        for each in result.allocation.programmes
    }


def told(found: Outcome) -> Answer:
    """Return the outcome in the reference's own words."""
    if found.result is None:
        return Answer(found.word, {}, {})
    programmes = found.result.allocation.programmes
    return Answer(
        word=found.word,
        awards=awards_of(found.result),
        claims={
            each.programme: dict(zip(each.ids, each.entitlement.tolist(), strict=True)) for each in programmes
        },
        goals=tuple(goal.value for goal in found.result.goals),
        counted={each.programme: each.counted for each in programmes},
        points={each.programme: each.points for each in programmes},
    )


def assert_agreement(drawn: Case) -> None:
    """Raise AssertionError unless the engine and the reference tell the same story, fen by fen."""
    slow, fast = solve(drawn.scenario, drawn.applicants), told(outcome(drawn))
    assert fast.word == slow.word
    if slow.word != "plan":
        return
    assert fast.claims == slow.claims
    assert fast.goals == slow.goals
    assert fast.awards == slow.awards
    assert fast.points == slow.points
    assert fast.counted == slow.counted


def checker() -> ModuleType:
    """Return the independent checker of certificates, loaded from its own file."""
    spec = importlib.util.spec_from_file_location("independent_checker", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words_in(node: Any) -> list[str]:
    """Return every key and every bare word of a tree."""
    if isinstance(node, dict):
        return [word for key, value in node.items() for word in (key, *words_in(value))]
    return [word for each in node for word in words_in(each)] if isinstance(node, list) else [str(node)]
