"""The one table between the words of the language and their Chinese forms: keys and fixed values alike.

One word has one Chinese form and one Chinese form has one word; there are no synonyms. Words become
canonical before anything else is done with them, so that no result depends on the language written.
"""

from collections.abc import Mapping
from types import MappingProxyType

_SCENARIO = {
    "scenario": "方案",
    "year": "年度",
    "language": "语言",
    "title": "名称",
    "note": "说明",
    "unit": "单位",
    "sources": "资金来源",
    "spending": "支出",
    "figures": "参数",
    "populations": "申报名单",
    "programmes": "专项",
    "constraints": "约束",
    "objective": "目标",
    "assumptions": "假设",
    "expect": "预期",
    "id": "编号",
    "amount": "金额",
    "document": "依据",
    "quote": "原文",
    "is": "等于",
    "until": "截至",
    "as_of": "基准日",
    "allow_outdated": "允许过期",
}
_POPULATIONS = {
    "file": "文件",
    "columns": "数据列",
    "nature": "性质",
    "real": "真实",
    "synthetic": "模拟",
    "type": "类型",
    "blank": "空白",
    "count": "个数",
    "number": "数值",
    "percent": "百分比",
    "yes_no": "是否",
    "date": "日期",
    "text": "文本",
    "category": "类别",
    "yes": "是",
    "no": "否",
    "seed": "种子",
    "prefix": "前缀",
    "lognormal": "对数正态",
    "normal": "正态",
    "uniform": "均匀",
    "choice": "抽取",
    "mean": "均值",
    "sd": "标准差",
    "values": "取值",
    "weights": "权重",
    "zero": "零值比例",
    "total": "总计",
    "round_to": "取整到",
    "derived": "推算列",
    "uscc": "统一社会信用代码",
    "one_to_one": "一一对应",
    "signed": "可为负",
}
_PROGRAMMES = {
    "applicants": "申报单位",
    "eligible": "条件",
    "award": "核定",
    "money": "资金",
    "none": "无",
    "envelope": "总额",
    "when_short": "不足时",
    "points": "得分",
    "per_award": "每笔得分",
    "per_unit": "按数量",
    "counts_from": "计分起点",
    "tags": "标签",
    "apply_free": "免申即享",
}
_STEPS = {
    "share": "按比例",
    "of": "基数",
    "rate": "比例",
    "plus": "加成",
    "pp": "百分点",
    "rate_at_most": "比例上限",
    "when": "当",
    "fixed": "定额",
    "brackets": "分档",
    "bands": "各档",
    "up_to": "以内部分",
    "above": "超出部分",
    "sum": "合计",
    "highest": "最高",
    "lowest": "最低",
    "branches": "分支",
    "uplift": "上浮",
    "by": "幅度",
    "cap": "封顶",
    "floor": "保底",
    "round": "取整",
    "to": "到",
    "mode": "取整方式",
    "half_up": "四舍五入",
    "half_even": "四舍六入",
    "down": "向下",
    "up": "向上",
    "over": "超出时",
    "clip": "削至上限",
    "reject": "不予核定",
    "excess": "超出额",
    "lapse": "作废",
    "carry": "结转",
    "slabs": "全额分档",
    "per_full": "每满",
    "each": "步长",
    "table": "查表",
    "choose": "分类适用",
    "column": "分类列",
    "cases": "各类",
    "first_of": "依次取用",
    "taper": "递减",
    "start": "起点值",
    "end": "终点值",
    "interest": "贴息",
    "days": "天数",
    "begins": "起息日",
    "ends": "止息日",
    "actual": "实际天数",
    "thirty": "每月三十天",
    "voucher": "创新券",
    "face": "面额",
    "redeemed": "已兑付",
    "expires": "到期日",
    "split": "分担",
    "payers": "分担方",
    "pays": "支付方",
    "gap": "缺口",
    "waterfall": "逐层分担",
    "layers": "各层",
    "less": "扣除",
    "pay_from": "起付",
    "years": "年限",
    "rates": "各年比例",
    "prorate": "按期折算",
    "out_of": "总期数",
    "all_sources": "各级合计上限",
    "others": "其他来源",
    "clawback": "退回",
    "achieved": "实际完成",
    "promised": "承诺完成",
    "kept": "已履行",
    "term": "期限",
}
_METHODS = {
    "pro_rata": "同比例压减",
    "water_fill": "均分封顶",
    "equal": "等额",
    "in_full": "全额保障",
    "ranked": "择优排序",
    "first_come": "先到先得",
    "tiers": "分层保障",
    "optimise": "优化分配",
    "where": "其中",
    "order": "次序",
    "earliest": "最早",
    "latest": "最晚",
    "first": "在先",
    "last": "末位",
    "partial": "部分支付",
    "skip": "跳过",
    "stop": "停止",
    "rest": "其余",
}
_FORMULA = {
    "distribute": "因素法分配",
    "factors": "因素",
    "weight": "因素权重",
    "need": "需要数",
    "have": "已有数",
    "roots": "平方根匹配",
    "minimum": "最低数",
    "times": "分配系数",
    "protect": "基数保障",
    "funded_by": "资金出处",
    "rescale": "内部调剂",
    "extra": "另行安排",
}
_LIMITS = {
    "tag": "所属标签",
    "programme": "所属专项",
    "figure": "所用参数",
    "top": "分子",
    "bottom": "分母",
    "budget": "预算数",
    "claims": "应补金额",
    "per": "按",
    "at_least": "不低于",
    "at_most": "不超过",
    "more_than": "超过",
    "less_than": "低于",
    "between": "介于",
    "about": "约",
    "within": "误差",
    "strength": "约束力",
    "must": "必须",
    "should": "应当",
    "keep": "保持",
    "maximise": "最大化",
    "minimise": "最小化",
    "aim": "目标量",
    "spent": "已分配",
    "unspent": "未分配",
    "awards": "核定笔数",
}
_STATEMENTS = {
    "path": "路径",
    "reliability": "可靠性",
    "high": "高",
    "medium": "中",
    "low": "低",
    "result": "结果",
    "as_printed": "公布口径",
    "truncated": "截断",
}
_OVERLAYS = {
    "extends": "基于",
    "reason": "理由",
    "changes": "变更",
    "set": "改为",
    "cut": "压减",
    "raise": "提高",
    "move": "调剂",
    "add": "增加",
    "drop": "取消",
    "was": "原为",
    "from": "从",
    "into": "转入",
    "content": "内容",
    "after": "之后",
    "before": "之前",
}
_CASES = {
    "given": "已知",
    "rows": "逐行",
    "certainty": "可信度",
    "row": "所属条目",
    "pot": "资金盘",
    "payments": "分期拨付",
    "shares": "各期比例",
    "budgets": "各年预算",
    "milestones": "节点",
    "done": "已完成",
    "retention": "预留比例",
    "cash": "用款计划",
    "ceilings": "用款上限",
    "demands": "用款需求",
    "publish": "公布",
    "decimals": "小数位",
    "tail": "尾差",
    "largest_remainder": "最大余数法",
    "largest_line": "最大行",
    "targets": "指标",
    "baseline": "基期数",
    "unit_cost": "单位成本",
}
_EXPRESSIONS = {"and": "且", "or": "或", "not": "非", "in": "属于", "not in": "不属于"}
_QUARTERS = {"Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度"}
_ACROSS = {
    "ceiling": "累计封顶",
    "top_up": "补差",
    "best": "只取最高",
    "stop_loss": "熔断",
    "method": "方式",
    "sequential": "依次",
    "used": "已用",
    "window": "滚动期",
    "pool": "资金池",
    "trigger": "触发线",
    "quota": "限项",
    "cumulation": "叠加上限",
    "cut_first": "先行压减",
    "one_per_item": "逐项就高",
    "firm": "单位列",
    "caps": "各专项上限",
}
GROUPS: tuple[Mapping[str, str], ...] = (
    _SCENARIO,
    _POPULATIONS,
    _PROGRAMMES,
    _STEPS,
    _METHODS,
    _FORMULA,
    _LIMITS,
    _STATEMENTS,
    _OVERLAYS,
    _CASES,
    _ACROSS,
    _EXPRESSIONS,
    _QUARTERS,
)

CHINESE_KEYS: Mapping[str, str] = MappingProxyType(
    {key: chinese for group in GROUPS for key, chinese in group.items()}
)
CANONICAL_KEYS: Mapping[str, str] = MappingProxyType({chinese: key for key, chinese in CHINESE_KEYS.items()})


def canonical_key(key: str) -> str:
    """Return the canonical form of a key; a key outside the table (an id, a misspelling) comes back as is.

    >>> canonical_key("封顶"), canonical_key("cap"), canonical_key("租金补贴")
    ('cap', 'cap', '租金补贴')
    """
    return CANONICAL_KEYS.get(key, key)


def canonical_word(text: str) -> str:
    """Return the canonical form of a fixed word that stands as a value; any other text comes back trimmed.

    >>> canonical_word(" 同比例压减 "), canonical_word("是"), canonical_word("二季度")
    ('pro_rata', 'yes', 'Q2')
    """
    return canonical_key(text.strip())


def is_known_key(key: str) -> bool:
    """Return whether a key is one of the language's own words, in either language.

    >>> is_known_key("封顶"), is_known_key("cap"), is_known_key("rent_subsidy")
    (True, True, False)
    """
    return key in CHINESE_KEYS or key in CANONICAL_KEYS
