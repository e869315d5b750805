"""Which forms of whose names the texts of a pack need."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.pack.model import (
    Addressee,
    Find,
    Forms,
    Pack,
    Priority,
    Recommendation,
    Request,
    RequestKind,
    Verb,
)
from tests.facts.kit import PACK, SPAN, header, read

REGISTER = """id;level;kind;parent;name;owner;roles
r;region;region;;Область;;
m;municipality;municipality;r;Район;;
c;region;contest;r;Конкурс;s;hero
s;organisation;school;m;Школа;;
t;organisation;school;m;Другая школа;;hero
"""


def rule(text: str, to: Find, levels: tuple[str, ...] = ("organisation",), *, collective: bool = False) -> Pack:
    """A pack with one recommendation and its addressee."""
    recommendation = Recommendation(
        header=header("7"),
        levels=levels,
        when=None,  # type: ignore[arg-type]
        about=None,
        to="a",
        unless=None,
        purpose="improve",
        due=None,
        text=text,
        text_span=SPAN,
    )
    addressee = Addressee("a", "1", Forms("адресат"), to, collective, Verb.RECOMMEND, SPAN)
    return replace(PACK, recommendations=(recommendation,), addressees=(addressee,))


def missing(pack: Pack, folder: Path) -> list[str]:
    """`entity form` in the order told."""
    found = read(folder, {"register.csv": REGISTER}, pack).diagnostics
    assert {d.code.id for d in found} <= {"E569"}
    return [f"{d.params['id']} {d.params['form']}" for d in found]


ITSELF = Find(True, None, (), None)


def test_letters_begin_with_the_addressee_in_the_dative(tmp_path: Path) -> None:
    assert missing(rule("принять меры", ITSELF), tmp_path) == ["s dat", "t dat"]


def test_forms_of_the_subject(tmp_path: Path) -> None:
    pack = rule(
        "для {entity.gen} и {entity.name} с {entity.ins}", Find(False, None, ("region",), None), ("municipality",)
    )
    assert missing(pack, tmp_path) == ["r dat", "m gen", "m ins"]


def test_forms_of_addressees_by_kind_and_role(tmp_path: Path) -> None:
    pack = rule("{addressee.short}: {entity.name}", Find(False, "hero", (), None))
    assert missing(pack, tmp_path) == ["s dat", "s short", "t dat", "t short"]


def test_a_collective_letter_names_no_entity(tmp_path: Path) -> None:
    assert missing(rule("{addressee.gen}", Find(False, None, ("school",), None), collective=True), tmp_path) == []


def test_requests_speak_of_every_assessed_entity(tmp_path: Path) -> None:
    request = Request(header("q"), RequestKind.NO_DATA, Priority.HIGH, None, "о {entity.pre}", SPAN)
    assert missing(replace(PACK, requests=(request,)), tmp_path) == ["r pre", "m pre", "s pre", "t pre"]


def test_the_place_is_the_empty_cell_or_else_the_row(tmp_path: Path) -> None:
    register = "id;level;kind;dat;name\nr;region;region;Области;Область\nm;municipality;municipality; ;Район\n"
    (found,) = read(tmp_path, {"register.csv": register}, rule("x", ITSELF, ("municipality",))).diagnostics
    assert str(found.span) == "register.csv:3:29"
    assert found.params["rule"] == "7@1.0.0"
