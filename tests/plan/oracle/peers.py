"""An entity's place among others for the same period."""

from __future__ import annotations

import math
from fractions import Fraction

from engine.pack.model import FindingTake, PeerAs, PeersMeasure, Ties
from tests.plan.oracle.measures import Measured
from tests.plan.oracle.numbers import Number, in_double, mean, total


def placed(measure: PeersMeasure, own: Fraction, peers: list[Fraction]) -> Measured:
    """`peers` are the numbers of the set, the entity's own among them unless it is left out."""
    if measure.shown_as is PeerAs.COUNT:
        return Measured(Fraction(len(peers)))
    return Measured(_place(measure, own, peers) if peers else None, "not_computable")


def _place(measure: PeersMeasure, own: Fraction, peers: list[Fraction]) -> Number:
    match measure.shown_as:
        case PeerAs.MIN_MAX:
            return _min_max(measure, own, peers)
        case PeerAs.SHARE_OF_BEST:
            above, under = (min(peers), own) if measure.lower_is_better else (own, max(peers))
            return in_double(lambda s, a, b: s * a / b, Fraction(measure.scale), above, under)
        case PeerAs.Z_SCORE:
            return _z_score(measure, own, peers)
        case PeerAs.RANK:
            return _rank(measure, own, peers)
        case PeerAs.PERCENTILE:
            behind = len(peers) - len(_better(measure, own, peers))
            return in_double(lambda k, n: 100 * k / n, Fraction(behind), Fraction(len(peers)))
        case PeerAs.ZONE:
            before = len(_better(measure, own, peers))
            return Fraction(min(measure.zones, 1 + before * measure.zones // len(peers)))
        case PeerAs.MEAN:
            return mean(peers)
        case PeerAs.LEAST:
            return min(peers)
        case PeerAs.GREATEST:
            return max(peers)
    raise ValueError(measure.shown_as)


def _better(measure: PeersMeasure, own: Fraction, peers: list[Fraction]) -> list[Fraction]:
    return [x for x in peers if (x < own if measure.lower_is_better else x > own)]


def _all_equal(measure: PeersMeasure) -> Number:
    return None if measure.all_equal is None else Fraction(measure.all_equal)


def _min_max(measure: PeersMeasure, own: Fraction, peers: list[Fraction]) -> Number:
    best, worst = (min(peers), max(peers)) if measure.lower_is_better else (max(peers), min(peers))
    if best == worst:
        return _all_equal(measure)
    scale = Fraction(measure.scale)
    there = in_double(lambda s, a, b: s * a / b, scale, own - worst, best - worst)
    return None if there is None else min(scale, max(Fraction(0), there))


def _z_score(measure: PeersMeasure, own: Fraction, peers: list[Fraction]) -> Number:
    middle, n = mean(peers), len(peers) - measure.sample
    assert middle is not None
    span = max(peers) - min(peers)
    if not span:
        return _all_equal(measure)
    squares = [in_double(lambda d, s: (d / s) * (d / s), x - middle, span, places=15) or Fraction(0) for x in peers]
    z = in_double(lambda d, s, q, k: d / s / math.sqrt(q / k), own - middle, span, total(squares), Fraction(n))
    return -z if z is not None and measure.lower_is_better else z


def _rank(measure: PeersMeasure, own: Fraction, peers: list[Fraction]) -> Number:
    better = _better(measure, own, peers)
    if measure.ties is Ties.DENSE:
        return Fraction(1 + len(set(better)))
    standard = Fraction(1 + len(better))
    if measure.ties is Ties.AVERAGE:
        return standard + Fraction(max(0, peers.count(own) - 1), 2)
    return standard


def number_of(measure: PeersMeasure, value: Number, points: Number) -> Number:
    """What of a scored finding is held against the others."""
    return points if measure.of.take is FindingTake.POINTS else value
