"""Targets made by hand and how they come out, without a plan or with one."""

from datetime import date
from fractions import Fraction

from simulator.engine.run import run
from simulator.engine.selection import Plan
from simulator.engine.year.targets import target_outcomes
from simulator.files.tables import parse_table
from simulator.language import parse
from simulator.model.kinds import Quantity
from simulator.model.result import Result
from simulator.model.scenario import Scenario
from simulator.model.targets import Actuals, Target, TargetOutcome
from simulator.problems import errors_of

END = date(2014, 12, 31)


def bare(number) -> Quantity:
    return Quantity(Fraction(number), "bare", str(number))


def share(number) -> Quantity:
    return Quantity(Fraction(number), "share", f"{Fraction(number) * 100}%")


def money(fen) -> Quantity:
    return Quantity(Fraction(fen), "money", f"{fen}分")


def outcomes(targets, reached=(), as_of=END) -> tuple[TargetOutcome, ...]:
    """Return how targets come out where only actuals answer them."""
    actuals = Actuals(tuple(dict(reached).items()), as_of)
    scenario = Scenario("targets", 2014, money="none", targets=tuple(targets), actuals=actuals)
    return target_outcomes(Plan(scenario, (), {}, {}, {}))


def outcome(reached=None, as_of=END, **settings) -> TargetOutcome:
    """Return how one target comes out; a number reached is of the kind of a bare one unless it says."""
    known = {} if reached is None else {"a": reached if isinstance(reached, Quantity) else bare(reached)}
    (found,) = outcomes([Target("a", **settings)], known, as_of)
    return found


def ran(text: str, **csv: str) -> Result:
    """Return the result of a scenario given as text, with the rows of its populations."""
    scenario, problems = parse({"a.yaml": text}, "a.yaml")
    assert scenario is not None, "\n".join(each.tell("en") for each in problems)
    assert not errors_of(problems), "\n".join(each.tell("en") for each in problems)
    tables = {}
    for population in scenario.populations:
        table, wrong = parse_table(population, csv[population.id].encode(), f"{population.id}.csv")
        assert table is not None, "\n".join(each.tell("en") for each in wrong)
        tables[population.id] = table
    return run(scenario, tables)


def targets_of(result: Result) -> dict[str, TargetOutcome]:
    """Return the targets of a result by id."""
    return {each.target.id: each for each in result.accounts.targets}
