"""Checks of pots given out by formula: weights, one basis a factor, a pot known beforehand, guarantees."""

from collections.abc import Iterator
from fractions import Fraction

from simulator.language.checks.written import Key, fault, fault_at_key, is_written, node_at, unread
from simulator.language.read import Reading
from simulator.model.distribute import BASES, Distribute, Factor
from simulator.model.document import MappingNode
from simulator.model.scenario import Programme
from simulator.model.step import Worth
from simulator.money import plain
from simulator.problems import Problem

Keys = tuple[Key, ...]
Found = tuple[Programme, Distribute, Keys]


def formulas(reading: Reading) -> Iterator[Found]:
    """Yield every programme given out by formula, with the keys that lead to the formula."""
    for each in reading.scenario.programmes:
        if each.distribute is not None:
            yield each, each.distribute, ("programmes", each.id, "distribute")


def weights(reading: Reading) -> Iterator[Problem]:
    """Weights that do not add to 100 % (S341)."""
    for _, formula, at in formulas(reading):
        written = node_at(reading.root, *at, "factors")
        if isinstance(written, MappingNode) and len(written.entries) == len(formula.factors):
            total = sum((each.weight for _, each in formula.factors), Fraction(0))
            if total != 1:
                yield fault_at_key(reading, (*at, "factors"), "S341", total=_percent(total))


def bases(reading: Reading) -> Iterator[Problem]:
    """A factor that does not say in exactly one way what it goes by (S342)."""
    for _, formula, at in formulas(reading):
        for name, factor in formula.factors:
            keys = (*at, "factors", name)
            found = [base for base in BASES if is_written(reading, *keys, base)]
            if len(found) != 1 or (found == ["equal"] and not factor.equal):
                shown = ", ".join(found) or "—"
                yield fault_at_key(reading, keys, "S342", factor=name, found=shown)


def known_pots(reading: Reading) -> Iterator[Problem]:
    """A formula whose pot is settled by the plan or shared with other programmes (S343)."""
    for programme, _, at in formulas(reading):
        limited = is_written(reading, "programmes", programme.id, "envelope", "at_most")
        if not limited and programme.spending is not None and not _has_class_alone(reading, programme):
            yield fault_at_key(reading, at, "S343", programme=programme.id)


def _has_class_alone(reading: Reading, programme: Programme) -> bool:
    classes = [each for each in reading.scenario.spending if each.id == programme.spending]
    chosen = any(each.when_short is not None and each.when_short.optimised for each in classes)
    return not chosen and reading.scenario.programmes_of(programme.spending or "") == (programme,)


def guarantees(reading: Reading) -> Iterator[Problem]:
    """A guarantee that says nothing, or one above its own limit (S344, S345)."""
    for _, formula, at in formulas(reading):
        protect, keys = formula.protect, (*at, "protect")
        if protect is None:
            continue
        least, most = (is_written(reading, *keys, side) for side in ("at_least", "at_most"))
        if not least and (not most or protect.funded_by == "extra"):
            yield fault_at_key(reading, keys, "S344")
        low, high = _known(protect.at_least), _known(protect.at_most)
        if low is not None and high is not None and low > high:
            facts = {"low": _percent(low), "high": _percent(high)}
            yield fault(reading, (*keys, "at_least"), "S345", **facts)


def _known(worth: Worth | None) -> Fraction | None:
    return Fraction(worth) if isinstance(worth, int | Fraction) else None


def _percent(rate: Fraction) -> str:
    return plain(rate * 100) + "%"


def limited_gaps(reading: Reading) -> Iterator[Problem]:
    """A limit on a gap beside what would lift some above it (S346)."""
    for _, formula, at in formulas(reading):
        gaps = [each.gap for _, each in formula.factors if each.gap is not None]
        limited = [each for each in gaps if each.at_most is not None]
        lifting = [key for key in ("times", "protect") if getattr(formula, key) is not None]
        for key in lifting if limited else ():
            yield fault_at_key(reading, (*at, key), "S346", key=key)


def quanta(reading: Reading) -> Iterator[Problem]:
    """A rounding to nothing (S347)."""
    for _, formula, at in formulas(reading):
        if formula.round.to == 0:
            yield fault(reading, (*at, "round", "to"), "S347")


def groups(reading: Reading) -> Iterator[Problem]:
    """A group of roots by what is no column (S348)."""
    for programme, formula, at in formulas(reading):
        for name, factor in formula.factors:
            yield from _groups(reading, programme, factor, (*at, "factors", name, "roots", "per"))


def _groups(reading: Reading, programme: Programme, factor: Factor, keys: Keys) -> Iterator[Problem]:
    populations = [each for each in reading.scenario.populations if each.id == programme.applicants]
    for population in populations if factor.roots is not None else ():
        known = (*reading.typing.columns_of(population), *unread(reading, population.id))
        missing = [name for name in factor.roots.per if name not in known] if factor.roots else []
        for name in missing:
            yield fault_at_key(reading, keys, "S348", column=name, population=population.id)
