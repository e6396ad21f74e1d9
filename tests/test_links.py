"""Links: what a property may answer is marked in the ontology, and does not hang on its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.answering.graph.plans.links import Linker
from ontology import Property, load_field
from ontology.roles import PropertyRole

HELD = Property("tookPlace", "took place", "", ("Event",), (), literal=True)


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_field())


@pytest.mark.parametrize(
    ("roles", "asked", "fits"),
    [
        ((), "Date", False),
        ((PropertyRole.TIME,), "Date", True),
        ((PropertyRole.TIME,), "Company", False),
        ((PropertyRole.VERSION,), "Project", True),
        ((), "Project", False),
    ],
)
def test_what_a_literal_answers_is_marked(
    linker: Linker, roles: tuple[PropertyRole, ...], asked: str, fits: bool
) -> None:
    assert linker.answers(asked, replace(HELD, roles=frozenset(roles)), ()) is fits


def test_what_was_known_by_name_is_marked() -> None:
    properties = load_field().ontology.properties
    marked = {role: {p.name for p in properties.values() if role in p.roles} for role in PropertyRole}
    assert {"foundedIn", "releasedIn", "joinedOn", "publishedOn", "defaultSince"} <= marked[PropertyRole.TIME]
    assert marked[PropertyRole.PROSE] == {"definedAs", "solvesProblem"}
    assert "defaultSince" in marked[PropertyRole.VERSION]
