"""Checks of constraints: their bounds, what they measure, and whom they select."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from simulator.constraints import MEASURES, kind_of
from simulator.expression import AMOUNTS, Type, require
from simulator.language.checks.sharing import methods, placed_aims, tiers_of
from simulator.language.checks.written import Key, declared, fault, fault_at_key, is_written, node_at, unread
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.model.document import ListNode, MappingNode, Scalar
from simulator.model.kinds import Quantity, written_name
from simulator.model.limits import Constraint, Measure, Selector
from simulator.model.names import BARE_KINDS
from simulator.model.scenario import Programme
from simulator.problems import FindingError, Problem

ALONE = ("is", "between", "about")
LOWER = ("at_least", "more_than")
UPPER = ("at_most", "less_than")
BY_PROGRAMME = ("tag", "programme", "spending")
# which keys of a selector a measure understands
ROWS = (*BY_PROGRAMME, "where", "awards", "same_group")
SUMMED = (*ROWS, "of")
SELECTS = {
    "budget": ("spending",),
    "figure": ("figure",),
    **{word: SUMMED for word, rule in MEASURES.items() if rule.by_row},
}


@dataclass(frozen=True, slots=True)
class PlacedMeasure:
    """A measure and the keys that lead to its selector."""

    measure: Measure
    keys: tuple[Key, ...]


def measures(reading: Reading) -> Iterator[PlacedMeasure]:
    """Yield every measure of every constraint, goal and target."""
    for each in reading.scenario.constraints:
        for side in ("top", "bottom"):
            measure: Measure | None = getattr(each, side)
            if measure is not None and is_written(reading, "constraints", each.id, side):
                yield PlacedMeasure(measure, ("constraints", each.id, side, measure.word))
    for placed in placed_aims(reading):
        if placed.aim.measure is not None:
            yield PlacedMeasure(placed.aim.measure, (*placed.keys, placed.aim.measure.word))
    for target in reading.scenario.targets:
        for side, found in (("counts", target.counts), ("bottom", target.bottom)):
            if found is not None:
                yield PlacedMeasure(found, ("targets", target.id, side, found.word))


# ── bounds ─────────────────────────────────────────────────────────────────────────────────────────


def bounds(reading: Reading) -> Iterator[Problem]:
    """No bound, bounds that do not go together, `about` without `within` (S271, S272, S274)."""
    for each in reading.scenario.constraints:
        at = ("constraints", each.id)
        written = _bounds_written(reading, each)
        if each.between_awards or not is_written(reading, *at, "top"):
            continue
        if not written:
            yield fault_at_key(reading, at, "S271", constraint=each.id)
        elif not _together(written):
            yield fault_at_key(reading, (*at, written[1]), "S272", bounds=", ".join(written))
        if is_written(reading, *at, "about") != is_written(reading, *at, "within"):
            yield fault_at_key(reading, (*at, "within"), "S274")


def _bounds_written(reading: Reading, constraint: Constraint) -> list[str]:
    node = node_at(reading.root, "constraints", constraint.id)
    bounds = [written_name(name) for name in constraint.BOUNDS]
    return [each.key for each in node.entries if each.key in bounds] if isinstance(node, MappingNode) else []


def _together(written: list[str]) -> bool:
    alone = [name for name in written if name in ALONE]
    lower = [name for name in written if name in LOWER]
    upper = [name for name in written if name in UPPER]
    return len(written) == 1 or (not alone and len(lower) < 2 and len(upper) < 2)


def bound_values(reading: Reading) -> Iterator[Problem]:
    """A bound of another kind than the measure, a lower one above the upper (M1xx–M3xx, S252, S276)."""
    for written in reading.scenario.constraints:
        each = written.with_figures(known_figures(reading))
        free = each.bottom is None and MEASURES[each.top.word].unit == "figure"
        if free or each.between_awards or any(_is_a_name(bound) for _, bound in quantities(each)):
            continue
        wrong = tuple(_wrong_kinds(reading, each))
        yield from wrong or (_crossed(reading, each) if _all_known(reading, written) else ())


def _wrong_kinds(reading: Reading, constraint: Constraint) -> Iterator[Problem]:
    for keys, quantity in quantities(constraint):
        try:
            _value(constraint, quantity, is_width=keys[0] == "within")
        except FindingError as error:
            yield fault(reading, ("constraints", constraint.id, *keys), error.code, **error.facts)


def quantities(constraint: Constraint) -> Iterator[tuple[tuple[Key, ...], Quantity]]:
    """Yield every bound of a constraint, and its tolerance, with the keys that lead to it."""
    for name in (*constraint.BOUNDS, "within"):
        found = getattr(constraint, name)
        if isinstance(found, Quantity):
            yield (written_name(name),), found
    for index, each in enumerate(constraint.between):
        yield ("between", index), each


def known_figures(reading: Reading) -> dict[str, Quantity]:
    """Return what each figure is; of one that is computed, its kind alone is known before a run."""
    found = {each.id: each.is_ for each in reading.scenario.figures}
    kinds = {name: kind.kind for name, kind in reading.typing.figures.items()}
    return {
        name: is_ or Quantity(Fraction(1), "bare" if kinds[name] in BARE_KINDS else kinds[name], name)
        for name, is_ in found.items()
        if name in kinds
    }


def _all_known(reading: Reading, constraint: Constraint) -> bool:
    written = [each.id for each in reading.scenario.figures if each.is_ is not None]
    return all(not _is_a_name(bound) or bound.text in written for _, bound in quantities(constraint))


def _is_a_name(quantity: Quantity) -> bool:
    return quantity.kind == "text"


def _value(constraint: Constraint, quantity: Quantity, *, is_width: bool = False) -> Fraction:
    kind = kind_of(constraint)
    if is_width and kind == "ratio" and quantity.kind == "points":
        return quantity.value
    return {"money": quantity.as_money, "count": quantity.as_count, "ratio": quantity.as_ratio}[kind]()


def _crossed(reading: Reading, constraint: Constraint) -> Iterator[Problem]:
    at = ("constraints", constraint.id)
    if constraint.between and not _is_pair(constraint):
        yield fault_at_key(reading, (*at, "between"), "S276")
    low = next((getattr(constraint, name) for name in LOWER if getattr(constraint, name)), None)
    high = next((getattr(constraint, name) for name in UPPER if getattr(constraint, name)), None)
    if low and high and _value(constraint, low) > _value(constraint, high):
        name = next(each for each in LOWER if getattr(constraint, each))
        yield fault(reading, (*at, name), "S252", low=low.text, high=high.text)


def _is_pair(constraint: Constraint) -> bool:
    values = [_value(constraint, each) for each in constraint.between]
    return len(values) == 2 and values[0] <= values[1]


# ── what is measured ───────────────────────────────────────────────────────────────────────────────


def like_measures(reading: Reading) -> Iterator[Problem]:
    """A ratio of money to a count, or the other way round (S275)."""
    for each in reading.scenario.constraints:
        if each.bottom is not None:
            units = (unit_at_check(reading, each.top), unit_at_check(reading, each.bottom))
            if None not in units and units[0] != units[1]:
                yield fault_at_key(reading, ("constraints", each.id, "bottom"), "S275")


def unit_at_check(reading: Reading, measure: Measure) -> str | None:
    """Return what a measure is in as far as the types of figures and columns say: money, count or points."""
    if MEASURES[measure.word].unit != "figure":
        return MEASURES[measure.word].unit
    if measure.word == "figure":
        found = reading.typing.figures.get(measure.selector.figure or "")
        kinds = [] if found is None else [found.kind]
    else:
        kinds = [kind.kind for kind in summed_types(reading, measure.selector)]
    units = dict.fromkeys({"money": "money", "count": "count", "number": "count"}.get(kind) for kind in kinds)
    return next(iter(units)) if len(units) == 1 else None


def summed_types(reading: Reading, selector: Selector) -> Iterator[Type]:
    """Yield the type of what a sum adds up in each population selected, where it has one."""
    populations = {each.id: each for each in reading.scenario.populations}
    for name in dict.fromkeys(each.applicants for each in selected(reading, selector)):
        if name in populations and selector.of is not None:
            found, faults = require(selector.of, reading.typing.scope(populations[name]), AMOUNTS)
            if found is not None and not faults:
                yield found


def selectors(reading: Reading) -> Iterator[Problem]:
    """A selector that names several things at once, or what its measure does not understand (S278, S279)."""
    for placed in measures(reading):
        written = _written_keys(placed.measure.selector)
        strange = [name for name in written if name not in SELECTS.get(placed.measure.word, ROWS)]
        named = [name for name in written if name in (*BY_PROGRAMME, "awards")]
        if strange or (placed.measure.word == "figure" and not written):
            found = ", ".join(strange) or "—"
            yield fault_at_key(reading, placed.keys, "S279", measure=placed.measure.word, found=found)
        elif len(named) > 1:
            yield fault_at_key(reading, (*placed.keys, named[1]), "S278", found=", ".join(named))


def _written_keys(selector: Selector) -> list[str]:
    return [name for name in (*SUMMED, "figure") if getattr(selector, name) not in (None, (), False)]


def tags(reading: Reading) -> Iterator[Problem]:
    """A tag that no programme carries, in a selector or a tier (S277)."""
    known = tuple(dict.fromkeys(_carried(reading)))
    for keys in (*_selector_tags(reading), *_tier_tags(reading)):
        node = node_at(reading.root, *keys)
        if isinstance(node, Scalar) and node.text not in known:
            facts = {"tag": node.text, "nearest": nearest(node.text, known)}
            yield fault(reading, keys, "S277", tags=", ".join(known) or "—", **facts)


def _carried(reading: Reading) -> Iterator[str]:
    for name in declared(reading, "programmes"):
        node = node_at(reading.root, "programmes", name, "tags")
        for item in node.items if isinstance(node, ListNode) else (node,):
            if isinstance(item, Scalar):
                yield item.text


def _selector_tags(reading: Reading) -> Iterator[tuple[Key, ...]]:
    return ((*placed.keys, "tag") for placed in measures(reading))


def _tier_tags(reading: Reading) -> Iterator[tuple[Key, ...]]:
    for placed in methods(reading):
        for _, keys in tiers_of(reading, placed):
            yield (*keys, "tag")


# ── whom it selects ────────────────────────────────────────────────────────────────────────────────


def selected(reading: Reading, selector: Selector) -> tuple[Programme, ...]:
    """Return the programmes a selector picks, in the order written."""
    return tuple(
        each
        for each in reading.scenario.programmes
        if selector.programme in (None, each.id)
        and selector.spending in (None, each.spending)
        and selector.tag in (None, *each.tags)
        and (not selector.awards or any(award.partition("/")[0] == each.id for award in selector.awards))
    )


def rows_selected(reading: Reading) -> Iterator[Problem]:
    """A choice of rows, or groups, where nothing selected has applicants (S281)."""
    for placed in measures(reading):
        has_rows = any(each.applicants is not None for each in selected(reading, placed.measure.selector))
        if placed.measure.selector.where is not None and not has_rows:
            yield fault(reading, (*placed.keys, "where"), "S281")


def groups(reading: Reading) -> Iterator[Problem]:
    """A grouping column that a population selected does not have (S280, S281)."""
    for each in reading.scenario.constraints:
        if each.per is not None:
            for selector in grouped_selectors(each):
                yield from _groups(reading, (each, selector), each.per)


def grouped_selectors(constraint: Constraint) -> tuple[Selector, ...]:
    """Return the selectors whose rows are put into the groups of a constraint."""
    if constraint.every is not None:
        other = constraint.needs or constraint.excludes
        return (constraint.every,) if other is None else (constraint.every, other)
    bottom = constraint.bottom.selector if constraint.bottom is not None else None
    return (constraint.top.selector, *((bottom,) if bottom is not None and bottom.same_group else ()))


def _groups(reading: Reading, where: tuple[Constraint, Selector], per: str) -> Iterator[Problem]:
    constraint, selector = where
    at = ("constraints", constraint.id, "per")
    members = [each for each in selected(reading, selector) if each.applicants is not None]
    if not members:
        yield fault(reading, at, "S281")
    for member in members:
        columns = grouping_columns(reading, member.applicants or "")
        if columns and per not in columns:
            yield fault(reading, at, "S280", column=per, programme=member.id, nearest=nearest(per, columns))


def grouping_columns(reading: Reading, population: str) -> tuple[str, ...]:
    """Return what a population's rows can be grouped by, unread columns included; () when it is not known."""
    for each in reading.scenario.populations:
        if each.id == population:
            return (*reading.typing.columns_of(each), *unread(reading, population))
    return ()
