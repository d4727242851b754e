"""Scenario → result, pure: draw, entitle, formulate, solve, share out, audit, explain."""

from simulator.engine.decided import decision_warnings
from simulator.engine.explain import Explanation, Line, explain, said
from simulator.engine.planning import NODE_LIMIT, Effort
from simulator.engine.retrace import strangers
from simulator.engine.run import claims, lp_model, mps_model, run

__all__ = [
    "NODE_LIMIT",
    "Effort",
    "Explanation",
    "Line",
    "claims",
    "decision_warnings",
    "explain",
    "lp_model",
    "mps_model",
    "run",
    "said",
    "strangers",
]
