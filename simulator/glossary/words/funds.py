"""Words of funds, of policies and of fitted populations; those with `{…}` are filled with texts and amounts."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "fitted_label": Word(
        "合成数据(拟合):申报单位并非真实单位,由公布的总数反推",
        "synthetic data, fitted: the applicants are invented and scaled to a published sum",
    ),
    # the screen
    "paid_by_funds": Word(
        "核定合计中 {amount} 由基金支付,不在预算之内",
        "{amount} of what is granted is paid by funds, beside the budget",
    ),
    "report.decision.funds": Word(
        "其中{amount}万元由基金支付，不在预算之内。",
        "Of what is granted, {amount} is paid by funds, beside the budget.",
    ),
    "fund_column": Word("基金", "fund"),
    "fund_opening": Word("期初", "opening"),
    "fund_in": Word("注入", "in"),
    "fund_out": Word("流出", "out"),
    "fund_recovered": Word("收回", "recovered"),
    "fund_closing": Word("期末", "closing"),
    "fund_leverage": Word("放大倍数", "leverage"),
    "fund_overleveraged": Word(
        "“{fund}”放大 {leverage},高于所定的 {most}",
        "{fund} is leveraged {leverage}, above the {most} set for it",
    ),
    "fund_uncovered": Word(
        "“{fund}”预计损失 {losses},年末余额只有 {closing},缺口 {uncovered}",
        "{fund} expects losses of {losses} and ends the year with {closing}, short by {uncovered}",
    ),
    "fund_after_losses": Word(
        "“{fund}”预计损失 {losses}(期初的 {share}),年末余额 {closing} 扣除后余 {after_losses}",
        "{fund} expects losses of {losses} ({share} of its opening): {after_losses} is left of the {closing} "
        "it ends the year with",
    ),
    "fund_triggered_after_losses": Word(
        "“{fund}”已付 {awards},加上预计损失 {losses} 将达到触发线 {trigger}",
        "{fund} has paid {awards}; with expected losses of {losses} it reaches its trigger of {trigger}",
    ),
    "fund_triggered": Word(
        "“{fund}”已付 {awards},达到触发线 {trigger},后面的申请不再支付",
        "{fund} has paid {awards} and reached its trigger of {trigger}: later claims get nothing",
    ),
    # explained
    "explain_fund": Word(
        "基金“{fund}”:期初 {opening} + 注入 {put} + 收回 {recovered} − 流出 {out} = 期末 {closing}",
        "fund {fund}: opening {opening} + in {put} + recovered {recovered} - out {out} = closing {closing}",
    ),
    "explain_fund_quarter": Word(
        "{quarter}:期初 {opening} + 注入 {put} + 收回 {recovered} − 流出 {out} = 期末 {closing}",
        "{quarter}: opening {opening} + in {put} + recovered {recovered} - out {out} = closing {closing}",
    ),
    "explain_fund_pays": Word("支付专项“{programme}” {award}", "pays {award} to programme {programme}"),
    "explain_fund_available": Word(
        "可用于核定 {available}:从 {quarter} 首次支付起,各季末余额(未计核定)的最低数",
        "{available} can be awarded: the least it holds at a quarter's end from {quarter}, its first payment, on",
    ),
    "explain_fund_room": Word(
        "其中 {quarter} 及以前首次支付的专项,合计最多核定 {available}",
        "of that {available} to programmes that are first paid by {quarter}",
    ),
    "explain_fund_leverage": Word(
        "放大倍数 {leverage}:撬动 {carries} ÷ (期初 + 当年注入) {base}",
        "leverage {leverage}: it carries {carries} on an opening and money put in of {base}",
    ),
    "explain_fund_most": Word("所定上限 {most}:{state}", "the most set for it is {most}: {state}"),
    "explain_fund_losses": Word(
        "预计损失 {losses}:年末余额 {closing} − 预计损失 = {after},缺口 {uncovered}",
        "expected losses {losses}: closing {closing} - losses = {after}, uncovered {uncovered}",
    ),
    "explain_fund_losses_share": Word("预计损失占期初 {share}", "expected losses are {share} of the opening"),
    "explain_fund_trigger_losses": Word(
        "加上预计损失共 {both},{state}", "with the expected losses {both} in all, {state}"
    ),
    "explain_fund_trigger": Word(
        "触发线:已付达到 {trigger} 即停;已付 {awards},{state}",
        "trigger: it stops once it has paid {trigger}; paid {awards}, {state}",
    ),
    "fund_trigger_reached": Word("已触发", "reached"),
    "fund_trigger_open": Word("未触发", "not reached"),
    "explain_fund_returned": Word("收回后上缴 {returned}", "{returned} came back and was returned"),
    "explain_part": Word(
        "{programme}的“{part}”:{count} 个申报单位合计 {value},按应补金额计,资金不足的压减不从中扣除",
        "{part} of {programme}: {value} over {count} applicants, of the entitlements: "
        "what a short pot cuts is not taken off it",
    ),
    "explain_policy": Word("政策“{policy}”", "policy {policy}"),
    "explain_policy_above": Word("上位:{policies}", "under {policies}"),
    "explain_policy_award": Word("单笔不超过 {most}", "an award is at most {most}"),
    "explain_policy_rate": Word("比例不超过 {most}", "a rate is at most {most}"),
    "explain_policy_firm_year": Word("每个“{per}”合计不超过 {most}", "each {per} gets at most {most} in all"),
    "explain_policy_programme": Word(
        "专项“{programme}”:应补 {owed},最高一笔 {largest}",
        "programme {programme}: {owed} owed, the largest award {largest}",
    ),
    "explain_policy_requires": Word(
        "要求“{name}”:{failed} 个申报单位不符合", "requires {name}: {failed} applicants fail it"
    ),
    "explain_pay_to": Word("同时付给几方,合计 → {after}", "paid to several together → {after}"),
    "why_size_fund": Word(
        "由基金“{fund}”支付:申请 {asked},得 {given}",
        "fund {fund} pays it: it asked for {asked} and got {given}",
    ),
    # the report
    "report.synthetic_fitted": Word(
        "合成数据(拟合)：本报告所用的申报单位并非真实单位，由程序生成后按公布的总数缩放：{fits}。总数相符不证明规则相符。",
        "Synthetic data, fitted: the applicants in this report are invented and scaled to published sums: {fits}. "
        "A sum that agrees does not prove the rule behind it.",
    ),
    "report.fit": Word(
        "“{population}”的{column}使{programme}恰为{sum}",
        "{column} of {population} makes {programme} owe {sum}",
    ),
    "report.funds": Word("基金", "Funds"),
    "report.funds.note": Word(
        "期初 + 注入 + 收回 − 流出 = 期末，每季末不得为负。基金不在收支平衡表内：它的核定不占预算。",
        "Opening + in + recovered - out = closing, never below nothing at the end of a quarter. Funds stand beside "
        "sources and uses: what they award is none of the budget's money.",
    ),
    "report.fund": Word("基金与时间", "Fund and time"),
    "report.fund_opening": Word("期初(万元)", "Opening"),
    "report.fund_in": Word("注入(万元)", "In"),
    "report.fund_recovered": Word("收回(万元)", "Recovered"),
    "report.fund_out": Word("流出(万元)", "Out"),
    "report.fund_closing": Word("期末(万元)", "Closing"),
    # the chart
    "chart.step.pay_to": Word("分付几方", "paid to several"),
    "chart.funds": Word("基金余额", "What funds hold"),
    "chart.funds.finding": Word(
        "{name}：期初{opening}万元，期末{closing}万元",
        "{name}: {opening} (10k yuan) at first, {closing} at the end",
    ),
    "chart.funds.finding_many": Word(
        "{count}只基金：期初{opening}万元，期末{closing}万元",
        "{count} funds: {opening} (10k yuan) at first, {closing} at the end",
    ),
    "chart.funds.shows": Word(
        "各期注入、收回、流出和期末余额，万元", "Put in, recovered, gone out and held at the end, in 10k yuan"
    ),
    "chart.funds.caption": Word(
        "浅色柱为期末余额，左边的窄柱为当期流出、注入与收回，同一比例尺；期初 + 注入 + 收回 − 流出 = 期末。",
        "Pale columns: held at the end; narrow ones to their left, on the same scale: out, in and recovered.",
    ),
    "chart.funds.balance": Word("期末余额", "held at the end"),
    "chart.funds.in": Word("注入", "put in"),
    "chart.funds.recovered": Word("收回", "recovered"),
    "chart.funds.out": Word("流出", "gone out"),
    "chart.funds.opening": Word("期初", "opening"),
    "chart.funds.leverage": Word("放大{leverage}倍", "leverage {leverage}x"),
}
