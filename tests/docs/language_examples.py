"""The examples of the pages about the rule language: found in the page, made into a whole pack, evaluated, compared.

An example is a comment `<!-- example: NAME -->`, a block of YAML and a table. Headers of the table in bold are what is
expected, the others what is given: `entity`, `period`, `kind`, `parent` (all may be left out) and keys of facts. Cells:

- given: a value; `{a, b}` for a set; a state such as not_found; nothing or a dash for no fact; `5 ≠ 7` for two sources
  that disagree; after a semicolon the evidence (a date alone is that of the evidence), `from SOURCE`;
- expected: a number (`33.3…` is the beginning of one), an id or a text, several of them with commas, a dash for none;
  nothing for what is not looked at; a status with its reason as `no_data: not_reported`. Without one, it is scored.

`**value**` is of the last indicator, `**ID: value**` of another. What the YAML does not say is filled in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from engine.backend.duckdb import Database
from engine.diagnostics import upkeep
from engine.diagnostics.core import Diagnostic, Lang
from engine.facts.read import read_fact_set
from engine.plan.program import Program
from engine.result import Finding, Total
from engine.testing.run import Telling
from engine.testing.suite import tested
from engine.workflows.collect import findings, totals
from engine.workflows.evaluate import Parameters, compute, evaluate
from engine.workflows.inputs import load_checked

_EXAMPLE = re.compile(
    r"<!-- example: ([a-z0-9-]+)((?:; [^;>]+)*) -->\n```yaml\n(.*?)```\n(?:\n((?:\|[^\n]*\n)+))?", re.DOTALL
)
_GIVEN = {
    "сущность": "entity",
    "период": "period",
    "вид": "kind",
    "вышестоящая": "parent",
}
_EXPECTED = {
    "значение": "value",
    "исход": "outcome",
    "баллы": "points",
    "статус": "status",
    "пометки": "marks",
    "от": "lower",
    "до": "upper",
    "наибольшее": "maximum",
    "оценено": "assessed",
    "рекомендации": "recommendations",
    "текст": "text",
    "запросы": "requests",
    "заключение": "conclusion",
}
_INFERRED = {
    "recommendations": ("recommendations", "rule"),
    "text": ("recommendations", "text"),
    "requests": ("requests", "kind"),
    "conclusion": ("directions", "outcome"),
}
"""What comes of findings: where the results have it, and which part of it is expected."""
_OF_TOTALS = ("lower", "upper", "maximum", "assessed")
_STATES = ("confirmed_absent", "not_found", "unconfirmed", "not_applicable", "suppressed")
_NONE = ("", "–")
_OF_INDICATOR = ("measure", "judge", "rollup", "display", "sources", "applies_to", "examples")
_TEXTS = ("title", "text", "says", "forms", "name", "because")
_FORMS = ("name", "gen", "dat", "acc", "ins", "pre", "short")
_IDLE = "idle"
"""A fact for examples that need none: a fact set has at least one."""
_LEVELS = {"region": 1, "town": 2, "school": 3}
_KINDS = {"region": "region", "town": "town", "city": "town", "school": "school", "college": "school"}
_ABOVE = {"town": "R", "school": "T"}
_VERSIONED = {"version": "1.0.0", "status": "approved", "effective": {"from": yaml.ScalarNode("", "2000-01-01")}}


@dataclass(frozen=True)
class Example:
    """An example as it stands in a page; `flags` are what the comment says beside the name."""

    name: str
    flags: tuple[str, ...]
    yaml: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def expected_columns(self) -> list[int]:
        return [n for n, header in enumerate(self.headers) if header.startswith("**")]

    def expectations(self) -> int:
        return sum(row[n] != "" for row in self.rows for n in self.expected_columns())


def examples(page: Path) -> Iterator[Example]:
    for name, flags, fragment, table in _EXAMPLE.findall(page.read_text(encoding="utf-8")):
        lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
        headers = tuple(map(_header, lines[0])) if lines else ()
        rows = tuple(tuple(map(_cell, line)) for line in lines[2:])
        yield Example(name, tuple(f.strip() for f in flags.split(";") if f.strip()), fragment, headers, rows)


def _header(text: str) -> str:
    """In English, without marks of code; in bold if it was."""
    inner = text.strip("*`")
    if text.startswith("**"):
        of, colon, what = inner.rpartition(": ")
        return f"**{of}{colon}{_EXPECTED.get(what, what)}**"
    return _GIVEN.get(inner, inner)


def _cell(text: str) -> str:
    """In English notation, so that the two pages can be compared."""
    text = text.strip("`").replace(" из ", " of ")
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return re.sub("^(да|нет)(?=;|$)", lambda found: {"да": "yes", "нет": "no"}[found[1]], text)


def _rows(example: Example) -> Iterator[dict[str, str]]:
    """By header; where no entity is named, the lines of one period are about A, B, C …"""
    seen: dict[str, int] = {}
    for row in example.rows:
        cells = dict(zip(example.headers, row, strict=True))
        place = seen[period_of(cells)] = seen.get(period_of(cells), -1) + 1
        yield {"entity": chr(ord("A") + place), **cells}


def same(fragment: str) -> Any:
    """The fragment without what may differ between languages: titles and texts."""
    return _without_texts(yaml.load(fragment, yaml.BaseLoader))


def _without_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_texts(v) for k, v in value.items() if k not in _TEXTS}
    return [_without_texts(v) for v in value] if isinstance(value, list) else value


def without_evidence(row: tuple[str, ...]) -> tuple[str, ...]:
    """The cells, whatever evidence is called."""
    return tuple(re.sub(r"; (?!from )(?!\d{4}-)[^;]+", "; evidence", cell) for cell in row)


class Run:
    """An example as a pack and a fact set in a folder, and what came of them."""

    def __init__(self, example: Example, folder: Path) -> None:
        self.example = example
        self.rows = list(_rows(example))
        self.said = yaml.compose(example.yaml, yaml.SafeLoader)
        self.plain = yaml.load(example.yaml, yaml.BaseLoader)
        self.folder = folder
        _write_pack(self, folder / "pack")
        self.pack, problems = load_checked(folder / "pack")
        self.problems = tuple(problem for problem in problems if not _is_filled_in(problem))

    @property
    def codes(self) -> set[str]:
        return {problem.code.id for problem in self.problems}

    def told(self) -> list[str]:
        return [_told(p) for p in self.problems]

    def outcome(self) -> Outcome:
        assert self.pack is not None
        _write_facts(self, self.folder / "facts")
        db = Database()
        fact_set, problems = read_fact_set(self.folder / "facts", self.pack, db.con)
        assert fact_set is not None
        assert not problems, [_told(p) for p in problems]
        periods = [p for p in self.pack.periods if p.id in self.asked()]
        if any(header.strip("*") in _INFERRED for header in self.example.headers):
            done = evaluate(self.pack, fact_set, db, Parameters(periods=tuple(p.id for p in periods))).results
            found = Outcome(done.findings, done.totals, done)
        else:
            program = Program(self.pack, periods, reevaluate="reevaluate" in self.example.flags)
            compute(program, fact_set, db, lambda *_: None)
            found = Outcome(tuple(findings(db)), tuple(totals(db)), None)
        db.close()
        return found

    def failed_examples(self) -> list[str]:
        """The examples beside the rules that `engine test` finds wrong."""
        assert self.pack is not None
        outcomes = tested(self.folder / "pack", self.pack, (), Telling(Lang.EN, 100)).outcomes
        assert len(outcomes) == self.example.yaml.count("because: ")
        return [str(outcome) for outcome in outcomes if not outcome.passed]

    def asked(self) -> set[str]:
        """The periods of the rows with expectations."""
        columns = [self.example.headers[n] for n in self.example.expected_columns()]
        return {period_of(row) for row in self.rows if any(row[c] for c in columns)}

    def fact_keys(self) -> list[str]:
        given = [h for h in self.example.headers if not h.startswith("**")]
        return [h for h in given if h not in _GIVEN.values()] or [_IDLE]

    def indicators(self) -> list[str]:
        """Their ids, in the order written."""
        return list(dict.fromkeys(i["id"] for i in self.plain.get("indicators", ()))) or ["x"]


@dataclass(frozen=True)
class Outcome:
    findings: tuple[Finding, ...]
    totals: tuple[Total, ...]
    results: Any

    def differences(self, run: Run) -> list[str]:
        """What is not as the page says."""
        return [d for row in run.rows for header in run.example.headers for d in self._of_cell(run, row, header)]

    def _of_cell(self, run: Run, row: Mapping[str, str], header: str) -> Iterator[str]:
        if not header.startswith("**") or row[header] == "":
            return
        named, _, what = header.strip("*").rpartition(": ")
        indicator = named or run.indicators()[-1]
        place = (entity_of(row), period_of(row))
        found = self._found(place, indicator, what)
        if not _matches(row[header], found):
            yield f"{indicator} at {place}: {what} is {found}, not {row[header]}"
        of_finding = what in ("value", "outcome", "points", "marks")
        if of_finding and not row.get(header.replace(what, "status")):
            status = self._found(place, indicator, "status")
            if status != "scored":
                yield f"{indicator} at {place}: {status}, not scored"

    def _found(self, place: tuple[str, str], indicator: str, what: str) -> str:
        if what in _INFERRED:
            return self._inferred(place, what)
        items: tuple[Finding, ...] | tuple[Total, ...] = self.totals if what in _OF_TOTALS else self.findings
        (item,) = [i for i in items if (i.entity, i.period, i.indicator) == (*place, indicator)]
        if isinstance(item, Total):
            return f"{item.assessed} of {item.applicable}" if what == "assessed" else _shown(getattr(item, what))
        if what == "status":
            return item.status if item.reason is None else f"{item.status}: {item.reason}"
        return ", ".join(sorted(item.marks)) or "–" if what == "marks" else _shown(getattr(item, what))

    def _inferred(self, place: tuple[str, str], what: str) -> str:
        of, name = _INFERRED[what]
        items = getattr(self.results, of)
        found = {str(getattr(i, name)).partition("@")[0] for i in items if (i.entity, i.period) == place}
        return ", ".join(sorted(found)) or "–"


def _matches(expected: str, found: str) -> bool:
    if expected.endswith("…"):
        return found.startswith(expected[:-1])
    try:
        return Decimal(expected) == Decimal(found)
    except ArithmeticError:
        return ", ".join(sorted(expected.split(", "))) == found


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _told(problem: Diagnostic) -> str:
    return f"{problem.span}: {problem.code.id} {problem.message(Lang.EN)}"


def _is_filled_in(problem: Diagnostic) -> bool:
    """A warning of what the page does not say: the fact that is needed by nothing, and more sources than are listed."""
    return problem.code is upkeep.UNUSED_SOURCE or (
        problem.code is upkeep.UNUSED_FACT and problem.params["name"] == _IDLE
    )


def entity_of(row: Mapping[str, str]) -> str:
    return row["entity"]


def period_of(row: Mapping[str, str]) -> str:
    return row.get("period") or "2021"


# --- the pack ---------------------------------------------------------------------------------------------------------


def _write_pack(run: Run, folder: Path) -> None:
    sections = {key.value: value for key, value in run.said.value}
    own = {
        key: sections.pop(key)
        for key in ("measure", "judge", "rollup", "display", "sources", "applies_to", "examples")
        if key in sections
    }
    indicators = sections.pop("indicators").value if "indicators" in sections else [_mapping({"id": "x", **own})]
    kinds = _kinds(run)
    levels = [level for level in _LEVELS if level in {_KINDS[kind] for kind in kinds}]
    default = {
        **_VERSIONED,
        "title": "indicator",
        "role": "derived",
        "applies_to": {"levels": levels, "kinds": [k for k in _KINDS if _KINDS[k] in levels]},
        "sources": _sources(run),
    }
    outcomes = {name: name for name in sorted(_outcomes(run.plain))}
    files: dict[str, dict[str, Any]] = {
        "pack": {
            "pack": {"id": "example", **_VERSIONED, "title": "example", "language": "en"},
            **({"outcomes": outcomes} if outcomes else {}),
        },
        "entities": {
            "levels": [{"id": k, "title": k, "order": n} for k, n in _LEVELS.items()],
            "kinds": [
                {"id": k, "level": v, "title": k, "nature": "legal_person", "assessed": True} for k, v in _KINDS.items()
            ],
        },
        "calendar": {"periods": _periods(run, sections)},
        "facts": {"facts": _facts(run, sections)},
        "sources": {"sources": [{"id": s, **_VERSIONED, "title": s, "open": True} for s in _sources(run)]},
        "indicators": {"indicators": [_filled(i, {**default, "title": _id(i)}) for i in indicators]},
    }
    for key in ("constants", "directions", "recommendations", "requests"):
        if key in sections:
            items = sections.pop(key).value
            title = {} if key in ("recommendations", "requests") else {"title": key}
            files[key] = {key: [_filled(i, {**_VERSIONED, **title}) for i in items]}
    if "addressees" in sections:
        group = {"id": "group", "number": 1, "title": "group", "short": "group"}
        files["addressees"] = {"groups": [group], "addressees": sections.pop("addressees").value}
    assert not sections, f"unknown sections: {list(sections)}"
    folder.mkdir(parents=True)
    for name, content in files.items():
        if content.get(name) == []:
            continue
        whole = _mapping({"format": f"{name}/1", **content})
        text = yaml.serialize(whole, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**6)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def _node(value: Any) -> yaml.Node:
    match value:
        case yaml.ScalarNode(tag=""):
            return yaml.ScalarNode("tag:yaml.org,2002:timestamp", value.value)
        case yaml.Node():
            return value
        case dict():
            return _mapping(value)
        case list():
            return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(v) for v in value])
        case bool():
            return yaml.ScalarNode("tag:yaml.org,2002:bool", str(value).lower())
        case int():
            return yaml.ScalarNode("tag:yaml.org,2002:int", str(value))
        case _:
            return yaml.ScalarNode("tag:yaml.org,2002:str", value, style='"')


def _mapping(value: Mapping[str, Any]) -> yaml.MappingNode:
    pairs = [(yaml.ScalarNode("tag:yaml.org,2002:str", k), _node(v)) for k, v in value.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs)


def _filled(node: yaml.Node, defaults: Mapping[str, Any]) -> yaml.Node:
    """With what the example does not say."""
    said = [key.value for key, _ in node.value]
    node.value += _mapping({k: v for k, v in defaults.items() if k not in said}).value
    return node


def _id(node: yaml.Node) -> str:
    return next(value.value for key, value in node.value if key.value in ("id", "key"))


def _outcomes(value: Any) -> set[str]:
    """Those of judgements; the outcomes of directions have titles of their own."""
    if isinstance(value, list):
        return set().union(*map(_outcomes, value))
    if not isinstance(value, dict):
        return set()
    own = {value["outcome"]} if isinstance(value.get("outcome"), str) else set()
    return own.union(*(_outcomes(within) for key, within in value.items() if key != "directions"))


def _kinds(run: Run) -> set[str]:
    return {row.get("kind") or "town" for row in run.rows} or {"town"}


def _sources(run: Run) -> list[str]:
    listed = re.findall(r"sources: \[([^\]]*)\]", run.example.yaml)
    from_cells = re.findall(r"; from (\w+)", " ".join(cell for row in run.example.rows for cell in row))
    return list(
        dict.fromkeys(["report", "site", *(s.strip() for text in listed for s in text.split(",")), *from_cells])
    )


def _periods(run: Run, sections: dict[str, yaml.Node]) -> Any:
    if "periods" in sections:
        return [_filled(p, {"title": _id(p)}) for p in sections.pop("periods").value]
    named = re.findall(r'"(20\d\d)"', run.example.yaml)
    years = sorted(map(int, {*named, *map(period_of, run.rows)} or {"2021"}))
    day = "tag:yaml.org,2002:timestamp"
    return [
        {
            "id": str(y),
            "title": str(y),
            "from": yaml.ScalarNode(day, f"{y}-01-01"),
            "to": yaml.ScalarNode(day, f"{y}-12-31"),
        }
        for y in range(years[0], years[-1] + 1)
    ]


def _facts(run: Run, sections: dict[str, yaml.Node]) -> list[yaml.Node]:
    """The dictionary: the entries of the example, and one for each other key, its type told by the cells."""
    written = {_id(node): node for node in sections.pop("facts").value} if "facts" in sections else {}
    made = []
    for key in dict.fromkeys([*written, *run.fact_keys()]):
        values = [value for row in run.rows for value, *_ in given_values(row.get(key, ""))]
        defaults: dict[str, Any] = {"key": key, "title": key, "type": _type(values)}
        if defaults["type"] == "set":
            members = sorted({m for value in values if value[0] == "{" for m in _members(value)})
            defaults["vocabulary"] = [{"id": m, "title": m} for m in members]
        made.append(_filled(written.get(key, _mapping({})), defaults))
    return made


def _type(values: list[str]) -> str:
    told = [v for v in values if v not in _STATES]
    if any(v.startswith("{") for v in told):
        return "set"
    if any(v in ("yes", "no") for v in told):
        return "yes_no"
    if any(re.fullmatch(r"\d{4}-\d\d-\d\d", v) for v in told):
        return "date"
    return "text" if any(not re.fullmatch(r"-?\d+(\.\d+)?", v) for v in told) else "number"


def _members(value: str) -> list[str]:
    return [m.strip() for m in value.strip("{}").split(",") if m.strip()]


# --- the facts --------------------------------------------------------------------------------------------------------


def given_values(cell: str) -> Iterator[tuple[str, str, str, str]]:
    """Value or state, source, evidence and its date of each fact a cell gives."""
    for n, part in enumerate(cell.split(" ≠ ") if cell not in _NONE else ()):
        value, *notes = [piece.strip() for piece in part.split(";")]
        source, evidence, day = ("report", "site")[n], "", ""
        for note in notes:
            if note.startswith("from "):
                source = note.removeprefix("from ")
            elif re.fullmatch(r"\d{4}-\d\d-\d\d", note):
                evidence, day = evidence or "document", note
            else:
                evidence = note
        yield value, source, evidence, day


def _write_facts(run: Run, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "set.yaml").write_text("format: fact-set/1\nid: example\n", encoding="utf-8")
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "level", "kind", "parent", *_FORMS], *_register(run)])
    with (folder / "facts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns = "entity period key value state source observed_at evidence evidence_date"
        writer.writerow(columns.split())
        writer.writerows(_fact_rows(run))


def _register(run: Run) -> Iterator[list[str]]:
    """The entities of the table, and above them a region R and a town T where nobody else is named."""
    kinds = {entity_of(row): row.get("kind") or "town" for row in reversed(run.rows)}
    parents = {entity_of(row): row["parent"] for row in reversed(run.rows) if row.get("parent")}
    above = {e: parents.get(e, _ABOVE.get(_KINDS[kind], "")) for e, kind in kinds.items()}
    if "T" in above.values() and "T" not in kinds:
        kinds["T"], above["T"] = "town", "R"
    if "R" in above.values() and "R" not in kinds:
        kinds["R"], above["R"] = "region", ""
    for entity in sorted(kinds, key=lambda e: _LEVELS[_KINDS[kinds[e]]]):
        yield [entity, _KINDS[kinds[entity]], kinds[entity], above[entity], *([entity] * len(_FORMS))]


def _fact_rows(run: Run) -> Iterator[list[str]]:
    for row in run.rows:
        for key in run.fact_keys():
            for value, source, evidence, day in given_values(row.get(key, "0")):
                shown = "; ".join(_members(value)) if value.startswith("{") else value
                told = ["", value] if value in _STATES else [shown, ""]
                yield [entity_of(row), period_of(row), key, *told, source, f"{period_of(row)[:4]}-12-31", evidence, day]
