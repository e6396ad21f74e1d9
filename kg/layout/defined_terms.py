"""Lists of terms as knowledge: "**Sidecar** – a container beside another" defines what its line opens with.

On a page or below a heading that says to list terms, so does "Sidecar. Container beside another".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from kg.documents import Block, BlockKind, Document, Span
from kg.language.sentences import find_sentences
from kg.language.words import without_article
from kg.layout.facts import LayoutFact
from kg.naming.names import Names
from kg.naming.predicates import MAX_DEFINITION
from kg.statements import Literal

_LEAST = 2  # lines of that form that make a list of terms
# Behind the term, with its initials in brackets or not, a sign and a phrase that begins as definitions do.
_DEFINES = re.compile(
    r"(?:\s*\([^()]{1,40}\))?\s*(?:[–—:]|-\s)\s*(?P<phrase>(?:an?|the|any|every|one)\s+\S)", re.IGNORECASE
)
# A sentence of its own behind a label ("Note: the port is open") defines nothing; a clause on a noun may.
_STATES = re.compile(r"\b(?:is|are|was|were|will|can|must|should|has|have|may)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:which|that|where|who|when|whose)\b", re.IGNORECASE)
# A line of a glossary: "Load Balancer. Networking solution that ...", "CLI – Command Line Interface".
_REFERS = re.compile(r"(?:Refers to|Describes|Means|Denotes)\s+")
# What says what a word is, and not what it names: "Abbreviation for ...", "Command Line Interface".
_OF_WORDS = re.compile(
    r"[\w ]*\b(?:[Tt]erm|[Aa]bbreviation|[Aa]cronym|[Ss]hort|[Ww]ord|[Nn]ame)\s+(?:for|of)\b|(?:[A-Z][\w-]*\s*){1,5}$"
)
_PLAIN = re.compile(r"(?P<term>[A-Z][\w/+-]*(?: [\w/+-]+){0,3})(?:\.| [–—-]|:)\s+(?P<phrase>[A-Z]\w*[ -]\w.*)")


def read_defined_terms(
    document: Document, names: Names, labels: Collection[str], glossaries: Collection[str]
) -> Iterator[LayoutFact]:
    """Yield the terms that the emphasised openings of lines name, where several lines of a document are so.

    `labels`: words that head parts of a text. What opens two lines is a label too ("Note"). `glossaries`: words of the
    headings of lists of terms.
    """
    found = [line for block in document.blocks if (line := _read_line(block, document, names, glossaries)) is not None]
    times = Counter(line.subject.iri for line in found)
    terms = [line for line in found if times[line.subject.iri] == 1 and line.subject.label.lower() not in labels]
    if len(terms) >= _LEAST:
        yield from terms


def _read_line(block: Block, document: Document, names: Names, glossaries: Collection[str]) -> LayoutFact | None:
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return None
    return _read_emphasised(block, document, names) or _read_plain(block, document, names, glossaries)


def _read_plain(block: Block, document: Document, names: Names, glossaries: Collection[str]) -> LayoutFact | None:
    """Read a line of a glossary: behind its term stands a phrase, and no sentence."""
    head = (document.title, *document.section_at(block.span.start).path)[-1]
    match = _PLAIN.match(block.span.of(document.text))
    if match is None or not any(word in glossaries for word in head.lower().split()):
        return None
    phrase = Span(block.span.start + match.start("phrase"), block.span.end)
    first = next(iter(find_sentences(document.text, phrase)), phrase)
    definition = without_article(_REFERS.sub("", first.of(document.text)).rstrip(" .;"))
    if len(definition) > MAX_DEFINITION or _OF_WORDS.match(definition) or _STATES.search(_CLAUSE.split(definition)[0]):
        return None
    entity = names.entity_of(match["term"], "Concept", structural=True)
    return LayoutFact(entity, "definedAs", Literal(definition), Span(block.span.start, first.end), "term")


def _read_emphasised(block: Block, document: Document, names: Names) -> LayoutFact | None:
    opening = next(iter(document.strong_in(block.span)), None)
    if opening is None or opening.start != block.span.start or opening.end >= block.span.end:
        return None
    match = _DEFINES.match(document.text, opening.end, block.span.end)
    first = next(iter(find_sentences(document.text, block.span)), None)
    if match is None or first is None or first.end <= match.start("phrase"):
        return None
    definition = document.text[match.start("phrase") : first.end].rstrip(" .;")
    term = opening.of(document.text).strip(" :.–—-")
    if not term or len(definition) > MAX_DEFINITION or _STATES.search(_CLAUSE.split(definition)[0]):
        return None
    entity = names.entity_of(term, "Concept", structural=True)
    return LayoutFact(entity, "definedAs", Literal(without_article(definition)), first, "term")
