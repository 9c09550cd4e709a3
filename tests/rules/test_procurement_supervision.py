"""2-6-8: somebody watches over tenders."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import LATER, YEAR, bought, case, decide, package
from tests.rules.procurement_cases import HALF_TOLD, UNDATED
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

SUPERVISION_KEPT = {
    "a tender": {},
    "a selection of a few days": {"method": "selection", "bid_deadline": date(YEAR, 3, 5)},
    "supervised on the day of the announcement": {"supervised_on": date(YEAR, 3, 4)},
    "supervised on the day of the contract": {"supervised_on": date(YEAR, 4, 15)},
    "twenty days": {"bid_deadline": date(YEAR, 3, 24)},
    "three days of notice": {"notice_end": date(YEAR, 4, 3)},
    "reviewed at the deadline": {"reviewed_on": date(YEAR, 3, 28)},
    "noticed on the day of the review": {"notice_start": date(YEAR, 3, 30)},
    "contracted on the last day of notice": {"notice_end": date(YEAR, 4, 15)},
    "awarded at the budget": {"award_amount": Decimal(300000), "contract_amount": Decimal(300000)},
    "contract amount unknown": {"award_amount": Decimal(300000)},
    "award unknown": {"contract_amount": Decimal(300001)},
}


SUPERVISION_BROKEN = {
    "two bidders": {"bidders": 2},
    "nobody watched": {"supervised_by": None},
    "watched on no day": {"supervised_on": None},
    "watched before": {"supervised_on": date(YEAR, 3, 3)},
    "watched afterwards": {"supervised_on": date(YEAR, 4, 16)},
    "nineteen days": {"bid_deadline": date(YEAR, 3, 23)},
    "two days of notice": {"notice_end": date(YEAR, 4, 2)},
    "reviewed before the deadline": {"reviewed_on": date(YEAR, 3, 27)},
    "noticed before the review": {"notice_start": date(YEAR, 3, 29)},
    "contracted before the notice was over": {"notice_end": date(YEAR, 4, 16)},
    "a selection closed on the day it was announced": {"method": "selection", "bid_deadline": date(YEAR, 3, 4)},
    "a cent over the budget": {"award_amount": Decimal("300000.01"), "contract_amount": Decimal("300000.01")},
    "a contract of another amount": {"award_amount": Decimal(2), "contract_amount": Decimal("1.99")},
}  # fmt: skip


class TestSupervision:
    def judged(self, *rows, as_of=LATER, **package_facts):
        return decide("2-6-8", case(package(procurement=rows, **package_facts), as_of=as_of))

    @pytest.mark.parametrize("facts", SUPERVISION_KEPT.values(), ids=SUPERVISION_KEPT)
    def test_kept(self, facts):
        assert self.judged(bought(**facts)).status is Status.MET

    @pytest.mark.parametrize("facts", SUPERVISION_BROKEN.values(), ids=SUPERVISION_BROKEN)
    def test_broken(self, facts):
        answer = self.judged(bought(**facts), bought("场地"))
        assert (answer.status, answer.weight) == (Status.BREACHED, None)

    def test_too_few_invited_is_the_hard_half(self):
        few = self.judged(bought(method="invited_tender", bidders=2, contract_on=None))
        assert (few.status, few.weight) == (Status.BREACHED, Weight.HARD)
        assert self.judged(bought(method="invited_tender", bidders=3)).status is Status.MET

    def test_invited_tenders_need_no_twenty_days(self):
        assert self.judged(bought(method="invited_tender", bid_deadline=date(YEAR, 3, 23))).status is Status.MET

    @pytest.mark.parametrize(
        "columns", [*([one] for one in ("bidders", *UNDATED)), ["announced_on", "bid_deadline"]], ids=" and ".join
    )
    def test_what_is_not_filled_in_cannot_be_told(self, columns):
        assert self.judged(bought(**dict.fromkeys(columns))).status is Status.NO_DATA

    def test_a_contract_still_to_come_is_not_due(self):
        assert self.judged(bought(contract_on=None)).status is Status.NOT_DUE
        faulty = bought(supervised_by=None)
        assert self.judged(faulty, as_of=date(YEAR, 4, 14)).status is Status.NOT_DUE
        assert self.judged(faulty, as_of=date(YEAR, 4, 15)).status is Status.BREACHED
        assert self.judged(bought(contract_on=None), stage="midyear").status is Status.NO_DATA
        assert self.judged(bought(bidders=1), as_of=date(YEAR, 3, 3)).status is Status.NOT_DUE

    def test_a_record_of_supervision_in_half_is_not_called_none(self):
        for facts in ({"supervised_by": None}, {"supervised_on": None}):
            assert "监督记录没有填全部门和日期" in self.judged(bought(**facts)).reason.text(ZH)
        assert "没有监督记录" in self.judged(bought(supervised_by=None, supervised_on=None)).reason.text(ZH)

    @pytest.mark.parametrize("rows", [[], [bought()]], ids=["none", "as it should be"])
    def test_half_a_year_keeps_nothing_yet(self, rows):
        for day, status in HALF_TOLD:
            assert self.judged(*rows, stage="midyear", as_of=day).status is status

    def test_what_is_not_filled_in_is_not_missed_before_the_table_is_due(self):
        assert self.judged(bought(bidders=None), as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE

    def test_other_methods_are_not_meant(self):
        assert self.judged(bought(method="inquiry", supervised_by=None)).status is Status.NOT_APPLICABLE
        assert self.judged().status is Status.NOT_APPLICABLE

    def test_missing(self):
        assert decide("2-6-8", case(package(procurement=None))).status is Status.NO_DATA
