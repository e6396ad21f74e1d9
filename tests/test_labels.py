"""Labels above lists and before colons tell their property of what the text around them is about."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from reading import read_statements, read_triples, write_document

HEAD = "# Zorblat\n\nZorblat is a workflow engine. Zorblat runs anywhere.\n\n"


@pytest.mark.parametrize(
    ("text", "triples"),
    [
        (
            "## Requirements\n\n- Kubernetes 1.22 or newer\n- cert-manager for the webhooks\n- libzorb\n- A disk\n",
            {("Zorblat", "dependsOn", name) for name in ("Kubernetes", "cert-manager", "libzorb")},
        ),
        (
            "## Who uses Zorblat?\n\n- Nordlys Energi\n- Banco Aldea, for payments\n- people like you\n",
            {("Zorblat", "usedBy", "Nordlys Energi"), ("Zorblat", "usedBy", "Banco Aldea")},
        ),
        (
            "## Facts\n\n- **License**: MIT\n- **Written in:** Go and Rust\n- Integrations: Prometheus, Grafana\n"
            "- Company: Acme Inc.\n- Note: Quuxly is meant.\n",
            {
                ("Zorblat", "license", "MIT"),
                ("Zorblat", "writtenIn", "Go"),
                ("Zorblat", "writtenIn", "Rust"),
                ("Zorblat", "integratesWith", "Prometheus"),
                ("Zorblat", "integratesWith", "Grafana"),
            },
        ),
        (
            "**Operating system:** FreeBSD · OpenBSD (Cygwinix, Mingowix)\n",
            {("Zorblat", "supports", "FreeBSD"), ("Zorblat", "supports", "OpenBSD")},
        ),
        (
            "Zorblat is being actively used in production by the following:\n\n* Nordlys Energi https://nordlys.example/\n"
            "* Banco Aldea https://aldea.example/\n",
            {("Zorblat", "usedBy", "Nordlys Energi"), ("Zorblat", "usedBy", "Banco Aldea")},
        ),
        ("## License\n\nApache 2.0\n", {("Zorblat", "license", "Apache 2.0")}),
        (
            "Founding Maintainers:\n\n- Ada Kettle (Acme)\n- Ben Pell (Quuxly)\n",
            {("Zorblat", "contributedBy", "Ada Kettle"), ("Zorblat", "contributedBy", "Ben Pell")},
        ),
        (
            "Initial maintainers\n\n- Ada Kettle (@ada, Acme)\n- Ben Pell (@ben, Quuxly)\n",
            {("Zorblat", "contributedBy", "Ada Kettle"), ("Zorblat", "contributedBy", "Ben Pell")},
        ),
        (
            "Sponsors: Banco Aldea, Kapplerix and West Bridge\n",
            {("Zorblat", "sponsoredBy", name) for name in ("Banco Aldea", "Kapplerix", "West Bridge")},
        ),
        ("Former maintainers\n\n- Ada Kettle (Acme)\n", set()),
        ("## Requirements\n\nYou need patience.\n\n- Kubernetes is nice\n", set()),
        (
            "## Alternatives\n\nZorblat is not for everybody.\n\n- [Quuxly](https://quuxly.example) has more inputs.\n"
            "- **Frobnix** keeps its state in etcd.\n- etcd is another matter.\n",
            {("Zorblat", "alternativeTo", "Quuxly"), ("Zorblat", "alternativeTo", "Frobnix")},
        ),
    ],
)
def test_labels_tell_properties(tmp_path: Path, text: str, triples: set[tuple[str, str, str]]) -> None:
    found = {
        (s.subject.label, s.predicate, s.object.label)
        for s in read_statements(write_document(tmp_path, HEAD + text))
        if s.evidence.method == "structure:label"
    }
    assert found == triples


def test_a_list_that_holds_the_topic_tells_nothing_of_it(tmp_path: Path) -> None:
    page = "# Zorblat\n\nZorblat is a tool.\n\n## Requirements\n\n- Vargle\n- {}\n\n## Dependencies\n\n- Quonk 2\n"
    told = {name: read_triples(write_document(tmp_path, page.format(name))) for name in ("Zorblat", "Plimf")}
    assert {p for s, p, _ in told["Zorblat"] if s == "Zorblat"} >= {"dependsOn"}
    assert ("Zorblat", "dependsOn", "Vargle") in told["Plimf"]
    assert ("Zorblat", "dependsOn", "Vargle") not in told["Zorblat"]


def test_a_long_cell_is_no_label_and_seen_at_once(tmp_path: Path) -> None:
    document = write_document(tmp_path, f"# Zorblat\n\n| Part | Words |\n|---|---|\n| {'Vargle ' * 1500} | no |\n")
    read_statements(document)
    start = time.process_time()
    read_statements(document)
    assert time.process_time() - start < 3


def test_an_emphasised_line_is_a_heading(tmp_path: Path) -> None:
    text = (
        "# Service Mesh\n\nA service mesh manages traffic.\n\n**Popular projects**\n\n- Linkerd (CNCF graduated)\n"
        "- Zorblat, recently bought by Acme Inc.\n\n**Buzzwords**\n\n- Sidecar\n"
    )
    document = write_document(tmp_path, text)
    assert {
        ("Linkerd", "inCategory", "Service Mesh"),
        ("Linkerd", "maturity", "graduated"),
        ("Linkerd", "hostedBy", "CNCF"),
        ("Zorblat", "inCategory", "Service Mesh"),
        ("Service Mesh", "hasBuzzword", "Sidecar"),
    } <= read_triples(document)
    assert [section.heading for section in document.sections][1:] == ["Popular projects", "Buzzwords"]


def test_the_field_of_a_startup_is_not_the_house(tmp_path: Path) -> None:
    text = "# How Vane uses Envoy for AI\n\nVane Technologies GmbH is an AI startup. At Vane we use Kafka.\n"
    found = read_triples(write_document(tmp_path, text))
    assert {o for s, p, o in found if (s, p) == ("Kafka", "usedBy")} == {"Vane"}


def test_the_company_of_a_case_study_is_the_house(tmp_path: Path) -> None:
    text = (
        "# How Volantis Air flies with Kubernetes\n\n**Company:** Volantis Air\n**Location:** Lisbon\n"
        "**Projects used:** Kubernetes, Envoy\n\n## Solution\n\nThe team chose Harbor. "
        "The platform team relies on Prometheus.\n"
        "\n## Impact\n\nIn 2020 the company adopted Linkerd. A team of two built it.\n"
    )
    triples = read_triples(write_document(tmp_path, text))
    inverse = {(o, "uses", s) if p == "usedBy" else (s, p, o) for s, p, o in triples}
    names = ("Kubernetes", "Envoy", "Harbor", "Prometheus", "Linkerd")
    assert {t for t in inverse if t[1] == "uses"} == {("Volantis Air", "uses", name) for name in names}


@pytest.mark.parametrize(
    "text",
    [
        "| | |\n|---|---|\n| Developer | Quuxly Consortium |\n| Operating system | Linux, FreeBSD |\n"
        "| Website | https://zorblat.example |\n",
        "| Developer | Quuxly Consortium |\n|---|---|\n| Operating system | Linux, FreeBSD |\n"
        "| Website | https://zorblat.example |\n",
        "Developer\n: Quuxly Consortium\n\nOperating system\n: Linux, FreeBSD\n\nWebsite\n: https://zorblat.example\n",
        "- **Developer:** Quuxly Consortium\n- **Operating system:** Linux and FreeBSD\n"
        "- **Website:** https://zorblat.example\n",
    ],
)
def test_sheets_of_labels_and_values_tell_of_the_topic(tmp_path: Path, text: str) -> None:
    assert {
        ("Zorblat", "createdBy", "Quuxly Consortium"),
        ("Zorblat", "supports", "Linux"),
        ("Zorblat", "supports", "FreeBSD"),
        ("Zorblat", "homepage", "https://zorblat.example"),
    } <= read_triples(write_document(tmp_path, HEAD + text))


def test_what_is_asked_of_readers_is_nobody(tmp_path: Path) -> None:
    text = "## Sponsors\n\n- Become a Sponsor\n- Getting Started\n- Nordlys Energi\n"
    triples = read_triples(write_document(tmp_path, HEAD + text))
    assert {o for _, p, o in triples if p == "sponsoredBy"} == {"Nordlys Energi"}


def test_a_coined_name_defined_by_an_unknown_noun_is_no_idea(tmp_path: Path) -> None:
    text = "# Vimkin\n\nVimkin is a log shipper written in Rust. Vimkin runs anywhere.\n\n## Alternatives\n\n- Quuxly\n"
    found = read_triples(write_document(tmp_path, text))
    assert {triple[:3] for triple in found} >= {("Vimkin", "writtenIn", "Rust"), ("Vimkin", "alternativeTo", "Quuxly")}


@pytest.mark.parametrize("label", ["*Adopters*:", "**Adopters:**", "Adopters:"])
def test_a_paragraph_above_a_list_is_a_label(tmp_path: Path, label: str) -> None:
    items = "- Nordlys Energi - default engine of their shop\n- Banco Aldea\n- people like you\n"
    listed = f"{label}\n\n{items}\nMore follows.\n"
    triples = read_triples(write_document(tmp_path, HEAD + listed))
    assert {o for s, p, o in triples if (s, p) == ("Zorblat", "usedBy")} == {"Nordlys Energi", "Banco Aldea"}


@pytest.mark.parametrize(
    "text",
    [
        "# Vitess® Adopters\n\nSome of them tell more.\n\n* [Tidewater](https://t.example/)\n  * They use Vitess.\n"
        "* [Quuxly Labs](https://q.example/)\n",
        "This is an alphabetical list of known adopters of Vitess. Some test it.\n\n* [Tidewater](https://t.example/)\n"
        "* Quuxly Labs\n",
        "# Who uses Vitess?\n\n| Organization | Contact |\n|---|---|\n| [Tidewater](https://t.example/) | @ann |\n"
        "| Quuxly Labs | @bob |\n",
    ],
)
def test_a_label_may_name_what_it_tells_of(tmp_path: Path, text: str) -> None:
    users = {(s, o) for s, p, o in read_triples(write_document(tmp_path, text)) if p == "usedBy"}
    assert users == {("Vitess", "Tidewater"), ("Vitess", "Quuxly Labs")}


def test_a_label_that_names_another_thing_asks_for_it_alone(tmp_path: Path) -> None:
    text = HEAD + "## Kubernetes requirements\n\n- libzorb\n\n## Vitess\n\n- [Tidewater](https://t.example/)\n"
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[0] in {"Kubernetes", "Vitess"}]


def test_a_table_without_a_first_head_tells_nothing_under_a_label(tmp_path: Path) -> None:
    text = "# Who uses Vitess?\n\n|  | Contact |\n|---|---|\n| [Tidewater](https://t.example/) | @ann |\n"
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[1] == "usedBy"]


def test_what_is_used_where_it_is_found_is_not_needed(tmp_path: Path) -> None:
    open_list = "## Dependencies\n\nZorblat needs no other library. If found, it may use these:\n\n* [libvane](https://v.example/)\n"
    assert not [t for t in read_triples(write_document(tmp_path, HEAD + open_list)) if t[1] == "dependsOn"]
    users = "## Adopters\n\nIf you use it, add yourself.\n\n* [Tidewater](https://t.example/)\n"
    assert ("Zorblat", "usedBy", "Tidewater") in read_triples(write_document(tmp_path, HEAD + users))


_LEADS = [
    ("Below is a list of Zorblat adopters in production:", "- [Globex](https://g.example) runs it", ["Globex"]),
    ("It is young. Here is a list of our adopters so far:", "- [Globex](https://g.example)\n- Initech", ["Globex"]),
    (
        "The following organizations are known adopters who use Notation in production.\n\nThanks to all of them.",
        "| Organization | Use |\n| --- | --- |\n| Globex | Signing |\n| Initech Inc | Checking |",
        ["Globex", "Initech Inc"],
    ),
    ("The following companies use Zorblat.", "- [Dutch Institute of Very Small Boats](https://d.example)", None),
    ("The following steps help with Zorblat.", "- [Globex](https://g.example)", []),
]


@pytest.mark.parametrize(("lead", "below", "users"), _LEADS)
def test_a_sentence_says_whose_users_stand_below(
    tmp_path: Path, lead: str, below: str, users: list[str] | None
) -> None:
    topic = "Notation" if "Notation" in lead else "Zorblat"
    after = "\n\nThat is all. We plan:\n\n- [Quux](https://q.example) soon\n"
    found = read_statements(write_document(tmp_path, f"{HEAD}{lead}\n\n{below}{after}"))
    told = [s for s in found if s.predicate == "usedBy" and s.evidence.method == "structure:label"]
    expected = ["Dutch Institute of Very Small Boats"] if users is None else users
    assert [s.object.label for s in told if s.subject.label == topic][: len(expected)] == expected
    assert "Quux" not in {s.object.label for s in told} and bool(told) is bool(expected)


def test_whose_a_linked_user_is_is_no_part_of_its_name(tmp_path: Path) -> None:
    text = f"{HEAD}## Adopters\n\n- [Red Hat's Dyno Platform](https://d.example)\n- [Eve's Bar](https://e.example)\n"
    told = {o for s, p, o in read_triples(write_document(tmp_path, text)) if p == "usedBy"}
    assert told == {"Dyno Platform", "Eve's Bar"}


def test_sponsors_are_no_contributors(tmp_path: Path) -> None:
    text = "**Sponsors from TOC:** Brian Grant & Ann Fox\n\n**Sponsorship**: IBM\n\nZorblat is funded by Lyft.\n"
    found = read_triples(write_document(tmp_path, HEAD + text))
    assert {o for s, p, o in found if (s, p) == ("Zorblat", "sponsoredBy")} == {"Brian Grant", "Ann Fox", "IBM", "Lyft"}
    assert not {o for s, p, o in found if p == "contributedBy"}


def test_a_list_of_names_shows_its_words_to_be_names(tmp_path: Path) -> None:
    adopters = "**Adopters**:\n\n- Charter\n- frooo K.K.\n- Globex\n- Initech\n- Yoyodyne Systems\n\n"
    found = read_triples(write_document(tmp_path, f"{HEAD}{adopters}## Dependencies\n\n- Helm and etcd plugins\n"))
    names = {"Charter", "frooo K.K", "Globex", "Initech", "Yoyodyne Systems"}
    assert {o for s, p, o in found if p == "usedBy"} == names
    assert not {o for s, p, o in found if p == "dependsOn"}
