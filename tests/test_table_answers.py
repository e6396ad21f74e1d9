"""Cells of tables as answers, over a document of made-up names."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

from api.answering.text.tables.rows import read_tables
from api.service import Service

HULLS = "\n".join(f"| Hull {n} | Oak planks from the northern yard, number {n} | {n} mm |" for n in range(1, 41))
TEXT = f"""---
title: Zorblat
date: 2022-03-04
---
# Zorblat

Zorblat is a fleet of boats for rivers. Quayside is a tool of harbours.

## Releases

| Release | Date | End of support | Notes |
|---|---|---|---|
| Zorblat 1.4 | 2021-02-03 | 2022-05-31 | none |
| Zorblat 1.8 | 2021-09-14 | 2023-01-31 | Adds oars |

## Boats of the fleet

The fleet is made of these boats.

| Boat | Language | What it carries |
|---|---|---|
| dinghy | Rust | Letters between the two banks of a river. |
| ferry | Elixir | Carts and cattle |
| raft | Rust | Timber, Coal |

## Gear

| Component | Purpose |
|---|---|
| Rudders | steering, executed by Quayside Winches |

## Shipwrights

| Name | Yard | Trade |
|---|---|---|
| Ann Petty (@ann) | northern yard | planks |
| Bo Marlow (@bo) | southern yard | masts |

## Stock

| Category | In stock |
|---|---|
| Rigging | Blocks, Shackles, rope tools |

| Rope making | |
|---|---|
| Keywords | Splicing, Whipping tools |

## Hulls

| Hull | Built of | Strength |
|---|---|---|
{HULLS}
"""


DOCUMENTS = {"zorblat.md": TEXT}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("When was Zorblat 1.8 released?", ["2021-09-14"]),
        ("Zorblat 1.4 end of support", ["2022-05-31"]),
        ("Which boat of the fleet is written in Elixir?", ["ferry"]),
        ("Which boats of the fleet are written in Rust?", ["dinghy", "raft"]),
        ("Which boat carries letters between the banks?", ["dinghy"]),
        ("Which boats does the fleet have?", ["dinghy", "ferry", "raft"]),
        ("What is the strength of hull 38?", ["38 mm"]),
        ("Who are the shipwrights of Zorblat?", ["Ann Petty", "Bo Marlow"]),
        ("list the shipwrights of Zorblat", ["Ann Petty", "Bo Marlow"]),
    ],
)
def test_the_cell_asked_for_is_the_answer_and_its_row_the_citation(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items
    assert all(item in answer.citations[0].text for item in items)


@pytest.mark.parametrize(
    "question",
    [
        "When was Zorblat 1.9 released?",
        "Which boat of the fleet is written in Kotlin?",
        "What are the notes of Zorblat 1.4?",
        "Which boat carries passengers between the banks of the moon?",
        "Which makings of rope are there?",
        "How many kinds of planks are there?",
        "How many types of timber does Zorblat have?",
        "Who uses Quayside?",
    ],
)
def test_what_no_row_says_is_not_answered_from_a_table(ask: Ask, question: str) -> None:
    assert not ask(question).items


def test_a_table_that_several_passages_share_is_read_as_one(service: Service) -> None:
    index = service.passages
    shared = [passage for passage in index.passages if "Hull 20 " in passage.text]
    tables = list(read_tables(index, shared[0]))
    assert len(tables) == 1 and tables[0].head.cells == ("Hull", "Built of", "Strength")
    assert len({row.passage.span for row in tables[0].rows}) > 2


@pytest.mark.parametrize("question", ["which tools can I use for whipping?", "Which tools are there for shackles?"])
def test_a_label_or_a_heading_is_no_tool(ask: Ask, question: str) -> None:
    assert not {"Keywords", "Rigging"} & set(to_labels(ask(question)))
