"""What the plan and the oracle say, in one form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from engine.intervals import Domain
from engine.pack.model import Pack
from tests.plan.given import Fact, Place
from tests.plan.oracle.evaluate import Oracle
from tests.plan.packs import NOWHERE
from tests.plan.world import Outcome, run

Said = dict[str, Any]


@dataclass(frozen=True)
class Case:
    pack: Pack
    places: tuple[Place, ...]
    facts: tuple[Fact, ...]
    periods: tuple[str, ...]
    reevaluate: bool = False

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Only what the tests vary, for Hypothesis to print: a whole pack fills screens."""
        printer.text(shown(self))


def shown(case: Case) -> str:
    rules = [
        f"{i.header.rule}: {i.measure} levels {i.levels} kinds {i.kinds} sources {i.sources} {i.rollup or ''}"
        f" {i.rounding or ''}\n    {i.judge or ''}"
        for i in case.pack.indicators
    ]
    facts = [f"{n}: {fact}" for n, fact in enumerate(case.facts)]
    resolution = str(case.pack.passport.resolution)
    lines = [*rules, resolution, *map(str, case.places), *facts, str(case.periods), f"{case.reevaluate=}"]
    text = "\n".join(["", *lines])
    for usual in (
        *(f"span={NOWHERE!r}", f"domain={Domain()!r}", "outcomes=()", "constant=None", "says=None"),
        *(
            "series=Series(at=At(back=0, period=None), fold=None, at_least=1, gaps=True)",
            "take=<FactTake.VALUE: 'value'>",
        ),
        *("provider=None", "observed=None", "submitted=None", "correction=False", "text=None", "rounding=None"),
        *("missing=None", "members=()", "numbers=()", "evidence=None", "evidence=False", "evidence_date=None"),
    ):
        text = text.replace(f", {usual}", "")
    return text


def number(x: Any) -> Fraction | None:
    return None if x is None else Fraction(x)


def said_by_plan(got: Outcome) -> Said:
    findings = {
        key: {
            **{name: row[name] for name in ("status", "reason", "outcome", "covered", "countable")},
            **{name: number(row[name]) for name in ("value", "points", "lower", "upper")},
            "meets": row["meets"],
            "facts": sorted(row["facts"] or ()),
            "marks": sorted(row["marks"].split(";")) if row["marks"] else [],
        }
        for key, row in got.findings.items()
    }
    totals = {
        key: {n: x if n in ("assessed", "applicable") else number(x) for n, x in row.items()}
        for key, row in got.totals.items()
    }
    return {"findings": findings, "totals": totals, "asked": got.asked, "losers": got.losers}


def said_by_oracle(oracle: Oracle) -> Said:
    findings: dict[Any, Any] = {}
    totals: dict[Any, Any] = {}
    for key, f in oracle.findings.items():
        findings[key] = {
            **{name: getattr(f.judged, name) for name in ("status", "reason", "value", "outcome", "points", "meets")},
            **{name: getattr(f, name) for name in ("lower", "upper", "covered", "countable")},
            "facts": sorted(f.facts),
            "marks": sorted(f.marks),
        }
        if f.total is not None:
            names = ("value", "assessed", "applicable", "lower", "upper", "maximum", "nominal")
            totals[key] = {name: getattr(f.total, name) for name in names}
    return {"findings": findings, "totals": totals, "asked": oracle.asked(), "losers": oracle.losers()}


def by_plan(case: Case) -> Said:
    return said_by_plan(run(case.pack, case.places, case.facts, case.periods, reevaluate=case.reevaluate))


def by_oracle(case: Case) -> Said:
    return said_by_oracle(Oracle(case.pack, case.places, case.facts, case.periods, reevaluate=case.reevaluate))


def differences(case: Case, *, also: Sequence[str] = (), but: Sequence[str] = ()) -> list[str]:
    """What the plan says otherwise than the oracle, a line each; `also` requests (`asked`) or `losers`."""
    plan, oracle = by_plan(case), by_oracle(case)
    lines = []
    for what in ("findings", "totals"):
        lines += list(_rows(what, plan[what], oracle[what], but))
    for what in also:
        lines += [f"{what}: only the plan: {row}" for row in sorted(plan[what] - oracle[what])]
        lines += [f"{what}: only the oracle: {row}" for row in sorted(oracle[what] - plan[what])]
    return lines


def _rows(what: str, plan: Mapping[Any, Any], oracle: Mapping[Any, Any], but: Sequence[str]) -> Iterator[str]:
    for key in sorted({*plan, *oracle}):
        ours, theirs = oracle.get(key), plan.get(key)
        if ours is None or theirs is None:
            yield f"{what} {key}: plan {theirs}, oracle {ours}"
            continue
        for n in ours:
            if n not in but and ours[n] != theirs[n]:
                yield f"{what} {key} {n}: plan {_text(theirs[n])}, oracle {_text(ours[n])}"


def _text(x: Any) -> Any:
    return float(x) if isinstance(x, Fraction) else x
