"""The placeholders of letters in words: what will stand there when the letter is written."""

from __future__ import annotations

from engine.diagnostics.core import Text
from engine.pack.template import Placeholder, parse_template
from engine.report.docs.blocks import Inline, Run, Style
from engine.report.docs.names import Names
from engine.report.explain_words import table
from engine.report.words import say

_SLOT = table(
    {
        "period": ("период", "period"),
        "period.title": ("название периода", "title of the period"),
        "previous_period": ("предшествующий период", "period before"),
        "previous_period.title": ("название предшествующего периода", "title of the period before"),
        "next_period": ("следующий период", "next period"),
        "next_period.title": ("название следующего периода", "title of the next period"),
        "as_of": ("дата подведения итогов", "as-of date"),
        "due": ("срок", "deadline"),
        "submit_by": ("срок представления сведений", "day on which facts are due"),
        "submitted_at": ("дата представления", "day of submission"),
        "points": ("баллы", "points"),
        "max_points": ("наибольшие баллы", "most points"),
        "value": ("значение", "value"),
        "previous_value": ("предшествующее значение", "value before"),
        "change": ("изменение", "change"),
        "change_percent": ("изменение в процентах", "change in percent"),
        "numerator": ("числитель", "numerator"),
        "denominator": ("знаменатель", "denominator"),
        "reached": ("охваченные", "reached"),
        "unreached": ("не охваченные", "not reached"),
        "indicator.number": ("номер показателя", "number of the indicator"),
        "indicator.title": ("наименование показателя", "title of the indicator"),
        "direction.title": ("направление анализа", "direction of analysis"),
        "fact.title": ("название сведений", "title of the fact"),
        "fact.unit": ("единица измерения", "unit of the fact"),
        "sources": ("источники", "sources"),
        "source": ("источник", "source"),
        "source_2": ("другой источник", "other source"),
        "value_1": ("значение", "value"),
        "value_2": ("другое значение", "other value"),
        "evidence": ("подтверждение", "evidence"),
        "entity": ("сущность", "entity"),
        "addressee": ("адресат", "addressee"),
    }
)
_FORM = table(
    {
        "gen": ("кого", "genitive"),
        "dat": ("кому", "dative"),
        "acc": ("кого, что", "accusative"),
        "ins": ("кем", "instrumental"),
        "pre": ("о ком", "prepositional"),
        "short": ("кратко", "short"),
    }
)
_WITH_FORM = Text("{what}, {form}", "{what} ({form})")


def letter(text: str, names: Names) -> Inline:
    """A text with its placeholders set apart; constants and parties, which are known, are filled in."""
    return tuple(Run(part) if isinstance(part, str) else _slot(part, names) for part in parse_template(text)[0].parts)


def _slot(part: Placeholder, names: Names) -> Run:
    constants = names.constants.get(part.part or "", ()) if part.name == "constant" else ()
    if constants:
        known = {c.value for c in constants}
        word = f" {part.arguments[-1].strip()}" if part.format else ""
        if len(known) == 1 and not word:
            return Run(names.number(known.pop()))
        return Run(f"{constants[0].title}{word}", Style.SLOT)
    party = next((p for p in names.pack.passport.parties if p.id == part.name), None)
    if party is not None:
        return Run(party.name.get(part.part or "name") or party.name.name)
    return Run(_named(part, names), Style.SLOT)


def _named(part: Placeholder, names: Names) -> str:
    told = say(_SLOT, part.path, names.lang)
    if part.name in ("entity", "addressee"):
        told = say(_SLOT, part.name, names.lang)
        if part.part and part.part in _FORM:
            told = _WITH_FORM.fill(names.lang, {"what": told, "form": say(_FORM, part.part, names.lang)})
    return f"{told} {part.arguments[-1].strip()}" if part.format else told
