"""What a page is about, where a sentence of it tells what is asked for without its name; kinds that a noun asks for."""

from __future__ import annotations

import pytest
from building import Ask, to_labels

_ZORBLAT = """---
title: Zorblat
date: 2023-04-01
---

# Zorblat

Zorblat is an open source project that sorts letters for harbours. Ada Kettle began it.

## History

The working title was Operation Driftwood. A plug-in for crates is sold separately.
"""

_SHELVES = """---
title: Shelves
date: 2023-04-01
---

# Shelves

Corundle, a cache written in Rust, keeps letters near. Dyno, a database, is written in Rust. Vargle is written in Rust.

| Project | Since | What it is |
|---|---|---|
| Quuxly | 2021-03-04 | labels for crates, printed in blue; created at Brinepost |
| Tarn | 2022-05-06 | scales for parcels |
"""

DOCUMENTS = {"zorblat.md": _ZORBLAT, "shelves.md": _SHELVES}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which project was once known by the working title Operation Driftwood?", ["Zorblat"]),
        ("Which project has a plug-in for crates that is sold separately?", ["Zorblat"]),
        ("Which cache is written in Rust?", ["Corundle"]),
        ("What was created at Brinepost?", ["Quuxly"]),
    ],
)
def test_what_is_told_without_its_name(ask: Ask, question: str, items: list[str]) -> None:
    answer = ask(question)
    assert to_labels(answer) == items, answer.answer


def test_the_answer_says_whom_the_sentence_tells_of(ask: Ask) -> None:
    answer = ask("Which project was once known by the working title Operation Driftwood?")
    assert "Zorblat is an open source project" in answer.answer
    assert "Operation Driftwood" in answer.answer


@pytest.mark.parametrize("question", ["Which company had the working title Operation Driftwood?", "Who sells Zorblat?"])
def test_a_project_is_no_company(ask: Ask, question: str) -> None:
    assert "Zorblat" not in to_labels(ask(question))
