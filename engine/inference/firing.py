"""Fire the rules once per distinct signature and join what fired back to the entities.

A signature is the set of tokens of one independent group of rules that hold for one entity and period. Tokens and
signatures are made in SQL; only distinct signatures come to Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.backend.duckdb import Database
from engine.inference.conditions import Origin, RuleSet, Token
from engine.inference.groups import RuleGroup, independent_groups
from engine.inference.infer import Method, default_method, fire_all
from engine.plan.program import Program
from engine.plan.tables import Table


@dataclass(frozen=True, slots=True)
class Fired:
    """One rule that fired for one entity and period, and the tokens that held then in its group."""

    entity: int
    period: int
    origin: Origin
    rule: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One independent group of rules, for the periods and the level where it is in force."""

    periods: tuple[int, ...]
    rules: RuleSet
    group: RuleGroup
    tokens: tuple[Token, ...]


def fire(db: Database, program: Program, sets: Mapping[tuple[int, str], RuleSet], method: Method | None) -> list[Fired]:
    """Everything that fired, in the order of periods, entities and rules of the pack."""
    parts = tuple(_parts(sets))
    tokens = sorted(
        {(n, t) for n, part in enumerate(parts) for t in part.tokens}, key=lambda pair: (pair[0], pair[1].name)
    )
    numbers = {pair: n for n, pair in enumerate(tokens)}
    _load(db, program, parts, numbers)
    names = [t.name for _, t in tokens]
    fired = list(_fired(db, parts, names, method or default_method()))
    order = {id(s): {r.id: n for n, r in enumerate(s.rules)} for s in sets.values()}
    rank = {(p, r.id): order[id(s)][r.id] for (p, _), s in sets.items() for r in s.rules}
    return sorted(fired, key=lambda f: (f.period, f.entity, rank[f.period, f.rule]))


def _parts(sets: Mapping[tuple[int, str], RuleSet]) -> Iterator[_Part]:
    periods: dict[int, list[int]] = {}
    distinct: dict[int, RuleSet] = {}
    for (period, _), rules in sets.items():
        periods.setdefault(id(rules), []).append(period)
        distinct[id(rules)] = rules
    for key, rules in distinct.items():
        for group in independent_groups(rules.rules):
            tokens = tuple(rules.tokens[name] for name in group.inputs if name in rules.tokens)
            yield _Part(tuple(periods[key]), rules, group, tokens)


def _load(db: Database, program: Program, parts: tuple[_Part, ...], numbers: Mapping[tuple[int, Token], int]) -> None:
    items = {item: n for n, item in enumerate(program.items)}
    outcomes = {o: n for n, o in enumerate(program.outcomes)}
    levels = {level.id: n for n, level in enumerate(program.pack.levels)}
    states = tuple(
        (part, number, items[token.item], reason, outcomes[outcome] if outcome else -1)
        for (part, token), number in numbers.items()
        for reason, outcome in sorted(token.states, key=str)
    )
    scope = tuple((n, p, levels[part.rules.level]) for n, part in enumerate(parts) for p in part.periods)
    columns = (
        ("part", "INTEGER"),
        ("token", "INTEGER"),
        ("item", "SMALLINT"),
        ("reason", "TINYINT"),
        ("outcome", "SMALLINT"),
    )
    db.create(Table("token_state", columns, states))
    db.create(Table("scope", (("part", "INTEGER"), ("p", "SMALLINT"), ("level", "SMALLINT")), scope))
    db.run(SIGNATURE)
    db.run(DISTINCT)


SIGNATURE = """
CREATE TEMP TABLE signature AS
SELECT f.e, f.p, t.part, LIST_SORT(LIST(DISTINCT t.token)) AS tokens
FROM finding f
JOIN token_state t ON t.item = f.item AND t.reason = f.reason AND t.outcome = COALESCE(f.outcome, -1)
JOIN entity n ON n.e = f.e
JOIN scope s ON s.part = t.part AND s.p = f.p AND s.level = n.level
WHERE f.reported
GROUP BY f.e, f.p, t.part
"""

DISTINCT = """
CREATE TEMP TABLE distinct_signature AS
SELECT ROW_NUMBER() OVER (ORDER BY part, tokens) AS sig, part, tokens
FROM (SELECT DISTINCT part, tokens FROM signature) AS d
"""


def _fired(db: Database, parts: tuple[_Part, ...], names: list[str], method: Method) -> Iterator[Fired]:
    held: dict[int, tuple[_Part, tuple[str, ...]]] = {}
    by_part: dict[int, dict[int, frozenset[str]]] = {}
    for sig, part, tokens in db.rows("SELECT sig, part, tokens FROM distinct_signature ORDER BY sig"):
        texts = tuple(names[t] for t in tokens)
        held[sig] = parts[part], texts
        by_part.setdefault(part, {})[sig] = frozenset(texts)
    rows: list[tuple[int, int]] = []
    rules: list[tuple[int, str]] = []
    for part, signatures in by_part.items():
        results = fire_all(parts[part].group, signatures.values(), method=method)
        for sig, texts_held in signatures.items():
            for rule in sorted(results[texts_held]):
                rows.append((sig, len(rules)))
                rules.append((sig, rule))
    db.create(Table("fired", (("sig", "BIGINT"), ("n", "INTEGER")), tuple(rows)))
    query = """
    SELECT s.e, s.p, r.n FROM fired r JOIN distinct_signature d ON d.sig = r.sig
    JOIN signature s ON s.part = d.part AND s.tokens = d.tokens ORDER BY s.p, s.e, r.n"""
    for e, p, n in db.rows(query):
        sig, rule = rules[n]
        part_of, texts = held[sig]
        yield Fired(e, p, part_of.rules.origins[rule], rule, texts)
