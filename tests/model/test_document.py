"""The document's mappings: a key leads to the first entry that has it, however many there are."""

from copy import deepcopy
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator.model.document import Entry, MappingNode, Scalar
from simulator.problems import NOWHERE

KEYS = st.lists(st.sampled_from("abcdefgh"), max_size=12)


def mapping(keys) -> MappingNode:
    """Return a mapping whose values are the places of its keys."""
    pairs = enumerate(keys)
    return MappingNode(
        tuple(Entry(key, key, NOWHERE, Scalar(str(at), NOWHERE)) for at, key in pairs), NOWHERE
    )


@given(KEYS, st.sampled_from("abcdefghx"))
def test_a_key_leads_to_the_first_of_its_entries(keys, wanted):
    node = mapping(keys)
    found = next((entry.value for entry in node.entries if entry.key == wanted), None)
    assert node.get(wanted) == found
    assert node.keys() == tuple(keys)


@given(KEYS, KEYS)
def test_two_mappings_are_alike_when_their_entries_are(one, other):
    assert (mapping(one) == mapping(other)) == (one == other)
    assert hash(mapping(one)) == hash(mapping(list(one)))


def test_a_mapping_with_other_entries_finds_those():
    node = replace(mapping("ab"), entries=mapping("bc").entries)
    assert (node.get("a"), node.get("c")) == (None, Scalar("1", NOWHERE))
    again = deepcopy(node)
    assert again == node
    assert again.get("c") == node.get("c")
