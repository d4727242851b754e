"""Policies in layers, readings of a clause side by side, and claims by the way a short pot is shared."""

import pytest

from simulator.charts.view import View
from simulator.reports.policies import policies
from simulator.reports.programmes import by_method
from simulator.reports.side_by_side import MOST_APPLICANTS, side_by_side
from tests.charts.examples import longgang
from tests.engine.year.year_support import OPENING, ran

LISTS = """\
populations:
  firms: {title: 企业, id: firm, file: firms.csv, nature: synthetic, columns: {rent: 元, local: yes_no}}
"""
POLICIES = """\
policies:
  rulebook: {title: 细则, under: measure, limits: {award: {at_most: 300元}}, require: {local: local}}
  measure: {title: 办法, limits: {award: {at_most: 500元}, rate: {at_most: 50%}}}
  special: {title: 专项办法, under: rulebook, limits: {firm_year: {per: firm, at_most: 200元}}}
"""


def programme(name, rate, more="", cap=""):
    return (
        f"  {name}: {{title: 读法{name}, spending: project, applicants: firms, "
        f"award: [{{share: {{of: rent, rate: {rate}}}}}{cap}], when_short: in_full{more}}}\n"
    )


def result_of(*programmes, firms=3, before=""):
    data = "firm,rent,local\n" + "".join(f"F{at},{100 * at},yes\n" for at in range(1, firms + 1))
    text = OPENING.replace("1000", "1000000") + LISTS + before + "programmes:\n" + "".join(programmes)
    return ran(text, firms=data)


def test_one_row_an_applicant_and_one_column_a_reading():
    (table,) = side_by_side(View(result_of(programme("a", "50%"), programme("b", "25%"))))
    assert [column.title for column in table.columns[1:]] == ["读法a", "读法b"]
    assert [row.cells for row in table.rows] == [
        ("F1", "0.01", "0.00"),
        ("F2", "0.01", "0.01"),
        ("F3", "0.02", "0.01"),
    ]


@pytest.mark.parametrize("firms", [MOST_APPLICANTS, MOST_APPLICANTS + 1])
def test_long_lists_are_not_set_side_by_side(firms):
    result = result_of(programme("a", "50%"), programme("b", "25%"), firms=firms)
    assert len(list(side_by_side(View(result)))) == (firms <= MOST_APPLICANTS)


def test_a_single_programme_has_nothing_beside_it():
    assert list(side_by_side(View(result_of(programme("a", "50%"))))) == []


def test_programmes_for_different_applicants_of_a_list_are_not_compared():
    apart = (
        programme("a", "50%", ", eligible: rent <= 100元"),
        programme("b", "50%", ", eligible: rent > 200元"),
    )
    assert list(side_by_side(View(result_of(*apart)))) == []


def test_policies_stand_below_those_they_stand_under_with_their_limits():
    result = result_of(programme("a", "50%", ", under: special", ", {cap: 300元}"), before=POLICIES)
    section = policies(View(result))
    rows = [row.cells for row in section.blocks[1].rows]
    assert [row[0] for row in rows] == ["办法", "· 细则", "·· 专项办法"]
    assert [row[1:4] for row in rows] == [("0.05", "50%", "—"), ("0.03", "—", "—"), ("—", "—", "0.02")]
    assert [row[4] for row in rows] == ["—", "local", "—"]
    assert [row[5] for row in rows] == ["—", "—", "读法a"]


def test_without_policies_there_is_no_section():
    assert policies(View(longgang())) is None


def test_ways_of_sharing_add_to_all_programmes_with_applicants():
    (table,) = by_method(View(longgang()))
    rows = [row.cells for row in table.rows]
    held = [each for each in longgang().allocation.programmes if not each.is_line]
    assert sum(int(row[1]) for row in rows) == len(held)
    assert sum(int(row[5].replace(",", "")) for row in rows) == sum(each.awards for each in held)
    given = sum(int(row[3].replace(",", "").replace(".", "")) for row in rows)
    assert given == round(sum(each.award_fen for each in held) / 10_000)


def test_one_way_of_sharing_needs_no_table():
    assert by_method(View(result_of(programme("a", "50%"), programme("b", "25%")))) == ()
