"""Relations found by the meaning of other words, and the wordings they are compared with."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.encoder import load_encoder
from indexer.meanings import RelationMeanings
from kg.errors import DataFolderError
from ontology import load_field
from ontology.wordings import Wording, make_wordings


@pytest.fixture(scope="module")
def wordings() -> list[Wording]:
    field = load_field()
    return make_wordings(field.lexicon.frames, field.ontology)


@pytest.fixture(scope="module")
def folder(wordings: list[Wording], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("relations")
    RelationMeanings.build(wordings, load_encoder(), folder, folder / "cache")
    return folder


def test_a_relation_is_worded_in_both_directions(wordings: list[Wording]) -> None:
    assert Wording("what replaced X", "replaces", False) in wordings
    assert Wording("what does X replace", "replaces", True) in wordings


def test_wordings_are_of_the_stated_direction_alone(wordings: list[Wording]) -> None:
    ontology = load_field().ontology
    assert {wording.property for wording in wordings} == {ontology.canonical(w.property)[0] for w in wordings}


@pytest.mark.parametrize(
    ("question", "relation"),
    [
        ("what took the place of X", ("replaces", False)),
        ("who has X to thank for its start", ("createdBy", True)),
        ("in which tongue is X coded", ("writtenIn", True)),
    ],
)
def test_other_words_come_near_their_relation(folder: Path, question: str, relation: tuple[str, bool]) -> None:
    scores = RelationMeanings.load(folder, load_encoder()).score(question)
    nearer = [name for name, score in scores.items() if score > scores[relation] + 0.1]
    assert not nearer and scores[relation] > 0.5


def test_the_same_wordings_give_the_same_bytes(wordings: list[Wording], folder: Path, tmp_path: Path) -> None:
    RelationMeanings.build(wordings, load_encoder(), tmp_path / "again", tmp_path / "cache")
    for name in ("vectors.npy", "wordings.json"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


def test_builds_at_the_same_time_share_what_is_kept(wordings: list[Wording], tmp_path: Path) -> None:
    def build(number: int) -> None:
        RelationMeanings.build(wordings[:20], load_encoder(), tmp_path / str(number), tmp_path / "cache")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(build, range(12)))
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["embeddings.bin"]


def test_a_damaged_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="kg build"):
        RelationMeanings.load(tmp_path, load_encoder())
