"""What is no fault: texts close to a faulty one that say nothing wrong. And faults that need a closer look.

Each code at its place is in the error gallery (test_meaning_gallery).
"""

from fractions import Fraction

import pytest

from simulator.engine.figures import SECTIONS, figure_of
from simulator.engine.run import run
from simulator.language import compose
from simulator.language.checks.paths import RESULTS, known_results
from simulator.language.checks.wording import APPROXIMATE, CEILING
from simulator.language.meaning import CHECKS
from simulator.language.overlay import base_document
from simulator.language.read import Reading, read
from simulator.language.registry import REGISTRIES
from tests.language.texts import GOOD, codes, parsed, places, scenario_of, spot, with_line

BUDGET = """\
scenario: a
year: 2014
unit: 万元
sources: {city: {amount: 100}}
spending: {project: {amount: 100}}
"""
OPENING = f"""{BUDGET}\
populations:
  firms:
    file: f.csv
    id: firm_id
    columns: {{rent: 元, jobs: count, small: yes_no, on: date, trade: [电子, 生物]}}
"""


def rule(award: str, when_short: str = "pro_rata", more: str = "") -> str:
    """Return a scenario with one programme."""
    return OPENING + (
        "programmes:\n  p:\n    spending: project\n    applicants: firms\n"
        f"    award: {award}\n    when_short: {when_short}\n{more}"
    )


def limit(written: str, more: str = "") -> str:
    """Return a scenario with one constraint."""
    return rule("[{fixed: 5}]", more=f"{more}constraints:\n  c: {{{written}}}\n")


def reading_of(text: str) -> Reading:
    """Return all that is read of a text."""
    root, _ = compose(text, "a.yaml")
    assert root is not None
    return read(base_document(root, "a.yaml"), REGISTRIES)


AWARD = "top: {award: {programme: p}}"
RATIO = f"{AWARD}, bottom: {{budget: {{spending: project}}}}"


def test_the_good_scenario_passes_every_check():
    assert codes(GOOD) == []
    assert len(CHECKS) == len(set(CHECKS))


# ── award rules ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "award",
    [
        "[{fixed: 5}, {floor: 5}, {cap: 5}]",
        "[{sum: {a: {fixed: 5}, b: {fixed: 3}}}, {cap: 5}]",
        "[{fixed: 5}, {cap: {amount: 3, when: small}}, {floor: 4}]",
        "[{fixed: 5}, {cap: {amount: 3, when: small, id: a}}, {cap: 4}]",
        "[{fixed: 5}, {cap: {amount: 3, when: small}}, {cap: {amount: 4, id: b}}]",
        "[{share: {of: rent, rate: 50%, rate_at_most: 50%}}]",
        "[{share: {of: rent, rate: 80%, plus: {pp: 20pp}}}]",
        "[{share: {of: rent, rate: 80%, plus: {pp: 30pp}, rate_at_most: 100%}}]",
        "[{brackets: {of: rent, bands: [{up_to: 10, rate: 5%}]}}]",
        "[{brackets: {of: rent, bands: [{above: 0, rate: 5%}]}}]",
        "[{brackets: {of: rent, bands: [{up_to: 10, rate: 5%}, {above: 10, rate: 1%}]}}]",
    ],
)
def test_an_award_rule_that_is_clear_is_left_alone(award):
    found = [code for code in codes(rule(award)) if not code.startswith("W701")]
    assert found == []


@pytest.mark.parametrize(
    ("award", "found"),
    [
        ("[{fixed: 5}, {fixed: 3}, {fixed: 2}]", ["S231", "S231"]),
        ("[{highest: {a: [{cap: 5}, {fixed: 3}]}}]", ["S232"]),
        ("[{sum: {a: [{fixed: 5}, {fixed: 3}]}}]", ["S231"]),
        ("[{sum: {a: [{fixed: 5}, {floor: 3}, {cap: 2}], b: {fixed: 1}}}]", ["S234"]),
        ("[{fixed: rent}, {cap: {amount: 9, id: a}}, {cap: {amount: 8, id: a}}]", ["S233", "S233"]),
        ("[{brackets: {of: rent, bands: [{up_to: 10, rate: 5%}, {above: 20, rate: 1%}]}}]", ["S235"]),
        ("[{brackets: {of: rent, bands: [{above: 10, rate: 5%}, {up_to: 20, rate: 1%}]}}]", ["S235"]),
        ("[{brackets: {of: rent, bands: [{up_to: 0, rate: 5%}]}}]", ["S235"]),
        ("[{brackets: {of: rent, bands: [{up_to: 9, above: 3, rate: 5%}]}}]", ["S237"]),
        ("[{sum: {a: [{fixed: 5}, {fixed: 3}], b: [{fixd: 5}]}}]", ["S231", "S205"]),
        ("[{sum: {branches: {a: [{fixed: 5}, {fixed: 3}]}}}]", ["S231"]),
    ],
)
def test_a_fault_is_found_on_every_level_of_a_rule(award, found):
    assert codes(rule(award)) == found


@pytest.mark.parametrize(
    ("award", "warned"),
    [
        ("[{fixed: 5}, {uplift: {by: 20%}}, {cap: 6}]", False),
        ("[{fixed: 5}, {cap: 6}, {uplift: {by: 20%}}]", True),
        ("[{fixed: 5}, {cap: 6}, {uplift: {by: 0%}}]", False),
        ("[{fixed: 5}, {cap: 6}, {uplift: {by: 20%}}, {cap: {amount: 6, id: again}}]", False),
        ("[{fixed: 5}, {cap: 6}, {uplift: {by: 20%}}, {cap: {amount: 7, id: again}}]", True),
        ("[{highest: {a: [{fixed: 5}, {cap: 4}]}}, {uplift: {by: 20%}}]", True),
        ("[{fixed: 5}, {cap: 6}, {floor: 6}]", False),
        ("[{fixed: 5}, {cap: {amount: 6, when: small}}, {floor: 7}]", True),
        ("[{fixed: 5}, {cap: 6}, {round: 1万元}]", False),
        ("[{fixed: 5}, {cap: 6}, {round: 7万元}]", True),
        ("[{fixed: 5}, {cap: 6}, {round: {to: 7万元, mode: down}}]", False),
        ("[{fixed: 5}, {cap: rent}, {round: 1元}]", True),
        ("[{fixed: 5}, {cap: rent}, {uplift: {by: 20%}}, {cap: {amount: rent, id: again}}]", False),
    ],
)
def test_a_cap_that_a_later_step_can_lift_is_warned_of_and_no_other(award, warned):
    assert ("W701" in codes(rule(award))) == warned


@pytest.mark.parametrize(
    ("path", "warned"),
    [
        ("programmes.p.award.uplift", False),
        ("programmes.p.award.uplift.by", False),
        ("programmes.p.award.share", True),
        ("programmes.p.award.share.rate", True),
    ],
)
def test_an_ambiguity_that_an_assumption_settles_is_not_asked_again(path, warned):
    award = "[{share: {of: rent, rate: 50%}}, {uplift: {by: 20%, when: small}}]"
    text = rule(award, more=f"assumptions: [{{path: {path}, note: 按乘数}}]\n")
    assert ("W702" in codes(text)) == warned


def test_an_uplift_of_anything_but_a_share_is_no_ambiguity():
    assert codes(rule("[{fixed: 5}, {uplift: {by: 20%}}]")) == []


# ── programmes and amounts ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fault",
    [
        "  p: {spending: project, amount: 5, money: none}\n",
        "  p: {spending: project}\n",
        "  p: {spending: project, applicants: firms, award: {fixed: 1}, money: none, when_short: pro_rata}\n",
    ],
)
def test_a_programme_is_exactly_one_thing(fault):
    assert "S241" in codes(OPENING + "programmes:\n" + fault)


def test_a_bad_award_is_not_told_as_a_missing_one():
    assert codes(rule("[{fixd: 5}]")) == ["S205"]
    assert codes(rule("[{fixed: abc def}]")) == ["E111"]


def test_a_class_that_pays_in_full_speaks_for_its_programmes():
    text = rule("[{fixed: 5}]").replace("    when_short: pro_rata\n", "")
    assert codes(text) == ["S244"]
    in_full = text.replace("project: {amount: 100}", "project: {amount: 100, when_short: in_full}")
    assert codes(in_full) == []
    assert codes(in_full + "    envelope: {at_most: 3}\n") == ["S244"]


def test_classes_may_add_to_exactly_the_sources_and_not_a_fen_more():
    assert codes(rule("[{fixed: 5}]")) == []
    assert codes(rule("[{fixed: 5}]").replace("project: {amount: 100}", "project: {amount: 100.000001}")) == [
        "S251"
    ]


def test_a_source_that_cannot_be_read_leaves_the_sum_unjudged():
    assert codes(rule("[{fixed: 5}]").replace("city: {amount: 100}", "city: {amount: 1OO}")) == ["M106"]


def test_lines_that_do_not_fit_are_a_fault_only_where_nothing_is_said_of_being_short():
    lines = "programmes: {a: {spending: project, amount: 60}, b: {spending: project, amount: 60}}\n"
    bare = BUDGET + lines
    assert codes(bare) == ["S254"]
    assert codes(bare.replace("{amount: 100}}\np", "{amount: 100, when_short: pro_rata}}\np")) == []
    assert codes(bare.replace("amount: 60}}", "amount: 40}}")) == []


def test_points_may_be_given_to_a_line_but_not_by_a_column():
    lines = BUDGET + "programmes: {a: {spending: project, amount: 60, points: {per_award: 1}}}\n"
    assert codes(lines) == []


# ── sharing ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("when_short", "found"),
    [
        ("{ranked: {order: [{highest: rent}, {first: firm_id}]}}", []),
        ("{ranked: {order: [{first: firm_id}]}}", []),
        ("{ranked: {order: [{highest: small}, {first: firm_id}]}}", []),
        ("{ranked: {order: [{first: firm_id}, {highest: rent}]}}", ["S263"]),
        ("{ranked: {order: [{highest: rent}, {first: trade}]}}", ["S263"]),
        ("{ranked: {order: [{highest: rent}, {lowest: firm_id}]}}", ["S263", "S264"]),
        ("{ranked: {order: [{earliest: rent}, {first: firm_id}]}}", ["S264"]),
        ("{ranked: {order: [{highest: trade}, {first: firm_id}]}}", ["S264"]),
        ("{ranked: {order: [{highest: rents}, {first: firm_id}]}}", ["E201"]),
        ("{ranked: {order: [{highest: firm_id}, {first: firm_id}]}}", ["S264"]),
        ("{first_come: on}", []),
        ("{first_come: jobs}", ["S264"]),
        ("{tiers: [{where: small}, {rest: pro_rata}]}", []),
        ("{tiers: [{rest: pro_rata}]}", []),
        ("{tiers: [{rest: pro_rata}, {where: small}]}", ["S265", "S266"]),
        ("{tiers: [{tag: a}, {rest: pro_rata}]}", ["S266", "S277"]),
        ("{tiers: [{where: jobs}, {rest: pro_rata}]}", ["E312"]),
        ("{tiers: [small, {rest: pro_rata}]}", ["S203"]),
        ("{tiers: [{where: small}, {rest: {ranked: {order: [{highest: rent}]}}}]}", ["S263"]),
    ],
)
def test_a_method_over_the_rows_of_a_programme(when_short, found):
    assert sorted(codes(rule("[{fixed: 5}]", when_short))) == sorted(found)


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("{tiers: [{tag: a}, {rest: pro_rata}]}", []),
        ("{tiers: [{tag: a}]}", []),
        ("{tiers: [{programme: p}]}", []),
        ("{tiers: [{programme: p, when_short: in_full}]}", []),
        ("{tiers: [{where: small}, {rest: pro_rata}]}", ["S266"]),
        ("{tiers: [{tag: b}, {rest: pro_rata}]}", ["S277"]),
        ("{tiers: [{tag: a}, {rest: {first_come: on}}]}", ["S245"]),
        ("{tiers: [{tag: a}, {rest: pro_rata, when_short: in_full}]}", ["S266"]),
        ("{ranked: {order: [{first: firm_id}]}}", ["S245"]),
    ],
)
def test_a_method_over_the_programmes_of_a_class(method, found):
    text = rule("[{fixed: 5}]", more="    tags: a\n")
    text = text.replace("project: {amount: 100}", f"project: {{amount: 100, when_short: {method}}}")
    assert codes(text) == found


def test_tiers_that_leave_a_programme_out_name_it():
    text = rule("[{fixed: 5}]", more="    tags: a\n  q: {spending: project, amount: 5}\n")
    text = text.replace("project: {amount: 100}", "project: {amount: 100, when_short: {tiers: [{tag: a}]}}")
    _, problems = parsed(text)
    assert [(each.code, each.fact("left")) for each in problems] == [("S265", "q")]


@pytest.mark.parametrize("inner", ["optimise", "in_full"])
@pytest.mark.parametrize(
    "tiers", ["[{{rest: {}}}]", "[{{where: small, when_short: {}}}, {{rest: pro_rata}}]"]
)
def test_a_tier_of_a_programme_is_neither_left_to_the_plan_nor_promised_in_full(tiers, inner):
    method = "{tiers: " + tiers.format(inner) + "}"
    assert "S245" in codes(rule("[{fixed: 5}]", method, "objective: [{maximise: spent}]\n"))


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("pro_rata", []),
        ("in_full", []),
        ("{first_come: jobs}", ["S245"]),
        ("{ranked: {order: [{first: firm_id}]}}", ["S245"]),
        ("{tiers: [{rest: pro_rata}]}", ["S245"]),
    ],
)
def test_a_plain_line_has_no_rows_to_rank(method, found):
    lines = f"programmes: {{a: {{spending: project, amount: 60, when_short: {method}}}}}\n"
    assert [code for code in codes(BUDGET + lines) if code == "S245"] == found


def test_something_left_to_the_optimiser_needs_an_objective_and_the_other_way_round():
    assert "S262" in codes(rule("[{fixed: 5}]", "optimise"))
    assert codes(rule("[{fixed: 5}]", "optimise", "objective: [{maximise: spent}]\n")) == []
    assert codes(rule("[{fixed: 5}]", "pro_rata", "objective: [{maximise: spent}]\n")) == ["S261"]


@pytest.mark.parametrize("goal", ["{maximise: points}", "{maximise: {aim: points}}", "{minimise: points}"])
def test_points_that_nobody_gives_are_told_at_the_word_in_either_form(goal):
    text = rule("[{fixed: 5}]", "optimise", f"objective: [{{maximise: spent}}, {goal}]\n")
    assert places(text) == [f"{spot(text, goal, 'points')} S268"]


def test_a_constraint_that_must_hold_is_told_where_it_is_kept():
    for keep in ("{keep: [streets, many]}", "{keep: {constraints: [streets, many]}}"):
        text = with_line("{keep: [about_half, streets]}", keep).replace(
            "within: 2pp", "within: 2pp\n    strength: must"
        )
        assert places(text) == [f"{spot(text, keep, 'many')} S267"]


def test_an_unreadable_method_leaves_the_objective_unjudged():
    assert codes(rule("[{fixed: 5}]", "optimize", "objective: [{maximise: spent}]\n")) == ["S205"]


# ── constraints ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f"{AWARD}, at_least: 1, at_most: 2", []),
        (f"{AWARD}, more_than: 1万元, less_than: 2万元", []),
        (f"{AWARD}, is: 5", []),
        (f"{AWARD}, between: [5, 5]", []),
        (f"{AWARD}, at_least: 2, at_most: 1", ["S252"]),
        (f"{AWARD}, at_least: 1, more_than: 2", ["S272"]),
        (f"{AWARD}, is: 5, between: [1, 2]", ["S272"]),
        (f"{AWARD}, within: 5, at_most: 3", ["S274"]),
        (f"{AWARD}, between: [5]", ["S276"]),
        (f"{AWARD}, at_most: 50%", ["M101"]),
        (f"{AWARD}, between: [1, 50%]", ["M101"]),
        (f"{RATIO}, at_most: 50%", []),
        (f"{RATIO}, at_most: 0.5", []),
        (f"{RATIO}, at_most: 2x", []),
        (f"{RATIO}, at_most: 5万元", ["M201"]),
        (f"{RATIO}, at_most: 5pp", ["M201"]),
        ("top: {count: {programme: p}}, at_least: 3", []),
        ("top: {count: {programme: p}}, at_least: 3万元", ["M302"]),
        ("top: count, at_least: 3", []),
        ("top: {award: {programme: p, where: small}}, at_least: 3", []),
        ("top: {award: {programme: p, where: jobs}}, at_least: 3", ["E312"]),
        ("top: {award: {where: smal}}, at_least: 3", ["E201"]),
        (f"{AWARD}, per: trade, at_most: 3", []),
        (f"{AWARD}, per: firm_id, at_most: 3", []),
        ("top: {award: {tag: none}}, at_most: 3", ["S277"]),
        ("top: {award: {spending: project}}, bottom: {budget: {spending: project}}, at_most: 5%", []),
        ("top: figure, at_most: 3", ["S279"]),
        ("top: {budget: {tag: a}}, at_most: 3", ["S279", "S277"]),
        ("at_most: 3", ["S350"]),
        ("every: {programme: p}, needs: {}, per: firm_id", []),
        ("every: {programme: p}, needs: {where: small}, at_least: 2", []),
        ("every: {programme: p}, needs: {}, at_least: 0.5", ["S351"]),
        ("every: {programme: p}, excludes: {}, at_least: 2", ["S351"]),
        ("every: {programme: p}", ["S351"]),
        ("needs: {programme: p}", ["S351"]),
        (f"{AWARD}, at_most: 3, by: trade", ["S351"]),
        ("equal: {programme: p, of: rent}, by: trade, lottery: 3", ["S279"]),
        ("equal: {programme: p, spending: project}, lottery: 3", ["S278"]),
        ("equal: {programme: p}, by: [trade, jbs], lottery: 3", ["S280"]),
        ("equal: {programme: p}, by: trade", ["W716"]),
        (f"{AWARD}, at_most: 3, or_nothing: yes", ["S352"]),
        (f"{AWARD}, between: [2, 3], or_nothing: yes", []),
        ("top: {budget: {}}, at_least: 3, or_nothing: yes", ["S352"]),
        ("top: {total: {programme: p}}, at_least: 3", ["S353"]),
        ("top: {award: {of: rent}}, at_least: 3", ["S279"]),
        ("top: {sum: {of: jobs}}, at_least: 3", []),
        ("top: {sum: {of: jobs}}, at_least: 3万元", ["S357"]),
        ("top: {sum: {of: jbs}}, at_least: 3", ["E201"]),
        ("top: {sum: {of: rent}}, bottom: {award: {}}, at_least: 3x", []),
        ("top: {sum: {of: jobs}}, bottom: {award: {}}, at_least: 3x", ["S275"]),
        ("top: {beneficiaries: {}}, bottom: {count: {}}, at_least: 30%", []),
        ("top: {award: {same_group: yes}}, per: trade, at_least: 3", ["S354"]),
        ("top: {count: {awards: [p/F1]}}, at_most: 1", []),
        ("top: {count: {awards: [p]}}, at_most: 1", ["S355"]),
        ("top: {count: {awards: [p/F1], programme: p}}, at_most: 1", ["S278"]),
        (f"{AWARD}, at_most: cap", ["S356"]),
    ],
)
def test_a_constraint_and_its_bounds(written, found):
    assert codes(limit(written)) == found


def test_a_ratio_may_be_about_so_much_within_points_or_a_share():
    goal = "objective: [{keep: c}]\n"
    for within in ("2pp", "2%"):
        text = limit(f"{RATIO}, about: 80%, within: {within}").replace(
            "{amount: 100}}\np", "{amount: 100, when_short: optimise}}\np"
        )
        assert codes(text + goal) == []
    text = limit(f"{RATIO}, about: 80%, within: 2万元").replace(
        "{amount: 100}}\np", "{amount: 100, when_short: optimise}}\np"
    )
    assert codes(text + goal) == ["M201"]


def test_a_figure_is_measured_in_its_own_kind():
    figures = "figures: {pool: {is: 5万元}, firms_known: {is: 12}}\n"
    money = limit(f"{AWARD}, bottom: {{figure: pool}}, at_most: 3x").replace(
        "populations", figures + "populations"
    )
    assert codes(money) == []
    count = limit(f"{AWARD}, bottom: {{figure: firms_known}}, at_most: 3x").replace(
        "populations", figures + "populations"
    )
    assert codes(count) == ["S275"]


def test_a_figure_over_a_measure_is_bounded_like_any_ratio_and_a_figure_alone_by_what_it_is():
    figures = "figures: {pool: {is: 5万元}, rate: {is: 5%}}\n"
    for written, found in (
        (f"top: {{figure: pool}}, bottom: {AWARD[5:]}, at_most: 3x", []),
        (f"top: {{figure: pool}}, bottom: {AWARD[5:]}, at_most: 3万元", ["M201"]),
        ("top: {figure: rate}, at_most: 6%", []),
        ("top: {figure: pool}, at_most: 6万元", []),
    ):
        assert codes(limit(written).replace("populations", figures + "populations")) == found


def test_a_condition_is_checked_over_every_population_it_selects_from():
    text = with_line("programme: rent_subsidy, where: strategic", "spending: project, where: strategic")
    _, problems = parsed(text)
    assert [(each.code, each.fact("text")) for each in problems] == [("E201", "strategic")]
    assert places(text) == [f"{spot(text, 'where: strategic}', 'strategic')} E201"]


def test_a_group_column_must_be_in_every_population_selected():
    text = with_line("top: {award: {programme: rent_subsidy}}, per: street", "top: award, per: street")
    _, problems = parsed(text)
    assert [(each.code, each.fact("programme")) for each in problems] == [("S280", "heads")]


def test_a_line_has_no_rows_to_choose_from():
    line = "programmes: {fair: {spending: project, amount: 60}}\n"
    text = BUDGET + line + "constraints: {c: {top: {award: {programme: fair, where: small}}, at_most: 60}}\n"
    assert places(text) == [f"{spot(text, 'small')} S281"]


def test_a_population_that_cannot_be_read_leaves_its_columns_unjudged():
    unread = "populations: {firms: 5}\n"
    text = limit(f"{AWARD}, per: anything, at_most: 3").replace(OPENING, BUDGET + unread)
    assert codes(text) == ["S203"]


# ── expressions ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("rent > limit", []),
        ("share > 5%", []),
        ("firm_id = 'F1'", []),
        ("rent > 0", []),
        ("trade in [电子]", []),
        ("rent > 1000", ["E302"]),
        ("trade in [电孑]", ["E202"]),
        ("rent > bad", []),
        ("rent > worse", ["E201"]),
    ],
)
def test_an_expression_sees_the_id_the_columns_and_the_figures(condition, found):
    figures = "figures: {limit: {is: 5万元}, share: {is: 20%}, bad: {is: 5万块}}\n"
    text = rule("[{fixed: 5}]", more=f'    eligible: "{condition}"\n').replace(
        "populations", figures + "populations"
    )
    # a figure that cannot be read is told once; what uses it is not judged
    assert [code for code in codes(text) if code != "E108"] == found


def test_a_column_that_cannot_be_read_is_told_once():
    text = rule("[{fixed: 5}]", more="    eligible: jobs > 3\n").replace("jobs: count", "jobs: integer")
    assert codes(text) == ["S215"]


def test_a_figure_may_have_the_name_of_a_column_nobody_declares():
    assert codes(rule("[{fixed: 5}]").replace("populations", "figures: {wage: {is: 5}}\npopulations")) == []


# ── other places ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("sources.city.amount", []),
        ("programmes.p.award.fixed", []),
        ("programmes.p", []),
        ("programmes.p.award.cap", ["O501"]),
        ("programms.p", ["O501"]),
        ("sources..amount", ["O506"]),
    ],
)
def test_an_assumption_is_about_a_place_that_is_there(path, found):
    assert codes(rule("[{fixed: 5}]", more=f"assumptions: [{{path: {path}, note: 假设}}]\n")) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("result: sources.total.amount, is: 100", []),
        ("result: sources.city.used, at_least: 1万元, at_most: 100", []),
        ("result: spending.project.unspent, is: 0", []),
        ("result: programmes.total.award, is: 5万元, as_printed: half_up", []),
        ("result: programmes.p.eligible, is: 5", []),
        ("result: figures.total.value, is: 0", ["S282"]),
        ("result: programmes.q.award, is: 0", ["S282"]),
        ("result: programmes.p.awards, is: 5万元", ["S284"]),
        ("result: programmes.p.award, is: 5, at_most: 6", ["S283"]),
        ("result: programmes.p.award, at_most: 6, as_printed: half_up", ["S283"]),
    ],
)
def test_an_expectation_is_about_a_result_that_is_there(written, found):
    assert codes(rule("[{fixed: 5}]", more=f"expect: [{{{written}}}]\n")) == found


def test_every_result_known_here_is_one_that_a_run_gives():
    text = (
        BUDGET
        + "figures: {jobs: {is: 12}}\n"
        + "programmes: {fair: {spending: project, amount: 60}, map: {money: none}}\n"
    )
    text += "constraints: {c: {top: {award: {programme: fair}}, at_most: 80}}\n"
    result = run(scenario_of(text), {})
    known = known_results(reading_of(text))
    assert known
    for path in known:
        assert isinstance(figure_of(path, result.scenario, result.allocation, result.limits), Fraction), path
    assert tuple(RESULTS) == SECTIONS


def test_every_declared_thing_has_its_results():
    known = known_results(reading_of(GOOD))
    assert {
        "sources.city.used",
        "spending.total.unspent",
        "programmes.heads.points",
        "figures.ceiling.value",
    } <= set(known)
    assert "programmes.platform.award" not in known
    assert len(known) == len(set(known))


# ── quoted words ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("quote", "bound", "warned"),
    [
        ("超过20家", "at_least", True),
        ("超过20家", "more_than", False),
        ("不超过20家", "at_most", False),
        ("不超过20家", "less_than", True),
        ("20家以上", "at_least", False),
        ("20家以上", "more_than", True),
        ("不少于20家", "more_than", True),
        ("低于20家", "at_most", True),
        ("20家以下", "less_than", True),
        ("补助20家企业", "at_least", False),
    ],
)
def test_legal_usage_of_a_quoted_bound(quote, bound, warned):
    text = limit(f"top: {{count: {{programme: p}}}}, {bound}: 20, quote: {quote}")
    assert codes(text) == (["W705"] if warned else [])


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("后补助约占80%", "约占80%"),
        ("80%左右", "80%左右"),
        ("近30亿元", "近30亿"),
        ("节约30%", None),
        ("契约80%", None),
        ("约定按80%", None),
        ("占80%", None),
    ],
)
def test_what_counts_as_approximate(quote, found):
    matched = APPROXIMATE.search(quote)
    assert (matched[0] if matched else None) == found


@pytest.mark.parametrize(
    ("quote", "rate"),
    [("最高50%的补贴", "50"), ("不超过30%", "30"), ("按50%补贴", None), ("最高100万元,按50%", None)],
)
def test_what_counts_as_a_ceiling_on_a_rate(quote, rate):
    matched = CEILING.search(quote)
    assert (matched[1] if matched else None) == rate


def test_a_ceiling_is_warned_of_only_where_the_rate_is_that_ceiling():
    award = "[{share: {of: rent, rate: 50%}}]"
    assert codes(rule(award, more="    quote: 最高50%\n")) == ["W703"]
    assert codes(rule(award, more="    quote: 最高60%\n")) == []
    settled = "    quote: 最高50%\nassumptions: [{path: programmes.p.award.share.rate, note: 按上限全额}]\n"
    assert codes(rule(award, more=settled)) == []
