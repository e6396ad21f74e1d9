"""About: the one thing that a whole document is about, by its title or by a line that names it."""

from __future__ import annotations

import re

from kg.documents import Document
from kg.language.capitals import is_written_small
from kg.language.words import is_word
from kg.naming.installed import find_installed_title
from kg.naming.labelled import find_stated_name
from kg.naming.names import Name, Names
from kg.naming.subjects import name_in_title, without_initials
from kg.statements import Entity
from ontology import Field
from ontology.roles import Role

_POSSESSIVE = re.compile(r"['’]s\b")
_SAYS_WHAT = re.compile(r"\s--?\s+(?:an?|the)\b", re.IGNORECASE)  # "Acme - A shell for ships"
_MIN_OPENED = 2  # sentences that what a title names opens


def find_subject(document: Document, names: Names, field: Field) -> Entity | None:
    """Return what a whole document is about.

    That is what its title is, what a label names, or what the title alone names: if that opens sentences too, or if
    the title only says of what kind the page is besides ("Acme adopters", "Acme 2022 Annual Review").
    """
    title = re.sub(r"\s*[:–—|].*$", "", document.title).strip()
    installed = find_installed_title(document, field)
    parted = name_in_title(document.title)
    said = parted is not None and (document.title.endswith(parted) or _SAYS_WHAT.search(document.title))
    written = (
        installed or without_initials(title, document),
        re.sub(r"\s*\([^)]*\)", "", title),
        (parted if said else None) or title,
    )
    name = next((name for words in written if (name := names.find(words)) is not None), None)
    if name is not None:
        return name.entity
    stated = find_stated_name(document, field.lexicon.words["nameLabel"])
    if stated is not None and (told := names.find(stated, structural=True)) is not None:
        return told.entity
    title = _POSSESSIVE.sub("", document.title)
    found = [(words, name) for words, name in names.find_all(title) if not _tells_kind(words, names, field)]
    bearers = {name.entity: words for words, name in found if _may_be_subject(name, document, field)}
    if len(bearers) != 1:
        return None
    (entity, words), *_ = bearers.items()
    for named_so, name in found:
        title = title.replace(named_so, " ", 1) if name.entity == entity else title
    opened = re.findall(rf"(?:^|[.!?:]\s+){re.escape(words)}\b", document.text, re.MULTILINE)
    return entity if len(opened) >= _MIN_OPENED or _tells_kind(title, names, field) else None


def _may_be_subject(name: Name, document: Document, field: Field) -> bool:
    kind, plays = name.entity.type, field.ontology.plays
    if kind == "Thing" and is_word(name.surface) and is_written_small(name.surface, document.prose):
        return False  # "Changes in Acme 2.0"
    known = plays(kind, Role.WORK, Role.STANDARD)
    return (known and not is_word(name.surface)) or (name.surface[:1].isupper() and (known or kind == "Thing"))


def _tells_kind(words: str, names: Names, field: Field) -> bool:
    """Tell whether words of a title say nothing but what kind of page it heads, when, and at which level or body."""
    kinds, plays = field.lexicon.words["pageKind"], field.ontology.plays
    found = [(word, names.find(word)) for word in re.findall(r"[^\W\d_]+", words)]
    return all(
        word.lower() in kinds or (name is not None and plays(name.entity.type, Role.LEVEL, Role.HOST))
        for word, name in found
    )
