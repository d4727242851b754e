"""The least money that makes more awards count: against every choice of awards, one by one and in pots."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.year.target_costs import Bundle, _cheapest
from tests.engine.year.targeting import ran, targets_of

fen = st.integers(1, 50)
bundles = st.lists(st.builds(Bundle, st.integers(1, 4), fen), max_size=3)


def by_trial(singles, groups, wanted):
    """Return the least cost of all choices of singles and groups that bring so many."""
    parts = [(1, cost) for cost in singles] + [(each.count, each.cost_fen) for each in groups]
    choices = (chosen for size in range(len(parts) + 1) for chosen in combinations(parts, size))
    costs = [
        sum(cost for _, cost in chosen) for chosen in choices if sum(count for count, _ in chosen) >= wanted
    ]
    return min(costs, default=None)


@given(st.lists(fen, max_size=5), bundles, st.integers(1, 9))
def test_the_cheapest_is_that_of_all_choices(singles, groups, wanted):
    assert _cheapest(sorted(singles), groups, wanted) == by_trial(singles, groups, wanted)


@given(st.lists(fen, max_size=5), bundles, st.integers(1, 8))
def test_one_more_is_never_cheaper(singles, groups, wanted):
    less, more = (_cheapest(sorted(singles), groups, each) for each in (wanted, wanted + 1))
    assert more is None or (less is not None and less <= more)


POOLED = """\
scenario: pooled
year: 2014
unit: 元
sources: {city: {amount: 100}}
spending: {project: {amount: 100, when_short: pro_rata}}
populations: {firms: {file: firms.csv, id: firm_id, columns: {ask: 元}}}
programmes:
  pooled:
    {spending: project, applicants: firms, award: [{fixed: ask}], when_short: pro_rata,
     points: {counts_from: SHARE}}
targets:
  firms: {at_least: 3, counts: {count: {programme: pooled}}}
"""
FIRMS = "firm_id,ask\nF1,30\nF2,50\nF3,0\nF4,120\n"


def test_the_awards_of_a_pro_rata_pot_count_only_together():
    found = targets_of(ran(POOLED.replace("SHARE", "100%"), firms=FIRMS))["firms"]
    assert (found.value, found.reserve, found.cost_fen) == (0, 3, 10_000)


TWO = """\
scenario: two
year: 2014
unit: 元
sources: {city: {amount: 300}}
spending: {other: {amount: 200}, project: {amount: 80, when_short: pro_rata}}
populations: {firms: {file: firms.csv, id: firm_id, columns: {ask: 元}}}
programmes:
  full:
    {spending: other, applicants: firms, award: [{fixed: ask}], when_short: pro_rata,
     points: {counts_from: 50%}}
  short:
    {spending: project, applicants: firms, award: [{fixed: ask}], when_short: pro_rata,
     points: {counts_from: 50%}}
targets:
  all: {at_least: 6, counts: {count: {}}}
  some: {at_least: 4, counts: {count: {programme: full}}}
"""


def test_a_pot_that_lacks_nothing_pays_for_no_other():
    found = targets_of(ran(TWO, firms=FIRMS))["all"]
    # the full pot has 200 of the 100 that it needs; the other 80 of 100
    assert (found.value, found.reserve, found.cost_fen) == (3, 3, 2_000)


def test_what_another_programme_lacks_closes_no_gap_of_this_one():
    found = targets_of(ran(TWO, firms=FIRMS))["some"]
    assert (found.value, found.reserve, found.cost_fen) == (3, 0, None)


def test_a_pot_that_counts_from_less_lacks_less():
    found = targets_of(ran(POOLED.replace("SHARE", "75%"), firms=FIRMS))["firms"]
    assert (found.value, found.reserve, found.cost_fen) == (0, 3, 5_000)
    assert targets_of(ran(POOLED.replace("SHARE", "50%"), firms=FIRMS))["firms"].state == "met"
