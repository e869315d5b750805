"""`python -m engine` is the command `engine`."""

from __future__ import annotations

import sys

from engine.cli.main import run

if __name__ == "__main__":
    run()
