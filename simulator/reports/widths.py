"""How wide the columns of a table are that ask for as much as their figures need."""

from dataclasses import replace

from simulator.charts.typeface import one_line, text_width
from simulator.reports.blocks import FIT, Column, Table

PAGE = 170.0
"""The width of the text of an A4 page, in mm."""
SIZES = {False: 8.5, True: 7.5}
"""The sizes of a table and of a small one, in points."""
INSET = 2.6
"""The room on both sides of a cell and a hair more, in mm."""
WIDEST = 60.0
"""A column that is to FIT is never wider, in mm: a long text breaks."""
LEAST_OPEN = 30.0
"""What a column without a width of its own keeps at least, in mm, however wide the figures are."""
MM_OF_INCH = 25.4


def fitted(table: Table) -> Table:
    """Return a table whose columns all have a width in mm, or 0 for a share of what is left.

    A column that is to FIT is as wide as its widest line of figures; where all of them together would leave
    too little for the others, they share what there is in proportion.
    """
    if not any(column.width == FIT for column in table.columns):
        return table
    wanted = [_wanted(table, number, column) for number, column in enumerate(table.columns)]
    given = sum(column.width for column in table.columns if column.width > 0)
    left = max(0.0, PAGE - given)
    # many columns without a width share half of what is left
    kept = min(LEAST_OPEN * sum(column.width == 0 for column in table.columns), left / 2)
    scale = min(1.0, (left - kept) / sum(wanted))
    columns = (
        replace(column, width=round(width * scale, 2)) if column.width == FIT else column
        for column, width in zip(table.columns, wanted, strict=True)
    )
    return replace(table, columns=tuple(columns))


def _wanted(table: Table, number: int, column: Column) -> float:
    """Return the width in mm of a column that is to fit, 0 of any other."""
    if column.width != FIT:
        return 0.0
    texts = (column.title, *(row.cells[number] for row in table.rows))
    size = SIZES[table.small]
    widest = max(text_width(one_line(text), size) for text in texts) * MM_OF_INCH
    return min(WIDEST, widest + INSET)
