"""Glossary: how many terms of a glossary are defined, and how many links between them are relations."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from api.build import build_data
from api.facts import FlatFact, read_facts
from benchmarks._sets import SHARED
from kg.generations import DataFolder
from kg.store import OxigraphStore

GLOSSARY = SHARED / "data" / "docs" / "glossary"
_LINK = re.compile(r"\]\(/([a-z0-9-]+)/?(?:#[^)]*)?\)")
# Pages about the glossary itself, which define no term.
_ABOUT = re.compile(r"(?:^|-)index\.md$")


def run() -> None:
    """Print both shares, and what is missing."""
    if not GLOSSARY.is_dir():
        print(f"{GLOSSARY} is not here: the glossary comes from it.")
        return
    defined, undefined, linked, unlinked = measure_glossary(GLOSSARY)
    print(f"terms with their definition      {len(defined)}/{len(defined) + len(undefined)}")
    print(f"without: {', '.join(undefined) or 'none'}")
    print(f"links between terms as relations {len(linked)}/{len(linked) + len(unlinked)}")
    print(f"without: {', '.join(f'{one} -> {other}' for one, other in unlinked) or 'none'}")


def measure_glossary(folder: Path) -> tuple[list[str], list[str], list[tuple[str, str]], list[tuple[str, str]]]:
    """Return terms with and without a definition, and links with and without a relation, by file name.

    A term is a page; its entity is what that page defines. Links are taken from the files as they stand, each as often
    as it stands there.
    """
    pages = {path.name: path for path in sorted(folder.glob("*.md")) if not _ABOUT.search(path.name)}
    facts = _build(folder)
    entities = {
        name: {
            f.subject_iri
            for f in facts
            if f.document == name and f.predicate == "definedAs" and f.method.endswith("title defined")
        }
        for name in pages
    }
    defined = [name for name in pages if entities[name]]
    related = {frozenset((f.subject_iri, f.object_iri)) for f in facts if f.object_iri and f.modality == "asserted"}
    linked, unlinked = [], []
    for name, target in _find_links(pages):
        told = any(frozenset((one, other)) in related for one in entities[name] for other in entities[target])
        (linked if told else unlinked).append((name, target))
    return defined, [name for name in pages if not entities[name]], linked, unlinked


def _find_links(pages: dict[str, Path]) -> Iterator[tuple[str, str]]:
    """Yield (page, page) of each link in a page's text that leads to another page of the glossary."""
    by_address = {re.sub(r"^content-en-|\.md$", "", name): name for name in pages}
    for name, path in pages.items():
        for match in _LINK.finditer(path.read_text(encoding="utf-8")):
            target = by_address.get(match[1])
            if target is not None and target != name:
                yield name, target


def _build(folder: Path) -> list[FlatFact]:
    with tempfile.TemporaryDirectory() as data:
        build_data([folder], Path(data))
        current = DataFolder(Path(data)).find_current()
        if current is None:
            raise RuntimeError(f"{folder} gave no generation.")
        return list(read_facts(OxigraphStore.open(current.graph)))
