"""Every illness of a package is told, whole and exactly, and nothing besides; a healthy package has nothing to tell."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.builders import FOLDER, TIERS, YEAR, accepted, admit, last_year, package_files
from tests.packages.diseases_gate import GATE
from tests.packages.diseases_identities import IDENTITIES
from tests.packages.diseases_privacy import PRIVACY
from tests.packages.diseases_schema import SCHEMA
from yangguang.core.issues import column_letter
from yangguang.told.issues import render

if TYPE_CHECKING:
    from tests.packages.sick import Disease
    from yangguang.core.issues import Issue

DISEASES = (*GATE, *PRIVACY, *SCHEMA, *IDENTITIES)


def written(issue: Issue) -> str:
    place = issue.place
    where = f"!{place.cell}" if place.cell else f":{place.row}" if place.row else ""
    return f"{issue.code} {(place.file or '').removeprefix(f'{FOLDER}/')}{where}"


@pytest.mark.parametrize("disease", DISEASES, ids=[disease.name for disease in DISEASES])
def test_an_illness_is_told_whole_and_exactly(disease: Disease) -> None:
    admission = admit(disease.files)
    assert [written(issue) for issue in admission.issues] == list(disease.issues)
    assert admission.accepted == all(not issue.is_error for issue in admission.issues)


@pytest.mark.parametrize("disease", DISEASES, ids=[disease.name for disease in DISEASES])
def test_an_issue_says_what_is_wrong_and_what_would_be_right_in_both_languages(disease: Disease) -> None:
    for issue in admit(disease.files).issues:
        for text in (*issue.message, *issue.hint):
            assert text.strip()
            assert not re.search(r"\{[a-z_]+\}", text)
        place = issue.place
        if place.cell and place.row and place.row > 1:
            header = disease.files[place.file.rpartition("/")[2]].decode().splitlines()[0].split(",")
            assert place.cell == f"{column_letter(header.index(place.column))}{place.row}"


@pytest.mark.parametrize("disease", PRIVACY, ids=[disease.name for disease in PRIVACY])
@pytest.mark.parametrize("form", ["text", "json", "github", "markdown"])
def test_personal_data_is_nowhere_in_a_report(disease: Disease, form: str) -> None:
    admission = admit(disease.files)
    report = render([admission], (), date(2026, 11, 23), form)
    secrets = (
        "110105",
        "1949",
        "62258",
        "138001",
        "8000138",
        "6501",
        "45090",
        "E1234",
        "zhangsan",
        "name@",
        "1.101",
        "一一〇",
    )
    assert not [secret for secret in secrets if secret in report]
    if form == "json":
        issues = json.loads(report)["packages"][0]["issues"]
        assert {issue["value"] for issue in issues if issue["code"].startswith("privacy.")} <= {None}


@pytest.mark.parametrize("stage", ["budget", "midyear", "final"])
@pytest.mark.parametrize("union_id", TIERS)
def test_a_healthy_package_has_nothing_to_tell(union_id: str, stage: str) -> None:
    admission = admit(package_files(union_id, stage=stage), union_id=union_id)
    assert admission.package
    assert admission.issues == ()


def test_two_healthy_years_have_nothing_to_tell() -> None:
    before = accepted(last_year(), year=YEAR - 1)
    assert admit(package_files(), before).issues == ()


def test_illnesses_have_names_of_their_own() -> None:
    names = [disease.name for disease in DISEASES]
    assert len(set(names)) == len(names) > 100
