"""Other people's programs against the service: SPARQLWrapper, rdflib's SPARQLStore, curl."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import SPARQLWrapper as sparqlwrapper
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

from ontology.names import ENTITY, KG, PROVENANCE_GRAPH

CORE_DNS, KUBE_DNS, REPLACES = (URIRef(iri) for iri in (ENTITY + "CoreDNS", ENTITY + "KubeDNS", KG + "replaces"))
SELECT = f"SELECT ?x WHERE {{ ?x <{REPLACES}> <{KUBE_DNS}> }}"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.mark.parametrize("method", [sparqlwrapper.GET, sparqlwrapper.POST])
@pytest.mark.parametrize("style", [sparqlwrapper.URLENCODED, sparqlwrapper.POSTDIRECTLY])
def test_sparqlwrapper_selects(small_url: str, method: str, style: str) -> None:
    if (method, style) == (sparqlwrapper.GET, sparqlwrapper.POSTDIRECTLY):
        style = sparqlwrapper.URLENCODED
    client = sparqlwrapper.SPARQLWrapper(small_url + "/sparql")
    client.setMethod(method)
    client.setRequestMethod(style)
    client.setQuery(SELECT)
    client.setReturnFormat(sparqlwrapper.JSON)
    rows = client.query().convert()["results"]["bindings"]
    assert [row["x"]["value"] for row in rows] == [str(CORE_DNS)]
    client.setReturnFormat(sparqlwrapper.XML)
    assert str(CORE_DNS) in client.query().convert().toxml()
    for form in (sparqlwrapper.CSV, sparqlwrapper.TSV):
        client.setReturnFormat(form)
        assert str(CORE_DNS) in client.query().convert().decode()


def test_sparqlwrapper_asks_and_constructs(small_url: str) -> None:
    client = sparqlwrapper.SPARQLWrapper(small_url + "/sparql")
    client.setQuery(f"ASK {{ <{CORE_DNS}> <{REPLACES}> <{KUBE_DNS}> }}")
    client.setReturnFormat(sparqlwrapper.JSON)
    assert client.query().convert()["boolean"] is True
    client.setQuery("CONSTRUCT WHERE { ?x ?p ?y }")
    for form in (sparqlwrapper.TURTLE, sparqlwrapper.RDFXML, sparqlwrapper.JSONLD):
        client.setReturnFormat(form)
        converted = client.query().convert()
        graph = converted if isinstance(converted, Graph) else Graph().parse(data=converted, format="turtle")
        assert (CORE_DNS, REPLACES, KUBE_DNS) in graph


def test_sparqlwrapper_names_a_graph_and_meets_a_refusal(small_url: str) -> None:
    client = sparqlwrapper.SPARQLWrapper(small_url + "/sparql", defaultGraph=PROVENANCE_GRAPH)
    client.setQuery(f"ASK {{ ?s <{KG}method> ?o }}")
    client.setReturnFormat(sparqlwrapper.JSON)
    assert client.query().convert()["boolean"] is True
    client.setQuery("SELECT * {")
    with pytest.raises(sparqlwrapper.SPARQLExceptions.QueryBadFormed):
        client.query()
    client.setMethod(sparqlwrapper.POST)
    client.setQuery("INSERT DATA { <urn:a> <urn:b> 1 }")
    with pytest.raises(Exception, match="403"):
        client.query()


def test_rdflib_reads_through_a_sparql_store(small_url: str) -> None:
    graph = Graph(SPARQLStore(small_url + "/sparql"))
    assert (CORE_DNS, REPLACES, KUBE_DNS) in graph
    assert list(graph.objects(CORE_DNS, REPLACES)) == [KUBE_DNS]
    assert len(graph) > 10
    rows = list(graph.query(SELECT))
    assert [row[0] for row in rows] == [CORE_DNS]  # type: ignore[index]


def test_rdflib_writes_through_an_update_store(scratch_url: str) -> None:
    store = SPARQLUpdateStore(scratch_url + "/sparql", scratch_url + "/update")
    graph = Graph(store, identifier=URIRef("urn:rdflib"))
    graph.add((CORE_DNS, REPLACES, KUBE_DNS))
    assert (CORE_DNS, REPLACES, KUBE_DNS) in graph
    graph.remove((CORE_DNS, None, None))
    assert len(graph) == 0


def curl(*arguments: str) -> str:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    command = ["curl", "--silent", "--show-error", "--max-time", "20", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_curl_speaks_every_method(small_url: str, tmp_path: Path) -> None:
    url = small_url + "/sparql"
    (tmp_path / "query.rq").write_text(SELECT)
    csv = ("-H", "Accept: text/csv")
    expected = f"x\n{CORE_DNS}\n"
    replies = [
        curl(*csv, "--get", "--data-urlencode", f"query={SELECT}", url),
        curl(*csv, "--data-urlencode", f"query={SELECT}", url),
        curl(
            *csv,
            "-H",
            "Content-Type: application/sparql-query",
            "--data-binary",
            f"@{tmp_path / 'query.rq'}",
            url,
        ),
    ]
    assert [reply.replace("\r", "") for reply in replies] == [expected] * 3
    head = curl("--head", "--get", "--data-urlencode", f"query={SELECT}", url)
    assert head.startswith("HTTP/1.1 200") and "sparql-results+json" in head


def test_curl_asks_and_streams(small_url: str) -> None:
    question = json.dumps({"question": "what replaces KubeDNS?"})
    told = ("-H", "Content-Type: application/json", "--data", question, small_url + "/ask")
    assert json.loads(curl(*told))["items"][0]["label"] == "CoreDNS"
    events = curl("--no-buffer", "-H", "Accept: text/event-stream", *told)
    assert events.count("event: token") == 4 and events.rstrip().split("\n\n")[-1].startswith("event: done")
    followed = curl("--location", "-H", "Accept: text/turtle", small_url + "/entity/CoreDNS")
    assert "e:CoreDNS" in followed or str(CORE_DNS) in followed
