"""The two large tables: whole, a file for each district, and as Parquet; all of them the same rows."""

import csv
import io
import json
import re
from decimal import Decimal
from hashlib import sha256

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.bare import bare_site
from tests.pipeline.through import TODAY
from yangguang.cli.arguments import write_all
from yangguang.demo import demo
from yangguang.pipeline import build
from yangguang.pipeline.parquet import write_parquet
from yangguang.site.refused import RefusedError

NAMES = ["figures", "verdicts"]


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    top = tmp_path_factory.mktemp("tables")
    write_all(top / "data", demo(unions=7, years=1, seed=5))
    for number, chunk in enumerate((20, 2)):
        bare_site(top / "data", top / f"{number}", TODAY, site_url="https://example.org/", chunk=chunk, parquet=True)
    return [top / "0", top / "1"]


def lines(path):
    return path.read_bytes().split(b"\r\n")


@pytest.mark.parametrize("name", NAMES)
def test_the_files_of_the_districts_are_the_whole_table(sites, name):
    api = sites[0] / "api" / "v1"
    index = json.loads((api / name / "index.json").read_bytes())["files"]
    header, *rows = lines(api / f"{name}.csv")
    parts = [lines(sites[0] / one["path"]) for one in index]
    assert {part[0] for part in parts} == {header}
    assert sorted(row for part in parts for row in part[1:]) == sorted([*rows, *[b""] * (len(parts) - 1)])
    for one in index:
        content = (sites[0] / one["path"]).read_bytes()
        assert (one["size"], one["sha256"]) == (len(content), sha256(content).hexdigest())
    assert {one["path"] for one in index} == {str(path.relative_to(sites[0])) for path in (api / name).glob("*.csv")}


def test_a_district_has_its_unions_alone(sites):
    rows = csv.DictReader(io.StringIO((sites[0] / "api/v1/verdicts/bibo.csv").read_text(encoding="utf-8-sig")))
    assert {row["union_id"] for row in rows} == {"bibo"}


@pytest.mark.parametrize("name", NAMES)
def test_parquet_is_the_table_with_types(sites, name):
    path = sites[0] / "api" / "v1" / f"{name}.parquet"
    with (path.with_suffix(".csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = pq.read_table(path).to_pylist()
    assert len(told) == len(rows) == len(pd.read_parquet(path)) == len(duckdb.sql(f"FROM '{path}'").fetchall())
    for row, one in zip(rows, told, strict=True):
        for column, text in row.items():
            value = one[column]
            if column == "value":
                exact = Decimal(one["exact"] or value)
                assert exact == Decimal(text)
                assert abs(value - exact) <= Decimal("1E-12")
            elif isinstance(value, bool):
                assert str(value).lower() == text
            else:
                assert ("" if value is None else str(value)) == text
    assert str(pq.read_schema(path).field("year").type) == "int16"
    if name == "figures":
        assert str(pq.read_schema(path).field("value").type) == "decimal128(38, 12)"
    assert {pq.ParquetFile(path).metadata.row_group(0).column(0).compression} == {"ZSTD"}


def test_bytes_do_not_depend_on_how_the_work_was_cut(sites):
    for pattern in ("*.parquet", "figures/*", "verdicts/*"):
        found = [[path.read_bytes() for path in sorted((site / "api/v1").glob(pattern))] for site in sites]
        assert found[0] == found[1] != []


@pytest.mark.parametrize(
    "value", ["0.00", "-12.50", "123456789012345678.25", "0.0005767523578636611785", "5.123456789E-9"]
)
def test_no_digit_is_lost(tmp_path, value):
    (tmp_path / "rows.csv").write_text(f'key,value\r\n"a ""b""\nc",{value}\r\n,\r\n', encoding="utf-8", newline="")
    write_parquet(tmp_path / "rows.csv", ["key", "value"], tmp_path / "it's.parquet")
    first, second = pq.read_table(tmp_path / "it's.parquet").to_pylist()
    assert (first["key"], Decimal(first["exact"] or first["value"])) == ('a "b"\nc', Decimal(value))
    assert second == {"key": None, "value": None, "exact": None}


def test_they_are_listed_among_the_downloads(sites):
    page = (sites[0] / "data" / "index.html").read_text(encoding="utf-8")
    for name in ("figures.parquet", "verdicts.parquet", "figures/index.json"):
        assert sha256((sites[0] / "api/v1" / name).read_bytes()).hexdigest() in page
    assert "api/v1/figures.parquet" in (sites[0] / "catalog.jsonld").read_text(encoding="utf-8")


def test_they_are_made_where_asked_and_refused_in_a_sentence_without_the_extra(tmp_path, monkeypatch, sites):
    bare_site(sites[0].parent / "data", tmp_path / "site", TODAY)
    assert not list((tmp_path / "site").rglob("*.parquet"))
    assert "parquet" not in (tmp_path / "site/data/index.html").read_text(encoding="utf-8")
    monkeypatch.setattr(build, "available", lambda: False)
    with pytest.raises(RefusedError, match=re.escape("yangguang[parquet]")):
        bare_site(sites[0].parent / "data", tmp_path / "other", TODAY, parquet=True)
