"""What is told is told of the very thing asked about: not of a longer name, an owner's things, or a row's own thing."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "quill.md": """# Kernels

Zorblat Container Quill is an incubating CNCF project. Brinemap was ported to Quill by Ada Kettle, a Quill kernel
developer. Soundwell, written in Quill, is the veteran.

Zorblat Container Quill, a fork of the kernel, is a project without a shell.
""",
    "guild.md": """# The Acme Guild

Tremorlog was created by the Acme Guild. The Acme Guild accepted Tremorlog on 14 August 2019. Its incubation began on
10 March 2022. Windrose, begun at Keelhaul, graduated on 30 November 2022. Ben Sigel, who had worked at Keelhaul and
then founded Lightstep, was the driving force from the end of 2015. Keelhaul engineers began Oarlock at the end of
2016. A harbour scheme of Keelhaul was launched in 2017. Keelhaul uses Windrose. The engineers of Keelhaul's yard began
Kedgeway in 2014.
""",
    "table.md": """# Acme Guild projects

The Acme Guild hosts these projects:

| Project | Incubating since | Purpose |
|---|---|---|
| Cloud Custody | 2022-09-14 | rules for accounts; created at Capital Two |
| Openlight | 2025-01-10 | light at the edge |
| Metalwork | 2025-08-14 | bare metal hosts as objects |
""",
    "harbourlight.md": """# Harbourlight

Bo Kettle and Cy Wharf started Harbourlight at Quaylight, and its first stable release came in September 2014.

Harbourlight was accepted on 10 April 2023 at incubating level, more than eight years after its first release.

## Buzzwords

- Bollard, bollardless, ambient
- Mutual moorings

## Beside it

A large open source community stood behind Harbourlight in October 2018. A bollard holds the rope of a ship.
""",
    "ropes.md": """# Rope Machines: a category of the landscape

Rope Machines is a category of the Deck layer. Kumara, Consulate, Ciliate and the archived Open Rope Machine are or were
further choices.

Open Rope Machine, begun at Keelhaul, was archived in June 2023, Merbridge Rope Machine in May 2025.

Ropes is a map of its own. It has five categories: Tools, Yards, Frames, Hosted Loom and Deck Loom.
""",
    "council.md": """# The council of Tarnmoor

The council sets the course of Tarnmoor. Anneke Visser, who chaired the council of Tarnmoor from its first day, stepped
down in May 2021.

A Composite Slate Definition, or CSD for short, defines the schema of a slate. One CSD may have any number of slates,
and a label decides between them.
""",
    "veldt.md": """# Winter papers

In the winter the wharves of the Orlo Veldt Yard carried salt, tar and rope to the islands without a single loss.
""",
    "mail.md": """# Tools

Dunspar and Dunspar X are tools of the Continuous Rope Foundation. Dunspar X was written by Ada Kettle. The tools of
Dunspar are sold by Acme.
""",
}


@pytest.mark.parametrize(
    "question",
    [
        "Is Quill a CNCF project?",
        "What is Quill?",
        "What is X?",
        "When was the Acme Guild founded?",
        "When was the Acme Guild created?",
        "When was Keelhaul founded?",
        "When did Keelhaul begin?",
        "Who created Quill?",
        "When was Harbourlight open sourced?",
        "How many hosted looms has Ropes?",
    ],
)
def test_what_is_told_of_another_thing_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Is Zorblat Container Quill a CNCF project?", ["yes"]),
        ("When was Kedgeway started?", ["2014"]),
        ("When was Oarlock started?", ["2016"]),
        ("When was Harbourlight first released?", ["2014-09"]),
    ],
)
def test_of_the_thing_itself_it_is_told(ask: Ask, question: str, items: list[str]) -> None:
    assert to_labels(ask(question)) == items


def test_what_is_said_of_a_part_that_a_question_names_answers_it(ask: Ask) -> None:
    assert to_labels(ask("Who chaired Tarnmoor's council?")) == ["Anneke Visser"]


def test_a_short_name_behind_a_long_one_is_defined_with_it(ask: Ask) -> None:
    assert ask("What is a CSD?").answer.startswith("A Composite Slate Definition, or CSD for short, defines")


def test_who_says_more_of_a_name_may_mean_its_beginning(ask: Ask) -> None:
    assert ask("What did Orlo carry to the islands in the winter?").status == "answered"
    assert ask("What did Veldt carry to the islands in the winter?").status == "unanswerable"


def test_a_line_of_key_words_defines_nothing(ask: Ask) -> None:
    assert ask("What is a bollard?").answer.startswith("A bollard holds the rope of a ship.")


def test_what_is_said_of_the_last_of_a_list_is_not_said_of_all(ask: Ask) -> None:
    assert "Kumara" not in ask("Which rope machines are archived?").answer
