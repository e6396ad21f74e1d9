"""Subjects: titles and headings that the first sentences below them define."""

from pathlib import Path

import pytest
from reading import FIELD, write_document

from kg.language.parsing import parse_document
from kg.naming.subjects import find_defined_terms


def _terms(folder: Path, text: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    parsed = parse_document(write_document(folder, text))
    return {term.surface: (term.definition, term.aliases) for term in find_defined_terms(parsed, FIELD)}


def _titled(title: str, body: str) -> str:
    return f"---\ntitle: {title}\n---\n\n{body}\n"


@pytest.mark.parametrize(
    ("title", "body", "definition"),
    [
        ("Sluice", "A sluice is a gate that lets water through.", "gate that lets water through"),
        ("Sluices", "In canals, a sluice is a gate that lets water through.", "gate that lets water through"),
        ("Silting (SLT)", "The term silting refers to mud that settles in a lock.", "mud that settles in a lock"),
        ("Tide tables", "A list of the hours at which the sea is high.", "list of the hours at which the sea is high"),
        (
            "Lock keeper",
            "A keeper of locks opens gates. A lock keeper is a man who opens gates.",
            "man who opens gates",
        ),
        (
            "Lock chamber",
            "A lock chamber holds a boat while water rises.",
            "A lock chamber holds a boat while water rises.",
        ),
        ("Dry dock", "In a dry dock, ships stand on blocks.", "In a dry dock, ships stand on blocks."),
    ],
)
def test_a_title_is_defined_by_the_sentences_below_it(tmp_path: Path, title: str, body: str, definition: str) -> None:
    assert [found for found, _ in _terms(tmp_path, _titled(title, body)).values()] == [definition]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Getting started", "Getting started is a matter of minutes and of patience."),
        ("Sluice", "These sluices are gates that let water through."),
        ("Sluice", "A sluice is not a gate that lets water through."),
        ("Sluice", "A sluice is a widely used term of the trade."),
        ("Sluice", "A sluice needs oil and care every year."),
        ("Sluice", "The sluice at the mill opens at noon."),
        ("Boats", "The following boats lie in the harbour:"),
        ("Quern", "An application talks to a Quern sidecar over HTTP or gRPC, and that talks to what stands behind."),
    ],
)
def test_what_is_no_definition_defines_nothing(tmp_path: Path, title: str, body: str) -> None:
    assert _terms(tmp_path, _titled(title, body)) == {}


def test_other_names_beside_the_term_are_kept(tmp_path: Path) -> None:
    body = "A weir, also known as a low dam, is a barrier across a river."
    assert _terms(tmp_path, _titled("Weir", body)) == {"Weir": ("barrier across a river", ("low dam",))}


def test_headings_define_as_titles_do(tmp_path: Path) -> None:
    text = "# Words of the canal\n\nHere.\n\n## Towpath\n\nA path beside a canal.\n\n## Opening\n\nWe open at noon.\n"
    assert _terms(tmp_path, text) == {"Towpath": ("path beside a canal", ())}


def test_listed_terms_are_defined_by_the_item_below(tmp_path: Path) -> None:
    text = "# Words of the canal\n\nWeir\n: A wall across a river.\n\nLock (LCK)\n: A chamber that lifts boats.\n"
    assert _terms(tmp_path, text) == {
        "Weir": ("wall across a river", ()),
        "Lock": ("chamber that lifts boats", ("LCK",)),
    }


def test_a_name_before_the_colon_of_a_title_is_the_term(tmp_path: Path) -> None:
    text = "# Weir: a river planner\n\nWeir is a planner of river works. It plans.\n"
    assert _terms(tmp_path, text) == {"Weir": ("planner of river works", ())}
