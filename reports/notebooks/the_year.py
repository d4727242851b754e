# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 一年怎样走完:日程、三本账、基金、指标、逐年结转
# # How a year passes: calendar, three ledgers, funds, targets, years in a row
#
# 任务、季度和指标是公开的;金额为假设,在情景文件里逐条标明。
# Tasks, quarters and targets are published; the amounts are assumptions, each marked in the scenario.

# %%
import simulator as sim

base = sim.load("../../scenarios/shenzhen_2014.yaml")
plan = base.run()
plan.chart("calendar")

# %% [markdown]
# 每一行有三个数:已批预算、已承诺、已支付,逐季累计。
# Each line has three figures, cumulative by quarter: authorised, committed, paid.

# %%
whole = plan.ledgers.groupby("quarter", sort=False)[["authorised_fen", "committed_fen", "paid_fen"]].sum()
whole

# %%
assert (plan.ledgers.paid_fen <= plan.ledgers.committed_fen).all()
assert (plan.ledgers.committed_fen <= plan.ledgers.authorised_fen).all()
assert whole.paid_fen.is_monotonic_increasing

# %% [markdown]
# 序时进度差多少?把第二批提前一个季度再看。
# How far behind an even pace? And when one batch is paid a quarter earlier?

# %%
earlier = sim.load("../../scenarios/shenzhen_2014_earlier_batch.yaml").run()
gaps = plan.pace[["by", "gap"]].assign(earlier=earlier.pace.gap)
gaps

# %%
earlier.chart("pace")

# %%
print(plan.explain("pace.Q3.gap").tell("zh"))
print(plan.explain("pace.Q3.gap").tell("en"))

# %% [markdown]
# 指标:没有实际数就是“未评估”,不是“未完成”。
# Targets: without a figure reached, a target is not assessed; it is not missed.

# %%
plan.targets[["title", "relation", "bound", "unit", "state"]]

# %% [markdown]
# 基金是预算之外的存量:期初 + 流入 + 收回 − 流出 = 期末。
# A fund stands beside the budget: opening + in + recovered − out = closing.

# %%
funds = sim.load("../../scenarios/guangzhou_funds.yaml").run().funds
funds[funds.fund == "angel"].in_unit("亿元").tail(8)

# %%
assert (funds.opening_fen + funds.in_fen + funds.recovered_fen - funds.out_fen == funds.closing_fen).all()

# %% [markdown]
# 逐年:上年没有付完的、合同和基金余额都进入下一年。
# Years in a row: what is not paid, contracts and fund balances go into the next year.

# %%
years = list(sim.load("../../scenarios/longgang_2014_years.yaml").run_years())
balance = sim.by_year(years)
balance.in_unit("万元")

# %%
assert balance.opening_fen.tolist()[1:] == balance.closing_fen.tolist()[:-1]
