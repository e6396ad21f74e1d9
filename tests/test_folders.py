"""Folders of other fields: how many of their questions are answered rightly, and how many that have no answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.answering.model import Question
from api.build import build_data
from api.evaluation import load_questions, score_questions
from api.service import Service, open_service

FOLDERS = Path(__file__).parent / "folders"
# Of 30 open questions, of 30 put aside, and of 20 without an answer.
FLOORS = {"cloud": (17, 11, 15), "wiki": (14, 7, 16), "rail": (7, 9, 12), "data": (13, 10, 16)}


@pytest.fixture(scope="module", params=sorted(FLOORS))
def folder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def service(folder: str, tmp_path_factory: pytest.TempPathFactory) -> Service:
    data = tmp_path_factory.mktemp(folder) / "data"
    build_data([FOLDERS / folder / "documents"], data)
    return open_service(data)


def count_good(service: Service, path: Path) -> dict[str, int]:
    """Return how many questions of a file are answered rightly, by the half they are of."""
    halves = {row["id"]: row["half"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}

    def answer(body: dict[str, object]) -> dict[str, object]:
        return service.answerer.answer(Question.model_validate(body)).model_dump(mode="json")

    counts = {"open": 0, "aside": 0}
    for score in score_questions(load_questions(path), answer):
        counts[halves[score.gold.id]] += score.is_good
    return counts


def test_questions_are_answered(service: Service, folder: str) -> None:
    good = count_good(service, FOLDERS / folder / "questions.jsonl")
    assert good["open"] >= FLOORS[folder][0]
    assert good["aside"] >= FLOORS[folder][1]


def test_what_is_not_told_is_not_answered(service: Service, folder: str) -> None:
    good = count_good(service, FOLDERS / folder / "negative.jsonl")
    assert good["open"] + good["aside"] >= FLOORS[folder][2]
