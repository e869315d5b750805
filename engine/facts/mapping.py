"""Mappings: how a table whose headers are not the standard ones is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.diagnostics import fact_files as codes
from engine.diagnostics import facts as fact_codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.facts.headers import REQUIRED_OF_FACTS, REQUIRED_OF_REGISTER, REQUIRED_OF_WIDE_FACTS
from engine.facts.values import folded
from engine.pack import source
from engine.pack.nodes import as_mapping, as_number, as_scalar, text, text_or_none
from engine.statuses import FactState


class Layout(StrEnum):
    LONG = "long"
    WIDE = "wide"
    REGISTER = "register"


REQUIRED = {
    Layout.LONG: REQUIRED_OF_FACTS,
    Layout.WIDE: REQUIRED_OF_WIDE_FACTS,
    Layout.REGISTER: REQUIRED_OF_REGISTER,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A text of the mapping and where it is written."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class TableMapping:
    """`columns` and `fixed` by field; `facts` are pairs of a header and the key of its fact; `states` by folded text.

    A table with standard headers is read by a mapping without `columns`.
    """

    span: Span
    file: Named
    layout: Layout
    sheet: Named | None = None
    header_row: int | None = None
    columns: Mapping[str, Named] = field(default_factory=dict)
    facts: tuple[tuple[Named, Named], ...] = ()
    fixed: Mapping[str, Named] = field(default_factory=dict)
    states: Mapping[str, FactState] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def headers(self) -> frozenset[str]:
        """The headers it names, folded."""
        return frozenset(folded(n.text) for n in (*self.columns.values(), *(header for header, _ in self.facts)))


def build_mapping(node: source.Node) -> TableMapping:
    """The mapping that a node of the right shape writes."""
    of = as_mapping(node)
    file = _named(of, "file")
    header_row = of.get("header_row")
    return TableMapping(
        span=file.span,
        file=file,
        layout=Layout(text(of, "layout")),
        sheet=_named(of, "sheet") if of.get("sheet") is not None else None,
        header_row=int(as_number(as_scalar(header_row))) if header_row is not None else None,
        columns={name.text: value for name, value in _entries(of, "columns")},
        facts=tuple(_entries(of, "facts")),
        fixed={name.text: value for name, value in _entries(of, "fixed")},
        states={folded(name.text): FactState[value.text.upper()] for name, value in _entries(of, "states")},
        encoding=text_or_none(of, "encoding"),
        delimiter=text_or_none(of, "delimiter"),
    )


def _named(of: source.Mapping, key: str) -> Named:
    scalar = as_scalar(of.get(key))
    return Named(scalar.text, scalar.span)


def _entries(of: source.Mapping, key: str) -> Iterator[tuple[Named, Named]]:
    node = of.get(key)
    for name, value in as_mapping(node).entries if node is not None else ():
        yield Named(name.text, name.span), Named(as_scalar(value).text, value.span)


def check_mapping(mapping: TableMapping, keys: frozenset[str]) -> Iterator[Diagnostic]:
    """What the schema cannot say: each field comes from one place, the needed ones from some; keys are known."""
    for name, value in mapping.fixed.items():
        if name in mapping.columns:
            yield Diagnostic(codes.FIELD_GIVEN_TWICE, value.span, {"field": name}, (mapping.columns[name].span,))
    for name in REQUIRED[mapping.layout]:
        if name not in mapping.columns and name not in mapping.fixed:
            yield Diagnostic(codes.FIELD_WITHOUT_COLUMN, mapping.span, {"field": name})
    for _, key in mapping.facts:
        if key.text not in keys:
            yield Diagnostic(fact_codes.UNKNOWN_KEY, key.span, {"id": key.text, **near(key.text, keys)})
