"""Targets judged: the laws of bounds, what is open and what missed, pace, parts, stocks, ratios, ranks."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine import explain
from simulator.engine.figures import figure_of
from simulator.engine.year.targets import RELATIONS, STEPS, target_figures
from simulator.model.moments import Moment
from simulator.model.targets import Reference, Target
from simulator.problems import FindingError, ScenarioError
from tests.engine.year.targeting import bare, money, outcome, outcomes, ran, share, targets_of

numbers = st.integers(0, 60)
LOWER, UPPER = ("at_least", "more_than"), ("at_most", "less_than")
MID_YEAR = date(2014, 6, 30)


@st.composite
def bounds(draw):
    """Return a bound of a kind, with its settings in whole numbers."""
    word = draw(st.sampled_from([*LOWER, *UPPER, "is_", "between", "about"]))
    low, high = sorted((draw(numbers), draw(numbers)))
    if word == "between":
        return {"between": (bare(low), bare(high))}
    if word == "about":
        return {"about": bare(high), "within": bare(min(low, high))}
    return {word: bare(low)}


def meets(settings, value):
    """Return whether a number meets a bound, as the words of the language say."""
    (word, written) = next(iter(settings.items()))
    if word == "between":
        return written[0].value <= value <= written[1].value
    if word == "about":
        return abs(value - written.value) <= settings["within"].value
    return {
        "at_least": value >= written.value,
        "more_than": value > written.value,
        "at_most": value <= written.value,
        "less_than": value < written.value,
        "is_": value == written.value,
    }[word]


# ── laws of bounds ─────────────────────────────────────────────────────────────────────────────────


@given(bounds(), numbers)
def test_a_number_is_met_exactly_when_it_meets_the_words(settings, value):
    assert outcome(value, **settings).state == ("met" if meets(settings, value) else "missed")


@given(bounds(), numbers)
def test_nothing_is_short_exactly_when_it_is_met(settings, value):
    found = outcome(value, **settings)
    assert (found.shortfall == 0) == (found.state == "met")
    assert found.shortfall >= 0


@given(bounds(), numbers)
def test_a_shortfall_is_the_way_to_the_nearest_whole_number_that_meets(settings, value):
    found = outcome(value, **settings)
    ways = [abs(other - value) for other in range(-2, 130) if meets(settings, other)]
    if any(meets(settings, other) for other in range(130)):
        assert found.shortfall == min(ways)
        towards = -found.shortfall if found.exceeded else found.shortfall
        assert meets(settings, value + towards)


@given(st.sampled_from(LOWER), numbers, numbers, numbers)
def test_raising_a_least_bound_never_makes_it_met(word, bound, more, value):
    easy, hard = (outcome(value, **{word: bare(each)}) for each in (bound, bound + more))
    assert not (easy.state == "missed" and hard.state == "met")
    assert hard.shortfall >= easy.shortfall


@given(st.sampled_from(UPPER), numbers, numbers, numbers)
def test_lowering_a_largest_bound_never_makes_it_met(word, bound, less, value):
    easy, hard = (outcome(value, **{word: bare(each)}) for each in (bound + less, bound))
    assert not (easy.state == "missed" and hard.state == "met")
    assert hard.shortfall >= easy.shortfall


@given(numbers, numbers)
def test_a_strict_bound_is_never_easier_than_the_one_that_includes_it(bound, value):
    closed, open_ = (outcome(value, **{word: bare(bound)}) for word in LOWER)
    assert open_.shortfall >= closed.shortfall
    assert (open_.state, closed.state) != ("met", "missed")


@given(st.sampled_from([*LOWER, "is_"]), numbers, st.none() | numbers)
def test_what_is_needed_is_the_least_whole_number_that_meets(word, bound, baseline):
    found = outcome(**{word: bare(bound)}, baseline=None if baseline is None else bare(baseline))
    start = baseline or 0
    enough = [more for more in range(130) if start + more >= bound + (word == "more_than")]
    assert found.needed == min(enough)


@given(st.permutations(range(4)))
def test_the_order_of_the_targets_changes_nothing_of_any(order):
    targets = [
        Target("a", at_least=bare(8), part_of="b"),
        Target("b", more_than=bare(16)),
        Target("c", more_than=bare(20), baseline=bare(5), adds=Reference("b")),
        Target("d", text="专款专用"),
    ]
    reached = {"a": bare(5), "b": bare(17)}
    straight = {each.name: each for each in outcomes(targets, reached)}
    assert {each.name: each for each in outcomes([targets[at] for at in order], reached)} == straight


# ── kinds of number ────────────────────────────────────────────────────────────────────────────────


def test_more_than_a_thousand_from_nine_hundred_and_fifty_five_needs_forty_six():
    found = outcome(45, more_than=bare(1000), baseline=bare(955))
    assert (found.needed, found.value, found.shortfall, found.state) == (46, 1000, 1, "missed")
    assert outcome(46, more_than=bare(1000), baseline=bare(955)).state == "met"


def test_from_a_baseline_above_the_bound_nothing_is_needed():
    assert outcome(at_least=bare(3), baseline=bare(5)).needed == 0


def test_a_strict_bound_on_money_is_passed_by_one_fen():
    found = outcome(money(1000), more_than=money(1000))
    assert (found.kind, found.state, found.shortfall, found.needed) == ("money", "missed", 1, 1001)
    assert outcome(money(1001), more_than=money(1000)).state == "met"


def test_a_strict_bound_on_a_share_is_short_by_the_least_that_is_printed():
    found = outcome(share(Fraction(1, 3)), more_than=share(Fraction(1, 3)))
    assert (found.kind, found.state, found.shortfall) == ("ratio", "missed", STEPS["ratio"])


@pytest.mark.parametrize(
    ("bound", "value", "short"),
    [
        ({"more_than": share(Fraction(1, 2))}, Fraction(1, 4), Fraction(1, 4) + STEPS["ratio"]),
        ({"at_least": share(Fraction(1, 2))}, Fraction(1, 4), Fraction(1, 4)),
        ({"less_than": share(Fraction(1, 2))}, Fraction(3, 4), Fraction(1, 4) + STEPS["ratio"]),
        ({"at_most": share(Fraction(1, 2))}, Fraction(3, 4), Fraction(1, 4)),
    ],
)
def test_a_strict_bound_on_a_share_is_a_step_further_away_from_either_side(bound, value, short):
    assert outcome(share(value), **bound).shortfall == short


@pytest.mark.parametrize(
    ("word", "value", "short"),
    [("more_than", 1000, 501), ("at_least", 1000, 500), ("less_than", 2000, 501), ("at_most", 2000, 500)],
)
def test_a_strict_bound_on_money_is_a_fen_further_away_from_either_side(word, value, short):
    found = outcome(money(value), **{word: money(1500)})
    assert (found.shortfall, found.exceeded) == (short, word in UPPER)


def test_numbers_that_are_not_whole_are_not_counted():
    found = outcome(Fraction(139, 2), at_least=bare(70))
    assert (found.kind, found.shortfall) == ("number", Fraction(1, 2))
    assert outcome(69, at_least=bare(70)).kind == "count"


def test_a_rank_is_met_by_a_smaller_number_and_needs_nothing():
    assert outcome(3, at_most=bare(3), rank=True).state == "met"
    found = outcome(5, at_most=bare(3), rank=True)
    assert (found.state, found.shortfall, found.exceeded, found.needed) == ("missed", 2, True, None)
    first = outcome(5, MID_YEAR, is_=bare(1), rank=True)
    assert (first.shortfall, first.needed, first.expected) == (4, None, None)


def test_a_bound_below_nothing_needs_what_it_says():
    assert outcome(at_least=bare(-3)).needed == -3
    assert outcome(at_least=bare(-3), baseline=bare(-5)).needed == 2


def test_too_many_of_an_exact_number_is_missed_on_the_other_side():
    found = outcome(12, is_=bare(10))
    assert (found.state, found.shortfall, found.exceeded) == ("missed", 2, True)


@pytest.mark.parametrize(("word", "sign"), RELATIONS.items())
def test_every_bound_has_its_sign_and_its_ends(word, sign):
    settings = {"between": (bare(2), bare(3))} if word == "between" else {word: bare(2)}
    found = outcome(**settings, **({"within": bare(1)} if word == "about" else {}))
    assert found.relation == sign
    assert found.bound == {"between": (2, 3), "about": (1, 3)}.get(word, (2,))


@pytest.mark.parametrize(
    ("settings", "hard"),
    [
        ({"at_least": bare(1)}, True),
        ({"about": bare(2), "within": bare(1)}, False),
        ({"about": bare(2), "within": bare(1), "strength": "must"}, True),
        ({"at_least": bare(1), "strength": "should"}, False),
    ],
)
def test_only_an_approximate_bound_is_soft_unless_it_says_so(settings, hard):
    assert Target("a", **settings).hard is hard


# ── open and missed ────────────────────────────────────────────────────────────────────────────────


@given(bounds())
def test_what_nothing_answers_is_open_and_never_missed(settings):
    found = outcome(**settings)
    assert (found.state, found.value, found.shortfall, found.cost_fen) == ("open", None, None, None)


def test_a_clause_of_text_is_neither_met_nor_missed():
    found = outcome(text="对专项资金实行专款专用")
    assert (found.state, found.kind, found.relation, found.bound) == ("text", "text", "", ())
    assert tuple(target_figures((found,))) == ()


@pytest.mark.parametrize(
    ("as_of", "due", "state"),
    [
        (date(2014, 9, 29), Moment(3), "open"),
        (date(2014, 9, 30), Moment(3), "missed"),
        (date(2014, 12, 30), None, "open"),
        (date(2014, 12, 31), None, "missed"),
        (date(2014, 12, 31), Moment(1, 2015), "open"),
        (date(2014, 10, 31), Moment(4, 2014, 11), "open"),
        (date(2014, 11, 30), Moment(4, 2014, 11), "missed"),
    ],
)
def test_short_of_its_bound_it_is_open_until_the_day_it_is_due(as_of, due, state):
    assert outcome(5, as_of, at_least=bare(8), due=due).state == state
    assert outcome(8, as_of, at_least=bare(8), due=due).state == "met"


@pytest.mark.parametrize(
    ("as_of", "day", "state"),
    [("as_of: 2014-06-30\n", date(2014, 6, 30), "open"), ("", date(2014, 12, 31), "missed")],
)
def test_actuals_without_a_day_are_of_the_day_of_the_scenario_else_of_the_years_end(as_of, day, state):
    text = f"scenario: a\nyear: 2014\nmoney: none\n{as_of}targets: {{a: {{at_least: 8}}}}\n"
    found = targets_of(ran(text + "actuals: {reached: {a: 5}}\n"))["a"]
    assert (found.as_of, found.state, found.shortfall) == (day, state, 3)


# ── pace ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("as_of", "due", "expected"),
    [
        (MID_YEAR, None, 60),
        (date(2014, 3, 31), None, 30),
        (date(2014, 2, 14), None, 15),
        (MID_YEAR, Moment(3), 80),
        (MID_YEAR, Moment(4, 2015), 30),
        (date(2014, 11, 30), Moment(3), 120),
        (date(2013, 12, 31), None, 0),
    ],
)
def test_an_even_pace_goes_by_months_and_parts_of_a_month(as_of, due, expected):
    found = outcome(71, as_of, at_least=bare(120), due=due)
    assert found.expected == expected
    assert found.behind == max(0, expected - 71)


def test_what_was_due_before_the_year_is_expected_whole():
    assert outcome(5, MID_YEAR, at_least=bare(8), due=Moment(4, 2013)).expected == 8
    assert outcome(5, date(2013, 6, 30), at_least=bare(8), due=Moment(4, 2013)).expected == 8


def test_a_stock_goes_evenly_from_its_baseline():
    found = outcome(20, MID_YEAR, more_than=bare(1000), baseline=bare(955))
    assert (found.start, found.expected, found.behind) == (955, 978, 3)


def test_a_stock_that_is_large_enough_already_stays_at_its_baseline():
    found = outcome(20, MID_YEAR, at_least=bare(4), baseline=bare(30))
    assert (found.needed, found.expected, found.behind) == (0, 30, 0)


def test_shares_ranks_and_ceilings_have_no_pace():
    assert outcome(share(Fraction(1, 2)), MID_YEAR, at_least=share(Fraction(3, 4))).expected is None
    assert outcome(5, MID_YEAR, at_most=bare(3), rank=True).expected is None
    assert outcome(5, MID_YEAR, at_most=bare(3)).expected is None


@given(st.integers(1, 12), numbers, numbers)
def test_who_has_reached_the_bound_is_never_behind(month, bound, value):
    found = outcome(value, date(2014, month, 28), at_least=bare(bound))
    assert not (found.state == "met" and found.behind)


# ── beside others ──────────────────────────────────────────────────────────────────────────────────


def test_a_part_is_told_as_a_share_of_the_bounds_as_written():
    targets = [
        Target("matches", at_least=bare(480)),
        Target("agreements", is_=bare(135), part_of="matches"),
        Target("nothing", at_least=bare(0)),
        Target("of_nothing", at_least=bare(0), part_of="nothing"),
    ]
    _, agreements, _, of_nothing = outcomes(targets)
    assert agreements.part_share == Fraction(135, 480)
    assert of_nothing.part_share is None


@pytest.mark.parametrize(
    ("added", "carried"),
    [
        ({"more_than": bare(120)}, 399),
        ({"at_least": bare(120), "baseline": bare(20)}, 420),
        ({"at_most": bare(120)}, 400),
        ({"between": (bare(100), bare(120))}, 420),
    ],
)
def test_what_is_added_is_taken_at_the_least_it_brings_else_at_its_bound(added, carried):
    targets = [Target("new", **added), Target("all", more_than=bare(520), adds=Reference("new"))]
    assert outcomes(targets)[1].carried_over == carried


def test_what_is_added_and_has_no_number_carries_nothing_over():
    targets = [Target("new", text="专款专用"), Target("all", more_than=bare(520), adds=Reference("new"))]
    assert outcomes(targets)[1].carried_over is None


def test_a_total_without_what_it_adds_must_have_been_there():
    targets = [
        Target("hnte", at_least=bare(120)),
        Target("total", more_than=bare(520), adds=Reference("hnte")),
    ]
    assert outcomes(targets)[1].carried_over == 400


@given(numbers, numbers, numbers)
def test_a_stock_that_adds_another_target_is_its_baseline_and_what_that_brings(start, flow, bound):
    targets = [
        Target("flow", at_least=bare(1), baseline=bare(7)),
        Target("stock", at_least=bare(bound), baseline=bare(start), adds=Reference("flow")),
    ]
    found = outcomes(targets, {"flow": bare(flow)})
    assert [each.value for each in found] == [7 + flow, start + flow]


def test_without_a_baseline_nobody_knows_what_is_added_to():
    targets = [Target("flow", at_least=bare(1)), Target("stock", at_least=bare(9), adds=Reference("flow"))]
    assert outcomes(targets, {"flow": bare(3)})[1].state == "open"


# ── of the plan, the figures ───────────────────────────────────────────────────────────────────────

PLANNED = """\
scenario: planned
year: 2014
unit: 元
sources: {city: {amount: 100}}
spending: {project: {amount: 100, when_short: optimise}}
figures: {firms_known: {is: 40, document: 年报}, social: {is: 3000元, document: 年报}}
populations: {firms: {file: firms.csv, id: firm_id, columns: {ask: 元, big: yes_no}}}
programmes:
  rent:
    spending: project
    applicants: firms
    award: [{fixed: ask}]
    when_short: optimise
    points: {per_award: 1}
objective: [{maximise: points}]
targets:
TARGETS"""
FIRMS = "firm_id,ask,big\nF1,30,yes\nF2,35,no\nF3,45,yes\nF4,60,no\n"


def planned(*targets: str):
    text = PLANNED.replace("TARGETS", "".join(f"  {each}\n" for each in targets))
    return ran(text, firms=FIRMS)


def test_a_measure_of_the_plan_answers_and_the_cheapest_unfunded_awards_close_the_gap():
    found = targets_of(
        planned(
            "firms: {at_least: 3, counts: {count: {programme: rent}}}",
            "all: {at_least: 5, counts: {count: {programme: rent}}}",
            "big: {at_least: 2, counts: {count: {programme: rent, where: big}}}",
            "paid: {at_least: 90, counts: {award: {programme: rent}}}",
        )
    )
    assert {name: each.value for name, each in found.items()} == {
        "firms": 2,
        "all": 2,
        "big": 1,
        "paid": 6500,
    }
    assert {name: each.cost_fen for name, each in found.items()} == {
        "firms": 4500,
        "all": None,
        "big": 4500,
        "paid": None,
    }
    assert {name: each.reserve for name, each in found.items()} == {
        "firms": 2,
        "all": 2,
        "big": 1,
        "paid": None,
    }
    assert [each.state for each in found.values()] == ["missed"] * 4
    assert (found["paid"].kind, found["paid"].shortfall) == ("money", 2500)


def test_a_ratio_of_the_plan_over_a_figure_is_exact():
    known, social = "{figure: {figure: firms_known}}", "{figure: {figure: social}}"
    nobody = "{award: {programme: rent, where: ask < 2元}}"
    found = targets_of(
        planned(
            f"reached: {{at_least: 10%, counts: {{count: {{programme: rent}}}}, bottom: {known}}}",
            f"leverage: {{at_least: 40x, counts: {social}, bottom: {{award: {{programme: rent}}}}}}",
            f"nothing: {{at_least: 10%, counts: {{award: {{}}}}, bottom: {nobody}}}",
        )
    )
    assert (found["reached"].value, found["reached"].shortfall) == (Fraction(1, 20), Fraction(1, 20))
    assert (found["leverage"].value, found["leverage"].state) == (Fraction(300000, 6500), "met")
    assert (found["nothing"].value, found["nothing"].state) == (None, "open")


def test_a_target_that_is_met_or_passed_costs_nothing_to_close():
    assert outcome(8, at_least=bare(8), each_costs=100).cost_fen is None
    assert outcome(12, is_=bare(10), each_costs=100).cost_fen is None
    assert outcome(8, is_=bare(10), each_costs=100).cost_fen == 200
    found = targets_of(planned("firms: {at_least: 2, counts: {count: {programme: rent}}}"))["firms"]
    assert (found.state, found.cost_fen, found.reserve) == ("met", None, None)


def test_figures_answer_by_an_expression():
    found = targets_of(
        planned(
            "known: {more_than: 50, of: firms_known + 20}",
            "each: {at_least: 100元, of: social / 40}",
            "spread: {at_least: 1元, of: social / firms_known}",
        )
    )
    assert {name: each.value for name, each in found.items()} == {"known": 60, "each": 7500, "spread": 7500}
    assert [each.state for each in found.values()] == ["met", "missed", "met"]


def test_a_division_by_nothing_in_an_answer_is_told_at_the_target():
    with pytest.raises(ScenarioError) as refused:
        planned("bad: {at_least: 1, of: firms_known / (firms_known - 40)}")
    assert [(each.code, each.place.line) for each in refused.value.problems] == [("E401", 17)]


def test_each_costs_prices_what_is_short_in_its_own_unit():
    found = targets_of(
        planned("firms: {at_least: 5, counts: {count: {programme: rent}}, each_costs: 12.5元}")
    )
    assert (found["firms"].shortfall, found["firms"].cost_fen) == (3, 3750)


@given(st.integers(0, 10**6), st.fractions(min_value=0, max_value=50, max_denominator=7))
def test_a_cost_is_never_below_the_exact_one_and_less_than_a_fen_above(each, value):
    found = outcome(value, at_least=bare(60), each_costs=each)
    exact = found.shortfall * each
    assert exact <= found.cost_fen < exact + 1


# ── by path ────────────────────────────────────────────────────────────────────────────────────────


def test_every_figure_of_a_target_is_found_by_its_path():
    result = planned("firms: {at_least: 3, counts: {count: {programme: rent}}}")
    found = {
        name: figure_of(
            f"targets.firms.{name}", result.scenario, result.allocation, result.limits, result.accounts
        )
        for name in (
            "value",
            "shortfall",
            "needed",
            "cost",
            "part_share",
            "carried_over",
            "expected",
            "behind",
        )
    }
    assert found == {
        "value": 2,
        "shortfall": 1,
        "needed": 3,
        "cost": 4500,
        "part_share": None,
        "carried_over": None,
        "expected": None,
        "behind": None,
    }
    assert result.accounts.figure("targets.firms.cost").kind == "money"
    with pytest.raises(FindingError) as missing:
        figure_of("targets.firms.worth", result.scenario, result.allocation, result.limits, result.accounts)
    assert missing.value.code == "R640"


def test_an_explanation_says_what_answers_what_is_short_and_what_it_costs():
    result = planned("firms: {title: 受助企业, at_least: 3, counts: {count: {programme: rent}}, unit: 家}")
    told = explain(result, "targets.firms.shortfall").tell("en").splitlines()
    assert told == [
        "受助企业: missed, 2家 against ≥ 3家",
        "  answered by the plan: count (rent) comes to 2家",
        "  short by 1家",
        "  closing it costs at least 45元: the cheapest of the 2 awards that could still count",
        "  written at a.yaml:17:3",
    ]


def test_a_target_is_explained_by_its_own_path_even_beside_a_programme_of_its_name():
    result = planned("rent: {at_least: 3, counts: {count: {programme: rent}}}")
    assert explain(result, "targets.rent").lines[0].text.en.startswith("rent: missed")
    assert not explain(result, "rent").lines[0].text.en.startswith("rent: missed")


# ── bounds that name a figure ──────────────────────────────────────────────────────────────────────

NAMED = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
figures: {plan: {is: 60万元}, firms: {is: 8}, more: {of: firms * 3 / 2}, part: {of: plan / 200万元}}
programmes: {line: {spending: project, amount: 50}}
targets:
  money:  {counts: {award: {programme: line}}, at_least: plan}
  ratio:  {counts: {award: {programme: line}}, bottom: {budget: {}}, at_most: part}
  stock:  {baseline: firms, at_least: more}
  soft:   {about: firms, within: 1}
  pair:   {between: [firms, more]}
actuals: {reached: {stock: 3, soft: 6, pair: 12}}
"""


def test_a_bound_that_names_a_figure_is_what_the_figure_is():
    plain = NAMED.replace("at_least: plan", "at_least: 60万元").replace("at_most: part", "at_most: 0.3x")
    plain = plain.replace("firms, at_least: more", "8, at_least: 12").replace("about: firms", "about: 8")
    plain = plain.replace("[firms, more]", "[8, 12]")
    named, written = targets_of(ran(NAMED)), targets_of(ran(plain))
    assert "firms}" not in plain
    for name, found in named.items():
        other = written[name]
        figures = ("kind", "state", "value", "bound", "needed", "shortfall", "exceeded", "start")
        assert [getattr(found, each) for each in figures] == [getattr(other, each) for each in figures]
    assert {name: each.state for name, each in named.items()} == {
        "money": "missed",
        "ratio": "missed",
        "stock": "missed",
        "soft": "missed",
        "pair": "met",
    }
    assert (named["money"].shortfall, named["stock"].shortfall) == (10**7, 1)


def test_a_bound_follows_its_figure_when_that_is_changed():
    found = targets_of(ran(NAMED.replace("plan: {is: 60万元}", "plan: {is: 40万元}")))
    assert (found["money"].state, found["ratio"].bound) == ("met", (Fraction(1, 5),))


def test_the_explanation_of_a_target_tells_the_figure_it_names():
    told = explain(ran(NAMED), "targets.money").tell("en")
    assert "60万元" in told.splitlines()[0]
