"""Makes `.venv` and installs the engine into it with the named extras; does nothing when that is already done.

    python scripts/bootstrap.py [extra ...]     the interpreter that runs it is the one `.venv` is made with
    python scripts/bootstrap.py --missing       prints the Debian packages without which durable_rules cannot be built

Standard library only: it runs before anything is installed. What goes wrong is said in one sentence, in English and
in Russian; when pip fails, all that it printed is kept in `.venv/pip.log`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOG = VENV / "pip.log"

# Environments that answer alike are of one interpreter; one without pip was never finished.
IDENTITY = "import os, sys, pip; print(sys.version, os.path.realpath(sys.base_prefix))"

# durable_rules calls a function that Python 3.13 no longer has: GCC 14 refuses to compile the call, older compilers
# leave an undefined symbol. PyObject_CallObject does the same. Its setup.py overwrites CFLAGS, so CPPFLAGS it is.
REMOVED_CALL = "-DPyEval_CallObject=PyObject_CallObject"


class Need(NamedTuple):
    """Something durable_rules cannot be built without: what it is (in Russian in the genitive), Debian's package."""

    en: str
    ru: str
    package: str


def main(arguments: list[str]) -> None:
    if arguments == ["--missing"]:
        print(*(need.package for need in missing_needs()))
        return
    extras = set(arguments)
    if venv_is_of_this_python() and is_installed(extras):
        return
    refuse_unless_buildable()
    if not venv_is_of_this_python():
        make_venv()
    install(extras)


def venv_is_of_this_python() -> bool:
    if not PYTHON.exists():
        return False
    answer = subprocess.run([PYTHON, "-c", IDENTITY], capture_output=True, text=True).stdout.strip()
    return answer == f"{sys.version} {os.path.realpath(sys.base_prefix)}"


def make_venv() -> None:
    version = sys.version.split()[0]
    say(f"Making .venv with Python {version}.", f"Создаётся .venv на Python {version}.")
    made = run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        refuse(
            f"Python {version} could not make .venv: {last_line(made.stdout)}",
            f"Python {version} не смог создать .venv: {last_line(made.stdout)}",
        )


def is_installed(extras: set[str]) -> bool:
    stamp = read_stamp()
    return stamp["key"] == environment_key() and extras <= set(stamp["extras"])


def install(extras: set[str]) -> None:
    """Installs the engine with `extras` and with those that an earlier call asked for."""
    say("Installing into .venv; this may take a few minutes.", "Установка в .venv; это может занять несколько минут.")
    wanted = sorted(extras | set(read_stamp()["extras"]))
    STAMP.unlink(missing_ok=True)
    pip_install(f".[{','.join(wanted)}]" if wanted else ".")
    STAMP.write_text(json.dumps({"key": environment_key(), "extras": wanted}), encoding="utf-8")


def environment_key() -> str:
    """Changes with whatever puts an installation out of date: its description, the interpreter, the place."""
    described = b"".join((ROOT / name).read_bytes() for name in ("setup.cfg", "pyproject.toml"))
    return hashlib.sha256(described + f"{sys.version}{ROOT}".encode()).hexdigest()


def read_stamp() -> dict[str, Any]:
    return json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() else {"key": None, "extras": []}


def pip_install(requirement: str) -> None:
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    done = run([*pip, "--editable", requirement], build_environment())
    LOG.unlink(missing_ok=True)
    if done.returncode:
        LOG.write_text(done.stdout, encoding="utf-8")
        errors = [line for line in done.stdout.splitlines() if "ERROR: " in line]
        problem = errors[-1].rpartition("ERROR: ")[2] if errors else last_line(done.stdout)
        refuse(
            f"pip could not install what the engine needs ({problem}); all it printed is in {LOG}",
            f"pip не смог установить нужное для работы ({problem}); весь его вывод в файле {LOG}",
        )


def build_environment() -> dict[str, str]:
    environment = dict(os.environ)
    if compiler := find_compiler():
        environment["CC"] = shlex.join(compiler)
    if sys.version_info >= (3, 13):
        environment["CPPFLAGS"] = f"{environment.get('CPPFLAGS', '')} {REMOVED_CALL}".strip()
    return environment


def refuse_unless_buildable() -> None:
    needs = missing_needs()
    if not needs:
        return
    packages = " ".join(need.package for need in needs)
    install = f"Debian, Ubuntu: apt install {packages}; Fedora: dnf install gcc python3-devel"
    refuse(
        "durable_rules is built from source, which is impossible here without "
        f"{' and '.join(need.en for need in needs)}: install what is missing ({install}).",
        "durable_rules собирается из исходного кода, а здесь это невозможно без "
        f"{' и '.join(need.ru for need in needs)}: установите недостающее ({install}).",
    )


def missing_needs() -> list[Need]:
    """What stands in the way of building an extension module; nothing when a file that includes Python.h compiles."""
    compiler = find_compiler()
    if compiler and compiles(compiler):
        return []
    needs = []
    if not compiler:
        name = compiler_names()[0]
        needs.append(Need(f"a C compiler ({name})", f"компилятора C ({name})", "build-essential"))
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        version = f"3.{sys.version_info.minor}"
        en, ru = f"the headers of Python {version} (Python.h)", f"заголовочных файлов Python {version} (Python.h)"
        needs.append(Need(en, ru, f"python{version}-dev"))
    return needs or [Need("a C compiler that works", "работающего компилятора C", "build-essential")]


def compiler_names() -> list[str]:
    """The compiler the user names, else the one this Python was built with and the usual names beside it."""
    if os.environ.get("CC"):
        return [os.environ["CC"]]
    return [sysconfig.get_config_var("CC") or "cc", "cc", "gcc", "clang"]


def find_compiler() -> list[str] | None:
    commands = [shlex.split(name) for name in compiler_names()]
    return next((command for command in commands if shutil.which(command[0])), None)


def compiles(compiler: list[str]) -> bool:
    includes = [f"-I{sysconfig.get_path(name)}" for name in ("include", "platinclude")]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "probe.c")
        source.write_text("#include <Python.h>\n#include <stdlib.h>\nint probe(void) { return 0; }\n", encoding="utf-8")
        return run([*compiler, *includes, "-c", str(source), "-o", f"{source}.o"]).returncode == 0


def run(command: list[str], environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command; all that it prints is in `stdout`."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def last_line(printed: str) -> str:
    return (printed.strip().splitlines() or ["nothing printed"])[-1]


def say(en: str, ru: str) -> None:
    print(f"{en}\n{ru}", file=sys.stderr)


def refuse(en: str, ru: str) -> NoReturn:
    sys.exit(f"{en}\n{ru}")


if __name__ == "__main__":
    main(sys.argv[1:])
