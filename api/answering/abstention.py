"""Abstention: the honest no, with its reason, what is near, and what could be asked instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from api.answering.graph.facts.evidence import Citations, EvidenceReader, Source
from api.answering.graph.facts.writing import write_facts, write_list
from api.answering.model import Answer, Citation, Reason, Term
from api.answering.question.entities import Known
from api.answering.question.plain import to_question
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import BE, DO, HAVE, MODALS, PRONOUNS, STEERING
from api.answering.verdicts.premises import Premise
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.language.tags import INDEFINITE
from kg.language.words import is_word
from ontology import Field
from ontology.names import ENTITY

NEAR = 0.35
MANY = 300
MOST_MENTIONS = 3
SUGGESTED = 3
TRIED = 3
RELATED = 4
_BACK = PRONOUNS - {"that", "one"}
_CLIPPED = re.compile(r"[a-z]+['’](?:d|m|re|ve|ll|t)|(?:it|that|there|here|what|who|he|she|let)['’]s", re.IGNORECASE)


class Abstainer:
    """Say that the documents do not say, and why."""

    def __init__(
        self,
        index: PassageIndex,
        evidence: EvidenceReader,
        field: Field,
        is_answered: Callable[[str], bool],
        find_close: Callable[[str], Sequence[Known]],
        selects_nothing: Callable[[Reading], bool],
    ) -> None:
        """Take what abstentions are made of.

        `is_answered` tells whether a question has an answer: none is offered that has not. `find_close` gives the
        entities whose names are spelled nearly like another. `selects_nothing` tells whether a question asks for a list
        of which records hold nothing.
        """
        self._selects_nothing = selects_nothing
        self._find_close = find_close
        self._index = index
        self._evidence = evidence
        self._field = field
        self._is_answered = is_answered

    def abstain(self, reading: Reading) -> Answer:
        """Return the abstention for a question that neither facts nor passages answer."""
        citations = Citations(self._index)
        told = {m.entity.iri: self._tell(m.entity) for m in reading.mentions[:MOST_MENTIONS]}
        premise = self._correct_premise(reading, citations, told)
        if premise is not None:
            return premise
        hits = self._index.search(reading.text, 3, reading.iris, reading.as_of_said)
        near = [hit for hit in hits if hit.score >= NEAR]
        unknown = find_unknown(reading, self._index)
        reason, text = self._explain(reading, unknown, bool(near))
        if reason is Reason.NO_SUCH_FACT:
            text = " ".join([text, *self._tell_definition(reading, citations, told)])
        for hit in near:
            citations.cite_passage(hit.passage, hit.score)
        if not told and near:
            told = {iri: self._evidence.about(iri) for iri in near[0].passage.entities[:1]}
        refused = self._refuse(reading, reason, text, told, citations.all())
        return refused.model_copy(update={"related": self._relate(reading, unknown, told)})

    def ask_back(self, reading: Reading) -> Answer:
        """Return the abstention for a question whose "it" nothing before it names."""
        word = next(lower for lower in reading.lowers if lower in _BACK)
        text = f"The question does not say what “{word}” means. Name it, please."
        return self._refuse(reading, Reason.AMBIGUOUS, text, {})

    def correct(self, reading: Reading, premise: Premise) -> Answer:
        """Return the abstention for a question that takes something for granted which the documents do not say."""
        told = {m.entity.iri: self._tell(m.entity) for m in reading.mentions[:MOST_MENTIONS]}
        if premise.told is not None:
            said = premise.told.answer.removeprefix("No: ")
            text, citations = f"The documents do not say so. What they say is that {said}", premise.told.citations
        else:
            text, citations = f"The documents do not say what the question takes for granted: “{premise.claim}”.", []
        return self._refuse(reading, Reason.FALSE_PREMISE, text, told, citations)

    def _refuse(
        self, reading: Reading, reason: Reason, text: str, told: Mapping[str, Sequence[Source]],
        citations: Sequence[Citation] = (),
    ) -> Answer:  # fmt: skip
        """Return an abstention; `told`: what is told of the entities named, of which one could ask instead."""
        return Answer(
            question=reading.text, status="unanswerable", reason=reason, answer=text,
            citations=list(citations), suggestions=self._suggest(told), related=_find_related(told),
        )  # fmt: skip

    def _tell(self, known: Known) -> list[Source]:
        """Return what is told of an entity; of one that stands everywhere only what is said of it itself."""
        return self._evidence.said_of(known.iri) if known.degree > MANY else self._evidence.about(known.iri)

    def _correct_premise(
        self, reading: Reading, citations: Citations, told_of: Mapping[str, Sequence[Source]]
    ) -> Answer | None:
        """Tell the level that the documents do give, where a question takes another for granted."""
        properties = self._field.ontology.properties
        asked = set(reading.iris) | {
            ENTITY + use.frame.fixed_object for use in reading.frames if use.frame.fixed_object
        }
        for mention in reading.mentions[:MOST_MENTIONS]:
            told = [
                source for source in told_of[mention.entity.iri]
                if properties[source.predicate].changes_over_time and source.subject.iri == mention.entity.iri
                and source.modality == "asserted"
            ]  # fmt: skip
            values = {value.iri for source in told for value in [source.object]}
            classes = {name for source in told for name in properties[source.predicate].range}
            wanted = {n.iri for n in self._field.gazetteer if n.type in classes} & asked
            if not wanted or wanted & values:
                continue
            latest = max(told, key=lambda source: (source.since or "", source.confidence))
            mark = citations.cite(latest, latest.confidence)
            said = write_facts([latest.subject], latest.predicate, [latest.object], self._field.ontology, latest.since)
            text = f"The documents do not say so. What they say is that {said} [{mark}]."
            return self._refuse(reading, Reason.FALSE_PREMISE, text, told_of, citations.all())
        return None

    def _tell_definition(
        self, reading: Reading, citations: Citations, told_of: Mapping[str, Sequence[Source]]
    ) -> list[str]:
        """Tell how the documents define a thing, where a question asks whether it is of another kind: "is X a Y"."""
        first = reading.mentions[0] if reading.mentions else None
        if first is None or reading.lowers[0] not in BE or INDEFINITE.isdisjoint(reading.lowers[first.last + 1 :][:1]):
            return []
        defining = [
            source
            for source in told_of.get(first.entity.iri, ())
            if source.predicate == "definedAs" and source.subject.iri == first.entity.iri
        ]
        best = max(defining, key=lambda source: (source.date or "", source.confidence), default=None)
        if best is None:
            return []
        text, mark = best.object.label.rstrip("."), citations.cite(best, best.confidence)
        if text.startswith(first.entity.label):
            return [f"They say: “{text}” [{mark}]."]
        return [f"They define {first.entity.label} as “{text}” [{mark}]."]

    def _explain(self, reading: Reading, unknown: Sequence[str], near: bool) -> tuple[Reason, str]:
        """Return why there is no answer, in a kind and in words."""
        meant = next((m for m in reading.mentions if len(_find_senses(m)) > 1), None)
        if unknown and (reading.mentions or reading.frames or reading.answer_class not in {None, "Agent", "Date"}):
            return Reason.UNKNOWN_ENTITY, f"The documents do not mention {write_list(unknown, 'or')}."
        if self._selects_nothing(reading):
            return Reason.NO_SUCH_FACT, "None: no record fits all that the question asks for."
        if meant is not None:
            senses = write_list([f"{known.label} ({self._label(known.type)})" for known in _find_senses(meant)], "or")
            return (
                Reason.AMBIGUOUS,
                f"“{meant.surface}” may mean {senses}; the documents do not answer this question about any of them.",
            )
        if reading.mentions:
            names = write_list(list(dict.fromkeys(m.entity.label for m in reading.mentions[:MOST_MENTIONS])))
            return Reason.NO_SUCH_FACT, f"The documents speak of {names}, but do not answer this question."
        if near:
            return (
                Reason.UNKNOWN_ENTITY,
                "The documents do not say; they name nothing that this question asks about.",
            )
        return Reason.OUT_OF_SCOPE, "The documents do not say: the question lies outside what they are about."

    def _label(self, name: str) -> str:
        return self._field.ontology.class_labels.get(name, name.lower())

    def _relate(self, reading: Reading, unknown: Sequence[str], told: Mapping[str, Sequence[Source]]) -> list[Term]:
        """Return what may be meant by a name of several things or by a strange one, then what is told of beside."""
        meant = [known for m in reading.mentions for known in _find_senses(m)[1:]]
        meant += [known for name in unknown for known in self._find_close(name)]
        own = [Term(label=known.label, iri=known.iri) for known in meant]
        return list({term.iri: term for term in (*own, *_find_related(told))}.values())[:RELATED]

    def _suggest(self, told: Mapping[str, Sequence[Source]]) -> list[str]:
        """Return questions about what was named that have an answer."""
        found: list[str] = []
        tried: set[str] = set()
        for question in self._find_questions(told):
            if len(found) == SUGGESTED or len(tried) == TRIED:
                break
            if question not in tried:
                tried.add(question)
                found += [question] if self._is_answered(question) else []
        return found

    def _find_questions(self, told: Mapping[str, Sequence[Source]]) -> Iterator[str]:
        """Yield a question for each relation told of what was named."""
        for iri, sources in told.items():
            for source in sources:
                if source.subject.iri == iri and not source.derived and source.modality == "asserted":
                    label = self._field.ontology.properties[source.predicate].label
                    asked = to_question(source.subject.label, label, source.object.iri is None)
                    if asked is not None:
                        yield asked


def lacks_antecedent(reading: Reading) -> bool:
    """Tell whether a question is about an "it" and names nothing: "who created it?"."""
    worded = reading.worded
    lowers = set(reading.lowers)
    return not reading.mentions and bool(lowers & _BACK) and not set(reading.content) - worded


def find_unknown(reading: Reading, index: PassageIndex) -> list[str]:
    """Return the names in a question that no passage holds: words with a capital, next to each other one name."""
    names: list[list[int]] = []
    for n in reading.content:
        word = reading.words[n]
        strange = not any(index.frequency(token) for token in find_tokens(word.text))
        if n in reading.named or not strange or word.text == word.lower or word.lower in STEERING:
            continue
        if _is_clipped(word.text) or _only_begins(reading, n):
            continue
        if names and names[-1][-1] == n - 1:
            names[-1].append(n)
        else:
            names.append([n])
    return [" ".join(reading.words[n].text for n in name) for name in names]


def _is_clipped(text: str) -> bool:
    """Tell whether a word is a pronoun with a verb: "I'd", "we're", "it's"."""
    return _CLIPPED.fullmatch(text) is not None


def _only_begins(reading: Reading, n: int) -> bool:
    """Tell whether a word has its capital only because a sentence begins with it: "Suppose I ...", "Roughly when"."""
    word, following = reading.words[n], reading.lowers[n + 1 : n + 2]
    before = reading.text[: word.start].rstrip()
    begins = not before or before[-1] in ".?!:;"
    told = bool({*following} & (BE | DO | HAVE | MODALS)) or word.possessive  # "Harbor is what?"
    return begins and not told and word.text.istitle() and is_word(word.lower)


def _find_senses(mention: Mention) -> list[Known]:
    """Return the things of which something is told that a name may mean: of each class one."""
    senses: dict[str, Known] = {}
    for known in mention.candidates:
        if known.degree:
            senses.setdefault(known.type, known)
    return list(senses.values())[:MOST_MENTIONS]


def _find_related(told: Mapping[str, Sequence[Source]]) -> list[Term]:
    """Return the entities most often told of together with what was named."""
    near: Counter[tuple[str, str]] = Counter()
    for iri, sources in told.items():
        for source in sources:
            for end in (source.subject, source.object):
                if end.iri is not None and end.iri != iri and end.iri not in told:
                    near[end.label, end.iri] += 1
    best = sorted(near, key=lambda end: (-near[end], end))[:RELATED]
    return [Term(label=label, iri=iri) for label, iri in best]
