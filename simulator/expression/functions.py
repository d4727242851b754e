"""The functions an expression may call: one table, both names, and how many arguments each takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulator.glossary import Word


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its canonical and Chinese name, the number of arguments, and what it gives back."""

    name: Word
    fewest: int
    most: int
    gives: Word

    @property
    def needed(self) -> str:
        """Return how many arguments it takes, as `2` or `2–20`."""
        return str(self.most) if self.fewest == self.most else f"{self.fewest}–{self.most}"


MANY = 20
_TABLE = (
    Function(
        Word("最小值", "min"), 2, MANY, Word("几个同类值中最小的", "the smallest of several like values")
    ),
    Function(
        Word("最大值", "max"), 2, MANY, Word("几个同类值中最大的", "the largest of several like values")
    ),
    Function(Word("绝对值", "abs"), 1, 1, Word("去掉负号的数值", "the value without its sign")),
    Function(
        Word("相隔天数", "days_between"),
        2,
        2,
        Word("从前一日期到后一日期的天数,可为负", "days from the first date to the second; may be negative"),
    ),
    Function(
        Word("满几个", "full_steps"),
        2,
        2,
        Word(
            "前值包含多少个完整的后值(向下取整)", "how many whole second values the first holds, rounded down"
        ),
    ),
    Function(Word("年份", "year"), 1, 1, Word("日期的年份", "the year of a date")),
    Function(Word("月份", "month"), 1, 1, Word("日期的月份,1至12", "the month of a date, 1 to 12")),
    Function(
        Word("所在季度", "quarter"),
        1,
        1,
        Word("日期所在的季度,如 2014Q3", "the quarter of a date, as 2014Q3"),
    ),
)
FUNCTIONS: Mapping[str, Function] = MappingProxyType({each.name.en: each for each in _TABLE})
FUNCTION_NAMES: Mapping[str, str] = MappingProxyType(
    {**{name: name for name in FUNCTIONS}, **{each.name.zh: each.name.en for each in _TABLE}}
)
