"""Two checked packs with everything that a renderer has to bear: places, scripts, signs, hostile names."""

from __future__ import annotations

from engine.diagnostics import facts, pack, rules, shape, syntax
from engine.diagnostics.checked import CheckedPack, Suppressed
from engine.diagnostics.core import Diagnostic, Span, in_order

ACTS = "rules/p/acts.yaml"
BANDS = "rules/p/indicators.yaml"
ODD = "rules/p/a b, 100%:ж.yaml"

TEXTS = {
    ACTS: 'format: acts/1\nacts:\n  - id: order\n    date: "2020-01"\n  - id: order\n',
    BANDS: "bands:\n  - {outcome: high, above: 50}\n  - {outcome: low, below: 50}\n",
    ODD: "漢字: да\n",
}


def _date(line: int) -> Diagnostic:
    params = {"id": "order", "date": "2020-01"}
    return Diagnostic(pack.INCOMPLETE_ACT_DATE, Span(ACTS, line, 11, line, 20), params)


FIRST = CheckedPack(
    "rules/p",
    (ACTS, BANDS, "rules/p/pack.yaml", ODD),
    in_order(
        [
            Diagnostic(syntax.EMPTY_FILE, Span("rules/p/pack.yaml")),
            Diagnostic(
                pack.DUPLICATE_ID,
                Span(ACTS, 5, 5, 5, 14),
                {"id": "order", "first": Span(ACTS, 3, 5, 3, 14)},
                (Span(ACTS, 3, 5, 3, 14),),
            ),
            _date(4),
            Diagnostic(
                rules.GAP,
                Span(BANDS, 2, 3, 3, 31),
                {
                    "id": "share",
                    "witness": "50",
                    "or_whole_en": "",
                    "or_whole_ru": "",
                    "where_en": "between bands “low” and “high”",
                    "where_ru": "между полосами «low» и «high»",
                },
            ),
            Diagnostic(shape.YES_NO_IS, Span(ODD, 1, 5, 1, 7), {"text": "да", "word": "true", "place": "漢字"}),
            Diagnostic(pack.FOREIGN_FILE, Span("rules/p/\udcff <&>\x1b]\ufffe.txt")),
            Diagnostic(
                facts.UNKNOWN_ENTITY,
                Span("rules/p/Свод.xlsx", 7, 2, 7, 3, "Лист1!B7"),
                {"id": "100%: a,b", "near_en": "", "near_ru": ""},
            ),
        ]
    ),
    (Suppressed(_date(9), "Дата уточняется в архиве", "2027-06-30"),),
)
CLEAN = CheckedPack("rules/q", ("rules/q/pack.yaml",), ())
PACKS = (FIRST, CLEAN)
