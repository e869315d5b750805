"""Makes the pages of `docs/errors` and the examples that `engine explain-error` shows, from the codes and the tests.

python scripts/make_error_pages.py            writes them
python scripts/make_error_pages.py --check    writes nothing; names what is not up to date, exit code 1 if anything is
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from error_examples import Example, examples  # noqa: E402

from engine.diagnostics.core import Lang  # noqa: E402
from engine.diagnostics.table import all_codes, page  # noqa: E402
from engine.report import pages  # noqa: E402

EXAMPLES = ROOT / "engine" / "diagnostics" / pages.EXAMPLES
FOLDERS = {Lang.EN: ROOT / "docs" / "errors", Lang.RU: ROOT / "docs" / "errors" / "ru"}
LINKS = {
    Lang.EN: "[All codes](README.md) · [По-русски](ru/{name}.md)",
    Lang.RU: "[Все коды](README.md) · [In English](../{name}.md)",
}


def examples_text(found: Mapping[str, Example]) -> str:
    made = {code: {"bad": e.bad, "good": e.good, "shown": e.shown} for code, e in found.items()}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def made_pages() -> Iterator[tuple[Path, str]]:
    """Every page, from the examples of the package as they are."""
    pages._examples.cache_clear()
    for lang, folder in FOLDERS.items():
        yield folder / "README.md", f"{pages.index_text(lang)}\n{LINKS[lang].split(' · ')[1].format(name='README')}\n"
        for code in all_codes():
            yield ROOT / page(code, lang), f"{pages.page_text(code, lang)}\n{LINKS[lang].format(name=code.id)}\n"


def superfluous(kept: set[Path]) -> list[Path]:
    return sorted(path for folder in FOLDERS.values() for path in folder.glob("*.md") if path not in kept)


def write() -> None:
    EXAMPLES.write_text(examples_text(examples()), "utf-8")
    made = dict(made_pages())
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for path in superfluous(set(made)):
        path.unlink()


def outdated() -> list[Path]:
    """Files that are not as they would be written; pages are looked at only when their examples are up to date."""
    if not EXAMPLES.is_file() or EXAMPLES.read_text("utf-8") != examples_text(examples()):
        return [EXAMPLES]
    made = dict(made_pages())
    old = [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text]
    return [*old, *superfluous(set(made))]


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        old = outdated()
        for path in old:
            print(f"not up to date: {path.relative_to(ROOT)}; run python scripts/make_error_pages.py")
        return 1 if old else 0
    if arguments:
        print(__doc__)
        return 2
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
