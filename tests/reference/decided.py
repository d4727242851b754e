"""Awards settled beforehand and sources that pay only some, in the plainest way: look at every set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.reference.division import RefusedError
from tests.reference.figures import enough, money
from tests.reference.limits import Pot
from tests.reference.sharing import NOBODY, Claim, Way

Scenario = Mapping[str, Any]
Draws = dict[str, dict[str, int]]


# ── decisions ──────────────────────────────────────────────────────────────────────────────────────


def decided(scenario: Scenario, programme: str) -> dict[str, int]:
    """Return the fen that decisions fix under a programme, by applicant."""
    found = {}
    for each in scenario.get("decisions", ()):
        own, _, applicant = each["award"].partition("/")
        if own == programme:
            found[applicant] = money(each.get("is", "0"), scenario["unit"])
    return found


def open_claims(scenario: Scenario, pot: Pot) -> list[Claim]:
    """Return the claims that are still to be shared: nothing is due where the award is decided."""
    fixed = decided(scenario, pot.programme)
    return [replace(claim, due=0) if claim.applicant in fixed else claim for claim in pot.claims]


def refuse_too_much(scenario: Scenario) -> None:
    """Raise RefusedError when what is decided is more than an envelope or a class holds."""
    unit, sums = scenario["unit"], dict.fromkeys(scenario["spending"], 0)
    for name, programme in scenario["programmes"].items():
        fen = sum(decided(scenario, name).values())
        sums[programme["spending"]] += fen
        most = programme.get("envelope", {}).get("at_most")
        if most is not None and fen > money(most, unit):
            raise RefusedError(f"{name}: {fen} fen are decided")
    if any(fen > money(scenario["spending"][name]["amount"], unit) for name, fen in sums.items()):
        raise RefusedError("more is decided than a class has")


def with_decided(scenario: Scenario, pot: Pot, found: Way, counts_from: Fraction) -> Way:
    """Return a way of the rest of a pot together with what is decided of it."""
    fixed = decided(scenario, pot.programme)
    entries = list(zip(found.awards, found.counted, found.seen, found.stray, found.shares, strict=True))
    for at, claim in enumerate(pot.claims):
        if claim.applicant in fixed:
            fen = fixed[claim.applicant]
            share = min(Fraction(1), Fraction(fen, claim.due)) if claim.due else Fraction(fen > 0)
            counted = fen >= enough(claim.due, counts_from)
            entries[at] = (fen, counted, Fraction(fen), NOBODY, share)
    awards, counted_, seen, stray, shares = zip(*entries, strict=True) if entries else ((),) * 5
    return Way(awards, counted_, seen, stray, shares, found.rank)


# ── sources ────────────────────────────────────────────────────────────────────────────────────────


def is_earmarked(scenario: Scenario) -> bool:
    """Return whether anything says which source pays whom."""
    payers = [*scenario["spending"].values(), *scenario["programmes"].values()]
    return any("paid_from" in each for each in payers) or any(
        "only_for" in each for each in scenario.get("sources", {}).values()
    )


def allowed(scenario: Scenario) -> dict[str, list[str]]:
    """Return the sources of every payer in their order of use, payers by id."""
    members = [each["spending"] for each in scenario["programmes"].values()]
    payers = {name: (name, name) for name in scenario["spending"] if name not in members}
    payers |= {name: (name, each["spending"]) for name, each in scenario["programmes"].items()}
    return {name: _sources(scenario, *payers[name]) for name in sorted(payers)}


def _sources(scenario: Scenario, payer: str, spending: str) -> list[str]:
    own = scenario["programmes"].get(payer, scenario["spending"].get(payer, {})).get("paid_from")
    named = own or scenario["spending"][spending].get("paid_from") or sorted(scenario["sources"])
    listed = [named] if isinstance(named, str) else named
    return [each for each in listed if _pays(scenario["sources"][each].get("only_for"), payer, spending)]


def _pays(only: Mapping[str, Any] | None, payer: str, spending: str) -> bool:
    return only is None or payer in only.get("programmes", ()) or spending in only.get("spending", ())


def needs(scenario: Scenario, totals: Mapping[str, int]) -> dict[str, int]:
    """Return what every payer has to be paid: a programme's awards, or the whole of a class without any."""
    spending = scenario["spending"]
    return {
        name: totals[name] if name in totals else money(spending[name]["amount"], scenario["unit"])
        for name in allowed(scenario)
    }


def payable(wanted: Mapping[str, int], sources: Mapping[str, Sequence[str]], held: Mapping[str, int]) -> bool:
    """Return whether all can be paid: no set of sources is too small for those who have no other."""
    sets = (each for size in range(len(held) + 1) for each in combinations(held, size))
    return all(
        sum(fen for payer, fen in wanted.items() if set(sources[payer]) <= set(chosen))
        <= sum(held[each] for each in chosen)
        for chosen in sets
    )


def held_by(scenario: Scenario) -> dict[str, int]:
    """Return what every source holds, in fen."""
    return {
        name: money(each["amount"], scenario["unit"]) for name, each in scenario.get("sources", {}).items()
    }


def drawing(
    wanted: Mapping[str, int], sources: Mapping[str, Sequence[str]], held: Mapping[str, int]
) -> Draws:
    """Return who draws what: each payer in turn the most of each source in turn that leaves all payable."""
    wanted, sources, held = dict(wanted), {name: list(each) for name, each in sources.items()}, dict(held)
    draws: Draws = {name: {} for name in wanted}
    for payer in sorted(wanted):
        while sources[payer]:
            source = sources[payer].pop(0)
            for fen in range(min(wanted[payer], held[source]), -1, -1):
                after = {**wanted, payer: wanted[payer] - fen}
                left = {**held, source: held[source] - fen}
                if payable(after, sources, left):
                    break
            else:
                raise RefusedError("the sources do not suffice")
            wanted, held = after, left
            if fen:
                draws[payer][source] = fen
    return draws
