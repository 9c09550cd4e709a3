"""What accountants do besides: capitals, brackets, days of other lands, signatures below the table, its header once more."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.door.accountants import in_column, in_grid
from tests.door.faults import Fault, in_cell
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.door.faults import Files

_TABLES = ("accounts", "projects", "dues")
_HAN = "零壹贰叁肆伍陆柒捌玖"


def _four(number: int) -> str:
    """Up to 9,999 in capitals: 2,030 is 贰仟零叁拾."""
    text, skipped = "", False
    for place, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // place % 10
        if digit:
            text += "零" * (skipped and bool(text)) + _HAN[digit] + unit
        skipped = not digit
    return text


def _capitals(cell: str) -> str:
    yuan, cents = divmod(int(Decimal(cell) * 100), 100)
    if not 0 < yuan < 100_000_000:
        return cell
    high, low = divmod(yuan, 10_000)
    text = (f"{_four(high)}万" if high else "") + ("零" if high and 0 < low < 1000 else "") + _four(low) + "元"
    jiao, fen = divmod(cents, 10)
    end = (f"{_HAN[jiao]}角" if jiao else "零" * bool(fen)) + (f"{_HAN[fen]}分" if fen else "")
    return text + (end or "整")


def _day(cell: str, form: str) -> str:
    return date.fromisoformat(cell).strftime(form)


def _inserted(at: int | None, cells: Callable[[list[str]], list[str]]) -> Callable[[random.Random], Files]:
    """A row that is no data, at `at` or where the dice say."""

    def change(grid: list[list[str]], dice: random.Random) -> None:
        row = cells(grid[0])
        where = dice.randrange(2, len(grid) + 1) if at is None else at if at > 0 else len(grid)
        grid.insert(where, (row + [""] * len(grid[0]))[: len(grid[0])])

    return in_grid(change, *_TABLES)


def _titled(table: str) -> Callable[[random.Random], Files]:
    """One heading in the other language."""

    def change(grid: list[list[str]], dice: random.Random) -> None:
        at = dice.randrange(len(grid[0]))
        grid[0][at] = BY_NAME[table].column(grid[0][at]).title_zh

    return in_grid(change, table)


def _misspelt(table: str) -> Callable[[random.Random], Files]:
    """A letter of a heading left out."""

    def change(grid: list[list[str]], dice: random.Random) -> None:
        at = dice.choice([at for at, label in enumerate(grid[0]) if len(label) > 4])
        label = grid[0][at]
        gone = dice.randrange(1, len(label) - 1)
        grid[0][at] = label[:gone] + label[gone + 1 :]

    return in_grid(change, table)


def _first_of_year(cell: str) -> str:
    return re.sub(r"(\d{4})-01-0?(\d+)", r"\1年元月\2日", cell)


TOO = (
    Fault("amount-capitals", in_cell("amount", _capitals)),
    Fault("amount-unit-in-brackets", in_cell("amount", lambda cell: f"{cell}（元）")),
    Fault("amount-trailing-point", in_cell("amount", lambda cell: cell if "." in cell else f"{cell}.")),
    Fault("amount-in-quotes", in_cell("amount", lambda cell: f'"{cell}"')),
    *(
        Fault(f"amount-{name}", in_cell("amount", change))
        for name, change in {
            "sentence": lambda cell: f"{cell}。",
            "quoted": lambda cell: f"“{cell}”",
            "whole": lambda cell: f"{cell}整",
            "boxed": lambda cell: f"{cell}【元】",
            "jiao": lambda cell: f"{cell.partition('.')[0]}元{(cell.partition('.')[2] + '00')[:2]}分",
            "curly": lambda cell: f"{Decimal(cell):,}".replace(",", "’"),
            "han-point": lambda cell: f"{Decimal(cell):.2f}".replace(".", "。"),
            "thin": lambda cell: f"{Decimal(cell):,}".replace(",", "\u2009"),
        }.items()
    ),
    Fault("amount-tab", in_cell("amount", lambda cell: f"\t{cell}")),
    Fault("amount-line-break", in_cell("amount", lambda cell: f"{cell}\n")),
    Fault("amount-turned-around", in_cell("amount", lambda cell: f"\u200f{cell}")),
    Fault("amount-letter-l", in_cell("amount", lambda cell: cell.replace("1", "l"))),
    Fault("amount-letter-o", in_cell("amount", lambda cell: cell.replace("0", "O"))),
    Fault("amount-two-points", in_cell("amount", lambda cell: cell.replace(".", "..")), certain=False),
    Fault("amount-starred", in_cell("amount", lambda cell: f"{cell}*"), certain=False),
    Fault("amount-with-tax", in_cell("amount", lambda cell: f"{cell}(含税)"), certain=False),
    Fault("amount-not-occurred", in_cell("amount", lambda cell: "未发生" if cell == "0" else cell), certain=False),
    Fault("amount-of-a-day", in_cell("amount", lambda _: "2025/1/1"), certain=False),
    Fault(
        "amount-grouped-by-four",
        in_cell("amount", lambda cell: re.sub(r"^(\d+)(\d{4})$", r"\1,\2", cell)),
        certain=False,
    ),
    Fault("whole-number-pieces", in_cell("integer", lambda cell: f"{cell}个")),
    Fault("date-time", in_cell("date", lambda cell: f"{cell.replace('-', '/')} 13:30")),
    Fault("date-with-zone", in_cell("date", lambda cell: f"{cell}T00:00:00Z")),
    Fault("date-hao", in_cell("date", lambda cell: "{}年{}月{}号".format(*map(int, cell.split("-"))))),
    Fault("date-first-month", in_cell("date", _first_of_year)),
    Fault("date-english", in_cell("date", lambda cell: _day(cell, "%d-%b-%Y"))),
    Fault("date-american", in_cell("date", lambda cell: _day(cell, "%b %d, %Y"))),
    Fault("date-long-dash", in_cell("date", lambda cell: cell.replace("-", "—"))),
    Fault("date-underscore", in_cell("date", lambda cell: cell.replace("-", "_"))),
    Fault("date-blanks", in_cell("date", lambda cell: cell.replace("-", " "))),
    Fault("date-as-a-number", in_cell("date", lambda cell: f"{cell.replace('-', '')}.0")),
    Fault("date-letter-o", in_cell("date", lambda cell: cell.replace("0", "O"))),
    Fault("date-for-ever", in_cell("date", lambda _: "9999-12-31"), certain=False),
    Fault(
        "period-months",
        in_column("dues", "period", lambda cell: f"{cell[:4]}年{int(cell[-1]) * 3 - 2}-{int(cell[-1]) * 3}月"),
    ),
    Fault("period-year-word", in_column("dues", "period", lambda cell: cell.replace("-Q", "年Q"))),
    Fault("period-half", in_column("dues", "period", lambda _: "2025年上半年"), certain=False),
    Fault("account-letter-o", in_column("accounts", "account_code", lambda cell: cell.replace("0", "O"))),
    Fault("account-in-brackets", in_column("accounts", "account_code", lambda cell: f"({cell})")),
    Fault(
        "code-with-its-title", in_column("dues", "channel", lambda cell: f"{cell} 税务代收" if cell == "tax" else cell)
    ),
    Fault("code-misspelt", in_column("dues", "channel", lambda cell: f"{cell}x")),
    Fault("row-header-again", _inserted(None, list)),
    Fault("row-of-units", _inserted(1, lambda head: ["", "", *["元"] * (len(head) - 2)])),
    Fault("row-of-signatures", _inserted(-1, lambda _: ["制表：财务部", "", "复核："])),
    Fault("row-of-a-note", _inserted(-1, lambda _: ["备注：本表不含上级补助"])),
    Fault("row-of-a-seal", _inserted(-1, lambda _: ["（盖章）"])),
    *(
        Fault(f"row-{name}", _inserted(at, lambda _, text=text: [text]))
        for name, (at, text) in {
            "page-blank": (-1, "以下空白"),
            "from-the-page-before": (2, "（接上页）"),
            "of-which": (2, "其中："),
            "line": (-1, "————"),
            "stars": (-1, "***"),
            "to-be-signed": (-1, "负责人（签字）："),
            "appendix": (-1, "附注：无"),
            "who-made-it": (-1, "编制单位：示范工会"),
            "numbers-of-columns": (1, "栏次"),
            "title-below": (-1, "2025年度收支表"),
            "in-yuan": (-1, "单位：元"),
        }.items()
    ),
    Fault("heading-in-the-other-language", _titled("accounts")),
    Fault("heading-misspelt", _misspelt("accounts")),
    Fault("heading-misspelt-dues", _misspelt("dues")),
    Fault("heading-misspelt-projects", _misspelt("projects")),
)
