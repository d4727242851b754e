"""Any figure of a published table walks back to its lines."""

from simulator.engine import explain
from simulator.engine.run import run
from tests.engine.year.disclosing import SMALL
from tests.language.texts import scenario_of


def told(path: str, language: str = "en") -> list[str]:
    return explain(run(scenario_of(SMALL), {}), path).tell(language).splitlines()


def test_a_cell_is_told_with_the_lines_in_it_and_their_codes():
    assert told("disclosure.functions.2060101.basic") == [
        "General public budget: expenditure by function · Running of the administration · Basic: 400元",
        "  printed as 400 元",
        "  line 'guests', 20.5元 (2060101 / 30217 / 50201): as written",
        "  line 'office', 129.5元 (2060101 / 30201 / 50201): what the other lines leave of class 'basic'",
        "  line '工资', 250元 (2060101 / 30101 / 50101): as written",
    ]


def test_a_line_of_a_programme_names_it():
    assert told("disclosure.performance.rent.amount")[-1] == (
        "  line 'rent', 350元 (2060499 / 31204 / 507): what programme 'rent' is awarded"
    )


def test_revenue_and_balances_are_told_by_their_sources():
    assert told("disclosure.overall.sources.amount")[2:] == [
        "  source 'city': 1,000元",
        "  source 'fees': 0元",
        "  Opening balance: 0元",
    ]


def test_a_cell_without_lines_says_so():
    assert told("disclosure.three_public.abroad.total")[-1] == "  no line is part of it"


def test_the_lines_of_a_cell_add_to_it():
    result = run(scenario_of(SMALL), {})
    for path, measured in result.accounts.figures:
        if path.startswith("disclosure."):
            head, *parts = explain(result, path).lines
            assert head.fen == measured.value == sum(each.fen or 0 for each in parts), path


def test_a_class_without_lines_stands_for_itself():
    text = SMALL[: SMALL.index("  lines:")]
    lines = explain(run(scenario_of(text), {}), "disclosure.overall.basic.amount").tell("en").splitlines()
    assert lines[-1] == "  the amount of class 'basic': 400元"
