"""What other people's tools read: IRIs that lead somewhere, VoID, example queries, the entity page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import httpx
import pyoxigraph as ox
import pytest
from browser import Watch, start_browser
from playwright.sync_api import Browser
from serving import serve
from small_data import make_data, open_small_service
from test_pages import CONTRAST

from api.app import create_app
from api.entities import End, EntityFact, EntityRecord, Evidence
from api.examples import load_examples
from api.pages.entity import render_entity
from api.pages.overview import find_differences, find_moments, find_neighbours
from api.settings import Settings
from kg.store import OxigraphStore
from ontology import DEFAULT_FOLDER
from ontology.names import BASE, DOCUMENT, ENTITY, KG, STATEMENT

VOID = "http://rdfs.org/ns/void#"
EXAMPLES = DEFAULT_FOLDER / "examples"
CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (ENTITY + "CoreDNS", "/entities/CoreDNS"),
        (ENTITY + "C%2B%2B", "/entities/C%252B%252B"),
        (ENTITY + "Docker_(company)", "/entities/Docker_(company)"),
    ],
)
def test_the_iri_of_an_entity_leads_to_its_page(small_url: str, iri: str, address: str) -> None:
    reply = httpx.get(small_url + "/" + iri.removeprefix(BASE))
    assert (reply.status_code, reply.headers["location"]) == (303, address)


def test_every_entity_of_the_graph_is_reached_by_its_iri(small_url: str) -> None:
    query = f'SELECT DISTINCT ?x {{ ?x a ?type FILTER(STRSTARTS(STR(?x), "{ENTITY}")) }}'
    rows = httpx.get(small_url + "/sparql", params={"query": query}).json()["results"]["bindings"]
    assert len(rows) == 5
    for row in rows:
        iri = row["x"]["value"]
        found = httpx.get(small_url + "/" + iri.removeprefix(BASE), follow_redirects=True)
        assert (found.status_code, found.json()["iri"]) == (200, iri)


@pytest.mark.parametrize(
    ("iri", "address"), [(DOCUMENT + "dns.md", "/documents/dns.md"), (STATEMENT + "one", "/sparql?query=DESCRIBE <")]
)
def test_other_iris_lead_to_their_description(small_url: str, iri: str, address: str) -> None:
    reply = httpx.get(small_url + "/" + iri.removeprefix(BASE))
    assert reply.status_code == 303
    assert unquote(reply.headers["location"]).startswith(address)
    described = httpx.get(small_url + reply.headers["location"], headers={"Accept": "application/n-triples"})
    assert f"<{iri}>" in described.text


@pytest.mark.parametrize("path", ["/entity//example.org", "/entity/%2F%2Fexample.org", "/entity/%0d%0aX:%20y"])
def test_no_iri_leads_away_from_here(small_url: str, path: str) -> None:
    reply = httpx.get(small_url + path)
    assert reply.status_code in (303, 404)
    assert reply.headers.get("location", "/entities/").startswith("/entities/")
    assert "x" not in [name.lower() for name in reply.headers]


def test_the_ontology_is_where_its_iris_point(small_url: str) -> None:
    reply = httpx.get(small_url + "/ontology", headers={"Accept": "text/turtle"})
    subjects = {triple.subject for triple in ox.parse(reply.content, ox.RdfFormat.TURTLE)}
    assert ox.NamedNode(KG + "replaces") in subjects
    assert httpx.get(small_url + "/ontology", headers={"Accept": "image/png"}).status_code == 406


def test_void_counts_what_the_graph_holds(small_url: str) -> None:
    reply = httpx.get(small_url + "/.well-known/void", headers={"Accept": "text/turtle"})
    store = ox.Store()
    store.load(reply.content, ox.RdfFormat.TURTLE)
    dataset = f"<{small_url}/.well-known/void#dataset>"

    def one(pattern: str) -> str:
        rows: ox.QuerySolutions = store.query(f"SELECT ?x {{ {dataset} {pattern} }}", prefixes={"void": VOID})  # type: ignore[assignment]
        return next(iter(rows))["x"].value

    def count(query: str) -> str:
        reply = httpx.get(small_url + "/sparql", params={"query": query}).json()
        return str(reply["results"]["bindings"][0]["n"]["value"])

    assert one("void:triples ?x") == count("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert one("void:sparqlEndpoint ?x") == small_url + "/sparql"
    assert one(f"void:classPartition [ void:class <{KG}Project> ; void:entities ?x ]") == "4"
    assert one(f"void:propertyPartition [ void:property <{KG}replaces> ; void:triples ?x ]") == "1"
    again = httpx.get(
        small_url + "/.well-known/void",
        headers={"Accept": "text/turtle", "If-None-Match": reply.headers["etag"]},
    )
    assert again.status_code == 304


def test_examples_are_told_as_executables_of_this_endpoint(small_url: str) -> None:
    reply = httpx.get(small_url + "/.well-known/sparql-examples", headers={"Accept": "text/turtle"})
    store = ox.Store()
    store.load(reply.content, ox.RdfFormat.TURTLE)
    query = f"""PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX schema: <https://schema.org/>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      SELECT ?x {{ ?x a sh:SPARQLExecutable ; rdfs:comment ?c ; sh:select|sh:construct ?q ;
        schema:target <{small_url}/sparql> }}"""
    assert len(list(store.query(query))) == len(load_examples(EXAMPLES)) >= 12  # type: ignore[arg-type]
    listed = httpx.get(small_url + "/.well-known/sparql-examples").json()["examples"]
    assert [set(item) for item in listed] == [{"label", "query"}] * len(listed)


@pytest.fixture(scope="session")
def default_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a graph built from the corpus of the repository; passages are not needed here."""
    from kg.build import build_graph
    from kg.cache import BuildCache
    from kg.corpus import find_sources, read_corpus
    from ontology import load_field

    folder = tmp_path_factory.mktemp("default")
    with BuildCache(folder) as cache:
        build_graph(read_corpus(find_sources([CORPUS])), folder, cache, load_field(), lambda _: None)
    return folder / "graph"


def test_every_example_finds_something_in_the_default_corpus(default_graph: Path) -> None:
    store = OxigraphStore.open(default_graph)
    for example in load_examples(EXAMPLES):
        # declared prefixes only: other people's tools know none
        rows = list(store.native.query(example.query))  # type: ignore[arg-type]
        assert rows, example.iri


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def disputed_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("disputed") / "data"
    make_data(data, "disputed", _DISPUTED)
    with serve(create_app(Settings(data=data), open_small_service)) as url:
        yield url


_DISPUTED = "\n".join(
    f"""GRAPH <{BASE}graph/provenance> {{
  st:{name} a kg:Statement ; rdf:subject e:Envoy ; rdf:predicate kg:createdBy ; rdf:object e:{name} ;
    kg:modality "asserted" ; kg:disputed true ; kg:date "{date}" ; kg:validFrom "{date[:4]}" ;
    oa:hasTarget [ oa:hasSource doc:dns.md ; oa:hasSelector
      [ oa:exact "Envoy was created by {name}." ; oa:start 0 ; oa:end 10 ] ] . }}"""
    for name, date in (("Lyft", "2018-10-26"), ("Uber", "2020-01-02"))
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_an_entity_is_readable(browser: Browser, disputed_url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    watch = Watch(page)
    page.goto(disputed_url + "/entities/Envoy")
    assert page.locator(".differs h4").all_text_contents() == ["Envoy created by"]
    assert page.locator(".differs li > a").all_text_contents() == ["Lyft", "Uber"]
    assert page.locator(".timeline time").all_text_contents() == ["2018", "2020"]
    assert {"Lyft", "Uber", "C++"} <= set(page.locator(".neighbours a").all_text_contents())
    assert page.evaluate(CONTRAST)["ratio"] >= 4.5
    assert watch.complaints == []
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


HERE = End("Envoy", ENTITY + "Envoy")


def fact(name: str, **more: object) -> EntityFact:
    evidence = Evidence("a.md", "A", "2020-01-01", None, "Words.", 0, 6, None, 1.0)
    plain = EntityFact(HERE, "uses", KG + "uses", End(name, ENTITY + name), "asserted", False, False, (evidence,))
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_timeline_tells_what_is_asserted_once_and_in_order() -> None:
    facts = [fact("B", valid_from="2021"), fact("A"), fact("C", modality="negated"), fact("D", derived=True)]
    assert [(moment.date, moment.texts) for moment in find_moments(facts)] == [
        ("2020-01-01", ("Envoy uses A",)),
        ("2021", ("Envoy uses B",)),
    ]


def test_what_one_source_denies_is_a_difference() -> None:
    facts = [fact("A"), fact("A", modality="negated"), fact("B", disputed=True)]
    (difference,) = find_differences(facts)
    assert [side.object.label for side in difference.sides] == ["A", "A", "B"]
    assert find_differences([fact("A"), fact("B", disputed=True)]) == []


def test_neighbours_come_by_their_number_of_facts() -> None:
    facts = (fact("A"), fact("B"), fact("B", predicate_iri=KG + "replaces"))
    record = EntityRecord(HERE.iri or "", "Envoy", None, (), (), None, facts)
    assert [end.label for end in find_neighbours(record)] == ["B", "A"]


def test_a_page_begins_with_the_relations_that_the_field_names_first() -> None:
    one, other = fact("A", predicate="a", predicate_iri=KG + "a"), fact("B", predicate="b", predicate_iri=KG + "b")
    record = EntityRecord(HERE.iri or "", "Envoy", None, (), (), None, (one, other))
    page = render_entity(record, (), [KG + "b", KG + "a"])
    assert page.index("<h4>b</h4>") < page.index("<h4>a</h4>")


def test_the_longest_definition_leads() -> None:
    said = [
        fact("x", object=End(words), predicate_iri=KG + "definedAs") for words in ("a proxy", "a proxy for services")
    ]
    page = render_entity(EntityRecord(HERE.iri or "", "Envoy", None, (), (), "a proxy", tuple(said)))
    assert '<p class="lead">a proxy for services</p>' in page
    assert 'href="/?q=What+is+Envoy%3F"' in page


def test_of_a_long_record_the_telling_lines_are_shown_and_the_whole_is_folded() -> None:
    lines = ["name: Envoy", "logo: <b>.svg", "home: https://a.example", "repo: https://b.example", "level: Grown"]
    quote = Evidence("a.yml", "A", None, None, "\n".join(lines), 0, 60, None, 1.0)
    record = EntityRecord(HERE.iri or "", "Envoy", None, (), (), None, (fact("grown", evidence=(quote,)),))
    page = render_entity(record)
    shown, folded = page.split("<details>")
    assert "<p>name: Envoy\nlevel: Grown</p>" in shown and "logo" not in shown
    assert "5 lines of the record" in folded and "logo: &lt;b&gt;.svg" in folded


def test_a_page_escapes_the_words_of_documents() -> None:
    hostile = "<script>alert(1)</script>"
    evidence = Evidence(hostile, hostile, hostile, hostile, hostile, 0, 1, None, 1.0)
    one = fact(hostile, evidence=(evidence,) * 3, disputed=True, valid_until=hostile)
    other = fact("B", predicate=hostile, disputed=True)
    page = render_entity(EntityRecord(HERE.iri or "", hostile, hostile, (), (hostile,), hostile, (one, other, one)))
    assert "<script" not in page and page.count("&lt;script&gt;") > 15
