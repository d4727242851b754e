"""The published figures that docs/published.yaml lists: what each is, and where a scenario holds it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import yaml

from simulator.engine.figures import figure_of
from simulator.language.paths import find
from simulator.language.scalars import quantity
from simulator.model.document import ListNode, Node, Scalar
from simulator.model.kinds import Quantity
from simulator.model.result import ExpectationOutcome, Result
from simulator.model.targets import Target

DERIVED = "由公布数推算"
"""What stands for the document of a figure that none prints and that follows from printed ones."""

LINES = ("sources", "spending")
CARRIED = ("opening", "carries")


@dataclass(frozen=True, slots=True)
class Published:
    """One figure of a document, or one that follows from such: exactly one way in which it is held.

    `result` is the path of a figure of a run of `scenario`, `written` a path of that scenario itself (a bound
    that no run comes to); `left_out` says why no scenario holds it. `of` tells how a derived one is reckoned.
    """

    system: str
    document: str
    figure: str
    scenario: str = ""
    quote: str = ""
    of: str = ""
    result: str = ""
    written: str = ""
    left_out: str = ""

    @property
    def is_derived(self) -> bool:
        """Return whether no document prints it."""
        return self.document == DERIVED

    @property
    def is_held(self) -> bool:
        """Return whether a scenario holds it."""
        return not self.left_out


def published(text: str) -> tuple[Published, ...]:
    """Return the rows of a list of published figures, in its order; raises TypeError for a key unknown."""
    return tuple(_row(each) for each in yaml.safe_load(text))


def _row(each: dict[str, Any]) -> Published:
    words = {("of" if key == "from" else key): str(value) for key, value in each.items()}
    return Published(**words)


# ── where it is held ───────────────────────────────────────────────────────────────────────────────


def outcomes_of(row: Published, result: Result) -> Iterator[ExpectationOutcome]:
    """Yield the published figures of a run that hold a row: those of its result and its document."""
    for each in result.expectations:
        said = each.expectation
        if said.result == row.result and said.document == row.document:
            yield each


def written_of(row: Published, result: Result) -> tuple[Quantity, ...]:
    """Return what stands in a scenario at the path of a row; several for the ends of an interval."""
    if result.scenario.document is None:
        raise TypeError(f"{row.scenario} was not read from a file")
    return tuple(_quantities(find(result.scenario.document.root, row.written)))


def _quantities(node: Node) -> Iterator[Quantity]:
    if isinstance(node, Scalar):
        yield quantity(node.text, node.unit)
    for each in node.items if isinstance(node, ListNode) else ():
        yield from _quantities(each)


def holds(row: Published, result: Result) -> bool:
    """Return whether a run of its scenario holds a row: its figure stands there, and the run comes to it."""
    found = tuple(outcomes_of(row, result))
    if row.result and not (found and all(each.met for each in found)):
        return False
    said = (bound for each in found for bound in bounds_of(each)) if row.result else written_of(row, result)
    return quantity(row.figure).value in {value for each in said for value in readings(each)}


def bounds_of(outcome: ExpectationOutcome) -> tuple[Quantity, ...]:
    """Return the published figure of an expectation, or both ends where it has two."""
    found = (getattr(outcome.expectation, name) for name in ("is_", "at_least", "at_most"))
    return tuple(bound for bound in found if bound is not None)


def readings(found: Quantity) -> set[Fraction]:
    """Return what a figure may say, money in fen: a bare number may be an amount in its file's unit."""
    value = Fraction(found.value)
    return {value, value * found.unit_fen} if found.kind == "bare" and found.unit_fen else {value}


def is_entered(path: str, result: Result) -> bool:
    """Return whether a figure of a run is what its file says, so that the run adds nothing to it.

    So are a figure written with `is`, a source, a class, what a fund opens with and stands behind, and what a
    target needs where that is its bound.
    """
    section, _, rest = path.partition(".")
    name, _, what = rest.rpartition(".")
    if section == "figures":
        return any(each.is_ is not None for each in result.scenario.figures if each.id == name)
    if section == "targets":
        return what == "needed" and any(
            _as_bound(each) for each in result.scenario.targets if each.id == name
        )
    return (section in LINES and name != "total") or (section == "funds" and what in CARRIED)


def _as_bound(target: Target) -> bool:
    return target.baseline is None and target.more_than is None


def value_of(path: str, result: Result) -> Any:
    """Return the exact value of a figure of a run, None where it has none; raises FindingError R640."""
    return figure_of(path, result.scenario, result.allocation, result.limits, result.accounts)
