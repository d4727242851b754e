"""Laws of policies in layers: a lower one never loosens, a refusal names it, a firm is held to its sum."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine import explain
from simulator.engine.run import run
from simulator.model.policies import AwardLimit, PolicyLimits
from simulator.model.policy_layers import layers_over, with_policies
from simulator.problems import ScenarioError
from tests.engine.year.year_support import OPENING, awards, ran, tables_of
from tests.language.texts import codes, scenario_of

FIRMS = """\
populations:
  firms: {file: firms.csv, id: firm_id, columns: {cost: 元, blacklisted: yes_no, district: [龙岗, 其他]}}
"""
LAYERS = """\
policies:
  measure: {title: 管理办法, limits: {award: {at_most: 300}, rate: {at_most: 50%}}, require: not blacklisted}
  rulebook: {title: 实施细则, under: measure, require: {local: district = 龙岗}}
"""
RENT = """\
programmes:
  rent: {spending: project, under: rulebook, applicants: firms, when_short: pro_rata, award: AWARD}
""".replace("AWARD", "[{share: {of: cost, rate: 50%}}, {cap: 200}]")
DATA = "firm_id,cost,blacklisted,district\nA,100,no,龙岗\nB,100,yes,龙岗\nC,900,no,龙岗\nD,100,no,其他\n"


def test_each_layer_asks_for_its_own_and_a_refusal_names_it():
    result = ran(OPENING + FIRMS + LAYERS + RENT, firms=DATA)
    assert awards(result, "rent") == [5000, 0, 20_000, 0]
    conditions = {name: flags.tolist() for name, flags in result.claims.of("rent").conditions}
    assert conditions == {"measure": [True, False, True, True], "rulebook.local": [True, True, True, False]}
    assert "measure: not blacklisted → no" in explain(result, "rent/B").tell("en")
    assert "rulebook.local: district = 龙岗 → no" in explain(result, "rent/D").tell("en")


def test_a_programmes_own_conditions_come_after_those_of_its_policies():
    text = (
        OPENING
        + FIRMS
        + LAYERS
        + RENT.replace("applicants: firms,", "applicants: firms, eligible: cost > 150元,")
    )
    result = ran(text, firms=DATA)
    assert [name for name, _ in result.claims.of("rent").conditions] == [
        "measure",
        "rulebook.local",
        "eligible",
    ]
    assert awards(result, "rent") == [0, 0, 20_000, 0]


def test_a_policy_is_explained_by_what_it_does_to_whom():
    said = explain(ran(OPENING + FIRMS + LAYERS + RENT, firms=DATA), "policies.measure").tell("en")
    assert "an award is at most 300元" in said
    assert "a rate is at most 50%" in said
    assert "requires measure: 1 applicants fail it" in said


def test_a_scenario_without_policies_is_left_as_it_is():
    scenario = scenario_of(OPENING + FIRMS + RENT.replace("under: rulebook, ", ""))
    assert with_policies(scenario) is scenario


# ── only tighter ───────────────────────────────────────────────────────────────────────────────────

LIMITS = st.none() | st.integers(1, 400)
PERCENTS = st.none() | st.integers(1, 100)


def layer(name: str, under: str, award: int | None, rate: int | None) -> str:
    limits = [f"award: {{at_most: {award}}}"] * (award is not None) + [f"rate: {{at_most: {rate}%}}"] * (
        rate is not None
    )
    return f"  {name}: {{{under}limits: {{{', '.join(limits)}}}}}\n"


@settings(max_examples=20, deadline=None)
@given(
    st.tuples(LIMITS, LIMITS, LIMITS),
    st.tuples(PERCENTS, PERCENTS, PERCENTS),
    st.integers(1, 400),
    st.integers(1, 100),
)
def test_what_loads_is_no_looser_than_any_layer_above_it(most, rates, cap, rate):
    text = OPENING + FIRMS + "policies:\n"
    text += layer("one", "", most[0], rates[0]) + layer("two", "under: one, ", most[1], rates[1])
    text += layer("three", "under: two, ", most[2], rates[2])
    text += RENT.replace("rulebook", "three").replace("50%", f"{rate}%").replace("cap: 200", f"cap: {cap}")
    found = codes(text)
    known, shares = [each for each in most if each is not None], [each for each in rates if each is not None]
    falls = known == sorted(known, reverse=True) and shares == sorted(shares, reverse=True)
    assert ("S462" in found) == (not falls)
    assert ("S463" in found) == (bool(known) and cap > min(known))
    assert ("S465" in found) == (bool(shares) and rate > min(shares))
    assert set(found) <= {"S462", "S463", "S465"}


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        ("[{share: {of: cost, rate: 40%}}, {uplift: {by: 25%}}, {cap: 200}]", ["W702"]),
        ("[{share: {of: cost, rate: 40%}}, {uplift: {by: 26%}}, {cap: 200}]", ["S465", "W702"]),
        ("[{share: {of: cost, rate: 40%, plus: [{pp: 11pp}]}}, {cap: 200}]", ["S465"]),
        ("[{share: {of: cost, rate: 40%, plus: [{pp: 11pp}], rate_at_most: 50%}}, {cap: 200}]", []),
        ("[{choose: {column: district, cases: {龙岗: {fixed: 300}, 其他: {fixed: 301}}}}]", ["S463"]),
        ("[{choose: {column: district, cases: {龙岗: {fixed: 300}, 其他: {fixed: 299}}}}]", []),
        ("[{table: {of: district, values: {龙岗: 20, 其他: 301}}}]", ["S463"]),
        ("[{sum: {one: [{fixed: 150}], two: [{fixed: 151}]}}]", ["S463"]),
        ("[{highest: {one: [{fixed: 150}], two: [{fixed: 151}]}}]", []),
        ("[{fixed: cost}]", ["S464"]),
        ("[{fixed: cost}, {cap: {amount: 300, when: blacklisted}}]", ["S464"]),
    ],
)
def test_the_reach_of_a_rule_is_read_off_its_steps(award, expected):
    text = OPENING + FIRMS + LAYERS + RENT.replace("[{share: {of: cost, rate: 50%}}, {cap: 200}]", award)
    assert sorted(codes(text)) == expected


def test_a_policy_that_nobody_stands_under_is_asked_about():
    text = OPENING + FIRMS + LAYERS + RENT.replace("under: rulebook", "under: measure")
    assert codes(text) == ["W781"]


def test_an_award_above_its_policy_is_refused_and_never_clipped():
    scenario = scenario_of(OPENING + FIRMS + LAYERS + RENT)
    upper, lower = scenario.policies
    tight = replace(upper, limits=PolicyLimits(award=AwardLimit(19_999)))
    with pytest.raises(ScenarioError) as error:
        run(replace(scenario, policies=(tight, lower)), tables_of(scenario, {"firms": DATA}))
    (told,) = error.value.problems
    assert (told.code, told.fact("award"), told.fact("policy")) == ("R706", "rent/C", "管理办法")


def test_a_circle_of_policies_ends():
    text = (
        OPENING
        + FIRMS
        + "policies: {one: {under: two}, two: {under: one}}\n"
        + RENT.replace("rulebook", "one")
    )
    assert codes(text) == ["S461"]


def test_a_condition_is_checked_over_every_population_below_it():
    other = "  others: {file: others.csv, id: firm_id, columns: {cost: 元, district: [龙岗, 其他]}}\n"
    loans = "  loans: {spending: project, under: measure, applicants: others, WAY}\n"
    loans = loans.replace("WAY", "award: [{fixed: 5}], when_short: pro_rata")
    assert codes(OPENING + FIRMS + other + LAYERS + RENT + loans) == ["E201"]


# ── a firm in a year ───────────────────────────────────────────────────────────────────────────────

TWO = """\
policies:
  measure: {limits: {firm_year: {per: firm_id, at_most: MEASURE}}}
  rulebook: {under: measure, limits: {firm_year: {per: firm_id, at_most: RULEBOOK}}}
populations:
  firms: {file: firms.csv, id: firm_id, columns: {cost: 元}}
  loans: {file: loans.csv, id: loan_id, columns: {firm_id: text, cost: 元}}
programmes:
  rent: {spending: project, under: rulebook, applicants: firms, award: [{fixed: cost}], when_short: pro_rata}
  loan: {spending: project, under: rulebook, applicants: loans, award: [{fixed: cost}], when_short: pro_rata}
  more: {spending: project, under: measure, applicants: loans, award: [{fixed: cost}], when_short: pro_rata}
"""
COSTS = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 90)), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None)
@given(COSTS, st.lists(st.integers(0, 90), min_size=3, max_size=3), st.integers(0, 200), st.integers(0, 200))
def test_no_firm_gets_more_than_a_layer_lets_it_have_of_all_below(loans, rents, first, second):
    upper, lower = max(first, second), min(first, second)
    text = OPENING.replace("1000", "100000") + TWO.replace("MEASURE", str(upper)).replace(
        "RULEBOOK", str(lower)
    )
    firms = "firm_id,cost\n" + "".join(f"{name},{cost}\n" for name, cost in zip("ABC", rents, strict=True))
    rows = "loan_id,firm_id,cost\n" + "".join(
        f"L{at},{name},{cost}\n" for at, (name, cost) in enumerate(loans)
    )
    result = ran(text, firms=firms, loans=rows)
    for number, firm in enumerate("ABC"):
        own = [at for at, (name, _) in enumerate(loans) if name == firm]
        rent, loan, more = (awards(result, each) for each in ("rent", "loan", "more"))
        below = rent[number] + sum(loan[at] for at in own)
        asked = 100 * (rents[number] + sum(loans[at][1] for at in own))
        assert below <= lower * 100
        assert below + sum(more[at] for at in own) <= upper * 100
        if asked <= lower * 100 and asked + 100 * sum(loans[at][1] for at in own) <= upper * 100:
            assert below == asked


def test_layers_are_named_from_the_top():
    scenario = scenario_of(OPENING + FIRMS + LAYERS + RENT)
    assert [each.id for each in layers_over(scenario, "rulebook")] == ["measure", "rulebook"]
    assert layers_over(scenario, None) == ()
