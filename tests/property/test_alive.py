"""Whatever the door accepts, with whatever register and policy it accepts, is judged, drawn and written without a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.bare import Shells
from tests.builders import CITY, SCHOOL, UNION, YEAR, last_year, package_files, policy, registry, submission
from tests.healthy import HEALTHY
from yangguang.core.language import load_language
from yangguang.door.admit import admit
from yangguang.door.register import policy_issues
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.survey import survey
from yangguang.ledger.year import union_year
from yangguang.pipeline import passes as publishing
from yangguang.pipeline.desk import Desk
from yangguang.records.codes import CODE_LISTS
from yangguang.records.tables import BY_NAME
from yangguang.rules.catalogue import RULES
from yangguang.sources.repository import Repository
from yangguang.views.model import Edition

AS_OF = date(2026, 11, 25)
FIRST, LAST = date(1900, 1, 1), date(2076, 11, 25)
# The ends of the calendar, leap days and the days around the healthy package's own.
DAYS = st.one_of(
    st.sampled_from([FIRST, LAST, date(2024, 2, 29), date(2076, 2, 29), date(YEAR, 12, 31), date(YEAR, 1, 1)]),
    st.dates(FIRST, LAST),
    st.dates(date(YEAR - 1, 6, 1), date(YEAR + 1, 12, 31)),
)
PERIODS = [f"{year}-{part}" for year in (1900, YEAR, 2076) for part in ("01", "12", "Q1", "Q4")]
LIMITS = {
    "days": ["0", "1", "36600"], "working_days": ["0", "1000"], "years": ["0", "1", "100"], "count": ["0", "1", "1000"],
    "ratio": ["0", "1", "2/3", "0.000001"], "yuan": ["0", "0.01", "9999999999999"], "switch": ["0", "1"],
    "month_day": ["01-01", "12-31", "+1-01-01", "+1-12-31"], "code": ["2009", "2021"],
}  # fmt: skip
COLUMNS = [
    (table, column)
    for table in HEALTHY
    if HEALTHY[table]
    for column in BY_NAME[table].columns
    if column.kind in {"date", "integer", "boolean"} or column.time or column.codes or column.maximum
]


BARE = sorted(HEALTHY.keys() - {"overview", "accounts", "explanations", "procurement_awards"})
TRAININGS = next(at for at, row in enumerate(policy().parameters) if row.name == "trainings_per_year")


@st.composite
def changes(draw):
    """A cell of a table, and what may stand in it instead."""
    table, column = draw(st.sampled_from(COLUMNS))
    row = draw(st.integers(0, len(HEALTHY[table]) - 1))
    match column:
        case _ if column.kind == "date":
            value = draw(DAYS).isoformat()
        case _ if column.time == "period":
            value = draw(st.sampled_from(PERIODS))
        case _ if column.time == "year":
            value = str(draw(st.sampled_from([1900, YEAR - 1, YEAR, 2076])))
        case _ if column.codes:
            value = draw(st.sampled_from(CODE_LISTS[column.codes])).code
        case _ if column.kind == "boolean":
            value = draw(st.sampled_from(["true", "false"]))
        case _:
            value = str(draw(st.sampled_from([column.minimum or 0, 1, 100, column.maximum or 9_999_999_999_999])))
    return table, row, column.name, "" if column.need == "no" and draw(st.booleans()) else value


def applied(some, bare):
    tables = {table: [dict(row) for row in rows] for table, rows in HEALTHY.items()}
    for table, row, column, value in some:
        tables[table][row][column] = value
    tables |= {table: [] for table in bare}
    return {table: rows for table, rows in tables.items() if rows != HEALTHY[table]}


@given(
    some=st.lists(changes(), max_size=8),
    above=st.lists(changes(), max_size=4),
    bare=st.sets(st.sampled_from(BARE), max_size=4),
    past=st.booleans(),
    lives=st.lists(st.one_of(st.none(), DAYS), min_size=4, max_size=4),
    law=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 3)), max_size=8),
    as_of=st.sampled_from([AS_OF, date(YEAR, 12, 31), date(YEAR + 1, 6, 30), date(2149, 12, 31)]),
)
@example(
    some=[("assets", 0, "end_on", "2076-11-25"), ("assets", 0, "renewal_years", "100")],
    above=[],
    bare=set(),
    past=False,
    lives=[None] * 4,
    law=[],
    as_of=AS_OF,
)
@example(
    some=[("dues", 0, "period", "2076-12")],
    above=[],
    bare=set(),
    past=True,
    lives=[FIRST, LAST, FIRST, LAST],
    law=[],
    as_of=AS_OF,
)
@example(some=[], above=[], bare={"activities"}, past=True, lives=[None] * 4, law=[(TRAININGS, 0)], as_of=AS_OF)
@settings(max_examples=25)
def test_what_is_accepted_never_makes_a_build_fail(some, above, bare, past, lives, law, as_of):
    rules = list(policy().parameters)
    for at, choice in law:
        row = rules[at % len(rules)]
        rules[at % len(rules)] = replace(row, value=LIMITS[row.unit][choice % len(LIMITS[row.unit])])
    assert list(policy_issues({"parameters": rules})) == []
    given_law = replace(policy(), parameters=tuple(rules))
    names = ("founded_on", "dissolved_on", "term_start", "term_end")
    unions = registry().unions
    known = replace(registry(), unions=unions | {UNION: replace(unions[UNION], **dict(zip(names, lives, strict=True)))})
    changed = {UNION: applied(some, bare), SCHOOL: applied(some, bare), CITY: applied(above, ())}

    def told(union_id, year, *given, earlier=None):
        """The year by the first of the `given` files that the door takes, with the same law and on the same day."""
        taken = (admit(submission(one, union_id, year), known, given_law, earlier or {}, as_of) for one in given)
        admission = next((one for one in taken if one.accepted), None)
        return union_year(known.unions[union_id], year, policy=given_law, as_of=as_of, admission=admission)

    reports = {
        union_id: {YEAR: told(union_id, YEAR, package_files(union_id, **tables), package_files(union_id))}
        for union_id, tables in changed.items()
    }
    if past:  # the year before stands beside it, and both are read together
        before = told(UNION, YEAR - 1, last_year())
        earlier = {YEAR - 1: before.package} if before.package else {}
        now = told(UNION, YEAR, package_files(**changed[UNION]), package_files(), earlier=earlier)
        reports[UNION] = {YEAR - 1: before, YEAR: now}
    view = survey([digest(one) for years in reports.values() for one in years.values()], known, given_law)
    edition = Edition(
        registry=known, policy=given_law, rules=RULES, language=load_language("zh"), as_of=as_of, built_on=AS_OF,
        version="0", provenance=Repository().head, years=(YEAR - 1, YEAR),
    )  # fmt: skip
    desk = Desk(edition=edition, view=view, shells=Shells(), spool=None, site=None, folders={}, faults={})
    made = [publishing._make(desk, union_id, years, {}) for union_id, years in reports.items()]
    assert all(one.outputs and one.summaries for one in made)
