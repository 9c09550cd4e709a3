"""Verdicts as JSON and as plain text, for `yangguang judge`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from yangguang.core.language import load_language
from yangguang.core.money import exact
from yangguang.core.sentence import say
from yangguang.rules.judge.model import TALLY_TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from yangguang.core.address import Sheet
    from yangguang.core.language import Language
    from yangguang.rules.judge.rule import Verdict


def judgement_json(verdicts: Iterable[Verdict], as_of: date, language: Language) -> dict[str, Any]:
    """The public JSON of `judge`."""
    return {
        "as_of": as_of.isoformat(),
        "verdicts": [
            verdict_json(one, language)
            | {"cells": [{"file": cell.file, "row": cell.row, "column": cell.column} for cell in one.answer.cells]}
            for one in verdicts
        ],
    }


def judgement_text(verdicts: Iterable[Verdict], as_of: date, language: Language) -> str:
    """One block a union-year, one line a verdict: clause, status, title, reason."""
    lines: list[str] = []
    head = None
    for one in verdicts:
        if head != (one.union_id, one.year):
            head = (one.union_id, one.year)
            lines.append(
                say("{union} {year}年，评价日期{as_of}", union=one.union_id, year=one.year, as_of=as_of).text(language)
            )
        status, title = language.gettext(TALLY_TITLES[one.tally]), language.gettext(one.rule.title)
        lines.append(f"  {one.rule.clause_id:7} [{status}] {title}：{one.reason(language)}")
    return "".join(f"{line}\n" for line in lines)


def verdict_json(one: Verdict, language: Language, most: int | None = None) -> dict[str, Any]:
    """A verdict without its cells. `message` is in `language`, `message_en` always English; amounts are exact strings.

    `cells_total` says how many cells there are where they are more than `most`.
    `asked` is false where `no_data` is nobody's debt: the union's tier does not ask for the table that is lacking.
    """
    answer = one.answer
    told: dict[str, Any] = {
        "union_id": one.union_id,
        "year": one.year,
        "clause": one.rule.clause_id,
        "rule_version": one.rule.version,
        "status": one.status.value,
        "asked": answer.asked,
        "severity": one.weight.value,
        "message": one.reason(language),
        "message_en": one.reason(load_language("en")),
        "figures": [{"key": figure.key, "value": exact(figure.value)} for figure in answer.figures],
        "parameters": [{"name": row.name, "value": row.value, "basis": row.basis} for row in answer.parameters],
        "cells": [],
        "explanations": list(one.explanations),
    }
    if most is not None and len(answer.cells) > most:
        told["cells_total"] = len(answer.cells)
    return told


def with_cells(content: bytes, verdicts: Sequence[Verdict], most: int, folder: str | None) -> bytes:
    """JSON that holds `verdict_json` of `verdicts` in their order, with the first `most` cells of each.

    Files in `folder`, which the reader knows, are named './<file>'. A year's verdicts name seven hundred cells: written out
    here they cost a third of what as many dictionaries do.
    """
    before, *rest = content.split(b'"cells":[]')
    assert len(rest) == len(verdicts), "no text holds bare quotes"
    begin: dict[Sheet, str] = {}
    parts = [before]
    for verdict, after in zip(verdicts, rest, strict=True):
        cells = verdict.answer.cells[:most]
        for sheet in {cell.sheet for cell in cells}.difference(begin):
            file = (
                f".{sheet.path.removeprefix(folder)}" if folder and sheet.path.startswith(f"{folder}/") else sheet.path
            )
            begin[sheet] = f'{{"file":{json.dumps(file, ensure_ascii=False)},"row":'
        told = ",".join([f'{begin[sheet]}{row},"column":"{column}"}}' for sheet, row, column in cells])
        parts += (b'"cells":[', told.encode(), b"]", after)
    return b"".join(parts)
