"""Write docs/modules.md: every module with the first sentence of its docstring. Run `make modules`."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "modules.md"
# The packages in the order of the flow, and in them the rooms in which one imports the other.
PACKAGES = ("ontology", "kg", "indexer", "api")
ROOMS = (
    *("language", "readers", "naming", "reference", "kinds", "relations", "layout", "records", "stores"),
    *("question", "graph", "text", "verdicts", "changes", "selections"),
)
HEAD = """# Modules

What each file is for, in the words of its own docstring. `make modules` writes this page; a test fails where it is
not what the files say. [architecture.md](architecture.md) tells how they work together.
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(list_modules(), encoding="utf-8")


def list_modules() -> str:
    """Return the page: a table for each folder of modules, those that are imported first come first."""
    folders = [folder for package in PACKAGES for folder in find_folders(ROOT / package)]
    return "\n".join([HEAD, *(list_folder(folder) for folder in folders)])


def find_folders(package: Path) -> list[Path]:
    """Return a package and the packages in it."""
    inside = {path.parent for path in package.rglob("__init__.py")} - {package}
    return [package, *sorted(inside, key=lambda path: [_rank(part) for part in path.relative_to(package).parts])]


def list_folder(folder: Path) -> str:
    """Return the table of one folder."""
    modules = sorted(path for path in folder.glob("*.py") if not path.stem.startswith("__"))
    rows = "".join(f"| `{path.stem}` | {read_purpose(path)} |\n" for path in modules)
    title = f"## {folder.relative_to(ROOT).as_posix()}/\n\n{read_purpose(folder / '__init__.py')}\n"
    return f"{title}\n| module | what it is for |\n|---|---|\n{rows}" if rows else title


def read_purpose(path: Path) -> str:
    """Return the first paragraph of a module's docstring as one line."""
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(told.partition("\n\n")[0].split()).replace("|", "\\|")


def _rank(room: str) -> tuple[int, str]:
    return (ROOMS.index(room) if room in ROOMS else len(ROOMS)), room


if __name__ == "__main__":
    main()
