"""What every command on a scenario is asked with, gathered into one value."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from simulator.cli.options import (
    Command,
    json_option,
    language_option,
    outdated_option,
    seed_option,
    settings_option,
    spoken,
)
from simulator.glossary import Language

if TYPE_CHECKING:
    from simulator.api import Budget, Plan
    from simulator.model.horizon import YearTold

Settings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a scenario is to be read and answered: values set, the seed, JSON or words, the language."""

    settings: Settings
    allow_outdated: bool
    seed: int
    as_json: bool
    language: Language

    def load(self, scenario: str) -> "Budget":
        """Return the budget as it was asked for; raises ScenarioError carrying every problem."""
        from simulator import api

        return api.load(scenario, self.settings, allow_outdated=self.allow_outdated)

    def run_beside(self, scenario: str, base: str | None) -> tuple["Plan", "Plan | None"]:
        """Return the plan as it was asked for, and that of its base, the one named or the one it extends."""
        from simulator import api

        return api.run_beside(
            scenario, base, self.settings, seed=self.seed, allow_outdated=self.allow_outdated
        )

    def years_told(self, scenario: str) -> "tuple[YearTold, ...]":
        """Return what a report tells of each year up to the scenario's horizon; () where it has none."""
        from simulator import api

        return api.years_told(scenario, self.settings, seed=self.seed, allow_outdated=self.allow_outdated)

    def again(self, scenario: str) -> str:
        """Return the words that ask for the same plan, to be put behind the name of a command."""
        # what is explained next must be this plan, with everything that was set for it
        set_for_it = [f"--set '{path}={value}'" for path, value in self.settings]
        return " ".join([scenario, *set_for_it, *(["--allow-outdated"] if self.allow_outdated else [])])


def gathered(command: Callable[..., int]) -> Callable[..., int]:
    """Hand a command the words that all commands share as one value, its first; the others by name."""

    @wraps(command)
    def with_asked(
        *,
        settings: Settings = (),
        allow_outdated: bool = False,
        seed: int = 0,
        as_json: bool = False,
        language: str | None = None,
        **own: Any,
    ) -> int:
        return command(Asked(settings, allow_outdated, seed, as_json, spoken(language)), **own)

    return with_asked


def scenario_options(command: Command) -> Command:
    """Add what all that run a scenario know: `--set`, `--allow-outdated`, `--seed`, `--json`, `--lang`."""
    return settings_option(outdated_option(seed_option(json_option(language_option(command)))))
