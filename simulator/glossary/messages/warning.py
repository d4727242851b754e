"""Messages of warnings: a run may go on, but the text can be read in more than one way."""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_SETTLED = Word(
    "若原文如此,在 assumptions 中以“{path}”说明,即不再提示",
    "if this is what the policy says, name {path} under assumptions and this is not asked again",
)
MESSAGES = {
    "W701": Message(
        Word(
            "“{word}”可能使金额超过前面的封顶“{cap}”",
            "{word!r} can lift an award above the earlier cap {cap!r}",
        ),
        _SETTLED,
        more=Word(
            "先封顶后上浮与先上浮后封顶,结果不同(如 120 万与 100 万)。",
            "A cap before an uplift and an uplift before a cap give different awards (1.2 m and 1 m).",
        ),
    ),
    "W702": Message(
        Word(
            "“{word}”把金额乘以 {factor},而不是给比例加 {points} 个百分点",
            "{word!r} multiplies the amount by {factor}: it does not add {points} percentage points to the rate",
        ),
        Word(
            "百分点写在 share 的 plus 里;若确为上浮,在 assumptions 中以“{path}”说明,即不再提示",
            "points belong to share, as plus; if an uplift is meant, name {path} under assumptions and this is not asked again",
        ),
    ),
    "W703": Message(
        Word(
            "原文“{quote}”是裁量上限,这里按 {rate} 全额计算",
            "the quote {quote!r} is a ceiling at discretion, and the rule pays {rate} to everyone",
        ),
        _SETTLED,
    ),
    "W704": Message(
        Word(
            "“{quote}”是约数,这里却是硬约束", "{quote!r} is approximate, but the constraint must hold exactly"
        ),
        Word("写 about 加 within,或 strength: should", "write about with within, or strength: should"),
    ),
    "W705": Message(
        Word(
            "“{quote}”的界限是 {due},这里写的是 {found}",
            "{quote!r} is the bound {due}, and {found} is written",
        ),
        Word(
            "法律用语“以上”“以下”含本数,“超过”“低于”不含",
            "by legal usage 以上 and 以下 include the figure, 超过 and 低于 do not",
        ),
    ),
    "W706": Message(
        Word("软约束“{constraint}”没有列入任何 keep", "the soft constraint {constraint!r} is in no keep"),
        Word(
            "写进 objective 的 keep,否则只报告而不影响分配",
            "list it under keep in the objective, or it is reported and steers nothing",
        ),
    ),
    "W707": Message(
        Word(
            "没有专项使用申报名单“{population}”",
            "no programme has the population {population!r} as its applicants",
        ),
        Word("删去它,或检查 applicants 是否写对", "drop it, or check the programmes' applicants"),
    ),
    "W708": Message(
        Word(
            "加成后比例可达 {rate},超过 100%",
            "with its bonus points the rate can reach {rate}, more than 100%",
        ),
        Word("写 rate_at_most", "write rate_at_most"),
    ),
    "W711": Message(
        Word("过了分档的界线,整笔金额跳变({jumps})", "the whole award jumps at an edge ({jumps})"),
        _SETTLED,
        more=Word(
            "全额分档在界线上多一分或少一分,差别可以很大;超额累进用 brackets。",
            "With slabs one fen across an edge can change the whole award; brackets pay each part at its own rate.",
        ),
    ),
    "W712": Message(
        Word(
            "一年按 {year} 天计息,原文没有写;按 {other} 天计,结果相差约 1.4%",
            "interest runs by a year of {year} days, which the quoted text does not say; {other} days make it 1.4% different",
        ),
        _SETTLED,
    ),
    "W714": Message(
        Word(
            "专项 {programme} 的保底合计超过可分资金,各家保底已同比例压减",
            "the guarantees of {programme} together exceed its pot, and each was cut in proportion",
        ),
        Word(
            "增加总额,降低 protect 的 at_least,或写 funded_by: extra 另行安排资金",
            "raise the pot, lower at_least of protect, or write funded_by: extra to pay the rise from elsewhere",
        ),
    ),
    "W713": Message(
        Word(
            "封顶 {cap} 不会触及:此前最多 {most}",
            "the cap {cap} is never reached: it comes to {most} at most",
        ),
        _SETTLED,
    ),
}
