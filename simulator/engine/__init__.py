"""Scenario → result, pure: draw, entitle, formulate, solve, share out, audit, explain."""

from simulator.engine.explain import Explanation, Line, explain, said
from simulator.engine.run import lp_model, run

__all__ = ["Explanation", "Line", "explain", "lp_model", "run", "said"]
