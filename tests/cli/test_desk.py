"""The accountant's commands as they are run: a template out, a workbook in."""

import csv
import json
import shutil

import pytest
from click.testing import CliRunner

from tests.built import AS_OF, DATA
from yangguang.cli import main

UNION = "chenxi-qingfeng-yunfan"


def run(*arguments, code=0):
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def data(tmp_path):
    """A federation of which one union has years; git knows nothing of it."""
    folder = tmp_path / "data"
    for part in ("registry", "policy", f"unions/chenxi/{UNION}"):
        shutil.copytree(DATA / part, folder / part)
    return folder


@pytest.fixture
def book(data, tmp_path):
    out = tmp_path / "x.xlsx"
    run("template", UNION, 2025, "-o", out, "--data", data, "--as-of", AS_OF)
    return out


def test_a_filled_template_makes_the_package_anew(data, book):
    shutil.rmtree(data / f"unions/chenxi/{UNION}/2025")
    where = (book, UNION, 2025, "--data", data, "--as-of", AS_OF)
    told = json.loads(run("import", *where, "--dry-run", "--format", "json"))
    assert told["status"] == "dry-run"
    assert not (data / f"unions/chenxi/{UNION}/2025").exists()
    assert "已写入" in run("import", *where)
    run("check", data, "--union", UNION, "--year", 2025, "--as-of", AS_OF)
    assert "完全相同" in run("import", *where)


def test_what_the_package_has_is_changed_with_consent_alone(data, tmp_path):
    table = data / f"unions/chenxi/{UNION}/2025/overview.csv"
    before = table.read_bytes()
    changed = tmp_path / "overview.csv"
    changed.write_bytes(before.replace(before.splitlines()[1].split(b",")[0], b"999", 1))
    where = (changed, UNION, 2025, "--data", data, "--as-of", AS_OF)
    assert "“999”" in run("import", *where, code=1)
    assert table.read_bytes() == before
    run("import", *where, "--replace", "--dry-run")
    assert table.read_bytes() == before
    run("import", *where, "--replace")
    assert table.read_bytes() == changed.read_bytes()
    descriptor = json.loads((table.parent / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["version"].split(".")[1] != "0"


def test_a_refused_import_writes_nothing_and_says_why(data, tmp_path):
    wrong = tmp_path / "accounts.csv"
    wrong.write_text("科目编码,科目名称,年初预算数\n401,会费收入,1.2万\n", encoding="utf-8")
    told = json.loads(run("import", wrong, UNION, 2025, "--data", data, "--as-of", AS_OF, "--format", "json", code=1))
    assert told["status"] == "refused"
    assert told["issues"][0]["cell"] == "C2"
    assert told["files"] == []


def test_the_workbook_comes_back_annotated_also_where_it_is_refused(data, tmp_path):
    wrong, back = tmp_path / "accounts.csv", tmp_path / "back.xlsx"
    wrong.write_text("科目编码,科目名称,年初预算数\n401,会费收入,1.2万\n", encoding="utf-8")
    run("import", wrong, UNION, 2025, "--data", data, "--as-of", AS_OF, "--annotate", back, code=1)
    assert back.read_bytes().startswith(b"PK")
    run("import", wrong, UNION, 2025, "--data", data, "--annotate", tmp_path / "back.csv", code=2)


@pytest.mark.parametrize(
    "arguments", [("nobody", 2025), (UNION, "last")], ids=["an unknown union", "a year that is none"]
)
def test_misuse(arguments, data, tmp_path):
    run("template", *arguments, "-o", tmp_path / "x.xlsx", "--data", data, code=2)
    run("template", UNION, 2025, "-o", tmp_path / "x.csv", "--data", data, code=2)
    run("template", UNION, 2025, "-o", tmp_path / "x.xlsx", "--table", "nothing", "--data", data, code=2)


def test_a_column_is_called_as_the_accountant_knows_it(data, tmp_path):
    wrong = tmp_path / "预算.csv"
    wrong.write_text("单位：元\n编码,名称,本年预算数\n401,会费收入,1.2万\n402,拨缴经费收入,￥5\n", encoding="utf-8")
    told = run("import", wrong, UNION, 2025, "--data", data, "--as-of", AS_OF, code=1)
    assert "预算.csv 第3行“年初预算数”(C3)：“1.2万”" in told
    assert "预算.csv 第4行“年初预算数”(C4)  “￥5” → “5”  去掉货币符号" in told


def _rows(table):
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def test_final_accounts_come_onto_the_budget_and_keep_it(data, tmp_path):
    table = data / f"unions/chenxi/{UNION}/2025/accounts.csv"
    before = _rows(table)
    rows = [
        f"{row['account_code']},{row['account_name']},{row.get('budget_adjusted') or row['budget_initial']},{row['actual']}"
        for row in before
    ]
    final = tmp_path / "决算.csv"
    final.write_text("单位：元\n科目,,核定预算数,决算数\n编码,名称\n" + "\n".join(rows) + "\n", encoding="gb18030")
    told = run("import", final, UNION, 2025, "--data", data, "--as-of", AS_OF)
    assert "完全相同" in told, told
    assert _rows(table) == before


def test_a_present_table_that_cannot_be_read_goes_with_consent_alone(data, tmp_path):
    table = data / f"unions/chenxi/{UNION}/2025/overview.csv"
    whole = tmp_path / "overview.csv"
    whole.write_bytes(table.read_bytes())
    table.write_bytes("职工人数,机构\n5,工会办\n".encode("gb18030"))
    where = (whole, UNION, 2025, "--data", data, "--as-of", AS_OF)
    assert "读不全" in run("import", *where, code=1)
    run("import", *where, "--replace")
    assert table.read_bytes() == whole.read_bytes()
