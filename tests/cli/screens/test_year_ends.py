"""What the screen shows short: funds at year ends, changes on one line, tables apart from one another."""

import io

import pytest
from rich.console import Console
from rich.text import Text

from simulator.cli.screens.funds import MOST_YEARS, fund_parts
from simulator.cli.screens.tables import WIDTH, headed, show
from simulator.glossary import LANGUAGES
from tests.cli.running import SCENARIOS, simulator
from tests.engine.year.year_support import OPENING, ran

RECOVERS = ", recovers: {after: AFTER, multiple: 1.2x}"
POOL = (
    "funds: {pool: {title: 资金池, opening: 4亿元, flows: [{on: Q4, outflow: 1亿元}]"
    f"{RECOVERS}}}}}\n"
    "programmes: {outreach: {title: 科普, spending: project, amount: 10}}\n"
)


def shown(part):
    out = io.StringIO()
    show(Console(file=out, width=WIDTH, highlight=False, soft_wrap=False), part)
    return out.getvalue()


def tables(after):
    """Return the tables of a fund whose money comes back after so many years, or never."""
    text = POOL.replace("AFTER", str(after)) if after else POOL.replace(RECOVERS, "")
    parts = fund_parts(ran(OPENING + text), "zh")
    return [shown(part).split() for part in parts if not isinstance(part, Text)]


def test_a_fund_is_told_at_the_end_of_every_year_its_money_moves_in():
    _, ends = tables(2)
    assert ends == ["基金", "·", "期末", "(万元)", "2016", "2017", "2018",
                    "资金池", "30,000.00", "30,000.00", "42,000.00"]  # fmt: skip


def test_a_fund_that_moves_in_one_year_needs_no_second_table():
    assert len(tables(0)) == 1


def test_years_that_do_not_fit_are_left_out():
    _, ends = tables(20)
    assert ends[4 : 4 + MOST_YEARS] == [str(2016 + at) for at in range(MOST_YEARS)]
    assert len(ends) == 4 + MOST_YEARS + 1 + MOST_YEARS


def test_a_table_stands_apart_and_a_long_change_is_cut_to_the_line():
    assert shown(headed(("spending",), "zh")).startswith("\n")
    cut = shown(Text("改" * 200, no_wrap=True, overflow="ellipsis"))
    assert cut.count("\n") == 1
    assert cut.rstrip().endswith("…")
    assert shown(Text("short")) == "short\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_is_one_line_and_words_about_figures_are_none(language):
    said = simulator("run", SCENARIOS / "jiading_2014_half_year.yaml", "--lang", language)
    changes = [line for line in said.out.splitlines() if line.startswith("  ")]
    assert [line.strip().partition(":")[0] for line in changes] == ["actuals"]


def test_a_figure_that_moved_is_told_as_it_was_published():
    said = simulator("run", SCENARIOS / "longgang_2014_pace_earlier.yaml", "--lang", "en")
    assert "moved: pace.Q3.reached 22.6%" in [line.rstrip() for line in said.out.splitlines()]


def test_a_budget_none_of_whose_limits_binds_has_no_empty_table():
    said = simulator("run", SCENARIOS / "longgang_2022.yaml", "--lang", "en")
    assert not any(line.startswith("limit ") for line in said.out.splitlines())
