from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from engine.pack.model import ItemStatus, Priority, RequestKind, Verb
from engine.report import phrases, words
from engine.report.phrases import phrase
from engine.report.words import say
from engine.result import Profile
from engine.statuses import FactState, Mark, Reason, Status

TABLES = {name: table for name, table in vars(words).items() if name.isupper()}


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("STATUS", Status),
        ("REASON", Reason),
        ("MARK", Mark),
        ("FACT_STATE", [state.name.lower() for state in FactState]),
        ("REQUEST_KIND", RequestKind),
        ("PRIORITY", Priority),
        ("VERB", Verb),
        ("ITEM_STATUS", ItemStatus),
        ("PROFILE", Profile),
    ],
)
def test_every_member_of_a_closed_list_has_its_word(table: str, keys: list[str]) -> None:
    assert list(TABLES[table]) == list(keys)


def test_purposes_are_those_of_the_schema() -> None:
    schema = json.loads((Path(__file__).parents[2] / "schemas/recommendations.schema.json").read_text("utf-8"))
    assert list(words.PURPOSE) == schema["definitions"]["recommendation"]["properties"]["purpose"]["enum"]


def test_every_kind_of_note_has_its_word() -> None:
    source = (Path(__file__).parents[2] / "engine/workflows/notes.py").read_text("utf-8")
    kinds = re.findall(r'Note\("(\w+)"', source) + re.findall(r'"(\w+_reading)"', source)
    assert sorted(words.NOTE_KIND) == sorted(set(kinds))


@pytest.mark.parametrize("name", TABLES)
def test_russian_words_are_russian_and_english_ones_english(name: str) -> None:
    for text in TABLES[name].values():
        assert re.fullmatch(r"[№А-Яа-яЁё, -]+", text.ru), text.ru
        assert re.fullmatch(r"[A-Za-z., -]+", text.en), text.en


def test_sheet_names_fit() -> None:
    for text in words.SHEET.values():
        assert max(len(text.ru), len(text.en)) <= 31


def test_verbs_are_those_of_official_letters() -> None:
    assert say(words.VERB, "recommend", Lang.RU) == "Рекомендовать"
    assert say(words.VERB, "instruct", Lang.RU) == "Поручить"


def test_an_unknown_key_stands_for_itself() -> None:
    assert say(words.STATUS, "неизвестный", Lang.EN) == "неизвестный"


def test_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        words.STATUS["scored"] = words.STATUS["no_data"]  # type: ignore[index]


@pytest.mark.parametrize("key", phrases._TEXTS)
def test_both_languages_of_a_phrase_take_the_same_parameters(key: str) -> None:
    text = phrases._TEXTS[key]
    assert sorted(re.findall(r"\{(\w*)\}", text.ru)) == sorted(re.findall(r"\{(\w*)\}", text.en))


def test_parameters_are_never_parsed() -> None:
    assert phrase("profile", Lang.RU, profile="{profile} {0}") == "Профиль: {profile} {0}"
