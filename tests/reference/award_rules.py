"""Rules between awards on one candidate plan, and measures that no sum over the pots gives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.reference.figures import number
from tests.reference.limits import Pot, chosen
from tests.reference.sharing import Way

Picks = Sequence[int]
Setting = Mapping[str, Any]


def points(scenario: Setting, pot: Pot, found: Way, picked: tuple[Setting, Any]) -> Fraction:
    """Return the points of the awards a selector picks."""
    own = scenario["programmes"][pot.programme].get("points", {})
    flags = chosen(picked[0], pot, picked[1])
    value = Fraction(0)
    for claim, flag, counted, share in zip(pot.claims, flags, found.counted, found.shares, strict=True):
        if flag:
            value += number(own.get("per_award", "0")) * counted
            units = own.get("per_unit", {}).items()
            value += sum((claim.row[column] * share * number(each) for column, each in units), Fraction(0))
    return value


@dataclass(frozen=True)
class Reached:
    """How many applicants have an award that counts; every plan is looked at whole."""

    whole: Any
    selector: Setting
    group: Any

    def of(self, picks: Picks) -> Fraction:
        """Return the number of different applicants."""
        found = [
            claim.applicant
            for pot, way in self.whole.plan(picks)
            if not pot.line
            for claim, flag, counted in zip(
                pot.claims, chosen(self.selector, pot, self.group), way.counted, strict=True
            )
            if flag and counted
        ]
        return Fraction(len(dict.fromkeys(found)))


@dataclass(frozen=True)
class Rule:
    """One award needs others, excludes others, or equals are treated alike."""

    whole: Any
    limit: str
    setting: Setting

    def allowed(self, picks: Picks) -> bool:
        """Return whether a plan keeps the rule; it has one voice, since these pots are known to the fen."""
        return self.missed(picks) == 0

    def holds(self, picks: Picks) -> bool:
        """Return the same."""
        return self.allowed(picks)

    def missed(self, picks: Picks) -> int:
        """Return how many awards are against it, or by how many fen equals differ too much."""
        plan = self.whole.plan(picks)
        if "equal" in self.setting:
            return sum(self._unequal(awards) for pot, way in plan for awards in self._alike(pot, way))
        return sum(self._against(plan, group) for group in self._groups(plan))

    def _groups(self, plan: Any) -> list[Any]:
        per = self.setting.get("per")
        if per is None:
            return [None]
        rows = [claim.row for pot, _ in plan if not pot.line for claim in pot.claims if per in claim.row]
        return [(per, value) for value in dict.fromkeys(row[per] for row in rows)]

    def _against(self, plan: Any, group: Any) -> int:
        own = _counted(plan, self.setting["every"], group)
        if "needs" in self.setting:
            needed = int(self.setting.get("at_least", "1"))
            return own if _counted(plan, self.setting["needs"], group) < needed else 0
        return min(own, _counted(plan, self.setting["excludes"], group))

    def _alike(self, pot: Pot, way: Way) -> Iterator[list[int]]:
        if pot.line:
            return
        flags = chosen(self.setting["equal"], pot, None)
        kinds: dict[Any, list[int]] = {}
        for claim, flag, award in zip(pot.claims, flags, way.awards, strict=True):
            if flag and claim.due:
                key = (claim.due, *(claim.row[name] for name in self.setting.get("by", ())))
                kinds.setdefault(key, []).append(award)
        yield from kinds.values()

    def _unequal(self, awards: list[int]) -> int:
        return max(0, max(awards) - min(awards) - 1)


def _counted(plan: Any, selector: Setting, group: Any) -> int:
    return sum(
        counted and flag
        for pot, way in plan
        for counted, flag in zip(way.counted, chosen(selector, pot, group), strict=True)
    )
