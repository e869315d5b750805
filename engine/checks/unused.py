"""What a pack defines and nothing in it uses.

A mention by any version of anything is a use, also by one that is retired: the name has to stay in the pack for it.
Where the use may be there and cannot be seen, since a name is misspelt or a text is broken, nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from engine.checks.grounds import unlisted
from engine.checks.mentions import Target, mentions
from engine.diagnostics import upkeep as codes
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.pack.model import ItemStatus, Pack, Versioned
from engine.pack.template import parse_template


class _Defined(NamedTuple):
    """A name and where it is written; what is retired is only kept on record."""

    name: str
    place: Span
    retired: bool = False


def _versions(pack: Pack, items: tuple[Versioned, ...]) -> Iterator[_Defined]:
    for header in (item.header for item in items):
        yield _Defined(header.id, pack.places.value(header.span, "id"), header.status is ItemStatus.RETIRED)


def _titles(pack: Pack, section: str, names: Mapping[str, str]) -> Iterator[_Defined]:
    written = pack.places.value(pack.passport.span, section)
    return (_Defined(name, pack.places.key(written, name)) for name in names)


def _facts(pack: Pack) -> Iterator[_Defined]:
    return (_Defined(fact.key, pack.places.value(fact.span, "key")) for fact in pack.facts)


def _groups(pack: Pack) -> Iterator[_Defined]:
    return (_Defined(group.id, pack.places.value(group.span, "id")) for group in pack.groups)


def _addressees(pack: Pack) -> Iterator[_Defined]:
    return (_Defined(addressee.id, pack.places.value(addressee.span, "id")) for addressee in pack.addressees)


_KINDS: Mapping[Target, tuple[Code, Callable[[Pack], Iterator[_Defined]]]] = {
    Target.FACT: (codes.UNUSED_FACT, _facts),
    Target.CONSTANT: (codes.UNUSED_CONSTANT, lambda pack: _versions(pack, pack.constants)),
    Target.UNIT: (codes.UNUSED_UNIT, lambda pack: _titles(pack, "units", pack.passport.units)),
    Target.OUTCOME: (codes.UNUSED_OUTCOME, lambda pack: _titles(pack, "outcomes", pack.passport.outcomes)),
    Target.SOURCE: (codes.UNUSED_SOURCE, lambda pack: _versions(pack, pack.sources)),
    Target.GROUP: (codes.UNUSED_GROUP, _groups),
    Target.ADDRESSEE: (codes.UNUSED_ADDRESSEE, _addressees),
}


def unused(pack: Pack) -> Iterator[Diagnostic]:
    """Each name that nothing uses, where it is first defined."""
    used = _used(pack)
    for target, (code, definitions) in _KINDS.items():
        defined = tuple(definitions(pack))
        if used[target] - {each.name for each in defined} or _may_be_hidden(pack, target):
            continue
        first = {each.name: each.place for each in reversed(defined) if not each.retired}
        for name, place in first.items():
            if name not in used[target]:
                yield Diagnostic(code, place, {"name": name})


def _used(pack: Pack) -> Mapping[Target, set[str]]:
    used: dict[Target, set[str]] = {target: set() for target in Target}
    for mention in mentions(pack):
        # The order of all sources of the pack, the one place where no item names them, uses none of them.
        if mention.target is not Target.SOURCE or mention.by is not None:
            used[mention.target].add(mention.name)
    return used


def _may_be_hidden(pack: Pack, target: Target) -> bool:
    """Whether there may be a use that no mention shows."""
    match target:
        case Target.SOURCE:
            return any(unlisted(pack))
        case Target.CONSTANT:
            texts = (*(r.text for r in pack.recommendations), *(r.text for r in pack.requests))
            return any(parse_template(text)[1] for text in texts)
        case _:
            return False
