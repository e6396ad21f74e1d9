"""Terms: what a document and its sections define, and where its sentences and links name such a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.documents import BlockKind, Span
from kg.language.given_names import is_full_name
from kg.language.parsing import ParsedDocument, ParsedSentence
from kg.language.tags import MODIFYING, NOUNS
from kg.language.words import is_word
from kg.naming.mentions import Mention
from kg.naming.names import Name, Names, to_term_key
from kg.naming.subjects import DefinedTerm, find_defined_terms
from kg.naming.surfaces import is_class_noun, is_plural_of_class
from kg.statements import MAX_QUOTE, Entity, Literal, Modality, Statement, to_evidence
from ontology import Field
from ontology.roles import Role

_MODIFIERS = MODIFYING | {"nummod"}
_MIN_STEM = 4


@dataclass(frozen=True, slots=True)
class LocalTerm:
    """A term that a document defines, the entity it is, and the keys of the words that write it here."""

    term: DefinedTerm
    entity: Entity
    keys: frozenset[str]


class TermReader:
    """Find the terms of one document in its sentences, and what its links join."""

    def __init__(self, parsed: ParsedDocument, names: Names, field: Field) -> None:
        self._document = parsed.document
        self._field = field
        self._names = names
        found = (_to_local(term, names) for term in find_defined_terms(parsed, field))
        self._terms = tuple(local for local in found if not _is_namesake(local, field))
        self._defining = {local.term.sentence: local for local in self._terms}
        self._linked: dict[tuple[str, str], Statement] = {}

    def definitions(self, sentences: Sequence[ParsedSentence]) -> Iterator[Statement]:
        """Yield what the document says its terms are."""
        for local in self._terms:
            how = "title" if local.term.heading is None else "heading"
            evidence = to_evidence(self._document, sentences[local.term.sentence].span, f"structure:{how} defined", 0.9)
            yield Statement(local.entity, "definedAs", Literal(local.term.definition), evidence)

    def add_mentions(self, number: int, sentence: ParsedSentence, mentions: list[Mention]) -> list[Mention]:
        """Return the mentions of a sentence with the terms it names, and the pages it links to by their names."""
        found = [m for m in mentions if m.known is not None or not _is_any(m.surface, self._field)]
        defined = self._defining.get(number)
        if defined is not None:
            found = _with_mention(found, _mention_at(sentence, defined.term.subject, defined.entity))
        for link in sentence.links:
            page = self._names.find_page(self._document.name, link.target)
            if page is not None and _resembles(link.span.of(self._document.text), page.label):
                found = _with_mention(found, _mention_at(sentence, link.span, page))
        for local in self._terms_at(sentence.span):
            for span in _find_uses(sentence, local):
                found = _with_mention(found, _mention_at(sentence, span, local.entity))
        return sorted(found, key=lambda mention: mention.first)

    def follow_links(self, sentence: ParsedSentence) -> None:
        """Note what a sentence links the term it stands under to."""
        local = next(self._terms_at(sentence.span), None)
        if local is None or not self._stands_under(sentence, local):
            return
        for link in sentence.links:
            page = self._names.find_page(self._document.name, link.target)
            if page is not None and page.iri != local.entity.iri:
                span = self._with_lead(sentence) if sentence.span == link.span else sentence.span
                evidence = to_evidence(self._document, span, "structure:link", 0.7)
                pair = (local.entity.iri, page.iri)
                self._linked.setdefault(pair, Statement(local.entity, "relatedTo", page, evidence))

    def _stands_under(self, sentence: ParsedSentence, local: LocalTerm) -> bool:
        """Tell whether a sentence is about a term: anywhere below a title, right below a heading."""
        if local.term.heading is None:
            return True
        return self._document.section_at(sentence.span.start).span.start == local.term.span.start

    def _with_lead(self, sentence: ParsedSentence) -> Span:
        """Return a list item that is nothing but a link with what stands right above its list."""
        blocks = self._document.blocks
        lead = sentence.block
        while lead > 0 and blocks[lead].kind is BlockKind.LIST_ITEM:
            lead -= 1
        span = Span(blocks[lead].span.start, sentence.span.end)
        said = {BlockKind.HEADING, BlockKind.PARAGRAPH}
        return span if blocks[lead].kind in said and span.end - span.start <= MAX_QUOTE else sentence.span

    def relations(self, statements: Sequence[Statement]) -> Iterator[Statement]:
        """Yield what links relate, where no statement says how."""
        told = {
            frozenset((s.subject.iri, s.object.iri))
            for s in statements
            if isinstance(s.object, Entity) and s.modality is Modality.ASSERTED
        }
        for statement in self._linked.values():
            if isinstance(statement.object, Entity):
                pair = frozenset((statement.subject.iri, statement.object.iri))
                if pair not in told:
                    told.add(pair)
                    yield statement

    def _terms_at(self, span: Span) -> Iterator[LocalTerm]:
        """Yield the terms that a place stands under, the nearest first."""
        yield from sorted(
            (local for local in self._terms if local.term.span.holds(span)),
            key=lambda local: -local.term.span.start,
        )


def _to_local(term: DefinedTerm, names: Names) -> LocalTerm:
    keys = frozenset(to_term_key(words) for words in (term.surface, *term.aliases))
    return LocalTerm(term, names.entity_of(term.surface, "Concept"), keys)


def _is_any(surface: str, field: Field) -> bool:
    """Tell whether words are a noun of a class ("Plugins", "the SDK"): one of many, and no name."""
    return is_class_noun(surface, field) or is_plural_of_class(surface, field)


def _is_namesake(local: LocalTerm, field: Field) -> bool:
    """Tell whether a term is an ordinary word that is also the name of something known, or a person.

    What is said to be a "package manager" or another work is the known one.
    """
    ontology, kind = field.ontology, local.entity.type
    if ontology.is_a(kind, "Agent"):
        person = kind == "Person" and not is_full_name(local.term.surface)
        return person or is_word(local.term.surface)
    told = field.lexicon.class_of.get(local.term.kind.lower().split()[-1], "")
    plain = " " not in local.term.surface and is_word(local.term.surface)
    return ontology.plays(kind, Role.PROJECT) and plain and not ontology.plays(told, Role.WORK)


def _resembles(words: str, label: str) -> bool:
    """Tell whether linked words name the page they lead to, whole, and do not merely touch on it."""
    own, other = (to_term_key(text) for text in (words, label))
    if own == other or own.endswith(other) or other.endswith(own):
        return bool(own) and len(own) >= min(_MIN_STEM, len(other))
    return other.startswith(own) and len(own) >= _MIN_STEM


def _find_uses(sentence: ParsedSentence, local: LocalTerm) -> Iterator[Span]:
    """Yield where a sentence names a term by itself, not as part of a longer noun."""
    tokens = sentence.parse
    most = max((len(local.term.surface.replace("-", " ").split()), *(len(a.split()) for a in local.term.aliases)))
    for start in range(len(tokens)):
        if tokens[start].pos_ not in {"NOUN", "PROPN", "ADJ", "VERB", "X"}:
            continue
        for end in range(min(len(tokens), start + 2 * most), start, -1):
            last = tokens[end - 1]
            if last.pos_ not in NOUNS or to_term_key(tokens[start:end].text) not in local.keys:
                continue
            if _stands_alone(tokens[start], last):
                yield sentence.span_of(tokens[start], last)
            break


def _stands_alone(first: Token, last: Token) -> bool:
    """Tell whether a noun is neither narrowed by words before it nor narrows one after it."""
    if last.dep_ in MODIFYING and last.head.i > last.i:
        return False
    return all(child.dep_ not in _MODIFIERS or child.i >= first.i for child in last.children if child.i < last.i)


def _mention_at(sentence: ParsedSentence, span: Span, entity: Entity) -> Mention | None:
    """Return the mention of an entity at a span of the document, or None where no token lies there."""
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    inside = [t for t in sentence.parse if t.idx < end and t.idx + len(t.text) > start and not t.is_punct]
    while inside and inside[0].pos_ == "DET":
        inside = inside[1:]
    if not inside:
        return None
    covered = sentence.span_of(inside[0], inside[-1])
    surface = sentence.words_at(covered)
    return Mention(covered, surface, inside[0].i, inside[-1].i, Name(surface, entity), entity)


def _with_mention(mentions: list[Mention], new: Mention | None) -> list[Mention]:
    """Return the mentions with a new one, unless it stands in a longer one that is already known."""
    if new is None:
        return mentions
    clashing = [m for m in mentions if m.first <= new.last and new.first <= m.last]
    if any(m.known is not None or m.last - m.first > new.last - new.first for m in clashing):
        return mentions
    return [*(m for m in mentions if m not in clashing), new]
