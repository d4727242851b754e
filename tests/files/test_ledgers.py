"""The year in money as files: cash.csv adds up row by row, result.json holds the ledgers as they are."""

import csv
import io
import json
from dataclasses import replace

from simulator.files.ledgers import cash_csv
from simulator.files.results import result_json
from tests.engine.year.test_ledgers_run import GROUPED, ran


def test_cash_csv_holds_every_group_and_quarter_and_adds_to_the_lines():
    ledgers = ran(GROUPED).accounts.ledgers
    rows = list(csv.DictReader(io.StringIO(cash_csv(ledgers).decode())))
    assert [(row["line"], row["group"], row["quarter"]) for row in rows] == sorted(
        (row["line"], row["group"], row["quarter"]) for row in rows
    )
    for line in ledgers.lines:
        for name in ("authorised", "committed", "due", "paid", "waiting"):
            own = [row for row in rows if row["line"] == line.line]
            sums = [
                sum(int(row[f"{name}_fen"]) for row in own if row["quarter"] == f"Q{q}") for q in (1, 2, 3, 4)
            ]
            assert tuple(sums) == line.column(name)
    assert {row["group"] for row in rows if row["line"] == "programmes.rent"} == {"一批", "二批"}


def test_the_result_holds_the_ledgers_as_they_are():
    result = ran(GROUPED)
    told = json.loads(result_json(result))["ledgers"]
    rent, park = result.accounts.ledgers.of("programmes.rent"), told["lines"]["programmes.park"]
    assert told["quarters"] == ["Q1", "Q2", "Q3", "Q4"]
    assert told["lines"]["programmes.rent"]["paid_fen"] == list(rent.paid)
    assert told["lines"]["programmes.rent"]["forward_fen"] == {"2015": rent.forward_fen}
    assert (park["adjusted_fen"], park["unfunded_fen"]) == (-4000, 4000)
    assert told["adjustments"][0]["changed_fen"] == {"programmes.park": -4000}
    assert told["total"]["paid_fen"][-1] == sum(each["paid_fen"][-1] for each in told["lines"].values())


def test_a_group_that_begins_like_a_formula_is_defended():
    ledgers = ran(GROUPED).accounts.ledgers
    hostile = replace(ledgers, groups=tuple(replace(each, group="=1+1") for each in ledgers.groups[:1]))
    assert "'=1+1" in cash_csv(hostile).decode()


def test_the_same_year_written_in_another_order_gives_the_same_bytes():
    turned = GROUPED.replace("  park: {spending: project, amount: 100}\n", "").replace(
        "programmes:\n", "programmes:\n  park: {spending: project, amount: 100}\n"
    )
    assert cash_csv(ran(turned).accounts.ledgers) == cash_csv(ran(GROUPED).accounts.ledgers)
