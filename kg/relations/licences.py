"""Licences: what a sentence with the set words of a licence notice tells of what its page is about.

"Licensed under the X License", "This project is under the MIT License - see the file", "Acme is BSD licensed",
"Acme uses the MIT License", and below the heading "License" the bare name. These are formulas more than sentences, and
parsers take many apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents import Document
from kg.language.words import is_word
from kg.reference.fillers import FillerReader
from kg.reference.licences import names_licence
from kg.relations.ends import is_called_licence
from kg.statements import Entity, Literal, Modality, Relation
from ontology.roles import Role

_CONFIDENCE = 0.85
_MOST_WORDS = 9
_NAME = (
    r"(?P<name>(?:\d-[Cc]lause|[A-Z0-9][\w.+/-]*)"
    r"(?:,? (?:\d-[Cc]lause|[Vv]ersion \d[\w.]*|[Vv]?\d[\w.+-]*|of the|[A-Z][\w.+/-]*|[Ll]icen[cs]e))*)"
)
_WHO = r"(?P<who>[^.;:,()]{1,60}?)"
_DONE = "licen[cs]ed|released|distributed|published|provided|offered|shared|(?:made )?available|open[- ]sourced|covered"
_NOTICE = re.compile(
    rf"\W*(?i:(?:{_WHO} (?:is|are) (?:(?!not?\b|never\b)\w+ ){{0,2}}?)?(?:{_DONE})(?: \w+){{0,3}}? (?:under|by)"
    rf"(?: the)?(?: terms of)?(?: the| an?)?) {_NAME}"
)
_USED = re.compile(rf"\W*{_WHO} (?:uses|adopts|is using|does (?:use|have)) (?:the |an? )?{_NAME}")
_DESCRIBED = re.compile(rf"\W*{_WHO} is (?:an? )?{_NAME}[ -]licen[cs]ed\b")
_ALONE = re.compile(rf"\W*(?:The )?{_NAME}(?=$|[.;(]|,? see\b| [-–—] | https?://)")
_HEADING = re.compile(r"(?i:\W*(?:.{0,40}licen[cs]e|licen[cs](?:es|ing))\W*)")
_TRAILING = re.compile(r"[\s.,;-]+$")
# Words beside the nouns of what is licensed: "all of the source code in this repository itself".
_BESIDE = frozenset("this the all source in of it entire itself s".split())


def read_licences(reader: FillerReader, document: Document) -> Iterator[Relation]:
    """Yield the licence that a sentence gives what its page, or the text, is about."""
    page, topic, ontology = reader.setting.page, reader.discourse.topic, reader.ontology
    subject = topic if page is None and topic is not None and ontology.plays(topic.type, Role.WORK) else page
    if subject is None or not ontology.may_be(subject.type, (ontology.class_for(Role.WORK),)):
        return
    if subject.type == "Thing" and subject.label not in document.title and all(map(is_word, subject.label.split())):
        return  # a heading "Maturity Level"
    text = " ".join(reader.sentence.text.split())
    match = _NOTICE.match(text) or _DESCRIBED.match(text) or _find_used(text)
    if match is not None and not _is_meant(match["who"] or "", subject, reader):
        return
    heading = document.section_at(reader.sentence.span.start).heading
    if match is None and heading is not None and _HEADING.fullmatch(heading):
        match = _ALONE.match(text)
    name = _TRAILING.sub("", match["name"]) if match is not None else ""
    if name and len(name.split()) <= _MOST_WORDS and names_licence(name, reader.lexicon):
        yield Relation(subject, "license", Literal(name), "licence", Modality.ASSERTED, _CONFIDENCE)


def _find_used(text: str) -> re.Match[str] | None:
    """Return the match of what something is told to use where that is called a licence: "Acme uses the X License"."""
    used = _USED.match(text)
    return used if used is not None and is_called_licence(_TRAILING.sub("", used["name"])) else None


def _is_meant(who: str, subject: Entity, reader: FillerReader) -> bool:
    """Tell whether the words before the verb are none, what is licensed, or the name of what the page is about."""
    words = who.lower().split()
    own = reader.lexicon.words["ownSource"] | _BESIDE | {word.lower() for word in subject.label.split()}
    return all(word.strip("`'’\"*") in own for word in words)
