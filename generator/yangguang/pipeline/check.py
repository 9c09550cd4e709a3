"""Check and judge without building: the same door and the same rules, over as little of a federation as the answer needs."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import overlaps
from yangguang.core.paths import POLICY
from yangguang.core.quarantine import Fault, quarantined
from yangguang.door.loader import load_policy
from yangguang.door.privacy.shown import path_shown
from yangguang.door.published import touched_by_change
from yangguang.ledger.between.acquaintance import acquaintance, named
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.quarantine import surveyed
from yangguang.pipeline.agreement import TOGETHER, Asked, check_unions, home_of
from yangguang.pipeline.books import Books, UnbuildableError, asked, open_books
from yangguang.pipeline.crew import Crew, worker_count
from yangguang.pipeline.questions import MisuseError
from yangguang.pipeline.union_years import judge_year, read_union
from yangguang.rules.catalogue import BY_ID, supplementary_clause, switches
from yangguang.rules.judge.evidence import Library
from yangguang.sources.repository import NothingToCompareError, changes_since

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission
    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.ledger.model import Digest, UnionYear
    from yangguang.pipeline.progress import Reporter
    from yangguang.policy.law import Policy
    from yangguang.records.policy import Clause
    from yangguang.rules.judge.rule import Rule, Verdict
    from yangguang.sources.tree import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What the door says of the packages asked about, and of the registry and policy.

    `nothing` says that there was no package to look at, where one was asked for: then no errors are no praise.
    """

    admissions: tuple[Admission, ...]
    registry: tuple[Issue, ...]
    nothing: str | None = None

    @property
    def has_errors(self) -> bool:
        """Whether anything is refused."""
        return any(issue.is_error for issue in self.registry) or any(not one.accepted for one in self.admissions)


def check(
    data: Tree | Path,
    as_of: date,
    reporter: Reporter,
    *,
    union_id: str | None = None,
    year: int | None = None,
    changed_since: str | None = None,
) -> CheckResult:
    """Every problem of the packages asked about (all, one union's, one year's, those changed since a git reference).

    Runs frictionless beside the compiled check; where the two disagree, that is an error of ours and is said.
    A changed registry or policy concerns every package, a changed year the later ones that lean on it. Raises MisuseError.
    """
    base, changed = _changed(data, changed_since)
    try:
        books = open_books(data, as_of, base)
    except UnbuildableError as refused:
        return CheckResult(admissions=(), registry=refused.issues)
    reporter.say(*books.repository.told(), *books.held)
    wanted = [one for one in asked(books, union_id) if changed is None or overlaps(home_of(books, one), changed)]
    workers = worker_count(0)
    size = min(TOGETHER, -(-len(wanted) // workers)) or 1
    some = [wanted[start : start + size] for start in range(0, len(wanted), size)]
    with closing(Crew(workers, check_unions, Asked(books, year, base, changed), some)) as crew:
        results = chain.from_iterable(crew.results())
        checked = list(reporter.track(results, "校验 checking", len(wanted)))
    admissions = tuple(one for union in checked for one in union)
    return CheckResult(
        admissions=admissions,
        registry=(*books.issues, *touched_by_change(admissions)),
        nothing=None if admissions or changed is not None else _nothing(books, union_id, year),
    )


def _nothing(books: Books, union_id: str | None, year: int | None) -> str:
    """Where the packages asked about would lie, and what stands in their place."""
    home = f"{path_shown(str(books.data))}/{home_of(books, union_id) if union_id else 'unions/<district>/<union_id>'}"
    folders = [books.folders.get(union_id, ())] if union_id else books.folders.values()
    there = sorted({str(one) for found in folders for _, one in found})
    astray = [one.place.file for one in books.issues if one.code == "registry.package-place" and one.place.file]
    found = "、".join([*there, *astray]) or "-"
    return (
        f"没有校验任何报送：{home}/{year or '<year>'}/ 里没有文件；找到的是 {found}。放好后再运行 yangguang check / "
        f"nothing to check: {home}/{year or '<year>'}/ holds nothing; found: {found}"
    )


def judge_unions(
    data: Path,
    as_of: date,
    *,
    union_id: str | None = None,
    year: int | None = None,
    failed: Callable[[Fault], object] | None = None,
    reporter: Reporter | None = None,
) -> tuple[Verdict, ...]:
    """The verdicts of the unions and years asked about, reading only the unions their rules look at.

    A union that the generator fails at has none; `failed` is told of it, `reporter` what git does not know. Raises
    MisuseError, and UnbuildableError when registry or policy cannot be trusted.
    """
    books = open_books(data, as_of)
    if reporter:
        reporter.say(*books.repository.told(), *books.held)
    found = judge_books(books, asked(books, union_id), year)
    for fault in found.faults.values():
        if failed is not None:
            failed(fault)
    return found.verdicts


class Judged(NamedTuple):
    """Verdicts, the years of every union that was read for them, and the unions at which the generator failed."""

    verdicts: tuple[Verdict, ...]
    reports: dict[str, dict[int, UnionYear]]
    faults: dict[str, Fault]


def judge_books(books: Books, wanted: tuple[str, ...], year: int | None = None) -> Judged:
    """The verdicts of the unions `wanted`, in all years or one, reading only the unions their rules look at."""
    reports, view, faults = read_around(books, wanted)

    def judged(one: str) -> list[Verdict]:
        law = (books.registry, books.policy, books.as_of, reports[one])
        asked = (found for found in reports[one] if year in (None, found))
        return [verdict for found in asked for verdict in judge_year(*law, found, view.neighbours(one, found))]

    verdicts: list[Verdict] = []
    for one in wanted:
        answer = faults[one] if one in faults else quarantined(one, "judge", partial(judged, one))
        if isinstance(answer, Fault):
            faults[one] = answer
        else:
            verdicts += answer
    return Judged(tuple(verdicts), reports, faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A rule with the clause it judges (None: nothing judges it), and its verdict on the union-year asked about, if any."""

    policy: Policy
    clause: Clause
    rule: Rule | None
    verdict: Verdict | None = None
    library: Library | None = None


def explain_rule(
    data: Path, as_of: date, rule_id: str, union_id: str | None = None, year: int | None = None
) -> Explained:
    """The rule, and how it came to its verdict on a union's year. Raises MisuseError and UnbuildableError."""
    if union_id is None or year is None:
        policy = read_policy(data)
        clause, rule = _rule(policy, rule_id)
        return Explained(policy=policy, clause=clause, rule=rule)
    books = open_books(data, as_of)
    clause, rule = _rule(books.policy, rule_id)
    (one,) = asked(books, union_id)
    reports, view, faults = read_around(books, (one,))
    if one in faults:
        read_union(books, one)  # for whoever asks about one union, a bug of ours is a traceback
    if year not in reports[one]:
        raise MisuseError(f"{one} 没有{year}年的数据 / has nothing for {year}")
    neighbours = view.neighbours(one, year)
    verdicts = judge_year(books.registry, books.policy, as_of, reports[one], year, neighbours)
    verdict = next((found for found in verdicts if found.rule.clause_id == rule_id), None)
    if verdict is None:
        raise MisuseError(f"{rule_id} 在{year}年不作判定 / does not judge {year}")
    library = Library(registry=books.registry.of_year(year), history=reports[one], neighbours=neighbours)
    return Explained(policy=books.policy, clause=verdict.clause, rule=rule, verdict=verdict, library=library)


def read_policy(data: Path) -> Policy:
    """The policy of DATA, the one the portal ships where DATA has none. Raises UnbuildableError."""
    folder = data / "policy"
    policy, issues = load_policy(data) if folder.is_dir() else load_policy(POLICY.parent, POLICY.name)
    if policy is None:
        raise UnbuildableError(issues)
    return policy


def _rule(policy: Policy, rule_id: str) -> tuple[Clause, Rule | None]:
    rule = BY_ID.get(rule_id)
    if rule_id in policy.clauses:
        return policy.clauses[rule_id], rule
    rows = switches(policy, rule) if rule else ()
    if rule is None or not rows:
        raise MisuseError(f"没有条款 / there is no clause {rule_id!r}")
    return supplementary_clause(rule, rows[-1]), rule


def read_around(
    books: Books, wanted: tuple[str, ...]
) -> tuple[dict[str, dict[int, UnionYear]], Survey, dict[str, Fault]]:
    """The years of the unions asked about and of all they look at, these surveyed together, and whom we failed at."""
    reports: dict[str, dict[int, UnionYear]] = {}
    faults: dict[str, Fault] = {}
    digests: list[Digest] = []

    def read(union_id: str) -> None:
        years = quarantined(union_id, "read", partial(read_union, books, union_id))
        if isinstance(years, Fault):
            faults[union_id] = years
        reports[union_id] = {} if isinstance(years, Fault) else years
        digests.extend(digest(report) for report in reports[union_id].values())

    for one in wanted:
        read(one)
    for one in sorted(_relatives(books, wanted, digests) - reports.keys()):
        read(one)
    view, more = surveyed(digests, lambda some: acquaintance(some, books.registry, books.policy))
    return reports, view, faults | {fault.union_id: fault for fault in more}


def _relatives(books: Books, wanted: tuple[str, ...], digests: list[Digest]) -> set[str]:
    """All superiors, the subordinates, and whoever the rows in `digests` name: all that a rule may look at."""
    registers = {id(its): its for its in (books.registry, *map(books.registry.of_year, books.years))}.values()
    below = {child.union_id for its in registers for one in wanted for child in its.children(one)}
    above = {superior.union_id for its in registers for one in wanted for superior in its.ancestors(one)}
    return below | above | (named(digests) & books.registry.unions.keys())


def _changed(data: Tree | Path, reference: str | None) -> tuple[str | None, frozenset[str] | None]:
    """The commit that is compared with (None: HEAD), and the changed folders below DATA (None: everything is concerned)."""
    if reference is None:
        return None, None
    try:
        base, changed = changes_since(data, reference)
    except NothingToCompareError as off:
        raise MisuseError(f"--changed-since: {off}") from None
    return base, None if any(folder.partition("/")[0] in {"registry", "policy"} for folder in changed) else changed
