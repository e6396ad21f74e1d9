"""The terms of a table's mapping: each must be one of the ontology, and of the kind that its field is read as."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from difflib import get_close_matches

from kg.corpus import Corpus
from ontology import Ontology, RecordMapping
from ontology.mapping import FieldRule

_NAMING = frozenset(("name", "names"))


def check_mappings(corpus: Corpus, ontology: Ontology) -> Corpus:
    """Return the corpus without tables whose mapping names what the ontology has not; each is told in `left_out`."""
    wrong = {
        document.name: f"its mapping cannot be used: {problem}"
        for document in corpus.documents
        if document.mapping is not None
        and (problem := next(find_wrong_terms(document.mapping, ontology), None)) is not None
    }
    if not wrong:
        return corpus
    documents = tuple(document for document in corpus.documents if document.name not in wrong)
    return replace(corpus, documents=documents, left_out={**corpus.left_out, **wrong})


def find_wrong_terms(mapping: RecordMapping, ontology: Ontology) -> Iterator[str]:
    """Yield one line for each class and property of a mapping that cannot be used."""
    for name in mapping.properties():
        if name not in ontology.properties:
            yield f"the ontology has no property `{name}`{_suggest(name, ontology.properties)}."
    for name in _classes(mapping):
        if name not in ontology.parents:
            yield f"the ontology has no class `{name}`{_suggest(name, ontology.parents)}."
    for rule in mapping.fields.values():
        problem = _find_wrong_kind(rule, ontology)
        if problem is not None:
            yield problem


def _find_wrong_kind(rule: FieldRule, ontology: Ontology) -> str | None:
    found = ontology.properties.get(rule.property)
    if found is None or found.literal != (rule.kind in _NAMING):
        return None
    if found.literal:
        return f"`{rule.field}`: the values of `{rule.property}` are words, not things. Take another kind than names."
    return (
        f"`{rule.field}`: the values of `{rule.property}` are things. Write `kind: name`, or `kind: names` for lists."
    )


def _classes(mapping: RecordMapping) -> Iterator[str]:
    yield from (rule.name for rule in mapping.classes)
    yield from mapping.roles.values()
    for rule in mapping.fields.values():
        yield from (name for name in (rule.only, rule.object_class) if name is not None)
    if mapping.path is not None:
        yield from mapping.path.headings


def _suggest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"; did you mean `{near[0]}`?" if near else ". Name one of `kg:` in the ontology"
