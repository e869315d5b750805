"""Imports go one way: down the list of layers, without cycles, and to heavy third parties from one place only."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "engine"

# From the top down: a module may import from its own layer and from those after it.
LAYERS = (
    "cli",
    "testing",
    "workflows",
    "report",
    "trace",
    "diffing",
    "inference",
    "result",
    "backend",
    "plan",
    "checks",
    "gather",
    "facts",
    "pack",
    "expression",
    "limits",
    "intervals",
    "decimals",
    "months",
    "statuses",
    "version",
    "diagnostics",
)
# Above all layers: the package's own face, for `python -m engine` and for programs that import it.
TOP = ("engine", "engine.__main__", "engine.api")


class Import(NamedTuple):
    """`module` imports `target` at `line`."""

    module: str
    target: str
    line: int


def modules_of(package: Path) -> dict[str, Path]:
    """Module names and files of a package, in the order of their paths."""
    return {module_name(package, path): path for path in sorted(package.rglob("*.py"))}


def module_name(package: Path, path: Path) -> str:
    parts = (package.name, *path.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(modules: Mapping[str, Path]) -> list[Import]:
    return [found for name, path in modules.items() for found in imports_in(name, path, modules)]


def imports_in(name: str, path: Path, modules: Mapping[str, Path]) -> Iterator[Import]:
    """Every import statement of a module, also inside functions and `if TYPE_CHECKING`."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (Import(name, alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, package)
            for alias in node.names:
                submodule = f"{base}.{alias.name}"
                yield Import(name, submodule if submodule in modules else base, node.lineno)


def absolute(node: ast.ImportFrom, package: str) -> str:
    """The module an import names, with the dots of a relative one resolved."""
    if not node.level:
        return node.module or ""
    parents = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*parents, node.module] if node.module else parents)


def height(module: str) -> int | None:
    """0 for the top, growing downwards; None for a module that belongs to no layer."""
    if module in TOP:
        return 0
    layer = module.split(".")[1]
    return LAYERS.index(layer) + 1 if layer in LAYERS else None


def upward_imports(package: Path) -> list[str]:
    modules = modules_of(package)
    inside = [found for found in imports_of(modules) if found.target.split(".")[0] == package.name]
    return [
        f"{found.module}:{found.line} imports {found.target}, which is above it"
        for found in inside
        if (above := height(found.target)) is not None and (below := height(found.module)) is not None and above < below
    ]


def homeless_modules(package: Path) -> list[str]:
    return [name for name in modules_of(package) if height(name) is None]


def import_cycle(package: Path) -> list[str]:
    """The modules of one import cycle, the first again at the end; empty when there is none."""
    modules = modules_of(package)
    graph: dict[str, set[str]] = {name: set() for name in modules}
    for found in imports_of(modules):
        if found.target in modules:
            graph[found.module].add(found.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def importers(package: Path, *third_parties: str) -> list[str]:
    return [f.module for f in imports_of(modules_of(package)) if f.target.split(".")[0] in third_parties]


def test_every_module_belongs_to_a_layer() -> None:
    assert homeless_modules(ENGINE) == []


def test_imports_go_down_the_layers() -> None:
    assert upward_imports(ENGINE) == []


def test_no_import_cycles() -> None:
    assert import_cycle(ENGINE) == []


def test_only_inference_imports_durable_rules() -> None:
    outside = [
        name
        for name in importers(ENGINE, "durable_rules_engine", "durable")
        if not name.startswith("engine.inference.")
    ]
    assert outside == []


@pytest.mark.skipif(not (ENGINE / "cli" / "main.py").exists(), reason="the command line is not written yet")
def test_help_needs_neither_the_database_nor_the_rule_engine() -> None:
    script = (
        "import sys\n"
        "from engine.cli.main import main\n"
        "sys.argv = ['engine', '--help']\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    heavy = {'duckdb', 'sqlglot', 'durable_rules_engine'} & set(sys.modules)\n"
        "    print('heavy modules:', sorted(heavy))\n"
    )
    shown = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert shown.stdout.splitlines()[-1] == "heavy modules: []"


def write_package(folder: Path, files: Mapping[str, str]) -> Path:
    package = folder / "engine"
    for name, text in files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "__init__.py").touch()
    return package


@pytest.mark.parametrize(
    "line",
    [
        "import engine.cli.main",
        "from engine.cli.main import run",
        "from engine.cli import main",
        "from ..cli import main",
        "from ..cli.main import run",
        "def late():\n    from engine.cli import main",
    ],
)
def test_an_upward_import_is_named(tmp_path: Path, line: str) -> None:
    package = write_package(tmp_path, {"cli/main.py": "", "pack/model.py": line})
    number = line.count("\n") + 1
    assert upward_imports(package) == [f"engine.pack.model:{number} imports engine.cli.main, which is above it"]


def test_the_face_of_the_package_is_above_every_layer(tmp_path: Path) -> None:
    package = write_package(tmp_path, {"api.py": "from engine.cli import main", "cli/main.py": "import engine"})
    assert upward_imports(package) == ["engine.cli.main:1 imports engine, which is above it"]


def test_downward_and_sideways_imports_pass(tmp_path: Path) -> None:
    files = {
        "cli/main.py": "from engine.cli.options import lang\nfrom engine import diagnostics\nimport json",
        "cli/options.py": "from ..pack import model",
        "pack/model.py": "",
        "diagnostics/core.py": "",
    }
    assert upward_imports(write_package(tmp_path, files)) == []


def test_a_module_without_a_layer_is_named(tmp_path: Path) -> None:
    assert homeless_modules(write_package(tmp_path, {"utils/text.py": ""})) == ["engine.utils", "engine.utils.text"]


def test_a_cycle_is_named(tmp_path: Path) -> None:
    files = {"pack/a.py": "from . import b", "pack/b.py": "from engine.pack.a import x", "pack/c.py": "from . import a"}
    cycle = import_cycle(write_package(tmp_path, files))
    assert set(cycle) == {"engine.pack.a", "engine.pack.b"}
    assert cycle[0] == cycle[-1]


def test_a_package_that_re_exports_its_importer_is_a_cycle(tmp_path: Path) -> None:
    package = write_package(tmp_path, {"pack/a.py": "from engine.pack import Pack"})
    (package / "pack" / "__init__.py").write_text("from engine.pack.a import Pack", encoding="utf-8")
    assert set(import_cycle(package)) == {"engine.pack", "engine.pack.a"}


def test_importers_are_found(tmp_path: Path) -> None:
    files = {"inference/durable.py": "import durable_rules_engine", "cli/main.py": "from durable.lang import ruleset"}
    found = importers(write_package(tmp_path, files), "durable_rules_engine", "durable")
    assert found == ["engine.cli.main", "engine.inference.durable"]
