"""A long Parquet table read within the database: what is plainly right goes from file to table in one statement.

Typed columns need no parsing. Whatever is not plainly right is read record by record, by the same rules as any other
table, so that there is one judge of what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.decimals import PLACES, parse_decimal, plain_text
from engine.facts.parquet import SCAN, ParquetFile, within_calendar
from engine.facts.records import Reading
from engine.facts.store import Sent, Store
from engine.facts.values import DIGITS_OF_FACTS, Mistake, broken, date_of, is_blank, text_of
from engine.facts.vocabulary import Vocabulary
from engine.pack.model import FactType
from engine.statuses import FactState

_INTEGER = re.compile(r"U?(?:TINYINT|SMALLINT|INTEGER)|BIGINT")
_DECIMAL = re.compile(r"DECIMAL\([0-9]+,([0-9]+)\)")
_DAY = re.compile(r"DATE|TIMESTAMP(?:_S|_MS|_NS)?")
_WORDS = "[0-9A-Za-zА-Яа-яЁё«№(][!-~А-Яа-яЁё«»№–—]*( [!-~А-Яа-яЁё«»№–—]+)*"
_BLANK_WORDS = "('н/д', 'н.д.', 'н. д.', 'нд', 'нет данных')"
_FORMULA_WORDS = "'(?i)(err|ошибка):.*'"
_CANONICAL = "0|[1-9][0-9]{0,17}"
_DOMAIN = [
    ("kind", "VARCHAR"),
    ("minimum", "DECIMAL(38,9)"),
    ("maximum", "DECIMAL(38,9)"),
    ("whole", "BOOLEAN"),
    ("unit", "VARCHAR"),
]
_LINKS = {"entity": "e", "period": "p", "key": "k", "source": "src"}
_TEXTS = ("provider", "evidence", "row_id")
_DAYS = ("observed_at", "submitted_at", "evidence_date")
_REPORTED, _UNCONFIRMED = int(FactState.REPORTED), int(FactState.UNCONFIRMED)
_NO_VALUE = tuple(int(s) for s in FactState if s not in (FactState.REPORTED, FactState.REJECTED))
_GOOD, _BLANK, _DOUBTFUL = 0, 1, 2

_JUDGED = """
SELECT rn, e, p, k, number, {st} AS st, src, provider, observed_at, submitted_at, correction, evidence, evidence_date,
       row_id,
       CASE WHEN NOT coalesce(e IS NOT NULL AND p IS NOT NULL AND k IS NOT NULL AND src IS NOT NULL AND {sure}, FALSE)
            THEN {doubtful}
            WHEN empty AND {st} IS NULL THEN {blank}
            WHEN empty AND {st} IN {no_value} THEN {good}
            WHEN NOT empty AND {st} IN ({reported}, {unconfirmed}) AND coalesce({fits}, FALSE) THEN {good}
            ELSE {doubtful} END AS verdict
FROM (SELECT said.*, {numbers}, key_code.kind, key_code.minimum, key_code.maximum, key_code.whole, key_code.unit AS own
      FROM (SELECT file_row_number AS rn, {columns} FROM {scan}) AS said {joins})
"""
_FITS = f"""exact AND abs(number) < 1{"0" * DIGITS_OF_FACTS}
  AND ((kind = 'number' AND (minimum IS NULL OR number >= minimum)
  AND (maximum IS NULL OR number <= maximum) AND (NOT whole OR number = trunc(number)))
  OR (kind = 'yes_no' AND number IN (0, 1)))"""
_INSERT = """
INSERT INTO fact
SELECT CAST($base AS BIGINT) + rn, e, p, k, number, NULL, st, src, provider, observed_at, submitted_at, correction,
       evidence, evidence_date, row_id, CAST($file AS SMALLINT), rn + 1, NULL
FROM ({judged}) WHERE verdict = 0
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records became facts, and how many say nothing. A fact of record n, from 1, has the id `base + n - 1`.

    `doubtful` is a condition on `file_row_number` that finds the other records, None when there are none.
    """

    base: int
    facts: int
    blank: int
    doubtful: str | None


@dataclass(slots=True)
class _Query:
    """The parts of the statement: columns read, joins, conditions that a record must meet, and bound values."""

    columns: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    sure: list[str] = field(default_factory=lambda: ["TRUE"])
    bound: dict[str, Sent] = field(default_factory=dict)

    def bind(self, name: str, value: Sent, kind: str) -> None:
        self.bound[name] = value
        self.columns.append(f"CAST(${name} AS {kind}) AS {name}")


def load(store: Store, number: int, file: ParquetFile, reading: Reading, vocabulary: Vocabulary) -> Loaded | None:
    """Put the plainly right records into `fact`. None when the columns are such that no record can be."""
    query = _query(store, file, reading, vocabulary)
    if query is None:
        return None
    judged = _judged(query, reading.mapping.states)
    bound = {"path": file.path, **query.bound}
    base, records = store.next_fid, file.count()
    statement = _INSERT.format(judged=judged)
    ((facts,),) = store.con.execute(statement, {**bound, "base": base, "file": number}).fetchall()
    store.next_fid += records
    if facts == records:
        return Loaded(base, facts, 0, None)
    store.con.execute(
        f"CREATE OR REPLACE TABLE doubtful AS SELECT rn, verdict FROM ({judged}) WHERE verdict > 0", bound
    )
    ((blank,),) = store.con.execute(f"SELECT count(*) FROM doubtful WHERE verdict = {_BLANK}").fetchall()
    return Loaded(base, facts, blank, f"file_row_number IN (SELECT rn FROM doubtful WHERE verdict = {_DOUBTFUL})")


def forget(store: Store) -> None:
    """Drop the tables that `load` needed."""
    for name in ("doubtful", *(f"{link}_code" for link in _LINKS)):
        store.con.execute(f"DROP TABLE IF EXISTS {name}")


def _judged(query: _Query, states: Mapping[str, FactState]) -> str:
    empty_is = states.get("")
    otherwise = f"CASE WHEN empty THEN {int(empty_is) if empty_is else 'NULL'} ELSE {_REPORTED} END"
    meant = [number for text in states if (number := parse_decimal(text)) is not None]
    other = f" AND number NOT IN ({', '.join(plain_text(n) for n in meant)})" if meant else ""
    return _JUDGED.format(
        st=f"coalesce(state, {otherwise})",
        sure=" AND ".join(query.sure),
        fits=_FITS + other,
        numbers=", ".join(query.numbers),
        columns=", ".join(query.columns),
        joins=" ".join(query.joins),
        scan=SCAN,
        good=_GOOD,
        blank=_BLANK,
        doubtful=_DOUBTFUL,
        no_value=_NO_VALUE,
        reported=_REPORTED,
        unconfirmed=_UNCONFIRMED,
    )


def _query(store: Store, file: ParquetFile, reading: Reading, vocabulary: Vocabulary) -> _Query | None:
    query = _Query()
    suitable = [_link(query, name, file, reading) for name in _LINKS]
    suitable += [_text(query, name, file, reading) for name in _TEXTS]
    suitable += [_day(query, name, file, reading) for name in _DAYS]
    suitable += [_value(query, file, reading), _state(query, file, reading), _flag(query, file, reading)]
    suitable += [_unit(query, file, reading)]
    if not all(suitable):
        return None
    known = {"period": vocabulary.periods, "key": vocabulary.keys, "source": vocabulary.sources}
    for name, numbers in known.items():
        _create_codes(store, name, numbers.items(), _is_integer(file, reading, name), vocabulary)
    _create_entity_codes(store, _is_integer(file, reading, "entity"))
    return query


def _is_integer(file: ParquetFile, reading: Reading, name: str) -> bool:
    """Whether ids are compared as integers: a fixed one is a text."""
    index = reading.columns.get(name)
    return index is not None and _INTEGER.fullmatch(file.columns[index][1]) is not None


def _create_codes(
    store: Store, name: str, numbers: Iterable[tuple[str, int]], integers: bool, vocabulary: Vocabulary
) -> None:
    """A table from the ids to their numbers; for a column of integers, from those ids that are integers."""
    kept = [(id_, n) for id_, n in numbers if not integers or re.fullmatch(_CANONICAL, id_)]
    columns = [("id", "BIGINT" if integers else "VARCHAR"), ("n", "INTEGER")]
    rows: list[tuple[Sent, ...]] = [(int(id_) if integers else id_, n) for id_, n in kept]
    if name == "key":
        columns += _DOMAIN
        rows = [(*row, *_domain(vocabulary, n)) for row, (_, n) in zip(rows, kept, strict=True)]
    store.con.execute(f"DROP TABLE IF EXISTS {name}_code")
    store.create(f"{name}_code", columns)
    store.insert(f"{name}_code", columns, rows)


def _create_entity_codes(store: Store, integers: bool) -> None:
    """The same for entities, of which there may be many: out of the table `entity`."""
    chosen = f"CAST(id AS BIGINT) AS id, e AS n FROM entity WHERE regexp_full_match(id, '{_CANONICAL}')"
    store.con.execute(
        f"CREATE OR REPLACE TABLE entity_code AS SELECT {chosen if integers else 'id, e AS n FROM entity'}"
    )


def _domain(vocabulary: Vocabulary, n: int) -> Iterator[Sent]:
    fact = vocabulary.pack.facts[n]
    limited = fact.type is FactType.NUMBER
    yield from (str(fact.type), fact.domain.minimum if limited else None, fact.domain.maximum if limited else None)
    yield from (fact.domain.whole_numbers, fact.unit)


def _link(query: _Query, name: str, file: ParquetFile, reading: Reading) -> bool:
    index = reading.columns.get(name)
    query.numbers.append(f"{name}_code.n AS {_LINKS[name]}")
    query.joins.append(f"LEFT JOIN {name}_code ON {name}_code.id = said.{name}")
    if index is None:
        query.bind(name, reading.mapping.fixed[name].text, "VARCHAR")
        return True
    kind = file.columns[index][1]
    if kind != "VARCHAR" and not _INTEGER.fullmatch(kind):
        return False
    query.columns.append(f"{file.column(index)} AS {name}")
    return True


def _text(query: _Query, name: str, file: ParquetFile, reading: Reading) -> bool:
    index, fixed = reading.columns.get(name), reading.mapping.fixed.get(name)
    if index is None:
        usable = fixed is not None and not is_blank(fixed.text)
        query.bind(name, text_of(fixed.text) if fixed and usable else None, "VARCHAR")
        return fixed is None or broken(fixed.text) is None
    kind = file.columns[index][1]
    query.columns.append(f"CAST({file.column(index)} AS VARCHAR) AS {name}")
    if kind == "VARCHAR":
        query.sure.append(
            f"({name} IS NULL OR (regexp_full_match({name}, '{_WORDS}') AND lower({name}) NOT IN {_BLANK_WORDS}"
            f" AND NOT regexp_full_match({name}, {_FORMULA_WORDS})))"
        )
    return kind == "VARCHAR" or _INTEGER.fullmatch(kind) is not None


def _day(query: _Query, name: str, file: ParquetFile, reading: Reading) -> bool:
    index, fixed = reading.columns.get(name), reading.mapping.fixed.get(name)
    if index is None:
        day: date | Mistake | None = None if fixed is None or is_blank(fixed.text) else date_of(fixed.text)
        query.bind(name, None if isinstance(day, Mistake) else day, "DATE")
        return not isinstance(day, Mistake)
    query.columns.append(f"CAST({file.column(index)} AS DATE) AS {name}")
    query.sure.append(f"({name} IS NULL OR {within_calendar(name)})")
    return _DAY.fullmatch(file.columns[index][1]) is not None


def _value(query: _Query, file: ParquetFile, reading: Reading) -> bool:
    index = reading.columns["value"]
    kind, column = file.columns[index][1], file.column(index)
    decimal = _DECIMAL.fullmatch(kind)
    if _INTEGER.fullmatch(kind) or (decimal and int(decimal[1]) <= PLACES):
        number, exact = f"TRY_CAST({column} AS DECIMAL(38, 9))", "TRUE"
    elif kind in ("DOUBLE", "FLOAT"):
        number = f"TRY_CAST(CAST({column} AS VARCHAR) AS DECIMAL(38, 9))"
        exact = f"CAST({number} AS DOUBLE) = {column}"
    else:
        return False
    query.columns += [f"{column} IS NULL AS empty", f"{number} AS number", f"{exact} AS exact"]
    return True


def _state(query: _Query, file: ParquetFile, reading: Reading) -> bool:
    index = reading.columns.get("state")
    if index is None:
        query.columns.append("CAST(NULL AS TINYINT) AS state")
        return "state" not in reading.mapping.fixed
    known = " ".join(f"WHEN '{s.name.lower()}' THEN {int(s)}" for s in FactState if s is not FactState.REJECTED)
    query.columns.append(f"CASE {file.column(index)} {known} END AS state")
    names = ", ".join(f"'{s.name.lower()}'" for s in FactState if s is not FactState.REJECTED)
    query.columns.append(f"coalesce({file.column(index)} IN ({names}), TRUE) AS state_known")
    query.sure.append("state_known")
    return file.columns[index][1] == "VARCHAR"


def _flag(query: _Query, file: ParquetFile, reading: Reading) -> bool:
    index = reading.columns.get("correction")
    if index is None:
        query.columns.append("FALSE AS correction")
        return "correction" not in reading.mapping.fixed
    query.columns.append(f"coalesce({file.column(index)}, FALSE) AS correction")
    query.sure.append("(NOT correction OR (provider IS NOT NULL AND submitted_at IS NOT NULL))")
    return file.columns[index][1] == "BOOLEAN"


def _unit(query: _Query, file: ParquetFile, reading: Reading) -> bool:
    index = reading.columns.get("unit")
    if index is None:
        return "unit" not in reading.mapping.fixed
    query.columns.append(f"{file.column(index)} AS unit")
    query.sure.append("(unit IS NULL OR unit = own)")
    return file.columns[index][1] == "VARCHAR"
