"""The year in the same plain words from both engines, so that they can be held side by side."""

from collections.abc import Iterable
from typing import Any

from simulator.engine.run import run
from simulator.model.funds import FundOutcome
from simulator.model.ledgers import CUMULATIVE, LedgerLine, Ledgers, PaceGap, closing_lots
from simulator.model.targets import TargetOutcome
from simulator.problems import InfeasibleError, ScenarioError
from simulator.studies.years import run_years
from tests.engine.support import awards_of, scenario_of, tables_of
from tests.reference import year_ledgers as slow
from tests.reference.division import RefusedError
from tests.reference.timing import quarter_end
from tests.reference.year_awards import NoPlanError, TooManyLinesError, claims_by_programme, lines_of
from tests.reference.year_funds import FundYear, OverdrawnError, fund_year
from tests.reference.year_generator import YearCase
from tests.reference.year_horizon import run_years as slow_years
from tests.reference.year_payments import payments_of
from tests.reference.year_targets import judged_targets

Told = dict[str, Any]
SINGLE = ("adjusted", "undated", "unfunded", "claimed", "brought", "from_lots", "in_advance")


# ── the engine ─────────────────────────────────────────────────────────────────────────────────────


def told_by_engine(drawn: YearCase) -> Told:
    """Return everything the engine says of a year, in plain values; the codes where it refuses it."""
    try:
        scenario = scenario_of(drawn)
        result = run(scenario, tables_of(scenario, drawn))
    except ScenarioError as refused:
        return {"refused": min(each.code for each in refused.problems)}
    awards = {name: list(each.values()) for name, each in awards_of(result).items()}
    ledgers = result.accounts.ledgers
    return {
        "awards": awards,
        **({} if ledgers is None else ledgers_told(ledgers)),
        **{f"funds.{each.fund}": fund_told(each) for each in result.accounts.funds},
        **{each.name: target_told(each) for each in result.accounts.targets},
    }


def fund_told(fund: FundOutcome) -> Told:
    """Return the figures of a fund."""
    return {
        "quarters": [
            (each.opening_fen, each.in_fen, each.out_fen, each.recovered_fen, each.closing_fen)
            for each in fund.quarters
        ],
        "available": fund.available_fen,
        "awards": fund.awards_fen,
        "returned": fund.returned_fen,
        "leverage": fund.leverage,
        "uncovered": fund.uncovered_fen,
        "after_losses": fund.after_losses_fen,
        "triggered": fund.triggered,
        "triggered_after_losses": fund.triggered_after_losses,
    }


def target_told(target: TargetOutcome) -> Told:
    """Return the figures of a target."""
    return {
        "state": target.state,
        "value": target.value,
        "needed": target.needed,
        "shortfall": target.shortfall,
        "exceeded": target.exceeded,
        "cost": target.cost_fen,
        "expected": target.expected,
        "behind": target.behind,
        "carried_over": target.carried_over,
    }


def ledgers_told(ledgers: Ledgers) -> Told:
    """Return everything the ledgers say."""
    year = ledgers.year
    found: Told = {
        "payments": [
            (
                each.line,
                each.group,
                str(each.moment.last_day(year)),
                each.share,
                each.amount_fen,
                each.advance,
            )
            for each in ledgers.payments
        ],
        "adjustments": [
            (each.size_fen, {line: fen for line, fen in each.parts if fen}) for each in ledgers.adjustments
        ],
        "lots": sorted(
            (each.year, each.line, each.opening_fen, each.spent_fen, each.lapsed_fen, each.lapses)
            for each in ledgers.lots
        ),
        "closing_lots": sorted((each.year, each.line or "", each.amount) for each in closing_lots(ledgers)),
        "next_unpaid": added(
            ((each.line, each.group, str(each.due.last_day(year))), each.amount)
            for each in ledgers.next_unpaid
        ),
        "pace": gaps_of(ledgers.pace),
        "months": gaps_of(ledgers.months),
        "failed": ledgers.failed,
        "quarters": list(ledgers.quarters),
        "balance": balance_of(ledgers),
    }
    for line in ledgers.lines:
        found |= columns_of(line)
    for group in ledgers.groups:
        for name in CUMULATIVE[1:]:
            if any(group.column(name)):
                found[f"{group.line}/{group.group}.{name}"] = list(group.column(name))
    return found


def columns_of(line: LedgerLine) -> Told:
    """Return the columns and the single figures of a line."""
    found: Told = {f"{line.line}.{name}": list(line.column(name)) for name in CUMULATIVE}
    found |= {f"{line.line}.{name}": getattr(line, name) for name in SINGLE}
    found[f"{line.line}.forward"] = dict(line.forward)
    return found


def balance_of(ledgers: Ledgers) -> tuple[int, ...]:
    found = ledgers.balance
    assert found is not None
    return (found.opening_fen, found.revenue_fen, found.spent_fen, found.lapsed_fen, found.closing_fen)


def gaps_of(gaps: Iterable[PaceGap]) -> Told:
    return {each.moment.text: (each.norm, each.reached, each.judged) for each in gaps}


def added(pairs: Iterable[tuple[Any, int]]) -> dict[Any, int]:
    """Return amounts by key, those of one key together; what is nothing is left out."""
    found: dict[Any, int] = {}
    for key, fen in pairs:
        found[key] = found.get(key, 0) + fen
    return {key: fen for key, fen in sorted(found.items()) if fen}


# ── the reference ──────────────────────────────────────────────────────────────────────────────────


def told_by_reference(drawn: YearCase) -> Told:
    """Return what the reference says of a year, in the same plain values."""
    scenario = drawn.scenario
    lines, claims = lines_of(scenario, drawn.applicants), claims_by_programme(scenario, drawn.applicants)
    try:
        funds = {name: fund_year(scenario, name, claims) for name in scenario.get("funds", {})}
        book = slow.run_year(scenario, lines)
        kept = book_told(book) if slow.says_when(scenario) else {}
    except REFUSALS as refused:
        return {"refused": CODES[type(refused)]}
    awards = {
        each.path.removeprefix("programmes."): each.awards for each in lines if "programmes" in each.path
    }
    awards |= {name: own for fund in funds.values() for name, own in fund.awards.items()}
    paid = {name: (own, claims.get(name, [])) for name, own in awards.items()}
    return {
        "awards": {name: [each.fen for each in own] for name, own in awards.items()},
        **kept,
        **{f"funds.{name}": of_fund(fund) for name, fund in funds.items()},
        **{f"targets.{name}": vars(each) for name, each in judged_targets(scenario, paid).items()},
    }


CODES: dict[type[Exception], str] = {
    slow.TooLargeError: "R681",
    slow.TooFewLotsError: "R682",
    OverdrawnError: "R703",
    RefusedError: "R630",
    TooManyLinesError: "S254",
    NoPlanError: "R601",
}
REFUSALS = tuple(CODES)


def of_fund(fund: FundYear) -> Told:
    """Return what the reference says of a fund."""
    return {
        "quarters": list(fund.quarters),
        "available": fund.available,
        "awards": sum(each.fen for own in fund.awards.values() for each in own),
        "returned": fund.returned,
        "leverage": fund.leverage,
        "uncovered": fund.uncovered,
        "after_losses": fund.after_losses,
        "triggered": fund.triggered,
        "triggered_after_losses": fund.triggered_after_losses,
    }


IN_WHICH_YEAR = "R688"


def years_by_engine(drawn: YearCase) -> list[Told]:
    """Return what the engine says of every year in turn; the last may be a refusal."""
    scenario, found = scenario_of(drawn), list[Told]()
    try:
        for each in run_years(scenario, tables_of(scenario, drawn)):
            graded = [(one.line, one.reached, one.keeps) for one in each.graded]
            ledgers = each.result.accounts.ledgers
            kept = {} if ledgers is None else ledgers_told(ledgers)
            awards = {name: list(own.values()) for name, own in awards_of(each.result).items()}
            funds = {f"funds.{one.fund}": fund_told(one) for one in each.result.accounts.funds}
            found.append({"year": each.year, "graded": graded, "awards": awards, **kept, **funds})
    except ScenarioError as refused:
        found.append({"refused": min(each.code for each in refused.problems if each.code != IN_WHICH_YEAR)})
    except InfeasibleError:
        found.append({"refused": CODES[NoPlanError]})
    return found


def years_by_reference(drawn: YearCase) -> list[Told]:
    """Return what the reference says of every year in turn."""
    found = list[Told]()
    try:
        for each in slow_years(drawn.scenario, drawn.applicants):
            graded = [(one.line, one.reached, one.keeps) for one in each.grades]
            kept = book_told(each.book) if slow.says_when(each.scenario) else {}
            awards = {
                name.removeprefix("programmes."): [award.fen for award in line.awards]
                for name, line in each.book.lines.items()
                if name.startswith("programmes.")
            }
            awards |= {
                name: [award.fen for award in own]
                for one in each.funds.values()
                for name, own in one.awards.items()
            }
            funds = {f"funds.{name}": of_fund(one) for name, one in each.funds.items()}
            found.append({"year": each.book.year, "graded": graded, "awards": awards, **kept, **funds})
    except REFUSALS as refused:
        found.append({"refused": CODES[type(refused)]})
    return found


def book_told(book: slow.Book) -> Told:
    """Return what the books of the reference say."""
    ends, from_lots = slow.paid_from_lots(book)
    pace, months = slow.pace(book)
    known = sorted(book.columns)
    judged = {name: (each.norm, each.reached, each.judged) for name, each in pace.items()}
    missed = any(
        each.judged and each.reached is not None and each.reached < each.norm for each in pace.values()
    )
    found: Told = {
        "payments": payments(book),
        "adjustments": [
            (size, {name: fen for name, fen in parts.items() if fen})
            for _, (size, parts) in sorted(book.parts.items())
        ],
        "lots": sorted(
            (each.year, each.line or "", each.opening, each.spent, each.lapsed, each.last) for each in ends
        ),
        "closing_lots": closing(book, ends, from_lots),
        "next_unpaid": {
            (line, group, str(day)): fen for (line, group, day), fen in sorted(slow.still_asked(book).items())
        },
        "pace": judged,
        "months": {name: (each.norm, each.reached, each.judged) for name, each in months.items()},
        "failed": missed and book.scenario.get("pace", {}).get("strength") == "must",
        "quarters": [number for number in range(-40, 4) if quarter_end(number, book.year) in known],
        "balance": slow.balance(book),
    }
    for name in book.lines:
        found |= line_of(book, name, from_lots)
    return found | groups(book)


def payments(book: slow.Book) -> list[Any]:
    """Return the instalments of the calendar by line, group and day."""
    return [
        (name, group, str(due.day), due.share, due.fen, due.advance)
        for name, line in sorted(book.lines.items())
        for group, due in payments_of(book.scenario, line)
    ]


def closing(book: slow.Book, ends: Iterable[slow.LotEnd], from_lots: dict[str, int]) -> list[Any]:
    own = []
    for name, line in book.standing.items():
        paid = sum(each.fen for each in book.paid if each.line == name)
        own.append((book.year, name, line.own - (paid - from_lots[name])))
    older = [(each.year, each.line or "", each.closing) for each in ends]
    return sorted(each for each in (*older, *own) if each[2])


def line_of(book: slow.Book, name: str, from_lots: dict[str, int]) -> Told:
    """Return the columns and the single figures of one line."""
    line = book.standing[name]
    found: Told = {f"{name}.authorised": [book.authority[day][name] for day in sorted(book.columns)]}
    for column in CUMULATIVE[1:]:
        found[f"{name}.{column}"] = [
            sum(fen for (own, at, _), fen in book.columns[day].items() if (own, at) == (column, name))
            for day in sorted(book.columns)
        ]
    return found | {
        f"{name}.adjusted": line.own - book.lines[name].fen,
        f"{name}.undated": slow.undated(book, name),
        f"{name}.unfunded": line.unfunded,
        f"{name}.claimed": line.claimed,
        f"{name}.brought": line.brought,
        f"{name}.from_lots": from_lots[name],
        f"{name}.in_advance": sum(
            each.fen for each in book.paid if each.line == name and each.day.year < book.year
        ),
        f"{name}.forward": slow.forward(book, name),
    }


def groups(book: slow.Book) -> Told:
    """Return the columns of every group that has something in them."""
    known = {key for column in book.columns.values() for key in column}
    found = {
        f"{line}/{group}.{column}": [
            book.columns[day].get((column, line, group), 0) for day in sorted(book.columns)
        ]
        for column, line, group in sorted(known)
    }
    return {name: figures for name, figures in found.items() if any(figures)}
