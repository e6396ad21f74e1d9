"""Addresses, handles and codes name what has them; the organization behind a thing is told by its page."""

from __future__ import annotations

import pytest
from building import Ask, build_ask, to_labels

from api.answering.graph.fields.addresses import find_written, to_keys

KITES = """# Date: 2024-03-31
landscape:
  - name: Airborne
    subcategories:
      - name: Kite Frames
        items:
          - name: Brinemap
            project: graduated
            repo_url: https://github.com/salty/Brinemap
            twitter: https://twitter.com/saltyfolk
            logo: brinemap.svg
            crunchbase: https://www.crunchbase.com/organization/tidewright
            extra:
              accepted: '2016-05-10'
              graduated: '2019-09-12'
              chat_channel: '#brine-dev'
              summary_release_rate: Every 5 weeks
              docker_url: https://hub.docker.example/r/brine
              audits:
                - {date: '2020-02-03', type: security, url: 'https://audit.example/1', vendor: Q41 K-Lab}
                - {date: '2022-05-06', type: security, url: 'https://audit.example/2', vendor: House of Keys}
          - name: Soundwell
            repo_url: https://github.com/salty/soundwell
            twitter: https://twitter.com/saltyfolk
            crunchbase: https://www.crunchbase.com/organization/tidewright
            extra: {accepted: '2021-01-20', parent_project: Brinemap}
          - {name: Moorly, repo_url: 'https://m.example/moorly', crunchbase: 'https://www.crunchbase.com/organization/gull-works'}
          - {name: Docker, repo_url: 'https://d.example', crunchbase: 'https://www.crunchbase.com/organization/dock'}
          - {name: Leewardly, project: sandbox, repo_url: 'https://l.example', extra: {accepted: '2015-11-02'}}
  - name: OHA Members
    subcategories:
      - name: Bosun
        items:
          - {name: Tidewright (member), joined: '2015-11-02', stock_ticker: TDW, crunchbase: 'https://www.crunchbase.com/organization/tidewright'}
          - {name: Saltmarsh (member), joined: '2022-07-07', stock_ticker: SLT, homepage_url: 'https://salt.example'}
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return build_ask(tmp_path_factory.mktemp("kites"), {"kites.yml": KITES})


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Whose repository is github.com/salty/brinemap?", ["Brinemap"]),
        ("which project lives at https://www.github.com/salty/soundwell/?", ["Soundwell"]),
        ("who tweets as @saltyfolk?", ["Brinemap", "Soundwell"]),
        ("How many items tweet as @saltyfolk?", ["2"]),
        ("Which project has the chat channel #brine-dev?", ["Brinemap"]),
        ("whose logo is brinemap.svg?", ["Brinemap"]),
        ("ticker TDW belongs to which member?", ["Tidewright"]),
        ("Is github.com/salty/brinemap the repository of Brinemap?", ["yes"]),
        ("Is github.com/salty/brinemap the repository of Soundwell?", ["no"]),
        ("When did the project at github.com/salty/brinemap graduate?", ["2019-09-12"]),
        ("Whose website is salt.example?", ["Saltmarsh"]),
        ("which entry has the handle @saltyfolk on twitter", ["Brinemap", "Soundwell"]),
        ("Which items belong to the crunchbase organization gull-works?", ["Moorly"]),
        ("is https://github.com/salty/Brinemap where Brinemap has its code?", ["yes"]),
        ("which items share their crunchbase page with Soundwell?", ["Brinemap", "Soundwell", "Tidewright"]),
        ("how many audits does the project at github.com/salty/brinemap have?", ["2"]),
        ("when did the project whose chat channel is #brine-dev graduate?", ["2019-09-12"]),
        ("which category does the item with the repo github.com/salty/soundwell belong to?", ["Kite Frames"]),
        ("Which items are linked to the crunchbase page of Tidewright?", ["Brinemap", "Soundwell", "Tidewright"]),
    ],
)
def test_a_value_names_what_has_it(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items
    assert all("name: " in citation.text for citation in answer.citations)


@pytest.mark.parametrize("question", ["Whose repository is github.com/salty/nothing?", "Which member is TDW?"])
def test_a_value_that_no_field_holds_or_that_no_field_is_named_for_names_nothing(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("which company is behind Brinemap?", ["Tidewright"]),
        ("Soundwell is made by which company?", ["Tidewright"]),
        ("Who stands behind Moorly?", ["https://www.crunchbase.com/organization/gull-works"]),
        ("What products come from Tidewright?", ["Brinemap", "Soundwell"]),
        ("Which items are made by Gull Works?", ["Moorly"]),
        ("How many products does Tidewright have in the landscape?", ["2"]),
        ("everything made by Tidewright", ["Brinemap", "Soundwell"]),
        ("is Tidewright the company behind Soundwell?", ["yes"]),
        ("is Tidewright the company behind Moorly?", ["no"]),
        ("who sells Soundwell?", ["Tidewright"]),
        ("What company does Moorly come from?", ["https://www.crunchbase.com/organization/gull-works"]),
    ],
)
def test_the_organization_behind_a_thing_is_told_by_its_page(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


@pytest.mark.parametrize("question", ["Who created Moorly?", "which company is behind Leewardly?", "Who uses Moorly?"])
def test_a_page_says_no_more_than_who_is_behind_a_thing(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("how many audits are recorded for Brinemap?", ["2"]),
        ("how many times has Brinemap been audited?", ["2"]),
        ("when was the first audit of Brinemap?", ["2020-02-03"]),
        ("has anybody audited Brinemap?", ["yes"]),
        ("which projects were audited by Q41 K-Lab?", ["Brinemap"]),
        ("In which category is the project that Q41 K-Lab audited?", ["Kite Frames"]),
        ("Was Brinemap ever audited by House of Keys, going by the landscape?", ["yes"]),
        ("which items name Brinemap as their parent project?", ["Soundwell"]),
        ("docker hub page for Brinemap", ["https://hub.docker.example/r/brine"]),
        ("how often does Brinemap put out a release?", ["Every 5 weeks"]),
        ("Did Brinemap come into the OHA before Soundwell?", ["yes"]),
        ("how many top-level categories are there in the landscape?", ["2"]),
    ],
)
def test_fields_are_asked_for_in_free_words(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


def test_what_sets_two_things_apart_is_told(ask: Ask) -> None:
    told = ask("what sets Brinemap apart from Leewardly in terms of maturity?").answer
    assert "graduated" in told and "sandbox" in told


def test_codes_and_names_with_stops_are_no_addresses() -> None:
    assert [each.key for each in find_written("Does Node.js run at acme.example/x, e.g. for ABC?")] == [
        "node.js", "acme.example/x", "abc",
    ]  # fmt: skip
    assert to_keys("A map of salt, with/without waves") == {"a map of salt, with/without waves"}
