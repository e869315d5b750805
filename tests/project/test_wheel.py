"""What is installed: a wheel has every module and schema and no test; an editable install finds the schemas too."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
IGNORED = shutil.ignore_patterns("__pycache__", ".*_cache")
SCHEMAS = sorted(path.name for path in (ROOT / "schemas").glob("*.schema.json"))


def build_backend_is_here() -> bool:
    """Whether the setuptools that pyproject.toml asks for is installed beside the tests."""
    try:
        return int(version("setuptools").split(".")[0]) >= 77
    except PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the sources, so that nothing is left beside them."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("engine", "schemas"):
        shutil.copytree(ROOT / name, folder / name, ignore=IGNORED)
    for name in ("setup.cfg", "pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    isolation = ["--no-build-isolation"] if build_backend_is_here() else []
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-input", *isolation, "--wheel-dir", "dist", "."]
    built = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace")
    if not isolation and "satisfies the requirement setuptools" in built.stderr:
        pytest.skip("no setuptools 77 here and no network to fetch it")
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = (folder / "dist").glob("*.whl")
    return path


@pytest.fixture(scope="module")
def members(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        return archive.namelist()


def packaged(names: list[str], folder: str) -> list[str]:
    return sorted(name for name in names if name.startswith(f"{folder}/"))


def test_wheel_has_every_file_of_the_package_and_every_schema(members: list[str]) -> None:
    paths = [path for path in (ROOT / "engine").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    sources = [path.relative_to(ROOT).as_posix() for path in paths]
    schemas = [f"engine/schemas/{name}" for name in SCHEMAS]
    assert packaged(members, "engine") == sorted([*sources, "engine/schemas/__init__.py", *schemas])

    assert "engine/py.typed" in members


def test_wheel_has_nothing_beside_the_package(members: list[str]) -> None:
    assert {name.split("/")[0] for name in members} == {"engine", "indicator_engine-0.1.0.dist-info"}


def test_schemas_are_found_in_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    script = (
        "from importlib.resources import files\n"
        "folder = files('engine.schemas')\n"
        "print(folder)\n"
        "print(*sorted(file.name for file in folder.iterdir() if file.name.endswith('.json')))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert shown.stdout.splitlines() == [str(tmp_path / "engine" / "schemas"), " ".join(SCHEMAS)]


def test_pages_of_codes_have_their_examples_in_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "engine", "explain-error", "E320", "--lang", "en"]
    shown = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert "pack/indicators.yaml" in shown.stdout
    assert (ROOT / "docs/errors/E320.md").read_text("utf-8").startswith(shown.stdout)


def test_schemas_are_found_where_the_engine_runs() -> None:
    found = sorted(file.name for file in files("engine.schemas").iterdir() if file.name.endswith(".schema.json"))
    assert found == SCHEMAS


def test_setup_cfg_lists_every_package() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    folders = [path.parent.relative_to(ROOT) for path in (ROOT / "engine").rglob("__init__.py")]
    packages = sorted([".".join(folder.parts) for folder in folders] + ["engine.schemas"])
    assert setup["options"]["packages"].split() == packages
