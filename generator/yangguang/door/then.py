"""What the door said then: a version judged with the register, the policy and the earlier years as main had them.

A version that main showed is a publication: it stays. It was shown where the door took it when it came, or later, when a
change of what it leans on put right why it was refused. Only privacy and safety refuse at any time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from yangguang.core.address import Folder
from yangguang.door.admit import admit
from yangguang.door.history import read_commit, read_commits, read_shared
from yangguang.door.loader import file_names, policy_of, registry_of
from yangguang.door.messages.catalogue import refuses
from yangguang.records.tables import POLICY_TABLES, REGISTRY_TABLES
from yangguang.sources.git import GitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from yangguang.core.fiscal import FiscalYears
    from yangguang.door.model import Admission, RawPackage
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.records.package import Package
    from yangguang.records.registry import TradeUnion
    from yangguang.sources.git import Checkout
    from yangguang.sources.publications import MainHistory, Moment, Publication

T = TypeVar("T")
MAX_VERSIONS = 50  # of a union's year that are looked at, and moments of each
_NOW = 1 << 62  # later than every moment


class Seen(NamedTuple):
    """The last version that was accepted (None: none was) with its admission; the first one refused after it.

    `withheld`: a version on the way was accepted but for privacy or safety, for which nothing of it is shown.
    `unknown`: git could not give some version on the way.
    """

    version: Publication | None = None
    admission: Admission | None = None
    since: Moment | None = None
    withheld: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The past of one union, asked year by year; what it read it remembers.

    Of a year that was withdrawn and published again, `after` is the number of the moment from which versions count.
    `ahead` versions of a year are read at once, for whoever will ask for each.
    """

    checkout: Checkout
    history: MainHistory
    union_id: str
    as_of: date
    after: Mapping[int, int] = field(default_factory=dict)
    ahead: int = 1
    _raw: dict[tuple[str, str], RawPackage | None] = field(default_factory=dict, init=False, repr=False)
    _said: dict[tuple[int, int, int], Admission | None] = field(default_factory=dict, init=False, repr=False)

    def seen(self, year: int, at: int = _NOW) -> Seen:
        """What main showed of `year` at the moment with the number `at`: the newest version accepted by then."""
        first = self.after.get(year, 0)
        versions = [one for one in self.history.of(self.union_id, year) if first < one.moment.number <= at]
        until, since, withheld, unknown = at, None, False, False
        for version in reversed(versions[-MAX_VERSIONS:]):
            try:
                admission = None if version.gone else self._accepted(version, until)
            except GitError:
                admission, unknown = None, True
            if admission is not None and admission.package is not None:
                return Seen(version, admission, since, withheld, unknown)
            withheld |= admission is not None
            since = since if version.gone else version.moment
            until = version.moment.number - 1
        return Seen(None, None, since, withheld, unknown or len(versions) > MAX_VERSIONS)

    def _accepted(self, version: Publication, until: int) -> Admission | None:
        """The version as it was accepted at some moment up to `until`; without its package where that is harmful."""
        for moment in self._moments(version, until):
            admission = self._admit(version, moment)
            if admission is not None and (admission.package is not None or _is_withheld(admission, moment)):
                return admission
        return None

    def _moments(self, version: Publication, until: int) -> Iterator[Moment]:
        """When the version came, and when something it leans on changed while it stood; oldest first."""
        yield version.moment
        first = version.moment.number
        years = self.history.years(self.union_id)
        earlier = (one.moment for year, found in years.items() if year < version.year for one in found)
        shared = chain.from_iterable(self.history.shared_between(room, first, until) for room in ("registry", "policy"))
        later = {*shared, *(one for one in earlier if first < one.number <= until)}
        yield from sorted(later)[:MAX_VERSIONS]

    def _admit(self, version: Publication, moment: Moment) -> Admission | None:
        key = version.year, version.moment.number, moment.number
        if key not in self._said:
            self._said[key] = self._asked(version, moment)
        return self._said[key]

    def _asked(self, version: Publication, moment: Moment) -> Admission | None:
        registry, policy = self._tables(moment)
        union = registry.unions.get(self.union_id) if registry else None
        if registry is None or policy is None or union is None or union.district != Folder.of(version.folder).district:
            return None  # main could not show it: nothing could be built, or its folder was nobody's
        raw = self._read(version)
        if raw is None:
            return None
        earlier: dict[int, Package] = {}
        for year in self.history.years(self.union_id):
            before = self.seen(year, moment.number).admission if year < version.year else None
            if before is not None and before.package is not None:
                earlier[year] = before.package
        return admit(raw, registry, policy, earlier, self.as_of, moment.day)

    def _read(self, version: Publication) -> RawPackage | None:
        wanted = version.moment.commit, version.folder
        if self.ahead > 1 and wanted not in self._raw:
            self._raw.clear()
            versions = self.history.of(self.union_id, version.year)
            first = versions.index(version)
            some = [(one.moment.commit, one.folder) for one in versions[first : first + self.ahead] if not one.gone]
            self._raw.update(read_commits(self.checkout, some))
        return self._raw[wanted] if wanted in self._raw else read_commit(self.checkout, *wanted)

    def _tables(self, moment: Moment) -> tuple[Registry | None, Policy | None]:
        """Register and policy as main showed them at `moment`: the last ones that it took, as a build has them held."""
        registry = self._taken(registry_at, "registry", moment.number)
        policy = self._taken(policy_at, "policy", moment.number)
        if registry and moment.day and registry.changes_between(registry.today, moment.day):
            registry = replace(registry, today=moment.day).on_day(moment.day)
        return registry, _with_years(policy, registry.settings.fiscal) if registry and policy else policy

    def _taken(self, at: Callable[[Checkout, Moment, date], T | None], room: str, number: int) -> T | None:
        last = self.history.shared_by(room, number)
        if last is None or (found := at(self.checkout, last, self.as_of)) is not None:
            return found if last else None
        before = last_accepted(at, self.checkout, self.history.shared_between(room, 0, last.number - 1), self.as_of)
        return before[0] if before else None


def _is_withheld(admission: Admission, moment: Moment) -> bool:
    """Whether it was accepted at `moment`, and only a later check of privacy and safety refuses it."""
    refusing = [problem for problem in admission.issues if refuses(problem, moment.day or date.max)]
    return bool(refusing) and all(problem.since > (moment.day or date.max) for problem in refusing)


def _with_years(policy: Policy, fiscal: FiscalYears) -> Policy:
    return policy if policy.fiscal == fiscal else replace(policy, fiscal=fiscal)


@lru_cache(maxsize=100)
def registry_at(checkout: Checkout, moment: Moment, as_of: date) -> Registry | None:
    """The registry that main took at `moment`; None where it had an error. Raises GitError."""
    files = read_shared(checkout, moment.commit, "registry", file_names(REGISTRY_TABLES))
    return registry_of(files, as_of, moment.day)[0]


@lru_cache(maxsize=100)
def policy_at(checkout: Checkout, moment: Moment, as_of: date) -> Policy | None:
    """The policy that main took at `moment`; None where it had an error. Raises GitError."""
    files = read_shared(checkout, moment.commit, "policy", file_names(POLICY_TABLES))
    return policy_of(files, as_of, moment.day)[0]


def last_accepted(
    at: Callable[[Checkout, Moment, date], T | None], checkout: Checkout | None, moments: Sequence[Moment], as_of: date
) -> tuple[T, Moment] | None:
    """The newest that main took, by `registry_at` or `policy_at`, with its moment; None where none is known."""
    for moment in reversed(moments[-MAX_VERSIONS:]) if checkout else ():
        try:
            found = at(checkout, moment, as_of) if checkout else None
        except GitError:
            continue
        if found is not None:
            return found, moment
    return None


def with_former_accounts(policy: Policy, checkout: Checkout | None, history: MainHistory, as_of: date) -> Policy:
    """`policy` with the accounts that its charts no longer have, each as main had it last: a published year may use one."""
    charts = {name: dict(accounts) for name, accounts in policy.charts.items()}
    known = sum(map(len, charts.values()))
    for moment in reversed(history.charts[-MAX_VERSIONS:]):
        try:
            former = policy_at(checkout, moment, as_of) if checkout else None
        except GitError:
            continue
        for name, accounts in former.charts.items() if former else ():
            charts[name] = {**accounts, **charts.get(name, {})}
    return policy if known == sum(map(len, charts.values())) else replace(policy, charts=charts)


def with_former_unions(registry: Registry, checkout: Checkout | None, history: MainHistory, as_of: date) -> Registry:
    """`registry` with the unions that it no longer lists although main showed years of them, each as it was listed last."""
    former: dict[str, TradeUnion] = {}
    districts = dict(registry.districts)
    if checkout is None:
        return registry
    for union_id in sorted(history.publications.keys() - registry.unions.keys()):
        past = Past(checkout=checkout, history=history, union_id=union_id, as_of=as_of)
        try:
            listed = (registry_at(checkout, moment, as_of) for moment in reversed(history.registry[-MAX_VERSIONS:]))
            last = next((one for one in listed if one and union_id in one.unions), None)
        except GitError:
            continue
        if last is not None and any(past.seen(year).version for year in history.years(union_id)):
            row = last.on(union_id, as_of)
            parent = row.parent_id if row.parent_id in registry.unions else registry.root.union_id
            former[union_id] = replace(row, parent_id=parent)
            districts = {row.district: last.districts[row.district], **districts}
    if not former:
        return registry
    written = {**registry.written, **former} if registry.written else {}
    return replace(registry, unions={**registry.unions, **former}, written=written, districts=districts)
