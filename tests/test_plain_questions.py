"""Questions in words that nothing else knows: the plain question that is nearest in meaning is asked instead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from building import Ask, build_ask, build_service, to_labels

ROOT = Path(__file__).parents[1]

FERRIES = """# Date: 2024-03-31
landscape:
  - name: Navigation
    subcategories:
      - name: Chart Plotting
        items:
          - {name: Brinemap, project: graduated, homepage_url: 'https://brine.example', repo_url: 'https://b.example', extra: {accepted: '2016-05-10', graduated: '2019-09-12', audits: [{date: '2020-02-03', vendor: Keelhaul}]}}
          - {name: Soundwell, project: sandbox, repo_url: 'https://s.example', extra: {accepted: '2021-01-20', mailing_list_url: 'https://list.example'}}
          - {name: Tremorlog, project: archived, repo_url: 'https://t.example', extra: {accepted: '2018-01-15', archived: '2021-05-05'}}
      - name: Route Planning
        items:
          - {name: Leewardly, project: graduated, repo_url: 'https://l.example', extra: {accepted: '2015-11-02', graduated: '2018-04-04'}}
          - {name: Windrose, project: incubating, repo_url: 'https://w.example', extra: {accepted: '2019-10-10', incubating: '2020-01-02'}}
  - name: OHA Members
    subcategories:
      - name: Bosun
        items:
          - {name: Tidewright Oy (member), joined: '2015-11-02'}
          - {name: Quaylight (member), joined: '2021-07-07'}
"""  # noqa: E501


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return build_ask(tmp_path_factory.mktemp("ferries"), {"ferries.yml": FERRIES})


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("My boss asks at which stage the project Windrose is these days.", ["incubating"]),
        ("Where does Windrose stand in terms of maturity?", ["incubating"]),
        ("When did Brinemap earn its graduation?", ["2019-09-12"]),
        ("what day did Leewardly cross the finish line to graduation?", ["2018-04-04"]),
        ("How is Soundwell classified?", ["Chart Plotting"]),
        ("Which shelf is Windrose on?", ["Route Planning"]),
        ("I need the git URL of Tremorlog.", ["https://t.example"]),
        ("On which day was Brinemap audited?", ["2020-02-03"]),
        ("What was the graduation day of Leewardly?", ["2018-04-04"]),
        ("Was Brinemap graduated before 2019?", ["no"]),
        ("Was Brinemap graduated before 2020?", ["yes"]),
        ("Is it true that Brinemap was the first project to graduate?", ["no"]),
    ],
)
def test_of_a_thing_the_nearest_that_records_tell_is_told(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("I need a chart plotting tool that already graduated - which are there?", ["Brinemap"]),
        ("What are my options among sandbox projects for chart plotting?", ["Soundwell"]),
        ("How many sandbox entries are there in the chart plotting bucket?", ["1"]),
        ("How big is the sandbox?", ["1"]),
        ("Name the latest addition to the sandbox.", ["Soundwell"]),
        ("Which newcomers did the sandbox get in January 2021?", ["Soundwell"]),
        ("Give me the complete set of archived projects.", ["Tremorlog"]),
        ("Tell me who finished graduation in 2019.", ["Brinemap"]),
        ("Which projects ended up archived in 2021?", ["Tremorlog"]),
        ("For chart plotting, which sandbox projects could I pick?", ["Soundwell"]),
        ("Which bosun members were there from 2016 or earlier?", ["Tidewright Oy"]),
        ("How many projects have made it all the way to graduated?", ["2"]),
        ("Which projects needed less than three years from acceptance to graduation?", ["Leewardly"]),
    ],
)
def test_of_a_set_all_that_is_named_is_a_condition(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


@pytest.mark.parametrize(
    "question",
    [
        "Which license does Brinemap use?",
        "Who leads the Soundwell project?",
        "How many contributors does Windrose have?",
        "When will Windrose graduate?",
        "Why was Tremorlog archived?",
        "What does Brinemap cost?",
        "When is the next meeting of Brinemap?",
        "Which graduated projects were rewritten in 2019?",
        "Which sandbox projects have security holes?",
        "Which bosun members left in 2021?",
        "How many people work on sandbox projects?",
        "Which projects failed graduation in 2019?",
        "Which sandbox projects can I install on Windows?",
    ],
)
def test_what_no_record_tells_stays_without_an_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


def test_what_a_thing_is_records_tell(ask: Ask) -> None:
    told = ask("What is Windrose?")
    assert all(word in told.answer for word in ("incubating", "Route Planning", "10 October 2019")), told.answer
    both = ask("Compare Windrose and Brinemap")
    assert all(word in both.answer for word in ("Windrose", "incubating", "Brinemap", "graduated")), both.answer
    assert both.items == [] and len(both.citations) > 3


def test_answering_loads_neither_parser_nor_torch(tmp_path: Path) -> None:
    build_service(tmp_path, {"ferries.yml": FERRIES})
    code = f"""
import sys
from pathlib import Path
from api.answering.model import Question
from api.service import open_service

answerer = open_service(Path({str(tmp_path / "data")!r})).answerer
for question in ["Which shelf is windrose on?", "graduated projects in route planning", "who is windrose"]:
    answerer.answer(Question(question=question))
print({{"spacy", "torch", "transformers", "sentence_transformers"}} & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "set()\n"
