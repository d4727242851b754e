"""Whatever is done to a scenario, it is refused with a place, or it runs and can be told: never our fault."""

import io
import json
from pathlib import Path

import pytest

from simulator import api
from simulator.cli.screen import run_screen
from simulator.files.results import summary
from simulator.problems import InfeasibleError, Problem, ScenarioError, SolverFailedError, errors_of
from tests.laws.mutations import SCENARIOS, mutants, text_of, tree_of

FILES = sorted(SCENARIOS.glob("*.yaml"))
QUICK = (
    "jiading_2014",
    "shenzhen_2014_earlier_batch",
    "guangzhou_funds",
    "longgang_2014_pace",
    "longgang_2021",
)
TOLD, MUTANTS = 4, 40


def placed(problems: tuple[Problem, ...]) -> bool:
    """Return whether every problem says which file it is in, and can be told in both languages."""
    return all(each.place.file and each.tell("zh") and each.tell("en") for each in problems)


def ending_of(file: Path) -> str:
    """Return how a scenario ends on the main path: refused, ran, or infeasible. Anything else raises."""
    problems = api.check(file)
    assert placed(problems)
    if errors_of(problems):
        return "refused"
    try:
        told(api.load(file))
    except ScenarioError as error:
        found = error.problems
    except (InfeasibleError, SolverFailedError):
        return "no plan"
    else:
        return "ran"
    assert placed(found)
    return "refused in the run"


def told(budget: api.Budget) -> None:
    """Run a budget, all its years where it has several, and tell it every way that costs little."""
    plans = [budget.run()] if budget.scenario.horizon is None else [each.plan for each in budget.run_years()]
    for plan in plans:
        for language in ("zh", "en"):
            run_screen(plan.result, "a.yaml", language, io.StringIO())
        json.dumps(summary(plan.result))
        for path, _ in plan.result.accounts.figures[:: max(1, len(plan.result.accounts.figures) // TOLD)]:
            plan.explain(path).tell("zh")


def endings(name: str, folder: Path, count: int, seed: int) -> dict[str, int]:
    """Return how many mutants of a scenario end how."""
    for each in FILES:
        (folder / each.name).write_bytes(each.read_bytes())
    (folder / "data").symlink_to(SCENARIOS / "data")
    found: dict[str, int] = {}
    for done, text in mutants(tree_of(SCENARIOS / f"{name}.yaml"), f"{name} {seed}", count):
        (folder / "mutant.yaml").write_text(text, encoding="utf-8")
        try:
            ending = ending_of(folder / "mutant.yaml")
        except Exception as error:
            raise AssertionError(f"{name}: {done}: {type(error).__name__} {error}") from error
        found[ending] = found.get(ending, 0) + 1
    return found


@pytest.mark.parametrize("name", QUICK)
def test_a_scenario_with_one_thing_changed_is_refused_with_a_place_or_told(name, tmp_path):
    found = endings(name, tmp_path, MUTANTS, 1)
    assert sum(found.values()) == MUTANTS
    assert "refused nowhere" not in found
    assert len(found) > 1


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", [each.stem for each in FILES])
def test_every_scenario_with_one_thing_changed_is_refused_with_a_place_or_told(name, seed, tmp_path):
    found = endings(name, tmp_path, 60, seed)
    assert sum(found.values()) == 60
    assert "refused nowhere" not in found


@pytest.mark.parametrize("name", ["shenzhen_2014", "longgang_2014_tables", "guangzhou_funds"])
def test_a_scenario_written_anew_says_what_it_said(name, tmp_path):
    (tmp_path / "data").symlink_to(SCENARIOS / "data")
    (tmp_path / "a.yaml").write_text(text_of(tree_of(SCENARIOS / f"{name}.yaml")), encoding="utf-8")
    base, again = (api.load(each).run() for each in (SCENARIOS / f"{name}.yaml", tmp_path / "a.yaml"))
    assert again.result.digest == base.result.digest
    assert [each.code for each in api.check(tmp_path / "a.yaml")] == [
        each.code for each in api.check(SCENARIOS / f"{name}.yaml")
    ]
