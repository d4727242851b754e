"""What an overlay changed, short enough for a line: only the entries that differ, and money with its unit."""

import re
from difflib import SequenceMatcher

from simulator.model.document import Change, Document, Layer, MappingNode, Node, Scalar
from simulator.money import FEN_OF_UNIT

ELLIPSIS = "…"
BETWEEN = ", "
_NUMBER = re.compile(r"-?[0-9][0-9,.]*")


PROSE = frozenset({"note", "title", "assumptions", "expect"})
"""What only says something of the figures: told where it stands, not as a change."""


def changes_of(layer: Layer) -> tuple[Change, ...]:
    """Return the changes of an overlay that may move a figure: not those of its words alone."""
    return tuple(each for each in layer.changes if each.path.partition(".")[0] not in PROSE)


def change_told(change: Change, document: Document | None, most: int) -> tuple[str, str]:
    """Return what a value was and became, each in at most so many characters.

    Of two long texts only the entries that differ are told. A bare number beside money is given the unit that
    its file gives bare money.

    >>> from simulator.problems import NOWHERE
    >>> long = "{title: 后补助约占80%, top: {award: {tag: post}}, about: 80%, within: 2pp}"
    >>> change_told(Change("set", "a", long, long.replace("about: 80%", "at_least: 75%"), NOWHERE), None, 40)
    ('…, about: 80%, …', '…, at_least: 75%, …')
    """
    before, after = change.before, change.after
    if before and after and max(len(before), len(after)) > most:
        before, after = _differing(before, after)
    before, after = _with_unit(change, document, (before, after))
    return _cut(before, most), _cut(after, most)


def _differing(before: str, after: str) -> tuple[str, str]:
    """Return of two texts the entries that differ; a run of entries that both have is an ellipsis."""
    old, new = before.split(BETWEEN), after.split(BETWEEN)
    told: tuple[list[str], list[str]] = ([], [])
    for kind, *(first, last, start, end) in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        told[0].extend([ELLIPSIS] if same else old[first:last])
        told[1].extend([ELLIPSIS] if same else new[start:end])
    return BETWEEN.join(told[0]), BETWEEN.join(told[1])


def _with_unit(change: Change, document: Document | None, told: tuple[str, str]) -> tuple[str, str]:
    unit = _unit_at(change.path, document)
    if not unit or not any(text.endswith(tuple(FEN_OF_UNIT)) for text in told):
        return told
    before, after = (text + unit if _NUMBER.fullmatch(text) else text for text in told)
    return before, after


def _unit_at(path: str, document: Document | None) -> str:
    node: Node | None = None if document is None else document.root
    for name in path.split("."):
        node = node.get(name) if isinstance(node, MappingNode) else None
    return (node.unit or "") if isinstance(node, Scalar) else ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS
