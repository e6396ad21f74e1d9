"""Words that steer a question, by time, denial or order, are read by what answers it, or nothing answers."""

from __future__ import annotations

import pytest
from building import Ask, build_ask, to_labels

KITES = """# Date: 2024-03-31
landscape:
  - name: Kites
    subcategories:
      - name: Box Kites
        items:
          - {name: Swiftlath, project: graduated, repo_url: 'https://a.example', extra: {accepted: '2016-05-10', incubating: '2017-02-03', graduated: '2019-09-12', blog_url: 'https://a.example/blog'}}
          - {name: Dunspar, project: incubating, repo_url: 'https://d.example', extra: {accepted: '2018-07-01', incubating: '2021-03-02'}}
          - {name: Pennonry, project: sandbox, repo_url: 'https://p.example', extra: {accepted: '2021-01-20'}}
          - {name: Tailknot, project: archived, repo_url: 'https://t.example', extra: {mailing_list_url: 'https://t.example/list', accepted: '2018-01-15', archived: '2021-05-05'}}
      - name: Delta Kites
        items:
          - {name: Leewing, project: graduated, repo_url: 'https://l.example', extra: {accepted: '2015-11-02', incubating: '2015-11-02', graduated: '2018-04-04'}}
          - {name: Ramwing, project: sandbox, repo_url: 'https://r.example', extra: {accepted: '2020-06-06'}}
          - {name: Bridlery, project: incubating, repo_url: 'https://b.example', extra: {accepted: '2019-10-10', incubating: '2020-01-02'}}
  - name: AKF Members
    subcategories:
      - name: Reel
        items:
          - {name: Tidewright Oy (member), joined: '2015-11-02'}
          - {name: Quaylight (member), joined: '2021-07-07'}
"""  # noqa: E501


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return build_ask(tmp_path_factory.mktemp("kites"), {"kites.yml": KITES})


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("When did Bridlery get promoted out of the sandbox?", ["2020-01-02"]),
        ("When did Swiftlath stop being incubating?", ["2019-09-12"]),
        ("On which date did Dunspar leave the sandbox?", ["2021-03-02"]),
        ("Which projects left the sandbox in 2021?", ["Dunspar", "Tailknot"]),
        ("Which projects moved from the sandbox to incubation before 2021?", ["Bridlery", "Swiftlath"]),
        ("How many projects never left the sandbox?", ["2"]),
        ("Which project left the sandbox first?", ["Swiftlath"]),
        ("Which projects are past the sandbox in Box Kites?", ["Dunspar", "Swiftlath"]),
        ("Who is no longer incubating?", ["Leewing", "Swiftlath"]),
        ("Which project that joined in 2018 was the last one to leave the sandbox?", ["Tailknot"]),
        ("What was the maturity of Swiftlath before 2019?", ["incubating"]),
        ("Which reel members have been with the AKF since 2015?", ["Tidewright Oy"]),
    ],
)
def test_leaving_a_level_and_standing_past_it_are_conditions(ask: Ask, question: str, items: list[str]) -> None:
    assert sorted(to_labels(ask(question))) == items


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Was Dunspar an AKF project before 2018?", "no"),
        ("Was Dunspar an AKF project before 2019?", "yes"),
        ("Was Ramwing part of the AKF in 2019?", "no"),
        ("Is Dunspar an AKF project since 2017?", "no"),
        ("Is Dunspar an AKF project since 2018?", "yes"),
        ("Is Tailknot no longer in the sandbox?", "yes"),
        ("Is Pennonry no longer in the sandbox?", "no"),
        ("Is Swiftlath past incubation?", "yes"),
        ("Is Bridlery past incubation?", "no"),
        ("Did Dunspar leave the sandbox before 2021?", "no"),
        ("Is any project in Delta Kites beyond incubation?", "yes"),
    ],
)
def test_a_verdict_keeps_to_the_time_and_the_denial(ask: Ask, question: str, verdict: str) -> None:
    assert to_labels(ask(question)) == [verdict]


@pytest.mark.parametrize(
    "question",
    [
        "Is Swiftlath the best graduated project?",
        "Is Swiftlath the most loved graduated project?",
        "Which are the toughest graduated projects?",
        "What are the loudest incubating projects, oldest first?",
        "Which Box Kites projects did not survive?",
    ],
)
def test_what_steers_a_question_and_no_record_tells_is_not_passed_over(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("which of the box kites projects that joined after 2015 have graduated by now, oldest first", ["Swiftlath"]),
        (
            "I need everything in Box Kites that came in before 2019 and made it past the sandbox.",
            ["Dunspar", "Swiftlath"],
        ),
        ("Anything in the Delta Kites corner that made it past the sandbox?", ["Bridlery", "Leewing"]),
        ("What do Delta Kites and Box Kites have in the way of graduated projects?", ["Leewing", "Swiftlath"]),
        ("Did any of the 2016 newcomers graduate?", ["yes"]),
        ("Did any of the 2018 newcomers graduate?", ["no"]),
        ("Which newcomers of 2018 became incubating in 2021?", ["Dunspar"]),
        ("Of the projects from before 2020, which have yet to graduate?", ["Bridlery", "Dunspar", "Tailknot"]),
        ("What year brought in the most new projects?", ["2018"]),
    ],
)
def test_each_phrase_of_a_question_is_a_condition_of_its_own(ask: Ask, question: str, items: list[str]) -> None:
    assert sorted(to_labels(ask(question))) == items


def test_of_two_things_lacking_each_is_found_once(ask: Ask) -> None:
    told = ask("How many box kites projects have neither a blog nor a mailing list?")
    assert to_labels(told) == ["2"] and "Pennonry" in told.answer
    assert "MINUS" in (told.sparql or ""), "as NOT EXISTS it takes minutes over some thousand records"
