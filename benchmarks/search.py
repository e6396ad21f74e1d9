"""Search: time to build, load and search the passage index at 1,000 and 20,000 passages."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks._sets import IR_SETS, SHARED, read_set
from indexer.encoder import load_encoder
from indexer.passages import Passage
from indexer.search import PassageIndex
from indexer.token_codes import to_coded
from kg.documents import Span

_SIZES = (1_000, 20_000)
_QUESTIONS = 60


def run() -> None:
    """Print a table: one row a size. Real words in a shuffled order, under real vectors taken in turn."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: the texts come from it.")
        return
    sets = [read_set(name) for name in IR_SETS]
    texts = [text[:800] for one in sets for text in one.texts]
    questions = [question for one in sets for question in one.questions][-_QUESTIONS:]
    encoder = load_encoder()
    coded = [to_coded(encoding) for encoding in encoder.encode_tokens(texts[:1000])]
    shuffle = np.random.default_rng(0)
    table = Table("passages", "build s", "load ms", "search ms (median)", "search ms (95 %)", "MB")
    for size in _SIZES:
        passages = []
        for number in range(size):
            words = texts[number % len(texts)].split()
            shuffle.shuffle(words)
            text = " ".join(words)
            span = Span(number % 20 * 1000, number % 20 * 1000 + len(text))
            passages.append(Passage(f"{number // 20:05}.md", "Title", None, ("Part",), span, text, (span,)))
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            rows = [coded[number % len(coded)] for number in range(size)]
            build = _time(partial(PassageIndex.build, passages, rows, folder, encoder))
            load = min(_time(partial(PassageIndex.load, folder, encoder)) for _ in range(5))
            index = PassageIndex.load(folder, encoder)
            index.search("warm")
            times = [_time(partial(index.search, question)) for question in questions]
            size_on_disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        table.add_row(
            f"{size:,}",
            f"{build:.2f}",
            f"{load * 1000:.0f}",
            f"{np.median(times) * 1000:.1f}",
            f"{np.percentile(times, 95) * 1000:.1f}",
            f"{size_on_disk / 1e6:.0f}",
        )
    Console(width=100).print(table)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
