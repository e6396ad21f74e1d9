"""Addresses: the page of a thing on a site that the question names ("X twitter"), and what is at an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.answering.graph.plans.patterns import Link
from api.answering.graph.plans.queries import Plan, PlanKind
from api.answering.graph.plans.values import Value, to_literal
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.words.words import EMPTY
from ontology import Field
from ontology.names import PROVENANCE_GRAPH
from ontology.roles import Role

_PAGES = frozenset("account accounts page pages url link handle channel profile address site feed".split())
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_LONGEST = 9  # words; a longer question asks for something else
_SHORTEST = 4  # letters of a site's name


class AddressPlanner:
    """Plan questions for the address of a thing on a site."""

    def __init__(self, field: Field) -> None:
        self._ontology = field.ontology
        self._addresses = [found for found in self._ontology.stated if found.range == ("anyURI",)]

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield a plan for each property of addresses and each word that may name a site, or for what is at a page."""
        yield from self._at(reading)
        if reading.form is not Form.OPEN or len(reading.words) > _LONGEST or reading.answer_class is not None:
            return
        for mention in reading.mentions:
            if self._ontology.plays(mention.entity.type, Role.WORK) or self._ontology.is_a(
                mention.entity.type, "Agent"
            ):
                places = self._find_site(reading, mention)
                for found in self._addresses if places else ():
                    yield self._plan(reading, mention, places, Link(mention.entity.iri, found, True))

    def _at(self, reading: Reading) -> Iterator[Plan]:
        """Yield the plan for what has the address that a question holds, with or without a slash at its end."""
        found = _ADDRESS.search(reading.text)
        if found is None or reading.form is not Form.OPEN:
            return
        address = found.group().rstrip("/.,;:?!)>")
        forms = " ".join(to_literal(Value(form, None, "anyURI")) for form in (address, f"{address}/"))
        names = " ".join(f"kg:{each.name}" for each in self._addresses)
        pattern = f"  VALUES ?address {{ {forms} }}\n  VALUES ?at {{ {names} }}\n  ?item ?at ?address ."
        read = reading.whole
        links = tuple(Link("?address", each, False) for each in self._addresses)
        yield Plan(links, read, reading.entities, 1.3, pattern=pattern, kind=PlanKind.ADDRESS)

    def _find_site(self, reading: Reading, mention: Mention) -> list[int]:
        """Return the word or two that may name a site, where nothing else is asked about: "mailing list of X"."""
        own = mention.indices
        rest = [n for n, w in enumerate(reading.words) if n not in own and w.lower not in EMPTY | _PAGES]
        words = [reading.lowers[n] for n in rest]
        beside = len(rest) == 1 or (len(rest) == 2 and rest[1] == rest[0] + 1)
        named = beside and all(word.isalpha() for word in words) and len("".join(words)) >= _SHORTEST
        return rest if named else []

    def _plan(self, reading: Reading, mention: Mention, places: list[int], link: Link) -> Plan:
        place, word = places[0], "_?".join(reading.lowers[n] for n in places)
        field = f"[:._]{word}(_[a-z]+)?(_url)?$"
        pattern = (
            f"  GRAPH <{PROVENANCE_GRAPH}> {{ ?st rdf:subject <{link.node}> ; rdf:predicate kg:{link.property.name} ; "
            f'rdf:object ?item ; kg:modality "asserted" ; kg:method ?field }}\n'
            f'  FILTER (REGEX(STR(?item), "[./]{word}[./]", "i") || REGEX(?field, "{field}", "i"))'
        )
        named = tuple(m.entity for m in reading.mentions if m is mention or m.first <= place <= m.last)
        read = reading.whole
        return Plan((link,), read, named, 1.05, asked=link.property, kind=PlanKind.ADDRESS, pattern=pattern)
