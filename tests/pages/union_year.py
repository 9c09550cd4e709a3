"""What the tests of union year share."""

from tests.minted import told
from tests.pages.builders import edition, judged_year, last_year, neighbours, report, verdict  # fmt: skip
from yangguang.charts.catalogue import union_year_charts
from yangguang.exports import catalogue as exports
from yangguang.pages.union_year import union_year_page
from yangguang.rules.judge.model import Status


def page(shown=None, *, past=None, verdicts=None, lang="zh", charts=False, near=None, **facts):
    shown = shown or report()
    made = edition(lang, **facts)
    history = {one.year: one for one in (past or last_year(), shown)}
    verdicts = (verdict(), verdict("2-5-9", Status.MET)) if verdicts is None else verdicts
    shown = told(
        shown, verdicts, past=past or last_year(), near=near or neighbours(), plan=made.policy.clauses.values()
    )
    history[shown.year] = shown
    drawn = (
        union_year_charts(shown, history, made.policy, verdicts, made.registry.settings, made.language)
        if charts
        else ()
    )
    files = tuple(exports.union_year(made, shown, verdicts))
    return union_year_page(
        made, judged_year(shown, verdicts, history=history, near=near or neighbours()), drawn, downloads=files
    )
