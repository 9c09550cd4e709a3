"""A union-year's derived figures worked out again from its CSV cells, with nothing of the generator. Names as after '@'."""

from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median

from tests.site.sources import Row, Sources

D = Decimal
Values = dict[str, Decimal | int]
COLUMNS = {
    "": "actual",
    "/budget_initial": "budget_initial",
    "/budget_adjusted": "budget_adjusted",
    "/actual_h1": "actual_h1",
}
SIDES = ("income", "expenditure")
ASSETS = {
    "cash", "receivable_parent", "receivable_child", "other_receivables", "inventory", "investments", "construction",
    "fixed_assets", "intangible_assets", "other_assets",
}  # fmt: skip
LIABILITIES = {
    "payroll_payable", "payable_parent", "payable_child", "other_payables", "custody_funds", "other_liabilities"
}  # fmt: skip
KEPT = {"carryover", "surplus"}
NET_ASSETS = {"asset_funds", "special_funds", "reserve", *KEPT}


def amount(row: Row, column: str) -> Decimal | None:
    """A cell; of a budget that was not adjusted the initial one is in force."""
    text = row[column] or (row["budget_initial"] if column == "budget_adjusted" else "")
    return D(text) if text else None


def total(rows: list[Row], column: str) -> Decimal | None:
    cells = [amount(row, column) for row in rows]
    return None if None in cells else sum(cells, D(0))


def ratio(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    return None if part is None or not whole else D(part) / D(whole)


class Again:
    """The figures of every union-year again; `as_of` is the day of judgement."""

    def __init__(self, sources: Sources, as_of: str) -> None:
        self.sources, self.as_of = sources, as_of
        self.years = {home: self.known(self.year(home)) for home in sorted(sources.packages)}

    def known(self, values: dict[str, Decimal | int | None]) -> Values:
        return {name: value for name, value in values.items() if value is not None}

    def rows(self, home: str, table: str) -> list[Row] | None:
        found = self.sources.tables.get(f"{home}/{table}")
        return None if found is None else [defaultdict(str, row) for row in found.values()]  # columns may be left out

    def year(self, home: str) -> dict[str, Decimal | int | None]:
        values: dict[str, Decimal | int | None] = {}
        if (accounts := self.rows(home, "accounts")) is not None:
            values |= self.of_accounts(home, accounts)
        if (items := self.rows(home, "three_public")) is not None:
            values |= self.of_three_public(items)
        values |= self.of_projects(self.rows(home, "projects") or [])
        if dues := self.rows(home, "dues"):
            values["dues_rate"] = ratio(sum(D(one["paid"]) for one in dues), sum(D(one["payroll"]) for one in dues))
        if (findings := self.rows(home, "findings")) is not None:
            values |= self.of_findings(findings)
        values |= self.of_balances(self.rows(home, "balances") or [], values.get("surplus"))
        for name in self.sources.tables:
            if name.startswith(f"{home}/"):
                values[f"rows/{name.rpartition('/')[2]}"] = len(self.sources.tables[name])
        return values

    def of_projects(self, projects: list[Row]) -> dict[str, Decimal | int | None]:
        """A project on several accounts is one: what stands on them added up."""
        rows = defaultdict(list)
        for row in projects:
            rows[row["project_id"]].append(row)
        shared = {name: its for name, its in rows.items() if len(its) > 1}
        return {
            f"project/{name}{suffix}": total(its, COLUMNS[suffix])
            for name, its in shared.items()
            for suffix in ("", "/budget_initial", "/budget_adjusted")
        }

    def of_accounts(self, home: str, accounts: list[Row]) -> dict[str, Decimal | int | None]:
        chart = self.sources.charts[self.sources.chart_of[home]]
        given = {row["account_code"] for row in accounts}

        def above(code: str) -> list[str]:
            parent = chart[code]["parent_code"]
            return [parent, *above(parent)] if parent else []

        top = {side: [row for row in accounts if chart[row["account_code"]]["side"] == side
                      and given.isdisjoint(above(row["account_code"]))] for side in SIDES}  # fmt: skip
        values: dict[str, Decimal | int | None] = {
            f"{side}_total{suffix}": total(top[side], column) for side in SIDES for suffix, column in COLUMNS.items()
        }
        for suffix in ("", "/budget_initial", "/budget_adjusted"):
            came, went = values[f"income_total{suffix}"], values[f"expenditure_total{suffix}"]
            values[f"surplus{suffix}"] = None if came is None or went is None else came - went
        spent = values["expenditure_total"]
        values["execution_rate"] = ratio(spent, values["expenditure_total/budget_adjusted"])
        for row in accounts:
            values[f"execution_rate/{row['account_code']}"] = ratio(
                amount(row, "actual"), amount(row, "budget_adjusted")
            )
        overview = self.rows(home, "overview")
        members = overview[0]["members"] if overview else ""
        values["per_member_expenditure"] = ratio(spent, int(members)) if members else None
        planned = all(not row["actual"] for row in accounts)
        suffix = "/budget_adjusted" if planned else ""
        for side in SIDES:
            whole = values[f"{side}_total{suffix}"]
            if whole is not None and whole > 0:
                values[f"{side}_share{suffix}"] = D(1)
                for row in top[side]:
                    values[f"{side}_share{suffix}/{row['account_code']}"] = ratio(amount(row, COLUMNS[suffix]), whole)
        if planned and any(row["actual_h1"] for row in top["expenditure"]):
            budget = values["expenditure_total/budget_adjusted"]
            values["execution_rate_h1"] = ratio(values["expenditure_total/actual_h1"], budget)
            for row in top["expenditure"]:
                rate = ratio(amount(row, "actual_h1"), amount(row, "budget_adjusted"))
                values[f"execution_rate_h1/{row['account_code']}"] = rate
        return values

    def of_three_public(self, items: list[Row]) -> dict[str, Decimal | int | None]:
        groups = {"three_public_total": items}
        for row in items:
            groups.setdefault(f"three_public/{row['item']}", []).append(row)
        return {
            f"{name}{suffix}": total(rows, column)
            for name, rows in groups.items()
            for suffix, column in COLUMNS.items()
            if suffix != "/actual_h1"
        }

    def of_balances(self, rows: list[Row], surplus: Decimal | int | None) -> dict[str, Decimal | int | None]:
        def of(items: set[str]) -> list[Row]:
            return [row for row in rows if row["item"] in items]

        left, claims = of(KEPT), of(LIABILITIES | NET_ASSETS)
        sums = {"carryover_surplus": left} if len(left) > 1 else {}
        if of(ASSETS) and claims:
            sums |= {"balance_sheet/assets": of(ASSETS), "balance_sheet/liabilities": of(LIABILITIES),
                     "balance_sheet/net_assets": of(NET_ASSETS), "balance_sheet/claims": claims}  # fmt: skip
        ends = ("opening", "closing")
        values = {f"{name}/{end}": total(some, end) for name, some in sums.items() if some for end in ends}
        places = {"kept": left, "reserve": of({"reserve"}), "investments": of({"investments"})}
        if left and surplus is not None and None not in [total(some, "closing") for some in places.values()]:
            grown = {name: sum(D(row["closing"]) - D(row["opening"]) for row in some) for name, some in places.items()}
            values |= {f"surplus_to/{name}": D(grown[name]) for name, some in places.items() if some}
            if gap := D(surplus) - sum(grown.values()):
                values["surplus_to/unexplained"] = gap
        return values

    def of_findings(self, findings: list[Row]) -> dict[str, Decimal | int | None]:
        status = [self.status(row) for row in findings]
        stated = [row for row in findings if row["amount"]]
        put_right = [row["rectified_amount"] for row in stated]
        values: dict[str, Decimal | int | None] = {
            "findings": len(findings),
            "findings/rectified": status.count("rectified"),
            "findings_open": len(findings) - status.count("rectified"),
            "findings_overdue": status.count("overdue"),
            "rectification_rate_count": ratio(status.count("rectified"), len(findings)),
            "rectification_rate_amount": None
            if "" in put_right
            else ratio(sum(map(D, put_right)), total(stated, "amount")),
            "findings_amount": total(stated, "amount") if stated else None,
        }
        for one in set(status):
            of = [row for row, its in zip(findings, status, strict=True) if its == one and row["amount"]]
            values[f"findings/{one}"] = status.count(one)
            values[f"findings_amount/{one}"] = total(of, "amount") if of else None
        return values

    def status(self, row: Row) -> str:
        """How a finding stands on the day of judgement."""
        if row["status"] == "rectified" and row["rectified_on"] <= self.as_of:
            return "rectified"
        if row["due_on"] < self.as_of:
            return "overdue"
        return "in_progress" if row["status"] in {"rectified", "overdue"} else row["status"]

    def changes(self, home: str) -> Values:
        """The totals that a page begins with, less last year's."""
        union_id, year = home.split("/")
        now, then = self.years[home], self.years.get(f"{union_id}/{int(year) - 1}", {})
        suffix = "/budget_adjusted" if all(not row["actual"] for row in self.rows(home, "accounts") or []) else ""
        names = [f"{one}{suffix}" for one in ("income_total", "expenditure_total", "surplus")]
        return {f"{name}/change": now[name] - then[name] for name in names if name in now and name in then}

    def verdicts(self, home: str) -> Values:
        """Clauses counted by what their verdict is, `no_data` whether it is asked for or not."""
        plan = {name: row for name, row in self.sources.verdicts.get(home, {}).items() if name[0] != "X"}
        counts: Counter[str] = Counter()
        for clause, row in plan.items():
            chapter, status = clause.rpartition("-")[0], row["status"]
            counts.update([f"clauses/{status}", f"clauses/{chapter}/{status}", "clauses/judged"])
            if status == "breached":
                counts[f"clauses/weight/{row['severity']}"] += 1
        return dict(counts)

    def medians(self, home: str) -> Values:
        """What is usual among unions of the same kind and tier, where five or more tell it."""
        union_id, year = home.split("/")
        mine, values = self.sources.unions[union_id], self.years[home]
        alike = [
            one
            for one, row in self.sources.unions.items()
            if (row["kind"], row["tier"]) == (mine["kind"], mine["tier"])
        ]
        found: Values = {}
        for name in ("per_member_expenditure", "member_service_share", "execution_rate", "dues_rate"):
            told = [self.years[at][name] for one in alike if name in self.years.get(at := f"{one}/{year}", {})]
            if len(told) >= 5 and name in values:
                middle = median(told)
                found |= {f"peer_count_{name}": len(told), f"peer_median_{name}": middle}
        return found
