"""What every chart keeps to: nothing is cut off, nothing overlaps, and where it comes from is said."""

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.charts import CHARTS, records, render
from simulator.charts.canvas import SYNTHETIC
from simulator.glossary import LANGUAGES
from simulator.glossary.words.charts import WORDS
from simulator.model.result import Claims
from simulator.problems import FindingError
from tests.charts.examples import crowded, longgang, longgang_cut, national, unspent, without_money
from tests.charts.marks import clipped, overlapping, texts

# these charts draw what these budgets do not say; each is held to the same in a file of its own
OF_THE_YEAR = ("calendar", "targets", "funds", "pace", "ledgers", "bands", "parts")
NAMES = tuple(name for name in CHARTS if name not in OF_THE_YEAR)
EXAMPLES = {"longgang": longgang, "crowded": crowded, "unspent": unspent, "national": national}

HOSTILE = ("$x^2$", "<b>&amp;</b>", r"\frac{1}{2}", "%s{0}", "'quoted' \"twice\"", "a\nb\tc")


def drawn(name, result, language="zh"):
    return CHARTS[name].draw(result, language, base=longgang_cut() if CHARTS[name].compares else None)


@pytest.fixture(
    scope="module", params=[(n, e, lang) for n in NAMES for e in EXAMPLES for lang in LANGUAGES], ids=str
)
def figure(request):
    name, example, language = request.param
    return drawn(name, EXAMPLES[example](), language)


def test_no_text_is_cut_off_and_no_two_overlap(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []


def test_the_footnote_carries_scenario_digest_and_document(figure):
    everything = " ".join(texts(figure))
    assert figure.get_gid().rpartition("-")[2] in everything
    assert "2014年部门预算" in everything


def test_invented_applicants_are_labelled(figure):
    assert texts(figure).count(SYNTHETIC) == 1


@pytest.mark.parametrize("name", NAMES)
def test_real_applicants_are_not_labelled(name):
    real = replace(longgang(), claims=Claims(longgang().claims.programmes, {}))
    figure = CHARTS[name].draw(real, base=real if CHARTS[name].compares else None)
    assert SYNTHETIC not in texts(figure)


@pytest.mark.parametrize("name", [name for name in NAMES if CHARTS[name].compares])
def test_a_comparison_without_a_base_is_refused(name):
    with pytest.raises(FindingError) as error:
        CHARTS[name].draw(longgang())
    assert error.value.code == "R691"
    assert not CHARTS[name].applies(longgang())


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"limits", "waterfall"}])
def test_a_scenario_without_money_has_nothing_to_draw(name):
    assert not CHARTS[name].applies(without_money())
    with pytest.raises(FindingError) as error:
        CHARTS[name].draw(without_money())
    assert error.value.code == "R693"


def test_targets_without_money_still_show_their_room():
    assert render(CHARTS["limits"].draw(without_money(), "zh"), "png")


@pytest.mark.parametrize("name", NAMES)
def test_a_title_no_face_can_show_is_refused_in_words(name):
    result = longgang()
    scenario = replace(result.scenario, id="𠮷田")
    with pytest.raises(FindingError) as error:
        drawn(name, replace(result, scenario=scenario))
    assert error.value.code == "R690"


@pytest.mark.parametrize("name", NAMES)
def test_hostile_titles_are_only_strange_titles(name):
    result = longgang()
    titles = [HOSTILE[number % len(HOSTILE)] for number in range(len(result.allocation.programmes))]
    programmes = tuple(
        replace(each, title=title) for each, title in zip(result.allocation.programmes, titles, strict=True)
    )
    figure = drawn(name, replace(result, allocation=replace(result.allocation, programmes=programmes)))
    if name in {"allocation", "money_flow"}:
        assert {" ".join(title.split()) for title in HOSTILE} <= set(texts(figure))
    assert render(figure, "svg")


@pytest.mark.parametrize("name", NAMES)
def test_rows_become_records_with_the_names_of_their_columns(name):
    chart = CHARTS[name]
    rows = chart.table(longgang(), base=longgang_cut())
    found = records(rows)
    assert len(found) == len(rows) > 0
    assert all(set(each) == set(found[0]) for each in found)
    assert all(
        getattr(row, key) == value
        for row, each in zip(rows, found, strict=True)
        for key, value in each.items()
    )


def test_charts_are_registered_under_their_own_names():
    assert [name for name, chart in CHARTS.items() if chart.name != name] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_a_name_and_says_how_to_read_it(name, language):
    chart = CHARTS[name]
    assert chart.title(language)
    assert chart.caption(language).endswith("。" if language == "zh" else ".")


@given(st.sampled_from(sorted(WORDS)))
def test_both_languages_ask_for_the_same_facts(key):
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (WORDS[key].zh, WORDS[key].en)
    ]
    assert fields[0] == fields[1]
