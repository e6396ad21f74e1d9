"""Tables of things and their properties state what their heads say, and other tables state nothing."""

from __future__ import annotations

from pathlib import Path

from reading import read_statements, read_triples, write_document

PROSE = "# Brokers\n\nZorblat, Quuxly and Vargle are message brokers. Vargle was made in 2019.\n\n"


def read(folder: Path, table: str, title: str = "Brokers") -> set[tuple[str, ...]]:
    document = write_document(folder, f"---\ntitle: {title}\n---\n\n{PROSE}{table}\n")
    return {
        (s.subject.label, s.predicate, s.object.label, s.modality.value)
        for s in read_statements(document)
        if s.evidence.method == "structure:column"
    }


def test_rows_are_things(tmp_path: Path) -> None:
    table = (
        "| Broker | Language | Vendor | License | First release |\n|---|---|---|---|---|\n"
        "| Zorblat | Go / C++ | Acme Inc. | MIT | 2018 |\n| Quuxly | fast | community | - | soon |\n"
    )
    assert read(tmp_path, table) == {
        ("Zorblat", "writtenIn", "Go", "asserted"),
        ("Zorblat", "writtenIn", "C++", "asserted"),
        ("Zorblat", "ownedBy", "Acme Inc.", "asserted"),
        ("Zorblat", "license", "MIT", "asserted"),
        ("Zorblat", "releasedIn", "2018", "asserted"),
    }


def test_a_column_of_categories_names_them(tmp_path: Path) -> None:
    table = (
        "| Project | Category |\n|---|---|\n| Zorblat | Queues and Streams |\n| Quuxly | Queues |\n| Vargle | soon |\n"
    )
    assert read(tmp_path, table) == {
        ("Zorblat", "inCategory", "Queues and Streams", "asserted"),
        ("Quuxly", "inCategory", "Queues", "asserted"),
    }


def test_levels_with_their_days_and_the_heading_of_a_page(tmp_path: Path) -> None:
    table = (
        "## Projects, as of May 2021\n\n| Project | Level in May 2021 | Since | Joined the CNCF |\n|---|---|---|---|\n"
        "| Zorblat (ZB) | graduated | 2019-01-02 | 2017-03-04 |\n| Quuxly | soon | | |\n"
    )
    folder = tmp_path / "page"
    folder.mkdir()
    assert read(folder, table, "Container Registry – a category") == {
        ("Zorblat", "inCategory", "Container Registry", "asserted"),
        ("Zorblat", "maturity", "graduated", "asserted"),
        ("Zorblat", "joinedOn", "2017-03-04", "asserted"),
        ("Quuxly", "inCategory", "Container Registry", "asserted"),
    }
    assert ("Quuxly", "inCategory", "Container Registry", "asserted") not in read(tmp_path, table, "Notes")
    document = write_document(tmp_path, f"# Notes\n\nZorblat is a broker.\n\n{table}\n")
    [level] = [s for s in read_statements(document) if s.predicate == "maturity"]
    assert level.valid_from == "2019-01-02"


def test_heads_with_a_host_before_them_and_parts_of_what_is_built(tmp_path: Path) -> None:
    table = (
        "| Broker | Storage backend | Language of the backend | CNCF maturity |\n|---|---|---|---|\n"
        "| Zorblat | Vargle | Rust | Graduated |\n"
    )
    assert read(tmp_path, table) == {
        ("Zorblat", "uses", "Vargle", "asserted"),
        ("Zorblat", "maturity", "graduated", "asserted"),
    }


def test_columns_are_things(tmp_path: Path) -> None:
    table = "| | Zorblat | Quuxly |\n|---|---|---|\n| Language | Go | Rust |\n| Kubernetes | yes | no |\n"
    assert read(tmp_path, table) == {
        ("Zorblat", "writtenIn", "Go", "asserted"),
        ("Quuxly", "writtenIn", "Rust", "asserted"),
        ("Zorblat", "supports", "Kubernetes", "asserted"),
        ("Quuxly", "supports", "Kubernetes", "negated"),
    }


def test_marks_tell_of_what_the_document_is_about(tmp_path: Path) -> None:
    table = "| | Kubernetes | gRPC |\n|---|---|---|\n| Zorblat | ✓ | ✗ |\n| Quuxly | ✅ | beta |\n"
    assert read(tmp_path, table, "Zorblat and Quuxly") == {
        ("Zorblat", "supports", "Kubernetes", "asserted"),
        ("Zorblat", "supports", "gRPC", "negated"),
        ("Quuxly", "supports", "Kubernetes", "asserted"),
    }
    assert read(tmp_path, table, "Notes") == set()


def test_settings_are_no_things(tmp_path: Path) -> None:
    table = "| Property | Type | Default | Language |\n|---|---|---|---|\n| Mode | text | fast | Go |\n"
    assert read(tmp_path, table) == set()


def test_the_quote_holds_head_and_row(tmp_path: Path) -> None:
    table = "| Broker | Language |\n|---|---|\n| Quuxly | Go |\n| Zorblat | Rust |\n"
    document = write_document(tmp_path, PROSE + table)
    quote = next(
        s.evidence.quote for s in read_statements(document) if s.predicate == "writtenIn" and s.object.label == "Rust"
    )
    assert "Language" in quote and "Zorblat" in quote and "Rust" in quote


def test_ordinary_words_in_first_cells_are_names_all_over_the_page(tmp_path: Path) -> None:
    table = "| Editor | Written in | License |\n|---|---|---|\n| Vellum | Rust | MIT |\n| Sorrel | Zig | ISC |\n"
    text = f"# Editors\n\n{table}\nVellum was inspired by Kakouni.\n"
    assert {
        ("Vellum", "writtenIn", "Rust"),
        ("Sorrel", "license", "ISC"),
        ("Vellum", "inspiredBy", "Kakouni"),
    } <= read_triples(write_document(tmp_path, text))


def test_days_below_a_level(tmp_path: Path) -> None:
    table = (
        "| Project | Graduated | Incubating since | Owner |\n|---|---|---|---|\n"
        "| Zorblat | 2019-01-02 | 3 May 2018 | Acme Inc. |\n| Quuxly | not yet | - | Acme Inc. |\n"
    )
    document = write_document(tmp_path, f"# Brokers\n\n{PROSE}{table}\n")
    told = {
        (s.subject.label, s.object.label, s.valid_from) for s in read_statements(document) if s.predicate == "maturity"
    }
    assert told == {("Zorblat", "graduated", "2019-01-02"), ("Zorblat", "incubating", "2018-05-03")}


def test_companies_below_their_own_head_are_no_works(tmp_path: Path) -> None:
    rows = "| Nordlys | Ann | 2021-10-12 |\n| Tidewater | Bo | 2022-01-10 |\n"
    table = f"| Company | Person | Release date |\n|---|---|---|\n{rows}"
    assert not any(p == "releasedIn" for _, p, _, _ in read(tmp_path, f"Nordlys and Tidewater help us.\n\n{table}"))


def test_services_are_works(tmp_path: Path) -> None:
    table = "| Service | Language |\n|---|---|\n| Xtensa9 | Go |\n| SPARC9 | Rust |\n"
    assert ("Xtensa9", "writtenIn", "Go", "asserted") in read(tmp_path, f"Xtensa9 and SPARC9 are new.\n\n{table}")


def test_rows_below_a_head_that_is_no_work_are_values(tmp_path: Path) -> None:
    table = "| Architecture | Operating system |\n|---|---|\n| Xtensa9 | Linux |\n| SPARC9 | Linux |\n"
    assert read(tmp_path, f"Xtensa9 and SPARC9 are tested.\n\n{table}") == set()


def test_a_table_of_people_tells_who_maintains_and_where_they_work(tmp_path: Path) -> None:
    text = (
        "# Zorblat 2022 Annual Review\n\nZorblat is a proxy. Zorblat runs anywhere.\n\n## Maintainers\n\n"
        "| Maintainer | GitHub ID | Affiliation |\n| --- | --- | --- |\n"
        "| Ann Lee | [annlee](https://github.com/annlee) | Red Hat |\n"
        "| Bo Quill | boq | Dynamo |\n| Eve Marsh | eve | Independent |\n"
    )
    triples = read_triples(write_document(tmp_path, text))
    assert {t for t in triples if t[1] in {"worksFor", "contributedBy", "ownedBy"}} == {
        ("Zorblat", "contributedBy", "Ann Lee"),
        ("Zorblat", "contributedBy", "Bo Quill"),
        ("Zorblat", "contributedBy", "Eve Marsh"),
        ("Ann Lee", "worksFor", "Red Hat"),
        ("Bo Quill", "worksFor", "Dynamo"),
    }


def test_the_company_of_a_product_employs_nobody(tmp_path: Path) -> None:
    text = "# Tools\n\n| Tool | Company |\n| --- | --- |\n| Zorblat | Red Hat |\n"
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[1] == "worksFor"]
