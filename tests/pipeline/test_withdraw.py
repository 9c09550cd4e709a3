"""`yangguang withdraw` writes only what passes the door, and removes only what main has."""

import shutil

import pytest

from tests.builders import CITY, DISTRICT, SCHOOL, UNION, YEAR
from tests.repositories import git
from tests.withdrawing import HOME, check, delete, on, rename, run, seen, two_years, withdraw
from yangguang.ledger.model import Standing


@pytest.fixture
def data(tmp_path):
    return two_years(tmp_path)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"union_id": "nobody"}, "no union"),
        ({"union_id": f"{UNION}x"}, f"should it be {UNION}"),
        ({"year": 1999}, "never published"),
        ({"union_id": CITY}, "never published"),
        ({"reason": "boredom"}, "merged, published_in_error"),
        ({"since": "2026-11-26"}, "lies ahead"),
        ({"since": "1800-01-01"}, "1800-01-01"),
        ({"document": "联系人电话13812345678"}, "手机号"),
        ({"document": "=HYPERLINK(1)"}, "withdrawals.csv"),
        ({"document": "示" * 5000}, "withdrawals.csv"),
    ],
)
def test_what_cannot_be_withdrawn_is_misuse_and_touches_nothing(data, asked, why, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795593600")  # 2026-11-25 in Asia/Shanghai
    given = {"union_id": UNION, "year": YEAR, "reason": "merged", "since": "2026-09-01", "document": ""} | asked
    union_id, year, *options = given.items()
    told = run(
        "withdraw", union_id[1], year[1], "--data", data, *(part for name, value in options for part in (f"--{name}", value)),
        code=2,
    )  # fmt: skip
    assert why in told
    assert "13812345678" not in told
    assert git(data, "status", "--porcelain") == ""


def test_a_folder_that_main_does_not_have_as_it_is_is_not_removed(data):
    path = data / HOME / str(YEAR - 1) / "overview.csv"
    path.write_text(path.read_text().replace("1500,1400", "1500,1401"))
    assert "git commit" in withdraw(data, "merged", code=2)
    new = data / "unions" / DISTRICT / SCHOOL / str(YEAR)
    shutil.copytree(data / HOME / str(YEAR), new)
    assert "never published" in run("withdraw", SCHOOL, YEAR, "--data", data, "--reason", "merged", code=2)
    assert new.is_dir()


@pytest.mark.parametrize("take", [delete, rename])
def test_the_remedy_for_a_year_that_is_gone_works(data, take):
    """What the check says of a folder that was deleted is what then helps."""
    take(data)
    shutil.rmtree(data / HOME / "2023", ignore_errors=True)
    assert check(data, "--changed-since", "HEAD", code=1)[UNION, YEAR - 1] == {"registry.year-gone"}
    withdraw(data, "merged")
    assert check(data, "--changed-since", "HEAD") == {}
    on(data, "2026-09-01")
    found = seen(data)
    assert (found.standing, str(found.withdrawal.since)) == (Standing.WITHDRAWN, "2026-09-01")


def test_a_second_row_keeps_the_header_and_language_of_the_table(data):
    withdraw(data, "merged")
    (data / "registry" / "withdrawals.csv").write_text(
        f"\ufeff年度,组织编码,撤回日期,撤回原因\n{YEAR - 1},{UNION},2026-09-01,merged", encoding="utf-8"
    )
    assert "withdrawals.csv" in withdraw(data, "other", "--document", "一号", year=YEAR, code=2)
    withdraw(data, "other", year=YEAR)
    assert (data / "registry" / "withdrawals.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        f"{YEAR - 1},{UNION},2026-09-01,merged", f"{YEAR},{UNION},2026-09-01,other",
    ]  # fmt: skip
    assert "has this row already" in withdraw(data, "merged", year=YEAR, code=2)
    assert check(data) == {}
