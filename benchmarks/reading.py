"""Reading: characters a second and core from file to statements, the parse included, and memory on the way."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks._sets import SHARED
from kg.cache import BuildCache
from kg.corpus import find_sources, read_corpus
from kg.documents import Document
from kg.resolution import build_inventory
from kg.work import DocumentWork
from ontology import load_field

DOCUMENTS = SHARED / "data" / "docs"
PARTS = 3
MOST = 150


def run() -> None:
    """Print a row for each part of the documents: its speed, and the memory held after it."""
    folder = DOCUMENTS if DOCUMENTS.is_dir() else Path(__file__).parents[1] / "corpus"
    documents = read_corpus(find_sources([folder])).documents[:MOST]
    table = Table("documents", "characters", "characters a CPU second", "peak memory, MB", title=str(folder))
    step = max(1, len(documents) // PARTS)
    for end in range(step, len(documents) + 1, step):
        seconds = measure_reading(documents[:end])
        characters = sum(len(document.text) for document in documents[:end])
        table.add_row(f"{end}", f"{characters:,}", f"{characters / seconds:,.0f}", f"{_peak_memory():,}")
    Console(width=100).print(table)


def measure_reading(documents: tuple[Document, ...]) -> float:
    """Return the CPU seconds from documents to statements, with nothing taken from a cache of before."""
    field = load_field()
    with tempfile.TemporaryDirectory() as folder, BuildCache(Path(folder)) as cache:
        work = DocumentWork(cache, field, processes=1)
        start = time.process_time()
        inventory = build_inventory(field, list(work.names(documents)))
        for _ in work.extractions(documents, inventory):
            pass  # dropped at once, as a build does with all but the statements
        return time.process_time() - start


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
