"""A register in Parquet read within the database: one in which every row is plainly right.

Anything else about it, a name in an unusual spelling or a parent that is nowhere to be found, leaves the register to
the reader that goes row by row and can say what is wrong, so that there is one judge of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from engine.diagnostics.core import Span
from engine.facts.entities import Entity
from engine.facts.forms import needs_forms
from engine.facts.opening import Opened
from engine.facts.parquet import SCAN, ParquetFile
from engine.facts.records import Reading
from engine.facts.register import PLAIN_FIELDS
from engine.facts.store import Store
from engine.pack.model import Forms, Pack

_PLAIN = r"[A-Za-z][\w.-]*(?: [\w.-]+)*|[0-9]+"
"""As `engine.facts.register.PLAIN`, for the database."""

_LONGEST = 100

_READ = """
CREATE OR REPLACE TEMP TABLE plain_entity AS
SELECT file_row_number AS e, {columns} FROM {scan}
"""
_PLAINLY_RIGHT = """
SELECT COUNT(*) > 0 AND COUNT(*) = COUNT(DISTINCT n.id) AND COUNT(*) = COUNT(k.kind)
   AND BOOL_AND(n.parent IS NULL OR COALESCE(a.ord < k.ord, FALSE)) AND {texts}
FROM plain_entity n
LEFT JOIN plain_kind k ON k.kind = n.kind AND k.level = n.level
LEFT JOIN plain_entity p ON p.id = n.parent
LEFT JOIN plain_kind a ON a.kind = p.kind
"""
_KEEP = """
INSERT INTO entity
SELECT n.e, n.id, k.level_n, k.kind_n, p.e
FROM plain_entity n JOIN plain_kind k ON k.kind = n.kind LEFT JOIN plain_entity p ON p.id = n.parent
ORDER BY n.e
"""


class PlainEntities(Sequence[Entity]):
    """Entities made when they are looked at: of large registers few ever are."""

    def __init__(self, file: str, rows: list[tuple[str, str, str, str | None, str | None]]) -> None:
        self.file = file
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Entity: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entity]: ...
    def __getitem__(self, index: int | slice) -> Entity | Sequence[Entity]:
        if isinstance(index, slice):
            return PlainEntities(self.file, self.rows[index])
        id_, level, kind, parent, name = self.rows[index]
        place = index % len(self.rows) + 1
        return Entity(id_, level, kind, parent, Forms(name or id_), None, (), None, Span(self.file, place, 1, place, 2))

    def ids(self) -> Iterator[str]:
        return (row[0] for row in self.rows)


def plain_register(store: Store, opened: Opened, pack: Pack) -> PlainEntities | None:
    """The entities of a table, already in `entity`; None when not every row is plainly right."""
    file, reading = opened.parquet, opened.reading
    if file is None or not _is_plain(file, reading) or needs_forms(pack):
        return None
    columns = ", ".join(_column(file, reading, name) for name in PLAIN_FIELDS)
    store.con.execute(_READ.format(columns=columns, scan=SCAN), {"path": file.path})
    kinds, levels = {k.id: n for n, k in enumerate(pack.kinds)}, {level.id: n for n, level in enumerate(pack.levels)}
    order = {level.id: level.order for level in pack.levels}
    types = (("kind", "VARCHAR"), ("level", "VARCHAR"), ("kind_n", "SMALLINT"), ("level_n", "SMALLINT"))
    rows = [(k.id, k.level, kinds[k.id], levels[k.level], order[k.level]) for k in pack.kinds]
    store.con.execute("DROP TABLE IF EXISTS plain_kind")
    store.create("plain_kind", (*types, ("ord", "SMALLINT")))
    store.insert("plain_kind", (*types, ("ord", "SMALLINT")), rows)
    try:
        if not store.con.execute(_PLAINLY_RIGHT.format(texts=_texts())).fetchall()[0][0]:
            return None
        store.con.execute(_KEEP)
        found = store.con.execute(f"SELECT {', '.join(PLAIN_FIELDS)} FROM plain_entity ORDER BY e").fetchall()
        return PlainEntities(file.name, found)
    finally:
        store.con.execute("DROP TABLE plain_entity")
        store.con.execute("DROP TABLE plain_kind")


def _is_plain(file: ParquetFile, reading: Reading) -> bool:
    fields = reading.fields
    texts = all(file.columns[index][1] == "VARCHAR" for index in reading.columns.values())
    return texts and fields.issubset(PLAIN_FIELDS) and not reading.mapping.fixed


def _column(file: ParquetFile, reading: Reading, name: str) -> str:
    index = reading.columns.get(name)
    return f"CAST(NULL AS VARCHAR) AS {name}" if index is None else f"{file.column(index)} AS {name}"


def _texts() -> str:
    plain = (
        f"BOOL_AND({text} IS NULL OR (LENGTH({text}) <= {_LONGEST} AND regexp_full_match({text}, '{_PLAIN}')))"
        for text in ("n.id", "n.parent", "n.name")
    )
    return " AND ".join(("COUNT(n.id) = COUNT(*)", *plain))
