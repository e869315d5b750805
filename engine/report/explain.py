"""A trace as a tree that a person can read, or as one flat JSON map."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from engine.diagnostics.core import Lang, Text
from engine.trace import Entry, Trace

_WORDS: Mapping[str, Text] = {
    "recommendation": Text("Recommendation", "Рекомендация"),
    "direction": Text("Direction of analysis", "Направление анализа"),
    "finding": Text("Indicator", "Показатель"),
    "fact": Text("Fact", "Сведения"),
    "text": Text("text", "текст"),
    "rule": Text("rule", "правило"),
    "basis": Text("legal basis", "правовое основание"),
    "to": Text("to", "адресат"),
    "due": Text("due", "срок"),
    "because": Text("because", "условия, которые выполнены"),
    "missing": Text("nothing is known of", "нет сведений по показателям"),
    "concluded": Text("concluded", "заключение"),
    "status": Text("status", "статус"),
    "reason": Text("reason", "причина"),
    "marks": Text("marks", "пометки"),
    "value": Text("value", "значение"),
    "outcome": Text("outcome", "исход"),
    "points": Text("points", "баллы"),
    "bounds": Text("points between", "баллы в границах"),
    "band": Text("limit met", "выполненная граница"),
    "bands": Text("limits of the rule", "границы в правиле"),
    "target": Text("target in the document", "целевое значение в документе"),
    "formula": Text("formula", "формула"),
    "calculation": Text("with the numbers", "с числами"),
    "operands": Text("taken from", "исходные значения"),
    "coverage": Text("assessed of applicable", "оценено из применимых"),
    "below": Text("entities below that are known, of all", "нижестоящих, по которым есть сведения, из всех"),
    "unknown_below": Text("nothing is known of", "нет сведений по нижестоящим"),
    "title": Text("what it says", "что означает"),
    "state": Text("state", "состояние"),
    "source": Text("source", "источник"),
    "provider": Text("provider", "поставщик"),
    "observed_at": Text("observed", "дата наблюдения"),
    "submitted_at": Text("submitted", "дата представления"),
    "evidence": Text("evidence", "подтверждение"),
    "evidence_date": Text("evidence dated", "дата подтверждения"),
    "address": Text("stands in", "записано в"),
    "see_above": Text("see above", "см. выше"),
}

_STATUS: Mapping[str, Text] = {
    "scored": Text("scored", "оценён"),
    "no_data": Text("no data", "нет данных"),
    "not_assessed": Text("not assessed", "не оценивается"),
    "not_applicable": Text("not applicable", "не применимо"),
    "unconfirmed": Text("unconfirmed", "не подтверждено"),
    "conflict": Text("conflict", "расхождение"),
    "suppressed": Text("suppressed", "скрыто"),
    "no_predecessor": Text("there was nothing to compare with", "в предшествующем периоде показателя не было"),
    "zero_denominator": Text("the denominator is zero", "знаменатель равен нулю"),
    "not_computable": Text("the formula gives no number", "формула не даёт числа"),
    "not_reported": Text("not reported", "сведения не представлены"),
    "previous_missing": Text("the previous value is missing", "нет значения за предшествующий период"),
    "candidate_rejected": Text("the best row was refused as malformed", "лучшая строка отклонена как ошибочная"),
    "not_found": Text("looked for and not found", "проверено и не найдено"),
    "coverage": Text("too few of the entities below are known", "известно слишком мало нижестоящих"),
    "no_number": Text("an absence that stands for no number", "отсутствие не означает числа"),
    "operand": Text("what it is made of is not assessed", "составные части не оценены"),
    "evidence": Text("the evidence cannot be opened", "подтверждение не открывается"),
    "source_not_listed": Text("the only source is not one the rule lists", "единственный источник не назван в правиле"),
    "kind": Text("does not apply to this kind of entity", "не применяется к этому виду сущностей"),
    "fact_says_so": Text("a fact says that it does not apply", "сведения указывают, что показатель не применим"),
    "contradiction": Text("facts contradict each other", "сведения противоречат друг другу"),
    "reported": Text("reported", "представлено"),
    "confirmed_absent": Text("confirmed absent", "подтверждено отсутствие"),
    "rejected": Text("rejected", "отклонено"),
    "provisional": Text("provisional", "предварительно"),
    "late": Text("late", "представлено с опозданием"),
    "restored_reading": Text("restored reading of the document", "восстановленное чтение документа"),
    "partial_coverage": Text("partial coverage", "неполный охват"),
    "sources_disagree": Text("sources disagree, the outcome does not", "источники расходятся, исход не меняется"),
    "illustrative": Text("illustrative", "иллюстративные данные"),
}

_SLOT = {
    "missing": "not_reported",
    "not_listed": "source_not_listed",
    "unconfirmed": "evidence",
    "rejected": "candidate_rejected",
    "conflict": "contradiction",
}
"""States of an operand that are told in the words of the reason they lead to."""

_VERDICT: Mapping[str, Text] = {
    "used": Text("used", "использовано"),
    "weaker": Text("lost: a weaker statement", "не учтено: более слабое сведение"),
    "source_order": Text("lost: a source that comes later", "не учтено: источник стоит ниже в установленном порядке"),
    "older": Text("lost: an older observation", "не учтено: более раннее наблюдение"),
    "agrees": Text("says the same", "совпадает с использованным"),
    "later_row": Text("lost: a later row", "не учтено: строка ниже"),
    "contradicts": Text("contradicts the one used", "противоречит использованному"),
    "superseded": Text("lost: corrected by its provider", "не учтено: исправлено поставщиком"),
}

_OPERANDS: Mapping[str, Text] = {
    "value": Text("value", "значение"),
    "numerator": Text("numerator", "числитель"),
    "denominator": Text("denominator", "знаменатель"),
    "present": Text("present", "текущее"),
    "previous": Text("previous", "предшествующее"),
}
_WORD = re.compile(r"\w+")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def explain_json(trace: Trace, root: str) -> str:
    """`{"root": name, "entries": {name: {kind, value, dependencies, parameters, rule, span, basis}}}`."""
    entries = {name: asdict(entry) for name, entry in trace.items()}
    return json.dumps({"root": root, "entries": entries}, ensure_ascii=False, indent=1) + "\n"


def explain_text(trace: Trace, root: str, lang: Lang, width: int) -> str:
    """The tree below `root`; what was shown once is referred to by name the second time."""
    return "\n".join(_Tree(trace, lang, width).lines(root, "", set())) + "\n"


class _Tree:
    def __init__(self, trace: Trace, lang: Lang, width: int) -> None:
        self.trace, self.lang, self.width = trace, lang, max(width, 40)

    def word(self, name: str) -> str:
        return _WORDS[name].fill(self.lang, {})

    def known(self, table: Mapping[str, Text], name: str | None) -> str:
        found = table.get(name or "")
        return found.fill(self.lang, {}) if found else _UNSAFE.sub(" ", name or "")

    def lines(self, name: str, indent: str, seen: set[str]) -> Iterator[str]:
        entry = self.trace[name]
        yield from self._wrapped(indent, "", self._title(name, entry))
        inner = indent + "    "
        if name in seen:
            yield f"{inner}({self.word('see_above')})"
            return
        seen.add(name)
        for label, text in self._details(entry):
            yield from self._wrapped(inner, f"{label}: ", text)
        for dependency in entry.dependencies:
            yield from self.lines(dependency, inner, seen)

    def _wrapped(self, indent: str, label: str, text: str) -> list[str]:
        safe = _UNSAFE.sub(" ", f"{label}{text}")
        hanging = indent + "  "
        return textwrap.wrap(
            safe,
            max(self.width, len(hanging) + 30),
            initial_indent=indent,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _title(self, name: str, entry: Entry) -> str:
        parameters = entry.parameters
        match entry.kind:
            case "finding":
                _, item, entity, period = name.split("/", 3)
                return f"● {self.word('finding')} {item}, {entity}, {period}: «{parameters.get('title')}»"
            case "fact":
                shown = entry.value if entry.value is not None else self.known(_STATUS, str(parameters["state"]))
                verdict = self.known(_VERDICT, str(parameters["verdict"]))
                what = f"{parameters['key']}, {parameters['entity']}, {parameters['period']}"
                return f"● {self.word('fact')} {name.removeprefix('fact/')}: {what} = {shown} — {verdict}"
            case "direction":
                return f"● {self.word('direction')} {name.removeprefix('direction/')}"
            case _:
                return f"● {self.word('recommendation')} {name.removeprefix('recommendation/')}"

    def _details(self, entry: Entry) -> Iterator[tuple[str, str]]:
        made = {"finding": self._finding, "fact": self._fact}.get(entry.kind, self._rule)
        yield from made(entry)
        if entry.rule:
            yield self.word("rule"), f"{entry.rule} ({entry.span})"
        if entry.basis:
            yield self.word("basis"), entry.basis

    def _rule(self, entry: Entry) -> Iterator[tuple[str, str]]:
        parameters = entry.parameters
        if entry.value:
            yield self.word("text" if entry.kind == "recommendation" else "concluded"), entry.value
        if parameters.get("recipient_name"):
            yield self.word("to"), f"{parameters['recipient_name']} ({parameters['addressee']})"
        if parameters.get("due"):
            yield self.word("due"), str(parameters["due"])
        conditions = parameters.get("conditions")
        if isinstance(conditions, tuple):
            yield self.word("because"), "; ".join(self._condition(c) for c in conditions)
        missing = parameters.get("missing")
        if isinstance(missing, tuple) and missing:
            yield self.word("missing"), ", ".join(missing)

    def _condition(self, condition: str) -> str:
        """`2.4=decline,no_data:not_reported` in words."""
        item, _, states = condition.partition("=")
        words = []
        for state in states.split(","):
            status, _, reason = state.partition(":")
            known = self.known(_STATUS, status)
            words.append(f"{known} ({self.known(_STATUS, reason)})" if reason else known)
        shown = words if len(words) <= 4 else [*words[:3], "…"]
        return f"{item} = {' / '.join(shown)}"

    def _finding(self, entry: Entry) -> Iterator[tuple[str, str]]:
        p = entry.parameters
        status = self.known(_STATUS, str(p["status"]))
        yield self.word("status"), f"{status} — {self.known(_STATUS, str(p['reason']))}" if p.get("reason") else status
        marks = p.get("marks")
        if isinstance(marks, tuple) and marks:
            yield self.word("marks"), ", ".join(self.known(_STATUS, m) for m in marks)
        if p.get("formula"):
            yield self.word("formula"), self._formula(str(p["formula"]))
            yield self.word("calculation"), f"{p['calculation']}" + (f" = {entry.value}" if entry.value else "")
        operands = p.get("operands")
        if isinstance(operands, tuple) and operands:
            yield self.word("operands"), "; ".join(self._operand(o) for o in operands)
        if entry.value is not None:
            yield self.word("value"), " ".join(str(x) for x in (entry.value, p.get("unit")) if x)
        yield from self._judged(p)

    def _formula(self, formula: str) -> str:
        """The engine's own names of operands in the reader's language."""
        return _WORD.sub(lambda m: _OPERANDS[m[0]].fill(self.lang, {}) if m[0] in _OPERANDS else m[0], formula)

    def _operand(self, text: str) -> str:
        what, _, state = text.rpartition(" = ")
        return f"{what} = {self.known(_STATUS, _SLOT.get(state, state))}"

    def _judged(self, p: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        if p.get("outcome"):
            yield self.word("outcome"), f"{p['outcome_title']} ({p['outcome']})"
        if p.get("band"):
            yield self.word("band"), str(p["band"])
        bands = p.get("bands")
        if isinstance(bands, tuple) and bands:
            yield self.word("bands"), "; ".join(bands)
        if p.get("points") is not None:
            yield self.word("points"), str(p["points"])
        if p.get("lower") is not None and p["lower"] != p["upper"]:
            yield self.word("bounds"), f"{p['lower']} … {p['upper']}"
        if p.get("coverage"):
            yield self.word("coverage" if p.get("total") else "below"), str(p["coverage"])
        below = p.get("unknown_below")
        if isinstance(below, tuple) and below:
            yield self.word("unknown_below"), ", ".join(below)
        if p.get("target"):
            yield self.word("target"), str(p["target"])

    def _fact(self, entry: Entry) -> Iterator[tuple[str, str]]:
        p = entry.parameters
        yield self.word("title"), str(p["title"])
        yield self.word("state"), self.known(_STATUS, str(p["state"]))
        yield self.word("source"), f"{p['source_title']} ({p['source']})"
        for name in ("provider", "observed_at", "submitted_at", "evidence", "evidence_date", "address"):
            if p.get(name):
                yield self.word(name), str(p[name])
