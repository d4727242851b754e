"""Where every sum goes: sources to classes to programmes and what is left, in bands as wide as the money."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.path import Path

from simulator.charts.amounts import printed, quanta, shown, shown_share
from simulator.charts.canvas import (
    FIGURE,
    LEFT,
    NOTE_RIGHT,
    RIGHT,
    Box,
    Canvas,
    Heading,
    Lettering,
    open_canvas,
)
from simulator.charts.style import (
    ASKED,
    BODY,
    GIVEN,
    PAPER,
    PLAIN,
    PLAIN_TINT,
    SMALL,
    UNSPENT,
    UNSPENT_TINT,
)
from simulator.charts.typeface import text_width, wrapped
from simulator.charts.view import View, budgeted, drawn, name_of, own_fen, programmes_of, used_fen
from simulator.model.result import SpendingUse
from simulator.money import Fen

NAME = "money_flow"
NODE = 0.1
SOURCE_X, CLASS_X, END_X = LEFT + 1.3, LEFT + 2.75, RIGHT - 2.12
LABEL_GAP, CLASS_LABEL = 0.07, 1.3
END_SLOT, CLASS_HEAD, CLASS_SLOT, SOURCE_SLOT = 0.3, 0.2, 0.42, 0.55
LEAST_BODY, SPREAD = 3.0, 1.25
COLUMNS = ("source", "class", "end")
TINTS = {"programme": ASKED, "own": PLAIN_TINT, "unspent": UNSPENT_TINT}
INKS = {"programme": GIVEN, "own": PLAIN, "unspent": UNSPENT}


@dataclass(frozen=True, slots=True)
class Row:
    """One flow in fen. An end is `source:id`, `class:id`, `programme:id`, `own:class` or `unspent:class`.

    `own` is what a class spends outside every programme; money no class was given flows to `class:`.
    """

    start: str
    end: str
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class _Node:
    """One end of flows: its key, name, amount, printed amount, and the least height its label needs."""

    key: str
    name: str
    amount: Fen
    printed: int
    ink: str
    least: float
    head: float = 0.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A node with its upper edge and height in inches."""

    node: _Node
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def rows(view: View) -> tuple[Row, ...]:
    """Return every flow, sources as written; what enters a class equals what leaves it, to the fen."""
    result = view.result
    written = {each.source: number for number, each in enumerate(result.allocation.sources)}
    flows = sorted(drawn(result), key=lambda flow: written[flow[0]])
    into = (Row(f"source:{source}", f"class:{use}", fen) for source, use, fen in flows)
    out = (
        Row(f"class:{use.spending}", key, fen)
        for use in result.allocation.spending
        for key, fen in _ends(view, use)
    )
    return tuple(row for row in (*into, *out) if row.amount_fen)


def plot(view: View) -> Figure:
    """Return the figure."""
    columns = (_sources(view), _classes(view), _end_nodes(view))
    body = max(LEAST_BODY, SPREAD * max(sum(node.least + node.head for node in column) for column in columns))
    canvas = open_canvas(view, Heading(NAME, _finding(view), view.say("money_flow.shows")), body)
    scale = min(_scale(column, body) for column in columns)
    placed = tuple(_placed(column, canvas.top, body, scale) for column in columns)
    _draw_bands(canvas, rows(view), placed, scale)
    for x, column, draw in zip(
        (SOURCE_X, CLASS_X, END_X), placed, (_label_source, _label_class, _label_end), strict=True
    ):
        for each in column:
            _draw_node(canvas, each, x)
            draw(canvas, each, x)
    return canvas.figure


def _ends(view: View, use: SpendingUse) -> Iterator[tuple[str, Fen]]:
    programmes = programmes_of(view.result, use.spending)
    for each in sorted(programmes, key=lambda each: (-each.award_fen, each.programme)):
        yield f"programme:{each.programme}", each.award_fen
    yield f"own:{use.spending}", own_fen(view.result, use)
    yield f"unspent:{use.spending}", use.unspent_fen


def _finding(view: View) -> str:
    allocation = view.result.allocation
    total = sum(each.amount_fen for each in allocation.sources)
    used = used_fen(view.result)
    held = budgeted(view.result)
    granted = sum(each.award_fen for each in held)
    return view.say(
        "money_flow.finding" if used == total else "money_flow.finding_left",
        total=shown(quanta(total)),
        granted=shown(quanta(granted)),
        count=sum(each.award_fen > 0 for each in held),
        share=shown_share(granted, total),
        left=shown(quanta(total) - quanta(used)),
    )


def _sources(view: View) -> tuple[_Node, ...]:
    sources = view.result.allocation.sources
    amounts = printed([each.amount_fen for each in sources])
    return tuple(
        _Node(
            f"source:{each.source}",
            name_of(each.title, each.source),
            each.amount_fen,
            amount,
            PLAIN,
            SOURCE_SLOT,
        )
        for each, amount in zip(sources, amounts, strict=True)
    )


def _classes(view: View) -> tuple[_Node, ...]:
    allocation = view.result.allocation
    lines = [
        (use.spending, name_of(use.title, use.spending), use.amount_fen, _class_ink(view, use))
        for use in allocation.spending
    ]
    if allocation.unallocated_fen:
        lines.append(("", view.say("unallocated"), allocation.unallocated_fen, UNSPENT))
    amounts = printed([fen for _, _, fen, _ in lines])
    return tuple(
        _Node(f"class:{key}", name, fen, amount, ink, CLASS_SLOT - CLASS_HEAD, CLASS_HEAD)
        for (key, name, fen, ink), amount in zip(lines, amounts, strict=True)
    )


def _class_ink(view: View, use: SpendingUse) -> str:
    return INKS["programme" if programmes_of(view.result, use.spending) else "own"]


def _end_nodes(view: View) -> tuple[_Node, ...]:
    ends = [
        (key, use, fen)
        for use in view.result.allocation.spending
        for key, fen in _ends(view, use)
        if fen or key.startswith("programme:")
    ]
    amounts = printed([fen for _, _, fen in ends])
    return tuple(
        _Node(key, _end_name(view, key, use), fen, amount, INKS[key.partition(":")[0]], END_SLOT)
        for (key, use, fen), amount in zip(ends, amounts, strict=True)
    )


def _end_name(view: View, key: str, use: SpendingUse) -> str:
    kind, _, identifier = key.partition(":")
    if kind == "programme":
        each = view.result.allocation.of(identifier)
        return name_of(each.title, each.programme)
    return view.say(f"money_flow.{kind}", name=name_of(use.title, use.spending))


def _scale(column: Sequence[_Node], height: float) -> float:
    """Return the most inches a fen may take so that every node and label of a column fits the height."""
    low, high = 0.0, height / (sum(node.amount for node in column) or 1)
    for _ in range(60):
        middle = (low + high) / 2
        fits = sum(_slot(node, middle) for node in column) <= height
        low, high = (middle, high) if fits else (low, middle)
    return low


def _slot(node: _Node, scale: float) -> float:
    return node.head + max(node.amount * scale + 0.05, node.least)


def _placed(column: Sequence[_Node], top: float, height: float, scale: float) -> tuple[_Placed, ...]:
    slots = [_slot(node, scale) for node in column]
    space = (height - sum(slots)) / max(1, len(column))
    placed, y = [], top + space / 2
    for node, slot in zip(column, slots, strict=True):
        tall = node.amount * scale
        placed.append(_Placed(node, y + node.head + (slot - node.head - tall) / 2, tall))
        y += slot + space
    return tuple(placed)


def _draw_bands(
    canvas: Canvas, flows: Sequence[Row], columns: Sequence[Sequence[_Placed]], scale: float
) -> None:
    programmed = frozenset(flow.start for flow in flows if flow.end.startswith("programme:"))
    left = {each.node.key: each.top for column in columns for each in column}
    right = dict(left)
    for flow in flows:
        tall = flow.amount_fen * scale
        starts = SOURCE_X if flow.start.startswith("source:") else CLASS_X
        ends = CLASS_X if flow.end.startswith("class:") else END_X
        path = _band((starts + NODE, left[flow.start]), (ends, right[flow.end]), tall)
        canvas.band(path, _tint(flow.end, programmed), gid=f"{flow.start}→{flow.end}")
        left[flow.start] += tall
        right[flow.end] += tall


def _tint(end: str, programmed: frozenset[str]) -> str:
    kind = end.partition(":")[0]
    if kind != "class":
        return TINTS[kind]
    return UNSPENT_TINT if end == "class:" else TINTS["programme" if end in programmed else "own"]


def _band(start: tuple[float, float], end: tuple[float, float], tall: float) -> Path:
    (x, y), (to_x, to_y), middle = start, end, (start[0] + end[0]) / 2
    points = [
        (x, y),
        (middle, y),
        (middle, to_y),
        (to_x, to_y),
        (to_x, to_y + tall),
        (middle, to_y + tall),
        (middle, y + tall),
        (x, y + tall),
        (x, y),
    ]
    curve = [Path.CURVE4] * 3
    return Path(points, [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY])


def _draw_node(canvas: Canvas, each: _Placed, x: float) -> None:
    canvas.bar(Box(x, each.middle, NODE, each.height), each.node.ink, gid=f"node:{each.node.key}")
    # a sum too small for a visible bar, and a zero line, still show where they stand
    canvas.rule((x, each.middle), (x + NODE, each.middle), color=each.node.ink)


def _label_source(canvas: Canvas, each: _Placed, x: float) -> None:
    lines = wrapped(each.node.name, BODY, x - LEFT - LABEL_GAP, 2)
    canvas.lines(x - LABEL_GAP, each.middle - 0.07, lines, FIGURE)
    below = each.middle - 0.07 + 0.075 * len(lines) + 0.07
    canvas.text(x - LABEL_GAP, below, shown(each.node.printed), NOTE_RIGHT)


def _label_class(canvas: Canvas, each: _Placed, x: float) -> None:
    y = each.top - 0.1
    name = wrapped(each.node.name, BODY, CLASS_LABEL, 1)[0]
    amount = shown(each.node.printed)
    width = text_width(name, BODY) + 0.06 + text_width(amount, SMALL)
    canvas.bar(Box(x, y, width + 0.04, 0.15), PAPER)  # bands run behind the label
    canvas.text(x, y, name)
    canvas.text(x + width, y, amount, NOTE_RIGHT)


def _label_end(canvas: Canvas, each: _Placed, x: float) -> None:
    amount = shown(each.node.printed)
    start = x + NODE + LABEL_GAP
    room = RIGHT - start - text_width(amount, BODY) - 0.1
    canvas.lines(start, each.middle, wrapped(each.node.name, SMALL, room, 2), Lettering(SMALL))
    canvas.text(RIGHT, each.middle, amount, FIGURE)
