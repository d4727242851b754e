"""Laws of overlays: exact to the fen, nothing else moved, in a file the same as in settings."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.amounts import measured, same, written
from simulator.language.chain import chain, extended_file
from simulator.language.changes import shown
from simulator.language.compose import compose
from simulator.language.kind_at import kind_at
from simulator.language.overlay import apply, apply_settings, base_document
from simulator.language.paths import find, paths
from simulator.model import kinds
from simulator.model.document import Document, MappingNode, Scalar, walk
from simulator.money import FEN_OF_UNIT, exact_money, parse_money, plain
from simulator.problems import NOWHERE

UNITS = st.sampled_from(sorted(FEN_OF_UNIT))
FEN = st.integers(0, 9 * 10**15)
PER_MYRIAD = st.integers(0, 10_000)


def base(amount, unit="万元", rate="50%"):
    """Return a document with two amounts and a rate."""
    text = (
        f"scenario: a\nyear: 2014\nunit: {unit}\n"
        f"spending: {{one: {{amount: '{amount}'}}, two: {{amount: 7}}}}\n"
        f"programmes: {{p: {{award: [{{share: {{of: rent, rate: {rate}}}}}, {{cap: 5}}]}}}}\n"
    )
    root, problems = compose(text, "a.yaml")
    assert problems == ()
    return base_document(root, "a.yaml")


def overlaid(document, change):
    """Return the document after one change, and the codes of its problems."""
    overlay, problems = compose(f"scenario: b\nextends: a.yaml\nchanges:\n  - {{{change}}}\n", "b.yaml")
    assert problems == ()
    after, problems = apply(document, overlay, "b.yaml", kind_at)
    return after, [each.code for each in problems]


def fen(document, path):
    """Return an amount of a document in fen."""
    node = find(document.root, path)
    return parse_money(node.text, node.unit)


def nearest_fen(exact):
    """Return the nearest whole fen, halves upwards, by its definition."""
    below = exact.numerator // exact.denominator
    return below + (exact - below >= Fraction(1, 2))


@given(FEN, UNITS, PER_MYRIAD)
def test_money_cut_by_a_percentage_is_the_exact_product_to_the_nearest_fen(amount, unit, parts):
    percent = plain(Fraction(parts, 100)) + "%"
    after, problems = overlaid(base(exact_money(amount, unit)), f"cut: spending.one.amount, by: {percent}")
    assert problems == []
    assert fen(after, "spending.one.amount") == nearest_fen(Fraction(amount * (10_000 - parts), 10_000))


@given(FEN, PER_MYRIAD)
def test_money_raised_by_a_percentage_is_the_exact_product_to_the_nearest_fen(amount, parts):
    percent = plain(Fraction(parts, 100)) + "%"
    after, problems = overlaid(base(exact_money(amount)), f"raise: spending.one.amount, by: {percent}")
    assert problems == []
    assert fen(after, "spending.one.amount") == nearest_fen(Fraction(amount * (10_000 + parts), 10_000))


@given(FEN, FEN, UNITS, UNITS)
def test_money_cut_by_money_loses_just_that_or_is_refused(amount, part, unit, part_unit):
    after, problems = overlaid(
        base(exact_money(amount, unit)), f"cut: spending.one.amount, by: '{exact_money(part, part_unit)}'"
    )
    assert problems == ([] if part <= amount else ["O536"])
    assert fen(after, "spending.one.amount") == (amount - part if part <= amount else amount)


@given(FEN, FEN, UNITS)
def test_a_cut_and_a_raise_by_the_same_money_leave_it_as_it_was(amount, part, unit):
    by = f"by: '{exact_money(part, unit)}'"
    raised, _ = overlaid(base(exact_money(amount)), f"raise: spending.one.amount, {by}")
    after, problems = overlaid(raised, f"cut: spending.one.amount, {by}")
    assert problems == []
    assert fen(after, "spending.one.amount") == amount


@given(FEN, FEN, UNITS)
def test_a_move_keeps_the_total_to_the_fen(amount, part, unit):
    document = base(exact_money(amount, unit))
    after, problems = overlaid(
        document, f"move: '{exact_money(part, unit)}', from: spending.one.amount, into: spending.two.amount"
    )
    assert problems == ([] if part <= amount else ["O536"])
    before = [fen(document, f"spending.{each}.amount") for each in ("one", "two")]
    moved = [fen(after, f"spending.{each}.amount") for each in ("one", "two")]
    assert sum(moved) == sum(before)
    assert moved[0] == (amount - part if part <= amount else amount)


@given(PER_MYRIAD, PER_MYRIAD, st.sampled_from([("cut", -1), ("raise", 1)]))
def test_a_rate_changes_by_points_exactly_and_stays_within_its_range(rate, points, verb):
    document = base("1", rate=plain(Fraction(rate, 100)) + "%")
    after, problems = overlaid(
        document, f"{verb[0]}: programmes.p.award.share.rate, by: {plain(Fraction(points, 100))}pp"
    )
    changed = rate + verb[1] * points
    assert problems == ([] if 0 <= changed <= 10_000 else ["O536"])
    expected = Fraction(changed if not problems else rate, 10_000)
    assert measured(find(after.root, "programmes.p.award.share.rate"), kinds.RateKind()).value == expected


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_rate_changes_by_a_multiple_exactly(rate, times):
    document = base("1", rate=plain(Fraction(rate, 100)) + "%")
    after, problems = overlaid(
        document, f"cut: programmes.p.award.share.rate, by: {plain(Fraction(times, 10_000))}x"
    )
    assert problems == []
    value = measured(find(after.root, "programmes.p.award.share.rate"), kinds.RateKind()).value
    assert value == Fraction(rate, 10_000) * Fraction(times, 10_000)


@given(st.sampled_from(paths(base("1").root)), st.text("abc123金额 ", min_size=1, max_size=6))
def test_what_is_set_is_found_with_what_it_replaced(path, text):
    document = base("1")
    old = find(document.root, path)
    after, problems = apply_settings(document, [(path, text)], kind_at)
    if problems:
        assert path == "unit" or not text.strip()
        return
    node = find(after.root, path)
    assert isinstance(node, Scalar)
    assert node.text == text.strip()
    assert node.history[:1] == (((old.place, old.text),) if isinstance(old, Scalar) else ())


def bare(document: Document) -> list[tuple[str, str, str | None]]:
    """Return what a document says, without places: every path of its tree, its text and its unit."""
    nodes = ((path, node) for path, node in walk(document.root))
    return [(path, node.text, node.unit) for path, node in nodes if isinstance(node, Scalar)]


SETTABLE = [
    "year",
    "spending.one.amount",
    "专项.p.核定.封顶",
    "programmes.p.award.share.rate",
    "spending.two",
]


@given(
    st.dictionaries(
        st.sampled_from(SETTABLE), st.sampled_from(["5", "60%", "3万元", "{amount: 9}", "[a, b]"])
    )
)
def test_settings_say_the_same_as_an_overlay_that_sets(values):
    document = base("100")
    lines = "".join(f"  - {{set: {path}, to: {value}}}\n" for path, value in values.items())
    overlay, problems = compose(f"scenario: a\nchanges:\n{lines or '  []'}\n", "b.yaml")
    assert problems == ()
    by_file, file_problems = apply(document, overlay, "b.yaml", kind_at)
    by_settings, problems = apply_settings(document, list(values.items()), kind_at)
    assert bare(by_file) == bare(by_settings)
    assert [each.code for each in file_problems] == [each.code for each in problems]
    changes = [
        [(each.path, each.before, each.after) for each in document.layers[-1].changes]
        for document in (by_file, by_settings)
    ]
    assert changes[0] == changes[1] if values else by_settings == document


@given(
    st.lists(
        st.sampled_from(
            [
                "{cut: spending.one.amount, by: 10%}",
                "{set: year, to: 1}",
                "{drop: spending.two}",
                "{set: nowhere, to: 1}",
                "x",
                "{raise: a.b, by: x}",
            ]
        )
    )
)
def test_any_list_of_changes_gives_a_document_and_each_problem_a_place_in_it(changes):
    text = "scenario: b\nchanges:\n" + ("".join(f"  - {each}\n" for each in changes) or "  []\n")
    overlay, _ = compose(text, "b.yaml")
    after, problems = apply(base("100"), overlay, "b.yaml", kind_at)
    assert isinstance(after.root, MappingNode)
    assert all(3 <= each.place.line <= 2 + len(changes) for each in problems)
    failed = {each.place.line for each in problems}
    assert len(after.layers[-1].changes) == len(changes) - len(failed)


@given(st.text(max_size=30), st.text(max_size=10))
def test_any_setting_is_made_or_told(path, value):
    document = base("100")
    after, problems = apply_settings(document, [(path, value)], kind_at)
    assert bool(problems) == (bare(after) == bare(document)) or path in paths(document.root)
    assert all(each.place.file == "--set" and each.tell("zh") for each in problems)


# ── figures ────────────────────────────────────────────────────────────────────────────────────────


@given(FEN, UNITS, UNITS)
def test_the_same_money_is_the_same_in_every_unit(amount, one, other):
    first, second = Scalar(exact_money(amount, one), NOWHERE), Scalar(exact_money(amount, other), NOWHERE)
    more = Scalar(exact_money(amount + 1, other), NOWHERE)
    for kind in (kinds.Money(), None):
        assert same(first, second, kind)
        assert not same(first, more, kind)


@given(FEN, UNITS)
def test_a_bare_number_is_money_of_its_unit(amount, unit):
    text = plain(Fraction(amount, FEN_OF_UNIT[unit]))
    assert same(Scalar(text, NOWHERE, unit=unit), Scalar(exact_money(amount, "元"), NOWHERE), kinds.Money())


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (kinds.RateKind(), ("1/3", "12.5%", "5‰", "0")),
        (kinds.Money(), ("7", "1,234.56元", "0.01元")),
        (kinds.PointsKind(), ("5pp", "0.25pp")),
        (kinds.Count(), ("12", "1,200")),
        (kinds.Number(), ("2/7", "1.25")),
        (None, ("12x", "3/4", "5亿元", "8%")),
    ],
)
def test_a_figure_written_again_reads_as_itself(kind, texts):
    for text in texts:
        figure = measured(Scalar(text, NOWHERE, unit="万元"), kind)
        again = measured(Scalar(written(figure, kind, "a"), NOWHERE, unit="万元"), kind)
        assert (again.form, again.value) == (figure.form, figure.value)


# ── chains of files ────────────────────────────────────────────────────────────────────────────────


def files(**extends):
    """Return roots by name; each extends the file given, or nothing for ''."""
    return {
        f"{name.replace('_', '/')}.yaml": compose(
            f"scenario: x\n{f'extends: {target}' if target else ''}", f"{name}.yaml"
        )[0]
        for name, target in extends.items()
    }


def test_a_chain_runs_from_the_whole_scenario_to_the_overlay_asked_for():
    roots = files(a="", b="a.yaml", c="b.yaml", other="")
    assert chain(roots, "c.yaml") == (("a.yaml", "b.yaml", "c.yaml"), ())
    assert chain(roots, "a.yaml") == (("a.yaml",), ())


def test_names_are_taken_from_the_folder_of_the_file_that_names_them():
    roots = files(base="", cuts_a="../base.yaml", cuts_b="a.yaml", cuts_deep_c="../b.yaml")
    assert chain(roots, "cuts/deep/c.yaml")[0] == (
        "base.yaml",
        "cuts/a.yaml",
        "cuts/b.yaml",
        "cuts/deep/c.yaml",
    )
    assert extended_file(roots["cuts/a.yaml"], "cuts/a.yaml") == "base.yaml"
    assert extended_file(roots["base.yaml"], "base.yaml") is None


def test_a_file_that_is_not_there_is_told_where_it_is_named():
    names, problems = chain({}, "b.yaml")
    assert (names, [str(each.place) for each in problems]) == ((), ["b.yaml:0:0"])
    names, problems = chain(files(b="a.yaml"), "b.yaml")
    assert names == ("b.yaml",)
    assert [(each.code, str(each.place), each.fact("name")) for each in problems] == [
        ("O551", "b.yaml:2:10", "a.yaml")
    ]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_files_that_extend_one_another_are_told(length):
    names = "abcde"[:length]
    roots = files(**{each: f"{names[(index + 1) % length]}.yaml" for index, each in enumerate(names)})
    found, problems = chain(roots, "a.yaml")
    assert len(found) == length
    assert [each.code for each in problems] == ["O552"]
    assert problems[0].fact("names").startswith("a.yaml → ")
    assert problems[0].fact("names").endswith("a.yaml")


def test_overlays_of_a_chain_build_on_one_another():
    document = base("100")
    for name, change in (
        ("b", "cut: spending.one.amount, by: 10%"),
        ("c", "cut: spending.one.amount, by: 10%"),
    ):
        overlay, _ = compose(f"scenario: {name}\nchanges: [{{{change}}}]\n", f"{name}.yaml")
        document, problems = apply(document, overlay, f"{name}.yaml", kind_at)
        assert problems == ()
    assert find(document.root, "spending.one.amount").text == "81万元"
    assert [layer.name for layer in document.layers] == ["a", "b", "c"]
    assert shown(document.root.get("scenario")) == "c"
