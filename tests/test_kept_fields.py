"""What records hold in fields of any name is asked for by that name: of one thing, and as a condition on many."""

from __future__ import annotations

import pytest
from building import Ask, build_service, to_ask, to_labels

from api.service import Service

_LONG = "x" * 1200
BOATS = f"""# Date: 2024-03-31
landscape:
  - name: Hulls
    subcategories:
      - name: Rigging
        items:
          - name: Brinemap
            project: graduated
            repo_url: https://b.example
            description: A map of salt
            logo: {_LONG}.svg
            extra:
              accepted: '2016-05-10'
              graduated: '2019-09-12'
              mailing_list_url: https://lists.example/brinemap
              surveys:
                - {{date: '2020-02-03', type: stability, url: 'https://survey.example/1', vendor: Keel Works}}
                - {{date: '2022-05-06', type: noise, url: 'https://survey.example/2', vendor: Quiet Sea}}
          - name: Soundwell
            project: sandbox
            repo_url: https://s.example
            specification: true
            extra: {{accepted: '2021-01-20', slack_url: 'https://chat.example/soundwell', radio_channel: '#14'}}
          - name: Leewardly
            project: graduated
            repo_url: https://l.example
            extra:
              accepted: '2015-11-02'
              graduated: '2018-04-04'
              surveys: [{{date: '2019-07-08', type: stability, url: 'https://survey.example/3', vendor: Keel Works}}]
          - {{name: Pierhead, project: incubating, extra: {{accepted: '2022-06-20', incubating: '2022-06-20'}}}}
          - {{name: Moorly, repo_url: 'https://m.example', open_source: false, extra: {{docs_licence: CC BY}}}}
  - name: OHA Members
    subcategories:
      - name: Bosun
        items:
          - {{name: Tidewright (member), joined: '2015-11-02', sea_user: true, homepage_url: 'https://t.example'}}
          - {{name: Saltmarsh (member), joined: '2022-07-07', homepage_url: 'https://salt.example'}}
"""


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which projects have a mailing list?", ["Brinemap"]),
        ("graduated projects without a mailing list", ["Leewardly"]),
        ("Which projects give no repository?", ["Pierhead"]),
        ("How many graduated projects have been surveyed?", ["2"]),
        ("Which projects were surveyed by Keel Works?", ["Brinemap", "Leewardly"]),
        ("Which projects had a noise survey?", ["Brinemap"]),
        ("Which projects were surveyed in 2019?", ["Leewardly"]),
        ("Which projects in Rigging have never been surveyed?", ["Moorly", "Pierhead", "Soundwell"]),
        ("Which projects have a mailing list or a Slack channel?", ["Brinemap", "Soundwell"]),
        ("Which projects are specifications?", ["Soundwell"]),
        ("Which projects are not open source?", ["Moorly"]),
        ("Which Bosun members are sea users?", ["Tidewright"]),
        ("Is Saltmarsh a sea user?", ["no"]),
        ("Does Brinemap have a mailing list?", ["yes"]),
        ("Does Leewardly have a mailing list?", ["no"]),
        ("Has Leewardly ever been surveyed by Quiet Sea?", ["no"]),
        ("Do all graduated projects have a mailing list?", ["no"]),
        ("Who surveyed Leewardly?", ["Keel Works"]),
        ("Who were the surveyors of Leewardly?", ["Keel Works"]),
        ("Which projects have Quiet Sea as surveyor?", ["Brinemap"]),
        ("Is there a mailing list for Leewardly?", ["no"]),
        ("Was there a noise survey of Brinemap?", ["yes"]),
        ("When was Leewardly surveyed?", ["2019-07-08"]),
        ("What type of survey did Leewardly have?", ["stability"]),
        ("On which radio channel is Soundwell?", ["#14"]),
    ],
)
def test_fields_are_asked_for_by_their_names(boats: Ask, question: str, items: list[str]) -> None:
    assert to_labels(boats(question)) == items


@pytest.mark.parametrize(
    "question",
    ["Which projects have a podcast?", "Who surveyed Soundwell?", "Which projects were surveyed by Deep Blue?"],
)
def test_what_no_record_holds_is_not_told(boats: Ask, question: str) -> None:
    assert boats(question).status == "unanswerable"


def test_a_line_far_down_a_long_record_is_cited_with_its_name(boats: Ask) -> None:
    answer = boats("When were the surveys of Brinemap?")
    assert to_labels(answer) == ["2020-02-03", "2022-05-06"]
    assert any("name: Brinemap" in c.text for c in answer.citations)
    assert any("date 2022-05-06" in c.text for c in answer.citations)


def test_a_fact_of_a_line_far_down_is_cited_with_the_name(boats: Ask) -> None:
    answer = boats("What is the mailing list of Brinemap?")
    assert to_labels(answer) == ["https://lists.example/brinemap"]
    assert any("name: Brinemap" in c.text for c in answer.citations)


@pytest.fixture(scope="module")
def boats(service: Service) -> Ask:
    return to_ask(service)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return build_service(tmp_path_factory.mktemp("boats"), {"boats.yml": BOATS})
