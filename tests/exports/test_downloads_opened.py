"""Downloads as LibreOffice opens them, formulas evaluated: not one cell is a formula, negative amounts are numbers."""

import csv
import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest

from tests.core.test_spreadsheet import ORDINARY, RUNS
from tests.pages.builders import edition, package, report, verdict
from yangguang.core.sentence import say
from yangguang.core.spreadsheet import csv_bytes
from yangguang.exports.datapackage import table_csv
from yangguang.exports.package_workbook import package_workbook
from yangguang.exports.readable import readable
from yangguang.exports.tables import FIGURES_HEADER, VERDICTS_HEADER, figure_rows, verdict_rows
from yangguang.records.finances import Project
from yangguang.records.tables import BY_NAME
from yangguang.rules.judge.model import Status

CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
TYPE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)"
)


def opened(folder: Path, separator: str, **files: bytes) -> dict[str, list[ET.Element]]:
    """The cells of each CSV file, opened by LibreOffice with `separator` and formulas evaluated."""
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content)
    how = f"CSV:{ord(separator)},34,76,1,,0,false,true,false,false,false,-1,true"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", f"--infilter={how}", "--convert-to", "fods",
         "--outdir", folder, *(folder / f"{name}.csv" for name in files)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return {name: list(ET.parse(folder / f"{name}.fods").iter(CELL)) for name in files}


def formulas(cells: list[ET.Element]) -> list[str]:
    return [cell.attrib[FORMULA] for cell in cells if FORMULA in cell.attrib]


def downloads() -> dict[str, bytes]:
    projects = tuple(
        Project(project_id=text, name=text, account_code="402", budget_initial=Decimal(100), actual=Decimal("-3.20"))
        for text in RUNS
    )
    given = report(given=package(projects=projects))
    judged = tuple(verdict(status=Status.BREACHED, reason=say(text)) for text in RUNS)
    return {
        "projects": table_csv(BY_NAME["projects"], projects),
        "figures": FIGURES_HEADER + b"".join(figure_rows(edition(), {2025: given})),
        "verdicts": VERDICTS_HEADER + verdict_rows(edition(), {2025: judged}),
        "anything": csv_bytes([["1", text] for text in (*RUNS, *ORDINARY)]),
    }


def test_no_cell_of_a_download_is_a_formula_and_negative_amounts_are_numbers(tmp_path):
    files = opened(tmp_path, ",", raw=b"1,=1+1\n2,-3.20\n", **downloads())
    assert len(formulas(files.pop("raw"))) == 1  # so it is really looked for
    assert {name: formulas(cells) for name, cells in files.items() if formulas(cells)} == {}
    for name in ("projects", "figures"):
        negative = [cell for cell in files[name] if cell.get(VALUE) == "-3.2"]
        assert len(negative) == len(RUNS), name
        assert {cell.get(TYPE) for cell in negative} == {"float"}


def test_a_workbook_has_none_either_and_its_numbers_are_numbers(tmp_path):
    projects = tuple(Project(project_id="P1", name=text, account_code="402", actual=Decimal("-3.20")) for text in RUNS)
    given = report(given=package(projects=projects))
    made = package_workbook(edition(), given, tuple(readable(edition(), given.package)))
    (tmp_path / "year.xlsx").write_bytes(made.content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods", "--outdir",
         tmp_path, tmp_path / "year.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    cells = list(ET.parse(tmp_path / "year.fods").iter(CELL))
    assert formulas(cells) == []
    assert [cell.get(TYPE) for cell in cells if cell.get(VALUE) == "-3.2"] == ["float"] * len(RUNS)


def test_nor_is_one_where_the_list_separator_is_a_semicolon(tmp_path):
    raw = io.StringIO()
    csv.writer(raw).writerow(["1", "甲;=1+1;乙"])
    files = opened(tmp_path, ";", raw=raw.getvalue().encode(), **downloads())
    assert len(formulas(files.pop("raw"))) == 1
    assert {name: formulas(cells) for name, cells in files.items() if formulas(cells)} == {}
