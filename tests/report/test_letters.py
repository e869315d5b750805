from __future__ import annotations

from dataclasses import replace

from engine.diagnostics.core import Lang
from engine.pack.model import RequestKind
from engine.report.letters import asking_order, grouped
from engine.report.names import names_of
from tests.report.fixture import PACK, RESULTS, recommendation, request

NAMES = names_of(RESULTS, Lang.RU)


def test_groups_go_by_number_and_addressees_as_the_pack_lists_them() -> None:
    first, second = PACK.groups
    one, other = PACK.addressees
    addressees = (replace(one, id="z"), replace(one, id="a"), replace(other, id="m"))
    pack = replace(PACK, groups=(replace(first, number=2), replace(second, number=1)), addressees=addressees)
    letters = [
        recommendation(n, group=group, addressee=addressee)
        for n, (group, addressee) in enumerate(
            [("?", "b"), ("infrastructure", "a"), ("infrastructure", "z"), ("municipal", "m"), ("infrastructure", "a")]
        )
    ]
    found = grouped(letters, names_of(replace(RESULTS, pack=pack), Lang.RU))
    assert [(group, [(name, [r.rule for r in same]) for name, same in addressed]) for group, addressed in found] == [
        ("Группа 1. Органы местного самоуправления", [("Руководители органов местного самоуправления", ["r3@1.0.0"])]),
        ("Группа 2. Сущности", [("Центр", ["r2@1.0.0"]), ("Центр", ["r1@1.0.0", "r4@1.0.0"])]),
        ("Вне групп", [("b", ["r0@1.0.0"])]),
    ]


def test_sources_are_numbered_when_there_are_several() -> None:
    assert asking_order(request(RequestKind.LATE, sources=()), NAMES) == ""
    assert asking_order(request(RequestKind.LATE, sources=("site",)), NAMES) == "сайт института"
    assert asking_order(request(RequestKind.LATE, sources=("site", "x")), NAMES) == "1) сайт института; 2) x"
