"""Document to Scenario: every good value is read, every bad one is a problem at its place, all in one run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from simulator.language.cells import read_cells
from simulator.language.columns import read_column
from simulator.language.context import Context, Missing, Reader, Sighting
from simulator.language.dated import read_by_moment, read_line
from simulator.language.draws import read_draw
from simulator.language.moments import read_when
from simulator.language.records import RECORDS, build, fields_of
from simulator.language.registry import REGISTRIES, Registries
from simulator.language.scalars import SCALARS
from simulator.language.timetables import read_stage_word, read_timetables
from simulator.language.words import WORDS
from simulator.model import kinds
from simulator.model.document import Document, Entry, MappingNode, Scalar
from simulator.model.figures import Typing, typing_of, with_written_amounts
from simulator.model.kinds import ById, Kind
from simulator.model.scenario import Scenario
from simulator.problems import Place, Problem, in_order

READERS: Mapping[type[Kind], Reader] = MappingProxyType(
    {
        **SCALARS,
        **RECORDS,
        **WORDS,
        kinds.ColumnKind: read_column,
        kinds.DrawKind: read_draw,
        kinds.Cells: read_cells,
        kinds.When: read_when,
        kinds.StageWord: read_stage_word,
        kinds.Timetables: read_timetables,
        kinds.ByMoment: read_by_moment,
        kinds.Line: read_line,
    }
)
STAND_INS = MappingProxyType({"scenario": "unnamed", "year": "2000"})


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What was read of a document: the scenario, the problems, and every expression with its place.

    `scenario` is there even when its id or year is bad (a stand-in then stands in their place, and
    `complete` is False), so that the checks of meaning can go on. `typing` holds the types of its figures and
    derived columns.
    """

    scenario: Scenario
    complete: bool
    problems: tuple[Problem, ...]
    sightings: tuple[Sighting, ...]
    registries: Registries
    root: MappingNode
    typing: Typing


def read_scenario(document: Document) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return the scenario of a document (None when its id or year cannot be read) and every problem of shape.

    A record with a bad required value is left out; its id still counts as declared.
    """
    found = read(document, REGISTRIES)
    return (found.scenario if found.complete else None), found.problems


def read(document: Document, registries: Registries) -> Reading:
    """Return all that can be read of a document."""
    context = Context(registries, READERS, _declared(document.root), [], [], key=_start(document))
    whole = build(Scenario, document.root.entries, context, document=document)
    problems = in_order(context.problems)
    complete = not isinstance(whole, Missing)
    scenario = with_written_amounts(whole if complete else _with_stand_ins(document, context))
    sightings, typing = tuple(context.sightings), typing_of(scenario)
    return Reading(scenario, complete, problems, sightings, registries, document.root, typing)


def _with_stand_ins(document: Document, context: Context) -> Scenario:
    """Return the scenario as if its id and year were good; what is wrong with them is reported already."""
    kept = tuple(each for each in document.root.entries if each.key not in STAND_INS)
    place = _start(document)
    stand_ins = tuple(Entry(key, key, place, Scalar(text, place)) for key, text in STAND_INS.items())
    scratch = replace(context, problems=[], sightings=[])
    scenario: Scenario = build(Scenario, (*kept, *stand_ins), scratch, document=document)
    return scenario


def _declared(root: MappingNode) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of every section, whether their records are good or not."""
    sections = {key for key, each in fields_of(Scenario).items() if isinstance(each.kind, ById)}
    mappings = {key: root.get(key) for key in sections}
    return {key: value.keys() if isinstance(value, MappingNode) else () for key, value in mappings.items()}


def _start(document: Document) -> Place:
    """Return where the document begins: what is missing from the whole is reported there."""
    return document.root.entries[0].place if document.root.entries else document.root.place
