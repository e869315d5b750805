"""Golden files: what each renderer makes of the fixture, to the byte.

`WRITE_GOLDEN=1 pytest tests/report` writes them anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check(name: str, made: bytes) -> None:
    path = FOLDER / name
    if os.environ.get("WRITE_GOLDEN"):
        path.write_bytes(made)
    assert made.decode() == path.read_bytes().decode()
