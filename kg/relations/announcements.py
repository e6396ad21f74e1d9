"""Announcements: what a dated text tells as news of its own day: "We are happy to announce that X has joined Y"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.documents import Document
from kg.language.parsing import ParsedSentence
from kg.naming.mentions import Mention
from kg.statements import Entity, Literal, Modality, Statement
from ontology import Field, Property
from ontology.roles import Role

_NOW = re.compile(r"\b(?:now|today)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*,\s+(?:an?|the)\s")  # "Acme, a graduated project, ..." tells what it was before
_VERB = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:projects?\s+)?(?:is|are|has|have|joins?|becomes?|enters?)\b")
_MONTH = len("2024-06")


def date_news(
    statements: Sequence[Statement], sentence: ParsedSentence, mentions: Iterable[Mention], said: Document, field: Field
) -> Iterator[Statement]:
    """Yield the statements of a sentence of a document, those that are its news with the day or month of the document.

    Only what is told of the first work that it names is news, and no news has a day of its own. Where the sentence
    says "now", its day is meant; else it may have been some days before. A state "now" is news only on a page whose
    title tells it too. What is told to have come to a host joined it then, unless it came to a level there.
    """
    works = [m for m in mentions if m.entity is not None and _may_be_work(m.entity, field)]
    told = _find_day(sentence.text, said, works, field)
    news = _subjects_of_news(statements, works) if told is not None else frozenset()
    if told is None or not news:
        yield from statements
        return
    joining = field.ontology.joining
    for statement in statements:
        fresh = statement.subject.iri in news and statement.modality is Modality.ASSERTED
        behind = _behind(statement.subject, works, sentence)
        prop = field.ontology.properties.get(statement.predicate)
        undated = statement.valid_from is None and statement.held_on is None and _ASIDE.match(behind) is None
        if fresh and undated and prop is not None and prop.changes_over_time:
            yield replace(statement, valid_from=told)
            continue
        yield statement
        came = fresh and statement.predicate == field.ontology.hosting and _VERB.match(behind) is not None
        beside = [s for s in statements if s.subject.iri == statement.subject.iri and _stays(s, joining, field)]
        if came and joining is not None and (_is_by_verb(statement, field) or not beside):
            yield replace(statement, predicate=joining.name, object=Literal.of_date(told))


def _stays(statement: Statement, joining: Property | None, field: Field) -> bool:
    """Tell whether a statement says at which level a work is, or when it came to its host."""
    level = isinstance(statement.object, Entity) and field.ontology.plays(statement.object.type, Role.LEVEL)
    return level or (joining is not None and statement.predicate == joining.name)


def _is_by_verb(statement: Statement, field: Field) -> bool:
    """Tell whether a verb says that a work came to its host: "joined", and not "is a project of"."""
    frame = field.lexicon.by_name.get(statement.evidence.method.removeprefix("lexicon:"))
    return frame is not None and frame.is_verb


def _may_be_work(entity: Entity, field: Field) -> bool:
    return entity.type == "Thing" or field.ontology.plays(entity.type, Role.WORK, Role.STANDARD)


def _find_day(text: str, document: Document, works: Sequence[Mention], field: Field) -> str | None:
    """Return the date of news: of a sentence that announces it, or of a page whose title tells what is so "now"."""
    if document.date is None or not works:
        return None
    words, now = field.lexicon.words, _NOW.search(text) is not None
    if _to_announcing(words["glad"], words["announcing"]).search(text) is not None:
        return document.date if now else document.date[:_MONTH]
    return document.date if now and _heads_news(document.title, works[0], field) else None


@lru_cache(maxsize=4)
def _to_announcing(glad: frozenset[str], tell: frozenset[str]) -> re.Pattern[str]:
    """Return what finds the words of an announcement: "we are pleased to announce"."""
    is_glad, tells = ("|".join(map(re.escape, sorted(words))) for words in (glad, tell))
    return re.compile(rf"\b(?:{is_glad})\s+to\s+(?:{tells})\b|\bwe\s+(?:{tells})\b", re.IGNORECASE)


def _heads_news(title: str, work: Mention, field: Field) -> bool:
    """Tell whether a title names a work with a level or a host."""
    stages = (n for n in field.gazetteer if field.ontology.plays(n.type, Role.LEVEL, Role.HOST))
    forms = (form for n in stages for form in (n.label, *n.aliases))
    named = any(re.search(rf"\b{re.escape(form)}\b", title, re.IGNORECASE) for form in forms)
    return named and work.entity is not None and work.entity.label in title


def _subjects_of_news(statements: Sequence[Statement], works: Sequence[Mention]) -> frozenset[str]:
    """Return the first work that a sentence names, and what it says the same of."""
    first = works[0].entity
    same = {(s.predicate, s.object.key) for s in statements if first is not None and s.subject.iri == first.iri}
    return frozenset(s.subject.iri for s in statements if (s.predicate, s.object.key) in same)


def _behind(subject: Entity, works: Sequence[Mention], sentence: ParsedSentence) -> str:
    """Return the words of a sentence behind the first name of a subject."""
    start = sentence.span.start
    end = next((m.span.end for m in works if m.entity is not None and m.entity.iri == subject.iri), start)
    return sentence.text[end - start :]
