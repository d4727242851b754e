"""Laws of the messages about files: both languages hold the same facts, every code is used."""

import re
from pathlib import Path
from string import Formatter

import pytest

import simulator
from simulator.glossary import MESSAGES, Word
from simulator.glossary.messages import data

HOME = Path(simulator.__file__).parent
SOURCES = [*sorted((HOME / "files").glob("*.py")), HOME / "engine" / "draw.py"]
USED = sorted(
    code for path in SOURCES for code in re.findall(r'"((?:D4|W74)[0-9]{1,2})"', path.read_text("utf-8"))
)


def facts(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name})


@pytest.mark.parametrize("code", sorted(data.MESSAGES))
def test_a_message_says_the_same_in_both_languages(code: str) -> None:
    message = data.MESSAGES[code]
    for word in (message.what, message.help, message.note):
        assert isinstance(word, Word)
        assert facts(word.zh) == facts(word.en)
        assert bool(word.zh) == bool(word.en)
    assert message.what.zh


def test_every_code_that_is_used_has_a_message_and_every_message_a_use() -> None:
    assert sorted(dict.fromkeys(USED)) == sorted(data.MESSAGES)
    assert all(code in MESSAGES for code in USED)
