"""What may stand at a place, in words: paths and words in the language asked for, records by their path."""

import pytest

from simulator.glossary import LANGUAGES
from simulator.language.records import fields_of
from simulator.language.takes import left_out, path_in, records_in, takes
from simulator.model import kinds
from simulator.model.distribute import Distribute, Factor
from simulator.model.scenario import Envelope, Programme, Scenario
from simulator.rules import RULES


def test_a_path_keeps_what_is_no_word_of_ours() -> None:
    assert path_in("programmes.*.award.brackets.bands[]", "zh") == "专项.*.核定.分档.各档[]"
    assert path_in("programmes.*.award", "en") == "programmes.*.award"


def test_records_are_found_through_lists_ids_and_names() -> None:
    field = fields_of(Distribute)["factors"]
    assert list(records_in(field.kind, "factors")) == [("factors.*", Factor)]
    assert list(records_in(kinds.ListOf(kinds.Record(Envelope)), "a")) == [("a[]", Envelope)]
    assert list(records_in(kinds.ById(Envelope), "a")) == [("a.*", Envelope)]
    assert list(records_in(kinds.Money(), "a")) == []


@pytest.mark.parametrize(
    ("record", "key", "shown"),
    [
        (Programme, "apply_free", "`no`"),
        (Programme, "title", "—"),
        (Envelope, "at_least", "0元"),
        (Scenario, "language", "1"),
        (Scenario, "year", "required"),
        (RULES["round"], "mode", "`half_up`"),
    ],
)
def test_what_is_meant_without_a_key_is_its_default(record: type, key: str, shown: str) -> None:
    assert left_out(record, fields_of(record)[key], "en") == shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", sorted(RULES))
def test_every_field_of_every_step_is_said_in_words(word: str, language: str) -> None:
    for key, field in fields_of(RULES[word]).items():
        said = takes(field.kind, f"{word}.{key}", "zh" if language == "zh" else "en")
        assert said
        assert "{" not in said
