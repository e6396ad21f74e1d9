"""Terms: what a document defines, where its sentences name it, and what its links join."""

from pathlib import Path

from reading import FIELD, read_statements, read_triples, write_document

from kg.extraction import extract_statements
from kg.kinds.introductions import find_names
from kg.language.parsing import parse_document
from kg.resolution import build_inventory, known_names


def _read_all(folder: Path, texts: dict[str, str]) -> set[tuple[str, str, str]]:
    known = known_names(FIELD)
    parsed = [parse_document(write_document(folder, text, name)) for name, text in texts.items()]
    inventory = build_inventory(FIELD, [find_names(one, known, FIELD) for one in parsed])
    found = [s for one in parsed for s in extract_statements(one, inventory.names, FIELD).statements]
    assert all(
        s.evidence.quote in {one.document.name: one.document.text for one in parsed}[s.evidence.document] for s in found
    )
    return {(s.subject.label, s.predicate, s.object.label) for s in found}


def test_a_link_between_two_terms_relates_them(tmp_path: Path) -> None:
    triples = _read_all(
        tmp_path,
        {
            "weir.md": "---\ntitle: Weir\n---\n\nA weir is a low wall. Boats pass by way of a [lock](/lock/).\n",
            "lock.md": "---\ntitle: Lock\n---\n\nA lock is a chamber for boats between two gates.\n",
        },
    )
    assert ("Weir", "relatedTo", "Lock") in triples
    assert ("Lock", "definedAs", "chamber for boats between two gates") in triples


def test_a_link_in_a_sentence_that_says_how_gives_that_relation(tmp_path: Path) -> None:
    triples = _read_all(
        tmp_path,
        {
            "weir.md": "---\ntitle: Weir\n---\n\nA weir is a low wall. Weirs depend on [locks](/lock/) for boats.\n",
            "lock.md": "---\ntitle: Lock\n---\n\nA lock is a chamber for boats between two gates.\n",
        },
    )
    assert ("Weir", "dependsOn", "Lock") in triples
    assert ("Weir", "relatedTo", "Lock") not in triples


def test_front_matter_states_date_author_topics_and_summary(tmp_path: Path) -> None:
    text = (
        "---\ntitle: On weirs\ndate: 2021-05-03\nauthor: Ada Winterbourne\ndescription: >\n  How weirs\n  work.\n"
        "tags:\n  - river works\nlayout: wide\n---\n\nWater flows.\n"
    )
    document = write_document(tmp_path, text)
    assert {
        ("On weirs", "publishedOn", "2021-05-03"),
        ("Ada Winterbourne", "authorOf", "On weirs"),
        ("On weirs", "hasTopic", "river works"),
        ("On weirs", "summary", "How weirs work."),
    } <= read_triples(document)
    quotes = {s.predicate: s.evidence.quote for s in read_statements(document)}
    assert quotes["publishedOn"] == "2021-05-03" or quotes["publishedOn"].startswith("date:")
    assert quotes["summary"] == "description: >\n  How weirs\n  work."
    assert "layout" not in document.text


def test_an_ordinary_word_that_is_never_written_small_is_a_name(tmp_path: Path) -> None:
    text = (
        "# Marlin: a shipper of logs\n\nMarlin is a small server written in Rust. Marlin replaces Fluentd.\n\n"
        "Marlin supports Kafka.\n"
    )
    assert ("Marlin", "replaces", "Fluentd") in read_triples(write_document(tmp_path, text))


def test_a_title_that_no_dictionary_knows_is_a_name_also_in_small_letters(tmp_path: Path) -> None:
    text = (
        "# zorblat\n\nzorblat is an embedded key-value store.\n\n## Users\n\nzorblat is used in production by Oracle.\n"
    )
    assert ("zorblat", "usedBy", "Oracle") in read_triples(write_document(tmp_path, text))


def test_headings_of_a_glossary_are_defined_by_phrases_without_an_article(tmp_path: Path) -> None:
    text = (
        "# Terms of the harbour\n\n## Helm\n\nPackage manager for Kubernetes that helps you install software.\n\n"
        "## Mooring line\n\nThick rope holding a boat at a quay.\n\n"
        "## Zorbkeeper\n\nUtility for reading the level of the water.\n\n## Opening hours\n\nThe yard is open.\n"
    )
    defined = {(s, o) for s, p, o in _read_all(tmp_path, {"t.md": text}) if p == "definedAs"}
    assert defined == {
        ("Helm", "Package manager for Kubernetes that helps you install software"),
        ("Mooring line", "Thick rope holding a boat at a quay"),
        ("Zorbkeeper", "Utility for reading the level of the water"),
    }


def test_headings_of_a_guide_are_not_defined_by_what_stands_below_them(tmp_path: Path) -> None:
    text = (
        "# Guide\n\n## Setting up\n\nSteps for mooring a boat.\n\n## Zorbkeeper\n\nZorbkeeper reads the level.\n\n"
        "## Cranes\n\nThe yard has two.\n\n## Moving on\n\nExamples of what else to do.\n"
    )
    assert not [t for t in _read_all(tmp_path, {"t.md": text}) if t[1] == "definedAs"]


def test_lines_of_a_glossary_define_what_they_open_with(tmp_path: Path) -> None:
    text = (
        "# Glossary\n\nBollard. Short post that ropes are tied to. It is made of iron.\n\n"
        "Load line – Mark on a hull that shows how deep it may lie.\n\nThis page is short.\n\n"
        "GRT. Abbreviation for gross register tonnage.\n\nVTS – Vessel Traffic Service.\n\n"
        "Shift work. Refers to a way of working in turns.\n\n"
        "## Anchor\n\nNautical term for hooks. Holds a boat in place.\n"
    )
    found = _read_all(tmp_path, {"t.md": text})
    assert {(s, o) for s, p, o in found if p == "definedAs"} == {
        ("Bollard", "Short post that ropes are tied to"),
        ("Load line", "Mark on a hull that shows how deep it may lie"),
        ("Shift work", "way of working in turns"),
    }
    assert not [t for t in _read_all(tmp_path, {"t.md": text.replace("Glossary", "Harbour")}) if t[1] == "definedAs"]


def test_a_category_of_front_matter_is_one(tmp_path: Path) -> None:
    text = "---\ncategory: Users, Groups and Homes\ntags: logs, traces\n---\n# Notes\n\nHere is a text.\n"
    topics = {o for _, p, o in read_triples(write_document(tmp_path, text)) if p == "hasTopic"}
    assert {"Users, Groups and Homes", "logs", "traces"} <= topics


def test_what_heads_several_parts_of_a_page_is_no_term(tmp_path: Path) -> None:
    parts = "## Affected parts\n\nThe list of names.\n\n## Affected parts\n\nThe list of marks.\n"
    classes = "## Class: Perch\n\nA class that is used for fish.\n\n## Class: Vane\n\nA class that is used for wind.\n"
    value = "## Class: Lure\n\nA class that is used for bait.\n"
    found = read_statements(write_document(tmp_path, f"# Settings\n\n{parts}\n{classes}"))
    found += read_statements(write_document(tmp_path, f"# Settings\n\n{value}"))
    assert not [s for s in found if s.predicate == "definedAs" and s.subject.label in {"Affected parts", "Class"}]
