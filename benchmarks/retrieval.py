"""Retrieval: nDCG@10 of meaning, words and ways to fuse them, on two question sets."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks._sets import IR_SETS, SHARED, RetrievalSet, measure_ndcg, read_set
from indexer.encoder import load_encoder
from indexer.keywords import KeywordIndex
from indexer.search import HEADING_WEIGHT, MEANING_WEIGHT, WORDS_WEIGHT

Scores = NDArray[np.float32]
Fuse = Callable[[Scores, Scores, Scores], Scores]


def run() -> None:
    """Print a table: one row a way to rank, one column a question set."""
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: the question sets come from it.")
        return
    ways: dict[str, Fuse] = {
        "meaning alone": lambda meaning, words, headings: meaning,
        "words alone": lambda meaning, words, headings: words,
        "reciprocal ranks, 60": lambda meaning, words, headings: _fuse_ranks(meaning, words),
        "weighted, no headings": lambda meaning, words, headings: (
            MEANING_WEIGHT * np.clip(meaning, 0, 1) + WORDS_WEIGHT * words
        ),
        "weighted (default)": lambda meaning, words, headings: (
            MEANING_WEIGHT * np.clip(meaning, 0, 1) + WORDS_WEIGHT * words + HEADING_WEIGHT * headings
        ),
    }
    sets = [read_set(name) for name in IR_SETS]
    parts = [_score(retrieval_set) for retrieval_set in sets]
    table = Table("ranking", *IR_SETS)
    for name, fuse in ways.items():
        values = [measure_ndcg(fuse(*scores), one.grades) for one, scores in zip(sets, parts, strict=True)]
        table.add_row(name, *(f"{value:.4f}" for value in values))
    Console(width=100).print(table)


def _score(retrieval_set: RetrievalSet) -> tuple[Scores, Scores, Scores]:
    """Return the scores by meaning, by words and by title words: shape (questions, texts) each."""
    encoder = load_encoder()
    meaning = encoder.encode(retrieval_set.questions) @ encoder.encode(retrieval_set.texts).T
    words, headings = KeywordIndex.build(retrieval_set.texts), KeywordIndex.build(retrieval_set.titles)
    return (
        meaning,
        np.stack([words.score(question) for question in retrieval_set.questions]),
        np.stack([headings.score(question) for question in retrieval_set.questions]),
    )


def _fuse_ranks(first: Scores, second: Scores) -> Scores:
    """Fuse by ranks alone (Cormack, Clarke and Büttcher, "Reciprocal rank fusion", 2009)."""
    ranks = [np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1) for scores in (first, second)]
    fused: Scores = (1 / (60 + ranks[0]) + 1 / (60 + ranks[1])).astype(np.float32)
    return fused
