"""What spreadsheets and people do to a healthy package, kind by kind, each at a place that the dice choose."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tests.builders import as_csv, package_files
from tests.healthy import HEALTHY
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

Files = dict[str, bytes]


class Fault(NamedTuple):
    """A kind of mistake; `make` makes it at a place that the dice choose. `certain`: the remedies lead all the way home."""

    name: str
    make: Callable[[random.Random], Files]
    certain: bool = True


def amounts(table: str) -> list[str]:
    return [column.name for column in BY_NAME[table].columns if column.unit == "yuan"]


def in_cell(kind: str, change: Callable[[str], str], tables: tuple[str, ...] = ()) -> Callable[[random.Random], Files]:
    """A change of one cell of the given kind."""

    def make(dice: random.Random) -> Files:
        spots = [
            (table, at, column.name)
            for table, content in HEALTHY.items()
            if not tables or table in tables
            for at, row in enumerate(content)
            for column in BY_NAME[table].columns
            if _is(kind, column) and row.get(column.name) and change(str(row[column.name])) != row[column.name]
        ]
        table, at, column = dice.choice(spots)
        changed = [dict(row) for row in HEALTHY[table]]
        changed[at][column] = change(str(changed[at][column]))
        return package_files(**{table: changed})

    return make


def _is(kind: str, column) -> bool:
    if kind == "code":
        return column.codes is not None
    if kind == "account":
        return column.name == "account_code" and column.need == "key"
    if kind == "text":
        return (
            column.is_free
            and column.need != "key"
            and not column.references
            and not column.name.endswith(("_id", "_no", "_code"))
        )
    if kind == "amount":
        return column.unit == "yuan"
    return column.kind == kind


def in_bytes(
    change: Callable[[bytes], bytes], tables: tuple[str, ...] = tuple(HEALTHY)
) -> Callable[[random.Random], Files]:
    """A change of a table's file as a whole."""

    def make(dice: random.Random) -> Files:
        table = dice.choice([name for name in tables if len(HEALTHY[name]) > 1])
        return package_files(**{table: change(as_csv(table, HEALTHY[table]))})

    return make


def in_heading(change: Callable[[str], str], scale: int = 1) -> Callable[[random.Random], Files]:
    """Chinese headings, that of an amount changed; its values divided by `scale`."""

    def make(dice: random.Random) -> Files:
        table = dice.choice(["accounts", "projects", "three_public", "transfers"])
        column = dice.choice([name for name in amounts(table) if any(row.get(name) for row in HEALTHY[table])])
        content = [row | ({column: _divided(row[column], scale)} if row.get(column) else {}) for row in HEALTHY[table]]
        _, body = as_csv(table, content).decode().split("\n", 1)
        titles = [change(one.title_zh) if one.name == column else one.title_zh for one in BY_NAME[table].columns]
        return package_files(**{table: f"{','.join(titles)}\n{body}"})

    return make


def noted(note: str, scale: int, *, below: bool) -> Callable[[random.Random], Files]:
    """All amounts of a table divided by `scale`, and a row that says so."""

    def make(dice: random.Random) -> Files:
        table = dice.choice(["accounts", "projects", "matters", "transfers"])
        content = [
            {name: _divided(cell, scale) if name in amounts(table) and cell else cell for name, cell in row.items()}
            for row in HEALTHY[table]
        ]
        text = as_csv(table, content).decode()
        line = note + "," * text.split("\n")[0].count(",") + "\n"
        return package_files(**{table: text + line if below else line + text})

    return make


def in_descriptor(**facts: object) -> Callable[[random.Random], Files]:
    return lambda _: package_files(descriptor=facts)


def _divided(cell: object, scale: int) -> str:
    return f"{(Decimal(str(cell)) / scale).normalize():f}"


def renamed_key(old: str, new: str) -> Callable[[random.Random], Files]:
    def make(_: random.Random) -> Files:
        files = package_files()
        facts = json.loads(files["datapackage.json"])
        files["datapackage.json"] = json.dumps(
            {new if key == old else key: value for key, value in facts.items()}
        ).encode()
        return files

    return make


def _thousands(cell: str) -> str:
    return f"{Decimal(cell):,}"


def _title(cell: str) -> str:
    """What people write for some codes in English."""
    return cell.upper()


FAULTS = (
    *(
        Fault(f"amount-{name}", in_cell("amount", change))
        for name, change in {
            "thousands": _thousands, "yuan-sign": lambda cell: f"¥{cell}", "full-width-yuan": lambda cell: f"￥{cell}", "unit-yuan": lambda cell: f"{cell}元",
            "rmb": lambda cell: f"RMB{cell}", "plus": lambda cell: f"+{cell}", "leading-zeros": lambda cell: f"00{cell}",
            "full-width": lambda cell: cell.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
            "space-before": lambda cell: f" {cell}", "nbsp-after": lambda cell: f"{cell}\u00a0", "ideographic-space": lambda cell: f"{cell}\u3000",
            "zero-width": lambda cell: f"{cell}\u200b", "bom-inside": lambda cell: f"\ufeff{cell}", "apostrophes": lambda cell: _thousands(cell).replace(",", "'"),
            "thin-thousands": lambda cell: _thousands(cell).replace(",", " "),
            "cny": lambda cell: f"CNY{cell}", "both-signs": lambda cell: f"¥{_thousands(cell)}元",
            "more-zeros": lambda cell: f"{Decimal(cell):.4f}",
            "ten-thousands": lambda cell: f"{(Decimal(cell) / 10000).normalize():f}万", "ten-thousand-yuan": lambda cell: f"{(Decimal(cell) / 10000).normalize():f}万元",
            "thousands-han": lambda cell: f"{(Decimal(cell) / 1000).normalize():f}千元", "hundred-millions": lambda cell: f"{(Decimal(cell) / 10**8).normalize():f}亿",
        }.items()
    ),
    *(
        Fault(f"date-{name}", in_cell("date", change))
        for name, change in {
            "slashes": lambda cell: cell.replace("-", "/"), "short-slashes": lambda cell: "/".join(str(int(part)) for part in cell.split("-")),
            "dots": lambda cell: cell.replace("-", "."), "han": lambda cell: "{}年{}月{}日".format(*(int(part) for part in cell.split("-"))),
            "han-spaces": lambda cell: "{} 年 {} 月 {} 日".format(*cell.split("-")), "short": lambda cell: "-".join(str(int(part)) for part in cell.split("-")),
            "compact": lambda cell: cell.replace("-", ""), "midnight": lambda cell: f"{cell} 00:00:00", "iso-midnight": lambda cell: f"{cell}T00:00:00.000Z",
            "space": lambda cell: f"{cell} ",
        }.items()
    ),
    *(
        Fault(f"whole-number-{name}", in_cell("integer", change))
        for name, change in {"decimals": lambda cell: f"{cell}.0", "thousands": _thousands, "full-width": lambda cell: cell.translate(str.maketrans("0123456789", "０１２３４５６７８９"))}.items()
    ),
    *(
        Fault(f"account-{name}", in_cell("account", change, ("accounts",)))
        for name, change in {
            "decimal": lambda cell: f"{cell}.0", "decimals": lambda cell: f"{cell}.00", "space": lambda cell: f"{cell} ", "nbsp": lambda cell: f"\u00a0{cell}",
            "full-width": lambda cell: cell.translate(str.maketrans("0123456789", "０１２３４５６７８９")), "zero-width": lambda cell: f"{cell}\u200b",
            "dotted": lambda cell: f"{cell[:3]}.{cell[3:]}" if len(cell) > 3 else cell, "doubled": lambda cell: f"{cell}9" if len(cell) > 3 else cell,
        }.items()
    ),
    *(
        Fault(f"code-{name}", in_cell("code", change))
        for name, change in {"capitals": _title, "space": lambda cell: f"{cell} ", "zero-width": lambda cell: f"\u200b{cell}"}.items()
    ),
    *(
        Fault(f"text-{name}", in_cell("text", change))
        for name, change in {
            "space": lambda cell: f" {cell}", "radical": lambda cell: cell.replace("工", "⼯").replace("支", "⽀"), "zero-width": lambda cell: f"{cell[:1]}\u200b{cell[1:]}",
            "soft-hyphen": lambda cell: f"{cell[:1]}\u00ad{cell[1:]}",
        }.items()
    ),
    *(
        Fault(f"file-{name}", in_bytes(change))
        for name, change in {
            "gbk": lambda data: data.decode().encode("gb18030"), "utf-16": lambda data: data.decode().encode("utf-16"), "one-blank-row": lambda data: data + b"," * data.split(b"\n")[0].count(b",") + b"\n",
            "blank-rows": lambda data: data + (b"," * data.split(b"\n")[0].count(b",") + b"\n") * 300, "blank-row-inside": lambda data: data.replace(b"\n", b"\n,\n", 2),
            "line-breaks": lambda data: data + b"\r\n\n", "bom": lambda data: b"\xef\xbb\xbf" + data, "crlf": lambda data: data.replace(b"\n", b"\r\n"),
            "title-row": lambda data: "2025年度公开表".encode() + b"," * data.split(b"\n")[0].count(b",") + b"\n" + data,
            "empty-column": lambda data: b"\n".join(line + (b",remark" if at == 0 else b",") for at, line in enumerate(data.strip().split(b"\n"))) + b"\n",
            "column-more": lambda data: b"\n".join(line + (b",zzz" if at == 0 else b",1") for at, line in enumerate(data.strip().split(b"\n"))) + b"\n",
        }.items()
    ),
    Fault("file-tabs", in_bytes(lambda data: data.replace(b",", b"\t"))),
    Fault("file-semicolons", in_bytes(lambda data: data.replace(b",", b";"))),
    *(
        Fault(f"heading-{name}", in_heading(change, scale))
        for name, (change, scale) in {
            "wan": (lambda title: f"{title}（万元）", 10_000), "wan-ascii": (lambda title: f"{title}(万元)", 10_000), "wan-unit": (lambda title: f"{title}（单位：万元）", 10_000),
            "qian": (lambda title: f"{title}（千元）", 1_000), "yi": (lambda title: f"{title}(亿元)", 10**8), "wan-slash": (lambda title: f"{title}/万元", 10_000),
            "yuan": (lambda title: f"{title}（元）", 1), "space": (lambda title: f" {title}", 1), "inner-space": (lambda title: f"{title[:1]} {title[1:]}", 1),
            "nbsp": (lambda title: f"{title}\u00a0", 1), "zero-width": (lambda title: f"{title[:1]}\u200b{title[1:]}", 1),
        }.items()
    ),
    *(
        Fault(f"note-{name}-{'below' if below else 'above'}", noted(note, scale, below=below))
        for name, (note, scale) in {"wan": ("单位：万元", 10_000), "qian": ("金额单位：千元", 1_000), "rmb": ("单位：人民币万元", 10_000),
                                      "title": ("收支表（万元）", 10_000), "end": ("收支表 万元", 10_000), "sum": ("金额：千元", 1_000)}.items()
        for below in (True, False)
    ),
    Fault("total-row", lambda _: package_files(accounts=[*HEALTHY["accounts"], {"account_code": "合计", "account_name": "合计", "budget_initial": "1", "actual": "1"}])),
    Fault("descriptor-year-in-quotes", in_descriptor(year="2025")),
    Fault("descriptor-other-year", in_descriptor(year=2024)),
    Fault("descriptor-other-union", in_descriptor(union_id="bj-demmo")),
    Fault("descriptor-other-name", in_descriptor(name="bj-demo-2024")),
    Fault("descriptor-other-chart", in_descriptor(chart="2021")),
    Fault("descriptor-key", renamed_key("stage", "stag")),
    Fault("descriptor-gbk", lambda _: (files := package_files()) | {"datapackage.json": files["datapackage.json"].decode().encode("gb18030")}),
    # What nobody can know but who wrote it: told, never accepted by following a remedy to the letter.
    Fault("amount-scientific", in_cell("amount", lambda cell: "1.2E+05"), certain=False),
    Fault("amount-dash", in_cell("amount", lambda cell: "-"), certain=False),
    Fault("amount-formula-error", in_cell("amount", lambda cell: "#REF!"), certain=False),
    Fault("date-serial", in_cell("date", lambda cell: "45809"), certain=False),
    Fault("date-impossible", in_cell("date", lambda cell: f"{cell[:4]}-02-30"), certain=False),
    Fault("account-scientific", in_cell("account", lambda cell: "5.01E+02", ("accounts",)), certain=False),
    Fault("account-month", in_cell("account", lambda cell: "5月1日", ("accounts",)), certain=False),
)  # fmt: skip
