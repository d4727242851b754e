"""What a programme's sums are made of: who bears a loss, who is paid, what becomes of what was issued."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.figure import Figure

from simulator.charts.amounts import printed, shown, shown_share
from simulator.charts.canvas import (
    FAINT,
    LEFT,
    NOTE,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Slot,
    open_canvas,
)
from simulator.charts.style import ASKED, BODY, GIVEN, INK, LOSS, PLAIN, UNSPENT
from simulator.charts.typeface import wrapped
from simulator.charts.view import View, name_of
from simulator.glossary.words import WORDS
from simulator.money import Fen

NAME = "parts"
WHOLES = frozenset({"issued"})
"""A part of this name is all that the others are parts of, where they add to it."""
INKS = (GIVEN, ASKED, PLAIN, UNSPENT, LOSS)
MOST = 10
HEADER, HEAD, PITCH, GAP, LAST = 0.24, 0.28, 0.22, 0.1, 0.2
LABEL, BARS_FROM, BARS_TO = 1.5, LEFT + 1.6, RIGHT - 1.5
AMOUNT_AT, SHARE_AT = Slot(RIGHT - 0.6, 0.8), Slot(RIGHT, 0.5)
BAR = 0.12


@dataclass(frozen=True, slots=True)
class Row:
    """One part of what a programme's sums come to, in fen; `before_fen` is what those before it are."""

    programme: str
    title: str
    part: str
    before_fen: Fen
    fen: Fen
    whole_fen: Fen


def rows(view: View) -> tuple[Row, ...]:
    """Return the parts of every programme that has any, in the order written."""
    return tuple(row for each in view.result.scenario.programmes for row in _of_programme(view, each.id))


def plot(view: View) -> Figure:
    """Return the figure: a block a programme, its parts one after another as far as the whole."""
    blocks = _blocks(rows(view))
    drawn, left_out = blocks[:MOST], len(blocks[MOST:])
    body = HEADER + sum(HEAD + PITCH * len(block) + GAP for block in drawn) + (LAST if left_out else 0)
    canvas = open_canvas(view, Heading(NAME, _finding(view, blocks), view.say("parts.shows")), body)
    canvas.text(AMOUNT_AT.right, canvas.top + 0.08, view.say("parts.amount"), NOTE_RIGHT)
    canvas.text(SHARE_AT.right, canvas.top + 0.08, view.say("parts.share"), NOTE_RIGHT)
    top = canvas.top + HEADER
    for block in drawn:
        _draw_block(view, canvas, block, top)
        top += HEAD + PITCH * len(block) + GAP
    if left_out:
        canvas.text(LEFT, canvas.bottom - LAST / 2, view.say("parts.left_out", count=left_out), NOTE)
    return canvas.figure


def part_name(view: View, part: str) -> str:
    """Return what a part is called; who bears or is paid is called as the file calls them."""
    key = f"chart.part.{part}"
    return view.say(f"part.{part}") if key in WORDS else part


def _of_programme(view: View, programme: str) -> Iterator[Row]:
    head = f"programmes.{programme}."
    own = {
        path.removeprefix(head): int(found.value or 0)
        for path, found in view.result.accounts.figures
        if path.startswith(head)
    }
    if not own:
        return
    whole = next((name for name in own if name in WHOLES and 2 * own[name] == sum(own.values())), None)
    parts = [(name, fen) for name, fen in own.items() if name != whole]
    title, total = view.result.allocation.of(programme).title, sum(fen for _, fen in parts)
    before = 0
    for name, fen in parts:
        yield Row(programme, name_of(title, programme), name, before, fen, total)
        before += fen


def _blocks(table: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    names = dict.fromkeys(row.programme for row in table)
    return [tuple(row for row in table if row.programme == name) for name in names]


def _finding(view: View, blocks: list[tuple[Row, ...]]) -> str:
    """Return what the largest whole is made of, its largest part first."""
    block = max(blocks, key=lambda rows: rows[0].whole_fen)
    largest = max(block, key=lambda row: row.fen)
    return view.say(
        "parts.finding",
        name=block[0].title,
        whole=shown(sum(printed([row.fen for row in block]))),
        part=part_name(view, largest.part),
        share=shown_share(largest.fen, largest.whole_fen),
    )


def _draw_block(view: View, canvas: Canvas, block: tuple[Row, ...], top: float) -> None:
    amounts = printed([row.fen for row in block])
    canvas.text(LEFT, top + 0.1, wrapped(block[0].title, BODY, RIGHT - LEFT - 1.5, 1)[0])
    canvas.amount(AMOUNT_AT, top + 0.1, shown(sum(amounts)))
    canvas.across(top + 0.22)
    scale = (BARS_TO - BARS_FROM) / (block[0].whole_fen or 1)
    for number, (row, amount) in enumerate(zip(block, amounts, strict=True)):
        y = top + HEAD + (number + 0.5) * PITCH
        canvas.lines(LEFT + 0.12, y, wrapped(part_name(view, row.part), BODY, LABEL - 0.12, 1))
        box = Box(BARS_FROM + row.before_fen * scale, y, row.fen * scale, BAR)
        canvas.bar(box, INKS[number % len(INKS)], gid=f"{row.programme}:{row.part}")
        canvas.amount(AMOUNT_AT, y, shown(amount), FAINT)
        canvas.amount(SHARE_AT, y, shown_share(row.fen, row.whole_fen), FAINT)
    foot = top + HEAD + PITCH * len(block)
    canvas.rule((BARS_FROM, top + HEAD), (BARS_FROM, foot), color=INK, width=0.8)
