"""How often the monitoring is done, from the calendar of the pack."""

from __future__ import annotations

from engine.diagnostics.core import Text
from engine.pack.model import Pack
from engine.report.docs.blocks import Block, Para, capital, link, put
from engine.report.docs.counted import counted
from engine.report.docs.names import Names

ANCHOR = "calendar"

_EVERY = {
    12: Text("yearly", "ежегодно"),
    6: Text("every half-year", "раз в полугодие"),
    3: Text("quarterly", "ежеквартально"),
    1: Text("monthly", "ежемесячно"),
}
_OTHER = Text("by periods of {n}", "по периодам в {n}")
_TOLD = Text("{every}; days and deadlines are in the {calendar}", "{every}; дни и сроки – в {calendar}")
_CALENDAR = Text("calendar of periods", "календаре периодов")


def periodicity(names: Names) -> tuple[Block, ...]:
    every = [_every(months, names) for months in lengths(names.pack)]
    to = link(_CALENDAR.fill(names.lang, {}), ANCHOR)
    told = put(_TOLD, names.lang, every=", ".join(every), calendar=to)
    return (Para(capital(told)),) if every else ()


def lengths(pack: Pack) -> tuple[int, ...]:
    """The lengths of the periods in months, the longest first."""
    return tuple(sorted({p.months for p in pack.periods}, reverse=True))


def _every(months: int, names: Names) -> str:
    if months in _EVERY:
        return _EVERY[months].fill(names.lang, {})
    return _OTHER.fill(names.lang, {"n": counted("month", months, names.lang)})
