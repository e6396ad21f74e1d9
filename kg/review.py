"""The review list: statements that break a shape or may be misread, kept with their sentences for a person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
from pydantic import TypeAdapter

from kg.curation import Curation, write_triple
from kg.errors import DataFolderError
from kg.faults import check_shapes, find_faults
from kg.graph import to_entity_quads, to_plain_triple
from kg.naming.joining import Merge
from kg.statements import Entity, Modality, Statement, Triple, to_triple
from ontology import Field, Ontology

FILE = "review.jsonl"
MERGES_FILE = "merges.jsonl"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A statement that broke a shape or may be misread, or that somebody rejected.

    `name`: a hash of the triple, the same in every build and for every sentence that states it. `triple`: as it
    stands in the curated file. `reasons`: what speaks against it, in words; empty where nothing but a decision does.
    `state`: `waiting`, `accepted` or `rejected`, by the decisions of the build.
    """

    name: str
    triple: str
    reasons: tuple[str, ...]
    state: str
    statement: Statement

    def key(self, ontology: Ontology) -> Triple:
        """Return the triple by which decisions know it."""
        return _to_key(self.statement, ontology)


@dataclass(frozen=True)
class Judged:
    """The statements that enter the graph, and the others with their reasons."""

    kept: tuple[Statement, ...]
    review: tuple[ReviewItem, ...]

    @property
    def waiting(self) -> int:
        """How many triples nobody has decided on."""
        return len({item.name for item in self.review if item.state == "waiting"})


def part_rejected(
    statements: Iterable[Statement], ontology: Ontology, curation: Curation
) -> tuple[list[Statement], list[Statement]]:
    """Part what was read from what is rejected, before it has a say on what class its ends are of."""
    parts: tuple[list[Statement], list[Statement]] = ([], [])
    for statement in statements:
        rejected = curation.rejected and _to_key(statement, ontology) in curation.rejected
        parts[bool(rejected)].append(statement)
    return parts


def judge(statements: Sequence[Statement], rejected: Iterable[Statement], field: Field, curation: Curation) -> Judged:
    """Part the statements that may enter the graph from those with faults; tell also of the rejected ones.

    An accepted statement enters whatever it breaks.
    """
    faults = find_faults(statements, check_shapes(_to_triples(statements, field.ontology), field), field)
    kept, review = [], []
    for statement in statements:
        triple = _to_key(statement, field.ontology)
        state = curation.state_of(triple)
        reasons = tuple(faults.get(statement.identifier, ()))
        if state == "accepted" or not reasons:
            kept.append(statement)
        if reasons:
            review.append(_to_item(statement, triple, reasons, state))
    review += [_to_item(s, _to_key(s, field.ontology), (), "rejected") for s in rejected]
    return Judged(tuple(kept), tuple(review))


def save_review(items: Iterable[ReviewItem], merges: Iterable[Merge], folder: Path) -> None:
    """Write the review list and the merges of a build into its generation."""
    _save(folder / FILE, TypeAdapter(ReviewItem), items)
    _save(folder / MERGES_FILE, TypeAdapter(Merge), merges)


def load_review(folder: Path) -> list[ReviewItem]:
    """Read the review list of a generation; raise DataFolderError where it is damaged."""
    return _load(folder / FILE, TypeAdapter(ReviewItem))


def load_merges(folder: Path) -> list[Merge]:
    """Read the merges of a generation; raise DataFolderError where they are damaged."""
    return _load(folder / MERGES_FILE, TypeAdapter(Merge))


def _save(path: Path, adapter: TypeAdapter[_T], values: Iterable[_T]) -> None:
    lines = [json.dumps(adapter.dump_python(value, mode="json"), ensure_ascii=False) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


def _load(path: Path, adapter: TypeAdapter[_T]) -> list[_T]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
        return [adapter.validate_json(line) for line in lines if line]
    except (OSError, ValueError) as error:
        raise DataFolderError(f"{path}: cannot be read ({type(error).__name__}). Run `kg build` again.") from error


def _to_key(statement: Statement, ontology: Ontology) -> Triple:
    return to_triple(statement.subject.iri, statement.predicate, statement.object, ontology)


def _to_triples(statements: Sequence[Statement], ontology: Ontology) -> list[ox.Triple]:
    """Return what the graph would hold if all these statements entered it."""
    triples = [to_plain_triple(statement) for statement in statements if statement.modality is Modality.ASSERTED]
    ends = {end for s in statements for end in (s.subject, s.object) if isinstance(end, Entity)}
    triples += [quad.triple for end in sorted(ends) for quad in to_entity_quads(end, (), ontology)]
    return triples


def _to_item(statement: Statement, triple: Triple, reasons: tuple[str, ...], state: str) -> ReviewItem:
    name = hashlib.sha256("\x1f".join(triple).encode()).hexdigest()[:12]
    written = write_triple(statement.subject.iri, statement.predicate, statement.object)
    return ReviewItem(name, written, reasons, state, statement)
