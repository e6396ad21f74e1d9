"""Backers: the organization behind a thing, by the page of it that the record of the thing gives."""

from __future__ import annotations

from collections.abc import Iterator

from api.answering.graph.facts.evidence import Citations
from api.answering.graph.facts.writing import write_list, write_marks
from api.answering.graph.fields.addresses import find_last, to_key
from api.answering.graph.fields.held import Held, HeldReader, to_held_query
from api.answering.graph.fields.holders import CONFIDENCE, HolderAnswerer
from api.answering.graph.plans.queries import to_select
from api.answering.model import Answer, Term
from api.answering.question.entities import EntityIndex, Known, split_label
from api.answering.question.reading import Form, Mention, Reading
from api.answering.question.words.words import COUNTED_NOUNS, DO, SOURCE_WORDS, USE
from indexer.search import PassageIndex
from kg.naming import names
from ontology import Field
from ontology.roles import Role

# Words for standing behind a thing; beside the noun for a company making and offering it mean no more than that.
_BEHIND = frozenset("behind backs backed backing back stands stand vendor".split())
_MAKING = frozenset("made makes make making offers offered offer sells sold sell provides provided provide".split())
_FROM = frozenset("from by".split())
_COMING = frozenset("come comes coming came there portfolio".split())
_SELLING = frozenset("makes sells offers".split())  # who made a thing, another time, a page does not tell
_ALL = frozenset(["everything", "anything"])
_HAVING = frozenset("have has own owns".split())


class BackerAnswerer:
    """Answer "which company is behind X" and "which products come from Y"."""

    def __init__(
        self, held: HeldReader, holders: HolderAnswerer, entities: EntityIndex, passages: PassageIndex, field: Field
    ) -> None:  # fmt: skip
        self._held = held
        self._holders = holders
        self._entities = entities
        self._index = passages
        self._ontology = field.ontology
        self._endings = field.lexicon.words["endingOfCompany"]
        self._paths = frozenset(mapping.backer for mapping in field.mappings.values() if mapping.backer)

    def answer(self, reading: Reading) -> Answer | None:
        """Return the organization, or what it stands behind, None where a question asks for something else."""
        if not self._paths or reading.form not in {Form.OPEN, Form.COUNT} or USE & set(reading.lowers):
            return None
        works = reading.playing(self._ontology, Role.WORK)
        if self._asks_for_agent(reading) and len(works) == len(reading.mentions) == 1:
            return self._tell_backer(reading, works[0].entity) if self._says_only(reading, works[0]) else None
        return self._tell_backed(reading) if self._asks_for_works(reading) else None

    def judge(self, reading: Reading) -> Answer | None:
        """Return whether an organization is behind a thing, where the record of the thing gives a page of any."""
        works = reading.playing(self._ontology, Role.WORK)
        agents = [m for m in reading.mentions if m not in works and any(map(self._is_agent, m.candidates))]
        if not self._paths or len(works) != 1 or len(agents) != 1 or _BEHIND.isdisjoint(reading.lowers):
            return None
        told = self._tell_backer(reading, works[0].entity)
        if told is None:
            return None
        own = {held.iri for held in self._find_backed(agents[0])}
        return told.as_verdict(works[0].entity.iri in own)

    def _asks_for_agent(self, reading: Reading) -> bool:
        """Tell whether a question asks who stands behind something, or which company makes it."""
        lowers = set(reading.lowers)
        body = reading.answer_noun is not None or reading.asks not in {"who", "whom"}
        words = _BEHIND | (_MAKING if body else _SELLING)
        if body and "from" in lowers:
            words |= _COMING
        return self._ontology.is_a(reading.answer_class or "", "Agent") and not words.isdisjoint(lowers)

    def _says_only(self, reading: Reading, name: Mention) -> bool:
        """Tell whether a question says nothing but that something comes from, or is behind, what it names."""
        known = _BEHIND | _MAKING | _FROM | _COMING | _ALL | SOURCE_WORDS | COUNTED_NOUNS
        rest = (n for n in reading.content if n not in name.indices and n != reading.answer_noun)
        return all(reading.lowers[n] in known or reading.words[n] in reading.asked_words for n in rest)

    def _tell_backer(self, reading: Reading, work: Known) -> Answer | None:
        """Return the organization whose page a record gives: the one whose own record gives it, else the page."""
        own = [held for held in self._held.of(work.iri) if held.path in self._paths]
        if not own:
            return None
        pages = {to_key(each.text) for each in own}
        shared = [h for path in sorted(self._paths) for h in self._held.in_field(path) if to_key(h.text) in pages]
        agents = [h for h in shared if h.iri in self._entities.by_iri and self._is_agent(self._entities.by_iri[h.iri])]
        citations = Citations(self._index)
        marks = [citations.cite(line, CONFIDENCE) for h in (*own, *agents) for line in self._held.find_lines(h)]
        page = ", ".join(each.text for each in own)
        known = [self._entities.by_iri[h.iri] for h in agents]
        named = f", the page of {write_list([each.label for each in known])}" if known else ""
        items = [Term(label=each.label, iri=each.iri, type=each.type) for each in known]
        where = to_held_query(agents, "?iri") if agents else to_held_query(own, "?value")
        return Answer(
            question=reading.text, status="answered", confidence=CONFIDENCE, citations=citations.all(),
            answer=f"{work.label}: {page}{named} {write_marks([mark for mark in marks if mark is not None])}.",
            items=items or [Term(label=each.text, type="string") for each in own], sparql=to_select("?item", where),
        )  # fmt: skip

    def _asks_for_works(self, reading: Reading) -> bool:
        """Tell whether a question asks for things that come from, or are made by, something."""
        wanted = self._ontology.plays(reading.answer_class or "", Role.WORK)
        asked = {word.lower for word in reading.asked_words} | {*reading.lowers[:1]}
        works = wanted or not (COUNTED_NOUNS | _ALL).isdisjoint(asked)
        has = not DO.isdisjoint(reading.lowers) and not _HAVING.isdisjoint(reading.lowers)
        return works and (has or not (_FROM | _MAKING | _BEHIND).isdisjoint(reading.lowers))

    def _tell_backed(self, reading: Reading) -> Answer | None:
        name = self._find_name(reading)
        if name is None or not self._says_only(reading, name):
            return None
        holding = [h for h in self._find_backed(name) if self._holders.fits(h.iri, reading)]
        things = [h for h in holding if not self._is_agent(self._entities.by_iri[h.iri])]
        return self._holders.tell(reading, things) if things else None

    def _find_backed(self, name: Mention) -> Iterator[Held]:
        """Yield the pages of an organization: those that its own records give, and those that are called like it."""
        called = {names.to_key(part) for known in name.candidates for part in split_label(known.label)}
        letters = {names.to_key(name.surface), *called}
        own = {to_key(h.text) for known in name.candidates for h in self._held.of(known.iri) if self._is_agent(known)}
        for path in sorted(self._paths):
            for held in self._held.in_field(path):
                if to_key(held.text) in own or not letters.isdisjoint(self._to_letters(find_last(held.text))):
                    yield held

    def _to_letters(self, called: str) -> set[str]:
        """Return the letters of what a site calls an organization, with and without the ending of a company."""
        head, _, ending = called.rpartition("-")
        return {names.to_key(called), *([names.to_key(head)] if ending in self._endings else [])}

    def _find_name(self, reading: Reading) -> Mention | None:
        """Return the one agent that a question names, or the words with capitals that name nothing that is known."""
        if reading.mentions:
            agents = [m for m in reading.mentions if any(map(self._is_agent, m.candidates))]
            return agents[0] if len(agents) == len(reading.mentions) == 1 else None
        strange = [n for n in reading.unnamed if n and reading.words[n].text != reading.lowers[n]]
        if not strange or strange != list(range(strange[0], strange[-1] + 1)):
            return None
        words = reading.words[strange[0] : strange[-1] + 1]
        return Mention(strange[0], strange[-1], " ".join(word.text for word in words), ())

    def _is_agent(self, known: Known) -> bool:
        return self._ontology.is_a(known.type, "Agent")
