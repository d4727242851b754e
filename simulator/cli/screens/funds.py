"""The funds on the screen: the year of each, what expected losses leave of it, what needs a look."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from simulator.cli.screens.tables import UNIT, headed
from simulator.engine.explain.lines import in_percent, times
from simulator.engine.year.funds import amounts_of
from simulator.glossary import Language, word
from simulator.model.funds import FundOutcome
from simulator.model.moments import QUARTERS
from simulator.model.result import Result
from simulator.money import exact_money, in_unit

MOST_YEARS = 7
"""More columns of years than this do not fit a screen."""
AMOUNTS = ("opening", "in", "recovered", "out", "closing")
HEADINGS = ("fund_column", *(f"fund_{each}" for each in AMOUNTS), "fund_leverage")


def fund_parts(result: Result, language: Language) -> Iterator[Table | Text]:
    """Yield a table of all funds, in the order written, and lines for what stands beside it."""
    funds = result.accounts.funds
    if not funds:
        return
    table = headed(HEADINGS, language, HEADINGS[1:-1])
    for each in funds:
        amounts = amounts_of(each)
        shown = (in_unit(amounts[name] or 0, UNIT).removesuffix(UNIT) for name in AMOUNTS)
        table.add_row(each.title, *shown, "—" if each.leverage is None else times(each.leverage))
    yield table
    yield from _at_year_ends(result, language)
    for each in funds:
        yield from (Text(line) for line in losses_told(each, language))
        yield from (Text(line, style="yellow") for line in notes(each, language))


def losses_told(found: FundOutcome, language: Language) -> Iterator[str]:
    """Yield what the expected losses of a fund leave of it, where it can bear them."""
    if found.after_losses_fen is None or found.uncovered_fen:
        return
    share = "—" if found.losses_share is None else in_percent(found.losses_share)
    amounts = _exactly(found, ("losses", "closing", "after_losses"))
    yield word("fund_after_losses").say(language).format(fund=found.title, share=share, **amounts)


def _exactly(found: FundOutcome, names: tuple[str, ...]) -> dict[str, str]:
    return {name: exact_money(amounts_of(found)[name] or 0) for name in names}


def _at_year_ends(result: Result, language: Language) -> Iterator[Table]:
    """Yield what each fund holds at the end of every later year; nothing where no later one is told."""
    funds = result.accounts.funds
    last = -(-max(len(each.quarters) for each in funds) // QUARTERS)
    years = range(1, min(last, MOST_YEARS) + 1)
    if last < 2:
        return
    table = headed((), language)
    table.add_column(f"{word('fund_column').say(language)} · {word('fund_closing').say(language)} ({UNIT})")
    for year in years:
        table.add_column(str(result.scenario.year + year - 1), justify="right")
    for each in funds:
        held = (each.quarters[min(year * QUARTERS, len(each.quarters)) - 1].closing_fen for year in years)
        table.add_row(each.title, *(in_unit(fen, UNIT).removesuffix(UNIT) for fen in held))
    yield table


def notes(found: FundOutcome, language: Language) -> Iterator[str]:
    """Yield what of a fund needs a look: too much leverage, losses it cannot bear, its trigger reached."""
    fund = {"fund": found.title}
    if found.most_leverage is not None and (found.leverage or 0) > found.most_leverage:
        facts = {"leverage": times(found.leverage or found.most_leverage), "most": times(found.most_leverage)}
        yield word("fund_overleveraged").say(language).format(**fund, **facts)
    if found.uncovered_fen:
        amounts = _exactly(found, ("losses", "closing", "uncovered"))
        yield word("fund_uncovered").say(language).format(**fund, **amounts)
    if found.triggered_after_losses:
        sums = {**_exactly(found, ("awards", "losses")), "trigger": exact_money(found.stops_fen or 0)}
        told = "fund_triggered" if found.triggered else "fund_triggered_after_losses"
        yield word(told).say(language).format(**fund, **sums)
