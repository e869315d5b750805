"""Results → the report to read: the highest entities in full, the others in numbers, what is recommended and asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from engine.diagnostics.core import Lang
from engine.pack.model import Role
from engine.report import shown
from engine.report.document import STAR, Banner, Heading, Item, Items, Paragraph, Part, Table, TableColumn
from engine.report.listed import recommendations, requests
from engine.report.masthead import about, banner
from engine.report.names import Names, names_of
from engine.report.phrases import phrase
from engine.report.profile import for_profile
from engine.report.protocol import Block, Line, blocks
from engine.report.words import COLUMN, SHEET, STATUS, say
from engine.result import DirectionResult, Finding, Results, Total

MAX_BLOCKS = 6
"""Tables of indicators shown."""


def overview(results: Results, lang: Lang) -> tuple[Part, ...]:
    """All parts of the report, in their order."""
    out = for_profile(results)
    names = names_of(out, lang)
    found = blocks(out, names)
    return tuple(
        part
        for section in (
            _masthead(out, lang),
            *(_block(block, out, names) for block in found[:MAX_BLOCKS]),
            _others(out, found, names),
            recommendations(out, names),
            requests(out, names),
            _also(out, names),
        )
        for part in section
    )


def _masthead(results: Results, lang: Lang) -> Iterator[Part]:
    warning = banner(results, lang)
    if warning is not None:
        yield Banner(warning)
    yield Heading(1, results.pack.passport.title)
    yield Items(tuple(Item(line) for line in about(results, lang)))


def _block(block: Block, results: Results, names: Names) -> Iterator[Part]:
    """The table as in the document, then totals and directions of the same entity and period."""
    lang = names.lang
    yield Heading(2, names.place(block.entity, block.period))
    rows = tuple(_row(line, names) for line in block.lines)
    if rows:
        yield Table(_columns(lang), rows, phrase("restored_legend", lang))
    derived = [*(_derived(line, names) for line in block.derived), *(_total(*pair, names) for pair in block.totals)]
    if derived:
        yield Heading(3, phrase("totals", lang))
        yield Items(tuple(derived))
    directions = [d for d in results.directions if (d.entity, d.period) == (block.entity, block.period)]
    if directions:
        yield Heading(3, phrase("directions", lang))
        yield Items(tuple(_direction(d, names) for d in directions))


def _columns(lang: Lang) -> tuple[TableColumn, ...]:
    return (
        TableColumn(say(COLUMN, "number", lang)),
        TableColumn(say(COLUMN, "indicator", lang), share=9),
        TableColumn(say(COLUMN, "target", lang), share=5),
        TableColumn(say(COLUMN, "sources", lang), share=6, optional=True),
        TableColumn(say(COLUMN, "outcome", lang), share=5),
        TableColumn(say(COLUMN, "points", lang), right=True),
    )


def _row(line: Line, names: Names) -> tuple[str, ...]:
    finding, none = line.finding, phrase("none", names.lang)
    return (
        line.number,
        _starred(line.title, line, "title", "parent"),
        _starred(line.target, line, "target"),
        _starred(line.sources, line, "sources"),
        shown.outcome(finding, names) if finding else none,
        shown.points(finding.points, names.lang) if finding else none,
    )


def _starred(text: str, line: Line, *cells: str) -> str:
    return f"{text}{STAR}" if line.restored.intersection(cells) else text


def _derived(line: Line, names: Names) -> Item:
    told = shown.outcome(line.finding, names) if line.finding else phrase("none", names.lang)
    return Item(f"{line.title}: {told}")


def _total(result: Total, finding: Finding | None, names: Names) -> Item:
    return Item(f"{names.title(result.rule, result.indicator)}: {shown.total(result, finding, names)}")


def _direction(result: DirectionResult, names: Names) -> Item:
    missing = phrase("missing", names.lang, indicators=", ".join(result.missing))
    return Item(f"{result.title}: {result.outcome_title}", (missing,) if result.missing else ())


def _others(results: Results, found: tuple[Block, ...], names: Names) -> Iterator[Part]:
    """What is told of entities without a table here: how many findings have which status, how many totals there are."""
    told = {(b.entity, b.period) for b in found[:MAX_BLOCKS]}
    rest = {(f.entity, f.period) for f in results.findings} - told
    if not rest:
        return
    for period in results.periods:
        findings = [f for f in results.findings if f.period == period.id]
        if findings:
            yield Heading(2, phrase("levels", names.lang, period=period.title))
            yield _statuses(findings, names)
    yield Paragraph(phrase("without_derived", names.lang))
    counts = {
        ("other_tables", "protocol"): len(found) - MAX_BLOCKS,
        ("other_totals", "totals"): sum((t.entity, t.period) in rest for t in results.totals),
        ("other_directions", "directions"): sum((d.entity, d.period) in rest for d in results.directions),
    }
    for (key, sheet), count in counts.items():
        if count > 0:
            yield Paragraph(phrase(key, names.lang, count=count, sheet=say(SHEET, sheet, names.lang)))


def _statuses(findings: Iterable[Finding], names: Names) -> Table:
    """Statuses down, levels across; derived indicators would only repeat the others."""
    of_document = [f for f in findings if not _is_derived(f, names)]
    level_of = {f.entity: names.entities[f.entity].level for f in of_document if f.entity in names.entities}
    levels = [level for level in names.levels if level in level_of.values()]
    counted = Counter((f.status, level_of.get(f.entity)) for f in of_document)
    columns = (
        TableColumn(say(COLUMN, "status", names.lang), share=1),
        *(TableColumn(names.level(level), share=1, right=True) for level in levels),
    )
    entities = tuple(str(sum(of == level for of in level_of.values())) for level in levels)
    rows = [(say(COLUMN, "entities", names.lang), *entities)]
    rows += [
        (title.fill(names.lang, {}), *(str(counted[status, level]) for level in levels))
        for status, title in STATUS.items()
        if any(counted[status, level] for level in levels)
    ]
    return Table(columns, tuple(rows))


def _is_derived(finding: Finding, names: Names) -> bool:
    indicator = names.rules.get(finding.rule)
    return indicator is not None and indicator.role is Role.DERIVED


def _also(results: Results, names: Names) -> Iterator[Part]:
    """What else there is, in numbers; that periods were not compared, or compared by other rules, is told in full."""
    lang = names.lang
    decisive = sum(c.decisive for c in results.conflicts)
    yield Heading(2, phrase("also", lang))
    yield Items(
        (
            Item(phrase("conflicts", lang, count=len(results.conflicts), decisive=decisive)),
            Item(phrase("rejected", lang, count=len(results.rejected))),
            Item(phrase("notes", lang, count=len(results.notes))),
            *(Item(shown.note(note, names)) for note in results.notes if note.kind in shown.OF_SERIES),
        )
    )
