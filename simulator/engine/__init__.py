"""Scenario → result, pure: draw, entitle, formulate, solve, share out, audit, explain."""

from simulator.engine.explain import Explanation, Line, explain, said
from simulator.engine.run import NODE_LIMIT, lp_model, run

__all__ = ["NODE_LIMIT", "Explanation", "Line", "explain", "lp_model", "run", "said"]
