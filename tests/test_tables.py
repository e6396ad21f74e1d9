"""Tables (CSV) and JSON Lines with a mapping beside them: rows to statements, wrong ones told with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import read_records

from api.build import build_data
from api.cli import main
from kg.corpus import find_sources, read_corpus
from kg.documents import Document
from kg.errors import DocumentError
from kg.generations import DataFolder
from kg.readers import read_document
from kg.records.catalogue import build_catalogue
from kg.records.mapping_terms import find_wrong_terms
from kg.resolution import known_names
from ontology import load_field
from ontology.mapping import read_mapping

MAPPING = """
name: tool
class: Project
fields:
  written in: {property: writtenIn, kind: names, class: ProgrammingLanguage}
  made by: {property: createdBy, kind: name, class: Organization}
  site: {property: homepage, kind: address}
  since: {property: joinedOn, kind: date}
  license: license
kept: [stars]
"""
TOOLS = """tool,written in,made by,site,since,license,stars
Zorblat,"Go, Rust",Acme Works,https://zorblat.example/,2017-01-23,MIT,12
"Gopherine
Deluxe",Go,,,2019,Apache-2.0,
"""
LINES = """{"tool": "Zorblat", "written in": ["Go", "Rust"], "since": "2017-01-23", "stars": 1.50}
{"tool": "Gopherine", "made by": "Acme Works", "license": null}
"""


def put(folder: Path, text: str, name: str = "tools.csv", mapping: str = MAPPING) -> Path:
    (folder / f"{Path(name).stem}.mapping.yaml").write_text(mapping, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def told(document: Document) -> set[tuple[str, str, str]]:
    return {(s.subject.label, s.predicate, s.object.label) for s in read_records(document).statements}


def test_rows_become_statements_that_quote_the_row_with_its_column_names(tmp_path: Path) -> None:
    document = read_document(put(tmp_path, TOOLS), "tools.csv")
    assert told(document) == {
        ("Zorblat", "writtenIn", "Go"),
        ("Zorblat", "writtenIn", "Rust"),
        ("Zorblat", "createdBy", "Acme Works"),
        ("Zorblat", "homepage", "https://zorblat.example/"),
        ("Zorblat", "joinedOn", "2017-01-23"),
        ("Zorblat", "license", "MIT"),
        ("Gopherine Deluxe", "writtenIn", "Go"),
        ("Gopherine Deluxe", "joinedOn", "2019"),
        ("Gopherine Deluxe", "license", "Apache-2.0"),
    }
    assert [(record.name, record.line) for record in document.records] == [("Zorblat", 2), ("Gopherine Deluxe", 3)]
    assert document.remarks == () and read_records(document).remarks == []
    for statement in read_records(document).statements:
        lines = statement.evidence.quote.split("\n")
        assert statement.evidence.span.of(document.text) == statement.evidence.quote
        assert lines[0] == f"tool: {statement.subject.label}"
        assert any(line.partition(": ")[0] == statement.evidence.method.removeprefix("record:") for line in lines)


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_other_signs_between_cells(sign: str, tmp_path: Path) -> None:
    document = read_document(put(tmp_path, f"license{sign}tool\n\nMIT, mostly{sign}Zorblat\n"), "tools.csv")
    assert told(document) == {("Zorblat", "license", "MIT, mostly")}


def test_json_lines_are_read_as_they_are_written(tmp_path: Path) -> None:
    document = read_document(put(tmp_path, LINES, "tools.jsonl"), "tools.jsonl")
    assert told(document) == {
        ("Zorblat", "writtenIn", "Go"),
        ("Zorblat", "writtenIn", "Rust"),
        ("Zorblat", "joinedOn", "2017-01-23"),
        ("Gopherine", "createdBy", "Acme Works"),
    }
    assert document.records[0].value("stars") == "1.50"
    assert "written in: Go, Rust" in document.records[0].span.of(document.text).split("\n")


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        ("Vargle,Go,MIT", "line 4: 3 cells where the head has 7 columns"),
        (",Go,,,,MIT,", "line 4: a row without a name"),
        ("Vargle,Go,,,soon,MIT,", "line 4: Vargle: since 'soon' is no date"),
        ('"Vargle,Go,,,,MIT,', "line 4: broken quotes"),
        ('"Var"gle,Go,,,,MIT,', "line 4: broken quotes"),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_the_rest_is_read(row: str, remark: str, tmp_path: Path) -> None:
    head, first = TOOLS.split("\n")[:2]
    document = read_document(put(tmp_path, f"{head}\n{first}\n\n{row}\nCorundle,Go,,,,,\n"), "tools.csv")
    remarks = [*document.remarks, *read_records(document).remarks]
    assert len(remarks) == 1 and remarks[0].startswith(remark), remarks
    assert {("Zorblat", "writtenIn", "Go"), ("Corundle", "writtenIn", "Go")} <= told(document)


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ('{"tool": "Vargle"', "line 3: broken JSON at column 18"),
        ('["Vargle"]', "line 3: no object"),
        ('{"license": "MIT"}', "line 3: a row without a name"),
        ("[" * 200_000, "line 3: "),
        ('{"tool": "Vargle", "since": "2021-13-01"}', "line 3: Vargle: since '2021-13-01' is no date"),
    ],
)
def test_a_wrong_line_is_told_and_the_rest_is_read(line: str, remark: str, tmp_path: Path) -> None:
    document = read_document(put(tmp_path, f'{LINES}{line}\n{{"tool": "Corundle"}}\n', "tools.jsonl"), "tools.jsonl")
    remarks = [*document.remarks, *read_records(document).remarks]
    assert len(remarks) == 1 and remarks[0].startswith(remark), remarks
    assert {"Zorblat", "Gopherine", "Corundle"} <= {record.name for record in document.records}


def test_a_column_can_tell_what_a_row_is(tmp_path: Path) -> None:
    mapping = "name: name\nclasses: [{class: Organization, where: {sort: firm}}, {class: Product}]\nkept: [sort]\n"
    document = read_document(put(tmp_path, "name,sort\nAcme,Firm\nVargle,tool\n", mapping=mapping), "tools.csv")
    field = load_field()
    entities = build_catalogue([document], field, known_names(field)).entities.values()
    assert [(entity.label, entity.type) for entity in entities] == [("Vargle", "Product"), ("Acme", "Organization")]


def test_what_a_cell_names_and_nobody_knows_is_told(tmp_path: Path) -> None:
    mapping = "name: tool\nclass: Project\nfields: {made by: {property: createdBy, kind: name}}\n"
    path = put(tmp_path, "tool,made by\nZorblat,Quuxly Nobody\n", mapping=mapping)
    assert read_records(read_document(path, "tools.csv")).remarks == [
        "line 2: Zorblat: made by: nothing is known by the name 'Quuxly Nobody'; give the field a `class`."
    ]


def test_a_table_without_a_mapping_is_told_how_to_get_one(tmp_path: Path) -> None:
    (tmp_path / "tools.csv").write_text(TOOLS, encoding="utf-8")
    corpus = read_corpus(find_sources([tmp_path]))
    assert corpus.documents == ()
    assert "tools.mapping.yaml" in corpus.left_out["tools.csv"] and "name: COLUMN" in corpus.left_out["tools.csv"]
    put(tmp_path, TOOLS)
    assert list(read_corpus(find_sources([tmp_path])).left_out) == []


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("fields: {}", "name: FIELD"),
        ("name: [", "broken YAML at line"),
        ("name: tool\npath: {property: inCategory}", "no mapping that can be used"),
        ("name: tool\nhost: {property: a, field: b, heading: '('}", "is no expression"),
        ("name: title", "no column `title`"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told(mapping: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^tools\.csv: ") as error:
        read_document(put(tmp_path, TOOLS, mapping=mapping), "tools.csv")
    assert reason in error.value.reason


def test_a_column_that_the_head_has_not_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    document = read_document(put(tmp_path, "tool,license\nZorblat,MIT\n"), "tools.csv")
    assert "no column `made by` is there, which the mapping names. Correct either." in document.remarks
    assert [s.object.label for s in read_records(document).statements] == ["MIT"]


def test_an_empty_mapping_is_told_by_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"tools\.mapping\.yaml: the file is empty"):
        read_document(put(tmp_path, TOOLS, mapping=""), "tools.csv")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"a": "writtnIn"}, "no property `writtnIn`; did you mean `writtenIn`?"),
        ({"a": {"property": "homepage", "only": "Projct"}}, "no class `Projct`; did you mean `Project`?"),
        ({"a": "writtenIn"}, "`a`: the values of `writtenIn` are things."),
        ({"a": {"property": "license", "kind": "names"}}, "`a`: the values of `license` are words"),
    ],
)
def test_terms_the_ontology_has_not_are_told(fields: dict[str, object], problem: str) -> None:
    found = list(find_wrong_terms(read_mapping({"name": "tool", "fields": fields}), load_field().ontology))
    assert len(found) == 1 and problem in found[0]


def test_the_field_s_own_mappings_keep_to_the_ontology() -> None:
    field = load_field()
    for mapping in field.mappings.values():
        assert not [problem for problem in find_wrong_terms(mapping, field.ontology) if "has no" in problem]


def test_a_changed_mapping_is_read_anew_and_questions_find_the_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, data = tmp_path / "in", tmp_path / "data"
    folder.mkdir()
    put(folder, TOOLS, mapping=MAPPING.replace("writtenIn", "writtnIn"))
    put(folder, '{"tool": "Vargle", "made by": "Acme Works"}\n', "more.jsonl")
    manifest = build_data([folder], data)
    assert "did you mean `writtenIn`?" in manifest.left_out["tools.csv"]
    put(folder, TOOLS)
    assert sorted(build_data([folder], data).documents) == ["more.jsonl", "tools.csv"]
    first = DataFolder(data).current().name
    build_data([folder], data)
    assert DataFolder(data).current().name == first
    assert main(["ask", "What did Acme Works create?", "--data", str(data), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {item["label"] for item in answer["items"]} == {"Zorblat", "Vargle"}
    assert {citation["document"] for citation in answer["citations"]} == {"more.jsonl", "tools.csv"}
