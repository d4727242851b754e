"""Checks of rules between awards: one needs or excludes another, equals are treated alike."""

from collections.abc import Iterator

from simulator.language.checks.limits import grouping_columns, selected
from simulator.language.checks.written import Key, fault, fault_at_key, is_written
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.model.kinds import written_name
from simulator.model.limits import Constraint, Selector
from simulator.model.scenario import Programme
from simulator.problems import Problem

PARTS = ("top", "every", "needs", "excludes", "equal", "per", "by", "lottery", "or_nothing", "bottom")
BOUNDS = tuple(written_name(name) for name in Constraint.BOUNDS)
# what may be written beside each other: a bound on a measure, and the three rules between awards
FORMS = (
    ("top", ("bottom", "per", "or_nothing", "within", *BOUNDS)),
    ("needs", ("every", "per", "at_least")),
    ("excludes", ("every", "per")),
    ("equal", ("by", "lottery")),
)
ALIKE_BY_THEMSELVES = ("pro_rata", "water_fill", "equal", "in_full")
SELECTORS = ("every", "needs", "excludes", "equal")


def shapes(reading: Reading) -> Iterator[Problem]:
    """A constraint that limits nothing, or that mixes two forms (S350, S351)."""
    for each in reading.scenario.constraints:
        at = ("constraints", each.id)
        written = [key for key in (*PARTS, "within", *BOUNDS) if is_written(reading, *at, key)]
        forms = [(key, beside) for key, beside in FORMS if key in written]
        if not forms and "every" not in written:
            yield fault_at_key(reading, at, "S350", constraint=each.id)
        elif not forms or not _fits(written, *forms[0]) or not _counts(each):
            yield fault_at_key(reading, (*at, written[-1]), "S351", found=", ".join(written))


def _fits(written: list[str], form: str, beside: tuple[str, ...]) -> bool:
    paired = form not in ("needs", "excludes") or "every" in written
    return paired and all(key in (form, *beside) for key in written)


def _counts(constraint: Constraint) -> bool:
    """Return whether the number of awards needed is a whole one from 1."""
    needed = constraint.at_least
    if constraint.needs is None or needed is None:
        return True
    return needed.kind == "bare" and needed.value >= 1 and needed.value.denominator == 1


def rule_selectors(reading: Reading) -> Iterator[tuple[Selector, tuple[Key, ...]]]:
    """Yield every selector of a rule between awards, with the keys that lead to it."""
    for each in reading.scenario.constraints:
        for key in SELECTORS:
            selector: Selector | None = getattr(each, key)
            if selector is not None:
                yield selector, ("constraints", each.id, key)


def selections(reading: Reading) -> Iterator[Problem]:
    """A rule's selector that names several things at once, or something to add up (S278, S279)."""
    for selector, keys in rule_selectors(reading):
        named = [key for key in ("tag", "programme", "spending", "awards") if getattr(selector, key)]
        strange = [key for key in ("figure", "of", "same_group") if getattr(selector, key)]
        if strange:
            yield fault_at_key(reading, keys, "S279", measure=keys[-1], found=", ".join(strange))
        elif len(named) > 1:
            yield fault_at_key(reading, (*keys, named[1]), "S278", found=", ".join(named))


def columns(reading: Reading) -> Iterator[Problem]:
    """A column that equals agree in and that a population selected does not have (S280, S281)."""
    for each in reading.scenario.constraints:
        if each.equal is not None:
            members = [every for every in selected(reading, each.equal) if every.applicants is not None]
            if not members:
                yield fault_at_key(reading, ("constraints", each.id, "equal"), "S281")
            yield from (problem for member in members for problem in _columns(reading, each, member))


def _columns(reading: Reading, constraint: Constraint, member: Programme) -> Iterator[Problem]:
    known = grouping_columns(reading, member.applicants or "")
    for position, name in enumerate(constraint.by):
        if known and name not in known:
            at = ("constraints", constraint.id, "by", position)
            facts = {"column": name, "programme": member.id, "nearest": nearest(name, known)}
            yield fault(reading, at, "S280", **facts)


def by_themselves(reading: Reading) -> Iterator[Problem]:
    """A rule of equal treatment that every pot selected keeps whatever the plan (W716)."""
    for each in reading.scenario.constraints:
        if each.equal is not None and each.lottery is None:
            members = [every for every in selected(reading, each.equal) if every.applicants is not None]
            words = [None if every.when_short is None else every.when_short.word for every in members]
            if members and all(word in ALIKE_BY_THEMSELVES for word in words):
                found = ", ".join(every.id for every in members)
                at = ("constraints", each.id, "equal")
                yield fault_at_key(reading, at, "W716", constraint=each.id, programmes=found)
