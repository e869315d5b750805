"""The tables of the methodology's own document, cell for cell: levels and entities, indicators with their targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.diagnostics.core import Text
from engine.pack.model import Indicator, ItemStatus, Role
from engine.report.docs import words
from engine.report.docs.blocks import (
    Block,
    Bullets,
    Cell,
    Grid,
    Heading,
    Item,
    Para,
    Run,
    capital,
    cell,
    link,
    plain,
    put,
)
from engine.report.docs.names import Names, anchor, versions_of

ENTITIES = "entity-table"
INDICATORS = "indicator-table"

_RESTORED = Text(
    "Cells marked “restored” are empty in the document; how they were read is told in the passports.",
    "Ячейки с пометкой «восстановлено» в документе пусты; как они прочитаны, сказано в паспортах.",
)
_DERIVED = Text(
    "Besides these, indicators are derived from them that the table of the document does not have:",
    "Кроме того, из них выводятся расчётные показатели, которых в таблице документа нет:",
)
_NOT_SET = Text("Target of indicator {x}: {note}", "Целевое значение показателя {x}: {note}")
_EMPTY = Text("not set", "не установлено")


def entity_table(names: Names) -> Iterator[Block]:
    """Levels × entities; one row for each level, as in the document, and one line for each of its entries."""
    rows = names.pack.entity_table
    if not rows:
        return
    lang = names.lang
    yield Heading(3, plain(words.section("entity_table", lang)), ENTITIES, _title("entity_table", names))
    made = []
    for level in sorted(names.pack.levels, key=lambda level: level.order):
        entries = tuple(Item(plain(row.text)) for row in rows if row.level == level.id)
        if entries:
            made.append((cell(level.title), Cell(entries)))
    yield Grid((words.column("level", lang), words.column("entities", lang)), tuple(made), head=True)


def _title(section: str, names: Names) -> str:
    return words.section(section, names.lang)


def indicator_table(names: Names) -> Iterator[Block]:
    yield Heading(3, plain(_title("indicator_table", names)), INDICATORS, _title("indicator_table", names))
    present = [versions[0] for versions in versions_of(names.pack.indicators).values()]
    present = [i for i in present if i.header.status is not ItemStatus.RETIRED]
    own = [i for i in present if i.role is not Role.DERIVED]
    if own:
        paired = any(i.role is Role.SUPPORTING for i in own)
        yield _paired(own, names) if paired else _plain(own, names)
        yield from _remarks(own, names)
    derived = [i for i in present if i.role is Role.DERIVED]
    if derived:
        if own:
            yield Para(put(_DERIVED, names.lang))
        yield Bullets(tuple(Item(link(f"{i.header.id} {i.title}", anchor("indicator", i.header.id))) for i in derived))


def _remarks(own: Sequence[Indicator], names: Names) -> Iterator[Block]:
    for indicator in own:
        target = indicator.target
        if target is not None and target.text is None and target.note:
            yield Para(put(_NOT_SET, names.lang, x=names.indicator(indicator.header.id), note=target.note))
    if any(reading.restored for indicator in own for reading in indicator.readings):
        yield Para(put(_RESTORED, names.lang))


def _paired(own: Sequence[Indicator], names: Names) -> Grid:
    """Indicative indicators, each with those that support it; one with a target of its own has a row of its own."""
    rows: list[tuple[Cell, ...]] = []
    for parent in (i for i in own if i.parent is None or i.role is Role.INDICATIVE):
        children = [i for i in own if i.parent == parent.header.id and i.role is Role.SUPPORTING]
        has_row = not children or (parent.target is not None and parent.target.text is not None)
        span = len(children) + has_row
        number = replace(cell(_linked(parent, parent.header.id)), span=span)
        title = replace(cell(parent.title), span=span)
        head = (number, title)
        covered = (replace(number, covered=True), replace(title, covered=True))
        if has_row:
            rows.append((*head, cell(), _target(parent, names), _sources(parent, names)))
            head = covered
        for child in children:
            own_title = cell((*_linked(child, child.header.id), Run(f" {child.title}")))
            rows.append((*head, own_title, _target(child, names), _sources(child, names)))
            head = covered
    columns = ("number", "indicative", "supporting", "targets", "source")
    return Grid(tuple(words.column(c, names.lang) for c in columns), tuple(rows))


def _plain(own: Sequence[Indicator], names: Names) -> Grid:
    rows = tuple((cell(_linked(i, i.header.id)), cell(i.title), _target(i, names), _sources(i, names)) for i in own)
    columns = ("number", "indicator", "targets", "source")
    return Grid(tuple(words.column(c, names.lang) for c in columns), rows)


def _linked(indicator: Indicator, text: str) -> tuple[Run, ...]:
    return link(text, anchor("indicator", indicator.header.id))


def _target(indicator: Indicator, names: Names) -> Cell:
    target = indicator.target
    text = "" if target is None else target.text or _EMPTY.fill(names.lang, {})
    return replace(cell(text), restored=_is_restored(indicator, "target"))


def _sources(indicator: Indicator, names: Names) -> Cell:
    text = indicator.sources_text or "; ".join(names.sources[s].title for s in indicator.sources if s in names.sources)
    return replace(cell(capital(plain(text))), restored=_is_restored(indicator, "sources"))


def _is_restored(indicator: Indicator, name: str) -> bool:
    return any(reading.cell == name and reading.restored for reading in indicator.readings)
