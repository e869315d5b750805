"""The strict adapter over durable_rules: sets of tokens in, ids of the rules that fired out.

Only the C extension is used, and only in a way that is known to be safe and exact: facts alone, each an interned
token asserted once; one ruleset per group of rules, with one session in it, used by one thread at a time; every
return code checked; everything asserted retracted again. A ruleset that failed in any way is not used again. Sessions
are never deleted (the extension then frees memory that it never set), so a ruleset at rest is kept for the next time
the same group is fired.

Line references are to durable_rules 2.0.28.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Protocol

from engine.inference.groups import RuleGroup, limit_problems
from engine.inference.rules import InferenceRule, to_conjunctions

STATE_FACT = "sid-0"
"""The id of the fact that the extension adds by itself to the session."""

DONE = 0
"""The return code of an assertion or retraction that was carried out; 1 is «nobody listens», 2 «already known»."""


class DurableError(RuntimeError):
    """The extension, or the use that is made of it, went wrong: a bug, never a mistake in a pack."""


class Extension(Protocol):
    """What is used of `durable_rules_engine`."""

    def create_ruleset(self, name: str, rules: str, /) -> int: ...
    def assert_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...
    def retract_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, state: int, /) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, state: int, /) -> str | None: ...


@cache
def _extension() -> Extension | None:
    """The C extension, or None where it was not built or cannot be loaded."""
    flags = sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else None
    if flags is not None:
        # Since Python 3.13 one symbol is missing; it is needed only by callbacks, which are not used.
        sys.setdlopenflags(os.RTLD_LAZY)
    try:
        import durable_rules_engine
    except ImportError:
        return None
    finally:
        if flags is not None:
            sys.setdlopenflags(flags)
    extension: Extension = durable_rules_engine
    return extension


def available() -> bool:
    """Whether the extension can be used here."""
    return _extension() is not None


def fnv1a_32(text: str) -> int:
    """The hash by which the extension tells facts apart (`json.c`, getStringAndHash): 32-bit FNV-1a."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def refuse_collisions(names: Iterable[str]) -> None:
    """Raises `DurableError` when the extension could not tell two of the names apart."""
    known: dict[int, str] = {}
    for name in names:
        other = known.setdefault(fnv1a_32(name), name)
        if other != name:
            raise DurableError(f"{other} and {name} have one hash")


class DurableGroup:
    """A ruleset of the extension for one group of rules.

    Raises `DurableError` when the extension is not available or the group passes a limit of it.
    """

    def __init__(self, group: RuleGroup) -> None:
        extension = _extension()
        if extension is None:
            raise DurableError("durable_rules is not available")
        if problem := next(limit_problems(group.rules), None):
            raise DurableError(f"rule {problem.rule}: {problem.code.name}")
        self._extension = extension
        forms = [(rule, sorted(c)) for rule in group.rules for c in to_conjunctions(rule.when)]
        self._always = tuple(rule for rule, conjunction in forms if not conjunction)
        conjunctions = [(rule, conjunction) for rule, conjunction in forms if conjunction]
        tokens = sorted({token for _, conjunction in conjunctions for token in conjunction})
        names = {token: f"t{n}" for n, token in enumerate(tokens)}
        refuse_collisions([STATE_FACT, *names.values()])
        self._facts = {token: _json({"id": name, "t": name}) for token, name in names.items()}
        self._inputs = frozenset(group.inputs).intersection(self._facts)
        self._matches = {f"r{n}": (rule, conjunction) for n, (rule, conjunction) in enumerate(conjunctions)}
        ruleset = {
            match: {"all": [{f"c{n}": {"t": names[token]}} for n, token in enumerate(conjunction)]}
            for match, (_, conjunction) in self._matches.items()
        }
        self._handle: int | None = extension.create_ruleset("rules", _json(ruleset))

    def fire(self, tokens: frozenset[str]) -> frozenset[str]:
        """The ids of the rules that fire where `tokens` hold; tokens that are not inputs of the group are left out.

        Raises `DurableError`, or whatever the extension raises; after that the ruleset cannot be used any more.
        """
        handle, self._handle = self._handle, None
        if handle is None:
            raise DurableError("the ruleset failed before, or is being used by another thread")
        held = sorted(tokens & self._inputs)
        fired = _Pass(self._extension, handle, self._facts, self._matches).run(held, self._always)
        self._handle = handle
        return fired


class _Pass:
    """One signature going through a ruleset."""

    def __init__(
        self,
        extension: Extension,
        handle: int,
        facts: dict[str, str],
        matches: dict[str, tuple[InferenceRule, list[str]]],
    ) -> None:
        self._extension = extension
        self._handle = handle
        self._facts = facts
        self._matches = matches
        self._state = 0
        self._asserted: dict[str, None] = {}
        self._fired: dict[str, None] = {}

    def run(self, held: Iterable[str], always: Iterable[InferenceRule]) -> frozenset[str]:
        for token in held:
            self._assert(token)
        for rule in always:
            self._conclude(rule)
        if self._asserted:
            self._match()
            self._retract_all()
        return frozenset([rule.id for rule in always] + [self._matches[match][0].id for match in self._fired])

    def _assert(self, token: str) -> None:
        code, self._state = self._extension.assert_fact(self._handle, self._facts[token])
        _check(code, "assert", token)
        self._asserted[token] = None

    def _retract(self, token: str) -> None:
        code, _ = self._extension.retract_fact(self._handle, self._facts[token])
        _check(code, "retract", token)
        del self._asserted[token]

    def _conclude(self, rule: InferenceRule) -> None:
        """What nobody listens to, or is known already, is not asserted."""
        if rule.concludes in self._facts and rule.concludes not in self._asserted:
            self._assert(rule.concludes)

    def _match(self) -> None:
        """Take matches one by one until none is left: each at most once, so the loop ends."""
        first = self._extension.start_action_for_state(self._handle, self._state)
        message = first[1] if first else None
        while message:
            match = message[2 : message.index('"', 2)]
            if match in self._fired:
                raise DurableError(f"{match} was matched twice")
            self._fired[match] = None
            self._conclude(self._matches[match][0])
            message = self._extension.complete_and_start_action(self._handle, self._state)

    def _retract_all(self) -> None:
        """Leave the session as it was.

        A match that was taken keeps its mark «being dispatched» after it is freed. When a second one of its facts is
        retracted, the extension looks for it past the end of the match (`state.c`, deleteMessageFromFrame): it reads
        foreign memory, may write there, and crashes from five facts on. So one fact of each match is retracted, which
        is safe, and asserted again: that makes the match anew, in the same place, without the mark. Retracting the
        fact once more removes it properly, and the others are safe.
        """
        for token in dict.fromkeys(self._matches[match][1][-1] for match in self._fired):
            self._retract(token)
            self._assert(token)
            self._retract(token)
        for token in tuple(self._asserted):
            self._retract(token)


def _check(code: int, verb: str, token: str) -> None:
    if code != DONE:
        raise DurableError(f"could not {verb} {token}: code {code}")


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


_at_rest: dict[RuleGroup, DurableGroup] = {}


@contextmanager
def ruleset(group: RuleGroup) -> Iterator[DurableGroup]:
    """A ruleset for the group, nobody else's while it is used; thrown away when anything is raised meanwhile."""
    taken = _at_rest.pop(group, None) or DurableGroup(group)
    yield taken
    _at_rest[group] = taken
