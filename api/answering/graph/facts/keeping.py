"""Keeping: leaves out of a result what lacks the description, purpose, heading or kind that its question names."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.graph.facts.kinds import KindReader
from api.answering.graph.facts.parts import find_part, find_parts_of_ends
from api.answering.graph.facts.results import Result
from api.answering.question.asked.held import is_of
from api.answering.question.asked.sought import find_kind_noun
from api.answering.question.reading import Reading
from indexer.tokens import find_tokens
from ontology import Field
from ontology.roles import Role


class Keeper:
    """Narrow results to what a question asks for beside its relation: a description, purpose, heading or kind."""

    def __init__(self, kinds: KindReader, field: Field) -> None:
        self._kinds = kinds
        self._ontology = field.ontology
        self._field = field
        self._class_of = field.lexicon.class_of

    def keep(self, result: Result, reading: Reading) -> Result | None:
        """Return a result with those items alone that are all that is asked for, or None where none is."""
        kept: Result | None = result
        for keep_to in (self._keep_to_description, self._keep_to_purpose, self._keep_to_heading, self._keep_to_kind):
            kept = keep_to(kept, reading) if kept is not None else None
        return kept

    def _keep_to_purpose(self, result: Result, reading: Reading) -> Result | None:
        """Leave out what is used for something else: who "uses X for tests and Y for mail" uses no X for mail.

        None where nothing is left, or where several things are used and no sentence says a word of the purpose.
        """
        start = max((n for n, lower in enumerate(reading.lowers) if lower == "for"), default=len(reading.lowers))
        asked = set(reading.tokens(n for n in reading.content if n > start and n not in reading.named))
        if not asked or len(result.plan.links) != 1:
            return result
        for_other = {
            end.iri
            for source in result.sources
            for end in source.ends
            if asked <= set(find_tokens(source.quote))
            and not asked <= set(find_tokens(find_part(source.quote, end.label)))
        }
        named = any(n > start for n in reading.named)  # "for the category X" is no purpose
        if len(result.items) > 1 and not named and not any(asked & words for words in self._read_words(result)):
            return None  # what is used is told, and nothing of what for
        left = {item.iri for item in result.items} - for_other
        return result.kept_to(left) if left else None

    def _keep_to_description(self, result: Result, reading: Reading) -> Result | None:
        """Keep what the described things of a chain lead to: "who made the scanner that X integrates with".

        Of all that X integrates with those stay, with their makers, that most words of the description are said of;
        None where none is said of any.
        """
        words = set(reading.tokens(sorted(self._find_describing(result, reading))))
        first = result.plan.links[0]
        if not words:
            return result
        said: dict[str, set[str]] = {}
        for source in result.sources:
            for end in source.ends:
                if source.predicate == first.property.name and end.iri and end.iri != first.node:
                    said.setdefault(end.iri, set(self._kinds.words(end.iri))).update(find_tokens(source.quote))
        fits = {iri: sum(is_of(word, own) for word in words) for iri, own in said.items()}
        best = max(fits.values(), default=0)
        if not best:
            return None
        things = {iri for iri, fit in fits.items() if fit == best}
        ends = [{s.subject.iri, s.object.iri} for s in result.sources if s.predicate != first.property.name]
        kept = {iri for pair in ends if pair & things for iri in pair}
        return result.kept_to(kept | things, fits.keys()) if len(things) < len(fits) else result

    def _find_describing(self, result: Result, reading: Reading) -> set[int]:
        """Return the indices of the words that describe things in a chain beside relation, names and class."""
        proper = {n for m in reading.mentions if not m.is_common for n in m.indices}
        left = result.plan.described.intersection(reading.content) - reading.worded - proper - {reading.answer_noun}
        return {n for n in left if reading.lowers[n] not in self._class_of}

    def _keep_to_kind(self, result: Result, reading: Reading) -> Result | None:
        """Return a result, but None where it has several things and none is said to be of the kind asked for."""
        noun = find_kind_noun(reading, self._field)
        single = len(result.plan.links) == 1 and not result.plan.beside
        if noun is None or not single or len(result.items) < 2:
            return result
        kind = set(reading.tokens([noun]))
        return result if any(kind <= words for words in self._read_words(result)) else None

    def _read_words(self, result: Result) -> Iterator[set[str]]:
        """Yield for each item what it is called, is of, and is said to be or do."""
        said = find_parts_of_ends(result.sources)
        for item in result.items:
            if item.iri:
                yield said.get(item.iri, set()).union(self._kinds.words(item.iri), find_tokens(item.label))

    def _keep_to_heading(self, result: Result, reading: Reading) -> Result | None:
        """Keep what stands under the heading asked for, "which mesh is written in X"; None where nothing does."""
        asked = [
            mention
            for mention in reading.playing(self._ontology, Role.HEADING)
            if mention.entity.iri not in result.plan.used
            and reading.lowers[max(0, mention.first - 1)] in {"which", "what"}
            and set(find_tokens(mention.surface)) == set(find_tokens(mention.entity.label))
        ]
        if not asked or result.plan.beside:
            return result
        words = set(reading.tokens(sorted(asked[0].indices)))
        told = find_parts_of_ends(result.sources)
        kept = {i.iri for i in result.items if i.iri and words <= told.get(i.iri, set()) | self._kinds.words(i.iri)}
        return result.kept_to(kept) if kept else None
