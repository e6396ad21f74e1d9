"""Narrowing: of the items of a result those that the question's own words pick out, where the rest is less meant."""

from __future__ import annotations

import re

from api.answering.graph.facts.evidence import EvidenceReader, find_ends
from api.answering.graph.facts.grounds import find_said
from api.answering.graph.facts.kinds import KindReader
from api.answering.graph.facts.parts import find_part, find_parts_of_ends
from api.answering.graph.facts.results import Result, ResultReader
from api.answering.graph.facts.running import SHOWN
from api.answering.graph.plans.values import Value
from api.answering.question.asked.nouns import find_owned_nouns, find_qualifiers
from api.answering.question.asked.sought import find_kind_noun
from api.answering.question.asked.wanted import asks_for_several
from api.answering.question.reading import Mention, Reading
from api.answering.question.words.words import LISTING
from indexer.tokens import find_tokens
from kg.documents import CELL_GAP
from kg.naming.people import looks_like_person
from ontology import Field
from ontology.roles import Role

MOST_NARROWED = 40


class Narrower:
    """Narrow results by the role, the verb and the other names of a question."""

    def __init__(self, results: ResultReader, kinds: KindReader, evidence: EvidenceReader, field: Field) -> None:
        self._results = results
        self._evidence = evidence
        self._kinds = kinds
        self._ontology = field.ontology
        self._field = field

    def narrow(self, result: Result, reading: Reading) -> Result:
        """Return the result with the items meant, or as it is where its sentences pick out none.

        Of a long list the statements of the first items alone are read; they say nothing of the others.
        """
        told = find_ends(result.sources)
        if len(result.items) > SHOWN and any(item.iri not in told for item in result.items):
            return result
        if result.plan.takes_all:
            return result
        for narrow in (
            self._narrow_to_role,
            self._narrow_to_wording,
            self._narrow_to_names,
            self._narrow_to_owner,
            self._narrow_to_qualifiers,
            self._narrow_to_kind,
            self._narrow_to_class,
            self._narrow_to_rest,
        ):
            result = narrow(result, reading)
        return result

    def _narrow_to_names(self, result: Result, reading: Reading) -> Result:
        """Keep what sentences tell together with the names that the query leaves out: "what runs X on top of Y"."""
        left = [
            mention
            for mention in reading.mentions
            if mention.entity.iri not in result.plan.used
            and not mention.close
            and self._ontology.plays(mention.entity.type, Role.WORK)
        ]
        if not left or len(result.items) < 2 or result.plan.beside:
            return result
        tokens = {token for mention in left for token in find_tokens(mention.surface)}
        together = [s for s in result.sources if tokens <= set(find_tokens(s.quote))]
        return result.kept_to(find_ends(together))

    def _narrow_to_owner(self, result: Result, reading: Reading) -> Result:
        """Keep what has to do with the name right before the noun asked for: "which Acme system inspired X"."""
        kept = set[str | None]()
        owner = next((m for m in reading.mentions if _owns_noun(m, reading)), None)
        if owner is None or owner.entity.iri in result.plan.used or not 1 < len(result.items) <= MOST_NARROWED:
            return result
        for item in result.items:
            if item.iri and self._evidence.of_pair(item.iri, owner.entity.iri):
                kept.add(item.iri)
        return result.kept_to(kept)

    def _narrow_to_qualifiers(self, result: Result, reading: Reading) -> Result:
        """Keep what sentences, titles or kinds call as the question does: "which policy projects are ..."."""
        asked = [n for n in find_qualifiers(reading) if n not in result.plan.read]
        tokens = set(reading.tokens(asked))
        if not tokens or len(result.items) > MOST_NARROWED:
            return result
        told: dict[str | None, set[str]] = {}
        for source in result.sources:
            for end in source.ends:
                told.setdefault(end.iri, set()).update(find_said([source]))
        near = find_parts_of_ends(result.sources)
        # Of several things in one sentence that is meant whose own part of it says the words.
        if any(tokens <= near.get(item.iri, set()) for item in result.items):
            told = near
        unsaid = {
            item.iri
            for item in result.items
            if item.iri and not tokens <= told.get(item.iri, set()) | self._kinds.words(item.iri)
        }
        return result.without(unsaid)

    def _narrow_to_kind(self, result: Result, reading: Reading) -> Result:
        """Keep what is of the kind that the noun asked for says, where some are: "which cache is written in X"."""
        noun = find_kind_noun(reading, self._field)
        noun = noun if noun is not None else self._find_agent_noun(reading)
        if noun is None or len(result.items) < 2 or len(result.items) > MOST_NARROWED:
            return result
        kind = set(reading.tokens([noun]))
        kept = {
            item.iri
            for item in result.items
            if item.iri
            and (kind <= self._kinds.words(item.iri) | set(find_tokens(item.label)) or _is_called(item, kind, result))
        }
        return result.kept_to(kept)

    def _find_agent_noun(self, reading: Reading) -> int | None:
        """Return the noun asked for where it says what kind of agent is meant: "university", and not "company"."""
        wanted, noun = reading.answer_class, reading.answer_noun
        if noun is None or noun in reading.named or not self._ontology.is_a(wanted or "", "Agent"):
            return None
        plain = find_tokens(self._ontology.class_labels[wanted or ""])
        return noun if find_tokens(reading.lowers[noun]) != plain else None

    def _narrow_to_class(self, result: Result, reading: Reading) -> Result:
        """Keep organizations where a kind of them is asked for and surely found: no person is a company."""
        wanted = reading.answer_class or ""
        if (
            len(result.items) < 2
            or not self._ontology.is_a(wanted, "Agent")
            or self._ontology.may_be("Person", (wanted,))
        ):
            return result
        types = {item.iri: self._results.type_of(item) or "Thing" for item in result.items}
        if not any(kind != "Thing" and self._ontology.is_a(kind, wanted) for kind in types.values()):
            return result
        people = {item.iri for item in result.items if self._is_person(types[item.iri], item.label)}
        return result.without(people)

    def _is_person(self, kind: str, label: str) -> bool:
        return self._ontology.is_a(kind, "Person") or (kind == "Thing" and looks_like_person(label))

    def _narrow_to_rest(self, result: Result, reading: Reading) -> Result:
        """Where one thing, or "for" what, is asked keep those whose sentence says all that the relation leaves unread.

        "Where does X keep its logs" does not ask where X keeps its secrets, nor "who uses X for tests" all who use X.
        So do those of which rows of a table tell, whose other cells tell them apart: "which mills run X in production".
        """
        named = [m for m in reading.mentions if m.entity.iri in result.plan.given_iris]
        rows = all(CELL_GAP in source.quote for source in result.sources)  # each says more than the relation
        limited = rows or not asks_for_several(reading) or "for" in reading.lowers[2:]
        single = len(named) == 1 and len(result.plan.links) == 1 and limited
        known = named[0].indices if named else frozenset()
        rest = set(reading.tokens(n for n in reading.content if n not in result.plan.read | known))
        if not rest or not single or len(result.items) < 2:
            return result
        kept = {
            end.iri
            for source in result.sources
            for end in source.ends
            if rest <= set(find_tokens(find_part(source.quote, end.label)))
        }
        return result.kept_to(kept)

    def _narrow_to_wording(self, result: Result, reading: Reading) -> Result:
        """Keep whom sentences name by the question's own verb, where the others are of another class.

        "Who began X" asks for the person who "began X at Y", though it was developed by the company Y.
        """
        if reading.asks == "where":
            return result.without({item.iri for item in result.items if self._may_be_person(item)})
        verbs = {
            token
            for use in reading.verbs
            if use.first in result.plan.read
            for token in find_tokens(reading.words[use.first].text)[:1]
        }
        if reading.asks not in {"who", "whom"} or len(result.plan.links) != 1 or len(result.items) < 2 or not verbs:
            return result
        worded = [s for s in result.sources if verbs & set(find_tokens(s.quote))]
        iris = find_ends(worded)
        items = tuple(item for item in result.items if item.iri in iris)
        kept = {self._results.type_of(item) for item in items}
        others = {self._results.type_of(item) for item in result.items if item not in items}
        if not items or not others or kept & others:
            return result
        return result.limited_to(items, worded)

    def _may_be_person(self, item: Value) -> bool:
        """Tell whether an item is somebody of whom no more is known than that he acts, and so no place."""
        kind = self._results.type_of(item)
        return kind == "Agent" or (kind is not None and self._ontology.is_a(kind, "Person"))

    def _narrow_to_role(self, result: Result, reading: Reading) -> Result:
        """Keep those whose sentences name the role asked for, where some do: "who is the chair of X"."""
        link = result.plan.links[0]
        ends = (*link.property.domain, *link.property.range)
        roles = all(self._ontology.is_a(name, "Agent") or self._ontology.plays(name, Role.GROUP) for name in ends)
        if not roles or link.property.symmetric or len(result.items) < 2 or link.node_is_subject:
            return result
        nouns = {use.frame.lemma for use in reading.frames if use.indices <= result.plan.read}
        nouns |= {reading.lowers[n] for n in find_owned_nouns(reading)}
        tokens = {token for noun in nouns for token in find_tokens(noun)} - set(find_tokens(link.property.label))
        named = {s.subject.iri for s in result.sources if tokens & set(find_tokens(s.quote))}
        return result.kept_to(named)

    def take_wanted(self, result: Result, reading: Reading) -> Result:
        """Return a result with as many items as "name three X" asks for, those first that statements were read for."""
        number = reading.wanted_number[1] if reading.wanted_number is not None else len(result.items)
        if reading.asks not in LISTING or len(result.items) <= number or any(i.iri is None for i in result.items):
            return result
        told = find_ends(result.sources)
        last = sorted(result.items, key=lambda item: item.iri not in told)[number:]
        return result.without({item.iri for item in last})


def _owns_noun(mention: Mention, reading: Reading) -> bool:
    """Tell whether a name stands between "which" and the noun asked for."""
    asked, noun = reading.lowers[max(0, mention.first - 1)], mention.last + 1
    return asked in {"which", "what"} and noun in reading.content and noun not in reading.verb_places


def _is_called(item: Value, kind: set[str], result: Result) -> bool:
    """Tell whether a sentence says right behind a name of what kind it is: "X, an early tracing system"."""
    beside = re.compile(rf"\b{re.escape(item.label)},\s((?:an?|the|one of)\s[^,;.]+)", re.IGNORECASE)
    said = (beside.search(source.quote) for source in result.sources)
    return any(found is not None and kind <= set(find_tokens(found[1])) for found in said)
