"""Envelopes and appropriations that name a figure: read as limits read theirs, refused as amounts are."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.run import run
from simulator.language import parse
from simulator.model.figured import FigureName, with_amounts
from simulator.model.kinds import Quantity
from simulator.model.scenario import Envelope, SpendingClass
from simulator.problems import FindingError, ScenarioError
from tests.engine.claiming import tables_of
from tests.language.texts import codes, scenario_of

BUDGET = """\
scenario: figured
year: 2014
unit: 元
sources: {city: {amount: 1000}}
spending: {project: {amount: AMOUNT, when_short: optimise}}
figures:
  cap: {is: 150元}
  half: {total: rent / 2, applicants: firms}
  share: {is: 50%}
  minus: {of: cap - 200元}
  debt: {is: -5元}
  seventh: {of: cap / 7}
  much: {of: 8 * cap}
populations:
  firms: {file: f.csv, id: firm_id, columns: {rent: 元}}
programmes:
  p: {spending: project, applicants: firms, award: [{fixed: rent}], when_short: pro_rata, envelope: ENVELOPE}
objective: [{maximise: spent}]
"""
ROWS = "firm_id,rent\nA,80\nB,60\nC,60\nD,60\n"


def text_of(amount: str = "500", envelope: str = "{}") -> str:
    """Return the budget with an appropriation and an envelope as they are written."""
    return BUDGET.replace("AMOUNT", amount).replace("ENVELOPE", envelope)


def bounds(text: str) -> dict[str, int]:
    """Return the fen of the bounds that a run is held to, by their paths."""
    scenario = scenario_of(text)
    found = run(scenario, tables_of(scenario, firms=ROWS))
    return {each.name: int(each.bound) for each in found.limits}


@pytest.mark.parametrize(
    ("envelope", "side", "fen"),
    [
        ("{at_most: cap}", "at_most", 15_000),
        ("{at_most: half}", "at_most", 13_000),
        ("{at_least: cap}", "at_least", 15_000),
        ("{at_least: half, or_nothing: yes}", "at_least", 13_000),
        # a part of a fen makes no bound wider
        ("{at_most: seventh}", "at_most", 2_142),
        ("{at_least: seventh}", "at_least", 2_143),
    ],
)
def test_an_envelope_may_name_a_figure(envelope: str, side: str, fen: int) -> None:
    assert bounds(text_of(envelope=envelope))[f"programmes.p.envelope.{side}"] == fen


@pytest.mark.parametrize(("amount", "fen"), [("cap", 15_000), ("half", 13_000), ("seventh", 2_142)])
def test_an_appropriation_may_name_a_figure(amount: str, fen: int) -> None:
    assert bounds(text_of(amount))["spending.project.amount"] == fen


def test_a_figure_is_the_same_as_the_amount_it_is() -> None:
    named, written = (scenario_of(text_of(each, f"{{at_most: {each}}}")) for each in ("cap", "150元"))
    assert named.spending == written.spending
    assert named.programme("p").envelope == written.programme("p").envelope


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (text_of(envelope="{at_most: halv}"), "S204"),
        (text_of(envelope="{at_most: share}"), "M101"),
        (text_of("share"), "M101"),
        (text_of("debt"), "S207"),
        (text_of("lots"), "M101"),
        (text_of(envelope="{at_least: cap, at_most: 120}"), "S252"),
        (text_of(envelope="{at_least: 0, or_nothing: yes}"), "S352"),
        (text_of("much").replace("{of: 8 * cap}", "{is: 1200元}"), "S251"),
    ],
)
def test_what_is_written_wrong_is_told_before_a_run(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (text_of(envelope="{at_least: half, at_most: 120}"), "S252"),
        (text_of(envelope="{at_most: minus}"), "S207"),
        (text_of("much"), "S251"),
    ],
)
def test_what_only_the_data_show_is_told_in_a_run_at_its_place(text: str, code: str) -> None:
    scenario = scenario_of(text)
    with pytest.raises(ScenarioError) as refused:
        run(scenario, tables_of(scenario, firms=ROWS))
    assert [each.code for each in refused.value.problems] == [code]
    assert all(each.place.file == "a.yaml" for each in refused.value.problems)


def test_a_class_that_waits_for_its_figure_is_not_called_too_small() -> None:
    line = "  q: {spending: project, amount: 900}\n"
    text = text_of("half").replace("objective:", f"{line}objective:").replace(", when_short: optimise", "", 1)
    assert "S254" not in codes(text)
    assert "S254" in codes(text.replace("amount: half", "amount: cap"))


def test_an_overlay_may_set_an_amount_to_a_figure() -> None:
    overlay = (
        "scenario: o\nextends: a.yaml\nreason: r\nchanges:\n  - {set: spending.project.amount, to: cap}\n"
    )
    scenario, problems = parse({"a.yaml": text_of(), "o.yaml": overlay}, "o.yaml")
    assert [each.tell("en") for each in problems] == []
    assert scenario is not None
    assert scenario.spending_class("project").amount == 15_000


# ── the record by itself ───────────────────────────────────────────────────────────────────────────


@given(fen=st.fractions(0, 10**6))
def test_a_bound_of_parts_of_a_fen_is_rounded_inwards(fen: Fraction) -> None:
    named = Envelope(figured=(("at_least", "pool"), ("at_most", "pool")))
    found = with_amounts(named, {"pool": Quantity(fen, "money", "pool")})
    assert found.at_least - 1 < fen <= found.at_least
    assert found.at_most is not None
    assert found.at_most <= fen < found.at_most + 1
    assert found.figured == ()


def test_a_name_that_no_figure_has_waits() -> None:
    named = SpendingClass("project", 0, figured=(("amount", "pool"),))
    assert with_amounts(named, {}) is named


@pytest.mark.parametrize(("kind", "value", "code"), [("share", 1, "M101"), ("money", -1, "S207")])
def test_a_figure_that_is_no_amount_is_refused(kind: str, value: int, code: str) -> None:
    named = SpendingClass("project", 0, figured=(("amount", "pool"),))
    with pytest.raises(FindingError) as refused:
        with_amounts(named, {"pool": Quantity(Fraction(value), kind, "pool")})
    assert refused.value.code == code


def test_a_name_is_told_apart_from_an_amount() -> None:
    assert FigureName("pool") != "pool"
