"""The table of figures and the pages tell the same numbers, and every figure unfolds down to what was committed.

The walk imports nothing of the generator: it reads `figures.csv`, the other downloads and the CSV files of DATA.
"""

import re
from decimal import Decimal
from html import unescape

import pytest

from tests.built import AS_OF, DATA
from tests.site.recompute import Again
from tests.site.sources import Row, Sources, table, unfold

SHOWN = re.compile(r'<data class="yg-figure[^"]*" data-figure="([^"]+)"(?: data-unit="([a-z_]+)")? value="([^"]*)"')
NAMED = re.compile(r'data-figure="([^"]+)"')


@pytest.fixture(scope="session")
def figures(demo_site) -> dict[str, Row]:
    rows = table(demo_site / "api/v1/figures.csv")
    found = {row["key"]: row for row in rows}
    assert len(found) == len(rows), "a key that stands twice"
    return found


def test_what_a_page_shows_is_what_was_minted(demo_site, figures):
    other, unminted, seen = {}, set(), 0
    for page in demo_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        unknown = set()
        for escaped, unit, value in SHOWN.findall(text):
            key, seen = unescape(escaped), seen + 1
            if not value:  # what is missing is shown as missing, and is no number
                unknown.add(key)
            elif key not in figures or (figures[key]["value"], figures[key]["unit"]) != (value, unit or "yuan"):
                other[key, value] = page.parent.relative_to(demo_site).as_posix()
        unminted |= {unescape(key) for key in NAMED.findall(text)} - unknown - figures.keys()
    assert seen > 10_000
    assert other == {}
    assert unminted == set()


def test_every_figure_unfolds_down_to_what_was_committed(demo_site, figures):
    sources = Sources(DATA, demo_site)
    walked: dict[str, bool] = {}
    dangling: dict[str, str] = {}

    def grounded(key: str) -> bool:
        """Whether the figure has inputs, and each of them is a source or is grounded itself."""
        if key not in walked:
            walked[key] = False  # a figure among its own inputs is not grounded
            inputs = figures[key]["inputs"].split()
            for one in inputs:
                stands_for = list(unfold(sources, figures, one))
                if not stands_for or not all(
                    grounded(at) if at in figures and "@" in at else sources.holds(at) for at in stands_for
                ):
                    dangling[key] = one
                    break
            else:
                walked[key] = bool(inputs)
        return walked[key]

    derived = [key for key in figures if "@" in key]
    assert len(derived) > 40_000
    loose = [key for key in derived if not grounded(key)]
    assert {key: dangling.get(key) for key in loose[:40]} == {}
    assert [key for key in derived if not figures[key]["formula"]] == []


def test_a_reported_figure_is_its_cell(figures, demo_site):
    sources = Sources(DATA, demo_site)
    reported = [row for row in figures.values() if row["table"]]
    assert len(reported) > 30_000
    for row in reported:
        home = f"{row['union_id']}/{row['year']}/{row['table']}"
        assert float(sources.tables[home][row["row"]][row["column"]]) == float(row["value"]), row["key"]


# Not worked out again here: sums over classes and transfers between unions, which tests of the ledger do by hand, and
# subtrees, which `test_federation_figures` does.
# A count of verdicts that is told here and has none of that kind in verdicts.csv is zero.
OTHERS = re.compile(
    r"class/|admin_non_personnel|member_service_share|audit_coverage|transfers|subtree|chain/|changes/|clauses/|peer_.*member_service"
    r"|findings/.*/days_late|.*_share/rest|days_overdue|missing_tables|hints|warnings|refusal_issues"
)


def rounded(name: str, value: Decimal) -> Decimal:
    return round(value, 2 if name == "peer_median_per_member_expenditure" else 12)


def test_derived_figures_are_what_the_cells_come_to(demo_site, figures):
    again = Again(Sources(DATA, demo_site), AS_OF)
    told: dict[str, dict[str, Decimal]] = {}
    for row in figures.values():
        if row["union_id"] and not row["table"]:
            told.setdefault(f"{row['union_id']}/{row['year']}", {})[row["column"]] = Decimal(row["value"])
    wrong, left, seen = {}, set(), 0
    for home, values in again.years.items():
        mine = told[home]
        worked_out = {**values, **again.changes(home), **again.medians(home), **again.verdicts(home)}
        mine |= {
            f"{name.removesuffix('not_asked')}no_data": mine[name] + mine[name.replace("not_asked", "no_data")]
            for name in [*mine]
            if name.endswith("/not_asked")
        }
        for name, value in mine.items():
            if name in worked_out:
                seen += 1
                if rounded(name, value) != rounded(name, Decimal(worked_out[name])):
                    wrong[home, name] = (value, worked_out[name])
            elif not OTHERS.match(name):
                left.add(name)
        wrong |= {(home, name): (None, value) for name, value in worked_out.items() if name not in mine}
    assert seen > 8_000
    assert wrong == {}
    assert left == set()
