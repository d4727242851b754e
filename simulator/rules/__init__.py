"""What an applicant is entitled to: award steps, one file a family, registered here by their word."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.model.step import Step
from simulator.rules.adjust import Cap, Floor, Round, Uplift
from simulator.rules.amounts import Fixed, PerUnit, Share
from simulator.rules.brackets import Brackets
from simulator.rules.combine import Highest, Lowest, Sum

STEPS: tuple[type[Step], ...] = (
    Share,
    Fixed,
    PerUnit,
    Brackets,
    Sum,
    Highest,
    Lowest,
    Uplift,
    Cap,
    Floor,
    Round,
)
RULES: Mapping[str, type[Step]] = MappingProxyType({step.word: step for step in STEPS})

__all__ = ["RULES"]
