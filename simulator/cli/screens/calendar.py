"""The calendar on the screen: a row a programme, a column a quarter; the sums are with the ledgers."""

from collections.abc import Iterator

from rich.table import Table

from simulator.engine.explain.calendar import column_word, stages_told
from simulator.glossary import Language, word
from simulator.model.matrix import matrix_of
from simulator.model.result import Result


def calendar_parts(result: Result, language: Language) -> Iterator[Table]:
    """Yield the matrix of stages and payments; nothing when the scenario says nothing of time."""
    matrix = matrix_of(result.scenario)
    if not matrix.rows:
        return
    table = Table(box=None, pad_edge=False, header_style="underline", padding=(0, 2, 0, 0))
    table.add_column(word("calendar_line").say(language), ratio=3)
    for column in matrix.columns:
        table.add_column(column_word(column).say(language), ratio=4, overflow="fold")
    for row in matrix.rows:
        title = f"{row.title} {row.group}" if row.group else row.title
        table.add_row(title, *(stages_told(entries).say(language) for entries in row.cells))
    yield table
