"""Budget codes and their names: functions, and economic kinds as departments and governments count them.

A code of a class has three digits; a function goes on to a section of five and an item of seven, an economic
kind to an item of five. `certainty` says whether a name was read in a published table or is recalled; 99 at
the end of a code is what its parent calls the rest, by the rule of all three tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from simulator.glossary.word import Word

Certainty = Literal["read", "recalled"]
Table = Literal["function", "department", "government"]
LENGTHS: Mapping[Table, tuple[int, ...]] = MappingProxyType(
    {"function": (3, 5, 7), "department": (3, 5), "government": (3, 5)}
)
REST = "99"
SPENDING = "支出"


@dataclass(frozen=True, slots=True)
class Code:
    """One code: what it is called, and how that is known."""

    name: Word
    certainty: Certainty = "read"


def _recalled(zh: str, en: str) -> Code:
    return Code(Word(zh, en), "recalled")


def _read(zh: str, en: str) -> Code:
    return Code(Word(zh, en))


_FUNCTIONS = {
    "206": _read("科学技术支出", "Science and technology"),
    "20601": _recalled("科学技术管理事务", "Science and technology administration"),
    "2060101": _recalled("行政运行", "Running of the administration"),
    "2060102": _recalled("一般行政管理事务", "General administrative affairs"),
    "20602": _recalled("基础研究", "Basic research"),
    "20603": _recalled("应用研究", "Applied research"),
    "20604": _recalled("技术研究与开发", "Technological research and development"),
    "20605": _read("科技条件与服务", "Facilities and services for science"),
    "2060501": _read("机构运行", "Running of institutions"),
    "2060502": _read("技术创新服务体系", "Services for technological innovation"),
    "2060503": _read("科技条件专项", "Special facilities for science"),
    "20606": _recalled("社会科学", "Social sciences"),
    "20607": _recalled("科学技术普及", "Popularisation of science"),
    "20608": _recalled("科技交流与合作", "Scientific exchange and cooperation"),
    "20609": _recalled("科技重大项目", "Major projects of science and technology"),
    "205": _recalled("教育支出", "Education"),
    "208": _recalled("社会保障和就业支出", "Social security and employment"),
    "210": _recalled("卫生健康支出", "Health"),
    "213": _recalled("农林水支出", "Agriculture, forestry and water"),
    "21301": _recalled("农业农村", "Agriculture and the countryside"),
    "2130101": _recalled("行政运行", "Running of the administration"),
    "2130102": _recalled("一般行政管理事务", "General administrative affairs"),
    "221": _recalled("住房保障支出", "Housing"),
}
_DEPARTMENT = {
    "301": _read("工资福利支出", "Pay and benefits"),
    "30101": _read("基本工资", "Basic pay"),
    "30102": _read("津贴补贴", "Allowances"),
    "30103": _read("奖金", "Bonuses"),
    "30106": _read("伙食补助费", "Meal allowances"),
    "30107": _read("绩效工资", "Performance pay"),
    "30108": _read("机关事业单位基本养老保险缴费", "Basic pension contributions"),
    "30109": _read("职业年金缴费", "Occupational pension contributions"),
    "30110": _read("职工基本医疗保险缴费", "Basic medical insurance contributions"),
    "30111": _read("公务员医疗补助缴费", "Civil servants' medical contributions"),
    "30112": _read("其他社会保障缴费", "Other social security contributions"),
    "30113": _read("住房公积金", "Housing fund"),
    "30114": _read("医疗费", "Medical expenses"),
    "302": _read("商品和服务支出", "Goods and services"),
    "30201": _read("办公费", "Office expenses"),
    "30202": _read("印刷费", "Printing"),
    "30204": _read("手续费", "Fees and charges"),
    "30205": _read("水费", "Water"),
    "30206": _read("电费", "Electricity"),
    "30207": _read("邮电费", "Post and telephone"),
    "30208": _read("取暖费", "Heating"),
    "30209": _read("物业管理费", "Property management"),
    "30211": _read("差旅费", "Travel"),
    "30212": _read("因公出国(境)费用", "Official travel abroad"),
    "30214": _read("租赁费", "Rent"),
    "30215": _read("会议费", "Meetings"),
    "30216": _read("培训费", "Training"),
    "30217": _read("公务接待费", "Official receptions"),
    "30218": _read("专用材料费", "Special materials"),
    "30224": _read("被装购置费", "Uniforms"),
    "30225": _read("专用燃料费", "Special fuel"),
    "30226": _read("劳务费", "Paid services of persons"),
    "30227": _read("委托业务费", "Commissioned work"),
    "30228": _read("工会经费", "Trade union funds"),
    "30229": _read("福利费", "Welfare"),
    "30231": _read("公务用车运行维护费", "Running of official vehicles"),
    "30239": _read("其他交通费用", "Other transport"),
    "30240": _read("税金及附加费用", "Taxes and surcharges"),
    "303": _read("对个人和家庭的补助", "Transfers to persons and families"),
    "307": _recalled("债务利息及费用支出", "Interest and charges on debt"),
    "309": _recalled("资本性支出(基本建设)", "Capital (basic construction)"),
    "310": _recalled("资本性支出", "Capital"),
    "31013": _read("公务用车购置", "Purchase of official vehicles"),
    "311": _recalled("对企业补助(基本建设)", "Subsidies to enterprises (basic construction)"),
    "312": _recalled("对企业补助", "Subsidies to enterprises"),
    "31204": _recalled("费用补贴", "Subsidies for expenses"),
    "31205": _recalled("利息补贴", "Interest subsidies"),
    "399": _recalled("其他支出", "Other expenditure"),
}
_GOVERNMENT = {
    "501": _read("机关工资福利支出", "Pay and benefits of organs"),
    "50101": _read("工资奖金津补贴", "Pay, bonuses and allowances"),
    "50102": _read("社会保障缴费", "Social security contributions"),
    "50103": _read("住房公积金", "Housing fund"),
    "502": _read("机关商品和服务支出", "Goods and services of organs"),
    "50201": _read("办公经费", "Office funds"),
    "50202": _read("会议费", "Meetings"),
    "50203": _read("培训费", "Training"),
    "50204": _read("专用材料购置费", "Special materials"),
    "50205": _recalled("委托业务费", "Commissioned work"),
    "50206": _recalled("公务接待费", "Official receptions"),
    "50207": _recalled("因公出国(境)费用", "Official travel abroad"),
    "50208": _recalled("公务用车运行维护费", "Running of official vehicles"),
    "50209": _recalled("维修(护)费", "Repairs and maintenance"),
    "503": _recalled("机关资本性支出", "Capital of organs"),
    "505": _recalled("对事业单位经常性补助", "Current subsidies to public institutions"),
    "50501": _recalled("工资福利支出", "Pay and benefits"),
    "50502": _recalled("商品和服务支出", "Goods and services"),
    "506": _recalled("对事业单位资本性补助", "Capital subsidies to public institutions"),
    "507": _recalled("对企业补助", "Subsidies to enterprises"),
    "50701": _recalled("费用补贴", "Subsidies for expenses"),
    "50702": _recalled("利息补贴", "Interest subsidies"),
    "509": _recalled("对个人和家庭的补助", "Transfers to persons and families"),
}
CODES: Mapping[Table, Mapping[str, Code]] = MappingProxyType(
    {
        "function": MappingProxyType(_FUNCTIONS),
        "department": MappingProxyType(_DEPARTMENT),
        "government": MappingProxyType(_GOVERNMENT),
    }
)

# Which classes of department codes may stand under a class of government codes, where that is known.
DEPARTMENTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"501": ("301",), "502": ("302",), "505": ("301", "302"), "507": ("311", "312")}
)
_ITEMS_OF = {
    "50101": ("30101", "30102", "30103"),
    "50102": ("30108", "30109", "30110", "30111", "30112"),
    "50103": ("30113",),
    "50199": ("30106", "30114", "30199"),
    "50202": ("30215",),
    "50203": ("30216",),
    "50204": ("30218", "30224", "30225"),
}
ITEMS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(_ITEMS_OF)

# The economic codes under which money marked as told elsewhere must be booked; their class will do as well.
CODES_OF_MARK: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "abroad": ("30212",),
        "vehicles_bought": ("31013", "30913"),
        "vehicles_run": ("30231",),
        "reception": ("30217",),
        "meetings": ("30215",),
        "training": ("30216",),
    }
)
PERSONNEL = ("301", "303")
"""The classes of department codes that are personnel money; all others of basic expenditure are public."""


def class_of(code: str) -> str:
    """Return the class a code belongs to: its first three digits."""
    return code[:3]


def way_to(code: str) -> tuple[str, ...]:
    """Return the codes on the way down to a code, itself included.

    >>> way_to("2060499"), way_to("301")
    (('206', '20604', '2060499'), ('301',))
    """
    return tuple(code[:length] for length in range(3, len(code) + 1, 2))


def is_code(table: Table, text: str) -> bool:
    """Return whether a text has the form of a code of a table.

    >>> is_code("function", "2060499"), is_code("department", "2060499"), is_code("department", "3o1")
    (True, False, False)
    """
    return len(text) in LENGTHS[table] and text.isascii() and text.isdigit()


def name_of_code(table: Table, code: str) -> Word | None:
    """Return what a code is called, None when that is not known here.

    >>> name_of_code("function", "20699").say("en"), name_of_code("function", "20611")
    ('Other: Science and technology', None)
    """
    known = CODES[table].get(code)
    if known is not None:
        return known.name
    above = CODES[table].get(code[:-2])
    if above is None or not code.endswith(REST):
        return None
    ending = "" if above.name.zh.endswith(SPENDING) else SPENDING
    return Word(f"其他{above.name.zh}{ending}", f"Other: {above.name.en}")


def belongs(department: str, government: str) -> bool:
    """Return whether a department code may stand under a government code, as far as that is known.

    >>> belongs("30101", "50101"), belongs("30101", "50201"), belongs("303", "509")
    (True, False, True)
    """
    items = ITEMS_OF.get(government)
    if items is not None and len(department) > len("301"):
        return department in items
    own = class_of(department)
    allowed = DEPARTMENTS_OF.get(class_of(government))
    if allowed is not None:
        return own in allowed
    return not any(own in each for name, each in DEPARTMENTS_OF.items() if name in {"501", "502"})


def fits_mark(code: str, mark: str) -> bool:
    """Return whether money booked under a department code may be told as something: its code, or the class.

    >>> fits_mark("30217", "reception"), fits_mark("302", "reception"), fits_mark("30201", "reception")
    (True, True, False)
    """
    codes = CODES_OF_MARK.get(mark, (code,))
    return code in codes or code in {class_of(each) for each in codes}
