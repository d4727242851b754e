"""What an overlay changed, and what came of it beside the base."""

from simulator.charts.amounts import quanta, shown, shown_change
from simulator.charts.view import View, short_digest
from simulator.charts.waterfall import Row as Step
from simulator.charts.waterfall import printed_changes
from simulator.charts.waterfall import rows as steps_of
from simulator.model.document import Change, Layer
from simulator.reports.blocks import Block, Column, Paragraph, Row, Section, Table
from simulator.reports.pictures import pictures
from simulator.reports.wording import say


def changes(view: View) -> Section | None:
    """Return the changes asked for and their effect by programme; None without a base."""
    if view.base is None:
        return None
    base = view.base
    said = say(view, "changes.against", scenario=base.scenario.id, digest=short_digest(base))
    blocks: list[Block] = [Paragraph(said, "note"), *_asked(view), _effects(view)]
    return Section(say(view, "changes"), (*blocks, *pictures(view, ("waterfall",))), apart=True)


def _asked(view: View) -> tuple[Block, ...]:
    rows = tuple(_asked_row(view, layer, change) for layer in _new_layers(view) for change in layer.changes)
    if not rows:
        return (Paragraph(say(view, "changes.none"), "note"),)
    columns = (
        Column(say(view, "path")),
        Column(say(view, "verb"), "left", 13),
        Column(say(view, "before"), "right", 22),
        Column(say(view, "after"), "right", 24),
        Column(say(view, "reason"), "left", 50),
    )
    return (Table(columns, rows, say(view, "changes.asked")),)


def _new_layers(view: View) -> tuple[Layer, ...]:
    """Return the overlays of this result that the base does not already carry."""
    document = view.result.scenario.document
    if document is None or view.base is None:
        return ()
    known = view.base.scenario.document.layers if view.base.scenario.document else ()
    carried = {(layer.file, layer.changes) for layer in known}
    return tuple(layer for layer in document.layers if (layer.file, layer.changes) not in carried)


def _asked_row(view: View, layer: Layer, change: Change) -> Row:
    where = f"{change.place.file}:{change.place.line}" if change.place.line else layer.file
    reason = say(view, "because", reason=layer.reason, place=where) if layer.reason else where
    return Row((change.path, say(view, f"verb.{change.verb}"), change.before, change.after, reason))


def _effects(view: View) -> Table:
    steps = steps_of(view)
    first, *middle, last = steps
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
        Column(say(view, "before_wan"), "right", 30),
        Column(say(view, "after_wan"), "right", 30),
        Column(say(view, "change_wan"), "right", 30),
    )
    return Table(columns, (*lines, total), say(view, "effects"))


def _effect(view: View, step: Step, delta: int) -> Row:
    name = step.title if step.kind == "programme" else view.say("money_flow.own", name=step.title)
    return Row((name, shown(quanta(step.before_fen)), shown(quanta(step.after_fen)), shown_change(delta)))
