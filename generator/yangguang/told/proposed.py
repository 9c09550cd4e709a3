"""What a branch would do, as values: which files it may not touch, what the door says, what changes for readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from yangguang.core.issues import Issue, Text
    from yangguang.core.sentence import Sentence
    from yangguang.door.model import Admission
    from yangguang.ledger.model import Standing
    from yangguang.records.oversight import Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class Trespass:
    """A path that a submission may not touch, why, and who decides on it."""

    path: str
    why: Text
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure before and after, None where it is not given; `reason` is what the union says of a published one."""

    key: str
    before: Decimal | None
    after: Decimal | None
    reason: Explanation | None = None

    @property
    def difference(self) -> Decimal | None:
        """After less before; unknown where either is."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A clause whose verdict on a union's year is another: how it counts before and after (None: not judged), and why.

    `before` and `after` are words of `rules.judge.model.TALLIES`, `title` is a msgid.
    """

    union_id: str
    year: int
    clause: str
    title: str
    before: str | None
    after: str | None
    reason: Sentence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingChange:
    """A union's year that visitors would see otherwise, or that today's door would say more or less of (`hints`).

    A standing is None where there is nothing of the year.
    """

    union_id: str
    year: int
    before: Standing | None
    after: Standing | None
    hints: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The portal before and after, as far as the branch reaches: of `judged` unions every year was judged twice.

    `silent` says why nothing could be compared.
    """

    judged: tuple[str, ...] = ()
    verdicts: tuple[VerdictChange, ...] = ()
    standings: tuple[StandingChange, ...] = ()
    silent: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a branch would do. `paths` maps each path that differs to A, M, D or T; `prefix` is DATA's in the repository.

    `workflows` are named although they may change: a branch that speaks for no union is nobody's submission.
    """

    unions: tuple[str, ...]
    paths: Mapping[str, str]
    trespasses: tuple[Trespass, ...]
    workflows: tuple[Trespass, ...]
    figures: tuple[FigureChange, ...]
    admissions: tuple[Admission, ...]
    registry: tuple[Issue, ...]
    compared: Compared
    prefix: str = ""

    @property
    def refused(self) -> bool:
        """Whether it must not be merged as it is."""
        is_unsound = any(issue.is_error for issue in self.registry) or any(not one.accepted for one in self.admissions)
        return bool(self.trespasses) or is_unsound

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the door says of registry, policy and packages."""
        return (*self.registry, *(one for admission in self.admissions for one in admission.issues))
