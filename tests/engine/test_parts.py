"""Figures of what rules settle beside awards: parts add to what they are of, payees to the entitlement."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine import explain
from tests.engine.year.year_support import OPENING, awards, fen, ran
from tests.language.texts import codes

DEALS = "populations: {deals: {file: deals.csv, id: deal_id, columns: {raised: 元, used: 元}}}\n"
CASE = """\
programmes:
  incentive: {spending: project, applicants: deals, award: AWARD, when_short: pro_rata}
"""
BOTH = (
    "{pay_to: {payees: {investor: {share: {of: raised, rate: 4%}}, firm: {share: {of: raised, rate: 2%}}}}}"
)
MONEY = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)


def budget(award: str) -> str:
    return OPENING.replace("1000", "1000000") + DEALS + CASE.replace("AWARD", award)


def data(raised, used=0) -> str:
    return "deal_id,raised,used\n" + "".join(
        f"D{at},{each // 100}.{each % 100:02},{used}\n" for at, each in enumerate(raised)
    )


@settings(max_examples=20, deadline=None)
@given(MONEY, st.none() | st.integers(0, 300), st.sampled_from(["4%", "1/3", "0%"]))
def test_the_payees_of_an_award_add_to_it_whatever_comes_after(raised, cap, rate):
    award = "[" + BOTH.replace("4%", rate) + (f", {{cap: {cap}}}" if cap is not None else "") + "]"
    result = ran(budget(award), deals=data(raised))
    owed = result.claims.of("incentive").entitlement_fen
    assert fen(result, "programmes.incentive.investor") + fen(result, "programmes.incentive.firm") == owed


def test_what_a_cap_leaves_is_shared_by_the_payees_in_proportion():
    result = ran(budget(f"[{BOTH}, {{cap: 100}}]"), deals=data([1_000_000]))
    assert fen(result, "programmes.incentive.investor") == 6667
    assert fen(result, "programmes.incentive.firm") == 3333


def test_what_a_floor_adds_to_nothing_is_shared_alike():
    result = ran(budget(f"[{BOTH}, {{floor: 0.03}}]"), deals=data([0]))
    assert fen(result, "programmes.incentive.investor") == 2
    assert fen(result, "programmes.incentive.firm") == 1


def test_parts_are_of_the_entitlement_and_not_of_what_a_short_pot_pays():
    text = budget(f"[{BOTH}]").replace("when_short", "envelope: {at_most: 300}, when_short")
    result = ran(text, deals=data([1_000_000]))
    assert sum(awards(result, "incentive")) == 30_000
    assert fen(result, "programmes.incentive.investor") == 40_000


@settings(max_examples=20, deadline=None)
@given(MONEY, st.integers(0, 100), st.integers(0, 100))
def test_payers_of_a_split_add_to_what_is_borne(raised, first, second):
    rates = {"bank": min(first, second), "city": 100 - max(first, second)}
    payers = ", ".join(f"{{id: {name}, rate: {rate}%}}" for name, rate in rates.items())
    payers += ", {id: pool, rest: yes}"
    result = ran(budget(f"[{{split: {{of: raised, payers: [{payers}], pays: pool}}}}]"), deals=data(raised))
    assert sum(fen(result, f"programmes.incentive.{name}") for name in ("bank", "city", "pool")) == sum(
        raised
    )
    assert fen(result, "programmes.incentive.pool") == result.claims.of("incentive").entitlement_fen


def test_a_vouchers_issue_redemption_and_liability_are_figures():
    award = "[{voucher: {face: raised, redeemed: used}}]"
    result = ran(budget(award), deals="deal_id,raised,used\nD1,5221.24,616.96\nD2,100,130\n")
    found = {
        name: fen(result, f"programmes.incentive.{name}")
        for name in ("issued", "redeemed", "open_liability", "lapsed")
    }
    assert found == {"issued": 532_124, "redeemed": 74_696, "open_liability": 460_428, "lapsed": 0}
    said = explain(result, "programmes.incentive.open_liability").tell("en")
    assert "open_liability of incentive: 4,604.28元 over 2 applicants" in said


def test_a_part_may_be_expected_in_the_unit_of_the_file():
    text = budget("[{voucher: {face: raised, redeemed: used}}]")
    text += "expect: [{result: programmes.incentive.issued, is: 5321.24}]\n"
    result = ran(text, deals="deal_id,raised,used\nD1,5221.24,616.96\nD2,100,130\n")
    assert [each.met for each in result.expectations] == [True]
    assert codes(text.replace("issued", "isued")) == ["S282"]


def test_parts_inside_limbs_are_found_too():
    award = f"[{{highest: {{one: [{BOTH}], two: [{{fixed: 5}}]}}}}]"
    result = ran(budget(award), deals=data([1_000_000, 100]))
    # the second deal is paid the other limb: its payees get nothing of it
    assert fen(result, "programmes.incentive.investor") == 40_000


@pytest.mark.parametrize("name", ["award", "entitlement", "awards", "counted", "eligible", "points"])
def test_no_part_may_have_the_name_of_a_result_of_every_programme(name):
    assert codes(budget(f"[{BOTH.replace('firm:', name + ':')}]")) == ["S458"]


def test_a_payee_keeps_its_own_name_also_where_that_is_a_word_of_the_language():
    told = explain(ran(budget(f"[{BOTH}]"), deals=data([1_000_000])), "incentive/D0").tell("zh")
    assert "单位列" not in told
    assert told.count("firm:") == 2
