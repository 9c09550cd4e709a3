"""Sheets -> drafts: each sheet is recognised, or it is said why not."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.door.bytes.strays import is_footer
from yangguang.importer.body import read_body
from yangguang.importer.cells import plain
from yangguang.importer.columns import Context, titles
from yangguang.importer.items import item_of
from yangguang.importer.labels import names_of
from yangguang.importer.merged import unmerge
from yangguang.importer.preface import check_preface, factors
from yangguang.importer.recognise import recognise
from yangguang.importer.template import CODES, GUIDE, NOTHING, SIGN, STATE_ROW, TO_DO, is_template, stage_called
from yangguang.importer.three_public import fund_source, read_three_public

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.importer.model import Draft, Log, Sheet
    from yangguang.importer.preface import Asked
    from yangguang.importer.recognise import Heading
    from yangguang.records.policy import ChartAccount

_UNNAMED = Text("（没有列名）", "(without a heading)")
_OURS = frozenset({GUIDE, CODES, TO_DO})


def read_sheet(sheet: Sheet, asked: Asked, chart: Mapping[str, ChartAccount], log: Log) -> Draft | None:
    """The draft that a sheet gives; None where it gives none, which is told."""
    if sheet.name in _OURS:
        _check_guide(sheet, asked, log)
        return None
    headings = recognise(sheet, asked.year)
    if not any("fund_source" in heading.columns for heading in headings):
        draft = read_three_public(sheet, asked, log)
        if draft is not None:
            check_preface(sheet, 1, asked, log)
            return draft
    headings = [one for one in headings if one.table.name != "three_public" or _has_an_item(sheet, one)]
    if not headings:
        log.tell("import.sheet-ignored", sheet.place())
        return None
    if len(headings) > 1:
        names = [heading.table.title for heading in headings]
        tables = Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))
        log.tell("import.ambiguous-sheet", sheet.place(), tables=tables)
        return None
    heading = headings[0]
    check_preface(sheet, heading.first, asked, log, is_ours=is_template(sheet))
    _check_labels(sheet, heading, log)
    found = factors(sheet, heading, asked, log)
    if found is None:
        return None
    if found_hidden := sheet.hidden.holding(enumerate(sheet.rows)):
        log.tell("import.hidden-cells", sheet.place(), cells=found_hidden)
    sheet = unmerge(sheet, heading, log)
    draft = read_body(
        sheet, heading, asked, Context(year=asked.year, fiscal=asked.fiscal, chart=chart, factors=found), log
    )
    if draft.table.name == "three_public" and "fund_source" not in draft.columns and draft.rows:
        draft = _funded(draft, fund_source(sheet, heading.first, asked, log))
    return _declared(draft, log)


def _has_an_item(sheet: Sheet, heading: Heading) -> bool:
    """Whether a row names one of the three public expenses: a list of accounts by name has the same headings."""
    at = heading.columns["item"]
    names = [plain(str(row[at])) for row in sheet.rows[heading.last + 1 :] if at < len(row)]
    return not any(names) or any(item_of(name) or name in titles("three_public_item") for name in names)


def _funded(draft: Draft, source: str | None) -> Draft:
    """The draft with the fund that paid for all of it, where no column says so."""
    rows = [row._replace(cells={**row.cells, "fund_source": source or ""}) for row in draft.rows]
    return replace(draft, rows=rows, columns={**draft.columns, "fund_source": 0})


def stage_said(sheets: list[Sheet]) -> str | None:
    """The stage that the first sheet of a template names."""
    for sheet in sheets:
        if sheet.name == GUIDE:
            facts = _facts(sheet)
            return stage_called(facts.get("阶段", ""))
    return None


def _facts(sheet: Sheet) -> dict[str, str]:
    return {plain(str(row[0])): plain(str(row[1])) for row in sheet.rows[:8] if len(row) > 1}


def _check_guide(sheet: Sheet, asked: Asked, log: Log) -> None:
    if sheet.name != GUIDE or not str(sheet.rows[0][0]).startswith(SIGN):
        return
    facts = _facts(sheet)
    said = f"{facts.get('工会编码', '')} {facts.get('年度', '').removesuffix('.0')}"
    wanted = f"{asked.union.union_id} {asked.year}"
    if said != wanted:
        log.tell("import.other-package", sheet.place(), said=said, wanted=wanted)


def _declared(draft: Draft, log: Log) -> Draft | None:
    """What the cell above a template's table says of it: a sheet without rows is no table unless it says so."""
    is_ours = is_template(draft.sheet)
    row = draft.sheet.rows[STATE_ROW] if is_ours else ()
    says_nothing = len(row) > 1 and plain(str(row[1])) == NOTHING
    title = draft.table.title
    if says_nothing and draft.rows:
        log.tell("import.not-empty", draft.sheet.place(STATE_ROW, 1), title=title, rows=len(draft.rows))
    if not draft.rows and not says_nothing and (is_ours or draft.sheet.name):
        log.tell("import.empty", draft.sheet.place(), title=title)
        return None
    return replace(draft, is_declared=not draft.rows)


def _check_labels(sheet: Sheet, heading: Heading, log: Log) -> None:
    """What stands among the headings and names no column."""
    known = names_of(heading.table.name)
    unused = {
        title: name.partition(" of ")[0]
        for title, (name, _) in known.items()
        if name not in heading.columns and not name.startswith("@")
    }
    for column, label in heading.twice:
        log.tell("import.label-twice", sheet.place(heading.last, column), label=label)
    for column, label in heading.unclear:
        amounts = [one.title_zh for one in heading.table.columns if one.kind in {"number", "date"}]
        log.tell("import.label-unclear", sheet.place(heading.last, column), label=label, titles="、".join(amounts))
    for column, label in heading.extra:
        near = get_close_matches(label, list(unused), n=1, cutoff=0.75) if len(label) <= 40 else []
        if near:
            title = heading.table.column(unused[near[0]]).title_zh
            log.tell("import.label-near", sheet.place(heading.last, column), label=label, near=title)
        elif any(column < len(row) and row[column] != "" for row in sheet.rows[heading.last + 1 :]):
            log.tell("import.label-extra", sheet.place(heading.last, column), label=label)
    for column in heading.unnamed:
        below = [row for row in sheet.rows[heading.last + 1 :] if column < len(row) and row[column] != ""]
        if not all(map(is_footer, below)):
            log.tell("import.label-extra", sheet.place(heading.last, column), label=_UNNAMED)
