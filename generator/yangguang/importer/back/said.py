"""What a workbook that goes back says of each problem, in its list and at its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Severity
from yangguang.importer.model import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.core.issues import Issue
    from yangguang.importer.model import Sheet

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提示"}
COLOURS = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFEB9C"}
HEAD = ("完成", "序号", "程度", "位置", "现值", "问题", "怎么改", "规则代码与依据")
WIDTHS = (6, 6, 6, 34, 20, 50, 50, 24)
PROBLEMS = 10_000  # that are listed: a sheet of more has one cause
WRITTEN_ANEW = (
    "说明：这一份是重新写出的。单元格、列宽、字体、颜色、边框、数字格式照原样；公式只留算出的值，图表、图片、条件格式、"
    "打印设置没有保留。请照清单在原文件上改，或把原文件另存为 .xlsx 再检查，就会在原文件里批注。"
)


def comment(issue: Issue) -> str:
    """What stands beside the cell of a problem."""
    value = f"现值：{issue.value}\n" if issue.value else ""
    basis = " ".join(filter(None, (issue.code, issue.clause)))
    return f"{SEVERITIES[issue.severity]}\n{value}问题：{issue.message.zh}\n怎么改：{issue.hint.zh}\n依据：{basis}"


def spot_of_issue(issue: Issue, sheet: Sheet) -> Spot | None:
    """The cell a problem is shown at: its own, or the first of its row that holds anything."""
    place = issue.place
    if place.cell:
        letters = place.cell.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
        return Spot(int(place.cell[len(letters) :]) - 1, column - 1)
    if place.row is None or not 0 < place.row <= len(sheet.rows):
        return None
    cells = sheet.rows[place.row - 1]
    return Spot(place.row - 1, next((column for column, cell in enumerate(cells) if cell != ""), 0))


def lines_of(number: int, issue: Issue) -> tuple[str, ...]:
    """The texts of a problem in the list, from left to right."""
    place = issue.place
    where = " ".join(filter(None, (place.file, place.cell or (f"第{place.row}行" if place.row else ""))))
    basis = " ".join(filter(None, (issue.code, issue.clause)))
    return (
        "☐",
        str(number),
        SEVERITIES[issue.severity],
        where,
        issue.value or "",
        issue.message.zh,
        issue.hint.zh,
        basis,
    )


def problems(issues: Sequence[Issue]) -> list[Issue]:
    """Those that are listed."""
    return [issue for issue in issues if issue.severity in SEVERITIES][:PROBLEMS]


def worst(issues: Sequence[Issue]) -> Severity:
    """The gravest severity of some problems."""
    return min((one.severity for one in issues), key=list(Severity).index)
