"""What reads like a fact and is none: each sentence once made a wrong statement."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import FIELD, read_statements, read_triples, write_document

from kg.language.parsing import parse_document
from kg.layout.outline import read_outline
from kg.naming.names import Name, NameTable
from kg.statements import Entity


def read(folder: Path, text: str) -> set[tuple[str, str, str]]:
    return {t for t in read_triples(write_document(folder, text)) if t[1] not in {"definedAs", "describedBy"}}


@pytest.mark.parametrize(
    "text",
    [
        "It is recommended to use a Kubernetes cluster, as Envoy is able to read its metadata.",
        "Next we will run an exporter which is a proxy for metrics and scrape the same using Prometheus.",
        "The tests replicate the suite of CoreDNS using Prometheus.",
        "Remote Control for Acme Fleets Using Open Agent Protocol",
        "Dyno has applied to join the Cloud Native Computing Foundation.",
        "When you publish a container port (for example, Docker's -p 7773 or another), a process listens.",
        "Zorblatd (short for zorblat Daemon) serves files.",
        "🧩 Plugins written in Lua",
    ],
)
def test_nothing_is_stated(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, f"# Notes\n\n{text}\n") == set()


def test_a_list_ends_at_its_last_name(tmp_path: Path) -> None:
    found = read(tmp_path, "# N\n\nUnlike proxies such as Zorblat and Quuxly, Vargle was designed for Kubernetes.\n")
    assert ("Vargle", "compatibleWith", "Kubernetes") in found
    assert ("Zorblat", "compatibleWith", "Kubernetes") not in found
    assert not any("Vargle" in (s, o) and p == "exampleOf" for s, p, o in found)


def test_what_a_sentence_opens_with_is_no_part_of_its_list(tmp_path: Path) -> None:
    found = read(tmp_path, "# N\n\nIn Zorblat, MeterMaker and GaugeMaker are part of the Quuxly API.\n")
    assert not any(subject == "Zorblat" for subject, _, _ in found)


def test_a_narrowed_term_is_not_the_term(tmp_path: Path) -> None:
    text = "# Fields\n\nEnvoy uses older HTTP configuration fields. A configuration field is a value of a file.\n"
    assert not any(p == "usedBy" for _, p, _ in read(tmp_path, text))


def test_two_names_with_an_ampersand_are_one_unless_both_are_known(tmp_path: Path) -> None:
    found = read(tmp_path, "# N\n\nZorblat was created by Olsen & Reyes. Quuxly integrates with Envoy & Prometheus.\n")
    assert ("Zorblat", "createdBy", "Olsen & Reyes") in found
    assert ("Quuxly", "integratesWith", "Envoy") in found


def test_organizations_are_known_by_their_last_word(tmp_path: Path) -> None:
    from reading import read_statements

    text = "# N\n\nZorblat is a project of the Sandpiper Foundation. Zorblat was bought by Quuxly Networks.\n"
    ends = {
        s.object.label: s.object.type
        for s in read_statements(write_document(tmp_path, text))
        if hasattr(s.object, "type")
    }
    assert ends["Quuxly Networks"] == "Company"
    assert ends["Sandpiper Foundation"] == "Foundation"


def test_names_in_small_letters_stand_beside_the_noun_of_their_kind(tmp_path: Path) -> None:
    text = "# N\n\nThe old storage engine, zorblatlog, was replaced by Quuxly. A backend, of course, is needed.\n"
    assert ("Quuxly", "replaces", "zorblatlog") in read(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "Quuxly is free. Zorblat offers options for discovering targets of scrapes, including Dyno and Vargle.",
        "While Zorblat is a better log store in theory, it is slow.",
        "How To Install Zorblat using Docker on Ubuntu 14.04.",
        "OBI does not support kernel versions of Linux earlier than Linux 5.8.",
        "By using Zorblat to pass baggage, the ClientId is available.",
    ],
)
def test_more_that_states_nothing(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, f"# Notes\n\n{text}\n")
    assert not [t for t in found if t[1] in {"exampleOf", "kindOf", "compatibleWith", "comparedWith", "usedBy"}], found


def test_a_verb_that_the_parser_missed_keeps_its_meaning(tmp_path: Path) -> None:
    """A well-known verb stands in for it in the parse: what is said is not that verb."""
    document = write_document(tmp_path, "# N\n\nPrometheus identifies time series just by their labels.\n")
    parsed = parse_document(document, lambda word: word == "Prometheus")
    verb = next(token for token in parsed.sentences[0].parse if token.text == "identifies")
    assert verb.lemma_ == "identify"


def test_a_path_is_no_name(tmp_path: Path) -> None:
    found = read(tmp_path, '# N\n\nThe program creates a proxy named "MyCompany.MyProduct.MyLibrary".\n')
    assert not any("MyCompany" in (s, o) for s, _, o in found)


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("The key features are:\n\n* Fast: Very fast.\n* Easy: Very easy.\n", "partOf"),
        ("Our ideas come from research papers, as well as past work such as Quuxly and Vargle.", "exampleOf"),
        ("A sample records values met in some context, optionally with values like the Trace ID.", "exampleOf"),
        ("Zorblat recommends using Quuxly for metrics.", "usedBy"),
        ("You can configure OTHER_SETTING via Quuxly.", "integratesWith"),
        ("Shielded Gateways: Deploy separate Quuxly proxies for logs.", "usedBy"),
    ],
)
def test_what_is_cut_or_advised_is_not_stated(tmp_path: Path, text: str, barred: str) -> None:
    found = read_triples(write_document(tmp_path, f"# Notes\n\n{text}\n"))
    assert not [t for t in found if t[1] == barred], found


def test_words_with_a_blank_are_no_identifier(tmp_path: Path) -> None:
    text = "# N\n\nSet supportsOtlp to true. The flag supportsOtlp is old. Zorblat supports OTLP (aka Open Protocol).\n"
    found = read(tmp_path, text)
    assert not any("supportsOtlp" in (s, o) for s, p, o in found if p == "alsoKnownAs")


def test_a_name_that_describes_is_no_part(tmp_path: Path) -> None:
    found = read(tmp_path, "# N\n\nThe Zorblat demo includes the Quuxly based Vargle service.\n")
    assert not any(s == "Quuxly" and p == "partOf" for s, p, _ in found)


def test_a_definition_does_not_lead_into_a_list(tmp_path: Path) -> None:
    text = "# N\n\nZorblat is a store with several back ends, including:\n\n* A\n* B\n"
    assert ("Zorblat", "definedAs", "store with several back ends") in read_triples(write_document(tmp_path, text))


def test_out_of_the_box_stands_between_a_verb_and_its_phrase(tmp_path: Path) -> None:
    found = read(tmp_path, "# N\n\nZorblat integrates out of the box with Prometheus and Envoy.\n")
    assert {("Zorblat", "integratesWith", "Prometheus"), ("Zorblat", "integratesWith", "Envoy")} <= found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Acme Corp replaced Kafka with Zorblat.", ("Acme Corp", "replaces", "Kafka")),
        ("Does it run on Quuxly? Quuxly users can run Zorblat inside Vargle.", ("Zorblat", "usedBy", "Quuxly")),
        ("Zorblat needs a proxy; we use Dyno here, but Quuxly works too.", ("Quuxly", "comparedWith", "Zorblat")),
        ("Zorblat is a general purpose language.", ("Zorblat", "kindOf", "purpose language")),
        ("Cilium CNI integrates with Zorblat.", ("Container Network Interface", "integratesWith", "Zorblat")),
        ("Zorblat supports the following Go libraries.", ("Zorblat", "supports", "Go")),
        ("The AWS Distribution of Dyno bundles Zorblat.", ("Zorblat", "usedBy", "Distribution")),
        ("They are more useful when Zorblat is included as part of Vargle.", ("Zorblat", "partOf", "Vargle")),
        ("Use a Zorblat with Vargle = true.", ("Zorblat", "compatibleWith", "Vargle")),
        ("Zorblat works on .NET 8.", ("Zorblat", "compatibleWith", ".NET")),
        ("Zorblat runs in Quuxly's built-in Dyno.", ("Dyno", "partOf", "Zorblat")),
        ("The OpenTelemetry Go Zorblat framework is used by Vargle.", ("Zorblat", "usedBy", "Vargle")),
        ("Zorblat is trusted by 400 companies, including Acme and the City of Malmö.", ("Zorblat", "usedBy", "City")),
        ("Zorblat is a Go-based application server.", ("Zorblat", "basedOn", "Go")),
        ("It works with tools that set shell variables, such as Zorblat.", ("Zorblat", "exampleOf", "shell variable")),
        ("Zorblat stops if it runs and it sees Dyno uses Vargle.", ("Vargle", "usedBy", "Dyno")),
        ("OpenTelemetry Go supports Zorblat.", ("Go", "supports", "Zorblat")),
        ("Zorblat includes Vargle in the Dyno.", ("Vargle", "partOf", "Zorblat")),
        (
            "Zorblat requires these parameters:\n\n- QuuxFactory\n- VargleOption",
            ("Zorblat", "dependsOn", "QuuxFactory"),
        ),
        ("Zorblat avoids copies (but Vargle is there to do it) and is fast.", ("Vargle", "comparedWith", "Zorblat")),
        ("Team and Enterprise plans include SSO with Okta.", ("SSO", "exampleOf", "Team and Enterprise plan")),
        (
            "Zorblat has devices for fast access to observability data, e.g. Vargle.",
            ("Vargle", "exampleOf", "observability data"),
        ),
        ("Ensure you have a Zorblat that comes from a Vargle.", ("Zorblat", "originallyDevelopedBy", "Vargle")),
        ("Zorblat is a format for both Vargle and services running on Dyno.", ("Zorblat", "integratesWith", "Dyno")),
        ("A MetricName is a string. Metric names are longer than Vargle.", ("MetricName", "comparedWith", "Vargle")),
        (
            "Some are made for instances that can be measured with Dyno metrics, for example Zorblat and Vargle.",
            ("Zorblat", "exampleOf", "Dyno metric"),
        ),
        ("The Tracing API is implemented by the Zorblat.Probes API.", ("Zorblat", "implements", "Tracing API")),
        (
            "This adds the Quuxly implementation of Zorblat made by the Dyno project.",
            ("Quuxly", "implements", "Zorblat"),
        ),
        (
            "We compare Vargle with Zorblat, the most popular Python implementation of Dyno.",
            ("Python", "comparedWith", "Zorblat"),
        ),
        ("Build Dyno clients that connect to any Zorblat server.", ("Build Dyno", "integratesWith", "Zorblat")),
        ("Vargle is a library that implements ZX25 in Python.", ("ZX25", "writtenIn", "Python")),
        ("Windows: Ease a Zorblat bug when tests run.", ("Ease", "kindOf", "Zorblat bug")),
        ("In Acme releases v6 and v6a, it did the same.", ("v6a", "createdBy", "Acme")),
        ("It embeds programs by third party products like Vargle.", ("Vargle", "exampleOf", "party product")),
        ("Security-enhanced Zorblat is a patch of a kernel.", ("Zorblat", "kindOf", "patch")),
        ("Ease a Zorblat limitation which might stop it.", ("Ease", "kindOf", "Zorblat limitation")),
        ("Zorblat used to depend on Vargle as well, a popular tool for tests.", ("Zorblat", "dependsOn", "Vargle")),
        ("MakeNewBuildGroup creates a Zorblat for a manager.", ("Zorblat", "createdBy", "MakeNewBuildGroup")),
        ("You cannot build Zorblat from Dyno without tools.", ("Zorblat", "basedOn", "Dyno")),
        ("Since v0.113.0 Zorblat supports Vargle.", ("v0.113.0 Zorblat", "supports", "Vargle")),
        ("Note: these instructions are for building Zorblat on Vargle.", ("Zorblat", "basedOn", "Vargle")),
        ("The code was changed to allow porting Zorblat to Rust.", ("Zorblat", "writtenIn", "Rust")),
        ("Zorblat is part of Debian and Vargle has been the tool for keys.", ("Zorblat", "partOf", "Vargle")),
        (
            "The Dyno Zorblat (DZ) Vargle Library is a reference implementation.",
            ("Vargle Library", "kindOf", "reference implementation"),
        ),
        ("The Zorblat Helm chart can deploy Vargle.", ("Vargle", "usedBy", "Zorblat Helm")),
        (
            "PostgreSQL is a free and open-source relational database management system (RDBMS) emphasizing speed.",
            ("Postgres", "kindOf", "management system"),
        ),
        ("For more information, see how Zorblat integrates with Vargle.", ("Zorblat", "integratesWith", "Vargle")),
        ("In each Region, AWS maintains multiple Availability Zones.", ("Availability Zones", "contributedBy", "AWS")),
        (
            "Use it through a Lambda-invoking endpoint, such as Amazon API Gateway.",
            ("Amazon", "exampleOf", "Lambda-invoking endpoint"),
        ),
        (
            "It suits interactive audio applications, including Voice over IP, Vargle, and in-game chat.",
            ("Voice", "exampleOf", "interactive audio application"),
        ),
        ("Currently, VS 2017 / 2019, and Zorblat are supported.", ("Zorblat", "comparedWith", "VS 2017")),
        ("Development of Zorblat was funded by Vargle Partners.", ("Zorblat", "createdBy", "Vargle Partners")),
        ("Zorblat implements ISO/IEC 10918 with some extensions.", ("Zorblat", "implements", "ISO/IEC")),
        ("Security-enhanced Linux is a kernel patch with tools.", ("Linux", "kindOf", "kernel patch")),
        ("StartZorblat creates a Vargle for a manager.", ("Vargle", "createdBy", "StartZorblat")),
        ("Building Zorblat on Vargle is supported.", ("Zorblat", "basedOn", "Vargle")),
        ("Google Zorblat sends trace data to Zorblat.", ("Google Zorblat", "integratesWith", "Zorblat")),
        ("Acme Route 53 Global Vargle supports Dyno.", ("Acme Route 53", "supports", "Dyno")),
        ("Insert it for display purposes, e.g. Zorblat or Vargle codes.", ("Zorblat", "exampleOf", "display purpose")),
        ("You can deploy your Zorblat app to Quuxly Cloud.", ("Zorblat", "compatibleWith", "Quuxly Cloud")),
        ("Programs are similar to Python. Look at Programs.", ("Programs", "comparedWith", "Python")),
        ("Raise ZorblatError instead of VargleError.", ("ZorblatError", "alternativeTo", "VargleError")),
        ("You can use the Zorblat in Acme Corp to manage cases.", ("Zorblat", "usedBy", "Acme Corp")),
        ("Zorblat is compiled using Vargle on Dyno.", ("Vargle", "compatibleWith", "Dyno")),
        (
            "These include the Acme Base Best Practices (ABP) standard developed by Acme Corp, "
            "and external compliance frameworks such as Center for Dyno Security (CDS) and Vargle Standard.",
            ("Vargle Standard", "createdBy", "Acme Corp"),
        ),
        ("Quuxly is old. Enable Quuxly-based Zorblat by default.", ("Zorblat", "basedOn", "Quuxly")),
        ("Besides languages such as Rust and C/C++, Zorblat has support for Vargle.", ("C++", "supports", "Vargle")),
        ("The easiest way to run and configure Vargle with Zorblat.", ("Vargle", "usedBy", "Zorblat")),
        (
            "Dyno was built by Acme Labs, Inc. New Quuxly, Inc. acquired it.",
            ("Acme Labs", "ownedBy", "Inc. New Quuxly"),
        ),
        ("We want Dyno to be a tool for Vargle (VG), the spec which is a CNCF project.", ("Dyno", "hostedBy", "CNCF")),
        ("The Zorblat project has relied upon GitHub for reviews.", ("Zorblat", "usedBy", "GitHub")),
        ("Started in 2016, engineers at Red Hat built Zorblat.", ("Red Hat", "startedIn", "2016")),
        ("While Zorblat 2 is old, Vargle also runs on GitHub.", ("Vargle", "comparedWith", "Zorblat 2")),
        ("Zorblat deploys Vargle apps powered by Dyno.", ("Vargle", "dependsOn", "Dyno")),
        ("Parts talk over a small Zorblat server based on Dyno.", ("Zorblat", "basedOn", "Dyno")),
        ("Ada Kettle is the author of the Go Zorblat library.", ("Zorblat", "createdBy", "Ada Kettle")),
        ("It helps large scale systems like Zorblat.", ("Zorblat", "exampleOf", "scale system")),
        (
            "It offers paths like Zorblat, a data plane that is fast, and audits.",
            ("Zorblat", "kindOf", "data plane"),
        ),
        ("Calls go through Dyno and/or disk libraries, e.g. Zorblat.", ("Zorblat", "exampleOf", "disk library")),
        ("Dyno is being used but Zorblat also supports Vargle.", ("Zorblat", "comparedWith", "Dyno")),
        ("Zorblat is defaulting to using restartPolicy: Ignore here.", ("restartPolicy", "usedBy", "Zorblat")),
        ("Zorblat has an OpAMP server. Let a Dyno Agent connect to it using Envoy.", ("Envoy", "usedBy", "Dyno Agent")),
        (
            "They won under coach Les Amber, who had come from Vargle Spartans.",
            ("Les Amber", "originallyDevelopedBy", "Vargle Spartans"),
        ),
        ("A song featuring rapper Nuro Valdin was released in 2018.", ("Nuro Valdin", "releasedIn", "2018")),
        ("Karvel Wellnor graduated from high school in Prague.", ("Karvel Wellnor", "maturity", "graduated")),
        ("Zorblat is a fork of Dyno created by Vargle Labs.", ("Dyno", "createdBy", "Vargle Labs")),
        ("Zorblat, the chat tool Vargle Corp gave away, got a release.", ("Vargle Corp", "kindOf", "chat tool")),
        (
            "Created by Quuxly in 2007; passed on to Dyno; Dyno is being bought by Vargle.",
            ("Dyno", "createdBy", "Quuxly"),
        ),
        (
            "Zorblat adds support for Dyno, a standard which parses, and sidecars, a new Kubernetes feature.",
            ("Dyno", "partOf", "Kubernetes"),
        ),
        (
            "Born into a family in Sabaneta, Barinas, Chávez became an officer and founded the Dyno Movement.",
            ("Dyno Movement", "createdBy", "Barinas"),
        ),
        ("Ada Kettle created Dyno Pictures with a studio at Beachwood.", ("Dyno Pictures", "createdBy", "Beachwood")),
        ("Clérico was born on March 18, 1929.", ("Clérico", "startedIn", "1929-03-18")),
        (
            "Rook is a tool. The TOC voted it in. It moved to incubation in September 2018.",
            ("incubating", "usedBy", "TOC"),
        ),
        ("Zorblat was incubated by Huawei Cloud.", ("Zorblat", "maturity", "incubating")),
        ("Zorblat was incubated by Huawei Cloud.", ("Huawei Cloud", "maturity", "incubating")),
        ("Acme submitted Zorblat as an incubating project.", ("Zorblat", "maturity", "incubating")),
        (
            "Zorblat is a tool. Release 1.11, released on 21 June 2022, is.",
            ("Zorblat", "releasedIn", "2022-06-21"),
        ),
        ("Two students write DrawBridge, a diagram editor for the Amiga.", ("DrawBridge", "worksFor", "Amiga")),
        ("Vargle is fast; Acme and Dyno run it in production.", ("Vargle", "usedBy", "Acme")),
        (
            "The objects shown above are:\n\nController: it runs.\n\nBuffer: it waits.",
            ("Controller", "partOf", "objects shown above"),
        ),
    ],
)
def test_an_end_is_the_whole_thing_that_is_named(tmp_path: Path, text: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in read(tmp_path, f"# Notes\n\n{text}\n")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Zorblat is a fork of Dyno created by Vargle Labs.", ("Zorblat", "createdBy", "Vargle Labs")),
        ("Zorblat was written by Ada Kettle at Capital One.", ("Zorblat", "createdBy", "Capital One")),
        ("Zorblat was made by Merck & Co. in 1990.", ("Zorblat", "createdBy", "Merck & Co.")),
        ("Zorblat was made by Radio Nacional de Vargle.", ("Zorblat", "createdBy", "Radio Nacional de Vargle")),
        ("Zorblat was bought by A. D. Olsen & Son.", ("Zorblat", "ownedBy", "A. D. Olsen & Son")),
        ("Zorblat is a Dyno project. Zorblat is a Google project.", ("Zorblat", "ownedBy", "Google")),
        (
            "Zorblat is a platform. Kevin Hoffman created it in 2019. It builds on Vargle.",
            ("Zorblat", "basedOn", "Vargle"),
        ),
    ],
)
def test_the_whole_name_of_what_is_told_of(tmp_path: Path, text: str, right: tuple[str, str, str]) -> None:
    assert right in read(tmp_path, f"# Notes\n\n{text}\n")


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("Dyno is being bought by Vargle.", ("Dyno", "ownedBy", "Vargle")),
        ("Keptn moving from sandbox to incubation: vote open.", ("Keptn", "maturity", "incubating")),
    ],
)
def test_what_is_only_being_done_is_not_so_yet(tmp_path: Path, text: str, planned: tuple[str, str, str]) -> None:
    from reading import read_statements

    found = {
        (s.subject.label, s.predicate, s.object.label): s.modality.value
        for s in read_statements(write_document(tmp_path, f"# Notes\n\n{text}\n"))
    }
    assert found[planned] == "planned"


def test_a_definition_needs_no_pronoun(tmp_path: Path) -> None:
    text = "# Notes\n\nThe Vargle Hours is a copy of it, made in about 1300.\n"
    assert not any(p == "definedAs" for _, p, _ in read_triples(write_document(tmp_path, text)))


def test_who_wrote_what_a_page_tells_of_did_not_write_the_page(tmp_path: Path) -> None:
    page = write_document(tmp_path, "# Zorblat, Dyno\n\nUpdated: 2023-11-02.\n\nZorblat was written by Ada Kettle.\n")
    assert not any(p == "authorOf" for _, p, _ in read_triples(page))


def test_who_made_a_series_did_not_write_the_page(tmp_path: Path) -> None:
    page = write_document(tmp_path, "# Charmed\n\nCharmed is a television series created by Ada Kettle for Vargle.\n")
    assert not any(p == "authorOf" for _, p, _ in read_triples(page))


def test_a_title_is_not_defined_by_what_its_paragraph_is_about(tmp_path: Path) -> None:
    page = write_document(tmp_path, "# Zorblat page\n\n**Dyno Alliance.** A nonprofit founded in 2019 by Acme.\n")
    assert not any(p == "definedAs" for _, p, _ in read_triples(page))


def test_what_a_paragraph_opens_with_ends_at_the_next_heading(tmp_path: Path) -> None:
    text = "# Notes\n\n**Zorblat**: see below for details.\n\n### Testing\n\n- Extends Dyno with tests.\n"
    assert not any("Zorblat" in triple for triple in read(tmp_path, text))


def test_what_a_thing_is_not_tells_nothing_of_its_class(tmp_path: Path) -> None:
    from reading import read_statements

    text = "# Notes\n\nZorblat is not a programming language. Zorblat supports Kafka.\n"
    found = read_statements(write_document(tmp_path, text))
    assert found and {s.subject.type for s in found} <= {"Thing", "Software"}


@pytest.mark.parametrize(
    "text",
    [
        "Zorblat is a trademark of the Acme Group in the field.",
        "Zorblat is copyright by the Acme Foundation of arts.",
        "Zorblat is a function that retrieves the",
        "Zorblat also simplifies how people work with tools.",
    ],
)
def test_what_says_nothing_of_a_thing_does_not_define_it(tmp_path: Path, text: str) -> None:
    assert not any(p == "definedAs" for _, p, _ in read_triples(write_document(tmp_path, f"# Zorblat\n\n{text}\n")))


def test_it_is_the_nearer_thing_of_its_own_sentence(tmp_path: Path) -> None:
    text = "# Zorblat\n\nZorblat is a proxy. If a model definition is valid, it is compatible with Vargle.\n"
    assert ("Zorblat", "compatibleWith", "Vargle") not in read(tmp_path, text)


@pytest.mark.parametrize("word", ["CPU", "I/O", "Tool"])
def test_a_word_for_any_thing_of_a_kind_is_no_thing_of_that_kind(tmp_path: Path, word: str) -> None:
    from reading import _prepare

    text = f"# Notes\n\nTools such as Zorblat, {word} and Vargle are here. The {word} tool runs. {word} is a tool.\n"
    _, inventory = _prepare(write_document(tmp_path, text))
    assert {e.type for e in inventory.entities.values() if e.label == word} <= {"Thing", "Concept"}


def test_a_line_of_choices_opens_with_no_name(tmp_path: Path) -> None:
    text = "# Zorblat\n\n**Deutsch** | [English](README.en.md)\n\nIt integrates with Vargle.\n"
    assert not any("Deutsch" in triple for triple in read(tmp_path, text))


def test_a_name_that_ends_in_s_is_no_plural(tmp_path: Path) -> None:
    text = "# Notes\n\nDyno supports Zorblats. Vargle supports Zorblats. Zorblats needs a Zorblat key.\n"
    assert ("Vargle", "supports", "Zorblats") in read(tmp_path, text)


def test_what_a_name_begins_with_is_no_post(tmp_path: Path) -> None:
    text = "# PostZorb\n\nPostZorb is built by Evil Vargles, a consultancy for tools.\n"
    assert not any(p == "authorOf" for _, p, _ in read(tmp_path, text))


def test_editors_may_be_programs(tmp_path: Path) -> None:
    from reading import read_statements

    text = "# Notes\n\nFor most purposes, Zorblat is superseded by full-screen editors such as GNU Emacs or GNU Moe.\n"
    found = read_statements(write_document(tmp_path, text))
    assert "replaces" in {s.predicate for s in found}
    assert "Person" not in {s.subject.type for s in found}


@pytest.mark.parametrize(
    "text",
    [
        "## Daemons\n\n<dl><dt>Queue daemon</dt><dd>It is written in Rust. It runs on every node.</dd></dl>",
        "## Plugins\n\n- Gauge Reader: reads gauges. This plugin is integrated with the Meter Store plugin.",
        "Quuxly is used to deploy Envoy.",
        "Zorblat grows Quuxly to make Vargle to run Envoy apps.",
        "Gauge Pipeline - Deploy Envoy twice",
        "Zorblat has no support for Out of Reach management.",
        "Zorblat is a Linux kernel module.",
        "Administrators need to know which roles they have to hold to keep using Envoy.",
        "Enable using Envoy for the gauges.",
    ],
)
def test_who_does_it_stays_open(tmp_path: Path, text: str) -> None:
    stated = read(tmp_path, f"# Zorblat\n\nZorblat is a scheduler.\n\n{text}\n")
    assert {t for t in stated if t[1] not in {"kindOf", "inCategory"}} == set()


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("Zorblat Developers", "- Contributor Agreement\n- Plugin Interface Details"),
        ("Made with Zorblat", "- Quuxly: a router\n- Vargle: a bridge"),
        ("Prerequisites", "- Create the\n\n  role"),
    ],
)
def test_a_heading_that_tells_of_other_things_labels_no_values(tmp_path: Path, heading: str, items: str) -> None:
    text = f"# Zorblat\n\nZorblat is a scheduler.\n\n## {heading}\n\n{items}\n"
    assert not any(p in {"createdBy", "usedBy", "dependsOn"} for _, p, _ in read(tmp_path, text))


def test_a_license_is_named_behind_under(tmp_path: Path) -> None:
    found = read(tmp_path, "# Zorblat\n\nZorblat is a scheduler.\n\n## License\n\nLicensed under MIT.\n")
    assert [end for _, p, end in found if p == "license"] == ["MIT"]


def test_what_these_are_and_not_what_they_serve_stands_below(tmp_path: Path) -> None:
    text = "# N\n\nThese are libraries that make it easier to use Envoy with other proxies:\n\n- Zorblat\n- Quuxly\n"
    assert not any(p == "compatibleWith" for _, p, _ in read(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "If the flag is unset and Zorblat includes Quuxly, a job runs.",
        "You must ensure that the key is there so that Zorblat can use Envoy to move disks.",
        "This will let it use its internal Envoy implementation (based on Quuxly) for routes.",
        "Quuxly includes CPU time of child processes. The CPUTime is in a field.",
        "The `.Size` is kept. The Quuxly service uses the size of the backup.",
    ],
)
def test_conditions_aims_and_parts_of_names_state_nothing(tmp_path: Path, text: str) -> None:
    stated = read(tmp_path, f"# Zorblat\n\nZorblat is a scheduler.\n\n{text}\n")
    assert {t for t in stated if t[1] not in {"kindOf", "inCategory"}} == set()


def test_a_license_keeps_the_sign_behind_its_version(tmp_path: Path) -> None:
    found = read(tmp_path, "# Zorblat\n\nZorblat is distributed under the terms of the GNU LGPL v2+.\n")
    assert [end for _, p, end in found if p == "license"] == ["GNU LGPL v2+"]


def test_a_heading_of_initials_is_no_author(tmp_path: Path) -> None:
    found = read(tmp_path, "# QXL Syntax\n\nQXL has taken much from C.\n")
    assert not any(p == "authorOf" for _, p, _ in found)


def test_the_heading_of_a_site_is_no_title(tmp_path: Path) -> None:
    page = (
        "<html><body><header><h1>Zorblat</h1></header><div><h1>Quotas<a href='#q'>¶</a></h1>"
        "<p>Quotas are limits.</p></div></body></html>"
    )
    assert write_document(tmp_path, page, "page.html").title == "Quotas"


def test_what_may_be_done_without_a_thing_is_no_denial(tmp_path: Path) -> None:
    from reading import read_statements

    text = "# Zorblat\n\nIt is possible to compile Zorblat without integrating it with Envoy.\n"
    stated = read_statements(write_document(tmp_path, text))
    assert not any(s.predicate == "integratesWith" for s in stated)


@pytest.mark.parametrize(
    "text",
    [
        "Zorblat sends packets to that Quuxly over the link.",
        "Zorblat reads %{Envoy:handling}x with Envoy:handling. Zorblat uses Envoy:handling here.",
        "Zorblat uses an auth plugin (e.g. Quuxly).",
        "Zorblat manages QMODs. A QMOD is loaded.",
        "All Quuxly must conform to the Vargle API.",
        "Zorblat requires the QXID of a node.",
        "Create a Quuxly Rule which uses Envoy for the path.",
        "Zorblat is an open gauge project. The Open Gauge company pays for it.",
        "Quuxly library to manage Envoy instances.",
        "Quuxly support for gauges was first included in Vargle 2.0.\n\n## Quuxly Support\n\nIt is on.",
        "node-zorblat: gauge broker for Node based on Quuxly. We run it as Gauge Broker.",
    ],
)
def test_any_thing_of_a_kind_is_no_end(tmp_path: Path, text: str) -> None:
    stated = read(tmp_path, f"# Zorblat\n\nZorblat is a scheduler.\n\n{text}\n")
    assert {t for t in stated if t[1] not in {"kindOf", "inCategory", "exampleOf"}} == set()


def test_a_list_that_names_the_topic_tells_nothing_of_it(tmp_path: Path) -> None:
    text = "# Zorblat\n\nZorblat is a scheduler.\n\n## Prerequisites\n\n- Zorblat 2.0\n- Envoy\n"
    assert not any(p == "dependsOn" for _, p, _ in read(tmp_path, text))


def test_a_heading_in_the_plural_is_no_topic(tmp_path: Path) -> None:
    text = "## Gauge Systems\n\nThe Gauge System is tested.\n\n### Supports\n\n- Envoy\n- Prometheus\n"
    found = read(tmp_path, f"# Zorblat\n\nZorblat is a scheduler.\n\n{text}")
    assert ("Zorblat", "supports", "Envoy") in found
    assert not any(subject == "Gauge System" and p == "supports" for subject, p, _ in found)


def test_a_head_of_a_column_that_places_names_nothing(tmp_path: Path) -> None:
    table = "| Backend | License | In Tree |\n|---|---|---|\n| Quuxly | MIT | yes |\n| Vargle | MIT | no |\n"
    text = f"# Zorblat\n\nZorblat is a scheduler.\n\n{table}\n## In Tree\n\n[In Tree](https://x.example/t) is a tool.\n"
    assert not any(p == "supports" for _, p, _ in read(tmp_path, text))


def test_people_with_where_they_work_are_no_kinds(tmp_path: Path) -> None:
    items = "- Ada Kettle (Microsoft)\n- Ben Dove (Google)\n- dyno-go (Apache License 2.0)\n"
    found = read(tmp_path, f"# Zorblat\n\nZorblat is a scheduler.\n\n## People\n\n{items}")
    assert not any(p == "exampleOf" for _, p, _ in found)


def test_the_mark_of_a_footnote_is_no_part_of_a_name(tmp_path: Path) -> None:
    text = "# Zorblat\n\nZorblat is a scheduler.\n\nZorblat has support for:\n\n* Vargle Hub†\n* Kafka\n"
    assert ("Zorblat", "supports", "Vargle Hub") in read(tmp_path, text)


def test_a_list_goes_on_from_the_work_and_not_from_its_maker(tmp_path: Path) -> None:
    listed = "Zorblat Tools from Red Hat, bootc and composefs, all three accepted in May 2025"
    text = f"# N\n\nAmong the sandbox projects are {listed}.\n"
    joined = {subject for subject, p, _ in read(tmp_path, text) if p == "joinedOn"}
    assert "Red Hat" not in joined


def test_a_committee_of_a_host_hosts_nothing(tmp_path: Path) -> None:
    text = "# Zorblat\n\nThe Zorblat project was accepted as a CNCF Sandbox Project by the TOC.\n"
    assert ("Zorblat", "hostedBy", "TOC") not in read(tmp_path, text)


def test_a_heading_of_values_is_no_topic(tmp_path: Path) -> None:
    text = "# zorb\n\nzorb is a builder.\n\n### Maturity level:\n\nSandbox\n\n### License:\n\nApache2\n"
    other = "\n\n**Maturity level:** Sandbox\n\nThe maturity level is told. Each Maturity Level has a day.\n"
    assert {s for s, p, _ in read(tmp_path, text + other) if p == "license"} <= {"zorb"}


def test_that_project_points_at_what_was_named_last(tmp_path: Path) -> None:
    asked = "## Is Vargle a fork of quuxly-ply?\n\nNo. That project was started by Oracle and has been archived.\n"
    found = read(tmp_path, f"# Vargle\n\nVargle is an operator of secrets.\n\n{asked}")
    assert not {t for t in found if t[0] == "Vargle" and t[1] in {"createdBy", "maturity"}}


def test_a_changelog_is_no_thing_that_is_told_of(tmp_path: Path) -> None:
    opening = "All notable changes to Vargle.\nThe format is based on [Keep a Changelog](https://keepachangelog.com)."
    text = f"# Changelog\n\n{opening}\n\n## 1.0\n\n- Experimental support for Apache Pulsar.\n"
    assert "Changelog" not in {t[0] for t in read_triples(write_document(tmp_path, text))}


def test_a_work_by_a_designer_is_no_author(tmp_path: Path) -> None:
    told = "Demon Dice is a game made by Lester Vane (designer of the older Dyno Game)."
    text = f"# Quuxly School\n\nQuuxly School is old.\n\n# Demon Dice\n\n{told}\n"
    assert not {t for t in read(tmp_path, text) if t[1] == "authorOf"}


def test_things_of_any_sort_are_not_what_they_are_called_by(tmp_path: Path) -> None:
    text = "# Notes\n\nQuuxly is an adapter for using Zorblat applications with Vargle.\n"
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[0] == "Zorblat"]


def test_what_a_heading_with_a_phrase_heads_are_no_examples(tmp_path: Path) -> None:
    text = (
        "# Notes\n\nZorblat is a tool. Vargle is a tool.\n\n## Integration with build systems\n\n- Zorblat\n- Vargle\n"
    )
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[1] == "exampleOf"]
    text = "# Notes\n\n## Message brokers\n\n- Zorblat: fixed a crash\n- Zorblat: fixed another\n"
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[1] == "exampleOf"]


def test_such_as_speaks_of_the_plural_before_it(tmp_path: Path) -> None:
    text = (
        "# Notes\n\nIt occurs in languages that create bindings for wire objects using introspection such as Python.\n"
    )
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[1] == "exampleOf"]


def test_what_is_announced_to_be_done_is_planned(tmp_path: Path) -> None:
    text = "# Notes\n\nThe committee announced to integrate Zorblat with Vargle.\n"
    found = read_statements(write_document(tmp_path, text))
    assert {s.modality.value for s in found if s.predicate == "integratesWith"} == {"planned"}


def test_its_own_part_does_not_define_a_thing(tmp_path: Path) -> None:
    text = "# Notes\n\nGive in Zorblat its own build pipeline.\n"
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[1] == "kindOf"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It is needed for Quuxly to be a lightweight engine in its field.", "definedAs"),
        ("Zorblat is a simple key/value storage system.", "kindOf"),
        ("Zorblat is a free software implementation of IDNA2008.", "kindOf"),
        ("Zorblat: Workaround a possible compiler bug.", "kindOf"),
        ("Zorblat is now a Zorblat workspace.", "kindOf"),
    ],
)
def test_the_words_of_a_kind_are_whole_and_say_something(tmp_path: Path, text: str, name: str) -> None:
    found = read_triples(write_document(tmp_path, f"# Notes\n\nHere is a text. {text}\n"))
    assert not [t for t in found if t[1] == name]


def test_a_name_with_a_slash_is_one_item(tmp_path: Path) -> None:
    items = "- X86/Linux\n- x86/macOS\n- nanoMIPS/Linux\n"
    text = f"# Zorblat\n\nZorblat is a tool. It runs on these platforms:\n\n{items}"
    found = {o for s, p, o in read_triples(write_document(tmp_path, text)) if p == "integratesWith"}
    assert found == {"X86/Linux", "x86/macOS", "nanoMIPS/Linux"}


def test_what_is_done_with_a_program_by_a_reader_is_only_a_condition(tmp_path: Path) -> None:
    said = "by linking or combining it with the OpenSSL project's OpenSSL library, the Vane Foundation grants you more."
    text = f"# Dyno\n\nDyno is a database. If you modify this program, or any covered work, {said}\n"
    assert not [t for t in read_triples(write_document(tmp_path, text)) if t[1] == "integratesWith"]


def test_an_ordinary_word_of_a_title_is_not_what_it_is_about(tmp_path: Path) -> None:
    names = NameTable([Name("Change", Entity.called("Change")), Name("Vane", Entity.called("Vane"))])
    for word, about in (("Change", False), ("Vane", True)):
        body = f"A change is small. {word}: two more. {word}: two less.\n"
        document = write_document(tmp_path, f"# {word} of 2.0\n\n{body}")
        assert (read_outline(document, names, FIELD).subject is not None) is about


def test_a_kind_right_behind_a_name_is_told_of_it(tmp_path: Path) -> None:
    text = "# Notes\n\nAnother project that uses Envoy is Zorblat a powerful log store.\n"
    assert ("Zorblat", "kindOf", "log store") in read_triples(write_document(tmp_path, text))


def test_a_title_made_of_a_file_name_is_not_defined_by_a_phrase(tmp_path: Path) -> None:
    found = read_triples(write_document(tmp_path, "An event server, for Python.\n", "read-me2.md"))
    assert not [t for t in found if t[1] in {"definedAs", "kindOf"}]


def test_a_title_that_is_a_label_names_nothing(tmp_path: Path) -> None:
    said = "This document lists the organizations that use Envoy.\n\nPlease ask if any organization would like more."
    found = read_triples(write_document(tmp_path, f"# Adopters\n\n{said}\n"))
    assert not [t for t in found if t[1] == "describedBy"]


def test_what_is_endeavored_is_planned(tmp_path: Path) -> None:
    found = read_statements(write_document(tmp_path, "# Notes\n\nZorblat endeavors to implement CoAP.\n"))
    assert {s.modality.value for s in found if s.predicate == "implements"} == {"planned"}


def test_the_quote_reaches_to_the_item_that_names_who_made_it(tmp_path: Path) -> None:
    people = "- Ada Kettle started it\n- Bo Vane wrote the index\n- Lu Quarrel wrote the tests\n"
    text = f"# Zorblat\n\nZorblat is a library. The main authors of Zorblat are:\n\n{people}"
    found = read_statements(write_document(tmp_path, text))
    made = [s for s in found if s.predicate == "createdBy"]
    assert made and all(s.object.label in s.evidence.quote for s in made)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Zorblat is now robustly supported by the Vane Foundation.", "hostedBy"),
        ("Zorblat is released under the Massachusetts Institute of Technology (MIT) License.", "license"),
        ("CV32E40P is an in-order 4-stage RISC-V RV32IMFCXpulp CPU based on RI5CY from Vargle.", "kindOf"),
    ],
)
def test_parts_of_names_and_kinds_are_not_told(tmp_path: Path, text: str, wrong: str) -> None:
    page = f"# Notes\n\nZorblat is a tool. The Vane Foundation is new. {text}\n"
    found = read_triples(write_document(tmp_path, page))
    assert not [t for t in found if t[1] == wrong and t[2] != "tool"]
