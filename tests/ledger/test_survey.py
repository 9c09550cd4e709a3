"""The federation over digests: neighbours, medians, matched transfers, consolidation that conserves every cent."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.build import (
    CITY,
    QU,
    SHOP,
    STREET,
    audit,
    filing,
    finding,
    inspection,
    package,
    policy,
    registry,
    report,
    union,
)
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.survey import survey
from yangguang.ledger.model import Digest, MatchState, Standing
from yangguang.records.contributions import Transfer

FEDERATION = registry(CITY, QU, STREET, SHOP, union("far", "city"), union("deep", "street", "grassroots", "basic"))


def one(union_id, year=2025, income=None, spending=None, **facts):
    totals = {"income_total": income, "expenditure_total": spending} | facts.pop("totals", {})
    known = {name: Decimal(value) for name, value in totals.items() if value is not None}
    return Digest(union_id=union_id, year=year, stage="final", standing=Standing.PUBLISHED, totals=known, **facts)


def move(direction, other, amount, kind="subsidy", period="2025"):
    return Transfer(
        transfer_id=f"{direction}{other}{amount}{period}", direction=direction, kind=kind, counterparty_id=other,
        period=period, amount=Decimal(amount), date=date(2025, 5, 1),
    )  # fmt: skip


def view(*digests, who=FEDERATION):
    return survey(digests, who, policy())


class TestTransfers:
    def match(self, own, other):
        digests = [one("qu", transfers=own)]
        if other is not None:
            digests.append(one("city", transfers=other))
        return view(*digests).neighbours("qu", 2025).transfers

    def test_both_sides_the_same(self):
        (match,) = self.match((move("sent", "city", "10"),), (move("received", "qu", "10"),))
        assert (match.state, match.own_amount, match.other_amount) == (MatchState.MATCHED, 10, 10)

    def test_a_cent_apart_is_within_tolerance_and_two_are_not(self):
        assert (
            self.match((move("sent", "city", "10.01"),), (move("received", "qu", "10"),))[0].state is MatchState.MATCHED
        )
        assert (
            self.match((move("sent", "city", "10.02"),), (move("received", "qu", "10"),))[0].state
            is MatchState.DIFFERENT
        )

    def test_several_payments_are_one_flow(self):
        (match,) = self.match((move("sent", "city", "4"), move("sent", "city", "6")), (move("received", "qu", "10"),))
        assert match.state is MatchState.MATCHED

    @pytest.mark.parametrize(
        "other", [None, (), (move("received", "far", "10"),), (move("received", "qu", "10", period="2023"),)]
    )
    def test_the_other_side_says_nothing(self, other):
        (match,) = self.match((move("sent", "city", "10"),), other)
        assert (match.state, match.other_amount) == (MatchState.OTHER_SILENT, None)


class TestPeers:
    def medians(self, values):
        who = registry(CITY, *(union(f"u{n}", "city") for n in range(len(values))))
        digests = [one(f"u{n}", income=value) for n, value in enumerate(values)]
        return view(*digests, who=who).neighbours("u0", 2025).peers

    def test_four_are_too_few(self):
        assert self.medians(["1", "2", "3", "4"]) == {}
        assert self.medians(["1", "2", "3", "4", None]) == {}

    def test_the_middle_of_five(self):
        median = self.medians(["5", "1", "9", "3", "7"])["income_total"]
        assert (median.median, median.n) == (5, 5)

    def test_the_middle_of_six_is_rounded_half_up_to_the_cent(self):
        assert self.medians(["1", "1", "1.00", "1.01", "2", "2"])["income_total"].median == Decimal("1.01")

    def test_only_the_same_kind_and_tier_count(self):
        others = [union(f"g{n}", "city", "grassroots", "basic") for n in range(9)]
        who = registry(CITY, QU, *others)
        digests = [one("qu", income="1"), *(one(other.union_id, income="2") for other in others)]
        assert view(*digests, who=who).neighbours("qu", 2025).peers == {}


class TestConsolidation:
    def test_a_subsidy_inside_is_counted_once(self):
        seen = view(
            one("city", income="100", spending="50", transfers=(move("sent", "qu", "30"),)),
            one("qu", income="40", spending="20", transfers=(move("received", "city", "30"),)),
        )
        assert seen.subtrees["city", 2025].totals == {"income_total": 110, "expenditure_total": 40}
        assert "qu" not in {key[0] for key in seen.subtrees if not FEDERATION.children(key[0])}

    def test_a_subsidy_from_outside_stays(self):
        seen = view(
            one("city", income="100", transfers=(move("sent", "qu", "30"),)),
            one("qu", income="40", transfers=(move("received", "city", "30"),)),
        )
        assert seen.subtrees["qu", 2025].totals["income_total"] == 40

    def test_remitted_dues_are_in_nobodys_expenditure(self):
        dues = (move("sent", "city", "30", "dues_remitted"),)
        seen = view(one("city", spending="50"), one("qu", spending="20", transfers=dues))
        assert seen.subtrees["city", 2025].totals["expenditure_total"] == 70

    def test_nothing_is_taken_out_of_a_total_that_was_not_disclosed(self):
        seen = view(one("city", income="100"), one("qu", transfers=(move("received", "city", "30"),)))
        assert seen.subtrees["city", 2025].totals["income_total"] == 100
        assert seen.subtrees["city", 2025].disclosed["income_total"] == 1

    def test_a_superior_without_a_digest_still_hands_its_subtree_up(self):
        seen = view(one("deep", income="7"))
        assert seen.subtrees["city", 2025].totals["income_total"] == 7

    def test_standings_and_members_are_counted(self):
        silent = Digest(union_id="qu", year=2025, stage=None, standing=Standing.SILENT, totals={}, overdue=True)
        whole = view(one("city", totals={"members": "12"}), silent).subtrees["city", 2025]
        assert (whole.unions, whole.overdue, whole.totals["members"]) == (2, 1, 12)
        assert (whole.standings[Standing.SILENT], whole.standings[Standing.PUBLISHED]) == (1, 1)

    def test_a_subsidy_that_only_one_side_has_booked_stays_in_the_sum(self):
        sent = one("city", income="100", spending="50", transfers=(move("sent", "qu", "30"),))
        for silent in (one("qu", income="40", spending="20", transfers=()), one("qu", income="40", spending="20")):
            whole = view(sent, silent).subtrees["city", 2025].totals
            assert (whole["income_total"], whole["expenditure_total"]) == (140, 70)

    def test_a_subsidy_whose_arrival_is_in_next_years_books_stays_in_both_years(self):
        seen = view(
            one("city", 2024, income="9", spending="9", transfers=(move("sent", "qu", "5", period="2024-12"),)),
            one("qu", 2024, income="9", spending="9", transfers=()),
            one("city", 2025, income="9", spending="9", transfers=()),
            one("qu", 2025, income="9", spending="9", transfers=(move("received", "city", "5", period="2024-12"),)),
        )
        for year in (2024, 2025):
            assert seen.subtrees["city", year].totals == {"income_total": 18, "expenditure_total": 18}

    def test_a_subsidy_to_whom_discloses_no_income_stays_in_the_expenditure(self):
        seen = view(
            one("city", income="100", spending="50", transfers=(move("sent", "qu", "30"),)),
            one("qu", spending="20", transfers=(move("received", "city", "30"),)),
        )
        assert seen.subtrees["city", 2025].totals == {"income_total": 100, "expenditure_total": 70}

    def test_where_the_books_differ_only_what_both_state_is_taken_out(self):
        seen = view(
            one("city", income="100", spending="50", transfers=(move("sent", "qu", "30"),)),
            one("qu", income="40", spending="20", transfers=(move("received", "city", "28"),)),
        )
        assert seen.subtrees["city", 2025].totals == {"income_total": 112, "expenditure_total": 42}

    def test_what_is_sent_by_the_month_and_booked_by_the_year_is_taken_out(self):
        months = tuple(move("sent", "qu", "10", period=f"2025-{month:02}") for month in (1, 2, 3))
        seen = view(
            one("city", income="100", spending="50", transfers=months),
            one("qu", income="40", spending="20", transfers=(move("received", "city", "30", period="2025"),)),
        )
        assert seen.subtrees["city", 2025].totals == {"income_total": 110, "expenditure_total": 40}

    @settings(max_examples=60)
    @given(st.data())
    def test_income_less_expenditure_is_the_sum_over_the_members(self, data):
        """Of any subtree, whoever is silent, whatever one side alone or both sides differently book."""
        money = st.decimals(min_value=0, max_value=10**13, places=2)
        members = list(FEDERATION.unions)
        digests = []
        for name in members:
            others = [other for other in members if other != name]
            row = st.tuples(
                st.sampled_from(["sent", "received"]),
                st.sampled_from(others),
                st.integers(1, 4),
                st.sampled_from(["subsidy", "dues_remitted"]),
                st.sampled_from(["2024-12", "2025-01", "2025"]),
            )
            rows = tuple(move(*facts) for facts in data.draw(st.lists(row, max_size=4)))
            income, spending = data.draw(st.none() | money), data.draw(st.none() | money)
            digests.append(
                one(name, income=income, spending=spending, transfers=data.draw(st.sampled_from([rows, None])))
            )
        seen = view(*digests)
        own = {digest.union_id: digest.totals for digest in digests}
        for (name, _), whole in seen.subtrees.items():
            below = {one for one in own if one == name or name in {up.union_id for up in FEDERATION.ancestors(one)}}
            inside = [own[member] for member in below]
            came, went = (
                sum((totals.get(total, Decimal()) for totals in inside), Decimal())
                for total in ("income_total", "expenditure_total")
            )
            taken = came - whole.totals.get("income_total", Decimal())
            assert taken >= 0
            assert went - whole.totals.get("expenditure_total", Decimal()) == taken
        assert seen.districts["d1", 2025].totals == seen.subtrees["city", 2025].totals


class TestNeighbours:
    def test_superior_and_subordinates(self):
        seen = view(one("city"), one("qu"), one("street"), one("shop"), one("far"))
        around = seen.neighbours("qu", 2025)
        assert around.superior.union_id == "city"
        assert [digest.union_id for digest in around.subordinates] == ["street", "shop"]

    def test_of_the_superior_only_what_concerns_the_union_is_kept(self):
        rows = tuple(filing("superior_approval", date(2025, 2, 1), subject_id=name) for name in ("qu", "far"))
        city = one(
            "city",
            filings=rows,
            inspections=(inspection("qu"), inspection("far")),
            transfers=(move("sent", "far", "1"),),
        )
        superior = view(city, one("qu")).neighbours("qu", 2025).superior
        assert [row.subject_id for row in superior.filings] == ["qu"]
        assert [row.inspected_id for row in superior.inspections] == ["qu"]
        assert superior.transfers == ()

    def test_the_books_of_every_superior_say_what_they_know_in_any_year(self):
        deep = filing("superior_approval", date(2024, 2, 1), subject_id="deep")
        city, street = one("city", year=2024, filings=(deep,)), one("street", filings=())
        books = view(city, street, one("deep")).neighbours("deep", 2025).books
        assert {name: {*years} for name, years in books.items()} == {"city": {2024}, "street": {2025}}
        assert books["city"][2024].filings == (deep,)
        assert "qu" not in books, "it has reported nothing"

    def test_a_row_with_the_unions_own_document_number_concerns_it_wherever_it_stands(self):
        theirs = filing("superior_approval", date(2025, 2, 1), document_no="市资1号")
        books = view(one("city", filings=(theirs,)), one("deep", filings=(theirs,))).neighbours("deep", 2025).books
        assert books["city"][2025].filings == (theirs,)
        assert (
            view(one("city", filings=(theirs,)), one("deep")).neighbours("deep", 2025).books["city"][2025].filings == ()
        )

    def test_the_books_of_unions_that_its_rows_name_are_among_them(self):
        own = one("qu", transfers=(move("sent", "far", "1"), move("sent", "shop", "1")))
        far = one("far", transfers=(move("received", "qu", "1"), move("received", "city", "9")))
        books = view(own, far, one("shop"), one("street")).neighbours("qu", 2025).books
        assert [*books] == ["far"], "subordinates stand among the subordinates"
        assert books["far"][2025].transfers == (move("received", "qu", "1"),)

    def test_what_an_audit_of_the_union_found_travels_with_the_audit(self):
        audits = (audit("qu"), audit("far"), audit("self"))
        found = tuple(finding(row.audit_id, row.audit_id) for row in audits)
        city = digest(report(CITY, 2025, package("city", audits=audits, findings=found)))
        (seen,) = view(city, one("qu")).neighbours("qu", 2025).superior.findings
        assert seen.audit_id == audits[0].audit_id
        assert [row.audit_id for row in city.findings] == [one.audit_id for one in audits[:2]]
        unheard = digest(report(CITY, 2025, package("city", audits=None, findings=found)))
        assert unheard.findings == (), "of an audit that is not listed nobody can tell whom it is about"

    def test_a_table_the_superior_did_not_give_stays_missing(self):
        assert view(one("city"), one("qu")).neighbours("qu", 2025).superior.filings is None

    def test_the_order_of_digests_does_not_matter(self):
        digests = [one("city", income="1"), one("qu", income="2"), one("street", income="3")]
        first, second = view(*digests).neighbours("qu", 2025), view(*reversed(digests)).neighbours("qu", 2025)
        assert first == second

    def test_neighbours_travel_between_processes(self):
        around = view(one("city"), one("qu")).neighbours("qu", 2025)
        assert pickle.loads(pickle.dumps(around)) == around


UNIONS = sorted(FEDERATION.unions)
MOVES = st.builds(
    move, st.sampled_from(["sent", "received"]), st.sampled_from(UNIONS), st.integers(1, 3), period=st.just("2025")
)
DIGESTS = st.builds(
    one,
    st.sampled_from(UNIONS),
    st.sampled_from([2024, 2025]),
    transfers=st.none() | st.lists(MOVES, max_size=2).map(tuple),
    filings=st.none()
    | st.sampled_from(UNIONS).map(lambda body: (filing("submission", date(2025, 5, 1), body_id=body),)),
    inspections=st.none() | st.sampled_from(UNIONS).map(lambda whom: (inspection(whom),)),
)


@settings(max_examples=60)
@given(st.lists(DIGESTS, max_size=8), DIGESTS)
def test_whoever_is_not_near_a_union_is_told_alike_whatever_it_says(digests, other):
    """By this the store knows without a look whose pages a changed book may touch."""
    before = {(some.union_id, some.year): some for some in digests}
    after = before | {(other.union_id, other.year): other}
    old, new = view(*before.values()), view(*after.values())
    for union_id in UNIONS:
        if other.union_id in old.near(union_id) | new.near(union_id):
            continue
        for year in {year for name, year in after if name == union_id}:
            told = (replace(one.neighbours(union_id, year), peers={}, subtree={}) for one in (old, new))
            assert next(told) == next(told)
