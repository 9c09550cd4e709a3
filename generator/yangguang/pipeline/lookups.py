"""Register, policy and history as the passes of one union look at them: each question is noted, and it is known what matters.

What a union gives is made again where some question would be answered otherwise, and left alone where a row changed that
nobody asked for. What asks for a whole table depends on all of it: a use that nobody thought of costs time, never truth.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.pickling import dumps
from yangguang.door.privacy.shown import without_numbers
from yangguang.pipeline.keys import hashed
from yangguang.pipeline.watching import watched_history, watched_policy, watched_registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.pipeline.books import Books
    from yangguang.pipeline.watching import Place
    from yangguang.policy.law import Policy
    from yangguang.records.declare import Record
    from yangguang.records.federation import Registry
    from yangguang.site.vault import Vault

KINDS = ("registry", "policy")


class Question(NamedTuple):
    """What was asked (`verb`) of the `place` in the books, of which of the KINDS; `key` is what was looked for."""

    kind: str
    place: Place
    verb: str
    key: Any = None


class Looked(NamedTuple):
    """What was asked, and the hash of all answers of each kind; `ground` is what all of them were given on.

    Unions ask the register for one another: those `questions`, some dozens, are pickled, since nobody looks at them while
    the ground is the same. Thousands ask the same of the policy: those are a `pack` of the store.
    """

    ground: str
    questions: bytes
    pack: str
    answers: Mapping[str, str]


class Notes:
    """The questions of one union, as they come; of its own row it always matters where it stands, for links to it."""

    def __init__(self, union_id: str) -> None:
        self.questions: dict[Question, None] = {}
        self._note("registry", ("registry", "unions"), "line", union_id)

    def over(self, books: Books) -> Books:
        """`books`, of which every question is noted."""
        history = watched_history(books.repository.history, self._note)
        return replace(
            books,
            registry=watched_registry(books.registry, self._note, "registry"),
            door_registry=watched_registry(books.door_registry, self._note, "door_registry"),
            policy=watched_policy(books.policy, self._note, "policy"),
            door_policy=watched_policy(books.door_policy, self._note, "door_policy"),
            repository=replace(books.repository, history=history),
        )

    def registry(self, registry: Registry) -> Registry:
        """`registry` as pages ask it."""
        return watched_registry(registry, self._note, "registry")

    def policy(self, policy: Policy) -> Policy:
        """`policy` as pages ask it."""
        return watched_policy(policy, self._note, "policy")

    def _note(self, kind: str, place: Place, verb: str, key: object = None) -> None:
        self.questions[Question(kind, place, verb, key)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What `books` answer today; each question is worked out once."""

    books: Books
    vault: Vault
    ground: str
    _known: dict[Question, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _packs: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)  # and their answers

    def looked(self, notes: Notes) -> Looked:
        """All that was noted, with today's answers."""
        asked = sorted(set(map(_discreet, notes.questions)), key=repr)
        registry, policy = (tuple(one for one in asked if one.kind == kind) for kind in KINDS)
        content = pickle.dumps(policy, pickle.HIGHEST_PROTOCOL)
        pack = sha256(content).hexdigest()
        if pack not in self._packs:
            self.vault.keep(content)
            self._packs[pack] = self._said(policy)
        return Looked(self.ground, dumps(registry), pack, self._answers(registry, self._packs[pack]))

    def hold(self, looked: Looked) -> bool:
        """Whether every question is answered as it was."""
        return not self.differing(looked)

    def differing(self, looked: Looked) -> list[str]:
        """The kinds of which some question is answered otherwise than it was; none where nothing at all has changed."""
        if looked.ground == self.ground:
            return []
        if looked.pack not in self._packs:
            content = self.vault.recall(looked.pack)
            if content is None:
                return ["policy"]
            self._packs[looked.pack] = self._said(pickle.loads(content))  # noqa: S301 (our own pickle, held against its hash)
        asked = pickle.loads(looked.questions)  # noqa: S301 (likewise)
        now = self._answers(asked, self._packs[looked.pack])
        return [kind for kind in KINDS if now[kind] != looked.answers[kind]]

    def _answers(self, registry: Iterable[Question], policy: str) -> dict[str, str]:
        return {"registry": self._said(registry), "policy": policy}

    def _said(self, questions: Iterable[Question]) -> str:
        """A hash over questions with their answers."""
        for one in questions:
            if one not in self._known:
                self._known[one] = hashed(tuple(one), self._answer(one))
        return hashed([self._known[one] for one in questions])

    def _answer(self, asked: Question) -> object:
        """The answer, None also where there is no such place any more."""
        thing: Any = self.books
        for step in asked.place:
            if thing is None:
                return None
            if isinstance(step, int):
                thing = thing.of_year(step)
            else:
                thing = thing.get(step) if isinstance(thing, Mapping) else getattr(thing, step)
        return None if thing is None else _ANSWERS[asked.verb](thing, asked.key)


def _discreet(asked: Question) -> Question:
    """A question whose key may be a person's number, written where a name or code should stand, asks for the whole table."""
    is_private = isinstance(asked.key, str) and without_numbers(asked.key) != asked.key
    return asked._replace(verb="all", key=None) if is_private else asked


def _bare(value: Any) -> Any:  # noqa: ANN401 (whatever the books hold)
    """A value without where its rows stand in their file."""
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, [_bare(getattr(value, one.name)) for one in fields(value) if one.compare]
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if isinstance(value, Mapping):
        return [(key, _bare(one)) for key, one in value.items()]
    return value


def _line(rows: Mapping[Any, Record], key: object) -> tuple[int, int] | None:
    row = rows.get(key)
    return (row.row, row.line) if row else None


_ANSWERS: Mapping[str, Callable[[Any, Any], object]] = {
    "all": lambda thing, _: _bare(thing),
    "any": lambda rows, _: bool(rows),
    "call": lambda method, asked: _bare(method(*asked)),
    "has": lambda rows, key: key in rows,
    "keys": lambda rows, _: tuple(rows),
    "line": _line,
    "row": lambda rows, key: (key in rows, _bare(rows.get(key))),
    "row and line": lambda rows, key: rows.get(key),
}
