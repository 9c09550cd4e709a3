"""No private number is told that hides in a name, in the register, in the policy or in a file nobody asked for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.builders import DISTRICT, UNION, portal
from tests.door.hiding_places import KINDS, recognisable
from tests.door.test_private_numbers import REPORTS
from yangguang.cli import main
from yangguang.pipeline.books import UnbuildableError, open_books
from yangguang.pipeline.submissions import submissions
from yangguang.told.issues import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission

AS_OF = date(2026, 11, 23)
UNIONS, HOME = f"unions/{DISTRICT}", f"unions/{DISTRICT}/{UNION}"
HIDDEN = {kind: KINDS[kind] for kind in ("identity number", "mobile", "mobile with dashes", "card in groups", "e-mail")}


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return portal(tmp_path_factory.mktemp("portal"))


def write(path: str, content: str = "x", encoding: str = "utf-8") -> Callable[[Path, str], None]:
    """A file more, `?` in its path and content is the number."""

    def hide(data: Path, number: str) -> None:
        target = data / path.replace("?", number)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.replace("?", number).encode(encoding))

    return hide


def edit(path: str, old: str, new: str, count: int = 1) -> Callable[[Path, str], None]:
    """A file with `new` instead of `old`; `?` is the number."""

    def hide(data: Path, number: str) -> None:
        text = (data / path).read_text(encoding="utf-8")
        assert old in text, f"{path} is no longer written as this test expects"
        (data / path).write_text(text.replace(old, new.replace("?", number), count), encoding="utf-8")

    return hide


def link(path: str) -> Callable[[Path, str], None]:
    return lambda data, number: (data / path.replace("?", number)).symlink_to("/etc/hostname")


def replaced(path: str, line: str) -> Callable[[Path, str], None]:
    """A file with one line more at its end."""

    def hide(data: Path, number: str) -> None:
        with (data / path).open("a", encoding="utf-8") as file:
            file.write(line.replace("?", number) + "\n")

    return hide


PLACES: dict[str, Callable[[Path, str], None]] = {
    "a district's folder": write("unions/?/x/2025/x.csv"),
    "a union's folder": write(f"{UNIONS}/?/2025/x.csv"),
    "a year's folder": write(f"{HOME}/?/x.csv"),
    "a year's folder with words": write(f"{HOME}/2025年?/x.csv"),
    "a folder in a package": write(f"{HOME}/2025/?/x.txt"),
    "a folder in documents": write(f"{HOME}/2025/documents/?/x.pdf"),
    "a document": write(f"{HOME}/2025/documents/张三?.pdf"),
    "a document of another kind": write(f"{HOME}/2025/documents/?.docx"),
    "a link": link(f"{HOME}/2025/?"),
    "a link in a union": link(f"{HOME}/?"),
    "a file in unions": write("unions/?.txt"),
    "a file in a district": write(f"{UNIONS}/名单.txt", "张三 ?"),
    "a file in a union": write(f"{HOME}/?.zip"),
    "a keeper": write(f"{UNIONS}/.gitkeep", "?"),
    "a keeper in a union": write(f"{HOME}/.gitkeep", "联系?"),
    "a list in a package, GBK": write(f"{HOME}/2025/名单.csv", "姓名,电话\n张三,?\n", "gb18030"),
    "a list in a package, UTF-16": write(f"{HOME}/2025/名单.csv", "姓名,电话\n张三,?\n", "utf-16"),
    "a list in a wrong place": write("unions/elsewhere/union/2025/accounts.csv", "a,b\n?,1\n"),
    "a file in DATA": write("名单.txt", "张三 ?"),
    "a folder in DATA": write("drafts/a/b/?.txt"),
    "a file beside the register": write("registry/?.csv"),
    "a list beside the register": write("registry/phones.csv", "张三,?"),
    "a file beside the policy": write("policy/notes.txt", "问?"),
    "the register's title": edit("registry/datapackage.json", "示范阳光工会", "阳光?"),
    "the register's contact": edit("registry/datapackage.json", '"fictional"', '"contact": "110105 1949 1231 002X ?", "fictional"'),
    "the register's homepage": edit("registry/datapackage.json", '"fictional"', '"homepage": "https://x.example.org/?t=?", "fictional"'),
    "a setting nobody knows": edit("registry/datapackage.json", '"fictional"', '"?": 1, "fictional"'),
    "a union's name": edit("registry/unions.csv", "示范学校工会", "示范学校工会?"),
    "a union's id": edit("registry/unions.csv", "bj-demo-school,", "?,"),
    "a union's superior": edit("registry/unions.csv", "bj-city,district", "?,district"),
    "a union's kind": edit("registry/unions.csv", "grassroots", "?"),
    "a union's code": edit("registry/unions.csv", "示范学校工会,,,", "示范学校工会,,?,"),
    "a reason": edit("registry/unions.csv", "虚构", "问?"),
    "a district's name": edit("registry/districts.csv", "示范区", "示范区?"),
    "a district's place": edit("registry/districts.csv", "示范区,", "示范区,?"),
    "a row of the register too long": replaced("registry/unions.csv", "x,?,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"),
    "a header of the register": edit("registry/unions.csv", "short_name", "?"),
    "a parameter's name": replaced("policy/parameters.csv", "?,2015-01-01,,1,count,x,plan"),
    "a parameter's value": replaced("policy/parameters.csv", "a_limit,2015-01-01,,?,count,x,plan"),
    "a parameter's unit": replaced("policy/parameters.csv", "a_limit,2015-01-01,,1,?,x,plan"),
    "a parameter's basis": replaced("policy/parameters.csv", "a_limit,2015-01-01,,1,count,问?,plan"),
    "a parameter's day": replaced("policy/parameters.csv", "a_limit,?,,1,count,x,plan"),
    "a clause": edit("policy/clauses.csv", "\n", "\n9-9-9,x,联系?,goal\n"),
    "an account": replaced("policy/chart_of_accounts.csv", "2009,?,x,income,,,true"),
    "an account's name": replaced("policy/chart_of_accounts.csv", "2009,499,?,income,,,true"),
    "the policy's description": edit("policy/datapackage.json", '"resources"', '"description": "问?", "resources"'),
}  # fmt: skip


def looked_through(data: Path) -> tuple[list[Issue], list[Admission], str]:
    """Every issue, every admission, and all that is said of them."""
    try:
        books = open_books(data, AS_OF)
    except UnbuildableError as refused:
        said = "\n".join(render((), refused.issues, AS_OF, form, lang) for form, lang in REPORTS)
        return list(refused.issues), [], f"{said}\n{refused}"
    admissions = [found.admission for union in books.registry.unions for found in submissions(books, union).values()]
    said = "\n".join(render(admissions, books.issues, AS_OF, form, lang) for form, lang in REPORTS)
    return [*books.issues, *(issue for one in admissions for issue in one.issues)], admissions, said


def test_the_healthy_portal_has_nothing_to_tell(healthy: Path) -> None:
    assert looked_through(healthy)[0] == []


@pytest.mark.parametrize("place", PLACES)
def test_a_number_is_an_error_and_not_told(place: str, healthy: Path, tmp_path: Path) -> None:
    for at, (kind, number) in enumerate(HIDDEN.items()):
        if (at + len(place)) % 2 and kind != "mobile":  # every kind meets half of the places, a mobile number all
            continue
        data = shutil.copytree(healthy, tmp_path / str(at))
        PLACES[place](data, number)
        issues, _, said = looked_through(data)
        assert any(issue.code.startswith("privacy.") and issue.is_error for issue in issues), kind
        assert not recognisable(said + "".join(map(str, issues)), number), kind


@pytest.mark.parametrize("number", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize(
    "arguments",
    [("check", "--union"), ("judge", "--union"), ("check", "--changed-since"), ("check", "--year"), ("explain",)],
    ids=" ".join,
)
def test_the_command_line_does_not_repeat_what_it_was_given(
    arguments: tuple[str, ...], number: str, healthy: Path
) -> None:
    command, *options = arguments
    where = ["--data", str(healthy)] if command == "explain" else [str(healthy)]
    done = CliRunner().invoke(main, [command, *where, *options, number])
    assert done.exit_code in {0, 2}
    assert not recognisable(done.output, number)


def test_a_traceback_does_not_repeat_what_was_submitted(tmp_path: Path) -> None:
    code = "import click, yangguang.cli as cli; cli.main.add_command(click.Command('fail', callback=lambda: int('139-1234-5678x')))\ncli.main()"
    done = subprocess.run([sys.executable, "-c", code, "fail"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ValueError" in done.stderr
    assert not recognisable(done.stderr.replace("139-1234-5678x')", ""), "13912345678")
