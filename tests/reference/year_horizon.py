"""Several years by the reference: each one written out anew, with what the one before left to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.reference.figures import half_up, money, rate
from tests.reference.timing import last_day, moved
from tests.reference.writing import Money
from tests.reference.year_awards import (
    Applicants,
    NoPlanError,
    claims_by_programme,
    classes_of,
    lines_of,
    makes_good,
)
from tests.reference.year_funds import FundYear, fund_year, paid_awards
from tests.reference.year_ledgers import Book, paid_from_lots, run_year, still_asked, what_lots_lack
from tests.reference.year_payments import Contract, Line

Scenario = dict[str, Any]
FIRST_ONLY = ("adjustments", "actuals", "decisions", "expect", "carry_over")


@dataclass(frozen=True)
class Grade:
    """What a line's evaluation of last year reached, and what it keeps."""

    line: str
    reached: Fraction
    keeps: Fraction


@dataclass(frozen=True)
class OneYear:
    """One year as it was written, its books, and the grades that were read for it."""

    scenario: Scenario
    book: Book
    grades: tuple[Grade, ...]
    funds: Mapping[str, FundYear]


def run_years(scenario: Scenario, applicants: Applicants) -> Iterator[OneYear]:
    """Yield every year of a horizon; raises what a year's books raise."""
    plan = scenario["horizon"]
    exact = {path: Fraction(_at(scenario, path)) for path in _paths(plan)}
    current, grades = scenario, tuple[Grade, ...]()
    for year in range(int(scenario["year"]), int(plan["until"]) + 1):
        lines, funds = _awarded(current, applicants)
        book = run_year(current, lines)
        yield OneYear(current, book, grades, funds)
        grades = tuple(_graded(each, book) for each in plan.get("evaluations", []))
        exact = _next(plan, exact, grades, year + 1)
        opened = {name: _reopened(current, name, each) for name, each in funds.items()}
        current = {**_written(scenario, exact, book, year + 1), "funds": opened}


def _awarded(scenario: Scenario, applicants: Applicants) -> tuple[list[Line], dict[str, FundYear]]:
    """Return the lines of a year with their awards, and its funds.

    A fund that is overdrawn whatever is awarded is told before a class that has no plan.
    """
    claims = claims_by_programme(scenario, applicants)
    try:
        lines, refused = lines_of(scenario, applicants), None
    except NoPlanError as found:
        lines, refused = [], found
    funds = {name: fund_year(scenario, name, claims) for name in scenario.get("funds", {})}
    if refused is not None:
        raise refused
    return lines, funds


# ── figures ────────────────────────────────────────────────────────────────────────────────────────


def _paths(plan: Mapping[str, Any]) -> list[str]:
    """Return the path of every amount that grows, is graded or is changed."""
    return [
        *(each["path"] for each in plan.get("index", [])),
        *(f"{each['line']}.amount" for each in plan.get("evaluations", [])),
        *(each["set"] for each in plan.get("changes", [])),
    ]


def _at(scenario: Scenario, path: str) -> int:
    section, name, _ = path.split(".")
    return money(scenario[section][name]["amount"])


def _next(
    plan: Mapping[str, Any], exact: Mapping[str, Fraction], grades: tuple[Grade, ...], year: int
) -> dict[str, Fraction]:
    """Return the amounts of a year before they are rounded: changed in it, or else grown; then graded."""
    found = dict(exact)
    changed = {each["set"]: each["to"] for each in plan.get("changes", []) if int(each["year"]) == year}
    for each in plan.get("index", []):
        found[each["path"]] *= 1 + rate(each["by"])
    found |= {path: Fraction(money(text)) for path, text in changed.items()}
    for grade in grades:
        found[f"{grade.line}.amount"] *= grade.keeps
    return found


def _graded(evaluation: Mapping[str, Any], book: Book) -> Grade:
    """Return what a line paid of its authority, all of nothing, and the best grade that it reaches."""
    members = book.under(evaluation["line"])
    authorised = sum(book.standing[name].authorised for name in members)
    paid = sum(each.fen for each in book.paid if each.line in members)
    reached = Fraction(paid, authorised) if authorised else Fraction(1)
    steps = [(rate(each["at_least"]), rate(each["keeps"])) for each in evaluation["grades"]]
    return Grade(evaluation["line"], reached, max(each for each in steps if each[0] <= reached)[1])


# ── funds ──────────────────────────────────────────────────────────────────────────────────────────


def _reopened(scenario: Scenario, name: str, fund: FundYear) -> dict[str, Any]:
    """Return a fund as it opens the next year: what it holds, what may come back, what it is still to pay.

    Quarters are counted from the year nought, so that they mean the same in every year.
    """
    written, first = scenario["funds"][name], 4 * int(scenario["year"])
    went = dict(written.get("went_out", {}))
    went |= {first + at: out for at, (_, _, out, _, _) in enumerate(fund.quarters[:4]) if out}
    promised = {at: fen for at, fen in written.get("promised", {}).items() if at >= first + 4}
    for at, fen in enumerate(paid_awards(scenario, fund.awards, len(fund.quarters))):
        if at >= 4 and fen:
            promised[first + at] = promised.get(first + at, 0) + fen
    kept = {key: each for key, each in written.items() if key != "inflow"}
    return {**kept, "opening": Money(fund.quarters[3][4]), "went_out": went, "promised": promised}


# ── a year written out ─────────────────────────────────────────────────────────────────────────────


def _written(scenario: Scenario, exact: Mapping[str, Fraction], book: Book, year: int) -> Scenario:
    found = {key: each for key, each in scenario.items() if key not in FIRST_ONLY}
    for path, amount in exact.items():
        section, name, _ = path.split(".")
        line = {**found[section][name], "amount": Money(half_up(amount))}
        found[section] = {**found[section], name: line}
    by = year - int(scenario["year"])
    found |= {"year": str(year), **_adjusted_in(scenario, year)}
    found["calendar"] = {name: _plan(each, by) for name, each in scenario.get("calendar", {}).items()}
    found["cash"] = {
        name: {**each, "ceilings": _moved_keys(each["ceilings"], by)}
        for name, each in scenario.get("cash", {}).items()
    }
    if "gates" in scenario.get("pace", {}):
        found["pace"] = {**scenario["pace"], "gates": _moved_keys(scenario["pace"]["gates"], by)}
    left, asked = closing_lots(book), unpaid(book)
    found["carry_over"] = {
        **_after(scenario),
        "lots": [_named_again(book.scenario, each) for each in left],
        "unpaid": [_named_again(book.scenario, each) for each in asked],
    }
    return _made_good(found)


def _adjusted_in(scenario: Scenario, year: int) -> dict[str, Any]:
    """Return the adjustments of a year as they are written; one that names no year is of the first."""
    first, written = int(scenario["year"]), scenario.get("adjustments", [])
    found = [each for each in written if last_day(each["on"], first).year == year]
    return {"adjustments": found} if found else {}


def _after(scenario: Scenario) -> dict[str, str]:
    carry = scenario.get("carry_over", {})
    return {key: each for key, each in carry.items() if key == "lapses_after"}


def _plan(plan: Mapping[str, Any], by: int) -> dict[str, Any]:
    if "rows" not in plan:
        return _moved_keys(plan, by)
    return {**plan, "rows": {group: _moved_keys(row, by) for group, row in plan["rows"].items()}}


def _moved_keys(by_moment: Mapping[str, Any], by: int) -> dict[str, Any]:
    return {moved(moment, by): each for moment, each in by_moment.items()}


def closing_lots(book: Book) -> list[dict[str, Any]]:
    """Return what is left as lots: of every older lot, and of each line's own authority."""
    ends, from_lots = paid_from_lots(book)
    found = [_lot(each.year, each.closing, each.line) for each in ends if each.closing]
    for name, line in sorted(book.standing.items()):
        paid = sum(each.fen for each in book.paid if each.line == name)
        left = line.own - (paid - from_lots[name])
        found += [_lot(book.year, left, name)] if left else []
    return found


def _lot(year: int, fen: int, line: str | None) -> dict[str, Any]:
    return {"year": str(year), "amount": Money(fen), **({} if line is None else {"line": line})}


def unpaid(book: Book) -> list[dict[str, Any]]:
    """Return what contracts still ask for, on the day on which it is due."""
    return [
        {"line": line, "due": str(due), "amount": Money(fen), **({"group": group} if group else {})}
        for (line, group, due), fen in still_asked(book).items()
    ]


# ── what a cut left to later years ─────────────────────────────────────────────────────────────────


def _named_again(scenario: Mapping[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    """Return a lot or an instalment of a line that makes good as one of the programme it did it for."""
    name = str(written.get("line", "")).removeprefix("programmes.")
    if name in scenario["programmes"] and makes_good(scenario, name):
        return {**written, "line": f"programmes.{scenario['programmes'][name]['makes_good']}"}
    return written


def _made_good(scenario: Scenario) -> Scenario:
    """Return a year whose lots hold what its earlier contracts ask for; what they lack is a line of its own.

    A class without programmes has no such line: it goes on asking for all of it.
    """
    lacks = what_lots_lack(scenario, classes_of(scenario))
    good = [(contract, lack if contract.line.startswith("programmes.") else 0) for contract, lack in lacks]
    served = [_asking(contract, contract.fen - lack) for contract, lack in good if contract.fen > lack]
    found = {**scenario, "carry_over": {**scenario["carry_over"], "unpaid": served}}
    for path in sorted({contract.line for contract, lack in good if lack}):
        own = [(contract.dues[0].day, lack) for contract, lack in good if contract.line == path and lack]
        found = _with_line(found, path.removeprefix("programmes."), own)
    return found


def _asking(contract: Contract, fen: int) -> dict[str, Any]:
    group = {"group": contract.group} if contract.group else {}
    return {"line": contract.line, "due": str(contract.dues[0].day), "amount": Money(fen), **group}


def _with_line(scenario: Scenario, name: str, lacks: Sequence[tuple[date, int]]) -> Scenario:
    """Return a year with one more line: bound on its first day, it pays each amount on its day."""
    year, whole = int(scenario["year"]), sum(fen for _, fen in lacks)
    own = _free_id(scenario, f"{name}_{year - 1}")
    row: dict[str, list[Any]] = {f"{year}-01-01": ["contract"]}
    for day in sorted({day for day, _ in lacks}):
        due = sum(fen for at, fen in lacks if at == day)
        row.setdefault(str(day), []).append({"pay": f"{due}/{whole}"})
    spending = scenario["programmes"][name]["spending"]
    line = {"spending": spending, "amount": Money(whole), "makes_good": name}
    return {
        **scenario,
        "programmes": {**scenario["programmes"], own: line},
        "calendar": {**scenario["calendar"], own: row},
    }


def _free_id(scenario: Scenario, name: str) -> str:
    """Return an id that no programme and no class has, with as many underscores as it takes."""
    while name in scenario["programmes"] or name in scenario["spending"]:
        name += "_"
    return name
