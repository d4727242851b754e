"""Words of the calendar: the chart, the report, the screen, and how a payment is explained."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "calendar_line": Word("专项", "Line"),
    "calendar_before": Word("此前", "before"),
    "calendar_later": Word("以后", "later"),
    "calendar_paid": Word("拨付{share}", "pay {share}"),
    "calendar_not_done": Word("{title}(未完成)", "{title} (not done)"),
    "explain_calendar_row": Word("{title}:核定 {amount}", "{title}: {amount} awarded"),
    "explain_calendar_stage": Word("{title}:{moment}", "{title}: {moment}"),
    "explain_calendar_none": Word("{title}:没有资金", "{title}: no money"),
    "explain_calendar_entry": Word("{moment}:{stages}", "{moment}: {stages}"),
    "explain_calendar_committed": Word("{moment} 承诺 {amount}", "{amount} is committed in {moment}"),
    "explain_calendar_payment": Word(
        "{moment} 应付 {amount}:到此累计 {reached},每笔核定按累计比例四舍五入到分,减去以前已付的",
        "{amount} is due in {moment}: {reached} of each award so far, half-up to the fen, less what was due before",
    ),
    "explain_calendar_advance": Word(
        "此后还有工作要验收,属于预付", "work is still to be shown after it: an advance"
    ),
    "explain_calendar_in_advance": Word(
        "提前下达:在预算年度 {year} 以前支付,当年用款上限不约束它,累计数中有它",
        "issued in advance: paid before the budget year {year}; no cash ceiling holds it, though it counts under them",
    ),
    "explain_calendar_undated": Word(
        "没有应付日期的余额 {amount}", "{amount} is due at no time that is known yet"
    ),
    "chart.calendar": Word("年度进度表", "The year's calendar"),
    "chart.calendar.finding": Word(
        "全部应付{total}万元，{quarter}最多，占{share}",
        "{quarter} is when most falls due: {share} of {total} (10k yuan)",
    ),
    "chart.calendar.finding_unpaid": Word(
        "{count}行工作的年度进度，没有写明拨付", "The year's work in {count} rows; none says when it pays"
    ),
    "chart.calendar.shows": Word(
        "每行一个专项，每列一个季度；深色为拨付的比例",
        "A row a programme, a column a quarter; dark: the share paid",
    ),
    "chart.calendar.more": Word("；另有{count}行未画出", "; rows not drawn: {count}"),
    "chart.calendar.caption": Word(
        "各季度所到的环节；深色块为在该季度拨付的比例，浅色块为尚未完成的工作可得的比例；末行为应付金额。",
        "Stages by quarter. Dark: the share paid then; light: what work not yet done would earn; last row: sums due.",
    ),
    "chart.calendar.between": Word(" ", ", "),
    "chart.calendar.due": Word("应付（万元）", "Due (10k yuan)"),
    "report.calendar": Word("年度进度", "The year's calendar"),
    "report.calendar.note": Word(
        "每笔核定按累计比例四舍五入到分、减去以前已付的，因此各期之和等于核定金额。",
        "Each instalment is the cumulative share of each award, half-up to the fen, less what was due before,"
        " so instalments add to the awards.",
    ),
    "report.calendar.row": Word("专项", "Line"),
    "report.calendar.payments": Word("拨付计划", "Payments"),
    "report.calendar.moment": Word("时间", "When"),
    "report.calendar.share": Word("比例", "Share"),
    "report.calendar.amount": Word("应付（元）", "Due (yuan)"),
    "report.calendar.advance": Word("预付", "advance"),
    "report.calendar.in_advance": Word("提前下达", "issued in advance"),
}
