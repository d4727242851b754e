"""The fast side of a comparison of award rules: through the language, the tables and the engine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any

from simulator.engine.entitle import entitle
from simulator.files.tables import parse_table
from simulator.language import parse
from simulator.model.result import Claims, ProgrammeClaims, StepTrace
from simulator.problems import errors_of
from tests.reference.across import GROUP_STEPS
from tests.reference.distribute import Distributed, distributed
from tests.reference.engine import sums_of_money, typed_rows
from tests.reference.entitlement import Judged, judged, named_conditions
from tests.reference.formula import evaluate
from tests.reference.rule_generator import KEY, RuleCase
from tests.reference.steps import Place, name_of
from tests.reference.together import Dues, Entry, cumulated, one_each

MAIN = "rules.yaml"


@dataclass(frozen=True)
class Difference:
    """Where the two engines part: the programme, what is compared, the applicant, and both values."""

    programme: str
    what: str
    applicant: str
    slow: object
    fast: object


def fast_claims(drawn: RuleCase, unit: str = "分") -> Claims:
    """Return what the engine makes of the rules, read from YAML and CSV."""
    scenario, problems = parse({MAIN: drawn.yaml(unit)}, MAIN)
    faults = "\n".join(f"{each.place} {each.tell('en')}" for each in errors_of(problems))
    assert scenario is not None, faults
    assert not faults, faults
    table, problems = parse_table(scenario.populations[0], drawn.csv(), "firms.csv")
    assert table is not None, "\n".join(each.tell("en") for each in errors_of(problems))
    return entitle({"firms": table}, scenario)


def slow_claims(drawn: RuleCase) -> dict[str, Judged]:
    """Return what the reference makes of the rules."""
    rows, money = slow_rows(drawn)
    return {name: judged(each, rows, "分", money) for name, each in drawn.programmes.items()}


def slow_formula(drawn: RuleCase) -> Distributed:
    """Return what the reference gives out by the formula of a case; raises RefusedError."""
    ((_, programme),) = drawn.programmes.items()
    rows, money = slow_rows(drawn)
    places = [Place(rows[name], money=money) for name in sorted(rows)]
    conditions = named_conditions(programme).values()
    eligible = [all(evaluate(text, place.row) for text in conditions) for place in places]
    return distributed(programme["distribute"], int(programme["envelope"]["at_most"]), places, eligible)


def slow_clauses(drawn: RuleCase) -> Dues:
    """Return what the reference leaves of every entitlement after the clauses over several programmes."""
    rows, _ = slow_rows(drawn)
    judged_ones = slow_claims(drawn)
    dues = {
        (name, who): fen
        for name, each in judged_ones.items()
        for who, fen in zip(each.ids, each.due, strict=True)
    }
    for word, work in (("one_per_item", one_each), ("cumulation", cumulated)):
        for clause in drawn.clauses.get(word, []):
            dues = work(clause, [Entry(name, who, fen, rows[who]) for (name, who), fen in dues.items()], "分")
    return dues


def slow_rows(drawn: RuleCase) -> tuple[dict[str, dict[str, Any]], dict[str, bool]]:
    """Return the rows of a case, typed, by id, and which columns are sums of money."""
    population = drawn.scenario["populations"]["firms"]
    rows = {row[KEY]: row for row in typed_rows(population, drawn.rows)}
    return rows, sums_of_money(drawn.scenario, population)


def differences(drawn: RuleCase, unit: str = "分") -> Iterator[Difference]:
    """Yield every place where the two engines part: who is in, every amount, every side figure, the end."""
    claims = fast_claims(drawn, unit)
    for name, slow in slow_claims(drawn).items():
        fast = claims.of(name)
        for what, expected, found in compared(drawn.programmes[name]["award"], slow, fast):
            pairs = zip(slow.ids, expected, found, strict=True)
            yield from (Difference(name, what, *pair) for pair in pairs if pair[1] != pair[2])


def first_differences(drawn: RuleCase, unit: str = "分") -> list[Difference]:
    """Return the first few places where the two engines part; none is what is wanted."""
    return list(islice(differences(drawn, unit), 3))


Compared = tuple[str, Sequence[object], Sequence[object]]


def compared(
    award: Sequence[Mapping[str, object]], slow: Judged, fast: ProgrammeClaims
) -> Iterator[Compared]:
    """Yield what is compared: its name, the reference's column and the engine's."""
    yield "eligible", slow.eligible, fast.eligible.tolist()
    yield "entitlement", slow.due, fast.entitlement.tolist()
    own = dict(traced(fast.steps))
    across = [position for position, step in enumerate(award) if next(iter(step)) in GROUP_STEPS]
    for position, step in enumerate(award):
        whole = bool(across) and position >= across[0]
        for path in (path for path in own if path == name_of(step) or path.startswith(f"{name_of(step)}.")):
            values = slow.after.get(path, [None for _ in slow.ids])
            known = [
                each is not None and (inside or not whole)
                for each, inside in zip(values, slow.eligible, strict=True)
            ]
            yield (path, _where(known, values), _where(known, own[path]))
    for part in dict.fromkeys((*side_names(slow), *fast.parts)):
        found = fast.parts[part].tolist() if part in fast.parts else [0 for _ in slow.ids]
        yield (f"part {part}", _where(slow.eligible, side(slow, part)), _where(slow.eligible, found))


def _where(known: Sequence[bool], values: Sequence[object]) -> list[object]:
    """Return a column with nothing on the rows that are not compared."""
    return [each if inside else None for each, inside in zip(values, known, strict=True)]


def traced(steps: Sequence[StepTrace], above: str = "") -> Iterator[tuple[str, list[Fraction]]]:
    """Yield every step of a trace with its path inside the award and its exact amounts."""
    for step in steps:
        path = f"{above}{step.path.rpartition('.')[2]}"
        yield path, list(step.after.fractions())
        for name, limb in step.limbs:
            yield from traced(limb, f"{path}.{name}.")


def side_names(slow: Judged) -> list[str]:
    """Return the names of the side figures a rule settles."""
    return list(dict.fromkeys(path.rpartition(".")[2] for path in slow.parts))


def side(slow: Judged, name: str) -> list[int]:
    """Return a side figure of every row in whole fen; equal names of several steps are added up."""
    own = [values for path, values in slow.parts.items() if path.rpartition(".")[2] == name]
    sums = [sum(each, Fraction(0)) for each in zip(*own, strict=True)] or [Fraction(0) for _ in slow.ids]
    return [int((each + Fraction(1, 2)) // 1) for each in sums]
