"""Folders half written: removed when a run is ended, never those of a run that lives."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from engine.workflows.partial import PREFIX, partial_folder, remove_leftovers
from tests.workflows.small import PACK, ROOT, write
from tests.workflows.test_record import evaluate, only_run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked")

_SLOW = """
import sys, time
from engine.cli.main import run
from engine.workflows import record

def outputs(evaluation, partial, *_):
    print(partial.name, flush=True)
    time.sleep(60)

record._outputs = outputs
run()
"""


def halfway(facts: Path, out: Path) -> subprocess.Popen[str]:
    """A run that has begun to write."""
    words = ["evaluate", "--pack", str(PACK), "--facts", str(facts), "--out", str(out), "--lang", "en"]
    run = subprocess.Popen([sys.executable, "-c", _SLOW, *words], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert run.stdout is not None
    assert run.stdout.readline().startswith(PREFIX)
    return run


def ended(run: subprocess.Popen[str], how: signal.Signals) -> int:
    run.send_signal(how)
    run.communicate(timeout=30)
    return run.returncode


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_ended_leaves_nothing(how: signal.Signals, code: int, tmp_path: Path) -> None:
    run = halfway(write(tmp_path / "facts"), tmp_path / "out")
    assert ended(run, how) == code
    assert list((tmp_path / "out").iterdir()) == []


def test_the_next_run_removes_what_a_killed_one_left_and_nothing_of_a_living_one(tmp_path: Path) -> None:
    facts, out = write(tmp_path / "facts"), tmp_path / "out"
    killed, living = halfway(facts, out), halfway(facts, out)
    ended(killed, signal.SIGKILL)
    assert len(list(out.glob(f"{PREFIX}*"))) == 2
    assert evaluate(out, facts) == 0
    assert len(list(out.glob(f"{PREFIX}*"))) == 1
    assert ended(living, signal.SIGTERM) == 143
    assert list(out.iterdir()) == [only_run(out)]


def test_a_folder_in_use_is_no_leftover(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}left").mkdir()
    (tmp_path / f"{PREFIX}left" / "file").write_text("x")
    with partial_folder(tmp_path, "run") as folder:
        remove_leftovers(tmp_path)
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_what_was_renamed_stays(tmp_path: Path) -> None:
    with partial_folder(tmp_path, "run") as folder:
        folder.rename(tmp_path / "run")
    remove_leftovers(tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "run"]
