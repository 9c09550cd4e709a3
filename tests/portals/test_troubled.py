"""The troubled portal is what its maker writes, and each of its packages meets the fate it was made for."""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import CITY, SCHOOL, SHOP, UNION, YEAR, git_portal, portal
from tests.portals.troubled.make import DATA, packages
from yangguang.core.issues import Issue
from yangguang.door.admit import admit
from yangguang.door.bytes.raw import read_folder
from yangguang.door.loader import load_policy, load_registry
from yangguang.door.model import Admission
from yangguang.door.packages import list_packages
from yangguang.door.then import Past
from yangguang.sources.repository import open_repository


def admissions(data: Path) -> dict[tuple[str, int], Admission]:
    registry, problems = load_registry(data)
    policy, more = load_policy(data)
    assert (problems, more) == ((), ())
    listed, strays = list_packages(data, registry)
    assert strays == []
    found: dict[tuple[str, int], Admission] = {}
    for district, union_id, year in sorted(listed, key=lambda one: one[2]):
        earlier = {y: one.package for (other, y), one in found.items() if other == union_id and one.package}
        found[union_id, year] = admit(read_folder(data, district, union_id, year), registry, policy, earlier)
    return found


@pytest.fixture(scope="module")
def fates() -> dict[tuple[str, int], Admission]:
    return admissions(DATA)


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.code for issue in issues]


def test_a_healthy_year_is_accepted(fates):
    assert fates[UNION, YEAR - 1].accepted
    assert fates[UNION, YEAR - 1].issues == ()


@pytest.mark.parametrize(
    ("union_id", "code"), [(UNION, "identity.parent-sum"), (CITY, "privacy.id-number"), (SCHOOL, "gate.encoding")]
)
def test_trouble_refuses_its_package(fates, union_id, code):
    assert not fates[union_id, YEAR].accepted
    assert code in codes(fates[union_id, YEAR].issues)


def test_a_warning_does_not(fates):
    assert fates[SHOP, YEAR].accepted
    assert codes(fates[SHOP, YEAR].issues) == ["identity.order"]


def test_the_earlier_report_of_a_refused_one_is_found_in_the_history(tmp_path):
    data = git_portal(tmp_path)
    repository = open_repository(data)
    assert [str(one.moment.day) for one in repository.history.of(UNION, YEAR)] == ["2026-04-15", "2026-05-20"]
    past = Past(checkout=repository.checkout, history=repository.history, union_id=UNION, as_of=date(2026, 11, 1))
    seen = past.seen(YEAR)
    assert (str(seen.version.moment.day), str(seen.since.day)) == ("2026-04-15", "2026-05-20")


def test_the_portal_is_what_its_maker_writes(tmp_path):
    made = portal(tmp_path / "data", packages())
    for path in sorted(path for part in ("registry", "unions") for path in (made / part).rglob("*") if path.is_file()):
        assert (DATA / path.relative_to(made)).read_bytes() == path.read_bytes(), path.name
