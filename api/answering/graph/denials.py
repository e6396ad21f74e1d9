"""Denials: lists and counts of what is not at a level."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.graph.asked_events import find_level_property
from api.answering.graph.listings import ListPlanner
from api.answering.graph.patterns import Link, to_pattern
from api.answering.graph.queries import Plan, PlanKind
from api.answering.question.reading import Mention, Reading
from api.answering.question.words import BE, DO, MODALS
from ontology import Ontology
from ontology.roles import Role

_BETWEEN = BE | DO | MODALS | frozenset("yet been currently the those in at".split())
_NOT = frozenset("not non never neither nor un isn't aren't n't excluding except without".split())


class DenialPlanner:
    """Plan questions that leave out a level."""

    def __init__(self, ontology: Ontology, lists: ListPlanner) -> None:
        self._ontology = ontology
        self._lists = lists

    def plans(self, reading: Reading) -> Iterator[Plan]:
        """Yield lists and counts of what is not at a level: "projects that are not archived"."""
        denied = [m for m in reading.mentions if self._is_denied(m, reading)]
        if not denied or reading.answer_noun is None:
            return
        links, read = self._lists.filters(reading, None, tuple(denied), None)
        links = tuple(link for link in links if link.node not in {m.entity.iri for m in denied})
        if not links:
            return
        read |= {n for m in denied for n in m.indices}
        levels = [found for m in denied if (found := find_level_property(m.entity.type, self._ontology)) is not None]
        # What has no level at all is not asked about.
        at_all = (to_pattern(Link("?any", found, False), reading.as_of, 30) for found in levels[:1])
        plain = (f"  ?item kg:{found.name} ?any ." for found in levels[:1])
        pattern = [*(at_all if reading.as_of else plain)]
        pattern += [to_pattern(link, reading.as_of, n) for n, link in enumerate(links)]
        for number, mention in enumerate(denied):
            found = find_level_property(mention.entity.type, self._ontology)
            if found is not None:
                at = to_pattern(Link(mention.entity.iri, found, False), reading.as_of, 40 + number)
                pattern.append(f"  MINUS {{\n{at}\n  }}")
        yield Plan(
            links=links,
            read=frozenset(read),
            given=tuple(m.entity for m in reading.mentions),
            sure=1.1,
            asked=links[0].property,
            pattern="\n".join(pattern),
            kind=PlanKind.LIST,
        )

    def _is_denied(self, mention: Mention, reading: Reading) -> bool:
        before = [word.lower for word in reading.words[max(0, mention.first - 3) : mention.first]]
        near = [word for word in before if word not in _BETWEEN]
        return self._ontology.plays(mention.entity.type, Role.LEVEL) and (
            bool(set(near[-1:]) & _NOT) or bool({"isn't", "aren't"} & set(before))
        )
