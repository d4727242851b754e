"""Words of the pages a committee reads: what stands beside the charts in a report."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.glossary.word import Word

WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "report.awards.short": Word(
            "清单超过{most}条：每个专项列最大、最小各{ends}笔，其余合为一行，合计不变；全部见 awards.csv，或用 --appendix all 逐笔列出。",
            "More than {most} claims: of each programme the {ends} largest and the {ends} smallest awards are "
            "listed, the others in one line, so that it adds up; awards.csv holds them all, and --appendix all "
            "lists them here.",
        ),
        "report.awards.others": Word("其余{count}条合计", "the other {count} together"),
        "report.figure.award": Word("核定金额", "granted"),
        "report.figure.awards": Word("获资助笔数", "awards"),
        "report.figure.entitlement": Word("应补金额", "claims"),
        "report.figure.amount": Word("金额", "amount"),
        "report.figure.used": Word("已用", "used"),
        "report.figure.unspent": Word("结余", "unspent"),
        "report.figure.issued": Word("发放", "issued"),
        "report.figure.redeemed": Word("兑付", "redeemed"),
        "report.figure.open_liability": Word("未兑付", "still open"),
        "report.figure.lapsed": Word("失效", "lapsed"),
        "report.figure.needed": Word("要求", "asked"),
        "report.figure.shortfall": Word("差额", "short of it"),
        "report.figure.behind": Word("落后序时进度", "behind an even pace"),
        "report.figure.expected": Word("序时应达", "due at an even pace"),
        "report.figure.part_share": Word("占总体比例", "share of the whole"),
        "report.figure.carried_over": Word("年初已有", "there at the start"),
        "report.figure.cost": Word("补足成本", "cost of closing it"),
        "report.figure.closing": Word("期末余额", "closing balance"),
        "report.figure.opening": Word("期初余额", "opening balance"),
        "report.figure.leverage": Word("放大倍数", "leverage"),
        "report.figure.losses": Word("预计损失", "expected losses"),
        "report.figure.after_losses": Word("扣除预计损失后余额", "left after expected losses"),
        "report.figure.losses_share": Word("预计损失占期初", "losses over the opening balance"),
        "report.figure.paid_share": Word("已付占期初", "awards over the opening balance"),
        "report.figure.triggered": Word("触发停止", "trigger reached"),
        "report.figure.triggered_after_losses": Word("计入损失后触发停止", "trigger reached with the losses"),
        "report.figure.carries": Word("撬动规模", "what it stands behind"),
        "report.figure.returned": Word("收回后上缴", "given back"),
        "report.figure.uncovered": Word("无力承担的损失", "losses it cannot bear"),
        "report.figure.authorised": Word("可用预算", "authorised"),
        "report.figure.committed": Word("已承诺", "committed"),
        "report.figure.due": Word("应付", "due"),
        "report.figure.paid": Word("已付", "paid"),
        "report.figure.waiting": Word("待付", "waiting"),
        "report.figure.outlay": Word("当季支付", "paid in the quarter"),
        "report.figure.reached": Word("实际进度", "reached"),
        "report.figure.gap": Word("与基准之差", "gap to the norm"),
        "report.figure.norm": Word("进度基准", "norm"),
        "report.figure.points": Word("得分", "points"),
        "report.figure.total": Word("合计", "total"),
        "report.figure.ledgers": Word("预算执行", "the year in money"),
        "report.figure.sources": Word("收入", "sources"),
        "report.figure.spending": Word("支出", "spending"),
        "report.figure.programmes": Word("各专项", "programmes"),
        "report.figure.disclosure": Word("公开表", "published tables"),
        "report.figure.pace": Word("支付进度", "pace of payment"),
        "report.figure.unallocated": Word("未安排", "not allocated"),
        "chart.footnote.more": Word("等{count}份", " and others, {count} in all"),
        "chart.parts": Word("由谁承担、付给谁、还剩多少", "Who bears, who is paid, what is left"),
        "chart.parts.finding": Word(
            "{name}：{whole}万元中，{part}占{share}",
            "{name}: of {whole} (10k yuan), {part} is {share}",
        ),
        "chart.parts.shows": Word(
            "各专项应补金额的组成，各以自己的合计为一整条，万元",
            "What each programme's claims are made of; every whole is as long as the others; 10k yuan",
        ),
        "chart.parts.caption": Word(
            "每个专项一块，各部分首尾相接，合起来就是全部；各块长度相同，不能互相比较。",
            "A block a programme; its parts follow one another up to the whole. Blocks are all as long: do not "
            "compare between them.",
        ),
        "chart.parts.amount": Word("金额", "amount"),
        "chart.parts.share": Word("占比", "share"),
        "chart.parts.left_out": Word("另有{count}个专项未画。", "Programmes not drawn: {count}."),
        "chart.part.redeemed": Word("已兑付", "redeemed"),
        "chart.part.open_liability": Word("未兑付(负债)", "still open (a liability)"),
        "chart.part.lapsed": Word("已失效", "lapsed"),
        "chart.bands": Word("分档曲线", "The schedule as a curve"),
        "chart.bands.finding": Word("{name}：{base}得{due}万元", "{name}: {base} gives {due} (10k yuan)"),
        "chart.bands.finding_same": Word(
            "{count}套分档在{base}处同得{due}万元，别处不同",
            "At {base} each of {count} schedules gives {due} (10k yuan); elsewhere they differ",
        ),
        "chart.bands.shows": Word(
            "横轴为基数，纵轴为应补金额（万元）；折点为各档的界限",
            "Base to the right, what is due upwards (10k yuan); the line bends where a band ends",
        ),
        "chart.bands.caption": Word(
            "折线为按分档应补的金额，菱形为申报单位；下方的柱为各段基数上的家数。",
            "The line is what the bands give, diamonds are applicants; bars below count those at each base.",
        ),
        "chart.bands.large": Word("{amount}亿元", "{amount} × 100m yuan"),
        "chart.bands.small": Word("{amount}万元", "{amount} × 10k yuan"),
        "chart.bands.crowd": Word("{count}家的分布", "where {count} applicants stand"),
        "report.by_method": Word("按分配方式", "By the way a short pot is shared"),
        "report.programmes_count": Word("专项数", "Programmes"),
        "report.side_by_side": Word(
            "同一申报单位按各专项应补（万元）", "The same applicants by programme (10k yuan)"
        ),
        "report.policies": Word("政策层级", "Policies in layers"),
        "report.policies.note": Word(
            "下层只能收紧、不能放宽上层；金额为万元，没有另写的以上层为准。",
            "A lower layer may only tighten the one it stands under; money in 10k yuan; what is not written is "
            "as the layer above has it.",
        ),
        "report.policy": Word("政策", "Policy"),
        "report.policy.award": Word("单项封顶", "Cap of an award"),
        "report.policy.rate": Word("比例上限", "Highest rate"),
        "report.policy.firm_year": Word("每家每年", "A firm a year"),
        "report.policy.require": Word("条件", "Requires"),
        "report.policy.programmes": Word("专项", "Programmes"),
        "report.years.graded": Word("上年评价与金额挂钩", "Last year's evaluation"),
        "report.years.measure": Word("评价依据", "Judged by"),
        "report.years.reached": Word("达到", "Reached"),
        "report.years.keeps": Word("金额保留", "Amount kept"),
        "report.years.of_year": Word("年度", "Year"),
        "report.moved": Word("其他数字的变动", "What else moves"),
        "report.moved.more": Word("另有{count}项数字也有变动。", "Other figures that move: {count}."),
        "report.change": Word("增减", "Change"),
        "report.place": Word("位置", "Place"),
        "report.effects.same": Word(
            "支出合计{total}万元，各专项的核定金额都不变。",
            "The total of {total} (10k yuan) and what each programme is granted stay as they are.",
        ),
    }
)
