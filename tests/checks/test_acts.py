"""Acts that expire, or that nobody has looked up for long: told by `engine validate` alone, which has a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.diagnostics.core import Lang, Span
from engine.workflows.inputs import load_checked
from engine.workflows.validate import validate
from tests.checks.variants import MINIMAL, Edit

EVERY_YEAR = Edit("pack.yaml", "", "\ncheck_acts_every: P12M\n")


def order(written: str) -> Edit:
    """The act «order», which nearly everything rests on, with something more about it."""
    return Edit("acts.yaml", 'number: "01/100"', f'number: "01/100", {written}')


def concept(written: str) -> Edit:
    """The act «concept», which only a number stated for reference rests on."""
    return Edit("acts.yaml", 'number: "01/101"', f'number: "01/101", {written}')


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(tmp_path / "p")


class Pack:
    """The minimal pack in a folder, with edits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def written(self, *edits: Edit) -> Path:
        texts = {path.name: path.read_text("utf-8") for path in MINIMAL.glob("*.yaml")}
        for file, old, new in edits:
            assert not old or texts[file].count(old) == 1, (file, old)
            texts[file] = texts[file].replace(old, new) if old else texts[file] + new
        self.folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (self.folder / name).write_text(text, "utf-8")
        return self.folder

    def told(self, day: str, *edits: Edit) -> list[str]:
        """Code and marked text of each diagnostic as seen on a day."""
        found = validate(self.written(*edits), date.fromisoformat(day)).diagnostics
        return [f"{d.code.id} {self.marked(d.span)}" for d in found]

    def marked(self, span: Span) -> str:
        line = Path(span.file).read_text("utf-8").split("\n")[span.line - 1]
        assert span.end_line == span.line
        return line[span.col - 1 : span.end_col - 1]


def test_an_act_is_told_from_the_day_after_its_last(pack: Pack) -> None:
    assert pack.told("2026-06-30", order("valid_until: 2026-06-30")) == []
    assert pack.told("2026-07-01", order("valid_until: 2026-06-30")) == ["W232 2026-06-30"]


def test_an_expired_act_is_told_with_a_rule_that_rests_on_it(pack: Pack) -> None:
    folder = pack.written(order("valid_until: 2026-06-30"))
    (found,) = validate(folder, date(2026, 7, 1)).diagnostics
    there = f"{folder.as_posix()}/indicators.yaml:9:18"
    assert [str(place) for place in found.related] == [there]
    assert found.message(Lang.EN) == (f"Act “order” was in force until 2026-06-30, and “1” rests on it: see {there}")
    assert found.hint(Lang.EN) == "Name the act that took its place in “basis”, or correct “valid_until”."
    assert found.message(Lang.RU) == f"Акт «order» действовал по 2026-06-30, а на нём основано «1»: см. {there}"
    assert found.hint(Lang.RU) == "Укажите в «basis» заменивший его акт или исправьте «valid_until»."


def test_a_part_of_the_pack_may_be_what_rests_on_it(pack: Pack) -> None:
    folder = pack.written(concept("valid_until: 2026-06-30"))
    (found,) = validate(folder, date(2026, 7, 1)).diagnostics
    assert found.params["item"] == "sites"
    (there,) = found.related
    assert (Path(there.file).name, pack.marked(there)) == ("reference.yaml", "concept")


def test_an_act_that_nothing_rests_on_is_not_told(pack: Pack) -> None:
    unused = Edit("acts.yaml", "", "  - {id: old, title: Прежний, kind: приказ, valid_until: 2019-12-31}\n")
    assert (
        pack.told("2026-07-01", unused, EVERY_YEAR, order("checked: 2026-01-01"), concept("checked: 2026-01-01")) == []
    )


SITES = Edit("reference.yaml", "value: 51, basis: {act: concept}", "value: 51")


def source(effective: str, status: str = "approved") -> Edit:
    header = f"version: 1.0.0, status: {status}, effective: {{{effective}}}, basis: {{act: concept}}"
    return Edit(
        "sources.yaml",
        "{id: site, version: 1.0.0, status: approved, effective: {from: 2020-01-01}",
        f"{{id: site, {header}",
    )


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (source("from: 2020-01-01"), ["W232 2026-06-30"]),
        (source("from: 2020-01-01, to: 2026-07-01"), ["W232 2026-06-30"]),
        (source("from: 2020-01-01, to: 2026-06-30"), []),
        (source("from: 2020-01-01", "draft"), ["W232 2026-06-30"]),
    ],
)
def test_only_what_is_in_force_on_that_day_rests_on_an_act(header: Edit, told: list[str], pack: Pack) -> None:
    assert pack.told("2026-07-01", SITES, header, concept("valid_until: 2026-06-30")) == told


def test_what_is_retired_rests_on_nothing(pack: Pack) -> None:
    version = "{id: site, version: 0.9.0, status: retired, effective: {from: 2019-01-01}, basis: {act: concept}"
    retired = Edit("sources.yaml", "sources:\n", f"sources:\n  - {version}, title: сайт, open: true}}\n")
    assert pack.told("2026-07-01", SITES, retired, concept("valid_until: 2026-06-30")) == []


@pytest.mark.parametrize(("day", "told"), [("2021-12-31", ["W232 2021-06-30"]), ("2022-01-01", [])])
def test_a_period_that_is_over_rests_on_nothing(day: str, told: list[str], pack: Pack) -> None:
    period = Edit("calendar.yaml", "submit_by: 2022-01-31", "submit_by: 2022-01-31, basis: {act: concept}")
    assert pack.told(day, SITES, period, concept("valid_until: 2021-06-30")) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("effective: {from: 2020-01-01}\n  basis", "effective: {from: 2020-01-01, to: 2026-06-30}\n  basis"),
        ("status: approved", "status: retired"),
    ],
)
def test_nothing_is_told_of_a_pack_that_is_not_in_force(old: str, new: str, pack: Pack) -> None:
    assert pack.told("2026-07-01", Edit("pack.yaml", old, new), order("valid_until: 2026-06-30"), EVERY_YEAR) == []


def test_a_check_is_due_on_the_same_day_after_the_months_that_the_pack_names(pack: Pack) -> None:
    edits = (order("checked: 2025-08-31"), concept("checked: 2026-01-01"))
    every = Edit("pack.yaml", "", "\ncheck_acts_every: P6M\n")
    assert pack.told("2026-02-28", *edits, every) == []
    assert pack.told("2026-03-01", *edits, every) == ["W233 2025-08-31"]
    (found,) = validate(pack.folder, date(2026, 3, 1)).diagnostics
    assert found.message(Lang.EN) == (
        "Act “order” was last checked on 2025-08-31, and should have been checked again by 2026-02-28"
    )
    assert found.hint(Lang.EN) == (
        "Find out whether the act is in force in the edition named, and write the day of that in “checked”."
    )
    assert found.message(Lang.RU) == (
        "Акт «order» последний раз проверен 2025-08-31, а повторно его следовало проверить не позднее 2026-02-28"
    )
    assert found.hint(Lang.RU) == (
        "Выясните, действует ли акт в указанной редакции, и запишите в «checked» дату проверки."
    )


def test_an_act_that_was_never_checked_is_told_at_its_id(pack: Pack) -> None:
    assert pack.told("2026-07-01", order("checked: 2026-01-01"), EVERY_YEAR) == ["W234 concept"]
    (found,) = validate(pack.folder, date(2026, 7, 1)).diagnostics
    assert found.message(Lang.EN) == (
        "Act “concept” does not say when it was checked, and the pack asks for that (check_acts_every: P12M)"
    )
    assert found.hint(Lang.EN) == (
        "Find out whether the act is in force in the edition named, and add “checked: DATE”."
    )
    assert found.message(Lang.RU) == (
        "У акта «concept» нет даты проверки, а комплект её требует (check_acts_every: P12M)"
    )
    assert found.hint(Lang.RU) == "Выясните, действует ли акт в указанной редакции, и добавьте «checked: ДАТА»."


def test_a_year_is_twelve_months(pack: Pack) -> None:
    edits = (order("checked: 2025-06-30"), concept("checked: 2025-07-01"))
    year = Edit("pack.yaml", "", "\ncheck_acts_every: P1Y\n")
    assert pack.told("2026-07-01", *edits, year) == ["W233 2025-06-30"]


def test_where_the_pack_asks_for_no_checks_none_is_missed(pack: Pack) -> None:
    assert pack.told("2026-07-01", order("checked: 1999-01-01")) == []


def test_an_act_that_is_known_to_have_expired_need_not_be_checked(pack: Pack) -> None:
    edits = (order("valid_until: 2026-06-30, checked: 2020-01-01"), concept("valid_until: 2026-06-30"))
    assert pack.told("2026-07-01", *edits, EVERY_YEAR) == ["W232 2026-06-30", "W232 2026-06-30"]


def test_they_are_warnings_that_can_be_suppressed(pack: Pack) -> None:
    suppression = "{code: W232, item: order, reason: новый приказ готовится, until: 2026-12-31}"
    edits = (order("valid_until: 2026-06-30"), Edit("pack.yaml", "", f"\nsuppress:\n  - {suppression}\n"))
    assert pack.told("2026-07-01", *edits) == []
    assert pack.told("2027-01-01", *edits) == ["W232 2026-06-30", "W213 2026-12-31"]


def test_an_evaluation_does_not_look_at_the_clock(pack: Pack) -> None:
    folder = pack.written(order("valid_until: 2019-12-31"), concept("checked: 2019-12-31"), EVERY_YEAR)
    assert load_checked(folder)[1] == ()


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (order("valid_until: 2021-02-30"), ["E211 2021-02-30"]),
        (order("checked: 2021-02-29"), ["E211 2021-02-29"]),
        (order('valid_until: "2021"'), ['E112 "2021"']),
        (Edit("pack.yaml", "", "\ncheck_acts_every: 12M\n"), ["E112 12M"]),
        (Edit("pack.yaml", "", "\ncheck_acts_every: P0M\n"), ["E112 P0M"]),
    ],
)
def test_dates_and_times_there_are_not(edit: Edit, told: list[str], pack: Pack) -> None:
    assert pack.told("2026-07-01", edit) == told
