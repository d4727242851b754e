"""Something that is worked out when it is first asked for, and kept."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """A value made at the first call of `get`.

    >>> Later(lambda: 2 + 2).get()
    4
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        """Keep how it is made."""
        self._make = make
        self._made: list[T] = []

    def get(self) -> T:
        """Return it, made at the first call."""
        if not self._made:
            self._made.append(self._make())
        return self._made[0]
