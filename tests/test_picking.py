"""Names picked out of sentences that no statement was made of, over a document of made-up names."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask, build_ask, to_labels

from api.answering.graph.facts.kinds import to_head

TEXT = """---
title: Zorblat
date: 2022-03-04
---
# Zorblat

Zorblat is a database for time series. Zorblat keeps its whole catalogue in Quuxly. In silent mode every packet is
encrypted by a node proxy named ztun, written in Rust, and optional gates handle headers.

Zorblat runs jobs as workflows of Gribble, and stores the data of its portal in Mumblebase.

The company Fizzbin Labs built the first version for its own engineers and published Zorblat as open source in 2020.
The server is written in Go. Messages are encoded with Acme Buffers and travel over wires.

Pylons receive their settings by Zorblat streams, and Wirtle, the protocol of Pendrake, is defined on top of it.

Globex maintains Zorblat today. Globex bought Initrode in 2019.

Zorblat has a console. Its Grand Console is built with Pewter/Tin and has several themes. These include Dusk, Dawn and
Noon. The console is so well known that it is part of the ZCB, advanced Acme builders exam.

Globex works with Quill, a ledger by Brakes, for scanning of parcels and with Nettle, a Globex Sandbox project, for
sealing of parcels. Readers find tables with the help of Parcel Hub, which shows the tables of stable and early books.

Mo Tanner is the founding and current Pewter Board chair. Zorblat is a Pewter Board project. Zorblat works with Wexx, a
proxy, and with Tolly, a mail relay. The frame of Zorblat consists of three panels: oak, ash and elm.

A total of forty-two projects have followed Zorblat and been adopted by Globex. Globex adopted Pebble.

Fensby buys much of Zorblat, and is proud to be a user. At Fensby, Zorblat is used to print labels for barrels.

Zorblat helps quickly with floods, such as burst pipes and leaks. The Zorblat operator automates storage administrator
tasks, such as mixing, baking, cooling and packing.

| Event | Day |
|---|---|
| Presented to the public | 3 May 2018 |
| Audited by Initrode | 2019-06-07 |
"""


DOCUMENTS = {"zorblat.md": TEXT}


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("Where does Zorblat keep its whole catalogue?", "Quuxly"),
        ("In what does Zorblat keep its catalogue?", "Quuxly"),
        ("What is the node proxy of silent mode called?", "ztun"),
        ("Which node proxy encrypts packets in silent mode?", "ztun"),
        ("silent mode node proxy name", "ztun"),
        ("In which database does Zorblat store the data of its portal?", "Mumblebase"),
        ("By whom was Zorblat published as open source?", "Fizzbin Labs"),
        ("What is the Grand Console of Zorblat built with?", "Pewter/Tin"),
        ("Which exam is the console part of?", "ZCB"),
        ("Which project does Globex use for sealing of parcels?", "Nettle"),
        ("Which hub shows the tables of stable and early books?", "Parcel Hub"),
    ],
)
def test_a_name_is_picked_however_it_is_asked_for(ask: Ask, question: str, item: str) -> None:
    answer = ask(question)
    assert [found.label for found in answer.items] == [item]
    assert item in answer.citations[0].text


def test_who_chairs_a_board_is_its_chair(ask: Ask) -> None:
    assert to_labels(ask("Who chairs the Pewter Board?")) == ["Mo Tanner"]


def test_a_number_in_words_is_told_whole(ask: Ask) -> None:
    assert to_labels(ask("How many projects were adopted by Globex after Zorblat?")) == ["42"]


def test_what_makes_up_a_thing_is_what_it_consists_of(ask: Ask) -> None:
    assert to_labels(ask("Which panels make up the frame of Zorblat?")) == ["oak", "ash", "elm"]


def test_what_somebody_uses_a_thing_for_is_told_by_the_use(ask: Ask) -> None:
    assert "to print labels for barrels" in ask("What does Fensby use Zorblat for?").answer


def test_none_of_several_things_of_other_kinds_is_the_one_asked_for(ask: Ask) -> None:
    assert not {"Wexx", "Tolly"} & set(to_labels(ask("Which runtime does Zorblat work with?")))
    assert to_labels(ask("Which proxy does Zorblat work with?")) == ["Wexx"]


def test_floods_and_leaks_are_no_projects(ask: Ask) -> None:
    assert "leaks" not in to_labels(ask("Which projects help with floods?"))


def test_the_noun_asked_for_is_the_last_one(ask: Ask) -> None:
    tasks = ["mixing", "baking", "cooling", "packing"]
    assert to_labels(ask("Which storage administrator tasks does the Zorblat operator automate?")) == tasks


def test_to_whom_something_was_given_is_nobody_who_made_it(tmp_path: Path) -> None:
    text = "# Gifts\n\nWhen Wexley donated Flinder and Sprock to the CNCF, many used them. Sprock is a tool.\n"
    assert "CNCF" not in to_labels(build_ask(tmp_path, {"gifts.md": text})("Who made Sprock?"))


def test_a_licence_is_no_release(tmp_path: Path) -> None:
    text = (
        "# Sprock\n\nSprock is a tool. We believe that many will come when we release v1.0.0 and the Sprock Helper.\n"
    )
    assert build_ask(tmp_path, {"sprock.md": text})("Under which licence is Sprock released?").status == "unanswerable"


def test_what_belongs_to_another_is_not_what_is_asked_for(ask: Ask) -> None:
    assert to_labels(ask("Which protocol does Zorblat use?")) != ["Wirtle"]
    assert to_labels(ask("What is the protocol of Pendrake?")) == ["Wirtle"]


@pytest.mark.parametrize(
    "question",
    ["Which language is Zorblat written in?", "zorblat implementation language", "What is Zorblat coded in?"],
)
def test_a_relation_worded_of_the_thing_a_page_is_about_answers(ask: Ask, question: str) -> None:
    assert [found.label for found in ask(question).items] == ["Go"]


def test_no_name_is_picked_where_the_relation_is_not_said(ask: Ask) -> None:
    assert "Globex" not in [found.label for found in ask("Which company bought Globex?").items]


def test_what_a_definition_goes_on_to_say_is_no_kind() -> None:
    assert to_head("small database, used by banks") == "small database"


@pytest.mark.parametrize(
    ("question", "day"),
    [("When was Zorblat audited?", "2019-06-07"), ("On which day was Zorblat presented to the public?", "2018-05-03")],
)
def test_a_row_of_a_table_tells_a_day(ask: Ask, question: str, day: str) -> None:
    answer = ask(question)
    assert [(item.label, item.type) for item in answer.items] == [(day, "date")]
    assert "|" not in answer.answer


def test_who_did_it_is_told_by_the_verb_that_asks(tmp_path: Path) -> None:
    text = """---
title: Frobnix
date: 2022-03-04
---
# Frobnix

Frobnix is a CNCF project. Ann Petty began Frobnix in 2011. Frobnix was originally developed at Globex.
Globex is a company.
"""
    ask = build_ask(tmp_path, {"frobnix.md": text})
    assert to_labels(ask("Who began Frobnix?")) == ["Ann Petty"]
    assert to_labels(ask("Where was Frobnix developed?")) == ["Globex"]


def test_what_a_sentence_begins_with_it_of_is_picked_and_turned_round_by_what_it_stands_for(tmp_path: Path) -> None:
    text = """---
title: Quixar
date: 2022-03-04
---
# Quixar

Quixar is a proxy for harbours. It replaced Oldbar in 2020 and can reuse existing sails of Fennix. It was inspired by
Zorblat, a database.
"""
    ask = build_ask(tmp_path, {"quixar.md": text})
    assert to_labels(ask("What replaced Oldbar?")) == ["Quixar"]
    assert to_labels(ask("Which proxy can reuse the sails of Fennix?")) == ["Quixar"]
    assert ask("What was inspired by Quixar?").status == "unanswerable"
