"""Changes at a path: what was set is found, what was dropped and added back is as before, the rest stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.changes import shown
from simulator.language.compose import compose
from simulator.language.edits import added, dropped, replaced
from simulator.language.paths import PathError, find, paths
from simulator.model.document import ListNode, Scalar
from simulator.problems import FindingError, Place
from tests.language.test_paths import ROOT

HERE = Place("b.yaml", 1, 1)
# An item named by its id is found by it while the id stands in it, and bands are named by their order.
APART = ("id", "second", "base", "firm_year", "band_1", "band_2")
PATHS = st.sampled_from([path for path in paths(ROOT) if path.rpartition(".")[2] not in APART])


def node(text):
    """Return the node that a text in braces writes."""
    root, problems = compose(f"x: {text}", "b.yaml")
    assert problems == ()
    return root.get("x")


@given(PATHS, st.text(max_size=5))
def test_what_was_put_at_a_path_is_found_there(path, text):
    new = Scalar(text, HERE)
    assert find(replaced(ROOT, path, new), path) == new


@given(PATHS, st.text(max_size=5))
def test_a_change_leaves_every_other_path_as_it_was(path, text):
    after = replaced(ROOT, path, Scalar(text, HERE))
    for other in paths(ROOT):
        apart = not f"{other}.".startswith(f"{path}.") and not f"{path}.".startswith(f"{other}.")
        assert not apart or find(after, other) == find(ROOT, other)


@given(PATHS)
def test_putting_back_what_was_there_changes_nothing(path):
    assert replaced(ROOT, path, find(ROOT, path)) == ROOT


@given(PATHS)
def test_what_was_dropped_is_gone_and_nothing_is_new(path):
    after = dropped(ROOT, path)
    gone = {each for each in paths(ROOT) if f"{each}.".startswith(f"{path}.")}
    assert set(paths(after)) == set(paths(ROOT)) - gone


def sibling_before(path):
    """Return the name of the sibling in front of a path, or None for the first."""
    parent = path.rpartition(".")[0]
    names = [each for each in paths(ROOT) if each.rpartition(".")[0] == parent]
    index = names.index(path)
    return names[index - 1].rpartition(".")[2] if index else None


def written_for_a_list(path):
    """Return what to add so that it stands as the step at a path did."""
    parent, _, name = path.rpartition(".")
    inside = find(ROOT, parent) if parent else ROOT
    if not isinstance(inside, ListNode):
        return find(ROOT, path)
    return next(item for item in inside.items if name in shown(item))


RESTORED = [
    "spending",
    "spending.project",
    "spending.project.amount",
    "programmes.rent_subsidy.eligible.strategic",
    "programmes.rent_subsidy.award",
    "programmes.rent_subsidy.award.share",
    "programmes.rent_subsidy.award.uplift",
    "programmes.rent_subsidy.award.cap",
    "programmes.rent_subsidy.award.share.rate",
    "programmes.rd.award.highest.district",
    "programmes.twice.award.base",
    "objective.minimise",
    "cumulation.firm_year",
]


@pytest.mark.parametrize("path", RESTORED)
def test_what_is_dropped_and_added_back_is_as_before(path):
    before, beside = written_for_a_list(path), sibling_before(path)
    order = {"after": beside} if beside else {"before": following(path)}
    restored = added(dropped(ROOT, path), path, before, **order)
    assert shown(restored) == shown(ROOT)
    assert paths(restored) == paths(ROOT)


def following(path):
    """Return the name of the sibling behind a path that is the first of its parent."""
    parent = path.rpartition(".")[0]
    names = [each for each in paths(ROOT) if each.rpartition(".")[0] == parent]
    return names[1].rpartition(".")[2] if len(names) > 1 else None


def test_keys_in_what_is_put_somewhere_become_canonical_by_where_they_stand():
    after = added(ROOT, "专项.新", node("{得分: {按数量: {目标: 1}}, 条件: {目标: a > 1}, 核定: {封顶: 5}}"))
    assert (
        shown(find(after, "programmes.新"))
        == "{points: {per_unit: {目标: 1}}, eligible: {目标: a > 1}, award: {cap: 5}}"
    )
    after = added(ROOT, "programmes.rd.points", node("{per_unit: {jobs: 1}}"))
    after = added(after, "programmes.rd.得分.按数量.目标", Scalar("2", HERE))
    assert shown(find(after, "programmes.rd.points.per_unit")) == "{jobs: 1, 目标: 2}"
    after = replaced(ROOT, "programmes.rd", node("{条件: {目标: a > 1}}"))
    assert shown(find(after, "programmes.rd")) == "{eligible: {目标: a > 1}}"


@pytest.mark.parametrize(
    ("where", "award"),
    [
        ({}, "share uplift cap floor"),
        ({"after": "share"}, "share floor uplift cap"),
        ({"after": "按比例"}, "share floor uplift cap"),
        ({"before": "share"}, "floor share uplift cap"),
        ({"after": "cap"}, "share uplift cap floor"),
    ],
)
def test_a_step_is_added_where_it_is_said_to_be(where, award):
    after = added(ROOT, "programmes.rent_subsidy.award.floor", node("{floor: 5}"), **where)
    steps = find(after, "programmes.rent_subsidy.award").items
    assert " ".join(step.entries[0].key for step in steps) == award


def test_a_step_added_under_a_name_of_its_own_gets_it_as_its_id():
    after = added(ROOT, "programmes.rent_subsidy.award.second_cap", node("{cap: 50}"), after="cap")
    assert shown(find(after, "programmes.rent_subsidy.award.second_cap")) == "{amount: 50, id: second_cap}"
    assert find(after, "programmes.rent_subsidy.award.cap").text == "100"
    after = added(ROOT, "programmes.rent_subsidy.award.more", node("{share: {of: jobs, rate: 5%}}"))
    assert shown(find(after, "programmes.rent_subsidy.award.more")) == "{of: jobs, rate: 5%, id: more}"
    after = added(ROOT, "programmes.rent_subsidy.award.low", node("{floor: {amount: 5, id: low}}"))
    assert shown(find(after, "programmes.rent_subsidy.award.low")) == "{amount: 5, id: low}"


def test_a_band_is_added_as_the_next_one():
    after = added(ROOT, "programmes.rd.award.brackets.bands.band_3", node("{above: 2亿元, rate: 1%}"))
    assert find(after, "programmes.rd.award.brackets.bands.band_3.rate").text == "1%"


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("programmes.rd", "{}", "O523"),
        ("programmes.rent_subsidy.award.cap", "{cap: 5}", "O523"),
        ("专项.rent_subsidy.核定.封顶", "{cap: 5}", "O523"),
        ("programmes.rd.award.brackets.bands.band_1", "{rate: 1%}", "O523"),
        ("programmes.rent_subsidy.award.floor", "5", "O526"),
        ("objective.third", "{maximise: spent}", "O527"),
        ("programmes.rent_subsidy.award.limbs", "{sum: {a: {fixed: 1}}}", "O527"),
        ("programmes.none.cap", "5", "O501"),
        ("programmes.rent_subsidy.award.cap.amount", "5", "O504"),
        ("scenario.x.y", "5", "O504"),
    ],
)
def test_what_cannot_be_added_is_refused(path, text, code):
    with pytest.raises(FindingError) as error:
        added(ROOT, path, node(text))
    assert error.value.code == code
    assert error.value.args[0]


def test_a_sibling_that_is_not_there_is_told():
    with pytest.raises(PathError) as error:
        added(ROOT, "programmes.rent_subsidy.award.floor", node("{floor: 5}"), after="capp")
    assert (error.value.code, error.value.facts["nearest"]) == ("O501", "cap")


def test_the_last_key_of_a_file_can_be_dropped():
    root, _ = compose("year: 2014", "b.yaml")
    assert shown(dropped(root, "year")) == "{}"


def test_dropping_one_word_of_an_item_with_more_keeps_the_item():
    after = dropped(ROOT, "programmes.rent_subsidy.award.share.plus.when")
    assert shown(find(after, "programmes.rent_subsidy.award.share.plus")) == "[{pp: 5pp}]"
    after = dropped(ROOT, "programmes.rent_subsidy.award.cap")
    assert [step.entries[0].key for step in find(after, "programmes.rent_subsidy.award").items] == [
        "share",
        "uplift",
    ]
    after = dropped(ROOT, "programmes.rd.award.brackets.bands.band_1")
    assert shown(find(after, "programmes.rd.award.brackets.bands")) == "[{above: 1亿元, rate: 1%}]"


def test_settings_put_in_place_of_a_step_named_by_its_id_keep_the_id():
    after = replaced(ROOT, "programmes.twice.award.second", node("{金额: 7}"))
    assert shown(find(after, "programmes.twice.award.second")) == "{amount: 7, id: second}"
    after = replaced(ROOT, "programmes.twice.award.second", node("{amount: 7, id: third}"))
    assert find(after, "programmes.twice.award.third.amount").text == "7"
    after = replaced(ROOT, "cumulation.firm_year", node("{ceiling: 5}"))
    assert shown(find(after, "cumulation")) == "[{ceiling: 5, id: firm_year}]"
