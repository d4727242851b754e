"""What an overlay changed, and what came of it beside the base."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from simulator.charts.amounts import quanta, shown, shown_change
from simulator.charts.view import View, short_digest
from simulator.charts.waterfall import Row as Step
from simulator.charts.waterfall import printed_changes
from simulator.charts.waterfall import rows as steps_of
from simulator.engine.explain.changes import change_told, changes_of
from simulator.model.document import Change, Layer
from simulator.reports.blocks import FIT, Block, Column, Paragraph, Row, Section, Table
from simulator.reports.moved import moved_blocks
from simulator.reports.pictures import pictures
from simulator.reports.wording import say

MOST_TOLD = 80
"""So many characters of a value are told: whoever wants the whole of it has its place."""


def changes(view: View) -> Section | None:
    """Return the changes asked for and what they move, granted or not; None without a base."""
    if view.base is None:
        return None
    base = view.base
    said = say(view, "changes.against", scenario=base.scenario.id, digest=short_digest(base))
    blocks: list[Block] = [Paragraph(said, "note"), *_asked(view), *_effects(view), *moved_blocks(view)]
    return Section(say(view, "changes"), (*blocks, *pictures(view, ("waterfall",))))


def _asked(view: View) -> Iterator[Block]:
    layers = _new_layers(view)
    yield from (
        Paragraph(say(view, "because", reason=each.reason, place=each.name)) for each in layers if each.reason
    )
    rows = tuple(_asked_row(view, layer, change) for layer in layers for change in changes_of(layer))
    if not rows:
        yield Paragraph(say(view, "changes.none"), "note")
        return
    columns = (
        Column(say(view, "path"), "left", 52),
        Column(say(view, "verb"), "left", FIT),
        Column(say(view, "before"), "right"),
        Column(say(view, "after"), "right"),
        Column(say(view, "place"), "left", 38),
    )
    yield Table(columns, rows, say(view, "changes.asked"), small=True)


def _new_layers(view: View) -> tuple[Layer, ...]:
    """Return the overlays of this result that the base does not already carry."""
    document = view.result.scenario.document
    if document is None or view.base is None:
        return ()
    known = view.base.scenario.document.layers if view.base.scenario.document else ()
    carried = {(layer.file, layer.changes) for layer in known}
    return tuple(layer for layer in document.layers if (layer.file, layer.changes) not in carried)


def _asked_row(view: View, layer: Layer, change: Change) -> Row:
    name = PurePosixPath(change.place.file).name
    where = f"{name}:{change.place.line}" if change.place.line else layer.file
    told = change_told(change, view.result.scenario.document, MOST_TOLD)
    return Row((change.path, say(view, f"verb.{change.verb}"), *told, where))


def _effects(view: View) -> Iterator[Block]:
    """Yield what each line of the budget gains or loses, or that none does."""
    if view.result.scenario.money is not None:
        return
    first, *middle, last = steps = steps_of(view)
    if not middle:
        yield Paragraph(say(view, "effects.same", total=shown(quanta(last.after_fen))))
        return
    deltas = printed_changes(steps)[1:-1]
    lines = [_effect(view, step, delta) for step, delta in zip(middle, deltas, strict=True)]
    total = Row(
        (
            say(view, "effects.total"),
            shown(quanta(first.after_fen)),
            shown(quanta(last.after_fen)),
            shown_change(quanta(last.after_fen) - quanta(first.after_fen)),
        ),
        "total",
    )
    columns = (
        Column(say(view, "effects.line")),
        Column(say(view, "before_wan"), "right", FIT),
        Column(say(view, "after_wan"), "right", FIT),
        Column(say(view, "change_wan"), "right", FIT),
    )
    yield Table(columns, (*lines, total), say(view, "effects"))


def _effect(view: View, step: Step, delta: int) -> Row:
    name = step.title if step.kind == "programme" else view.say("money_flow.own", name=step.title)
    return Row((name, shown(quanta(step.before_fen)), shown(quanta(step.after_fen)), shown_change(delta)))
