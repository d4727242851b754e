"""Frames for a notebook: pandas DataFrames of whole fen that can be looked at in another unit."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from simulator.money import FEN_OF_UNIT, in_unit


class MoneyFrame(pd.DataFrame):
    """A DataFrame whose `*_fen` columns are int64 fen; what is selected from it is one too."""

    @property
    def _constructor(self) -> "Callable[..., MoneyFrame]":
        return MoneyFrame

    def in_unit(self, unit: str = "万元", places: int = 2) -> pd.DataFrame:
        """Return a copy for reading: every `*_fen` column as text in the unit, half-up.

        Raises ValueError for a unit that is none.
        """
        if unit not in FEN_OF_UNIT:
            raise ValueError(f"unit must be one of {', '.join(FEN_OF_UNIT)}, not {unit!r}")
        money = [name for name in self.columns if str(name).endswith("_fen")]
        texts = {name: [_text(fen, unit, places) for fen in self[name]] for name in money}
        shown = pd.DataFrame(self).assign(**texts)
        return shown.rename(columns={name: f"{str(name).removesuffix('_fen')} ({unit})" for name in money})


def _text(fen: Any, unit: str, places: int) -> str:
    return "" if pd.isna(fen) else in_unit(int(fen), unit, places)


def money_frame(rows: Iterable[Mapping[str, Any]]) -> MoneyFrame:
    """Return rows as a frame; a `*_fen` column with a gap is nullable Int64, never a float.

    >>> money_frame([{"cost_fen": 2**53 + 1}, {"cost_fen": None}]).cost_fen.tolist()
    [9007199254740993, <NA>]
    """
    listed = list(rows)
    names = tuple(listed[0]) if listed else ()
    return MoneyFrame({name: _column(name, [row[name] for row in listed]) for name in names})


def _column(name: str, values: list[Any]) -> Any:
    gaps = name.endswith("_fen") and any(each is None or each is pd.NA for each in values)
    return pd.array(values, dtype="Int64") if gaps else values
