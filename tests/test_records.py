"""Structured sources: landscape files to records, entities and statements, broken ones told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from building import build_service
from reading import read_records, write_document

from api.answering.graph.facts.evidence import EvidenceReader
from kg.corpus import find_sources, read_corpus
from kg.errors import DocumentError
from kg.naming.names import NameTable
from kg.readers import read_document
from kg.records.catalogue import build_catalogue
from kg.records.stages import find_stages
from kg.records.stating import RecordReading, state_records
from kg.resolution import known_names
from kg.statements import Entity, Statement
from ontology import load_field

SHARED = Path(__file__).parents[2] / "shared" / "data" / "landscape" / "landscape.yml"

SMALL = """
landscape:
  - category:
    name: Orchestration & Management
    subcategories:
      - subcategory:
        name: Service Mesh
        items:
          - item:
            name: Zorblat (ZBT)
            description: Zorblat keeps the gophers of a cluster in their holes.
            homepage_url: https://zorblat.example/
            project: graduated
            repo_url: https://github.com/zorblat/zorblat
            logo: zorblat.svg
            extra:
              accepted: '2017-01-23'
              incubating: 2018-04-06
              graduated: '2021-07-28'
              summary_integrations: Gopherine, Nobody Knows It
          - item:
            name: Gopherine
            homepage_url: https://gopherine.example
            project: archived
            second_path: "Wasm / Runtimes"
            extra:
              accepted: '2019-03-04'
              archived: '2022-05-06'
  - category:
    name: Wasm
    subcategories:
      - subcategory:
        name: Runtimes
        items:
          - item:
            name: Zorblat (Wasm)
            homepage_url: https://zorblat.example
            repo_url: https://github.com/zorblat/zorblat
          - item:
            name: Acme Platform
            homepage_url: https://acme.example/platform
  - category:
    name: CNCF Members
    subcategories:
      - subcategory:
        name: Gold
        items:
          - item:
            name: Acme (member)
            homepage_url: https://acme.example/
            joined: '2020-02-03'
          - item:
            name: Gopherine (member)
            homepage_url: https://gopherine-company.example/
            joined: '2021-03-04'
"""


def read(text: str, folder: Path, name: str = "landscape.yml") -> RecordReading:
    return read_records(write_document(folder, text, name))


def show(statement: Statement) -> tuple[str, str, str]:
    return statement.subject.label, statement.predicate, statement.object.label


def test_every_item_becomes_a_record_with_its_own_lines(tmp_path: Path) -> None:
    document = write_document(tmp_path, SMALL, "landscape.yml")
    assert [record.name for record in document.records] == [
        "Zorblat (ZBT)", "Gopherine", "Zorblat (Wasm)", "Acme Platform", "Acme (member)", "Gopherine (member)",
    ]  # fmt: skip
    lines = document.records[0].span.of(document.text).split("\n")
    assert lines[0] == "name: Zorblat (ZBT)"
    assert {"project: graduated", "extra.incubating: 2018-04-06", "homepage_url: https://zorblat.example/"} <= set(
        lines
    )
    assert document.records[0].path == ("Orchestration & Management", "Service Mesh")
    for record in document.records:
        for entry in record.entries:
            assert entry.value in entry.span.of(document.text)


def test_statements_quote_the_record(tmp_path: Path) -> None:
    reading = read(SMALL, tmp_path)
    stated = {show(statement) for statement in reading.statements}
    assert ("Zorblat (ZBT)", "inCategory", "Service Mesh") in stated
    assert ("Zorblat (ZBT)", "integratesWith", "Gopherine") in stated
    assert ("Zorblat (ZBT)", "joinedOn", "2017-01-23") in stated
    assert ("Zorblat (ZBT)", "hostedBy", "CNCF") in stated
    assert ("Gopherine", "alsoInCategory", "Runtimes (Wasm)") in stated
    assert not any("Nobody" in end for _, _, end in stated), "what nothing tells of is not guessed"
    dated = [s for s in reading.statements if s.predicate in {"maturity", "joinedOn", "inCategory"}]
    assert dated and all("name: " in statement.evidence.quote for statement in dated)


def test_levels_are_intervals_of_days(tmp_path: Path) -> None:
    levels = [s for s in read(SMALL, tmp_path).statements if s.predicate == "maturity"]
    assert [(s.subject.label, s.object.label, s.valid_from, s.valid_until) for s in levels] == [
        ("Zorblat (ZBT)", "sandbox", "2017-01-23", "2018-04-06"),
        ("Zorblat (ZBT)", "incubating", "2018-04-06", "2021-07-28"),
        ("Zorblat (ZBT)", "graduated", "2021-07-28", None),
        ("Gopherine", "sandbox", "2019-03-04", "2022-05-06"),
        ("Gopherine", "archived", "2022-05-06", None),
    ]


def test_records_of_one_thing_are_one_entity_and_members_another(tmp_path: Path) -> None:
    reading = read(SMALL, tmp_path)
    by_quote: dict[str, Entity] = {
        s.evidence.quote.split("\n", 1)[0]: s.subject for s in reading.statements if s.predicate == "homepage"
    }
    assert by_quote["name: Zorblat (Wasm)"] == by_quote["name: Zorblat (ZBT)"]
    assert by_quote["name: Gopherine"].type == "Project"
    assert by_quote["name: Gopherine (member)"].type == "Organization"
    assert by_quote["name: Gopherine"].iri != by_quote["name: Gopherine (member)"].iri
    assert by_quote["name: Acme Platform"].type == "Product"


def test_a_name_with_its_kind_is_also_the_bare_name(tmp_path: Path) -> None:
    path = tmp_path / "landscape.yml"
    path.write_text(SMALL.replace("name: Zorblat (ZBT)", "name: Brontide Project", 1), encoding="utf-8")
    field = load_field()
    catalogue = build_catalogue([read_document(path, "landscape.yml")], field, known_names(field))
    assert any(name.surface == "Brontide" and name.entity.label == "Brontide Project" for name in catalogue.names)


def test_a_level_without_its_day_counts_from_the_newest_day_of_the_file() -> None:
    stages = find_stages([("in", "sandbox", "2018-01-02")], "in", "archived", "project")
    assert [(stage.value, stage.begin) for stage in stages] == [("archived", None)]
    stages = find_stages([("in", "sandbox", "2018-01-02"), ("up", "incubating", "2019-01-02")], "in", "graduated", "is")
    assert [(stage.value, stage.begin, stage.end) for stage in stages] == [
        ("sandbox", "2018-01-02", "2019-01-02"), ("incubating", "2019-01-02", None), ("graduated", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("name: Acme Platform\n", "\n"), "line 39: a record without a name is left out"),
        (("'2019-03-04'", "'2019-33-04'"), "extra.accepted '2019-33-04' is no date"),
        (("logo: zorblat.svg", "colour: red"), "the field `colour` is not known; it is kept as an annotation"),
        (("repo_url: ", "rep_url: "), "the field `rep_url` is read as `repo_url`"),
        (('"Wasm / Runtimes"', '"Wasm / Nowhere"'), "second_path 'Wasm / Nowhere' is no place of this file"),
        (("name: Acme Platform", "name: Gopherine"), "the name Gopherine stands at line"),
        (("project: archived", "project: archived\n            project: sandbox"), "the key `project` stands twice"),
        (("project: archived", "project: [archived, sandbox]"), "project has several values; 'archived' counts"),
        (("https://gopherine.example\n", "17\n"), "homepage_url '17' is no address"),
        (("'2019-03-04'", "'01/02/2019'"), "extra.accepted '01/02/2019' is no date"),
        (("'2019-03-04'", "'2019-00-00'"), "extra.accepted '2019-00-00' is no date"),
        (("  - category:\n    name: Wasm\n", "  - category:\n"), "a category without a name"),
        (("  - category:\n    name: Wasm\n", "  - ~\n  - category:\n    name: Wasm\n"), "a category that is no map"),
        (("- subcategory:\n        name: Runt", "- ~\n      - subcategory:\n        name: Runt"), "a subcategory that"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_the_rest_is_read(
    change: tuple[str, str], told: str, tmp_path: Path
) -> None:
    assert change[0] in SMALL
    path = tmp_path / "landscape.yml"
    reading = read(SMALL.replace(*change, 1), tmp_path)
    remarks = [*read_document(path, "landscape.yml").remarks, *reading.remarks]
    assert any(told in remark and remark.startswith("line ") for remark in remarks), remarks
    assert ("Zorblat (ZBT)", "inCategory", "Service Mesh") in {show(s) for s in reading.statements}


def test_days_in_words_and_records_below_their_mark_are_read(tmp_path: Path) -> None:
    text = SMALL.replace("'2019-03-04'", "Mar 2019").replace("'2020-02-03'", "3 February 2020")
    text = text.replace("item:\n            name: Acme Platform", "item:\n              name: Acme Platform")
    reading = read(text.replace("            homepage_url: https://acme.example/platform\n", ""), tmp_path)
    stated = {show(statement) for statement in reading.statements}
    assert {("Gopherine", "joinedOn", "2019-03"), ("Acme", "joinedOn", "2020-02-03")} <= stated
    assert ("Acme Platform", "inCategory", "Runtimes (Wasm)") in stated


def test_items_without_a_subcategory_are_read_and_told(tmp_path: Path) -> None:
    document = write_document(tmp_path, SMALL + "  - name: Loose\n    items:\n      - name: Vargle\n", "landscape.yml")
    assert document.records[-1].name == "Vargle" and document.records[-1].path == ()
    assert any("the items right under Loose are read without a heading" in remark for remark in document.remarks)
    with pytest.raises(DocumentError, match="it lists nothing"):
        write_document(tmp_path, "landscape: []\n", "landscape.yml")


def test_what_is_written_in_another_form_is_told(tmp_path: Path) -> None:
    path = tmp_path / "landscape.yml"
    wrong = "      - {name: Saws, items: {name: Ripsaw}}\n      - {name: Drills, items: [{name: [Augur, Gimlet]}]}\n"
    path.write_text(f"{SMALL}  - name: Tools\n    subcategories:\n{wrong}", encoding="utf-8")
    document = read_document(path, "landscape.yml")
    assert document.records[-1].name == "Augur"
    assert any("`items` of Saws is no list" in remark for remark in document.remarks)
    assert any("Augur: `name` holds several values" in remark for remark in document.remarks)
    with pytest.raises(DocumentError, match="a tab; indent with blanks"):
        write_document(tmp_path, "landscape:\n\t- name: Tools\n", "landscape.yml")


def test_a_mapping_without_its_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tools.mapping.yaml"
    path.write_text("name: tool\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="a mapping without its table"):
        read_document(path, "tools.mapping.yaml")


def test_broken_yaml_costs_one_record(tmp_path: Path) -> None:
    document = write_document(tmp_path, SMALL.replace("name: Gopherine\n", "name: 'Gopherine\n", 1), "landscape.yml")
    assert "broken YAML" in document.remarks[0] and "the entry of lines 21 to " in document.remarks[0]
    assert "Gopherine" not in [record.name for record in document.records]
    assert len(document.records) == 5
    with pytest.raises(DocumentError, match="line"):
        write_document(tmp_path, "landscape: [\n", "landscape.yml")


def test_aliases_are_read_but_not_without_end(tmp_path: Path) -> None:
    path = tmp_path / "landscape.yml"
    shared = "            extra: &extra {notes: of both}\n"
    again = "            extra: *extra\n"
    first, second = "            homepage_url: https://acme.example/platform\n", "            joined: '2020-02-03'\n"
    path.write_text(SMALL.replace(first, first + shared).replace(second, second + again), encoding="utf-8")
    notes = [record.value("extra.notes") for record in read_document(path, "landscape.yml").records]
    assert notes.count("of both") == 2
    levels = ["a0: &a0 {" + ", ".join(f"k{n}: ~" for n in range(120)) + "}"]
    for level in range(1, 4):
        inner = ", ".join(f"k{n}: *a{level - 1}" for n in range(120))
        levels.append(f"a{level}: &a{level} {{{inner}}}")
    with pytest.raises(DocumentError, match="aliases repeat more than"):
        write_document(
            tmp_path, "\n".join((*levels, SMALL.replace(second, second + "            x: *a3\n"))), "landscape.yml"
        )
    within = SMALL.replace("- item:\n", "- &self\n            x: *self\n            item:\n", 1)
    with pytest.raises(DocumentError, match="aliases repeat more than"):
        write_document(tmp_path, within, "landscape.yml")


def test_a_file_of_another_shape_is_told_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Zorblat\nnav: [a.md]\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("# Zorblat\n\nZorblat is a proxy.\n", encoding="utf-8")
    corpus = read_corpus(find_sources([tmp_path]))
    assert [document.name for document in corpus.documents] == ["a.md"]
    assert corpus.left_out["mkdocs.yml"].startswith("no structured file")


def test_a_record_is_known_by_how_it_was_read_and_not_by_a_colon(tmp_path: Path) -> None:
    said = "# Kites\n\n- Dunspar: created by Tidewright in 2016. It is a box kite.\n"
    service = build_service(tmp_path, {"kites.yml": SMALL, "kites.md": said})
    subjects = service.graph.select("SELECT DISTINCT ?s WHERE { ?s skos:prefLabel ?label }")
    reader = EvidenceReader(service.graph)
    sources = [source for row in subjects for source in reader.said_of(row["s"].value)]
    assert any(source.quote.startswith("Dunspar: created by") for source in sources)
    assert any(source.derived for source in sources if source.document == "kites.yml")
    assert all(source.is_record == (source.document == "kites.yml") for source in sources)


@pytest.mark.skipif(not SHARED.is_file(), reason="../shared is not there")
def test_every_record_of_the_real_file_is_read() -> None:
    values = yaml.load(SHARED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    items = [i for c in values["landscape"] for s in c["subcategories"] or () for i in s["items"] or ()]
    document = read_document(SHARED, "landscape.yml")
    assert len(document.records) == len(items) == 2413
    assert [record.name for record in document.records] == [" ".join(str(item["name"]).split()) for item in items]
    field = load_field()
    catalogue = build_catalogue([document], field, known_names(field))
    assert len(catalogue.entities) == len(items)
    levels = [s for s in state_records(document, catalogue, NameTable(), field).statements if s.predicate == "maturity"]
    days = [i["extra"][k] for i in items if i.get("project") for k in ("graduated",) if k in (i.get("extra") or {})]
    assert sorted(s.valid_from or "" for s in levels if s.object.label == "graduated") == sorted(days)
