"""Words of decisions and of the sources that pay; those with `{…}` are filled with texts and amounts."""

from simulator.glossary.word import Word

WORDS: dict[str, Word] = {
    "decision_published": Word("已公布", "published"),
    "decision_paid": Word("已拨付", "paid"),
    "decision_override": Word("人工决定", "decided by hand"),
    "decision_withdrawn": Word("已撤回", "withdrawn"),
    "decision_rejected": Word("已驳回", "rejected"),
    "decisions": Word("事先决定", "decided beforehand"),
    "decided": Word("决定金额", "decided"),
    "decided_kind": Word("决定", "decision"),
    "decided_by": Word("决定机构", "by"),
    "decided_on": Word("日期", "on"),
    "decided_why": Word("事由", "why"),
    "above_claim": Word("高于应补金额", "above the claim"),
    "decided_count": Word("其中 {count} 笔事先决定", "{count} decided beforehand"),
    "decided_screen": Word(
        "{count} 笔核定事先决定,共 {decided};按规则应补 {claims}",
        "{count} awards were decided beforehand, {decided} in all; the rules alone give {claims}",
    ),
    "explain_decided": Word(
        "{kind}:核定 {award},不再按规则分配", "{kind}: awarded {award}, whatever the rule gives"
    ),
    "explain_decided_gone": Word("{kind}:不予核定", "{kind}: nothing is awarded"),
    "explain_decided_above": Word("比应补金额多 {more}", "{more} above the claim"),
    "explain_decided_below": Word("比应补金额少 {less}", "{less} below the claim"),
    "explain_decided_by": Word("决定机构:{who}", "decided by {who}"),
    "explain_decided_why": Word("事由:{why}", "because: {why}"),
    "explain_decided_on": Word("日期:{on}", "on {on}"),
    "explain_decided_document": Word("依据:{document}", "document: {document}"),
    "explain_decided_count": Word(
        "其中 {count} 笔事先决定,共 {award};其余申报单位分配剩下的资金",
        "{count} awards of {award} in all are decided beforehand; the others share what is left",
    ),
    "explain_paid_from": Word("由“{source}”列支 {amount}", "{amount} paid from {source}"),
    "money_source": Word("资金来源", "source"),
    "payer": Word("列支方", "payer"),
    "drawn": Word("列支", "drawn"),
    "report.decisions": Word("事先决定的核定", "Awards decided beforehand"),
    "report.decisions.note": Word(
        "这 {count} 笔核定在分配之前已定,每次运行都不变;其余申报单位分配剩下的资金。",
        "These {count} awards were settled before anything was shared out, and every run keeps them; the others share what is left.",
    ),
    "report.decisions.cut": Word(
        "只列前 {most} 笔;awards.csv 标明全部。", "The first {most} are listed; awards.csv marks them all."
    ),
    "report.decision": Word("决定", "Decision"),
    "report.decided_by": Word("决定机构", "Decided by"),
    "report.decided_why": Word("事由、日期、依据", "Why, when, document"),
    "report.funding": Word("资金来源的列支", "Which source pays whom"),
    "report.funding.note": Word(
        "按声明的次序列支:列支方按编号,先用排在前面的来源,以其他各方仍可足额列支为限。",
        "Drawn in the declared order: payers by id, each from its first source as far as all the others can still be paid in full.",
    ),
    "report.payer": Word("列支方", "Payer"),
    "report.paid_by": Word("资金来源", "Source"),
    "report.drawn_wan": Word("列支(万元)", "Drawn (10,000 yuan)"),
}
