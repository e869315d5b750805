"""The names that texts know."""

from __future__ import annotations

FORMS = ("name", "gen", "dat", "acc", "ins", "pre", "short")
"""The name of somebody and its case forms."""

PERIODS = ("period", "previous_period", "next_period")

OF_A_FINDING = (
    "points",
    "max_points",
    "value",
    "measured",
    "previous_value",
    "change",
    "change_percent",
    "numerator",
    "denominator",
    "reached",
    "unreached",
)
"""What a recommendation may say of the finding it is about."""

OF_A_REQUEST = {
    "source": ("clarify",),
    "source_2": ("clarify",),
    "value_1": ("clarify",),
    "value_2": ("clarify",),
    "evidence": ("restore_access",),
    "submitted_at": ("late",),
    "submit_by": ("late",),
    "value": ("late", "restore_access", "confirm"),
}
"""What only some kinds of request know."""

NUMBERS = frozenset(OF_A_FINDING) - {"reached", "unreached"}
"""Placeholders of recommendations that a plural form may go with, besides constants."""

RESERVED = frozenset(
    (
        *PERIODS,
        *OF_A_FINDING,
        *OF_A_REQUEST,
        "as_of",
        "due",
        "entity",
        "addressee",
        "constant",
        "indicator",
        "direction",
        "fact",
        "sources",
    )
)
"""Names that no party may have, since they stand for something else."""
