"""The ontology and its companions: what is said in one file agrees with what is said in the others."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology import Field, load_field
from ontology.lexicon import to_plural, to_verb_forms
from ontology.model import ROOT_CLASS
from ontology.names import BASE, KG, PREFIXES, to_document_iri, to_entity_iri, to_local
from ontology.roles import Role

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "ontology"
# Another field has others in their place: code speaks of their roles.
FIELD_CLASSES = (
    "Software",
    "Project",
    "Product",
    "Specification",
    "Foundation",
    "MaturityLevel",
    "ProgrammingLanguage",
)
TURTLE = sorted(FOLDER.rglob("*.ttl"))
RULES = sorted((FOLDER / "rules").glob("*.rq"))
SH, RDFS, OWL, SKOS = PREFIXES["sh"], PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["skos"]
XSD_NAMES = {"string", "date", "gYear", "gYearMonth", "integer", "decimal", "boolean", "anyURI", "Literal"}


@pytest.fixture(scope="module")
def field() -> Field:
    """Return the default field."""
    return load_field()


def read(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def objects(path: Path, predicate: str) -> list[str]:
    return [
        quad.object.value
        for quad in read(path)
        if quad.predicate.value == predicate and isinstance(quad.object, ox.NamedNode)
    ]


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_turtle_loads_and_states_something(path: Path) -> None:
    assert read(path)


def test_every_term_of_ours_in_the_files_is_defined(field: Field) -> None:
    known = {KG + name for name in (*field.ontology.properties, *field.ontology.parents)}
    # What is said about terms, and what the provenance graph is written in.
    known |= {quad.subject.value for quad in read(FOLDER / "landscape.ttl") if isinstance(quad.subject, ox.NamedNode)}
    used = {
        (path.name, term.value)
        for path in TURTLE
        for quad in read(path)
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(KG) and len(term.value) > len(KG)
    }
    assert sorted((name, iri) for name, iri in used if iri not in known) == []


def test_classes_form_a_tree_with_labels(field: Field) -> None:
    ontology = field.ontology
    assert ROOT_CLASS in ontology.parents
    for name, parent in ontology.parents.items():
        assert parent is None or parent in ontology.parents, name
        # Statements are about things and are none themselves.
        assert ontology.ancestors(name)[-1] in (ROOT_CLASS, "Statement", "Record"), f"{name} leads to no root"
        assert ontology.class_labels[name] != "", name
    assert {name for pair in ontology.disjoint for name in pair} <= set(ontology.parents)
    for one, other in (sorted(pair) for pair in ontology.disjoint if len(pair) == 2):
        assert not ontology.is_a(one, other) and not ontology.is_a(other, one), (one, other)


def test_properties_are_told_in_full(field: Field) -> None:
    for name, found in field.ontology.properties.items():
        assert found.label and found.comment, f"{name} has no label or comment"
        # A date may be a day, a month or a year: three datatypes, so that no one range is stated.
        assert found.domain and (found.range or found.literal), f"{name} has no domain or range"
        assert set(found.domain) <= set(field.ontology.parents), f"{name}: unknown domain {found.domain}"
        allowed = XSD_NAMES if found.literal else set(field.ontology.parents)
        assert set(found.range) <= allowed, f"{name}: unknown range {found.range}"


def test_every_inverse_is_mutual(field: Field) -> None:
    properties = field.ontology.properties
    for name, found in properties.items():
        if found.inverse is None:
            continue
        assert found.inverse in properties, f"{name}: its inverse {found.inverse} is no property"
        other = properties[found.inverse]
        assert other.inverse == name, f"{name} is inverse of {other.name}, which says {other.inverse}"
        assert (found.domain, found.range) == (other.range, other.domain), f"{name} and {other.name}"
        assert not found.symmetric, f"{name} is symmetric: it needs no inverse"
        assert found.transitive == other.transitive, f"{name} and {other.name}"
        canonical = {field.ontology.canonical(end)[0] for end in (name, other.name)}
        assert len(canonical) == 1, f"{name} and {other.name} are both stated"


def test_parents_of_properties_exist_and_do_not_go_round(field: Field) -> None:
    properties = field.ontology.properties
    for name, found in properties.items():
        seen = [name]
        while found.parent is not None:
            assert found.parent in properties, f"{name}: its parent {found.parent} is no property"
            assert found.parent not in seen, f"{name}: its parents go round"
            seen.append(found.parent)
            found = properties[found.parent]


def test_a_property_has_one_parent_of_ours() -> None:
    """The model keeps one, and the rule that derives the broader relation names its results by it."""
    parents = Counter(
        quad.subject
        for quad in read(FOLDER / "landscape.ttl")
        if quad.predicate.value == RDFS + "subPropertyOf" and quad.object.value.startswith(KG)
    )
    assert [str(name) for name, count in parents.items() if count > 1] == []


def test_symmetric_and_transitive_properties_keep_to_one_class(field: Field) -> None:
    for name, found in field.ontology.properties.items():
        if found.symmetric or found.transitive:
            assert not found.literal, name
            fits = field.ontology.may_be
            assert any(fits(end, found.domain) for end in found.range), f"{name}: domain and range do not meet"


def test_every_sense_of_the_lexicon_is_a_property(field: Field) -> None:
    properties = field.ontology.properties
    for frame in field.lexicon.frames:
        assert frame.senses, f"{frame.name} means nothing"
        for sense in frame.senses:
            assert sense in properties, f"{frame.name}: {sense} is no property"


def test_every_frame_has_its_words_and_its_places(field: Field) -> None:
    names = Counter(frame.name for frame in field.lexicon.frames)
    assert [name for name, count in names.items() if count > 1] == []
    for frame in field.lexicon.frames:
        assert frame.forms[0] == frame.lemma and all(form == form.lower() for form in frame.forms), frame.name
        assert frame.part_of_speech in {"verb", "noun", "adjective"}, f"{frame.name}: {frame.part_of_speech!r}"
        # "Unlike X, ..." speaks of the subject of the clause beside it.
        assert frame.subject_places or frame.clause_adjunct, f"{frame.name}: its subject stands nowhere"
        assert frame.object_places or frame.fixed_object, f"{frame.name}: its object stands nowhere"


def test_the_class_of_every_class_noun_exists(field: Field) -> None:
    assert field.lexicon.class_nouns
    unknown = {noun: name for noun, name in field.lexicon.class_nouns.items() if name not in field.ontology.parents}
    assert unknown == {}
    types = {frame.argument_type for frame in field.lexicon.frames} - {None}
    # These two are no classes: what a phrase like "in 2018" or "from version 1.2" must hold.
    assert types <= {*field.ontology.parents, "Date", "Version"}


def test_what_the_lexicon_says_of_properties_is_said_of_properties(field: Field) -> None:
    properties = set(field.ontology.properties)
    assert set(field.lexicon.names_only) <= properties
    assert all(ends <= {"s", "o"} for ends in field.lexicon.names_only.values())
    assert field.lexicon.through_parts <= properties


def test_every_known_name_has_a_label_and_a_class(field: Field) -> None:
    for known in field.gazetteer:
        assert known.iri.startswith(BASE) and known.label, known
        assert known.type in field.ontology.parents, f"{known.label}: unknown class {known.type!r}"
        assert known.label not in known.aliases, f"{known.label} is its own alias"
    assert [iri for iri, count in Counter(known.iri for known in field.gazetteer).items() if count > 1] == []
    iris = {known.iri for known in field.gazetteer}
    assert [known.label for known in field.gazetteer if known.broader and known.broader not in iris] == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rules_parse_and_run(path: Path, field: Field) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# "), "a rule begins with what it says in plain words"
    result = ox.Store().query(text, prefixes=PREFIXES)
    assert isinstance(result, ox.QueryTriples)
    known = {*field.ontology.properties, *field.ontology.parents, "Statement", "modality"}
    for word in text.replace(">", " ").replace(")", " ").replace(",", " ").split():
        if word.startswith("kg:") and len(word) > 3:
            assert word.removeprefix("kg:") in known, f"{path.name}: {word} is nothing of ours"


def test_the_shapes_are_good_shapes() -> None:
    import pyshacl
    import rdflib

    graph = rdflib.Graph().parse(FOLDER / "shapes.ttl", format="turtle")
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=graph, meta_shacl=True)
    assert conforms, text


def test_the_shapes_speak_of_what_there_is(field: Field) -> None:
    known = {KG + name for name in (*field.ontology.properties, *field.ontology.parents)}
    path = FOLDER / "shapes.ttl"
    for predicate in ("targetClass", "class", "targetSubjectsOf", "targetObjectsOf", "path"):
        for iri in objects(path, SH + predicate):
            assert not iri.startswith(KG) or iri in known | {KG + "Document"}, f"sh:{predicate} {iri}"
    messages = [quad for quad in read(path) if quad.predicate.value == SH + "message"]
    assert len(messages) >= len(objects(path, SH + "path"))


@pytest.mark.parametrize("path", sorted((FOLDER / "examples").glob("*.ttl")), ids=lambda path: path.stem)
def test_examples_run(path: Path) -> None:
    queries = [
        quad.object.value
        for quad in read(path)
        if quad.predicate.value in (SH + "select", SH + "ask", SH + "construct", SH + "describe")
    ]
    assert queries
    for query in queries:
        ox.Store().query(query, prefixes=PREFIXES)
    assert [quad for quad in read(path) if quad.predicate.value == RDFS + "comment"], "it says what it asks"


def test_iris_of_names_hold_no_sign_that_an_iri_may_not() -> None:
    for label in ("C++", "Automation & Configuration", "a/b", "50 %", "Größe", "x>y", "  spaced  out "):
        ox.NamedNode(to_entity_iri(label))
        assert " " not in to_local(label) and "/" not in to_local(label)
    assert to_document_iri("a folder/b#c.md").endswith("document/a%20folder/b%23c.md")


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("carry", ("carry", "carries", "carried", "carrying")),
        ("ship", ("ship", "ships", "shipped", "shipping")),
        ("pass", ("pass", "passes", "passed", "passing")),
        ("build on", ("build on", "builds on", "builded on", "building on")),
    ],
)
def test_regular_verb_forms(lemma: str, forms: tuple[str, ...]) -> None:
    assert to_verb_forms(lemma) == forms


@pytest.mark.parametrize(("noun", "plural"), [("key", "keys"), ("registry", "registries"), ("box", "boxes")])
def test_regular_plurals(noun: str, plural: str) -> None:
    assert to_plural(noun) == plural


def test_roles_are_inherited_and_name_a_class(field: Field) -> None:
    ontology = field.ontology
    assert ontology.plays("Project", Role.WORK) and not ontology.plays("Company", Role.WORK)
    assert (ontology.class_for(Role.WORK), ontology.class_for(Role.PROJECT)) == ("Software", "Project")
    assert not ontology.plays("NoSuchClass", *Role) and not ontology.plays("Thing", *Role)
    assert {role for marks in ontology.roles.values() for role in marks} == set(Role)


def test_no_class_of_the_field_is_named_in_the_code() -> None:
    named = {
        f"{path.relative_to(ROOT)}: {name}"
        for package in ("ontology", "kg", "indexer", "api")
        for path in (ROOT / package).rglob("*.py")
        for name in FIELD_CLASSES
        if re.search(rf"[\"']{name}[\"']", path.read_text(encoding="utf-8"))
    }
    assert named == set()


def test_a_thing_is_placed_under_a_heading_by_the_property_between_their_classes(field: Field) -> None:
    placing = field.ontology.placing_property
    assert [
        placing(*pair) for pair in (("Project", "Category"), ("Category", "Layer"), ("Company", "MemberGroup"))
    ] == [
        "inCategory",
        "partOfLayer",
        "listedIn",
    ]
    assert placing("Thing", "Category") == "inCategory"
    assert placing("Person", "Category") is None and placing("Project", "Company") is None
