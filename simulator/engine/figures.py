"""Any figure of a result by its path, exactly, and the published figures held against them.

Paths such as `programmes.rent_subsidy.award` are the same in `expect`, in `explain` and in the notebook.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from simulator.model.accounts import NO_ACCOUNTS, Accounts
from simulator.model.kinds import Quantity
from simulator.model.result import (
    Allocation,
    ExpectationOutcome,
    LimitOutcome,
    ProgrammeAllocation,
    SourceUse,
    SpendingUse,
)
from simulator.model.scenario import Expectation, Scenario
from simulator.money import FEN_OF_UNIT, ROUNDING, normalised
from simulator.problems import FindingError, ScenarioError

PRINTED = {"half_up": "half_up", "truncated": "down"}
TOTAL = "total"
UNALLOCATED = "unallocated"


def figure_of(
    path: str,
    scenario: Scenario,
    allocation: Allocation,
    limits: tuple[LimitOutcome, ...],
    year: Accounts = NO_ACCOUNTS,
) -> Fraction | None:
    """Return one figure exactly (money in fen), None for a ratio over nothing.

    Raises FindingError R640 for a path that leads nowhere.
    """
    if path == UNALLOCATED:
        return Fraction(allocation.unallocated_fen)
    measured = year.figure(path)
    if measured is not None:
        return measured.value
    if "/" in path:
        return _award(path, allocation)
    section, _, rest = path.partition(".")
    name, _, what = rest.rpartition(".")
    values = _values(section, name, scenario, allocation, limits)
    if what not in values:
        raise FindingError("R640", path=path, known=", ".join(values) or ", ".join(SECTIONS))
    value = values[what]
    return None if value is None else Fraction(value)


def _award(path: str, allocation: Allocation) -> Fraction:
    """Return one applicant's award by `programme/applicant`; raises FindingError R640."""
    programme, _, applicant = path.partition("/")
    for each in allocation.programmes:
        if each.programme == programme and applicant in each.ids:
            return Fraction(int(each.award[each.ids.index(applicant)]))
    raise FindingError("R640", path=path, known=", ".join(each.programme for each in allocation.programmes))


def expectation_outcomes(
    scenario: Scenario,
    allocation: Allocation,
    limits: tuple[LimitOutcome, ...],
    year: Accounts = NO_ACCOUNTS,
) -> tuple[ExpectationOutcome, ...]:
    """Return every published figure beside the one this run gives, in the order written.

    A figure written in a file that an overlay or a setting has since changed is shown as moved, not missed.
    """
    last = scenario.document.layers[-1].file if scenario.document else ""
    outcomes = []
    for each in scenario.expect:
        found = _found(each, scenario, allocation, limits, year)
        met = found is not None and _meets(_measured(each, scenario, limits, year), found)
        outcomes.append(ExpectationOutcome(each, found, met, not met and each.place.file != last))
    return tuple(outcomes)


def _found(
    expectation: Expectation,
    scenario: Scenario,
    allocation: Allocation,
    limits: tuple[LimitOutcome, ...],
    year: Accounts,
) -> Fraction | None:
    """Return the figure that answers an expectation; raises ScenarioError at its place when nothing does."""
    try:
        return figure_of(expectation.result, scenario, allocation, limits, year)
    except FindingError as error:
        raise ScenarioError([error.at(expectation.place)]) from error


def _values(
    section: str,
    name: str,
    scenario: Scenario,
    allocation: Allocation,
    limits: tuple[LimitOutcome, ...],
) -> Mapping[str, Fraction | int | None]:
    if section == "sources":
        return _source_values([each for each in allocation.sources if name in (TOTAL, each.source)])
    if section == "spending":
        return _spending_values([each for each in allocation.spending if name in (TOTAL, each.spending)])
    if section == "programmes":
        return _programme_values([each for each in allocation.programmes if name in (TOTAL, each.programme)])
    if section == "figures":
        found = [each.quantity.value for each in scenario.figures if each.id == name]
        return {"value": found[0]} if found else {}
    if section == "constraints":
        return _limit_values([each for each in limits if each.name == f"constraints.{name}"])
    return {}


SECTIONS = ("sources", "spending", "programmes", "figures", "constraints")


def _source_values(chosen: list[SourceUse]) -> Mapping[str, int]:
    if not chosen:
        return {}
    return {"amount": sum(each.amount_fen for each in chosen), "used": sum(each.used_fen for each in chosen)}


def _spending_values(chosen: list[SpendingUse]) -> Mapping[str, int]:
    if not chosen:
        return {}
    return {
        "amount": sum(each.amount_fen for each in chosen),
        "used": sum(each.used_fen for each in chosen),
        "unspent": sum(each.unspent_fen for each in chosen),
    }


def _programme_values(chosen: list[ProgrammeAllocation]) -> Mapping[str, Fraction | int]:
    if not chosen:
        return {}
    return {name: sum((Fraction(read(each)) for each in chosen), Fraction(0)) for name, read in _READ.items()}


_READ: Mapping[str, Callable[[ProgrammeAllocation], Fraction | int]] = MappingProxyType(
    {
        "award": lambda each: each.award_fen,
        "entitlement": lambda each: each.entitlement_fen,
        "awards": lambda each: each.awards,
        "counted": lambda each: each.counted,
        "eligible": lambda each: each.eligible,
        "points": lambda each: each.points,
    }
)


def _limit_values(chosen: list[LimitOutcome]) -> Mapping[str, Fraction | None]:
    if not chosen:
        return {}
    return {"value": chosen[0].value, "slack": min(each.slack for each in chosen)}


MONEY = ("amount", "used", "unspent", "award", "entitlement")


def _measured(
    expectation: Expectation, scenario: Scenario, limits: tuple[LimitOutcome, ...], year: Accounts
) -> Expectation:
    """Return an expectation whose bare figures are in the file's unit only where the result is money."""
    if _is_money(expectation.result, scenario, limits, year):
        return expectation
    bounds = {name: getattr(expectation, name) for name in ("is_", "at_least", "at_most")}
    bare = {name: replace(each, unit_fen=None) for name, each in bounds.items() if each is not None}
    return replace(expectation, **bare)


def _is_money(path: str, scenario: Scenario, limits: tuple[LimitOutcome, ...], year: Accounts) -> bool:
    measured = year.figure(path)
    if measured is not None:
        return measured.kind == "money"
    if "/" in path:
        return True
    section, _, rest = path.partition(".")
    name, _, what = rest.rpartition(".")
    if section == "figures":
        return any(each.quantity.kind == "money" for each in scenario.figures if each.id == name)
    if section == "constraints":
        # a ratio's slack is the money that its top is away from the bound
        kinds = ("money",) if what == "value" else ("money", "ratio")
        return any(each.kind in kinds for each in limits if each.name == path.rpartition(".")[0])
    return path == UNALLOCATED or what in MONEY


def _meets(expectation: Expectation, found: Fraction) -> bool:
    checks = (
        expectation.is_ is None or _same(expectation.is_, found, expectation.as_printed),
        expectation.at_least is None or found >= _in_base(expectation.at_least),
        expectation.at_most is None or found <= _in_base(expectation.at_most),
    )
    return all(checks)


def _same(printed: Quantity, found: Fraction, mode: str | None) -> bool:
    if mode is None:
        return found == _in_base(printed)
    quantum = quantum_of(printed)
    return ROUNDING[PRINTED[mode]](found / quantum) * quantum == _in_base(printed)


def quantum_of(printed: Quantity) -> Fraction:
    """Return the last printed digit's worth, in base units (fen, or the number itself).

    >>> quantum_of(Quantity(Fraction(1581100000), "bare", "1581.1", 1000000))
    Fraction(100000, 1)
    """
    digits = normalised(printed.text).replace(",", "")
    decimals = len(
        "".join(c if c.isdigit() or c == "." else " " for c in digits).split()[0].partition(".")[2]
    )
    return _unit_of(printed, digits) * Fraction(1, 10**decimals)


def _unit_of(printed: Quantity, digits: str) -> Fraction:
    if printed.kind == "money":
        unit = next(
            (each for each in sorted(FEN_OF_UNIT, key=len, reverse=True) if digits.endswith(each)), "分"
        )
        return Fraction(FEN_OF_UNIT[unit])
    if printed.kind == "bare" and printed.unit_fen is not None:
        return Fraction(printed.unit_fen)
    hundredths = printed.kind == "points" or "%" in digits
    return Fraction(1, 1000) if "‰" in digits else Fraction(1, 100) if hundredths else Fraction(1)


def _in_base(quantity: Quantity) -> Fraction:
    if quantity.kind == "bare" and quantity.unit_fen is not None:
        return quantity.value * quantity.unit_fen
    return Fraction(quantity.value)
