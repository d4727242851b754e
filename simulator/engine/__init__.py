"""Scenario → result, pure: draw, entitle, formulate, solve, share out, audit, explain."""

from simulator.engine.explain import Explanation, Line, explain, said
from simulator.engine.run import NODE_LIMIT, claims, lp_model, run

__all__ = ["NODE_LIMIT", "Explanation", "Line", "claims", "explain", "lp_model", "run", "said"]
