"""kg review"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from api.commands.inputs import find_curation, to_settings
from api.commands.output import print_json
from kg.errors import InputError

if TYPE_CHECKING:
    from api.service import Service
    from kg.review import ReviewItem
    from kg.statements import Entity, Literal

_DECISIONS = {"accept": "accepted", "reject": "rejected", "forget": "undecided"}


def run(options: argparse.Namespace) -> int:
    """List what waits for a decision, or write a decision into the curated file."""
    from api.service import open_service
    from kg.curation import load_curation

    settings = to_settings(options)
    service = open_service(settings.data, settings)
    path = find_curation(settings)
    if options.action == "list":
        curation = load_curation(path, service.field.ontology)
        ontology = service.field.ontology
        items = _find(options.names, service) if options.names else service.review
        stated = [(item, curation.state_of(item.key(ontology))) for item in items]
        shown = [pair for pair in stated if options.all or options.names or pair[1] == "waiting"]
        if options.json:
            print_json([_to_value(*group) for group in _group(shown)])
        else:
            _print(shown, len({item.name for item, state in stated if state != "waiting"}))
        return 0
    return _decide(options, service, path)


def find_items(name: str, service: Service) -> list[ReviewItem]:
    """Return the items of the review list that a name, its beginning, or words of the triple mean."""
    words = " ".join(name.split()).casefold()
    found = []
    for item in service.review:
        statement = item.statement
        ends = (statement.subject.label, statement.predicate, statement.object.label)
        forms = {item.triple.casefold(), " ".join(ends).casefold(), " · ".join(ends).casefold()}
        if words in forms or (len(words) >= 4 and item.name.startswith(words)):
            found.append(item)
    return found


def to_text(items: Sequence[ReviewItem], states: Sequence[str] | None = None) -> str:
    """Return items as a reader of a terminal sees them, the sentences of one triple together."""
    stated = list(zip(items, states or [item.state for item in items], strict=True))
    return "\n\n".join("\n".join(_to_lines(*group)) for group in _group(stated))


def _decide(options: argparse.Namespace, service: Service, path: Any) -> int:
    from kg.curation import decide

    entries = dict(entry for name in options.names for entry in _find_entries(name, service))
    decision = None if options.action == "forget" else options.action
    decide(path, decision, entries.items(), service.field.ontology)
    for written in entries:
        print(f"{_DECISIONS[options.action]}: {written}")
    print(f"{path}: written. Run `kg build` to follow it.")
    return 0


def _find_entries(name: str, service: Service) -> Iterable[tuple[str, str]]:
    """Return the triples that a name means, each with its first sentence: of the list, else of the graph."""
    from api.explanation import find_triples

    items = find_items(name, service)
    if items:
        return [(item.triple, item.statement.evidence.quote[:120]) for item in reversed(items)]
    found = find_triples(service.graph, name, service.field)
    if not found:
        raise InputError(f"{name!r}: neither in the review list nor in the graph. Take names from `kg review`.")
    return found


def _find(names: Sequence[str], service: Service) -> list[ReviewItem]:
    found = [item for name in names for item in find_items(name, service)]
    if not found:
        raise InputError(f"{' '.join(names)!r}: not in the review list. Take names from `kg review --all`.")
    return list({item.statement.identifier: item for item in found}.values())


def _group(stated: Iterable[tuple[ReviewItem, str]]) -> list[tuple[list[ReviewItem], str]]:
    """Return the items of each triple together, in the order of their first."""
    groups: dict[str, tuple[list[ReviewItem], str]] = {}
    for item, state in stated:
        groups.setdefault(item.name, ([], state))[0].append(item)
    return list(groups.values())


def _print(stated: Sequence[tuple[ReviewItem, str]], decided: int) -> None:
    if stated:
        print(to_text([item for item, _ in stated], [state for _, state in stated]) + "\n")
    waiting = len({item.name for item, state in stated if state == "waiting"})
    hint = " Decide with `kg review accept NAME` or `kg review reject NAME`." if waiting else ""
    print(f"{waiting:,} waiting, {decided:,} decided.{hint}")


def _to_lines(items: Sequence[ReviewItem], state: str) -> list[str]:
    first = items[0].statement
    lines = [f"{items[0].name}  {first.subject.label} · {first.predicate} · {first.object.label}  ({state})"]
    lines += [
        f"  {reason.rstrip('.')}." for reason in dict.fromkeys(reason for item in items for reason in item.reasons)
    ]
    for item in items:
        evidence = item.statement.evidence
        lines.append(f'  {evidence.document}, {evidence.date or "no date"}: "{evidence.quote}"')
    return lines


def _to_value(items: Sequence[ReviewItem], state: str) -> dict[str, Any]:
    first = items[0].statement
    return {
        "name": items[0].name,
        "state": state,
        "triple": items[0].triple,
        "subject": _to_end(first.subject),
        "predicate": first.predicate,
        "object": _to_end(first.object),
        "reasons": list(dict.fromkeys(reason for item in items for reason in item.reasons)),
        "sentences": [
            {
                "document": item.statement.evidence.document,
                "start": item.statement.evidence.span.start,
                "end": item.statement.evidence.span.end,
                "quote": item.statement.evidence.quote,
                "date": item.statement.evidence.date,
                "method": item.statement.evidence.method,
                "modality": item.statement.modality.value,
            }
            for item in items
        ],
    }


def _to_end(end: Entity | Literal) -> dict[str, str | None]:
    from kg.statements import Entity

    if isinstance(end, Entity):
        return {"label": end.label, "iri": end.iri, "type": end.type}
    return {"label": end.label, "iri": None, "type": end.datatype}
