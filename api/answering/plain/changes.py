"""Plain changes: the plain question about what two vintages tell differently that other words mean."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.plain.sets import FREE
from api.answering.question.reading import Form, Reading
from api.answering.selections.shape import Part
from api.answering.selections.shapes import Shaper
from indexer.meanings import RelationMeanings
from kg.store import GraphStore
from ontology import Field
from ontology.names import PROVENANCE_GRAPH
from ontology.plain_questions import find_plain_questions
from ontology.roles import Role

# How near a plain question has to come, and how much nearer than what no record tells.
NEAR, NEARER = 0.68, 0.02
_VINTAGES = f"SELECT ?older {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?older dcterms:isReplacedBy ?newer }} }} LIMIT 1"


class PlainChanges:
    """Find the plain question that a question about all that changed means."""

    def __init__(self, graph: GraphStore, meanings: RelationMeanings, shaper: Shaper, field: Field) -> None:
        self.has_vintages = bool(list(graph.select(_VINTAGES)))
        self._meanings = meanings
        self._shaper = shaper
        self._ontology = field.ontology
        self._plain = find_plain_questions(field.sources)

    def ask(self, reading: Reading) -> str | None:
        """Return the plain question, or None where none is near enough, or what is not told is nearer."""
        asks = reading.asks in {"which", "what", "who", "list", "name", "show", "give"}
        if not self.has_vintages or reading.form is not Form.OPEN or not asks or reading.is_ahead:
            return None
        told = list(self._word(reading))
        untold = [
            f"which {self._plain.nouns.works} {clause.removeprefix('that ')}" for clause in self._plain.untold_of_sets
        ]
        if not told:
            return None
        nearness = self._meanings.compare(reading.text, [*(like for _, like in told), *untold])
        best, like = max(told, key=lambda pair: nearness[pair[1]])
        floor = max(NEAR, *(NEARER + nearness[text] for text in untold))
        return f"{best}?" if nearness[like] >= floor else None

    def _word(self, reading: Reading) -> Iterator[tuple[str, str]]:
        """Yield what vintages tell, to ask and to compare, where a pattern has a place for all that is named."""
        named = [part for part in self._shaper.shape_plainly(reading).parts if part.kind.startswith("<")]
        rest = [part for part in named if part.kind not in FREE | {"<date>"}]
        tiers = [label for part in rest if (label := self._find_tier(part)) is not None]
        if len(rest) > len(tiers) or len(tiers) > 1:
            return
        dates = [part.name for part in named if part.kind == "<date>"]
        since = f" since {dates[0]}" if dates else ""
        told = {"since": since, "tier": "".join(tiers)}
        for plain in self._plain.changed:
            if ("{tier}" in plain.ask) is bool(tiers):
                yield from ((plain.ask.format(**told), text.format(**told)) for text in plain.wordings)

    def _find_tier(self, part: Part) -> str | None:
        known = part.mention.entity if part.mention is not None else None
        return known.label if known is not None and self._ontology.plays(known.type, Role.GROUP) else None
