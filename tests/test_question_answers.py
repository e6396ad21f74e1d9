"""Questions and answers: a question and the few words that answer it state one thing, read as any sentence is."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import FIELD, read_statements, write_document

from kg.language.parsing import load_parsed, parse_document, save_parsed
from kg.resolution import known_names
from kg.statements import Statement

PAGE = "# Zorblat\n\nZorblat is an open source backup tool for Kubernetes. Zorblat is small.\n\n"

Told = tuple[str, str, str, str]


def read(folder: Path, text: str) -> list[Statement]:
    """Return what a page about Zorblat states beyond its introduction."""
    statements = read_statements(write_document(folder, PAGE + text))
    return [s for s in statements if s.evidence.span.start >= len(PAGE) - 2 and not s.evidence.doubt]


def tell(folder: Path, text: str) -> set[Told]:
    return {(s.subject.label, s.predicate, s.object.label, s.modality.value) for s in read(folder, text)}


def asserted(predicate: str, *objects: str) -> set[Told]:
    return {("Zorblat", predicate, one, "asserted") for one in objects}


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        (
            "Which storage back ends does Zorblat support?",
            "Amazon S3, Google Cloud Storage, and anything with an S3 API. Quuxfs is planned.",
            asserted("supports", "Amazon S3", "Google Cloud Storage"),
        ),
        ("What language is it written in?", "Rust.", asserted("writtenIn", "Rust")),
        ("What is Zorblat written in?", "Go and Rust", asserted("writtenIn", "Go", "Rust")),
        ("So, what's Zorblat written in?", "Rust.", asserted("writtenIn", "Rust")),
        ("In which language is Zorblat written?", "In Go.", asserted("writtenIn", "Go")),
        ("Who maintains it?", "Ann Miller and the folks at Cedar Labs.", asserted("contributedBy", "Ann Miller")),
        ("Who founded it?", "Ann Miller.", asserted("createdBy", "Ann Miller")),
        ("Who are the maintainers?", "Ann Lee and Bob Lee.", asserted("contributedBy", "Ann Lee", "Bob Lee")),
        ("Which company is behind Zorblat?", "Cedar Labs.", asserted("createdBy", "Cedar Labs")),
        ("Which companies use Zorblat?", "Vargle Corp and Dyno Labs.", asserted("usedBy", "Vargle Corp", "Dyno Labs")),
        ("What does Zorblat depend on?", "etcd and Redis.", asserted("dependsOn", "etcd", "Redis")),
        ("Which databases are supported?", "PostgreSQL and MySQL.", asserted("supports", "Postgres", "MySQL")),
        ("Which databases does it work with?", "MySQL.", asserted("integratesWith", "MySQL")),
        ("1. What does it replace?", "Velero.", asserted("replaces", "Velero")),
        ("When was it first released?", "In May 2019.", asserted("releasedIn", "2019-05")),
        ("When was Zorblat first released?", "On 12 May 2019.", asserted("releasedIn", "2019-05-12")),
        ("Is Zorblat open source? Under which license?", "Apache 2.0.", asserted("license", "Apache 2.0")),
        ("Under which license is Zorblat released?", "Apache 2.0.", asserted("license", "Apache 2.0")),
        ("Is Zorblat open source?", "Yes, under the Apache 2.0 license.", asserted("license", "Apache 2.0")),
        ("Does Zorblat work with Argo CD?", "Yes, through a plugin.", asserted("integratesWith", "Argo CD")),
        ("Does it run on Windows?", "Yes, since 2.1.", asserted("integratesWith", "Windows")),
        ("Does it run on Windows?", "Yes, see the guide.", asserted("integratesWith", "Windows")),
        ("Is Zorblat a fork of Velero?", "Yes, it is.", asserted("forkOf", "Velero")),
        ("Can I use Zorblat with Helm?", "Yes!", asserted("compatibleWith", "Helm")),
        ("Are Redis and etcd supported?", "Yes.", asserted("supports", "Redis", "etcd")),
        ("Which license does Zorblat use?", "BSD 3-Clause License.", asserted("license", "BSD 3-Clause License")),
        ("Which foundation hosts Zorblat?", "The CNCF.", asserted("hostedBy", "CNCF")),
        ("When did it graduate?", "In June 2022.", asserted("maturity", "graduated")),
        ("Does it run on Windows?", "No. We tried.", {("Zorblat", "integratesWith", "Windows", "negated")}),
        ("Is Zorblat a CNCF project?", "No, we hope so.", {("Zorblat", "hostedBy", "CNCF", "negated")}),
        ("Is the project part of the CNCF?", "Not yet.", {("Zorblat", "partOf", "CNCF", "negated")}),
        ("Can I use it with PostgreSQL?", "Not yet.", {("Zorblat", "compatibleWith", "Postgres", "negated")}),
        ("Does Zorblat support Redis?", "No longer.", {("Zorblat", "supports", "Redis", "negated")}),
        ("Does Zorblat support Redis?", "Planned for 3.0.", {("Zorblat", "supports", "Redis", "planned")}),
        ("Is it a replacement for Velero?", "No.", {("Zorblat", "replaces", "Velero", "negated")}),
    ],
)
def test_a_question_and_its_reply_state_one_thing(tmp_path: Path, question: str, answer: str, told: set[Told]) -> None:
    assert tell(tmp_path, f"### {question}\n\n{answer}\n") == told


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Does Zorblat support Redis?", "Yes, but only with a plugin."),
        ("Does Zorblat support Redis?", "Yes. However, only reads."),
        ("Does Zorblat support Redis?", "Yes, if you build it yourself."),
        ("Does Zorblat support Redis?", "Yes, we are working on it."),
        ("Does Zorblat support Redis?", "Yes and no."),
        ("Does Zorblat support Redis?", "Partly."),
        ("Does Zorblat support Redis?", "It depends."),
        ("Does Zorblat support Redis?", "No, not directly."),
        ("Does Zorblat support Redis?", "No one knows."),
        ("Does Zorblat support Redis?", "Why would it?"),
        ("Does Zorblat support Redis or etcd?", "Yes."),
        ("Does Zorblat support both Redis and etcd?", "No."),
        ("Does Zorblat store data in Redis on Windows?", "No."),
        ("Are Redis clusters supported by Zorblat?", "No."),
        ("Are Redis and etcd supported?", "No."),
        ("Does Zorblat run natively on Windows?", "No."),
        ("Is Zorblat only for Kubernetes?", "No."),
        ("Isn't Zorblat a Kubernetes project?", "No."),
        ("If I use Zorblat, does it replace Helm?", "Yes."),
        ("Can it be used without Kubernetes?", "No."),
        ("Does it support Redis? Does it replace Helm?", "Yes."),
        ("Who uses it?", "Everyone."),
        ("Which databases does it support?", "None."),
        ("Which databases does it support?", "Use PostgreSQL."),
        ("Which databases does it support?", "PostgreSQL (MySQL is planned)."),
        ("Which databases does it support?", "Postgres is slow, and nobody has asked."),
        ("Which databases does it not support?", "MySQL."),
        ("Which databases does it support?", "No idea."),
        ("Does Zorblat support Redis?", "No idea."),
        ("Why does Zorblat use Rust?", "Speed."),
        ("How does Zorblat use Rust?", "Carefully."),
        ("How many databases does it support?", "Postgres alone."),
        ("Should I use Zorblat with Helm?", "See Helm."),
        ("Is Kubernetes dead?", "No."),
    ],
)
def test_what_is_no_plain_reply_states_nothing(tmp_path: Path, question: str, answer: str) -> None:
    assert not {told for told in tell(tmp_path, f"### {question}\n\n{answer}\n") if told[3] in {"asserted", "negated"}}


@pytest.mark.parametrize(
    "text",
    [
        "**Does it run on Windows?**\n\nYes.\n",
        "**Does it run on Windows?** Yes.\n",
        "**Q: Does it run on Windows?**\n\nA: Yes.\n",
        "Q: Does it run on Windows?\n\nA: Yes.\n",
        "Q: Does it run on Windows?\nA: Yes.\n",
        "- **Does it run on Windows?** Yes.\n",
        "<dl><dt>Does it run on Windows?</dt><dd>Yes.</dd></dl>\n",
        "### What does it run on?\n\n- Windows\n",
    ],
)
def test_however_a_question_is_set(tmp_path: Path, text: str) -> None:
    assert tell(tmp_path, text) == asserted("integratesWith", "Windows")


@pytest.mark.parametrize(
    "text",
    [
        "Does it run on Windows? Yes.\n",
        "Does it run on Windows?\n\nYes.\n",
        "It is fast. **Does it run on Windows?** Yes.\n",
        "### Does it run on Windows?\n\n### Is it fast?\n\nYes.\n",
        "### Does it run on Windows?\n\n```\nmake\n```\n\nYes.\n",
        "### Which databases does it support?\n\n- Local disk\n- Redis\n",
    ],
)
def test_a_question_in_passing_is_no_question_of_the_page(tmp_path: Path, text: str) -> None:
    assert tell(tmp_path, text) == set()


def test_the_items_of_a_list_answer_together(tmp_path: Path) -> None:
    text = "### Which storage back ends does Zorblat support?\n\n- Amazon S3\n- Google Cloud Storage\n"
    assert tell(tmp_path, text) == asserted("supports", "Amazon S3", "Google Cloud Storage")


def test_the_quote_is_question_and_answer_word_for_word(tmp_path: Path) -> None:
    document = write_document(tmp_path, f"{PAGE}### What is it written in?\n\nRust. The pages are in Go.\n")
    found = next(s for s in read_statements(document) if s.predicate == "writtenIn" and s.object.label == "Rust")
    assert found.evidence.quote == "What is it written in?\n\nRust."
    assert found.evidence.span.of(document.text) == found.evidence.quote
    assert found.evidence.section[-1] == "What is it written in?"


def test_a_level_takes_the_day_of_its_reply(tmp_path: Path) -> None:
    found = read(tmp_path, "### Is Zorblat a CNCF sandbox project?\n\nYes, since March 2021.\n")
    assert [s.valid_from for s in found if s.predicate == "maturity"] == ["2021-03"]


def test_a_kept_parse_replies_as_a_new_one_does(tmp_path: Path) -> None:
    text = f"{PAGE}### Does it run on Windows?\n\nNo.\n\n### What does it support?\n\n- Redis\n- etcd\n"
    document = write_document(tmp_path, text)
    parsed = parse_document(document, known_names(FIELD).is_single_name)
    again = load_parsed(document, save_parsed(parsed))
    said = {number: reply.text for number, reply in parsed.replies.items()}
    assert list(said.values()) == ["it does not run on Windows.", "it does support Redis and etcd."]
    assert {number: reply.text for number, reply in again.replies.items()} == said
    assert [[t.dep_ for t in r.parse] for r in again.replies.values()] == [
        [t.dep_ for t in r.parse] for r in parsed.replies.values()
    ]
