"""Checks of single award steps: fields that go together, payers and layers, numbers that cannot be meant."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from simulator.expression import Expression
from simulator.expression.tree import Constant, Prefix
from simulator.language.checks.inside import Found, base_kind, every_step
from simulator.language.checks.written import PlacedStep
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.model.document import ListNode
from simulator.model.step import Step, Worth
from simulator.money import plain
from simulator.problems import Place, Problem, problem
from simulator.rules.adjust import Round
from simulator.rules.amounts import PerUnit
from simulator.rules.bearing import Payer, Split, Waterfall
from simulator.rules.clawback import LONGEST_YEARS, Clawback
from simulator.rules.finance import Interest, Voucher
from simulator.rules.reductions import Horizon, Prorate

YEARS_OF_DAYS = (360, 365)


def misused(reading: Reading) -> Iterator[Problem]:
    """What cannot be meant in a single step (S208, S347, S374–S386)."""
    for word, check in _CHECKS.items():
        for found, step in every_step(reading, word):
            yield from check(found.placed, step)


def measured_alike(reading: Reading) -> Iterator[Problem]:
    """A clawback by what was achieved in one kind of quantity and promised in another, or in dates (S366)."""
    for found, step in every_step(reading, Clawback):
        if step.achieved is not None and step.promised is not None:
            yield from _alike(reading, found, step.achieved, step.promised)


def _alike(reading: Reading, found: Found, achieved: Worth, promised: Worth) -> Iterator[Problem]:
    done, due = base_kind(reading, found, achieved), base_kind(reading, found, promised)
    if None in (done, due) or (done == due and due in ("money", "number")):
        return
    field, worth = ("achieved", achieved) if due in ("money", "number") else ("promised", promised)
    text = worth.text if isinstance(worth, Expression) else field
    yield problem(found.placed.place_of(field), "S366", edge=text)


# ── who bears a sum ────────────────────────────────────────────────────────────────────────────────


def _split(placed: PlacedStep, step: Split) -> Iterator[Problem]:
    ids = tuple(each.id for each in step.payers)
    yield from _ids(placed, "payers", ids)
    yield from _known(placed, "pays", step.pays, ids)
    yield from _known(placed, "gap", () if step.gap is None else (step.gap,), ids)
    yield from _payers(placed, step.payers)
    resting = sum(each.rest for each in step.payers)
    if resting != 1:
        yield problem(placed.place_of("payers"), "S375", count=resting)
    together = sum((_literal(each.rate) for each in step.payers), Fraction(0))
    if together > 1:
        yield problem(placed.place_of("payers"), "S377", rate=plain(together * 100) + "%")


def _payers(placed: PlacedStep, payers: tuple[Payer, ...]) -> Iterator[Problem]:
    for position, each in enumerate(payers):
        if each.rest == (each.rate is not None) or (each.rest and each.at_most is not None):
            yield problem(_item(placed, "payers", position), "S376", payer=each.id)


def _waterfall(placed: PlacedStep, step: Waterfall) -> Iterator[Problem]:
    ids = tuple(each.id for each in step.layers)
    yield from _ids(placed, "layers", ids)
    yield from _known(placed, "pays", step.pays, ids)
    for position, each in enumerate(step.layers[:-1]):
        if each.at_most is None:
            place = _item(placed, "layers", position + 1)
            yield problem(place, "S378", layer=ids[position + 1], before=each.id)


def _ids(placed: PlacedStep, field: str, ids: tuple[str, ...]) -> Iterator[Problem]:
    for position, name in enumerate(ids):
        if name in ids[:position]:
            yield problem(_item(placed, field, position), "S374", name=name)


def _known(placed: PlacedStep, field: str, named: tuple[str, ...], ids: tuple[str, ...]) -> Iterator[Problem]:
    for position, name in enumerate(named):
        if name not in ids:
            place, near = _item(placed, field, position), nearest(name, ids)
            known = ", ".join(dict.fromkeys(ids))
            yield problem(place, "S388", key=field, name=name, nearest=near, ids=known)


def _item(placed: PlacedStep, field: str, position: int) -> Place:
    node = placed.setting(field)
    if isinstance(node, ListNode) and position < len(node.items):
        return node.items[position].place
    return placed.place_of(field)


def _literal(worth: object) -> Fraction:
    """Return a literal's value; what an expression or steps come to is not known beforehand, and counts 0."""
    return Fraction(worth) if isinstance(worth, int | Fraction) else Fraction(0)


# ── fields that go together ────────────────────────────────────────────────────────────────────────


def _interest(placed: PlacedStep, step: Interest) -> Iterator[Problem]:
    yield from _pair(placed, step, "begins", "ends")
    dated = step.begins is not None or step.ends is not None
    if dated == (step.days is not None):
        yield problem(placed.place_of("days"), "S379")
    if step.year not in YEARS_OF_DAYS:
        yield problem(placed.place_of("year"), "S380", year=step.year)


def _voucher(placed: PlacedStep, step: Voucher) -> Iterator[Problem]:
    yield from _pair(placed, step, "expires", "as_of")


def _clawback(placed: PlacedStep, step: Clawback) -> Iterator[Problem]:
    for one, other in (("achieved", "promised"), ("kept", "term"), ("interest", "years")):
        yield from _pair(placed, step, one, other)
    if step.achieved is not None and step.kept is not None:
        yield problem(placed.place_of("kept"), "S384")
    term = _constant(step.term)
    if term is not None and term <= 0:
        yield problem(placed.place_of("term"), "S386", text=plain(term))
    years = _constant(step.years)
    if years is not None and (years.denominator != 1 or not 0 <= years <= LONGEST_YEARS):
        yield problem(placed.place_of("years"), "S385", text=plain(years), most=LONGEST_YEARS)


def _pair(placed: PlacedStep, step: Step, one: str, other: str) -> Iterator[Problem]:
    given = [name for name in (one, other) if getattr(step, name) is not None]
    if len(given) == 1:
        yield problem(placed.place_of(given[0]), "S383", one=one, other=other)


# ── numbers that cannot be meant ───────────────────────────────────────────────────────────────────


def _years(placed: PlacedStep, step: Horizon) -> Iterator[Problem]:
    if not step.rates and step.at_most is None:
        yield problem(placed.place_of("rates"), "S382")
    yield from _not_below_nothing(placed, step.at_most)


def _per_unit(placed: PlacedStep, step: PerUnit) -> Iterator[Problem]:
    yield from _not_below_nothing(placed, step.at_most)


def _not_below_nothing(placed: PlacedStep, most: Worth | None) -> Iterator[Problem]:
    if isinstance(most, int | Fraction) and most < 0:
        yield problem(placed.place_of("at_most"), "S208", text=plain(Fraction(most)), least=0)


def _round(placed: PlacedStep, step: Round) -> Iterator[Problem]:
    if step.to == 0:
        yield problem(placed.place_of("to"), "S347")


def _prorate(placed: PlacedStep, step: Prorate) -> Iterator[Problem]:
    if isinstance(step.out_of, int | Fraction) and step.out_of <= 0:
        yield problem(placed.place_of("out_of"), "S386", text=plain(Fraction(step.out_of)))


def _constant(expression: Expression | None) -> Fraction | None:
    """Return the number an expression is written as, with its sign, or None when it is none."""
    tree = None if expression is None else expression.tree
    if isinstance(tree, Prefix) and isinstance(tree.operand, Constant) and tree.operator == "-":
        return _signed(tree.operand, -1)
    return _signed(tree, 1) if isinstance(tree, Constant) else None


def _signed(tree: Constant, sign: int) -> Fraction | None:
    return None if isinstance(tree.value, str) else sign * Fraction(tree.value)


_CHECKS: Mapping[type[Step], Callable[[PlacedStep, Any], Iterator[Problem]]] = MappingProxyType(
    {
        Split: _split,
        Waterfall: _waterfall,
        Interest: _interest,
        Voucher: _voucher,
        Clawback: _clawback,
        Horizon: _years,
        Prorate: _prorate,
        PerUnit: _per_unit,
        Round: _round,
    }
)
