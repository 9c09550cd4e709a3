"""One accepted union-year: the descriptor and the typed rows of every table that was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.core.address import Folder

if TYPE_CHECKING:
    from datetime import date

    from yangguang.records.assets import AssetMatter, Procurement, ProcurementAward
    from yangguang.records.audits import Audit, AuditFinding, AuditTarget
    from yangguang.records.conduct import Activity, AppealCategory, AppealChannel, Regulation, Venue
    from yangguang.records.contributions import BankAccount, Collection, DuesPeriod, Transfer
    from yangguang.records.declare import Record
    from yangguang.records.finances import Account, Balance, Overview, Project, ThreePublicItem
    from yangguang.records.oversight import Disclosure, Explanation, Filing, Inspection, Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What `datapackage.json` of a union-year declares. `chart` is '2009' or '2021', `stage` budget, midyear or final."""

    union_id: str
    year: int
    title: str
    chart: str
    stage: str
    version: str
    created: date | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file by its bytes: size and SHA-256 in hex. Of a submission `path` is relative to DATA, in an archive to its root.

    For evidence in `documents/` only this is published, never the file itself.
    """

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A table that is None was not given (缺数据); an empty tuple declares that nothing occurred (未发生)."""

    district: str
    descriptor: Descriptor
    sources: tuple[SourceFile, ...]
    documents: tuple[SourceFile, ...] = ()
    overview: tuple[Overview, ...] | None = None
    accounts: tuple[Account, ...] | None = None
    projects: tuple[Project, ...] | None = None
    three_public: tuple[ThreePublicItem, ...] | None = None
    balances: tuple[Balance, ...] | None = None
    dues: tuple[DuesPeriod, ...] | None = None
    transfers: tuple[Transfer, ...] | None = None
    bank_accounts: tuple[BankAccount, ...] | None = None
    regulations: tuple[Regulation, ...] | None = None
    activities: tuple[Activity, ...] | None = None
    filings: tuple[Filing, ...] | None = None
    inspections: tuple[Inspection, ...] | None = None
    disclosures: tuple[Disclosure, ...] | None = None
    matters: tuple[Matter, ...] | None = None
    assets: tuple[AssetMatter, ...] | None = None
    procurement: tuple[Procurement, ...] | None = None
    audit_targets: tuple[AuditTarget, ...] | None = None
    audits: tuple[Audit, ...] | None = None
    findings: tuple[AuditFinding, ...] | None = None
    channels: tuple[AppealChannel, ...] | None = None
    appeals: tuple[AppealCategory, ...] | None = None
    explanations: tuple[Explanation, ...] | None = None
    venues: tuple[Venue, ...] | None = None
    collections: tuple[Collection, ...] | None = None
    procurement_awards: tuple[ProcurementAward, ...] | None = None

    @property
    def union_id(self) -> str:
        """The union's identifier, also its folder."""
        return self.descriptor.union_id

    @property
    def year(self) -> int:
        """The fiscal year."""
        return self.descriptor.year

    @property
    def home(self) -> Folder:
        """Where DATA holds the package."""
        return Folder(self.district, self.union_id, self.year)

    @property
    def folder(self) -> str:
        """The package's folder relative to DATA."""
        return self.home.path

    def table(self, name: str) -> tuple[Record, ...] | None:
        """The rows of the table called `name`, as a reader that does not know it by type needs them."""
        rows: tuple[Record, ...] | None = getattr(self, name)
        return rows
