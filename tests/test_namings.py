"""What a name means and where it comes from, told by the sentence that speaks of the name."""

from __future__ import annotations

import pytest
from building import Ask

TEXT = """# Gates

Zorblat (graduated) Zorblat is a gate for messages that Acme made. It means helmet in old Frisian. Zorblat runs on
Quuxdb.

Quuxdb is a store for messages. Its name is pronounced quax and means barrel. It keeps all messages for a year.

Frobnix is named after a street in Leeds. Frobnix watches stores.

ZBT (read as Zobbit) is a small gate. Quuxdb is written in Rust. Vorpal is a store that is written in Rust.
"""
DOCUMENTS = {"gates.md": TEXT}


@pytest.mark.parametrize(
    ("question", "meaning", "unsaid"),
    [
        ("What does the word Zorblat mean in Frisian?", "helmet", "runs on"),
        ("what does the name Quuxdb mean", "barrel", "keeps all messages"),
        ("what does Quuxdb's name mean", "barrel", "keeps all messages"),
        ("what does the name of Quuxdb mean?", "barrel", "keeps all messages"),
        ("meaning of the name Quuxdb", "barrel", "keeps all messages"),
        ("Where does the name Quuxdb come from?", "barrel", "keeps all messages"),
    ],
)
def test_the_sentence_on_the_name_is_told_and_no_definition(ask: Ask, question: str, meaning: str, unsaid: str) -> None:
    found = ask(question)
    assert meaning in found.answer
    assert unsaid not in found.answer
    assert [item.label for item in found.items] == [meaning]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How is ZBT pronounced?", "Zobbit"),
        ("How is the name ZBT read?", "Zobbit"),
        ("how do you pronounce Quuxdb", "quax"),
    ],
)
def test_how_a_name_is_said_aloud(ask: Ask, question: str, said: str) -> None:
    assert said in ask(question).items[0].label


def test_what_a_thing_means_is_still_what_it_is(ask: Ask) -> None:
    assert ask("What does Zorblat mean?").answer.startswith("Zorblat is a gate for messages")


def test_a_kind_with_a_clause_asks_for_its_things(ask: Ask) -> None:
    assert {item.label for item in ask("all stores that are written in Rust").items} == {"Quuxdb", "Vorpal"}
