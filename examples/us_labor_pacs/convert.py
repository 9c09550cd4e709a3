"""Political funds of US labor unions, 2019-20 cycle, as a DATA folder: python convert.py SOURCE_DIR OUT_DATA_DIR."""

from __future__ import annotations

import csv
import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Row = Mapping[str, str]
    Rows = list[dict[str, str]]

YEAR = 2020
ROOT = "fec-labor"
CHART = "fec-2020"
LICENSES = [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]

# Account code, name, class, column of the source; the last account of a side is its total less the kinds above.
RECEIPTS = (
    ("R10", "Contributions from individuals", "dues", "indv_contrib"),
    ("R20", "Transfers from affiliated committees", "transfer_in", "trans_from_aff"),
    ("R30", "Contributions from other political committees", "other", "other_pol_cmte_contrib"),
    ("R40", "Contributions from candidates", "other", "cand_contrib"),
    ("R50", "Loans from candidates", "other", "cand_loans"),
    ("R60", "Loans received", "other", "ttl_loans_received"),
    ("R70", "Transfers from nonfederal accounts", "other", "nonfed_trans_received"),
    ("R90", "Other or unitemized receipts (total less the kinds above)", "other", None),
)
DISBURSEMENTS = (
    ("D10", "Contributions to other committees", "operations", "contrib_to_other_cmte"),
    ("D20", "Independent expenditures", "operations", "ind_exp"),
    ("D30", "Transfers to affiliated committees", "transfer_down", "tranf_to_aff"),
    ("D40", "Coordinated party expenditures", "operations", "pty_coord_exp"),
    ("D50", "Nonfederal share of expenditures", "operations", "nonfed_share_exp"),
    ("D60", "Refunds to individuals", "other", "indv_refunds"),
    ("D70", "Refunds to other political committees", "other", "other_pol_cmte_refunds"),
    ("D80", "Candidate loan repayments", "other", "cand_loan_repay"),
    ("D85", "Loan repayments", "other", "loan_repay"),
    ("D90", "Other or unitemized disbursements (total less the kinds above)", "other", None),
)
SIDES = (("income", RECEIPTS, "ttl_receipts"), ("expenditure", DISBURSEMENTS, "ttl_disb"))

STATES = {
    "AK": "Alaska", "AL": "Alabama", "AR": "Arkansas", "AZ": "Arizona", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DC": "District of Columbia", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "IA": "Iowa", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "MA": "Massachusetts", "MD": "Maryland", "ME": "Maine", "MI": "Michigan", "MN": "Minnesota",
    "MO": "Missouri", "MS": "Mississippi", "MT": "Montana", "NC": "North Carolina", "ND": "North Dakota",
    "NE": "Nebraska", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NV": "Nevada", "NY": "New York",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VA": "Virginia", "VT": "Vermont",
    "WA": "Washington", "WI": "Wisconsin", "WV": "West Virginia", "WY": "Wyoming",
}  # fmt: skip

UNREPORTED = (
    (
        "accounts/budget_initial",
        "The summary a committee files with the FEC holds no budget; budget_initial is 0 because a column cannot be left out.",
    ),
    ("dues", "No employer pays dues into a political fund."),
    (
        "filings",
        "The source gives totals, not the dates of the reports they come from; the list of filings is on fec.gov.",
    ),
    ("disclosures", "The FEC publishes every report on fec.gov; the source does not say when."),
    ("activities", "The source reports money only."),
)


def convert(source: Path) -> Iterator[tuple[str, bytes]]:
    """(path relative to DATA, bytes) of the whole portal: registry, policy, one package for every fund with figures."""
    committees = list(_read(source / "labor_committees_2020.csv"))
    figures = {row["cmte_id"]: row for row in _read(source / "labor_pac_2020.csv")}
    yield from _registry(committees)
    yield from _policy()
    yield from _package("us", ROOT, "Labor funds registered with the FEC", _nothing_of_its_own())
    for fund in committees:
        own = figures[fund["cmte_id"]]
        if own["ttl_receipts"]:
            yield from _package(
                fund["cmte_st"].lower(),
                fund["cmte_id"].lower(),
                fund["cmte_nm"],
                _tables(own, f"{fund['cmte_city']}, {fund['cmte_st']}"),
                own,
            )


def _registry(committees: list[Row]) -> Iterator[tuple[str, bytes]]:
    states = sorted({row["cmte_st"] for row in committees})
    yield from _folder(
        "registry",
        {
            "name": "registry",
            "title": "美国工会政治基金（2019—2020选举周期）",
            "title_en": "Political funds of US labor unions, 2019-20 cycle",
            "description": "US Federal Election Commission bulk data, public domain, as packaged by baumer-lab/fec20 (CC0).",
            "currency": "USD",
            "display_unit": 1,
            "fictional": False,
            "homepage": "https://www.fec.gov/data/",
        },
        {
            "districts": [{"district_id": "us", "name": "United States", "position": "0"}]
            + [
                {"district_id": code.lower(), "name": STATES[code], "position": str(position)}
                for position, code in enumerate(states, 1)
            ],
            "unions": [
                _union(ROOT, "Labor funds registered with the FEC", "", "municipal", "us", "https://www.fec.gov/data/"),
                *(
                    _union(
                        row["cmte_id"].lower(), row["cmte_nm"], ROOT, "grassroots", row["cmte_st"].lower(),
                        f"https://www.fec.gov/data/committee/{row['cmte_id']}/",
                    )
                    for row in committees
                ),
            ],
            "affiliates": [],
        },
    )  # fmt: skip


def _union(union_id: str, name: str, parent_id: str, kind: str, district: str, website: str) -> dict[str, str]:
    return {
        "union_id": union_id, "name": name, "uscc_absent_reason": "Registered with the US Federal Election Commission",
        "parent_id": parent_id, "kind": kind, "tier": "basic", "district": district, "website": website,
    }  # fmt: skip


def _policy() -> Iterator[tuple[str, bytes]]:
    accounts = [
        {"chart": CHART, "account_code": code, "name": name, "side": side, "class": class_, "verified": "true"}
        for side, kinds, _ in SIDES
        for code, name, class_, _ in kinds
    ]
    deadline = {
        "name": "stage_deadline_final", "effective_from": "1980-01-08", "value": "+1-01-31", "unit": "month_day",
        "basis": "52 U.S.C. 30104(a)(4): a political committee's year-end report is due on 31 January", "nature": "statute",
    }  # fmt: skip
    about: dict[str, object] = {"name": "policy", "title": "FEC summary lines; no clauses are judged"}
    yield from _folder("policy", about, {"clauses": [], "parameters": [deadline], "chart_of_accounts": accounts})


def _nothing_of_its_own() -> dict[str, Rows]:
    text = "An entry that groups the funds; it has no money of its own."
    return {
        "overview": [{"working_office": "Federal Election Commission, Washington, DC"}],
        "accounts": [], "dues": [], "activities": [], "filings": [], "disclosures": [],
        "explanations": [_explanation(1, "accounts", "no_occurrence", text, f"{YEAR}-12-31")],
    }  # fmt: skip


def _tables(own: Row, office: str) -> dict[str, Rows]:
    accounts = [
        {"account_code": code, "account_name": name, "budget_initial": "0", "actual": _money(amount)}
        for _, kinds, total in SIDES
        for (code, name, _, column), amount in zip(kinds, _amounts(own, kinds, total), strict=True)
        if amount or column is None
    ]
    opening, closing, debts = (_amount(own[name]) for name in ("coh_bop", "coh_cop", "debts_owed_by"))
    cash = {"opening": _money(opening), "closing": _money(closing)}
    note = f"Debts owed by the committee at the end of the period: {_money(debts)} USD" if debts else ""
    notes = [("not_applicable", subject, text) for subject, text in UNREPORTED]
    if not any([opening, closing, *(_amount(own[total]) for _, _, total in SIDES)]):
        notes.append(("no_occurrence", "accounts", "The committee reported zero for every total."))
    return {
        "overview": [{"working_office": office}],
        "accounts": accounts,
        "balances": [{"item": "cash", **cash, "note": note}, {"item": "surplus", **cash}],
        "dues": [], "activities": [], "filings": [], "disclosures": [],
        "explanations": [
            _explanation(serial, subject, kind, text, own["cvg_end_dt"])
            for serial, (kind, subject, text) in enumerate(notes, 1)
        ],
    }  # fmt: skip


def _amounts(own: Row, kinds: tuple[tuple[str, str, str, str | None], ...], total: str) -> list[Decimal]:
    known = [_amount(own[column]) for *_, column in kinds if column]
    return [*known, _amount(own[total]) - sum(known)]


def _explanation(serial: int, subject: str, kind: str, text: str, day: str) -> dict[str, str]:
    return {"explanation_id": f"E{serial}", "subject": subject, "kind": kind, "text": text, "date": day}


def _package(
    district: str, union_id: str, name: str, tables: dict[str, Rows], own: Row | None = None
) -> Iterator[tuple[str, bytes]]:
    connected = own["connected_org_nm"] if own and own["connected_org_nm"] != "NONE" else ""
    description = f"Totals of the 2019-20 election cycle as far as {own['cvg_end_dt']}." if own else "No figures."
    about = {
        "name": f"{union_id}-{YEAR}",
        "title": name,
        "description": f"{description} Connected organization: {connected}" if connected else description,
        "union_id": union_id,
        "year": YEAR,
        "chart": CHART,
        "stage": "final",
        "version": "1.0.0",
        "licenses": LICENSES,
    }
    yield from _folder(f"unions/{district}/{union_id}/{YEAR}", about, tables)


def _folder(path: str, about: dict[str, object], tables: Mapping[str, Rows]) -> Iterator[tuple[str, bytes]]:
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    descriptor = json.dumps({**about, "resources": resources}, ensure_ascii=False, indent=2)
    yield f"{path}/datapackage.json", f"{descriptor}\n".encode()
    for name, rows in tables.items():
        yield f"{path}/{name}.csv", _csv(name, rows)


def _csv(name: str, rows: Rows) -> bytes:
    """The table with the columns that it requires or that its rows give."""
    given = {key for row in rows for key in row}
    columns = [column.name for column in BY_NAME[name].columns if column.need != "no" or column.name in given]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from ({name: cell.strip() for name, cell in row.items()} for row in csv.DictReader(file))


def _amount(text: str) -> Decimal:
    """The amount as written, never by way of a float; an amount finer than a cent is an error of the source."""
    amount = Decimal(text)
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"{text} is finer than a cent")
    return amount


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount else "0"


def main() -> None:
    """Write the DATA folder and say what was found."""
    if len(sys.argv) != 3:
        raise SystemExit("usage: convert.py SOURCE_DIR OUT_DATA_DIR")
    source, out = map(Path, sys.argv[1:])
    packages = 0
    for path, content in convert(source):
        packages += path.endswith("datapackage.json") and path.startswith("unions/")
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    print(f"{out}: {packages - 1} funds with figures")


if __name__ == "__main__":
    main()
