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
# # 龙岗区 2014 年部门预算:分配、解释、改一改
# # Longgang 2014: allocate, explain, ask what if
#
# 收支总数是公开数字;申报单位为合成数据,补贴参数为假设。
# The totals are published; the applicants are synthetic and the parameters are assumptions.

# %%
import simulator as sim

base = sim.load("../../scenarios/longgang_2014.yaml")
plan = base.run()
plan

# %% [markdown]
# 每个专项一行,金额是整数分;`in_unit` 只用来看。
# One row a programme, money in whole fen; `in_unit` is only for reading.

# %%
plan.programmes.in_unit("万元")

# %%
assert plan.programmes.award_fen.sum() + 47_690_000_0 == 1_581_100_000

# %% [markdown]
# 一笔核定额从哪里来 · where one award comes from

# %%
awards = plan.awards
first = awards[(awards["programme"] == "rent_subsidy") & (awards["award_fen"] > 0)].iloc[0]
explanation = plan.explain(f"rent_subsidy/{first.applicant}")
print(explanation.tell("zh"))
print(explanation.tell("en"))

# %% [markdown]
# 如果项目支出只有 900 万元?与用文件写的情景走同一条路。
# What if project spending were 9 million yuan? The same mechanism as an overlay file.

# %%
cut = base.what_if({"spending.project.amount": "900万元"}, name="cut").run()
difference = (
    cut.programmes.set_index("programme").award_fen - plan.programmes.set_index("programme").award_fen
)
difference.sort_values()

# %%
assert difference.sum() == -204_200_000 + sum(s.unspent_fen for s in plan.result.allocation.spending)

# %% [markdown]
# 图 · charts

# %%
plan.chart("allocation")

# %%
cut.chart("waterfall", base=plan)

# %% [markdown]
# 错误一次说完,并指到行列 · every mistake at once, with its place

# %%
try:
    base.what_if({"programmes.rent_subsidy.award.share.rate": "50", "spending.projekt.amount": "1万元"})
except sim.ScenarioError as refused:
    for problem in refused.problems:
        print(problem.tell("zh"), problem.tell("en"), sep="\n")
