"""An indicator read from the part of its YAML that a test is about."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from engine.diagnostics.core import Diagnostic, Lang, Span
from engine.intervals import Domain
from engine.pack.build import read_document
from engine.pack.build_rules import indicator
from engine.pack.files import File
from engine.pack.model import FactKey, FactType, Indicator, Judgement, Measure, Operand, ValueMeasure
from engine.pack.nodes import children

HEAD = """format: indicators/1
indicators:
  - id: x
    version: 1.0.0
    status: approved
    effective: {from: 2020-01-01}
    title: X
    role: derived
    applies_to: {levels: [region], kinds: [region]}
"""
"""Nine lines: what a test writes begins at line 10, column 5."""

FACTS = {"people": FactKey("people", "p", FactType.NUMBER, None, Domain(True), (), None, True, Span("f"))}

T = TypeVar("T")


def document(body: str) -> bytes:
    return (HEAD + "".join(f"    {line}\n" for line in body.strip("\n").split("\n"))).encode()


def read(body: str) -> Indicator:
    """The indicator with `body` for its last lines, which must be right."""
    found, _ = read_document(File("f", document(body)))
    assert problems_of(body) == []
    assert found is not None
    return indicator(children(found.root, "indicators")[0], FACTS)


def problems_of(body: str) -> list[str]:
    """What is wrong: the code, the text at its place, those at the places related, and the message."""
    data = document(body)
    lines = data.decode().split("\n")
    return [line(problem, lines) for problem in read_document(File("f", data))[1]]


def line(problem: Diagnostic, lines: list[str]) -> str:
    related = "".join(f" see [{text_at(span, lines)}]" for span in problem.related)
    return f"{problem.code.id} [{text_at(problem.span, lines)}]{related} {problem.message(Lang.EN)}"


def text_at(span: Span, lines: list[str]) -> str:
    last = span.end_col - 1 if span.line == span.end_line else None
    return lines[span.line - 1][span.col - 1 : last]


def bare(value: T) -> T:
    """The same without any places."""
    if isinstance(value, Span):
        return cast(T, Span(""))
    if isinstance(value, tuple):
        return cast(T, tuple(map(bare, value)))
    if is_dataclass(value) and not isinstance(value, type):
        inner = {f.name: bare(getattr(value, f.name)) for f in fields(value)}
        return cast(T, replace(cast(Any, value), **inner))
    return value


def measure(body: str) -> Measure:
    return bare(read(f"measure: {body}").measure)


def operand(body: str) -> Operand:
    found = measure(f"{{kind: value, of: {body}}}")
    assert isinstance(found, ValueMeasure)
    return found.of


def judge(body: str) -> Judgement:
    """A judgement of the number of people, from its lines."""
    lines = "".join(f"\n  {written}" for written in body.strip("\n").split("\n"))
    found = read(f"measure: {{kind: value, of: people}}\njudge:{lines}").judge
    assert found is not None
    return bare(found)
