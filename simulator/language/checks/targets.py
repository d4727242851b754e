"""Checks of targets and actuals: one bound each, one answer each, names that exist, money that is there."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from simulator.constraints import MEASURES, kind_of, sides_of
from simulator.expression import Kind, names, require
from simulator.glossary import word
from simulator.language.checks.limits import known_figures, unit_at_check
from simulator.language.checks.written import (
    Key,
    declared,
    far_away,
    fault,
    fault_at_key,
    is_written,
    node_at,
    unread,
)
from simulator.language.read import Reading
from simulator.language.records import fields_of
from simulator.language.scalars import nearest, text_place
from simulator.model.document import MappingNode, Scalar
from simulator.model.kinds import Quantity, written_name
from simulator.model.scenario import Scenario
from simulator.model.targets import Target
from simulator.problems import FindingError, Problem

OF_NUMBERS = (
    "within",
    "baseline",
    "counts",
    "bottom",
    "of",
    "each_costs",
    "part_of",
    "adds",
    "rank",
)
"""What only a target with a number can say."""

ANSWERS = ("counts", "of")
RELATIONS = ("part_of", "adds")
MONEY = (
    "sources",
    "spending",
    "funds",
    "cash",
    "adjustments",
    "carry_over",
    "pace",
    "disclosure",
)
"""The sections that speak of money."""

FORMS = ("award", "distribute", "amount")
RANK_BOUNDS = ("at_most", "less_than", "is")
KINDS: dict[str, tuple[Kind, ...]] = {
    "money": ("money",),
    "ratio": ("share", "multiple", "count", "number"),
    "count": ("count", "number", "days", "share", "multiple"),
}
"""What an expression may be that answers a target, by what its bound is in."""


# ── forms ──────────────────────────────────────────────────────────────────────────────────────────


def forms(reading: Reading) -> Iterator[Problem]:
    """A target without exactly one bound or a text, about without within (S274, S441, S450)."""
    for target in reading.scenario.targets:
        at = ("targets", target.id)
        written = _written(reading, target, (*map(written_name, target.BOUNDS), "text"))
        if len(written) != 1:
            place = (*at, written[1]) if written else at
            yield fault_at_key(reading, place, "S441", target=target.id, found=", ".join(written) or "—")
        elif written == ["text"]:
            numeric = _written(reading, target, OF_NUMBERS)
            yield from (
                fault_at_key(reading, (*at, key), "S450", target=target.id, key=key) for key in numeric
            )
        elif is_written(reading, *at, "about") != is_written(reading, *at, "within"):
            yield fault_at_key(reading, (*at, "within"), "S274")


def _written(reading: Reading, target: Target, keys: tuple[str, ...]) -> list[str]:
    """Return which of some keys a target has, in the order written."""
    node = node_at(reading.root, "targets", target.id)
    return [each.key for each in node.entries if each.key in keys] if isinstance(node, MappingNode) else []


def _numeric(reading: Reading) -> Iterator[Target]:
    """Yield the targets with exactly one bound, figures in place of their names; of others nothing is judged.

    A figure that is computed is there with its kind alone.
    """
    figures = known_figures(reading)
    for written in reading.scenario.targets:
        bounds = _written(reading, written, (*map(written_name, written.BOUNDS), "text"))
        if len(bounds) == 1 and written.is_numeric:
            target = written.with_figures(figures)
            if all(each.kind != "text" for _, each in numbers_of(target)):
                yield target


def values(reading: Reading) -> Iterator[Problem]:
    """A number of another kind than the bound, or two that are no interval (M1xx-M3xx, S276)."""
    for target in _numeric(reading):
        at = ("targets", target.id)
        wrong = tuple(_wrong_kinds(reading, target))
        yield from wrong
        if not wrong and target.between and not _is_interval(reading, target):
            yield fault_at_key(reading, (*at, "between"), "S276")


def _wrong_kinds(reading: Reading, target: Target) -> Iterator[Problem]:
    kind = kind_of(target.as_limit())
    for keys, quantity in numbers_of(target):
        pp = keys == ("within",) and kind == "ratio" and quantity.kind == "points"
        error = None if pp else _refused(target, quantity)
        if error is not None:
            yield fault(reading, ("targets", target.id, *keys), error.code, **error.facts)


def numbers_of(target: Target) -> Iterator[tuple[tuple[Key, ...], Quantity]]:
    """Yield every number written for a target, a figure named instead among them, with the keys to it."""
    for name in (*target.BOUNDS, "within", "baseline"):
        found = getattr(target, name)
        if isinstance(found, Quantity):
            yield (written_name(name),), found
    yield from ((("between", position), each) for position, each in enumerate(target.between))


def _refused(target: Target, quantity: Quantity) -> FindingError | None:
    """Return what is wrong with a number beside the bound of its target, None for nothing."""
    kind = kind_of(target.as_limit())
    readers = {"money": quantity.as_money, "ratio": quantity.as_ratio, "count": quantity.as_count}
    try:
        readers[kind]()
    except FindingError as error:
        is_share = kind == "count" and quantity.kind == "share" and not _is_bound(target, quantity)
        return FindingError("S499", text=quantity.text, target=target.id) if is_share else error
    if kind == "ratio" and quantity.kind == "bare" and abs(quantity.value) > 1 and _is_in_percent(target):
        return FindingError("S490", text=quantity.text, target=target.id)
    return None


def _is_bound(target: Target, quantity: Quantity) -> bool:
    beside = (target.within, target.baseline)
    return all(each is not quantity for each in beside) and any(
        each is quantity for _, each in numbers_of(target)
    )


def _is_in_percent(target: Target) -> bool:
    """Return whether a bound is written with a percent sign: beside it a bare 65 is hardly 6500%."""
    return any(each.kind == "share" for _, each in numbers_of(target))


def _is_interval(reading: Reading, target: Target) -> bool:
    computed = tuple(each.id for each in reading.scenario.figures if each.is_ is None)
    if len(target.between) != 2 or any(each.text in computed for each in target.between):
        # what is computed is compared when it is known
        return len(target.between) == 2
    return target.between[0].value <= target.between[1].value


# ── what goes with what ────────────────────────────────────────────────────────────────────────────


def fitting(reading: Reading) -> Iterator[Problem]:
    """A key that does not go with the kind of number a target is (S443, S447, S448)."""
    for target in _numeric(reading):
        at = ("targets", target.id)
        kind = _number_kind(target)
        for key in _written(reading, target, UNFIT.get(kind, ())):
            yield fault_at_key(reading, (*at, key), "S443", target=target.id, key=key)
        if target.rank and not _is_rank(target):
            yield fault_at_key(reading, (*at, "rank"), "S447", target=target.id)
        if target.bottom is not None and target.counts is None:
            yield fault_at_key(reading, (*at, "bottom"), "S448", target=target.id)


UNFIT = {
    "ratio": ("baseline", "adds", "part_of", "each_costs"),
    "rank": ("baseline", "adds", "part_of", "each_costs", "bottom"),
    "money": ("each_costs",),
}


NOT_ADDED = ("ratio", "rank")


def _number_kind(target: Target) -> str:
    return "rank" if target.rank else kind_of(target.as_limit())


def _is_rank(target: Target) -> bool:
    bounds = [written_name(name) for name in target.bounds_given()]
    of_places = bounds[0] in RANK_BOUNDS and kind_of(target.as_limit()) == "count"
    return of_places and all(each.denominator == 1 and each >= 1 for each in _bounds(target))


def _bounds(target: Target) -> list[Fraction]:
    try:
        return [side.bound for side in sides_of(target.as_limit())]
    except FindingError:
        # its kind is another; that is told where the bound stands
        return [Fraction(1)]


# ── what answers ───────────────────────────────────────────────────────────────────────────────────


def answers(reading: Reading) -> Iterator[Problem]:
    """Two answers to one target (S446)."""
    reached = _reached_keys(reading)
    for target in reading.scenario.targets:
        found = _written(reading, target, ANSWERS)
        found += ["actuals"] if target.id in reached else []
        found += ["adds"] if target.adds is not None and target.baseline is not None else []
        if len(found) > 1:
            where = (
                ("actuals", "reached", target.id) if "actuals" in found else ("targets", target.id, found[1])
            )
            yield fault_at_key(reading, where, "S446", target=target.id, found=", ".join(found))


def reached(reading: Reading) -> Iterator[Problem]:
    """An actual figure of no target, of a clause of text, or of another kind (S445, S450, M1xx-M3xx)."""
    known = declared(reading, "targets")
    targets = {each.id: each for each in _numeric(reading)}
    texts = [each.id for each in reading.scenario.targets if each.text]
    for name in _reached_keys(reading):
        at = ("actuals", "reached", name)
        if name not in known:
            facts = {"target": name, "nearest": nearest(name, known)}
            yield fault_at_key(reading, at, "S445", targets=", ".join(known) or "—", **facts)
        elif name in texts:
            yield fault_at_key(reading, at, "S450", target=name, key="reached")
    actuals = reading.scenario.actuals
    for name, quantity in actuals.reached if actuals is not None else ():
        error = _refused(targets[name], quantity) if name in targets else None
        if error is not None:
            yield fault(reading, ("actuals", "reached", name), error.code, **error.facts)


def _reached_keys(reading: Reading) -> tuple[str, ...]:
    node = node_at(reading.root, "actuals", "reached")
    return node.keys() if isinstance(node, MappingNode) else ()


def expressions(reading: Reading) -> Iterator[Problem]:
    """Every fault of an expression over the figures that answers a target (E2xx, E3xx)."""
    for target in _numeric(reading):
        node = node_at(reading.root, "targets", target.id, "of")
        if target.of is None or not isinstance(node, Scalar):
            continue
        if any(name in unread(reading, "") for name in names(target.of)):
            continue
        _, findings = require(target.of, reading.typing.scope(None), KINDS[kind_of(target.as_limit())])
        yield from (finding.at(text_place(node), node.history) for finding in findings)


def measures(reading: Reading) -> Iterator[Problem]:
    """A measure of another kind than the bound, or a ratio of unlike things (S275, S357)."""
    for target in _numeric(reading):
        if target.counts is None:
            continue
        at, unit = ("targets", target.id), unit_at_check(reading, target.counts)
        if target.bottom is not None:
            units = (unit, unit_at_check(reading, target.bottom))
            if None not in units and units[0] != units[1]:
                yield fault_at_key(reading, (*at, "bottom"), "S275")
        elif MEASURES[target.counts.word].unit == "figure" and unit is not None:
            yield from _unlike(reading, target, unit)


def _unlike(reading: Reading, target: Target, unit: str) -> Iterator[Problem]:
    name = written_name(target.bounds_given()[0])
    if (unit == "money") != (kind_of(target.as_limit()) == "money") and target.counts is not None:
        selector = target.counts.selector
        of = selector.figure or (selector.of.text if selector.of is not None else target.counts.word)
        node = node_at(reading.root, "targets", target.id, name)
        text = node.text if isinstance(node, Scalar) else name
        yield fault(
            reading,
            ("targets", target.id, name),
            "S357",
            of=of,
            unit=word("money" if unit == "money" else "number"),
            text=text,
        )


# ── beside other targets ───────────────────────────────────────────────────────────────────────────


def relations(reading: Reading) -> Iterator[Problem]:
    """A circle of targets, or one put together with another kind of number (S440, S444)."""
    numeric = {each.id: each for each in _numeric(reading)}
    for relation in RELATIONS:
        ways = {each.id: _other(each, relation) for each in reading.scenario.targets}
        yield from _circles(reading, relation, ways)
        for name, other in ways.items():
            adds_up = name in numeric and _number_kind(numeric[name]) not in NOT_ADDED
            if other is not None and adds_up and not _alike(reading, numeric[name], other):
                at = ("targets", name, relation)
                yield fault_at_key(reading, at, "S440", target=name, other=other, relation=relation)


def _other(target: Target, relation: str) -> str | None:
    if relation == "part_of":
        return target.part_of
    return None if target.adds is None else target.adds.target


def _alike(reading: Reading, target: Target, name: str) -> bool:
    """Return whether another target is in the same kind of number; one that could not be read may be."""
    other = next((each for each in reading.scenario.targets if each.id == name), None)
    if other is None or not (other.is_numeric or other.text):
        return True
    return other.is_numeric and _number_kind(other) == _number_kind(target)


def _circles(reading: Reading, relation: str, ways: dict[str, str | None]) -> Iterator[Problem]:
    told: list[str] = []
    for start in ways:
        way = [start]
        while (following := ways.get(way[-1])) is not None and following not in way:
            way.append(following)
        if following == start and start not in told:
            told += way
            circle = " → ".join((*way, start))
            yield fault_at_key(reading, ("targets", start, relation), "S444", circle=circle)


# ── money and time ─────────────────────────────────────────────────────────────────────────────────


def money(reading: Reading) -> Iterator[Problem]:
    """No word on money at all, or `money: none` beside money (S442, S449)."""
    written = [key for key in MONEY if is_written(reading, key)]
    spenders = [name for name in declared(reading, "programmes") if _spends(reading, name)]
    if is_written(reading, "money"):
        found = [*written, *(f"programmes.{name}" for name in spenders)]
        if found:
            yield fault_at_key(reading, ("money",), "S449", found=", ".join(found))
    elif reading.complete and not written and not _may_spend(reading):
        yield fault_at_key(reading, ("targets",), "S442")


def _may_spend(reading: Reading) -> bool:
    """Return whether something speaks of money that is not read as such: its own problem is told.

    That is a key nobody knows, perhaps `sources` misspelt, or a programme with a class or without `money`.
    """
    known = fields_of(Scenario)
    return any(each.key not in known for each in reading.root.entries) or any(
        is_written(reading, "programmes", each, "spending")
        or not is_written(reading, "programmes", each, "money")
        for each in declared(reading, "programmes")
    )


def _spends(reading: Reading, programme: str) -> bool:
    return any(is_written(reading, "programmes", programme, form) for form in FORMS)


def days(reading: Reading) -> Iterator[Problem]:
    """Actuals of a day outside the year (W771), and targets that are due too many years away (S410)."""
    year = reading.scenario.year
    for target in reading.scenario.targets:
        if target.due is not None and target.due.is_far(year):
            yield far_away(reading, ("targets", target.id, "due"), target.due)
    day = _day(reading.scenario)
    if reading.complete and day is not None and day.year != year:
        yield fault(reading, ("actuals", "as_of"), "W771", day=day.isoformat(), year=year)


def _day(scenario: Scenario) -> date | None:
    return None if scenario.actuals is None else scenario.actuals.as_of
