"""Formulas over findings, and whether there are findings with which they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.checks.reach import State

MOST_STEPS = 200
"""How many alternatives are looked into before a question is left without an answer."""

Found = State | None
"""What is found of an indicator; None: nothing, for it is not measured at the level of the entity."""

Founds = frozenset[Found]


@dataclass(frozen=True, slots=True)
class Among:
    """That what is found of the indicator is one of these."""

    indicator: str
    founds: Founds


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """That of which a mistake is told elsewhere: it may hold, and so may its denial."""


Formula = Among | AllOf | AnyOf | Unclear
"""A condition without denials: to deny that a finding is one of some is to say that it is one of the others."""


def given(formula: Formula, indicator: str, found: Found) -> Formula:
    """What is left of the formula where this is found of the indicator."""
    match formula:
        case Among(name, founds) if name == indicator:
            return AllOf(()) if found in founds else AnyOf(())
        case AllOf(parts):
            return AllOf(tuple(given(part, indicator, found) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(given(part, indicator, found) for part in parts))
        case _:
            return formula


def tests_of(formula: Formula, indicator: str) -> Iterator[Among]:
    """The tests in the formula of what is found of the indicator."""
    match formula:
        case Among(name, _) if name == indicator:
            yield formula
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from tests_of(part, indicator)


@dataclass(frozen=True, slots=True)
class _Branch:
    """What of a question is left: formulas still to be met, with what is found of indicators among these."""

    formulas: tuple[Formula, ...]
    left: Mapping[str, Founds]
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for findings with which formulas hold, alternative by alternative, first where there are the fewest."""

    founds_of: Callable[[str], Founds]

    def answer(self, formulas: tuple[Formula, ...]) -> bool | None:
        branches = [_Branch(formulas, {})]
        unclear = False
        for _ in range(MOST_STEPS):
            if not branches:
                return None if unclear else False
            branch = branches.pop()
            if branch.formulas:
                branches += self._grown(branch)
            elif branch.unclear:
                unclear = True
            else:
                return True
        return None

    def _grown(self, branch: _Branch) -> Sequence[_Branch]:
        """What it splits into at its narrowest choice, and without choices, that nothing is left to be met."""
        left, unclear = dict(branch.left), branch.unclear
        choices: list[AnyOf] = []
        todo = list(branch.formulas)
        while todo:
            match todo.pop():
                case Among(indicator, founds):
                    left[indicator] = founds & self._left(indicator, left)
                    if not left[indicator]:
                        return []
                case AllOf(parts):
                    todo.extend(parts)
                case AnyOf() as choice:
                    choices.append(choice)
                case Unclear():
                    unclear = True
        open_choices = [self._open(choice, left) for choice in choices]
        waiting = sorted((choice for choice in open_choices if choice is not None), key=lambda c: len(c.parts))
        if not waiting:
            return [_Branch((), left, unclear)]
        return [_Branch((part, *waiting[1:]), left, unclear) for part in reversed(waiting[0].parts)]

    def _open(self, choice: AnyOf, left: Mapping[str, Founds]) -> AnyOf | None:
        """Without the alternatives that are excluded by now; None where one of them holds already."""
        alternatives: list[Formula] = []
        for part in choice.parts:
            if isinstance(part, Among):
                known = self._left(part.indicator, left)
                if known <= part.founds:
                    return None
                if not known & part.founds:
                    continue
            alternatives.append(part)
        return AnyOf(tuple(alternatives))

    def _left(self, indicator: str, left: Mapping[str, Founds]) -> Founds:
        return left[indicator] if indicator in left else self.founds_of(indicator)
