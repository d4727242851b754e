"""What every applicant of a programme is owed: conditions, quota, the steps in turn, half-up at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

from tests.reference.across import GROUP_STEPS, Member, keys_of, ordered, settle
from tests.reference.figures import half_up
from tests.reference.formula import evaluate
from tests.reference.steps import NOTHING, Notes, Place, Row, listed, name_of, one, run


@dataclass(frozen=True)
class Judged:
    """What a programme owes, one entry a row sorted by id.

    `after` holds the exact amount after every step by its path, None on rows that do not come to the step,
    `parts` every side figure, `conditions` what each named condition says.
    """

    ids: tuple[str, ...]
    conditions: Mapping[str, Sequence[bool]]
    eligible: tuple[bool, ...]
    after: Mapping[str, Sequence[Fraction | None]]
    parts: Mapping[str, Sequence[Fraction]]
    due: tuple[int, ...]


def judged(
    programme: Mapping[str, Any], rows: Mapping[str, Row], unit: str, money: Mapping[str, bool] | None = None
) -> Judged:
    """Return what the rows, given by id, are owed: whole fen, never below zero, half-up once at the end.

    `money` says which names are sums of money.
    """
    ids = tuple(sorted(rows))
    places = [Place(rows[name], unit, money=money or {}, notes=Notes()) for name in ids]
    conditions = {
        name: [bool(evaluate(text, place.row)) for place in places]
        for name, text in named_conditions(programme).items()
    }
    eligible = [all(own) for own in zip(*conditions.values(), strict=True)] or [True for _ in ids]
    if "quota" in programme:
        eligible = conditions["quota"] = within_quota(programme["quota"], places, eligible)
    amounts = settled(listed(programme["award"]), places, eligible)
    due = [max(0, half_up(amount)) if own else 0 for amount, own in zip(amounts, eligible, strict=True)]
    return Judged(
        ids,
        conditions,
        tuple(eligible),
        _by_path([place.notes.after for place in places], None),
        _by_path([place.notes.parts for place in places], NOTHING),
        tuple(due),
    )


def named_conditions(programme: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the conditions of a programme by name; a single one has none."""
    conditions = programme.get("eligible", {})
    return conditions if isinstance(conditions, dict) else {"": conditions}


def within_quota(quota: Mapping[str, Any], places: Sequence[Place], eligible: Sequence[bool]) -> list[bool]:
    """Return who is still eligible when only the first few of each group are let in."""
    members = [Member(at, 0, place) for at, place in enumerate(places) if eligible[at]]
    columns = quota["per"] if isinstance(quota["per"], list) else [quota["per"]]
    taken: dict[Any, int] = {}
    admitted = [False] * len(places)
    for member in ordered(keys_of(quota["order"]), members):
        group = tuple(evaluate(column, member.place.row) for column in columns)
        admitted[member.position] = taken.get(group, 0) < int(quota["at_most"])
        taken[group] = taken.get(group, 0) + 1
    return admitted


def settled(
    steps: Sequence[Mapping[str, Any]], places: Sequence[Place], eligible: Sequence[bool]
) -> list[Fraction]:
    """Return every row's exact amount after the last step."""
    amounts = [NOTHING for _ in places]
    for step in steps:
        ((word, settings),) = step.items()
        if word in GROUP_STEPS:
            inside = [place.inside(name_of(step)) for place in places]
            amounts = settle(word, settings or {}, amounts, eligible, inside)
            for place, amount in zip(places, amounts, strict=True):
                place.notes.after[name_of(step)] = amount
        else:
            amounts = [one(amount, step, place) for amount, place in zip(amounts, places, strict=True)]
    return amounts


Absent = TypeVar("Absent")


def _by_path(notes: Sequence[Mapping[str, Fraction]], absent: Absent) -> dict[str, list[Fraction | Absent]]:
    paths = dict.fromkeys(path for each in notes for path in each)
    return {path: [each.get(path, absent) for each in notes] for path in paths}


def after(steps: Any, row: Row, unit: str, **place: Any) -> Fraction:
    """Return the exact amount after all steps on one row."""
    return run(steps, replace(Place(row, unit), **place))
