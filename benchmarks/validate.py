"""Compare `engine validate` with `check-jsonschema`, which looks at schemas alone: python benchmarks/validate.py [PACK]

Both are given the same files of the same pack, and whole processes are timed, alternating, medians of five runs.
`check-jsonschema` takes one schema for a call, and the files of a pack have thirteen. It is timed in both ways: one
call for each schema, and one call in all with a schema that chooses by the key `format`, which is the faster one. The
exit code is 1 when the engine takes longer than that.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from run import RUNS, timed

from engine.pack.files import files_of

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "rules" / "chelyabinsk-methodical-work"
BIN = Path(sys.executable).parent


def main() -> int:
    pack = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    files = [file.shown for file in files_of(pack, pack.as_posix())[0]]
    by_format = _by_format(files)
    engine = [str(BIN / "engine"), "validate", str(pack), "--lang", "en"]
    with tempfile.TemporaryDirectory() as name:
        schemas = Path(name)
        for schema in (ROOT / "schemas").glob("*.schema.json"):
            (schemas / schema.name).write_bytes(schema.read_bytes())
        one = _check(_any_of(by_format, schemas), files)
        each = [_check(schemas / f"{form}.schema.json", names) for form, names in by_format.items()]
        for command in (engine, one):
            timed(command)
        measured = [(_seconds([engine]), _seconds([one]), _seconds(each)) for _ in range(RUNS)]
    ours, theirs, apart = (statistics.median(times) for times in zip(*measured, strict=True))
    print(f"validating {len(files)} files: engine validate, with all its checks, {ours:.2f} s")
    print("check-jsonschema, schemas alone:")
    print(f"  one call in all    {theirs:.2f} s, ratio {ours / theirs:.2f}")
    print(f"  a call per schema  {apart:.2f} s, ratio {ours / apart:.2f}")
    return 0 if ours <= theirs else 1


def _by_format(files: Sequence[str]) -> dict[str, list[str]]:
    """The files of a pack by the name of their schema."""
    found: dict[str, list[str]] = {}
    for file in files:
        said = yaml.safe_load(Path(file).read_text(encoding="utf-8"))["format"]
        found.setdefault(said.removesuffix("/1"), []).append(file)
    return dict(sorted(found.items()))


def _any_of(formats: Mapping[str, object], schemas: Path) -> Path:
    """A schema for files of any of the formats."""
    choices = [
        {"if": {"properties": {"format": {"const": f"{form}/1"}}}, "then": {"$ref": f"{form}.schema.json"}}
        for form in formats
    ]
    file = schemas / "any.schema.json"
    file.write_text(json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", "allOf": choices}))
    return file


def _check(schema: Path, files: Sequence[str]) -> list[str]:
    return [str(BIN / "check-jsonschema"), "--schemafile", str(schema), *files]


def _seconds(commands: Sequence[list[str]]) -> float:
    return sum(timed(command)[0] for command in commands)


if __name__ == "__main__":
    sys.exit(main())
