"""Checks of goals: that each aims at something, the way it can go, and that weights say what they weigh."""

from collections.abc import Iterator, Sequence

from simulator.constraints import MEASURES
from simulator.language.checks.limits import grouping_columns
from simulator.language.checks.sharing import PlacedAim, placed_aims, placed_goals, placed_terms
from simulator.language.checks.written import Key, declared, fault, fault_at_key, is_written
from simulator.language.read import Reading
from simulator.language.scalars import nearest
from simulator.model.goals import AIM_UNITS, ONLY_WAY, Aim, Change, Fairness, Keep, Weigh, Weighed
from simulator.model.scenario import Programme
from simulator.problems import Problem


def ways(reading: Reading) -> Iterator[Problem]:
    """An aim that can go one way only, and is to go the other (S324, S338)."""
    for placed in placed_aims(reading):
        way = ONLY_WAY.get(placed.aim.word, placed.way)
        if way != placed.way:
            yield fault_at_key(reading, placed.keys, "S324", aim=placed.aim.word, way=way)
        if placed.way == "minimise" and placed.aim.word == "points" and _written_on(reading, "response"):
            yield fault_at_key(reading, placed.keys, "S338")


def _written_on(reading: Reading, key: str) -> bool:
    return any(is_written(reading, "programmes", name, key) for name in declared(reading, "programmes"))


# ── aims over nothing ──────────────────────────────────────────────────────────────────────────────


def points(reading: Reading) -> Iterator[Problem]:
    """A goal of points where nobody gives any (S268)."""
    given = _written_on(reading, "points") or _written_on(reading, "response")
    for placed in placed_aims(reading):
        if placed.aim.word == "points" and not given:
            yield fault(reading, placed.keys, "S268")


def targets(reading: Reading) -> Iterator[Problem]:
    """A goal of limits met where none is one that should hold (S331)."""
    soft = [each.id for each in reading.scenario.constraints if not each.hard]
    for placed in placed_aims(reading):
        if placed.aim.word == "targets_met" and not soft:
            yield fault(reading, placed.keys, "S331")


def changes(reading: Reading) -> Iterator[Problem]:
    """A change from last year that nobody says, or that no population says (S281, S320, S321)."""
    for placed in placed_aims(reading):
        settings = placed.aim.settings
        if isinstance(settings, Change):
            if settings.of is None:
                yield from _unsaid(reading, placed)
            else:
                members = [each for each in _claimed(reading) if settings.programme in (None, each.id)]
                yield from _no_column(reading, (*_below(reading, placed), "of"), settings.of, members, "S321")


def _unsaid(reading: Reading, placed: PlacedAim) -> Iterator[Problem]:
    spenders = [each.id for each in reading.scenario.programmes if each.spending is not None]
    if not any(is_written(reading, "programmes", name, "last_year") for name in spenders):
        yield fault(reading, placed.keys, "S320")


def fairness(reading: Reading) -> Iterator[Problem]:
    """A fairness among two kinds at once, or among the groups of no column (S281, S322, S323)."""
    for placed in placed_aims(reading):
        settings = placed.aim.settings
        if isinstance(settings, Fairness):
            at = _below(reading, placed)
            if settings.of is not None and settings.per is not None:
                yield fault_at_key(reading, (*at, "per"), "S323")
            elif settings.per is not None:
                yield from _no_column(reading, (*at, "per"), settings.per, _claimed(reading), "S322")
            elif settings.of == "applicants" and not _claimed(reading):
                yield fault(reading, placed.keys, "S281")


def _below(reading: Reading, placed: PlacedAim) -> tuple[Key, ...]:
    return (*placed.keys, placed.aim.word)


def _claimed(reading: Reading) -> list[Programme]:
    return [each for each in reading.scenario.programmes if each.applicants is not None and each.spending]


def _no_column(
    reading: Reading, keys: tuple[Key, ...], column: str, members: Sequence[Programme], code: str
) -> Iterator[Problem]:
    """Yield a problem when no programme's population has the column (of money, for what is compared)."""
    if not members:
        yield fault(reading, keys, "S281")
        return
    known = [name for each in members for name in _columns(reading, each, money=code == "S321")]
    if column not in known:
        yield fault(reading, keys, code, column=column, nearest=nearest(column, tuple(known)))


def _columns(reading: Reading, programme: Programme, *, money: bool) -> tuple[str, ...]:
    names = grouping_columns(reading, programme.applicants or "")
    population = next(
        (each for each in reading.scenario.populations if each.id == programme.applicants), None
    )
    types = {} if population is None else reading.typing.columns_of(population)
    return tuple(name for name in names if not money or name not in types or types[name].kind == "money")


# ── weights ────────────────────────────────────────────────────────────────────────────────────────


def weighed(reading: Reading) -> Iterator[Problem]:
    """A weighed aim without one way, a weight of nothing, money without its measure (S325–S329)."""
    for keys, goal in placed_goals(reading):
        if isinstance(goal, Weigh):
            for at, term in placed_terms(reading, keys, goal):
                yield from _weighed(reading, at, term)


def _weighed(reading: Reading, at: tuple[Key, ...], term: Weighed) -> Iterator[Problem]:
    if (term.maximise is None) == (term.minimise is None):
        yield fault_at_key(reading, at, "S325")
        return
    if term.weight <= 0:
        yield fault(reading, (*at, "weight"), "S326")
    unit = _unit(term.aim)
    if unit == "money" and term.per is None:
        yield fault_at_key(reading, (*at, term.way), "S327", aim=term.aim.subject)
    if unit in NUMBERS and term.per is not None:
        yield fault_at_key(reading, (*at, "per"), "S328", aim=term.aim.subject)
    if term.per == 0:
        yield fault(reading, (*at, "per"), "S329")


NUMBERS = ("points", "count", "ratio")


def _unit(aim: Aim) -> str:
    return MEASURES[aim.measure.word].unit if aim.measure else AIM_UNITS[aim.word]


def _repeated_terms(reading: Reading, keys: tuple[Key, ...], goal: Weigh) -> Iterator[Problem]:
    own: list[object] = []
    for at, term in placed_terms(reading, keys, goal):
        # of a term that goes both ways or neither the way itself is the fault
        if (term.maximise is None) != (term.minimise is None):
            yield from _again(reading, own, term.aim, (*at, term.way))


def repeated(reading: Reading) -> Iterator[Problem]:
    """A goal that stands there already: the second can change nothing (S330)."""
    seen: list[object] = []
    for keys, goal in placed_goals(reading):
        if isinstance(goal, Keep):
            items = [(name, (*keys, at)) for at, name in enumerate(goal.constraints)]
            yield from (found for name, at in items for found in _again(reading, seen, ("keep", name), at))
        elif isinstance(goal, Weigh):
            yield from _repeated_terms(reading, keys, goal)
        else:
            yield from _again(reading, seen, (goal.word, goal.aim), keys)


def _again(reading: Reading, seen: list[object], what: object, keys: tuple[Key, ...]) -> Iterator[Problem]:
    if what in seen:
        yield fault(reading, keys, "S330")
    seen.append(what)
