"""Files that are not what they seem: encodings, quotes, characters, descriptors."""

from __future__ import annotations

from tests.builders import as_csv, package_files
from tests.healthy import HEALTHY
from tests.packages.sick import Disease, in_encoding, with_bytes, with_cells, with_file, with_path

GATE: tuple[Disease, ...] = (
    Disease("gbk", in_encoding("accounts", "gb18030"), ("gate.encoding accounts.csv:2",)),
    Disease("utf16", in_encoding("accounts", "utf-16"), ("gate.encoding accounts.csv",)),
    Disease(
        "semicolons", package_files(overview=b"employees;members\n1500;1400\n"), ("gate.separator overview.csv:1",)
    ),
    Disease("tabs", package_files(overview=b"employees\tmembers\n1500\t1400\n"), ("gate.separator overview.csv:1",)),
    Disease("workbook-named-csv", package_files(overview=b"PK\x03\x04" + b"\0" * 40), ("gate.not-csv overview.csv",)),
    Disease("pdf-named-csv", package_files(overview=b"%PDF-1.7\n"), ("gate.not-csv overview.csv",)),
    Disease(
        "unterminated-quote",
        with_bytes("matters", "补助基层工会".encode(), '"补助基层工会'.encode()),
        ("gate.quote matters.csv",),
    ),
    Disease(
        "stray-quote",
        with_bytes("matters", "补助基层工会".encode(), '补助"基层"工会'.encode()),
        ("gate.quote matters.csv",),
    ),
    Disease("short-row", with_bytes("venues", b"V1,", b""), ("gate.ragged-row venues.csv:2",)),
    Disease("long-row", with_bytes("venues", b"36000", b"36000,1,2"), ("gate.ragged-row venues.csv:2",)),
    Disease("blank-file", package_files(venues=b""), ("gate.empty-file venues.csv",)),
    Disease("conflict-marker", with_bytes("venues", append=b"<<<<<<< HEAD\n"), ("gate.conflict-marker venues.csv:3",)),
    Disease(
        "git-lfs-pointer",
        package_files(venues=b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
        ("gate.lfs-pointer venues.csv",),
    ),
    Disease("nul-byte", with_bytes("venues", "职工之家".encode(), b"a\0b"), ("gate.unicode venues.csv!B2",)),
    Disease("control-character", with_bytes("venues", "职工之家".encode(), b"a\x1bb"), ("gate.unicode venues.csv!B2",)),
    Disease(
        "bidi-override", with_bytes("venues", "职工之家".encode(), "a\u202eb".encode()), ("gate.unicode venues.csv!B2",)
    ),
    Disease(
        "zero-width-space",
        with_bytes("venues", "职工之家".encode(), "职工\u200b之家".encode()),
        ("gate.unicode venues.csv!B2",),
    ),
    Disease(
        "private-use-character",
        with_bytes("venues", "职工之家".encode(), "\ue000之家".encode()),
        ("gate.unicode venues.csv!B2",),
    ),
    Disease(
        "replacement-character",
        with_bytes("venues", "职工之家".encode(), "\ufffd之家".encode()),
        ("gate.unicode venues.csv!B2",),
    ),
    Disease("huge-cell", with_bytes("venues", "职工之家".encode(), b"x" * 4001), ("gate.cell-too-long venues.csv!B2",)),
    Disease(
        "title-row-above-header",
        package_files(venues="服务阵地\n".encode() + as_csv("venues", HEALTHY["venues"])),
        ("gate.preface venues.csv:1",),
    ),
    Disease("formula", with_cells("venues", "V1", name="=HYPERLINK(1)"), ("gate.formula venues.csv!B2",)),
    Disease(
        "no-descriptor",
        {k: v for k, v in package_files().items() if k != "datapackage.json"},
        ("gate.missing-descriptor datapackage.json",),
    ),
    Disease("descriptor-not-json", with_file("datapackage.json", b"{"), ("gate.descriptor-syntax datapackage.json:1",)),
    Disease(
        "descriptor-of-another-year",
        package_files(descriptor={"year": 2024}),
        ("gate.descriptor-value datapackage.json",),
    ),
    Disease(
        "descriptor-of-another-union",
        package_files(descriptor={"union_id": "bj-city"}),
        ("gate.descriptor-value datapackage.json",),
    ),
    Disease(
        "descriptor-key-twice",
        with_file("datapackage.json", b'{"year": 2025, "year": 2025}'),
        ("gate.descriptor-syntax datapackage.json",),
    ),
    Disease(
        "descriptor-own-profile",
        package_files(descriptor={"profile": "https://example.org/x.json"}),
        ("gate.descriptor-key datapackage.json",),
    ),
    Disease("remote-path", with_path("https://example.org/a.csv"), ("gate.descriptor-value datapackage.json",)),
    Disease("path-outside", with_path("../accounts.csv"), ("gate.descriptor-value datapackage.json",)),
    Disease("unknown-chart", package_files(descriptor={"chart": "1999"}), ("gate.descriptor-value datapackage.json",)),
    Disease(
        "version-not-semantic",
        package_files(descriptor={"version": "1.0"}),
        ("gate.descriptor-value datapackage.json",),
    ),
    Disease(
        "table-not-listed",
        with_file("accounts.csv", as_csv("accounts", HEALTHY["accounts"]))
        | {"datapackage.json": package_files(accounts=None)["datapackage.json"]},
        ("gate.file-without-resource datapackage.json",),
    ),
)
