"""The funds on the screen: a line each, and what of them needs a look."""

import io

import pytest
from rich.console import Console

from simulator.cli.screens.funds import fund_parts
from simulator.glossary import LANGUAGES
from tests.engine.year.test_funds import QUEUE, pool
from tests.engine.year.year_support import OPENING, ran

LINE = "programmes: {outreach: {spending: project, amount: 1000}}\n"


def shown(fund: str, language="en") -> str:
    return printed(ran(f"{OPENING}funds: {{pool: {{{fund}}}}}\n{LINE}"), language)


def printed(result, language="en") -> str:
    out = io.StringIO()
    console = Console(file=out, width=110)
    for part in fund_parts(result, language):
        console.print(part)
    return out.getvalue()


def test_a_fund_is_one_line_of_its_year():
    line = shown("opening: 400万元, carries: 4247万元, flows: [{on: Q3, outflow: 12.5万元}]").splitlines()[1]
    assert line.split() == ["pool", "400.00", "0.00", "0.00", "12.50", "387.50", "10.6175x"]


@pytest.mark.parametrize(
    ("fund", "told"),
    [
        (
            "opening: 10万元, carries: 121万元, leverage: 12x",
            "pool is leveraged 12.1x, above the 12x set for it",
        ),
        (
            "opening: 10万元, losses: 11万元",
            "pool expects losses of 11万元 and ends the year with 10万元, short by 1万元",
        ),
        (
            "opening: 10万元, losses: 8万元, trigger: {paid: 80%}",
            "pool has paid 0万元; with expected losses of 8万元 it reaches its trigger of 8万元",
        ),
    ],
)
def test_what_needs_a_look_is_told(fund, told):
    assert told in shown(fund)


def test_a_trigger_that_is_reached_is_told():
    told = printed(ran(pool("opening: 100, losses: 5, trigger: {paid: 31%}"), loans=QUEUE))
    assert "pool has paid 0.008万元 and reached its trigger of 0.0031万元: later claims get nothing" in told
    assert "with expected losses" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_in_order_needs_no_words(language):
    assert len(shown("opening: 10万元, carries: 120万元, leverage: 12x", language).splitlines()) == 2


@pytest.mark.parametrize(
    ("losses", "told"),
    [
        (
            "2.5万元",
            "losses of 2.5万元 (25% of its opening): 7.5万元 is left of the 10万元 it ends the year with",
        ),
        (
            "10万元",
            "losses of 10万元 (100% of its opening): 0万元 is left of the 10万元 it ends the year with",
        ),
    ],
)
def test_what_bearable_losses_leave_is_told(losses, told):
    lines = shown(f"opening: 10万元, losses: {losses}").splitlines()[2:]
    assert " ".join(line.strip() for line in lines) == f"pool expects {told}"


def test_losses_of_a_fund_that_opened_with_nothing_are_no_share_of_it():
    assert "losses of 2万元 (— of its opening): 1万元 is left" in shown("inflow: 3万元, losses: 2万元")


def test_a_result_without_funds_shows_nothing():
    assert tuple(fund_parts(ran(OPENING + LINE), "zh")) == ()
