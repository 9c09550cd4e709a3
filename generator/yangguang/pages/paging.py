"""A long list on several pages: the first at the list's own address, the others numbered below it (`audits/`, `audits/2/`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.views.model import Edition


Line = TypeVar("Line")


class Leaf(NamedTuple, Generic[Line]):
    """The page `number` of the `last` that a list at `home` has, and the lines that stand on it."""

    home: str
    number: int
    last: int
    lines: Sequence[Line]

    @property
    def url(self) -> str:
        """Where it stands."""
        return self.home if self.number == 1 else f"{self.home}{self.number}/"

    def title(self, edition: Edition, title: str) -> str:
        """The `title` of the list, on further pages with their number."""
        if self.number == 1:
            return title
        return edition.language.gettext("{title}，第{n}页").format(title=title, n=self.number)


def leaves(home: str, lines: Sequence[Line], most: int) -> Iterator[Leaf[Line]]:
    """The pages of a list, at most so many lines on each; of an empty one, one."""
    last = max(1, -(-len(lines) // most))
    for number in range(1, last + 1):
        yield Leaf(home, number, last, lines[(number - 1) * most : number * most])
