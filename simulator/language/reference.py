"""The language reference, written from the same declared kinds as the readers and the JSON Schema.

Its examples are the cases of a case file, which are run; nothing in it is written down a second time.
"""

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from simulator.expression import KIND_WORDS, literal
from simulator.expression.functions import FUNCTIONS
from simulator.expression.grammar import POWER
from simulator.expression.tokens import SAME_OPERATOR, WORD_OPERATORS
from simulator.glossary import CHINESE_KEYS, MESSAGES, Language, Word, word
from simulator.glossary.clauses import CLAUSES, Clause
from simulator.glossary.descriptions import DESCRIPTIONS
from simulator.glossary.expected import CASE_FILE, EXPECTED, PLACEHOLDERS
from simulator.glossary.formulas import (
    CODES,
    EVERY_DISTRIBUTION,
    EVERY_GROUP_STEP,
    EVERY_METHOD,
    EVERY_STEP,
    FORMULAS,
)
from simulator.glossary.results import ANSWERS, Paths
from simulator.glossary.year_example import DISCLOSURE, FUNDS, YEARS
from simulator.glossary.year_example import LEDGERS as LEDGERS_SAID
from simulator.glossary.year_example import TARGETS as TARGETS_SAID
from simulator.language.cases import TABLE_KEYS
from simulator.language.changes import VERBS
from simulator.language.columns import COLUMN_WORDS, DeclaredColumn
from simulator.language.draws import DRAWS
from simulator.language.overlay import OVERLAY_KEYS
from simulator.language.quoting import in_chinese, programme_in_chinese, quoted_cases
from simulator.language.records import fields_of
from simulator.language.registry import REGISTRIES, Registries
from simulator.language.takes import left_out, path_in, records_in, spelled, takes
from simulator.model.calendar import USUAL_STAGES, Milestone
from simulator.model.case import CaseNotes
from simulator.model.cumulation import Cumulation, OnePerItem
from simulator.model.disclosure import Disclosure
from simulator.model.distribute import Distribute
from simulator.model.funds import Fund
from simulator.model.goals import AIM_WORDS
from simulator.model.horizon import Horizon
from simulator.model.ledgers import Adjustment, CarryOver, CashCeiling, Pace
from simulator.model.limits import Constraint, Selector
from simulator.model.method import DIRECTIONS
from simulator.model.policies import Policy
from simulator.model.scenario import Figure, Population, Programme, Scenario, Source, SpendingClass
from simulator.model.targets import Actuals, Target
from simulator.money import FEN_OF_UNIT

Lines = Iterator[str]
Roots = tuple[tuple[str, type[Any]], ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """One writing of the reference: its language, what is registered, the examples by their word."""

    language: Language
    registries: Registries
    examples: Mapping[str, str]

    def say(self, key: str, **facts: object) -> str:
        """Return a sentence of the reference."""
        return word(key).say(self.language).format(**facts)

    def key(self, key: str) -> str:
        """Return a word in both forms, the one of this language first."""
        both = (key, CHINESE_KEYS.get(key, key))
        forms = both if self.language == "en" else both[::-1]
        return " ".join(f"`{each}`" for each in dict.fromkeys(forms))

    def meaning(self, key: str) -> str:
        """Return what a word means."""
        return DESCRIPTIONS[key].say(self.language)


@dataclass(frozen=True, slots=True)
class Section:
    """One section: the word of its title, and what it says."""

    title: str
    body: Callable[[Manual], Lines]


def reference(language: Language, cases: str, registries: Registries = REGISTRIES) -> str:
    """Return the language reference in Markdown; `cases` is the text of the case file with its examples."""
    manual = Manual(language, registries, quoted_cases(cases, language))
    return "\n".join(_document(manual)) + "\n"


def _document(manual: Manual) -> Lines:
    titles = [f"{number} {manual.say(each.title)}" for number, each in enumerate(SECTIONS, 1)]
    yield f"# {manual.say('reference_title')}"
    yield from _paragraphs(manual.say("reference_reading"), manual.say("reference_made"))
    yield from ("", *(f"- [{title}](#{_anchor(title)})" for title in titles))
    for title, section in zip(titles, SECTIONS, strict=True):
        yield from ("", f"## {title}")
        yield from section.body(manual)


def _anchor(title: str) -> str:
    """Return what a heading is linked by, as Markdown viewers make it."""
    kept = (each for each in title.lower() if each.isalnum() or each in " -")
    return "".join(kept).replace(" ", "-")


# ── pieces ─────────────────────────────────────────────────────────────────────────────────────────


def _paragraphs(*texts: str) -> Lines:
    for text in texts:
        yield from ("", text)


def _block(text: str) -> Lines:
    yield from ("", "```yaml", text, "```")


def _table(manual: Manual, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Lines:
    yield from ("", _row(manual.say(f"reference_{head}") for head in heads), _row("---" for _ in heads))
    yield from (_row(row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _words(manual: Manual, keys: Iterable[str]) -> Lines:
    yield from _table(manual, ("key", "meaning"), ((manual.key(key), manual.meaning(key)) for key in keys))


def _fields(manual: Manual, record: type[Any], path: str) -> Lines:
    rows = (
        (
            manual.key(key),
            takes(each.kind, _under(path, key), manual.language),
            left_out(record, each, manual.language),
            manual.meaning(key),
        )
        for key, each in fields_of(record).items()
    )
    yield from _table(manual, ("key", "takes", "default", "meaning"), rows)


def _inside(manual: Manual, record: type[Any], path: str) -> Lines:
    """Yield the tables of the records inside a record that no section is about."""
    for key, field in fields_of(record).items():
        for inner, found in records_in(field.kind, _under(path, key)):
            if found not in OF_SECTIONS:
                yield from _paragraphs(manual.say("reference_inside", path=path_in(inner, manual.language)))
                yield from _fields(manual, found, inner)
                yield from _inside(manual, found, inner)


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _records(roots: Roots) -> Callable[[Manual], Lines]:
    """Return a body that tells records and those inside them."""

    def body(manual: Manual) -> Lines:
        for path, record in roots:
            yield from ("", f"### {spelled(path, manual.language)}") if path else ()
            yield from _fields(manual, record, path)
            yield from _inside(manual, record, path)

    return body


# ── one registered word ────────────────────────────────────────────────────────────────────────────


def _word(manual: Manual, key: str, record: type[Any]) -> Lines:
    """Yield a word with its meaning, formula, fields, short form, codes and example."""
    yield from ("", f"### {manual.key(key)}")
    yield from _paragraphs(manual.meaning(key))
    yield from _formula(manual, key)
    if fields_of(record):
        yield from _fields(manual, record, key)
        yield from _inside(manual, record, key)
    yield from _short(manual, key, record)
    yield from _worked(manual, key)


def _formula(manual: Manual, key: str) -> Lines:
    if key in FORMULAS:
        yield from _paragraphs(f"**{manual.say('reference_formula')}** {FORMULAS[key].say(manual.language)}")


def _short(manual: Manual, key: str, record: type[Any]) -> Lines:
    short: str | None = getattr(record, "short", None)
    if short is not None:
        names = {"field": path_in(short, manual.language), "own": path_in(key, manual.language)}
        yield from _paragraphs(manual.say("reference_short", **names))
    if not any(each.required for each in fields_of(record).values()):
        yield from _paragraphs(manual.say("reference_bare"))


def _worked(manual: Manual, key: str) -> Lines:
    yield from _codes(manual, "reference_codes", CODES.get(key, ()))
    if key in manual.examples:
        yield from _paragraphs(f"**{manual.say('reference_example')}**")
        yield from _block(manual.examples[key])


def _codes(manual: Manual, title: str, codes: tuple[str, ...]) -> Lines:
    if codes:
        yield from _paragraphs(f"**{manual.say(title)}**")
        yield from ("", *(f"- `{code}` {_finding(MESSAGES[code].what, manual.language)}" for code in codes))


def _finding(what: Word, language: Language) -> str:
    """Return a finding without its facts."""
    parts = string.Formatter().parse(what.say(language))
    return "".join(text + ("" if name is None else "…") for text, name, _, _ in parts)


def _registered(
    about: str, common: tuple[str, ...], chosen: Callable[[Registries], Mapping[str, type[Any]]]
) -> Callable[[Manual], Lines]:
    """Return a body that tells the words of a registry."""

    def body(manual: Manual) -> Lines:
        yield from _paragraphs(manual.say(about))
        yield from _codes(manual, "reference_common_codes", common)
        for key, record in chosen(manual.registries).items():
            yield from _word(manual, key, record)

    return body


# ── the sections ───────────────────────────────────────────────────────────────────────────────────


def _clauses(manual: Manual) -> Lines:
    yield from _paragraphs(manual.say("reference_clauses_note"))
    for group, clauses in CLAUSES:
        yield from ("", f"### {group.say(manual.language)}")
        for clause in clauses:
            yield from _clause(manual, clause)


def _clause(manual: Manual, clause: Clause) -> Lines:
    at_root = manual.say("reference_at_root") if clause.whole else ""
    notes = (text for text in (at_root, clause.note.say(manual.language)) if text)
    yield from _paragraphs(" ".join((f"**{clause.wording.say(manual.language)}**", *notes)))
    chinese = in_chinese if clause.whole else programme_in_chinese
    yield from _block(clause.written if manual.language == "en" else chinese(clause.written))


def _populations(manual: Manual) -> Lines:
    yield from _records((("populations.*", Population),))(manual)
    yield from ("", f"### {manual.say('about_columns')}")
    yield from _words(manual, (each for each in COLUMN_WORDS if each not in FEN_OF_UNIT))
    units = ", ".join(f"`{unit}`" for unit in FEN_OF_UNIT)
    yield from _paragraphs(manual.say("reference_units", units=units))
    yield from _fields(manual, DeclaredColumn, "columns")
    yield from ("", f"### {manual.say('about_draws')}")
    for key, record in DRAWS.items():
        yield from _paragraphs(f"**{manual.key(key)}** {manual.meaning(key)}")
        yield from _fields(manual, record, key)


def _programmes(manual: Manual) -> Lines:
    yield from _records((("programmes.*", Programme),))(manual)
    yield from _worked_words(manual, ("quota",))


def _distribution(manual: Manual) -> Lines:
    yield from _paragraphs(manual.say("about_distribution"))
    yield from _codes(manual, "reference_common_codes", EVERY_DISTRIBUTION)
    yield from _records((("programmes.*.distribute", Distribute),))(manual)
    yield from _worked_words(manual, DISTRIBUTION_WORDS)


def _worked_words(manual: Manual, keys: tuple[str, ...]) -> Lines:
    for key in keys:
        yield from ("", f"### {manual.key(key)}")
        yield from _paragraphs(manual.meaning(key))
        yield from _formula(manual, key)
        yield from _worked(manual, key)


def _methods(manual: Manual) -> Lines:
    yield from _registered("about_methods", EVERY_METHOD, lambda each: each.methods)(manual)
    yield from ("", f"### {manual.say('about_sort_keys')}")
    yield from _words(manual, DIRECTIONS)


def _constraints(manual: Manual) -> Lines:
    yield from _records((("constraints.*", Constraint),))(manual)
    yield from ("", f"### {manual.say('about_measures')}")
    yield from _words(manual, manual.registries.measures)
    yield from _fields(manual, Selector, "top")


def _goals(manual: Manual) -> Lines:
    yield from _registered("about_goals", (), lambda each: each.goals)(manual)
    yield from _paragraphs(manual.say("about_least_cost"))
    yield from _block(LEAST_COST if manual.language == "en" else in_chinese(LEAST_COST))
    yield from ("", f"### {manual.say('about_aims')}")
    yield from _paragraphs(manual.say("about_aims_note"))
    yield from _words(manual, AIM_WORDS)
    for key, record in manual.registries.aims.items():
        yield from _word(manual, key, record)


def _cumulation(manual: Manual) -> Lines:
    for key, record in (("cumulation", Cumulation), ("one_per_item", OnePerItem)):
        yield from _records(((f"{key}[]", record),))(manual)
        yield from _paragraphs(manual.meaning(key))
        yield from _worked(manual, key)


def _calendar(manual: Manual) -> Lines:
    yield from _paragraphs(manual.say("about_calendar"), manual.say("about_calendar_order"))
    yield from _block(TIMETABLE if manual.language == "en" else in_chinese(TIMETABLE))
    yield from _words(manual, ("column", "rows", "pay", "milestone", "release"))
    yield from ("", f"### {manual.say('about_stages')}")
    yield from _words(manual, (each for each in USUAL_STAGES.words if each not in ("pay", "release")))
    yield from ("", f"### {manual.key('milestone')}")
    yield from _fields(manual, Milestone, "milestone")
    yield from _answers(manual, ANSWERS["calendar"])


def _of_the_year(
    about: str, records: Mapping[str, type[Any]], example: str = "", answers: str = ""
) -> Callable[[Manual], Lines]:
    """Return what writes a part of the year: a paragraph, an example, every key, every figure it answers."""

    def write(manual: Manual) -> Lines:
        yield from _paragraphs(manual.say(about))
        if example:
            yield from _block(example if manual.language == "en" else in_chinese(example))
        yield from _records(tuple(records.items()))(manual)
        yield from _answers(manual, ANSWERS[answers]) if answers else ()

    return write


def _answers(manual: Manual, paths: Paths) -> Lines:
    """Yield the figures that may be expected of a run and explained, by their paths."""
    yield from ("", f"### {manual.say('about_answers')}")
    rows = ((f"`{path}`", said.say(manual.language)) for path, said in paths.items())
    yield from _table(manual, ("path", "meaning"), rows)


def _scenario(manual: Manual) -> Lines:
    yield from _records((("", Scenario),))(manual)
    yield from _answers(manual, ANSWERS["scenario"])


def _overlays(manual: Manual) -> Lines:
    yield from _paragraphs(manual.say("about_overlays"), manual.say("about_paths"))
    yield from _words(manual, OVERLAY_KEYS)
    rows = ((manual.key(key), _beside(manual, key), manual.meaning(key)) for key in VERBS)
    yield from _table(manual, ("key", "takes", "meaning"), rows)


def _beside(manual: Manual, key: str) -> str:
    needed = (manual.key(each) for each in VERBS[key].needs)
    taken = (f"({manual.key(each)})" for each in VERBS[key].takes)
    return ", ".join((*needed, *taken)) or "—"


def _cases(manual: Manual) -> Lines:
    yield from _paragraphs(manual.say("about_cases"))
    yield from _words(manual, TABLE_KEYS)
    yield from _paragraphs(manual.say("about_case_given"))
    yield from _paragraphs(f"**{manual.say('reference_example')}**")
    yield from _block(CASE_FILE if manual.language == "en" else in_chinese(CASE_FILE))
    yield from _records((("cases.*", CaseNotes),))(manual)
    yield from ("", f"### {manual.key('expect')}")
    yield from _paragraphs(manual.say("about_expected"))
    names = ((f"`{_named(name, manual)}`", said.say(manual.language)) for name, said in EXPECTED.items())
    yield from _table(manual, ("name", "meaning"), names)


def _named(name: str, manual: Manual) -> str:
    """Return the name of an expected figure, what stands for the officer's own words in this language."""
    chinese = PLACEHOLDERS if manual.language == "zh" else {}
    return re.sub("<[a-z]+>", lambda found: chinese.get(found[0], found[0]), name)


def _expressions(manual: Manual) -> Lines:
    yield from _paragraphs(manual.say("about_expressions"))
    yield from ("", f"### {manual.say('reference_operators')}")
    operators = ((_forms(each), manual.say(OPERATORS[each])) for each in POWER)
    yield from _table(manual, ("written", "meaning"), operators)
    yield from ("", f"### {manual.say('reference_functions')}")
    functions = (
        (f"`{each.name.en}` `{each.name.zh}`", each.needed, each.gives.say(manual.language))
        for each in FUNCTIONS.values()
    )
    yield from _table(manual, ("written", "arguments", "meaning"), functions)
    yield from ("", f"### {manual.say('reference_literals')}")
    literals = ((f"`{text}`", KIND_WORDS[literal(text)[0].kind].say(manual.language)) for text in LITERALS)
    yield from _table(manual, ("written", "kind"), literals)


def _forms(operator: str) -> str:
    others = (form for form, own in {**WORD_OPERATORS, **SAME_OPERATOR}.items() if own == operator)
    return " ".join(f"`{form}`" for form in dict.fromkeys((operator, *others)))


LEDGERS: Mapping[str, type[Any]] = MappingProxyType(
    {"adjustments[]": Adjustment, "cash.*": CashCeiling, "carry_over": CarryOver, "pace": Pace}
)
TARGETS: Mapping[str, type[Any]] = MappingProxyType({"targets.*": Target, "actuals": Actuals})
STOCKS: Mapping[str, type[Any]] = MappingProxyType({"funds.*": Fund})
LAYERS: Mapping[str, type[Any]] = MappingProxyType({"policies.*": Policy})
TABLES: Mapping[str, type[Any]] = MappingProxyType({"disclosure": Disclosure})
HORIZON: Mapping[str, type[Any]] = MappingProxyType({"horizon": Horizon})
OF_THE_YEAR: Mapping[str, type[Any]] = MappingProxyType(
    {**LEDGERS, **TARGETS, **STOCKS, **LAYERS, **TABLES, **HORIZON}
)
OF_SECTIONS = (
    Source,
    SpendingClass,
    Figure,
    Population,
    Programme,
    Distribute,
    Constraint,
    Cumulation,
    OnePerItem,
    *OF_THE_YEAR.values(),
)
LEAST_COST = """\
constraints:
  firms_served: {top: {count: {}}, at_least: 120}
  small_firms: {top: {count: {where: size = small}}, at_least: 40, strength: should}
objective:
  - {keep: small_firms}
  - {minimise: spent}"""
TIMETABLE = """\
calendar:
  reform:
    column: batch
    rows:
      spring: {Q1: guide, Q2: [accept, review], Q3: [publicity, fund_plan, contract, {pay: 100%}]}
      autumn: {Q2: guide, Q3: [accept, review], Q4: [publicity, contract, {pay: 60%}], 2015Q4: {pay: 40%}}
  carriers:
    Q1: [guide, accept]
    Q2: [review, contract, {pay: 30%}]
    Q4: [{milestone: {title: opened, pay: 70%, retain: 5%}}]
    2015-06: release"""
DISTRIBUTION_WORDS = ("distribute", "gap", "roots", "minimum", "times", "protect")
OPERATORS: Mapping[str, str] = MappingProxyType(
    {
        "or": "operator_or",
        "and": "operator_and",
        "not": "operator_not",
        "=": "operator_equal",
        "≠": "operator_unequal",
        "<": "operator_less",
        "≤": "operator_at_most",
        ">": "operator_more",
        "≥": "operator_at_least",
        "in": "operator_in",
        "not in": "operator_not_in",
        "+": "operator_plus",
        "-": "operator_minus",
        "*": "operator_times",
        "/": "operator_divided",
    }
)
LITERALS = (
    *("500万元", "1.2亿元", "0.01元", "5%", "3‰", "5pp", "5个百分点", "1.2x", "1.2倍", "1/3", "17", "0.5"),
    *("2014-06-30", "2014年6月30日", "2014Q3", "30天", "yes", "否", "三甲"),
)
SECTIONS: tuple[Section, ...] = (
    Section("reference_clauses", _clauses),
    Section("section_scenario", _scenario),
    Section("section_sources", _records((("sources.*", Source), ("spending.*", SpendingClass)))),
    Section("section_figures", _records((("figures.*", Figure),))),
    Section("section_populations", _populations),
    Section("section_programmes", _programmes),
    Section(
        "section_steps",
        _registered(
            "about_steps",
            EVERY_STEP,
            lambda each: {key: step for key, step in each.rules.items() if not step.across},
        ),
    ),
    Section(
        "section_group_steps",
        _registered(
            "about_group_steps",
            EVERY_GROUP_STEP,
            lambda each: {key: step for key, step in each.rules.items() if step.across},
        ),
    ),
    Section("section_distribution", _distribution),
    Section("section_methods", _methods),
    Section("section_constraints", _constraints),
    Section("section_cumulation", _cumulation),
    Section("section_objective", _goals),
    Section("section_policies", _of_the_year("about_policies", LAYERS)),
    Section("section_calendar", _calendar),
    Section("section_ledgers", _of_the_year("about_ledgers", LEDGERS, LEDGERS_SAID, "ledgers")),
    Section("section_funds", _of_the_year("about_funds", STOCKS, FUNDS, "funds")),
    Section("section_targets", _of_the_year("about_targets", TARGETS, TARGETS_SAID, "targets")),
    Section("section_disclosure", _of_the_year("about_disclosure", TABLES, DISCLOSURE, "disclosure")),
    Section("section_horizon", _of_the_year("about_horizon", HORIZON, YEARS)),
    Section("section_overlays", _overlays),
    Section("section_cases", _cases),
    Section("section_expressions", _expressions),
)
