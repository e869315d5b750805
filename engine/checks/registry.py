"""All checks of a pack, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from engine.checks import (
    acts,
    addressees,
    aggregates,
    applies,
    bands,
    conditions,
    cycles,
    facts,
    findings,
    formulas,
    grounds,
    ids,
    ladders,
    measures,
    periods,
    reasoning,
    references,
    requests,
    says,
    templates,
    testing,
    units,
    unused,
    windows,
    zeros,
)
from engine.checks.snapshots import snapshots
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic, in_order
from engine.pack.model import Pack

Check = Callable[[Pack], Iterator[Diagnostic]]

OF_ALL_VERSIONS: tuple[Check, ...] = (
    ids.duplicate_ids,
    ids.duplicate_parts,
    ids.duplicate_numbers,
    ids.reserved_names,
    ids.versions,
    ids.holes,
    ids.reversed_effective,
    periods.reversed_periods,
    periods.overlapping_periods,
    acts.incomplete_dates,
    acts.same_requisites,
    acts.reversed_dates,
    grounds.without_basis,
    grounds.without_sources,
    requests.missing_requests,
    requests.second_requests,
    references.unknown_names,
    references.not_in_force,
    unused.unused,
    facts.domains,
    facts.absences,
    formulas.formulas,
    formulas.of_judgements,
    testing.names,
    testing.unused,
    ladders.missing,
    windows.lengths,
    windows.windows,
    windows.amounts,
)
"""Checks of the whole pack, every version of everything."""

OF_ONE_DAY: tuple[Check, ...] = (
    applies.kinds,
    applies.parents,
    applies.directions,
    cycles.measures,
    cycles.parents,
    measures.types,
    measures.needs,
    measures.rollups,
    measures.levels,
    findings.takes,
    findings.peers,
    findings.siblings,
    aggregates.points,
    aggregates.weights,
    aggregates.silent,
    aggregates.limits,
    aggregates.levels,
    units.mixed,
    zeros.divisors,
    testing.tests,
    bands.bands,
    ladders.variants,
    ladders.ladders,
    says.placeholders,
    conditions.outcomes,
    conditions.reasons,
    conditions.direction_tests,
    conditions.levels,
    conditions.abouts,
    reasoning.conditions,
    addressees.out_of_reach,
    templates.recommendations,
    templates.requests,
)
"""Checks of the pack as it stands on one day, each item in the one version then in force."""


_UNCLEAR = (
    codes.DUPLICATE_ID,
    codes.DUPLICATE_VERSION,
    codes.OVERLAPPING_VERSIONS,
    codes.UNKNOWN_LEVEL,
    codes.UNKNOWN_KIND,
)


def check_pack(pack: Pack) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the rules of a pack, by place; each thing once, however many days it is wrong.

    Where it is not clear what an id, a level or a kind is, how the pack stands on a day is not looked at: what is wrong
    there may follow from that alone.
    """
    found = [diagnostic for check in OF_ALL_VERSIONS for diagnostic in check(pack)]
    clear = not any(diagnostic.code in _UNCLEAR for diagnostic in found)
    for snapshot in snapshots(pack) if clear else ():
        found += [diagnostic for check in OF_ONE_DAY for diagnostic in check(snapshot)]
    return in_order(found)


def check_on(pack: Pack, day: date) -> tuple[Diagnostic, ...]:
    """What is told of a pack only as seen on a day; nothing that is evaluated depends on it."""
    return in_order(acts.on_day(pack, day))
