"""Every step is told in both languages, and what is told ends in the entitlement of the run, fen by fen."""

import string
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest

from simulator.engine.explain import Explanation, explain
from simulator.engine.explain.lines import yuan
from simulator.engine.run import run
from simulator.files.tables import parse_table
from simulator.glossary import LANGUAGES
from simulator.glossary.words import WORDS
from simulator.language import parse
from simulator.model.result import Result, StepTrace
from simulator.problems import errors_of
from simulator.rules import RULES
from tests.reference.rule_generator import KEY, RuleCase, rule_case

MAIN = "rules.yaml"
SEEDS = range(10)
# sentences that speak of the amount alone: what a group settles is not seen from one row
ALWAYS_KNOWN = {"after", "lost", "gained"}


def answer_of(drawn: RuleCase) -> Result:
    """Return the run of a drawn case."""
    scenario, problems = parse({MAIN: drawn.yaml()}, MAIN)
    assert scenario is not None, [each.tell("en") for each in errors_of(problems)]
    table, problems = parse_table(scenario.populations[0], drawn.csv(), "firms.csv")
    assert table is not None, [each.tell("en") for each in errors_of(problems)]
    return run(scenario, {"firms": table})


@cache
def answer(seed: int) -> Result:
    """Return the run of a drawn case with ten rules over ten applicants."""
    return answer_of(rule_case(Random(seed), rules=10, applicants=10))


def told(seed: int) -> Iterator[tuple[str, int | None, Explanation]]:
    """Yield who it is, the entitlement in fen (None for who is not eligible) and the explanation."""
    result = answer(seed)
    for claims in result.claims.programmes:
        rows = zip(claims.ids, claims.eligible, claims.entitlement.tolist(), strict=True)
        for name, eligible, due in rows:
            path = f"{claims.programme}/{name}"
            yield path, due if eligible else None, explain(result, path)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_explanation_ends_in_the_entitlement_of_the_run_to_the_fen(seed: int) -> None:
    for path, due, explanation in told(seed):
        ends = [line for line in explanation.lines if line.text.en.startswith("entitlement")]
        assert [line.fen for line in ends] == ([] if due is None else [due]), path
        for line in ends:
            assert all(line.text.say(language).endswith(yuan(due or 0)) for language in LANGUAGES)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_line_keeps_an_unfilled_brace_in_either_language(seed: int) -> None:
    for path, _, explanation in told(seed):
        for language in LANGUAGES:
            text = explanation.tell(language)
            assert not set("{}") & set(text), (path, text)
            assert text.count("\n") == len(explanation.lines) - 1


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_thousands_of_drawn_awards_are_told_to_the_fen(seed: int) -> None:
    test_an_explanation_ends_in_the_entitlement_of_the_run_to_the_fen(seed)
    test_no_line_keeps_an_unfilled_brace_in_either_language(seed)


def words_of(traces: tuple[StepTrace, ...]) -> Iterator[str]:
    """Yield the word of every step of a trace, limbs included."""
    for each in traces:
        yield each.word
        for _, limb in each.limbs:
            yield from words_of(limb)


def test_the_drawn_awards_use_every_step_there_is() -> None:
    claims = [each for seed in SEEDS for each in answer(seed).claims.programmes if each.eligible.any()]
    assert {word for each in claims for word in words_of(each.steps)} == set(RULES)


@pytest.mark.parametrize("word", sorted(RULES))
def test_every_step_has_a_sentence_that_ends_in_the_amount_after_it(word: str) -> None:
    for key in (f"explain_{word}", f"explain_{word}_free"):
        said = WORDS.get(key, WORDS[f"explain_{word}"])
        assert said.zh.endswith("→ {after}")
        assert said.en.endswith("→ {after}")


@pytest.mark.parametrize("word", sorted(word for word, step in RULES.items() if step.across))
def test_a_step_across_applicants_is_told_by_what_its_row_knows(word: str) -> None:
    own = {"ceiling": {"amount", "before"}}.get(word, set())
    for key in (f"explain_{word}", f"explain_{word}_free"):
        names = {name for _, name, _, _ in string.Formatter().parse(WORDS[key].en) if name}
        assert names <= {*ALWAYS_KNOWN, *own}
        assert own <= names


# ── what an officer reads ──────────────────────────────────────────────────────────────────────────

BLANK = {
    **dict.fromkeys(("rent", "grant", "loan", "heads", "nth", "area"), "0"),
    "pct": "0%",
    "begins": "2024-01-01",
    "ends": "2024-12-31",
    "size": "甲",
    "park": "P1",
    "strategic": "no",
}


def lines(award: Any, language: str = "zh", **cells: str) -> list[str]:
    """Return what is said of the steps of one applicant, without the first line and the last two."""
    drawn = RuleCase({"p": {"award": award, **PAID}}, [{KEY: "F1", **BLANK, **cells}])
    explanation = explain(answer_of(drawn), "p/F1")
    return [line.text.say("zh" if language == "zh" else "en") for line in explanation.lines[1:-2]]


PAID = {"spending": "project", "applicants": "firms", "when_short": "pro_rata"}
RENT = {"fixed": "rent"}
SLABS = {"of": "heads", "bands": [{"at_least": "5", "amount": "1分"}, {"more_than": "10", "amount": "3分"}]}
RATED = {"of": "rent", "bands": [{"at_least": "100元", "rate": "10%"}, {"more_than": "200元", "rate": "5%"}]}


def test_levels_name_the_one_that_decides() -> None:
    assert lines([{"slabs": SLABS}], heads="10")[-1] == "所在档次:5 及以上,给 0.01元"
    assert lines([{"slabs": SLABS}], heads="11")[-1] == "所在档次:超过 10,给 0.03元"
    assert lines([{"slabs": SLABS}], heads="4") == ["heads = 4,所在档次不给 → 0元"]
    assert lines([{"slabs": RATED}], rent="20000")[-1] == "所在档次:100元 及以上,全额按 10%"
    assert lines([{"slabs": RATED}], "en", rent="20001")[-1] == "its level: more than 200元, 5% of the whole"


def test_brackets_name_every_band_that_is_reached() -> None:
    bands = [{"up_to": "1元", "rate": "10%"}, {"up_to": "2元", "rate": "5%"}, {"above": "2元", "rate": "1%"}]
    assert lines([{"brackets": {"of": "rent", "bands": bands}}], rent="150") == [
        "rent = 1.5元,分档累进 → 0.125元",
        "其中 1元 按 10%",
        "其中 0.5元 按 5%",
    ]


def test_full_steps_say_from_where_they_count_and_which_are_too_many() -> None:
    step = {"of": "heads", "each": "5", "above": "10", "amount": "2元", "at_most": "1"}
    assert lines([{"per_full": step}], heads="21") == [
        "heads = 21,每满 5 一份,共 1 份,每份 2元 → 2元",
        "从 10 起算",
        "另有 1 个超过上限,不计",
    ]


def test_a_line_names_both_its_ends() -> None:
    step = {"of": "rent", "from": "1500元", "to": "7500元", "start": "600元"}
    assert lines([{"taper": step}], "en", rent="330000") == [
        "rent = 3,300元, on the line from 600元 at 1,500元 to 0元 at 7,500元: 420元 → 420元"
    ]


def test_a_table_names_the_cell_and_a_case_its_value() -> None:
    cells = {"甲": {"P1": "3分", "P2": "4分"}, "乙": {"P1": "5分"}}
    table = {"of": ["size", "park"], "values": cells, "rest": "1分"}
    assert lines([{"table": table}], park="P2")[-1] == "取“甲 · P2”:0.04元"
    assert lines([{"table": table}], park="P3") == ["查表得 0.01元 → 0.01元"]
    cases = {"甲": {"fixed": "3分"}, "乙": {"fixed": "4分"}, "丙": {"fixed": "5分"}}
    assert "取“乙”:0.04元" in lines([{"choose": {"column": "size", "cases": cases}}], size="乙")


@pytest.mark.parametrize(("word", "taken"), [("highest", "b"), ("lowest", "a"), ("first_of", "b")])
def test_a_choice_of_limbs_names_the_first_that_is_taken(word: str, taken: str) -> None:
    limbs = {"a": {"fixed": "0元"}, "b": {"fixed": "7分"}, "c": {"fixed": "7分"}, "d": {"fixed": "0元"}}
    written = [{name: steps} for name, steps in limbs.items()] if word == "first_of" else limbs
    said = [line for line in lines([{word: written}]) if line.startswith("取")]
    assert said == [f"取“{taken}”:{'0元' if taken == 'a' else '0.07元'}"]


def test_a_rate_names_its_bonus_and_its_ceiling() -> None:
    bonus = [{"pp": "20pp", "when": "strategic"}, {"pp": "5pp"}]
    step = {"of": "rent", "rate": "50%", "plus": bonus, "rate_at_most": "60%"}
    assert lines([{"share": step}], rent="1000") == ["rent = 10元,按 55% 计 → 5.5元", "其中加成 5%"]
    assert lines([{"share": step}], rent="1000", strategic="yes") == [
        "rent = 10元,按 60% 计 → 6元",
        "其中加成 20%",
        "其中加成 5%",
        "加成后超过 60%,按 60% 计",
    ]


def test_a_cap_says_whether_it_rejects_and_what_it_carries_on() -> None:
    assert lines([RENT, {"cap": {"amount": "5分", "excess": "carry"}}], rent="7")[-1] == (
        "减少的 0.02元 结转以后年度"
    )
    assert lines([RENT, {"cap": {"amount": "5分", "over": "reject"}}], rent="7")[-2:] == [
        "封顶 0.05元,减少 0.07元 → 0元",
        "超过封顶,不予核定",
    ]
    assert lines([RENT, {"cap": "5分"}], rent="5")[-1] == "封顶 0.05元,未触及 → 0.05元"


def test_a_voucher_says_what_is_still_owed_and_what_has_lapsed() -> None:
    step = {"face": "rent", "redeemed": "grant", "expires": "ends", "as_of": "2025-01-01"}
    assert lines([{"voucher": step}], rent="9", grant="5")[-1] == "未兑付 0.04元,已过期作废"
    later = lines([{"voucher": step}], rent="9", grant="5", ends="2025-01-01")
    assert later[-1] == "尚未兑付 0.04元,未到期"


def test_who_bears_a_sum_is_listed_with_each_part() -> None:
    payers = [{"id": "city", "rate": "60%", "at_most": "5元"}, {"id": "firm", "rest": "yes"}]
    assert lines([{"split": {"of": "rent", "payers": payers, "pays": "city"}}], rent="1000") == [
        "rent = 10元,各方分担,我方支付 → 5元",
        "· city:5元",
        "· firm:5元",
    ]


def test_a_clawback_says_what_was_broken_and_the_interest() -> None:
    step = {"kept": "heads", "term": "5", "interest": "10%", "years": "nth"}
    assert lines([RENT, {"clawback": step}], rent="10000", heads="3", nth="2")[1:] == [
        "须退回其中 40% → 48.4元",
        "期限 5,已履行 3",
        "另按 10% 复利计 2 年利息 8.4元",
    ]
    part_years = lines([RENT, {"clawback": {**step, "years": "nth / 4"}}], rent="10000", heads="3", nth="6")
    assert part_years[-1] == "另按 10% 复利计 1 年利息 4元"
    jobs = {"achieved": "heads", "promised": "100"}
    assert lines([RENT, {"clawback": jobs}], "en", rent="400", heads="75")[1:] == [
        "to be paid back, 25% of it → 1元",
        "promised 100, achieved 75",
    ]


def test_time_years_and_other_sources_are_named() -> None:
    assert lines([RENT, {"prorate": {"of": "nth", "out_of": "12"}}], rent="1200", nth="3")[-1] == (
        "按期折算 3 ÷ 12,即 25% → 3元"
    )
    assert lines([RENT, {"years": {"of": "nth", "rates": ["100%", "50%"]}}], rent="100", nth="2")[-1] == (
        "第 2 年,按 50% → 0.5元"
    )
    sources = {"of": "loan", "at_most": "50%", "others": "grant"}
    assert lines([RENT, {"all_sources": sources}], rent="100", loan="200", grant="30")[-1] == (
        "各级合计不超过 1元,其他来源 0.3元,减少 0.3元 → 0.7元"
    )


def test_interest_names_its_days_and_the_days_of_a_year() -> None:
    step = {"of": "loan", "rate": "3.65%", "begins": "begins", "ends": "ends", "year": "365"}
    assert lines([{"interest": step}], loan="1000000", begins="2024-01-01", ends="2024-01-31") == [
        "loan = 10,000元,按 3.65% 计 30 天(一年 365 天)→ 30元"
    ]


def test_a_group_says_what_it_left() -> None:
    assert lines([RENT, {"ceiling": {"amount": "5分", "per": "park"}}], rent="7")[-1] == (
        "同组累计封顶 0.05元(此前已用 0元),减少 0.02元 → 0.05元"
    )
    assert lines([RENT, {"best": {"per": "park"}}], rent="7")[-1] == "就高不重复:本笔为同组最高 → 0.07元"
