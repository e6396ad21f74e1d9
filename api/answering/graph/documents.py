"""Documents as things asked about: when one was published, who wrote it, which ones mention something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.answering.graph.facts.evidence import Citations, EvidenceReader, Source, to_fact
from api.answering.graph.facts.writing import write_facts, write_list, write_marks
from api.answering.graph.plans.queries import to_select
from api.answering.model import MAX_CITATIONS, Answer, Term, to_confidence
from api.answering.question.reading import Form, Reading
from indexer.passages import Passage
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.store import GraphStore
from ontology import Field

AUTHOR, PUBLISHED, DOCUMENT = "authorOf", "publishedOn", "Document"
MOST_LISTED = 40
SHARE_OF_TITLE = 0.4
_MENTIONING = frozenset(
    """mention mentions mentioned discuss discusses cover covers about talk talks speak speaks describe describes
    name names treat treats concern concerns refer refers""".split()
)
_APPEARING = frozenset(
    token for word in "appear come out date day publication release post".split() for token in find_tokens(word)
)
_PART = re.compile(r":\s|\s[-–—|]\s")
_TITLES = """SELECT ?iri ?name ?title WHERE {
  ?iri a kg:Document ; dcterms:identifier ?name ; dcterms:title ?title
} ORDER BY ?name"""


@dataclass(frozen=True, slots=True)
class TitledDocument:
    """A document of the graph: its IRI, its file name, its title, and the words of that and of its parts."""

    iri: str
    name: str
    title: str
    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()


class DocumentAnswerer:
    """Answer questions about the documents themselves."""

    def __init__(self, graph: GraphStore, passages: PassageIndex, evidence: EvidenceReader, field: Field) -> None:
        self._index = passages
        self._evidence = evidence
        self._field = field
        rows = graph.select(_TITLES)
        self._documents = [
            TitledDocument(
                row["iri"].value,
                row["name"].value,
                row["title"].value,
                tuple(find_tokens(row["title"].value)),
                tuple(tuple(find_tokens(part)) for part in _PART.split(row["title"].value)),
            )
            for row in rows
        ]

    def answer(self, reading: Reading) -> Answer | None:
        """Return the date or authors of a document, or the documents that mention something, or None."""
        if reading.form is not Form.OPEN:
            return None
        senses = {sense for use in reading.frames for sense in use.frame.senses}
        if reading.answer_class == DOCUMENT:
            return self._list_mentioning(reading)
        if reading.answer_class == "Date" and (PUBLISHED in senses or self._asks_only_when(reading)):
            return self._tell(reading, PUBLISHED)
        authors = self._field.ontology.properties[AUTHOR].domain if AUTHOR in senses else ()
        asks_for_author = reading.answer_class is None or self._field.ontology.may_be(reading.answer_class, authors)
        if authors and asks_for_author and reading.asks in {"who", "whom", "which"}:
            return self._tell(reading, AUTHOR)
        return None

    def _asks_only_when(self, reading: Reading) -> bool:
        """Tell whether a question says nothing but a title and that it asks for its day: "X date"."""
        document = self._find_named(reading)
        rest = {token for n in reading.content for token in find_tokens(reading.words[n].text)[:1]}
        return document is not None and rest - {*document.words} <= _APPEARING and len(rest & {*document.words}) > 1

    def _tell(self, reading: Reading, predicate: str) -> Answer | None:
        """Return what the graph states of the document that a question names by its title."""
        document = self._find_named(reading)
        if document is None:
            return None
        sources = [
            source
            for source in self._evidence.about(document.iri)
            if source.predicate == predicate and source.modality == "asserted"
        ]
        if not sources:
            return None
        citations = Citations(self._index)
        values = {(s.subject if predicate == AUTHOR else s.object).label: s for s in sources}
        marks = {label: mark for label, s in values.items() if (mark := citations.cite(s, s.confidence))}
        facts = [to_fact(s, [marks[label]], self._field.ontology) for label, s in values.items() if label in marks]
        iri = f"<{document.iri}>"
        pattern = f"  ?item kg:{AUTHOR} {iri} ." if predicate == AUTHOR else f"  {iri} kg:{PUBLISHED} ?item ."
        return Answer(
            question=reading.text,
            status="answered",
            answer=f"{_say(list(values.values()), predicate, self._field)} {write_marks(marks.values())}.",
            items=[_to_item(source, predicate) for source in values.values()],
            facts=facts,
            citations=citations.all(),
            sparql=to_select("?item", pattern),
            confidence=to_confidence(min(source.confidence for source in sources)),
        )

    def _find_named(self, reading: Reading) -> TitledDocument | None:
        """Return the document whose title shares the longest run of words with a question, where it is one alone.

        Words that name a thing name the thing, and not the page that is headed with its name.
        """
        things = {name.lower() for mention in reading.mentions for name in (mention.surface, mention.entity.label)}
        asked = list(pairwise(find_tokens(reading.text)))
        best: tuple[float, TitledDocument] | None = None
        tied = False
        for document in self._documents:
            shared = max(_share(part, asked) for part in (document.words, *document.parts))
            if shared < SHARE_OF_TITLE or document.title.lower() in things:
                continue
            pairs = set(pairwise(document.words))
            worth = sum(pair in pairs for pair in asked) + shared / 10
            tied = best is not None and worth == best[0]
            if best is None or worth > best[0]:
                best = (worth, document)
        if best is None:
            return self._find_by_noun(reading)
        return best[1] if not tied else None

    def _find_by_noun(self, reading: Reading) -> TitledDocument | None:
        """Return the only document, or the only one so called, that "the guide" can be where nothing else is named."""
        places = (n for n, lower in enumerate(reading.lowers) if self._field.lexicon.class_of.get(lower) == DOCUMENT)
        place = next((n for n in places if n and reading.lowers[n - 1] in {"the", "this"}), None)
        if place is None or reading.mentions:
            return None
        called = [d for d in self._documents if set(find_tokens(reading.lowers[place])) & set(d.words)]
        meant = called if len(self._documents) > 1 else self._documents
        return meant[0] if len(meant) == 1 else None

    def _list_mentioning(self, reading: Reading) -> Answer | None:
        """Return the documents whose passages mention all that a question names, those that do most often first."""
        if not reading.mentions or not set(reading.lowers) & _MENTIONING:
            return None
        found = self._find_mentioning(reading.iris)
        by_name = {document.name: document for document in self._documents}
        listed = [by_name[name] for name in found if name in by_name][:MOST_LISTED]
        if not listed:
            return None
        citations = Citations(self._index)
        for document in listed[:MAX_CITATIONS]:
            citations.cite_passage(found[document.name][0], 1.0)
        titles = [f"“{document.title}” [{number}]" for number, document in enumerate(listed[:MAX_CITATIONS], 1)]
        names = write_list([m.entity.label for m in reading.mentions])
        verb = "mentions" if len(listed) == 1 else "mention"
        more = f" and {len(listed) - MAX_CITATIONS} more" if len(listed) > MAX_CITATIONS else ""
        said = f"{', '.join(titles)}{more}" if more else write_list(titles)
        return Answer(
            question=reading.text,
            status="answered",
            answer=f"{said} {verb} {names}.",
            items=[Term(label=d.title, iri=d.iri, type=DOCUMENT) for d in listed],
            citations=citations.all(),
            confidence=1.0,
        )

    def _find_mentioning(self, iris: Sequence[str]) -> dict[str, list[Passage]]:
        """Return document name -> its passages that mention any of some entities, for documents that mention all."""
        passages: dict[str, list[Passage]] = {}
        seen: dict[str, set[str]] = {}
        for iri in iris:
            for passage in self._index.mentioning(iri):
                passages.setdefault(passage.document, []).append(passage)
                seen.setdefault(passage.document, set()).add(iri)
        whole = [name for name in passages if len(seen[name]) == len(set(iris))]
        return {name: passages[name] for name in sorted(whole, key=lambda name: (-len(passages[name]), name))}


def _share(words: Sequence[str], asked: Sequence[tuple[str, str]]) -> float:
    """Return the share of a title's words that a question repeats, where it repeats two of them in a row."""
    pairs = set(pairwise(words))
    if not any(pair in pairs for pair in asked):
        return 0.0
    return len(set(words) & {token for pair in asked for token in pair}) / len(set(words))


def _to_item(source: Source, predicate: str) -> Term:
    if predicate == AUTHOR:
        return Term(label=source.subject.label, iri=source.subject.iri)
    return Term(label=source.object.label, type=source.object.datatype or "date")


def _say(sources: Sequence[Source], predicate: str, field: Field) -> str:
    if predicate == AUTHOR:
        return write_facts([s.subject for s in sources], predicate, [sources[0].object], field.ontology)
    return write_facts([sources[0].subject], predicate, [s.object for s in sources], field.ontology)
