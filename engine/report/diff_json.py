"""A comparison of packs as JSON for programs: stable keys and codes, sentences in both languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engine.decimals import plain_text
from engine.diagnostics.core import Diagnostic, Lang, Span
from engine.diffing.changes import Change
from engine.diffing.compared import ItemDiff, Numbering
from engine.diffing.effects import CauseEffect, Effect, FieldEffect
from engine.diffing.outcome import Diff, FactsDiff, Side
from engine.pack.source import Node, plain
from engine.pack.versions import Step
from engine.report.diff_words import Words
from engine.report.rich import as_text
from engine.version import VERSION

Object = dict[str, object]


def to_json(diff: Diff, lang: Lang) -> str:
    words = {each: Words(each, diff.old.pack, diff.new.pack) for each in Lang}
    packs = diff.packs
    made = {
        "format": "diff/1",
        "engine": VERSION,
        "language": str(lang),
        "changed": not diff.is_empty,
        "old": _side(diff.old),
        "new": _side(diff.new),
        "summary": {"items": len(packs.items), "step": _step(packs.step), "wrong_versions": packs.wrong},
        "pack": {
            **_numbering(packs.numbering),
            "old_place": _place(packs.old_place),
            "new_place": _place(packs.new_place),
        },
        "items": [_item(item, words) for item in packs.items],
        "only_layout": list(diff.only_layout),
        "facts": [_facts(facts) for facts in diff.facts],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _side(side: Side) -> Object:
    header = side.pack.passport.header
    return {"shown": side.shown, "pack": header.id, "version": header.version}


def _step(step: Step | None) -> str | None:
    return step.name.lower() if step else None


def _numbering(numbering: Numbering) -> Object:
    return {
        "old_version": numbering.old,
        "new_version": numbering.new,
        "step": _step(numbering.step),
        "verdict": numbering.verdict.value,
        "wanted_version": numbering.wanted,
    }


def _item(item: ItemDiff, words: Mapping[Lang, Words]) -> Object:
    return {
        "kind": item.kind,
        "id": item.id,
        "fate": item.fate.value,
        **_numbering(item.numbering),
        "old_place": _place(item.old_place),
        "new_place": _place(item.new_place),
        "titles": {str(lang): told.item(item) for lang, told in words.items()},
        "changes": [_change(change, item, words) for change in item.changes],
    }


def _change(change: Change, item: ItemDiff, words: Mapping[Lang, Words]) -> Object:
    return {
        "how": change.how.value,
        "path": [str(step) for step in change.path],
        "old_key": change.old_key,
        "old": _node(change.old),
        "new": _node(change.new),
        "old_place": _place(change.old_place),
        "new_place": _place(change.new_place),
        "messages": {str(lang): as_text(told.change(change, item)) for lang, told in words.items()},
    }


def _node(node: Node | None) -> object:
    return None if node is None else _value(plain(node))


def _value(value: object) -> object:
    """Numbers that are no whole ones as texts, so that no program rounds them."""
    match value:
        case Decimal():
            return plain_text(value)
        case date():
            return value.isoformat()
        case dict():
            return {str(key): _value(item) for key, item in value.items()}
        case list() | tuple():
            return [_value(item) for item in value]
        case None | bool() | int():
            return value
        case _:
            return str(value)


def _place(span: Span | None) -> Object | None:
    """Lines and columns count characters from 1; the end is exclusive."""
    if span is None:
        return None
    return {
        "file": span.file,
        "start": {"line": span.line, "column": span.col},
        "end": {"line": span.end_line, "column": span.end_col},
    }


def _facts(facts: FactsDiff) -> Object:
    effects = facts.effects
    return {
        "folder": facts.folder,
        "title": facts.title,
        "label": facts.label,
        "periods": list(facts.periods),
        "grouped": any(c.cause.grouped for c in effects.causes),
        "refused": {
            "old": [_refused(d) for d in facts.refused[0]],
            "new": [_refused(d) for d in facts.refused[1]],
        },
        "causes": [_cause(cause) for cause in effects.causes],
        "effects": [_effect(effect) for effect in effects.effects],
    }


def _refused(diagnostic: Diagnostic) -> Object:
    messages = {str(lang): diagnostic.message(lang) for lang in Lang}
    return {"code": diagnostic.code.id, "place": _place(diagnostic.span), "messages": messages}


def _cause(cause: CauseEffect) -> Object:
    return {
        "items": list(cause.cause.names),
        "along": list(cause.cause.along),
        "grouped": cause.cause.grouped,
        "possible": cause.possible,
        "alone": {what.value: count for what, count in cause.alone.items()},
        "cancelled": [
            {"what": r.what.value, "entity": r.entity, "period": r.period, "item": r.item} for r in cause.hidden
        ],
    }


def _effect(effect: Effect) -> Object:
    """`causes` are places in the list of causes, from 0."""
    row = effect.row
    return {
        "what": row.what.value,
        "entity": row.entity,
        "period": row.period,
        "item": row.item,
        "by": effect.by.value,
        "causes": list(effect.causes),
        "fields": [_field(field) for field in effect.fields],
        "said": {name: _value(value) for name, value in effect.said.items()},
    }


def _field(field: FieldEffect) -> Object:
    return {
        "name": field.name,
        "old": _value(field.old),
        "new": _value(field.new),
        "by": field.by.value,
        "causes": list(field.causes),
    }
