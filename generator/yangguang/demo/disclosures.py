"""What unions of the demo made public, their major matters, and what they say to their own figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.demo.books import planned_for
from yangguang.demo.cast import Quirk
from yangguang.records.oversight import Disclosure, Explanation, Matter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.demo.books import Books
    from yangguang.demo.csv_bytes import Facts
    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member


def disclosures(
    fed: Federation, member: Member, year: int, matter_rows: Sequence[Matter], until: date
) -> tuple[Disclosure, ...]:
    """The year's disclosures as far as `until`."""
    rows = sorted(_disclosures(fed, member, year, matter_rows), key=lambda row: str(row["date"]))
    return tuple(
        Disclosure(disclosure_id=f"GK{year}-{serial:02d}", **facts)
        for serial, facts in enumerate(rows, 1)
        if str(facts["date"]) <= until.isoformat()
    )


def _disclosures(fed: Federation, member: Member, year: int, matter_rows: Sequence[Matter]) -> Iterator[Facts]:
    dice = fed.dice(member, year, "disclosures")
    yield {
        "subject": "final_accounts",
        "fiscal_year": year - 1,
        "date": date(year, dice.count(3, 5), dice.count(5, 26)),
        "channel": "congress" if dice.chance(0.6) else "committee_meeting",
        "audience": "representatives",
    }
    day = date(year, 6, dice.count(2, 12))
    yield {
        "subject": "final_accounts",
        "fiscal_year": year - 1,
        "date": day,
        "end_date": day + timedelta(days=7),
        "channel": "bulletin_board",
        "audience": "all_members",
        "location": "职工活动室公告栏",
    }
    yield {
        "subject": "budget",
        "fiscal_year": year,
        "date": date(year, 3, dice.count(2, 20)),
        "channel": "website",
        "audience": "all_members",
    }
    for matter in matter_rows:
        yield {
            "subject": "major_matter",
            "subject_id": matter.matter_id,
            "fiscal_year": year,
            "channel": "website",
            "date": matter.occurred_on + timedelta(days=dice.count(5, 20)),
            "audience": "all_members",
        }
    if member.union.tier != "basic":
        yield {
            "subject": "audit_result",
            "subject_id": f"SJ{year}-03",
            "fiscal_year": year,
            "date": date(year + 1, 4, dice.count(1, 7)),
            "channel": "intranet",
            "audience": "all_members",
        }


def matters(fed: Federation, member: Member, books: Books) -> tuple[Matter, ...]:
    """The two largest projects above the union's own threshold."""
    dice, year = fed.dice(member, books.year, "matters"), books.year
    large = sorted(books.projects, key=lambda row: (-planned_for(row), row.project_id))[:2]
    return tuple(
        Matter(
            matter_id=f"ZD{year}-{serial:02d}",
            kind="major" if serial == 1 else "special",
            title=project.name,
            amount=project.actual or Decimal(0),
            occurred_on=_in_season(project.name, date(year, dice.count(4, 10), dice.count(3, 27))),
            decided_by="工会委员会",
            decided_on=date(year, 3, 16),
        )
        for serial, project in enumerate(large, 1)
        if planned_for(project) >= 200_000
    )


def _in_season(name: str, day: date) -> date:
    """What is for the New Year is bought in December, for the hot days in July, for the new school year in September."""
    return day.replace(month={"元旦春节送温暖": 12, "夏送清凉": 7, "金秋助学": 9}.get(name, day.month))


def explanations(fed: Federation, member: Member, year: int) -> tuple[Explanation, ...]:
    """The union's own words to what readers will ask about."""
    texts = []
    if fed.is_off(member, Quirk.THREE_PUBLIC_UP, year):
        texts.append(
            ("2-5-8", "variance", "本年承办全市职工技能竞赛，公务接待预算增加，已在预算说明中列明", date(year, 3, 20))
        )
    if fed.is_off(member, Quirk.DUES_SHORT, year):
        texts.append(("2-3-3", "variance", "单位第四季度资金周转困难，已与工会约定补缴计划", date(year + 1, 1, 20)))
    if fed.restates(member, year):
        counted = "原决算数漏计第四季度代收经费，经审委员会复核后更正"
        moved = "原会员数重复计入年末已转出的12人，核对会员名册后更正"
        texts.append(("accounts/402/actual", "restatement_material", counted, date(year + 1, 9, 16)))
        texts.append(("overview/overview/members", "restatement_clerical", moved, date(year + 2, 11, 20)))
    return tuple(
        Explanation(
            explanation_id=f"SM{year}-{serial:02d}",
            subject=subject,
            kind=kind,
            text=text,
            date=day,
            approved_by="经费审查委员会" if kind.startswith("restatement") else None,
        )
        for serial, (subject, kind, text, day) in enumerate(texts, 1)
    )
