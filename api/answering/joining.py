"""Joining: two answers as one, with the marks of the second counted on."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from api.answering.model import MARK, MAX_ANSWER, MAX_CITATIONS, Answer

# What is told up to its marks, with the point or comma behind them.
_TOLD = re.compile(r"(?P<said>.*?)(?P<marks>(?:\s?\[\d+\])+)(?P<end>[.;,]?)", re.DOTALL)
_NO = "The documents do not say: “{}”"


def join_answers(first: Answer, second: Answer, question: str) -> Answer:
    """Return two answers to parts of a question as its one answer: what both found, and each with its citations.

    Of the second only as many citations are kept as an answer may have, and what rests on them; what it tells in the
    words of the first is told once.
    """
    items = list(dict.fromkeys((*first.items, *second.items)))
    if _without_marks(second.answer) in _without_marks(first.answer):
        return first.model_copy(update={"question": question, "items": items, "sparql": None})
    shift = max(first.needed, default=0)
    ids = {c.id: c.id + shift for c in second.citations if c.id + shift <= MAX_CITATIONS}
    kept = [citation for citation in first.citations if citation.id <= shift]
    citations = [*kept, *(c.model_copy(update={"id": ids[c.id]}) for c in second.citations if c.id in ids)]
    facts = list(first.facts)
    for fact in second.facts:
        marks = [ids[mark] for mark in fact.citations if mark in ids]
        facts += [fact.model_copy(update={"citations": marks})] if marks else []
    return second.model_copy(
        update={
            "question": question,
            "answer": _cut(f"{first.answer} {_keep_told(second.answer, ids)}"),
            "items": items,
            "citations": citations,
            "facts": facts,
            "sparql": None,
            "confidence": min(first.confidence or 1.0, second.confidence or 1.0),
        }
    )


def _without_marks(text: str) -> str:
    """Return the words of an answer alone."""
    return " ".join(MARK.sub(" ", text).split())


def _cut(text: str) -> str:
    """Return a text without the sentences behind the last citation that there is room for."""
    if len(text) <= MAX_ANSWER:
        return text
    end = max((mark.end() for mark in MARK.finditer(text) if mark.end() <= MAX_ANSWER), default=MAX_ANSWER)
    return text[:end]


def keep_cited(answer: Answer, marks: Collection[int]) -> Answer:
    """Return an answer with the citations of some marks alone, numbered anew, and what rests on them."""
    kept = [citation for citation in answer.citations if citation.id in marks]
    ids = {citation.id: number for number, citation in enumerate(kept, start=1)}
    facts = [
        fact.model_copy(update={"citations": [ids[mark] for mark in fact.citations if mark in ids]})
        for fact in answer.facts
        if not ids.keys().isdisjoint(fact.citations)
    ]
    citations = [citation.model_copy(update={"id": ids[citation.id]}) for citation in kept]
    return answer.model_copy(update={"answer": _keep_told(answer.answer, ids), "citations": citations, "facts": facts})


def _keep_told(text: str, ids: Mapping[int, int]) -> str:
    """Return what a text tells by the citations that are kept (id -> new id), without what rests on others alone.

    >>> _keep_told("A made B [1][2]. B is C [2]. B joined D [3].", {1: 4, 3: 5})
    'A made B [4]. B joined D [5].'
    >>> _keep_told("A joined B [1]; C joined B [2].", {1: 1})
    'A joined B [1].'
    """
    told, end = "", 0
    for match in _TOLD.finditer(text):
        end = match.end()
        if any(int(mark) in ids for mark in MARK.findall(match["marks"])):
            marks = MARK.sub(lambda one: f"[{ids[int(one[1])]}]" if int(one[1]) in ids else "", match["marks"])
            told += f"{match['said']}{marks.rstrip()}{match['end']}"
    told = re.sub(r"[;,]$", ".", told) if end == len(text) else told
    return f"{told}{text[end:]}".strip()


def tell_unanswered(answer: Answer, part: str) -> Answer:
    """Return an answer to one part of a question that says which part the documents leave open."""
    told = f"{answer.answer} {_NO.format(part)}"
    return answer if len(told) > MAX_ANSWER else answer.model_copy(update={"answer": told})
