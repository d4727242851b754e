"""Safe names are unique, safe for every reader, and lead back to what they stand for."""

import string

from hypothesis import given
from hypothesis import strategies as st

from simulator.optimise.model_text import ANY_SCRIPT, PLAIN, name_table, original_names, safe_names

NAMES = st.lists(st.text(max_size=200), min_size=1, max_size=8, unique=True)
SAFE = set(string.ascii_letters + string.digits + "_")


@given(names=NAMES, mark=st.sampled_from(["*", "\\"]), unsafe=st.sampled_from([PLAIN, ANY_SCRIPT]))
def test_every_name_leads_back_through_the_table_of_the_text(names, mark, unsafe):
    # a lone surrogate is no text and cannot be written to a file
    names = [name.encode(errors="ignore").decode() for name in names]
    safe = safe_names("c", names, unsafe)
    text = "\n".join([*name_table(mark, safe, names), "NAME plan FREE", " N obj = 3"])
    assert original_names(text) == dict(zip(safe, names, strict=True))
    assert original_names(text.encode().decode()) == original_names(text)


@given(names=NAMES)
def test_safe_names_are_unique_and_short(names):
    safe = safe_names("c", [*names, *names])
    assert len(set(safe)) == len(safe)
    assert all(set(name) <= SAFE and len(name) < 100 for name in safe)


@given(names=NAMES)
def test_names_in_any_script_hold_nothing_a_reader_splits_at(names):
    safe = safe_names("r", [name.encode(errors="ignore").decode() for name in names], ANY_SCRIPT)
    assert all(name.replace("_", "a").isalnum() and len(name.encode()) < 100 for name in safe)


@given(names=NAMES, mark=st.sampled_from(["*", "\\"]))
def test_no_line_of_the_table_is_longer_than_a_reader_takes(names, mark):
    names = [name.encode(errors="ignore").decode() * 5 for name in names]
    lines = name_table(mark, safe_names("c", names), names)
    assert all(len(line.encode()) < 500 for line in lines)
    assert all("\n" not in line for line in lines)
