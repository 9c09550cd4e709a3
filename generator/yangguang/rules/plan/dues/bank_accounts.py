"""二（三）规范工会经费拨缴: accounts of one's own"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.names import some
from yangguang.rules.forms.several import undone
from yangguang.rules.forms.shapes import in_full, state_day, undisclosed, unfinished
from yangguang.rules.judge.answers import breached, cells, met, no_data
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.records.contributions import BankAccount
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_UNION = "工会"
_IN_USE = ("status", "opened_on")
# 本级单位机关财务或党、团等其他组织财务, as they stand in the name of a holder.
_OTHERS = ("党委", "团委", "行政", "机关服务")


def account_of_its_own(case: Case) -> Answer:
    """应当根据经费独立原则，单独开立银行账户: an account in use whose holder carries the union's registered name."""
    package = case.package
    if package is None or package.bank_accounts is None:
        return undisclosed(case, "bank_accounts")
    active = _in_use(case, package.bank_accounts)
    shown = cells(package, "bank_accounts", active, "holder_name", *_IN_USE)
    if not active:
        none, listed = say("没有使用中的银行账户"), _out_of_use(package, package.bank_accounts)
        return unfinished(case, none, *listed) or breached(none, *listed)
    held = [_plain(name) for name in case.registry.names(case.union.union_id, case.year)]
    own = [row for row in active if any(name in _plain(row.holder_name) for name in held)]
    if own:
        reason = say("以“{name}”的名义开立账户 {n} 个", name=case.union.name, n=len(own))
        return in_full(case, met(reason, *shown))
    names = some([row.holder_name for row in active])
    reason = say("账户户名为{names}，没有以“{name}”开立的账户", names=names, name=case.union.name)
    return unfinished(case, reason, *shown) or breached(reason, *shown)


def accounts_not_shared(case: Case) -> Answer:
    """杜绝与本级单位机关财务或党、团等其他组织财务合并账户的情况: shared with nobody, held by the union, confirmed.

    An account held in the employer's name, or in that of party, youth league or administration, is not the union's,
    whatever the column says. The funds committee confirms the independence in the year or with the year's audit. Where no
    account is in use, nothing shows where the union keeps its money.
    """
    package = case.package
    if package is None or package.bank_accounts is None:
        return undisclosed(case, "bank_accounts")
    active = _in_use(case, package.bank_accounts)
    if not active:
        nothing = say("没有使用中的银行账户，无法核查是否与他人合并")
        shown = _out_of_use(package, package.bank_accounts)
        return unfinished(case, nothing, *shown) or no_data(nothing, *shown)
    if shared := [row for row in active if row.shared_with]:
        names = some([row.shared_with for row in shared])
        return breached(
            say("与{names}合并使用账户", names=names), *cells(package, "bank_accounts", shared, "shared_with", *_IN_USE)
        )
    if foreign := [row for row in active if _is_foreign(case, row)]:
        names = some([row.holder_name for row in foreign])
        reason = say("户名{names}是单位或党、团、行政的账户，不是工会的", names=names)
        unshared = cells(package, "bank_accounts", active, "shared_with")
        return breached(reason, *cells(package, "bank_accounts", foreign, "holder_name", *_IN_USE), *unshared)
    columns = ("holder_name", "shared_with", *_IN_USE, "independence_confirmed_on")
    shown = cells(package, "bank_accounts", active, *columns)
    deadline = case.parameter("annual_audit_deadline")
    open_ = [row for row in active if not _is_confirmed(case, row)]
    if open_:
        tails = some([row.account_tail for row in open_])
        reason = say("尾号{tails}的账户没有经审委员会对{year}年独立使用的确认", tails=tails, year=case.year)
        return undone(case, "bank_accounts", case.deadline("annual_audit_deadline"), reason, *shown, deadline)
    reason = say("{n} 个账户均为工会独立使用，经审委员会已确认", n=len(active))
    return in_full(case, met(reason, *shown, deadline))


def _in_use(case: Case, rows: tuple[BankAccount, ...]) -> list[BankAccount]:
    day = state_day(case)
    return [row for row in rows if row.status == "active" and (row.opened_on is None or row.opened_on <= day)]


def _out_of_use(package: Package, rows: tuple[BankAccount, ...]) -> tuple[Cell, ...]:
    """Why none of the accounts is in use: it is closed, or still to be opened."""
    to_come = [row for row in rows if row.status == "active"]
    return (*cells(package, "bank_accounts", rows, "status"), *cells(package, "bank_accounts", to_come, "opened_on"))


def _is_foreign(case: Case, row: BankAccount) -> bool:
    holder = _plain(row.holder_name)
    employer = _plain(case.union.name).partition(_UNION)[0]
    return _UNION not in holder and (holder == employer or any(name in holder for name in _OTHERS))


def _is_confirmed(case: Case, row: BankAccount) -> bool:
    day = row.independence_confirmed_on
    last = min(case.as_of, case.deadline("annual_audit_deadline"))
    return day is not None and case.first_day <= day <= last


def _plain(name: str) -> str:
    """A name as two banks might write it: full-width and half-width alike, no blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


RULES = (
    Rule(
        clause_id="2-3-1",
        version="1.3",
        history=revised(
            "数据只报到年初或半年的，既不判为符合也不判为不符合",
            (TRIED_ANEW, "户名可以是工会当年登记过的任何一个名称"),
            (TRIED_ANEW, "年末以后才开立的账户不算当年的"),
        ),
        title="单独开立工会银行账户",
        method="查使用中的银行账户，至少一个账户的户名包含工会名录登记的名称",
        applies_to="独立核算的工会",
        weight=Weight.HARD,
        decide=account_of_its_own,
    ),
    Rule(
        clause_id="2-3-2",
        version="1.3",
        history=revised(
            "没有使用中的账户由不适用改为缺数据；数据只报到年初或半年的，没有确认不再判为不符合",
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "年末以后才开立的账户不算当年的"),
        ),
        title="不与单位行政或党、团等组织合并账户",
        method="查使用中的账户没有合并使用单位，户名不是单位、党委、团委、行政的，并且经审委员会在当年或随年度审计确认独立使用",
        applies_to="独立核算的工会",
        weight=Weight.HARD,
        decide=accounts_not_shared,
    ),
)
