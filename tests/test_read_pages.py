"""What pages of many kinds say: clauses that define, first versions, roles on a page; what such words do not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_statements, read_triples, write_document

from kg.language.given_names import is_title
from kg.readers.bylines import split_names
from kg.readers.markdown import read_markdown

SCANNER = """# Zorblat OCR

This package holds an engine - `libzorblat` - and a program - `zorblat`.

The lead developer is Ann Lee. The maintainer is Bo Fox.

Zorblat was first written at Quixar Labs. Zorblat supports PNG. Since 2006 it is developed by Vargle Inc.
"""


def _triples(folder: Path, text: str) -> set[tuple[str, str, str]]:
    return read_triples(write_document(folder, text))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Zorblat, a tool, can be deployed on top of Kubernetes.", ("Zorblat", "compatibleWith", "Kubernetes")),
        ("Ann Lee, CTO/COO of Acme Labs, came.", ("Ann Lee", "worksFor", "Acme Labs")),
        (
            "Ann told us of the Quixar Guild (QG), which is a charity located in New York.",
            ("Quixar Guild", "definedAs", "charity located in New York"),
        ),
        (
            "Vargle is a fork of Zorblat, which is a light message broker written in C.",
            ("Zorblat", "kindOf", "light message broker"),
        ),
        (
            "This is Zorblat, a small message broker for ships.",
            ("Zorblat", "definedAs", "small message broker for ships"),
        ),
        (
            "Zorblat 2.0 is a fast compression library for ships. Zorblat is cheap.",
            ("Zorblat", "definedAs", "fast compression library for ships"),
        ),
        (
            "zorblat (short for Zor) is a shell designed to be a replacement for 'vargle'.",
            ("zorblat", "definedAs", "shell designed to be a replacement for 'vargle'"),
        ),
        (
            "Engineers at Red Hat built the first version of Zorblat.",
            ("Zorblat", "originallyDevelopedBy", "Red Hat"),
        ),
        (
            "Zorblat is a Python distribution for the browser and Node.js based on WebAssembly.",
            ("Zorblat", "basedOn", "WebAssembly"),
        ),
        ("Quixar uses the open source Zorblat for ships.", ("Zorblat", "usedBy", "Quixar")),
        ("Quixar uses the Zorblat database for ships.", ("Zorblat", "usedBy", "Quixar")),
        ("Zorblat is led by Professor Ann Lee.", ("Zorblat", "contributedBy", "Ann Lee")),
        ('Zorblat was created by Ann "Zor" Lee in 1995.', ("Zorblat", "createdBy", 'Ann "Zor" Lee')),
        (
            "# Zorblat\n\nZorblat is a fast shell.\n\nZorblat uses the MIT License.",
            ("Zorblat", "license", "MIT License"),
        ),
        (
            "# zorlib\n\nzorlib is a library for ships. Vargle uses this library. The project also contains Quixar.",
            ("Quixar", "partOf", "zorlib"),
        ),
        (
            "We use [Zorblat][8]. [Zorblat][8] is a fast shell for ships.",
            ("Zorblat", "definedAs", "fast shell for ships"),
        ),
        (
            "Quixar gave Zorblat and Vargle to the CNCF. Zorblat is old. The Zorblat & Vargle team. Vargle is new.",
            ("Zorblat", "hostedBy", "CNCF"),
        ),
    ],
)
def test_what_is_said_in_other_words(tmp_path: Path, text: str, right: tuple[str, str, str]) -> None:
    assert right in _triples(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Vargle is a proxy of Zorblat's, which is not a tool.", ("Zorblat", "kindOf", "tool")),
        ("Ships lack parts for which Zorblat is a step.", ("Zorblat", "kindOf", "step")),
        ("Zorblat has the goal of implementing many Vargle like features.", ("Zorblat", "implements", "Vargle")),
        ("Others do not remove system parts like Zorblat does.", ("Zorblat", "exampleOf", "system part")),
        (
            "If you use Python and associated libraries like Zorblat, stop.",
            ("Zorblat", "exampleOf", "Python and associated library"),
        ),
        ("JSON vs YAML or REST vs Zorblat depends on your taste.", ("JSON", "comparedWith", "Zorblat")),
        ('# Users\n\n"We adopted Zorblat in 2018 and it is an essential part."', ("Zorblat", "joinedOn", "2018")),
        ("- Vane Linux by Quixar: Applications on Vane Linux get updates.", ("Linux", "createdBy", "Quixar")),
        ("Zorblat is a fast, stable Ruby implementation with persistence.", ("Zorblat", "writtenIn", "Ruby")),
        ("Zorblat is a shell. Zorblat uses the Vane Public License.", ("Vane Public License", "usedBy", "Zorblat")),
        ("Zorblat is a shell. For embedded Zorblat, Quixar connects to it.", ("Zorblat", "partOf", "Quixar")),
        (
            "Zorblat is for STM32 and STM8. It supports both debugging and programming.",
            ("Zorblat", "supports", "STM32"),
        ),
        (
            "Dyno is owned by Zorblat's principal author Ann Lee and Vargle maintainer Bo Fox.",
            ("Zorblat", "createdBy", "Bo Fox"),
        ),
        ("Ships have interfaces, including Quix (the Zorquix module).", ("Quix", "partOf", "Zorquix")),
        (
            "# Zorblat -- Information for developers\n\n    pip install zorblat",
            ("Zorblat", "definedAs", "Information for developers"),
        ),
    ],
)
def test_what_is_not_said(tmp_path: Path, text: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in _triples(tmp_path, text)


def test_a_role_is_had_towards_what_the_page_is_about(tmp_path: Path) -> None:
    triples = _triples(tmp_path, SCANNER)
    assert ("Zorblat", "describedBy", "Zorblat OCR") in triples
    assert {("Zorblat", "createdBy", "Ann Lee"), ("Zorblat", "contributedBy", "Bo Fox")} <= triples


def test_code_does_not_write_a_name_small(tmp_path: Path) -> None:
    page = SCANNER.replace("Zorblat", "Tesseract").replace("zorblat", "tesseract")
    assert ("Tesseract", "createdBy", "Ann Lee") in _triples(tmp_path, page)


def test_the_prose_of_a_document_has_no_code(tmp_path: Path) -> None:
    document = write_document(tmp_path, "Call `make` now.\n\n    make all\n\nThen we make it.")
    assert document.prose.count("make") == 1
    assert len(document.prose) == len(document.text)


def test_links_that_lost_their_target_are_read_as_their_words() -> None:
    source = "We use [Zorblat][8], [this][z] and arr[i][j] of `a[b][c]`.\n\n[z]: https://example.org\n"
    (draft,) = read_markdown(source)
    assert draft.text == "We use Zorblat, this and arr[i][j] of a[b][c]."


def test_authors_are_named_without_what_stands_beside_them(tmp_path: Path) -> None:
    assert split_names("Ann Lee https://example.org/ann, Bo Fox") == ("Ann Lee", "Bo Fox")
    assert is_title("Prof.")
    page = '---\ntitle: News\nattribution: "Ann Lee, for the Zorblat team"\n---\n\nZorblat is old.\n'
    assert write_document(tmp_path, page).authors == ("Ann Lee",)


def test_an_author_who_is_a_link_works_where_the_brackets_say(tmp_path: Path) -> None:
    page = "---\ntitle: News\nauthor: >\n  [Ann Lee](https://example.org/ann) (Red Hat)\n---\n\nZorblat is old.\n"
    assert ("Ann Lee", "worksFor", "Red Hat") in _triples(tmp_path, page)


@pytest.mark.parametrize(
    ("sentence", "released"),
    [
        ("Version 2.0 was released in June 1990.", {("Zorb 2.0", "1990-06")}),
        ("The latest version, 4.1, was released in 2019.", {("Zorb 4.1", "2019")}),
        ("The latest stable version is 4.1.1, released on May 26, 2019.", {("Zorb 4.1.1", "2019-05-26")}),
        ("Release 2.4 came out in July 2021.", {("Zorb 2.4", "2021-07")}),
        ("The latest version was released in 2019.", set()),
    ],
)
def test_a_release_has_the_day_and_not_all_of_a_work(
    tmp_path: Path, sentence: str, released: set[tuple[str, str]]
) -> None:
    triples = read_triples(write_document(tmp_path, f"# Zorb\n\nZorb is a database. {sentence}"))
    assert {(s, o) for s, p, o in triples if p == "releasedIn"} == released


def test_what_can_replace_a_thing_is_not_used_by_it(tmp_path: Path) -> None:
    told = read_statements(write_document(tmp_path, "# Zorb\n\nZorb can be used as a replacement for Vargle."))
    assert "usedBy" not in {statement.predicate for statement in told}
