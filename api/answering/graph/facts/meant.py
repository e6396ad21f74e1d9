"""What may be meant: the relation that other words than the lexicon's come nearest to in meaning."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from api.answering.graph.plans.links import Linker
from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import ARTICLES
from indexer.meanings import RelationMeanings
from kg.store import GraphStore
from ontology import Field
from ontology.names import KG
from ontology.roles import Role
from ontology.wordings import KNOWN

NEAR = 0.62
BESIDE = 0.1
# The nearer a wording comes to the question's, the surer that nothing else is meant.
TOLERANCE = 0.7
SURE = 0.85


@dataclass(frozen=True, slots=True)
class Meant:
    """A plan for a relation that a question does not word, and how near their meanings are (cosine)."""

    plan: Plan
    nearness: float


class MeaningPlanner:
    """Plan questions whose words the lexicon does not know, by the relations that the graph has of what they name."""

    def __init__(self, graph: GraphStore, meanings: RelationMeanings, field: Field, linker: Linker) -> None:
        self._graph = graph
        self._meanings = meanings
        self._ontology = field.ontology
        self._lexicon = field.lexicon
        self._linker = linker

    def plans(self, reading: Reading) -> Iterator[Meant]:
        """Yield the plans near enough in meaning, those of each thing named by themselves."""
        worded = self._find_worded(reading) if reading.answer_class == "Date" and reading.verbs else None
        for mention in reading.mentions[:2]:
            hub = self._ontology.plays(mention.entity.type, Role.VALUE, Role.HOST)
            kind = mention.first > 0 and reading.lowers[mention.first - 1] in {"which", "what"}
            if hub or kind or not reading.unread(mention.indices):
                continue
            scores = self._meanings.score(to_masked(reading, mention))
            possible = {found: score for found, score in scores.items() if self._may_answer(found, reading, worded)}
            best = max(possible.values(), default=0.0)
            for name, given_is_subject in self._relations_of(mention.entity.iri):
                score = possible.get((name, given_is_subject), 0.0)
                if not self._may_be_said((name, given_is_subject), mention):
                    continue
                if score < max(NEAR, best - min(BESIDE, TOLERANCE * (1.0 - best) + 0.02)):
                    continue
                link = Link(mention.entity.iri, self._ontology.properties[name], given_is_subject)
                if link.property.changes_over_time and score < SURE:
                    continue
                yield Meant(
                    Plan(
                        (link,),
                        mention.indices,
                        (mention.entity,),
                        score,
                        reading.as_of,
                        link.property,
                        as_of_said=reading.as_of_said,
                        kind=PlanKind.MEANING,
                    ),
                    score,
                )

    def _may_answer(self, relation: tuple[str, bool], reading: Reading, worded: Set[str] | None) -> bool:
        """Tell whether a relation can give what is asked for, whatever it is said of.

        `worded`: the only relations that may, None where any may: "when was X renamed" asks for no other day.
        """
        name, given_is_subject = relation
        found = self._ontology.properties[name]
        if found.literal and not given_is_subject:
            return False
        if worded is not None and name not in worded:
            return False
        asked = found.range if given_is_subject else found.domain
        return self._linker.answers(reading.answer_class, found, asked)

    def _find_worded(self, reading: Reading) -> set[str]:
        """Return the properties that a verb of a question words, if beside others and with other words around it."""
        verbs = {use.frame.head for use in reading.verbs}
        frames = (frame for frame in self._lexicon.frames if frame.is_verb and frame.head in verbs)
        return {self._ontology.canonical(sense)[0] for frame in frames for sense in frame.senses}

    def _may_be_said(self, relation: tuple[str, bool], mention: Mention) -> bool:
        """Tell whether a relation can be said of what is named."""
        name, given_is_subject = relation
        found = self._ontology.properties[name]
        return self._ontology.may_be(mention.entity.type, found.domain if given_is_subject else found.range)

    def _relations_of(self, iri: str) -> Iterator[tuple[str, bool]]:
        """Yield the relations that the graph has of an entity: property, and whether the entity is its subject."""
        for given_is_subject, pattern in ((True, f"<{iri}> ?p ?o"), (False, f"?s ?p <{iri}>")):
            for row in self._graph.select(f"SELECT DISTINCT ?p WHERE {{ {pattern} }} ORDER BY ?p"):
                name = row["p"].value.removeprefix(KG)
                if name in self._ontology.properties:
                    yield name, given_is_subject


def to_masked(reading: Reading, mention: Mention) -> str:
    """Return a question with what it is about masked, without dates, other names and the noun of what is asked for."""
    kept: list[str] = []
    for n, word in enumerate(reading.words):
        if n == mention.first:
            kept.append(KNOWN + ("'s" if reading.words[mention.last].possessive else ""))
        if n in reading.named or word.lower in reading.years:
            continue
        if n == reading.answer_noun and kept and kept[-1] in {"which", "what"}:
            continue
        kept.append(word.lower)
    return " ".join(word for n, word in enumerate(kept) if not (word in ARTICLES and kept[n + 1 : n + 2] == [KNOWN]))
