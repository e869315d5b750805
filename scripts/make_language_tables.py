"""Write the tables of keys in the pages about the rule language, from the JSON Schemas.

A table stands between `<!-- keys: FILE.DEFINITION -->` and `<!-- /keys -->`: the keys of a definition with values,
defaults and meaning, or the codes of a closed list. With `--check` nothing is written: the exit code is 1 when a page
is not as it would be written.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"docs/rule-language.md": "en", "docs/rule-language.ru.md": "ru"}

_MARKED = re.compile(r"(<!-- keys: ([a-z]+)\.([a-z_]+) -->\n).*?(<!-- /keys -->)", re.DOTALL)
_HEADS = {
    "en": ("key", "value", "default", "meaning", "code"),
    "ru": ("ключ", "значение", "без него", "что означает", "код"),
}
_HEADER = ("version", "status", "effective", "basis")
"""Keys of every versioned item, told once for all."""

_WORDS = {
    "boolean": {"en": "`true`, `false`", "ru": "`true`, `false`"},
    "integer": {"en": "whole number", "ru": "целое число"},
    "number": {"en": "number", "ru": "число"},
    "string": {"en": "text", "ru": "текст"},
    "array": {"en": "list", "ru": "список"},
    "id": {"en": "id", "ru": "обозначение"},
    "key": {"en": "name", "ru": "имя"},
    "period_id": {"en": "period", "ru": "период"},
    "date": {"en": "date", "ru": "дата"},
    "version": {"en": "`x.y.z`", "ru": "`x.y.z`"},
    "due": {"en": "`P3M`, `P1Y`", "ru": "`P3M`, `P1Y`"},
    "percent": {"en": "0 … 100", "ru": "0 … 100"},
    "condition": {"en": "condition", "ru": "условие"},
    "indicator_test": {"en": "condition", "ru": "условие"},
    "operand": {"en": "operand", "ru": "величина"},
    "names": {"en": "name or list", "ru": "название или список"},
    "at_zero": {"en": "number or `not_assessed`", "ru": "число или `not_assessed`"},
    "limit": {"en": "number or `{constant: …}`", "ru": "число или `{constant: …}`"},
    "tests": {"en": "`{input: test, …}`", "ru": "`{вход: условие, …}`"},
    "measure": {"en": "`{kind: …}`", "ru": "`{kind: …}`"},
    "at_period": {
        "en": "`current`, `previous`, `{back: N}`, period",
        "ru": "`current`, `previous`, `{back: N}`, период",
    },
    "counted": {"en": "name or `{fact: …}`", "ru": "имя или `{fact: …}`"},
    "numbers": {"en": "`{text: number, …}`", "ru": "`{текст: число, …}`"},
    "imputation": {
        "en": "`{carry_forward: N}`, `{mean_of: …}`, `{assume: N}`",
        "ru": "`{carry_forward: N}`, `{mean_of: …}`, `{assume: N}`",
    },
    "find": {
        "en": "`{itself: true}`, `{role: …}`, `{kinds: […]}`",
        "ru": "`{itself: true}`, `{role: …}`, `{kinds: […]}`",
    },
    "over": {
        "en": "`{last: N}`, `{since: …}`, each also with `until: previous`",
        "ru": "`{last: N}`, `{since: …}`, в том числе с `until: previous`",
    },
    "list_of": {"en": "list: {of}", "ru": "список: {of}"},
}
"""What stands for a type or for a definition that is told elsewhere."""

Schema = dict[str, Any]


@lru_cache
def schema(file: str) -> Schema:
    found: Schema = json.loads((ROOT / f"schemas/{file}.schema.json").read_text(encoding="utf-8"))
    return found


def resolved(file: str, node: Schema) -> tuple[str, str, Schema]:
    """Where a reference leads: its file, the name of the definition last met, and what stands there."""
    name = ""
    while "$ref" in node:
        target, _, name = node["$ref"].rpartition("#/definitions/")
        file = target.removesuffix(".schema.json") or file
        node = {**schema(file)["definitions"][name], **{k: v for k, v in node.items() if k != "$ref"}}
    return file, name, node


def table(file: str, definition: str, lang: str) -> str:
    whole = schema(file)
    found = whole["definitions"].get(definition) or whole["properties"][definition]
    lines = keys(file, found, lang) if "properties" in found else codes(found, lang)
    return "\n".join(lines)


def keys(file: str, found: Schema, lang: str) -> Iterator[str]:
    key, value, default, meaning, _ = _HEADS[lang]
    yield from (f"| {key} | {value} | {default} | {meaning} |", "|---|---|---|---|")
    required = found.get("required", ())
    header = _HEADER if set(_HEADER) <= set(found["properties"]) else ()
    for name, node in found["properties"].items():
        if name in header:
            continue
        of, defined, whole = resolved(file, node)
        shown = f"**`{name}`**" if name in required else f"`{name}`"
        usual = f"`{_code(whole['default'])}`" if "default" in whole else ""
        cells = (shown, values(of, defined, whole, lang), usual, said(whole, lang))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def values(file: str, defined: str, node: Schema, lang: str) -> str:
    """What may stand there, in short."""
    if "const" in node:
        return f"`{_code(node['const'])}`"
    if "enum" in node:
        return ", ".join(f"`{value}`" for value in node["enum"])
    if defined in _WORDS:
        return _WORDS[defined][lang]
    if "items" in node:
        of, name, item = resolved(file, node["items"])
        return _WORDS["list_of"][lang].format(of=values(of, name, item, lang))
    types = node["type"] if isinstance(node.get("type"), list) else [node.get("type")]
    return " / ".join(_of_type(str(kind), file, node, lang) for kind in types)


def _of_type(kind: str, file: str, node: Schema, lang: str) -> str:
    if kind == "object":
        branch = resolved(file, node["then"])[2] if "properties" not in node and "then" in node else node
        listed = ", ".join(branch.get("properties", ())) or "…"
        return f"`{{{listed}}}`"
    fixed = [v for b in ("then", "else") for v in _fixed(node.get(b, {}))] if kind == "string" else []
    return ", ".join(f"`{value}`" for value in fixed) or _WORDS[kind][lang]


def _fixed(branch: Schema) -> list[str]:
    return list(branch.get("enum", [branch["const"]] if "const" in branch else []))


def codes(found: Schema, lang: str) -> Iterator[str]:
    """The codes of a closed list with what its description says of each."""
    yield from (f"| {_HEADS[lang][4]} | {_HEADS[lang][3]} |", "|---|---|")
    text, sign = said(found, lang), {"en": ":", "ru": " –"}[lang]
    for code in found["enum"]:
        (meaning,) = re.findall(rf"(?:^|[ ;:]){code}{sign} ([^;.]+)", text)
        yield f"| `{code}` | {meaning} |"


def said(node: Schema, lang: str) -> str:
    russian, _, english = node["description"].partition("\n\n")
    return str(english if lang == "en" else russian)


def _code(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def filled(text: str, lang: str) -> str:
    """A page with its tables."""
    return _MARKED.sub(lambda m: f"{m[1]}\n{table(m[2], m[3], lang)}\n\n{m[4]}", text)


def stale() -> Iterator[str]:
    """The pages that are not as they would be written."""
    for page, lang in PAGES.items():
        text = (ROOT / page).read_text(encoding="utf-8")
        if filled(text, lang) != text:
            yield page


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        pages = list(stale())
        for page in pages:
            print(f"{page}: run scripts/make_language_tables.py", file=sys.stderr)
        return 1 if pages else 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    for page, lang in PAGES.items():
        path = ROOT / page
        path.write_text(filled(path.read_text(encoding="utf-8"), lang), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
