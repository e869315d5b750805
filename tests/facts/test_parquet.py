"""Parquet: read within the database, and by the same rules as any other table."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.facts import intake as intake_module
from engine.facts import parquet_facts
from engine.facts.checking import Checker
from engine.facts.read import read_fact_set
from engine.statuses import FactState
from tests.facts.kit import LONG, PACK, Reading, parquet, read, write

REJECTED = int(FactState.REJECTED)
MAPPING = (
    "format: mapping/1\n"
    "file: f.parquet\n"
    "layout: long\n"
    "columns: {entity: entity, period: period, key: key, value: value, source: source%s}\n"
    "%s"
)
COLUMNS = ("fid", "entity", "period", "key", "value", "text", "st", "src", "provider", "observed", "line")


def doubtful(reading: Reading) -> bool:
    """Whether any record was read one by one; the tables for it are gone afterwards."""
    left = {name for (name,) in reading.query("SELECT table_name FROM duckdb_tables()")}
    assert left == {"entity", "fact", "rejected"}
    return bool(reading.diagnostics)


def from_rows(*rows: str, columns: str = "entity, period, key, value, source") -> bytes:
    return parquet(f"SELECT * FROM (VALUES {', '.join(rows)}) v({columns})")


def test_typed_records_become_facts(tmp_path: Path) -> None:
    rows = [
        "('m1', 2020, 'teachers', 412.00::DECIMAL(18, 2), 'site', DATE '2020-08-12', 'ОМСУ «А»', 0)",
        "('m2', 2019, 'plan', 1, 'report', NULL, NULL, 1)",
        "('r', 2020, 'share', NULL, 'site', DATE '2020-08-13', NULL, 2)",
    ]
    table = from_rows(*rows, columns="entity, period, key, value, source, observed_at, provider, row_id")
    reading = read(tmp_path, {"f.parquet": table})
    assert not doubtful(reading)
    assert reading.facts(*COLUMNS, "row_id", "cell", "correction") == [
        (0, "m1", "2020", "teachers", Decimal(412), None, 1, 0, "ОМСУ «А»", date(2020, 8, 12), 1, "0", None, False),
        (1, "m2", "2019", "plan", Decimal(1), None, 1, 1, None, None, 2, "1", None, False),
    ]
    assert reading.counts("f.parquet") == (3, 2, 1, 0)


def test_an_empty_value_may_mean_a_state(tmp_path: Path) -> None:
    rows = [
        "('m1', 2020, 'share', 5, 'site')",
        "('m2', 2020, 'share', NULL, 'site')",
        "('r', 2020, 'share', -9, 'site')",
    ]
    mapping = MAPPING % ("", 'states: {"": confirmed_absent, "-9": suppressed}\n')
    reading = read(tmp_path, {"f.parquet": from_rows(*rows), "m.yaml": mapping})
    assert not doubtful(reading)
    assert reading.facts("fid", "value", "st", "line") == [(0, Decimal(5), 1, 1), (1, None, 2, 2), (2, None, 6, 3)]


def test_what_is_not_plainly_right_is_judged_one_by_one(tmp_path: Path) -> None:
    rows = [
        "('m1', 2020, 'teachers', 5, 'site')",
        "('m9', 2020, 'teachers', 5, 'site')",
        "(' m1 ', 2020, 'share', 5, 'site')",
        "('m1', 2020, 'teachers', -5, 'report')",
        "('m1', 2020, 'share', 101, 'report')",
        "('m1', 2020, 'rating', 0.5, 'report')",
        "('m1', 2020, 'plan', 2, 'report')",
        "('m1', 2020, 'comment', 7, 'report')",
        "('m1', 2020, 'teachers', 1.5, 'site')",
    ]
    reading = read(tmp_path, {"f.parquet": from_rows(*rows)})
    assert doubtful(reading)
    assert reading.told == [
        f"f.parquet:{line}:1 {code}" for line, code in ((2, "E530"), (4, "E548"), (5, "E549"), (7, "E542"), (9, "E547"))
    ]
    assert reading.facts("fid", "key", "value", "text", "st", "line") == [
        (0, "teachers", Decimal(5), None, 1, 1),
        (2, "share", Decimal(5), None, 1, 3),
        (3, "teachers", None, None, REJECTED, 4),
        (4, "share", None, None, REJECTED, 5),
        (5, "rating", Decimal("0.5"), None, 1, 6),
        (6, "plan", None, None, REJECTED, 7),
        (7, "comment", Decimal(1), "7", 1, 8),
        (8, "teachers", None, None, REJECTED, 9),
    ]
    assert reading.counts("f.parquet") == (9, 4, 0, 5)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.1::DOUBLE + 0.2::DOUBLE", "0.3"),
        ("0.1::FLOAT", "0.1"),
        ("1e17::DOUBLE", "100000000000000000"),
        ("5e-7::DOUBLE", "0.0000005"),
        ("123456789012345678.123456789::DECIMAL(38, 9)", "123456789012345678.123456789"),
        ("0.500000000000::DECIMAL(20, 12)", "0.5"),
        ("127::TINYINT", "127"),
        ("999999999999999999::UBIGINT", "999999999999999999"),
        ("-10000000000000000::HUGEINT", "-10000000000000000"),
        ("'1 234,5'", "1234.5"),
        ("'н/д'", None),
    ],
)
def test_values_of_every_type(value: str, expected: str | None, tmp_path: Path) -> None:
    reading = read(tmp_path, {"f.parquet": from_rows(f"('m1', 2020, 'rating', {value}, 'site')")})
    assert reading.told == []
    assert [v for (v,) in reading.facts("value")] == ([] if expected is None else [Decimal(expected)])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("'nan'::DOUBLE", "E544"),
        ("'-inf'::DOUBLE", "E544"),
        ("1e30::DOUBLE", "E545"),
        ("1e18::DOUBLE", "E545"),
        ("-1e18::FLOAT", "E545"),
        ("1000000000000000000::BIGINT", "E545"),
        ("18446744073709551615::UBIGINT", "E545"),
        ("10000000000000000000000::HUGEINT", "E545"),
        ("12345678901234567890123456789.5::DECIMAL(38, 9)", "E545"),
        ("'1000000000000000000'", "E545"),
        ("0.5000000000001::DECIMAL(20, 13)", "E545"),
        ("1e-10::DOUBLE", "W505"),
        ("TRUE", "E541"),
        ("DATE '2020-04-02'", "E536"),
        ("TIME '10:30:00'", "E541"),
        ("[1, 2]", "E541"),
        ("{'a': 1}", "E541"),
        ("'x'::BLOB", "E541"),
        ("TIMESTAMPTZ '2020-01-01 00:00:00+00'", "E541"),
    ],
)
def test_values_that_are_no_number(value: str, code: str, tmp_path: Path) -> None:
    reading = read(tmp_path, {"f.parquet": from_rows(f"('m1', 2020, 'rating', {value}, 'site')")})
    assert [d.code.id for d in reading.diagnostics] == [code]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("DATE 'infinity'", "infinity"),
        ("DATE '-infinity'", "-infinity"),
        ("DATE '0044-03-15 (BC)'", "0044-03-15 (BC)"),
        ("DATE '10000-01-01'", "10000-01-01"),
        ("TIMESTAMP 'infinity'", "infinity"),
        ("TIMESTAMP_NS 'infinity'", "infinity"),
        ("TIMESTAMP '12020-01-01 00:00:00'", "12020-01-01 00:00:00"),
        ("TIMESTAMP_S '0044-03-15 (BC) 00:00:00'", "0044-03-15 (BC) 00:00:00"),
    ],
)
def test_days_that_no_calendar_has_are_mistakes_of_their_rows(day: str, shown: str, tmp_path: Path) -> None:
    columns = "entity, period, key, value, source, observed_at"
    rows = [f"('m1', 2020, 'rating', 5, 'site', {day})", "('m2', 2020, 'rating', 5, 'site', DATE '2020-12-31')"]
    reading = read(tmp_path / "long", {"f.parquet": from_rows(*rows, columns=columns)})
    assert reading.told == ["f.parquet:1:1 E543"]
    assert reading.diagnostics[0].params["text"] == shown
    assert reading.facts("entity", "st") == [("m1", REJECTED), ("m2", 1)]
    table = parquet(f"SELECT 'm1' AS entity, '2020' AS period, 'approved' AS key, {day} AS value, 'site' AS source")
    assert [d.code.id for d in read(tmp_path / "value", {"f.parquet": table}).diagnostics] == ["E543"]


def test_columns_of_every_kind(tmp_path: Path) -> None:
    query = """SELECT 'm1' AS entity, '2020' AS period, 'groups' AS key, ['young', 'Прочие'] AS value, 'site' AS source,
      TIMESTAMP '2020-08-12 10:30:00' AS observed_at,
      '13.08.2020' AS submitted_at, TRUE AS correction, 'ОМСУ' AS provider,
      'unconfirmed' AS state, NULL AS unit"""
    reading = read(tmp_path, {"f.parquet": parquet(query)})
    assert reading.told == []
    assert reading.facts("text", "value", "st", "correction") == [("other|young", Decimal(2), 4, True)]
    assert [[str(d) for d in row] for row in reading.facts("observed", "submitted")] == [["2020-08-12", "2020-08-13"]]


def test_fixed_values(tmp_path: Path) -> None:
    mapping = """format: mapping/1
file: f.parquet
layout: long
columns: {entity: Код, value: Знач}
fixed: {period: "2020", key: teachers, source: site, provider: " ОМСУ ", observed_at: 12.08.2020}
"""
    table = parquet("SELECT * FROM (VALUES (1, 5), (2, 6)) v(Код, Знач)")
    register = "id;level;kind;parent;name\n1;region;region;;А\n02;region;region;;Б\n2;region;region;;В\n"
    reading = read(tmp_path, {"f.parquet": table, "m.yaml": mapping, "register.csv": register})
    assert reading.told == []
    assert reading.facts("entity", "value", "provider") == [("1", 5, "ОМСУ"), ("2", 6, "ОМСУ")]
    wrong = mapping.replace("12.08.2020", "вчера").replace("2020", "2018", 1)
    broken = read(tmp_path / "b", {"f.parquet": table, "m.yaml": wrong, "register.csv": register})
    assert broken.told == ["m.yaml:5:17 E532", "m.yaml:5:87 E543"]
    assert broken.counts("f.parquet") == (2, 0, 0, 2)


def test_a_wide_table(tmp_path: Path) -> None:
    mapping = (
        "format: mapping/1\n"
        "file: f.parquet\n"
        "layout: wide\n"
        "columns: {entity: entity}\n"
        'fixed: {period: "2020", source: site}\n'
        "facts: {a: teachers, b: share}\n"
    )
    table = parquet("SELECT * FROM (VALUES ('m1', 5, NULL), ('m2', 6, 45.5)) v(entity, a, b)")
    reading = read(tmp_path, {"f.parquet": table, "m.yaml": mapping})
    assert reading.facts("fid", "entity", "key", "value", "line") == [
        (0, "m1", "teachers", 5, 1),
        (1, "m2", "teachers", 6, 2),
        (2, "m2", "share", Decimal("45.5"), 2),
    ]
    assert reading.counts("f.parquet") == (2, 3, 1, 0)


def test_a_register(tmp_path: Path) -> None:
    query = "SELECT 17 AS id, 'organisation' AS level, 'school' AS kind, 'm1' AS parent, 'Школа' AS name"
    reading = read(tmp_path, {"register.parquet": parquet(query)})
    assert reading.told == []
    assert [(e.id, e.parent, str(e.span)) for e in reading.set.register[4:]] == [("17", "m1", "register.parquet:1:1")]


def test_damaged_files(tmp_path: Path) -> None:
    whole = from_rows(*(f"('m1', 2020, 'teachers', {n}, 'site')" for n in range(2000)))
    for n, data in enumerate((b"", whole[:-3], whole[:100] + bytes(200) + whole[300:])):
        reading = read(tmp_path / str(n), {"f.parquet": data})
        assert reading.told == ["f.parquet:1:1 E511"]
        assert reading.facts("fid") == []


class Invalidated:
    """A connection whose database gives up at a statement, as DuckDB does at some damaged files."""

    def __init__(self, con: duckdb.DuckDBPyConnection, at: str) -> None:
        self.con, self.at, self.dead = con, at, False

    def execute(self, statement: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        if self.at in statement and not self.dead:
            self.dead = True
            raise duckdb.InternalException("INTERNAL Error: information loss")
        if self.dead:
            raise duckdb.FatalException("FATAL Error: database has been invalidated")
        return self.con.execute(statement, parameters)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return self.con.cursor()


def test_a_file_that_puts_the_database_out_of_use_is_told(tmp_path: Path) -> None:
    table = from_rows("('m1', 2020, 'teachers', 5, 'site')")
    folder = write(tmp_path / "set", {"a.csv": LONG + "m9;2020;plan;да;site\n", "f.parquet": table})
    con = cast(duckdb.DuckDBPyConnection, Invalidated(duckdb.connect(), "INSERT INTO fact\nSELECT"))
    found, told = read_fact_set(folder, PACK, con, shown_as="")
    assert found is None
    assert [f"{d.span} {d.code.id}" for d in told] == ["a.csv:2:1 E530", "f.parquet:1:1 E511"]


def test_a_database_out_of_use_for_no_fault_of_a_file_is_a_bug(tmp_path: Path) -> None:
    con = cast(duckdb.DuckDBPyConnection, Invalidated(duckdb.connect(), "SELECT DISTINCT p"))
    with pytest.raises(duckdb.InternalException):
        read_fact_set(write(tmp_path / "set", {}), PACK, con)


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    query = "SELECT 'm1' AS entity, 2020 AS period, 'plan' AS key, 1 AS value, 'site' AS source LIMIT 0"
    assert read(tmp_path, {"f.parquet": parquet(query)}).told == ["f.parquet:1:1 W504"]


def test_many_doubtful_records_are_written_a_part_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_module, "_MANY", 3)
    query = (
        "SELECT 'm1' AS entity, 2020 AS period, 'rating' AS key, i::VARCHAR AS value, 'site' AS source, "
        "i AS row_id FROM range(10) t(i)"
    )
    reading = read(tmp_path, {"f.parquet": parquet(query)}, PACK)
    assert {d.code.id for d in reading.diagnostics} == {"E555"}
    assert reading.facts("fid", "line") == [(n, n + 1) for n in range(10)]


ids = st.sampled_from(["m1", "m2", "2.4", " m1", "м1", "", "02.апр"])
periods = st.sampled_from(["2019", "2020", "2018"])
keys = st.sampled_from(["teachers", "share", "rating", "plan", "comment", "teacher"])
values = st.none() | st.integers(-3, 120) | st.decimals(-2, 2, places=2)
sources = st.sampled_from(["site", "report", "sait"])
days = st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2020, 1, 3))
providers = st.sampled_from([None, "ОМСУ", " ОМСУ  2", "-", "#REF!", "о\u0308", "Н/Д"])
states = st.sampled_from([None, "reported", "not_found", "unconfirmed", "не найдено", "zzz", ""])
units = st.sampled_from([None, "person", "percent", "чел.", "%"])
record = st.tuples(
    ids, periods, keys, values, sources, days, providers, states, units, days, st.none() | st.booleans(), providers
)
SQL_COLUMNS = """entity VARCHAR, period INTEGER, key VARCHAR, value DECIMAL(18, 2), source VARCHAR, observed_at DATE,
  provider VARCHAR, state VARCHAR, unit VARCHAR, submitted_at DATE, correction BOOLEAN, evidence VARCHAR"""
NAMES = re.findall(r"([a-z_]+) [A-Z]", SQL_COLUMNS)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records=st.lists(record, min_size=1, max_size=12),
    chosen=st.sets(st.sampled_from(NAMES[5:])),
    empty=st.sampled_from(["", 'states: {"": not_found, "0": suppressed}\n']),
)
def test_the_fast_way_and_the_slow_way_agree(
    records: list[tuple[object, ...]], chosen: set[str], empty: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    con = duckdb.connect()
    con.execute(f"CREATE TABLE t ({SQL_COLUMNS})")
    con.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(NAMES))})", records)
    folder = tmp_path_factory.mktemp("sets")
    con.execute(f"COPY t TO '{folder}/f.parquet' (FORMAT parquet)")
    mapping = MAPPING % ("".join(f", {name}: {name}" for name in sorted(chosen)), empty)
    files = {"f.parquet": (folder / "f.parquet").read_bytes(), "m.yaml": mapping}
    fast = read(folder / "fast", files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_facts, "_query", lambda *_: None)
        slow = read(folder / "slow", files)
    everything = (*COLUMNS[1:], "submitted", "correction", "evidence")
    reasons = "SELECT line, code, row FROM rejected ORDER BY n"
    assert fast.told == slow.told
    assert fast.facts(*everything) == slow.facts(*everything)
    assert fast.query(reasons) == slow.query(reasons)
    assert fast.set.files == slow.set.files


def test_typed_records_are_never_looked_at_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Checker, "long")
    query = """SELECT i::BIGINT AS entity, 2020::SMALLINT AS period, 'share' AS key, %s AS value, 'site' AS source,
      DATE '2020-08-12' AS observed_at, TIMESTAMP '2020-08-13' AS submitted_at, 'Отдел № 5, «Рост»' AS provider,
      i AS row_id, 'https://example.org/?a=1&b=%%20' AS evidence, 'percent' AS unit, NULL::VARCHAR AS state,
      FALSE AS correction FROM range(1, 101) t(i)"""
    register = "id;level;kind;parent;name\n" + "".join(f"{n};region;region;;{n}\n" for n in range(1, 101))
    for n, value in enumerate(("i", "i::DECIMAL(9, 2)", "i / 8", "i::FLOAT")):
        reading = read(tmp_path / str(n), {"f.parquet": parquet(query % value), "register.csv": register})
        assert reading.told == []
        assert reading.counts("f.parquet") == (100, 100, 0, 0)
        assert reading.facts("entity", "value", "evidence")[7][0] == "8"
