"""What the words of the published tables mean."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "disclosure": Word(
        "部门预算公开:收支构成、明细、余额和人员,由此编成各表",
        "The department's published tables: what they are made of, and how they are printed",
    ),
    "revenue": Word("每项资金来源属于哪种收入", "Which kind of revenue each source is"),
    "expenditure": Word("每个支出类别属于哪种支出", "Which kind of expenditure each class of spending is"),
    "lines": Word(
        "支出明细:功能科目、两套经济科目、来源和类别,各一笔",
        "Lines of expenditure, each under a function, two economic kinds, a source and a class",
    ),
    "function": Word("支出功能分类科目:3、5 或 7 位", "The code of its function: 3, 5 or 7 digits"),
    "department": Word(
        "部门预算支出经济分类科目:3 或 5 位",
        "The code of its economic kind, as departments count: 3 or 5 digits",
    ),
    "government": Word(
        "政府预算支出经济分类科目:3 或 5 位",
        "The code of its economic kind, as governments count: 3 or 5 digits",
    ),
    "source": Word("用的是哪项资金来源", "The source of the money"),
    "of_which": Word(
        "这笔钱还要列入哪些表:三公、会议、培训、运行经费、采购、转移支付",
        "Where this money is told as well: travel abroad, vehicles, receptions, meetings, training, running costs and so on",
    ),
    "opening": Word("年初已有的钱(上年结转)", "What there is at the beginning of the year"),
    "closing": Word("年末留下的钱(结转下年)", "What is left at the end of the year"),
    "kind": Word("属于哪一种", "Which kind it is"),
    "fund": Word(
        "财政拨款出自哪个预算;不写为一般公共预算",
        "The budget an appropriation comes from; the general one unless written",
    ),
    "headcount": Word(
        "人员经费按人数和定额核对", "Personnel money checked against persons and their standard"
    ),
    "persons": Word("实有人数", "How many persons there are"),
    "posts": Word("编制数,与人数分开", "How many posts there are, which is not how many persons"),
    "per_person": Word("每人每年的定额", "The standard of a person for the year"),
    "codes": Word("系统不认识的科目及其名称", "Codes that are not known here, with their names"),
    "printed_in": Word("各表用什么单位印", "The unit of the printed tables"),
    "appropriation": Word("财政拨款", "Money appropriated by the treasury"),
    "special_account": Word("财政专户管理资金", "Money of the special account of the treasury"),
    "operating": Word("事业收入", "Revenue from its own services"),
    "upper_subsidy": Word("上级补助收入", "Subsidies from the level above"),
    "other": Word("其他收入", "Any other revenue"),
    "general": Word("一般公共预算", "The general public budget"),
    "government_fund": Word("政府性基金预算", "The budget of government funds"),
    "state_capital": Word("国有资本经营预算", "The budget of state capital"),
    "basic": Word("基本支出:人员和公用", "Basic expenditure: personnel and public money"),
    "project": Word("项目支出", "Expenditure on projects"),
    "business": Word("事业单位经营支出", "Expenditure of business run by a public institution"),
    "paid_up": Word("上缴上级支出", "Payments to the level above"),
    "passed_down": Word("对附属单位补助支出", "Subsidies to bodies below"),
    "other_expenditure": Word("其他支出", "Any other expenditure"),
    "abroad": Word("因公出国(境)费用", "Official travel abroad"),
    "vehicles_bought": Word("公务用车购置费", "Official vehicles bought"),
    "vehicles_run": Word("公务用车运行维护费", "Official vehicles run"),
    "reception": Word("公务接待费", "Official receptions"),
    "meetings": Word("会议费", "Meetings"),
    "training": Word("培训费", "Training"),
    "running_costs": Word("机关运行经费", "The running costs of the organ"),
    "procurement": Word("政府采购", "What is bought by government procurement"),
    "transfers": Word("部门管理的转移支付", "Transfers that the department manages"),
}
