"""What the words of the calendar mean: stages, instalments, when money is due."""

from simulator.glossary.word import Word

DESCRIPTIONS: dict[str, Word] = {
    "stages": Word("日历中可用的环节", "The stages that the calendar may name"),
    "also": Word("不论次序的环节", "Stages that may stand anywhere"),
    "commits": Word(
        "资金在哪个环节算作已承诺;不写则依次取合同、下达、拨付",
        "The stage that commits the money; else the contract, the fund plan or the payment",
    ),
    "calendar": Word(
        "各专项(或支出类别)何时到哪个环节、何时拨付多少",
        "By programme or class: which stage falls when, and what share is paid when",
    ),
    "pay": Word(
        "拨付:日历中为核定金额的比例;evenly 为四个季度平均",
        "Payment: in the calendar a share of the award; evenly means a quarter of it in each quarter",
    ),
    "evenly": Word("每季度四分之一", "A quarter in each quarter"),
    "milestone": Word("要完成的工作,及其可得的比例", "Work to be shown, and the share it earns"),
    "retain": Word(
        "里程碑所得中留到以后支付的比例", "The part of what a milestone earns that is kept back until release"
    ),
    "release": Word("支付以前预留的钱", "What earlier milestones kept back is paid"),
    "guide": Word("发布申报指南", "The call for applications"),
    "accept": Word("受理申报", "Applications are taken in"),
    "review": Word("评审", "Applications are judged"),
    "plan": Word("联合审核项目资助方案", "The plan of awards is checked jointly"),
    "publicity": Word("社会公示", "The plan is shown to the public"),
    "fund_plan": Word("下达资金计划", "The fund plan is issued"),
    "contract": Word("签订合同", "The contract is signed"),
    "build": Word("建设", "Something is built"),
    "planning": Word("规划", "Something is planned"),
    "study": Word("研究政策", "A policy is studied"),
    "approve": Word("批准立项", "Projects are approved"),
    "establish": Word("组建或认定", "A body is established"),
    "implement": Word("实施", "Something is carried out"),
}
