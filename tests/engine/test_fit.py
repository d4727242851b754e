"""Laws of fits: the sum is hit to the fen, no row strays from its scale, what cannot be hit is told."""

import re
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.digest import scenario_digest
from simulator.engine.draw import draw
from simulator.engine.fit import UnfitError, fitted, last_of, scaled_to
from simulator.engine.run import run
from simulator.files.results import summary
from simulator.glossary import Word
from simulator.problems import ScenarioError
from tests.language.texts import codes, parsed, scenario_of

AMOUNTS = st.lists(st.integers(0, 10**7), min_size=1, max_size=30).filter(any)
GUANGZHOU = """\
scenario: post_subsidy
year: 2016
unit: 万元
sources: {city: {amount: 13亿元}}
spending: {project: {amount: 13亿元}}
populations:
  rd_firms:
    id: firm_id
    synthetic:
      count: 2307
      seed: 2016
      columns: {rd_spend: {lognormal: {mean: 1041万元, sd: 2500万元}}}
      fit: {column: rd_spend, programme: rd_post, is: 12.01亿元}
programmes:
  rd_post:
    spending: project
    applicants: rd_firms
    eligible: rd_spend > 0元
    award: [{brackets: {of: rd_spend, bands: [
      {up_to: 1亿元, rate: 5%}, {up_to: 5亿元, rate: 2.5%},
      {up_to: 10亿元, rate: 2%}, {above: 10亿元, rate: 1%}]}}]
    when_short: in_full
expect:
  - {result: programmes.rd_post.award, is: 12.01亿元}
"""


def banded(bands):
    """Return a rule of marginal bands over whole fen, each award rounded half-up."""

    def owed(amounts):
        return sum(_award(int(each), bands) for each in amounts)

    return owed


def _award(amount, bands):
    due, low = Fraction(0), 0
    for width, rate in bands:
        due += rate * max(0, min(amount, low + width) - low)
        low += width
    return int(due + Fraction(1, 2))


RATES = st.fractions(0, 1, max_denominator=40)
BANDS = st.lists(st.tuples(st.integers(1, 10**6), RATES), max_size=4)


@settings(max_examples=150, deadline=None)
@given(AMOUNTS, BANDS, st.fractions(Fraction(1, 40), 1, max_denominator=40), st.integers(0, 10**8))
def test_a_rule_of_bands_owes_the_sum_to_the_fen(drawn, bands, open_rate, wanted):
    owed = banded([*bands, (10**18, open_rate)])
    column = np.array(drawn, dtype=np.int64)
    assert owed(scaled_to(owed, column, wanted)) == wanted


@settings(max_examples=150, deadline=None)
@given(AMOUNTS, st.integers(0, 10**8))
def test_no_row_is_a_fen_or_more_away_from_its_own_scale(drawn, wanted):
    column = np.array(drawn, dtype=np.int64)
    found = scaled_to(lambda amounts: int(amounts.sum()), column, wanted).tolist()
    largest = max(drawn)
    # one scale for all: between the largest row's and a fen more of it
    low = found[drawn.index(largest)] - 1
    for before, after in zip(drawn, found, strict=True):
        assert Fraction(low * before, largest) - 1 < after < Fraction((low + 2) * before, largest) + 1


@settings(max_examples=60, deadline=None)
@given(AMOUNTS, st.integers(0, 10**8))
def test_the_rows_that_take_the_remainder_are_the_first(drawn, wanted):
    column = np.array(drawn, dtype=np.int64)
    found = scaled_to(lambda amounts: int(amounts.sum()), column, wanted).tolist()
    largest = max(drawn)
    scale = last_of(lambda k: sum(k * each // largest for each in drawn) <= wanted, 0, 10**10)
    raised = [
        after > scale * each // largest
        for each, after in zip(drawn, found, strict=True)
        if (scale + 1) * each // largest > scale * each // largest
    ]
    assert all(before >= after for before, after in pairwise(raised))


def test_a_row_at_a_threshold_stays_and_the_others_make_up_the_sum():
    def owed(amounts):
        # a hundred fen at a thousand and more, else a tenth
        return sum(100 + int(each) // 10 if each >= 1000 else int(each) // 10 for each in amounts)

    drawn = np.array([900, 500, 400], dtype=np.int64)
    found = scaled_to(owed, drawn, 230)
    assert owed(found) == 230
    assert found[0] == 999


def test_a_sum_between_two_steps_tells_both():
    with pytest.raises(UnfitError) as error:
        scaled_to(lambda amounts: 2 * int(amounts.sum()), np.array([5, 3], dtype=np.int64), 101)
    assert (error.value.below, error.value.above) == (100, 102)


def test_of_several_tries_the_nearest_sums_on_either_side_are_told():
    def owed(amounts):
        # a row owes 0, 4, 36 or 54: 44 is the most below 48 that three rows can owe
        return sum(4 * (each >= 18) + 32 * (each >= 24) + 18 * (each >= 35) for each in amounts.tolist())

    with pytest.raises(UnfitError) as error:
        scaled_to(owed, np.array([2, 6, 4], dtype=np.int64), 48)
    # the first row that goes up at once steps from 40 to 58; with it held back 44 is reached
    assert (error.value.below, error.value.above) == (44, 58)


def test_a_sum_above_all_caps_tells_the_most():
    def owed(amounts):
        return int(np.minimum(amounts, 10).sum())

    with pytest.raises(UnfitError) as error:
        scaled_to(owed, np.array([5, 3], dtype=np.int64), 21)
    assert (error.value.below, error.value.above) == (20, None)


def test_a_sum_below_what_nobody_gets_tells_the_least():
    with pytest.raises(UnfitError) as error:
        scaled_to(lambda amounts: 50 + int(amounts.sum()), np.array([5], dtype=np.int64), 49)
    assert (error.value.below, error.value.above) == (None, 50)


def test_a_column_of_nothing_cannot_be_scaled():
    with pytest.raises(UnfitError):
        scaled_to(lambda amounts: int(amounts.sum()), np.array([0, 0], dtype=np.int64), 1)


# ── a whole scenario ───────────────────────────────────────────────────────────────────────────────


def test_two_thousand_firms_owe_the_published_sum_to_the_fen():
    result = run(scenario_of(GUANGZHOU), {})
    assert result.claims.of("rd_post").entitlement_fen == 1_201_000_000_00
    assert result.allocation.of("rd_post").awards == 2307
    assert all(each.met for each in result.expectations)


def test_a_fit_is_the_same_every_time_and_another_with_another_seed():
    scenario = scenario_of(GUANGZHOU)
    digests = [
        scenario_digest(scenario, fitted(scenario, draw(scenario.populations, {}, seed)), seed)
        for seed in (0, 0, 1)
    ]
    assert digests[0] == digests[1] != digests[2]


def test_what_is_fitted_already_is_left_as_it_is():
    scenario = scenario_of(GUANGZHOU)
    once = fitted(scenario, draw(scenario.populations, {}, 0))
    twice = fitted(scenario, once)
    assert once["rd_firms"].digest() == twice["rd_firms"].digest()


def test_every_output_says_that_the_applicants_are_fitted():
    result = run(scenario_of(GUANGZHOU), {})
    assert [each.column for each in result.fitted] == ["rd_spend"]
    assert summary(result)["synthetic_label"] == {"zh": "合成数据(拟合)", "en": "synthetic data, fitted"}


def test_a_drawn_population_without_a_fit_is_labelled_as_before():
    plain = re.sub(r"\n +fit: .*", "", GUANGZHOU).replace("12.01亿元}\n", "12.01亿元}\n")
    result = run(scenario_of(plain.split("expect:")[0]), {})
    assert result.fitted == ()
    assert summary(result)["synthetic_label"] == {"zh": "合成数据", "en": "synthetic data"}


def test_a_sum_that_the_rule_cannot_owe_is_told_at_the_fit():
    capped = GUANGZHOU.replace("rate: 1%}]}}]", "rate: 1%}]}}, {cap: 10}]").replace(
        "is: 12.01亿元}", "is: 3亿元}", 1
    )
    with pytest.raises(ScenarioError) as error:
        run(scenario_of(capped.split("expect:")[0]), {})
    (told,) = error.value.problems
    assert told.code == "R701"
    assert "23,070万元" in told.what("en")
    assert told.place.line == 13


def test_a_fit_that_another_one_upsets_is_told():
    # the second fit moves a figure that the first rule is made of
    text = """\
scenario: circular
year: 2016
unit: 元
sources: {city: {amount: 100000}}
spending: {project: {amount: 100000}}
figures:
  base: {total: cost, applicants: others}
populations:
  firms:
    id: firm_id
    synthetic:
      count: 5
      seed: 1
      columns: {cost: {uniform: {from: 100元, to: 900元}}}
      fit: {column: cost, programme: rent, is: 9000}
  others:
    id: firm_id
    synthetic:
      count: 5
      seed: 2
      columns: {cost: {uniform: {from: 100元, to: 900元}}}
      fit: {column: cost, programme: loans, is: 700}
programmes:
  rent:
    spending: project
    applicants: firms
    award: [{share: {of: cost + base, rate: 50%}}]
    when_short: pro_rata
  loans:
    spending: project
    applicants: others
    award: [{share: {of: cost, rate: 50%}}]
    when_short: pro_rata
"""
    with pytest.raises(ScenarioError) as error:
        run(scenario_of(text), {})
    assert [each.code for each in error.value.problems] == ["R702"]


@pytest.mark.parametrize(
    ("fit", "code"),
    [
        ("{column: rd_spent, programme: rd_post, is: 1亿元}", "S469"),
        ("{column: rd_spend, programme: rd_pots, is: 1亿元}", "S204"),
    ],
)
def test_a_fit_of_what_is_not_there_is_refused(fit, code):
    text = re.sub(r"fit: .*", f"fit: {fit}", GUANGZHOU)
    assert codes(text) == [code]


SHARED = """\
scenario: shared
year: 2016
unit: 元
sources: {city: {amount: 10000}}
spending: {project: {amount: 10000}}
policies: {measure: {limits: {firm_year: {per: firm_id, at_most: 200}}}}
populations:
  firms:
    id: firm_id
    synthetic:
      count: 9
      seed: 3
      columns: {cost: {lognormal: {mean: 300元, sd: 200元}}}
      fit: {column: cost, programme: rent, is: 701元}
programmes:
  aid: {spending: project, under: measure, applicants: firms, award: [{fixed: cost}], when_short: in_full}
  rent: {spending: project, under: measure, applicants: firms, award: [{fixed: cost}], when_short: in_full}
"""


def test_a_programme_is_fitted_to_what_it_owes_beside_the_others_of_its_policy():
    claims = run(scenario_of(SHARED), {}).claims
    assert claims.of("rent").entitlement_fen == 70_100
    both = claims.of("aid").entitlement + claims.of("rent").entitlement
    assert int(both.max()) == 20_000


OTHERS = "  others: {id: id, synthetic: {count: 3, columns: {rd_spend: {fixed: 1万元}}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "facts"),
    [
        (
            "column: rd_spend,",
            "column: rd_spent,",
            "S469",
            {"column": "rd_spent", "nearest": "rd_spend", "why": "it is no drawn column of this population"},
        ),
        (
            "columns: {rd_spend:",
            "columns: {jobs: {fixed: 3}, rd_spend:",
            "S469",
            {"column": "jobs", "nearest": "", "why": "it holds no money"},
        ),
        (
            "sd: 2500万元",
            "sd: 2500万元, total: 240亿元",
            "S469",
            {"column": "rd_spend", "nearest": "", "why": "it is drawn to a total already"},
        ),
        (
            "applicants: rd_firms",
            "applicants: others",
            "S468",
            {"population": "rd_firms", "programme": "rd_post", "why": "takes its applicants from 'others'"},
        ),
    ],
)
def test_what_cannot_be_fitted_is_told_with_its_reason(old, new, code, facts):
    text = GUANGZHOU.replace(old, new).replace("programmes:\n", OTHERS + "programmes:\n", 1)
    if "jobs" in new:
        text = text.replace("fit: {column: rd_spend,", "fit: {column: jobs,")
    (found,) = (each for each in parsed(text)[1] if each.code.startswith("S"))
    told = {name: fact.en if isinstance(fact, Word) else fact for name, fact in found.facts}
    assert (found.code, told) == (code, facts)
