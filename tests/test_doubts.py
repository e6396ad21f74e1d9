"""Doubts: what is read with signs of a misreading waits for a person, with the reason; what is plain enters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reading import FIELD, open_sentence, read_statements, write_document

from kg.curation import Curation
from kg.documents import Span
from kg.naming.mentions import Mention
from kg.relations.doubted_names import doubt_name
from kg.relations.plain_ends import doubt_plain_ends
from kg.review import judge
from kg.statements import Entity, Relation


def doubts_of(folder: Path, text: str) -> dict[tuple[str, str, str], str]:
    found = read_statements(write_document(folder, text))
    kept = {"definedAs", "describedBy", "kindOf"}
    return {(s.subject.label, s.predicate, s.object.label): s.evidence.doubt for s in found if s.predicate not in kept}


@pytest.mark.parametrize(
    ("sentence", "triple", "words"),
    [
        ("The Vargle project is supported by Quuxly.", ("Quuxly", "supports", "Vargle"), "who pays"),
        ("Envoy at the edge, begun by Oracle", ("Envoy", "createdBy", "Oracle"), "behind the comma"),
        ("Perch supports OXM and NXM TLVs.", ("Perch", "supports", "OXM"), "the noun at the end"),
        ("Perch integrates with the HTTP API.", ("Perch", "integratesWith", "HTTP API"), "any thing of its kind"),
        (
            "Ada Kettle, Engineer at Quuxly & Vargle Maintainer, wrote it.",
            ("Ada Kettle", "worksFor", "Vargle Maintainer"),
            "what people are called",
        ),
        ("Compared to using Quuxly, Perch is small.", ("Quuxly", "usedBy", "Perch"), "who does what 'using' says"),
        ("Perch makes it easy to run Quuxly on laptops.", ("Quuxly", "usedBy", "Perch"), "who does what 'run' says"),
        (
            "It is told of the first President of the United States, Ada Kettle.",
            ("Ada Kettle", "worksFor", "United States"),
            "a country",
        ),
        ("The NCW team included both English and Dutch-speaking people.", ("English", "partOf", "NCW"), "a longer"),
        ("A handy operator for Kubernetes, similar to Quuxly.", ("Kubernetes", "comparedWith", "Quuxly"), "the comma"),
        ("Perch is part of the CNCF Projects.", ("Perch", "partOf", "CNCF Projects"), "placed so"),
        ("Zorblat creates Vargle Secrets.", ("Vargle Secrets", "createdBy", "Zorblat"), "not who made"),
        ("In 2011 the game moved from Oldvane to Newquay.", ("Newquay", "replaces", "Oldvane"), "another place"),
        ("The company moves from Oldvane to Newquay.", ("Newquay", "replaces", "Oldvane"), "another place"),
        ("Vargle workshop – Brian Vane at Quuxly 2016.", ("Brian Vane", "worksFor", "Quuxly 2016"), "spoke"),
        ("It is an album by New Vane writer Barbara Quarry.", ("Barbara Quarry", "worksFor", "New Vane"), "comes from"),
        (
            "The talk was by Ann Fox, Officer at Docker, which was acquired by Oracle.",
            ("Ann Fox", "ownedBy", "Oracle"),
            "owned by nobody",
        ),
        (
            "Owned by Oracle until 1976, Quuxly purchased the hotel in 1995.",
            ("Quuxly", "ownedBy", "Oracle"),
            "what Quuxly bought",
        ),
        (
            "In 2014, Perch and Vane Labs established the Dyno Cube, building on earlier work of Quuxly.",
            ("Vane Labs", "basedOn", "Quuxly"),
            "may be based on Quuxly",
        ),
        ("Envoy is a building block of the Oracle Service Mesh.", ("Envoy", "partOf", "Service Mesh"), "a longer name"),
        ("Its lamp was made by Howard Vane of Dublin.", ("Howard Vane", "worksFor", "Dublin"), "comes from"),
        (
            "Yuri Kettle of Oracle, the author of Jaeger, and Adrian Vane of the Zipkin project were there.",
            ("Adrian Vane", "createdBy", "Yuri Kettle"),
            "owned by nobody",
        ),
        ("Zorblat is part of Danny Kettle.", ("Zorblat", "partOf", "Danny Kettle"), "is a person"),
        ("Perch uses the MIT license.", ("MIT", "usedBy", "Perch"), "tells something else"),
        (
            "The drums were played by Mic Kettle, who later formed Vargle Band.",
            ("Mic Kettle", "partOf", "Vargle Band"),
            "is a person",
        ),
        ("SREs use Perch.", ("Perch", "usedBy", "SREs"), "any things of their kind"),
        ("Perch is a good Gnu/Hop implementation for Quuxly.", ("Perch", "implements", "Gnu"), "a longer name"),
        ("Perch integrates with Portability.", ("Perch", "integratesWith", "Portability"), "a quality"),
    ],
)
def test_a_doubted_reading_tells_why(tmp_path: Path, sentence: str, triple: tuple[str, str, str], words: str) -> None:
    found = doubts_of(tmp_path, f"# Perch\n\nPerch is a database. {sentence}\n")
    assert words in found[triple]


def test_what_is_doubted_waits_and_stays_out_of_the_graph(tmp_path: Path) -> None:
    text = "# Perch\n\nPerch is a database. Perch integrates with Envoy. Perch integrates with the HTTP API.\n"
    judged = judge(read_statements(write_document(tmp_path, text)), [], FIELD, Curation())
    assert [s.object.label for s in judged.kept if s.predicate == "integratesWith"] == ["Envoy"]
    assert [(i.statement.object.label, i.state) for i in judged.review] == [("HTTP API", "waiting")]
    assert judged.review[0].reasons == ("'HTTP API' may be any thing of its kind",)


def test_an_item_of_a_list_does_not_take_what_the_list_goes_on_with(tmp_path: Path) -> None:
    text = "# N\n\nTake the sync from Zorblat, Quuxly Cache, Vargle Controller for Fleets, Perch Engine, or Envoy.\n"
    found = doubts_of(tmp_path, text)
    assert all(doubt for (subject, _, _), doubt in found.items() if "Controller" in subject)


def test_a_year_before_a_name_is_part_of_it(tmp_path: Path) -> None:
    page = write_document(tmp_path, "# N\n\nThe 2013 Little Caesars Pizza Bowl is an American football game.\n")
    assert all(s.evidence.doubt for s in read_statements(page) if s.predicate == "kindOf")


def test_companies_are_no_things_that_depend(tmp_path: Path) -> None:
    text = "# N\n\nBrisk Parcel was founded in 1987. With the help of Vargle, Brisk Parcel builds Zorblat.\n"
    read = read_statements(write_document(tmp_path, text))
    company = next(s.subject for s in read if s.predicate == "foundedIn").of_class("Company")
    told = [replace(s, subject=company) for s in read if s.predicate == "dependsOn"]
    assert told and not any(s.predicate == "dependsOn" for s in judge(told, [], FIELD, Curation()).kept)
    listed = [replace(s, evidence=replace(s.evidence, method="record:depends_on")) for s in told]
    kept = judge(listed, [], FIELD, Curation()).kept  # a record lists services by their companies' names
    assert any(s.predicate == "dependsOn" for s in kept)


def test_it_is_not_the_label_above(tmp_path: Path) -> None:
    text = "# Questions\n\n## Short answer\n\nIt uses Envoy and Prometheus. It integrates with Kubernetes.\n"
    assert all(doubt for (s, _, o), doubt in doubts_of(tmp_path, text).items() if "Short answer" in {s, o})


@pytest.mark.parametrize("label", ["Perch", "Dapper", "Docker Desktop", "Fast Path", "Envoy Gateway", "UI Kit"])
def test_names_are_not_doubted(label: str) -> None:
    assert doubt_name(Entity("https://example.org/x", label), FIELD) == ""


@pytest.mark.parametrize("label", ["HTTP API", "Operating System", "Vargle Maintainer", "Dynamically"])
def test_kinds_roles_and_manners_are_doubted(label: str) -> None:
    assert doubt_name(Entity("https://example.org/x", label), FIELD) != ""


def test_the_name_behind_a_noun_is_meant_and_not_the_one_before(tmp_path: Path) -> None:
    first = "Tools like Kafka can use the Zorblat engine Vargle."
    second = "Tools like MySQL can use the ZFS engine (cStor) for resilience."
    text = f"# N\n\n{first} {second}\n"
    found = doubts_of(tmp_path, text)
    assert ("Vargle", "usedBy", "Kafka") in found
    assert ("cStor", "usedBy", "MySQL") in found
    assert not any("Zorblat" in triple or "ZFS" in triple for triple in found)


def test_all_narrower_things_are_not_those_named_before(tmp_path: Path) -> None:
    text = "# N\n\nCurrently Zorblat and Vargle are baked in but all wire formats supported by Linux can be enabled.\n"
    assert not any(predicate == "supports" for _, predicate, _ in doubts_of(tmp_path, text))


def test_what_is_required_to_use_something_does_not_use_it(tmp_path: Path) -> None:
    text = "# N\n\nEnvoy is a proxy. Envoy is required to use Vargle. Envoy is not required to use Perch.\n"
    assert not any(predicate == "usedBy" for _, predicate, _ in doubts_of(tmp_path, text))


def test_parts_of_a_page_are_not_parts_of_its_topic(tmp_path: Path) -> None:
    text = (
        "# Kubernetes\n\nKubernetes is a platform.\n\nComponents covered in this page:\n\n- Zorblat Receiver\n- Perch\n"
    )
    assert not any(predicate == "partOf" for _, predicate, _ in doubts_of(tmp_path, text))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Perch is a proxy for apps in Envoy, written in Rust.", "told of another"),
        ("Perch is based on the ledger of Vargle, which was written in Java.", "told of another"),
    ],
)
def test_a_clause_behind_a_comma_may_be_told_of_another(tmp_path: Path, sentence: str, words: str) -> None:
    found = doubts_of(tmp_path, f"# Perch\n\nPerch is a database.\n\n{sentence}\n")
    assert all(words in doubt for (s, p, _), doubt in found.items() if p == "writtenIn" and s != "Perch")


def test_a_standard_of_a_work_is_not_the_work(tmp_path: Path) -> None:
    found = doubts_of(tmp_path, "# Perch\n\nPerch is a database. Perch is compatible with the MySQL protocol.\n")
    assert not any(o == "MySQL" for _, _, o in found)


def test_what_a_phrase_that_opens_a_sentence_gives_ends_at_its_comma(tmp_path: Path) -> None:
    found = doubts_of(
        tmp_path,
        "# Perch\n\nIn container hosting environments such as Kubernetes, Perch runs as a sidecar container.\n",
    )
    assert not any(s == "Perch" and p == "exampleOf" for s, p, _ in found)
    assert any(s == "Kubernetes" and p == "exampleOf" for s, p, _ in found)


def test_a_license_has_a_name(tmp_path: Path) -> None:
    found = doubts_of(tmp_path, "# Perch\n\nPerch is a database. Perch is licensed under an open source license.\n")
    assert not any(p == "license" for _, p, _ in found)


def test_what_was_so_at_first_is_no_longer_so(tmp_path: Path) -> None:
    text = "# Perch\n\nPerch is a database. Perch was originally a component of Envoy.\n"
    found = read_statements(write_document(tmp_path, text))
    assert [s.modality.value for s in found if s.predicate == "partOf"] == ["former"]


def test_nobody_owns_what_he_wrote(tmp_path: Path) -> None:
    found = doubts_of(tmp_path, "# N\n\nRead a chapter from Karl Fogelmann's Producing Fine Software on ledgers.\n")
    assert not any(p == "ownedBy" for _, p, _ in found)


@pytest.mark.parametrize(
    "sentence",
    ["Perch should not depend on Envoy.", "Perch requires the Vargle Processor be included in the image."],
)
def test_what_is_asked_for_is_not_told(tmp_path: Path, sentence: str) -> None:
    found = doubts_of(tmp_path, f"# Perch\n\nPerch is a collector. {sentence}\n")
    assert all("asks for it" in doubt for (_, p, _), doubt in found.items() if p == "dependsOn")


def test_what_is_used_to_make_a_thing_did_not_make_it_once(tmp_path: Path) -> None:
    text = "# N\n\nThe ActivitySource used to create the Activity is not added to the TracerProvider.\n"
    assert not any(p == "createdBy" for _, p, _ in doubts_of(tmp_path, text))


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("We thank the Quuxly Foundation, who supported us and made Perch what it is today.", "createdBy"),
        ("Perch is a solution for Kubernetes, trusted by many.", "solvesProblem"),
        ("Perch is an AMQP 0-9-1 client for Envoy.", "writtenIn"),
        ("Starting in 2009, Perch also used Envoy.", "startedIn"),
        ("The Vargle Service is called from Docker Inc. The Vargle Service is written in Go.", "ownedBy"),
    ],
)
def test_what_reads_like_it_is_not_stated(tmp_path: Path, sentence: str, wrong: str) -> None:
    found = doubts_of(tmp_path, f"# Perch\n\nPerch is a database. {sentence}\n")
    assert not any(p == wrong or "AMQP 0" in (s, o) for s, p, o in found)


def test_a_license_keeps_its_clauses(tmp_path: Path) -> None:
    found = doubts_of(tmp_path, "# Notes\n\nZorblat is licensed under the 3-Clause BSD license.\n")
    assert found["Zorblat", "license", "3-Clause BSD"] == ""


def test_a_license_keeps_its_version(tmp_path: Path) -> None:
    found = doubts_of(
        tmp_path, "# Perch\n\nPerch is a database. Perch is licensed under the Apache License, Version 2.0.\n"
    )
    assert ("Perch", "license", "Apache License, Version 2.0") in found


def test_what_follows_joined_nouns_may_belong_to_the_last(tmp_path: Path) -> None:
    text = "# Perch\n\nPerch is a database. Ada Kettle is a Perch maintainer and creator of Dyno.\n"
    found = doubts_of(tmp_path, text)
    assert not any(not doubt for (s, p, o), doubt in found.items() if p == "contributedBy" and s == "Dyno")


def test_a_list_of_those_accepted_is_not_narrowed_by_its_participle(tmp_path: Path) -> None:
    text = "# N\n\nAmong the sandbox projects are Zorblat, Vargle and Perch, all three accepted on 21 January 2025.\n"
    assert len([p for _, p, _ in doubts_of(tmp_path, text) if p == "joinedOn"]) == 3


def test_a_name_between_commas_is_what_follows_is_told_of(tmp_path: Path) -> None:
    text = (
        "# Perch\n\nPerch is a mesh. Perch brings a small proxy of its own, Zorblat2-proxy, which is written in Rust.\n"
    )
    assert not any(doubt for (_, p, _), doubt in doubts_of(tmp_path, text).items() if p == "writtenIn")


def test_a_verb_behind_a_list_is_no_part_of_its_last_name(tmp_path: Path) -> None:
    tools = "Configuration management tools such as Ansible, Puppet, Chef Infra and Salt"
    text = f"# N\n\n{tools} log in to existing machines.\n"
    assert ("Salt", "exampleOf") in {(s, p) for s, p, _ in doubts_of(tmp_path, text)}


@pytest.mark.parametrize(
    ("sentence", "triple"),
    [
        ("It works with caches like [Dyno serving](https://x.example/d).", ("Dyno", "exampleOf", "cache")),
        ("Basalt Linux by Quuxly: apps get updates.", ("Linux", "createdBy", "Quuxly")),
        ("Mary Kettle founded the film company 50 Eggs.", ("Eggs", "createdBy", "Mary Kettle")),
        ("Vargle Managed Service for Prometheus is built on Cortex.", ("Vargle Managed Service", "basedOn", "Cortex")),
        ("The Vane Society for Linux was founded by Ada Kettle.", ("Vane Society", "createdBy", "Ada Kettle")),
        ("Envoy is used by the Vane Center for Vessel Research.", ("Envoy", "usedBy", "Vane Center")),
        ("In 2013, Quuxly Inc. launched the first cut-down Linux.", ("Linux", "releasedIn", "2013")),
        ("Envoy is used by Global Boats and Vane Drive a Boat.", ("Envoy", "usedBy", "Vane Drive")),
        ('Envoy is used by Vane Labs "Ship".', ("Envoy", "usedBy", "Ship")),
        ('Envoy was created by Vane Labs "The Ship".', ("Envoy", "createdBy", "Vane Labs")),
        ("In 2016 Ann Lee started a platform called Stand Up Vane.", ("Stand", "createdBy", "Ann Lee")),
    ],
)
def test_a_name_within_a_longer_one_is_not_stated_plainly(
    tmp_path: Path, sentence: str, triple: tuple[str, str, str]
) -> None:
    text = f"# Dyno\n\nDyno is a database. Linux is a kernel. Quuxly Inc. sells it. {sentence}\n"
    assert doubts_of(tmp_path, text).get(triple, "not read")


@pytest.mark.parametrize(
    ("sentence", "triple", "modality"),
    [
        ("Perch can use Envoy.", ("Envoy", "usedBy", "Perch"), "hedged"),
        ("Perch uses Envoy.", ("Envoy", "usedBy", "Perch"), "asserted"),
        ("Perch can be added later and uses Envoy.", ("Envoy", "usedBy", "Perch"), "asserted"),
        ("Envoy can be used as a part of Perch.", ("Envoy", "partOf", "Perch"), "hedged"),
        ("Quuxly is in the process of donating Perch to the CNCF.", ("Perch", "hostedBy", "CNCF"), "planned"),
        ("Perch began as part of Envoy.", ("Perch", "partOf", "Envoy"), "former"),
    ],
)
def test_what_can_be_and_what_was_at_first_are_told_as_such(
    tmp_path: Path, sentence: str, triple: tuple[str, str, str], modality: str
) -> None:
    found = read_statements(write_document(tmp_path, f"# Perch\n\nPerch is a database. {sentence}\n"))
    told = {(s.subject.label, s.predicate, s.object.label): s.modality.value for s in found}
    assert told[triple] == modality


def test_what_an_operator_is_for_is_told_of_it(tmp_path: Path) -> None:
    found = doubts_of(tmp_path, "# Notes\n\nYou can also use the Vargle Operator for Kubernetes.\n")
    assert found["Vargle Operator", "integratesWith", "Kubernetes"] == ""


def test_a_noun_behind_the_last_of_a_list_is_its_own(tmp_path: Path) -> None:
    text = "# Notes\n\nZorblat connects to storage systems such as Kafka, Elasticsearch and JDBC database systems.\n"
    found = doubts_of(tmp_path, text)
    assert ("Kafka", "exampleOf", "storage system") in found
    assert not any(subject == "JDBC" for subject, _, _ in found)


def test_a_reason_is_no_definition(tmp_path: Path) -> None:
    text = "# Notes\n\nWe chose Zorblat since Zorblat is a forerunner in its field.\n"
    assert not [s for s in read_statements(write_document(tmp_path, text)) if s.predicate == "definedAs"]


def test_who_builds_the_platforms_does_not_work_for_them(tmp_path: Path) -> None:
    text = "# Notes\n\nAda Kettle is an architect for the Vane Platforms. Bo Vane is an architect for Quuxly.\n"
    found = doubts_of(tmp_path, text)
    assert found.get(("Ada Kettle", "worksFor", "Vane Platforms"), "not read")
    assert found["Bo Vane", "worksFor", "Quuxly"] == ""


def test_what_a_parent_is_of_is_no_parent(tmp_path: Path) -> None:
    text = "Quuxly Inc. is the parent company of Global Boats, Vane Drive a Boat, and Quarry Cars."
    assert {o for _, p, o in doubts_of(tmp_path, f"# Notes\n\n{text}\n") if p == "ownedBy"} <= {"Quuxly Inc."}


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Zorblat has ported the Quuxly infrastructure to use Vargle.", ("Vargle", "usedBy", "Zorblat")),
        ("Vargle was contributed by Ada Kettle.", ("Vargle", "donatedBy", "Ada Kettle")),
        ("Zorblat was developed mainly by van Gunsteren.", ("Zorblat", "createdBy", "Gunsteren")),
        ("We like Amazon's boto3 Python library.", ("boto3 Python", "ownedBy", "Amazon")),
        (
            "Bo Vane, Lu Quarrel and other developers improved it, mainly to add support for Vargle.",
            ("Bo Vane", "supports", "Vargle"),
        ),
        ("Dyno is an acronym for Vane MAchine for Control Simulation.", ("Dyno", "alsoKnownAs", "Vane MAchine")),
        ("Zorblat is supplied to create the Quuxly Script.", ("Quuxly Script", "createdBy", "Zorblat")),
        (
            "Zorblat is free software that implements and manages various IPv4 and IPv6 protocols.",
            ("Zorblat", "implements", "IPv4"),
        ),
        ("IRIX64 (using Vargle and Zorblat)", ("Vargle", "usedBy", "IRIX64")),
    ],
)
def test_ends_that_are_cut_or_told_by_another_are_doubted(
    tmp_path: Path, text: str, triple: tuple[str, str, str]
) -> None:
    page = f"# Dyno\n\nDyno is a database. Vargle is a tool. {text}\n"
    assert doubts_of(tmp_path, page).get(triple, "")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Build uses Python. A build is small.", True),
        ("Build uses Python. We moved to Build from Vargle.", False),
        ("[Build](https://b.example/) uses Python. A build is small.", False),
        ("# Build\n\nBuild uses Python. A build is small.", False),
    ],
)
def test_a_name_of_other_pages_may_be_an_ordinary_word_here(tmp_path: Path, text: str, plain: bool) -> None:
    document = write_document(tmp_path, text)
    start, build = document.text.index("Build uses"), Entity.called("Build")
    reader = open_sentence(document)
    reader.mentions = [Mention(Span(start, start + 5), "Build", 0, 0, None, build)]
    doubt = doubt_plain_ends(Relation(build, "usedBy", Entity.called("Python"), "use"), reader, document)
    assert bool(doubt) is plain
