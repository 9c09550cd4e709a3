"""Random edits of a federation's folder, as treasurers and registrars make them; some are refused, and that is as well."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

Edit = Callable[[Path, Random], None]


def _rows(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def _write(file: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    file.write_text(out.getvalue(), encoding="utf-8")


def _table(data: Path, dice: Random, pattern: str = "unions/*/*/*/*.csv") -> Path:
    return dice.choice(sorted(data.glob(pattern)))


def _package(data: Path, dice: Random) -> Path:
    return dice.choice(sorted(data.glob("unions/*/*/*")))


def _set(file: Path, dice: Random, column: str, value: str) -> None:
    rows = _rows(file)
    rows[dice.randrange(1, len(rows))][rows[0].index(column)] = value
    _write(file, rows)


def cell(data: Path, dice: Random) -> None:
    """A cell gets the value of another row."""
    rows = _rows(file := _table(data, dice))
    if len(rows) > 1:
        column = dice.randrange(len(rows[0]))
        dice.choice(rows[1:])[column] = dice.choice(rows[1:])[column]
        _write(file, rows)


def amount(data: Path, dice: Random) -> None:
    """A number is another one."""
    rows = _rows(file := _table(data, dice))
    numbers = [(row, at) for row in rows[1:] for at, text in enumerate(row) if text.replace(".", "").isdigit()]
    if numbers:
        row, at = dice.choice(numbers)
        row[at] = str(int(float(row[at])) + 1)
        _write(file, rows)


def row_gone(data: Path, dice: Random) -> None:
    """A row is removed."""
    rows = _rows(file := _table(data, dice))
    if len(rows) > 1:
        rows.pop(dice.randrange(1, len(rows)))
        _write(file, rows)


def rows_permuted(data: Path, dice: Random) -> None:
    """The rows of a table stand in another order."""
    header, *rows = _rows(file := _table(data, dice))
    dice.shuffle(rows)
    _write(file, [header, *rows])


def transfer(data: Path, dice: Random) -> None:
    """What passed between two unions is another amount."""
    if tables := sorted(data.glob("unions/*/*/*/transfers.csv")):
        file = dice.choice(tables)
        if len(_rows(file)) > 1:
            _set(file, dice, "amount", str(dice.randrange(1, 100_000)))


def table_gone(data: Path, dice: Random) -> None:
    """A table is not handed in."""
    _table(data, dice).unlink()


def package_gone(data: Path, dice: Random) -> None:
    """A year is not handed in."""
    shutil.rmtree(_package(data, dice))


def refused(data: Path, dice: Random) -> None:
    """Something lies in a package that does not belong there."""
    (_package(data, dice) / "notes.txt").write_text("x")


def mended(data: Path, dice: Random) -> None:
    """It is taken away again."""
    for stray in sorted(data.glob("unions/*/*/*/notes.txt"))[:1]:
        stray.unlink()


def explained(data: Path, dice: Random) -> None:
    """An explanation says something else."""
    if tables := sorted(data.glob("unions/*/*/*/explanations.csv")):
        file = dice.choice(tables)
        if len(_rows(file)) > 1:
            _set(file, dice, "text", f"说明{dice.randrange(100)}")


def renamed(data: Path, dice: Random) -> None:
    """A union has another name."""
    _set(data / "registry" / "unions.csv", dice, "name", f"更名后的第{dice.randrange(100)}工会委员会")


def moved(data: Path, dice: Random) -> None:
    """A union lies in another district, in the register alone or with its folder."""
    rows = _rows(file := data / "registry" / "unions.csv")
    at, districts = rows[0].index("district"), _rows(data / "registry" / "districts.csv")[1:]
    row, target = dice.choice(rows[1:]), dice.choice(districts)[0]
    folder = data / "unions" / row[at] / row[rows[0].index("union_id")]
    if dice.random() < 0.7 and folder.is_dir() and row[at] != target:
        (data / "unions" / target).mkdir(exist_ok=True)
        folder.rename(data / "unions" / target / folder.name)
    row[at] = target
    _write(file, rows)


def dissolved(data: Path, dice: Random) -> None:
    """A union is dissolved, or was not after all."""
    header, *rows = _rows(file := data / "registry" / "unions.csv")
    if "dissolved_on" not in header:
        header, rows = [*header, "dissolved_on"], [[*row, ""] for row in rows]
    rows[dice.randrange(1, len(rows))][header.index("dissolved_on")] = dice.choice(["2026-03-01", "2025-06-30", ""])
    _write(file, [header, *rows])


def parameter(data: Path, dice: Random) -> None:
    """A threshold is another one."""
    rows = _rows(file := data / "policy" / "parameters.csv")
    at = rows[0].index("value")
    row = dice.choice([row for row in rows[1:] if row[at].isdigit()])
    row[at] = str(int(row[at]) + 1)
    _write(file, rows)


def clause(data: Path, dice: Random) -> None:
    """A clause is told in other words."""
    rows = _rows(file := data / "policy" / "clauses.csv")
    row = dice.choice(rows[1:])
    at = rows[0].index("title" if "title" in rows[0] else "text")
    row[at] += "（修订）"
    _write(file, rows)


def setting(data: Path, dice: Random) -> None:
    """The portal shows another unit."""
    _told(data / "registry" / "datapackage.json", display_unit=dice.choice([1, 1000, 10000]))


def _register(data: Path, dice: Random, table: str, column: str, say: Callable[[str], str]) -> None:
    rows = _rows(file := data / f"{table}.csv")
    row, at = dice.choice(rows[1:]), rows[0].index(column)
    row[at] = say(row[at])
    _write(file, rows)


def member(data: Path, dice: Random) -> None:
    """A union joins, and has not reported yet."""
    header, *rows = _rows(file := data / "registry" / "unions.csv")
    new = dict(zip(header, dice.choice(rows[1:]), strict=True))
    new |= {"union_id": f"new-{dice.randrange(100)}", "name": f"新建第{dice.randrange(100)}工会", "short_name": ""}
    if "uscc" in header:
        new |= {"uscc": "", "uscc_absent_reason": "正在办理"}
    rows.insert(dice.randrange(1, len(rows) + 1), list(new.values()))
    _write(file, [header, *rows])


def under_another(data: Path, dice: Random) -> None:
    """A union has another superior."""
    rows = _rows(file := data / "registry" / "unions.csv")
    at, row = rows[0].index("parent_id"), dice.choice(rows[2:])
    row[at] = dice.choice([one[0] for one in rows[1:] if one[0] != row[0]])
    _write(file, rows)


def stage(data: Path, dice: Random) -> None:
    """A package says that it is of another stage."""
    _told(_package(data, dice) / "datapackage.json", stage=dice.choice(["budget", "midyear", "final"]))


def package_new(data: Path, dice: Random) -> None:
    """A union hands in the next year, or the one before."""
    folder = _package(data, dice)
    year = int(folder.name) + dice.choice([-1, 1])
    if not (target := folder.with_name(str(year))).exists():
        shutil.copytree(folder, target)
        _told(target / "datapackage.json", year=year, name=f"{folder.parent.name}-{year}")


def account(data: Path, dice: Random) -> None:
    """An account of a chart has another name."""
    _register(data, dice, "policy/chart_of_accounts", "name", lambda name: f"{name}改")


def holiday(data: Path, dice: Random) -> None:
    """A day off is worked, or the other way round."""
    _register(data, dice, "policy/holidays", "working", lambda told: "false" if told == "true" else "true")


def district(data: Path, dice: Random) -> None:
    """A district is called otherwise."""
    _register(data, dice, "registry/districts", "name", lambda name: f"{name}新")


def affiliate(data: Path, dice: Random) -> None:
    """A body that a union owns is called otherwise."""
    _register(data, dice, "registry/affiliates", "name", lambda name: f"{name}新")


def dated(data: Path, dice: Random) -> None:
    """A union has another name from some day on."""
    header, *rows = _rows(file := data / "registry" / "union_changes.csv")
    union_id = dice.choice(_rows(data / "registry" / "unions.csv")[1:])[0]
    day = dice.choice(["2025-07-01", "2026-11-24", "2027-01-01"])
    new = {"union_id": union_id, "from": day, "column": "name", "value": f"第{dice.randrange(100)}工会"}
    _write(file, [header, *rows, [new.get(name, "") for name in header]])


def _told(file: Path, **said: object) -> None:
    told = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(told | said, ensure_ascii=False), encoding="utf-8")


EDITS: tuple[Edit, ...] = (
    cell, amount, row_gone, rows_permuted, transfer, table_gone, package_gone, refused, mended, explained, renamed, moved,
    dissolved, parameter, clause, setting, member, under_another, stage, package_new, account, holiday, district, affiliate,
    dated,
)  # fmt: skip
