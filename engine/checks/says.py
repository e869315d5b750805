"""How explanations put an outcome: with inputs of the judgement as placeholders; over the pack on one day."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.inputs import Inputs, Numbers, inputs_of
from engine.checks.texts import meant
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.pack.model import Judgement, Pack
from engine.pack.operands import DEPENDENCE
from engine.pack.template import Placeholder, parse_template


def explanations(judge: Judgement) -> Iterator[tuple[str, Span]]:
    """What the rows of a judgement say, each with the place of its row."""
    bands = (*judge.bands, *(band for variant in judge.variants for band in variant.bands))
    for text, span in (*((b.says, b.span) for b in bands), *((r.says, r.span) for r in judge.rungs)):
        if text is not None:
            yield text, span


def placeholders(pack: Pack) -> Iterator[Diagnostic]:
    """Broken placeholders, those of no input, and plural forms of what is no number."""
    for indicator in pack.indicators:
        if indicator.judge is not None:
            inputs = inputs_of(pack, indicator, indicator.judge)
            for text, row in explanations(indicator.judge):
                yield from _text(pack, inputs, text, _place(pack, row))


def _place(pack: Pack, row: Span) -> Span:
    """A dependence says it under `else`."""
    own = pack.places.value(row, "says")
    return own if own != row else pack.places.value(row, "else", "says")


def _text(pack: Pack, inputs: Inputs, text: str, place: Span) -> Iterator[Diagnostic]:
    template, problems = parse_template(text)
    for problem in problems:
        yield Diagnostic(problem.code, pack.places.inside(place, problem.start, problem.end), problem.params)
    for placeholder in template.placeholders:
        yield from _placeholder(inputs, placeholder, pack.places.inside(place, placeholder.start, placeholder.end))


def _placeholder(inputs: Inputs, placeholder: Placeholder, span: Span) -> Iterator[Diagnostic]:
    found = inputs.get(placeholder.path)
    params = {"path": placeholder.path}
    if found is None:
        known = [name for name in inputs if not name.startswith(DEPENDENCE)]
        yield Diagnostic(codes.UNKNOWN_PLACEHOLDER, span, {**params, **meant(placeholder, known)})
    elif placeholder.format is not None and not isinstance(found, Numbers):
        yield Diagnostic(codes.NOT_A_COUNT, span, params)
