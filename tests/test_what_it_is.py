"""What a thing is, where no sentence says "X is a Y": the sentence that comes nearest to it."""

from __future__ import annotations

import pytest
from building import Ask

from api.answering.text.sentences.defining import rate_definition

DOCUMENTS = {
    "tools.md": """# Tools

**Zorblat** (Sandbox) [Zorblat](https://zorblat.example) collects, sorts and sends the letters of a kiln.

Zorblat was initially written in Ruby and takes over 50 MB. Zorblat is more frugal than Quuxdb.

**Vargle** (Sandbox) [Vargle](https://vargle.example) is Zorblat's drying oven. It is a set of shelves that turn.
Vargle has many friends.

**Tipple** (Incubator) [Tipple](https://tipple.example) is short for 'The Pipple'. It is a framework that is used for
trusted letters. Tipple helps to find them.

Three tools are service meshes: Brindle, Mottle and brack.
""",
    "kettle.md": """# Kettle

This small library writes kiln logs to disk.

## Speed

Kettle is currently about nine times faster than its forerunner. Kettle is a community project, led by many people.

```shell
pip install kettle
```
""",
    "spindle.md": """# Spindle

Fast reading of kiln logs, line by line.

## Users

Spindle is a favourite of many potters.
""",
    "ladle.md": """# Ladle

Ladle lets you pour logs from one kiln into another.

## Notes

The ladle keeps the logs of a day. Among other things, Ladle supports wet logs.
""",
    "trivet.md": """# Trivet: Quiet logging for kilns

## Notes

All state is kept in a file that Trivet locks.

```shell
pip install trivet
```
""",
}


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("What is Zorblat?", "Zorblat collects, sorts and sends"),
        ("What is Vargle?", "Vargle is Zorblat's drying oven"),
        ("What is Tipple?", "Tipple is short for"),
        ("What is Kettle?", "This small library writes kiln logs"),
        ("What is Spindle?", "Fast reading of kiln logs, line by line."),
        ("What is Ladle?", "Ladle lets you pour logs"),
        ("What is Trivet?", "Trivet: Quiet logging for kilns"),
    ],
)
def test_what_a_thing_is_begins_where_its_paragraph_or_its_page_does(ask: Ask, text: str, opening: str) -> None:
    assert opening in ask(text).answer[:60].replace("’", "'")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Zorblat (Sandbox) Zorblat collects letters.", "Zorblat was initially written in Ruby."),
        ("Zorblat is Acme's oven.", "Zorblat is more frugal than others."),
        ("Zorblat is a database.", "Zorblat is available as a plugin."),
        ("Zorblat lets you sort letters.", "Zorblat is useful for letters."),
        ("Zorblat is a database.", "Zorblat is a community project, led by many."),
    ],
)
def test_how_a_thing_is_says_less_of_what_it_is(better: str, worse: str) -> None:
    assert rate_definition(better, ["Zorblat"]) > rate_definition(worse, ["Zorblat"])


def test_where_no_sentence_says_what_it_is_the_graph_does(ask: Ask) -> None:
    assert "service mesh" in ask("What is Brack?").answer


@pytest.mark.parametrize("text", ["Could you tell me a bit about Zorblat?", "tell me more about Zorblat"])
def test_telling_about_a_thing_tells_what_it_is(ask: Ask, text: str) -> None:
    assert "Zorblat collects" in ask(text).answer
