"""RDF files: their triples as they are in a graph of their own, and what they say in our terms as statements."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.answering.model import Question
from api.build import build_data
from api.cli import main
from api.service import open_service
from api.sparql.void import describe_dataset, read_statistics
from kg.errors import DocumentError
from kg.generations import DataFolder
from kg.naming.names import NameTable
from kg.readers import read_document
from kg.records.catalogue import build_catalogue
from kg.records.stating import state_records
from kg.resolution import known_names
from kg.statements import Literal
from kg.store import OxigraphStore
from ontology import load_field
from ontology.names import PROVENANCE_GRAPH, to_document_iri, to_graph_iri

TOOLS = """@prefix kg: <https://w3id.org/landscape-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <https://example.org/> .
x:zb a kg:Software, kg:Project ; rdfs:label "Zorblat"@en, "Zorblatte"@fr ; kg:writtenIn x:Go ; kg:createdBy x:acme ;
  kg:homepage <https://zorblat.example/> ; x:writtenIn "stone" ; x:part [ x:size 3 ] .
x:acme a kg:Organization ; rdfs:label "Acme Works" .
"""


def put(folder: Path, text: str, name: str = "tools.ttl") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_every_thing_is_a_record_in_words(tmp_path: Path) -> None:
    document = read_document(put(tmp_path, TOOLS), "tools.ttl")
    assert [record.name for record in document.records] == ["Zorblat", "Acme Works"]
    lines = document.records[0].span.of(document.text).split("\n")
    assert lines[0] == "label: Zorblat"
    assert {"createdBy: Acme Works", "https://example.org/writtenIn: stone"} <= set(lines)


def test_two_things_of_one_label_stay_two(tmp_path: Path) -> None:
    more = 'x:other a kg:Product ; rdfs:label "Zorblat" .\n'
    document = read_document(put(tmp_path, TOOLS + more), "tools.ttl")
    field = load_field()
    entities = build_catalogue([document], field, known_names(field)).entities.values()
    assert [entity.type for entity in entities if entity.label == "Zorblat"] == ["Project", "Product"]
    assert len({entity.iri for entity in entities}) == 3


def test_a_date_that_is_none_states_nothing_and_is_told(tmp_path: Path) -> None:
    more = 'x:v a kg:Project ; rdfs:label "Vargle" ; kg:joinedOn "soon", "2019-02" .\n'
    document = read_document(put(tmp_path, TOOLS + more), "tools.ttl")
    field = load_field()
    catalogue = build_catalogue([document], field, known_names(field))
    reading = state_records(document, catalogue, NameTable(catalogue.names), field)
    assert [s.object for s in reading.statements if s.predicate == "joinedOn"] == [Literal("2019-02", "gYearMonth")]
    assert reading.remarks == ["Vargle: joinedOn 'soon' is no date; write it as YYYY-MM-DD."]


@pytest.mark.parametrize(("suffix", "form"), [("nt", ox.RdfFormat.N_TRIPLES), ("rdf", ox.RdfFormat.RDF_XML)])
def test_other_forms_give_the_same_triples(suffix: str, form: ox.RdfFormat, tmp_path: Path) -> None:
    quads = [quad.triple for quad in ox.parse(TOOLS.encode(), format=ox.RdfFormat.TURTLE)]
    written = ox.serialize(quads, format=form)
    assert written is not None
    document = read_document(put(tmp_path, written.decode(), f"tools.{suffix}"), f"tools.{suffix}")
    one, other = ox.Dataset(ox.Quad(*triple) for triple in document.triples), ox.Dataset(ox.Quad(*t) for t in quads)
    for dataset in (one, other):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert one == other


XML = """<?xml version="1.0"?><!DOCTYPE rdf:RDF [{entities}]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="https://x.example/">
<rdf:Description rdf:about="{about}"><x:note>{note}</x:note></rdf:Description></rdf:RDF>
"""


def test_entities_of_xml_shorten_iris(tmp_path: Path) -> None:
    text = XML.format(entities='<!ENTITY ex "https://example.org/">', about="&ex;Zorblat", note="good &amp; old")
    document = read_document(put(tmp_path, text, "a.rdf"), "a.rdf")
    assert [(t.subject.value, t.object.value) for t in document.triples] == [
        ("https://example.org/Zorblat", "good & old")
    ]


@pytest.mark.parametrize(
    ("entities", "note", "reason"),
    [
        ('<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;">', "&b;", "an XML entity refers to another entity. "),
        (f'<!ENTITY a "{"x" * 4000}">', "&a;" * 6000, "its XML entities unfold to more than "),
    ],
)
def test_entities_that_unfold_without_end_are_refused(entities: str, note: str, reason: str, tmp_path: Path) -> None:
    text = XML.format(entities=entities, about="https://example.org/a", note=note)
    with pytest.raises(DocumentError) as error:
        read_document(put(tmp_path, text, "a.rdf"), "a.rdf")
    assert error.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.ttl", TOOLS + "x:a x:b .\n", "broken RDF at line 7: "),
        ("a.nt", "<https://a.example/a> <https://a.example/b> .\n", "broken RDF at line 1: "),
        ("a.jsonld", '{"@context": "https://schema.org/", "name": "a"}', "its JSON-LD context lies elsewhere"),
        ("a.rdf", "<rdf", "broken RDF"),
        ("a.ttl", "# nothing", "it holds no triple"),
        ("a.ttl", "[] <https://a.example/b> 1 .", "it describes no thing that has an IRI"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as error:
        read_document(put(tmp_path, text, name), name)
    assert error.value.reason.startswith(reason)


def test_of_n_triples_the_broken_lines_alone_are_left_out(tmp_path: Path) -> None:
    lines = ['<urn:a> <urn:b> "Zorblat" .', "<urn:a> <urn:b> <urn:c", '<urn:c> <urn:b> "Vargle" .', "no triple"]
    document = read_document(put(tmp_path, "\n".join(lines), "a.nt"), "a.nt")
    assert [triple.object.value for triple in document.triples] == ["Zorblat", "Vargle"]
    assert ["line 2" in document.remarks[0], "line 4" in document.remarks[1]] == [True, True]


def test_triples_stay_as_they_are_and_questions_find_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, data = tmp_path / "in", tmp_path / "data"
    folder.mkdir()
    document = read_document(put(folder, TOOLS), "tools.ttl")
    context = {
        "@vocab": "https://w3id.org/landscape-kg/ontology#",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
    }
    vargle = {"@context": context, "@id": "https://example.org/v", "@type": "Project", "label": "Vargle"}
    vargle["createdBy"] = {"@id": "https://example.org/acme", "label": "Acme Works"}
    put(folder, json.dumps(vargle), "more.jsonld")
    assert sorted(build_data([folder], data).documents) == ["more.jsonld", "tools.ttl"]
    graph = OxigraphStore.open(DataFolder(data).current().graph)
    name = ox.NamedNode(to_graph_iri("tools.ttl"))
    assert {quad.triple for quad in graph.quads(None, None, None, name)} == set(document.triples)
    [source] = graph.quads(name, None, None, ox.NamedNode(PROVENANCE_GRAPH))
    assert source.object == ox.NamedNode(to_document_iri("tools.ttl"))
    assert main(["ask", "What did Acme Works create?", "--data", str(data), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {item["label"] for item in answer["items"]} == {"Zorblat", "Vargle"}
    assert {citation["document"] for citation in answer["citations"]} == {"more.jsonld", "tools.ttl"}
    assert main(["ask", "What is Zorblat written in?", "--data", str(data), "--json"]) == 0
    assert [item["label"] for item in json.loads(capsys.readouterr().out)["items"]] == ["Go"]
    assert main(["check", "--data", str(data)]) == 0


def test_other_names_are_names_in_questions(tmp_path: Path) -> None:
    more = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + TOOLS + 'x:zb skos:altLabel "Burrow Keeper" .\n'
    build_data([put(tmp_path, more)], tmp_path / "data")
    answerer = open_service(tmp_path / "data").answerer
    for name in ("Burrow Keeper", "Zorblatte", "Zorblat"):
        answer = answerer.answer(Question(question=f"What is {name} written in?"))
        assert [item.label for item in answer.items] == ["Go"], name


def test_the_description_lists_the_graphs_of_files(tmp_path: Path) -> None:
    build_data([put(tmp_path, TOOLS)], tmp_path / "data")
    statistics = read_statistics(open_service(tmp_path / "data").graph)
    sizes = dict(statistics.graphs)
    assert sizes[to_graph_iri("tools.ttl")] == 12
    assert to_graph_iri("tools.ttl").encode() in describe_dataset(statistics, "http://127.0.0.1", "ttl")


LANDSCAPE = """landscape:
  - name: Navigation
    subcategories:
      - name: Chart Plotting
        items:
          - {name: Brinemap, project: graduated, repo_url: 'https://git.example/brinemap', homepage_url: 'https://b.example'}
          - {name: Soundwell, project: sandbox, homepage_url: 'https://sound.example'}
          - {name: Tremorlog (TRL), project: sandbox, homepage_url: 'https://t.example'}
          - {name: Slickwatch, homepage_url: 'https://shared.example'}
          - {name: Slickwatch Pro, homepage_url: 'https://shared.example'}
"""
CALLED_OTHERWISE = """@prefix kg: <https://w3id.org/landscape-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix x: <https://example.org/> .
x:1 a kg:Project ; rdfs:label "Brine Map Core" ; kg:writtenIn x:Go ;
  schema:codeRepository <https://git.example/brinemap.git> .
x:2 a kg:Software ; rdfs:label "The Sound Well" ; kg:homepage <https://www.sound.example/> ; kg:writtenIn x:Rust .
x:3 a kg:Software ; rdfs:label "Tremor Logging" ; skos:altLabel "TRL" ; kg:writtenIn x:Zig .
x:4 a kg:Software ; rdfs:label "Slick" ; kg:homepage <https://shared.example> ; kg:writtenIn x:Perl .
x:Go a kg:ProgrammingLanguage ; rdfs:label "Go" .
x:Rust a kg:ProgrammingLanguage ; rdfs:label "Rust" .
x:Zig a kg:ProgrammingLanguage ; rdfs:label "Zig" .
x:Perl a kg:ProgrammingLanguage ; rdfs:label "Perl" .
"""


def test_a_thing_of_another_iri_is_joined_by_its_addresses_and_other_names_and_says_why(tmp_path: Path) -> None:
    put(tmp_path, LANDSCAPE, "harbours.yml")
    put(tmp_path, CALLED_OTHERWISE)
    report = build_data([tmp_path], tmp_path / "data")
    joined = sorted(remark for remark in report.remarks["tools.ttl"] if "taken for" in remark)
    assert [remark.partition(":")[0] for remark in joined] == [
        "Brine Map Core is taken for Brinemap",
        "The Sound Well is taken for Soundwell",
        "Tremor Logging is taken for Tremorlog (TRL)",
    ]
    answerer = open_service(tmp_path / "data").answerer
    for name, language in (("Brinemap", "Go"), ("Soundwell", "Rust"), ("The Sound Well", "Rust"), ("Tremorlog", "Zig")):
        answer = answerer.answer(Question(question=f"What is {name} written in?"))
        assert [item.label for item in answer.items] == [language], name
    graph = OxigraphStore.open(DataFolder(tmp_path / "data").current().graph)
    rows = graph.select(
        "SELECT ?why { GRAPH ?g { ?r a kg:Record ; <https://w3id.org/landscape-kg/field/sameAs> ?why } }"
    )
    assert "both have the homepage sound.example" in {row["why"].value for row in rows}
