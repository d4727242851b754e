"""Frames for a notebook: pandas DataFrames of whole fen that can be looked at in another unit."""

from collections.abc import Callable

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
        texts = {name: [in_unit(int(fen), unit, places) for fen in self[name]] for name in money}
        shown = pd.DataFrame(self).assign(**texts)
        return shown.rename(columns={name: f"{str(name).removesuffix('_fen')} ({unit})" for name in money})
