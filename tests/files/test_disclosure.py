"""A department's tables as files: whole fen beside what is printed, always the same bytes."""

import csv
import io
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.engine.run import run
from simulator.files.disclosure import disclosure_csv, disclosure_json
from simulator.files.results import summary
from simulator.model.result import Result
from tests.engine.year.disclosing import SMALL, drawn
from tests.language.texts import scenario_of, with_line

seeds = st.integers(0, 10**6)
TARGETS = """\
targets:
  rents: {title: 补贴企业, unit: 家, counts: {award: {programme: rent}}, at_least: 3}
  named: {title: 建成平台, text: 建成平台一个}
"""


def ran(text: str = SMALL) -> Result:
    return run(scenario_of(text), {})


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_result_without_tables_is_told_without_them():
    assert disclosure_json(ran(SMALL[: SMALL.index("disclosure:")])) == {}
    assert disclosure_csv(ran(SMALL[: SMALL.index("disclosure:")])) == {}
    assert "disclosure" not in summary(ran(SMALL[: SMALL.index("disclosure:")]))


def test_each_table_is_a_file_with_fen_and_print_side_by_side():
    files = disclosure_csv(ran(with_line("printed_in: 元", "printed_in: 千元", SMALL)))
    assert list(files) == [f"{name}.csv" for name in summary(ran())["disclosure"]["tables"]]
    rows = {row["code"]: row for row in rows_of(files["running_costs.csv"])}
    assert rows["30217"] == {
        "code": "30217",
        "title_zh": "公务接待费",
        "title_en": "Official receptions",
        "level": "2",
        "total_fen": "2050",
        "total_千元": "0",
    }


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_the_files_and_the_json_hold_the_same_fen(seed):
    result = ran(drawn(seed, lines=6).text())
    tables = summary(result)["disclosure"]["tables"]
    for name, content in disclosure_csv(result).items():
        table = tables[name.removesuffix(".csv")]
        for row, told in zip(rows_of(content), table["rows"], strict=True):
            assert (row["code"], int(row["level"])) == (told["code"], told["level"])
            assert {column: int(row[f"{column}_fen"]) for column in table["columns"]} == told["fen"]


@settings(deadline=None, max_examples=30)
@given(seeds)
def test_the_json_says_how_many_identities_of_each_name_were_looked_at(seed):
    result = ran(drawn(seed, lines=6).text())
    told = summary(result)["disclosure"]["identities"]
    assert sum(each["checked"] for each in told) == len(result.accounts.disclosure.identities)
    numbers = [int(each["name"].removeprefix("I")) for each in told]
    assert numbers == sorted(set(numbers))


def test_a_title_that_looks_like_a_formula_is_defended():
    files = disclosure_csv(ran(with_line("title: 市财政", 'title: "=1+1"', SMALL)))
    assert rows_of(files["revenue.csv"])[1]["title_zh"] == "'=1+1"


def test_targets_stand_below_the_programme_they_count():
    files = disclosure_csv(ran(SMALL + TARGETS))
    performance = rows_of(files["performance.csv"])
    assert [(row["code"], row["target"], row["amount_fen"]) for row in performance] == [
        ("total", "", "60000"),
        ("books", "", "25000"),
        ("rent", "", "35000"),
        ("rent.rents", "≥ 3家", ""),
    ]
    whole = rows_of(files["department_targets.csv"])
    assert [(row["title_zh"], row["target"]) for row in whole] == [("建成平台", "建成平台一个")]


def test_an_empty_table_is_kept_with_its_total():
    table = summary(ran())["disclosure"]["tables"]["government_funds"]
    assert table["empty"] is True
    assert table["rows"][0]["fen"] == {"total": 0, "basic": 0, "project": 0}


@settings(deadline=None, max_examples=30)
@given(seeds, seeds)
def test_the_bytes_do_not_depend_on_the_order_written(seed, shuffle):
    budget = drawn(seed, lines=6)
    one, other = ran(budget.text()), ran(replace(budget, order=Random(shuffle)).text())
    assert disclosure_json(one) == disclosure_json(other)
    assert disclosure_csv(one) == disclosure_csv(other)
