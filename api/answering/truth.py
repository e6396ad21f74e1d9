"""Yes or no: whether the graph or a sentence bears a statement out, or says otherwise."""

from __future__ import annotations

import re

from api.answering.evidence import Citations, EvidenceReader, Source, Value, to_ask, to_fact
from api.answering.model import MAX_ANSWER, Answer, Term, to_confidence
from api.answering.places import find_end
from api.answering.reading import Mention, Reading
from api.answering.writing import write_date, write_facts
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.store import GraphStore
from ontology import Field
from ontology.roles import Role

_BEST_SHARE = 1.2
_NEGATION = re.compile(
    r"\b(not|never|no longer|n't|neither|nor|rather than|instead of)\b|\bmore (an? )?[\w-]+( [\w-]+)? than\b",
    re.IGNORECASE,
)


class TruthAnswerer:
    """Answer questions for yes or no."""

    def __init__(self, graph: GraphStore, passages: PassageIndex, evidence: EvidenceReader, field: Field) -> None:
        self._graph = graph
        self._index = passages
        self._evidence = evidence
        self._field = field
        self._ontology = field.ontology

    def answer(self, reading: Reading) -> Answer | None:
        """Return yes or no with the statement or sentence that says so, or None."""
        return (
            self._by_level(reading) or self._by_facts(reading) or self._by_others(reading) or self._by_sentence(reading)
        )

    def _by_others(self, reading: Reading) -> Answer | None:
        """Say no where a thing is told to have other values of the relation asked about ("filed under")."""
        for use in reading.frames:
            for sense in use.frame.senses:
                name, swapped = self._ontology.canonical(sense)
                found = self._ontology.properties[name]
                if swapped or not self._sorts(found.range):
                    continue
                ends = [m for m in reading.mentions if self._ontology.is_a(m.entity.type, found.range[0])]
                things = [
                    m for m in reading.mentions if self._ontology.may_be(m.entity.type, found.domain) and m not in ends
                ]
                for thing in things if ends else ():
                    told = [
                        s for s in self._evidence.said_of(thing.entity.iri)
                        if s.predicate == name and s.subject.iri == thing.entity.iri and s.modality == "asserted"
                    ]  # fmt: skip
                    if told:
                        return self._write(reading, told[0], "no")
        return None

    def _sorts(self, classes: tuple[str, ...]) -> bool:
        """Tell whether a thing has one value of such a class, or few: a category, a layer, a language."""
        name = classes[0] if classes else ""
        stage = self._ontology.plays(name, Role.LEVEL)
        return name in {"Category", "Layer"} or (self._ontology.plays(name, Role.VALUE) and not stage)

    def _by_level(self, reading: Reading) -> Answer | None:
        """Compare a value that changes over time with the one asked about: "is X graduated?"."""
        wanted = [m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.LEVEL)]
        fixed = [use.frame.fixed_object for use in reading.frames if use.frame.fixed_object]
        things = [
            m for m in reading.mentions if self._ontology.plays(m.entity.type, Role.WORK) or m.entity.type == "Thing"
        ]
        if not things or not (wanted or fixed):
            return None
        asked = wanted[0].entity.label if wanted else str(fixed[0])
        prop = next((p for p in self._ontology.properties.values() if p.changes_over_time), None)
        if prop is None:
            return None
        sources = [
            s for s in self._evidence.said_of(things[0].entity.iri)
            if s.predicate == prop.name and s.modality == "asserted" and s.subject.iri == things[0].entity.iri
            and (reading.as_of is None or s.since is None or s.since[: len(reading.as_of)] <= reading.as_of)
        ]  # fmt: skip
        if reading.as_of and any(s.since for s in sources):
            sources = [s for s in sources if s.since]
        if not sources:
            return None
        latest = max(sources, key=lambda s: (s.since or "", s.confidence))
        return self._write(reading, latest, "yes" if latest.object.label == asked else "no")

    def _by_facts(self, reading: Reading) -> Answer | None:
        """Look for a statement that joins two things named in the question by the relation it words."""
        mentions = reading.mentions
        for index, one in enumerate(mentions):
            for other in mentions[index + 1 :]:
                for source in self._evidence.of_pair(one.entity.iri, other.entity.iri):
                    verdict = self._verdict(reading, source, one, other)
                    if verdict is not None:
                        return self._write(reading, source, verdict)
        return None

    def _verdict(self, reading: Reading, source: Source, one: Mention, other: Mention) -> str | None:
        for use in reading.frames:
            senses = {self._ontology.canonical(sense) for sense in use.frame.senses}
            names = {name for name, _ in senses}
            near = {parent for name in names for parent in [name, self._ontology.properties[name].parent] if parent}
            if source.predicate not in names | near:
                continue
            found = self._ontology.properties[source.predicate]
            end = find_end(use, one.first, one.last, reading.words)
            swapped = dict(senses).get(source.predicate, False)
            agrees = (
                end is None
                or found.symmetric
                or ((source.subject.iri == one.entity.iri) == (end.is_subject != swapped))
            )
            yes = agrees and source.modality != "negated"
            return "yes" if yes else "no"
        if not reading.frames and source.modality == "asserted":
            return "yes"
        return None

    def _by_sentence(self, reading: Reading) -> Answer | None:
        """Look for a sentence that holds all the content words of the question, and see whether it denies it."""
        tokens = {t for n in reading.content for t in find_tokens(reading.words[n].text)[:1]}
        if len(tokens) < 2:
            return None
        asked = " ".join(reading.words[n].lower for n in reading.content[-2:])
        hits = self._index.search(reading.text, 8, [m.entity.iri for m in reading.mentions], reading.as_of_said)
        best: tuple[float, int, str] | None = None
        for number, hit in enumerate(hits):
            context = set(find_tokens(f"{hit.passage.title} {' '.join(hit.passage.section)}"))
            for span in hit.passage.sentences:
                text = hit.passage.text[span.start - hit.passage.span.start : span.end - hit.passage.span.start]
                own = set(find_tokens(text))
                share = len(tokens & own) / len(tokens) + 0.25 * len((tokens - own) & context) / len(tokens)
                if share >= 0.8 and asked in text.lower():
                    share += 0.2  # the very words asked about
                if share >= 0.8 and (best is None or share > best[0] + 0.01):
                    best = (share, number, text)
        if best is None:
            return None
        passage = hits[best[1]].passage
        verdict = "no" if self._denies(best[2], reading) else "yes"
        citations = Citations(self._index)
        mark = citations.cite_passage(passage, hits[best[1]].score, best[2])
        return Answer(
            question=reading.text, status="answered",
            answer=f"{verdict.capitalize()}: {best[2].strip()} [{mark}]"[:MAX_ANSWER],
            items=[Term(label=verdict, type="boolean")], citations=citations.all(),
            confidence=to_confidence(best[0] / _BEST_SHARE),
        )  # fmt: skip

    def _denies(self, sentence: str, reading: Reading) -> bool:
        """Tell whether a sentence denies what is asked: a negation stands before the words asked about."""
        last = [
            reading.words[n] for n in reading.content if not any(m.first <= n <= m.last for m in reading.mentions[:1])
        ]
        match = _NEGATION.search(sentence)
        if match is None:
            return False
        asked = {t for w in last for t in find_tokens(w.text)}
        after = set(find_tokens(sentence[match.start() :]))
        return bool(asked & after)

    def _write(self, reading: Reading, source: Source, verdict: str) -> Answer:
        citations = Citations(self._index)
        mark = citations.cite(source, source.confidence)
        said = write_facts([Value(source.subject.label)], source.predicate, [source.object], self._ontology)
        if source.modality == "negated":
            said = f"the documents deny that {said}"
        date = f" (as of {write_date(source.date)})" if source.date else ""
        fact = to_fact(source, [mark] if mark else [], self._ontology)
        return Answer(
            question=reading.text, status="answered", answer=f"{verdict.capitalize()}: {said}{date} [{mark}].",
            items=[Term(label=verdict, type="boolean")], facts=[fact], citations=citations.all(),
            confidence=to_confidence(source.confidence),
            sparql=to_ask(source) if verdict == "yes" and source.modality == "asserted" else None,
        )  # fmt: skip
