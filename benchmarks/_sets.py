"""Retrieval sets from `../shared`, where it is: texts, questions, and which texts answer which question."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHARED = Path(__file__).parents[2] / "shared"
IR_SETS = ("ir_cranfield", "multihop_hotpot100")


@dataclass(frozen=True)
class RetrievalSet:
    """Texts and questions; `grades[i]` gives the relevance of text numbers for question i."""

    name: str
    titles: list[str]
    texts: list[str]
    questions: list[str]
    grades: list[dict[int, int]]


def read_set(name: str) -> RetrievalSet:
    """Read one of `IR_SETS`; a text begins with its title."""
    folder = SHARED / "data" / name
    texts = [json.loads(line) for line in _read_lines(folder / "corpus.jsonl")]
    numbers = {text["_id"]: number for number, text in enumerate(texts)}
    grades: dict[str, dict[int, int]] = defaultdict(dict)
    for line in _read_lines(folder / "qrels.tsv")[1:]:
        question, text, grade = line.split("\t")
        grades[question][numbers[text]] = int(grade)
    questions = [json.loads(line) for line in _read_lines(folder / "queries.jsonl")]
    judged = [question for question in questions if question["_id"] in grades]
    return RetrievalSet(
        name,
        [text["title"] for text in texts],
        [f"{text['title']}: {text['text']}" for text in texts],
        [question["text"] for question in judged],
        [grades[question["_id"]] for question in judged],
    )


def measure_ndcg(scores: NDArray[np.float32], grades: list[dict[int, int]], depth: int = 10) -> float:
    """Return the mean nDCG of rankings by `scores`, shape (questions, texts), with gains 2^grade - 1."""
    values = []
    discounts = 1 / np.log2(np.arange(2, depth + 2))
    for row, wanted in zip(scores, grades, strict=True):
        ranked = np.argsort(-row, kind="stable")[:depth]
        gains = np.array([2 ** wanted.get(int(number), 0) - 1 for number in ranked])
        ideal = np.array(sorted((2**grade - 1 for grade in wanted.values()), reverse=True)[:depth])
        best = float((ideal * discounts[: len(ideal)]).sum())
        values.append(float((gains * discounts[: len(gains)]).sum()) / best if best else 0.0)
    return float(np.mean(values))


def _read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
