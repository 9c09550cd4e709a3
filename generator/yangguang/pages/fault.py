"""What stands where a union's pages cannot be made: in plain words that the generator failed, not the union."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import Address
from yangguang.exports.api import fault_json
from yangguang.pages.press import render
from yangguang.records.names import full_name
from yangguang.views.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.quarantine import Fault
    from yangguang.views.model import Download, Edition


def fault_outputs(edition: Edition, fault: Fault, years: Sequence[int]) -> Iterator[Page | Download]:
    """The union's page, those of its years and of their evidence, each with the place of the fault, and their JSON."""
    union = edition.registry.unions[fault.union_id]
    _, name = edition.language.gettext, full_name(union, edition.language.code)
    addresses: list[tuple[str, str, int | None]] = [(Address(union.union_id).page, "union", None)]
    addresses += [(Address(union.union_id, year).page, "union-year", year) for year in years]
    addresses += [(Address(union.union_id, year).evidence, "evidence", year) for year in years]
    for url, shell, year in addresses:
        body = render(
            edition, "fault", url, union=union, year=year, years=years, fault=fault,
            district=edition.registry.districts[union.district],
        )  # fmt: skip
        yield Page(
            url=url,
            shell=shell,
            title=_("{union} {year}年度收支公开").format(union=name, year=year) if year else name,
            description=_("{union}：本页这次没有能够生成").format(union=name),
            body=body,
        )
    yield from fault_json(edition, union, years, fault)
