"""Another field: a folder of Turtle and no Python serves documents of its own, from the build to the service."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import httpx
import pytest
from serving import serve

from api.app import create_app
from api.cli import main
from api.facts import read_facts
from api.settings import Settings
from kg.fingerprint import hash_field
from kg.generations import DataFolder
from kg.store import OxigraphStore
from ontology import DEFAULT_FOLDER, FieldError, load_field
from ontology.roles import Role

CHEESE = Path(__file__).parent / "cheese"
SYMMETRIC = {"comparedWith", "alternativeTo", "goesWith"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder built by `kg build --field`."""
    folder = tmp_path_factory.mktemp("cheese") / "data"
    arguments = ["build", CHEESE / "documents", "--field", CHEESE / "field", "--data", folder, "--quiet"]
    assert main([str(argument) for argument in arguments]) == 0
    return folder


def to_key(subject: str, predicate: str, end: str) -> tuple[str, ...]:
    """Return a fact so that both directions of a symmetric relation are one."""
    return (predicate, *sorted((subject, end))) if predicate in SYMMETRIC else (predicate, subject, end)


def test_what_the_documents_say_is_found_and_little_else(data: Path) -> None:
    lines = (CHEESE / "facts.tsv").read_text(encoding="utf-8").splitlines()
    gold = {to_key(*line.split("\t")) for line in lines}
    graph = OxigraphStore.open(DataFolder(data).current().graph)
    found = {to_key(f.subject, f.predicate, f.object) for f in read_facts(graph) if f.modality == "asserted"}
    assert len(gold & found) / len(gold) >= 0.8, sorted(gold - found)
    assert len(gold & found) / len(found) >= 0.95, sorted(found - gold)


def test_what_is_denied_or_planned_is_no_fact(data: Path) -> None:
    graph = OxigraphStore.open(DataFolder(data).current().graph)
    told = {(f.subject, f.object, f.modality) for f in read_facts(graph) if f.predicate == "madeFrom"}
    assert {
        ("Old Tamsin", "goat's milk", "negated"),
        ("Pellow", "goat's milk", "negated"),
        ("Stinking Abbot", "goat's milk", "hedged"),
    } <= told
    assert ("Old Tamsin", "goat's milk", "asserted") not in told


def test_questions_are_answered_by_the_service(data: Path) -> None:
    gold = [json.loads(line) for line in (CHEESE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = []
    with serve(create_app(Settings(data=data))) as url, httpx.Client(base_url=url) as client:
        for item in gold:
            answer = client.post("/ask", json={"question": item["question"]}).json()
            labels = sorted(found["label"] for found in answer["items"])
            cited = bool(answer["citations"]) or not labels
            if labels != sorted(item["items"]) or not cited or (answer["status"] == "answered") != bool(labels):
                wrong.append((item["question"], labels))
    assert len(wrong) <= len(gold) * 0.2, wrong


def test_the_map_and_the_examples_are_those_of_the_field(data: Path) -> None:
    with serve(create_app(Settings(data=data))) as url, httpx.Client(base_url=url) as client:
        drawn = client.get("/graph").json()["entities"]
        examples = client.get("/.well-known/sparql-examples").json()["examples"]
    assert {"Old Tamsin", "Brindle Blue"} <= {entity["label"] for entity in drawn if entity["type"] == "Cheese"}
    assert not any(entity["type_label"][:1].isupper() for entity in drawn)
    assert examples == []


def test_the_command_line_needs_the_folder_for_the_build_alone(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who created Old Tamsin?", "--json", "--data", str(data)]) == 0
    assert [item["label"] for item in json.loads(capsys.readouterr().out)["items"]] == ["Bertram Halloway"]
    query = "SELECT ?cheese { ?cheese a kg:Cheese ; kg:madeFrom/skos:prefLabel ?milk } ORDER BY ?cheese LIMIT 1"
    assert main(["sparql", query, "--format", "csv", "--data", str(data)]) == 0
    assert "Brindle_Blue" in capsys.readouterr().out
    assert main(["explain", "Marlgate comes from Lower Marl", "--data", str(data)]) == 0
    shown = capsys.readouterr().out
    assert "A cheese comes from where the dairy that makes it is at home." in shown
    assert main(["check", "--data", str(data)]) == 0


def test_the_shared_core_and_lexicon_are_there_and_ours_are_not() -> None:
    field = load_field(CHEESE / "field")
    ontology, lexicon = field.ontology, field.lexicon
    assert {"replaces", "createdBy", "madeFrom", "definedAs"} <= set(ontology.properties)
    assert not {"Software", "writtenIn", "maturity"} & {*ontology.properties, *ontology.parents}
    assert ontology.class_for(Role.WORK) == "Cheese"
    # Where the core speaks of software, it speaks of cheese here.
    assert (ontology.properties["inCategory"].domain, ontology.properties["usedBy"].range) == (
        ("Cheese", "Milk"),
        ("Agent", "Cheese"),
    )
    assert ontology.are_disjoint("Agent", "Cheese")
    assert {"replace", "supersede", "create", "make"} <= set(lexicon.by_lemma)
    assert not {"graduate", "fork"} & set(lexicon.by_lemma)
    assert (lexicon.class_of["creameries"], lexicon.class_of["company"]) == ("Dairy", "Company")
    assert "library" not in lexicon.class_of
    assert {"cheese", "project"} <= lexicon.words["anaphoric"]
    assert {sense for frame in lexicon.frames for sense in frame.senses} <= set(ontology.properties)
    named = {n for f in lexicon.frames for n in (f.argument_type, f.known_subject, f.known_object) if n is not None}
    assert named <= {*ontology.parents, "Version", "Date"}
    ends = {name for p in ontology.properties.values() if not p.literal for name in (*p.domain, *p.range)}
    assert ends <= set(ontology.parents)


def test_what_a_field_declares_takes_the_place_of_the_shared(tmp_path: Path) -> None:
    shutil.copytree(CHEESE / "field", tmp_path / "field")
    before = hash_field(load_field(tmp_path / "field"))
    with open(tmp_path / "field" / "ontology.ttl", "a", encoding="utf-8") as file:
        file.write('kg:replaces a owl:ObjectProperty ; rdfs:label "took over from"@en ; rdfs:domain kg:Cheese .\n')
    with open(tmp_path / "field" / "lexicon.ttl", "a", encoding="utf-8") as file:
        file.write(
            "lex:replace_replaces a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ;\n"
            '  ontolex:canonicalForm [ ontolex:writtenRep "oust"@en ] ;\n'
            "  synsem:synBehavior [ a synsem:SyntacticFrame ; lexinfo:subject arg:s ; lexinfo:directObject arg:o ] ;\n"
            "  ontolex:sense [ ontolex:reference kg:replaces ] .\n"
        )
    load_field.cache_clear()
    after = load_field(tmp_path / "field")
    assert (after.ontology.properties["replaces"].label, after.ontology.properties["replaces"].inverse) == (
        "took over from",
        None,
    )
    assert after.lexicon.by_name["replace_replaces"].lemma == "oust"
    assert len({before, hash_field(after), hash_field(load_field())}) == 3


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("none.txt", "", "holds no field"),
        ("ontology.ttl", "kg:Cheese a owl:Class .", "cannot be read"),
        ("ontology.ttl", '@prefix kg: <https://w3id.org/landscape-kg/ontology#> .\nkg:A kg:role "chef" .\n', None),
        (
            "ontology.ttl",
            "@prefix kg: <https://w3id.org/landscape-kg/ontology#> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
            'kg:A a owl:Class ; kg:role "chef" .\n',
            "'chef' is not a valid Role",
        ),
    ],
)
def test_a_folder_that_holds_no_sound_field_is_told(
    name: str, text: str, told: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    if told is None:
        assert load_field(tmp_path).ontology.roles
        return
    with pytest.raises(FieldError, match=told):
        load_field(tmp_path)
    arguments = ["build", str(CHEESE / "documents"), "--field", str(tmp_path), "--data", str(tmp_path / "data")]
    assert main(arguments) == 1
    assert told in capsys.readouterr().err


def test_a_name_of_an_unknown_class_is_told(tmp_path: Path) -> None:
    shutil.copytree(CHEESE / "field", tmp_path / "field")
    with open(tmp_path / "field" / "gazetteer.ttl", "a", encoding="utf-8") as file:
        file.write('e:Acme a kg:Software ; skos:prefLabel "Acme"@en .\n')
    with pytest.raises(FieldError, match="'Acme' is of the class 'Software', which the ontology has not"):
        load_field(tmp_path / "field")


def test_the_shipped_field_stands_by_itself() -> None:
    field = load_field()
    assert (field.folder, field.sources.folders) == (DEFAULT_FOLDER, (DEFAULT_FOLDER,))
