"""What stands at a path as it was written, with what overlays and settings made of it."""

from simulator import engine, language
from simulator.model.document import ListNode, MappingNode, Scalar
from simulator.model.result import Result
from simulator.problems import FindingError


def written(result: Result, path: str, near: str = "") -> engine.Explanation:
    """Return the value at a path of the scenario, its place, and each value that stood there before.

    Raises FindingError R641, with the nearest path, when the path leads to nothing; `near` is that of a
    figure where the path is like one.
    """
    if result.scenario.document is None:
        raise FindingError("R641", path=path)
    try:
        node = language.find(result.scenario.document.root, path)
    except FindingError as missing:
        raise FindingError(
            "R641", path=path, nearest=near or str(missing.facts.get("nearest", ""))
        ) from missing
    text = node.text if isinstance(node, Scalar) else _shape(node)
    lines = [engine.Line(engine.said("explain_figure", path=path, value=text))]
    lines.append(engine.Line(engine.said("explain_written", place=str(node.place)), 1))
    history = node.history if isinstance(node, Scalar) else ()
    for place, before in history:
        lines.append(engine.Line(engine.said("explain_was", text=before, place=str(place)), 1))
    return engine.Explanation(path, tuple(lines))


def _shape(node: MappingNode | ListNode) -> str:
    """Return what stands at a place that is no single value: its keys, or how many items it lists."""
    return "{" + ", ".join(node.keys()) + "}" if isinstance(node, MappingNode) else f"[{len(node.items)}]"
