"""Interviews and lists of questions: "Q: What is X?" heads the answer below it, which begins with "A:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.documents import BlockKind
from kg.readers.drafts import Draft, shift

_QUESTION = re.compile(r"(?:Q|Question)\s?\d{0,3}\s?[:.)]\s+(?=.*\?$)")
_ANSWER = re.compile(r"(?:A|Answer)\s?\d{0,3}\s?[:.)]\s+(?=\S)")
_DEEPEST = 6


def read_interview(drafts: Sequence[Draft]) -> list[Draft]:
    """Make headings of questions, and leave out the letters that mark them and their answers."""
    found: list[Draft] = []
    level, asked = 1, False
    for draft in drafts:
        question = _QUESTION.match(draft.text) if draft.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} else None
        if question is not None:
            heading = replace(_cut(draft, question.end()), kind=BlockKind.HEADING, strong=())
            found.append(replace(heading, level=min(level + 1, _DEEPEST)))
            asked = True
            continue
        if draft.kind is BlockKind.HEADING:
            level = draft.level
        answer = _ANSWER.match(draft.text) if asked and draft.kind is BlockKind.PARAGRAPH else None
        found.append(draft if answer is None else _cut(draft, answer.end()))
        asked = False
    return found


def _cut(draft: Draft, length: int) -> Draft:
    """Return a draft without its first letters."""
    return replace(
        draft,
        text=draft.text[length:],
        links=tuple(replace(link, span=shift(link.span, -length)) for link in draft.links if link.span.start >= length),
        strong=tuple(shift(span, -length) for span in draft.strong if span.start >= length),
        code=tuple(shift(span, -length) for span in draft.code if span.start >= length),
    )
