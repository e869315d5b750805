"""The sheets of the workbook, from results."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.core import Lang
from engine.pack.model import Role
from engine.report import listings, shown
from engine.report.letters import grouped
from engine.report.names import Names, names_of
from engine.report.phrases import phrase
from engine.report.profile import for_profile
from engine.report.protocol import Block, Line, blocks
from engine.report.sheets import Sheet, SheetCell, SheetRow, Style, column, listing, sheet
from engine.result import Results

_PROTOCOL = (
    ("number", 12),
    ("indicative", 34),
    ("supporting", 50),
    ("target", 28),
    ("sources", 40),
    ("outcome", 32),
    ("points", 8),
)


def sheets_of(results: Results, lang: Lang) -> tuple[Sheet, ...]:
    """All sheets, in their order; that of rejected rows only when there are some."""
    out = for_profile(results)
    names = names_of(out, lang)
    return (
        _protocol(out, names),
        listing("findings", listings.FINDINGS, out.findings, names),
        listing("totals", listings.TOTALS, out.totals, names),
        _recommendations(out, names),
        listing("directions", listings.DIRECTIONS, out.directions, names),
        listing("requests", listings.REQUESTS, out.requests, names),
        listing("conflicts", listings.CONFLICTS, out.conflicts, names),
        *([listing("rejected", listings.REJECTED, out.rejected, names)] if out.rejected else []),
        listing("notes", listings.NOTES, out.notes, names),
    )


def _protocol(results: Results, names: Names) -> Sheet:
    """As in the document: one block per highest entity and period."""
    found = blocks(results, names)
    columns = tuple(column(key, widest, names.lang) for key, widest in _PROTOCOL)
    total = sum(len(b.lines) + len(b.derived) + len(b.totals) for b in found)
    return sheet("protocol", columns, (row for b in found for row in _block(b, names)), total, names.lang, "findings")


def _block(block: Block, names: Names) -> Iterator[SheetRow]:
    lang = names.lang
    yield SheetRow((names.place(block.entity, block.period),), Style.BAND)
    for line in block.lines:
        yield _line(line, names)
    if any(line.restored for line in block.lines):
        yield SheetRow((phrase("restored_legend", lang),), Style.REMARK)
    if block.derived or block.totals:
        yield SheetRow((phrase("derived", lang),), Style.PART)
    for line in block.derived:
        yield _line(line, names)
    for result, finding in block.totals:
        title, told = names.title(result.rule, result.indicator), shown.total(result, finding, names)
        yield SheetRow((result.indicator, None, title, None, None, told, result.value))


def _line(line: Line, names: Names) -> SheetRow:
    """Restored cells are flagged, and end in an asterisk for those who print without colours."""
    indicative, finding, none = line.role is Role.INDICATIVE, line.finding, phrase("none", names.lang)
    cells: tuple[SheetCell, ...] = (
        line.number,
        line.title if indicative else None,
        None if indicative else line.title,
        line.target,
        line.sources,
        shown.outcome(finding, names) if finding else none,
        none if finding is None or finding.points is None else finding.points,
    )
    places = {"parent": 1, "title": 1 if indicative else 2, "target": 3, "sources": 4}
    flagged = frozenset(places[cell] for cell in line.restored if cell in places)
    starred = tuple(f"{cell or ''} *".lstrip() if n in flagged else cell for n, cell in enumerate(cells))
    return SheetRow(starred, Style.PARENT if indicative else Style.DATA, flagged)


def _recommendations(results: Results, names: Names) -> Sheet:
    """By group of addressees and addressee, numbered through."""
    fields = listings.RECOMMENDATIONS
    columns = (column("number", 6, names.lang), *(column(f.key, f.widest, names.lang) for f in fields))
    return sheet("recommendations", columns, _letters(results, names), len(results.recommendations), names.lang)


def _letters(results: Results, names: Names) -> Iterator[SheetRow]:
    number = 0
    for group, addressed in grouped(results.recommendations, names):
        yield SheetRow((group,), Style.BAND)
        for addressee, letters in addressed:
            yield SheetRow((addressee,), Style.PART)
            for letter in letters:
                number += 1
                yield SheetRow((number, *(f.cell(letter, names) for f in listings.RECOMMENDATIONS)))
