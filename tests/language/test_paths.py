"""Paths: how each place is named, what names nothing, and what the nearest name is."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.compose import compose
from simulator.language.edits import added, dropped
from simulator.language.paths import LONGEST_PATH, PathError, find, paths, place_of, route
from simulator.model.document import ListNode, MappingNode, Scalar
from simulator.problems import FindingError

TEXT = """scenario: a
unit: 万元
spending: {project: {amount: 1104.2, when_short: {tiers: [{tag: first}, {rest: optimise}]}}}
programmes:
  rent_subsidy:
    eligible: {strategic: "industry in [a, b]"}
    award:
      - share: {of: rent, rate: 50%, plus: [{pp: 5pp, when: small}]}
      - {uplift: {by: 20%, when: strategic}}
      - {cap: 100}
    tags: [capacity, post]
    when_short: {ranked: {order: [{highest: score}, {earliest: day}, {first: firm}], last: skip}}
  rd:
    award:
      - brackets: {of: rd, bands: [{up_to: 1亿元, rate: 5%}, {above: 1亿元, rate: 1%}]}
      - {highest: {city: [{fixed: 1}, {cap: 2}], district: {fixed: 3}}}
  twice:
    award: [{cap: 1}, {cap: {amount: 2, id: second}}, {floor: {amount: 3, id: base}}, {fixed: 1}, {fixed: 2}]
专项二: {x: 1}
objective: [{maximise: points}, {minimise: unspent}]
cumulation: [{id: firm_year, ceiling: 200}]
"""
ROOT, _ = compose(TEXT, "a.yaml")


def at(path):
    """Return the text at a path."""
    node = find(ROOT, path)
    assert isinstance(node, Scalar)
    return node.text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("spending.project.amount", "1104.2"),
        ("spending.project.when_short.tiers.rest", "optimise"),
        ("programmes.rent_subsidy.eligible.strategic", "industry in [a, b]"),
        ("programmes.rent_subsidy.award.share.rate", "50%"),
        ("programmes.rent_subsidy.award.share.plus.pp", "5pp"),
        ("programmes.rent_subsidy.award.cap", "100"),
        ("programmes.rent_subsidy.when_short.ranked.order.earliest", "day"),
        ("programmes.rd.award.brackets.bands.band_2.rate", "1%"),
        ("programmes.rd.award.highest.city.cap", "2"),
        ("programmes.rd.award.highest.district.fixed", "3"),
        ("programmes.twice.award.cap", "1"),
        ("programmes.twice.award.second.amount", "2"),
        ("programmes.twice.award.base.amount", "3"),
        ("programmes.twice.award.floor.amount", "3"),
        ("objective.minimise", "unspent"),
        ("cumulation.firm_year.ceiling", "200"),
    ],
)
def test_a_place_is_named_by_words_ids_and_bands(path, text):
    assert at(path) == text


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("专项.rent_subsidy.核定.按比例.比例", "programmes.rent_subsidy.award.share.rate"),
        ("专项.rent_subsidy.核定.封顶", "programmes.rent_subsidy.award.cap"),
        ("支出.project.金额", "spending.project.amount"),
    ],
)
def test_a_path_may_be_written_in_chinese(chinese, english):
    assert find(ROOT, chinese) is find(ROOT, english)
    assert route(ROOT, chinese).path == english


def test_words_say_which_step_an_id_stands_for():
    assert route(ROOT, "programmes.twice.award.base.amount").words == (
        "programmes",
        "twice",
        "award",
        "floor",
        "amount",
    )
    assert route(ROOT, "programmes.rd.award.brackets.bands.band_2.rate").words[-3:] == (
        "bands",
        "band_2",
        "rate",
    )


def test_where_a_value_stands_is_its_own_place_and_for_a_mapping_its_keys():
    assert str(place_of(ROOT, "programmes.rent_subsidy.award.share.rate")) == "a.yaml:8:33"
    assert str(place_of(ROOT, "programmes.rent_subsidy.award.share")) == "a.yaml:8:9"
    assert str(place_of(ROOT, "programmes.rent_subsidy")) == "a.yaml:5:3"
    assert str(place_of(ROOT, "programmes.rd.award.brackets.bands.band_2")) == "a.yaml:15:60"
    assert str(place_of(ROOT, "programmes.twice.award.base")) == "a.yaml:18:56"


# ── what names nothing ─────────────────────────────────────────────────────────────────────────────

WRONG = {
    "programmes.rent_subsidy.award.share.rat": ("O501", "rat", "programmes.rent_subsidy.award.share.rate"),
    "programs.rent_subsidy.award": ("O501", "programs", "programmes.rent_subsidy.award"),
    "programmes.rent_subsidi": ("O501", "rent_subsidi", "programmes.rent_subsidy"),
    "专项.rent_subsidy.核定.分顶": ("O501", "分顶", "专项.rent_subsidy.核定.封顶"),
    "programmes.rent_subsidy.award.capp": ("O501", "capp", "programmes.rent_subsidy.award.cap"),
    "programmes.xyz": ("O501", "xyz", ""),
    "programmes.rd.award.brackets.bands.band_3.rate": (
        "O501",
        "band_3",
        "programmes.rd.award.brackets.bands.band_2.rate",
    ),
    "programmes.rd.award.brackets.bands.rate": ("O501", "rate", ""),
    "programmes.twice.award.fixed": ("O502", "fixed", ""),
    "programmes.rent_subsidy.award.0": ("O503", "0", ""),
    "programmes.rd.award.brackets.bands.2": ("O503", "2", ""),
    "programmes.rent_subsidy.award.cap.amount": ("O504", "amount", "programmes.rent_subsidy.award.cap"),
    "scenario.x": ("O504", "x", "scenario"),
    "programmes.rent_subsidy.tags.capacity": ("O505", "capacity", ""),
    "programmes.rent_subsidy.tags.0": ("O505", "0", ""),
}


@pytest.mark.parametrize(("path", "told"), WRONG.items(), ids=WRONG.keys())
def test_a_path_to_nothing_is_told_at_the_name_at_fault_with_the_nearest(path, told):
    with pytest.raises(PathError) as error:
        find(ROOT, path)
    code, name, nearest = told
    assert (error.value.code, error.value.facts["name"], error.value.facts["nearest"]) == (
        code,
        name,
        nearest,
    )
    assert path[error.value.offset :][: error.value.width] == name


def test_a_path_below_nothing_says_that_nothing_is_there():
    root, _ = compose("envelope: {}", "b.yaml")
    with pytest.raises(PathError) as error:
        find(root, "envelope.at_most")
    assert (error.value.facts["names"], error.value.facts["where"]) == ("—", "envelope")


@pytest.mark.parametrize("path", ["", ".", "a.", ".a", "a..b", "programmes. rent_subsidy", " programmes"])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(FindingError) as error:
        find(ROOT, path)
    assert error.value.code == "O506"


def test_an_endless_path_is_refused_unread():
    with pytest.raises(FindingError) as error:
        find(ROOT, "a" * (LONGEST_PATH + 1))
    assert error.value.code == "O507"


@given(st.text(max_size=60))
def test_any_text_finds_a_node_or_is_refused_as_a_path(path):
    try:
        offset = 0 if find(ROOT, path) else None
    except PathError as error:
        offset = error.offset
    assert offset in range(len(path) + 1)


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────


def test_every_listed_path_is_found_once_and_names_itself():
    listed = paths(ROOT)
    assert len(set(listed)) == len(listed)
    for path in listed:
        assert route(ROOT, path).path == path
        assert place_of(ROOT, path).file == "a.yaml"


def test_every_single_value_outside_plain_lists_has_a_path_unless_its_word_is_repeated():
    listed = {id(find(ROOT, path)) for path in paths(ROOT)}
    missing = [node.text for node in scalars(ROOT) if id(node) not in listed]
    assert missing == ["capacity", "post", "1", "2"]


def scalars(node):
    """Yield the single values of a tree in order."""
    if isinstance(node, Scalar):
        yield node
    inner = node.items if isinstance(node, ListNode) else ()
    inner = [entry.value for entry in node.entries] if isinstance(node, MappingNode) else inner
    for each in inner:
        yield from scalars(each)


def test_the_order_of_keys_changes_no_path():
    settings = ["of: rent", "rate: 50%", "plus: [{when: small, pp: 5pp}]"]
    for order in permutations(settings):
        text = f"programmes: {{a: {{tags: x, award: [{{cap: 1}}, {{share: {{{', '.join(order)}}}}}]}}}}"
        root, _ = compose(text, "b.yaml")
        assert [
            find(root, f"programmes.a.award.share.{name}").text for name in ("of", "rate", "plus.pp")
        ] == ["rent", "50%", "5pp"]


@given(st.permutations(range(4)))
def test_a_step_put_elsewhere_keeps_its_path(order):
    steps = [
        "{share: {of: rent, rate: 50%}}",
        "{cap: 100}",
        "{floor: {amount: 1, id: low}}",
        "{floor: {amount: 2, id: high}}",
    ]
    root, _ = compose(f"programmes: {{a: {{award: [{', '.join(steps[i] for i in order)}]}}}}", "b.yaml")
    found = [
        find(root, f"programmes.a.award.{name}").text
        for name in ("share.rate", "cap", "low.amount", "high.amount")
    ]
    assert found == ["50%", "100", "1", "2"]


# ── lists whose items take no id ───────────────────────────────────────────────────────────────────

OF_THE_YEAR = """\
scenario: a
carry_over: {lots: [{year: 2012, amount: 5}, {year: 2013, amount: 7}]}
funds: {pool: {flows: [{on: Q3, outflow: 2}, {on: 2015Q1, inflow: 3}, {on: 2015Q1, outflow: 4}]}}
disclosure: {revenue: [{source: city, kind: appropriation}], expenditure: [{spending: basic, kind: basic}]}
"""
YEAR_ROOT, _ = compose(OF_THE_YEAR, "a.yaml")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("carry_over.lots.2013.amount", "7"),
        ("结转资金.结转批次.2012.金额", "5"),
        ("funds.pool.flows.Q3.outflow", "2"),
        ("disclosure.revenue.city.kind", "appropriation"),
        ("disclosure.expenditure.basic.kind", "basic"),
    ],
)
def test_an_item_without_an_id_is_named_by_what_tells_it_apart(path, text):
    found = find(YEAR_ROOT, path)
    assert isinstance(found, Scalar)
    assert found.text == text


@pytest.mark.parametrize(
    ("path", "code", "nearest"),
    [
        ("carry_over.lots.2031.amount", "O501", "carry_over.lots.2013.amount"),
        ("funds.pool.flows.2015Q1.inflow", "O502", ""),
    ],
)
def test_a_lot_or_a_flow_that_is_not_there_or_not_alone_is_told(path, code, nearest):
    with pytest.raises(PathError) as refused:
        find(YEAR_ROOT, path)
    assert (refused.value.code, refused.value.facts["nearest"]) == (code, nearest)


def test_every_path_of_the_year_leads_where_it_says():
    root = YEAR_ROOT
    named = paths(root)
    assert len(set(named)) == len(named)
    assert [name for name in named if name.startswith("carry_over.lots.")] == [
        *("carry_over.lots.2012", "carry_over.lots.2012.year", "carry_over.lots.2012.amount"),
        *("carry_over.lots.2013", "carry_over.lots.2013.year", "carry_over.lots.2013.amount"),
    ]
    assert all(find(root, name) is not None for name in named)


def test_a_flow_is_added_and_dropped_under_its_moment():
    flow, _ = compose("{on: 2014Q4, outflow: 9}", "a.yaml")
    grown = added(YEAR_ROOT, "funds.pool.flows.2014Q4", flow)
    assert find(grown, "funds.pool.flows.2014Q4.outflow").text == "9"
    assert paths(dropped(grown, "funds.pool.flows.2014Q4")) == paths(YEAR_ROOT)
    with pytest.raises(FindingError) as refused:
        added(YEAR_ROOT, "funds.pool.flows.2016Q1", flow)
    assert refused.value.code == "O527"
