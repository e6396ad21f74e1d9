"""Transcripts: talks in which labels say who speaks ("AL: ...", "Ann Lee: ..."), parted at them and without them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.documents import BlockKind, Span
from kg.language.given_names import is_full_name, is_given_name
from kg.readers.drafts import Draft, shift

_LABEL = re.compile(
    r"(?:^|(?<=[.?!)\"”’…]\s))(?P<who>[A-Z]{2,3}|[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2}):\s+(?=\S)", re.MULTILINE
)
_FEWEST = 2  # times that initials must stand before what is said
_LONGEST_QUESTION = 200
_DEEPEST = 6
_INITIALS = 3
_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TITLE})


def read_transcript(drafts: Sequence[Draft]) -> list[Draft]:
    """Part what is said at the labels of who says it, and make headings of questions."""
    speakers = _find_speakers(drafts)
    if len(speakers) < 2:
        return list(drafts)
    found: list[Draft] = []
    level = 1
    for draft in drafts:
        if draft.kind not in _SPOKEN:
            found.append(draft)
            continue
        if draft.kind is BlockKind.HEADING and not draft.text.endswith("?"):
            level = draft.level
        found.extend(_with_heading(part, level) for part in _part(draft, speakers))
    return found


def _find_speakers(drafts: Sequence[Draft]) -> frozenset[str]:
    """Return the labels that full names or repeated initials are before what somebody says."""
    told = Counter(m["who"] for d in drafts if d.kind in _SPOKEN for m in _LABEL.finditer(d.text))
    return frozenset(who for who, count in told.items() if _is_of_person(who, count))


def _is_of_person(who: str, count: int) -> bool:
    """Tell whether a label names who speaks: a full name, or initials or a given name that come back."""
    if " " in who:
        return is_full_name(who.title()) or who.isupper()
    return count >= _FEWEST and (is_given_name(who) or (who.isupper() and len(who) <= _INITIALS))


def _part(draft: Draft, speakers: frozenset[str]) -> Iterator[Draft]:
    """Yield what each says in a paragraph, and what stands before the first of them."""
    labels = [m for m in _LABEL.finditer(draft.text) if m["who"] in speakers]
    if not labels:
        yield draft
        return
    if labels[0].start() > 0:
        yield _slice(draft, 0, labels[0].start())
    ends = [*(m.start() for m in labels[1:]), len(draft.text)]
    for label, end in zip(labels, ends, strict=True):
        yield _slice(draft, label.end(), end)


def _with_heading(draft: Draft, level: int) -> Draft:
    """Return a question as a heading of what is answered below it."""
    if not draft.text.endswith("?") or len(draft.text) > _LONGEST_QUESTION or re.search(r"[.!]\s", draft.text):
        return draft
    return replace(draft, kind=BlockKind.HEADING, level=min(level + 1, _DEEPEST), strong=())


def _slice(draft: Draft, start: int, end: int) -> Draft:
    """Return a part of a draft with the spans that lie in it."""
    words = draft.text[start:end].rstrip()
    own = Span(start, start + len(words))
    return replace(
        draft,
        text=words,
        links=tuple(replace(k, span=shift(k.span, -start)) for k in draft.links if own.holds(k.span)),
        strong=tuple(shift(span, -start) for span in draft.strong if own.holds(span)),
        code=tuple(shift(span, -start) for span in draft.code if own.holds(span)),
    )


__all__ = ["read_transcript"]
