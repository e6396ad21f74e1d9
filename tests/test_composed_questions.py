"""Questions of several parts, over a document of made-up names: chains, leaving out, sameness, kinds, counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask, build_ask, to_labels

from api.service import Service

TEXT = """---
title: Stores
date: 2022-03-04
---
# Stores

Zorblat is a CNCF project written in Rust. The company Acme created Zorblat. Zorblat replaced Quuxdb.

Quuxdb is a CNCF project written in Go. The company Initech created Quuxdb.

Frobnix is a CNCF project written in Rust. Acme created Frobnix. Frobnix depends on Quuxdb.

Zorblat, an analytics store, graduated on 3 May 2021. Frobnix graduated on 7 June 2021. Quuxdb is a sandbox project.

In 2021 the company Globex bought Acme.
"""


DOCUMENTS = {"stores.md": TEXT}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What language is Quuxdb's successor written in?", ["Rust"]),
        ("language of the successor of Quuxdb", ["Rust"]),
        ("Who owns the company that created Frobnix?", ["Globex"]),
        ("Who is behind the store that replaced Quuxdb?", ["Acme"]),
        ("What else was created by the company behind Zorblat?", ["Frobnix"]),
        ("Who created what Frobnix depends on?", ["Initech"]),
        ("Which projects are written in Rust apart from Frobnix?", ["Zorblat"]),
        ("Which analytics projects are graduated?", ["Zorblat"]),
        ("Which project by Initech is written in Go?", ["Quuxdb"]),
        ("Which projects from Acme are graduated?", ["Frobnix", "Zorblat"]),
        ("Besides Zorblat, which projects are written in Rust?", ["Frobnix"]),
        ("Which projects are written in the same language as Zorblat?", ["Frobnix"]),
        ("What was the first graduated CNCF project?", ["Zorblat"]),
        ("since when is Zorblat graduated", ["2021-05-03"]),
        ("Which project graduated last?", ["Frobnix"]),
        ("How many sandbox projects are written in Rust?", ["0"]),
        ("How many projects are written in Rust?", ["2"]),
        ("Who came up with Zorblat?", ["Acme"]),
        ("what took the place of Quuxdb", ["Zorblat"]),
        ("Zorblat 7 creator", ["Acme"]),
        ("Is Zorblat sandbox, incubating or graduated?", ["graduated"]),
        ("Is Quuxdb written in Rust or Go?", ["Go"]),
        ("Zorblat graduated in 2021, who created it?", ["Acme"]),
        ("wich company created Frobnix", ["Acme"]),
        ("Which CNCF projects are written in Go?", ["Quuxdb"]),
        ("what does Frobnix need", ["Quuxdb"]),
        ("Which company created the most projects?", ["Acme"]),
        ("Who created the fewest projects?", ["Initech"]),
        ("Which language are most projects written in?", ["Rust"]),
        ("Name one project written in Go", ["Quuxdb"]),
        ("list all programming languages", ["Go", "Rust"]),
        ("What are the maturity levels?", ["graduated", "sandbox"]),
        ("Which of Zorblat, Frobnix and Quuxdb are written in Rust?", ["Frobnix", "Zorblat"]),
        ("Which graduated first, Zorblat or Frobnix?", ["Zorblat"]),
    ],
)
def test_parts_of_a_question_are_joined(ask: Ask, service: Service, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert [item.label for item in answer.items] == items, answer.answer
    assert answer.citations and answer.sparql is not None
    rows = service.graph.query(answer.sparql)
    assert {row["item"].value for row in rows} == {item.iri or item.label for item in answer.items}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Are Zorblat and Frobnix both written in Rust?", "yes"),
        ("Are Zorblat and Quuxdb both written in Rust?", "no"),
        ("Are Zorblat and Quuxdb written in the same language?", "no"),
        ("Are Zorblat and Frobnix written in the same language?", "yes"),
        ("Was Quuxdb created by Acme?", "no"),
        ("Is Zorblat a company?", "no"),
        ("Zorblat written in Rust?", "yes"),
        ("Quuxdb graduated?", "no"),
        ("Do Zorblat and Quuxdb have the same creator?", "no"),
        ("Do Zorblat and Frobnix have the same creator?", "yes"),
        ("Are there any graduated projects written in Go?", "no"),
        ("Is there any project written in Rust?", "yes"),
    ],
)
def test_yes_and_no_are_borne_out(ask: Ask, question: str, verdict: str) -> None:
    answer = ask(question)
    assert [item.label for item in answer.items] == [verdict], answer.answer
    assert answer.facts and answer.citations


@pytest.mark.parametrize(
    "question", ["What is the default password of Zorblat?", "Who is the mascot of Frobnix?", "price of Quuxdb"]
)
def test_a_relation_that_no_fact_comes_near_to_is_not_answered(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


def test_a_name_that_the_query_leaves_out_picks_the_sentence_that_tells_of_it(tmp_path: Path) -> None:
    text = (
        "# Stores\n\nZorblat, Frobnix and Vargle are databases. Zorblat integrates with Quuxdb, a database."
        " Frobnix integrates with Quuxdb over Vargle.\n"
    )
    ask = build_ask(tmp_path, {"stores.md": text})
    assert to_labels(ask("What integrates with Quuxdb?")) == ["Frobnix", "Zorblat"]
    assert to_labels(ask("What integrates with Quuxdb over Vargle?")) == ["Frobnix"]


@pytest.mark.parametrize(
    "question", ["Which companies use Frobnix?", "Who uses Zorblat?", "Which company uses Quuxdb in production?"]
)
def test_a_relation_that_is_worded_gives_way_to_no_other(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable", ask(question).answer


def test_what_is_said_of_several_does_not_join_them(tmp_path: Path) -> None:
    text = "# Stores\n\nZorblat, Frobnix and Quuxdb are databases that keep logs. Vargle with Zorblat is fast.\n"
    ask = build_ask(tmp_path, {"stores.md": text})
    assert ask("Does Zorblat use Quuxdb?").status == "unanswerable"


def test_a_work_that_no_fact_tells_of_is_not_answered_about(ask: Ask) -> None:
    assert ask("Which Frobnix license does Quuxdb have?").status == "unanswerable"
    assert ask("Which Frobnix companies created Quuxdb?").status == "unanswerable"


def test_a_lead_in_without_what_it_leads_to_is_no_answer(tmp_path: Path) -> None:
    text = (
        "# Filters\n\nZorblat is a proxy. Numeric filters of Zorblat and matchers can be combined:\n\n"
        "```yaml\nfilter: low\n```\n\nThe following matchers are available for numeric filters of Zorblat:\n\n"
        "- low\n- high\n"
    )
    ask = build_ask(tmp_path, {"filters.md": text})
    answer = ask("Which matchers are available for numeric filters?")
    assert [item.label for item in answer.items] == ["low", "high"], answer.answer


def test_who_built_a_thing_is_no_answer_to_what_it_is_built_on(ask: Ask) -> None:
    answer = ask("What is Frobnix built on?")
    assert "Acme" not in [item.label for item in answer.items]


def test_a_list_is_not_told_of_a_kind_that_nothing_says_of_it(ask: Ask) -> None:
    assert not ask("Which accounting projects are graduated?").items


def test_a_reason_is_not_told_of_what_no_sentence_says_of_two_works(ask: Ask) -> None:
    assert ask("Why did Quuxdb replace Frobnix?").status != "answered"
    assert ask("Why did Initech buy Acme?").status != "answered"


def test_a_second_question_about_the_answer_is_told_by_its_sentence(ask: Ask) -> None:
    answer = ask("Which company bought Acme and when?")
    assert [item.label for item in answer.items] == ["Globex", "2021"]
    assert "In 2021 the company Globex bought Acme." in answer.answer


def test_a_sentence_that_names_nobody_does_not_say_who(ask: Ask) -> None:
    assert ask("Who established Globex?").status != "answered"


@pytest.mark.parametrize("question", ["Who created the store that", "Who uses the tool which?"])
def test_a_description_that_breaks_off_is_no_fault(ask: Ask, question: str) -> None:
    assert ask(question).answer


def test_the_last_is_found_by_days_where_months_are_told_too(tmp_path: Path) -> None:
    told = "Zorblat is a CNCF project that graduated on 2 June 2021. Quuxdb, a CNCF project, graduated in June 2021."
    ask = build_ask(tmp_path, {"a.md": f"# News\n\n{told}\n", "b.md": "# Notes\n\nQuuxdb graduated on 7 June 2021.\n"})

    assert to_labels(ask("Which project graduated last?")) == ["Quuxdb"]


def test_as_many_are_named_as_are_asked_for(ask: Ask) -> None:
    answer = ask("Name two CNCF projects")

    assert len(answer.items) == 2
    assert all(item.label in answer.answer for item in answer.items)


def test_a_noun_that_needs_its_verb_words_no_relation_without_it(ask: Ask) -> None:
    answer = ask("Which language is Frobnix's backend written in?")

    assert answer.status == "unanswerable"


def test_who_made_a_thing_is_not_where_its_name_is_from(ask: Ask) -> None:
    assert "Acme" not in to_labels(ask("Where does the name Zorblat come from?"))
