"""Words of targets: on the screen, in explanations, in the chart and in the report."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "target_column": Word("指标", "target"),
    "target_due": Word("时限", "due"),
    "target_shortfall": Word("差额", "shortfall"),
    "target_cost": Word("补足成本", "cost to close"),
    "target_met": Word("完成", "met"),
    "target_missed": Word("未完成", "missed"),
    "target_open": Word("未评估", "not assessed"),
    "target_underway": Word("进行中", "under way"),
    "target_behind": Word("进行中,落后", "under way, behind"),
    "target_text": Word("文字条款", "clause"),
    "target_soft": Word("{title}(应当)", "{title} (should)"),
    "target_rank": Word("前{rank}名", "top {rank}"),
    "target_place": Word("第{rank}名", "no. {rank}"),
    "target_over": Word("超出 {over}", "{over} too many"),
    "target_points": Word("{points}个百分点", "{points} pp"),
    "target_about": Word("≈ {middle} ± {width}", "≈ {middle} ± {width}"),
    "target_least": Word("至少 {cost}", "at least {cost}"),
    "target_no_reserve": Word("只有 {reserve} 笔可补", "only {reserve} could count"),
    "targets_counted": Word(
        "{count} 项指标:完成 {met},未完成 {missed},进行中 {underway},未评估 {open},文字条款 {text}",
        "{count} targets: {met} met, {missed} missed, {underway} under way, {open} not assessed, {text} clauses",
    ),
    "no_money": Word("只有指标,没有资金", "targets only, no money"),
    "targets_pace": Word(
        "截至 {day},按序时进度(逐月均匀)落后:{names}",
        "as of {day}, behind an even pace through the year: {names}",
    ),
    "explain_target": Word(
        "{title}:{state},现为 {value},要求 {bound}", "{title}: {state}, {value} against {bound}"
    ),
    "explain_target_unknown": Word("{title}:{state},要求 {bound}", "{title}: {state}, asked for {bound}"),
    "explain_target_text": Word(
        "{title}:没有数字的条款,不作评估:{text}", "{title}: a clause without a number, not assessed: {text}"
    ),
    "explain_target_open": Word(
        "没有计量、参数或实际数回答它,所以未评估,不算未完成",
        "no measure, figure or actual answers it: it is not assessed, and so not missed",
    ),
    "explain_target_counts": Word(
        "由方案回答:{measure} 为 {value}", "answered by the plan: {measure} comes to {value}"
    ),
    "explain_target_ratio": Word(
        "由方案回答:{measure} ÷ {bottom} 为 {value}",
        "answered by the plan: {measure} over {bottom} comes to {value}",
    ),
    "explain_target_of": Word("由参数回答:{of} = {value}", "answered by the figures: {of} = {value}"),
    "explain_target_actual": Word("截至 {day} 的实际数:{value}", "known as of {day}: {value}"),
    "explain_target_added": Word(
        "取自指标“{other}”的数:{value}", "taken from what the target {other} brings: {value}"
    ),
    "explain_target_stock": Word(
        "基期数 {baseline} 加新增 {flow} 为 {value}", "{baseline} at first and {flow} more make {value}"
    ),
    "explain_target_needed": Word(
        "要求 {bound},从基期数 {baseline} 起至少还要新增 {needed}",
        "{bound} asks for at least {needed} more than the {baseline} at first",
    ),
    "explain_target_least": Word("要求 {bound},即至少 {needed}", "{bound} asks for at least {needed}"),
    "explain_target_short": Word("还差 {gap}", "short by {gap}"),
    "explain_target_over": Word("超出 {gap}", "{gap} too many"),
    "explain_target_cost": Word(
        "补足至少要 {cost}:每个 {each}", "closing it costs at least {cost}: {each} for each"
    ),
    "explain_target_cheapest": Word(
        "补足至少要 {cost}:在还可计数的 {reserve} 笔中取最省的",
        "closing it costs at least {cost}: the cheapest of the {reserve} awards that could still count",
    ),
    "explain_target_reserve": Word(
        "只有 {reserve} 笔还可计数,不够补足", "only {reserve} awards could still count: too few to close it"
    ),
    "explain_target_pace": Word(
        "按序时进度截至 {day} 应为 {expected},{state}",
        "an even pace would be at {expected} on {day}: {state}",
    ),
    "explain_target_on_pace": Word("没有落后", "not behind"),
    "explain_target_off_pace": Word("落后 {behind}", "behind by {behind}"),
    "explain_target_part": Word(
        "占指标“{other}”的 {share}:{own} ÷ {whole}", "{share} of the target {other}: {own} over {whole}"
    ),
    "explain_target_carried": Word(
        "总数 {bound} 减去指标“{other}”的 {brought},须已有 {carried}",
        "a total of {bound} less the {brought} of {other}: {carried} must be there already",
    ),
    "explain_target_due": Word("时限:{due}({day})", "due {due} ({day})"),
    "explain_target_quote": Word("原文:{quote}", "quoted: {quote}"),
    "chart.targets": Word("指标完成情况", "Targets"),
    "chart.targets.caption": Word(
        "条为已达到的数，黑线为要求；各行以要求为一，不同指标不可比长短。",
        "Bars are what is reached, dark lines the bounds; each row has its own scale, its bound being one.",
    ),
    "chart.targets.shows": Word(
        "已达到的数与要求之比；浅色为基期数，细线为序时进度",
        "What is reached against its bound; light: the baseline; thin line: an even pace",
    ),
    "chart.targets.finding": Word(
        "{count}项指标：完成{met}项，未完成{missed}项，进行中{underway}项，未评估{open}项",
        "Of {count} targets {met} are met, {missed} missed, {underway} under way, {open} not assessed",
    ),
    "chart.targets.met": Word("完成", "met"),
    "chart.targets.missed": Word("未完成", "missed"),
    "chart.targets.underway": Word("进行中", "under way"),
    "chart.targets.open": Word("未评估", "not assessed"),
    "chart.targets.left_out": Word("另有{count}项未列出", "{count} more are not shown"),
    "chart.targets.reached": Word("已达到", "reached"),
    "report.targets": Word("指标", "Targets"),
    "report.targets.note": Word(
        "未评估的指标没有数字回答，不算未完成；补足成本为下限，只算所缺部分本身。",
        "A target that nothing answers is not assessed, and so not missed; the cost of closing a gap is the least it can be.",
    ),
    "report.target": Word("指标", "Target"),
    "report.target_value": Word("已达到", "Reached"),
    "report.target_bound": Word("要求", "Bound"),
    "report.target_state": Word("状态", "State"),
    "report.target_shortfall": Word("差额", "Shortfall"),
    "report.target_cost": Word("补足成本", "Cost to close"),
    "report.target_quote": Word("原文", "Quoted"),
    "report.decision.targets": Word(
        "{count}项指标中完成{met}项，未完成{missed}项，进行中{underway}项，未评估{open}项。",
        "Targets: {count}; met: {met}; missed: {missed}; under way: {underway}; not assessed: {open}.",
    ),
}
