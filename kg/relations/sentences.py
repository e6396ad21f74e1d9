"""Sentences: all relations that one sentence states, by the frames of the lexicon and by what stands beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.language.tags import FINITE
from kg.reference.fillers import FillerReader
from kg.relations.comparisons import read_comparisons
from kg.relations.frames import read_frames
from kg.relations.needs import read_needs
from kg.relations.neighbours import read_hyphenated, read_made_by, read_makers, read_offers
from kg.relations.parts import read_parts
from kg.relations.possessions import read_possessions
from kg.relations.roles import read_roles
from kg.relations.series import read_series
from kg.relations.successions import read_successions
from kg.relations.workplaces import read_workplaces
from kg.statements import Entity, Relation

# What points to another text may name its title, and states nothing.
_LOOK = r"[^.]*?\b(?:see|refer|visit|check|consult|read)\b"
_ELSEWHERE = re.compile(
    rf"(?:for|to)\b(?: \S+){{0,2}}? (?:more|further|additional|full|detailed)\b{_LOOK}"
    rf"|for (?:details|information|instructions|guidance|an? overview|an? example)\b{_LOOK}"
    r"|(?:please )?see (?:also )?[A-Z“\"\[]",
    re.IGNORECASE,
)


def extract_relations(reader: FillerReader) -> list[Relation]:
    """Return what a sentence says by the frames of the lexicon, each triple once, narrow frames first."""
    text = reader.sentence.text
    if reader.sentence.is_question or _ELSEWHERE.match(text) or _is_headline(reader) or text.count(" • ") > 1:
        return []
    found: dict[tuple[str, str, str], Relation] = {}
    for relation in read_frames(reader):
        found.setdefault(relation.key, relation)
    for read in (
        read_hyphenated(reader),
        read_makers(reader),
        read_made_by(reader),
        read_offers(reader),
        read_workplaces(reader),
        read_roles(reader),
        read_comparisons(reader),
        read_parts(reader),
        read_needs(reader),
        read_possessions(reader),
        read_series(reader),
        read_successions(reader),
    ):
        for relation in read:
            found.setdefault(relation.key, relation)
    return _carry_over(list(found.values()))


def _carry_over(relations: list[Relation]) -> list[Relation]:
    """Read "A was rewritten in Go, renamed to B": B is what is written so, on the ground of A."""
    renamed = {r.subject.iri: r for r in relations if r.predicate == "renamedTo" and isinstance(r.object, Entity)}
    found: list[Relation] = []
    for relation in relations:
        after = renamed.get(relation.subject.iri)
        rewritten = relation.predicate == "writtenIn" and relation.frame.startswith("rewrite")
        if after is None or not rewritten or not isinstance(after.object, Entity):
            found.append(relation)
            continue
        found.append(replace(relation, subject=after.object))
        found.append(replace(after, subject=after.object, predicate="basedOn", object=after.subject))
    return found


def _is_headline(reader: FillerReader) -> bool:
    """Tell whether a sentence is the title of something: capitals throughout, and no verb that states."""
    words = [token for token in reader.sentence.parse if token.is_alpha]
    if [token.lower_ for token in words[:2]] == ["how", "to"]:
        return True
    first = words[0].lower_ if words else ""
    if first == "by" or any(frame.light_verbs for frame in reader.lexicon.by_form.get(first, ())):
        return False  # "by Ann Lee, Engineer at Acme", "Support for X and Y"
    long = [token for token in words if len(token) > 4]
    if len(words) < 4 or len(long) < 3 or words[0].tag_ == "VB" or any(token.tag_ in FINITE for token in words):
        return False
    return all(token.text[0].isupper() for token in long)
