"""Answers from passages: definitions, comparisons, how and why, and facts that only a sentence holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from api.answering.evidence import Citations, EvidenceReader
from api.answering.model import Answer, Fact, Term
from api.answering.places import turns_around
from api.answering.prose import Sentence, SentenceRanker, choose_sentences, choose_window
from api.answering.reading import Reading
from api.answering.words import EMPTY
from indexer.passages import Hit
from indexer.search import PassageIndex
from indexer.tokens import find_tokens
from kg.dates import find_date
from ontology import Ontology
from ontology.names import KG
from ontology.roles import Role

FLOOR = {"passage": 0.45, "comparison": 0.4, "open": 0.72, "count": 0.65, "boolean": 0.85}
SHORT = 290
SAID = 0.6
HEADED = 0.6
MAX_LISTED = 12
_CONTRAST = re.compile(
    r"\b(while|whereas|unlike|but|than|rather|instead|differ\w*|vs\.?|versus|on the other hand|however|"
    r"by contrast|in contrast)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_DEFINING = {"what", "define", "explain", "describe", "who", "meaning", "definition", "is", "are", "tell"}


class PassageAnswerer:
    """Answer in the documents' own sentences."""

    def __init__(self, index: PassageIndex, evidence: EvidenceReader, ontology: Ontology) -> None:
        self._index = index
        self._evidence = evidence
        self._ontology = ontology
        self._ranker = SentenceRanker(index.frequency, len(index.passages))

    def define(self, reading: Reading) -> Answer | None:
        """Answer "what is X (and what is it for)": the question names one thing and asks nothing else of it."""
        if not reading.mentions or reading.words[0].lower not in _DEFINING | {"whats"}:
            return None
        purpose = {word.lower for word in reading.words} & {"for", "mean", "means"}
        if any(use.frame.part_of_speech == "verb" and not (purpose and use.first > 1) for use in reading.frames):
            return None  # "what uses X", "what is X called now"
        mention = reading.mentions[0]
        read = set(range(mention.first, mention.last + 1))
        for other in reading.mentions[1:]:
            # "What is X, in Y" is still about X.
            if reading.frames or mention.first > 4 or reading.words[other.first - 1].lower not in {"in", "of", "for"}:
                return None
            read |= set(range(other.first, other.last + 1))
        if reading.unread(read) or reading.answer_noun is not None:
            return None
        if any(word.lower in {"how", "when", "where", "which", "many"} for word in reading.words):
            return None
        names = [mention.surface, mention.entity.label]
        if len(mention.surface.split()) > 1 and mention.entity.type == "Concept":
            names.append(mention.surface.split()[-1])
        hits = self._index.search(
            f"What is {mention.entity.label}? {reading.text}", 10, [mention.entity.iri], reading.as_of_said
        )
        ranked = self._ranker.rank(find_tokens(" ".join((*names, reading.text))), hits, _about(reading), names)
        defined = [
            s
            for s in self._evidence.about(mention.entity.iri)
            if s.predicate == "definedAs" and s.subject.iri == mention.entity.iri
        ]
        quotes = {s.quote for s in defined}
        ranked = sorted(ranked, key=lambda s: -(s.score + (0.5 if s.text in quotes else 0.0)))
        best = [s for s in ranked if set(find_tokens(mention.surface)) & set(find_tokens(s.text)) or s.text in quotes][
            :1
        ]
        if not best:
            return None
        chosen = _with_following(best[0], ranked)
        answer = self._write(reading, hits, chosen)
        facts = [
            Fact(
                subject=Term(label=s.subject.label, iri=s.subject.iri),
                predicate=Term(label="is defined as", iri=KG + s.predicate),
                object=Term(label=s.object.label),
                date=s.date,
                citations=[c.id for c in answer.citations if s.quote in c.text][:1],
            )
            for s in defined if any(s.quote in c.text for c in answer.citations)
        ]  # fmt: skip
        return answer.model_copy(update={"facts": facts[:4]})

    def answer(self, reading: Reading) -> Answer | None:
        """Answer in up to five sentences where they cover the question's words, else None."""
        tokens = _tokens_of(reading)
        if not tokens or self._names_unknown(reading):
            return None
        hits = self._search(reading)
        ranked = [s for s in self._ranker.rank(tokens, hits, _about(reading)) if " | " not in s.text]
        ranked = self._prefer_headed(reading, ranked)
        if not ranked:
            return None
        if reading.form == "count":
            counted = {t for word in reading.asked_words for t in find_tokens(word.text)}
            ranked = [
                s
                for s in ranked
                if _NUMBER.search(s.text)
                and _is_about(s, reading, self._ontology)
                and counted <= set(find_tokens(s.text))
            ]
            if not ranked:
                return None
        if reading.answer_class == "Date":
            ranked = [s for s in ranked if find_date(s.text) is not None and _is_about(s, reading, self._ontology)]
            if not ranked:
                return None
        covered = max(sentence.coverage for sentence in ranked[:3])
        if reading.form == "passage":
            covered = max(covered, self._coverage(tokens, ranked[0]))
        floor = FLOOR[reading.form] + (0.12 if not reading.mentions else 0.0)
        if covered < floor or (reading.form == "open" and not self._says_it(reading, ranked[0])):
            return None
        if reading.form == "open" and not (
            _is_about(ranked[0], reading, self._ontology) and not turns_around(reading, ranked[0].text)
        ):
            return None
        return self._write(reading, hits, self._choose(reading, ranked))

    def _names_unknown(self, reading: Reading) -> bool:
        """Tell whether a question names something with a capital that no passage knows."""
        named = {n for m in reading.mentions for n in range(m.first, m.last + 1)}
        return any(
            n not in named
            and (n > 0 or reading.words[n].text[1:] != reading.words[n].lower[1:])
            and reading.words[n].text != reading.words[n].lower
            and not any(self._index.frequency(token) for token in find_tokens(reading.words[n].text))
            for n in reading.content
        )

    def _prefer_headed(self, reading: Reading, ranked: Sequence[Sentence]) -> list[Sentence]:
        """Put those sentences first that stand under the thing asked about and a heading that words the relation."""
        words = {t for form in reading.relation_words for t in find_tokens(form)}
        names = [set(find_tokens(m.entity.label)) for m in reading.mentions]
        if not words or not names:
            return list(ranked)

        def worth(sentence: Sentence) -> float:
            *above, last = sentence.passage.section or ("",)
            named = set(find_tokens(" ".join((sentence.passage.title, *above))))
            fits = set(find_tokens(last)) & words and any(name <= named for name in names)
            return sentence.score + (HEADED if fits else 0.0)

        scored = [
            replace(s, score=worth(s), coverage=s.coverage + (HEADED if worth(s) > s.score else 0.0)) for s in ranked
        ]
        return sorted(scored, key=lambda s: (-s.score, s.passage.document, s.span))

    def _says_it(self, reading: Reading, best: Sentence) -> bool:
        """Tell whether a sentence holds most of what a question says beside its names."""
        named = {n for m in reading.mentions for n in range(m.first, m.last + 1)}
        rest = [t for n in reading.content if n not in named for t in find_tokens(reading.words[n].text)[:1]]
        if not rest:
            return bool(reading.mentions)
        weights = {token: self._ranker.weight(token) for token in rest}
        own = set(find_tokens(best.text))
        return sum(w for t, w in weights.items() if t in own) >= SAID * sum(weights.values())

    def _choose(self, reading: Reading, ranked: Sequence[Sentence]) -> list[Sentence]:
        """Return the sentences of an answer: few for a fact, with their neighbours for how and why."""
        if ranked[0].text.rstrip().endswith(":"):
            return choose_window(ranked, 0, MAX_LISTED, 0)  # a lead-in is nothing without its list
        if reading.form == "comparison":
            return choose_sentences(self._contrast(reading, ranked), 5, 0.4)
        if reading.asks == "why":
            return choose_window(ranked, 4, 1, 1)
        if reading.form == "passage":
            return choose_window(ranked, 1, 3, 2)
        if len(ranked[0].text) > SHORT:
            return choose_window(ranked, 0, 2, 2)
        return [ranked[0]]

    def _contrast(self, reading: Reading, ranked: Sequence[Sentence]) -> list[Sentence]:
        """Return the sentences with those first that speak of both things compared, or set one against another."""
        names = [set(find_tokens(m.entity.label)) | set(find_tokens(m.surface)) for m in reading.mentions]

        def worth(sentence: Sentence) -> float:
            own = set(find_tokens(sentence.text)) | sentence.words
            both = len(names) > 1 and all(own & name for name in names)
            against = bool(_CONTRAST.search(sentence.text))
            return sentence.score + 0.4 * both + 0.25 * against

        return sorted(
            (replace(s, score=worth(s)) for s in ranked), key=lambda s: (-s.score, s.passage.document, s.span)
        )

    def _search(self, reading: Reading) -> list[Hit]:
        """Return the passages for a question; for a comparison also those of each thing compared."""
        entities = [m.entity.iri for m in reading.mentions]
        hits = self._index.search(reading.spelled, 10, entities, reading.as_of_said)
        if reading.relation_words and reading.mentions:
            worded = f"{reading.mentions[0].entity.label} {' '.join(sorted(reading.relation_words))}"
            hits += self._index.search(worded, 5, entities, reading.as_of_said)
        if reading.form == "comparison":
            for mention in reading.mentions:
                hits += self._index.search(mention.entity.label, 4, [mention.entity.iri], reading.as_of_said)
        kept: dict[tuple[str, int], Hit] = {}
        for hit in hits:
            kept.setdefault((hit.passage.document, hit.passage.span.start), hit)
        return list(kept.values())

    def _coverage(self, tokens: Sequence[str], best: Sentence) -> float:
        """Return the weighted share of the question's content words that a sentence (with its context) holds."""
        weights = {token: self._ranker.weight(token) for token in tokens}
        return sum(w for token, w in weights.items() if token in best.words) / (sum(weights.values()) or 1.0)

    def _write(self, reading: Reading, hits: Sequence[Hit], chosen: Sequence[Sentence]) -> Answer:
        citations = Citations(self._index)
        scores = {id(hit.passage): hit.score for hit in hits}
        parts = []
        for sentence in chosen:
            mark = citations.cite_passage(
                sentence.passage, scores.get(id(sentence.passage), sentence.score), sentence.text
            )
            if mark is not None:
                parts.append(f"{sentence.text.strip()} [{mark}]")
        for hit in hits[:3]:
            if len(citations) < 5:
                citations.cite_passage(hit.passage, hit.score)
        return Answer(
            question=reading.text, status="answered", answer=" ".join(parts)[:1200], citations=citations.all()
        )


def _tokens_of(reading: Reading) -> list[str]:
    """Return the content words as the index compares them; those of a name as the name is spelled."""
    tokens: list[str] = []
    named: set[int] = set()
    for mention in reading.mentions:
        named |= set(range(mention.first, mention.last + 1))
        tokens += find_tokens(mention.entity.label)
    tokens += [t for n in reading.content if n not in named for t in find_tokens(reading.words[n].text)[:1]]
    return tokens


def _about(reading: Reading) -> dict[str, list[str]]:
    """Return what the question names: entity -> the words of its name."""
    return {m.entity.iri: find_tokens(m.entity.label) for m in reading.mentions}


def _is_about(sentence: Sentence, reading: Reading, ontology: Ontology) -> bool:
    """Tell whether a sentence, or the title and headings above it, names all that a question names."""
    passage = sentence.passage
    said = set(find_tokens(" ".join((sentence.text, passage.title, *passage.section))))
    return all(
        set(find_tokens(m.entity.label)) <= said or set(find_tokens(m.surface)) <= said
        for m in reading.mentions
        if not ontology.plays(m.entity.type, Role.HOST)
    )


def _with_following(best: Sentence, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Return a sentence with the two that follow it in its passage."""
    beside = sorted(
        (s for s in ranked if s.passage is best.passage and s.span.start > best.span.start),
        key=lambda s: s.span,
    )
    chosen = [best]
    for sentence in beside[:3]:
        if sum(len(s.text) for s in chosen) + len(sentence.text) < 800:
            chosen.append(sentence)
    return chosen


__all__ = ["EMPTY", "PassageAnswerer"]
