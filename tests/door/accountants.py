"""More of what accountants do: units of counting, days in words, totals among the rows, names for codes, a descriptor by hand."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from tests.builders import as_csv, package_files
from tests.door.faults import Fault, in_cell, in_descriptor
from tests.healthy import HEALTHY

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.door.faults import Files

_HAN = "〇一二三四五六七八九十"
_KEYED = ("accounts", "projects", "transfers", "dues", "procurement", "matters")


def in_column(table: str, column: str, change: Callable[[str], str]) -> Callable[[random.Random], Files]:
    """A change of one filled cell of a column."""

    def make(dice: random.Random) -> Files:
        content = [dict(row) for row in HEALTHY[table]]
        row = dice.choice([row for row in content if row.get(column) and change(str(row[column])) != row[column]])
        row[column] = change(str(row[column]))
        return package_files(**{table: content})

    return make


def in_grid(change: Callable[[list[list[str]], random.Random], None], *tables: str) -> Callable[[random.Random], Files]:
    """A change of a table as a sheet, header and all."""

    def make(dice: random.Random) -> Files:
        table = dice.choice(tables)
        grid = list(csv.reader(io.StringIO(as_csv(table, HEALTHY[table]).decode())))
        change(grid, dice)
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(grid)
        return package_files(**{table: text.getvalue()})

    return make


def total(label: str, at: int, *, short: bool = False) -> Callable[[random.Random], Files]:
    """A row of sums, `label` in its cell `at`, where a spreadsheet has one: last, or after some rows; `short`: cut off."""

    def change(grid: list[list[str]], dice: random.Random) -> None:
        row = ["" for _ in grid[0]]
        row[at], row[-1 if short else 2] = label, "100"
        grid.insert(dice.choice([len(grid), dice.randrange(2, len(grid) + 1)]), row[: at + 2] if short else row)

    return in_grid(change, *_KEYED)


def _twice(grid: list[list[str]], dice: random.Random) -> None:
    grid.append(list(grid[dice.randrange(1, len(grid))]))


def _swapped(grid: list[list[str]], _: random.Random) -> None:
    for row in grid[1:]:
        row[0], row[1] = row[1], row[0]


def by_hand(change: Callable[[str], str]) -> Callable[[random.Random], Files]:
    """A descriptor somebody typed."""

    def make(_: random.Random) -> Files:
        files = package_files()
        return files | {"datapackage.json": change(files["datapackage.json"].decode()).encode()}

    return make


def _han_day(cell: str) -> str:
    year, month, day = cell.split("-")
    return f"{''.join(_HAN[int(char)] for char in year)}年{_han(int(month))}月{_han(int(day))}日"


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones else "")


def _last_year(cell: str) -> str:
    """Month, day, year: where the day is no month, nobody can read it otherwise."""
    year, month, day = cell.split("-")
    return f"{int(month)}/{int(day)}/{year}" if int(day) > 12 else cell


def _weekday(cell: str) -> str:
    day = date.fromisoformat(cell)
    return f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"


def _account(code: str) -> str:
    return next(str(row["account_name"]) for row in HEALTHY["accounts"] if row["account_code"] == code)


MORE = (
    *(
        Fault(f"amount-{name}", in_cell("amount", change))
        for name, change in {
            "whole-yuan": lambda cell: f"{cell}元整", "kuai": lambda cell: f"{cell}块", "apostrophe": lambda cell: f"'{cell}",
            "wide-point": lambda cell: cell.replace(".", "．") if "." in cell else f"{cell}．００",
            "space-yuan": lambda cell: f"{cell} 元", "minus-zero": lambda cell: f"+0{cell}",
        }.items()
    ),
    *(
        Fault(f"whole-number-{name}", in_cell("integer", change))
        for name, change in {
            "people": lambda cell: f"{cell}人", "households": lambda cell: f"{cell} 户", "times": lambda cell: f"{cell}次",
            "apostrophe": lambda cell: f"'{cell}", "plus": lambda cell: f"+{cell}",
        }.items()
    ),
    *(
        Fault(f"date-{name}", in_cell("date", change))
        for name, change in {
            "numerals": _han_day, "weekday": _weekday, "full-stop": lambda cell: f"{cell.replace('-', '.')}.", "year-last": _last_year,
            "han-no-day-word": lambda cell: "{}年{}月{}".format(*cell.split("-")), "wide": lambda cell: cell.replace("-", "－"),
        }.items()
    ),
    *(
        Fault(f"period-{name}", in_column("dues", "period", change))
        for name, change in {
            "han-quarter": lambda cell: f"{cell[:4]}年{'一二三四'[int(cell[-1]) - 1]}季度", "ordinal": lambda cell: f"{cell[:4]}年第{cell[-1]}季度",
            "no-dash": lambda cell: cell.replace("-", ""), "lower-case": lambda cell: cell.replace("Q", "q"),
        }.items()
    ),
    Fault("account-name-as-code", in_column("projects", "account_code", _account)),
    Fault("account-name-for-its-code", in_column("accounts", "account_code", _account)),
    Fault("account-code-and-name", in_column("accounts", "account_code", lambda code: f"{code}{_account(code)}")),
    Fault("account-code-dashed", in_column("accounts", "account_code", lambda code: f"{code[:3]}-{code[3:]}" if len(code) > 3 else code)),
    Fault("account-code-left-out", in_column("accounts", "account_code", lambda _: "")),
    Fault("account-name-left-out", in_column("accounts", "account_name", lambda _: "")),
    Fault("account-name-of-another-day", in_column("accounts", "account_name", lambda name: f"{name}（原）")),
    Fault("account-504-for-502", in_column("accounts", "account_code", lambda code: "504" if code == "502" else code)),
    Fault("account-506-for-503", in_column("accounts", "account_code", lambda code: "506" if code == "503" else code)),
    Fault("columns-exchanged", in_grid(_swapped, "accounts")),
    Fault("union-name-as-code", in_column("transfers", "counterparty_id", lambda one: {"bj-city": "示范市总工会", "bj-demo-school": "示范学校工会"}[one])),
    Fault("credit-code-spaced", in_column("assets", "counterparty_uscc", lambda code: f"{code[:8]} {code[8:]}")),
    Fault("credit-code-letter-o", in_column("procurement", "supplier_uscc", lambda code: code.replace("0", "O", 1))),
    Fault("credit-code-lower-case", in_column("procurement", "supplier_uscc", str.lower)),
    Fault("link-without-scheme", in_column("disclosures", "url", lambda url: url.removeprefix("https://"))),
    Fault("tail-without-its-zero", lambda _: package_files(bank_accounts=[HEALTHY["bank_accounts"][0] | {"account_tail": "688"}]), certain=False),
    Fault("row-twice", in_grid(_twice, "projects", "dues", "accounts", "balances")),
    *(
        Fault(f"total-{name}", total(label, at))
        for name, (label, at) in {
            "first-cell": ("合计", 0), "second-cell": ("小计", 1), "spaced": ("合 计", 0), "of-page": ("本页合计", 0), "grand": ("总计", 1),
            "colon": ("合计：", 0), "english": ("Total", 0),
        }.items()
    ),
    Fault("total-cut-off", total("合计", 0, short=True)),
    *(
        Fault(f"descriptor-{name}", in_descriptor(**facts))
        for name, facts in {
            "stage-in-chinese": {"stage": "决算"}, "stage-in-capitals": {"stage": "Final"}, "stage-spaced": {"stage": " final "},
            "version-short": {"version": "1.0"}, "version-with-v": {"version": "v1.0.0"}, "version-number": {"version": 1},
            "created-slashes": {"created": "2026/4/10"}, "created-han": {"created": "2026年4月10日"}, "chart-number": {"chart": 2009},
            "chart-edition": {"chart": "2009版"}, "year-with-word": {"year": "2025年"}, "year-as-text-float": {"year": "2025.0"},
            "union-in-capitals": {"union_id": "BJ-DEMO"},
        }.items()
    ),
    *(
        Fault(f"json-{name}", by_hand(change))
        for name, change in {
            "curly-quotes": lambda text: text.replace('"year"', "“year”"), "wide-colon": lambda text: text.replace('"year":', '"year"：'),
            "wide-comma": lambda text: text.replace('2025",\n', '2025"，\n', 1), "comma-too-many": lambda text: text.rstrip().removesuffix("}").rstrip() + ",\n}",
            "bom": lambda text: f"\ufeff{text}",
        }.items()
    ),
    # What nobody can know but who wrote it.
    *(
        Fault(f"amount-{name}", in_cell("amount", change), certain=False)
        for name, change in {
            "about": lambda cell: f"约{cell}", "formula": lambda cell: f"={cell}+0", "triangle": lambda cell: f"△{cell}", "percent": lambda cell: f"{cell}%",
            "in-words": lambda _: "伍仟元整", "with-note": lambda cell: f"{cell}（含税）", "decimal-comma": lambda cell: f"{cell},50" if "." not in cell else cell,
        }.items()
    ),
    *(
        Fault(f"date-{name}", in_cell("date", change), certain=False)
        for name, change in {
            "month": lambda cell: cell[:7], "two-digits": lambda cell: cell[2:], "no-year": lambda cell: "{1}月{2}日".format(*cell.split("-")),
            "two-days": lambda cell: f"{cell}至{cell[-2:]}", "either-way": lambda cell: f"3/4/{cell[:4]}",
        }.items()
    ),
)  # fmt: skip
