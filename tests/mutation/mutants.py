"""The mutants of a module: each differs from it in one decision."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLIPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
SWAPS = {
    "met": "breached", "breached": "met", "no_data": "not_due", "not_due": "no_data",
    "awaiting": "met", "attested": "met", "not_applicable": "met",
    "max": "min", "min": "max", "any": "all", "all": "any",
}  # fmt: skip
MEMBERS = {
    "Status": ("MET", "BREACHED", "NOT_DUE", "NO_DATA", "AWAITING_SUPERIOR", "ATTESTED", "NOT_APPLICABLE"),
    "Weight": ("HARD", "WARNING", "INDICATOR"),
}
DATA = frozenset({"Rule", "Version"})  # tables of texts and dates: no decision is taken in them
NEVER_RUN = frozenset({"annotation", "returns", "decorator_list"})


class Slot(NamedTuple):
    """Where a node hangs in the tree: a field of its parent, or an item of one."""

    parent: ast.AST
    field: str
    index: int | None

    def put(self, node: ast.AST) -> None:
        """Hang `node` here."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


class Key(NamedTuple):
    """What a mutant is, whichever line it stands on today: an explanation finds it by this."""

    module: str
    where: str
    line: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change at line `at`; `mutated` is that line as it would read. It is met by running the statement that begins in
    line `met_at`; a constant (None) is met by running anything of its module.
    """  # fmt: skip

    key: Key
    path: Path
    at: int
    mutated: str
    met_at: int | None
    statement: ast.stmt
    slot: Slot
    node: ast.AST

    def mutate(self) -> ast.stmt:
        """The top-level statement with the change. The tree stays changed, so only a process that ends may ask."""
        self.slot.put(self.node)
        return self.statement


def mutants(module: str, path: Path) -> Iterator[Mutant]:
    """Every mutant of the functions, methods and constants in `path`, from top to bottom."""
    lines = path.read_bytes().splitlines()
    for statement in ast.parse(path.read_bytes()).body:
        for name, part in parts(statement):
            for slot, node, around in _slots(part, part):
                for new in _changes(slot, node):
                    yield _mutant(module, path, lines, name, statement, slot, node, new, around)


def parts(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt]]:
    """What of a top-level statement can be put in place of the original: a function, each method, a constant."""
    match statement:
        case ast.FunctionDef(name=name):
            yield name, statement
        case ast.ClassDef(name=name, body=body):
            yield from ((f"{name}.{one.name}", one) for one in body if isinstance(one, ast.FunctionDef))
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            yield name, statement


def _slots(node: ast.AST, around: ast.stmt) -> Iterator[tuple[Slot, ast.AST, ast.stmt]]:
    """Each node below `node` that decides something when it runs, with the innermost statement around it."""
    for field, value in ast.iter_fields(node):
        if field in NEVER_RUN:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Assert) or _is_data(child):
                continue
            inner = child if isinstance(child, ast.stmt) else around
            yield Slot(node, field, index), child, inner
            yield from _slots(child, inner)


def _is_data(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DATA


def _changes(slot: Slot, node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901 (one case for each form, none nested)
    """What may stand in place of `node`."""
    if slot.field in {"test", "ifs"}:
        if not isinstance(slot.parent, ast.While):  # it would never end
            yield ast.Constant(value=True)
        yield ast.Constant(value=False)
    match node:
        case ast.cmpop() | ast.operator() if type(node) in FLIPS:
            yield FLIPS[type(node)]()
        case ast.BoolOp(op=op, values=values):
            for index in range(len(values)):
                rest = values[:index] + values[index + 1 :]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op=op, values=rest)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            yield from (left, right)
        case ast.BinOp(op=ast.Sub(), left=left):
            yield left
        case ast.Constant(value=bool() as value):
            yield ast.Constant(value=not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value=value + 1)
            if slot.field != "slice":  # the item before the first is the last, often the same one
                yield ast.Constant(value=value - 1)
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant(value=str() as text)]):
            unit = Decimal((0, (1,), Decimal(text).as_tuple().exponent))
            for moved in (Decimal(text) + unit, Decimal(text) - unit):
                yield ast.Call(func=node.func, args=[ast.Constant(value=str(moved))], keywords=[])
        case ast.Call(func=ast.Name(id="broken"), args=[_, _, *shown], keywords=keywords):
            yield ast.Call(func=ast.Name(id="breached", ctx=ast.Load()), args=shown, keywords=keywords)
        case ast.Name(id=name, ctx=ast.Load()) if name in SWAPS:
            yield ast.Name(id=SWAPS[name], ctx=ast.Load())
        case ast.Attribute(value=ast.Name(id=owner), attr=attr) if attr in MEMBERS.get(owner, ()):
            names = MEMBERS[owner]
            other = names[(names.index(attr) + 1) % len(names)]
            yield ast.Attribute(value=node.value, attr=other, ctx=ast.Load())


def _mutant(
    module: str, path: Path, lines: list[bytes], name: str, statement: ast.stmt,
    slot: Slot, node: ast.AST, new: ast.AST, around: ast.stmt,
) -> Mutant:  # fmt: skip
    shown = slot.parent if isinstance(node, ast.operator | ast.cmpop) else node
    before = ast.unparse(shown)
    slot.put(new)
    after = ast.unparse(slot.parent if shown is slot.parent else new)
    slot.put(node)
    first, last = lines[shown.lineno - 1], lines[shown.end_lineno - 1]
    mutated = first[: shown.col_offset] + after.encode() + last[shown.end_col_offset :]
    return Mutant(
        key=Key(module, name, first.decode().strip(), f"{before} -> {after}"),
        path=path, at=shown.lineno, mutated=mutated.decode().strip(),
        met_at=None if isinstance(statement, ast.Assign | ast.AnnAssign) else around.lineno,
        statement=statement, slot=slot, node=new,
    )  # fmt: skip
