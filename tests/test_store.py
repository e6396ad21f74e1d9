"""The graph store: one contract, every back end."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import DataFolderError, InputError, QueryError, QueryRefusedError, QuerySyntaxError
from kg.store import DUMP_FORMATS, GraphStore, OxigraphStore
from kg.stores.refusal import misspell
from ontology.names import ENTITY, KG, PROVENANCE_GRAPH

NEW, OLD = ox.NamedNode(ENTITY + "New"), ox.NamedNode(ENTITY + "Old")
REPLACES = ox.NamedNode(KG + "replaces")
METHOD = ox.NamedNode(KG + "method")
GRAPH = ox.NamedNode(PROVENANCE_GRAPH)
QUADS = [
    ox.Quad(NEW, REPLACES, OLD),
    ox.Quad(NEW, METHOD, ox.Literal("a\nb"), GRAPH),
]


class GraphStoreContract(ABC):
    """What holds for every store; a back end inherits this class and gives a filled store."""

    @abstractmethod
    def fill(self, path: Path, quads: list[ox.Quad]) -> GraphStore:
        """Return a store that holds exactly the quads."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> GraphStore:
        return self.fill(tmp_path, QUADS)

    def test_is_a_graph_store(self, store: GraphStore) -> None:
        assert isinstance(store, GraphStore)
        assert len(store) == 2

    def test_prefixes_need_no_declaration(self, store: GraphStore) -> None:
        rows = list(store.query("SELECT ?x { ?x kg:replaces e:Old }"))
        assert [row["x"] for row in rows] == [NEW]

    def test_only_a_select_has_solutions(self, store: GraphStore) -> None:
        assert store.select("SELECT (1 AS ?one) {}")[0]["one"].value == "1"
        with pytest.raises(QueryError, match="no SELECT"):
            store.select("ASK {}")

    def test_a_declared_prefix_wins(self, store: GraphStore) -> None:
        rows = list(store.query("PREFIX kg: <urn:other:> SELECT (kg:a AS ?x) {}"))
        assert rows[0]["x"] == ox.NamedNode("urn:other:a")

    def test_provenance_is_not_in_the_default_graph(self, store: GraphStore) -> None:
        assert not bool(store.query("ASK { ?s kg:method ?o }"))
        assert bool(store.query(f"ASK {{ GRAPH <{PROVENANCE_GRAPH}> {{ ?s kg:method ?o }} }}"))
        assert bool(store.query(f"ASK FROM <{PROVENANCE_GRAPH}> {{ ?s kg:method ?o }}"))

    def test_the_dataset_of_the_protocol_wins(self, store: GraphStore) -> None:
        asked = "ASK FROM <urn:none> { ?s kg:method ?o }"
        assert bool(store.query(asked, default_graphs=[PROVENANCE_GRAPH]))
        named = "ASK { GRAPH ?g { ?s kg:method ?o } }"
        assert not bool(store.query(named, default_graphs=[PROVENANCE_GRAPH]))
        assert bool(store.query(named, named_graphs=[PROVENANCE_GRAPH]))
        assert not bool(store.query("ASK { ?s ?p ?o }", named_graphs=[PROVENANCE_GRAPH]))

    def test_a_graph_that_is_not_there_is_empty(self, store: GraphStore, tmp_path: Path) -> None:
        secret = tmp_path / "secret.ttl"
        secret.write_text("<urn:a> <urn:b> <urn:c> .")
        assert not bool(store.query(f"ASK FROM <{secret.as_uri()}> {{ ?s ?p ?o }}"))

    @pytest.mark.parametrize("format", sorted(DUMP_FORMATS))
    def test_dump_reads_back(self, store: GraphStore, format: str) -> None:
        output = io.BytesIO()
        store.dump(output, format)
        read = {
            (quad.subject, quad.predicate, quad.object) for quad in ox.parse(output.getvalue(), DUMP_FORMATS[format])
        }
        assert read == {(quad.subject, quad.predicate, quad.object) for quad in QUADS}

    def test_dump_refuses_an_unknown_format(self, store: GraphStore) -> None:
        with pytest.raises(InputError, match="nq, trig"):
            store.dump(io.BytesIO(), "docx")

    @pytest.mark.parametrize(
        ("query", "line", "column"),
        [
            ("SELECT * {\n ?s ?p ?o \n FILTER }", 3, 9),
            ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 1, 1),
            ("", 1, 1),
            ("LOAD <file:///etc/passwd>", 1, 1),
            ("SELECT * { ?s <relative> ?o }", 1, 15),
        ],
    )
    def test_a_syntax_error_knows_its_place(self, store: GraphStore, query: str, line: int, column: int) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            store.query(query)
        assert caught.value.line == line
        assert caught.value.column is not None and column <= caught.value.column <= column + 10

    @pytest.mark.parametrize(
        ("query", "told"),
        [
            ("SELECT * { ?s foo:bar ?o }", "the prefix foo: is not declared"),
            ("SELECT * { foo:bar ?p ?o }", "the prefix foo: is not declared"),
            ("DESCRIBE foo:x", "the prefix foo: is not declared"),
            ("SELECT ?s ?o { ?s ?p ?o } GROUP BY ?s", "the SELECT contains a variable that is unbound"),
            ("SELECT * { ?s ?p ?o } ORDER ?s", "expected BY"),
            ("SELECT * WHERE ?s ?p ?o", 'expected one of "{", DISTINCT'),
            ("SELECT * {?s ?p ?o}}", "what stands there does not fit"),
            ('SELECT * { ?s ?p "abc }', "column 24: expected one of "),
            ("PREFIX foo: <urn:x> SELECT * { ?s foo:bar ?o . }} LIMIT 1", "line 1, column 56: expected"),
        ],
    )
    def test_a_syntax_error_is_told_in_plain_words(self, store: GraphStore, query: str, told: str) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            store.query(query)
        assert told in str(caught.value)
        assert "\\u{" not in str(caught.value) and "[_]" not in str(caught.value)

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { service SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "ASK { BIND(<http://127.0.0.1:9/> AS ?u) SERvice#x\n ?u { ?s ?p ?o } }",
            # a reader who takes `<?b)SERVICE#>` for an IRI would let this one through
            "SELECT * { BIND(1 AS ?a) FILTER(?a<?b)SERVICE#>\n<http://127.0.0.1:9/> {?s ?p ?o} }",
            'SELECT * { ?s ?p "service" . { { SERVICE ?service { } } } }',
            "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
            "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> { } } } }",
            "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { } }",
            "ASK { FILTER NOT EXISTS { SERVICE SILENT <http://127.0.0.1:9/> { } } }",
        ],
    )
    def test_service_is_refused(self, store: GraphStore, query: str) -> None:
        with pytest.raises(QueryRefusedError, match="SERVICE is refused"):
            store.query(query)

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT ?service ?Service { ?service ?p ?Service } # a SERVICE comment",
            'SELECT (1 AS ?service) (2 AS ?Service) (3 AS ?zervice) { FILTER("""SERVICE <urn:x>""" != "") }',
            "PREFIX service: <urn:service:> SELECT (service:service AS ?x) { }",
            "SELECT (<http://example.org/service#SERVICE> AS ?x) { }",
            "SELECT * { ?s <urn:p> 'SERVICE { }'@service }",
        ],
    )
    def test_the_word_service_elsewhere_is_fine(self, store: GraphStore, query: str) -> None:
        list(store.query(query))

    def test_a_syntax_error_beside_the_word_service_keeps_its_place(self, store: GraphStore) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            store.query("SELECT ?service {\n ?service ?p }")
        assert (caught.value.line, caught.value.column) == (2, 14)

    def test_an_unknown_function_is_an_error_of_its_expression(self, store: GraphStore) -> None:
        rows = list(store.query("SELECT (<urn:f>(1) AS ?x) (<urn:g>() AS ?y) (1 AS ?z) {}"))
        assert [row["x"] for row in rows] == [None]
        assert rows[0]["z"].value == "1"

    def test_relative_iris_need_a_base(self, store: GraphStore) -> None:
        rows = list(store.query("SELECT (<a> AS ?x) {}", base_iri="http://example.org/"))
        assert rows[0]["x"].value == "http://example.org/a"


class TestMemory(GraphStoreContract):
    def fill(self, path: Path, quads: list[ox.Quad]) -> GraphStore:
        store = OxigraphStore.memory()
        store.add(quads)
        return store


class TestDisk(GraphStoreContract):
    def fill(self, path: Path, quads: list[ox.Quad]) -> GraphStore:
        store = OxigraphStore.create(path / "graph")
        store.bulk_load(quads)
        store.optimize()
        return store


class TestReadOnly(GraphStoreContract):
    def fill(self, path: Path, quads: list[ox.Quad]) -> GraphStore:
        TestDisk().fill(path, quads)
        return OxigraphStore.open(path / "graph")

    def test_two_readers_at_once_and_no_writer(self, store: GraphStore, tmp_path: Path) -> None:
        other = OxigraphStore.open(tmp_path / "graph")
        assert len(other) == len(store)
        with pytest.raises(InputError, match="reading only"):
            other.add(QUADS)


def test_open_says_what_to_do_where_no_graph_is(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="kg build"):
        OxigraphStore.open(tmp_path / "missing")


def test_misspell_reads_unicode_escapes() -> None:
    assert misspell(r"\u0053ERVICE", "service") == "ZERVICE"
    assert misspell("nothing", "service") == "nothing"
