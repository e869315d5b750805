from __future__ import annotations

import os
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.diagnostics.core import Diagnostic, Lang, Span
from engine.intervals import Domain
from engine.pack.build import load_pack
from engine.pack.model import (
    Band,
    Basis,
    ChangeAs,
    ChangeMeasure,
    Combination,
    ConditionMode,
    DirectionTest,
    Effective,
    FactOperand,
    Find,
    Forms,
    FormulaMeasure,
    Header,
    IndicatorTest,
    ItemStatus,
    Limit,
    Months,
    Pack,
    PresenceMeasure,
    RatioMeasure,
    Resolution,
    Rollup,
    Target,
)

MINIMAL = Path(__file__).parents[1] / "packs" / "minimal"
FORMATS = (
    "pack/1, acts/1, sources/1, entities/1, facts/1, constants/1, calendar/1, indicators/1, directions/1, "
    "addressees/1, recommendations/1, requests/1, reference/1"
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    pack, problems = load_pack(MINIMAL, "p")
    assert problems == ()
    assert pack is not None
    return pack


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "pack"))


def told(problems: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{p.code.id} {p.span} {p.message(Lang.RU)} / {p.message(Lang.EN)}" for p in problems]


def nothing_but(folder: Path) -> list[str]:
    pack, problems = load_pack(folder, "p")
    assert pack is None
    return told(problems)


def test_no_such_folder(tmp_path: Path) -> None:
    assert nothing_but(tmp_path / "absent") == [
        "E200 p:1:1 Комплекта правил p нет: такой папки не существует / There is no rule pack at p: no such folder"
    ]


def test_a_file_is_not_a_pack() -> None:
    assert nothing_but(MINIMAL / "pack.yaml") == [
        "E201 p:1:1 p – файл, а комплект правил – это папка / p is a file, and a rule pack is a folder"
    ]


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Ничего", "utf-8")
    assert nothing_but(tmp_path) == ["E202 p:1:1 В папке p нет файлов YAML / The folder p has no YAML files"]


def test_a_folder_of_other_files_is_empty_too(tmp_path: Path) -> None:
    (tmp_path / "rules.xlsx").write_bytes(b"PK")
    assert nothing_but(tmp_path) == [
        "E202 p:1:1 В папке p нет файлов YAML / The folder p has no YAML files",
        "W205 p/rules.xlsx:1:1 Файл не относится к комплекту правил и не читается / "
        "The file is not part of a rule pack and is not read",
    ]


def test_a_pack_without_its_passport(copy: Path) -> None:
    (copy / "pack.yaml").unlink()
    assert nothing_but(copy) == [
        "E203 p:1:1 В комплекте нет файла pack.yaml формата pack/1 / "
        "The pack has no file pack.yaml of the format pack/1"
    ]


@pytest.mark.parametrize(
    ("file", "parts"),
    [("entities", ["kinds", "levels"]), ("calendar", ["periods"]), ("indicators", ["indicators"])],
)
def test_a_pack_without_a_part_it_cannot_do_without(copy: Path, file: str, parts: list[str]) -> None:
    (copy / f"{file}.yaml").unlink()
    assert nothing_but(copy) == [
        f"E210 p:1:1 В комплекте нет раздела {part} / The pack has no {part}" for part in parts
    ]


def test_a_part_is_not_missed_while_a_file_cannot_be_read(copy: Path) -> None:
    (copy / "calendar.yaml").write_text("format: calendar/1\nperiods: [\n", "utf-8")
    assert [line[:4] for line in nothing_but(copy)] == ["E021"]


def test_other_files_are_told_of_and_the_pack_is_built(copy: Path) -> None:
    for name in ("notes.txt", "old.yml"):
        (copy / name).write_text("x", "utf-8")
    for name in ("README", "README.ru.txt", "guide.md", "pack.lock", ".hidden.txt"):
        (copy / name).write_text("x", "utf-8")
    (copy / ".git").mkdir()
    (copy / ".git" / "config.yaml").write_text("- 1", "utf-8")
    (copy / "tests").mkdir()
    (copy / "tests" / "cases.yaml").write_text("- 1", "utf-8")
    pack, problems = load_pack(copy, "p")
    assert pack is not None
    assert [f"{p.code.id} {p.span}" for p in problems] == ["W205 p/notes.txt:1:1", "W205 p/old.yml:1:1"]


def test_a_link_out_of_the_folder_is_refused(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text((copy / "reference.yaml").read_text("utf-8"), "utf-8")
    (copy / "reference.yaml").unlink()
    (copy / "reference.yaml").symlink_to(tmp_path / "outside.yaml")
    assert nothing_but(copy) == [
        "E206 p/reference.yaml:1:1 Ссылка ведёт за пределы папки комплекта / The link leads out of the pack's folder"
    ]


def test_a_link_within_the_folder_is_followed(copy: Path, pack: Pack) -> None:
    (copy / "reference.yaml").rename(copy / ".reference")
    (copy / "reference.yaml").symlink_to(copy / ".reference")
    assert load_pack(copy, "p") == (pack, ())


def test_a_folder_that_is_a_link_is_not_entered(copy: Path) -> None:
    (copy / "again").symlink_to(copy, target_is_directory=True)
    assert [line[:4] for line in nothing_but(copy)] == ["E209"]


@pytest.mark.parametrize("name", ["more.yaml", "more", "tests"])
def test_a_link_to_itself_cannot_be_read(copy: Path, name: str) -> None:
    (copy / name).symlink_to(copy / name)
    assert [(d.code.id, d.span.file) for d in load_pack(copy, "p")[1]] == [("E209", f"p/{name}")]


def test_a_name_that_is_no_utf_8_is_refused(copy: Path) -> None:
    name = os.fsdecode(b"more\xff.yaml")
    (copy / name).write_text("")
    assert [(d.code.id, d.span.file) for d in load_pack(copy, "p")[1]] == [("E212", f"p/{name}")]


def test_a_pack_that_is_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "pack").symlink_to(tmp_path / "pack")
    assert [d.code.id for d in load_pack(tmp_path / "pack", "p")[1]] == ["E200"]


def test_a_link_that_leads_nowhere(copy: Path) -> None:
    (copy / "more.yaml").symlink_to(copy / "absent.yaml")
    assert nothing_but(copy) == [
        f"E209 p/more.yaml:1:1 Файл не удаётся прочитать: {os.strerror(2)} / The file cannot be read: {os.strerror(2)}"
    ]


def test_mistakes_of_all_files_are_told_at_once(copy: Path) -> None:
    for name, old, new in (
        ("acts.yaml", 'kind: приказ, issuer: Министерство, date: "2019-12-20"', "issuer: Министерство, date: 2019"),
        ("calendar.yaml", "2020-12-31", "2020-12-32"),
        ("sources.yaml", "open: true", "open: да"),
    ):
        text = (copy / name).read_text("utf-8")
        (copy / name).write_text(text.replace(old, new), "utf-8")
    assert [line.split(" ", 2)[:2] for line in nothing_but(copy)] == [
        ["E102", "p/acts.yaml:5:6"],
        ["E103", "p/acts.yaml:5:67"],
        ["E211", "p/calendar.yaml:6:57"],
        ["E106", "p/sources.yaml:5:110"],
    ]


def test_a_file_that_says_no_format_or_another(copy: Path) -> None:
    (copy / "a.yaml").write_text("- 1\n", "utf-8")
    (copy / "b.yaml").write_text("format: 1\n", "utf-8")
    (copy / "c.yaml").write_text("format: source/1\n", "utf-8")
    pack, problems = load_pack(copy, "p")
    assert pack is None
    assert [(p.code.id, str(p.span), p.hint(Lang.EN)) for p in problems] == [
        ("E208", "p/a.yaml:1:1", f"Begin with the line “format: NAME/1”; the formats are: {FORMATS}."),
        ("E207", "p/b.yaml:1:9", f"The formats are: {FORMATS}."),
        ("E207", "p/c.yaml:1:9", f"Did you mean “sources/1”? The formats are: {FORMATS}."),
    ]


def test_lists_may_be_split_and_lie_in_folders(copy: Path, pack: Pack) -> None:
    text = (copy / "recommendations.yaml").read_text("utf-8")
    head, first, *others = text.split("  - id: ")
    (copy / "texts").mkdir()
    (copy / "texts" / "a.yaml").write_text(head + "  - id: " + first, "utf-8")
    (copy / "recommendations.yaml").write_text(head + "".join(f"  - id: {other}" for other in others), "utf-8")
    split, problems = load_pack(copy, "p")
    assert problems == ()
    assert split is not None
    assert [r.header.id for r in split.recommendations] == ["1.3-I", "training-U", "1.1-A"]
    assert [r.header.span.file for r in split.recommendations] == [*["p/recommendations.yaml"] * 2, "p/texts/a.yaml"]
    assert split.indicators == pack.indicators


def test_the_folder_is_shown_as_it_was_given() -> None:
    assert [p.span.file for p in load_pack(MINIMAL / "absent")[1]] == [(MINIMAL / "absent").as_posix()]


def test_the_passport(pack: Pack) -> None:
    passport = pack.passport
    assert pack.folder == "p"
    assert passport.header == Header(
        "minimal",
        "1.0.0",
        ItemStatus.APPROVED,
        Effective(date(2020, 1, 1)),
        Basis("order", "п. 1"),
        Span("p/pack.yaml", 5, 3, 11, 15),
    )
    assert (passport.title, passport.language) == ("Наименьшая методика", "ru")
    assert [(s.id, s.text, s.items) for s in passport.statements] == [
        ("goal", "Проверить загрузку.", ()),
        ("principles", None, ("открытость", "полнота")),
    ]
    assert passport.parties[0].name == Forms("Институт", {"dat": "Институту"})
    assert passport.units == {"percent": "%", "person": "чел."}
    assert list(passport.outcomes)[:2] == ["growth", "no_growth"]
    assert passport.resolution == Resolution(("site", "reports"), ties_first=False)


def test_defaults_of_entities_and_facts(pack: Pack) -> None:
    assert [(k.id, k.assessed, k.letters) for k in pack.kinds] == [
        ("region", True, False),
        ("district", True, False),
        ("institute", False, True),
    ]
    trained, total, *_, groups = pack.facts
    assert (trained.domain, trained.absent_means, trained.additive) == (Domain(True, Decimal(0)), Decimal(0), True)
    assert (total.absent_means, total.additive) == (None, False)
    assert groups.vocabulary[0] == ("young", "молодые педагоги")
    assert [(r.value, r.items) for r in pack.references] == [("51", ()), (None, ("семинар", "клуб"))]


def test_indicators(pack: Pack) -> None:
    ratio, change, presence, count, formula, *_ = pack.indicators
    assert ratio.target == Target(None, "документ цели не устанавливает")
    assert isinstance(ratio.measure, RatioMeasure)
    assert (ratio.measure.scale, ratio.judge) == (100, None)
    assert change.measure == ChangeMeasure(
        FactOperand("trained", span=Span("p/indicators.yaml", 32, 33, 32, 40)), ChangeAs.DIFFERENCE
    )
    assert change.rollup == Rollup(Decimal(80))
    assert isinstance(presence.measure, PresenceMeasure)
    assert (presence.measure.need, presence.measure.not_found_is_absent) == (1, True)
    assert (count.levels, count.kinds, count.sources) == (("region",), ("region",), ("site",))
    assert isinstance(formula.measure, FormulaMeasure)
    assert formula.measure.expression == "100 * (all_people - trained) / all_people"
    assert [name for name, _ in formula.measure.where] == ["all_people", "trained"]
    assert formula.target is None


def test_bands(pack: Pack) -> None:
    _, change, presence, count, formula, *_ = pack.indicators
    assert change.judge is not None
    assert change.judge.domain == Domain(whole_numbers=True)
    zero = Span("p/indicators.yaml", 36, 36, 36, 37)
    assert change.judge.bands[0] == Band(
        "growth",
        Limit(Decimal(0), None, False, zero),
        None,
        Decimal(1),
        True,
        Span("p/indicators.yaml", 36, 11, 36, 49),
    )
    assert presence.judge is not None
    yes, no = presence.judge.bands
    assert yes.low is not None
    assert yes.low is yes.high
    assert (yes.low.value, yes.low.closed, yes.meets) == (Decimal(1), True, True)
    assert no.low is not None
    assert (no.low.value, no.meets) == (Decimal(0), False)
    assert count.judge is not None
    assert [(b.low.constant if b.low else None, b.high.constant if b.high else None) for b in count.judge.bands] == [
        ("enough-groups", None),
        (None, "enough-groups"),
    ]
    assert formula.judge is not None
    assert [(b.points, b.meets) for b in formula.judge.bands] == [(None, False), (None, False)]


def test_conditions_and_letters(pack: Pack) -> None:
    growth, alone, union = pack.recommendations
    assert growth.when == IndicatorTest("1.1", ("no_growth",), (), (), Span("p/recommendations.yaml", 10, 11, 10, 44))
    assert growth.due == Months(3)
    assert growth.about is None
    assert growth.text.startswith(
        "принять меры: обучено {value|plural:педагог,педагога,педагогов} против {previous_value}"
    )
    assert isinstance(alone.when, Combination)
    assert alone.when.mode is ConditionMode.ALL
    assert isinstance(alone.when.parts[1], Combination)
    assert alone.when.parts[1].mode is ConditionMode.NONE
    assert isinstance(union.when, DirectionTest)
    assert union.when.outcomes == ("poor", "unknown")
    assert [a.find for a in pack.addressees] == [
        Find(True, None, (), None),
        Find(False, None, ("institute",), "region"),
        Find(False, "union", (), "region"),
    ]


def test_all_versions_are_kept_and_one_is_in_force(pack: Pack) -> None:
    assert [c.header.rule for c in pack.constants] == ["enough-groups@1.0.0", "enough-groups@2.0.0"]
    assert [c.value for c in pack.at(date(2021, 12, 31)).constants] == [Decimal(2)]


def test_places_lead_to_single_values(pack: Pack) -> None:
    ratio = pack.indicators[0].header.span
    assert pack.places.value(ratio, "sources", 1) == Span("p/indicators.yaml", 14, 21, 14, 28)
    assert pack.places.value(ratio, "measure", "as") == Span("p/indicators.yaml", 16, 72, 16, 79)
    assert pack.places.key(ratio, "title") == Span("p/indicators.yaml", 10, 5, 10, 10)


@pytest.mark.parametrize(
    ("points", "meets"),
    [
        ((2, 1, 0), (True, False, False)),
        ((1, 0, 1), (True, False, True)),
        ((1, 1), (False, False)),
        ((None, 1, 0), (False, True, False)),
        ((1, None), (False, False)),
    ],
)
def test_the_greatest_points_meet_the_target(
    copy: Path, points: tuple[int | None, ...], meets: tuple[bool, ...]
) -> None:
    rows = [
        f"        - {{outcome: growth, equals: {n}{'' if p is None else f', points: {p}'}}}\n"
        for n, p in enumerate(points)
    ]
    text = (copy / "indicators.yaml").read_text("utf-8")
    start = text.index("        - {outcome: growth")
    end = text.index('\n  - id: "1.2"')
    (copy / "indicators.yaml").write_text(text[:start] + "".join(rows) + text[end:], "utf-8")
    pack, problems = load_pack(copy)
    assert problems == ()
    assert pack is not None
    assert pack.indicators[1].judge is not None
    assert tuple(band.meets for band in pack.indicators[1].judge.bands) == meets


def test_places_lead_into_formulas_and_explanations(copy: Path) -> None:
    text = (copy / "indicators.yaml").read_text("utf-8")
    judged = (
        "    judge:\n"
        "      inputs: {gap: {formula: value - goal}}\n"
        "      bands: [{outcome: high, says: 'это {value}'}]\n"
        "      points: {formula: 2 * gap, least: 0, most: 3}\n"
    )
    (copy / "indicators.yaml").write_text(text.rstrip("\n") + "\n" + judged, "utf-8")
    pack, problems = load_pack(copy, "p")
    assert problems == ()
    assert pack is not None
    judge = pack.indicators[-1].judge
    assert judge is not None
    assert judge.scale is not None
    line = text.rstrip("\n").count("\n") + 3
    says = pack.places.value(judge.bands[0].span, "says")
    assert [
        pack.places.inside(judge.inputs[0][1].span, 8, 12),
        pack.places.inside(says, 4, 11),
        pack.places.inside(judge.scale.span, 4, 7),
    ] == [
        Span("p/indicators.yaml", line, 39, line, 43),
        Span("p/indicators.yaml", line + 1, 42, line + 1, 49),
        Span("p/indicators.yaml", line + 2, 29, line + 2, 32),
    ]
