"""A tool's README, its FAQ, its adopters and a comparison: what their readers ask, and what is not told."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

DOCUMENTS = {
    "README.md": """# Grindel

Grindel is a queue for mills, written in Rust. Grindel was called *Millstone* until v0.4.
What runs a mill is really three pieces:

* **hopper** is the command line tool. It fills, it empties.
* **chute** is a gate. It looks at what comes and lets it through.
* **sieve** is a log of all that passed.

Vane Engine as a runtime will not work, because it does not show its wheels.
On 2 April we changed the flour supplier for mill.example from Dyno Flour to Gandalf Grain.
Operators, who have access to nothing else, create a claim; Grindel then creates the matching sack.
Flour from two valleys is not within Grindel's scope, as it can only read one.

## Packages

Three kinds of package exist, all of them sacks:

| Package | Contains |
|---|---|
| Provider | wheels |
| Configuration | plans |
| Function | one wheel |

## Licence

Apache License 2.0. Versions before 0.6 were published under MIT, and remain so.

## Requirements

To be shown at the fair, a mill has to grind rye. It must also have two owners.
The default settings of Grindel are unsuitable for large mills. Grindel is a pull-based queue.
It reads these kinds of grain: `rye`, `oats`, and `spelt`. The Vale Sack Kept Inside (VSKI) holds it.
""",
    "faq.md": """# Questions about Zorblat

## Is it a Quay Foundation project?

No. It lives with its makers.

## Who made it?

Zorblat was made by Ann Lee. Vargle was made by Bo Kerr.
""",
    "outage.md": """# The outage at Long Mill

| Time | What happened |
|---|---|
| 06:48 | alarm bell rings, the wheel stops |
| 07:47 | outage declared, Cleo Brandt takes over as wheel master |
""",
    "vargle-intro.md": """# Introduction

Grain in a bin can be weighed as often as needed, and grain is not deleted after weighing.
""",
    "ADOPTERS.md": """# Who uses Grindel?

| Organisation | Sector | Since | Stage |
|---|---|---|---|
| Adriatica Air | airline | 2022 | production |
| Delver Games | gaming | 2021 | staging |
| Orange | telecoms | 2021 | production |
| Tiketa | ticketing | 2023 | production |
""",
    "compared.md": """# Millers compared

We take **Kywheel**, a policy engine that stands before the door. Wardwheel is a policy engine, too.
Wardwheel came in May, shortly before Kywheel.

| | Kywheel | Wardwheel |
|---|---|---|
| First released | 2019 | 2021 |
| Started by | Nirmola | SUFE |
""",
}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was Grindel's earlier name?", "Millstone"),
        ("Which pieces make up a mill?", "hopper, chute, sieve"),
        ("What types of Grindel package are there?", "Provider, Configuration, Function"),
        ("Under which licence was Grindel released before version 0.6?", "MIT"),
        ("Under which licence is Grindel released?", "Apache License 2.0"),
        ("Which flour supplier did Grindel move to?", "to Gandalf Grain"),
        ("What does a mill have to do to be shown at the fair?", "two owners"),
        ("What kind of tool is Kywheel?", "policy engine"),
        ("Who took over as wheel master?", "Cleo Brandt"),
        ("Kywheel is an example of what?", "policy engine"),
        ("Is Kywheel a queue or a policy engine?", "policy engine"),
        ("Is Wardwheel a policy engine or a gate?", "policy engine"),
    ],
)
def test_what_a_page_says_in_its_own_way(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert said in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Which flour supplier did Grindel move to?", ["Gandalf Grain"]),
        ("Which flour supplier did Grindel switch from?", ["Dyno Flour"]),
        ("Which kinds of grain does Grindel read?", ["rye", "oats", "spelt"]),
        ("Which organisations run Grindel in production?", ["Adriatica Air", "Orange", "Tiketa"]),
        ("Which adopters of Grindel are in gaming?", ["Delver Games"]),
        ("Which engine was started by SUFE?", ["Wardwheel"]),
    ],
)
def test_items_stand_in_rows_moves_and_lists_of_code(ask: Ask, question: str, labels: list[str]) -> None:
    assert sorted(to_labels(ask(question))) == sorted(labels)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is Grindel push based?", "no"),
        ("Is Grindel a pull-based queue?", "yes"),
        ("Are the default settings of Grindel ok for large mills?", "no"),
        ("Does Grindel read flour from two valleys?", "no"),
        ("Does Zorblat belong to the Quay Foundation?", "no"),
        ("Does Vargle delete grain after weighing?", "no"),
        ("Is Orange running Grindel in production?", "yes"),
        ("Is Delver Games running Grindel in production?", "no"),
    ],
)
def test_verdicts_keep_to_what_rows_and_sentences_say(ask: Ask, question: str, verdict: str) -> None:
    assert to_labels(ask(question)) == [verdict]


@pytest.mark.parametrize("question", ["What was Wardwheel called before?", "Which mill did Orange use first?"])
def test_what_stood_before_is_no_name_and_no_row(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize("question", ["Who created Grindel?", "Which company created Grindel?"])
def test_what_is_made_and_what_makes_other_things_is_nobody(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


def test_the_project_is_the_one_spoken_of(ask: Ask) -> None:
    assert "Millstone" in ask("What was the project's earlier name?", history=["What is Grindel written in?"]).answer
