"""Where a clause is written, and which of its parameters are assumed."""

from collections.abc import Iterator

from simulator.engine.explain.lines import Line, said
from simulator.glossary import word
from simulator.model.result import Result


def origin_lines(result: Result, path: str) -> Iterator[Line]:
    """Yield the place of a programme or limit and the assumptions made under it."""
    records = (
        *((f"programmes.{each.id}", each.place) for each in result.scenario.programmes),
        *((f"constraints.{each.id}", each.place) for each in result.scenario.constraints),
        *((f"targets.{each.id}", each.place) for each in result.scenario.targets),
    )
    place = next((place for name, place in records if name == path), None)
    if place is not None and place.file:
        yield Line(said("explain_written", place=str(place)), 1)
    for each in result.scenario.assumptions:
        if each.path == path or each.path.startswith(f"{path}."):
            note = f"{each.path} {each.note}"
            yield Line(said("explain_assumed", reliability=word(each.reliability), note=note), 1)
