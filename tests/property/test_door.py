"""Laws of the door: any bytes give issues and never a crash; rows may stand in any order; no cent appears or vanishes."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import admit, package_files
from tests.healthy import HEALTHY
from tests.packages.diseases_identities import IDENTITIES
from tests.packages.diseases_privacy import PRIVACY
from yangguang.core.money import parse_amount
from yangguang.door.model import Admission, TextRow, TextTable
from yangguang.door.privacy import scan as privacy
from yangguang.records.tables import BY_NAME
from yangguang.told.issues import render

if TYPE_CHECKING:
    from tests.packages.sick import Disease

FILES = package_files()
TABLES = sorted(name for name in FILES if name.endswith(".csv"))
CENTS = st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1)
# Bytes that mean something to one of the readers are tried far more often than chance would.
BYTES = st.lists(
    st.one_of(
        st.binary(max_size=8),
        st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.sampled_from([b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b",", b"\r", b"\n", b"\0", b"\x1f", b"\x1c", b"\x85",
                         b"=1+1", b"1e9999999", b"NaN", b"9" * 400, b"11010519491231002X", b"\xd6\xd0", b"{", b"[" * 3000]),
    ),
    max_size=8,
).map(b"".join)  # fmt: skip


def survives(files: dict[str, bytes]) -> Admission:
    admission = admit(files)
    assert admission.accepted == (not any(issue.is_error for issue in admission.issues))
    for form in ("text", "json", "github", "markdown"):
        render([admission], (), date(2026, 11, 23), form, "en").encode()
    return admission


@given(name=st.sampled_from([*TABLES, "datapackage.json"]), data=BYTES)
@settings(max_examples=150)
@example(name="datapackage.json", data=b"[" * 60_000)
@example(name="accounts.csv", data=b"")
def test_any_bytes_as_a_file_give_issues_and_never_a_crash(name: str, data: bytes) -> None:
    admission = survives(FILES | {name: data})
    assert admission.issues


@given(name=st.sampled_from([*TABLES, "datapackage.json"]), cut=st.floats(0, 1), width=st.integers(0, 40), data=BYTES)
@settings(max_examples=150)
def test_any_bytes_inside_a_file_never_crash_the_door(name: str, cut: float, width: int, data: bytes) -> None:
    healthy = FILES[name]
    start = int(cut * len(healthy))
    survives(FILES | {name: healthy[:start] + data + healthy[start + width :]})


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=200)
def test_any_text_passes_the_privacy_scan_without_being_quoted(text: str) -> None:
    table = BY_NAME["matters"]
    header = tuple(column.name for column in table.columns)
    row = TextRow(2, 2, tuple(text if name == "note" else "" for name in header))
    for issue in privacy.scan([TextTable(table=table, file="matters.csv", header=header, rows=(row,))]):
        assert issue.value is None


@pytest.mark.parametrize("disease", [*IDENTITIES, *PRIVACY], ids=lambda disease: disease.name)
def test_the_order_of_rows_never_changes_what_is_wrong(disease: Disease) -> None:
    def told(files: dict[str, bytes]) -> list[tuple[str, str, str | None]]:
        issues = admit(files).issues
        return sorted((issue.code, issue.place.file or "", issue.place.column) for issue in issues)

    dice = random.Random(disease.name)
    shuffled = dict(disease.files)
    for name in TABLES:
        if name in shuffled:
            header, *lines = shuffled[name].splitlines(keepends=True)
            dice.shuffle(lines)
            shuffled[name] = header + b"".join(lines)
    assert told(shuffled) == told(disease.files)


@given(order=st.permutations(range(len(HEALTHY["accounts"]))))
@settings(max_examples=30)
def test_a_healthy_package_is_healthy_in_any_order(order: list[int]) -> None:
    files = package_files(accounts=[HEALTHY["accounts"][index] for index in order])
    assert admit(files).issues == ()


@given(cents=CENTS)
def test_an_amount_is_read_as_it_is_written(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    read = parse_amount(f"{amount:.2f}")
    assert read == amount
    assert f"{read:.2f}" == f"{amount:.2f}"


@given(cents=st.lists(CENTS.filter(lambda cents: abs(cents) < 10**12), min_size=1, max_size=6))
@settings(max_examples=60)
def test_a_parent_is_the_exact_sum_of_its_children_or_refused(cents: list[int]) -> None:
    codes = [f"4030{number}" for number in range(1, len(cents) + 1)]
    names = ("回拨补助", "专项补助", "超收补助", "帮扶补助", "送温暖补助", "救灾补助")
    for off in (0, 1):
        total = Decimal(sum(cents) + off).scaleb(-2)
        table = [{"account_code": "403", "account_name": "上级补助收入", "budget_initial": str(total)}]
        table += [
            {"account_code": code, "account_name": name, "budget_initial": str(Decimal(one).scaleb(-2))}
            for code, name, one in zip(codes, names, cents, strict=False)
        ]
        files = package_files(stage="budget", accounts=table, projects=[], three_public=[])
        wrong = [issue.code for issue in admit(files).issues if issue.code == "identity.parent-sum"]
        assert wrong == ["identity.parent-sum"] * off
