"""Books that do not add up, and rows that contradict each other."""

from __future__ import annotations

from tests.builders import package_files, rows
from tests.healthy import HEALTHY
from tests.packages.sick import Disease, with_cells, with_row, with_zeros

IDENTITIES: tuple[Disease, ...] = (
    Disease(
        "account-not-in-chart",
        with_row("accounts", account_code="599", account_name="其他"),
        ("identity.foreign-key accounts.csv!A18",),
    ),
    Disease(
        "account-of-another-chart",
        with_cells("accounts", "503", account_name="职工服务支出"),
        ("identity.account-name accounts.csv!B11",),
    ),
    Disease(
        "child-without-parent",
        package_files(accounts=[row for row in HEALTHY["accounts"] if row["account_code"] != "505"]),
        ("identity.parent-missing accounts.csv!A15",),
    ),
    Disease(
        "parent-is-not-its-children",
        with_cells("accounts", "501", actual="28000.01"),
        ("identity.parent-sum accounts.csv!F6", "identity.closing-carry balances.csv!C6"),
    ),
    Disease(
        "parent-is-not-its-children-in-the-budget",
        with_cells("accounts", "403", budget_initial="20001"),
        ("identity.parent-sum accounts.csv!C4",),
    ),
    Disease(
        "projects-do-not-sum", with_cells("projects", "P3", actual="8000.50"), ("identity.project-sum accounts.csv!F8",)
    ),
    Disease(
        "reception-exceeds-its-accounts",
        with_cells("three_public", "reception", actual="20000"),
        ("identity.three-public-within-accounts three_public.csv!E3",),
    ),
    Disease(
        "balance-sheet-open",
        with_cells("balances", "cash", opening="200000.01"),
        ("identity.balance-sheet balances.csv!B2",),
    ),
    Disease(
        "carry-does-not-close",
        package_files(
            balances=rows("balances", "cash", closing="204500")[:1] + rows("balances", "surplus", closing="194500")[1:]
        ),
        ("identity.closing-carry balances.csv!C6",),
    ),
    Disease(
        "dues-rounded-down",
        with_row("dues", period="2025-12", payroll="1000.25", due="20.00"),
        ("identity.dues-due dues.csv!C6",),
    ),
    Disease(
        "findings-missing", with_cells("audits", "AU1", findings_count="3"), ("identity.findings-count audits.csv!L2",)
    ),
    Disease(
        "finding-of-no-audit",
        with_cells("findings", "FI2", audit_id="AU9"),
        ("identity.findings-count audits.csv!L2", "identity.foreign-key findings.csv!B3"),
    ),
    Disease(
        "more-present-than-members", with_cells("filings", "F1", present_count="16"), ("identity.order filings.csv!I2",)
    ),
    Disease("more-votes-than-present", with_cells("filings", "F2", votes_for="7"), ("identity.order filings.csv!J3",)),
    Disease(
        "more-attended-than-due",
        with_cells("activities", "A1", attended_count="61"),
        ("identity.order activities.csv!I2",),
    ),
    Disease(
        "more-rectified-than-found",
        with_cells("findings", "FI1", rectified_amount="1300"),
        ("identity.order findings.csv!J2",),
    ),
    Disease(
        "ends-before-it-starts", with_cells("assets", "AS1", end_on="2024-12-31"), ("identity.order assets.csv!K2",)
    ),
    Disease(
        "repealed-before-adopted",
        with_cells("regulations", "R1", repealed_on="2019-02-28"),
        ("identity.order regulations.csv!F2",),
    ),
    Disease(
        "unknown-audit-target",
        with_cells("audit_targets", "bj-demo-school", target_id="bj-nobody"),
        ("identity.foreign-key audit_targets.csv!A3", "schema.foreign-key audits.csv!C3"),
    ),
    Disease(
        "stage-without-its-figures",
        package_files(accounts=rows("accounts", "401", actual="")),
        ("identity.stage-figures accounts.csv!F2",),
    ),
    Disease(
        "transfers-exceed-the-account",
        with_cells("transfers", "T3", amount="20000.01"),
        ("identity.transfers-within-accounts transfers.csv!G4",),
    ),
    Disease("nothing-but-zeros", with_zeros(), ("identity.all-zero datapackage.json",)),
)
