"""Premises: what a question takes for granted, and whether the documents bear it out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from api.answering.model import Answer
from api.answering.question.reader import QuestionReader
from api.answering.question.reading import Form
from api.answering.question.wording.asking import ASKING, AUXILIARY
from api.answering.verdicts.truth import TruthAnswerer

_CLAUSE = re.compile(
    r"^(?:since|given that|now that|seeing that|because|after|once)\s+(?P<claim>.+?),\s+"
    rf"(?:{ASKING.pattern}|{AUXILIARY}\b)",
    re.IGNORECASE,
)
_TAKEN = re.compile(rf"^(?:why|when|where|how)\s+(?P<claim>{AUXILIARY}\b.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Premise:
    """What a question takes for granted, with what the documents say of it: None where they say nothing."""

    claim: str
    told: Answer | None

    @property
    def is_denied(self) -> bool:
        """Whether the documents say otherwise."""
        return self.told is not None and [item.label for item in self.told.items] == ["no"]


class PremiseReader:
    """Find what questions take for granted and the documents do not bear out."""

    def __init__(self, reader: QuestionReader, truth: TruthAnswerer) -> None:
        self._reader = reader
        self._truth = truth

    def find_unborne(self, text: str, as_of: str | None = None) -> Premise | None:
        """Return what a clause takes for granted ("since X was bought by Y, ...") and the documents do not say.

        `as_of`: the day asked about.
        """
        match = _CLAUSE.match(text.strip())
        if match is None:
            return None
        reading = self._reader.read(match["claim"], as_of)
        if not reading.mentions or not reading.frames:
            return None
        premise = Premise(match["claim"], self._truth.answer(replace(reading, form=Form.BOOLEAN)))
        return premise if premise.told is None or premise.is_denied else None

    def find_denied(self, text: str, as_of: str | None = None) -> Premise | None:
        """Return what a question takes for granted ("why did X make Y") where the documents say otherwise."""
        match = _TAKEN.match(text.strip())
        if match is None:
            return None
        reading = self._reader.read(match["claim"], as_of)
        premise = Premise(match["claim"], self._truth.answer(reading) if reading.form is Form.BOOLEAN else None)
        return premise if premise.is_denied else None
