"""Labels: what a thing is called in the sentences that an answer rests on, where that is another of its names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from api.answering.graph.facts.evidence import Source
from api.answering.graph.facts.results import Result
from api.answering.graph.plans.values import Value
from api.answering.question.entities import EntityIndex, split_label
from indexer.tokens import find_tokens
from ontology import Ontology


class Labeller:
    """Call things as their sources do: a file may list by a longer or older name what an article tells of."""

    def __init__(self, entities: EntityIndex, ontology: Ontology) -> None:
        self._entities = entities
        self._ontology = ontology

    def call_as_said(self, result: Result) -> Result:
        """Return a result whose things bear a name that their own sentences hold, where none holds their label."""
        quotes: dict[str, list[str]] = defaultdict(list)
        for source in result.sources:
            for end in source.ends:
                if end.iri is not None:
                    quotes[end.iri].append(source.quote)
        said = {iri: name for iri, texts in quotes.items() if (name := self._find_said(iri, " ".join(texts)))}
        if not said:
            return result
        sources = tuple(_rename(source, said) for source in result.sources)
        items = tuple(_call(item, said) for item in result.items)
        return replace(result, items=items, sources=sources)

    def _find_said(self, iri: str, text: str) -> str | None:
        """Return the longest other name of a thing in a text that does not hold its label; None where it does."""
        known = self._entities.by_iri.get(iri)
        if known is None or known.type == "Thing" or self._ontology.is_a(known.type, "Topic"):
            return None
        told = set(find_tokens(text))
        if any(set(find_tokens(part)) <= told for part in split_label(known.label)):
            return None
        written = (name for name in self._entities.aliases[iri] if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
        return max(written, key=lambda name: (len(name), name), default=None)


def _call(value: Value, said: dict[str, str]) -> Value:
    return replace(value, label=said[value.iri]) if value.iri in said else value


def _rename(source: Source, said: dict[str, str]) -> Source:
    return replace(source, subject=_call(source.subject, said), object=_call(source.object, said))
