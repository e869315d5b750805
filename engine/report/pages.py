"""The page of a code: what it means, why it matters, how to mend it, an example. Markdown, in either language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from engine.diagnostics.core import Code, Lang, Severity, Text
from engine.diagnostics.table import all_codes, in_general, wordings

EXAMPLES = "examples.json"
"""Beside the codes: for each of them the bad and the good files and what is told of the bad ones, by language."""

_SEVERITIES = {
    Severity.ERROR: Text("error", "ошибка"),
    Severity.WARNING: Text("warning", "предупреждение"),
    Severity.NOTE: Text("note", "замечание"),
}
_AREAS = {
    "0": Text("the text of a YAML file", "запись файла YAML"),
    "1": Text("keys and values of a file", "ключи и значения файла"),
    "2": Text("the pack as a whole", "комплект в целом"),
    "3": Text("measures, judgements and totals", "измерение, оценка и сводные показатели"),
    "4": Text("texts, conclusions and versions", "тексты, заключения и версии"),
    "5": Text("fact sets", "наборы сведений"),
    "6": Text("tests of rules", "проверки правил"),
}
_OF_FACTS, _OF_TESTS = "5", "6"
_WHY = {
    Severity.ERROR: Text(
        "With this mistake a result would be wrong or absent, so nothing is evaluated until it is mended: "
        "`engine validate` and `engine evaluate` end with exit code 3.",
        "С такой ошибкой результат был бы неверным или его не было бы вовсе, поэтому до её исправления ничего не "
        "вычисляется: `engine validate` и `engine evaluate` завершаются с кодом 3.",
    ),
    Severity.WARNING: Text(
        "The results are computed, but they may mislead. The exit code stays 0; `engine validate --fail-on warning` "
        "makes it 1.",
        "Результаты вычисляются, но могут ввести в заблуждение. Код завершения остаётся 0; с "
        "`engine validate --fail-on warning` он станет 1.",
    ),
    Severity.NOTE: Text(
        "The results are right; the pack could be clearer. The exit code stays 0; `engine validate --fail-on note` "
        "makes it 1.",
        "Результаты верны, но комплект можно сделать понятнее. Код завершения остаётся 0; с "
        "`engine validate --fail-on note` он станет 1.",
    ),
}
_WHY_FACTS = {
    Severity.ERROR: Text(
        "The fact, or the whole file, cannot be relied on, so nothing is evaluated until it is mended: "
        "`engine evaluate` ends with exit code 5. With `--keep-going` what is wrong is set aside and listed in the "
        "results, and what it was to prove counts as not known.",
        "На эти сведения или на весь файл нельзя положиться, поэтому до исправления ничего не вычисляется: "
        "`engine evaluate` завершается с кодом 5. С параметром `--keep-going` ошибочное откладывается и перечисляется "
        "в результатах, а то, что оно должно было подтвердить, считается неизвестным.",
    ),
    Severity.WARNING: Text(
        "The facts are read, but not all may be as it was meant. The exit code stays 0.",
        "Сведения прочитаны, но, возможно, не всё так, как задумано. Код завершения остаётся 0.",
    ),
}
_WHY_TESTS = Text(
    "The test cannot be run as it is written, and a test that is not run proves nothing: `engine test` ends with exit "
    "code 4.",
    "Проверку в таком виде нельзя выполнить, а невыполненная проверка ничего не подтверждает: `engine test` "
    "завершается с кодом 4.",
)
_SUPPRESS = Text(
    "If it must stay for a time, say so in `pack.yaml`, with a reason and a last day:",
    "Если его нужно на время оставить, укажите это в `pack.yaml`, назвав причину и последний день:",
)
_REASON = Text("why it may stay", "почему это допустимо")
_MEANS = Text("What it means", "Что это значит")
_MATTERS = Text("Why it matters", "Почему это важно")
_MEND = Text("How to mend it", "Как исправить")
_ALSO = Text("It is also told in these words:", "Об этом сообщается и другими словами:")
_EXAMPLE = Text("Example", "Пример")
_TOLD = Text("What is told of it:", "Сообщение:")
_RIGHT = Text("Right:", "Правильно:")


def page_text(code: Code, lang: Lang) -> str:
    return "\n\n".join(_sections(code, lang)) + "\n"


def _sections(code: Code, lang: Lang) -> Iterator[str]:
    yield f"# {code.id} {code.name}"
    area = _AREAS[code.id[1]].fill(lang, {})
    yield f"*{_SEVERITIES[code.severity].fill(lang, {})} · {area}*"
    yield f"## {_MEANS.fill(lang, {})}"
    yield _sentence(in_general(code.text, lang))
    yield from _other_wordings(code, lang)
    yield f"## {_MATTERS.fill(lang, {})}"
    yield _why(code).fill(lang, {})
    yield f"## {_MEND.fill(lang, {})}"
    hints = dict.fromkeys(in_general(wording.hint, lang).strip() for wording in wordings(code))
    yield "\n".join(f"- {_sentence(hint)}" for hint in hints) if len(hints) > 1 else _sentence(next(iter(hints)))
    if code.severity is not Severity.ERROR and code.id[1] not in (_OF_FACTS, _OF_TESTS):
        yield _SUPPRESS.fill(lang, {})
        reason = _REASON.fill(lang, {})
        yield _fenced(f"suppress:\n  - {{code: {code.id}, reason: {reason}, until: 2027-06-30}}\n", "yaml")
    if example := _examples().get(code.id):
        yield f"## {_EXAMPLE.fill(lang, {})}"
        yield from _example(example, lang)


def _other_wordings(code: Code, lang: Lang) -> Iterator[str]:
    texts = dict.fromkeys(in_general(wording.text, lang) for wording in wordings(code))
    others = [text for text in texts if text != in_general(code.text, lang)]
    if others:
        yield _ALSO.fill(lang, {})
        yield "\n".join(f"- {_sentence(text)}" for text in others)


def _why(code: Code) -> Text:
    if code.id[1] == _OF_TESTS:
        return _WHY_TESTS
    return (_WHY_FACTS if code.id[1] == _OF_FACTS else _WHY)[code.severity]


def _example(example: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    for file, text in example["bad"].items():
        yield f"`{file}`:"
        yield _fenced(text, _language(file))
    yield _TOLD.fill(lang, {})
    yield _fenced(example["shown"][lang], "text")
    for number, (file, text) in enumerate(example["good"].items()):
        yield f"{_RIGHT.fill(lang, {})} `{file}`:" if number == 0 else f"`{file}`:"
        yield _fenced(text, _language(file))


def _language(file: str) -> str:
    ending = file.rpartition(".")[2]
    return ending if ending in ("yaml", "json", "csv") else "text"


def _fenced(text: str, language: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text.rstrip(chr(10))}\n{fence}"


_MARKS = re.compile(r"[\\`]|\*(?!\s)|<(?=[A-Za-z/!?])")


def _escaped(text: str) -> str:
    """Signs of messages that Markdown would take for its own."""
    return _MARKS.sub(r"\\\g<0>", text)


def _sentence(text: str) -> str:
    """A message or hint in general, with one full stop or an ellipsis at its end."""
    bare = _escaped(text.strip()).rstrip(".")
    return bare if bare.endswith(("…", "?")) else f"{bare}."


@cache
def _examples() -> dict[str, Any]:
    """Those of the package; none when they have not been made yet."""
    path = files("engine.diagnostics").joinpath(EXAMPLES)
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


_INDEX = Text("Codes of mistakes", "Коды ошибок")
_INTRO = Text(
    "Everything `engine` tells of a pack or a fact set has a code: E is an error, W a warning, N a note. "
    "`engine explain-error CODE` prints these pages.",
    "У каждого сообщения `engine` о комплекте правил или наборе сведений есть код: E – ошибка, W – предупреждение, "
    "N – замечание. Эти страницы показывает команда `engine explain-error КОД`.",
)
_HEADINGS = (Text("code", "код"), Text("name", "имя"), Text("message", "сообщение"))


def index_text(lang: Lang) -> str:
    """All codes by their areas, each with a link to its page."""
    return "\n\n".join(_index(lang)) + "\n"


def _index(lang: Lang) -> Iterator[str]:
    yield f"# {_INDEX.fill(lang, {})}"
    yield _INTRO.fill(lang, {})
    for area, title in _AREAS.items():
        codes = [code for code in all_codes() if code.id[1] == area]
        if codes:
            name = title.fill(lang, {})
            yield f"## {name[:1].upper()}{name[1:]}"
            yield "\n".join(_table(codes, lang))


def _table(codes: list[Code], lang: Lang) -> Iterator[str]:
    yield "| " + " | ".join(heading.fill(lang, {}) for heading in _HEADINGS) + " |"
    yield "|---" * len(_HEADINGS) + "|"
    for code in codes:
        message = _escaped(in_general(code.text, lang)).replace("|", "\\|")
        yield f"| [{code.id}]({code.id}.md) | {code.name} | {message} |"
