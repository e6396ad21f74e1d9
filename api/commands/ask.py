"""kg ask"""

from __future__ import annotations

import argparse
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from api.commands.inputs import read_text, to_settings
from api.commands.output import find_width, print_json
from kg.errors import InputError

if TYPE_CHECKING:
    from api.answering.model import Answer, Citation, Question

_INDENT = 6
_BEGINNING = 200  # characters
# ECMA-48 (ISO 6429), section 8.3.117: how a terminal shows what follows.
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def run(options: argparse.Namespace) -> int:
    """Answer one question."""
    from api.service import open_service

    question = _to_question(options)
    settings = to_settings(options)
    answer = open_service(settings.data, settings).answerer.answer(question)
    if options.json:
        print_json(answer.model_dump(mode="json"))
    else:
        print(to_text(answer, find_width(), sys.stdout.isatty()))
    return 0


def to_text(answer: Answer, width: int = 100, styled: bool = False) -> str:
    """Return an answer as a reader of a terminal sees it; `styled`: quotes in bold, other words of passages dim."""
    from api.answering.graph.facts.writing import write_marks

    lines = textwrap.wrap(answer.answer, width) or [""]
    if answer.facts:
        lines += ["", "Facts"]
    for fact in answer.facts:
        notes = [note for note in (fact.date, "disputed" * fact.disputed, "derived" * fact.derived) if note]
        note = f" ({', '.join(notes)})" if notes else ""
        predicate = f"not {fact.predicate.label}" if fact.negated else fact.predicate.label
        marks = write_marks(fact.citations)
        lines.append(f"  {fact.subject.label} · {predicate} · {fact.object.label}{note} {marks}".rstrip())
    if answer.citations:
        lines += ["", "Sources" if answer.status == "answered" else "Nearest passages"]
    for citation in answer.citations:
        date = f", {citation.date}" if citation.date else ""
        source = f"[{citation.id}] {citation.title} ({citation.document}{date})"
        lines += textwrap.wrap(
            source, width, initial_indent="  ", subsequent_indent=" " * _INDENT, break_on_hyphens=False
        )
        lines += _to_quote(citation, width, styled)
    if answer.sparql:
        lines += ["", "SPARQL", *("  " + line for line in answer.sparql.splitlines())]
    return "\n".join(lines)


def _to_quote(citation: Citation, width: int, styled: bool) -> list[str]:
    """Return the sentence that an answer rests on; of a passage that only says more, how it begins."""
    if citation.quote is None:
        style, said = _DIM, textwrap.shorten(citation.text, _BEGINNING, placeholder=" ...")
    else:
        style, said = _BOLD, f"“{citation.quote.strip()}”"
    lines = textwrap.wrap(said, width - _INDENT)
    return [" " * _INDENT + (f"{style}{line}{_PLAIN}" if styled else line) for line in lines]


def _to_question(options: argparse.Namespace) -> Question:
    from pydantic import ValidationError

    from api.answering.model import Question
    from api.validation import tell_faults

    values: dict[str, Any] = {"question": read_text(options.question).strip(), "as_of": options.as_of}
    if options.top_k:
        values["top_k"] = options.top_k
    try:
        return Question(**values)
    except ValidationError as error:
        raise InputError(f"{tell_faults(error.errors())}. Ask again with another one.") from error
