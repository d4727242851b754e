"""Checks of what limits and pots learnt later: sums, named awards and bounds, or nothing, partial awards."""

from collections.abc import Iterator

from simulator.constraints import MEASURES
from simulator.glossary import Word, word
from simulator.language.checks.award_rules import rule_selectors
from simulator.language.checks.limits import measures, quantities, summed_types
from simulator.language.checks.sharing import PlacedMethod, methods
from simulator.language.checks.targets import numbers_of
from simulator.language.checks.written import Key, fault, fault_at_key, is_written
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.methods.optimise import PARTIAL, Optimise
from simulator.model.kinds import Quantity
from simulator.model.limits import Constraint, Measure, Selector
from simulator.problems import Problem

LOWER = ("at_least", "more_than", "between", "about", "is")


def switched(reading: Reading) -> Iterator[Problem]:
    """Nothing at all beside no lower bound, or beside a ratio (S352)."""
    for each in reading.scenario.constraints:
        at = ("constraints", each.id)
        bounded = any(is_written(reading, *at, key) for key in LOWER)
        fixed = each.bottom is not None or not MEASURES[each.top.word].varies
        if each.or_nothing and (fixed or not bounded):
            yield fault_at_key(reading, (*at, "or_nothing"), "S352")
    for programme in reading.scenario.programmes:
        envelope = programme.envelope
        if envelope.or_nothing and not envelope.at_least and "at_least" not in dict(envelope.figured):
            yield fault_at_key(reading, ("programmes", programme.id, "envelope", "or_nothing"), "S352")


# ── sums ───────────────────────────────────────────────────────────────────────────────────────────


def sums(reading: Reading) -> Iterator[Problem]:
    """A sum of nothing said, or one whose bound is of another kind (S353, S357)."""
    for placed in measures(reading):
        if MEASURES[placed.measure.word].by_row and placed.measure.selector.of is None:
            yield fault_at_key(reading, placed.keys, "S353", measure=placed.measure.word)
    for each in reading.scenario.constraints:
        if each.bottom is None and MEASURES[each.top.word].by_row:
            yield from _sum_bounds(reading, each, each.top)


def _sum_bounds(reading: Reading, constraint: Constraint, top: Measure) -> Iterator[Problem]:
    kinds = dict.fromkeys(kind.kind == "money" for kind in summed_types(reading, top.selector))
    if len(kinds) != 1 or top.selector.of is None:
        return
    (money,) = kinds
    for keys, quantity in quantities(constraint):
        if quantity.kind != "text" and (quantity.kind == "money") != money and quantity.value:
            facts: dict[str, str | Word] = {"of": top.selector.of.text, "text": quantity.text}
            unit = word("money" if money else "number")
            yield fault(reading, ("constraints", constraint.id, *keys), "S357", unit=unit, **facts)


def same_groups(reading: Reading) -> Iterator[Problem]:
    """`same_group` anywhere but in the bottom of a limit that is repeated (S354)."""
    repeated = [each.id for each in reading.scenario.constraints if each.per is not None]
    for placed in measures(reading):
        in_bottom = placed.keys[0] == "constraints" and placed.keys[2] == "bottom"
        if placed.measure.selector.same_group and not (in_bottom and placed.keys[1] in repeated):
            yield fault_at_key(reading, (*placed.keys, "same_group"), "S354")


# ── names ──────────────────────────────────────────────────────────────────────────────────────────


def named_awards(reading: Reading) -> Iterator[Problem]:
    """A named award of a programme that is not there, or that does not say whose it is (S355)."""
    placed = [(each.measure.selector, each.keys) for each in measures(reading)]
    for selector, keys in (*placed, *rule_selectors(reading)):
        yield from _named_awards(reading, selector, keys)


def _named_awards(reading: Reading, selector: Selector, keys: tuple[Key, ...]) -> Iterator[Problem]:
    lines = {each.id: each.is_line for each in reading.scenario.programmes}
    for position, award in enumerate(selector.awards):
        programme, _, applicant = award.partition("/")
        if programme not in lines or lines[programme] == bool(applicant):
            facts = {"award": award, "nearest": nearest(programme, tuple(lines))}
            at = (*keys, "awards", position)
            yield fault(reading, at, "S355", programmes=", ".join(lines), **facts)


def named_bounds(reading: Reading) -> Iterator[Problem]:
    """A bound that is no number and names no figure (S356)."""
    figures = tuple(each.id for each in reading.scenario.figures)
    limits = ((("constraints", each.id), quantities(each)) for each in reading.scenario.constraints)
    targets = ((("targets", each.id), numbers_of(each)) for each in reading.scenario.targets)
    for at, written in (*limits, *targets):
        for keys, quantity in written:
            if quantity.kind == "text" and quantity.text not in figures:
                facts = {"text": quantity.text, "nearest": nearest(quantity.text, figures)}
                yield fault(reading, (*at, *keys), "S356", figures=", ".join(figures) or "—", **facts)


# ── partial awards ─────────────────────────────────────────────────────────────────────────────────


def partial_awards(reading: Reading) -> Iterator[Problem]:
    """A least award that is none, or stands beside whole ones; partial awards in a class (S358)."""
    for placed in methods(reading):
        if isinstance(placed.method, Optimise):
            yield from _partial(reading, placed, placed.method)


def _partial(reading: Reading, placed: PlacedMethod, method: Optimise) -> Iterator[Problem]:
    at, partial = (*placed.keys, method.word), method.awards == PARTIAL
    in_class = placed.section != "programmes"
    if in_class and (partial or method.at_least is not None):
        yield fault_at_key(reading, at, "S358", found="awards" if partial else "at_least")
    elif method.at_least is not None and not (partial and _is_least(method.at_least)):
        yield fault(reading, (*at, "at_least"), "S358", found=f"at_least: {method.at_least.text}")


def _is_least(least: Quantity) -> bool:
    if least.kind == "share":
        return 0 < least.value <= 1
    is_money = least.kind == "money" or (least.kind == "bare" and least.unit_fen is not None)
    return is_money and least.as_money() > 0
