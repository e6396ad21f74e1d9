"""The files under the paths a build is given."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.readers.formats import ASCIIDOC_SUFFIXES, RESTRUCTUREDTEXT_SUFFIXES
from kg.readers.mapping_file import MAPPING_SUFFIXES, TABLE_SUFFIXES
from kg.readers.rdf import FORMATS

SUFFIXES = (
    frozenset((".md", ".markdown", ".mdx", ".txt", ".text", ".html", ".htm"))
    | ASCIIDOC_SUFFIXES
    | RESTRUCTUREDTEXT_SUFFIXES
)
YAML_SUFFIXES = frozenset((".yml", ".yaml"))
# Structured files: only those of a shape that is read are documents.
DATA_SUFFIXES = YAML_SUFFIXES | TABLE_SUFFIXES | FORMATS.keys()


@dataclass(frozen=True)
class FoundDocuments:
    """The readable files with their names, in the order of the names, and what cannot be read.

    `unread`: the files no reader is for. `unlisted`: folders whose content cannot be told, and why.
    """

    documents: tuple[tuple[Path, str], ...]
    unread: tuple[Path, ...] = ()
    unlisted: tuple[tuple[Path, str], ...] = ()


def find_documents(paths: Sequence[Path]) -> FoundDocuments:
    """Return every document under `paths`; raise InputError where a path is missing.

    A document's name is its path under the folder given, with forward slashes; a file given by itself goes
    by its file name. Names that would stand twice get their folder's name before them. Hidden files and
    folders are passed over.
    """
    roots = list(dict.fromkeys(_resolve(path) for path in paths))
    found: list[tuple[Path, Path, str]] = []  # root, file, name
    unread: list[Path] = []
    unlisted: list[tuple[Path, str]] = []
    for root in roots:
        files = [root] if root.is_file() else list(_walk(root, unlisted))
        base = root.parent if root.is_file() else root
        for file in files:
            if file.suffix.lower() in SUFFIXES | DATA_SUFFIXES:
                found.append((base, file, file.relative_to(base).as_posix()))
            else:
                unread.append(file)
    documents = _tell_apart({file: (base, name) for base, file, name in reversed(found)})
    return FoundDocuments(
        tuple(sorted(documents, key=lambda pair: pair[1])), tuple(sorted(set(unread))), tuple(sorted(set(unlisted)))
    )


def _resolve(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"{path}: no such file or folder. Name the documents to build from.")
    return Path(os.path.abspath(path))


def _walk(root: Path, unlisted: list[tuple[Path, str]]) -> Iterator[Path]:
    """Yield the files under a folder in a fixed order; links to folders are not followed.

    A folder that cannot be listed is added to `unlisted` with the reason, and the others go on.
    """

    def note(error: OSError) -> None:
        unlisted.append((Path(error.filename), error.strerror or type(error).__name__))

    for folder, folders, names in os.walk(root, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not _is_example(name, names) and not _is_mapping(name, names):
                yield Path(folder, name)


def _is_example(name: str, names: Collection[str]) -> bool:
    """Tell whether a structured file only shows the form that a schema beside it describes."""
    stem, suffix = os.path.splitext(name)
    return suffix.lower() in DATA_SUFFIXES and f"{stem}.schema.json" in names


def _is_mapping(name: str, names: Collection[str]) -> bool:
    """Tell whether a file says how the table beside it is read."""
    stem = next((name.removesuffix(suffix) for suffix in MAPPING_SUFFIXES if name.endswith(suffix)), None)
    return stem is not None and any(os.path.splitext(other)[0] == stem for other in names if _is_table(other))


def _is_table(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in TABLE_SUFFIXES


def _tell_apart(files: dict[Path, tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Put the names of outer folders before names that stand for more than one file, as many as it takes."""
    names = {file: name for file, (_, name) in files.items()}
    outer = {file: base for file, (base, _) in files.items()}
    while True:
        counts = Counter(names.values())
        doubled = [file for file, name in names.items() if counts[name] > 1 and outer[file].name]
        if not doubled:
            return list(names.items())
        for file in doubled:
            names[file] = f"{outer[file].name}/{names[file]}"
            outer[file] = outer[file].parent
