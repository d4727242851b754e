"""The funds on the screen: the year of each, and what of it needs a look."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from simulator.cli.screens.tables import UNIT, headed
from simulator.engine.explain.lines import times
from simulator.engine.fund_money import trigger_fen
from simulator.engine.funds import amounts_of
from simulator.glossary import Language, word
from simulator.model.funds import FundOutcome
from simulator.model.result import Result
from simulator.money import exact_money, in_unit

AMOUNTS = ("opening", "in", "recovered", "out", "closing")
HEADINGS = ("fund_column", *(f"fund_{each}" for each in AMOUNTS), "fund_leverage")


def fund_parts(result: Result, language: Language) -> Iterator[Table | Text]:
    """Yield a table of all funds, in the order written, and a line for each that needs a look."""
    funds = result.accounts.funds
    if not funds:
        return
    table = headed(HEADINGS, language, HEADINGS[1:-1])
    for each in funds:
        amounts = amounts_of(each)
        shown = (in_unit(amounts[name] or 0, UNIT).removesuffix(UNIT) for name in AMOUNTS)
        table.add_row(each.title, *shown, "—" if each.leverage is None else times(each.leverage))
    yield table
    for each in funds:
        yield from (Text(line, style="yellow") for line in notes(result, each, language))


def notes(result: Result, found: FundOutcome, language: Language) -> Iterator[str]:
    """Yield what of a fund needs a look: too much leverage, losses it cannot bear, its trigger reached."""
    fund = {"fund": found.title}
    if found.most_leverage is not None and (found.leverage or 0) > found.most_leverage:
        facts = {"leverage": times(found.leverage or found.most_leverage), "most": times(found.most_leverage)}
        yield word("fund_overleveraged").say(language).format(**fund, **facts)
    if found.uncovered_fen:
        amounts = {
            name: exact_money(amounts_of(found)[name] or 0) for name in ("losses", "closing", "uncovered")
        }
        yield word("fund_uncovered").say(language).format(**fund, **amounts)
    if found.triggered:
        stops = next(trigger_fen(each) for each in result.scenario.funds if each.id == found.fund)
        sums = {"awards": exact_money(found.awards_fen), "trigger": exact_money(stops or 0)}
        yield word("fund_triggered").say(language).format(**fund, **sums)
