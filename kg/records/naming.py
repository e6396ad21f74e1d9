"""The names of records: what stands in brackets behind them is a role, a heading, or another name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.documents import Document, Record
from kg.naming.names import to_key
from ontology import RecordMapping

# A bracket that so many names of one file carry says where they are listed, not what they are called.
MIN_SHARED = 5
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_ARTICLE = re.compile(r"(?i)^the\s+(?=\S)")
_FORMERLY = re.compile(r"(?i)^(?:formerly|previously|ex|aka|a\.k\.a\.)[\s:]+")


@dataclass(frozen=True, slots=True)
class RecordName:
    """A record's name without what only lists it: `base` without any bracket, `aliases` from the others."""

    label: str
    base: str
    aliases: tuple[str, ...]
    role: str | None = None


def find_listing_brackets(document: Document) -> frozenset[str]:
    """Return the keys of brackets that list names: the file's own headings, and what many names share."""
    counts = Counter(to_key(inside) for record in document.records for inside in _BRACKET.findall(record.name))
    headings = {to_key(part) for record in document.records for part in record.path}
    return frozenset(key for key, count in counts.items() if count >= MIN_SHARED or key in headings)


def read_record_name(name: str, mapping: RecordMapping, listing: Iterable[str]) -> RecordName:
    """Take apart the name of a record.

    >>> from ontology.mapping import read_mapping
    >>> mapping = read_mapping({"name": "name", "roles": {"member": "Organization"}})
    >>> read_record_name("Zorblat Policy Agent (ZPA)", mapping, ()).aliases
    ('Zorblat Policy Agent', 'ZPA')
    >>> read_record_name("Acme (member)", mapping, ()).role
    'member'
    """
    role = None
    label = name
    aliases: list[str] = []
    roles = {to_key(word): word for word in mapping.roles}
    for inside in _BRACKET.findall(name):
        key = to_key(inside)
        if key in roles or key in listing:
            role = role or roles.get(key)
            label = label.replace(f"({inside})", "").strip()
        elif inside.strip():
            aliases.append(_FORMERLY.sub("", inside).strip())
    label = " ".join(label.split()) or name
    base = _BRACKET.sub("", label).strip() or label
    names = [other for other in (name, base, *aliases) if other != label]
    names += [_ARTICLE.sub("", other) for other in (label, *names) if _ARTICLE.match(other)]
    return RecordName(label, base, tuple(dict.fromkeys(names)), role)


def class_of_record(record: Record, name: RecordName, mapping: RecordMapping) -> str:
    """Return the class of what a record speaks of: by its role, else by the first rule that fits."""
    if name.role is not None:
        return mapping.roles[name.role]
    for rule in mapping.classes:
        if rule.under is not None and not any(rule.under.search(heading) for heading in record.path):
            continue
        if rule.fields and not any(record.values(field) for field in rule.fields):
            continue
        if not all(_has_value(record, field, value) for field, value in rule.where):
            continue
        return rule.name
    return "Thing"


def _has_value(record: Record, field: str, value: str) -> bool:
    return any(entry.value.casefold() == value.casefold() for entry in record.values(field))
