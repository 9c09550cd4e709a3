"""A portal with every kind of trouble, written anew: python -m tests.portals.troubled.make

What becomes of its packages is asserted in tests/portals/test_troubled.py. Its personal data is invented.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.builders import CITY, SCHOOL, SHOP, UNION, YEAR, last_year, package_files, portal, rows

DATA = Path(__file__).parent / "data"


def packages() -> dict[tuple[str, int], dict[str, bytes]]:
    """One healthy year, then one trouble for each union."""
    gbk = package_files(SCHOOL)
    gbk["accounts.csv"] = gbk["accounts.csv"].decode().encode("gb18030")
    return {
        (UNION, YEAR - 1): last_year(),
        (UNION, YEAR): package_files(accounts=rows("accounts", "501", actual="82000")),
        (CITY, YEAR): package_files(CITY, matters=rows("matters", "M1", note="经办人证件 11010519491231002X")),
        (SCHOOL, YEAR): gbk,
        (SHOP, YEAR): package_files(SHOP, activities=rows("activities", "A3", cases_received="4", cases_resolved="5")),
    }


if __name__ == "__main__":
    shutil.rmtree(DATA, ignore_errors=True)
    portal(DATA, packages())
