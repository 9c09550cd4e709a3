"""The accountant's door in a web page: what `template`, `import` and `judge` do, for a reader who has a browser and no git.

The page `guide/check/` runs this, and all that it calls, in the reader's own browser: the same door, importer and rules.
Files come in as bytes and go out as bytes; DATA is a folder in the browser's memory, laid out from archives that the
site publishes. Nothing here reads the clock or the network.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yangguang.core.language import load_language
from yangguang.core.paths import within
from yangguang.exports.archive import zipped
from yangguang.importer.annotate import annotate
from yangguang.pipeline.books import UnbuildableError, open_books
from yangguang.pipeline.importing import make_template, run_import
from yangguang.pipeline.questions import MisuseError
from yangguang.pipeline.union_years import judge_year
from yangguang.records.tables import BY_NAME
from yangguang.sources.provenance import Provenance
from yangguang.sources.tree import Laid, in_archive, tree_of
from yangguang.told.imports import import_json
from yangguang.told.issues import where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.core.issues import Place
    from yangguang.importer.package import Imported
    from yangguang.rules.judge.rule import Verdict

PACKAGE, ANNOTATED, TEMPLATE = "package.zip", "annotated.xlsx", "template.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, of which day, and in which language it is answered; the rest as `yangguang import` takes it."""

    union: str
    year: int
    as_of: str
    lang: str = "zh"
    factor: int | None = None
    fund_source: str | None = None
    stage: str | None = None
    replaces: bool = False

    @property
    def day(self) -> date:
        """The day on which it is asked."""
        return date.fromisoformat(self.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is told, as JSON, and the files that come with it, by name."""

    told: str
    files: Mapping[str, bytes]


def lay(data: str, archive: bytes, folder: str = "") -> None:
    """Lay what the site publishes out in DATA: the federation's archive at its root, a package's in its `folder`."""
    root = Path(data)
    for path, content in in_archive(archive).files.items():
        target = within(root, f"{folder}/{path}" if folder else path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def template(data: str, question: str) -> Answer:
    """The workbook that the union fills in for the year."""
    asked = Question(**json.loads(question))
    try:
        made = make_template(Path(data), asked.union, asked.year, asked.day, stage=asked.stage)
    except (MisuseError, UnbuildableError) as off:
        return _misuse(off)
    return Answer(told=_json({"status": "made"}), files={TEMPLATE: made})


def check(data: str, files: Sequence[tuple[str, bytes]], question: str) -> Answer:
    """What `yangguang import --dry-run` says of the files; the annotated sheets; the package, where nothing is refused."""
    asked = Question(**json.loads(question))
    try:
        imported = run_import(
            Path(data), [(name, bytes(content)) for name, content in files], asked.union, asked.year, asked.day,
            factor=asked.factor, fund_source=asked.fund_source, stage=asked.stage, replaces=asked.replaces,
        )  # fmt: skip
    except (MisuseError, UnbuildableError) as off:
        return _misuse(off)
    made = {ANNOTATED: annotate(imported)} if imported.sheets else {}
    if not imported.refused:
        made[PACKAGE] = zipped(sorted(imported.made.items()))
    return Answer(told=_json(_told(imported, asked.lang)), files=made)


def judge(data: str, folder: str, package: bytes, question: str) -> Answer:
    """The verdicts that the package in `folder` would get, and what visitors would see first; DATA stays as it is.

    `beside` are the unions whose books a rule may look at, as far as DATA has them.
    """
    # The first answer, that of `check`, does not wait for pages and their templates to load.
    from yangguang.pages.union_year import first_screen  # noqa: PLC0415 (as said)
    from yangguang.pipeline.check import read_around  # noqa: PLC0415 (likewise)
    from yangguang.rules.catalogue import RULES  # noqa: PLC0415 (likewise)
    from yangguang.rules.judge.model import TALLY_TITLES  # noqa: PLC0415 (likewise)
    from yangguang.site.audit import audit  # noqa: PLC0415 (likewise)
    from yangguang.views.judged import JudgedYear  # noqa: PLC0415 (likewise)
    from yangguang.views.model import Edition  # noqa: PLC0415 (likewise)

    asked = Question(**json.loads(question))
    books = open_books(Laid(tree_of(Path(data)), folder, in_archive(package)), asked.day)
    reports, view, faults = read_around(books, (asked.union,))
    if asked.union in faults or reports[asked.union][asked.year].package is None:
        return Answer(told=_json({"verdicts": [], "preview": "", "beside": []}), files={})
    years = reports[asked.union]

    neighbours = view.neighbours(asked.union, asked.year)

    def judged(year: int) -> tuple[Verdict, ...]:
        beside = view.neighbours(asked.union, year)
        return judge_year(books.registry, books.policy, asked.day, years, year, beside)

    verdicts = judged(asked.year)
    edition = Edition(
        registry=books.registry, policy=books.policy, rules=RULES, language=load_language(asked.lang),
        as_of=asked.day, built_on=asked.day, version="", provenance=Provenance(), years=tuple(sorted(years)),
    )  # fmt: skip
    last = judged(asked.year - 1) if asked.year - 1 in years else ()
    told = JudgedYear(
        report=years[asked.year], history=years, neighbours=neighbours, verdicts=verdicts, last_verdicts=last
    )
    seen = first_screen(edition, told)
    audit("", seen)
    say = edition.language.gettext
    listed = [
        {
            "clause": one.clause.clause_id, "tally": one.tally, "status": say(TALLY_TITLES[one.tally]),
            "title": say(one.rule.title), "message": one.reason(edition.language),
        }
        for one in verdicts
    ]  # fmt: skip
    return Answer(
        told=_json({"verdicts": listed, "preview": seen, "beside": sorted(reports.keys() - {asked.union})}), files={}
    )


def _told(imported: Imported, lang: str) -> dict[str, Any]:
    """The JSON of `yangguang import`, each place in words beside it."""
    told: dict[str, Any] = json.loads(import_json(imported, "refused" if imported.refused else "accepted", lang))
    told["folder"] = imported.folder

    def put(lines: list[dict[str, Any]], places: Sequence[Place]) -> None:
        for line, place in zip(lines, places, strict=True):
            line["where"] = where(place, "", lang, imported.read_as.get(place.file or ""))

    put(told["issues"], [one.place for one in imported.issues])
    put(told["changes"], [one.place for one in imported.changes])
    put(told["differences"], [one.place for one in imported.lost])
    for table in told["tables"]:
        declared = BY_NAME[table["name"]]
        table["title"] = declared.title_en if lang == "en" else declared.title_zh
    return told


def _misuse(off: Exception) -> Answer:
    return Answer(told=_json({"status": "misuse", "message": str(off)}), files={})


def _json(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
