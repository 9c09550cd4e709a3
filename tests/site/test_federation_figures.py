"""Figures over many unions (a district, a kind, a subtree, the federation) are what cells and verdicts of members come to.

Worked out again from `verdicts.csv` and the CSV files of DATA, with nothing of the generator.
"""

import re
from collections import Counter, defaultdict
from decimal import Decimal

from tests.built import AS_OF, DATA
from tests.site.recompute import Again, Values
from tests.site.sources import Sources, table

TOTALS = ("income_total", "expenditure_total", "three_public_total")
# Not worked out again here: who owes what by when, what passed between kinds (two books are held against each other, which
# tests of the ledger do by hand), explanations, and the plan's own size.
OTHERS = re.compile(r"unions|overdue|refused|flows/|plan/|.*/explained|explanations|hints|registered")
COUNTED = re.compile(r"clause|breached|findings|published")
GRAVEST = ("hard", "warning", "indicator")


class Federation:
    """Sums over the unions of a scope, by the names that figures have after '@'."""

    def __init__(self, sources: Sources) -> None:
        self.sources, self.again = sources, Again(sources, AS_OF)

    def values(self, scope: str, name: str, year: str) -> Values:
        members = set(self.sources.members(scope, name))
        homes = [f"{one}/{year}" for one in sorted(members)]
        return {
            **self.verdicts([one for one in homes if one in self.sources.verdicts]),
            **self.findings([one for one in homes if one in self.again.years]),
            **self.totals([one for one in homes if one in self.again.years], members),
            "published": sum(one in self.sources.packages for one in homes),
        }

    def verdicts(self, homes: list[str]) -> Values:
        """Verdicts by clause, by chapter and in all, what each counts as; unions by the gravest clause they break."""
        counts: Counter[str] = Counter()
        for home in homes:
            weights = set()
            for clause, row in self.sources.verdicts[home].items():
                tally = "not_asked" if row["asked"] == "false" else row["status"]
                scopes = [f"clause/{clause}"]
                if clause[0] != "X":
                    scopes += [f"clauses/{clause.rpartition('-')[0]}", "clauses"]
                counts.update(f"{one}/{tally}" for one in scopes)
                if tally == "breached":
                    counts.update(f"{one}/weight/{row['severity']}" for one in scopes)
                    weights |= {row["severity"]} if clause[0] != "X" else set()
            if weights:
                counts.update(["breached", f"breached_{min(weights, key=GRAVEST.index)}"])
        return dict(counts)

    def findings(self, homes: list[str]) -> Values:
        counts: Counter[str] = Counter()
        for home in homes:
            for name, value in self.again.years[home].items():
                if name in {"findings", "findings_open", "findings_overdue"} or name.startswith("findings/"):
                    counts[name] += int(value)
        return dict(counts)

    def totals(self, homes: list[str], members: set[str]) -> Values:
        """What members disclose, less the subsidies from one to another, which stand in both their books."""
        moved = self.moved(homes, members)
        found: Values = {}
        for name in TOTALS:
            for full in (name, f"{name}/budget_adjusted"):
                told = [Decimal(self.again.years[one][full]) for one in homes if full in self.again.years[one]]
                if told:
                    found[full] = sum(told, Decimal(0)) - (
                        moved if full in {"income_total", "expenditure_total"} else 0
                    )
                    found[f"disclosed/{full}"] = len(told)
        return found

    def moved(self, homes: list[str], members: set[str]) -> Decimal:
        """Subsidies within the scope by pair: as much of them as both books have, where both say what they add up to."""
        pairs: dict[tuple[str, str], dict[str, Decimal]] = {}
        for home in homes:
            union_id, year = home.split("/")
            for row in self.sources.tables.get(f"{home}/transfers", {}).values():
                other, side = row["counterparty_id"], row["direction"]
                if row["kind"] == "subsidy" and other in members:
                    pair = (union_id, other) if side == "sent" else (other, union_id)
                    pairs.setdefault(pair, defaultdict(Decimal))[side] += Decimal(row["amount"])
        return sum(
            (
                min(sides["sent"], sides["received"])
                for (giver, taker), sides in pairs.items()
                if "expenditure_total" in self.again.years.get(f"{giver}/{year}", {})
                and "income_total" in self.again.years.get(f"{taker}/{year}", {})
            ),
            Decimal(0),
        )


def test_figures_over_many_unions_are_what_their_members_come_to(demo_site):
    federation = Federation(Sources(DATA, demo_site))
    told: dict[tuple[str, str], Values] = {}
    for row in table(demo_site / "api/v1/figures.csv"):
        owner, _, name = row["key"].partition("/@")
        owner, _, year = owner.rpartition("/")
        if name.startswith("subtree/"):
            owner, name = f"_subtree/{owner}", name.removeprefix("subtree/")
        if owner[0] == "_":
            told.setdefault((owner, year), {})[name] = Decimal(row["value"])
    wrong, left, seen = {}, set(), 0
    for (owner, year), values in told.items():
        scope, _, of = owner.partition("/")
        mine, then = (federation.values(scope, of, one) for one in (year, str(int(year) - 1)))
        for name, value in values.items():
            if OTHERS.match(name):
                continue
            of, change, _ = name.partition("/change")
            nobody = 0 if COUNTED.match(of) else None  # a count that is told, and nothing is of that kind
            expected = mine.get(of, nobody)
            if expected is None:
                left.add(name)
            elif (expected := Decimal(expected) - (Decimal(then.get(of, 0)) if change else 0)) != value:
                wrong[owner, year, name] = (value, expected)
            seen += 1
    assert seen > 5_000
    assert dict(list(wrong.items())[:20]) == {}
    assert left == set()
