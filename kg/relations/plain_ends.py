"""Plain ends: signs that an end of a relation is an ordinary word, though another text of the corpus has it as a name.

A heading "Syntax" makes "Syntax" known everywhere; where a sentence opens with it or has it small, it may be the word.
So may what a list emphasises before a colon: it sums up what stands behind it.
"""

from __future__ import annotations

from kg.documents import Document
from kg.language.capitals import is_written_small
from kg.language.words import is_word
from kg.naming.mentions import Mention
from kg.naming.name_runs import opens_sentence
from kg.reference.fillers import FillerReader
from kg.statements import Entity, Relation

_PRONOUNS = frozenset("it they this that these those anybody anyone everybody everyone nobody somebody someone".split())


def doubt_plain_ends(relation: Relation, reader: FillerReader, document: Document) -> str:
    """Return which end may be no name in this document, in words; empty where nothing speaks against it."""
    for end in (relation.subject, relation.object):
        if end.label.lower() in _PRONOUNS:
            return f"'{end.label}' names nothing by itself"
        if isinstance(end, Entity) and _is_plain(end, reader, document):
            return f"'{end.label}' may be the ordinary word"
    return ""


def _is_plain(end: Entity, reader: FillerReader, document: Document) -> bool:
    if end.label in document.title or not all(map(is_word, end.label.lower().split())):
        return False
    mentions = [m for m in reader.mentions if m.entity is not None and m.entity.iri == end.iri]
    return bool(mentions) and all(_is_weak(mention, reader, document) for mention in mentions)


def _is_weak(mention: Mention, reader: FillerReader, document: Document) -> bool:
    """Tell whether nothing but its place gives a word its capital, or it has none, and the document writes it small."""
    if mention.type != "Thing":
        return False
    words = mention.surface
    small = words.islower() and mention.entity is not None and not mention.entity.label.islower()
    shown = document.code_in(mention.span) or document.links_in(mention.span)
    if shown or not (small or opens_sentence(reader.sentence.parse, mention.first)):
        return False
    return _is_emphasised_label(mention, document) or is_written_small(words, document.prose)


def _is_emphasised_label(mention: Mention, document: Document) -> bool:
    """Tell whether emphasised words before a colon open a line: "**Standards Compliant**: it implements ..."."""
    emphasised = any(span.start == mention.span.start for span in document.strong)
    return emphasised and document.text[mention.span.end :].lstrip(" *_").startswith(":")


__all__ = ["doubt_plain_ends"]
