"""Tables, columns, cells, keys that are not as declared."""

from __future__ import annotations

from tests.builders import package_files
from tests.healthy import HEALTHY
from tests.packages.sick import Disease, with_cells, with_row

SCHEMA: tuple[Disease, ...] = (
    Disease(
        "missing-table",
        package_files(matters=None, disclosures=HEALTHY["disclosures"][:2]),
        ("schema.missing-table matters.csv",),
    ),
    Disease(
        "missing-column", package_files(venues=b"venue_id,service_area\nV1,1\n"), ("schema.missing-label venues.csv:1",)
    ),
    Disease(
        "unknown-column", package_files(venues="venue_id,name,电话\nV1,家,1\n"), ("schema.extra-label venues.csv!C1",)
    ),
    Disease(
        "column-twice",
        package_files(venues="venue_id,name,name\nV1,家,家\n"),
        ("schema.duplicate-label venues.csv!C1",),
    ),
    Disease("languages-mixed", package_files(venues="venue_id,名称\nV1,家\n"), ("schema.mixed-labels venues.csv:1",)),
    Disease(
        "thousands-separator", with_cells("matters", "M1", amount="20,000.00"), ("schema.type-error matters.csv!D2",)
    ),
    Disease(
        "full-width-digits", with_cells("matters", "M1", amount="２００００"), ("schema.type-error matters.csv!D2",)
    ),
    Disease("ten-thousands", with_cells("matters", "M1", amount="2万"), ("schema.type-error matters.csv!D2",)),
    Disease("three-decimals", with_cells("matters", "M1", amount="20000.005"), ("schema.type-error matters.csv!D2",)),
    Disease("not-a-number", with_cells("matters", "M1", amount="NaN"), ("schema.type-error matters.csv!D2",)),
    Disease(
        "fourteen-digits", with_cells("matters", "M1", amount="20000000000000"), ("schema.type-error matters.csv!D2",)
    ),
    Disease("dash-for-zero", with_cells("matters", "M1", amount="-"), ("schema.type-error matters.csv!D2",)),
    Disease("negative-amount", with_cells("matters", "M1", amount="-1"), ("schema.constraint-error matters.csv!D2",)),
    Disease("spreadsheet-error", with_cells("matters", "M1", amount="#REF!"), ("schema.type-error matters.csv!D2",)),
    Disease(
        "impossible-day", with_cells("matters", "M1", occurred_on="2025-02-30"), ("schema.type-error matters.csv!E2",)
    ),
    Disease(
        "day-with-slashes", with_cells("matters", "M1", occurred_on="2025/6/1"), ("schema.type-error matters.csv!E2",)
    ),
    Disease(
        "day-as-serial-number", with_cells("matters", "M1", occurred_on="45809"), ("schema.type-error matters.csv!E2",)
    ),
    Disease(
        "boolean-in-words", with_cells("assets", "AS1", is_land_disposal="不涉及"), ("schema.type-error assets.csv!E2",)
    ),
    Disease(
        "unknown-code", with_cells("channels", "CH1", kind="telephone"), ("schema.constraint-error channels.csv!B2",)
    ),
    Disease("empty-required-cell", with_cells("matters", "M1", title=""), ("schema.constraint-error matters.csv!C2",)),
    Disease(
        "space-around-a-code",
        with_cells("channels", "CH1", kind=" hotline"),
        ("gate.surrounding-space channels.csv!B2",),
    ),
    Disease("key-twice", with_row("venues"), ("schema.primary-key venues.csv!A3",)),
    Disease("two-overviews", with_row("overview"), ("schema.single-row overview.csv:1",)),
    Disease("no-overview-row", package_files(overview=[]), ("schema.single-row overview.csv:1",)),
    Disease(
        "unknown-counterparty",
        with_cells("transfers", "T1", counterparty_id="bj-citty"),
        ("schema.foreign-key transfers.csv!D2",),
    ),
    Disease(
        "project-without-account",
        with_cells("projects", "P1", account_code="50103"),
        ("schema.foreign-key projects.csv!C2",),
    ),
    Disease(
        "credit-code-mistyped",
        with_cells("assets", "AS1", counterparty_uscc="91110000101623741X"),
        ("schema.check-digit assets.csv!G2",),
    ),
    Disease(
        "evidence-not-there",
        with_cells("filings", "F1", document_url="documents/minutes.pdf"),
        ("schema.missing-document filings.csv!Q2",),
    ),
)
