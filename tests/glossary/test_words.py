"""Words: both languages, no empty one, the same facts in both."""

import string

import pytest

from simulator.constraints import MEASURES
from simulator.glossary import word
from simulator.glossary.words import WORDS
from simulator.model.goals import AIM_WORDS, AIMS


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_word_speaks_both_languages_with_the_same_facts(key):
    said = WORDS[key]
    names = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (said.zh, said.en)
    ]
    assert said.zh or said.en
    assert names[0] == names[1]


def test_an_unknown_word_is_our_bug():
    with pytest.raises(KeyError):
        word("no such word")


@pytest.mark.parametrize("subject", [*AIM_WORDS, *AIMS, *MEASURES])
def test_whatever_a_goal_may_aim_at_has_a_word(subject):
    assert word(subject).zh
