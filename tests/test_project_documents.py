"""Questions over the documents that projects ship: a README, release notes, a page of questions, all made up."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

README = """# Sluice

[Sluice](https://example.org/sluice) is a gate keeper for streams of events.

## Requirements

- Node.js version 16+
- Zorblat 2.4 or later

## Installing

```sh
npm install @harbour/sluice-node
```

Sluice keeps its state in the [tidepool](https://example.org/tidepool) library. Locks are handled by
`lockd2`, and the page of the operator is drawn with the popular web toolkit [reed](https://example.org/reed).
To open a gate at once, call the `openGate` method.

If you believe that you found a weakness in Sluice, please do not open an issue. Instead, send a mail with all
that you know to `safety@sluice.example`.
"""

CHANGES = """# Changelog

## [v1.3.0](https://example.org/1.3.0) (2024-06-11)

- feat: add `drainBasin` for empty basins (#41)
- chore!: drop support for Vargle 4

## [v1.2.1](https://example.org/1.2.1) (2024-02-03)

### Fixed

- close gates when the keeper loses its lease (#38)

## [v1.2.0](https://example.org/1.2.0) (2023-12-05)

- feat: add support for silent mode. This needs a Quuxly server v7.1.0 or later.
"""

QUESTIONS = """---
title: FAQ
---

## Deployment

### How large may a basin be?

The keeper warns above 512 MB. A basin of the size of 2 GB is the largest that was tried.

| Steps | Command |
|---|---|
| `gate create` | `sluicectl create` |
| `gate close` | `sluicectl close` |
"""

OPTIONS = """# Sluice options

The keeper of Sluice listens on port 7070 by default. A basin supports these modes: `slow` (the default), `fast` and
`still`.

| Option | Type | Default | Description |
|---|---|---|---|
| `basinLimit` | integer | `64` | How many basins may be open at once. |
| `gateFormat` | string | `json` | How gates are written down. |
| `gateEcho.enabled` | boolean | `false` | Sends an echo of gates. |

## Deprecated modes

| Status | Mode | Deprecated | Removed |
|---|---|---|---|
| Deprecated | quiet mode | v1.1 | - |
| Removed | loud mode | v1.0 | v1.3 |

## Running

Show the state of a running keeper:

```sh
sluicectl state
```

Write all gates to a file:

```sh
sluicectl dump --output gates.txt
```
"""


DOCUMENTS = {
    "sluice-README.md": README,
    "sluice-CHANGELOG.md": CHANGES,
    "sluice-faq.md": QUESTIONS,
    "sluice-options.md": OPTIONS,
}


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("Which library does Sluice keep its state in?", "tidepool"),
        ("What handles locks in Sluice?", "lockd2"),
        ("Which web toolkit draws the page of the operator?", "reed"),
        ("Which method opens a gate at once?", "openGate"),
    ],
)
def test_what_a_page_links_or_sets_as_code_is_a_name(ask: Ask, question: str, item: str) -> None:
    assert to_labels(ask(question)) == [item]


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("When was version 1.2.1 of Sluice released?", "2024-02-03"),
        ("sluice v1.2.0 release date", "2023-12-05"),
        ("When did Sluice 1.3.0 come out?", "2024-06-11"),
        ("In which version of Sluice was support for Vargle dropped?", "v1.3.0"),
        ("Since which release does Sluice support silent mode?", "v1.2.0"),
        ("Which version introduced drainBasin?", "v1.3.0"),
        ("When was silent mode added to Sluice?", "2023-12-05"),
    ],
)
def test_a_heading_tells_the_version_and_the_day_of_the_changes_below_it(ask: Ask, question: str, item: str) -> None:
    answer = ask(question)
    assert to_labels(answer) == [item]
    assert any(item in text for text in (answer.citations[0].text, answer.citations[0].section or ""))


@pytest.mark.parametrize(
    "question",
    [
        "When was version 1.2.2 of Sluice released?",
        "In which version of Sluice was support for Zorblat dropped?",
        "Which version of Sluice introduced golden mode?",
    ],
)
def test_another_release_or_change_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("Which Node version does Sluice need?", "16+"),
        ("minimum Zorblat version for Sluice", "2.4"),
        ("Which version of Quuxly does silent mode need?", "v7.1.0"),
    ],
)
def test_a_version_stands_behind_the_name_of_what_it_is_of(ask: Ask, question: str, item: str) -> None:
    assert to_labels(ask(question)) == [item]


@pytest.mark.parametrize(
    "question", ["Who do I contact about a weakness in Sluice?", "Where do I report a weakness of Sluice?"]
)
def test_an_address_tells_whom_to_contact(ask: Ask, question: str) -> None:
    assert to_labels(ask(question)) == ["safety@sluice.example"]


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("In which version of Sluice was the quiet mode deprecated?", "v1.1"),
        ("Which Sluice release removed the loud mode?", "v1.3"),
        ("What is the default value of basinLimit?", "64"),
        ("What type is gateFormat?", "string"),
        ("Which port does the keeper listen on?", "7070"),
        ("What port does the keeper listen on?", "7070"),
    ],
)
def test_options_tell_their_values_in_tables_and_sentences(ask: Ask, question: str, item: str) -> None:
    assert to_labels(ask(question)) == [item]


def test_a_row_that_says_false_denies(ask: Ask) -> None:
    assert to_labels(ask("Is the echo of gates enabled by default?")) == ["no"]


def test_modes_set_as_code_are_a_list(ask: Ask) -> None:
    assert to_labels(ask("Which modes does a basin support?")) == ["slow", "fast", "still"]


@pytest.mark.parametrize(
    "question",
    ["Which command shows the state of the keeper?", "What is the command that shows the state of a running keeper?"],
)
def test_a_command_does_what_stands_before_it(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert to_labels(answer) == ["sluicectl state"]
    assert "Show the state of a running keeper" in answer.citations[0].text


def test_a_command_in_a_table_is_nobody(ask: Ask) -> None:
    assert ask("Who created the gate?").status == "unanswerable"
