"""Choices among registered words: steps, methods, measures, goals, sort keys, in long form and short."""

from fractions import Fraction

import pytest

from simulator.language.read import READERS
from simulator.language.records import fields_of
from simulator.language.registry import REGISTRIES
from simulator.methods.in_full import InFull
from simulator.methods.optimise import Optimise
from simulator.methods.pro_rata import ProRata
from simulator.methods.queue import FirstCome, Ranked
from simulator.methods.tiers import Tiers
from simulator.model import kinds
from simulator.model.goals import (
    Aim,
    Change,
    Keep,
    LargestCut,
    Maximise,
    Minimise,
    SmallestShare,
    Weigh,
    Weighed,
)
from simulator.model.limits import Measure, Selector
from simulator.model.scenario import Scenario
from simulator.model.step import Branch
from simulator.rules.adjust import Cap, Floor, Round
from simulator.rules.amounts import Fixed, Share
from simulator.rules.combine import Highest, Sum
from tests.language.texts import GOOD, codes, parsed, places, scenario_of, spot, with_line

OPENING = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
populations: {firms: {file: f.csv, id: firm_id, columns: {rent: 元, small: yes_no, on: date}}}
"""


def rule(award: str, when_short: str = "pro_rata") -> str:
    """Return a scenario with one programme."""
    return OPENING + (
        "programmes:\n  p:\n    spending: project\n    applicants: firms\n"
        f"    award: {award}\n    when_short: {when_short}\n"
    )


def award_of(award: str):
    """Return the steps that an award rule is read as."""
    return scenario_of(rule(award)).programme("p").award


def method_of(when_short: str):
    """Return the method that a word is read as."""
    return scenario_of(rule("[{fixed: 5}]", when_short)).programme("p").when_short


# ── steps ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_step_in_its_short_form_is_the_step_in_its_long_form():
    assert award_of("[{fixed: 5}, {cap: 3}]") == award_of("[{fixed: {amount: 5}}, {cap: {amount: 3}}]")
    assert award_of("[{fixed: 5}, {floor: 3}]")[1] == Floor(3_000_000)
    assert award_of("[{fixed: 5}, {round: 100元}]")[1] == Round(10_000)


def test_one_step_may_stand_without_a_list():
    assert award_of("{fixed: 5}") == award_of("[{fixed: 5}]") == (Fixed(5_000_000),)


def test_a_step_keeps_its_id():
    assert award_of("[{fixed: 5}, {cap: {amount: 3, id: small_firms}}]")[1] == Cap(
        3_000_000, id="small_firms"
    )


def test_branches_stand_bare_under_the_word_or_under_branches():
    bare = award_of("[{sum: {a: {fixed: 5}, b: [{fixed: 3}, {cap: 2}]}}]")
    assert bare == award_of("[{sum: {branches: {a: {fixed: 5}, b: [{fixed: 3}, {cap: 2}]}}}]")
    assert bare == (Sum((Branch("a", (Fixed(5_000_000),)), Branch("b", (Fixed(3_000_000), Cap(2_000_000))))),)


def test_branches_may_hold_branches():
    inner = award_of("[{highest: {a: {sum: {b: {fixed: 1}, c: {fixed: 2}}}, d: {fixed: 4}}}]")
    assert isinstance(inner[0], Highest)
    assert isinstance(inner[0].branches[0].steps[0], Sum)


def test_one_bonus_may_stand_without_a_list():
    one = award_of("[{share: {of: rent, rate: 50%, plus: {pp: 5pp, when: small}}}]")
    assert one == award_of("[{share: {of: rent, rate: 50%, plus: [{pp: 5pp, when: small}]}}]")
    assert isinstance(one[0], Share)


@pytest.mark.parametrize(
    ("award", "found"),
    [
        ("[]", ["11:5 S214"]),
        ("share", ["11:12 S202", "11:12 S202"]),
        ("[{}]", ["11:13 S210"]),
        ("[[{fixed: 5}]]", ["11:13 S203"]),
        ("[{fixed: 5, cap: 3}]", ["11:24 S210"]),
        ("[{fixd: 5}]", ["11:14 S205"]),
        ("[{fixed: [5]}]", ["11:22 S205"]),
        ("[{share: 50%}]", ["11:21 S203"]),
        ("[{cap: {too: 5}}]", ["11:14 S202", "11:20 S201"]),
        ("[{sum: {}}]", ["11:14 S214"]),
        ("[{sum: {branches: {}}}]", ["11:20 S214"]),
        ("[{sum: {a: []}}]", ["11:20 S214"]),
        ("[{brackets: {of: rent, bands: []}}]", ["11:35 S214"]),
    ],
)
def test_a_step_that_cannot_be_read_is_told_at_its_place(award, found):
    assert places(rule(award)) == found


def test_the_good_steps_are_read_beside_a_bad_one():
    scenario, problems = parsed(rule("[{fixed: 5}, {capp: 3}, {round: 1元}]"))
    assert [each.code for each in problems] == ["S205"]
    assert scenario is not None
    assert [each.word for each in scenario.programme("p").award] == ["fixed", "round"]


# ── methods ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("pro_rata", ProRata()),
        ("同比例压减", ProRata()),
        ("{pro_rata: {id: cut}}", ProRata("cut")),
        ("{in_full: {}}", InFull()),
    ],
)
def test_a_method_stands_bare_or_with_its_settings(text, method):
    assert method_of(text) == method


def test_a_ranking_names_its_keys_in_order():
    ranked = method_of(
        "{ranked: {where: small, order: [{highest: rent}, {earliest: on}, {first: firm_id}], last: stop}}"
    )
    assert isinstance(ranked, Ranked)
    assert [(key.direction, key.by.text) for key in ranked.sort_by] == [
        ("highest", "rent"),
        ("earliest", "on"),
        ("first", "firm_id"),
    ]
    assert (ranked.last, ranked.where.text if ranked.where else "") == ("stop", "small")


def test_first_come_takes_its_column_alone():
    short, long = method_of("{first_come: on}"), method_of("{first_come: {by: on, last: partial}}")
    assert isinstance(short, FirstCome)
    assert short == long


def test_tiers_take_their_list_alone_and_hold_methods():
    tiers = method_of("{tiers: [{where: small, when_short: pro_rata}, {rest: {first_come: on}}]}")
    assert isinstance(tiers, Tiers)
    assert [type(each.when_short or each.rest) for each in tiers.tiers] == [ProRata, FirstCome]
    assert tiers == method_of(
        "{tiers: {tiers: [{where: small, when_short: pro_rata}, {rest: {first_come: on}}]}}"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("prorata", ["12:17 S205"]),
        ("ranked", ["12:17 S202"]),
        ("{ranked: {order: []}}", ["12:27 S214"]),
        ("{ranked: {order: [first]}}", ["12:35 S202"]),
        ("{ranked: {order: [{hihgest: rent}]}}", ["12:36 S205"]),
        ("{first_come: {}}", ["12:18 S202"]),
        ("{pro_rata: 5}", ["12:28 S203"]),
        ("[pro_rata]", ["12:17 S203"]),
    ],
)
def test_a_method_that_cannot_be_read_is_told_at_its_place(text, found):
    assert places(rule("[{fixed: 5}]", text)) == found


def test_the_nearest_method_is_offered_in_the_language_written():
    _, problems = parsed(rule("[{fixed: 5}]", "同比例压缩"))
    assert problems[0].fact("nearest") == "同比例压减"


# ── measures and goals ─────────────────────────────────────────────────────────────────────────────


def test_measures_take_a_selector_or_stand_for_all():
    scenario = scenario_of(with_line("top: {count: {programme: heads}}", "top: count"))
    assert scenario.constraint("many").top == Measure("count", Selector())
    assert scenario.constraint("capacity_share").top == Measure("award", Selector(tag="capacity"))


def test_nothing_but_a_figure_may_be_named_alone():
    text = with_line("top: {count: {programme: heads}}", "top: {count: heads}")
    assert places(text) == [f"{spot(text, '{count: heads}', 'heads')} S203"]


def test_a_figure_may_be_named_alone():
    text = with_line(
        "constraints:\n",
        "constraints:\n  pool: {top: award, bottom: {figure: guide_rent}, at_most: 12x}\n",
    )
    assert scenario_of(text).constraint("pool").bottom == Measure("figure", Selector(figure="guide_rent"))


def test_goals_are_read_in_order_with_what_they_aim_at():
    keep, points, least = scenario_of(GOOD).objective
    assert keep == Keep(("about_half", "streets"))
    assert points == Maximise(Aim("points"))
    assert least == Minimise(Aim(measure=Measure("award", Selector(programme="heads"))))


def test_one_kept_constraint_may_stand_without_a_list():
    text = with_line("keep: [about_half, streets]", "keep: about_half")
    assert codes(text) == ["W706"]


@pytest.mark.parametrize(
    ("written", "goal"),
    [
        ("{maximise: targets_met}", Maximise(Aim("targets_met"))),
        (
            "{maximise: beneficiaries}",
            Maximise(Aim(measure=Measure("beneficiaries", Selector()))),
        ),
        ("{minimise: change_from_last_year}", Minimise(Aim(Change.word, settings=Change()))),
        (
            "{minimise: {change_from_last_year: {of: rent, programme: research}}}",
            Minimise(Aim(Change.word, settings=Change("rent", "research"))),
        ),
        ("{minimise: {change_from_last_year: rent}}", Minimise(Aim(Change.word, settings=Change("rent")))),
        ("{maximise: smallest_share}", Maximise(Aim("smallest_share", settings=SmallestShare()))),
        (
            "{maximise: {smallest_share: applicants}}",
            Maximise(Aim("smallest_share", settings=SmallestShare("applicants"))),
        ),
        (
            "{minimise: {largest_cut: {per: street}}}",
            Minimise(Aim("largest_cut", settings=LargestCut(per="street"))),
        ),
        (
            "{weigh: [{maximise: points, weight: 3}, {minimise: spent, weight: 1/2, per: 1万元}]}",
            Weigh(
                (
                    Weighed(maximise=Aim("points"), weight=Fraction(3)),
                    Weighed(minimise=Aim("spent"), weight=Fraction(1, 2), per=1_000_000),
                )
            ),
        ),
        (
            "{最大化: {最低满足率: 申报单位}}",
            Maximise(Aim("smallest_share", settings=SmallestShare("applicants"))),
        ),
    ],
)
def test_an_aim_is_a_word_a_word_with_settings_or_several_weighed(written, goal):
    told = with_line(
        "    tags: [capacity, firm_support]", "    last_year: 300\n    tags: [capacity, firm_support]"
    )
    scenario = scenario_of(with_line("{maximise: points}", written, told))
    assert scenario.objective[1] == goal
    assert scenario.programme("rent_subsidy").last_year == 300 * 1_000_000


def test_a_weighed_aim_knows_what_one_of_its_unit_adds():
    assert Weighed(maximise=Aim("points"), weight=Fraction(3)).factor == 3
    assert Weighed(minimise=Aim("spent"), weight=Fraction(1, 2), per=100).factor == Fraction(-1, 200)
    with pytest.raises(TypeError):
        _ = Weighed().aim


@pytest.mark.parametrize(
    ("goal", "code"),
    [
        ("{maximise: point}", "S205"),
        ("{maximise: award}", "S205"),
        ("{maximise: {smallest_share: everyone}}", "S205"),
        ("{minimise: {change_from_last_year: {of: rent, programme: nobody}}}", "S204"),
        ("{weigh: [{maximise: points, weight: heavy}]}", "M302"),
        ("{weigh: [{keep: about_half}]}", "S201"),
        ("{maximize: points}", "S205"),
        ("{keep: nothing}", "S204"),
        ("maximise", "S202"),
    ],
)
def test_a_goal_that_cannot_be_read_is_told(goal, code):
    assert code in codes(with_line("{maximise: points}", goal))


# ── the tables ─────────────────────────────────────────────────────────────────────────────────────


def every_kind(kind: kinds.Kind, seen: set[str]) -> set[type[kinds.Kind]]:
    """Return the types of kind that can be met below one."""
    met = {type(kind)}
    for name in ("item", "scalar", "other"):
        if isinstance(getattr(kind, name, None), kinds.Kind):
            met |= every_kind(getattr(kind, name), seen)
    record = getattr(kind, "of", None)
    if isinstance(record, type) and record.__name__ not in seen:
        seen.add(record.__name__)
        for field in fields_of(record).values():
            met |= every_kind(field.kind, seen)
    return met


def test_every_kind_the_language_uses_has_a_reader():
    seen: set[str] = set()
    records = [Scenario, *REGISTRIES.rules.values(), *REGISTRIES.methods.values(), *REGISTRIES.goals.values()]
    used = {kind for record in records for kind in every_kind(kinds.Record(record), seen)}
    assert used <= set(READERS)


def test_every_short_form_names_a_field_that_can_stand_alone():
    registered = [*REGISTRIES.rules.values(), *REGISTRIES.methods.values(), *REGISTRIES.goals.values()]
    for record in registered:
        if record.short is not None:
            fields = fields_of(record)
            assert record.short in fields
            assert [name for name, field in fields.items() if field.required and name != record.short] == []


def test_an_optimised_class_is_read_as_such():
    assert scenario_of(GOOD).spending_class("project").when_short == Optimise()
