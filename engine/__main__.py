"""`python -m engine` is the command `engine`."""

from __future__ import annotations

from engine.cli.main import run

if __name__ == "__main__":
    run()
