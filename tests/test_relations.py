"""Relations: direction, voice, lists, modality."""

from pathlib import Path

import pytest
from reading import read_statements, read_triples, write_document


@pytest.mark.parametrize(
    ("sentence", "triple"),
    [
        ("Quixar replaced Zorblat.", ("Quixar", "replaces", "Zorblat")),
        ("Zorblat was replaced by Quixar.", ("Quixar", "replaces", "Zorblat")),
        ("Quixar is a tool that was developed by Oracle.", ("Quixar", "createdBy", "Oracle")),
        ("Quixar is a fork of Zorblat.", ("Quixar", "forkOf", "Zorblat")),
        ("Quixar is written in Go.", ("Quixar", "writtenIn", "Go")),
        ("Quixar is used by companies including IBM and Oracle.", ("Quixar", "usedBy", "Oracle")),
        ("Companies that rely on Quixar, including IBM, asked for it.", ("Quixar", "usedBy", "IBM")),
        ("Quixar was inspired by Oracle's tracing system, Zorblat.", ("Zorblat", "ownedBy", "Oracle")),
        ("Unlike Zorblat, Quixar is fast.", ("Quixar", "comparedWith", "Zorblat")),
        ("Quixar is an alternative to Zorblat.", ("Quixar", "alternativeTo", "Zorblat")),
        ("Quixar and Zorblat are CNCF-hosted projects.", ("Zorblat", "hostedBy", "CNCF")),
        ("Zorblat, later replaced by Quixar, was slow.", ("Quixar", "replaces", "Zorblat")),
        ("Quixar, a scanner by Oracle, is fast.", ("Quixar", "createdBy", "Oracle")),
        ("Quixar is an open source scanner from Oracle.", ("Quixar", "createdBy", "Oracle")),
        ("Quixar, a project of Oracle, is fast.", ("Quixar", "createdBy", "Oracle")),
        ("Quixar is an incubating project of the CNCF.", ("Quixar", "maturity", "incubating")),
        ("Quixar is a tool. The CNCF announced the graduation of Quixar.", ("Quixar", "maturity", "graduated")),
        ("Quixar is the registry of Oracle.", ("Quixar", "createdBy", "Oracle")),
        ("We use Kubernetes, a platform by Frobcorp for clusters.", ("Kubernetes", "createdBy", "Frobcorp")),
        ("Quixar is a tool. Firms including IBM and Oracle rely on it.", ("Quixar", "usedBy", "IBM")),
        ("We replaced Quixar by Zorblat.", ("Zorblat", "replaces", "Quixar")),
        ("Quixar now belongs to Oracle.", ("Quixar", "ownedBy", "Oracle")),
        ("Quixar was given to the CNCF in March 2017.", ("Quixar", "joinedOn", "2017-03")),
        ("Quixar has been incubating since April 2022.", ("Quixar", "maturity", "incubating")),
        ("Quixar joined the CNCF as a sandbox project in July 2020.", ("Quixar", "joinedOn", "2020-07")),
        ("Quixar joined the CNCF in March 2019.", ("Quixar", "joinedOn", "2019-03")),
        (
            "Quixar left the Vargle project and was accepted by the CNCF in its own right, as a sandbox project, on "
            "1 June 2018.",
            ("Quixar", "joinedOn", "2018-06-01"),
        ),
        ("Quixar is a platform. Oracle developed it.", ("Quixar", "createdBy", "Oracle")),
        ("Quixar is a specification, and Zorblat implements it.", ("Zorblat", "implements", "Quixar")),
        ("Oracle uses Quixar for metrics reporting and Zorblat for storage.", ("Zorblat", "usedBy", "Oracle")),
        ("Quixar is a tool. The Quixar (QXR) project replaced Zorblat.", ("Quixar", "replaces", "Zorblat")),
        ("Quixar is the default DNS server since version 1.12.", ("Quixar", "defaultSince", "1.12")),
    ],
)
def test_frames_are_read_the_right_way_round(tmp_path: Path, sentence: str, triple: tuple[str, str, str]) -> None:
    assert triple in read_triples(write_document(tmp_path, sentence))


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Quixar does not support Zorblat.", "negated"),
        ("Quixar may support Zorblat.", "hedged"),
        ("Quixar will support Zorblat.", "planned"),
        ("Quixar supports Zorblat.", "asserted"),
    ],
)
def test_modality_is_kept(tmp_path: Path, sentence: str, modality: str) -> None:
    found = [s for s in read_statements(write_document(tmp_path, sentence)) if s.predicate == "supports"]
    assert [s.modality.value for s in found] == [modality]


@pytest.mark.parametrize(
    "sentence",
    [
        "Does Quixar replace Zorblat?",
        "Quixar, Zorblat and Fennix run well.",
        "The system is tested using Quixar.",
        "Quixar runs beside Zorblat. Oracle bought it.",
        "The criteria for the graduation of Quixar are strict.",
        "Port and Quixar are its commercial rivals.",
        "Version 2.2 has been out since version 2.1, where Quixar had been the default.",
    ],
)
def test_nothing_is_made_up(tmp_path: Path, sentence: str) -> None:
    assert read_triples(write_document(tmp_path, sentence)) == set()


def test_what_is_only_asked_for_in_some_words_is_not_read_from_them(tmp_path: Path) -> None:
    # perhaps a language that Quixar reads
    found = read_triples(write_document(tmp_path, "Rust is the language of Quixar."))
    assert "writtenIn" not in {predicate for _, predicate, _ in found}


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Zorblat moved to the CNCF in May 2018.", "2018-05"),
        ("Acme Inc. handed Zorblat over to the CNCF in 2018.", "2018"),
        ("Zorblat came to the CNCF on 23 May 2017, at incubating level.", "2017-05-23"),
        ("Zorblat became a CNCF project in May 2018.", "2018-05"),
        ("Zorblat has been a CNCF project since 2018.", "2018"),
        ("Zorblat moved to the CNCF sandbox in May 2018.", None),
        ("Zorblat was hosted by the CNCF in 2018.", None),
        ("Zorblat belonged to the CNCF in 2018.", None),
        ("The maintainers of Zorblat came to the CNCF in 2018.", None),
    ],
)
def test_who_went_to_a_home_on_a_day_joined_it_then(tmp_path: Path, sentence: str, day: str | None) -> None:
    found = read_statements(write_document(tmp_path, f"# Zorblat\n\nZorblat is an open source project. {sentence}"))
    assert [s.object.label for s in found if s.predicate == "joinedOn"] == ([] if day is None else [day])


@pytest.mark.parametrize(
    ("sentence", "level", "day"),
    [
        ("It also was the first to graduate, on 6 March 2018.", "graduated", "2018-03-06"),
        (
            "It was the first broker of Acme, begun in 2016, and the last to graduate, on 6 March 2018.",
            "graduated",
            "2018-03-06",
        ),
        (
            "It left the Quuxly project and was accepted, as an incubating project, on 1 June 2018.",
            "incubating",
            "2018-06-01",
        ),
    ],
)
def test_levels_of_the_first_and_of_what_left_another(tmp_path: Path, sentence: str, level: str, day: str) -> None:
    found = read_statements(write_document(tmp_path, f"# Zorblat\n\nZorblat is an open source project. {sentence}"))
    told = [(s.subject.label, s.object.label, s.valid_from) for s in found if s.predicate == "maturity"]
    assert told == [("Zorblat", level, day)]


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        (
            "Among the sandbox projects are Dex, external-secrets, SOPS (first written at Mozilla) and KubeArmor.",
            "KubeArmor",
        ),
        (
            "Among the sandbox projects are Dex, external-secrets, SOPS, and Cedar, the language that AWS opened.",
            "Cedar",
        ),
        ("Sandbox projects include Dex, external-secrets, SOPS and KubeArmor.", "KubeArmor"),
    ],
)
def test_all_that_are_counted_among_those_of_a_level_have_it(tmp_path: Path, sentence: str, last: str) -> None:
    page = f"# Key Management: a category\n\n## CNCF projects\n\n{sentence}"
    found = read_statements(write_document(tmp_path, page))
    levels = [s.subject.label for s in found if s.predicate == "maturity"]
    assert levels == ["Dex", "external-secrets", "SOPS", last]
    assert not any("projects" in s.subject.label for s in found)


@pytest.mark.parametrize(
    ("page", "sorted_there"),
    [
        ("# Key Management: a category\n\nAmong the sandbox projects are Dex, Kubewarden and Cedar.", True),
        ("# Key Management: a category\n\nThe sandbox projects are Dex, Kubewarden and Cedar.", True),
        ("# Key Management: a category\n\nDex, Kubewarden and Cedar are sandbox projects.", False),
        ("# Key Management: a category\n\nAmong the sandbox projects of other layers are Dex and Cedar.", False),
        ("# Notes\n\nAmong the sandbox projects are Dex, Kubewarden and Cedar.", False),
    ],
)
def test_the_projects_of_a_level_on_the_page_of_a_category_are_in_it(
    tmp_path: Path, page: str, sorted_there: bool
) -> None:
    found = read_triples(write_document(tmp_path, page))
    assert (("Cedar", "inCategory", "Key Management") in found) is sorted_there
    assert ("Cedar", "maturity", "sandbox") in found or not sorted_there


def test_it_behind_the_project_that_was_given_is_the_project(tmp_path: Path) -> None:
    text = (
        "# Walnut\n\nWalnut is a planner. In May 2021 Fjordline handed the project over to the Tidal Foundation, where "
        "it has been an incubating project since September 2022.\n"
    )
    triples = read_triples(write_document(tmp_path, text))
    assert ("Walnut", "maturity", "incubating") in triples
    assert not any(s == "Fjordline" and p == "maturity" for s, p, _ in triples)
