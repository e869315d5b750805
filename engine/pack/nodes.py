"""Reading values off nodes whose shape has been checked; a wrong shape here is a bug, hence a TypeError."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.diagnostics.core import Span
from engine.pack.source import Mapping, Node, Scalar, Sequence


def as_mapping(node: Node | None) -> Mapping:
    if isinstance(node, Mapping):
        return node
    raise TypeError(f"a mapping is needed, not {node!r}")


def as_scalar(node: Node | None) -> Scalar:
    if isinstance(node, Scalar):
        return node
    raise TypeError(f"a scalar is needed, not {node!r}")


def as_items(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; none when there is no list."""
    if node is None:
        return ()
    if isinstance(node, Sequence):
        return node.items
    raise TypeError(f"a list is needed, not {node!r}")


def child(of: Mapping, key: str) -> Mapping:
    return as_mapping(of.get(key))


def children(of: Mapping, key: str) -> tuple[Mapping, ...]:
    return tuple(as_mapping(item) for item in as_items(of.get(key)))


def text(of: Mapping, key: str) -> str:
    return as_scalar(of.get(key)).text


def text_or_none(of: Mapping, key: str) -> str | None:
    return text(of, key) if of.get(key) is not None else None


def texts(of: Mapping, key: str) -> tuple[str, ...]:
    """The texts of a list, or the one text that stands in its place."""
    node = of.get(key)
    return (node.text,) if isinstance(node, Scalar) else tuple(as_scalar(item).text for item in as_items(node))


def texts_by_key(of: Mapping, key: str) -> dict[str, str]:
    node = of.get(key)
    return {name.text: as_scalar(value).text for name, value in as_mapping(node).entries} if node is not None else {}


def numbers_by_key(of: Mapping, key: str) -> tuple[tuple[str, Decimal], ...]:
    """The numbers of a mapping by their names, in the order written; none when there is no mapping."""
    entries = child(of, key).entries if of.get(key) is not None else ()
    return tuple((name.text, as_number(as_scalar(value))) for name, value in entries)


def whole(of: Mapping, key: str, default: int | None = None) -> int:
    """A whole number; `default` stands for one that is not written."""
    return default if default is not None and of.get(key) is None else int(number(of, key))


def number(of: Mapping, key: str) -> Decimal:
    return as_number(as_scalar(of.get(key)))


def number_or_none(of: Mapping, key: str) -> Decimal | None:
    return number(of, key) if of.get(key) is not None else None


def as_number(scalar: Scalar) -> Decimal:
    if isinstance(scalar.value, int | Decimal) and not isinstance(scalar.value, bool):
        return Decimal(scalar.value)
    raise TypeError(f"a number is needed, not {scalar!r}")


def truth(of: Mapping, key: str, default: bool = False) -> bool:
    node = of.get(key)
    return default if node is None else as_scalar(node).value is True


def day(of: Mapping, key: str) -> date:
    return date.fromisoformat(text(of, key))


def day_or_none(of: Mapping, key: str) -> date | None:
    return day(of, key) if of.get(key) is not None else None


def span_of(of: Mapping, key: str) -> Span:
    """Where the value of `key` is written; the mapping itself when it has no such key."""
    node = of.get(key)
    return of.span if node is None else node.span
