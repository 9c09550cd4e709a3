"""A day of judgement that remembers the nearest days it was compared with, so that it is known how long an answer holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days, both included, on which something stands as it does; what never began or never ends has date.min or max."""

    since: date = date.min
    until: date = date.max

    @property
    def begins(self) -> bool:
        """Whether it was ever otherwise."""
        return self.since > date.min

    @property
    def ends(self) -> bool:
        """Whether it ever will be."""
        return self.until < date.max

    def __contains__(self, day: object) -> bool:
        """Whether what was said holds on `day`."""
        return isinstance(day, date) and self.since <= day <= self.until


ALWAYS = Span()


def narrowest(spans: Iterable[Span]) -> Span:
    """The days on which all of them hold."""
    known = [*spans, Span()]
    return Span(max(one.since for one in known), min(one.until for one in known))


class Watched(date):  # noqa: PLW1641 (the hash is among the methods below)
    """A day of which every use is noted; `span` are the days that would have given the same answer each time.

    A comparison with another day, from either side, parts the days before that one from those after. Its year is the same
    all year. Whatever else is asked of it (its text, a difference, a hash) holds on this very day alone, so that a use
    nobody thought of costs time and never truth: judged on any day of the span, the same questions are asked in the same
    order, and answered alike. `compared` is the span of the comparisons alone.
    """

    compared: Span
    _is_exact: bool
    _above: Watched | None

    def __new__(cls, year: int, month: int, day: int) -> Self:
        """The day, of which nothing was asked yet."""
        self = super().__new__(cls, year, month, day)
        self.compared, self._is_exact, self._above = Span(), False, None
        return self

    @classmethod
    def of(cls, day: date) -> Watched:
        """`day`, watched from now on and apart from all others."""
        day = plain(day)
        return cls(day.year, day.month, day.day)

    @property
    def span(self) -> Span:
        """The days on which everything asked until now would have been answered alike."""
        return Span(plain(self), plain(self)) if self._is_exact else self.compared

    def note(self, span: Span) -> None:
        """What was made of it elsewhere holds on the days of `span`."""
        self.compared = narrowest((self.compared, span))

    def adopt(self, other: Watched) -> None:
        """Whatever was asked of `other`, the same day, and whatever still will be, counts as asked of this one."""
        self.note(other.compared)
        self._is_exact |= other._is_exact
        other._above = self

    @property
    def year(self) -> int:
        """The year, the same until it ends."""
        year = plain(self).year
        self._parted(date(year, 1, 1))
        if year < date.max.year:
            self._parted(date(year + 1, 1, 1))
        return year

    def _parted(self, first: date) -> None:
        """The answer is another one from `first` on than before it."""
        since, until = self.compared
        if date.__le__(first, plain(self)):
            self.compared = Span(max(since, first), until)
        else:
            self.compared = Span(since, min(until, first - _DAY))
        if self._above is not None:
            self._above._parted(first)  # noqa: SLF001 (another one of its kind)

    def __lt__(self, other: date) -> bool:
        self._parted(plain(other))
        return date.__lt__(plain(self), plain(other))

    def __ge__(self, other: date) -> bool:
        return not self < other

    def __gt__(self, other: date) -> bool:
        other = plain(other)
        if other < date.max:
            self._parted(other + _DAY)
        return date.__gt__(plain(self), other)

    def __le__(self, other: date) -> bool:
        return not self > other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self <= other and self >= other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __reduce__(self) -> tuple[Any, ...]:
        return date.fromordinal, (plain(self, noted=True).toordinal(),)

    def __format__(self, form: str) -> str:
        return format(plain(self, noted=True), form)


def plain(day: date, *, noted: bool = False) -> date:
    """The day itself; `noted` where what is made of it holds on this day alone, else whoever asks answers for that."""
    if not isinstance(day, Watched):
        return day
    itself: Watched | None = day
    while noted and itself is not None:
        itself._is_exact, itself = True, itself._above  # noqa: SLF001 (its own module)
    return date.fromordinal(date.toordinal(day))


def _exactly(name: str) -> Callable[..., Any]:
    def asked(self: Watched, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 (as the method of a day)
        answer = getattr(plain(self, noted=True), name)
        return answer(*arguments, **named) if callable(answer) else answer

    return asked


for _name in (
    "__add__", "__radd__", "__sub__", "__rsub__", "__hash__", "__repr__", "__str__", "ctime", "isocalendar", "isoformat",
    "isoweekday", "replace", "strftime", "timetuple", "toordinal", "weekday",
):  # fmt: skip
    setattr(Watched, _name, _exactly(_name))
for _name in ("month", "day"):
    setattr(Watched, _name, property(_exactly(_name)))
