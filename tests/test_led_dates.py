"""Dates that lead a line, as in timelines, and dates that stand without a preposition."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_triples, write_document


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("- **June 2011:** Zorb 2.0 is released.", ("Zorb 2.0", "releasedIn", "2011-06")),
        ("- 2020: Zorb 1.0 released", ("Zorb 1.0", "releasedIn", "2020")),
        ("- 2019-03-04: Zorb 0.9 was released under the MIT license", ("Zorb 0.9", "releasedIn", "2019-03-04")),
        ("- September 14, 2009: Zorb 0.1 is released.", ("Zorb 0.1", "releasedIn", "2009-09-14")),
        ("- 2013: Zorb joined the CNCF as an incubating project", ("Zorb", "joinedOn", "2013")),
        ("- 2012: The Zorb project started", ("Zorb", "startedIn", "2012")),
        ("Zorb 2.1 was released June 2011.", ("Zorb 2.1", "releasedIn", "2011-06")),
    ],
)
def test_a_date_dates_what_it_leads(tmp_path: Path, line: str, right: tuple[str, str, str]) -> None:
    document = write_document(tmp_path, f"# Zorb\n\nZorb is a message broker.\n\n{line}\n")
    assert right in read_triples(document)


@pytest.mark.parametrize(
    "line",
    [
        "- 2015: 3000 users, and Zorb 2.0 in sight",
        "- 2021: Acme joined Zorb 3.0",
        "- Room 2011: Zorb 2.0 is released here.",
        "- 2022: Zorb 4.0 will be released.",
    ],
)
def test_nothing_else_is_dated(tmp_path: Path, line: str) -> None:
    document = write_document(tmp_path, f"# Zorb\n\nZorb is a message broker.\n\n{line}\n")
    assert not any(p in {"releasedIn", "startedIn", "joinedOn"} for _, p, _ in read_triples(document))
