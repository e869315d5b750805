"""All checks of a pack, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.checks import (
    acts,
    aggregates,
    applies,
    bands,
    conditions,
    cycles,
    facts,
    findings,
    formulas,
    ids,
    ladders,
    measures,
    periods,
    references,
    requests,
    says,
    templates,
    testing,
    units,
    windows,
    zeros,
)
from engine.checks.snapshots import snapshots
from engine.diagnostics.core import Diagnostic, in_order
from engine.pack.model import Pack

Check = Callable[[Pack], Iterator[Diagnostic]]

OF_ALL_VERSIONS: tuple[Check, ...] = (
    ids.duplicate_ids,
    ids.duplicate_parts,
    ids.duplicate_numbers,
    ids.reserved_names,
    ids.versions,
    ids.reversed_effective,
    periods.reversed_periods,
    periods.overlapping_periods,
    acts.incomplete_dates,
    acts.same_requisites,
    requests.missing_requests,
    requests.second_requests,
    references.unknown_names,
    references.not_in_force,
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
    templates.recommendations,
    templates.requests,
)
"""Checks of the pack as it stands on one day, each item in the one version then in force."""


def check_pack(pack: Pack) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the rules of a pack, by place; each thing once, however many days it is wrong."""
    found = [diagnostic for check in OF_ALL_VERSIONS for diagnostic in check(pack)]
    for snapshot in snapshots(pack):
        found += [diagnostic for check in OF_ONE_DAY for diagnostic in check(snapshot)]
    return in_order(found)
