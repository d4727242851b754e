"""From texts to a scenario: chains of files, settings on top, and which kind stands at which path."""

import pytest

from simulator.language import chain_of, examine, find, kind_at, parse, paths
from simulator.language.read import READERS
from simulator.model import kinds
from simulator.model.document import Scalar
from simulator.model.kinds import Kind
from simulator.problems import errors_of
from tests.language.texts import GOOD, parsed, scenario_of

CUT = """\
scenario: cut
extends: base.yaml
reason: 局务会
changes:
  - {set: programmes.rent_subsidy.award.share.rate, to: 40%, was: 50%}
  - {cut: spending.project.amount, by: 10%, was: 1000}
"""
DEEPER = """\
scenario: deeper
extends: cut.yaml
changes:
  - {set: programmes.rent_subsidy.award.share.rate, to: 30%}
"""
TEXTS = {"base.yaml": GOOD, "cut.yaml": CUT, "deeper.yaml": DEEPER}


def test_overlays_are_made_from_the_whole_scenario_up():
    scenario, problems = parse(TEXTS, "deeper.yaml")
    assert problems == ()
    assert scenario is not None
    assert scenario.id == "deeper"
    assert scenario.programme("rent_subsidy").award[0].rate * 100 == 30
    assert scenario.spending_class("project").amount == 900_000_000
    assert scenario.document is not None
    assert [layer.file for layer in scenario.document.layers] == ["base.yaml", "cut.yaml", "deeper.yaml"]


def test_settings_are_put_on_top_in_order():
    settings = (("programmes.rent_subsidy.award.share.rate", "20%"), ("sources.other.amount", "5"))
    scenario, problems = parse(TEXTS, "cut.yaml", settings)
    assert problems == ()
    assert scenario is not None
    assert scenario.programme("rent_subsidy").award[0].rate * 100 == 20
    assert scenario.source("other").amount == 5_000_000


def test_a_setting_says_the_same_as_an_overlay_with_that_set():
    overlay = "scenario: good\nextends: base.yaml\nchanges:\n  - {set: spending.basic.amount, to: 150}\n"
    ours, _ = parse({"base.yaml": GOOD}, "base.yaml", (("spending.basic.amount", "150"),))
    theirs, _ = parse({"base.yaml": GOOD, "o.yaml": overlay}, "o.yaml")
    assert ours is not None
    assert theirs is not None
    assert ours.spending_class("basic").amount == theirs.spending_class("basic").amount == 150_000_000


def test_problems_of_every_stage_come_together_and_by_place():
    broken = CUT.replace("was: 1000", "was: 999").replace("to: 40%", "to: 400%")
    base = GOOD.replace("title: 科普", "titel: 科普").replace(
        "amount: 900, document", "amount: 9,00, document"
    )
    _, problems = parse({"base.yaml": base, "cut.yaml": broken}, "cut.yaml")
    found = [(each.place.file, each.code) for each in problems]
    assert found == sorted(found, key=lambda each: each[0])
    assert {code[0] for _, code in found} >= {"Y", "S", "O", "M"}


@pytest.mark.parametrize(
    ("texts", "main", "code"),
    [
        ({"cut.yaml": CUT}, "cut.yaml", "O551"),
        ({"a.yaml": "scenario: a\nextends: a.yaml"}, "a.yaml", "O552"),
        ({"a.yaml": ""}, "a.yaml", "Y101"),
        ({"a.yaml": "- 1"}, "a.yaml", "Y102"),
        ({}, "a.yaml", "O551"),
    ],
)
def test_without_a_whole_scenario_there_is_none_and_it_is_said_why(texts, main, code):
    scenario, problems = parse(texts, main)
    assert scenario is None
    assert [each.code for each in problems] == [code]


def test_a_fault_of_writing_is_not_told_again_as_a_fault_of_shape():
    text = GOOD.replace("note: 没有原文}", "note: 没有,依照惯例}")
    found = [each.code for each in parsed(text)[1]]
    assert found == ["Y141"]


def test_the_file_a_text_extends_is_named_from_where_the_text_was_named():
    assert chain_of(CUT, "scenarios/cuts/cut.yaml") == "scenarios/cuts/base.yaml"
    assert chain_of("extends: ../base.yaml", "scenarios/cuts/cut.yaml") == "scenarios/base.yaml"
    assert chain_of(GOOD, "base.yaml") is None
    assert chain_of("[", "base.yaml") is None


def test_a_document_changed_by_hand_is_examined_like_a_file():
    scenario = scenario_of(GOOD)
    assert scenario.document is not None
    again, problems = examine(scenario.document)
    assert problems == ()
    assert again == scenario


# ── which kind stands where ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("year", kinds.Count(1)),
        ("unit", None),
        ("sources.city.amount", kinds.Money()),
        ("spending.project.when_short", kinds.OneOf("methods")),
        ("programmes.p.award", kinds.Steps()),
        ("programmes.p.award.share.rate", kinds.Amount("share")),
        ("programmes.p.award.share.plus.band_1.pp", kinds.PointsKind()),
        ("programmes.p.award.cap", kinds.Amount("wanted")),
        ("programmes.p.award.cap.amount", kinds.Amount("wanted")),
        ("programmes.p.award.round", kinds.Money()),
        ("programmes.p.award.sum.rent.fixed", kinds.Amount("wanted")),
        ("programmes.p.award.sum.branches.rent.fixed", kinds.Amount("wanted")),
        ("programmes.p.award.highest.a.lowest.b.share.rate", kinds.Amount("share")),
        ("programmes.p.award.brackets.bands.band_2.rate", kinds.Amount("share")),
        ("programmes.p.eligible.small", kinds.Formula("yes_no")),
        ("programmes.p.points.per_unit.jobs", kinds.Number()),
        ("programmes.p.envelope.at_most", kinds.Money(figure=True)),
        ("programmes.p.when_short.ranked.where", kinds.Formula("yes_no")),
        ("programmes.p.when_short.ranked.order.highest", kinds.Formula("any")),
        ("programmes.p.when_short.first_come", kinds.Formula("any")),
        ("constraints.c.about", kinds.Literal()),
        ("constraints.c.top.award.where", kinds.Formula("yes_no")),
        ("populations.f.synthetic.count", kinds.Count(1)),
        ("populations.f.synthetic.columns.rent.lognormal.mean", kinds.Literal()),
        ("populations.f.columns.rent", kinds.ColumnKind()),
        ("populations.f.columns.rent.blank", kinds.Text()),
        ("figures.lpr.is", kinds.Literal()),
        ("programmes.p.tags.capacity", None),
        ("programmes.p.when_short.tiers.rest", kinds.OneOf("methods")),
        ("nothing.here", None),
        ("programmes.p.award.share.rate.deeper", None),
        ("programmes.p.award.nothing", None),
        ("", None),
    ],
)
def test_the_kind_at_a_path(path, kind):
    found = kind_at(path)
    if path == "unit":
        assert isinstance(found, kinds.Choice)
    else:
        assert found == kind


def test_every_value_of_the_good_scenario_has_a_kind_that_reads_it():
    root = scenario_of(GOOD).document
    assert root is not None
    whole = root.root
    for path in paths(whole):
        named = path.replace(".general", ".cap")  # a step's id stands for its word
        kind = kind_at(named)
        if isinstance(find(whole, path), Scalar) and ".choice." not in path:
            assert isinstance(kind, Kind), path
            assert type(kind) in READERS


def test_warnings_do_not_keep_a_scenario_from_running():
    scenario, problems = parsed(GOOD.replace("keep: [about_half, streets]", "keep: about_half"))
    assert scenario is not None
    assert [each.code for each in problems] == ["W706"]
    assert errors_of(problems) == ()
