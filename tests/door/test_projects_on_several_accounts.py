"""A project on several accounts: a row for each, one name, amounts that add up."""

from dataclasses import replace

from tests.builders import YEAR, accepted, package_files, rows
from tests.door.identities import explained, told
from tests.healthy import HEALTHY
from yangguang.history.restatements import restated
from yangguang.ledger.figures.reported import reported, row_key
from yangguang.records.schema import table_schema
from yangguang.records.tables import BY_NAME


def parted(**other: str) -> list[dict[str, str | None]]:
    """The sports meeting P2, part of which is paid from the account of the reading club."""
    meeting = {
        "project_id": "P2",
        "name": "职工运动会",
        "account_code": "50101",
        "budget_initial": "4000",
        "actual": "1000",
    }
    return [*rows("projects", "P1", budget_initial="6000", actual="8000"), meeting | other]


def test_a_project_on_two_accounts_is_taken_and_each_row_counts_on_its_own_account() -> None:
    assert told(package_files(projects=parted())) == []
    assert told(package_files(projects=parted(actual="1500"))) == [("project-sum", "error", "F7")]  # of 50101


def test_one_id_names_one_project() -> None:
    files = package_files(projects=parted(name="职工运动会（二期）"))
    assert told(files) == [("schema.primary-key", "error", "B10")]


def test_a_project_stands_once_on_an_account() -> None:
    twice = [*HEALTHY["projects"], HEALTHY["projects"][0]]
    assert told(package_files(projects=twice)) == [("schema.primary-key", "error", "A10")]


def test_only_a_row_that_is_not_alone_is_called_by_its_account_too() -> None:
    package = accepted(package_files(projects=parted()))
    names = [row_key("projects", row) for row in package.projects or ()]
    assert names == ["P1", "P2+50102", "P3", "P4", "P5", "P6", "P7", "P8", "P2+50101"]


def test_the_schema_of_the_table_lets_a_project_stand_on_several_accounts() -> None:
    assert table_schema(BY_NAME["projects"])["primaryKey"] == ["project_id", "account_code"]


def test_reasons_may_name_a_part_of_the_project_or_the_whole_of_it() -> None:
    for subject in ("projects/P2/actual", "projects/P2", "projects/P2+50101/actual", "projects/P1/actual"):
        assert told(package_files(projects=parted(), explanations=explained(subject, "other"))) == [], subject
    for subject in ("projects/P2+503/actual", "projects/P1+50101/actual"):
        found = told(package_files(projects=parted(), explanations=explained(subject, "other")))
        assert found == [("foreign-key", "error", "B2")], subject


def test_a_project_that_goes_onto_a_second_account_keeps_what_stands_on_the_first() -> None:
    before, after = accepted(package_files()), accepted(package_files(projects=parted()))
    changed = {(one.key, one.before, one.after) for one in restated(before, after)}
    assert ("projects/P2+50101/actual", None, 1000) in changed
    assert not any(key.startswith(("projects/P2/", "projects/P2+50102/")) for key, _, _ in changed)
    assert restated(after, replace(after, sources=())) == ()
    back = {(one.key, one.before, one.after) for one in restated(after, before)}
    assert ("projects/P2+50101/actual", 1000, None) in back


def test_what_was_published_and_the_ledger_give_what_is_published_next() -> None:
    before, after = accepted(package_files()), accepted(package_files(projects=parted()))
    for old, new in ((before, after), (after, before)):
        state = {one.key: one.value for one in reported(old)}
        same = {"projects/P2": "projects/P2+50102"} if old is before else {"projects/P2+50102": "projects/P2"}
        state = {
            next((key.replace(was, now) for was, now in same.items() if key.startswith(f"{was}/")), key): value
            for key, value in state.items()
        }
        for one in restated(old, new):
            assert state.get(one.key) == one.before
            state[one.key] = one.after
        assert {key: value for key, value in state.items() if value is not None} == {
            one.key: one.value for one in reported(new)
        }


def test_last_years_figures_submitted_again_are_known_by_project_and_account() -> None:
    this = accepted(package_files(projects=parted()))
    before = replace(this, descriptor=replace(this.descriptor, year=YEAR - 1))
    assert ("copied", "warning", None) in told(package_files(projects=parted()), before)
