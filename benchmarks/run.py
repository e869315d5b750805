"""Compare `engine evaluate` with a hand-written query on the same facts: python benchmarks/run.py [N_FACTS]

The yardstick (a generator of facts and the query, `facts.py` and `baseline.py`) is read from the folder named by
YARDSTICK, `../shared/bench` unless set. First every score, fact id and regional sum of the two is compared; only when
all are equal are the ratios printed: whole processes, alternating, medians of five runs, and peak memory.
"""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
YARDSTICK = Path(os.environ.get("YARDSTICK", HERE.parent.parent / "shared" / "bench"))
RUNS = 5


def main() -> int:
    n_facts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if not (YARDSTICK / "baseline.py").is_file():
        print(f"no yardstick in {YARDSTICK}: set YARDSTICK to the folder with facts.py and baseline.py")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, n_facts)
        engine = [
            *(sys.executable, "-m", "engine", "evaluate", "--pack", str(HERE / "pack"), "--facts", str(folder / "set")),
            *("--out", str(folder / "out"), "--write", "parquet", "--quiet"),
        ]
        baseline = [sys.executable, str(YARDSTICK / "baseline.py"), str(folder)]
        timed(baseline)
        run = Path(timed(engine)[2].strip().splitlines()[-1])
        if not equal(folder, run):
            return 1
        measured = [(timed(engine), timed(baseline)) for _ in range(RUNS)]
        for place, unit in ((0, "s"), (1, "MiB")):
            ours = statistics.median(a[place] for a, _ in measured)
            theirs = statistics.median(b[place] for _, b in measured)
            what = "time" if place == 0 else "peak memory"
            print(f"{what}: engine {ours:.2f} {unit}, query {theirs:.2f} {unit}, ratio {ours / theirs:.2f}")
    return 0


def prepare(folder: Path, n_facts: int) -> None:
    """The yardstick's files, and the same as a fact set: its register has ids that are unique across levels."""
    subprocess.run([sys.executable, str(YARDSTICK / "facts.py"), str(folder), str(n_facts)], check=True)
    made = folder / "set"
    made.mkdir()
    os.link(folder / "facts.parquet", made / "facts.parquet")
    duckdb.execute(
        f"""
        COPY (SELECT * EXCLUDE (o) FROM (
          SELECT DISTINCT 'r' || region AS id, 'region' AS level, 'region' AS kind, NULL::VARCHAR AS parent,
                 'Region ' || region AS name, 1 AS o FROM '{folder}/entities.parquet'
          UNION ALL SELECT DISTINCT 'm' || municipality, 'municipality', 'municipality', 'r' || region,
                 'Municipality ' || municipality, 2 FROM '{folder}/entities.parquet'
          UNION ALL SELECT entity::VARCHAR, 'organisation', 'organisation', 'm' || municipality,
                 'Organisation ' || entity, 3 FROM '{folder}/entities.parquet'
        ) ORDER BY o, id) TO '{made}/register.parquet' (FORMAT parquet)"""
    )
    (made / "set.yaml").write_text(
        'format: fact-set/1\nid: yardstick\nregister: register.parquet\nevaluate: ["2020"]\n'
    )
    (made / "facts.map.yaml").write_text(
        "format: mapping/1\nfile: facts.parquet\nlayout: long\n"
        "columns: {entity: entity, period: period, key: key, value: value, source: source, observed_at: observed_at}\n"
        'states: {"": confirmed_absent}\n'
    )


def equal(folder: Path, run: Path) -> bool:
    """Every score and fact id of the query in the run, nothing scored beside them, and every regional sum."""
    tables = f"'{run}/tables/findings.parquet'", f"'{run}/tables/totals.parquet'"
    differing = duckdb.execute(
        f"""
        SELECT COUNT(*) FROM (
          SELECT entity::VARCHAR AS entity, key, score, list_filter(
            CASE WHEN key IN ('k04', 'k07', 'k10') THEN [cur_row, prev_row] ELSE [cur_row] END, lambda x: x IS NOT NULL
          ) AS facts FROM '{folder}/baseline.parquet') b
        FULL JOIN (SELECT * FROM {tables[0]} WHERE indicator LIKE 'k%') f ON f.entity = b.entity AND f.indicator = b.key
        WHERE b.score IS DISTINCT FROM f.points
           OR list_sort(COALESCE(b.facts, [])) IS DISTINCT FROM list_sort(COALESCE(f.facts, []))"""
    ).fetchall()[0][0]
    sums = duckdb.execute(
        f"""
        SELECT COUNT(*) FROM '{folder}/baseline_regions.parquet' b
        FULL JOIN {tables[1]} t ON t.entity = 'r' || b.region AND t.indicator = b.indicative
        WHERE b.num IS DISTINCT FROM t.weighted OR b.den IS DISTINCT FROM t.weights
           OR b.assessed IS DISTINCT FROM t.assessed"""
    ).fetchall()[0][0]
    print(f"findings that differ: {differing}, regional sums that differ: {sums}")
    return bool(differing == 0 and sums == 0)


@functools.cache
def as_installed() -> dict[str, str]:
    """The environment, with Python keeping compiled modules: an installed engine has its own, a checkout may not."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": folder}


def timed(command: list[str]) -> tuple[float, float, str]:
    """Seconds, peak memory in MiB, and standard output of one finished process."""
    with tempfile.TemporaryFile("w+") as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, env=as_installed())
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        output.seek(0)
        return seconds, usage.ru_maxrss / (1 if sys.platform == "darwin" else 1024), output.read()


if __name__ == "__main__":
    sys.exit(main())
