"""What each file of a fact set is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagnostics import fact_files as codes
from engine.diagnostics import facts as fact_codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.facts import documents
from engine.facts.documents import Document, Settings, read_document, settings_of
from engine.facts.files import File, same_name
from engine.facts.mapping import Layout, TableMapping, build_mapping, check_mapping
from engine.facts.vocabulary import listed
from engine.pack.model import Pack

_REGISTER_STEM = "register."


@dataclass(frozen=True, slots=True)
class Folder:
    """`registers` and `facts` are names of files; `mappings` stand by the name of the table's file."""

    settings: Settings
    documents: Mapping[str, Document]
    mappings: Mapping[str, tuple[TableMapping, ...]]
    registers: tuple[str, ...]
    facts: tuple[str, ...]
    problems: tuple[Diagnostic, ...]

    def role(self, name: str) -> str:
        """What a file is: set, mapping, register or facts."""
        if name in self.registers:
            return "register"
        document = self.documents.get(name)
        return {documents.SET: "set", documents.MAPPING: "mapping"}.get((document and document.format) or "", "facts")


def sort_out(folder: str, files: tuple[File, ...], pack: Pack) -> Folder:
    """Tell settings, mappings, registers and facts apart; `folder` is the name that a set without one takes."""
    read = {f.name: read_document(f) for f in files if f.kind in ("YAML", "JSON")}
    names = [f.name for f in files]
    printable = folder.encode("utf-8", "replace").decode("utf-8")
    settings = settings_of(next((d.node for d in read.values() if d.format == documents.SET), None), printable)
    problems = [problem for document in read.values() for problem in document.problems]
    problems += _wrong_settings(settings, pack)
    keys = frozenset(fact.key for fact in pack.facts)
    mappings: dict[str, tuple[TableMapping, ...]] = {}
    spoiled: set[str] = set()
    for document in read.values():
        if document.format == documents.MAPPING:
            wrong = _take(document, names, keys, mappings)
            problems += wrong
            spoiled |= {same_name(document.target or "")} if wrong or document.node is None else set()
    registers, wrong = _registers(settings, names, read, mappings)
    tables = [name for name in names if name not in spoiled and (name not in read or _is(read[name], documents.FACTS))]
    facts = tuple(name for name in tables if name not in registers or _has_facts(mappings.get(name, ())))
    return Folder(settings, read, mappings, registers, facts, (*problems, *wrong))


def _has_facts(mappings: tuple[TableMapping, ...]) -> bool:
    """Whether a workbook with a register has a sheet of facts beside it."""
    return any(mapping.layout is not Layout.REGISTER for mapping in mappings)


def _is(document: Document, kind: str) -> bool:
    return document.format == kind and document.node is not None


def _wrong_settings(settings: Settings, pack: Pack) -> Iterator[Diagnostic]:
    loaded = pack.passport.header.id
    if settings.pack is not None and settings.pack.text != loaded:
        yield Diagnostic(codes.OTHER_PACK, settings.pack.span, {"pack": settings.pack.text, "loaded": loaded})
    known = [period.id for period in pack.periods]
    for scalar in settings.evaluate:
        if scalar.text not in known:
            params = {"id": scalar.text, "known": listed(known), **near(scalar.text, known)}
            yield Diagnostic(fact_codes.UNKNOWN_PERIOD, scalar.span, params)


def _take(
    document: Document, names: list[str], keys: frozenset[str], mappings: dict[str, tuple[TableMapping, ...]]
) -> list[Diagnostic]:
    """Put a sound mapping beside those of the same file, or say what is wrong with it."""
    if document.node is None:
        return []
    mapping = build_mapping(document.node)
    wrong = [*_not_here(mapping.file.text, mapping.file.span, names), *check_mapping(mapping, keys)]
    if not wrong:
        mappings[same_name(mapping.file.text)] = (*mappings.get(same_name(mapping.file.text), ()), mapping)
    return wrong


def _not_here(name: str, span: Span, names: list[str]) -> Iterator[Diagnostic]:
    if same_name(name) in names:
        return
    if name in (".", "..") or any(mark in name for mark in ("/", "\\", ":", "\0")):
        yield Diagnostic(codes.OUTSIDE_FOLDER, span, {"file": name})
    else:
        yield Diagnostic(codes.NO_SUCH_FILE, span, {"file": name, "known": listed(names), **near(name, names)})


def _registers(
    settings: Settings,
    names: list[str],
    read: Mapping[str, Document],
    mappings: Mapping[str, tuple[TableMapping, ...]],
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The files that hold entities: those named in set.yaml or else called register.*, and those that say so."""
    problems = [p for scalar in settings.registers for p in _not_here(scalar.text, scalar.span, names)]
    problems += _called_facts(settings, mappings)
    usual = {name for name in names if name.startswith(_REGISTER_STEM) and name not in read}
    named = {same_name(scalar.text) for scalar in settings.registers}
    by_name = named | usual if problems else named or usual
    mapped = {name for name, found in mappings.items() if any(m.layout is Layout.REGISTER for m in found)}
    written = {name for name, document in read.items() if document.format == documents.REGISTER}
    chosen = tuple(n for n in names if n in (by_name - mappings.keys()) | mapped | written)
    if not chosen and not problems:
        problems.append(Diagnostic(codes.NO_REGISTER, Span("")))
    return chosen, problems


def _called_facts(settings: Settings, mappings: Mapping[str, tuple[TableMapping, ...]]) -> Iterator[Diagnostic]:
    for scalar in settings.registers:
        found = mappings.get(same_name(scalar.text), ())
        if found and not any(mapping.layout is Layout.REGISTER for mapping in found):
            yield Diagnostic(codes.TWO_ROLES, scalar.span, {"file": scalar.text})
