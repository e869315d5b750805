"""Skeletons with comments: a whole pack, or an indicator or a recommendation more in one. They validate as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.diagnostics.core import Lang
from engine.pack.build import Document, load_documents
from engine.pack.edit import Edit, FileText
from engine.pack.files import passed_over
from engine.pack.items import items_of
from engine.pack.lockfile import lock_in
from engine.pack.model import Combination, Condition, FactType, Indicator, IndicatorTest, Pack
from engine.pack.quotes import needs_quotes
from engine.pack.source import Mapping as MappingNode
from engine.pack.source import Sequence
from engine.workflows import skeleton_en, skeleton_ru
from engine.workflows.editing import digests_of_parts, items_with, too_unusual
from engine.workflows.partial import alone, partial_folder
from engine.workflows.refused import InvalidPack, Refused, UnknownItem
from engine.workflows.replacing import replace_files, umask

_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def new_pack(folder: Path, name: str, lang: Lang, since: date) -> tuple[Path, ...]:
    """A complete small pack in a new folder, or an empty one. Raises Refused, OSError."""
    _check_id(name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            "{folder} is there already and is not empty",
            "{folder}: уже существует и не пусто",
            folder=folder.as_posix(),
        )
    if not _FIRST_YEAR <= since.year <= _LAST_YEAR:
        raise Refused(
            "{since}: a pack begins in one of the years {first}–{last}",
            "{since}: комплект начинает действовать в {first}–{last} годах",
            since=since,
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
        )
    values = {"id": _quoted(name), "from": since.isoformat(), "year": str(since.year), "next": str(since.year + 1)}
    skeletons = (skeleton_ru if lang is Lang.RU else skeleton_en).PACK
    files = {
        file: (_schema_line(folder, file.removesuffix(".yaml")) + _filled(text, values)).encode()
        for file, text in skeletons.items()
    }
    if folder.exists():
        replace_files({folder / file: data for file, data in files.items()})
    else:
        _write_folder(folder, files)
    return tuple(folder / file for file in files)


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with partial_folder(folder.parent, folder.name) as partial:
        partial.chmod(0o777 & ~umask())
        for file, data in files.items():
            (partial / file).write_bytes(data)
        partial.rename(folder)


def new_indicator(folder: Path, name: str) -> Path:
    """An indicator more in a pack; the file it was written to. Raises InvalidPack, Refused, OSError."""
    with alone(folder):
        return _new_indicator(_Opened.of(folder), name)


def _new_indicator(opened: _Opened, name: str) -> Path:
    pack, skeleton = opened.pack, opened.skeleton
    opened.refuse_used("indicator", name)
    kind = next((k for k in pack.kinds if k.assessed), None)
    fact = next((f for f in pack.facts if f.type is FactType.NUMBER), next(iter(pack.facts), None))
    source = next((s for s in pack.sources if s.header.effective.until is None), None)
    if kind is None or fact is None or source is None:
        raise Refused(
            "an indicator needs a fact, a source and a kind of entity that is assessed: write them first",
            "для показателя нужны сведения, источник и оцениваемый вид сущностей: сначала опишите их",
        )
    met, not_met = _outcomes(pack)
    since = max(pack.passport.header.effective.since, source.header.effective.since)
    values = {
        "id": _quoted(name),
        "from": since.isoformat(),
        "role": "indicative",
        "level": _quoted(kind.level),
        "kind": _quoted(kind.id),
    }
    values |= {"source": _quoted(source.header.id), "fact": _quoted(fact.key)}
    values |= {"met": _quoted(met), "not_met": _quoted(not_met)}
    text = skeleton.INDICATORS["number" if fact.type is FactType.NUMBER else "other"]
    return opened.append("indicators", text, values)


def new_recommendation(folder: Path, name: str, indicator: str | None) -> Path:
    """A recommendation more in a pack; the file it was written to.

    Raises InvalidPack, UnknownItem, Refused, OSError.
    """
    with alone(folder):
        return _new_recommendation(_Opened.of(folder), name, indicator)


def _new_recommendation(opened: _Opened, name: str, indicator: str | None) -> Path:
    pack = opened.pack
    opened.refuse_used("recommendation", name)
    about, outcome = _failing(pack, indicator)
    to = next((a for a in pack.addressees if a.find.itself), next(iter(pack.addressees), None))
    if to is None:
        raise Refused(
            "a recommendation needs an addressee: write one first",
            "для рекомендации нужен адресат: сначала опишите его",
        )
    levels = ", ".join(map(_quoted, about.levels))
    values = {"id": _quoted(name), "from": about.header.effective.since.isoformat(), "levels": levels}
    values |= {"indicator": _quoted(about.header.id), "outcome": _quoted(outcome), "addressee": _quoted(to.id)}
    return opened.append("recommendations", opened.skeleton.RECOMMENDATION, values)


@dataclass(frozen=True, slots=True)
class _Skeleton:
    INDICATORS: Mapping[str, str]
    RECOMMENDATION: str


@dataclass(frozen=True, slots=True)
class _Opened:
    folder: Path
    pack: Pack
    documents: tuple[Document, ...]

    @classmethod
    def of(cls, folder: Path) -> _Opened:
        pack, problems, documents = load_documents(folder)
        if pack is None:
            raise InvalidPack(problems)
        return cls(folder, pack, documents)

    @property
    def skeleton(self) -> _Skeleton:
        of = skeleton_ru if self.pack.passport.language == "ru" else skeleton_en
        return _Skeleton(of.INDICATORS, of.RECOMMENDATION)

    def refuse_used(self, kind: str, name: str) -> None:
        _check_id(name)
        lock, damaged = lock_in(self.folder, self.folder.as_posix())
        if damaged:
            raise InvalidPack(damaged)
        items = self.pack.indicators if kind == "indicator" else self.pack.recommendations
        locked = {entry.name for entry in (lock.entries if lock else ())}
        if f"{kind}:{name}" in locked or name in {item.header.id for item in items}:
            raise Refused("the id “{name}” is used already", "обозначение «{name}» уже занято", name=name)

    def append(self, format_name: str, skeleton: str, values: Mapping[str, str]) -> Path:
        """Put an item at the end of the only file of its format; of none or several, into a new one."""
        act = next(iter(self.pack.acts), None)
        chunk = (
            _filled(skeleton, {**values, "act": _quoted(act.id)}) if act else _filled(_without_basis(skeleton), values)
        )
        written = [d for d in self.documents if d.format == format_name]
        if len(written) == 1:
            file = Path(written[0].root.span.file)
            text = FileText.of(file.read_bytes())
            edited = (text.edited([edit]) for edit in _appended(written[0], format_name, text, chunk))
            data = next((data for data in edited if self._adds_one(file, data)), None)
            if data is None:
                raise too_unusual(file)
            replace_files({file: data})
            return file
        folder = Path(written[-1].root.span.file).parent if written else self.folder
        name = f"{values['id'].strip(chr(34)) if written else format_name}.yaml"
        file = folder / (f"{format_name}-{name}" if passed_over(name) else name)
        if file.exists():
            raise Refused("{file} is there already", "{file}: уже существует", file=file.as_posix())
        head = f"{_schema_line(folder, format_name)}format: {format_name}/1\n\n{format_name}:\n"
        replace_files({file: (head + chunk).encode()})
        return file

    def _adds_one(self, file: Path, data: bytes) -> bool:
        """Whether a file with this content has one item more, and everything else is as it was."""
        before, now = items_of(self.documents), items_with(self.documents, file, data)
        if now is None or len(now.items) != len(before.items) + 1:
            return False
        kept = {(i.name, i.version, i.digests, i.until) for i in now.items}
        same = all((i.name, i.version, i.digests, i.until) in kept for i in before.items)
        return same and digests_of_parts(now) == digests_of_parts(before)


def _appended(document: Document, key: str, text: FileText, chunk: str) -> Iterator[Edit]:
    """Ways to put an item after the last one: after a blank line, or after all of them, which may be of a text."""
    items = document.root.get(key)
    assert isinstance(items, Sequence)
    if text.text[text.start(items.span)] == "[":
        raise Refused(
            "{file}: the list is written in brackets; add the item by hand",
            "{file}: перечень записан в скобках; добавьте запись вручную",
            file=items.span.file,
        )
    indent, end = " " * (items.span.col - 1), text.line_end
    lines = [f"{indent}{line.removeprefix('  ')}" for line in chunk.splitlines()]
    last = _last_line(document.root, items, text)
    place, new = text.after(last), end.join(lines) + end
    begun = "" if text.text[:place].endswith(("\n", "\r")) else end
    yield Edit(place, place, begun + end + new)
    while last < len(text.starts) and not text.of_line(last + 1).strip():
        last += 1
    place = text.after(last)
    yield Edit(place, place, begun + new)


def _last_line(root: MappingNode, items: Sequence, text: FileText) -> int:
    """The last line of a list and of the comments after it, which are its own unless they stand before a key."""
    end = items.span.end_line
    following = next((key.span.line for key, _ in root.entries if key.span.line > end), None)
    lines = range(end + 1, following or len(text.starts) + 1)
    comments = [n for n in lines if text.of_line(n).lstrip().startswith("#")]
    own = comments if following is None else [n for n in comments if text.of_line(n).startswith(" ")]
    return max(own, default=end)


def _outcomes(pack: Pack) -> tuple[str, str]:
    """What an indicator that reached its target has, and one that did not."""
    known = tuple(pack.passport.outcomes)
    for indicator in pack.indicators:
        bands = indicator.judge.bands if indicator.judge else ()
        met, not_met = ([b.outcome for b in bands if b.meets is meets] for meets in (True, False))
        if met and not_met:
            return met[0], not_met[0]
    if len(known) < 2:
        raise Refused(
            "an indicator needs two outcomes: write them under “outcomes” in pack.yaml",
            "для показателя нужны два исхода: опишите их в разделе outcomes файла pack.yaml",
        )
    return known[0], known[1]


def _failing(pack: Pack, wanted: str | None) -> tuple[Indicator, str]:
    """An indicator and an outcome of it that misses the target, if possible one that no recommendation is about."""
    judged = {i.header.id: (i, f) for i in pack.indicators if (f := _misses(i))}
    if wanted is not None:
        if wanted not in judged:
            raise UnknownItem(wanted, tuple(judged))
        judged = {wanted: judged[wanted]}
    if not judged:
        raise Refused(
            "no indicator of the pack has an outcome that misses its target",
            "в комплекте нет показателя с исходом ниже целевого",
        )
    told = {pair for recommendation in pack.recommendations for pair in _tested(recommendation.when)}
    pairs = [(indicator, outcome) for indicator, outcomes in judged.values() for outcome in outcomes]
    return next((p for p in pairs if (p[0].header.id, p[1]) not in told), pairs[-1])


def _misses(indicator: Indicator) -> tuple[str, ...]:
    bands = indicator.judge.bands if indicator.judge else ()
    return tuple(band.outcome for band in bands if not band.meets)


def _tested(condition: Condition) -> Iterable[tuple[str, str]]:
    match condition:
        case IndicatorTest():
            yield from ((condition.indicator, outcome) for outcome in condition.outcomes)
        case Combination():
            for part in condition.parts:
                yield from _tested(part)
        case _:
            return


def _check_id(name: str) -> None:
    if not _ID.fullmatch(name):
        raise Refused(
            "“{name}” cannot be an id: it consists of Latin letters, digits, dots, hyphens and underscores",
            "«{name}» не может быть обозначением: оно состоит из латинских букв, цифр, точек, дефисов и подчёркиваний",
            name=name,
        )


def _quoted(name: str) -> str:
    return f'"{name}"' if needs_quotes(name, in_brackets=True) else name


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub("‹([a-z_]+)›", lambda found: values[found[1]], text)


def _without_basis(text: str) -> str:
    """Where the pack names no acts, nothing can rest on one."""
    lines = text.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "‹act›" in line)
    return "".join(lines[: at - 1] + lines[at + 1 :])


def _schema_line(folder: Path, name: str) -> str:
    """For editors: where the schema of the file lies, if it lies in `schemas` of a folder around the pack."""
    whole = folder.absolute()
    for around in whole.parents:
        schema = around / "schemas" / f"{name}.schema.json"
        if schema.is_file():
            return f"# yaml-language-server: $schema={Path(os.path.relpath(schema, whole)).as_posix()}\n#\n"
    return ""
