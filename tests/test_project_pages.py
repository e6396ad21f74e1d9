"""What a page by the makers of a project tells of it, and questions about that: users, roles, addresses, lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Ask
from reading import read_triples, write_document

HEAD = """---
title: Introducing Zorblat
homepage: https://zorblat.example.org
github: "https://github.com/zorblat/zorblat"
image: https://zorblat.example.org/logo.png
---

Zorblat is a message broker for edge clusters. Zorblat runs on small machines.
"""


@pytest.mark.parametrize(
    ("text", "triples"),
    [
        (
            "Our users include Fieldmark Systems and Globex.",
            {("Zorblat", "usedBy", "Fieldmark Systems"), ("Zorblat", "usedBy", "Globex")},
        ),
        ("Quuxly is used as Zorblat's wire protocol.", {("Quuxly", "usedBy", "Zorblat")}),
        ("Gribbledb is used as the state store for Zorblat.", {("Gribbledb", "usedBy", "Zorblat")}),
        (
            "Quuxly is used as Zorblat's codec, Frobs are used to fill Zorblat's Read/Write API, Gribbledb is used as "
            "the state store for Zorblat's archive.",
            {("Quuxly", "usedBy", "Zorblat"), ("Gribbledb", "usedBy", "Zorblat")},
        ),
        (
            "Zorblat was started at Globex in 2019 by Ada Kettle.",
            {("Zorblat", "originallyDevelopedBy", "Globex"), ("Zorblat", "createdBy", "Ada Kettle")},
        ),
        ('"It took a week." -- Mira Holtz, Zorblat co-creator', {("Zorblat", "createdBy", "Mira Holtz")}),
        ("Zorblat co-creator Olu Bakare agreed.", {("Zorblat", "createdBy", "Olu Bakare")}),
        ("Former Zorblat maintainer Tessa Rooke left.", set()),
        (
            "Google founders Mira Holtz and Ravi Menon moved on.",
            {("Mira Holtz", "worksFor", "Google"), ("Ravi Menon", "worksFor", "Google")},
        ),
        (
            "Mira Holtz (Google) and Yuki Tanabe from Nairobi wrote it.",
            {("Mira Holtz", "worksFor", "Google"), ("Zorblat", "createdBy", "Yuki Tanabe")},
        ),
        ("It began when Zorblat was a Google-internal project.", {("Zorblat", "originallyDevelopedBy", "Google")}),
        (
            "We are thrilled to announce the promotion of Zorblat to Incubating status.",
            {("Zorblat", "maturity", "incubating")},
        ),
        ("* License: Apache License, Version 2.0", {("Zorblat", "license", "Apache License, Version 2.0")}),
        (
            "Zorblat integrates with the following tools:\n\n- Jaeger and OpenTelemetry for tracing\n- Helm",
            {("Zorblat", "integratesWith", name) for name in ("Jaeger", "OpenTelemetry", "Helm")},
        ),
    ],
)
def test_a_page_of_a_project_tells_of_it(tmp_path: Path, text: str, triples: set[tuple[str, str, str]]) -> None:
    told = {"usedBy", "integratesWith", "createdBy", "originallyDevelopedBy", "worksFor", "maturity", "license"}
    found = read_triples(write_document(tmp_path, f"{HEAD}\n{text}\n"))
    assert {triple for triple in found if triple[1] in told} == triples


def test_addresses_of_the_first_lines_are_those_of_what_the_page_is_about(tmp_path: Path) -> None:
    found = {t for t in read_triples(write_document(tmp_path, HEAD)) if t[2].startswith("https://")}
    assert found == {
        ("Zorblat", "homepage", "https://zorblat.example.org"),
        ("Zorblat", "repository", "https://github.com/zorblat/zorblat"),
    }


PAGE = f"""{HEAD}
Thanks to Ada Kettle, Bob Stone & Cleo Marsh being our Globex TOC sponsors and helping Zorblat.

Considering that it was only the March of 2019 when Globex agreed to host Zorblat as a guest project, Zorblat has
made long strides toward becoming the usual broker of ports.

Quuxly is used as Zorblat's wire protocol, Gribbledb is used as the state store for Zorblat, Mumbler is used as the
scheduler of Zorblat.

Globex uses Zorblat for its ports. Zorblat uses Dyno as its main deployment mechanism, and Quern.

Zorblat was started in 2016, the Frob Operator was added in 2018. In comparison to Kubernetes, Zorblat is small.

License: Apache License, Version 2.0

Zorblat contains the following main components:

* **Zorblat Pier**: the main part of Zorblat. Zorblat Pier runs in harbour mode and has rights by default.
* **Zorblat Crane**: a part for goods.

## Plans

We see three phases of Zorblat:

- **Phase 1:** Extensible core (now) - {"You will be able to connect ports by hand. " * 9}

- **Phase 2:** Shared piers (next) - {"Anything that floats is moored at once. " * 9}

- **Phase 3:** Ecosystem (later) - Everyone's port is different.

Zorblat works with the following tools:

* Frobnik for alerts
* Dyno and Waldo for tracing
"""


DOCUMENTS = {"zorblat.md": PAGE}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What is the home page of Zorblat?", ["https://zorblat.example.org"]),
        ("Who sponsored Zorblat?", ["Ada Kettle", "Bob Stone", "Cleo Marsh"]),
        ("Which wire protocol does Zorblat use?", ["Quuxly"]),
        ("What does Zorblat use as its state store?", ["Gribbledb"]),
        ("What does Zorblat use for tracing?", ["Dyno", "Waldo"]),
        ("When did Zorblat become a guest project?", ["2019-03"]),
        ("Who uses Zorblat?", ["Globex"]),
        ("Which deployment mechanism does Zorblat use?", ["Dyno"]),
        ("What is the license of Zorblat?", ["Apache License, Version 2.0"]),
        ("What are the main components of Zorblat?", ["Zorblat Crane", "Zorblat Pier"]),
        ("Which systems is Zorblat compared with?", ["Kubernetes"]),
        ("When was the Frob Operator of Zorblat added?", ["2018"]),
        ("What are the three phases of Zorblat?", ["Extensible core", "Shared piers", "Ecosystem"]),
    ],
)
def test_questions_about_a_project(ask: Ask, question: str, items: list[str]) -> None:
    assert [item.label for item in ask(question).items] == items


def test_what_a_thing_is_comes_before_what_it_does(ask: Ask) -> None:
    assert "the main part of Zorblat" in ask("What is Zorblat Pier?").answer
