"""What goes in and what comes out: the question and the answer, as the contract's JSON has them."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.json_schema import SkipJsonSchema

MAX_QUESTION = 2000
MAX_HISTORY = 50
MAX_CITATIONS = 8
MAX_ANSWER = 1200
MAX_CITATION_TEXT = 1000

# How an answer begins that is likely, and not sure.
PERHAPS = "Perhaps: "
MARK = re.compile(r"\[(\d+)\]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


EarlierQuestion = Annotated[str, Field(max_length=MAX_QUESTION)]


class Question(BaseModel):
    """A question with the asker's earlier ones (oldest first) and the day it is asked about."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "what replaces it?", "history": ["what is X?"], "as_of": "2024-05-31"}]
        },
    )

    question: str = Field(min_length=1, max_length=MAX_QUESTION)
    history: list[EarlierQuestion] = Field(default_factory=list, max_length=MAX_HISTORY)
    as_of: datetime.date | None = None
    top_k: int = Field(default=MAX_CITATIONS, ge=1, le=50, description="the most citations, beside those it rests on")

    @field_validator("question")
    @classmethod
    def _not_blank(cls, question: str) -> str:
        if not question.strip():
            raise ValueError("it is empty")
        return question

    @field_validator("as_of", mode="before")
    @classmethod
    def _plain_day(cls, as_of: object) -> object:
        # pydantic takes seconds and midnights too
        if as_of is None or isinstance(as_of, datetime.date) or (isinstance(as_of, str) and _DAY.fullmatch(as_of)):
            return as_of
        raise ValueError("write the day as YYYY-MM-DD")

    @field_validator("history", "top_k", mode="before")
    @classmethod
    def _left_out(cls, value: object, info: ValidationInfo) -> object:
        """Take null for a field that is left out, as many clients send it."""
        return cls.model_fields[str(info.field_name)].get_default(call_default_factory=True) if value is None else value

    @field_validator("history")
    @classmethod
    def _drop_blank(cls, history: list[str]) -> list[str]:
        return [earlier for earlier in history if earlier.strip()]


class Reason(StrEnum):
    """Why a question was not answered."""

    UNKNOWN_ENTITY = "unknown entity"
    NO_SUCH_FACT = "no such fact"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out of scope"
    FALSE_PREMISE = "false premise"


class Term(BaseModel):
    """An entity (with `iri`) or a literal (without)."""

    model_config = ConfigDict(frozen=True)

    label: str
    iri: str | None = None
    type: str | None = None


def to_verdict(holds: bool) -> Term:
    """Return yes or no as the item of an answer."""
    return Term(label="yes" if holds else "no", type="boolean")


class Fact(BaseModel):
    """A statement behind an answer; `citations` are the ids of the citations that carry it."""

    model_config = ConfigDict(frozen=True)

    subject: Term
    predicate: Term
    object: Term
    date: str | None = None
    disputed: bool = False
    derived: bool = False
    negated: bool = False
    citations: list[int] = Field(default_factory=list)


class Citation(BaseModel):
    """Words of a document; `quote` is the part of `text` that carries the fact, where one does.

    `of_record`: whether they are lines of a record, which list all there is, as sentences need not (not in the JSON).
    """

    model_config = ConfigDict(frozen=True)

    id: int
    document: str
    title: str
    date: str | None = None
    section: str | None = None
    text: str
    start: int
    end: int
    score: float
    quote: str | None = None
    of_record: SkipJsonSchema[bool] = Field(default=False, exclude=True)


def to_confidence(score: float) -> float:
    """Return a score as the confidence of an answer: in [0, 1], the same to three places on any machine."""
    return round(min(1.0, max(0.0, score)), 3)


class Answer(BaseModel):
    """The reply of POST /ask and of `kg ask --json`."""

    model_config = ConfigDict(frozen=True)

    question: str
    status: str
    reason: Reason | None = None
    answer: str
    confidence: float | None = None
    items: list[Term] = Field(default_factory=list)
    facts: list[Fact] = Field(default_factory=list)
    citations: list[Citation] = Field(default_factory=list)
    sparql: str | None = None
    suggestions: list[str] = Field(default_factory=list)
    related: list[Term] = Field(default_factory=list)
    timings_ms: dict[str, float] = Field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Whether it answers, and not only perhaps."""
        return self.status == "answered" and not self.answer.startswith(PERHAPS)

    @property
    def needed(self) -> set[int]:
        """The ids of the citations that the answer's words and facts rest on."""
        return {int(mark) for mark in MARK.findall(self.answer)}.union(*(fact.citations for fact in self.facts))

    def cut(self, most: int) -> Answer:
        """Return the answer with the first `most` citations, and those that its facts and sentences rest on.

        Its words have at most `MAX_ANSWER` characters: an abstention repeats words of the question, however long.
        """
        needed = self.needed
        kept = [citation for citation in self.citations if citation.id <= most or citation.id in needed]
        words = self.answer if len(self.answer) <= MAX_ANSWER else f"{self.answer[: MAX_ANSWER - 1]}…"
        return self.model_copy(update={"answer": words, "citations": kept})

    def as_verdict(self, holds: bool) -> Answer:
        """Return the answer as one that says yes or no, which its words may say already."""
        verdict = to_verdict(holds)
        says_so = re.match(rf"{verdict.label}\b", self.answer, re.IGNORECASE) is not None
        text = self.answer if says_so else f"{verdict.label.capitalize()}: {self.answer}"[:MAX_ANSWER]
        return self.model_copy(update={"items": [verdict], "answer": text, "sparql": None})

    def as_count(self, number: int, told: str, sparql: str) -> Answer:
        """Return the answer as one that gives a number: what it tells, and the query that counts."""
        items = [Term(label=str(number), type="integer")]
        return self.model_copy(update={"answer": told[:MAX_ANSWER], "items": items, "sparql": sparql})
