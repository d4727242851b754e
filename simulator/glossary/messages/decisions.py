"""Messages about awards decided beforehand, and about which source of money may pay whom.

Those of a file of such awards are with the other data files.
"""

from simulator.glossary.message import Message
from simulator.glossary.word import Word

_WRITTEN = {
    "S391": Message(
        Word("一条决定写了:{found}", "a decision holds {found}"),
        Word(
            "写 award 加 is 或 outcome 其一,或只写 file(加 status)",
            "write award with one of is and outcome, or file alone (with status)",
        ),
    ),
    "S392": Message(
        Word(
            "对“{award}”的决定没有写 {missing}",
            "the decision on {award!r} lacks {missing}",
        ),
        Word(
            "人工决定须写明谁决定(who)和为什么(why);已公布或已拨付的写 status",
            "a decision by hand says who made it and why; one already published or paid says its status",
        ),
    ),
    "S393": Message(
        Word("{found} 处的 status 不合适", "status does not fit with {found}"),
        Word(
            "file 须写 status: published 或 paid;撤回或驳回的不写 status",
            "a file says status: published or paid; a withdrawn or rejected claim says none",
        ),
    ),
    "S394": Message(
        Word("“{text}”没有写成 专项/申报单位", "{text!r} is not written as programme/applicant"),
        Word("例如 rent/F0001", "as in rent/F0001"),
    ),
    "S395": Message(
        Word("没有“{text}”这个专项", "there is no programme {text!r}"),
        Word("现有专项:{programmes}", "the programmes are {programmes}"),
    ),
    "S396": Message(
        Word(
            "专项“{programme}”没有申报单位,不能对其中一笔作决定",
            "programme {programme!r} has no applicants, so none of its awards can be decided",
        ),
        Word("改它的 amount 或 envelope", "change its amount or envelope instead"),
    ),
    "S397": Message(
        Word(
            "专项“{programme}”由“{source}”列支,但其支出类别“{spending}”只列支自 {sources}",
            "programme {programme!r} is paid from {source!r}, but its class {spending!r} only from {sources}",
        ),
        Word("专项只能在支出类别的来源之内收窄", "a programme may only narrow the sources of its class"),
    ),
    "S398": Message(
        Word("来源“{source}”不能用于“{payer}”", "the source {source!r} may not pay {payer!r}"),
        Word(
            "在该来源的 only_for 中列入它,或换一个来源",
            "name it under the source's only_for, or take another source",
        ),
    ),
    "S399": Message(
        Word("paid_from 为空或有重复:{found}", "paid_from is empty or repeats a source: {found}"),
        Word(
            "每个来源写一次;不限来源就删去这一行",
            "name each source once; drop the line when any source will do",
        ),
    ),
    "S390": Message(
        Word("没有来源可以支付“{payer}”", "no source may pay {payer!r}"),
        Word(
            "各来源的 only_for 都没有列入它;至少在一处列入",
            "every source is only for others: name it under the only_for of at least one",
        ),
    ),
}
_FOUND = {
    "R604": Message(
        Word("{clause} 只能由 {sources} 列支", "{clause} is paid only from {sources}"),
        Word("", ""),
    ),
    "R631": Message(
        Word(
            "专项“{programme}”没有申报单位“{applicant}”",
            "programme {programme!r} has no applicant {applicant!r}",
        ),
        Word("检查编号,或删去这条决定", "check the id, or drop the decision"),
    ),
    "R632": Message(
        Word("对“{award}”已经决定过({first})", "the award {award!r} is decided already ({first})"),
        Word("只保留一条", "keep one of the two"),
    ),
    "R633": Message(
        Word(
            "专项“{programme}”已决定的核定共 {decided},超过其总额 {most}:{awards}",
            "the decided awards of {programme!r} add to {decided}, more than its envelope of {most}: {awards}",
        ),
        Word("提高总额,或减少决定", "raise the envelope, or decide less"),
    ),
    "R634": Message(
        Word(
            "支出类别“{spending}”已决定的核定共 {decided},超过其预算 {most}:{awards}",
            "the decided awards of class {spending!r} add to {decided}, more than its appropriation of {most}: {awards}",
        ),
        Word("提高预算,或减少决定", "raise the appropriation, or decide less"),
    ),
    "W715": Message(
        Word(
            "“{award}”{status} {amount},但按现行条件不符合",
            "{award!r} is {status} with {amount}, but does not meet the conditions as they are now",
        ),
        Word("照付;若应撤销,改写 outcome: rejected", "it is kept; write outcome: rejected to take it back"),
    ),
    "R648": Message(
        Word(
            "{clause} 计入事先决定的 {count} 笔,共 {sum}:{awards}",
            "{clause} counts {sum} decided beforehand (awards: {count}): {awards}",
        ),
        Word("", ""),
    ),
    "W721": Message(
        Word(
            "“{award}”{status} {amount}后,“{firm}”在“{clause}”下事先决定的共 {so_far},超过 {ceiling}"
            "(决定机构:{who};事由:{why})",
            "with {award!r} {status} at {amount} {firm!r} has {so_far} decided under {clause!r}, above its {ceiling}"
            " (by: {who}; because: {why})",
        ),
        Word(
            "照付,不削减;确有误时改这条决定或上限",
            "it is kept and not cut; change the decision or the ceiling if either is wrong",
        ),
    ),
}
MESSAGES: dict[str, Message] = {**_WRITTEN, **_FOUND}
