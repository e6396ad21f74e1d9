"""Every condition on a set of works goes with every question about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask, build_service, to_ask, to_labels

from api.answering.graph.facts.evidence import EvidenceReader
from api.answering.graph.facts.grounds import find_said
from api.answering.model import MAX_ANSWER
from api.service import Service

HARBOURS = """# Date: 2024-03-31
landscape:
  - name: Navigation
    subcategories:
      - name: Chart Plotting
        items:
          - {name: Brinemap, project: graduated, repo_url: 'https://b.example', extra: {accepted: '2016-05-10', graduated: '2019-09-12'}}
          - {name: Soundwell, project: sandbox, repo_url: 'https://s.example', extra: {accepted: '2021-01-20'}}
          - {name: Tremorlog, project: archived, repo_url: 'https://t.example', extra: {accepted: '2018-01-15', archived: '2021-05-05'}}
          - {name: Slickwatch, repo_url: 'https://sl.example', extra: {accepted: '2017-02-02'}}
      - name: Route Planning
        items:
          - {name: Leewardly, project: graduated, repo_url: 'https://l.example', extra: {accepted: '2015-11-02', graduated: '2018-04-04'}}
          - {name: Windrose, project: incubating, repo_url: 'https://w.example', extra: {accepted: '2019-10-10', incubating: '2020-01-02'}}
  - name: Harbour
    subcategories:
      - name: Berth Booking
        items:
          - {name: Quaylist, project: sandbox, repo_url: 'https://q.example', extra: {accepted: '2022-06-01'}}
          - {name: Moorly, project: sandbox, repo_url: 'https://m.example', extra: {accepted: '2023-06-01'}}
          - {name: Pierhead, project: incubating, extra: {accepted: '2022-06-20', incubating: '2022-06-20'}}
  - name: OHA Members
    subcategories:
      - name: Bosun
        items:
          - {name: Tidewright Oy (member), joined: '2015-11-02'}
          - {name: Quaylight (member), joined: '2021-07-07'}
          - {name: Saltmarsh (member), joined: '2022-07-07', homepage_url: 'https://salt.example/a'}
  - name: Special
    subcategories:
      - name: Training Partner
        items:
          - {name: Saltmarsh (KTP), homepage_url: 'https://salt.example/b'}
"""  # noqa: E501


DOCUMENTS = {"harbours.yml": HARBOURS}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What are the projects in Chart Plotting that are not graduated?", ["Soundwell", "Tremorlog"]),
        ("non-sandbox projects in Chart Plotting", ["Brinemap", "Tremorlog"]),
        ("Chart Plotting projects other than sandbox ones", ["Brinemap", "Tremorlog"]),
        ("Which projects in the Navigation layer have not graduated?", ["Soundwell", "Tremorlog", "Windrose"]),
        ("Which projects were sandbox on 1 June 2019?", ["Brinemap", "Tremorlog"]),
        ("List the projects that joined in 2021 or later", ["Moorly", "Pierhead", "Quaylist", "Soundwell"]),
        ("Besides Moorly, what are the sandbox projects?", ["Quaylist", "Soundwell"]),
        ("Which sandbox or incubating projects joined after 2019?", ["Moorly", "Pierhead", "Quaylist", "Soundwell"]),
        ("In 2018, which projects joined?", ["Tremorlog"]),
        ("Which projects joined between the start of 2016 and the end of 2018?", ["Brinemap", "Tremorlog"]),
        ("Which sandbox projects have been sandbox for more than two years?", ["Soundwell"]),
        ("Which projects have been incubating for less than two years?", ["Pierhead"]),
        ("Which projects reached graduation in under three years?", ["Leewardly"]),
        ("Which projects were archived without ever being incubating?", ["Tremorlog"]),
        ("What was archived since 1 February 2021?", ["Tremorlog"]),
        ("Which projects were archived between 1 February 2021 and 3 March 2022?", ["Tremorlog"]),
        ("Which categories have no graduated project?", ["Berth Booking"]),
        ("Which layers do not have any archived projects?", ["Harbour"]),
        ("How many projects per year were accepted since 2022?", ["2022: 2", "2023: 1"]),
        ("How many OHA projects joined between 2016 and 2019?", ["3"]),
        ("How many projects in Chart Plotting have not graduated?", ["2"]),
        ("How many archived projects are there in Berth Booking?", ["0"]),
        ("How many sandbox projects are there apart from Moorly?", ["2"]),
        ("Are there any archived projects in Route Planning?", ["no"]),
        ("Are there any projects that joined in 2017?", ["no"]),
        ("Does the OHA have projects that were archived before 2022?", ["yes"]),
        ("Is Windrose one of the projects that have not graduated?", ["yes"]),
        ("Is Brinemap one of the sandbox or incubating projects?", ["no"]),
        ("Is Moorly among the Harbour projects that joined in 2022?", ["no"]),
        ("Which of the projects in Navigation that are not graduated joined first?", ["Tremorlog"]),
        ("What is the newest of the sandbox projects in Chart Plotting?", ["Soundwell"]),
        ("Which project graduated last?", ["Brinemap"]),
        ("When did the first of the sandbox projects join the OHA?", ["2021-01-20"]),
        ("When did the last of the Navigation projects graduate?", ["2019-09-12"]),
        ("Which category has the most sandbox projects?", ["Berth Booking"]),
        ("Which categories have more than one project that joined before 2020?", ["Chart Plotting", "Route Planning"]),
        ("Which layers have at least two sandbox projects?", ["Harbour"]),
        ("How many projects joined in Q2 2022?", ["2"]),
        ("Which projects were sandbox in mid-2022?", ["Quaylist", "Soundwell"]),
        ("Which projects joined as incubating projects in 2022?", ["Pierhead"]),
        ("Which projects joined in the same month as Quaylist?", ["Pierhead"]),
        ("Who graduated in 2018?", ["Leewardly"]),
        ("Are there more sandbox than graduated projects?", ["yes"]),
        ("Did more projects graduate in 2018 than in 2019?", ["no"]),
        ("Does the OHA have more sandbox or graduated projects?", ["sandbox"]),
        ("Are there more graduated or sandbox projects?", ["sandbox projects"]),
        ("Are all projects in Route Planning graduated?", ["no"]),
        ("Have all projects in Harbour joined since 2022?", ["yes"]),
        ("In which year did the most sandbox projects join?", ["2021", "2022", "2023"]),
        ("Everything that graduated in 2019, please", ["Brinemap"]),
        ("Name every sandbox project that sits in Berth Booking", ["Moorly", "Quaylist"]),
        ("Of Quaylist, Moorly and Pierhead, which joined last?", ["Moorly"]),
        ("Did Brinemap or Leewardly graduate first?", ["Leewardly"]),
        ("What was the second project to graduate?", ["Brinemap"]),
        ("Which category has the second most projects that joined after 2017?", ["Chart Plotting"]),
        ("Which has more sandbox projects, Chart Plotting or Berth Booking?", ["Berth Booking"]),
        ("Which incubating project has been incubating the longest?", ["Windrose"]),
        ("Which projects share both category and level with Moorly?", ["Quaylist"]),
        ("What else is at the same level as Pierhead?", ["Windrose"]),
        ("Which incubating projects skipped the sandbox?", ["Pierhead"]),
        ("What levels has Brinemap gone through?", ["graduated", "sandbox"]),
        ("What was Windrose in November 2019?", ["sandbox"]),
        ("Which layer of the landscape is Moorly part of?", ["Harbour"]),
        ("How many projects were sandbox at the start of 2022?", ["1"]),
        ("Are there any graduated chart plotting projects?", ["yes"]),
        ("Which bosun members joined before 2020?", ["Tidewright Oy"]),
        ("How many members joined in 2021?", ["1"]),
        ("Which bosun members signed up in 2021?", ["Quaylight"]),
        ("How many products does Chart Plotting hold?", ["4"]),
        ("Is Saltmarsh a bosun member?", ["yes"]),
        ("Which tier is Saltmarsh in?", ["Bosun"]),
        ("wich projets gradauted in 2019", ["Brinemap"]),
        ("Which projects took longer than three years to graduate?", ["Brinemap"]),
        ("How many projects graduated within 30 months of joining?", ["1"]),
        ("What are the names of the archived projects that were sandbox at some point?", ["Tremorlog"]),
        ("Which sandbox projects are outside of the Navigation layer?", ["Moorly", "Quaylist"]),
        ("Which categories have two or more sandbox projects?", ["Berth Booking"]),
        ("Which projects joined the same year as Quaylist?", ["Pierhead"]),
        ("Which projects joined after Pierhead?", ["Moorly"]),
        ("Which projects went straight to incubating?", ["Pierhead"]),
        ("Which companies are members of the OHA?", ["Quaylight", "Saltmarsh", "Tidewright Oy"]),
        ("Is Quaylight a bosun member?", ["yes"]),
        ("Which member joined first?", ["Tidewright Oy"]),
        ("What is the category that has the fewest graduated projects?", ["Chart Plotting", "Route Planning"]),
        ("Which year saw the most graduations?", ["2018", "2019"]),
        ("Which project has been graduated the longest?", ["Leewardly"]),
        ("What was the second project in Navigation to graduate?", ["Brinemap"]),
        ("Is Soundwell the first sandbox project to join?", ["yes"]),
        ("Name the first 2 projects in Navigation to join", ["Brinemap", "Leewardly"]),
        ("the top 3 earliest projects in Navigation to join", ["Brinemap", "Leewardly", "Tremorlog"]),
        ("What falls under the Harbour layer?", ["Moorly", "Pierhead", "Quaylist"]),
        ("Which projects made it to graduation?", ["Brinemap", "Leewardly"]),
        ("Which projects does Moorly share its category with?", ["Pierhead", "Quaylist"]),
        ("Which projects are in Moorly's category?", ["Pierhead", "Quaylist"]),
        ("Which categories hold at least two projects?", ["Berth Booking", "Chart Plotting", "Route Planning"]),
        ("Which category has more than 2 projects?", ["Berth Booking", "Chart Plotting"]),
        ("What are the top 2 categories with the most projects?", ["Berth Booking", "Chart Plotting"]),
        ("How many graduated projects does each category have?", ["Chart Plotting: 1", "Route Planning: 1"]),
        ("Number of sandbox projects by layer", ["Harbour: 2", "Navigation: 1"]),
        ("How many projects are there per level?", ["archived: 1", "graduated: 2", "incubating: 2", "sandbox: 3"]),
        ("How many projects joined each year since 2021?", ["2021: 1", "2022: 2", "2023: 1"]),
        ("How many projects graduated every year?", ["2018: 1", "2019: 1"]),
        ("Give me the number of projects in each layer", ["Harbour: 3", "Navigation: 5"]),
    ],
)
def test_conditions_go_with_every_question(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert sorted(item.label for item in answer.items) == items
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("sandbox projects, newest first", ["Moorly", "Quaylist", "Soundwell"]),
        ("Sort the graduated projects by graduation date", ["Leewardly", "Brinemap"]),
        ("List the Route Planning projects in the order in which they joined", ["Leewardly", "Windrose"]),
        ("Show the bosun members from the newest to the oldest", ["Saltmarsh", "Quaylight", "Tidewright Oy"]),
    ],
)
def test_a_list_comes_in_the_order_asked_for(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


@pytest.mark.parametrize(
    "question",
    [
        "Which sandbox projects in Route Planning are written in Rust?",
        "How many gronks are graduated?",
        "Which bosun members were promoted in 2021?",
    ],
)
def test_a_word_left_over_is_no_selection(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    "question",
    ["How many graduated projects does each category have?", "How many projects joined each year since 2021?"],
)
def test_counts_of_each_are_what_the_query_shown_returns(service: Service, ask: Ask, question: str) -> None:
    answer = ask(question)

    assert answer.sparql is not None
    rows = service.graph.select(answer.sparql)
    assert sorted(row["item"].value for row in rows) == sorted(item.label for item in answer.items)


def test_of_counts_too_many_for_an_answer_the_first_are_told(tmp_path: Path) -> None:
    names = [f"Berth {'and Berth ' * 4}{number}" for number in range(40)]
    groups = "".join(
        f"      - name: {name}\n        items:\n"
        f"          - {{name: Boat{n}, project: sandbox, extra: {{accepted: '2022-06-01'}}}}\n"
        for n, name in enumerate(names)
    )
    text = HARBOURS.replace("  - name: OHA", f"{groups}  - name: OHA")
    answer = to_ask(build_service(tmp_path, {"harbours.yml": text}))("How many projects does each category have?")

    assert len(answer.items) == 43
    assert answer.answer.count(": 1; ") > 10 and answer.answer.endswith("There are 43 in all.")
    assert len(answer.answer) <= MAX_ANSWER


def test_a_record_says_of_a_value_what_its_own_lines_say(service: Service) -> None:
    (day,) = EvidenceReader(service.graph).of_property("joinedOn", ["https://w3id.org/landscape-kg/entity/Windrose"])

    said = find_said([day])
    assert {"windros", "accept"} <= said
    assert not {"incub", "sandbox"} & said


@pytest.mark.parametrize(
    "question",
    ["What was archived last year?", "What was archived in the past two years?", "what got archived a year ago"],
)
def test_days_are_counted_from_the_day_asked_on(ask: Ask, question: str) -> None:
    assert to_labels(ask(question, as_of="2022-11-22")) == ["Tremorlog"]
    assert to_labels(ask(question, as_of="2026-11-22")) == []
