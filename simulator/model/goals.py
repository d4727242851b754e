"""What the plan is to be best at: goals one after another, what each aims at, and aims weighed together."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from simulator.model import kinds
from simulator.model.limits import Measure
from simulator.money import Fen


@dataclass(frozen=True, slots=True)
class Change:
    """An aim: how far the awards are from last year's, all differences added up whatever their sign.

    Without `of` the programmes that say `last_year` are compared with it; with it, each applicant's awards
    (of one programme, if it is named) with that column.
    """

    word: ClassVar[str] = "change_from_last_year"
    short: ClassVar[str | None] = "of"
    of: Annotated[str | None, kinds.Identifier()] = None
    programme: Annotated[str | None, kinds.Reference("programmes")] = None


@dataclass(frozen=True, slots=True)
class Fairness:
    """An aim that looks at whoever is worst off: among programmes, applicants, or the groups of a column."""

    short: ClassVar[str | None] = "of"
    of: Annotated[str | None, kinds.Choice(("programmes", "applicants"))] = None
    per: Annotated[str | None, kinds.Identifier()] = None


@dataclass(frozen=True, slots=True)
class SmallestShare(Fairness):
    """The smallest share of its claims that anyone is paid."""

    word: ClassVar[str] = "smallest_share"


@dataclass(frozen=True, slots=True)
class LargestCut(Fairness):
    """The largest share of its claims that anyone is not paid."""

    word: ClassVar[str] = "largest_cut"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a goal makes large or small: a word, a word with settings, or a measure."""

    word: str = ""
    measure: Measure | None = None
    settings: Change | Fairness | None = None

    ADDED: ClassVar[tuple[str, ...]] = ("settings",)

    @property
    def subject(self) -> str:
        """Return the word it is known by."""
        return self.word or (self.measure.word if self.measure else "")

    @property
    def over(self) -> str:
        """Return what it compares or is held against: programmes, applicants, a column; "" for the whole."""
        if isinstance(self.settings, Fairness):
            return self.settings.per or self.settings.of or "programmes"
        return (self.settings.of or "") if isinstance(self.settings, Change) else ""


AIM_WORDS = ("points", "spent", "unspent", "awards", "beneficiaries", "targets_met")
"""The words that stand bare: the measure `beneficiaries` of everyone, and the aims of the engine's own."""
AIMS: dict[str, type[Change] | type[SmallestShare] | type[LargestCut]] = {
    each.word: each for each in (Change, SmallestShare, LargestCut)
}


AIM_UNITS: dict[str, str] = {
    "points": "points",
    "spent": "money",
    "unspent": "money",
    "awards": "count",
    "targets_met": "count",
    "change_from_last_year": "money",
    "smallest_share": "ratio",
    "largest_cut": "ratio",
}
ONLY_WAY: dict[str, str] = {
    "targets_met": "maximise",
    "change_from_last_year": "minimise",
    "smallest_share": "maximise",
    "largest_cut": "minimise",
}
"""Aims that look at extremes go one way only: the other would need a choice for everyone compared."""


@dataclass(frozen=True, slots=True)
class Keep:
    """A goal: keep the named soft constraints, in the order listed."""

    word: ClassVar[str] = "keep"
    short: ClassVar[str | None] = "constraints"
    constraints: Annotated[tuple[str, ...], kinds.ListOf(kinds.Reference("constraints"), or_one=True)] = ()


@dataclass(frozen=True, slots=True)
class Maximise:
    """A goal: as much as possible of an aim."""

    word: ClassVar[str] = "maximise"
    short: ClassVar[str | None] = "aim"
    aim: Annotated[Aim, kinds.OneOf("aims")]


@dataclass(frozen=True, slots=True)
class Minimise:
    """A goal: as little as possible of an aim."""

    word: ClassVar[str] = "minimise"
    short: ClassVar[str | None] = "aim"
    aim: Annotated[Aim, kinds.OneOf("aims")]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One aim of several weighed together: to be made large or small, and how many points it is worth.

    A sum of money says with `per` how much of it earns the weight once.
    """

    maximise: Annotated[Aim | None, kinds.OneOf("aims")] = None
    minimise: Annotated[Aim | None, kinds.OneOf("aims")] = None
    weight: Annotated[Fraction, kinds.Number()] = Fraction(1)
    per: Annotated[Fen | None, kinds.Money()] = None

    @property
    def way(self) -> str:
        """Return whether it is to be made large or small."""
        return "minimise" if self.maximise is None else "maximise"

    @property
    def aim(self) -> Aim:
        """Return what it aims at; raises TypeError when nothing is said."""
        aim = self.minimise if self.maximise is None else self.maximise
        if aim is None:
            raise TypeError("a weighed aim says neither maximise nor minimise")
        return aim

    @property
    def factor(self) -> Fraction:
        """Return what one fen, one award or one whole of it adds to the weighed sum."""
        size = self.weight / (self.per or 1)
        return size if self.way == "maximise" else -size


@dataclass(frozen=True, slots=True)
class Weigh:
    """A goal: as much as possible of several aims together, each by its weight."""

    word: ClassVar[str] = "weigh"
    short: ClassVar[str | None] = "terms"
    terms: Annotated[tuple[Weighed, ...], kinds.ListOf(kinds.Record(Weighed))] = ()


Goal = Keep | Maximise | Minimise | Weigh
GOALS: dict[str, type[Goal]] = {each.word: each for each in (Keep, Maximise, Minimise, Weigh)}
