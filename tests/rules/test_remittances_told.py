"""2-3-4 as others tell it: findings, periods that nobody asked for, shares, and books that are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.build import CITY, LATER, QU, SHOP, STREET, YEAR, audit, case, decide, dues, finding, package, union
from tests.rules.remittances import got, judged, paid
from yangguang.core.language import ZH
from yangguang.records.policy import Parameter
from yangguang.rules.judge.model import Status, Weight


class TestFindings:
    def judged(self, *, category="B3", as_of=LATER, moved=True, **facts):
        facts = {"status": "in_progress", "due_on": date(YEAR + 1, 12, 31)} | facts
        rows = [finding(category=category, **facts)]
        return judged([paid()] if moved else None, [got()], audits=[audit()], findings=rows, as_of=as_of)

    @pytest.mark.parametrize("category", ["B3", "D5"])
    def test_an_open_one_shows_it(self, category):
        assert self.judged(category=category).status is Status.BREACHED

    def test_put_right_or_about_something_else(self):
        assert self.judged(status="rectified", rectified_on=LATER).status is Status.MET
        assert self.judged(status="rectified", rectified_on=None).status is Status.MET
        assert self.judged(category="B4").status is Status.MET

    def test_put_right_tomorrow_is_open_today(self):
        assert self.judged(status="rectified", rectified_on=date(2026, 7, 16)).status is Status.BREACHED

    def test_before_the_report_nobody_knows(self):
        assert self.judged(as_of=date(YEAR + 1, 2, 28)).status is not Status.BREACHED
        assert self.judged(as_of=date(YEAR + 1, 3, 1)).status is Status.BREACHED

    def test_an_audit_that_is_not_listed_has_reported(self):
        facts = {"findings": [finding(category="B3", audit_id="gone")]}
        assert judged([paid()], [got()], audits=[audit()], **facts).status is Status.BREACHED
        untold = judged([paid()], [got()], audits=None, **facts)
        assert untold.status is Status.NO_DATA, "it may be a finding on another"
        up = {"audits": [audit("qu", audit_id="up")], "findings": [finding("W9", "up", category="B3")]}
        both = case(package("qu", transfers=[paid()], audits=None, **facts), package("city", transfers=[got()], **up))
        assert decide("2-3-4", both).status is Status.BREACHED, "the superior's books tell on whom"

    def test_it_needs_no_transfers(self):
        assert self.judged(moved=False).status is Status.BREACHED


class TestWhoseFindings:
    """city audits qu, qu audits street: what was found is the audited union's to answer."""

    found = (finding(category="B3", audit_id="up"),)

    def of(self, union_id, below="street", **facts):
        own = package(
            "qu", transfers=[paid(), got(other="street")], audits=[audit(below, audit_id="up")], findings=self.found
        )
        street = package("street", transfers=[paid(other="qu")], **facts)
        given = [own, package("city", transfers=[got()]), street]
        return decide("2-3-4", case(*given, union_id=union_id, unions=(CITY, QU, STREET)))

    def test_the_superior_that_found_it_is_not_accused(self):
        assert self.of("qu").status is Status.MET
        assert self.of("qu", below="qu").status is Status.BREACHED
        assert self.of("qu", below="self").status is Status.BREACHED
        assert self.of("qu", below="canteen").status is Status.BREACHED, "a body of its own is not another union"

    def test_the_union_it_was_found_at_is_although_its_own_books_do_not_say_so(self):
        answer = self.of("street")
        assert (answer.status, answer.reason.text(ZH)) == (Status.BREACHED, "截留或挪用的审计问题尚未整改：往来挂账")
        assert {cell.file for cell in answer.cells} == {f"unions/d1/qu/{YEAR}/findings.csv"}

    def test_that_its_own_books_call_put_right_what_the_auditors_call_open_waits_for_both(self):
        own = {"audits": [audit(audit_id="up")]}
        done = {"category": "B3", "audit_id": "up", "status": "rectified"}
        answer = self.of("street", **own, findings=[finding(**done)])
        assert answer.status is Status.AWAITING_SUPERIOR
        assert answer.reason.text(ZH) == "截留或挪用的审计问题，本会与审计方对是否已整改记载不一：往来挂账"
        assert {cell.file for cell in answer.cells} == {f"unions/d1/qu/{YEAR}/findings.csv"}
        assert self.of("street", **own, findings=[finding("W9", **done)]).status is Status.BREACHED
        other = finding(**(done | {"category": "E1"}))
        assert self.of("street", **own, findings=[other]).status is Status.BREACHED
        two = [finding(**done), finding("W2", category="B3", audit_id="up")]
        answer = self.of("street", **own, findings=two)
        assert answer.status is Status.BREACHED
        assert len(answer.cells) == 2, "the one that no books call put right"

    def test_of_a_superior_the_judged_years_books_count(self):
        later = package("qu", year=YEAR + 1, audits=[audit("street", audit_id="up")], findings=self.found)
        own = package("street", transfers=[])
        answer = decide("2-3-4", case(own, later, union_id="street", unions=(CITY, QU, STREET)))
        assert answer.status is Status.NOT_APPLICABLE
        seen = case(own, later, union_id="street")
        books = {"qu": {YEAR + 1: seen.neighbours.books["qu"][YEAR + 1]}}
        only = replace(seen, neighbours=replace(seen.neighbours, books=books))
        assert decide("2-3-4", only).status is Status.NOT_APPLICABLE

    def test_before_the_report_nobody_knows(self):
        given = package("qu", audits=[audit("street", audit_id="up")], findings=self.found)
        early = case(given, package("street"), union_id="street", as_of=date(YEAR + 1, 2, 28))
        assert decide("2-3-4", early).status is not Status.BREACHED


class TestUnasked:
    """shop is of a tier that owes no transfers: what it does not say, it will never say."""

    own = (paid(), got(other="shop"))

    def judged(self, *rows, below=None, as_of=LATER, shop=SHOP):
        packages = [package("qu", transfers=rows or self.own), package("city", transfers=[got()])]
        packages += [package("shop", transfers=below)] if below != "no package" else []
        return decide("2-3-4", case(*packages, as_of=as_of, unions=(CITY, QU, STREET, shop)))

    @pytest.mark.parametrize("below", [None, "no package"])
    def test_the_own_books_attest(self, below):
        answer = self.judged(below=below)
        assert answer.status is Status.ATTESTED
        assert answer.reason.text(ZH) == (
            "上下级经费往来 2 笔共 200.00 元，没有截留、挪用的审计问题；"
            "有的对方不要求报送往来，只有本会的记录（SHOP上解经费2025-Q1），其余双方账上相符"
        )

    def test_of_whom_the_register_knows_nothing_only_the_own_books_speak(self):
        answer = judged([paid(other="elsewhere")])
        assert answer.status is Status.ATTESTED
        assert answer.reason.text(ZH).endswith("；对方都不要求报送往来，只有本会的记录（elsewhere上解经费2025-Q1）")
        assert judged([paid("99", other="elsewhere", due="100")]).status is Status.BREACHED

    def test_what_it_says_all_the_same_counts(self):
        assert self.judged(below=[paid(other="qu")]).status is Status.MET
        assert self.judged(below=[]).status is Status.AWAITING_SUPERIOR
        assert self.judged(below=[paid("99", other="qu")]).status is Status.AWAITING_SUPERIOR

    def test_of_whom_nothing_is_known_nothing_will_come(self):
        seen = case(package("qu", transfers=[got(other="shop")]))
        alone = replace(seen, neighbours=replace(seen.neighbours, subordinates=()))
        assert decide("2-3-4", alone).status is Status.ATTESTED
        matched = replace(case(package("qu", transfers=[paid()]), package("city", transfers=[got()])))
        apart = replace(matched, neighbours=replace(matched.neighbours, books={}))
        assert decide("2-3-4", apart).status is Status.MET

    def test_that_it_booked_the_money_a_year_later_is_seen(self):
        quarter = {"period": f"{YEAR}-Q4", "date": date(YEAR, 12, 31)}
        later = package("shop", year=YEAR + 1, transfers=[paid(other="qu", **quarter)])
        answer = decide("2-3-4", case(package("qu", transfers=[got(other="shop", **quarter)]), later))
        assert answer.status is Status.MET
        sent = package("shop", year=YEAR + 1, transfers=[got(other="qu", **quarter)])
        answer = decide("2-3-4", case(package("qu", transfers=[paid(other="shop", **quarter)]), sent))
        assert answer.status is Status.MET

    def test_who_is_asked_is_waited_for(self):
        asked = union("shop", "qu", "grassroots", "full")
        assert self.judged(below=None, shop=asked).status is Status.AWAITING_SUPERIOR
        both = self.judged(*self.own, got(other="street"), below=None)
        assert both.status is Status.AWAITING_SUPERIOR
        assert "SHOP" not in both.reason.text(ZH)

    def test_who_was_dissolved_before_it_had_to_report_is_not(self):
        gone = union("shop", "qu", "grassroots", "full", dissolved_on=date(YEAR, 10, 1))
        assert self.judged(below=None, shop=gone).status is Status.ATTESTED

    def test_a_year_in_progress_is_not_attested_yet(self):
        assert self.judged(below=None, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


def parameter(value="0.4", name="dues_share", **facts):
    dated = {"effective_from": date(2020, 1, 1), "effective_to": None}
    facts = {"unit": "ratio", "basis": "联合会〔2020〕1号", "nature": "statute"} | dated | facts
    return Parameter(name=name, value=value, **facts)


class TestShare:
    """The federation's share of what came in is sent up: 40 % of 3,000 paid in by the employer and 500 from below."""

    def judged(self, sent="1400", *rows, as_of=LATER, union_id="qu", received="500", **facts):
        below, above = got(received, "street"), got(sent)
        tables = {"dues": [dues("2025-Q1"), dues("2025-Q2", paid="1000")], "transfers": [paid(sent), below]}
        packages = [package("qu", **(tables | facts)), package("city", transfers=[above])]
        packages.append(package("street", transfers=[paid(received, "qu")]))
        seen = case(*packages, as_of=as_of, union_id=union_id)
        law = replace(seen.policy, parameters=(*seen.policy.parameters, *(rows or [parameter()])))
        return decide("2-3-4", replace(seen, policy=law))

    def test_exactly_the_share_and_a_cent_less_is_kept(self):
        assert self.judged("1400").status is Status.MET
        assert self.judged("1399.99").status is Status.MET
        assert self.judged("1400.01").status is Status.MET

    def test_two_cents_less_is_broken_once_it_was_to_be_settled(self):
        answer = self.judged("1399.98")
        assert (answer.status, answer.weight) == (Status.BREACHED, None)
        assert answer.reason.text(ZH) == (
            "收到经费 3,500.00 元，按 40.0% 应上解 1,400.00 元，实上解 1,399.98 元，少 0.02 元；期限为2026年3月31日，已过"
        )
        assert [row.name for row in answer.parameters] == ["dues_share", "transfer_tolerance", "transfer_deadline"]
        assert {(cell.file.split("/")[-1], cell.column) for cell in answer.cells} == {
            ("dues.csv", "paid"), ("transfers.csv", "amount"),
        }  # fmt: skip
        assert self.judged("1399.98", as_of=date(YEAR + 1, 3, 31)).status is Status.NOT_DUE
        assert self.judged("1399.98", as_of=date(YEAR + 1, 4, 1)).status is Status.BREACHED
        assert self.judged("1399.98", as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        assert self.judged("1399.98", stage="midyear").status is Status.NO_DATA

    def test_each_payment_was_rounded(self):
        two = [paid("700"), paid("699.98", quarter=2), got("500", "street")]
        assert "少" not in self.judged(transfers=two).reason.text(ZH)
        two = [paid("700"), paid("699.97", quarter=2), got("500", "street")]
        assert "少 0.03 元" in self.judged(transfers=two).reason.text(ZH)

    def test_the_product_is_rounded_half_up(self):
        # 3,500.05 x 0.7 = 2,450.035: due 2,450.04, a cent is tolerated
        assert self.judged("2450.03", parameter("0.7"), received="500.05").status is Status.MET
        assert self.judged("2450.02", parameter("0.7"), received="500.05").status is Status.BREACHED

    def test_nothing_sent_is_all_of_it(self):
        assert "少 1,400.00 元" in self.judged(transfers=[got("500", "street")]).reason.text(ZH)

    def test_other_money_is_none_of_it(self):
        subsidy = [paid("1000", kind="subsidy"), paid("400"), got("500", "street")]
        assert "实上解 400.00 元" in self.judged(transfers=subsidy).reason.text(ZH)
        taken = [paid("1400"), got("500", "street"), got("900", "city", kind="subsidy")]
        assert "少" not in self.judged(transfers=taken).reason.text(ZH)

    def test_a_share_by_analogy_is_the_softer_half_and_said_to_be_one(self):
        answer = self.judged("1", parameter(nature="default", basis="参照默认值：四成"))
        assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)
        assert answer.parameters[0].basis == "参照默认值：四成"

    def test_the_share_of_ones_own_kind_comes_first(self):
        assert self.judged("1400", parameter("0.5"), parameter(name="dues_share_district")).status is Status.MET
        assert self.judged("1400", parameter("0.5"), parameter(name="dues_share_street")).status is Status.BREACHED
        assert self.judged("1", parameter(name="dues_share_street")).status is Status.MET
        for name, has in (("dues_share", True), ("dues_share_street", False)):
            assert any(c.sheet.table == "dues" for c in self.judged("1400", parameter(name=name)).cells) is has

    def test_last_year_is_judged_by_last_years_share(self):
        assert self.judged("1", parameter(effective_from=date(YEAR + 1, 1, 1))).status is Status.MET
        assert self.judged("1", parameter(effective_to=date(YEAR, 6, 30))).status is Status.MET

    def test_where_none_is_set_and_of_the_topmost_union_nothing_is_checked(self):
        assert self.judged("1", parameter(name="dues_share_street")).status is Status.MET
        assert "应上解" not in self.judged("1", union_id="city").reason.text(ZH)

    def test_without_the_dues_nobody_can_tell(self):
        assert self.judged("1", dues=None).status is Status.NO_DATA
        assert self.judged("1", parameter(name="dues_share_street"), dues=None).status is Status.MET


class TestMissing:
    def test_no_package_and_no_table(self):
        assert decide("2-3-4", case()).status is Status.NO_DATA
        assert judged(None).status is Status.NO_DATA

    def test_without_findings_a_breach_shows_and_nothing_is_kept(self):
        assert judged([paid("99", due="100")], [got("99")], findings=None).status is Status.BREACHED
        assert judged([paid()], [got()], findings=None).status is Status.NO_DATA
        assert judged([paid()], [got("99")], findings=None).status is Status.AWAITING_SUPERIOR

    def test_nothing_moved(self):
        assert judged([]).status is Status.NOT_APPLICABLE

    def test_a_year_reported_in_part_is_not_kept_yet(self):
        assert judged([paid()], [got()], stage="midyear").status is Status.NO_DATA
        assert judged([paid()], [got()], as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


@settings(max_examples=25)
@given(st.data())
def test_a_yuan_withheld_at_one_edge_changes_only_the_verdicts_of_its_two_ends(data):
    """city < qu < street, shop: consistent remittances; the payer keeps a yuan, or the receiver books a yuan less."""
    unions = (CITY, QU, STREET, SHOP)
    edges = [("qu", "city"), ("street", "qu"), ("shop", "qu")]
    amounts = {
        (edge, quarter): data.draw(st.integers(2, 10**6), label=f"{edge} {quarter}")
        for edge in edges
        for quarter in (1, 2, 3, 4)
    }
    edge, quarter = data.draw(st.sampled_from(sorted(amounts)))
    honest = data.draw(st.booleans(), label="the payer states what is due and pays a yuan less")

    def verdicts(withheld):
        rows = {one.union_id: [] for one in unions}
        for ((payer, payee), one), amount in amounts.items():
            here = withheld and ((payer, payee), one) == (edge, quarter)
            rows[payer].append(paid(str(amount - (here and honest)), payee, one, due=str(amount)))
            rows[payee].append(got(str(amount - here), payer, one))
        given_ = [package(one.union_id, transfers=rows[one.union_id]) for one in unions]
        return {one.union_id: decide("2-3-4", case(*given_, union_id=one.union_id)).status for one in unions}

    before, after = verdicts(withheld=False), verdicts(withheld=True)
    assert set(before.values()) == {Status.MET}
    payer, payee = edge
    assert after[payer] is (Status.BREACHED if honest else Status.AWAITING_SUPERIOR)
    assert after[payee] is (Status.MET if honest else Status.AWAITING_SUPERIOR)
    assert {name for name in after if after[name] is not before[name]} <= {payer, payee}
