"""Around: in which order a question that something is told around is asked by itself and with what is told."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from api.answering.conversation.pronouns import find_several, refers
from api.answering.conversation.told_focus import take_up
from api.answering.question.reader import QuestionReader
from api.answering.question.wording.told import Told, asks_which


class Way(Enum):
    """How a question is asked that something is told around."""

    ALONE = "by itself, as if what is told had been said before"
    WITH = "in one with what is told"


def order_ways(asked: str, told: Told, said: Sequence[str], reader: QuestionReader) -> tuple[Way, ...]:
    """Return the ways of asking a question that may find its answer, the likelier first.

    `asked`: the question by itself, in plain words. `said`: what was said before it, with what is told.
    """
    leans = refers(asked) or find_several(asked) is not None
    taken_up = take_up(asked, told.statements, None) != asked
    known = taken_up or any(reader.read(text).mentions for text in said)
    if leans and (asks_which(asked) or not known):
        return (Way.WITH,)  # nothing says what "it" is
    if told.bears or not (leans or taken_up or reader.read(asked).mentions):
        return Way.WITH, Way.ALONE
    return Way.ALONE, Way.WITH
