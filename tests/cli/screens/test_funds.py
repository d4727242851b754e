"""The funds on the screen: a line each, and what of them needs a look."""

import io

import pytest
from rich.console import Console

from simulator.cli.screens.funds import fund_parts
from simulator.glossary import LANGUAGES
from tests.engine.year_support import OPENING, ran

LINE = "programmes: {outreach: {spending: project, amount: 1000}}\n"


def shown(fund: str, language="en") -> str:
    result = ran(f"{OPENING}funds: {{pool: {{{fund}}}}}\n{LINE}")
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
    ],
)
def test_what_needs_a_look_is_told(fund, told):
    assert told in shown(fund)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_in_order_needs_no_words(language):
    assert (
        len(shown("opening: 10万元, carries: 120万元, leverage: 12x, losses: 9万元", language).splitlines())
        == 2
    )


def test_a_result_without_funds_shows_nothing():
    assert tuple(fund_parts(ran(OPENING + LINE), "zh")) == ()
