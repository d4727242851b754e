"""Words of a department's published tables: their titles, rows, columns and identities."""

from simulator.glossary.word import Word

_TABLES = {
    "overall": Word("部门收支总表", "Overall revenue and expenditure"),
    "revenue": Word("部门收入总表", "Revenue"),
    "expenditure": Word("部门支出总表", "Expenditure"),
    "appropriations": Word("财政拨款收支总表", "Appropriations: revenue and expenditure"),
    "functions": Word("一般公共预算支出表", "General public budget: expenditure by function"),
    "basic_economic": Word(
        "一般公共预算基本支出表(部门经济分类)", "General public budget: basic expenditure by economic kind"
    ),
    "government_economic": Word(
        "支出表(政府预算经济分类)", "Expenditure by economic kind of the government budget"
    ),
    "three_public": Word(
        "“三公”经费、会议费和培训费表", "Travel abroad, vehicles, receptions, meetings and training"
    ),
    "running_costs": Word("机关运行经费和政府采购表", "Running costs of the organ, and procurement"),
    "government_funds": Word("政府性基金预算支出表", "Government funds: expenditure"),
    "state_capital": Word("国有资本经营预算支出表", "State capital budget: expenditure"),
    "transfers": Word("部门管理的转移支付表", "Transfers managed by the department"),
    "performance": Word("项目支出绩效目标表", "Projects and their performance targets"),
    "department_targets": Word("部门整体绩效目标表", "Performance targets of the whole department"),
    "summary": Word("收支余额简表", "Sources, uses, opening and closing balances"),
}
_LINES = {
    "total": Word("合计", "Total"),
    "amount": Word("预算数", "Amount"),
    "appropriation": Word("财政拨款收入", "Appropriations"),
    "special_account": Word("财政专户管理资金", "Special account"),
    "operating": Word("事业收入", "Own services"),
    "upper_subsidy": Word("上级补助收入", "Upper subsidies"),
    "other": Word("其他收入", "Other revenue"),
    "revenue": Word("本年收入合计", "Revenue of the year"),
    "opening": Word("上年结转", "Opening balance"),
    "sources": Word("收入总计", "Total sources"),
    "basic": Word("基本支出", "Basic"),
    "project": Word("项目支出", "Project"),
    "business": Word("经营支出", "Business"),
    "paid_up": Word("上缴上级支出", "Paid to the level above"),
    "passed_down": Word("对附属单位补助支出", "Subsidies to bodies below"),
    "other_expenditure": Word("其他支出", "Other expenditure"),
    "spent": Word("本年支出合计", "Expenditure of the year"),
    "closing": Word("结转下年", "Closing balance"),
    "uses": Word("支出总计", "Total uses"),
    "general": Word("一般公共预算", "General budget"),
    "government_fund": Word("政府性基金预算", "Government funds"),
    "state_capital": Word("国有资本经营预算", "State capital"),
    "personnel": Word("人员经费", "Personnel"),
    "public": Word("公用经费", "Public"),
    "three_public": Word("“三公”经费合计", "Travel, vehicles and receptions"),
    "abroad": Word("因公出国(境)费用", "Travel abroad"),
    "vehicles": Word("公务用车购置及运行费", "Official vehicles"),
    "vehicles_bought": Word("公务用车购置费", "Vehicles bought"),
    "vehicles_run": Word("公务用车运行维护费", "Vehicles run"),
    "reception": Word("公务接待费", "Receptions"),
    "meetings": Word("会议费", "Meetings"),
    "training": Word("培训费", "Training"),
    "running_costs": Word("机关运行经费", "Running costs"),
    "procurement": Word("政府采购", "Procurement"),
    "transfers": Word("部门转移支付", "Transfers"),
    "item": Word("项目", "Item"),
    "code": Word("科目编码", "Code"),
    "target": Word("目标", "Target"),
}
_IDENTITIES = {
    "I1": Word(
        "收入加期初余额等于支出加期末余额",
        "revenue and opening balance equal expenditure and closing balance",
    ),
    "I2": Word("收入等于各项来源之和", "revenue is the sum of its sources"),
    "I3": Word("支出等于各类支出之和", "expenditure is the sum of its kinds"),
    "I4": Word("财政拨款等于三本预算之和", "appropriations are the sum of the three budgets"),
    "I5": Word("科目的下级之和等于上级", "the codes below add to the code above"),
    "I6": Word("一般公共预算支出等于基本加项目", "general budget expenditure is basic and project"),
    "I7": Word("基本支出等于人员加公用", "basic expenditure is personnel and public"),
    "I8": Word(
        "“三公”等于各项之和,各项不超过其科目", "travel, vehicles and receptions add up, each within its code"
    ),
    "I9": Word(
        "运行经费在公用经费之内,采购在总数之内",
        "running costs are within public money, procurement within the total",
    ),
    "I10": Word("各项目之和等于项目支出", "the projects add to project expenditure"),
    "I11": Word("部门经济分类合计等于政府经济分类合计", "both economic classifications have one total"),
    "I12": Word("人数乘定额等于人员经费", "persons times their standard are the personnel budget"),
}
_TOLD = {
    "empty": Word("{table}:本年无此项收支,空表列示", "{table}: nothing this year; the table is kept, empty"),
    "held": Word(
        "{count} 条表间勾稽全部成立(I1–I12),精确到分",
        "all {count} identities between the tables hold (I1–I12), to the fen",
    ),
    "held_published": Word(
        "公布数之间 {count} 条勾稽在四舍五入之内成立",
        "{count} identities between published figures hold within their rounding",
    ),
    "others": Word("另有:{tables}", "also: {tables}"),
    "empties": Word("空表:{tables}", "kept empty: {tables}"),
    "moved": Word("与基准情景相比,变动的表:{tables}", "Tables that move against the base: {tables}"),
    "unmoved": Word("不变的表:{tables}", "Tables that stay as they were: {tables}"),
    "unit": Word("单位:{unit}", "Unit: {unit}"),
    "tail": Word(
        "印制数由各笔明细取整一次后相加,各表、各行、各列都按印出的数相加。",
        "Each amount is rounded once; all tables, rows and columns add as printed.",
    ),
    "section": Word("部门预算公开表", "Published tables of the department"),
    "explain.cell": Word("{table} · {row} · {column}:{value}", "{table} · {row} · {column}: {value}"),
    "explain.printed": Word("印作 {printed} {unit}", "printed as {printed} {unit}"),
    "explain.source": Word("来源“{source}”:{amount}", "source {source!r}: {amount}"),
    "explain.balance": Word("{name}:{amount}", "{name}: {amount}"),
    "explain.class": Word(
        "支出类别“{spending}”的预算数:{amount}", "the amount of class {spending!r}: {amount}"
    ),
    "explain.line": Word(
        "明细“{line}”{amount}({codes}):按写明的金额", "line {line!r}, {amount} ({codes}): as written"
    ),
    "explain.line.programme": Word(
        "明细“{line}”{amount}({codes}):专项“{programme}”的核定数",
        "line {line!r}, {amount} ({codes}): what programme {programme!r} is awarded",
    ),
    "explain.line.rest": Word(
        "明细“{line}”{amount}({codes}):类别“{spending}”余下的数",
        "line {line!r}, {amount} ({codes}): what the other lines leave of class {spending!r}",
    ),
    "explain.nothing": Word("没有明细列入此项", "no line is part of it"),
    "codes.function": Word("功能分类科目", "functions"),
    "codes.department": Word("部门经济分类科目", "department economy"),
    "codes.government": Word("政府经济分类科目", "government economy"),
}
WORDS: dict[str, Word] = {
    **{f"disclosure.table.{key}": found for key, found in _TABLES.items()},
    **{f"disclosure.{key}": found for key, found in _LINES.items()},
    **{f"disclosure.identity.{key}": found for key, found in _IDENTITIES.items()},
    **{f"disclosure.{key}": found for key, found in _TOLD.items()},
}
