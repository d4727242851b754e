"""Several years by the reference: each one written out anew, with what the one before left to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.reference.figures import half_up, money, rate
from tests.reference.timing import moved
from tests.reference.writing import Money
from tests.reference.year_awards import Applicants, claims_by_programme, lines_of
from tests.reference.year_funds import FundYear, fund_year, paid_awards
from tests.reference.year_ledgers import Book, paid_from_lots, run_year, still_asked

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
        claims = claims_by_programme(current, applicants)
        funds = {name: fund_year(current, name, claims) for name in current.get("funds", {})}
        book = run_year(current, lines_of(current, applicants))
        yield OneYear(current, book, grades, funds)
        grades = tuple(_graded(each, book) for each in plan.get("evaluations", []))
        exact = _next(plan, exact, grades, year + 1)
        opened = {name: _reopened(current, name, each) for name, each in funds.items()}
        current = {**_written(scenario, exact, book, year + 1), "funds": opened}


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
    found["year"] = str(year)
    found["calendar"] = {name: _plan(each, by) for name, each in scenario.get("calendar", {}).items()}
    found["cash"] = {
        name: {**each, "ceilings": _moved_keys(each["ceilings"], by)}
        for name, each in scenario.get("cash", {}).items()
    }
    if "gates" in scenario.get("pace", {}):
        found["pace"] = {**scenario["pace"], "gates": _moved_keys(scenario["pace"]["gates"], by)}
    found["carry_over"] = {**_after(scenario), "lots": closing_lots(book), "unpaid": unpaid(book)}
    return found


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
