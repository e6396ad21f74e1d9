"""Joining: two answers as one, with the marks of the second counted on."""

from __future__ import annotations

import re

from api.answering.model import MAX_ANSWER, MAX_CITATIONS, Answer

_MARK = re.compile(r"\[(\d+)\]")
_NO = "The documents do not say: “{}”"


def join_answers(first: Answer, second: Answer, question: str) -> Answer:
    """Return two answers to parts of a question as its one answer: what both found, and each with its citations.

    Of the second only as many citations are kept as an answer may have, and what rests on them.
    """
    shift = max(first.needed, default=0)
    ids = {c.id: c.id + shift for c in second.citations if c.id + shift <= MAX_CITATIONS}
    kept = [citation for citation in first.citations if citation.id <= shift]
    citations = [*kept, *(c.model_copy(update={"id": ids[c.id]}) for c in second.citations if c.id in ids)]
    facts = list(first.facts)
    for fact in second.facts:
        marks = [ids[mark] for mark in fact.citations if mark in ids]
        facts += [fact.model_copy(update={"citations": marks})] if marks else []
    said = _MARK.sub(lambda match: f"[{ids[int(match[1])]}]" if int(match[1]) in ids else "", second.answer)
    return second.model_copy(
        update={
            "question": question,
            "answer": _cut(f"{first.answer} {said}"),
            "items": list(dict.fromkeys((*first.items, *second.items))),
            "citations": citations,
            "facts": facts,
            "sparql": None,
            "confidence": min(first.confidence or 1.0, second.confidence or 1.0),
        }
    )


def _cut(text: str) -> str:
    """Return a text without the sentences behind the last citation that there is room for."""
    if len(text) <= MAX_ANSWER:
        return text
    end = max((mark.end() for mark in _MARK.finditer(text) if mark.end() <= MAX_ANSWER), default=MAX_ANSWER)
    return text[:end]


def keep_cited(answer: Answer, number: int) -> Answer:
    """Return an answer with its first citations alone, and what rests on them."""
    kept = answer.citations[:number]
    ids = {citation.id for citation in kept}
    facts = [
        fact.model_copy(update={"citations": [mark for mark in fact.citations if mark in ids]})
        for fact in answer.facts
        if ids & set(fact.citations)
    ]
    told = _MARK.sub(lambda match: match[0] if int(match[1]) in ids else "", answer.answer)
    return answer.model_copy(update={"answer": told, "citations": kept, "facts": facts})


def tell_unanswered(answer: Answer, part: str) -> Answer:
    """Return an answer to one part of a question that says which part the documents leave open."""
    told = f"{answer.answer} {_NO.format(part)}"
    return answer if len(told) > MAX_ANSWER else answer.model_copy(update={"answer": told})
