"""Questions over the levels of things and their days: ranks, spans, what was before, tallies, two events at once."""

from __future__ import annotations

import pytest
from building import Ask

SHIPS = """# Date: 2024-06-30
landscape:
  - name: Deck
    subcategories:
      - name: Rigging
        items:
          - name: Brinemap
            project: graduated
            homepage_url: https://brine.example/
            extra: {accepted: '2016-05-10', incubating: '2017-05-10', graduated: '2019-09-12'}
          - {name: Soundwell, project: sandbox, extra: {accepted: '2021-01-20'}}
          - {name: Yardarm, project: incubating, extra: {accepted: '2018-02-01', incubating: '2020-03-01'}}
          - {name: Slickwatch, homepage_url: 'https://slick.example'}
      - name: Ballast
        items:
          - name: Leewardly
            project: graduated
            extra: {accepted: '2018-11-02', incubating: '2018-12-01', graduated: '2020-04-04'}
  - name: Hull
    subcategories:
      - name: Plating
        items:
          - name: Windrose
            project: graduated
            extra: {accepted: '2018-10-10', incubating: '2019-10-10', graduated: '2022-01-02'}
          - {name: Tremorlog, project: archived, extra: {accepted: '2018-01-15', archived: '2021-05-05'}}
  - name: OHA Members
    subcategories:
      - name: Bosun
        items:
          - {name: Tidewright Oy (member), joined: '2015-11-02'}
"""
SHIPS += "".join(f"          - {{name: Harbour {n} (member), joined: '2016-01-{n:02}'}}\n" for n in range(1, 31))
GUIDE = "# What there is\n\nThe OHA sandbox project Windrose plates hulls. Windrose is an OHA sandbox project.\n"


DOCUMENTS = {"ships.yml": SHIPS, "guide.md": GUIDE}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What were the first two projects to graduate?", ["Brinemap", "Leewardly"]),
        ("Which 2 projects graduated most recently?", ["Leewardly", "Windrose"]),
        ("Name the first three projects that joined the OHA.", ["Brinemap", "Tremorlog", "Yardarm"]),
        ("Is Brinemap more mature than Yardarm?", ["yes"]),
        ("Is Soundwell further along than Yardarm?", ["no"]),
        ("Is Brinemap less mature than Yardarm?", ["no"]),
        ("Which is more mature, Soundwell or Yardarm?", ["Yardarm"]),
        ("Which Rigging projects are more mature than Soundwell?", ["Brinemap", "Yardarm"]),
        ("Which projects are above sandbox?", ["Brinemap", "Leewardly", "Windrose", "Yardarm"]),
        ("What is the most mature project in Rigging?", ["Brinemap"]),
        ("Which level did Brinemap have before it graduated?", ["incubating"]),
        ("What stage was Yardarm in before incubation?", ["sandbox"]),
        ("How long did Leewardly take to graduate?", ["519 days"]),
        ("How long was Yardarm in the sandbox?", ["759 days"]),
        ("How many days did Windrose take from incubating to graduated?", ["815 days"]),
        ("How long has Brinemap been graduated?", ["2019-09-12"]),
        ("How long has Soundwell been with the OHA?", ["2021-01-20"]),
        ("Which project took the longest to graduate?", ["Brinemap"]),
        ("Which project graduated the fastest?", ["Leewardly"]),
        ("Which category has the most projects that graduated?", ["Ballast", "Plating", "Rigging"]),
        ("Which category has the most incubating projects?", ["Rigging"]),
        ("In which year did most projects join the OHA?", ["2018"]),
        ("Which projects joined in 2018 and graduated in 2022?", ["Windrose"]),
        ("How many projects accepted in 2018 have graduated since?", ["2"]),
        ("Which graduated projects are in Rigging or Ballast?", ["Brinemap", "Leewardly"]),
        ("Which projects in Rigging are not in the sandbox?", ["Brinemap", "Yardarm"]),
        ("Which Rigging projects have not graduated?", ["Soundwell", "Yardarm"]),
        ("Has any Ballast project graduated?", ["yes"]),
        ("Has any Rigging project been archived?", ["no"]),
        ("How did the maturity of Yardarm change over time?", ["incubating", "sandbox"]),
        ("Which project lives at https://brine.example?", ["Brinemap"]),
        ("How many projects did the OHA take in during 2018?", ["4"]),
        ("What was the second project to graduate?", ["Leewardly"]),
        ("Which of Brinemap, Yardarm and Windrose are graduated?", ["Brinemap", "Windrose"]),
        ("What was Windrose's level before graduation?", ["incubating"]),
        ("At what level did Yardarm join the OHA?", ["sandbox"]),
        ("Which projects accepted in 2018 are still incubating?", ["Yardarm"]),
        ("How much time did Windrose spend in incubation?", ["815 days"]),
        ("Which Rigging projects are neither graduated nor archived?", ["Soundwell", "Yardarm"]),
        ("Which projects joined the OHA from January to March 2018?", ["Tremorlog", "Yardarm"]),
        ("Which project went from acceptance to graduation the quickest?", ["Leewardly"]),
    ],
)
def test_levels_are_compared_counted_and_timed(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert [item.label for item in answer.items] == items
    assert answer.citations


def test_a_length_of_time_is_told_in_years_and_months_too(ask: Ask) -> None:
    assert "519 days (1 year and 5 months)" in ask("How long did Leewardly take to graduate?").answer


@pytest.mark.parametrize(
    "question",
    [
        "What level did Soundwell have in 2015?",
        "How long did Soundwell take to graduate?",
        "Is Tremorlog more mature than Soundwell?",
        "Which project lives at https://nowhere.example?",
    ],
)
def test_what_no_day_and_no_order_tells_is_not_answered(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


def test_a_long_list_is_counted_whole(ask: Ask) -> None:
    assert [item.label for item in ask("How many Bosun members does the OHA have?").items] == ["31"]


def test_prose_of_no_day_says_nothing_of_a_level_before_the_first_day(ask: Ask) -> None:
    assert ask("What level did Windrose have in 2015?").status == "unanswerable"
    assert [item.label for item in ask("What is the level of Windrose?").items] == ["graduated"]
