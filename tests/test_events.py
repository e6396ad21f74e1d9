"""Questions about what happened when, over a small landscape file built by the real build."""

from __future__ import annotations

import pytest
from building import Ask
from test_records import SMALL

DOCUMENTS = {"landscape-2023.yml": SMALL}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which projects graduated in 2021?", ["Zorblat (ZBT)"]),
        ("Which projects were archived since 2022?", ["Gopherine"]),
        ("How many projects were archived before 2022?", None),
        ("How many CNCF projects were accepted into the CNCF in 2017?", ["1"]),
        ("Which joined the CNCF first, Gopherine or Zorblat?", ["Zorblat (ZBT)"]),
        ("Did Gopherine or Zorblat join the CNCF first?", ["Zorblat (ZBT)"]),
        ("What is the oldest CNCF project?", ["Zorblat (ZBT)"]),
        ("What changed for Zorblat between 2018 and 2020?", ["incubating"]),
        ("Which projects share a category with Gopherine?", ["Zorblat (ZBT)"]),
        ("Which projects are in the category of Gopherine?", ["Zorblat (ZBT)"]),
        ("How many CNCF projects are not archived?", ["1"]),
        ("What kind of project is Gopherine?", ["Service Mesh"]),
        ("When did Zorblat become a CNCF project?", ["2017-01-23"]),
        ("Is Zorblat sandbox, incubating or graduated?", ["graduated"]),
        ("How many gold members are there?", ["2"]),
        ("What was the maturity of Zorblat on 1 June 2018?", ["incubating"]),
        ("Zorblat maturity level as of 1 June 2018", ["incubating"]),
        ("Which is older in the CNCF, Gopherine or Zorblat?", ["Zorblat (ZBT)"]),
        ("archived projects in Service Mesh", ["Gopherine"]),
        ("Which archived projects are service meshes?", ["Gopherine"]),
        ("Number of projects that graduated in 2021", ["1"]),
        ("How many projects graduated in 2018?", ["0"]),
        ("In which year did Zorblat join the CNCF?", ["2017"]),
        ("When was Zorblat donated to the CNCF?", ["2017-01-23"]),
        ("Since when is Acme a CNCF member?", ["2020-02-03"]),
        ("When did the company behind Zorblat join the CNCF?", None),
        ("How many gold members does the CNCF have?", ["2"]),
        ("What did Zorblat's maturity look like on 1 June 2018?", ["incubating"]),
        ("Which projects moved from incubating to graduated in 2021?", ["Zorblat (ZBT)"]),
    ],
)
def test_events_are_counted_listed_and_ordered(ask: Ask, question: str, items: list[str] | None) -> None:
    answer = ask(question)
    if items is None:
        assert answer.status == "unanswerable" or [item.label for item in answer.items] == ["0"]
        return
    assert [item.label for item in answer.items] == items, answer.answer
    assert any("name: " in citation.text for citation in answer.citations)


def test_a_level_of_a_day_is_told_with_the_day(ask: Ask) -> None:
    answer = ask("What was the maturity of Zorblat on 1 June 2018?").answer
    assert "incubating, as of 1 June 2018" in answer
