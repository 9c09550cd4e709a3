"""Whatever stands in a cell: no import ends in a traceback, and none that is accepted has changed a figure nobody touched."""

import random
from decimal import Decimal

import pytest

from tests.importer.office import bring, codes, csv_text, table, workbook

HEAD = ["科目编码", "科目名称", "年初预算数", "决算数", "说明"]
ROWS = [
    ["401", "会费收入", "100", "90", ""], ["402", "拨缴经费收入", "1000.50", "900", ""],
    ["501", "职工活动支出", "60", "50", "x"], ["50101", "职工教育支出", "60", "50", ""],
]  # fmt: skip
ODDITIES = [
    "", "-", "1,0", "１２", "=1+1", "合计", "4O1", "401.0", "\u202e", "1e400", "NaN", "Infinity", "9" * 400, "-0", "+5", "(5)",
    "1.5万", "2025年", "其中", "单位：万元", "'", "科目编码", "工会主席：", "1e-9", "0x1F", "1_000", "٣", "½", "①", "Ⅷ", "1.", "．5",
    "--5", "￥-5", "5%", "true",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_cells_at_random(seed):
    choose = random.Random(seed)
    for _ in range(25):
        rows = [list(row) for row in (HEAD, *ROWS)]
        touched = [(choose.randrange(5), choose.randrange(5)) for _ in range(choose.choice([1, 1, 2, 5]))]
        for row, column in touched:
            rows[row][column] = choose.choice(ODDITIES)
        is_book = choose.random() < 0.3
        quoted = [[f'"{cell}"' for cell in row] for row in rows]
        file = ("表.xlsx", workbook(("收支预决算", rows))) if is_book else ("accounts.csv", csv_text(quoted))
        imported = bring(file)
        if codes(imported) or not imported.tables or any(row == 0 for row, _ in touched):
            continue
        made = {row["account_code"]: row for row in table(imported, "accounts")}
        for at, row in enumerate(ROWS, 1):
            for column, name in ((2, "budget_initial"), (3, "actual")):
                if row[0] in made and (at, column) not in touched and (at, 0) not in touched:
                    assert Decimal(made[row[0]][name]) == Decimal(row[column]), rows
