"""Several years on one screen: what each opened with, received, spent, let lapse and carried on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from simulator.cli.screens.tables import UNIT, WIDTH, headed, printed, show
from simulator.glossary import Language, word
from simulator.money import exact_money, in_unit, percent

if TYPE_CHECKING:
    from simulator.files.years import YearSummary

FIGURES = ("opening", "revenue", "spent", "lapsed", "closing")
HEADINGS = tuple(f"year_{each}" for each in FIGURES)


def years_screen(years: Sequence["YearSummary"], language: Language, out: TextIO) -> None:
    """Write the balance of every year, what programmes get in each, and what evaluations did."""
    console = Console(file=out, width=WIDTH, highlight=False, soft_wrap=False)
    parts: tuple[Table | Text, ...] = (
        *_balances(years, language),
        *_programmes(years, language),
        *_funds(years, language),
        *_graded(years, language),
    )
    for part in parts:
        show(console, part)


def _balances(years: Sequence["YearSummary"], language: Language) -> Iterator[Table]:
    balances = [each.balance for each in years if each.balance is not None]
    if balances:
        table = headed(("budget_year", *HEADINGS), language, money=HEADINGS)
        for each in balances:
            # to the fen: a balance that is rounded column by column no longer adds up along its row
            amounts = (exact_money(getattr(each, f"{name}_fen"), UNIT).removesuffix(UNIT) for name in FIGURES)
            table.add_row(str(each.year), *amounts)
        yield table


def _programmes(years: Sequence["YearSummary"], language: Language) -> Iterator[Table]:
    """Yield one row a programme and one column a year, in money; nothing where there is none."""
    if not any(each.summary["programmes"] for each in years):
        return
    numbers = [str(each.year) for each in years]
    table = Table(box=None, pad_edge=False, header_style="underline")
    table.add_column(f"{word('programme').say(language)} ({UNIT})", justify="left")
    for number in numbers:
        table.add_column(number, justify="right")
    names = list(dict.fromkeys(name for each in years for name in each.summary["programmes"]))
    by_year = [printed([_award(each, name) for name in names]) for each in years]
    for row, name in enumerate(names):
        title = next(each.summary["programmes"][name]["title"] for each in years if _has(each, name))
        table.add_row(title or name, *(amounts[row] for amounts in by_year))
    table.add_row(word("total").say(language), *(amounts[-1] for amounts in by_year), style="bold")
    yield table


def _funds(years: Sequence["YearSummary"], language: Language) -> Iterator[Table]:
    """Yield what each fund holds at the end of every year; nothing without funds."""
    funds = dict.fromkeys(name for each in years for name in each.summary.get("funds", {}))
    if not funds:
        return
    table = headed((), language)
    table.add_column(f"{word('fund_column').say(language)} · {word('fund_closing').say(language)} ({UNIT})")
    for each in years:
        table.add_column(str(each.year), justify="right")
    for name in funds:
        told = [each.summary.get("funds", {}).get(name) for each in years]
        title = next(fund["title"] for fund in told if fund)
        table.add_row(title or name, *("—" if fund is None else _held(fund) for fund in told))
    yield table


def _held(fund: Mapping[str, Any]) -> str:
    return in_unit(int(fund["closing_fen"]), UNIT).removesuffix(UNIT)


def _has(year: "YearSummary", name: str) -> bool:
    return name in year.summary["programmes"]


def _award(year: "YearSummary", name: str) -> int:
    return int(year.summary["programmes"][name]["award_fen"]) if _has(year, name) else 0


def _graded(years: Sequence["YearSummary"], language: Language) -> Iterable[Text]:
    for year in years:
        for each in year.graded:
            facts = {
                "year": year.year,
                "line": each.line,
                "measure": word(f"judged_{each.judged_by}").say(language),
                "reached": percent(Fraction(each.reached)),
                "keeps": percent(each.keeps),
            }
            yield Text(word("year_graded").say(language).format(**facts))
