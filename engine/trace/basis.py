"""Entries with the rule they come from, its place and its legal basis."""

from __future__ import annotations

from collections.abc import Mapping

from engine.diagnostics.core import Span
from engine.pack.model import Basis, Header, Pack
from engine.trace.entries import Entry, Parameter


def entry(
    pack: Pack,
    kind: str,
    value: str | None,
    dependencies: tuple[str, ...],
    parameters: Mapping[str, Parameter],
    header: Header,
    span: Span | None = None,
) -> Entry:
    """`span`: where the rule stands, if it is only a part of its item."""
    return Entry(
        kind, value, dependencies, parameters, header.rule, str(span or header.span), basis(pack, header.basis)
    )


def basis(pack: Pack, basis: Basis | None) -> str | None:
    """The legal basis in words: act, its date and number, the clause."""
    if basis is None:
        return None
    act = next((a for a in pack.acts if a.id == basis.act), None)
    requisites = [act.title, act.date and f"от {act.date}", act.number and f"№ {act.number}"] if act else [basis.act]
    return ", ".join(p for p in (" ".join(r for r in requisites if r), basis.clause, basis.edition) if p)
