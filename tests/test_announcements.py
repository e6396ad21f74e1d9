"""What a dated text announces holds from its day, or its month where it only tells that it has happened."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_statements, write_document

_GLAD = "We are excited to announce that"


_Told = set[tuple[str, str, str, str | None]]


def _read(folder: Path, text: str, title: str = "News", date: str = "2019-09-06") -> _Told:
    front = f"---\ntitle: {title}\ndate: {date}\n---\n\n" if date else f"# {title}\n\n"
    found = read_statements(write_document(folder, f"{front}{text}\n"))
    asserted = (s for s in found if s.modality.value == "asserted")
    return {
        (s.subject.label, s.predicate, s.object.label, s.valid_from)
        for s in asserted
        if s.predicate in {"maturity", "joinedOn"}
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{_GLAD} Envoy has joined the CNCF as a Sandbox Project.",
            {("Envoy", "maturity", "sandbox", "2019-09"), ("Envoy", "joinedOn", "2019-09", None)},
        ),
        (
            f"Today {_GLAD} Envoy is now an official incubating CNCF project.",
            {("Envoy", "maturity", "incubating", "2019-09-06")},
        ),
        (
            "Today we are happy to share that Envoy has become a top-level CNCF project.",
            {("Envoy", "joinedOn", "2019-09-06", None)},
        ),
        (
            "We are thrilled to announce the CNCF TOC has voted to promote both Envoy and Linkerd projects from "
            "sandbox to incubation-level hosted projects!",
            {("Envoy", "maturity", "incubating", "2019-09"), ("Linkerd", "maturity", "incubating", "2019-09")},
        ),
        (
            "We are proud to announce the promotion of Envoy from the Sandbox to Incubating status.",
            {("Envoy", "maturity", "incubating", "2019-09")},
        ),
        (f"{_GLAD} Envoy, a graduated CNCF project, has a new logo.", {("Envoy", "maturity", "graduated", None)}),
        (
            f"{_GLAD} Zorblat works with Envoy. Envoy is a graduated project.",
            {("Envoy", "maturity", "graduated", None)},
        ),
        ("Envoy is now a graduated project.", {("Envoy", "maturity", "graduated", None)}),
    ],
)
def test_news_holds_from_its_day(tmp_path: Path, text: str, told: _Told) -> None:
    assert _read(tmp_path, text) == told


def test_what_is_so_now_is_news_where_the_title_tells_it(tmp_path: Path) -> None:
    text = "Envoy is now a graduated project. Linkerd is now an incubating project."
    assert _read(tmp_path, text, "Envoy has graduated") == {
        ("Envoy", "maturity", "graduated", "2019-09-06"),
        ("Linkerd", "maturity", "incubating", None),
    }


def test_news_of_no_day_has_none(tmp_path: Path) -> None:
    text = f"{_GLAD} Envoy has joined the CNCF as a Sandbox Project."
    assert _read(tmp_path, text, date="") == {("Envoy", "maturity", "sandbox", None)}


def test_who_became_a_project_of_a_level_may_have_been_there_before(tmp_path: Path) -> None:
    text = "Envoy became a CNCF incubating project in 2018. Linkerd became a CNCF project in 2017."
    assert _read(tmp_path, text) == {
        ("Envoy", "maturity", "incubating", "2018"),
        ("Linkerd", "joinedOn", "2017", None),
    }


def test_partners_in_making_a_thing_make_it_too(tmp_path: Path) -> None:
    text = "# News\n\nZorblat was developed in close partnership with Red Hat, IBM and SAP.\n"
    found = read_statements(write_document(tmp_path, text))
    assert {s.object.label for s in found if s.predicate == "createdBy"} == {"Red Hat", "IBM", "SAP"}
