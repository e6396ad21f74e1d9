"""Stages: the intervals in which a state held, from the days on which each began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A state with the day it began and the day the next one did; `field` is where its beginning is given.

    `begin` is None for a state whose beginning no field gives.
    """

    value: str
    field: str
    begin: str | None
    end: str | None = None


def find_stages(
    begins: Sequence[tuple[str, str, str]], joining: str, state: str | None, state_field: str
) -> list[Stage]:
    """Return the stages of a record in the order of their days.

    `begins`: field, value and day of each stage that has a day, in the order of the life cycle; `state`: the
    state of the day of the file; `joining`: the field of the first stage. Of stages that began on one day only
    the last was ever held. The first one is a stage only where the state or a later day bears it out.

    >>> find_stages([("in", "small", "2018-01-02"), ("grown", "big", "2020-03-04")], "in", "big", "is")
    [Stage(value='small', field='in', begin='2018-01-02', end='2020-03-04'), \
Stage(value='big', field='grown', begin='2020-03-04', end=None)]
    >>> find_stages([("in", "small", "2018-01-02")], "in", "big", "is")
    [Stage(value='big', field='is', begin=None, end=None)]
    """
    ordered = sorted(enumerate(begins), key=lambda pair: (pair[1][2], pair[0]))
    stages: list[Stage] = []
    for _, (field, value, day) in ordered:
        if stages and stages[-1].begin == day:
            stages.pop()
        stages.append(Stage(value, field, day))
    if state is not None and (not stages or stages[-1].value != state):
        if len(stages) == 1 and stages[0].field == joining and len(begins) == 1:
            stages = []  # it joined at another stage than the first, no day tells when
        stages.append(Stage(state, state_field, None))
    return [
        Stage(stage.value, stage.field, stage.begin, stages[number + 1].begin if number + 1 < len(stages) else None)
        for number, stage in enumerate(stages)
    ]
