"""Facts as attempts: what is given of each, and how attempts for several things are joined.

What is made of them is only tried: whether the facts really lead there, the engine says when it evaluates them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import islice

from engine.decimals import PLACES
from engine.intervals import Domain
from engine.pack.model import FactKey, FactType, Period

Spec = tuple[tuple[str, object], ...]
"""The fields of one fact."""

Facts = Mapping[tuple[str, str], tuple[Spec, ...]]
"""What is given of each fact, by its period and key."""

NOTHING: Facts = {}
ADDRESS = "https://example.org/"
MOST = 24
"""Attempts looked at for one goal."""
WIDE = 10**18
_OF_EACH = 8
"""Attempts of each that are joined with those of others."""
_JOINED = 2_000
"""Ways to join them that are looked at."""
ROUND = (Decimal(100), Decimal(50), Decimal(10), Decimal(1), Decimal(0))


class Open(Enum):
    """A value that is not chosen yet: any will do, or any that counts as present."""

    ANY = "any"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Members:
    """A set that has some members and lacks others; the rest is not chosen yet."""

    having: frozenset[str]
    lacking: frozenset[str]

    def allows(self, members: tuple[str, ...]) -> bool:
        return self.having <= set(members) and not self.lacking & set(members)

    def joined(self, other: Members) -> Members | None:
        both = Members(self.having | other.having, self.lacking | other.lacking)
        return None if both.having & both.lacking else both


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
    if {"value", "state"} <= first.keys() | second.keys():
        return None
    for name, value in second.items():
        first[name] = _agreed(first.get(name, value), value)
    return None if None in first.values() else (tuple(first.items()),)


def _agreed(one: object, other: object) -> object | None:
    """A value, or a choice of values, that both allow; None where there is none."""
    if one == other or other is Open.ANY:
        return one
    match one, other:
        case Open.ANY, _:
            return other
        case (Open.SOME, Members()) | (Members(), Open.SOME):
            return other if one is Open.SOME else one
        case Members(), Members():
            return one.joined(other)
        case (Members(), tuple()) | (tuple(), Members()):
            wish, value = (one, other) if isinstance(one, Members) else (other, one)
            assert isinstance(wish, Members)
            assert isinstance(value, tuple)
            return value if wish.allows(value) else None
        case (Open.SOME, value) | (value, Open.SOME) if _is_present(value):
            return value
        case _:
            return None


def _is_present(value: object) -> bool:
    return value > 0 if isinstance(value, Decimal) else bool(value)


def combined(choices: Sequence[Iterable[Facts]]) -> Iterator[Facts]:
    """Ways to take one attempt of each, where they agree."""
    lists = [list(islice(choice, _OF_EACH)) for choice in choices]
    yield from (facts for facts in islice(_joined(lists, NOTHING), _JOINED) if facts is not None)


def _joined(lists: Sequence[Sequence[Facts]], before: Facts) -> Iterator[Facts | None]:
    """None for every way that ends because two do not agree: such ways must end some day, too."""
    if not lists:
        yield before
        return
    for facts in lists[0]:
        both = merged((before, facts))
        if both is None:
            yield None
        else:
            yield from _joined(lists[1:], both)


def distinct(attempts: Iterable[Facts]) -> Iterator[Facts]:
    """Each once."""
    seen: list[Facts] = []
    for facts in attempts:
        if facts not in seen:
            seen.append(facts)
            yield facts


def completed(facts: Facts, keys: Mapping[str, FactKey], periods: Mapping[str, Period]) -> Facts:
    """With a value chosen wherever one is open."""
    return {
        (period, key): tuple(tuple(_chosen(dict(spec), keys[key], periods[period]).items()) for spec in specs)
        for (period, key), specs in facts.items()
    }


def _chosen(spec: dict[str, object], fact: FactKey, period: Period) -> dict[str, object]:
    match spec.get("value"):
        case Open():
            return {**spec, "value": plain_value(fact, period)}
        case Members(having, lacking):
            free = [member for member, _ in fact.vocabulary if member not in lacking]
            chosen = tuple(member for member in free if member in having) or tuple(free[:1])
            if chosen:
                return {**spec, "value": chosen}
            return {"state": "confirmed_absent", **{name: x for name, x in spec.items() if name != "value"}}
        case _:
            return spec


def plain_value(fact: FactKey, period: Period) -> object:
    """A value that counts as present."""
    match fact.type:
        case FactType.NUMBER:
            return inside(fact.domain, Decimal(1))
        case FactType.YES_NO:
            return True
        case FactType.SET:
            return (fact.vocabulary[0][0],)
        case FactType.DATE:
            return period.start.isoformat()
        case FactType.TEXT:
            return "есть"


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
