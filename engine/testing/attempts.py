"""Facts as attempts: what is given of each, and how attempts for several things are joined.

What is made of them is only tried: whether the facts really lead there, the engine says when it evaluates them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product

from engine.decimals import PLACES
from engine.intervals import Domain

Spec = tuple[tuple[str, object], ...]
"""The fields of one fact."""

Facts = Mapping[tuple[str, str], tuple[Spec, ...]]
"""What is given of each fact, by its period and key."""

NOTHING: Facts = {}
ADDRESS = "https://example.org/"
MOST = 24
"""Attempts looked at for one goal."""
WIDE = 10**18
ROUND = (Decimal(100), Decimal(50), Decimal(10), Decimal(1), Decimal(0))


def reported(value: object, **more: object) -> tuple[Spec, ...]:
    return ((("value", value), *more.items()),)


def in_state(state: str, **more: object) -> tuple[Spec, ...]:
    return ((("state", state), *more.items()),)


def merged(parts: Iterable[Facts]) -> Facts | None:
    """All the facts; None where two parts want different things of one."""
    found: dict[tuple[str, str], tuple[Spec, ...]] = {}
    for part in parts:
        for key, specs in part.items():
            both = _both(found.setdefault(key, specs), specs)
            if both is None:
                return None
            found[key] = both
    return found


def _both(one: tuple[Spec, ...], other: tuple[Spec, ...]) -> tuple[Spec, ...] | None:
    """One fact with all the fields that two parts want of it."""
    if one == other:
        return one
    if len(one) != 1 or len(other) != 1:
        return None
    first, second = dict(one[0]), dict(other[0])
    agree = all(second[name] == value for name, value in first.items() if name in second)
    told = {"value", "state"} <= first.keys() | second.keys()
    return (tuple({**first, **second}.items()),) if agree and not told else None


def combined(choices: Sequence[Iterable[Facts]]) -> Iterator[Facts]:
    """Every way to take one attempt of each, where they agree."""
    lists = [list(islice(choice, 6)) for choice in choices]
    for chosen in islice(product(*lists), 200):
        facts = merged(chosen)
        if facts is not None:
            yield facts


def fits(domain: Domain, x: Decimal) -> bool:
    whole = not domain.whole_numbers or x == x.to_integral_value()
    low = domain.minimum is None or x >= domain.minimum
    high = domain.maximum is None or x <= domain.maximum
    places = int(x.normalize().as_tuple().exponent) >= -PLACES if x else True
    return whole and low and high and places and abs(x) < WIDE


def inside(domain: Domain, x: Decimal) -> Decimal:
    """The number of a domain that is nearest to `x`."""
    if domain.minimum is not None and x < domain.minimum:
        return domain.minimum
    return domain.maximum if domain.maximum is not None and x > domain.maximum else x


def anew(plain: Facts, made: Facts) -> Facts:
    """The plain facts, with those of the periods that were made anew left out."""
    periods = {period for period, _ in made}
    return {**{key: specs for key, specs in plain.items() if key[0] not in periods}, **made}
