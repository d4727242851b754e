"""Budget and fund-allocation simulator: exact to the fen, proved, explained, reproducible."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.api import (
        Budget,
        InfeasibleError,
        Plan,
        ScenarioError,
        by_year,
        cases,
        load,
        read,
        report,
    )

__version__ = "0.1.0"
__all__ = ["Budget", "InfeasibleError", "Plan", "ScenarioError", "by_year", "cases", "load", "read", "report"]


def __getattr__(name: str) -> Any:
    """Return a verb of the api, imported only now: `simulator --help` needs none of numpy or pandas."""
    if name not in __all__:
        raise AttributeError(f"module 'simulator' has no attribute {name!r}")
    from simulator import api  # noqa: PLC0415

    return getattr(api, name)
