"""Still more of what accountants do: marks of text and notes, headings with years, rows cut off, files of other programs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.door.accountants import by_hand, in_column, in_grid
from tests.door.faults import Fault, in_bytes, in_cell, in_descriptor
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.door.faults import Files

_WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
_TABLES = ("accounts", "projects", "dues", "transfers")


def _heading(
    change: Callable[[str], str], table: str = "accounts", label: str = "决算数"
) -> Callable[[random.Random], Files]:
    """Chinese headings, one of them changed."""

    def titled(grid: list[list[str]], _: random.Random) -> None:
        titles = [BY_NAME[table].column(name).title_zh for name in grid[0]]
        grid[0] = [change(title) if title == label else title for title in titles]

    return in_grid(titled, table)


def _english(change: Callable[[str], str]) -> Callable[[random.Random], Files]:
    def spelt(grid: list[list[str]], dice: random.Random) -> None:
        at = dice.choice([at for at, name in enumerate(grid[0]) if change(name) != name])
        grid[0][at] = change(grid[0][at])

    return in_grid(spelt, *_TABLES)


def _row(make: Callable[[list[str]], list[str]], at: int | None = None) -> Callable[[random.Random], Files]:
    def inserted(grid: list[list[str]], dice: random.Random) -> None:
        grid.insert(dice.randrange(2, len(grid) + 1) if at is None else len(grid), make(grid[0]))

    return in_grid(inserted, *_TABLES)


def _each_row(change: Callable[[list[str]], list[str]]) -> Callable[[random.Random], Files]:
    def changed(grid: list[list[str]], dice: random.Random) -> None:
        at = dice.randrange(1, len(grid))
        grid[at] = change(grid[at])

    return in_grid(changed, *_TABLES)


def _width(head: list[str], *cells: str) -> list[str]:
    return [*cells, *[""] * (len(head) - len(cells))]


def _short(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


AMOUNTS: dict[str, Callable[[str], str]] = {
    "text-formula": lambda cell: f'="{cell}"', "value-formula": lambda cell: f"={cell}", "wide-thousands": lambda cell: f"{Decimal(cell):,}".translate(_WIDE),
    "yuan-behind": lambda cell: f"{cell}￥", "renminbi": lambda cell: f"人民币{cell}元", "yuan-round": lambda cell: f"{cell}圆", "colon": lambda cell: f"￥：{cell}",
    "nbsp-thousands": lambda cell: f"{Decimal(cell):,}".replace(",", "\u00a0"), "two-decimals-and-zeros": lambda cell: f"{Decimal(cell):.2f}0",
    "point-before": lambda cell: f"0{cell}", "wide-yuan-thousands": lambda cell: f"￥{Decimal(cell):,}元",
    "ten-thousand-yuan-wide": lambda cell: f"{(Decimal(cell) / 10000).normalize():f}万元".translate(_WIDE),
}  # fmt: skip
DOUBTFUL: dict[str, Callable[[str], str]] = {
    "note-mark": lambda cell: f"{cell}①", "superscript": lambda cell: f"{cell}²", "dollar": lambda cell: f"${cell}", "us-dollar": lambda cell: f"US${cell}",
    "dollars-han": lambda cell: f"{cell}美元", "euro": lambda cell: f"€{cell}", "fifteen-digits": lambda cell: f"{cell.split('.')[0]}00000000000000",
    "continental": lambda cell: f"{Decimal(cell):,.2f}".translate(str.maketrans(",.", ".,")), "square-brackets": lambda cell: f"[{cell}]", "circled": lambda _: "②",
    "sum": lambda _: "=SUM(C2:C5)", "name-error": lambda _: "#名称?", "percent": lambda cell: f"{cell}％", "question": lambda cell: f"{cell}?", "asterisk": lambda cell: f"*{cell}",
    "approximately": lambda cell: f"≈{cell}", "a-bit": lambda cell: f"{cell}多", "hundred-words": lambda _: "一百多", "blank-mark": lambda _: "空", "month": lambda _: "1月1日",
}  # fmt: skip
AGAIN = (
    *(Fault(f"amount-{name}", in_cell("amount", change)) for name, change in AMOUNTS.items()),
    *(Fault(f"amount-{name}", in_cell("amount", change), certain=False) for name, change in DOUBTFUL.items()),
    *(
        Fault(f"date-{name}", in_cell("date", change))
        for name, change in {
            "text-formula": lambda cell: f'="{cell}"', "apostrophe": lambda cell: f"'{cell}", "wide": lambda cell: cell.translate(_WIDE),
            "full-stop": lambda cell: "{}年{}月{}日。".format(*map(int, cell.split("-"))), "bracketed-weekday": lambda cell: f"{cell.replace('-', '/')}（周四）",
        }.items()
    ),
    Fault("date-range", in_cell("date", lambda cell: f"{cell} 至 {cell}"), certain=False),
    Fault("date-short-year", in_cell("date", lambda cell: cell[2:].replace("-", "/")), certain=False),
    Fault("date-note-mark", in_cell("date", lambda cell: f"{cell}①"), certain=False),
    Fault("period-text-formula", in_column("dues", "period", lambda cell: f'="{cell}"')),
    Fault("period-quarter-first", in_column("dues", "period", lambda cell: f"{cell[:4]}第{cell[-1]}季度")),
    Fault("period-of-ten", in_column("dues", "period", lambda cell: f"{cell[:4]}.1"), certain=False),
    *(
        Fault(f"account-{name}", in_column("accounts", "account_code", change))
        for name, change in {
            "text-formula": lambda cell: f'="{cell}"', "value-formula": lambda cell: f"={cell}", "wide-text-formula": lambda cell: f"＝“{cell}”",
            "comma": lambda cell: f"{cell}，", "square-brackets": lambda cell: f"[{cell}]", "zero-before": lambda cell: f"0{cell}", "trailing-point": lambda cell: f"{cell}.",
            "apostrophe": lambda cell: f"'{cell}", "backslash": lambda cell: f"{cell[:3]}\\{cell[3:]}" if len(cell) > 3 else cell,
        }.items()
    ),
    Fault("account-formula", in_column("accounts", "account_code", lambda _: "=VLOOKUP(A2,B:C,2)"), certain=False),
    Fault("account-wrong-in-projects", in_column("projects", "account_code", lambda cell: f'="{cell}"')),
    Fault("code-text-formula", in_column("dues", "channel", lambda cell: f'="{cell}"')),
    Fault("code-wide", in_column("dues", "channel", lambda cell: "ｔａｘ" if cell == "tax" else cell)),
    Fault("code-title-with-space", in_column("dues", "channel", lambda cell: "税务 代收" if cell == "tax" else cell)),
    Fault("text-formula-of-words", in_cell("text", lambda cell: f'="{cell}"')),
    Fault("text-plus", in_cell("text", lambda cell: f"+{cell}"), certain=False),
    Fault("row-page-subtotal", _row(lambda head: _width(head, "", "本页小计", "100"))),
    Fault("row-of-dashes", _row(lambda head: ["——"] * len(head)), certain=False),
    Fault("row-of-spaces", _row(lambda head: [" "] * len(head))),
    Fault("row-printed-by", _row(lambda head: _width(head, "打印时间：2026年1月9日"), -1)),
    Fault("row-page", _row(lambda head: _width(head, "第1页 共1页"), -1)),
    Fault("row-short", _each_row(_short), certain=False),
    Fault("row-one-comma-more", _each_row(lambda row: [*row, ""])),
    Fault("heading-of-year", _heading(lambda title: f"2025年{title}")),
    Fault("heading-colon", _heading(lambda title: f"{title}：")),
    Fault("heading-star", _heading(lambda title: f"*{title}")),
    Fault("heading-line-break", _heading(lambda title: f"{title}\n（元）")),
    Fault("heading-spaced", _heading(" ".join)),
    Fault("heading-wide-space", _heading("\u3000".join)),
    Fault("heading-capital", _english(lambda name: name.capitalize())),
    Fault("heading-capitals", _english(lambda name: name.upper())),
    Fault("heading-with-blank", _english(lambda name: name.replace("_", " "))),
    Fault("heading-with-hyphen", _english(lambda name: name.replace("_", "-"))),
    *(
        Fault(f"file-{name}", in_bytes(change))
        for name, change in {
            "two-boms": lambda data: b"\xef\xbb\xbf" * 2 + data, "utf-16-be": lambda data: b"\xfe\xff" + data.decode().encode("utf-16-be"),
            "carriage-returns": lambda data: data.replace(b"\n", b"\r"), "all-quoted": lambda data: re.sub(rb'(?m)(?<=^)([^",\n]*)', rb'"\1"', data),
            "sep-line": lambda data: b"sep=,\n" + data, "gbk-tabs": lambda data: data.decode().encode("gb18030").replace(b",", b"\t"),
            "two-title-rows": lambda data: "示范区总工会\n2025年度公开表\n".encode() + data,
        }.items()
    ),
    *(
        Fault(f"descriptor-{name}", in_descriptor(**facts))
        for name, facts in {
            "year-word": {"year": "2025年"}, "year-float": {"year": 2025.0}, "stage-han": {"stage": "决算"}, "stage-capitals": {"stage": "FINAL"},
            "version-short": {"version": "1.0"}, "version-number": {"version": 1}, "day-slashes": {"created": "2026/1/9"}, "chart-number": {"chart": 2009},
            "union-capitals": {"union_id": "BJ-DEMO"}, "union-space": {"union_id": "bj-demo "}, "name-capitals": {"name": "BJ-demo-2025"},
        }.items()
    ),
    Fault("descriptor-comma", by_hand(lambda text: re.sub(r"\}\s*$", ",}", text))),
    Fault("descriptor-bom", by_hand(lambda text: f"\ufeff{text}")),
)  # fmt: skip
