"""What was committed and judged, read without the generator: cells, packages, the register, parameters, verdicts, corrections."""

import csv
import json
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

Row = dict[str, str]


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Sources:
    """`tables` holds by 'union/year/table' its rows by the row's part of a figure key."""

    def __init__(self, data: Path, site: Path) -> None:
        keys = primary_keys(site)
        self.unions = {row["union_id"]: row for row in table(data / "registry" / "unions.csv")}
        self.parameters = {row["name"] for row in table(data / "policy" / "parameters.csv")}
        self.tables: dict[str, dict[str, Row]] = {}
        self.packages = set()
        self.chart_of: dict[str, str] = {}
        self.charts: dict[str, dict[str, Row]] = {}
        for row in table(data / "policy" / "chart_of_accounts.csv"):
            self.charts.setdefault(row["chart"], {})[row["account_code"]] = row
        for path in sorted(data.glob("unions/*/*/*/datapackage.json")):
            union_id, year = path.parts[-3:-1]
            self.packages.add(f"{union_id}/{year}")
            self.chart_of[f"{union_id}/{year}"] = json.loads(path.read_text(encoding="utf-8"))["chart"]
            for file in path.parent.glob("*.csv"):
                self.tables[f"{union_id}/{year}/{file.stem}"] = named(table(file), file.stem, keys[file.stem])
        self.verdicts: dict[str, dict[str, Row]] = {}
        for row in table(site / "api/v1/verdicts.csv"):
            self.verdicts.setdefault(f"{row['union_id']}/{row['year']}", {})[row["clause"]] = row
        self.changes: dict[str, list[Row]] = {}
        for row in table(site / "api/v1/changes.csv"):
            scope = f"{row['union_id']}/{row['year']}/@changes/{row['commit'][:12]}"
            self.changes.setdefault(scope, []).append(row)

    def members(self, scope: str, name: str) -> list[str]:
        """The unions that a scope of a key names: all, those of a district or kind, comparable ones, those below one."""
        match scope:
            case "_federation":
                return list(self.unions)
            case "_district" | "_kind":
                return [one for one, row in self.unions.items() if row[scope[1:]] == name]
            case "_peers":
                return [one for one, row in self.unions.items() if f"{row['kind']}+{row['tier']}" == name]
            case "_subtree":
                return [one for one in self.unions if name in self.above(one)]
            case "_chain":
                return self.above(name)[1:]
        raise AssertionError(scope)

    def above(self, union_id: str) -> list[str]:
        """The union and all above it."""
        path = [union_id]
        while parent := self.unions[path[-1]]["parent_id"]:
            path.append(parent)
        return path

    def holds(self, key: str) -> bool:
        """Whether what the key addresses is there: a cell, a whole column of a table that was given, a package, a verdict ..."""
        owner, year, rest = key.split("/", 2)
        home = f"{owner}/{year}"
        if owner == "_policy":
            return any(fnmatchcase(name, rest) for name in self.parameters)
        if owner == "_registry":
            return bool(self.unions)
        if rest == "datapackage":
            return owner in self.unions  # it is there or it is not: that is what is counted
        if rest.startswith("@verdict/"):
            pattern = rest.removeprefix("@verdict/")
            return owner in self.unions and (
                home not in self.verdicts or any(fnmatchcase(clause, pattern) for clause in self.verdicts[home])
            )
        if rest.startswith("@changes/"):
            scope, _, of = rest.removeprefix("@changes/").partition("/")
            found = self.changes.get(f"{home}/@changes/{scope}", [])
            return bool(found) and (of == "*" or any(row["key"] == f"{home}/{of}" for row in found))
        if rest[0] == "@" or owner[0] == "_":
            return False  # a figure: it is in the table of figures, or nowhere
        name, row, column = rest.split("/")
        rows = self.tables.get(f"{home}/{name}")
        return rows is not None and (row == "*" or column in rows.get(row, ()))


def named(rows: list[Row], table: str, keys: list[list[str]]) -> dict[str, Row]:
    """Rows by what they are called: by the shortest key, and where several have it by the longest."""
    short, long = (["+".join(row[one] for one in key) or table for row in rows] for key in (keys[0], keys[-1]))
    return {b if short.count(a) > 1 else a: row for a, b, row in zip(short, long, rows, strict=True)}


def primary_keys(site: Path) -> dict[str, list[list[str]]]:
    """The columns that name a row, by table, as the downloads' schemas say: of parts of one thing more than of others."""
    keys: dict[str, list[list[str]]] = {}
    for path in site.glob("api/v1/unions/*/*.zip"):
        with zipfile.ZipFile(path) as archive:
            package = json.loads(archive.read("datapackage.json"))
        for one in package["resources"]:
            key = one["schema"].get("primaryKey", [])
            keys.setdefault(one["name"], []).append([key] if isinstance(key, str) else key)
    return {name: sorted(found, key=len) for name, found in keys.items()}


def unfold(sources: Sources, figures: dict[str, Row], key: str) -> Iterator[str]:
    """The keys that an input stands for: itself, or the same of each union of a scope that has it."""
    if key[0] != "_" or key.startswith(("_policy", "_registry")) or "/*/" not in key:
        yield key
        return
    scope, _, rest = key.partition("/*/")
    kind, _, name = scope.partition("/")
    year, _, of = rest.partition("/")
    for union_id in sources.members(kind, name):
        one = f"{union_id}/{year}/{of}"
        if (
            one in figures
            or (of[0] != "@" and sources.holds(one))
            or (of.startswith("@verdict/") and sources.holds(one))
        ):
            yield one
