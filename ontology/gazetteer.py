"""The gazetteer as values: names known before any document is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ontology.names import BASE, KG, PREFIXES
from ontology.turtle import RDF_TYPE, TurtleFile

SKOS = PREFIXES["skos"]
GAZ = BASE + "gazetteer#"


@dataclass(frozen=True, slots=True)
class KnownName:
    """An entity known from the start.

    A `case_sensitive` name is also a common word. `hidden`: what it is called in headings and lists only,
    being an ordinary word in running text. `broader`: the IRI of what it is sorted under; it only keeps
    a reader from sorting it elsewhere, it states nothing by itself. `rank`: the place of a level among its like, the
    lowest first; one that ends a life has none.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    case_sensitive: bool = False
    broader: str | None = None
    hidden: tuple[str, ...] = ()
    rank: int | None = None


def load_gazetteer(folder: Path) -> tuple[KnownName, ...]:
    """Read `gazetteer.ttl` of a folder; a folder without one has no known names."""
    path = folder / "gazetteer.ttl"
    if not path.is_file():
        return ()
    turtle = TurtleFile(path)
    names = [
        KnownName(
            iri=getattr(subject, "value", ""),
            type=(turtle.value(subject, RDF_TYPE) or "").removeprefix(KG),
            label=turtle.value(subject, SKOS + "prefLabel") or "",
            aliases=turtle.values(subject, SKOS + "altLabel"),
            case_sensitive=turtle.value(subject, GAZ + "caseSensitive") == "true",
            broader=turtle.value(subject, SKOS + "broader"),
            hidden=turtle.values(subject, SKOS + "hiddenLabel"),
            rank=_to_rank(turtle.value(subject, GAZ + "rank")),
        )
        for subject in turtle.all_subjects()
    ]
    return tuple(sorted(names, key=lambda name: name.iri))


def _to_rank(text: str | None) -> int | None:
    return int(text) if text is not None else None
