"""Workplaces: where persons work, told right behind their names: "Ann Lee of Acme", "Ann Lee, CTO, Acme"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language.tags import FINITE
from kg.naming.mentions import Mention
from kg.naming.people import is_person, looks_like_person
from kg.reference.fillers import FillerReader
from kg.relations.ends import with_class
from kg.statements import Entity, Modality, Relation
from ontology import Field, Ontology

_PROPERTY = "worksFor"
_MAX_ROLE = 12  # words of a role with its department: "Head of Platform Engineering for Europe at"


def read_workplaces(reader: FillerReader) -> Iterator[Relation]:
    """Yield who a person named with an organization, or with a role and an organization, works for."""
    by_first = {m.first: m for m in reader.mentions}
    for person in reader.mentions:
        if person.entity is None or not is_person(person.entity) or _ends_a_name(person, reader):
            continue
        behind = list(reader.sentence.parse[person.last + 1 :])
        place = _find_workplace(behind, by_first, reader.field)
        if place is not None and place.entity is not None and may_employ(place.entity, reader.ontology):
            prop = reader.ontology.properties[_PROPERTY]
            ends = (with_class(person.entity, prop.domain), with_class(place.entity, prop.range))
            doubt = _doubt_place(person, place, reader)
            yield Relation(ends[0], _PROPERTY, ends[1], "workplace", Modality.ASSERTED, 0.85, doubt=doubt)


def _doubt_place(person: Mention, place: Mention, reader: FillerReader) -> str:
    """Return why a name of nothing known may not be where somebody works, in words; empty where it may well be."""
    words = reader.sentence.parse
    beside = words[person.last + 1].text
    told = any(token.tag_ in FINITE for token in words)
    if place.type != "Thing" or beside not in {"of", "at"}:
        return ""
    if beside == "of":
        return f"'{place.surface}' may be where {person.surface} comes from"
    return "" if told and not place.surface[-1:].isdigit() else f"'{place.surface}' may be where {person.surface} spoke"


def _ends_a_name(person: Mention, reader: FillerReader) -> bool:
    """Tell whether a person's name is the end of another: "The World of Harry Potter at Acme Park"."""
    before = reader.sentence.parse[max(0, person.first - 2) : person.first]
    return [t.lower_ for t in before[1:]] == ["of"] and before[0].text.istitle()


def may_employ(entity: Entity, ontology: Ontology) -> bool:
    """Tell whether a name is of an organization, or of nothing known and not like a person's."""
    named = entity.type == "Thing" and not looks_like_person(entity.label) and entity.label[:1].isupper()
    return ontology.is_a(entity.type, "Organization") or named


def _is_called_by_initials(place: Mention) -> bool:
    """Tell whether a name of nothing known is initials, and not those of a country or a town: "from ACM"."""
    return place.type == "Thing" and place.surface.isupper() and place.surface.isalpha() and len(place.surface) > 2


def _closes(bracket: Token, name: Mention) -> bool:
    """Tell whether a bracket holds nothing but a name."""
    return bracket.doc[name.last + 1 : name.last + 2].text == ")"


def _find_workplace(behind: list[Token], by_first: dict[int, Mention], field: Field) -> Mention | None:
    """Return the name behind "of" or "at", or at the end of a role between commas; None where there is neither."""
    if len(behind) < 2:
        return None
    if behind[0].text in {"of", "at"}:
        return by_first.get(behind[1].i)
    # "Ann Lee from Acme", "Ann Lee (Acme)": of what is no body she may come from a place, or be called so.
    if behind[0].lower_ in {"from", "("}:
        place = by_first.get(behind[1].i)
        closed = place is not None and (behind[0].text != "(" or _closes(behind[0], place))
        known = place is not None and field.ontology.is_a(place.type, "Organization")
        known = known or (behind[0].lower_ == "from" and place is not None and _is_called_by_initials(place))
        return place if closed and known else None
    told = False
    for token in behind[1 : _MAX_ROLE + 1] if behind[0].text == "," else ():
        before = token.nbor(-1)
        if (told and before.text == ",") or before.lower_ == "at":
            found = by_first.get(token.i)
            if found is not None and told:
                return found
        if token.text in {";", ".", "(", '"', "”"} or token.tag_ in {"VBZ", "VBD", "VBP", "MD", "WP"}:
            return None
        told = told or any(f.senses[0] == _PROPERTY for f in field.lexicon.by_form.get(token.lower_, ()))
    return None
