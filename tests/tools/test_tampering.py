"""Forged certificates with every digest recomputed: one is accepted only if what it claims is true."""

import hashlib
import json
import random
import sys
from pathlib import Path

import pytest

from simulator import checker
from simulator.optimise import solve
from tests.optimise.support import small_problem
from tests.tools.support import (
    AWARDS,
    KINDS,
    certificate_of,
    claim_is_true,
    closed,
    many_sided_knapsack,
    one_pot,
    opened,
    out_of_step,
    paying_certificate,
    resealed,
    result_of,
    verdict,
    write,
)

STATUSES = ("proven optimal", "within X (proven)", "infeasible", "feasible, not proven", "")
ENTITIES = ("duals", "ray", "fix", "frontier", "cut")


class NotHereError(Exception):
    """The certificate at hand has nothing of the kind to change."""


def pick(chance, items):
    """Return one of some items, or tell that there is none."""
    found = list(items)
    if not found:
        raise NotHereError
    return chance.choice(found)


def nudged(number, chance):
    """Return another number near one."""
    offers = [
        number + 1,
        number - 1,
        number + chance.randint(2, 9),
        number - chance.randint(2, 9),
        -number,
        0,
    ]
    return pick(chance, [each for each in offers if each != number])


def nudge_at(holder, chance):
    """Change one entry of a list or mapping that holds numbers, None for one that may be missing."""
    keys = range(len(holder)) if isinstance(holder, list) else holder
    at = pick(chance, keys)
    holder[at] = chance.randint(-9, 9) if holder[at] is None else nudged(holder[at], chance)


def trees(parts):
    return [stage["tree"] for stage in parts["stages"]] + ([parts["tree"]] if parts["tree"] else [])


def priced_nodes(parts):
    return [node for tree in trees(parts) for node in tree if "over" in node]


def prices(node):
    return next(node[word] for word in ENTITIES if word in node)


def rows(parts):
    return parts["problem"]["rows"]


def change_a_plan(parts, chance):
    nudge_at(parts["primal"] or [], chance)


def change_a_bound(parts, chance):
    nudge_at(parts["problem"]["columns"][chance.choice(["lower", "upper"])], chance)


def change_a_side(parts, chance):
    nudge_at(rows(parts)[chance.choice(["lower", "upper"])], chance)


def lift_a_side(parts, chance):
    side = rows(parts)[chance.choice(["lower", "upper"])]
    side[pick(chance, range(len(side)))] = None


def change_a_coefficient(parts, chance):
    group = parts["problem"][chance.choice(["rows", "goals"])]
    term = pick(chance, [term for terms in group["terms"] for term in terms])
    term[1] = nudged(term[1], chance)


def move_a_term(parts, chance):
    group = parts["problem"][chance.choice(["rows", "goals"])]
    term = pick(chance, [term for terms in group["terms"] for term in terms])
    term[0] = chance.randrange(len(parts["problem"]["columns"]["names"]))


def repeat_a_term(parts, chance):
    terms = pick(chance, [terms for terms in parts["problem"]["goals"]["terms"] if terms])
    column, weight = pick(chance, terms)
    terms += [[column, 100], [column, -100 - weight]]


def change_a_constant(parts, chance):
    nudge_at(parts["problem"][chance.choice(["rows", "goals"])]["constants"], chance)


def change_a_scale(parts, chance):
    nudge_at(parts["problem"]["goals"]["scales"], chance)


def relax_a_kind(parts, chance):
    kinds = parts["problem"]["columns"]["choice"]
    at = pick(chance, range(len(kinds)))
    kinds[at] = 1 - kinds[at]


def change_a_price(parts, chance):
    pair = pick(chance, [pair for node in priced_nodes(parts) for pair in prices(node)])
    pair[1] = nudged(pair[1], chance)


def price_another_row(parts, chance):
    pair = pick(chance, [pair for node in priced_nodes(parts) for pair in prices(node)])
    pair[0] = chance.randint(-1, len(rows(parts)["names"]))


def price_a_row_twice(parts, chance):
    given = pick(chance, [prices(node) for node in priced_nodes(parts) if prices(node)])
    given.append(list(pick(chance, given)))


def change_a_denominator(parts, chance):
    node = pick(chance, priced_nodes(parts))
    node["over"] = nudged(node["over"], chance)


def change_a_kind_of_node(parts, chance):
    node = pick(chance, priced_nodes(parts))
    word = next(word for word in ENTITIES if word in node)
    other = pick(chance, [each for each in ENTITIES if each != word])
    node[other] = node.pop(word)
    node.setdefault("then", chance.randint(0, 9))
    node.setdefault("top", [])


def change_a_split(parts, chance):
    node = pick(chance, [node for tree in trees(parts) for node in tree if "branch" in node])
    key = chance.choice(["branch", "at", "down", "up"])
    node[key] = nudged(node[key], chance)


def split_for_nothing(parts, chance):
    tree = pick(chance, trees(parts))
    at = pick(chance, range(len(tree)))
    tree += [dict(tree[at]), dict(tree[at])]
    column = chance.randrange(len(parts["problem"]["columns"]["names"]))
    tree[at] = {"branch": column, "at": chance.randint(-5, 9), "down": len(tree) - 2, "up": len(tree) - 1}


def drop_a_node(parts, chance):
    tree = pick(chance, trees(parts))
    del tree[pick(chance, range(len(tree)))]


def reorder_the_nodes(parts, chance):
    tree = pick(chance, [tree for tree in trees(parts) if len(tree) > 1])
    chance.shuffle(tree)


def swap_the_trees(parts, chance):
    one, other = pick(chance, parts["stages"]), pick(chance, parts["stages"])
    one["tree"], other["tree"] = other["tree"], one["tree"]


def swap_the_status(parts, chance):
    parts["status"] = chance.choice([word for word in STATUSES if word != parts["status"]])


def claim_more(parts, chance):
    stage = pick(chance, parts["stages"])
    key = chance.choice(["value", "bound"])
    stage[key] = nudged(stage[key], chance)


def claim_it_is_closed(parts, chance):
    stage = pick(chance, parts["stages"])
    stage["bound"], parts["status"] = stage["value"], "proven optimal"


def drop_a_stage(parts, chance):
    del parts["stages"][pick(chance, range(len(parts["stages"])))]


def drop_a_row(parts, chance):
    at = pick(chance, range(len(rows(parts)["names"])))
    for key in ("names", "places", "lower", "upper", "terms", "constants"):
        del rows(parts)[key][at]


def swap_two_rows(parts, chance):
    one, other = (pick(chance, range(len(rows(parts)["names"]))) for _ in range(2))
    for key in ("names", "places", "lower", "upper", "terms", "constants"):
        entry = rows(parts)[key]
        entry[one], entry[other] = entry[other], entry[one]


def drop_a_clause(parts, chance):
    del parts["conflict"][pick(chance, range(len(parts["conflict"])))]


def give_a_row_a_place(parts, chance):
    places = rows(parts)["places"]
    places[pick(chance, range(len(places)))] = chance.choice(["", "elsewhere"])


def drop_a_goal(parts, chance):
    entry = parts["problem"]["goals"]
    at = pick(chance, range(len(entry["names"])))
    for key in ("names", "scales", "terms", "constants"):
        del entry[key][at]
    del parts["stages"][at]


def payout(parts, chance):
    return parts["payouts"][chance.choice(KINDS)]


def change_what_is_paid_out(parts, chance):
    term = pick(chance, [term for terms in payout(parts, chance)["terms"] for term in terms])
    at = chance.randrange(2)
    term[at] = nudged(term[at], chance)


def pay_out_a_constant(parts, chance):
    nudge_at(payout(parts, chance)["constants"], chance)


def rename_a_payout(parts, chance):
    names = payout(parts, chance)["names"]
    names[pick(chance, range(len(names)))] = chance.choice(
        ["fees", "rent", "seed", "fees/甲", "rent/丙", "gift"]
    )


def drop_a_payout(parts, chance):
    entry = payout(parts, chance)
    at = pick(chance, range(len(entry["names"])))
    for key in ("names", "terms", "constants"):
        del entry[key][at]


MUTATIONS = (
    change_a_plan,
    change_a_bound,
    change_a_side,
    lift_a_side,
    change_a_coefficient,
    move_a_term,
    repeat_a_term,
    change_a_constant,
    change_a_scale,
    relax_a_kind,
    change_a_price,
    price_another_row,
    price_a_row_twice,
    change_a_denominator,
    change_a_kind_of_node,
    change_a_split,
    split_for_nothing,
    drop_a_node,
    reorder_the_nodes,
    swap_the_trees,
    swap_the_status,
    claim_more,
    claim_it_is_closed,
    drop_a_stage,
    drop_a_row,
    swap_two_rows,
    drop_a_clause,
    give_a_row_a_place,
    drop_a_goal,
    change_what_is_paid_out,
    pay_out_a_constant,
    rename_a_payout,
    drop_a_payout,
)


def test_taking_apart_and_putting_together_changes_nothing(pool, tmp_path):
    for certificate in pool:
        assert opened(closed(opened(certificate)))["problem"] == opened(certificate)["problem"]
        assert verdict(write(tmp_path, closed(opened(certificate)))) == 0


@pytest.fixture(scope="module")
def pool():
    """Return honest certificates of every kind, all small enough to count every plan."""
    focus = sys.modules[solve.__module__]
    with pytest.MonkeyPatch.context() as patch:
        plain = honest()
        patch.setattr(focus, "FOCUS_COLUMNS", 0)
        return plain + honest()


def honest():
    problems = [small_problem(seed, columns=4) for seed in range(24)]
    problems += [small_problem(seed, columns=4, choices=0.0) for seed in range(24, 36)]
    problems += [small_problem(seed, columns=4, choices=1.0) for seed in range(36, 48)]
    problems += [out_of_step(seed) for seed in range(4)]
    found = [certificate_of(problem) for problem in problems if problem.column_count > 1]
    found += [certificate_of(one_pot(seed, 8)) for seed in range(6)]
    found += [certificate_of(many_sided_knapsack(seed, 9)) for seed in range(6)]
    return found + [certificate_of(many_sided_knapsack(seed, 10), node_limit=3) for seed in range(6)]


def test_the_pool_holds_every_kind_of_certificate_and_all_are_accepted(pool, tmp_path):
    text = json.dumps(pool)
    assert all(f'"{word}"' in text for word in ("branch", *ENTITIES))
    assert {certificate["status"] for certificate in pool} == set(STATUSES[:3])
    assert max(len(certificate["stages"]) for certificate in pool) > 1
    assert all(verdict(write(tmp_path, certificate)) == 0 for certificate in pool)
    assert all(claim_is_true(certificate) for certificate in pool)


def forged(certificate, chance):
    """Return a certificate with one to three mutations, and the first one's name."""
    while True:
        parts, name = opened(certificate), ""
        try:
            for _ in range(chance.choice([1, 1, 2, 3])):
                mutation = chance.choice(MUTATIONS)
                mutation(parts, chance)
                name = name or mutation.__name__
            return closed(parts), name
        except (NotHereError, IndexError):  # a second mutation may find what the first has left unusable
            continue


def campaign(count: int, seed: int, certificates, folder: Path) -> dict[str, list[int]]:
    """Forge and check so many; return for each mutation how many were tried and how many accepted."""
    chance, tally = random.Random(seed), {mutation.__name__: [0, 0] for mutation in MUTATIONS}
    for _ in range(count):
        certificate, name = forged(chance.choice(certificates), chance)
        accepted = verdict(write(folder, certificate)) == 0
        tally[name][0] += 1
        tally[name][1] += accepted
        if accepted:
            assert claim_is_true(certificate), name
    return tally


def test_a_forged_certificate_is_accepted_only_if_its_claim_is_true(pool, tmp_path):
    tally = campaign(500, 1, pool, tmp_path)
    tried, accepted = (sum(each[at] for each in tally.values()) for at in (0, 1))
    assert tried == 500
    assert 0 < accepted < 300


@pytest.mark.soak
def test_ten_thousand_forged_certificates_are_accepted_only_if_true(pool, tmp_path):
    tally = campaign(10_000, 2, pool, tmp_path)
    paying = ("change_what_is_paid_out", "pay_out_a_constant", "rename_a_payout", "drop_a_payout")
    assert all(tried for name, (tried, _) in tally.items() if name not in paying)


@pytest.fixture(scope="module")
def pots():
    """Return certificates whose only leaves are frontiers, at the price of the pot and at chance prices."""
    found = [certificate_of(one_pot(seed, 4 + seed % 5)) for seed in range(40)]
    assert all(set(node) == {"frontier", "over"} for each in found for node in each["stages"][0]["tree"])
    return found + [at_another_price(certificate, random.Random(at)) for at, certificate in enumerate(found)]


def at_another_price(certificate, chance):
    """Return a certificate whose frontier has another price of the same sign: as true a proof."""
    fresh = json.loads(json.dumps(certificate))
    node = fresh["stages"][0]["tree"][0]
    node["frontier"] = [
        [row, chance.randint(1, 30) * (1 if top > 0 else -1)] for row, top in node["frontier"]
    ]
    node["over"] = chance.randint(1, 30)
    return resealed(fresh)


def test_a_frontier_proves_the_same_at_any_price_of_the_same_sign(pots, tmp_path):
    assert all(verdict(write(tmp_path, certificate)) == 0 for certificate in pots)
    assert all(claim_is_true(certificate) for certificate in pots)


def test_two_thousand_forged_frontiers_are_accepted_only_if_true(pots, tmp_path):
    tally = campaign(2_200, 5, pots, tmp_path)
    aimed = (
        "change_a_price",
        "change_a_denominator",
        "change_a_kind_of_node",
        "price_another_row",
        "claim_more",
    )
    assert all(tally[name][0] > 20 for name in aimed)
    assert 200 < sum(accepted for _, accepted in tally.values()) < 1_600


@pytest.mark.soak
def test_twenty_thousand_forged_frontiers_are_accepted_only_if_true(pots, tmp_path):
    campaign(20_000, 6, pots, tmp_path)


# ---- the money and the files beside it ----------------------------------------------------------------


def forge_the_files(chance, folder: Path):
    """Write a certificate, its awards and its result with one or two of them changed; return the three."""
    lines = AWARDS.splitlines()
    result_edits, parts = 0, None
    for _ in range(chance.choice([1, 1, 2])):
        kind = chance.randrange(3)
        if kind == 0:
            at = chance.randrange(1, len(lines))
            cells = lines[at].split(",")
            cell = chance.choice([2, 3])
            cells[cell] = str(nudged(int(cells[cell]), chance))
            lines[at] = ",".join(cells)
            if chance.random() < 0.3:
                other = chance.randrange(1, len(lines))
                lines[at], lines[other] = lines[other], lines[at]
        elif kind == 1:
            parts = parts or opened(paying_certificate())
            chance.choice(MUTATIONS[-4:])(parts, chance)
        else:
            result_edits += 1
    awards = ("\n".join(lines) + "\n").encode()
    certificate = paying_certificate(awards) if parts is None else parts
    certificate = {**certificate, "awards_sha256": hashlib.sha256(awards).hexdigest()}
    certificate = resealed(certificate) if parts is None else closed(certificate)
    result = result_of(certificate)
    for _ in range(result_edits):
        forge_the_result(result, chance)
    (folder / "awards.csv").write_bytes(awards)
    (folder / "result.json").write_text(json.dumps(result), "utf-8")
    write(folder, certificate)
    return certificate, awards, result


def forge_the_result(result, chance):
    key = chance.choice(sorted(result))
    if key == "programmes":
        entry = result["programmes"][chance.choice(["fees", "rent", "seed"])]
        nudge_at(entry, random.Random(chance.random()))
    elif key == "goals":
        goal = chance.choice(result["goals"])
        goal[chance.choice(sorted(goal))] = str(chance.randint(-3, 3))
    else:
        result[key] = str(chance.randint(0, 3)) if key == "gap" else result[key] + "x"


def forge_files(count: int, seed: int, folder: Path) -> int:
    chance, accepted = random.Random(seed), 0
    for _ in range(count):
        try:
            certificate, awards, result = forge_the_files(chance, folder)
        except NotHereError:
            continue
        if verdict(folder) == 0:
            accepted += 1
            assert claim_is_true(certificate, awards, result)
    return accepted


def test_forged_awards_payouts_and_results_are_accepted_only_if_true(tmp_path):
    assert 0 < forge_files(300, 3, tmp_path) < 150


@pytest.mark.soak
def test_three_thousand_forged_folders_are_accepted_only_if_true(tmp_path):
    assert 0 < forge_files(3_000, 4, tmp_path) < 1_500


# ---- forgery without care -----------------------------------------------------------------------------


def places(part, path=()):
    """Yield the path of every leaf value of a JSON tree, and of every list that can lose an entry."""
    entries = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))
    if not isinstance(part, dict) and part != []:
        yield path


def edited(certificate, chance):
    """Return the certificate with one value changed anywhere, runs of numbers too; never the same one."""
    fresh = json.loads(json.dumps(certificate))
    path = chance.choice([path for path in places(fresh) if path not in ((), ("digest",))])
    holder = fresh
    for key in path[:-1]:
        holder = holder[key]
    before = holder[path[-1]]
    holder[path[-1]] = another(before, chance)
    return fresh if holder[path[-1]] != before else edited(certificate, chance)


def another(part, chance):
    if isinstance(part, int):
        return nudged(part, chance)
    if isinstance(part, list):
        return part[:-1] if chance.random() < 0.5 else part[1:]
    return chance.randint(-9, 9) if part is None else chance.choice([part + "x", *STATUSES])


def test_a_thousand_edits_under_the_old_digest_are_all_refused(pool, tmp_path):
    chance = random.Random(5)
    for _ in range(1000):
        certificate = chance.choice(pool)
        assert verdict(write(tmp_path, {**edited(certificate, chance), "digest": certificate["digest"]})) == 1


def edit_anywhere(count: int, seed: int, pool, folder: Path) -> int:
    chance, accepted = random.Random(seed), 0
    for _ in range(count):
        certificate = chance.choice(pool)
        for _ in range(chance.randint(1, 3)):
            certificate = edited(certificate, chance)
        certificate = resealed(certificate)
        if verdict(write(folder, certificate)) == 0:
            accepted += 1
            assert claim_is_true(certificate)
    return accepted


def test_an_edit_anywhere_is_accepted_only_if_the_claim_is_true(pool, tmp_path):
    assert 0 < edit_anywhere(500, 6, pool, tmp_path) < 400


@pytest.mark.soak
def test_ten_thousand_edits_anywhere_are_accepted_only_if_true(pool, tmp_path):
    assert 0 < edit_anywhere(10_000, 7, pool, tmp_path) < 8_000


@pytest.mark.parametrize("key", ["problem_digest", "digest"])
def test_a_digest_that_is_not_that_of_its_part_is_refused(key, pool, tmp_path):
    changed = {**pool[0], key: "0" * 64}
    sealed_anew = changed if key == "digest" else {**changed, "digest": checker.seal(seals(changed))}
    assert verdict(write(tmp_path, sealed_anew)) == 1


def seals(certificate):
    return {key: checker.seal(part) for key, part in certificate.items() if key != "digest"}
