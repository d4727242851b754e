"""A department's published tables as files: part of result.json, and one CSV file a table."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from simulator.model.awards import defended
from simulator.model.disclosure import DisclosureOutcome, DisclosureTable, Identity, TableRow
from simulator.model.result import Result
from simulator.money import decimal_text

Json = dict[str, Any]
HEADS = ("code", "title_zh", "title_en", "level")
TARGET = "target"


def disclosure_json(result: Result) -> Json:
    """Return {"disclosure": …} with every table and the identities; {} where nothing is disclosed.

    Amounts are int in `fen`, and texts in the unit and decimals of print in `printed`, by column.
    """
    found = result.accounts.disclosure
    if found is None:
        return {}
    return {
        "disclosure": {
            "unit": found.unit,
            "decimals": found.decimals,
            "tables": {each.id: _table(each, found) for each in found.tables},
            "identities": _identities(found.identities),
        }
    }


def disclosure_csv(result: Result) -> dict[str, bytes]:
    """Return each table as a CSV file by its name; {} where nothing is disclosed.

    A row has its code, titles and level, then each column in fen and as printed, and the target if any row
    has one. UTF-8 with a mark at the beginning, which spreadsheets need to show Chinese.
    """
    found = result.accounts.disclosure
    return {} if found is None else {f"{each.id}.csv": _csv(each, found) for each in found.tables}


def _table(table: DisclosureTable, found: DisclosureOutcome) -> Json:
    return {
        "empty": table.is_empty,
        "columns": list(table.columns),
        "rows": [_row(row, table.columns, found.decimals) for row in table.rows],
    }


def _row(row: TableRow, columns: Iterable[str], decimals: int) -> Json:
    head = {"code": row.head.code, "title": row.head.title.zh, "level": row.head.level}
    if row.head.note:
        return {**head, TARGET: row.head.note}
    printed = (decimal_text(each, decimals) for each in row.printed)
    return {
        **head,
        "fen": dict(zip(columns, row.cells, strict=True)),
        "printed": dict(zip(columns, printed, strict=True)),
    }


def _identities(identities: Iterable[Identity]) -> list[Json]:
    """Return how many identities of each name were looked at, and among which figures; all of them hold."""
    ordered = sorted(identities, key=_in_order)
    return [
        {"name": name, "published": published, "checked": sum(1 for _ in each)}
        for (name, published), each in groupby(ordered, key=lambda own: (own.name, own.published))
    ]


def _in_order(each: Identity) -> tuple[bool, int]:
    return (each.published, int(each.name.removeprefix("I")))


def _csv(table: DisclosureTable, found: DisclosureOutcome) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    targets = any(row.head.note for row in table.rows)
    writer.writerow((*HEADS, *_columns(table, found.unit), *((TARGET,) if targets else ())))
    for row in table.rows:
        heads = (row.head.code, row.head.title.zh, row.head.title.en)
        cells = [] if row.head.note else list(_cells(row, found.decimals))
        blank = [""] * (2 * len(table.columns) - len(cells))
        note = (defended(row.head.note),) if targets else ()
        writer.writerow((*map(defended, heads), row.head.level, *cells, *blank, *note))
    return text.getvalue().encode("utf-8-sig")


def _columns(table: DisclosureTable, unit: str) -> Iterator[str]:
    for column in table.columns:
        yield from (f"{column}_fen", f"{column}_{unit}")


def _cells(row: TableRow, decimals: int) -> Iterator[int | str]:
    for fen, printed in zip(row.cells, row.printed, strict=True):
        yield from (fen, decimal_text(printed, decimals))
