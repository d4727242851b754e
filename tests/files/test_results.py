"""Laws of result files: canonical bytes whatever the display order, whole fen, exact ratios, safe texts."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.exact import Exact
from simulator.expression import Column, Type
from simulator.files.results import awards_csv, certificate_json, exact, result_json, summary
from simulator.files.values import undefended
from simulator.model.document import Change, Document, Layer, MappingNode
from simulator.model.kinds import Quantity
from simulator.model.price import STEPS, Price, Rung
from simulator.model.result import (
    Allocation,
    Claims,
    ExpectationOutcome,
    GoalOutcome,
    LimitOutcome,
    ProgrammeAllocation,
    Result,
    SourceUse,
    SpendingUse,
)
from simulator.model.scenario import Assumption, Expectation, Figure, Scenario
from simulator.model.table import table
from simulator.problems import NOWHERE


def programme(
    name: str, ids: tuple[str, ...], due: list[int], paid: list[int], **changes
) -> ProgrammeAllocation:
    plain = ProgrammeAllocation(
        programme=name,
        title=f"{name} 专项",
        spending="project",
        is_line=False,
        method="pro_rata",
        ids=ids,
        entitlement=np.array(due, dtype=np.int64),
        award=np.array(paid, dtype=np.int64),
        eligible=sum(each > 0 for each in due),
        counted=1,
        entitlement_fen=sum(due),
        award_fen=sum(paid),
        points=Fraction(7, 2),
        at_least=0,
        at_most=None,
    )
    return replace(plain, **changes)


RENT = programme("rent", ("F1", "F2", "F3"), [100, 0, 50], [80, 0, 40], at_most=120)
OUTREACH = programme("outreach", ("",), [60], [60], is_line=True, method="")
STREET = LimitOutcome(
    name="street",
    title="街道",
    group="坂田",
    hard=True,
    kind="money",
    value=Fraction(80),
    relation="≤",
    bound=Fraction(90),
    slack=Fraction(10),
    binding=False,
    met=True,
)
PRICE = Price(
    "money", "points", "points", STEPS, (Rung(Fraction(100), Fraction(1, 3), 2, 90),), Fraction(500)
)
BINDING = replace(STREET, group="坪地", value=Fraction(90), slack=Fraction(0), binding=True, price=PRICE)
TOPS = replace(
    STREET, name="tops", group="", hard=False, kind="count", value=Fraction(2), slack=Fraction(-1), met=False
)
RATIO = replace(
    STREET, name="ratio", group="", kind="ratio", value=None, bound=Fraction(1, 3), slack=Fraction(5, 2)
)
LIMITS = (STREET, BINDING, TOPS, RATIO)
EXPECTED = Expectation("sources.total.amount", is_=Quantity(Fraction(200), "money", "0.0002万元"))
CHANGE = Change("cut", "spending.project.amount", "300", "200", NOWHERE)
DOCUMENT = Document(
    MappingNode((), NOWHERE),
    (
        Layer("far/away/budget.yaml", "base"),
        Layer(
            "cases/cut.yaml",
            "cut",
            "压减",
            "年中",
            (Change("cut", "spending.project.amount", "300", "200", NOWHERE),),
        ),
    ),
)
SCENARIO = Scenario(
    id="s",
    year=2014,
    title="示例",
    figures=(
        Figure("b", Quantity(Fraction(1, 3), "bare", "1/3")),
        Figure("a", Quantity(Fraction(39), "bare", "39")),
    ),
    assumptions=(Assumption("z", "末"), Assumption("a", "首", "high")),
    document=DOCUMENT,
)
POINTS = GoalOutcome("maximise", "points", "points", Fraction(7, 2), Fraction(4))
SPENT = GoalOutcome("maximise", "spent", "money", Fraction(180), None)
RESULT = Result(
    scenario=SCENARIO,
    status="within X (proven)",
    claims=Claims((), {}),
    allocation=Allocation(
        sources=(SourceUse("tax", "税", 150, 130), SourceUse("fee", "费", 50, 50)),
        spending=(SpendingUse("project", "项目支出", 200, 180),),
        programmes=(OUTREACH, RENT),
    ),
    limits=LIMITS,
    goals=(POINTS, SPENT),
    expectations=(ExpectationOutcome(EXPECTED, Fraction(200), True, False),),
    certificate={"b": [1], "a": "中"},
    digest="d" * 64,
    seed=5,
)


def test_the_summary_holds_every_figure_in_whole_fen() -> None:
    told = summary(RESULT)
    assert told["sources"] == {
        "fee": {"title": "费", "amount_fen": 50, "used_fen": 50},
        "tax": {"title": "税", "amount_fen": 150, "used_fen": 130},
    }
    assert told["spending"]["project"] == {
        "title": "项目支出",
        "amount_fen": 200,
        "used_fen": 180,
        "unspent_fen": 20,
    }
    assert told["programmes"]["rent"] == {
        "title": "rent 专项",
        "spending": "project",
        "method": "pro_rata",
        "eligible": 2,
        "applicants": 3,
        "entitlement_fen": 150,
        "award_fen": 120,
        "awards": 2,
        "counted": 1,
        "points": "7/2",
        "at_least_fen": 0,
        "at_most_fen": 120,
    }
    assert told["programmes"]["outreach"]["applicants"] == 0
    assert told["unallocated_fen"] == 0
    assert (told["scenario"], told["status"], told["digest"], told["seed"]) == (
        "s",
        RESULT.status,
        "d" * 64,
        5,
    )


def test_the_gap_is_a_text_or_nothing() -> None:
    assert summary(RESULT)["gap"] is None
    closed = replace(RESULT, goals=(replace(POINTS, bound=Fraction(23, 6)),))
    assert summary(closed)["gap"] == "1/3"
    assert summary(replace(RESULT, goals=()))["gap"] == "0"


def test_only_a_limit_on_money_has_its_slack_in_fen() -> None:
    limits = {(each["name"], each["group"]): each for each in summary(RESULT)["constraints"]}
    assert list(limits) == [("ratio", ""), ("street", "坂田"), ("street", "坪地"), ("tops", "")]
    assert (limits["street", "坪地"]["slack_fen"], limits["street", "坪地"]["price"]["rungs"]) == (
        0,
        [{"by": 100, "gain": "1/3", "awards": 2, "spent_fen": 90}],
    )
    assert (limits["ratio", ""]["slack_fen"], limits["ratio", ""]["slack"], limits["ratio", ""]["value"]) == (
        None,
        "5/2",
        None,
    )
    assert [each["strength"] for each in limits.values()] == ["must", "must", "must", "should"]


def test_targets_are_the_limits_that_count() -> None:
    assert [(each["name"], each["value"], each["met"]) for each in summary(RESULT)["targets"]] == [
        ("tops", 2, False)
    ]


def test_goals_and_changes_keep_their_order_and_the_rest_is_sorted() -> None:
    told = summary(RESULT)
    assert [each["name"] for each in told["goals"]] == ["maximise points", "maximise spent"]
    assert [each["path"] for each in told["assumptions"]] == ["a", "z"]
    assert list(told["figures"]) == ["a", "b"]
    assert told["figures"]["b"]["value"] == "1/3"
    assert [each["file"] for each in told["layers"]] == ["budget.yaml", "cut.yaml"]
    assert told["layers"][1]["changes"] == [
        {"verb": "cut", "path": "spending.project.amount", "before": "300", "after": "200"}
    ]


def test_a_published_figure_is_told_as_written_beside_what_was_found() -> None:
    (told,) = summary(RESULT)["expectations"]
    assert (told["is"], told["found"], told["met"], told["at_least"]) == ("0.0002万元", 200, True, None)


def test_invented_applicants_are_labelled() -> None:
    assert (summary(RESULT)["synthetic"], summary(RESULT)["synthetic_label"]) == (False, None)
    invented = table("firms", ("F1",), {"x": Column(Type("count"), Exact.of([1]))}, synthetic=True)
    told = summary(replace(RESULT, claims=Claims((), {"firms": invented})))
    assert told["synthetic"]
    assert told["synthetic_label"] == {"zh": "合成数据", "en": "synthetic data"}


def test_display_order_does_not_change_a_byte() -> None:
    allocation = RESULT.allocation
    turned = replace(
        RESULT,
        scenario=replace(SCENARIO, figures=SCENARIO.figures[::-1], assumptions=SCENARIO.assumptions[::-1]),
        limits=LIMITS[::-1],
        allocation=replace(
            allocation, sources=allocation.sources[::-1], programmes=allocation.programmes[::-1]
        ),
    )
    assert result_json(turned) == result_json(RESULT)
    assert awards_csv(turned) == awards_csv(RESULT)


def test_the_folder_a_scenario_was_run_from_does_not_change_a_byte() -> None:
    moved = Document(DOCUMENT.root, (replace(DOCUMENT.layers[0], file="budget.yaml"), DOCUMENT.layers[1]))
    assert result_json(replace(RESULT, scenario=replace(SCENARIO, document=moved))) == result_json(RESULT)


def test_awards_are_one_line_an_applicant_sorted_and_a_plain_line_has_none() -> None:
    assert awards_csv(RESULT).decode() == (
        "programme,applicant,entitlement_fen,award_fen\n"
        "outreach,,60,60\nrent,F1,100,80\nrent,F2,0,0\nrent,F3,50,40\n"
    )


def test_the_result_names_the_very_awards_file_written_beside_it() -> None:
    assert summary(RESULT)["awards_sha256"] == hashlib.sha256(awards_csv(RESULT)).hexdigest()


def test_result_json_is_the_summary() -> None:
    content = result_json(RESULT)
    assert json.loads(content) == summary(RESULT)
    assert content.endswith(b"}\n")
    assert b"\r" not in content
    assert "示例".encode() in content


def test_a_result_without_a_document_has_no_layers() -> None:
    assert summary(replace(RESULT, scenario=replace(SCENARIO, document=None)))["layers"] == []


def test_the_certificate_is_written_with_its_keys_sorted() -> None:
    assert certificate_json(RESULT).decode() == '{"a":"中","b":[1]}\n'


def floats(value: object) -> list[float]:
    if isinstance(value, dict):
        return [each for item in value.values() for each in floats(item)]
    if isinstance(value, list):
        return [each for item in value for each in floats(item)]
    return [value] if isinstance(value, float) else []


def test_no_float_is_ever_written() -> None:
    assert floats(json.loads(result_json(RESULT))) == []


@given(st.fractions())
def test_an_exact_ratio_is_read_back_as_itself(value: Fraction) -> None:
    written = json.loads(json.dumps(exact(value)))
    assert Fraction(written) == value
    assert isinstance(written, int) == (value.denominator == 1)


IDS = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=8).filter(
    lambda text: text[0] != "'"
)


@given(st.lists(IDS, min_size=1, max_size=6, unique=True).map(sorted))
def test_ids_survive_the_awards_file_and_none_becomes_a_formula(ids: list[str]) -> None:
    rent = programme("rent", tuple(ids), [9] * len(ids), [9] * len(ids))
    result = replace(RESULT, allocation=replace(RESULT.allocation, programmes=(rent,)))
    rows = list(csv.DictReader(io.StringIO(awards_csv(result).decode(), newline=""), strict=True))
    assert [undefended(each["applicant"]) for each in rows] == ids
    assert not any(each["applicant"].startswith(("=", "+", "-", "@")) for each in rows)


def test_only_a_result_that_the_clock_touched_says_that_it_is_not_reproducible():
    assert "reproducible" not in summary(RESULT)
    touched = summary(replace(RESULT, reproducible=False))
    assert touched.pop("reproducible") is False
    assert touched == summary(RESULT)
