"""Verdicts as JSON and as plain text, for `yangguang judge`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yangguang.core.language import load_language
from yangguang.core.money import exact
from yangguang.core.sentence import say
from yangguang.rules.judge.model import TALLY_TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yangguang.core.language import Language
    from yangguang.rules.judge.model import Verdict


def judgement_json(
    verdicts: Iterable[Verdict], as_of: date, language: Language, most: int | None = None, folder: str | None = None
) -> dict[str, Any]:
    """The public JSON of `judge`. `message` is in `language`, `message_en` always English; amounts are exact strings.

    Of more than `most` cells of a verdict the first are listed, and `cells_total` says how many there are. Files in `folder`,
    which the reader knows, are named './<file>': a year's verdicts name seven hundred cells.
    `asked` is false where `no_data` is nobody's debt: the union's tier does not ask for the table that is lacking.
    """
    english = load_language("en")
    return {
        "as_of": as_of.isoformat(),
        "verdicts": [_verdict(one, language, english, most, folder) for one in verdicts],
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
        lines.append(f"  {one.rule.clause_id:7} [{status}] {title}：{one.answer.reason.text(language)}")
    return "".join(f"{line}\n" for line in lines)


def _verdict(
    one: Verdict, language: Language, english: Language, most: int | None, folder: str | None
) -> dict[str, Any]:
    answer = one.answer
    listed = answer.cells[:most]
    names = {
        file: f".{file.removeprefix(folder)}" if folder and file.startswith(f"{folder}/") else file
        for file in {cell.file for cell in listed}
    }
    total = {} if len(listed) == len(answer.cells) else {"cells_total": len(answer.cells)}
    return {
        "union_id": one.union_id,
        "year": one.year,
        "clause": one.rule.clause_id,
        "rule_version": one.rule.version,
        "status": one.status.value,
        "asked": answer.asked,
        "severity": one.weight.value,
        "message": answer.reason.text(language),
        "message_en": answer.reason.text(english),
        "figures": [{"key": figure.key, "value": exact(figure.value)} for figure in answer.figures],
        "parameters": [{"name": row.name, "value": row.value, "basis": row.basis} for row in answer.parameters],
        "cells": [{"file": names[cell.file], "row": cell.row, "column": cell.column} for cell in listed],
        "explanations": list(one.explanations),
        **total,
    }
