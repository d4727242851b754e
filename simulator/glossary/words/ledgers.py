"""Words of the year in money: on the screen, in explanations, in charts and in the report."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "ledger_line": Word("预算项目", "line"),
    "ledger_authorised": Word("可用预算", "authorised"),
    "ledger_committed": Word("已承诺", "committed"),
    "ledger_due": Word("应付", "due"),
    "ledger_paid": Word("已付", "paid"),
    "ledger_waiting": Word("待付", "waiting"),
    "ledger_outlay": Word("{quarter}拨付", "paid in {quarter}"),
    "ledger_more": Word("另有 {count} 个项目,见 cash.csv", "{count} more lines: see cash.csv"),
    "ledger_in_advance": Word(
        "{title}:{amount} 提前下达,在预算年度以前支付:当年用款上限不约束它,累计数中有它",
        "{title}: {amount} is issued in advance and paid before the budget year: no cash ceiling holds it, "
        "though it counts under them",
    ),
    "ledger_undated": Word(
        "{title}:{amount} 没有写明何时拨付", "{title}: nothing says when {amount} is paid"
    ),
    "ledger_unfunded": Word(
        "{title}:调减后 {amount} 的核定没有预算可承诺",
        "{title}: after the cut, {amount} of its awards has no authority to be committed",
    ),
    "ledger_claimed": Word(
        "{title}:{amount} 的承诺须由以后年度预算承担",
        "{title}: {amount} of its commitments is a claim on later years",
    ),
    "ledger_forward": Word(
        "{title}:已承诺、{year}年支付 {amount}", "{title}: {amount} is committed and payable in {year}"
    ),
    "adjusted_cut": Word("{on} 调减“{line}” {size}", "{on}: {line} is cut by {size}"),
    "adjusted_add": Word("{on} 追加“{line}” {size}", "{on}: {line} is given {size} more"),
    "adjusted_move": Word(
        "{on} 从“{line}”调剂 {size} 到“{into}”", "{on}: {size} moves from {line} to {into}"
    ),
    "adjusted_source": Word(",来源:{source}", ", from {source}"),
    "adjusted_reason": Word("({reason})", " ({reason})"),
    "adjusted_document": Word(" [{document}]", " [{document}]"),
    "pace_moment": Word("时点", "by"),
    "pace_norm": Word("进度基准", "norm"),
    "pace_reached": Word("支付进度", "paid share"),
    "pace_gap": Word("差额(百分点)", "gap (points)"),
    "pace_state": Word("状态", "state"),
    "pace_ahead": Word("达到", "on pace"),
    "pace_behind": Word("落后", "behind"),
    "pace_told": Word("—", "—"),
    "pace_gate": Word("{moment}(关口)", "{moment} (gate)"),
    "lot_year": Word("结转年度", "lot of"),
    "lot_line": Word("用于", "for"),
    "lot_opening": Word("年初", "opening"),
    "lot_spent": Word("已用", "spent"),
    "lot_lapsed": Word("失效", "lapsed"),
    "lot_closing": Word("结余", "left"),
    "lot_lapses": Word("可用至", "until"),
    "lot_whole": Word("全部支出", "all spending"),
    "balance_told": Word(
        "年初结转 {opening} + 本年预算 {revenue} = 已付 {spent} + 失效 {lapsed} + 年末结转 {closing}",
        "opening {opening} + this year {revenue} = paid {spent} + lapsed {lapsed} + closing {closing}",
    ),
    "explain_ledger_award": Word(
        "{title}:本次核定 {award},即年初可用预算", "{title}: awarded {award} in this run, its authority"
    ),
    "explain_ledger_brought": Word(
        "以前年度合同带入 {amount},由结转资金支付", "earlier contracts bring {amount}, paid out of lots"
    ),
    "explain_ledger_change": Word("{adjustment}:{change}", "{adjustment}: {change}"),
    "explain_ledger_payment": Word(
        "按日历 {moment} 付 {share},{amount}", "by the calendar {moment} pays {share}, {amount}"
    ),
    "explain_ledger_payment_group": Word(
        "按日历 {moment} 向{group}付 {share},{amount}",
        "by the calendar {moment} pays {group} {share}, {amount}",
    ),
    "explain_ledger_quarter": Word(
        "到{quarter}末:可用 {authorised},已承诺 {committed},应付 {due},已付 {paid},待付 {waiting}",
        "by the end of {quarter}: {authorised} authorised, {committed} committed, {due} due, {paid} paid, "
        "{waiting} waiting",
    ),
    "explain_ledger_ceiling": Word(
        "用款计划 {title}:到{moment}末累计不超过 {most}", "cash plan {title}: at most {most} by {moment}"
    ),
    "explain_ceiling_amount": Word(
        "{moment}末本年预算 {own},上限 {amount}(其中结转资金 {brought});已付 {paid},待付 {waiting}",
        "by {moment} {own} of this year's is authorised, so {amount} at most ({brought} of it brought forward); "
        "{paid} is paid, {waiting} waits",
    ),
    "explain_pace": Word(
        "到{moment}:已付 {reached},基准 {norm},{state} {points} 个百分点",
        "by {moment}: {reached} is paid, the norm is {norm}: {points} points {state}",
    ),
    "explain_pace_even": Word(
        "到{moment}:已付 {reached},基准 {norm},正好", "by {moment}: {reached} is paid, the norm is {norm}"
    ),
    "explain_pace_paid": Word(
        "已付 {paid} ÷ 可用预算 {authorised}", "{paid} is paid of {authorised} authorised"
    ),
    "explain_pace_norm": Word("基准:{months} ÷ 12 个月", "the norm: {months} of 12 months"),
    "explain_pace_rounded": Word(
        "基准:{months} ÷ 12 个月 = {exact},百分数取 {decimals} 位小数为 {norm}",
        "the norm: {months} of 12 months are {exact}, to {decimals} decimals of a per cent {norm}",
    ),
    "explain_pace_gate": Word("基准:本方案所定的关口", "the norm: a gate that the scenario sets"),
    "explain_pace_missing": Word("还须付 {missing} 才到基准", "{missing} more would be on the norm"),
    "explain_pace_nothing": Word("到{moment}:没有可用预算", "by {moment}: nothing is authorised"),
    "explain_pace_over": Word("超前", "ahead"),
    "explain_pace_under": Word("落后", "behind"),
    "explain_pace_missed": Word("未达到应达进度", "what had to be reached is missed"),
    "explain_lot": Word(
        "{year}年结转({line}):{opening},已用 {spent},失效 {lapsed},结余 {closing};可用至{lapses}年12月31日",
        "lot of {year} ({line}): {opening}, {spent} spent, {lapsed} lapsed, {closing} left; "
        "until 31 December {lapses}",
    ),
    "chart.pace": Word("支付进度图", "Pace of payment"),
    "chart.pace.finding": Word(
        "到{moment}已付{reached}，比基准{norm}落后{points}个百分点",
        "By {moment}, {reached} is paid: {points} points behind the norm of {norm}",
    ),
    "chart.pace.finding_kept": Word("各时点支付进度都达到基准", "Payments keep pace throughout the year"),
    "chart.pace.finding_none": Word("没有可用预算，无进度可言", "Nothing is authorised, so there is no pace"),
    "chart.pace.shows": Word(
        "累计已付占可用预算的份额：阶梯为实际，斜线为序时进度，菱形为关口",
        "Share of the authority paid so far: steps are payments, the line is even pace, diamonds are gates",
    ),
    "chart.pace.caption": Word(
        "阶梯为各月末累计支付份额，斜线为按月均衡的进度；数字为与基准相差的百分点。",
        "Steps: share paid by each month's end; line: even pace by month; figures: points off the norm.",
    ),
    "chart.pace.line": Word("序时进度", "even pace"),
    "chart.pace.paid": Word("已付份额", "share paid"),
    "chart.pace.gate": Word("关口", "gate"),
    "chart.pace.behind": Word("落后", "behind"),
    "chart.ledgers": Word("预算、承诺与支付", "Authority, commitments and payments"),
    "chart.ledgers.finding": Word(
        "年末可用{authorised}万元，已承诺{committed}万元，已付{paid}万元",
        "Of {authorised} (10k yuan) authorised, {committed} is committed and {paid} paid by the year's end",
    ),
    "chart.ledgers.finding_waiting": Word(
        "年末已付{paid}万元，应付未付{waiting}万元",
        "By the year's end {paid} (10k yuan) is paid; {waiting} is due and waits",
    ),
    "chart.ledgers.shows": Word(
        "各支出类别到各季末的累计数，同一比例尺，万元",
        "By class, cumulative at the end of each quarter, on one scale, in 10k yuan",
    ),
    "chart.ledgers.caption": Word(
        "每季三条：可用预算、已承诺、已付；已付条上的斜纹为应付而未付。",
        "Three bars a quarter: authorised, committed, paid; hatched: due and not paid.",
    ),
    "chart.ledgers.left_out": Word("另有{count}类未画出，见表", "{count} more classes are in the table only"),
    "chart.ledgers.authorised": Word("可用预算", "authorised"),
    "chart.ledgers.committed": Word("已承诺", "committed"),
    "chart.ledgers.paid": Word("已付", "paid"),
    "chart.ledgers.waiting": Word("应付未付", "due and not paid"),
    "report.ledgers": Word("预算执行", "The year in money"),
    "report.ledgers.note": Word(
        "可用预算为本次核定加减年中调整;各季为当季拨付,其余为年末数,单位万元,逐列相加。",
        "Authority is this run's awards with the year's adjustments; quarters are what each pays, 10k yuan.",
    ),
    "report.ledgers.adjustments": Word("预算调整", "Adjustments"),
    "report.ledgers.pace": Word("支付进度", "Pace of payment"),
    "report.ledgers.carry": Word("结转资金", "Money brought forward"),
}
