"""Days: what the phrases of a clause say when: "in 2016 it was the second project to join"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spacy.tokens import Token

from kg.language.clauses import Clause
from kg.language.dates import find_date
from kg.language.phrases import find_prepositional, governing_verb
from kg.reference.fillers import FillerReader

_STARTING = frozenset(("start", "started", "begin", "begun", "found", "founded", "launch", "launched"))


def find_phrases(clause: Clause) -> list[tuple[str, Token]]:
    """Return the prepositions of a clause with what each governs, those of the clause an infinitive belongs to too.

    What stands behind the last of two joined verbs is of that one: "X left Y and was accepted by Z on 1 June".
    """
    verb = clause.head
    above = governing_verb(verb.head) if verb.tag_ == "VB" and verb.dep_ in {"relcl", "acl", "xcomp"} else None
    shared = find_prepositional(verb.head) if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else []
    joined = next((c.i for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), len(verb.doc))
    own = [(marker, token) for marker, token in clause.prepositional if token.i < joined]
    behind = [(marker, token) for marker, token in shared if token.i > verb.i]
    return own + behind + (find_prepositional(above) if above is not None else [])


def find_opening_phrases(clause: Clause) -> list[tuple[str, Token]]:
    """Return the phrases of "Started in July 2016, engineers built X": it dates what they made."""
    first = clause.head.doc[0]
    opens = first.dep_ == "advcl" and first.head == clause.head and first.lemma_.lower() in _STARTING
    return find_prepositional(first) if opens else []


def find_day(phrases: Iterable[tuple[str, Token]], markers: Collection[str], reader: FillerReader) -> str | None:
    """Return the first day that a phrase behind one of some prepositions tells, or None."""
    told = (reader.sentence.words_at(reader.phrase(token)) for marker, token in phrases if marker in markers)
    return next((day for words in told if (day := find_date(words))), None)
