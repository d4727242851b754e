"""The year as one worked scenario in pieces: each section of the reference shows its own, together they run."""

BUDGET = """\
scenario: bureau
year: 2024
unit: 万元
sources: {city: {amount: 1020}}
spending: {basic: {amount: 200, pay: evenly}, project: {amount: 820}}
programmes:
  parks: {spending: project, amount: 500}
  patents: {spending: project, amount: 260}
  capital: {spending: project, amount: 40}
calendar:
  parks: {Q1: [contract, {pay: 40%}], Q3: {pay: 40%}, 2025Q2: {pay: 20%}}
  patents: {Q3: [review, contract], Q4: {pay: 100%}}
  capital: {Q1: {pay: 100%}}"""
LEDGERS = """\
adjustments:
  - {on: 2024-05, line: programmes.patents, cut: 10%, reason: lower revenue}
  - {on: Q2, line: programmes.patents, move: 20, into: programmes.parks}
cash:
  whole: {ceilings: {Q1: 30%, Q2: 50%, Q3: 80%, Q4: 100%}}
carry_over:
  lapses_after: 2
  lots: [{year: 2022, amount: 30}, {year: 2023, amount: 60, line: programmes.parks}]
  unpaid: [{line: programmes.parks, due: Q2, amount: 45}]
pace: {gates: {2024-06: 35%, 2024-11: 60%}}"""
FUNDS = """\
funds:
  guiding:
    opening: 500
    flows:
      - {on: Q1, inflow: 40, from: programmes.capital}
      - {on: 2024Q3, outflow: 200}
    recovers: {after: 2, multiple: 1.2x, recycle: 50%}
  risk_pool: {opening: 300, carries: 2400, leverage: 10x, losses: 45}"""
TARGETS = """\
targets:
  carriers: {unit: 家, baseline: 955, at_least: 1000, each_costs: 20, due: 2024Q4}
  granted: {counts: award, bottom: {budget: {spending: project}}, at_least: 95%}
  ranking: {at_most: 3, rank: yes}
  openness: {text: the tables are published within 20 days}
actuals: {as_of: 2024-06-30, reached: {carriers: 25}}"""
DISCLOSURE = """\
disclosure:
  revenue: [{source: city, kind: appropriation}]
  expenditure: [{spending: basic, kind: basic}, {spending: project, kind: project}]
  lines:
    pay: {function: 2060101, department: 30101, source: city, spending: basic, amount: 150}
    meetings: {function: 2060101, department: 30215, source: city, spending: basic, amount: 2, of_which: meetings}
    office: {function: 2060101, department: 30201, source: city, spending: basic, rest: yes}
    parks: {function: 2060404, department: 31204, source: city, spending: project, programme: parks}
    others: {function: 2060404, department: 31204, source: city, spending: project, rest: yes}
  codes: {2060404: 科技成果转化与扩散}
  headcount: {persons: 10, per_person: 15}"""
YEARS = """\
horizon:
  until: 2026
  index:
    - {path: sources.city.amount, by: 3%}
    - {path: spending.basic.amount, by: 3%}
    - {path: spending.project.amount, by: 3%}
    - {path: programmes.parks.amount, by: 3%}
  changes:
    - {year: 2026, set: programmes.patents.amount, to: 240万元, reason: mid-term review}
  evaluations:
    - line: programmes.patents
      judged_by: paid_share
      grades: [{at_least: 95%, keeps: 100%}, {at_least: 0%, keeps: 80%}]"""
WHOLE = "\n".join((BUDGET, LEDGERS, FUNDS, TARGETS, DISCLOSURE, YEARS)) + "\n"
"""All pieces: a scenario that is read without a fault, runs, and adds up in each of its years."""
