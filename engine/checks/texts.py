"""What every text may say, and how a placeholder is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.checks.words import FORMS, PERIODS
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.diagnostics.pack import named, near
from engine.pack.model import Forms, Pack, Recommendation, Request
from engine.pack.template import Placeholder, parse_template


@dataclass(frozen=True, slots=True)
class Use:
    """A placeholder in a text, as its checks see it."""

    pack: Pack
    item: Recommendation | Request
    placeholder: Placeholder

    def say(self, code: Code, **params: object) -> Diagnostic:
        return Diagnostic(code, self._span, {"path": self.placeholder.path, **params})

    @property
    def _span(self) -> Span:
        return self.pack.places.inside(self.item.text_span, self.placeholder.start, self.placeholder.end)


Check = Callable[[Use], Iterator[Diagnostic]]
"""Why a placeholder may stay empty."""

Words = Mapping[str, Check]
"""The placeholders a text knows, and the check of each."""


def always_filled(_: Use) -> Iterator[Diagnostic]:
    return iter(())


def common_words(pack: Pack) -> dict[str, Check]:
    """What recommendations and requests alike may say; constants are checked as references are."""
    words: dict[str, Check] = {"as_of": always_filled, "due": _due}
    words |= dict.fromkeys((*PERIODS, *(f"{name}.title" for name in PERIODS)), always_filled)
    words |= dict.fromkeys((f"entity.{form}" for form in FORMS), always_filled)
    words |= dict.fromkeys((f"constant.{constant.header.id}" for constant in pack.constants), always_filled)
    for party in pack.passport.parties:
        words |= {f"{party.id}.{form}": form_check(party.id, party.name) for form in FORMS}
    return words


def _due(use: Use) -> Iterator[Diagnostic]:
    if use.item.due is None:
        yield use.say(codes.NO_DUE)


def form_check(owner: str, forms: Forms) -> Check:
    """That the form asked for is given for `owner`."""

    def check(use: Use) -> Iterator[Diagnostic]:
        form = use.placeholder.part or ""
        if forms.get(form) is None:
            yield use.say(codes.NO_FORM, id=owner, form=form)

    return check


def meant(placeholder: Placeholder, words: Iterable[str]) -> dict[str, str]:
    """What there is instead of a placeholder that is not known: its parts, where there is nothing but parts of it."""
    known = tuple(words)
    parts = [word for word in known if word.startswith(f"{placeholder.name}.")]
    if parts:
        return {**near("", ()), **named(f"{{{part}}}" for part in parts)}
    return {**near(placeholder.path, known), **named(f"{{{word}}}" for word in known)}


def check_text(
    pack: Pack, item: Recommendation | Request, words: Words, numbers: frozenset[str]
) -> Iterator[Diagnostic]:
    """Broken and unknown placeholders, those that may stay empty, and plural forms of what is no number."""
    template, problems = parse_template(item.text)
    for problem in problems:
        yield Diagnostic(problem.code, pack.places.inside(item.text_span, problem.start, problem.end), problem.params)
    for placeholder in template.placeholders:
        use = Use(pack, item, placeholder)
        check = words.get(placeholder.path)
        if check is not None:
            yield from check(use)
        elif not (placeholder.name == "constant" and placeholder.part):
            yield use.say(codes.UNKNOWN_PLACEHOLDER, **meant(placeholder, words))
        if placeholder.format is not None and placeholder.name != "constant" and placeholder.path not in numbers:
            yield use.say(codes.NOT_A_COUNT)
