"""The notebook's verbs: the same answers as the command line, on values that show themselves."""

import pytest

import simulator as sim
from tests.cli.running import CUT, LONGGANG


@pytest.fixture(scope="module")
def base():
    return sim.load(LONGGANG)


@pytest.fixture(scope="module")
def plan(base):
    return base.run()


@pytest.fixture(scope="module")
def cut(base):
    changes = {"programmes.rent_subsidy.award.share.rate": "60%", "spending.project.amount": "993.78万元"}
    return base.what_if(changes, name="cut").run()


def test_frames_hold_whole_fen_that_add_up(plan):
    programmes, awards = plan.programmes, plan.awards
    assert programmes.award_fen.dtype == "int64"
    assert awards.award_fen.dtype == "int64"
    assert programmes.award_fen.sum() == awards.award_fen.sum() == 1_104_200_000
    by_programme = awards.groupby("programme").award_fen.sum().to_dict()
    assert by_programme == dict(zip(programmes["programme"], programmes["award_fen"], strict=True))


def test_a_frame_in_a_unit_is_for_reading_and_leaves_the_fen_alone(plan):
    before = plan.programmes.award_fen.tolist()
    shown = plan.programmes.in_unit("万元")
    assert "award (万元)" in shown.columns
    assert shown.loc[shown["programme"] == "e_government", "award (万元)"].item() == "68.00"
    assert plan.programmes.award_fen.tolist() == before
    with pytest.raises(ValueError, match="unit must be"):
        plan.programmes.in_unit("斤")


def test_a_plan_shows_its_status_and_its_seal(plan):
    for shown in (repr(plan), plan._repr_html_()):
        assert "分毫不差" in shown
        assert "proven optimal" in shown
    assert "adds up to the fen" in plan.seal("en")


def test_a_title_that_is_markup_is_shown_as_text(base):
    named = base.what_if({"title": "<b>预算</b>"}).run()
    assert "<b>预算" not in named._repr_html_()
    assert "&lt;b&gt;预算" in named._repr_html_()


def test_a_what_if_equals_the_overlay_file_in_every_award(cut):
    overlay = sim.load(CUT).run()
    assert cut.programmes.award_fen.tolist() == overlay.programmes.award_fen.tolist()
    assert cut.awards.award_fen.tolist() == overlay.awards.award_fen.tolist()


def test_a_what_if_leaves_the_base_as_it_was(base, cut, plan):
    again = base.run()
    assert again.result.digest == plan.result.digest != cut.result.digest
    assert again.awards.award_fen.tolist() == plan.awards.award_fen.tolist()


def test_every_explanation_of_a_programme_ends_in_its_award(plan):
    for name in (
        "rent_subsidy",
        "upper_match",
        "carriers",
        "science_finance",
        "enterprise_rd",
        "platforms",
        "hnte",
    ):
        allocation = plan.result.allocation.of(name)
        for applicant, due, paid in zip(
            allocation.ids[:40], allocation.entitlement.tolist(), allocation.award.tolist(), strict=False
        ):
            lines = plan.explain(f"{name}/{applicant}").lines
            eligible = len(lines) > 2 and lines[-2].fen is not None
            assert lines[-1].fen == paid
            assert not eligible or lines[-2].fen == due


def test_wrong_changes_come_all_at_once_with_their_place(base):
    with pytest.raises(sim.ScenarioError) as refused:
        base.what_if({"programmes.rent_subsidy.award.share.rate": "50", "spending.projekt.amount": "1万元"})
    texts = [problem.tell("en") for problem in refused.value.problems]
    assert len(texts) == 2
    assert any("5000%" in text for text in texts)
    assert any("project" in text for text in texts)


def test_a_budget_that_cannot_be_raises_with_its_clauses_and_a_proof(base):
    poor = base.what_if({"spending.project.amount": "300万元"})
    with pytest.raises(sim.InfeasibleError) as refused:
        poor.run()
    assert refused.value.certificate["status"] == "infeasible"
    assert any("longgang_2014.yaml:" in problem.tell("en") for problem in refused.value.problems)


def test_a_report_beside_a_base_is_a_pdf_with_the_same_bytes_twice(plan, cut, tmp_path):
    first = sim.report(cut, tmp_path / "a.pdf", base=plan).read_bytes()
    second = sim.report(cut, tmp_path / "b.pdf", base=plan).read_bytes()
    assert first.startswith(b"%PDF")
    assert first == second


def test_charts_are_figures_a_notebook_shows(plan, cut):
    assert plan.chart("allocation")._repr_png_().startswith(b"\x89PNG")
    assert cut.chart("waterfall", "en", base=plan).figure.axes
    with pytest.raises(ValueError, match="no chart 'pie'"):
        plan.chart("pie")


SHORT = """\
scenario: short
year: 2024
unit: 元
sources: {city: {amount: 50}, upper: {amount: 60, only_for: {spending: works}}}
spending: {basic: {amount: 60}, works: {amount: 50}}
"""
TABLES = """\
disclosure:
  revenue: [{source: city, kind: appropriation}, {source: upper, kind: upper_subsidy}]
  expenditure: [{spending: basic, kind: basic}, {spending: works, kind: project}]
  lines:
    pay: {function: 2060101, department: 30101, source: city, spending: basic, rest: yes}
    works: {function: 2060101, department: 30101, source: upper, spending: works, rest: yes}
"""


def repairs_of(folder, text):
    (folder / "short.yaml").write_text(text, encoding="utf-8")
    budget = sim.load(folder / "short.yaml")
    with pytest.raises(sim.InfeasibleError) as refused:
        budget.run()
    return [(each.path, each.to) for each in budget.repairs(refused.value)]


def test_a_repair_under_which_the_published_tables_do_not_balance_is_not_offered(tmp_path):
    assert ("sources.city.amount", "60元") in repairs_of(tmp_path, SHORT)
    assert repairs_of(tmp_path, SHORT + TABLES) == []
