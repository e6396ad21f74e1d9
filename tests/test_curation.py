"""The curated file: decisions known by what they speak of, faults told with their line, edits that keep the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.curation import Curation, decide, load_curation, write_triple
from kg.errors import InputError
from kg.statements import Entity, Literal, to_triple
from ontology import load_field
from ontology.names import ENTITY

ONTOLOGY = load_field().ontology
E = ENTITY


def write(folder: Path, text: str) -> Path:
    path = folder / "curation.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_or_empty_file_decides_nothing(tmp_path: Path) -> None:
    for curation in (
        load_curation(tmp_path / "none.yaml", ONTOLOGY),
        load_curation(write(tmp_path, "# nothing yet\naccept:\n"), ONTOLOGY),
    ):
        assert (curation.accepted, curation.rejected, curation.splits, curation.merges) == (set(), set(), (), ())
        assert curation.digest == Curation().digest


def test_decisions_are_known_by_their_content(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "accept:\n  - e:Zorblat kg:replacedBy e:Vargle  # said the other way round\n"
        "reject:\n  - 'e:Zorblat kg:releasedIn \"2014\"^^xsd:gYear'\n  - e:B kg:integratesWith e:A\n"
        "split: [Vitess | Vitesse]\nmerge:\n- Open Plum  Agent | OPLA\n",
    )
    curation = load_curation(path, ONTOLOGY)
    assert curation.accepted == {(E + "Vargle", "replaces", E + "Zorblat")}
    assert curation.state_of((E + "Zorblat", "releasedIn", "2014")) == "rejected"
    assert curation.state_of((E + "Zorblat", "releasedIn", "2015")) == "waiting"
    # A symmetric relation is one decision, whichever end stands first.
    assert to_triple(E + "A", "integratesWith", E + "B", ONTOLOGY) in curation.rejected
    assert (curation.splits, curation.merges) == ((("Vitess", "Vitesse"),), (("Open Plum Agent", "OPLA"),))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("accpet:\n", 1, "'accpet' is not known here"),
        ("- e:A kg:replaces e:B\n", 1, "expected one of accept"),
        ("accept: e:A kg:replaces e:B\n", 1, "expected a list"),
        ("accept:\n  - e:A kg:replaces e:B\n  - e:A kg:replaced e:B\n", 3, "'replaced' is no property"),
        ("reject:\n\n  - CoreDNS replaces KubeDNS\n", 3, "is no statement"),
        ("reject:\n  - [e:A, e:B]\n", 2, "is no line of words"),
        ("split:\n  - Vitess\n", 2, "is not two names"),
        ("split:\n  - kube dns | Kube-DNS\n", 2, "is one name"),
        ("accept:\n- e:A kg:replaces e:B\nreject:\n- e:B kg:replacedBy e:A\n", 4, "both accepted and rejected"),
        ("split:\n- A | B\nmerge:\n- B | A\n", 4, "both merged and split"),
        ("accept:\n  - 'e:A\n", 3, "no valid YAML"),
        ("accept:\n  - _:a kg:replaces e:B\n", 2, "does not name its ends"),
    ],
)
def test_a_fault_is_told_with_file_and_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as raised:
        load_curation(path, ONTOLOGY)
    assert str(raised.value).startswith(f"{path}, line {line}: ")
    assert words in str(raised.value) and str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("end", "written"),
    [
        (Entity(E + "B", "B"), "e:A kg:replaces e:B"),
        (Entity(E + "Docker_(company)", "Docker"), r"e:A kg:replaces e:Docker_\(company\)"),
        (Entity(E + "C%2B%2B", "C++"), "e:A kg:replaces e:C%2B%2B"),
        (Literal("a 'quote' \"and\" a \\ sign"), 'e:A kg:replaces "a \'quote\' \\"and\\" a \\\\ sign"'),
        (Literal("2014", "gYear"), 'e:A kg:replaces "2014"^^xsd:gYear'),
    ],
)
def test_what_is_written_is_read_as_it_was(end: Entity | Literal, written: str, tmp_path: Path) -> None:
    assert write_triple(E + "A", "replaces", end) == written
    decide(tmp_path / "curation.yaml", "reject", [(written, "because: it's so")], ONTOLOGY)
    curation = load_curation(tmp_path / "curation.yaml", ONTOLOGY)
    assert curation.rejected == {to_triple(E + "A", "replaces", end, ONTOLOGY)}


def test_a_decision_leaves_the_rest_of_the_file_as_it_stands(tmp_path: Path) -> None:
    text = "# Mine.\nsplit:\n    - A | B  # no\n\naccept:\n    - e:A kg:replaces e:B # yes\n# The end.\n"
    path = write(tmp_path, text)
    decide(path, "accept", [("e:C kg:replaces e:D", "C replaced\nD.")], ONTOLOGY)
    decide(path, "reject", [("e:E kg:replaces e:F", "")], ONTOLOGY)
    assert (
        path.read_text()
        == text.replace("accept:\n", "accept:\n    - 'e:C kg:replaces e:D'  # C replaced D.\n")
        + "reject:\n  - 'e:E kg:replaces e:F'\n"
    )
    decide(path, "reject", [("e:D kg:replacedBy e:C", "")], ONTOLOGY)
    curation = load_curation(path, ONTOLOGY)
    assert curation.state_of((E + "C", "replaces", E + "D")) == "rejected"
    assert len(curation.accepted) == 1
    decide(path, None, [("e:C kg:replaces e:D", ""), ("e:E kg:replaces e:F", "")], ONTOLOGY)
    assert path.read_text() == text + "reject:\n"


def test_a_list_in_brackets_is_not_written_into(tmp_path: Path) -> None:
    path = write(tmp_path, "accept: [e:A kg:replaces e:B]\n")
    with pytest.raises(InputError, match="line 1: the list 'accept' stands in brackets"):
        decide(path, "accept", [("e:C kg:replaces e:D", "")], ONTOLOGY)
