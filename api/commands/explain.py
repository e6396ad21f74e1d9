"""kg explain"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from api.commands.inputs import to_settings
from api.commands.output import print_json
from kg.errors import InputError

if TYPE_CHECKING:
    from api.explanation import Explanation


def run(options: argparse.Namespace) -> int:
    """Print where a fact comes from, every statement of it; one that waits for review is told with its reasons."""
    from api.commands.review import find_items, to_text
    from api.explanation import explain
    from api.service import open_service

    settings = to_settings(options)
    service = open_service(settings.data, settings)
    words = " ".join(options.fact)
    try:
        found = explain(service.graph, words, service.field)
    except InputError:
        items = find_items(words, service)
        if not items:
            raise
        if options.json:
            raise InputError(f"{words!r}: is not in the graph. See it with `kg review --json`.") from None
        print(to_text(items))
        return 0
    if options.json:
        print_json([asdict(explanation) for explanation in found])
    else:
        print("\n\n".join("\n".join(_to_lines(explanation)) for explanation in found))
    return 0


def _to_lines(explanation: Explanation, indent: str = "") -> Iterator[str]:
    """Yield an explanation as a tree: below a derived statement those that it follows from."""
    marks = [explanation.modality, f"confidence {explanation.confidence:g}"]
    marks += ["disputed"] if explanation.disputed else []
    yield f"{indent}{explanation.subject} · {explanation.predicate} · {explanation.object}"
    yield f"{indent}  {', '.join(marks)}; {explanation.iri.rpartition('/')[2]}"
    for words, value in (("holds from", explanation.valid_from), ("holds until", explanation.valid_until)):
        if value is not None:
            yield f"{indent}  {words}: {value}"
    finding = explanation.finding
    if explanation.sentence is not None:
        place = explanation.sentence
        section = f", under {place.section}" if place.section else ""
        yield f"{indent}  said in: {place.document}, {place.start}-{place.end}{section}"
        yield f"{indent}  said on: {explanation.date or 'no date is known'}"
        yield from _wrap(f'"{place.quote}"', indent + "    ")
    if finding.entry is not None:
        yield f"{indent}  lexical entry: {finding.entry.rpartition('#')[2]}: {finding.entry_words}"
    if explanation.premises:
        yield f"{indent}  derived by: {finding.module}: {finding.words}"
        yield f"{indent}  from:"
        for premise in explanation.premises:
            yield from _to_lines(premise, indent + "    ")
    else:
        yield f"{indent}  read by: {finding.module}: {finding.words} ({finding.method})"


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
