"""Definitions: "X is a Y that ...", "X, a Y, ..." and what they tell of X: its kind, category and type."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.documents import Span
from kg.fillers import Filler, FillerReader
from kg.grammar import Clause, find_modality, find_subjects
from kg.statements import Modality
from ontology import Field

_VAGUE_HEADS = {
    "lot", "number", "kind", "type", "sort", "bit", "part", "one", "example", "member", "result", "reason", "way",
    "fan", "time", "fork", "alternative", "creator", "problem", "thing", "case", "fit", "candidate", "target", "addition",
    "choice", "option", "advantage", "task", "goal", "issue", "fact", "majority", "variety", "range", "set", "series",
    "component", "subset", "successor", "replacement", "owner", "company", "favorite", "must", "step", "sponsor", "place",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definition:
    """What a sentence says a thing is: `phrase` the words of the definition, `kind` those of the kind.

    `copular` is False for an apposition. `head` is the noun that names the kind, in the singular.
    """

    subject: Filler
    phrase: Span
    kind: Span
    head: str
    modality: Modality
    copular: bool


def find_definitions(reader: FillerReader, field: Field) -> list[Definition]:
    """Return the definitions of a sentence."""
    found = []
    for token in reader.sentence.parse:
        if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() in _VAGUE_HEADS:
            continue
        if token.dep_ == "attr" and token.head.lemma_ == "be" and not _is_question(token.head):
            clause = Clause(token, verb=token.head)
            subjects = [f for s in find_subjects(token.head) if s.dep_ != "expl" for f in reader.fillers(s)]
            copular = True
        elif token.dep_ == "appos" and _has_article(token):
            clause = Clause(token)
            subjects = [f for f in reader.fillers(token.head)][:1]
            copular = False
        else:
            continue
        own = reader.mention_of(token)
        if own is not None and own.known is not None and own.known.entity.type not in {"Concept", "Category"}:
            continue
        if copular and not _has_article(token) and token.tag_ not in {"NNS", "NNPS"} and not subjects:
            continue
        first, last = reader.noun_chunk(token)
        words = [t for t in token.subtree if t.i >= first.i]
        end = max(words, key=lambda t: t.i)
        while end.is_punct and end.i > token.i:
            end = end.nbor(-1)
        for subject in subjects:
            if subject.entity.type in {"Category", "Layer"} and not copular:
                continue
            phrase = reader.sentence.span_of(first, end)
            if subject.span.overlaps(phrase):
                continue
            kind = reader.sentence.span_of(first, last)
            found.append(Definition(subject, phrase, kind, token.lemma_.lower(), find_modality(clause), copular))
    return found


def class_of_kind(kind: str, field: Field) -> str | None:
    """Return the class that the words of a kind name, the longest noun first ("key-value store" -> "store")."""
    words = kind.lower().split()
    for start in range(len(words)):
        name = field.lexicon.class_of.get(" ".join(words[start:]))
        if name is not None:
            return name
    return None


def _has_article(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in {"a", "an", "the", "another"} for child in token.children)


def _is_question(verb: Token) -> bool:
    return verb.doc.text.rstrip().endswith("?")
