"""Awards decided beforehand: published or paid, by hand with who and why, withdrawn claims, whole lists."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from simulator.model import kinds
from simulator.money import Fen
from simulator.problems import NOWHERE, Place

OVERRIDE = "override"
STATUSES = ("published", "paid")
OUTCOMES = ("withdrawn", "rejected")


@dataclass(frozen=True, slots=True)
class DecidedList:
    """The lines of an awards.csv that decide: whose award each fixes, its whole fen, its row in the file."""

    file: str
    programmes: tuple[str, ...]
    applicants: tuple[str, ...]
    awards_fen: tuple[Fen, ...]
    row_numbers: tuple[int, ...]

    def place(self, line: int) -> Place:
        """Return where a line, counted from 0, stands in the file."""
        return Place(self.file, self.row_numbers[line], 1)


@dataclass(frozen=True, slots=True)
class Decision:
    """An award that is settled before anything is shared out (决定), or a file of such awards.

    `award` names it as programme/applicant, and `is` says what it is: published or paid when `status` says
    so, else an override, which names who decided it and why. An `outcome` leaves it at nothing instead.
    `file` is an awards.csv written by an earlier run, all of its awards fixed; `lines` holds what stands in
    it once it is read.
    """

    award: Annotated[str | None, kinds.Text()] = None
    is_: Annotated[Fen | None, kinds.Money()] = None
    outcome: Annotated[str | None, kinds.Choice(OUTCOMES)] = None
    file: Annotated[str | None, kinds.Text()] = None
    status: Annotated[str | None, kinds.Choice(STATUSES)] = None
    who: Annotated[str, kinds.Text()] = ""
    why: Annotated[str, kinds.Text()] = ""
    on: Annotated[date | None, kinds.Day()] = None
    document: Annotated[str, kinds.Text()] = ""
    quote: Annotated[str, kinds.Text()] = ""
    lines: DecidedList | None = None
    place: Place = NOWHERE

    ADDED: ClassVar[tuple[str, ...]] = ("lines",)

    @property
    def kind(self) -> str:
        """Return what kind of decision it is: published, paid, withdrawn, rejected or override."""
        return self.outcome or self.status or OVERRIDE

    @property
    def named(self) -> tuple[str, str]:
        """Return the programme and the applicant whose award is decided; two empty texts for a file.

        >>> Decision(award="rent/F0001").named
        ('rent', 'F0001')
        """
        programme, _, applicant = (self.award or "").partition("/")
        return programme, applicant


@dataclass(frozen=True, slots=True)
class DecidedAward:
    """One award as decided, beside what the rule alone entitles to: whole fen, who, why, when, and where.

    `kind` is published, paid, override, withdrawn or rejected.
    """

    programme: str
    applicant: str
    kind: str
    award_fen: Fen
    entitlement_fen: Fen
    eligible: bool
    who: str = ""
    why: str = ""
    on: date | None = None
    document: str = ""
    place: Place = NOWHERE

    @property
    def above_claim(self) -> bool:
        """Return whether it is more than the rule entitles to."""
        return self.award_fen > self.entitlement_fen
