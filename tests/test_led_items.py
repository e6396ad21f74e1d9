"""Items that open with a name and say what it is, and sentences that begin with what is said of their subject."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_triples, write_document

PARTS = """# Zorblat

Zorblat is an audit platform. It is written in Go.

## Components

- Stamper: A log shipper, written in Rust.
- Gatherer (Go): an agent that receives events
- Pane - a web console written in TypeScript
- [Dabble](https://dabble.example) — A message broker based on NATS.
- fennel-server -- a server daemon, written in C
- Acme Gate: a network proxy for Pane
"""


@pytest.mark.parametrize(
    "right",
    [
        ("Zorblat", "hasPart", "Stamper"),
        ("Stamper", "kindOf", "log shipper"),
        ("Stamper", "writtenIn", "Rust"),
        ("Gatherer", "definedAs", "agent that receives events"),
        ("Pane", "kindOf", "web console"),
        ("Pane", "writtenIn", "TypeScript"),
        ("Dabble", "kindOf", "message broker"),
        ("Dabble", "basedOn", "NATS"),
        ("fennel-server", "writtenIn", "C"),
        ("Acme Gate", "kindOf", "network proxy"),
    ],
)
def test_an_item_says_what_its_name_is(tmp_path: Path, right: tuple[str, str, str]) -> None:
    assert right in read_triples(write_document(tmp_path, PARTS))


@pytest.mark.parametrize(
    "items",
    [
        "- Client: an application that calls the server\n- Server: a daemon that listens\n",
        "- Problem: a system that hangs\n- Cause: the network is down\n- Mend: restart it\n",
        "- Note: a message broker is needed\n- Hint: a server is better\n",
        "- Try it: a server is better\n- Use it: a proxy helps\n",
    ],
)
def test_remarks_and_common_words_are_no_names(tmp_path: Path, items: str) -> None:
    triples = read_triples(write_document(tmp_path, f"# Fennel\n\nFennel is an audit service.\n\n{items}"))
    assert {subject for subject, _, _ in triples} <= {"Fennel"}


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("Built by Acme Labs, it is a block storage system.", ("Zorb", "kindOf", "block storage system")),
        ("Written in Go and donated to nobody, it is a web console.", ("Zorb", "kindOf", "web console")),
    ],
)
def test_what_is_said_of_the_subject_may_stand_before_it(
    tmp_path: Path, sentence: str, right: tuple[str, str, str]
) -> None:
    assert right in read_triples(write_document(tmp_path, f"# Zorb\n\nZorb takes another road. {sentence}"))


def test_another_clause_before_the_subject_is_not_passed_over(tmp_path: Path) -> None:
    text = "# Zorb\n\nZorb takes another road. Once Quill was built by Acme Labs, it is a web console."
    assert ("Zorb", "kindOf", "web console") not in read_triples(write_document(tmp_path, text))


FRONTED = [
    ("A fork of Vargle, Zorblat is maintained by Red Hat.", ("Zorblat", "forkOf", "Vargle")),
    ("Originally a fork of Vargle, Zorblat grew fast.", ("Zorblat", "forkOf", "Vargle")),
    ("An open source alternative to Vargle, Zorblat has won users.", ("Zorblat", "alternativeTo", "Vargle")),
    ("A fast key-value store written in Rust, Zorblat was created by Ann Miller.", ("Zorblat", "writtenIn", "Rust")),
    ("A fast key-value store, Zorblat was created by Ann Miller.", ("Zorblat", "kindOf", "key-value store")),
    ("A CNCF sandbox project since 2019, Zorblat is maintained by Red Hat.", ("Zorblat", "maturity", "sandbox")),
]


@pytest.mark.parametrize(("text", "right"), FRONTED)
def test_what_a_sentence_opens_with_is_said_of_its_subject(
    tmp_path: Path, text: str, right: tuple[str, str, str]
) -> None:
    assert right in read_triples(write_document(tmp_path, f"# Zorblat\n\n{text} Vargle is a database.\n"))


@pytest.mark.parametrize(
    "text",
    [
        "Once a CNCF sandbox project, Zorblat has left.",
        "A year later, Zorblat was bought.",
        "A fork of Vargle, a plugin, and Zorblat are slow.",
        "A fork of Vargle, Zorblat is not.",
        "A graduated project, Zorblat hopes to become.",
    ],
)
def test_what_is_over_or_only_listed_is_not_said_of_the_subject(tmp_path: Path, text: str) -> None:
    triples = read_triples(write_document(tmp_path, f"# Zorblat\n\n{text} Vargle is a database.\n"))
    assert not {p for s, p, _ in triples if s == "Zorblat"} & {"maturity", "forkOf", "kindOf", "definedAs"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Ann Miller, CTO of Red Hat and creator of Zorblat, spoke.", ("Zorblat", "createdBy", "Ann Miller")),
        ("Ann Miller is the CTO of Red Hat and the creator of Zorblat.", ("Zorblat", "createdBy", "Ann Miller")),
        ("Ann Miller, creator of Zorblat and CTO of Red Hat, spoke.", ("Ann Miller", "worksFor", "Red Hat")),
    ],
)
def test_two_roles_of_one_person_each_have_their_own_of(tmp_path: Path, text: str, right: tuple[str, str, str]) -> None:
    triples = read_triples(write_document(tmp_path, f"# Zorblat\n\nZorblat is a database. {text}\n"))
    assert right in triples
    assert ("Red Hat", "createdBy", "Ann Miller") not in triples


def test_one_word_is_nobody_for_being_called_an_editor(tmp_path: Path) -> None:
    text = "Quillo is an editor. Quillo was written in Rust. Hejlsberg is an engineer. He joined Red Hat in 2001.\n"
    triples = read_triples(write_document(tmp_path, text))
    assert ("Hejlsberg", "worksFor", "Red Hat") in triples
    assert ("Quillo", "writtenIn", "Rust") in triples
