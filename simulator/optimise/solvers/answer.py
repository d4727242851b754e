"""What every adapter gives back: a status word of ours and, where it has them, float values."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from simulator.optimise.float_model import FloatArray, FloatModel


class Claim(Enum):
    """What a solver says of its run; only a hint, our own proof decides."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A solver's claim and its values in model units; no values with a claim of infeasible or unknown."""

    claim: Claim
    values: FloatArray | None = None


class Backend(Protocol):
    """Maximises a float model, whole columns kept whole; stops by a count of nodes, never by the clock."""

    def __call__(self, model: FloatModel, node_limit: int) -> Answer:
        """Return what was found."""
        ...
