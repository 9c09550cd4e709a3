"""What the tests of problems share."""

from tests.importer.office import bring, codes, csv_text, table, workbook

HEAD = ["科目编码", "科目名称", "年初预算数", "决算数", "说明"]


ROW = ["401", "会费收入", "100", "90", ""]


def accounts(*rows, head=HEAD, **more):
    """A CSV file of accounts brought to the desk."""
    return bring(("accounts.csv", csv_text([head, *rows])), **more)


def one(cell, column="年初预算数"):
    """An account with `cell` in a column: the workbook holds it as it is."""
    row = list(ROW)
    row[HEAD.index(column)] = cell
    return bring(("表.xlsx", workbook(("收支预决算", [HEAD, row]))))


def written(imported, column="budget_initial"):
    assert codes(imported) == []
    return table(imported, "accounts")[0].get(column, "")
