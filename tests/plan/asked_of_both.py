"""Words for cases worked out by hand; each case is asked of the oracle and of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from engine.decimals import plain_text
from engine.intervals import Domain
from engine.pack.model import (
    At,
    Constant,
    FactOperand,
    Fold,
    Indicator,
    Judgement,
    Limit,
    Resolution,
    Rung,
    Scale,
    Series,
    Test,
    Window,
)
from engine.statuses import FactState, Status
from tests.plan.compared import Case, Said
from tests.plan.given import Fact, Place
from tests.plan.packs import NOWHERE, SIX_YEARS, limit, pack

TOWN = (Place("t", "town"),)
REGION = (Place("r", "region"), *(Place(name, "town", "r") for name in "tuv"))


@dataclass(frozen=True)
class Told:
    said: Said

    def __call__(self, columns: str, *, of: str = "i", entity: str = "t", period: str = "2020") -> list[Any]:
        """Columns of one finding; numbers as plain text, marks joined by bars."""
        row = self.said["findings"][entity, period, of]
        return [_plain(name, row[name]) for name in columns.split()]

    def total(self, columns: str, *, of: str = "n", entity: str = "t", period: str = "2020") -> list[Any]:
        row = self.said["totals"][entity, period, of]
        return [_plain(name, row[name]) for name in columns.split()]


Ask = Callable[..., Told]


def asking(by: Callable[[Case], Said]) -> Ask:
    def ask(
        *rules: Indicator,
        facts: Sequence[Fact] = (),
        places: Sequence[Place] = TOWN,
        periods: Sequence[str] = ("2020",),
        constants: Sequence[tuple[str, str] | Constant] = (("ten", "10"),),
        resolution: Resolution | None = None,
        reevaluate: bool = False,
    ) -> Told:
        whole = pack(rules, resolution=resolution, constants=constants, periods=SIX_YEARS)
        return Told(by(Case(whole, tuple(places), tuple(facts), tuple(periods), reevaluate)))

    return ask


def _plain(name: str, x: Any) -> Any:
    if name == "marks":
        return "|".join(x)
    return plain_text(Decimal(x.numerator) / Decimal(x.denominator)) if isinstance(x, Fraction) else x


def ask_each(
    ask: Ask, cases: Mapping[str, tuple[Indicator, Sequence[Fact]]], columns: str, *beside: Indicator, **more: Any
) -> dict[str, list[Any]]:
    """Columns of the finding of each case; all are asked at once, each about a town of its own."""
    rules, facts, places = list(beside), [], []
    for n, (rule, given) in enumerate(cases.values()):
        rules.append(replace(rule, header=replace(rule.header, id=f"i{n}")))
        facts += [replace(f, entity=f"t{n}") for f in given]
        places.append(Place(f"t{n}", "town"))
    got = ask(*rules, facts=facts, places=places, **more)
    return {name: got(columns, of=f"i{n}", entity=f"t{n}") for n, name in enumerate(cases)}


# Facts


def number(key: str, value: str, period: str = "2020", *, entity: str = "t", source: str = "s1", **more: Any) -> Fact:
    return Fact(entity, period, key, Decimal(value), source, **more)


def numbers(key: str, values: str, *, first: int = 2016, entity: str = "t") -> list[Fact]:
    """One value a year from `first` on; `-` is no fact, a letter stands for a state (see `LETTERS`)."""
    found = []
    for year, value in enumerate(values.split(), first):
        if value in LETTERS:
            found.append(state(key, LETTERS[value], str(year), entity=entity))
        elif value != "-":
            found.append(number(key, value, str(year), entity=entity))
    return found


LETTERS = {
    "N": FactState.NOT_APPLICABLE,
    "U": FactState.UNCONFIRMED,
    "F": FactState.NOT_FOUND,
    "S": FactState.SUPPRESSED,
    "R": FactState.REJECTED,
    "A": FactState.CONFIRMED_ABSENT,
}


def among(key: str, **values: str) -> list[Fact]:
    """One value of 2020 for each entity."""
    return [number(key, value, entity=entity) for entity, value in values.items()]


def state(key: str, of: FactState, period: str = "2020", *, entity: str = "t", source: str = "s1", **more: Any) -> Fact:
    return Fact(entity, period, key, None, source, of, **more)


def members(key: str, text: str, period: str = "2020", *, entity: str = "t") -> Fact:
    return Fact(entity, period, key, Decimal(len(text.split("|")) if text else 0), "s1", text=text)


def text(key: str, said: str, *, entity: str = "t") -> Fact:
    return Fact(entity, "2020", key, Decimal(1), "s1", text=said)


def day(key: str, said: date, *, entity: str = "t") -> Fact:
    return Fact(entity, "2020", key, Decimal(said.toordinal()), "s1", text=said.isoformat())


# Operands, and the judgement of values


def back(n: int) -> Series:
    return Series(At(n))


def last(n: int, fold: Fold, *, until: int = 0, at_least: int = 1, gaps: bool = True) -> Series:
    return Series(Window(n, None, until), fold, at_least, gaps)


def since(period: str, fold: Fold, *, until: int = 0, at_least: int = 1, gaps: bool = True) -> Series:
    return Series(Window(None, period, until), fold, at_least, gaps)


def over(key: str, series: Series) -> FactOperand:
    return FactOperand(key, series)


def at_least(name: str, value: str) -> Test:
    return Test(name, low=limit(value, closed=True))


def below(name: str, value: str) -> Test:
    return Test(name, high=limit(value, closed=False))


def equals(name: str, value: str) -> Test:
    return Test(name, limit(value, closed=True), limit(value, closed=True))


def of_constant(name: str) -> Limit:
    return Limit(None, name, True, NOWHERE)


def at_least_constant(name: str, constant: str) -> Test:
    return Test(name, low=of_constant(constant))


def one_of(name: str, *names: str) -> Test:
    return Test(name, names=names)


def none_of(name: str, *names: str) -> Test:
    return Test(name, names=names, negated=True)


def rung(outcome: str, points: str | None, *tests: Test, meets: bool = False) -> Rung:
    return Rung(tests, outcome, None, None if points is None else Decimal(points), meets, None, NOWHERE)


def status(of: Status, *tests: Test) -> Rung:
    return Rung(tests, None, of, None, False, None, NOWHERE)


def scale(expression: str, least: str, most: str) -> Scale:
    return Scale(expression, Decimal(least), Decimal(most), NOWHERE)


def ladder(*rungs: Rung, inputs: Sequence[tuple[str, Any]] = (), **more: Any) -> Judgement:
    return Judgement(Domain(), rungs=rungs, inputs=tuple(inputs), **more)
