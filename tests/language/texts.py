"""Texts that the tests of reading and meaning share, and short ways to ask what is wrong with one."""

from simulator.language import parse
from simulator.model.scenario import Scenario
from simulator.problems import Problem, errors_of

GOOD = """\
scenario: good
title: 一个没有问题的方案
year: 2014
unit: 万元
language: 1
sources:
  city: {title: 市级, amount: 900, document: 预算}
  district: {amount: 300}
  other: {amount: 0}
spending:
  basic: {amount: 200}
  project: {amount: 1000, when_short: optimise}
figures:
  ceiling: {is: 60%, document: 办法, quote: 不超过60%}
  guide_rent: {is: 50元}
  founded: {is: 2010-01-01}
  leverage: {is: 12x}
populations:
  firms:
    file: firms.csv
    id: firm_id
    columns: {rent: 元, cost: 万元, jobs: count, score: number, paid_share: percent, strategic: yes_no,
              trade: [电子, 生物, 其他], applied_on: date, street: {type: text, blank: 未填},
              grant: {type: 元, blank: 0}}
  people:
    id: person_id
    synthetic:
      count: 50
      seed: 7
      prefix: P
      columns:
        wage: {lognormal: {mean: 12万元, sd: 4万元, zero: 10%, total: 600万元, round_to: 1元}}
        years: {uniform: {from: 0, to: 30}}
        points: {normal: {mean: 70, sd: 9, round_to: 0.1}}
        rank: {choice: {高级: 20%, 中级: 80%}}
        local: {choice: {values: [yes, no], weights: [60%, 40%]}}
        hired_on: {uniform: {from: 2014-01-01, to: 2014-12-31}}
        quota: {fixed: 3}
        share: 25%
programmes:
  rent_subsidy:
    title: 租金补贴
    spending: project
    applicants: firms
    eligible: {in_trade: "trade in [电子, 生物]", pays_rent: rent > 0元}
    award:
      - share: {of: rent, rate: 50%, plus: [{pp: 5pp, when: strategic}], rate_at_most: 60%}
      - cap: {amount: 20, when: not strategic, id: general}
      - cap: 30
      - round: {to: 100元, mode: down}
    envelope: {at_least: 50, at_most: 400}
    when_short: pro_rata
    points: {per_award: 3, per_unit: {jobs: 0.1}, counts_from: 50%}
    tags: [capacity, firm_support]
  research:
    spending: project
    applicants: firms
    eligible: cost > 0
    award:
      highest:
        brackets:
          - brackets:
              of: cost
              bands: [{up_to: 1000, rate: 5%}, {up_to: 5000, rate: 2.5%}, {above: 5000, rate: 1%}]
        flat: [{fixed: {amount: 5, when: jobs >= 10}}, {floor: 1}]
    when_short:
      ranked:
        where: score >= 60
        order: [{highest: score}, {earliest: applied_on}, {first: firm_id}]
        last: skip
    tags: capacity
  heads:
    spending: project
    applicants: people
    award: [{per_unit: {of: years, amount: 1000元, at_most: 20}}]
    when_short: {tiers: [{where: local}, {rest: {first_come: hired_on}}]}
    points: {per_award: 1}
  fair: {title: 科普, spending: project, amount: 60}
  platform: {money: none}
constraints:
  capacity_share:
    title: 载体
    top: {award: {tag: capacity}}
    bottom: {budget: {spending: project}}
    at_least: 20%
    at_most: 90%
  about_half:
    top: {award: {programme: rent_subsidy, where: strategic}}
    bottom: {award: {programme: rent_subsidy}}
    about: 50%
    within: 2pp
  streets: {top: {award: {programme: rent_subsidy}}, per: street, at_most: 150, strength: should}
  many: {top: {count: {programme: heads}}, more_than: 10}
  range: {top: {award: {programme: heads}}, between: [1万元, 100]}
objective: [{keep: [about_half, streets]}, {maximise: points}, {minimise: {award: {programme: heads}}}]
assumptions:
  - {path: programmes.rent_subsidy.award.general, note: 没有原文, reliability: low}
  - {path: programmes.research.award.highest.flat.floor, note: 没有原文}
expect:
  - {result: sources.total.amount, is: 1200, as_printed: half_up, document: 预算}
  - {result: programmes.heads.awards, at_least: 5}
  - {result: constraints.capacity_share.value, at_most: 90%}
"""


def parsed(text: str, file: str = "a.yaml") -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return what one text alone says, and its problems."""
    return parse({file: text}, file)


def scenario_of(text: str) -> Scenario:
    """Return the scenario of a text without errors."""
    scenario, problems = parsed(text)
    assert [each.tell("en") for each in errors_of(problems)] == []
    assert scenario is not None
    return scenario


def codes(text: str) -> list[str]:
    """Return the codes of a text's problems, by place."""
    return [each.code for each in parsed(text)[1]]


def places(text: str) -> list[str]:
    """Return `line:column code` of a text's problems, by place."""
    return [f"{each.place.line}:{each.place.column} {each.code}" for each in parsed(text)[1]]


def spot(text: str, fragment: str, within: str = "") -> str:
    """Return `line:column` of a fragment that stands once in a text (or of `within` inside the fragment)."""
    assert text.count(fragment) == 1, fragment
    start = text.index(fragment) + (fragment.index(within) if within else 0)
    line = text.count("\n", 0, start) + 1
    return f"{line}:{start - text.rfind(chr(10), 0, start)}"


def with_line(old: str, new: str, text: str = GOOD) -> str:
    """Return the good text with one part of it replaced; the part must be there, once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)
