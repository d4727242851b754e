"""The small scenario that a case makes: one population, its programme or programmes, and one pot.

It is a Document of the case file's own nodes; what the case does not say stands at the case's own place.
"""

from collections.abc import Iterator

from simulator.language.given import Given
from simulator.language.records import fields_of
from simulator.model.case import CaseNotes
from simulator.model.document import Document, Entry, Layer, ListNode, MappingNode, Node, Scalar
from simulator.model.scenario import Programme, Scenario
from simulator.model.table import ColumnType
from simulator.money import LARGEST_FEN, exact_money
from simulator.problems import Place

POPULATION, POT = "given", "pot"
STAND_IN_YEAR = "2000"
AMPLE = exact_money(LARGEST_FEN, "元").replace(",", "")
NOTES = tuple(fields_of(CaseNotes))
PROGRAMMES = "programmes"
MADE = ("applicants", "spending", "sources", "populations", PROGRAMMES, "expect")
# what a case may say as a programme would, and as a scenario would; the rest it makes itself
OF_PROGRAMME = tuple(key for key in fields_of(Programme) if key not in (*NOTES, *MADE))
OF_SCENARIO = tuple(key for key in fields_of(Scenario) if key not in (*NOTES, *OF_PROGRAMME, *MADE))
GIVES = ("award", "distribute", "amount", "money")


def only(body: MappingNode, keys: tuple[str, ...]) -> tuple[Entry, ...]:
    """Return the entries of a mapping that stand under some keys, in the order written."""
    return tuple(entry for entry in body.entries if entry.key in keys)


def case_document(entry: Entry, body: MappingNode, given: Given | None) -> Document:
    """Return the scenario of a case as a document, every node of the case at its own place."""
    root = MappingNode(tuple(_entries(entry, body, given)), body.place)
    return Document(root, (Layer(entry.place.file, entry.key),))


def _entries(entry: Entry, body: MappingNode, given: Given | None) -> Iterator[Entry]:
    place = entry.place
    of_scenario = only(body, OF_SCENARIO)
    yield _entry("scenario", _text(entry.key, place), place)
    if "year" not in [each.key for each in of_scenario]:
        yield _entry("year", _text(STAND_IN_YEAR, place), place)
    yield from of_scenario
    if given is not None:
        yield _entry("populations", _under(POPULATION, _population(body, given, place), place), place)
    programmes = tuple(_programmes(entry, body))
    amount = _entry("amount", _text(AMPLE, place), place)
    if programmes or body.get("money") is None:
        yield _entry("sources", _under(POT, _mapping((amount,), place), place), place)
    if programmes:
        shared = only(body, ("when_short",)) if body.get(PROGRAMMES) is not None else ()
        yield _entry("spending", _under(POT, _mapping((amount, *shared), place), place), place)
        yield _entry(PROGRAMMES, _mapping(programmes, place), place)


# ── rows ───────────────────────────────────────────────────────────────────────────────────────────


def _population(body: MappingNode, given: Given, place: Place) -> MappingNode:
    key = () if given.key is None else (_entry("id", _text(given.key, place), place),)
    declared = body.get("columns")
    written = {each.written: each for each in declared.entries} if isinstance(declared, MappingNode) else {}
    columns = (written.get(name) or _column(name, kind, place) for name, kind in given.types.items())
    entries = (
        _entry("file", _text(place.file, place), place),
        *key,
        _entry("columns", _mapping(tuple(columns), place), place),
        *only(body, ("derived",)),
    )
    return _mapping(entries, place)


def _column(name: str, kind: ColumnType, place: Place) -> Entry:
    if kind.type.kind == "category":
        items = tuple(_text(each, place) for each in kind.type.categories)
        return _entry(name, ListNode(items, place), place)
    written = {"money": kind.unit or "元", "share": "percent"}.get(kind.type.kind, kind.type.kind)
    return _entry(name, _text(written, place), place)


# ── programmes ─────────────────────────────────────────────────────────────────────────────────────


def _programmes(entry: Entry, body: MappingNode) -> Iterator[Entry]:
    """Yield the programmes written by name, or the one that the case is itself."""
    named, own = body.get(PROGRAMMES), only(body, OF_PROGRAMME)
    if isinstance(named, MappingNode):
        for each in named.entries:
            inside = each.value.entries if isinstance(each.value, MappingNode) else ()
            yield Entry(each.key, each.written, each.place, _programme(inside, each.place))
    elif own:
        yield _entry(entry.key, _programme(own, entry.place), entry.place)


def _programme(entries: tuple[Entry, ...], place: Place) -> MappingNode:
    """Return a programme: what is written, and an award of nothing, paid in full, where nothing is."""
    keys = [each.key for each in entries]
    made = [
        _entry("spending", _text(POT, place), place),
        _entry("applicants", _text(POPULATION, place), place),
    ]
    if not any(key in GIVES for key in keys):
        made.append(_entry("award", _under("fixed", _text("0", place), place), place))
    if "when_short" not in keys and "distribute" not in keys:
        made.append(_entry("when_short", _text("in_full", place), place))
    return _mapping((*entries, *made), place)


# ── nodes ──────────────────────────────────────────────────────────────────────────────────────────


def _entry(key: str, value: Node, place: Place) -> Entry:
    return Entry(key, key, place, value)


def _under(key: str, value: Node, place: Place) -> MappingNode:
    return _mapping((_entry(key, value, place),), place)


def _mapping(entries: tuple[Entry, ...], place: Place) -> MappingNode:
    return MappingNode(entries, place)


def _text(text: str, place: Place) -> Scalar:
    return Scalar(text, place)
