"""What is pickled comes back as it was, whatever is in it."""

import pickle
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from yangguang.core.pickling import dumps


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as ours are, with a value that no caller gives."""

    amount: Decimal
    on: date | None = None
    parts: tuple["Row", ...] = ()
    found: list[str] = field(default_factory=list, init=False)


@dataclass(frozen=True)
class Plain:
    """One without slots."""

    name: str


ROW = Row(amount=Decimal("1.10"), on=date(2026, 1, 2), parts=(Row(amount=Decimal(0)),))


@pytest.mark.parametrize("value", [ROW, Plain("x"), {"a": [ROW, ROW]}, Row, None, (1, "文", b"\0")])
def test_it_comes_back_as_it_was(value):
    assert pickle.loads(dumps(value)) == value


def test_what_is_one_value_stays_one():
    one, other = pickle.loads(dumps([ROW, ROW]))
    assert one is other


def test_all_fields_come_back():
    row = Row(amount=Decimal(1))
    row.found.append("x")
    assert pickle.loads(dumps(row)).found == ["x"]
