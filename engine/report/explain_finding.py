"""How one finding was derived, in words: a list of labelled details, each with a text or with items below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.decimals import rounded
from engine.diagnostics.core import Lang
from engine.inference.wording import Displayed, plural, show
from engine.pack.template import Placeholder, parse_template
from engine.report import explain_phrases as phrases
from engine.report import explain_values as values
from engine.report import explain_words as words
from engine.report.explain_values import calculation, condition, known, limits, name, number, operand, put, rounding
from engine.report.words import MARK, REASON, STATUS, say
from engine.statuses import IN_THE_MAXIMUM
from engine.trace.entries import Derived, Entry, Input, Known, Member, Parameter, Reckoned, Row, Summed


@dataclass(frozen=True, slots=True)
class Detail:
    label: str
    text: str
    items: tuple[str, ...] = ()


def details(entry: Entry, lang: Lang) -> Iterator[Detail]:
    assert entry.derived is not None
    return _Told(entry, entry.derived, lang).details()


def said(derived: Derived, text: str) -> str:
    """An explanation of the pack with its placeholders filled in, in the language of the pack."""
    lang, named = Lang(derived.language), dict(derived.named)
    return "".join(
        part if isinstance(part, str) else _filled(part, named.get(part.path), derived, lang)
        for part in parse_template(text)[0].parts
    )


def _filled(part: Placeholder, told: Known | None, derived: Derived, lang: Lang) -> str:
    if told is None or told.value is None:
        return "–"
    if told.type != "number":
        return known(told, lang)
    number = Decimal(told.value)
    way = derived.display if part.path == "value" else None
    shown = number if way is None else Displayed(rounded(number, way.digits, way.mode), way.digits)
    text = show(shown, lang)
    return f"{text} {part.arguments[plural(shown, lang)].strip()}" if part.format else text


_MEETING = ("count_meeting", "share_meeting")


class _Told:
    def __init__(self, entry: Entry, derived: Derived, lang: Lang) -> None:
        self.entry, self.derived, self.lang = entry, derived, lang
        self.p: Mapping[str, Parameter] = entry.parameters

    def label(self, key: str) -> str:
        return say(words.LABEL, key, self.lang)

    def put(self, key: str, **params: object) -> str:
        return put(phrases.PHRASE, key, self.lang, **params)

    def number(self, text: str | None) -> str:
        return number(text, self.lang)

    def detail(self, key: str, text: str = "", items: tuple[str, ...] = ()) -> Detail:
        return Detail(self.label(key), text, items)

    def details(self) -> Iterator[Detail]:
        p = self.p
        status, reason = say(STATUS, str(p["status"]), self.lang), p.get("reason")
        yield self.detail("status", f"{status} — {say(REASON, str(reason), self.lang)}" if reason else status)
        marks = p.get("marks")
        if isinstance(marks, tuple) and marks:
            yield self.detail("marks", ", ".join(say(MARK, str(m), self.lang) for m in marks))
        if self.derived.operands:
            yield self.detail("operands", items=tuple(operand(o, self.lang) for o in self.derived.operands))
        if self.derived.reckoned:
            yield from self._reckoned(self.derived.reckoned)
        if self.derived.summed:
            yield from self._summed(self.derived.summed)
        if self.entry.value is not None:
            value = (self.number(self.entry.value), p.get("unit"))
            yield self.detail("value", " ".join(str(x) for x in value if x))
        yield from self._judged()
        yield from self._points()
        if self.derived.letters:
            letters = tuple(f"{x.id} → {x.recipient}: {x.text}" for x in self.derived.letters)
            yield self.detail("letters", items=letters)

    def _reckoned(self, told: Reckoned) -> Iterator[Detail]:
        if told.present is not None:
            key = "presence" if told.needed is not None else "counted"
            counts = {"present": told.present, "absent": told.absent, "unknown": told.unknown, "needed": told.needed}
            yield self.detail(key, self.put(key, **counts))
        if told.formula is not None:
            yield self.detail("formula", values.formula(told.formula, self.lang))
        if told.calculation is not None:
            result = f" = {self.number(told.exact)}" if told.exact is not None and told.at_zero is None else ""
            yield self.detail("calculation", calculation(told.calculation, self.lang) + result)
        if told.at_zero is not None:
            yield self.detail("at_zero", self.put("at_zero", x=self.number(told.at_zero)))
        if told.rounded is not None:
            yield self.detail("rounding", self._changed(told, rounding(told.rounded, self.lang)))
        if told.dead_zone is not None:
            zone = self.put("dead_zone", x=self.number(told.dead_zone))
            yield self.detail("dead_zone", zone if told.rounded else self._changed(told, zone))

    def _changed(self, told: Reckoned, how: str) -> str:
        """What was done to the value, and to which one."""
        if self.entry.value is None or told.exact is None or told.exact == self.entry.value:
            return how
        return self.put("changed", how=how, before=self.number(told.exact), after=self.number(self.entry.value))

    def _whose(self, number: str | None, entities: tuple[str, ...]) -> str:
        """A number, and the entities below that have it."""
        return f"{self.number(number)} ({', '.join(entities)})" if entities else self.number(number)

    def _summed(self, told: Summed) -> Iterator[Detail]:
        take = self.put(f"take_{told.take}")
        head = {"how": say(words.HOW, told.how, self.lang), "take": take, "items": ", ".join(told.indicators)}
        meeting = told.how in _MEETING
        kind = "meeting" if meeting else "total"
        parts = [self.put(f"{kind}_{'across' if told.across else 'own'}", **head, level=told.across_title)]
        if told.weight_by:
            parts.append(self.put("weight_by", x=told.weight_by))
        if told.outcomes:
            parts.append(self.put("counted_outcomes", x=", ".join(told.outcomes)))
        parts.append(self.put("assessed", assessed=told.assessed, applicable=told.applicable))
        if told.least is not None and not meeting:
            least, greatest = self._whose(told.least, told.least_at), self._whose(told.greatest, told.greatest_at)
            parts.append(self.put("spread", least=least, greatest=greatest))
        if told.left:
            effect = "widens" if told.unknown == "leave" else told.unknown
            parts.append(self.put("left", n=told.left, effect=say(phrases.EFFECT, effect, self.lang)))
        if told.left_not_applicable:
            effect = say(phrases.EFFECT, told.not_applicable, self.lang)
            parts.append(self.put("left_na", n=told.left_not_applicable, effect=effect))
        yield self.detail("total", "; ".join(parts))
        if told.members:
            yield self.detail("members", items=tuple(self._member(m) for m in told.members))
        if told.calculation is not None:
            result = f" = {self.number(told.exact)}" if told.exact is not None else ""
            yield self.detail("calculation", calculation(told.calculation, self.lang) + result)
        if told.coefficient is not None:
            factor = put(words.SOURCE, "indicator", self.lang, id=told.coefficient)
            known = (
                self.number(told.coefficient_value) if told.coefficient_value else say(words.SLOT, "operand", self.lang)
            )
            yield self.detail("coefficient", f"{factor} = {known}")
        if told.cap is not None:
            yield self.detail("cap", self.put("cap", x=self.number(told.cap)))
        if told.rounded is not None:
            yield self.detail("rounding", rounding(told.rounded, self.lang))
        if told.minimum_coverage != "0":
            yield self.detail("coverage", self.put("needed", x=self.number(told.minimum_coverage)))

    def _member(self, told: Member) -> str:
        weight = f" ({self.put('weight', x=self.number(told.weight))})" if told.weight not in (None, "1") else ""
        if told.number is not None:
            return f"{told.indicator} = {self.number(told.number)}{weight}"
        status = say(STATUS, told.status, self.lang)
        why = f"{status} ({say(REASON, told.reason, self.lang)})" if told.reason else status
        widens = told.effect == "leave" and told.status in IN_THE_MAXIMUM
        effect = say(phrases.EFFECT, "widens" if widens else told.effect or "leave", self.lang)
        return f"{told.indicator}{weight}: {why} – {effect}"

    def _judged(self) -> Iterator[Detail]:
        p, derived = self.p, self.derived
        if derived.inputs:
            yield self.detail("inputs", items=tuple(self._input(i) for i in derived.inputs))
        taken = next((row for row in derived.rows if row.taken), None)
        if derived.table:
            yield from self._table(taken)
        else:
            if taken is not None:
                yield self.detail("band", limits(taken.conditions[0], self.lang))
            bands = "; ".join(f"{limits(r.conditions[0], self.lang)} → {r.outcome_title}" for r in derived.rows)
            if bands:
                yield self.detail("bands", bands)
        if p.get("outcome"):
            yield self.detail("outcome", f"{p['outcome_title']} ({p['outcome']})")
        if taken is not None and taken.says is not None and taken.verdict == "met":
            yield self.detail("says", said(derived, taken.says))

    def _input(self, told: Input) -> str:
        if told.operand is not None:
            shown = operand(told.operand, self.lang)
            written = told.operand.name or ""
            return shown if not written.startswith("=") else shown.partition(": ")[2]
        result = known(told.known, self.lang)
        if told.formula is None:
            return f"{name(told.name, self.lang)} = {result}"
        return f"{told.name} = {told.formula} = {calculation(told.calculation or '', self.lang)} = {result}"

    def _table(self, taken: Row | None) -> Iterator[Detail]:
        rows = [r for r in self.derived.rows if r.verdict != "passed_over" and (r.taken or not r.ends_variant)]
        if not rows:
            return
        lines = [self._row(row) for row in rows]
        yield self.detail("rows", items=(*lines, *([] if taken else [self.put("no_row")])))

    def _row(self, row: Row) -> str:
        shown = [c for c in row.conditions if c.verdict == row.verdict or row.verdict != "failed"]
        conditions = "; ".join(condition(c, self.lang) for c in shown) or self.put("otherwise")
        key = "row_also" if row.verdict == "met" and not row.taken else f"row_{row.verdict}"
        if row.ends_variant and row.verdict == "met":
            key = "variant"
        return self.put(key, n=row.number, conditions=conditions, result=self._result(row))

    def _result(self, row: Row) -> str:
        if row.ends_variant:
            return self.put("no_band")
        if row.reason is not None:
            return say(REASON, row.reason, self.lang)
        title = row.outcome_title or ""
        return self.put("points", title=title, x=self.number(row.points)) if row.points is not None else title

    def _points(self) -> Iterator[Detail]:
        p, scale = self.p, self.derived.points_by_formula
        if scale is not None:
            result = self.number(scale.exact) if scale.exact is not None else self.put("not_computed")
            shown = f"{scale.formula} = {calculation(scale.calculation, self.lang)} = {result}"
            ends = {"least": self.number(scale.least), "most": self.number(scale.most)}
            yield self.detail("points_formula", self.put("points_between", x=shown, **ends))
        points, lower, upper = (p.get(key) for key in ("points", "lower", "upper"))
        if points is not None:
            yield self.detail("points", self.number(str(points)))
        if lower is not None and lower != upper:
            yield self.detail("bounds", f"{self.number(str(lower))} … {self.number(str(upper))}")
        if p.get("coverage") and not self.derived.summed:
            yield self.detail("below", str(p["coverage"]))
        below = p.get("unknown_below")
        if isinstance(below, tuple) and below:
            yield self.detail("unknown_below", ", ".join(map(str, below)))
        if p.get("target"):
            yield self.detail("target", str(p["target"]))
