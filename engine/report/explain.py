"""A trace as a tree that a person can read, or as one flat JSON map."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import asdict

from engine.diagnostics.core import Lang
from engine.report import explain_values as values
from engine.report import explain_words as words
from engine.report.explain_finding import Detail, details, said
from engine.report.words import REASON, STATUS, say
from engine.trace.entries import Entry, Held, Trace

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_BULLET = "– "


def explain_json(trace: Trace, root: str) -> str:
    """`{"root": name, "entries": {name: {kind, value, dependencies, parameters, rule, span, basis, …}}}`."""
    entries = {name: _record(entry) for name, entry in trace.items()}
    return json.dumps({"root": root, "entries": entries}, ensure_ascii=False, indent=1) + "\n"


def _record(entry: Entry) -> dict[str, object]:
    """An entry without what it has none of; explanations with their placeholders filled in."""
    record = asdict(entry)
    derived = record["derived"]
    if entry.derived is not None:
        for row, told in zip(derived["rows"], entry.derived.rows, strict=True):
            row["says"] = said(entry.derived, told.says) if told.says is not None else None
        derived["named"] = dict(derived["named"])
    return {key: value for key, value in record.items() if key not in ("conditions", "derived") or value}


def explain_text(trace: Trace, root: str, lang: Lang, width: int, seen: set[str] | None = None) -> str:
    """The tree below `root`; what was shown once is referred to by name the second time.

    `seen` are the names shown before, by other explanations that stand above this one; those of this one are added.
    """
    return "\n".join(_Tree(trace, lang, width).lines(root, set() if seen is None else seen)) + "\n"


class _Tree:
    def __init__(self, trace: Trace, lang: Lang, width: int) -> None:
        self.trace, self.lang, self.width = trace, lang, max(width, 40)

    def word(self, name: str) -> str:
        return say(words.LABEL, name, self.lang)

    def lines(self, root: str, seen: set[str]) -> Iterator[str]:
        """However deep the tree is: what is still to be shown lies on a stack."""
        stack = [(root, "")]
        while stack:
            name, indent = stack.pop()
            entry, inner = self.trace[name], indent + "    "
            yield from self._wrapped(indent, self._title(name, entry))
            if name in seen:
                yield f"{inner}({self.word('see_above')})"
                continue
            seen.add(name)
            for detail in self._details(entry):
                yield from self._wrapped(inner, f"{detail.label}: {detail.text}".rstrip())
                for item in detail.items:
                    yield from self._wrapped(f"{inner}  ", _BULLET + item)
            stack.extend((below, inner) for below in reversed(entry.dependencies))

    def _wrapped(self, indent: str, text: str) -> list[str]:
        hanging = indent + "  "
        return textwrap.wrap(
            _UNSAFE.sub(" ", text),
            max(self.width, len(hanging) + 30),
            initial_indent=indent,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _title(self, name: str, entry: Entry) -> str:
        p = entry.parameters
        match entry.kind:
            case "finding":
                return f"● {self.word('finding')} {p['indicator']}, {p['entity']}, {p['period']}: «{p['title']}»"
            case "fact":
                verdict = say(words.VERDICT, str(p["verdict"]), self.lang)
                what = f"{p['key']}, {p['entity']}, {p['period']}"
                return f"● {self.word('fact')} {name.removeprefix('fact/')}: {what} = {self._stated(entry)} — {verdict}"
            case kind:
                return f"● {self.word(kind)} {name.removeprefix(f'{kind}/')}"

    def _stated(self, entry: Entry) -> str:
        """The value of a fact as people read it, or its state when it was given none."""
        p = entry.parameters
        if entry.value is None:
            return values.state(str(p["state"]), self.lang)
        members = p.get("members")
        match p["type"]:
            case "set" if isinstance(members, tuple):
                return "; ".join(map(str, members)) or "–"
            case "yes_no":
                return say(words.YES_NO, entry.value, self.lang)
            case "date":
                return values.day(entry.value, self.lang)
            case "number":
                return values.number(entry.value, self.lang)
            case _:
                return entry.value

    def _details(self, entry: Entry) -> Iterator[Detail]:
        if entry.derived is not None:
            yield from details(entry, self.lang)
        else:
            yield from self._fact(entry) if entry.kind == "fact" else self._rule(entry)
        if entry.rule:
            yield Detail(self.word("rule"), f"{entry.rule} ({entry.span})")
        if entry.basis:
            yield Detail(self.word("basis"), entry.basis)

    def _rule(self, entry: Entry) -> Iterator[Detail]:
        p = entry.parameters
        if entry.value:
            yield Detail(self.word("text" if entry.kind == "recommendation" else "concluded"), entry.value)
        if p.get("recipient_name"):
            yield Detail(self.word("to"), f"{p['recipient_name']} ({p['addressee']})")
        if p.get("due"):
            yield Detail(self.word("due"), values.day(str(p["due"]), self.lang))
        if entry.conditions:
            yield Detail(self.word("because"), "; ".join(map(self._held, entry.conditions)))
        missing = p.get("missing")
        if isinstance(missing, tuple) and missing:
            yield Detail(self.word("missing"), ", ".join(map(str, missing)))

    def _held(self, held: Held) -> str:
        if held.title is not None:
            return f"{held.item} = {held.title}"
        status = say(STATUS, held.status or "", self.lang)
        why = f" ({say(REASON, held.reason, self.lang)})" if held.reason else ""
        return f"{held.item} = {status}{why}"

    def _fact(self, entry: Entry) -> Iterator[Detail]:
        p = entry.parameters
        yield Detail(self.word("title"), str(p["title"]))
        yield Detail(self.word("state"), values.state(str(p["state"]), self.lang))
        yield Detail(self.word("source"), f"{p['source_title']} ({p['source']})")
        for name in ("provider", "observed_at", "submitted_at", "evidence", "evidence_date", "address"):
            if p.get(name):
                text = str(p[name])
                is_day = name in ("observed_at", "submitted_at", "evidence_date")
                yield Detail(self.word(name), values.day(text, self.lang) if is_day else text)
