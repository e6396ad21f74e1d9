"""IRIs as SPARQL and Turtle write them: what is written is read as the same IRI by the real parsers."""

from __future__ import annotations

import contextlib

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.commands.sparql import to_table
from api.landscape import GraphEntity
from ontology.names import ENTITY, KG, PREFIXES, to_entity_iri, write_iri

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
STORE = ox.Store()


def read_back(written: str) -> set[str]:
    """Return what SPARQL and Turtle read."""
    rows = STORE.query(f"SELECT ?x {{ VALUES ?x {{{written}}} }}", prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    values = {row["x"].value for row in rows}
    [quad] = ox.parse(f"{HEAD}{written} {written} {written} .", ox.RdfFormat.TURTLE)
    return values | {quad.subject.value, quad.predicate.value, quad.object.value}


@pytest.mark.parametrize(
    ("local", "written"),
    [
        ("CoreDNS", "e:CoreDNS"),
        ("Serverless_Inc.", r"e:Serverless_Inc\."),
        ("dns.md", "e:dns.md"),
        ("v1.2.3", r"e:v1\.2.3"),
        ("a.b..c", r"e:a\.b\..c"),
        (".net", r"e:\.net"),
        ("...", r"e:\.\.\."),
        ("-x-", r"e:\-x-"),
        ("C%2B%2B", "e:C%2B%2B"),
        ("Docker_(company)", r"e:Docker_\(company\)"),
        ("a/b#c?d=e&f", r"e:a\/b\#c\?d\=e\&f"),
        ("it's@~!$*+,;", r"e:it\'s\@\~\!\$\*\+\,\;"),
        ("1st:2nd", "e:1st:2nd"),
        ("größe_\u00b7_数", "e:größe_\u00b7_数"),
        ("", "e:"),
        # no short form can begin with these, or hold them
        ("\u00b7x", None),
        ("\u0301x", None),
        ("a×b", None),
        ("\U00010000", None),
    ],
)
def test_a_local_name_is_escaped(local: str, written: str | None) -> None:
    assert write_iri(ENTITY + local) == (written or f"<{ENTITY}{local}>")
    assert read_back(write_iri(ENTITY + local)) == {ENTITY + local}


def test_every_prefix_is_known_and_other_iris_stand_in_full() -> None:
    for prefix, base in PREFIXES.items():
        assert write_iri(base + "x") == f"{prefix}:x"
    for iri in ("urn:x", "https://example.org/a.", "https://w3id.org/landscape-kg/"):
        assert write_iri(iri) == f"<{iri}>"
        assert read_back(write_iri(iri)) == {iri}


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=12), st.booleans())
def test_any_name_is_read_back(text: str, encoded: bool) -> None:
    iri = to_entity_iri(text) if encoded and text.isprintable() else KG + text
    with contextlib.suppress(ValueError):
        iri = ox.NamedNode(iri).value
        assert read_back(write_iri(iri)) == {iri}


def test_those_who_write_iris_write_them_so() -> None:
    iri = to_entity_iri("Serverless Inc.")
    assert read_back(GraphEntity(iri, "Serverless Inc.", "Company", 1).curie) == {iri}
    rows = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": iri}}]}}
    assert read_back(to_table(rows).splitlines()[-1].strip()) == {iri}
