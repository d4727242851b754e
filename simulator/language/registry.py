"""The words that may be written where a choice is due: award steps, methods, measures, goals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.constraints import MEASURES
from simulator.methods import METHODS
from simulator.model.goals import AIMS, GOALS, Goal
from simulator.model.method import Method
from simulator.model.step import Step
from simulator.rules import RULES


@dataclass(frozen=True, slots=True)
class Registries:
    """What is registered, by the word it is written with."""

    rules: Mapping[str, type[Step]]
    methods: Mapping[str, type[Method]]
    measures: tuple[str, ...]
    goals: Mapping[str, type[Goal]]
    aims: Mapping[str, type[Any]] = field(default_factory=lambda: AIMS)


REGISTRIES = Registries(RULES, METHODS, tuple(MEASURES), GOALS)
