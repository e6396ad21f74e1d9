"""What askers think of answers: kept beside the generations, so that a build leaves it as it is.

    data/feedback/
      lock
      ratings.jsonl          the newest, one a line
      ratings.1.jsonl        those before it; the next ones to be dropped

Nothing tells who sent a rating: neither address nor key nor browser is kept.
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import json
import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.answering.model import MAX_ANSWER, MAX_HISTORY, MAX_QUESTION, EarlierQuestion
from kg.errors import DataFolderError, InputError

_NEWEST, _BEFORE = "ratings.jsonl", "ratings.1.jsonl"


class Rating(StrEnum):
    """What an asker thinks of an answer."""

    UP = "up"
    DOWN = "down"


class Feedback(BaseModel):
    """A rating of an answer; a later one with the same `id` takes its place. The words are as the page saw them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rating: Rating
    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    history: list[EarlierQuestion] = Field(default_factory=list, max_length=MAX_HISTORY)
    as_of: datetime.date | None = None
    status: Literal["answered", "unanswerable"] | None = None
    answer: str = Field(default="", max_length=MAX_ANSWER)
    id: str | None = Field(default=None, pattern=r"^[0-9a-f]{8,32}$", description="drawn by chance for one answer")


class KeptFeedback(Feedback):
    """A rating with when it came (UTC) and the generation that was in force."""

    time: datetime.datetime
    generation: str


class FeedbackLog:
    """The ratings of one data folder, at most `limit` bytes: beyond it the oldest half is dropped."""

    def __init__(self, data: Path, limit: int) -> None:
        self.folder = data / "feedback"
        self.limit = limit

    def add(self, feedback: Feedback, generation: str, now: datetime.datetime) -> None:
        """Keep a rating; raise InputError where it is too long, DataFolderError where nothing can be written."""
        kept = KeptFeedback(**dict(feedback), time=now.replace(microsecond=0), generation=generation)
        line = json.dumps(kept.model_dump(mode="json"), ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        if len(line) > self.limit // 2:
            raise InputError(f"the feedback is longer than {self.limit // 2048} kB. Send less of it.")
        try:
            with self._locked():
                newest = self.folder / _NEWEST
                if newest.exists() and newest.stat().st_size + len(line) > self.limit // 2:
                    os.replace(newest, self.folder / _BEFORE)
                _append(newest, line)
        except OSError as error:
            raise DataFolderError(f"{self.folder}: cannot be written ({error.strerror}). Allow it.") from error

    def read(self) -> list[KeptFeedback]:
        """Return the ratings, the oldest first, and of those with one `id` the last."""
        found: dict[str, KeptFeedback] = {}
        for number, rating in enumerate(self._read_all()):
            name = rating.id or f"no. {number}"
            found.pop(name, None)
            found[name] = rating
        return list(found.values())

    def _read_all(self) -> Iterator[KeptFeedback]:
        for name in (_BEFORE, _NEWEST):
            with contextlib.suppress(FileNotFoundError):
                lines = (self.folder / name).read_bytes().splitlines()
                for line in lines:
                    # a process that was killed may have left half a line
                    with contextlib.suppress(ValidationError):
                        yield KeptFeedback.model_validate_json(line)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes from writing."""
        self.folder.mkdir(exist_ok=True)
        with open(self.folder / "lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _append(path: Path, line: bytes) -> None:
    """Append a line on a line of its own, and put it on disk."""
    with open(path, "a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                line = b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
