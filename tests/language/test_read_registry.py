"""What a registry may hold beside our own words: steps without settings, steps that refuse nonsense."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

import pytest

from simulator.algebra import Number
from simulator.glossary import MESSAGES
from simulator.language import REGISTRIES, Registries, compose, examine, schema
from simulator.language.checks.written import fault_at_key
from simulator.language.overlay import base_document
from simulator.language.read import READERS, read
from simulator.language.scalars import flag
from simulator.language.schema import Writer
from simulator.model import kinds
from simulator.model.step import Sheet, Step
from simulator.problems import FindingError, Place
from tests.language.test_meaning import rule
from tests.language.texts import GOOD, spot


@dataclass(frozen=True, slots=True)
class Nothing(Step):
    """Pay nothing, without any settings."""

    word: ClassVar[str] = "nothing"
    makes: ClassVar[bool] = True

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount as it is."""
        return so_far


@dataclass(frozen=True, slots=True)
class Even(Step):
    """A step that refuses an odd count, by the code of a negative amount."""

    word: ClassVar[str] = "even"
    short: ClassVar[str | None] = "count"
    makes: ClassVar[bool] = True
    count: Annotated[int, kinds.Count()]
    doubled: Annotated[bool, kinds.Flag()] = False

    def __post_init__(self) -> None:
        """Refuse an odd count."""
        if self.count % 2:
            raise FindingError("S207", text=str(self.count))

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount as it is."""
        return so_far


WIDER = Registries(
    {**REGISTRIES.rules, "nothing": Nothing, "even": Even},
    REGISTRIES.methods,
    REGISTRIES.measures,
    REGISTRIES.goals,
)


def examined(text: str):
    """Return what a text says under the wider registry."""
    root, problems = compose(text, "a.yaml")
    assert root is not None
    assert problems == ()
    return examine(base_document(root, "a.yaml"), WIDER)


def test_a_step_without_settings_stands_bare_or_with_an_empty_mapping():
    for award in ("nothing", "[nothing]", "[{nothing: {}}]", "[nothing, {cap: 5}]"):
        scenario, problems = examined(rule(award))
        assert problems == ()
        assert scenario is not None
        assert scenario.programme("p").award[0] == Nothing()


def test_a_bare_step_is_placed_at_itself():
    text = rule("[{fixed: 5}, nothing]")
    _, problems = examined(text)
    assert [(each.code, f"{each.place.line}:{each.place.column}") for each in problems] == [
        ("S231", spot(text, "nothing"))
    ]


def test_a_step_that_refuses_its_settings_is_told_at_its_word():
    for award in ("[{even: 3}]", "[{even: {count: 3}}]"):
        text = rule(award)
        _, problems = examined(text)
        found = [(each.code, f"{each.place.line}:{each.place.column}") for each in problems]
        assert found == [("S207", spot(text, "even"))]


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", True), ("是", True), ("true", True), ("no", False), ("否", False), ("false", False)],
)
def test_yes_and_no_are_read_in_both_languages(text, value):
    assert flag(text) is value
    scenario, problems = examined(rule(f"[{{even: {{count: 2, doubled: {text}}}}}]"))
    assert problems == ()
    assert scenario is not None
    assert scenario.programme("p").award[0] == Even(2, value)


@pytest.mark.parametrize("text", ["1", "0", "y", "on", "maybe"])
def test_nothing_else_is_yes_or_no(text):
    _, problems = examined(rule(f"[{{even: {{count: 2, doubled: {text}}}}}]"))
    assert [each.code for each in problems] == ["S209"]


def test_the_schema_follows_the_registry():
    definitions = schema("en", WIDER)["$defs"]
    assert set(definitions["Even"]["properties"]) == {"count", "doubled"}
    bare = [word for each in definitions["step"]["oneOf"] for word in each.get("enum", ())]
    assert "nothing" in bare
    assert "even" not in bare
    assert Writer("zh", WIDER, {}).write(kinds.Flag())["enum"] == [True, False, "是", "否", "yes", "no"]


def test_every_reader_is_of_a_kind():
    assert all(issubclass(kind, kinds.Kind) for kind in READERS)


def test_what_is_written_nowhere_is_told_at_the_beginning():
    root, _ = compose(GOOD, "a.yaml")
    assert root is not None
    reading = read(base_document(root, "a.yaml"), REGISTRIES)
    found = fault_at_key(reading, ("nowhere", 3), "S268")
    assert found.place == Place("a.yaml", 1, 1)
    assert "S268" in MESSAGES
