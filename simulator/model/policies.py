"""Policies in layers (1+1+N): a fund-wide measure, a rulebook under it, special policies under that."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from simulator.expression import Expression
from simulator.model import kinds
from simulator.money import Fen
from simulator.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class AwardLimit:
    """The most one award may be under a policy."""

    at_most: Annotated[Fen, kinds.Money()]


@dataclass(frozen=True, slots=True)
class RateLimit:
    """The highest rate a share may be paid at under a policy."""

    at_most: Annotated[Fraction, kinds.RateKind()]


@dataclass(frozen=True, slots=True)
class GroupLimit:
    """The most one firm may get together from all programmes under a policy."""

    per: Annotated[str, kinds.Identifier()]
    at_most: Annotated[Fen, kinds.Money()]


@dataclass(frozen=True, slots=True)
class PolicyLimits:
    """What a policy limits: one award, the rate of a share, what a firm gets in the year."""

    award: Annotated[AwardLimit | None, kinds.Record(AwardLimit)] = None
    rate: Annotated[RateLimit | None, kinds.Record(RateLimit)] = None
    firm_year: Annotated[GroupLimit | None, kinds.Record(GroupLimit)] = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: what it requires of every applicant, what it limits, and the policy it stands under.

    A lower layer may only tighten: a looser figure is an error shown at both places, never clipped.
    """

    id: str
    title: Annotated[str, kinds.Text()] = ""
    under: Annotated[str | None, kinds.Reference("policies")] = None
    limits: Annotated[PolicyLimits, kinds.Record(PolicyLimits)] = PolicyLimits()
    require: Annotated[tuple[tuple[str, Expression], ...], kinds.Conditions()] = ()
    document: Annotated[str, kinds.Text()] = ""
    place: Place = NOWHERE
