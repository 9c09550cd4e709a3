"""The catalogue of rules, one rule in full, and one verdict step by step, as text and JSON for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yangguang.core.dates import format_date
from yangguang.core.money import exact
from yangguang.core.sentence import say
from yangguang.records.codes import code_title
from yangguang.rules.catalogue import BY_CLAUSE, SUPPLEMENTARY, is_on, supplementary_clause, switches
from yangguang.rules.judge.model import TALLY_TITLES, WEIGHT_TITLES
from yangguang.rules.judge.parameters import parameters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.core.figures import Figure
    from yangguang.core.language import Language
    from yangguang.core.sentence import Sentence
    from yangguang.policy.law import Policy
    from yangguang.records.policy import Clause, Parameter
    from yangguang.rules.judge.evidence import Library, Seen
    from yangguang.rules.judge.model import Cell
    from yangguang.rules.judge.rule import Rule, Verdict, Version

_COVERAGE = {"judged": say("规则{version}"), "declaratory": say("不判定"), "not_yet": say("尚未判定")}


def catalogue_json(policy: Policy, language: Language) -> dict[str, Any]:
    """Every clause with what judges it, the supplementary rules apart, and how many there are of each."""
    clauses = [_entry(clause, BY_CLAUSE.get(name), policy, language) for name, clause in policy.clauses.items()]
    coverage = [one["coverage"] for one in clauses]
    beside = [
        _entry(supplementary_clause(rule, switch), rule, policy, language) | {"on": is_on(switch)}
        for rule, switch in _beside(policy)
    ]
    return {
        "summary": {
            "clauses": len(clauses),
            **{name: coverage.count(name) for name in _COVERAGE},
            "supplementary": len(beside),
        },
        "clauses": clauses,
        "supplementary": beside,
    }


def catalogue_text(policy: Policy, language: Language) -> str:
    """One line a clause, by chapter: what judges it, how much a breach weighs, what should hold."""
    lines: list[str] = []
    section = None
    for clause in policy.clauses.values():
        if clause.section != section:
            section = clause.section
            lines.append(language.gettext(section))
        lines.append(_line(clause, BY_CLAUSE.get(clause.clause_id), language))
    beside = _beside(policy)
    if beside:
        lines.append(say("附加规则").text(language))
    for rule, switch in beside:
        off = "" if is_on(switch) else say("（未启用）").text(language)
        lines.append(_line(supplementary_clause(rule, switch), rule, language) + off)
    count = catalogue_json(policy, language)["summary"]
    told = say(
        "共 {clauses} 条：机器判定 {judged}，宣示性不判定 {declaratory}，尚未判定 {not_yet}；附加规则 {supplementary} 条",
        **count,
    )
    return "".join(f"{line}\n" for line in (*lines, told.text(language)))


def rule_text(rule: Rule | None, clause: Clause, policy: Policy, language: Language) -> str:
    """One rule in full: the sentence, whom it binds, how it is checked, its parameters and versions with their history."""
    return "".join(f"{line}\n" for line in _rule_lines(rule, clause, policy, language))


def derivation_text(verdict: Verdict, library: Library, language: Language) -> str:
    """How one verdict came about: figures, cells with their values, parameters, the reason, the status."""
    return "".join(f"{line}\n" for line in _derivation_lines(verdict, library, language))


def _rule_lines(rule: Rule | None, clause: Clause, policy: Policy, language: Language) -> Iterator[str]:
    _ = language.gettext
    yield f"{clause.clause_id} {_(rule.title) if rule else ''}".rstrip()
    yield say("{section}：“{text}”", section=_(clause.section), text=clause.text).text(language)
    if rule is None:
        declared = clause.nature == "declaratory"
        unjudged = say("这一句是宣示性表述，没有可以核查的内容。") if declared else say("这一句还没有判定规则。")
        yield unjudged.text(language)
        return
    yield say("适用于：{who}", who=_(rule.applies_to)).text(language)
    yield say("如何核对：{how}", how=_(rule.method)).text(language)
    yield say("性质：{weight}", weight=_(WEIGHT_TITLES[rule.weight])).text(language)
    read = [row for name in parameters_of(rule, policy) for row in policy.history(name)]
    if rows := (*switches(policy, rule), *read):
        yield say("参数：").text(language)
    yield from (f"  {_parameter(row, language)}" for row in rows)
    yield say("版本：").text(language)
    yield from (f"  {_version(one, language)}" for one in reversed(rule.history))


def _derivation_lines(verdict: Verdict, library: Library, language: Language) -> Iterator[str]:
    answer, union = verdict.answer, library.registry.unions[verdict.union_id]
    status, weight = language.gettext(TALLY_TITLES[verdict.tally]), language.gettext(WEIGHT_TITLES[verdict.weight])
    found = say(
        "判定：{status}（{weight}，规则版本{version}）", status=status, weight=weight, version=verdict.rule.version
    )
    steps: list[tuple[Sentence, list[str]]] = [
        (say("依据的数："), [f"{one.key} = {_figure(one, language)}" for one in answer.figures]),
        (say("依据的单元格："), [_cell(one, library.look_up(one), language) for one in answer.cells]),
        (say("适用的参数："), [_parameter(row, language) for row in answer.parameters]),
    ]
    taken = [(title, lines) for title, lines in steps if lines]
    yield say("{union} {year}年", union=union.name, year=verdict.year).text(language)
    for number, (title, lines) in enumerate(
        [*taken, (say("理由：{reason}", reason=answer.reason), []), (found, [])], 1
    ):
        yield f"{number}. {title.text(language)}"
        yield from (f"   {line}" for line in lines)
    for text in verdict.explanations:
        yield say("工会的说明（不改变判定）：{text}", text=text).text(language)


def _beside(policy: Policy) -> list[tuple[Rule, Parameter]]:
    """The supplementary rules that `parameters.csv` names, each with the latest row of its switch."""
    return [(rule, rows[-1]) for rule in SUPPLEMENTARY if (rows := switches(policy, rule))]


def _coverage(clause: Clause, rule: Rule | None) -> str:
    if rule is not None:
        return "judged"
    return "declaratory" if clause.nature == "declaratory" else "not_yet"


def _entry(clause: Clause, rule: Rule | None, policy: Policy, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {
        "clause": clause.clause_id,
        "section": clause.section,
        "text": clause.text,
        "coverage": _coverage(clause, rule),
    }
    if rule is None:
        return told
    return told | {
        "title": language.gettext(rule.title),
        "method": language.gettext(rule.method),
        "applies_to": language.gettext(rule.applies_to),
        "severity": rule.weight.value,
        "rule_version": rule.version,
        "parameters": list(parameters_of(rule, policy)),
        "history": [
            {
                "version": one.version,
                "on": one.on.isoformat(),
                "first_year": one.first_year,
                "last_year": one.last_year,
                "what": language.gettext(one.what),
            }
            for one in rule.history
        ],
    }


def _line(clause: Clause, rule: Rule | None, language: Language) -> str:
    said = _COVERAGE[_coverage(clause, rule)]
    covered = say(said.msgid, version=rule.version if rule else "").text(language)
    what = language.gettext(rule.title) if rule else clause.text
    weight = f"{language.gettext(WEIGHT_TITLES[rule.weight])}  " if rule else ""
    return f"  {clause.clause_id:7} [{covered}] {weight}{what}"


def _parameter(row: Parameter, language: Language) -> str:
    until = say("，{day}止", day=row.effective_to) if row.effective_to else ""
    unit = code_title("parameter_unit", row.unit, language.code)
    told = {"name": row.name, "value": row.value, "unit": unit, "since": row.effective_from, "until": until}
    if row.nature == "default":  # whose basis begins by saying so
        return say(
            "{name} = {value}（{unit}），{since}起{until}；{basis}", **told, basis=language.gettext(row.basis)
        ).text(language)
    nature = code_title("parameter_nature", row.nature, language.code)
    return say(
        "{name} = {value}（{unit}），{since}起{until}；{nature}：{basis}",
        **told,
        nature=nature,
        basis=language.gettext(row.basis),
    ).text(language)


def _version(one: Version, language: Language) -> str:
    years = (
        say("影响{first}年至{last}年的判定", first=one.first_year, last=one.last_year)
        if one.last_year
        else say("影响{first}年起各年的判定", first=one.first_year)
    )
    return say(
        "{version} {day} {what}，{years}",
        version=one.version,
        day=format_date(one.on, language.code),
        what=language.gettext(one.what),
        years=years,
    ).text(language)


def _figure(figure: Figure, language: Language) -> object:
    return say("缺数据").text(language) if figure.value is None else exact(figure.value)


def _cell(cell: Cell, seen: Seen | None, language: Language) -> str:
    if seen is None:
        return say("{file} 第{row}行 {column}：见对方的数据", file=cell.file, row=cell.row, column=cell.column).text(
            language
        )
    column = seen.column.title_en if language.code == "en" else seen.column.title_zh
    value = say("{column}：{value}", column=column, value=_value(seen, language))
    if seen.line == cell.row:
        return say("{file} 第{row}行 {value}", file=cell.file, row=cell.row, value=value).text(language)
    told = say("{file} 第{row}行（文件第{line}行）{value}", file=cell.file, row=cell.row, line=seen.line, value=value)
    return told.text(language)


def _value(seen: Seen, language: Language) -> object:
    """The cell as it was reported, an amount to the cent, a code with its title."""
    if seen.value is None:
        return say("（空）")
    return code_title(seen.column.codes, str(seen.value), language.code) if seen.column.codes else seen.value
