"""docs/scale.md tells what was measured, and what was not is a dash."""

import json

from benchmarks.scale import PAGE, RESULTS, edit, filled, section

ONE = {
    "load": 0.1, "cores": 2, "union_years": 600, "cold_cpu": 9.0, "cold_ms_per_union_year": 15.0, "cold_mb": 1200,
    "again_cpu": 1.0, "cell_cpu": 1.5, "cell_mb": 300, "cell_unions": 4, "cell_changed": 20, "cell_predicted": None,
    "cell_written": 25, "files": 11_000, "site_mb": 300.0, "store_mb": 250.0,
}  # fmt: skip


def test_a_size_is_a_column_and_what_was_not_measured_a_dash():
    text = section({"300": ONE, "3000": ONE | {"cell_predicted": 20, "cluster_overhead_percent": 4.0}})
    assert "| unions | 300 | 3,000 |\n" in text
    assert "| cold, memory | 1,200 MB | 1,200 MB |\n" in text
    assert "files predicted / changed / written | – / 20 / 25 | 20 / 20 / 25 |\n" in text
    assert "beyond one process | – | 4.0 % |\n" in text


def test_what_grows_grows_at_the_rate_of_the_largest_size():
    text = section({"300": ONE | {"files": 1}, "3000": ONE})
    assert "| objects | 1,100,000 | 9,166,667 |\n" in text
    assert "| cold, CPU hours | 0.2 | 2.1 |\n" in text


def test_the_page_says_what_was_measured():
    if RESULTS.exists():
        page = PAGE.read_text(encoding="utf-8")
        assert filled(page, json.loads(RESULTS.read_text(encoding="utf-8"))) == page


def test_the_edit_changes_one_cell(tmp_path):
    file = tmp_path / "unions/d/u/2025/transfers.csv"
    file.parent.mkdir(parents=True)
    file.write_text("transfer_id,amount\nW1,10.50\nW2,3.00\n", encoding="utf-8")
    edit(tmp_path)
    assert file.read_text(encoding="utf-8") == "transfer_id,amount\nW1,11.50\nW2,3.00\n"
