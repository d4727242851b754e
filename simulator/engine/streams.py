"""Random numbers that belong to a place: one for each population, column, applicant and purpose.

Philox4x32-10, a counter-based generator in plain 64-bit integer arithmetic: every number is a function of
its own key and counter, so adding an applicant or a column moves no other.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.money import LARGEST, IntColumn

Words = npt.NDArray[np.uint64]
_ROUNDS = 10
_MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_KEY_STEPS = (0x9E3779B9, 0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_ALL = 2**64


@dataclass(frozen=True, slots=True)
class Stream:
    """The numbers of one column: its key, and the ordinals of the applicants they are drawn for."""

    key: int
    count: int

    def words(self, purpose: int, attempt: int = 0) -> Words:
        """Return 64 random bits for every applicant; `purpose` and `attempt` tell apart several draws."""
        ordinals = np.arange(1, self.count + 1, dtype=np.uint64)
        return self._words(ordinals, purpose, attempt)

    def below(self, end: int, purpose: int) -> IntColumn:
        """Return a whole number from 0 to end - 1 for every applicant, each exactly equally likely.

        Raises ValueError when `end` is not positive or does not fit in 63 bits.
        """
        if not 0 < end <= LARGEST:
            raise ValueError(f"there is no whole number to draw below {end}")
        words = self.words(purpose)
        # the last, incomplete run of `end` numbers is drawn again, else small results came up more often
        largest = np.uint64(_ALL - _ALL % end - 1)
        attempt = 0
        while (again := np.flatnonzero(words > largest)).size:
            attempt += 1
            words[again] = self._words((again + 1).astype(np.uint64), purpose, attempt)
        return (words % np.uint64(end)).astype(np.int64)

    def at(self, ordinals: Words, purpose: int) -> Words:
        """Return 64 random bits for each of some ordinals."""
        return self._words(ordinals, purpose, 0)

    def _words(self, ordinals: Words, purpose: int, attempt: int) -> Words:
        rest = (np.uint64(attempt), np.uint64(purpose))
        counter = (ordinals & _LOW, ordinals >> _HALF, *(np.full_like(ordinals, each) for each in rest))
        low, high, _, _ = philox(counter, (self.key & 0xFFFFFFFF, self.key >> 32))
        return (high << _HALF) | low


def stream(parts: tuple[str | int, ...], count: int) -> Stream:
    """Return the stream that belongs to some names and seeds, for applicants 1 to count.

    >>> few, many = stream(("firms", "rent", 0), 2), stream(("firms", "rent", 0), 3)
    >>> few.words(0).tolist() == many.words(0).tolist()[:2]
    True
    """
    name = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return Stream(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little"), count)


def numbers_of(parts: tuple[str | int, ...], names: Sequence[str]) -> Words:
    """Return 64 random bits for each name: they hang on the name and the parts, not on who else is there.

    >>> both = numbers_of(("lottery", 7), ["b", "a"]).tolist()
    >>> both == [*numbers_of(("lottery", 7), ["b"]).tolist(), *numbers_of(("lottery", 7), ["a"]).tolist()]
    True
    """
    digests = b"".join(hashlib.sha256(name.encode()).digest()[:8] for name in names)
    ordinals = np.frombuffer(digests, dtype="<u8").astype(np.uint64)
    return stream(parts, 0).at(ordinals, 0)


def philox(counter: tuple[Words, ...], key: tuple[int, int]) -> tuple[Words, Words, Words, Words]:
    """Return Philox4x32-10 of a column of counters (four words below 2^32 each) under a key of two words."""
    first, second, third, fourth = counter
    for step in range(_ROUNDS):
        keys = [
            np.uint64((word + step * grown) & 0xFFFFFFFF) for word, grown in zip(key, _KEY_STEPS, strict=True)
        ]
        left, right = _MULTIPLIERS[0] * first, _MULTIPLIERS[1] * third
        first, second = (right >> _HALF) ^ second ^ keys[0], right & _LOW
        third, fourth = (left >> _HALF) ^ fourth ^ keys[1], left & _LOW
    return first, second, third, fourth
