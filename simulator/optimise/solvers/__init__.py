"""The solvers a plan may be guessed by; each is an adapter module loaded only when it is asked for."""

import importlib
from collections.abc import Callable
from typing import cast

from simulator.optimise.solvers.answer import Backend

FIXED = {
    "highs": "simulator.optimise.solvers.highs",
    "scipy": "simulator.optimise.solvers.scipy_milp",
}
"""Solvers with an adapter of their own, by name: the module that holds `maximise`."""

PULP = "simulator.optimise.solvers.pulp_backend"
PULP_PREFIX = "pulp:"


def solver_names() -> tuple[str, ...]:
    """Return every solver name that works on this machine: ours first, then what PuLP can drive."""
    available = cast("Callable[[], tuple[str, ...]]", importlib.import_module(PULP).available)
    return (*FIXED, *(PULP_PREFIX + name for name in available()))


def backend(name: str) -> Backend:
    """Return the adapter registered under a name.

    Raises ValueError listing the names that exist.
    """
    require(name)
    if name in FIXED:
        return cast("Backend", importlib.import_module(FIXED[name]).maximise)
    maker = cast("Callable[[str], Backend]", importlib.import_module(PULP).driving)
    return maker(name.removeprefix(PULP_PREFIX))


def require(name: str) -> None:
    """Raise ValueError listing the names that exist, unless there is a solver of this name."""
    if name not in FIXED and name not in solver_names():
        raise ValueError(f"there is no solver {name!r}; these exist: {', '.join(solver_names())}")
