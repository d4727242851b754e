"""Laws of the streams: the published generator, one number a place, every whole number equally likely."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.streams import Stream, philox, stream

PARTS = st.tuples(st.integers(0, 10), st.text(max_size=5), st.text(max_size=5))


# the known answers that the generator's authors publish for Philox4x32-10
@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        (
            (0, 0, 0, 0),
            (0, 0),
            (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8),
        ),
        (
            (0xFFFFFFFF,) * 4,
            (0xFFFFFFFF,) * 2,
            (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
        ),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_the_generator_is_philox(counter, key, answer) -> None:
    words = philox(tuple(np.array([word], dtype=np.uint64) for word in counter), key)
    assert tuple(int(word[0]) for word in words) == answer


@given(PARTS, st.integers(1, 50), st.integers(0, 50))
def test_more_applicants_move_no_number(parts, count: int, more: int) -> None:
    few, many = stream(parts, count).words(0), stream(parts, count + more).words(0)
    assert few.tolist() == many[:count].tolist()


@given(PARTS, PARTS)
def test_other_names_give_other_numbers(left, right) -> None:
    same = stream(left, 8).words(0).tolist() == stream(right, 8).words(0).tolist()
    assert same == (left == right)


def test_names_do_not_run_into_each_other() -> None:
    assert stream(("ab", "c"), 1).key != stream(("a", "bc"), 1).key


def test_purposes_are_told_apart() -> None:
    numbers = stream(("firms", "rent"), 1000)
    assert not (numbers.words(0) == numbers.words(1)).any()


@given(PARTS, st.integers(1, 2**63 - 1))
def test_numbers_stay_below_their_end(parts, end: int) -> None:
    drawn = stream(parts, 20).below(end, 0)
    assert 0 <= int(drawn.min()) <= int(drawn.max()) < end


@pytest.mark.parametrize("end", [0, -1, 2**63])
def test_an_end_without_numbers_below_it_is_refused(end: int) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        stream(("a",), 3).below(end, 0)


def test_small_numbers_come_equally_often() -> None:
    counts = np.bincount(stream(("dice",), 60_000).below(6, 0), minlength=6)
    assert len(counts) == 6
    assert (((counts - 10_000) ** 2) / 10_000).sum() < 20.5  # chi-square of 5 degrees, 0.1 %


class Scripted(Stream):
    """A stream whose first words are chosen, to see which are drawn again."""

    def words(self, purpose: int, attempt: int = 0):
        return np.array([0, 2**64 - 1, 2**64 - 2, 5], dtype=np.uint64)


def test_words_of_the_incomplete_run_are_drawn_again() -> None:
    end = 3  # 2^64 = 3 k + 1: only the very last word is one too many
    drawn = Scripted(key=9, count=4).below(end, 0)
    again = int(Stream(key=9, count=4)._words(np.array([2], dtype=np.uint64), 0, 1)[0])
    assert drawn.tolist() == [0, again % 3, (2**64 - 2) % 3, 2]
